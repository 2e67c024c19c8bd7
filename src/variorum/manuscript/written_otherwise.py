"""Differences between a quotation and its source that are ways of writing one word or number, and no other words.

The quotation stays altered, since nothing of this is levelled: letters and figures are the source's. But whoever
respells after the house style of a press has changed no word, and is told so in other words than who has.
"""

from __future__ import annotations

import re

from variorum.evidence import Difference
from variorum.quotation.differences import is_same_number

_IZE = re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|er|ers|es|ing|ings|able|ation|ations|ational)$)")
_YZE = re.compile(r"(?<=[a-z]{3}l)ys(?=(?:e|ed|er|ers|es|ing)$)")
_OUR_STEMS = (
    "arm behavi cand clam col demean endeav fav ferv flav glam harb hon hum lab neighb od parl ranc rig rum sav splend "
    "succ tum val vap vig"
)
_OUR = re.compile(rf"^((?:dis|mis|un|en)?(?:{'|'.join(_OUR_STEMS.split())}))our")
_HYPHEN = re.compile(r"^(?:(co|re)-(?=[aeiou])|(anti|counter|inter|non|over|semi|under|to)-(?=\w{3}))")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


def is_written_otherwise(difference: Difference) -> bool:
    """Whether the two sides are one number, or one word after another in two spellings of English."""
    quoted, found = difference.quoted, difference.found
    if difference.kind != "replaced":
        return False
    if is_same_number(quoted, found):
        return True
    ours, theirs = _WORD.findall(quoted), _WORD.findall(found)
    if not ours or len(ours) != len(theirs) or _besides(quoted) != _besides(found):
        return False
    return all(a == b or (a != b and spelled_alike(a, b)) for a, b in zip(ours, theirs, strict=True))


def spelled_alike(one: str, other: str) -> bool:
    """Whether two words are one in British and American spelling, or with and without the hyphen of a prefix."""
    if not (one + other).replace("-", "").isascii() or one[:1].isupper() != other[:1].isupper():
        return False
    return _folded(one) == _folded(other)


def _folded(word: str) -> str:
    plain = _HYPHEN.sub(lambda match: match[1] or match[2], word.lower())
    return _OUR.sub(r"\1or", _YZE.sub("yz", _IZE.sub("iz", plain)))


def _besides(text: str) -> str:
    """What stands beside the words: commas, signs of money and the like."""
    return re.sub(r"[^\W_]|[-‐‑]|\s", "", text)
