"""The desk: the record in a browser, where people judge it, and the same for programs."""
