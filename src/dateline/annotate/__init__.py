"""What a page's words are: sentences parsed, names, offices, places, gatherings and times, each with its span."""
