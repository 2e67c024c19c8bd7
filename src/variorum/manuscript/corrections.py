"""What may be corrected by rule: a page that is wrong where the words stand on one other, and mere slips of letters.

Everything is proposed, nothing is done: each becomes a tracked change. What turns the sense of a sentence (a number, a
negation, a name, the contrary of a word) is never a "slip", however few its letters are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.evidence import Difference
from variorum.manuscript.audit import Audit
from variorum.manuscript.copies.docx import Replacement
from variorum.manuscript.manuscript import Note, Place
from variorum.manuscript.verdicts import GOOD, AuditedQuotation
from variorum.quotation.critical_words import languages_weighed
from variorum.quotation.differences import warnings_of
from variorum.quotation.reading_language import read_as
from variorum.saying import say

_SMALL = 2  # letters by which a slip may differ
_LEAST = 4  # letters of a word in which one is told
_BARE = re.compile(r"\A(\W*)(.*?)(\W*)\Z", re.DOTALL)  # finds itself once in whatever it is
_HELD = ("quotation", "fragment")


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction with its reason: the quotation's id, what changes, and why."""

    quotation: str
    replacement: Replacement
    old: str
    because: str


def corrections_of(made: Audit) -> tuple[Correction, ...]:
    """The corrections of an audit, in order; of two at one place the first."""
    found: dict[Place, Correction] = {}
    for one in made.quotations:
        for correction in (*_page(one, made), *_slips(one, made)):
            found.setdefault(correction.replacement.place, correction)
    return tuple(found.values())


def _page(one: AuditedQuotation, made: Audit) -> Iterator[Correction]:
    """The page in the note, where the words stand in the source cited, once, on another page."""
    v, note = one.verification, made.manuscript.notes.get(one.note)
    right = re.fullmatch(r"pp?\.\s*([\w–-]+)", v.locator)
    if (
        v.verdict not in GOOD
        or v.place != "elsewhere"
        or v.candidates
        or one.by is None
        or note is None
        or right is None
    ):
        return
    held = [other for other in made.quotations if other.note == one.note and other.quoted.kind in _HELD]
    if not all(_stands_with(other, one) for other in held):
        return  # the note serves one that does not stand there
    if not one.by.locator or (one.by.how == "ibid" and not one.by.reference.locator):
        return
    if (place := _locator_place(note, one)) is not None:
        yield Correction(
            one.id,
            Replacement(place, right[1]),
            one.by.locator,
            say("The words stand at {locator}.", locator=v.locator),
        )


def _stands_with(other: AuditedQuotation, one: AuditedQuotation) -> bool:
    """Whether two quotations of one note stand on one page of the work that one reference of it means."""
    of_one = other.by is not None and one.by is not None and other.by.reference is one.by.reference
    theirs, own = other.verification, one.verification
    return of_one and (theirs.verdict in GOOD, theirs.place, theirs.locator) == (True, own.place, own.locator)


def _locator_place(note: Note, one: AuditedQuotation) -> Place | None:
    """Where in the note the pages stand, if they stand there once."""
    if one.by is None:
        return None
    pattern = re.compile(r"(?<!\w)" + re.escape(one.by.locator).replace(r"\-", r"\s*[-–—]\s*") + r"(?!\w)")
    found = [(p, m) for p in note.paragraphs for m in pattern.finditer(p.text)]
    if len(found) != 1 or note.kind == "in text":
        return None
    paragraph, match = found[0]
    return Place(paragraph.number, match.start(), match.end(), note.id)


def _slips(one: AuditedQuotation, made: Audit) -> Iterator[Correction]:
    if one.verification.verdict != "altered" or len(one.quoted.places) > 1 or not one.verification.segments:
        return
    slips = slips_of(one.verification.differences)
    place = one.quoted.place
    if place.note:
        return
    text = made.manuscript.paragraphs[place.paragraph - 1].text
    for quoted, right in slips:
        pattern = re.compile(r"(?<!\w)" + re.escape(quoted) + r"(?!\w)")
        found = list(pattern.finditer(text, place.start, place.end))
        if len(found) == 1:
            where = Place(place.paragraph, found[0].start(), found[0].end())
            because = say(
                "{source}, {locator} has “{found}”.",
                source=one.verification.segments[0].source,
                locator=one.verification.locator,
                found=right,
            )
            yield Correction(one.id, Replacement(where, right), quoted, because)


def slips_of(differences: Sequence[Difference]) -> list[tuple[str, str]]:
    """The words that are slips with the right ones, where nothing else differs; none otherwise."""
    slips = [slip for difference in differences if (slip := slip_of(difference)) is not None]
    return slips if len(slips) == len(differences) else []


def slip_of(difference: Difference) -> tuple[str, str] | None:
    """The word that is a mere slip of letters, and the right one; None where more may be meant, in whatever language.

    The stops and quotation marks around it are the quoter's, and stay.
    """
    from rapidfuzz.distance import Levenshtein

    if difference.kind != "replaced":
        return None
    (before, quoted, after), (ahead, found, behind) = (
        _BARE.findall(words.strip())[0] for words in (difference.quoted, difference.found)
    )
    if "’" in f"{before}{after}{ahead}{behind}".replace("'", "’") and (before, after) != (ahead, behind):
        return None  # an apostrophe may be of the word
    if quoted == found or " " in quoted + found or min(len(quoted), len(found)) < _LEAST:
        return None
    if quoted[:1].isupper() and found[:1].isupper() and quoted.casefold() != found.casefold():
        return None  # a name: which of the two is meant a person must say
    if Levenshtein.distance(quoted, found) > _SMALL or _turns_the_sense(difference):
        return None
    return quoted, found


def _turns_the_sense(difference: Difference) -> bool:
    """Whether a difference would be warned of in any language: "keine" for "meine", "billion" for "million"."""
    for language in languages_weighed():
        with read_as(language):
            if warnings_of((difference,)):
                return True
    return False
