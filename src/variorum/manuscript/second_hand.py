"""Quotations taken from a secondary work while the note cites the source: what gives them away.

Words alone prove nothing: who reads the source copies the same words. What only one other work has does: the same
omission at the same place, the same bracket, the same slip, or word for word the same translation. Where the note names
that work too ("quoted in …"), nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.manuscript.verdicts import Asking, AuditedQuotation, exact_stands, label_of
from variorum.quotation.asking import Policy, question_of
from variorum.quotation.marks import marks_in
from variorum.quotation.matching import plain_matches
from variorum.quotation.texts import Texts, body_around
from variorum.saying import say
from variorum.text.scripts import CYRILLIC

_FEWEST_WORDS = 8
_TRANSLATED_WORDS = 12


@dataclass(frozen=True, slots=True)
class SecondHand:
    """A quotation that agrees with another work in what that work alone has: its id, the work's key, page and why."""

    quotation: str
    source: str
    page: str
    because: str


def second_hand_in(checked: Sequence[AuditedQuotation], asking: Asking) -> tuple[SecondHand, ...]:
    """The quotations that seem to come from another work than the note cites."""
    found = [_found(one, asking) for one in checked if one.works and one.quoted.kind == "quotation"]
    return tuple(one for one in found if one is not None)


def _found(one: AuditedQuotation, asking: Asking) -> SecondHand | None:
    text = one.quoted.text
    if len(re.findall(r"\w+", text)) < _FEWEST_WORDS:
        return None
    named = {work.source for work in one.works if work.source} | {c.key for work in one.works for c in work.candidates}
    if any(
        work.reference.within is not None or work.reference.signal.lower().startswith(("quoted", "cited", "цит"))
        for work in one.works
    ):
        return None
    marks = [mark for mark in marks_in(text) if mark.kind in ("omission", "bracket", "within")]
    if marks and (found := _with_marks(one, asking.texts, named)) is not None:
        return found
    if one.by is not None and one.verification.verdict == "altered" and _has_twin(one):
        return _with_slip(one, asking, named)
    if one.by is None and one.elsewhere and _is_translated(one):
        return _with_translation(one, named)
    return None


def _with_marks(one: AuditedQuotation, texts: Texts, named: set[str]) -> SecondHand | None:
    """Another work that prints the quoter's own marks where the source has words."""
    if one.by is not None and one.verification.verdict == "verbatim":
        return None  # the source itself prints them
    question = question_of(one.quoted.text, texts, None, None, Policy())
    if not question.may_be_printed or question.reading.is_plain:
        return None
    inner = [mark for gap in question.reading.gaps for mark in gap]
    if not inner:
        return None
    for candidate in question.candidates:
        if candidate.source in named:
            continue
        body = body_around(texts, candidate.source, first=candidate.first - 1, last=candidate.last + 1)
        allowed = Policy().allowed(body.levels_spelling)
        found = [
            m
            for capital in (False, True)
            for m in plain_matches(question.quoted, body.printed, allowed=allowed, capital=capital)
        ]
        for match in found:
            segments = body.segments(match.start, match.end)
            printed = body.text[match.start : match.end]
            if match.is_exact and segments and _prints(printed, [mark.text for mark in inner]):
                page = label_of(segments[0], texts)
                stands, cited = _at(candidate.source, page), _cited(one)
                said = (
                    say("as in {place}, down to the omission; the note cites {cited}", place=stands, cited=cited)
                    if any(mark.kind == "omission" for mark in inner)
                    else say("as in {place}, down to the bracket; the note cites {cited}", place=stands, cited=cited)
                )
                return SecondHand(one.id, candidate.source, page, said)
    return None


def _prints(printed: str, marks: Sequence[str]) -> bool:
    """Whether a text has these marks in this order, dots of any form taken for one."""
    plain = re.sub(r"\s+", "", re.sub(r"\.(?:\s?\.){2,}", "…", printed))
    at = 0
    for mark in marks:
        wanted = re.sub(r"\s+", "", re.sub(r"\.(?:\s?\.){2,}", "…", mark))
        at = plain.find(wanted, at)
        if at < 0:
            return False
        at += len(wanted)
    return True


def _has_twin(one: AuditedQuotation) -> bool:
    """Whether the verdict names another source that has the words exactly, which it looked for already."""
    return one.by is not None and any(span.source != one.by.source for span in one.verification.candidates)


def _with_slip(one: AuditedQuotation, asking: Asking, named: set[str]) -> SecondHand | None:
    """Another work that has the words exactly as they are quoted, where the source cited has others."""
    stand = next(
        (stand for stand in exact_stands(one.quoted.text, asking, printed=True) if stand.source not in named), None
    )
    if stand is None:
        return None
    slips = [d for d in one.verification.differences if re.search(r"\w", d.quoted + d.found)]
    if not slips:
        return None
    slip = slips[0]
    told = (
        say("“{quoted}” for “{found}”", quoted=slip.quoted, found=slip.found)
        if slip.quoted and slip.found
        else say("without “{found}”", found=slip.found)
        if slip.found
        else say("with “{quoted}”", quoted=slip.quoted)
    )
    said = say(
        "as in {place}, down to the slip ({told}); the note cites {cited}",
        place=_at(stand.source, stand.page),
        told=told,
        cited=_cited(one),
    )
    return SecondHand(one.id, stand.source, stand.page, said)


def _is_translated(one: AuditedQuotation) -> bool:
    """Whether the note cites a source in another script than the quotation's, which therefore was translated."""
    cited = " ".join(
        w for work in one.works for w in (work.reference.title, work.reference.checked.written, *work.fonds.values())
    )
    archive = any(work.reference.fonds.get("fond") for work in one.works)
    return (
        (CYRILLIC.search(cited) or archive)
        and not CYRILLIC.search(one.quoted.text)
        and len(re.findall(r"\w+", one.quoted.text)) >= _TRANSLATED_WORDS
    )


def _with_translation(one: AuditedQuotation, named: set[str]) -> SecondHand | None:
    stand = next((stand for stand in one.elsewhere if stand.source not in named), None)
    if stand is None:
        return None
    said = say(
        "word for word the translation of {place}; the note cites {cited}",
        place=_at(stand.source, stand.page),
        cited=_cited(one),
    )
    return SecondHand(one.id, stand.source, stand.page, said)


def _at(source: str, page: str) -> str:
    """A source with the page in it, as one would cite it."""
    if not page:
        return source
    return say(
        "{source}, {locator}",
        source=source,
        locator=say("p. {label}", label=page) if page[:1].isdigit() else page,
    )


def _cited(one: AuditedQuotation) -> str:
    work = one.by or one.works[0]
    return (work.source or work.work or work.reference.checked.written)[:160]
