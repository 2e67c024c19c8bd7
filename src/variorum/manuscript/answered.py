"""What a verdict warns of and the manuscript's own sentence says as well.

A quotation that runs in a sentence is often cut where the sentence takes over: Orlova “would not be intimidated” for
"they would not be intimidated" loses nothing, nor does it lose the negation if the sentence itself has "did not".
Looked at are the few words just before the quotation, or just after it, in its own clause.
"""

from __future__ import annotations

import re

from variorum.manuscript.standing import MISSING
from variorum.quotation.critical_words import negations
from variorum.quotation.phrases import first_of
from variorum.quotation.remarks import remark_of
from variorum.saying import Sentence

_WORDS = 8
_WORD = re.compile(r"\w+")
_FEWEST = 3  # words that are cut away, and that the sentence quotes elsewhere


def is_answered(warning: str, sentence: str) -> bool:
    """Whether the sentence around a quotation (which stands in it as “…”) says what the warning tells was cut away."""
    before, found, after = sentence.partition(MISSING)
    remark = remark_of(warning)
    if not found or not remark.side:
        return False
    if _has(before if remark.side == "before" else after, warning):
        return True
    if remark.side == "before":
        near = " ".join(re.split(r"[;:](?!\s*$)", before)[-1].split()[-_WORDS:])
    else:
        near = " ".join(re.split(r"[;:]", after)[0].split()[:_WORDS])
    return any(negations(near) if kind == "negation" else first_of(kind, near) for kind in remark.answered_by)


def _has(text: str, warning: str) -> bool:
    """Whether the sentence quotes the very words that were cut away: “If it rains,” he said, “the river will rise.”"""
    shown = str(warning.values.get("shown", "")) if isinstance(warning, Sentence) else ""
    words = _WORD.findall(shown.casefold())
    return len(words) >= _FEWEST and " ".join(words) in " ".join(_WORD.findall(text.casefold()))
