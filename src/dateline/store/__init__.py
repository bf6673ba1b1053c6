"""Part of Dateline: store."""
