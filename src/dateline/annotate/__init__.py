"""Part of Dateline: annotate."""
