"""Days: what dates a page, what times are counted from, and when each event of a page was; `timing` is the way in."""
