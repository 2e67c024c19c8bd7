"""Which comments the copy of a manuscript gets, where, and in what words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.finding import Finding, Severity
from variorum.manuscript.audit import Audit
from variorum.manuscript.manuscript import Manuscript, Place
from variorum.saying import in_language


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment at a stretch of a paragraph of the running text (Word lets none stand in a note)."""

    place: Place
    lines: tuple[str, ...]


def comments_of(made: Audit, findings: Sequence[Finding], *, language: str = "en") -> tuple[Comment, ...]:
    """The comments of an audit in the order of the text: one a quotation, and one at the call of a note."""
    places = {one.id: one.quoted.place for one in made.quotations}
    calls = calls_of(made.manuscript)
    gathered: dict[Place, list[str]] = {}
    for finding in findings:
        about = str(finding.about[0])
        if finding.severity is Severity.NOTE and finding.code not in ("M104", "M109", "M115"):
            continue
        place = places.get(about) or calls.get(about.removeprefix("note "))
        if place is not None and place.note:
            place = calls.get(place.note)
        if place is not None:
            said = (finding.message, *finding.evidence, *filter(None, [finding.remedy]))
            gathered.setdefault(place, []).extend(in_language(one, language) for one in said)
    ordered = sorted(gathered.items(), key=lambda pair: (pair[0].paragraph, pair[0].start, pair[0].end))
    return tuple(Comment(place, tuple(dict.fromkeys(lines))) for place, lines in ordered)


def calls_of(manuscript: Manuscript) -> Mapping[str, Place]:
    """For each note the letter before its call, where a comment on it may stand."""
    return {
        call.note: Place(paragraph.number, max(0, call.at - 1), max(1, call.at))
        for paragraph in manuscript.paragraphs for call in reversed(paragraph.calls)
    }  # fmt: skip
