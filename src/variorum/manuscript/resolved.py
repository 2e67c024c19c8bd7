"""A reference with the work that it means, and what a reader of the notes remembers from one to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from variorum.manuscript.citations.values import Reference
from variorum.manuscript.known import CandidateWork, KnownWorks, WorkGroup
from variorum.manuscript.works import compatible_names
from variorum.saying import say


@dataclass(frozen=True, slots=True)
class Resolved:
    """A reference with the work that it means.

    `source` is the work's key in the folder or library, empty where neither has it or it is not certain; `held` says
    that the folder has its text. `how` is one of live, answer, bibliography, library, title-page, ibid, none. `locator`
    are the pages as resolved. `work` names the work in words.
    """

    reference: Reference
    source: str = ""
    held: bool = False
    how: str = "none"
    sure: bool = False
    locator: str = ""
    candidates: tuple[CandidateWork, ...] = ()
    because: str = ""
    work: str = ""
    fonds: Mapping[str, str] = field(default_factory=dict)
    group: WorkGroup | None = None


@dataclass(slots=True)
class NotesReader:
    """What has been cited so far, as a reader of the notes would remember it."""

    known: KnownWorks
    answers: Mapping[str, str]
    notes: dict[str, list[Resolved]] = field(default_factory=dict)
    last: list[Resolved] = field(default_factory=list)  # of the last note that cited anything
    skipped: bool = False  # whether a note without references came since
    cited: list[WorkGroup] = field(default_factory=list)  # in the order of citing, the latest last
    named: dict[int, set[str]] = field(default_factory=dict)  # by which authors a group was cited, by its identity
    aliases: dict[str, WorkGroup] = field(default_factory=dict)  # short names that notes have given works
    shelved: dict[tuple[tuple[str, str], ...], WorkGroup] = field(
        default_factory=dict
    )  # archival units that nobody holds


def stripped(reference: Reference) -> str:
    """What a reference says of its work, without its pages: under this a person's answer is kept."""
    parts = [*reference.authors, reference.title, reference.container, reference.year, *reference.fonds.values()]
    return ", ".join(part for part in parts if part)


def settled_on(group: WorkGroup, reference: Reference, how: str, because: str) -> Resolved:
    """A reference that means this work, or one of those that the work may be where that is still open."""
    if group.open:
        return Resolved(
            reference, locator=reference.locator, candidates=group.open,
            because=say("It is not certain that this work is meant."), work=group.called,
            fonds=reference.fonds, group=group,
        )  # fmt: skip
    return Resolved(
        reference, group.key, bool(group.source), how, sure=True, locator=reference.locator, because=because,
        work=group.called, fonds=reference.fonds, group=group,
    )  # fmt: skip


def is_by(group: WorkGroup, authors: Sequence[str], reader: NotesReader) -> bool:
    """Whether a work is by all of these, as its files say or as notes before have called its authors."""
    theirs = {name for work in group.works for name in work.authors} | reader.named.get(id(group), set())
    return bool(authors) and all(any(compatible_names(a, b) for b in theirs) for a in authors)
