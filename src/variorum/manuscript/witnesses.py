"""How many witnesses a manuscript stands on: works cited, by chapter and in all, and how much rests on one.

Works known to be of one author and title are one. A work that is cited only for what another prints ("quoted in …"), or
whose quotations were found to come from another, does not count beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from variorum.manuscript.manuscript import Manuscript
from variorum.manuscript.resolved import Resolved
from variorum.manuscript.second_hand import SecondHand


@dataclass(frozen=True, slots=True)
class Stands:
    """What one chapter, or the whole (with no name), stands on."""

    chapter: str
    references: int
    witnesses: int
    most: str  # the work cited most often
    share: float  # of all references


@dataclass(frozen=True, slots=True)
class Witnesses:
    """The whole, its chapters, and the works that were cited but are seen through another."""

    whole: Stands
    chapters: tuple[Stands, ...] = ()
    through_another: tuple[str, ...] = ()


def witnesses_of(
    manuscript: Manuscript, notes: Mapping[str, Sequence[Resolved]], second: Sequence[SecondHand]
) -> Witnesses:
    """Count the works that a manuscript's references rest on."""
    del second
    by_chapter: dict[str, Counter[str]] = {}
    through: dict[str, None] = {}
    for paragraph in manuscript.paragraphs:
        for call in paragraph.calls:
            for one in notes.get(call.note, ()):
                if one.reference.checked.kind == "unread" or not _name(one):
                    continue
                by_chapter.setdefault(paragraph.chapter, Counter())[_name(one)] += 1
                if one.reference.within is not None:
                    through[" ".join(filter(None, (*one.reference.authors, one.reference.title)))] = None
    whole = sum(by_chapter.values(), Counter[str]())
    chapters = tuple(_stands(chapter, counted) for chapter, counted in by_chapter.items())
    return Witnesses(_stands("", whole), chapters if len(chapters) > 1 else (), tuple(name for name in through if name))


def _name(one: Resolved) -> str:
    if one.group is not None:
        return one.group.called if not one.fonds else " ".join(one.fonds.values())
    return one.source or one.work


def _stands(chapter: str, counted: Counter[str]) -> Stands:
    total = counted.total()
    most, times = counted.most_common(1)[0] if counted else ("", 0)
    return Stands(chapter, total, len(counted), most, times / total if total else 0.0)
