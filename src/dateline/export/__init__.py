"""Part of Dateline: export."""
