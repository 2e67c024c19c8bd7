"""Variorum: double-entry bookkeeping for history. Nothing is said without its source, and every source is checked."""

__version__ = "0.1.0"
