"""The checks that come with the program, one file per family."""

from variorum.criticism.families import citations, dates, names, quotations, structure, witnesses

__all__ = ["citations", "dates", "names", "quotations", "structure", "witnesses"]
