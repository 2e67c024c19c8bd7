"""Copies of a manuscript with comments or tracked changes put in: all else stays byte for byte as it was."""
