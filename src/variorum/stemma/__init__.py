"""Who took a passage from whom, how it is marked, and what hangs on what: borrowings told in full."""

from variorum.stemma.dependence import Dependence, SourceTie, circles, dependence
from variorum.stemma.describing import describe
from variorum.stemma.passage_groups import without_nested

__all__ = ["Dependence", "SourceTie", "circles", "dependence", "describe", "without_nested"]
