"""Passages that stand in more than one place: found in whole corpora, tight to the word, through noise.

`find_borrowings` is the door for sources in memory; `compare` for segments made and kept elsewhere.
"""

from variorum.collation.borrowings.corpus import Segment
from variorum.collation.borrowings.passages import compare, find_borrowings
from variorum.collation.borrowings.terms import ENGINE, Terms

__all__ = ["ENGINE", "Segment", "Terms", "compare", "find_borrowings"]
