"""Chronology: the datings of a whole record held against one another.

`of(record)` makes of every statement and source a network of what must come before what, and answers what is
attested, what is inferred and why, and which statements cannot all be true.
"""

from variorum.chronology.chronology import Chronology, Life, Why, of
from variorum.chronology.clashes import Clash
from variorum.chronology.events import Dated, Event, EventWindow

__all__ = ["Chronology", "Clash", "Dated", "Event", "EventWindow", "Life", "Why", "of"]
