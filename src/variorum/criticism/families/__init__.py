"""The checks that come with the program, one file per family."""

from variorum.criticism.families import citations, quotations, structure, witnesses

__all__ = ["citations", "quotations", "structure", "witnesses"]
