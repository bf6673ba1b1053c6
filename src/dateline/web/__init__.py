"""Part of Dateline: web."""
