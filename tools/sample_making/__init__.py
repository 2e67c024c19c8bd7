"""Builds the originals of the sample archive out of plain texts, one file per family of formats."""
