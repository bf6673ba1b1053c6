"""Part of Dateline: plot."""
