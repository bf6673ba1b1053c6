"""Official records as witnesses: their files, rows, remarks and what they say of our events."""
