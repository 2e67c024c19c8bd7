"""Short forms that stand for a work's title: those of the manuscript's own list, and the first letters of a title.

A list stands under a heading of its own (“Abbreviations”, «Список сокращений», “Siglen”), one short form to a
paragraph, parted from what it means by a tab, a dash, a colon or an equals sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from variorum.manuscript.manuscript import Paragraph
from variorum.text.letters import compiled

_HEADING = re.compile(
    r"\W*(?:list\s+of\s+|liste\s+des\s+|(?:список|перечень)\s+)?(?:(?:принят\w+|условн\w+|использованн\w+|основн\w+)\s+)*"
    r"(?:abbreviations?|abréviations?|sigles|сокращени[яй]|сокращ[её]нн\w+\s+обозначени[яй]|abkürzungen|abkürzungsverzeichnis|siglen(?:verzeichnis)?|sigla)"
    r"(?:\s+(?:and|und|и|et)\s+[\w\s]{3,40}|\s+used[\w\s]{0,30})?\W*",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"\s*\*{0,2}(?P<short>[^\W\d_][\w.&/’'-]*(?:\s[\w.&/’'-]+){0,2})\*{0,2}\s*(?:\t+|\s[—–-]\s|[—–]|\s*[:=]\s|\s{2,})\s*(?P<meant>\S.{5,})",
    re.DOTALL,
)
_LONGEST_HEADING = 70
_VOLUME = (
    r"(?:[\s,.]+(?:(?:Bde?|Band|Teil|[ТтЧч]|том|часть|[Кк]н|vols?|pt|part)\.?\s*)?"
    r"(?:\d{1,3}(?:[./]\d+)*|[IVXLC]+)(?!\w))"
)
_SHORT_FORM = compiled(rf"\W*(?P<short>[^\W\d_][\w&/’'-]*(?:\s\p{{Lu}}[\w&/’'-]*){{0,2}}?)(?P<volume>{_VOLUME}*)\W*")
_LETTERS = compiled(r"\p{Lu}{4,8}")  # of three letters, one in a hundred agrees with some title by chance
_SMALL_WORDS = "и в с о на по для the of and in on for a an der die das des und zur zum für von im de la le les et"


def listed_abbreviations(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, str, tuple[tuple[int, int], ...]]]:
    """Each short form of the manuscript's lists with what it means, and what of that stands in italics."""
    within = False
    for paragraph in paragraphs:
        bare = " ".join(paragraph.text.split())
        if len(bare) <= _LONGEST_HEADING and _HEADING.fullmatch(bare):
            within = True
        elif paragraph.role == "heading" and len(bare) > 1:
            within = False
        elif within and (entry := _ENTRY.fullmatch(paragraph.text.rstrip())) is not None:
            at = entry.start("meant")
            yield (
                _folded(entry["short"]), entry["meant"],
                tuple((start - at, end - at) for start, end in paragraph.italics if start >= at),
            )  # fmt: skip


def short_form(text: str) -> tuple[str, str] | None:
    """The short form that a title is, as lists have it, and the volume behind it; None where it is something else."""
    found = _SHORT_FORM.fullmatch(text)
    if found is None:
        return None
    volume = re.search(r"\d+|[IVXLC]+", found["volume"])
    return _folded(found["short"]), volume[0] if volume else ""


def is_of_letters(written: str) -> bool:
    """Whether a short form is made of capitals alone, four or more: it may be the first letters of a title."""
    return _LETTERS.fullmatch(written) is not None


def letters_of(title: str) -> frozenset[str]:
    """The first letters of a title's words, with and without the small ones, in capitals."""
    words = re.findall(r"[^\W\d_]+", title)
    small = _SMALL_WORDS.split()
    great = [word for word in words if word.casefold() not in small]
    return frozenset("".join(word[0] for word in some).upper() for some in (words, great))


def _folded(short: str) -> str:
    return " ".join(short.replace("*", "").split()).strip(" .")
