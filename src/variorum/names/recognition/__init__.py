"""Who and what is named in a text: models, the archive's own dossiers and patterns, brought together."""
