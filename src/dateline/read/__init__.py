"""Part of Dateline: read."""
