"""Markdown with front matter: read, written, made from HTML and made into HTML."""
