"""How many witnesses a manuscript stands on: by chapter and in all, how much rests on one, on the police, on memoirs.

Works known to be of one author and title are one, and so are files that hold one text. A work that is cited only for
what another prints ("quoted in …"), or whose quotations were found to come from another, is seen through that one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from variorum.languages.registry import of_every_language
from variorum.manuscript.manuscript import Manuscript
from variorum.manuscript.one_text import OneText, first_of_each
from variorum.manuscript.resolved import Resolved
from variorum.manuscript.second_hand import SecondHand
from variorum.manuscript.verdicts import AuditedQuotation
from variorum.manuscript.works import Work

POLICE, MEMOIR = "police", "memoir"


@dataclass(frozen=True, slots=True)
class Stands:
    """What one chapter, or the whole (with no name), stands on; shares are of all references."""

    chapter: str
    references: int
    witnesses: int
    most: str  # the work cited most often
    share: float
    police: float = 0.0
    memoirs: float = 0.0
    late: float = 0.0  # on memoirs that came out after the year asked for


@dataclass(frozen=True, slots=True)
class Witnesses:
    """The whole, its chapters, the works seen through another, and the works that are one text."""

    whole: Stands
    chapters: tuple[Stands, ...] = ()
    through_another: tuple[str, ...] = ()
    one_text: tuple[OneText, ...] = ()
    after: int | None = None  # the year after which a memoir counts as late


@dataclass(slots=True)
class _Counted:
    works: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    late: int = 0


def witnesses_of(
    manuscript: Manuscript,
    notes: Mapping[str, Sequence[Resolved]],
    checked: Sequence[AuditedQuotation],
    second: Sequence[SecondHand],
    *,
    one_text: Sequence[OneText] = (),
    after: int | None = None,
) -> Witnesses:
    """Count the works that a manuscript's references rest on; memoirs out after the year `after` are told apart."""
    stands, seen = first_of_each(one_text), _seen_through(checked, second)
    names = _names(notes)
    by_chapter: dict[str, _Counted] = {}
    through: dict[str, None] = {}
    for chapter, label in _called(manuscript):
        for one in notes.get(label, ()):
            source = seen.get((label, one.source), one.source)
            name = names.get(stands.get(source, source), "") or _name(one)
            if one.reference.checked.kind == "unread" or not name:
                continue
            counted = by_chapter.setdefault(chapter, _Counted())
            counted.works[name] += 1
            kind, year = kind_of(one)
            counted.kinds[kind] += 1
            counted.late += kind == MEMOIR and after is not None and year.isdigit() and int(year) > after
            if one.reference.within is not None:
                through[" ".join(filter(None, (*one.reference.authors, one.reference.title)))] = None
            elif source != one.source:
                through[_name(one)] = None
    chapters = tuple(_stands(chapter, counted) for chapter, counted in by_chapter.items())
    return Witnesses(
        _stands("", _all_of(by_chapter.values())), chapters if len(chapters) > 1 else (),
        tuple(name for name in through if name), tuple(one_text), after,
    )  # fmt: skip


def kind_of(one: Resolved) -> tuple[str, str]:
    """Whether a work is a memoir or a paper of the police, as its dossier or its title says, and its year."""
    works: Sequence[Work] = one.group.works if one.group is not None else ()
    said = next((work.kind for work in works if work.kind), "")
    titles = " ".join((*(title for work in works for title in (work.title, *work.also)), one.reference.checked.title))
    year = next((work.year[:4] for work in works if work.year), one.reference.checked.year[:4])
    if said:
        return (POLICE if said == "police-report" else MEMOIR if said == "memoir" else ""), year
    kinds = {POLICE: "police_papers", MEMOIR: "memoirs"}
    return next((kind for kind, names in kinds.items() if _titled(names).search(titles)), ""), year


@cache
def _titled(names: str) -> re.Pattern[str]:
    """What titles in any language call papers of a kind."""
    words = [one for table in of_every_language("titles").values() for one in table.get(names, ())]
    return re.compile(rf"\b(?:{'|'.join(words) or '(?!)'})(?!\w)", re.IGNORECASE)


def _called(manuscript: Manuscript) -> list[tuple[str, str]]:
    """Each call of a note with the chapter in which it stands."""
    return [(paragraph.chapter, call.note) for paragraph in manuscript.paragraphs for call in paragraph.calls]


def _seen_through(checked: Sequence[AuditedQuotation], second: Sequence[SecondHand]) -> dict[tuple[str, str], str]:
    """By note and source cited the source whose words a quotation has at second hand."""
    taken = {one.quotation: one.source for one in second}
    return {(one.note, one.by.source): taken[one.id] for one in checked if one.id in taken and one.by is not None}


def _names(notes: Mapping[str, Sequence[Resolved]]) -> dict[str, str]:
    """The name of the work that each file holds, as it is first cited."""
    found: dict[str, str] = {}
    for resolved in notes.values():
        for one in resolved:
            if one.source:
                found.setdefault(one.source, _name(one))
    return found


def _name(one: Resolved) -> str:
    if one.group is not None:
        return one.group.called if not one.fonds else " ".join(one.fonds.values())
    return one.source or one.work


def _all_of(counted: Iterable[_Counted]) -> _Counted:
    whole = _Counted()
    for one in counted:
        whole.works += one.works
        whole.kinds += one.kinds
        whole.late += one.late
    return whole


def _stands(chapter: str, counted: _Counted) -> Stands:
    total = counted.works.total()
    most, times = counted.works.most_common(1)[0] if counted.works else ("", 0)
    shares = [
        count / total if total else 0.0 for count in (times, counted.kinds[POLICE], counted.kinds[MEMOIR], counted.late)
    ]
    return Stands(chapter, total, len(counted.works), most, *shares)
