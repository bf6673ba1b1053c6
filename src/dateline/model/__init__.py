"""Part of Dateline: model."""
