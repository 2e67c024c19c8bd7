"""Which note stands behind a quotation, and which sentence stands around it."""

from __future__ import annotations

import re

from variorum.manuscript.found_quotation import FoundQuotation
from variorum.manuscript.manuscript import Manuscript, Paragraph
from variorum.text.letters import compiled

MISSING = "…"  # stands for the quotation in the sentence around it
_SENTENCE_END = compiled(r"[.!?…][»”\"’)]*(?:\s+|$)(?=[\p{Lu}«“\"„(\[]|$)")

_WHEN = r"(?:in|im|ca?\.?|um|seit|since|around|about|в|с|от|около|до)?\s*\d{4}(?:\s*[–-]\s*\d{2,4})?(?:\s*гг?\.)?\)"
_PLACE_BEHIND = re.compile(
    rf"[”\"’'»“]{{0,2}}[.,;]?\s*\((?!{_WHEN})((?:[^\W\d_][^()\d]{{0,60}}[\s.])?\d[\d.,:–\-\sivxlcnf]{{0,20}})\)"
)


def place_behind(manuscript: Manuscript, quoted: FoundQuotation) -> str:
    """What stands in brackets right behind a quotation and has a figure: a place, of whatever work; else nothing."""
    last = quoted.places[-1]
    note = manuscript.notes.get(last.note)
    text = next((p.text for p in (note or manuscript).paragraphs if p.number == last.paragraph), "")
    match = _PLACE_BEHIND.match(text, last.end)
    return match[1] if match else ""


def note_of(manuscript: Manuscript, quoted: FoundQuotation) -> str:
    """The id of the note that a quotation is cited in; empty where there is none.

    It is the first note called after the quotation in its paragraph, as one note stands for several quotations; of a
    quotation set apart, the last called in it, else the one that ends the sentence which leads up to it, or the first
    of the paragraph that goes on after it. A quotation within a note has that note.
    """
    last = quoted.places[-1]
    if last.note:
        return last.note
    paragraph = manuscript.paragraphs[last.paragraph - 1]
    if quoted.how == "marks":
        before = _before(paragraph, quoted.place.start)
        if before and is_loose(manuscript, quoted):
            return before  # "Goldman (1923, 57) says “…”. And …": the one in the same sentence, not the next one's
        return _after(paragraph, last.end) or before
    if paragraph.calls:
        return paragraph.calls[-1].note
    return _around_block(manuscript, last.paragraph)


def is_loose(manuscript: Manuscript, quoted: FoundQuotation) -> bool:
    """Whether the note after a quotation need not be the quotation's.

    It is called only in a later sentence, or stands behind another quotation while this one has but a few words.
    """
    last = quoted.places[-1]
    if last.note or quoted.how != "marks":
        return False
    paragraph = manuscript.paragraphs[last.paragraph - 1]
    call = next((call for call in paragraph.calls if call.at >= last.end), None)
    between = paragraph.text[last.end : call.at] if call is not None else ""
    if quoted.kind == "fragment" and re.search('[“«„‘"]', between[1:]):
        return True
    return compiled(r"[.!?…][»”\"’)]*\s+(?=[\p{Lu}«“\"„(\[])").search(between) is not None


def _after(paragraph: Paragraph, at: int) -> str:
    return next((call.note for call in paragraph.calls if call.at >= at), "")


def _before(paragraph: Paragraph, at: int) -> str:
    """A note called before the quotation in the very sentence that leads up to it ("As Smith has it,5 “…”")."""
    calls = [call for call in paragraph.calls if call.at <= at]
    if not calls:
        return ""
    between = paragraph.text[max(0, calls[-1].at - 2) : at]  # a note after a full stop belongs to what it ends
    return "" if _SENTENCE_END.search(between) else calls[-1].note


def _around_block(manuscript: Manuscript, number: int) -> str:
    paragraphs = manuscript.paragraphs
    for later in paragraphs[number : number + 6]:  # a quotation of several paragraphs is called at its end
        if later.role not in ("quote", "epigraph"):
            break
        if later.calls:
            return later.calls[-1].note
    before = paragraphs[number - 2] if number >= 2 else None
    while before is not None and before.role in ("quote", "epigraph") and before.number >= 2:
        before = paragraphs[before.number - 2]
    if before is not None and before.calls and before.text.rstrip()[-1:] in (":", ",", "—", "–"):
        last = before.calls[-1]
        if not _SENTENCE_END.search(before.text[last.at :]):
            return last.note
    return ""


def sentence_around(manuscript: Manuscript, quoted: FoundQuotation) -> str:
    """The sentence in which a quotation within marks stands, with the quotation's own words taken out (as “…”)."""
    place = quoted.place
    if place.note or quoted.how != "marks" or len(quoted.places) > 1:
        return ""
    text = manuscript.paragraphs[place.paragraph - 1].text
    start = max((m.end() for m in _SENTENCE_END.finditer(text, 0, max(0, place.start - 1))), default=0)
    following = _SENTENCE_END.search(text, place.end)
    end = following.end() if following else len(text)
    return f"{text[start : place.start]}{MISSING}{text[place.end : end]}".strip()
