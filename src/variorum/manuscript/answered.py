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

_WORDS = 8


def is_answered(warning: str, sentence: str) -> bool:
    """Whether the sentence around a quotation (which stands in it as “…”) says what the warning tells was cut away."""
    before, found, after = sentence.partition(MISSING)
    remark = remark_of(warning)
    if not found or not remark.side:
        return False
    if remark.side == "before":
        near = " ".join(re.split(r"[;:](?!\s*$)", before)[-1].split()[-_WORDS:])
    else:
        near = " ".join(re.split(r"[;:]", after)[0].split()[:_WORDS])
    return any(negations(near) if kind == "negation" else first_of(kind, near) for kind in remark.answered_by)
