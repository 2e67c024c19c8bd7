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

_WORDS = 8
_BEFORE = re.compile(r"^(?:Just before these words|Before these words|The word before these)")
_AFTER = re.compile(r"^(?:Just after these words|After these words|The word after these)")
_KINDS = {
    "negation": ("negation",), "takes them back": ("negation", "denial"), "depend on it": ("condition",),
    "not simply stated": ("hedge", "report", "condition", "denial"),
    "goes on": ("exception", "condition", "hedge", "denial", "negation"), "makes less of them": ("degree", "share"),
}  # fmt: skip


def is_answered(warning: str, sentence: str) -> bool:
    """Whether the sentence around a quotation (which stands in it as “…”) says what the warning tells was cut away."""
    before, found, after = sentence.partition(MISSING)
    if not found:
        return False
    if _BEFORE.match(warning):
        near = " ".join(re.split(r"[;:](?!\s*$)", before)[-1].split()[-_WORDS:])
    elif _AFTER.match(warning):
        near = " ".join(re.split(r"[;:]", after)[0].split()[:_WORDS])
    else:
        return False
    kinds = next((kinds for told, kinds in _KINDS.items() if told in warning), ())
    return any(negations(near) if kind == "negation" else first_of(kind, near) for kind in kinds)
