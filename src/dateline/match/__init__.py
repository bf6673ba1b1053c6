"""Part of Dateline: match."""
