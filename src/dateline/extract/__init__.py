"""Part of Dateline: extract."""
