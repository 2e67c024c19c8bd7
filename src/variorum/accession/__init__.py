"""Accession: files come in and are read once, into pages with paragraphs, by one reader for each format."""
