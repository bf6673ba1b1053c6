"""Bytes to an article: files, decoding, HTML, furniture, title, byline, publisher and date."""
