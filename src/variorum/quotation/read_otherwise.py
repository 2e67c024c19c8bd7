"""What whoever reads the page reads otherwise than it is written: signs that turn the order, two numbers like one.

A table and a line's end part two figures that a space between them joins: "killed: 3" above "500 wounded" is not 3 500.
"""

from __future__ import annotations

import re
import unicodedata

from variorum.saying import say
from variorum.text.unseen_signs import turned

_PARTED = re.compile(r"(?<![\d.,])(\d{1,3})(?:[ ]*[\t\n\x1c]\s*|[ ]{2,})(\d{3})(?![\d])")
_GROUP = "[ \u00a0\u2009\u202f\u2007\u2008]"


def read_otherwise(quotation: str, found: str) -> tuple[str, ...]:
    """What is to be said of a quotation of these words of the source that is seen as other words than it holds."""
    said: list[str] = []
    if sign := turned(quotation):
        name = unicodedata.name(sign).lower()
        said.append(
            say("The quotation holds an invisible sign ({name}) by which it is read in another order.", name=name)
        )
    for first, second in _PARTED.findall(found):
        if re.search(rf"(?<!\d){first}{_GROUP}{second}(?!\d)", quotation):
            said.append(
                say(
                    "In the source “{first}” and “{second}” stand apart: they may be two numbers.",
                    first=first,
                    second=second,
                )
            )
    return tuple(said)
