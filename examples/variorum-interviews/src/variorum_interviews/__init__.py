"""Subtitles of recorded interviews for Variorum: a reader, a check and an export."""
