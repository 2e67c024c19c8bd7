"""Whether the sentence around a pair of marks says whose the words within are: by a verb of saying, a letter, a voice.

What stands within other marks of the same sentence is not asked: it is what others say.
"""

from __future__ import annotations

import re

from variorum.manuscript.quotation_cues import cue
from variorum.text.letters import compiled
from variorum.text.scripts import CYRILLIC

_ENDS = compiled(
    r"(?:[^\W\d_]{4}|\d{4}|[»”“\"’)\]])[.!?…][»”“\"’)]?(?:\d{1,3}|\[[^\[\]]{1,8}\])?\s+(?=[“„«\"‘(]?\p{Lu})"
)
"""Where a sentence ends: behind a word of four letters or more, as a shorter may be cut short, or behind a mark."""
_WITHIN = re.compile(r"“[^“”„«»]*”|„[^“”„«»]*[“”]|«[^«»]*»|\"[^\"]*\"|‘[^‘’]*’(?!\w)")
_RUNS_INTO = compiled(r"(?:^|\s)[^\W\d_\p{Lu}]+\s+$")
"""A word that begins small right before the marks: the sentence runs into words that begin with a capital."""
_NEAR = 80  # characters behind the marks
_STOPPED = 5  # letters before a closing mark by which a stop within is known
_FARTHEST = 300  # characters of a sentence before or behind the words


def sentence_before(text: str, at: int) -> str:
    """What of the sentence stands before a place."""
    start = max(0, at - _FARTHEST)
    ends = [match.end() for match in _ENDS.finditer(text, start, at)]
    return text[ends[-1] if ends else start : at]


def sentence_behind(text: str, at: int) -> str:
    """What of the sentence stands behind a place."""
    end = _ENDS.search(text, at, at + _FARTHEST)
    return text[at : end.start() if end else at + _FARTHEST]


def ends_between(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends between two places, the stop within the marks that close at the first with it."""
    return _ENDS.search(text, max(0, start - _STOPPED), end) is not None


def is_somebodys(text: str, before: str, behind: str) -> bool:
    """Whether what stands of a sentence before and behind a pair of marks says whose the words within are."""
    if not text.lstrip()[:1].islower() and CYRILLIC.search(text) is None and not _RUNS_INTO.search(before):
        return False
    before, behind = _WITHIN.sub("“”", before), _WITHIN.sub("“”", behind[:_NEAR])
    cues = (("tells-whose", before), ("by-whom", before), ("tells-whose", behind), ("tells-whose-behind", behind))
    return any(cue(kind).search(beside) for kind, beside in cues)
