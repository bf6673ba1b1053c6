"""The ledger: one SQLite file with one writer, what it keeps, and the questions that it answers."""
