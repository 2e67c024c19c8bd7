"""Who took a passage from whom, how it is marked, and what hangs on what: borrowings told in full."""

from variorum.collation.descent.describing import describe

__all__ = ["describe"]
