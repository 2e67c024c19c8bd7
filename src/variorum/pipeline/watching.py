"""Watching an archive: built whenever a file of it changes, and told is what the change did, verdicts first."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from variorum.archive.folder import Archive
from variorum.criticism.families import FAMILIES
from variorum.criticism.framework import EARLY
from variorum.examined import Verified
from variorum.finding import Finding
from variorum.pipeline.examining import Examination, FirstLook
from variorum.pipeline.full_build import Built, build
from variorum.pipeline.progress import Progress, unwatched

_DERIVED = ("edition",)  # and whatever begins with a dot
_OWN = ("checked.jsonl",)  # written by the build itself
IDLE = "X002"  # told of an archive as a whole alone
_SHORTLY = 0.3  # seconds between two looks at the folder

Signatures = Mapping[str, tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A quotation whose verdict is another than before; `before` or `after` is empty where there was or is none."""

    statement: str
    words: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change did."""

    verdicts: tuple[VerdictChange, ...]
    appeared: tuple[Finding, ...]
    gone: tuple[Finding, ...]

    def __bool__(self) -> bool:
        return bool(self.verdicts or self.appeared or self.gone)

    def without(self, other: Effect) -> Effect:
        """What this effect has beyond another that was told already."""
        return Effect(
            tuple(one for one in self.verdicts if one not in other.verdicts),
            tuple(one for one in self.appeared if one not in other.appeared),
            tuple(one for one in self.gone if one not in other.gone),
        )

    def joined(self, other: Effect) -> Effect:
        """Two effects together."""
        return Effect(self.verdicts + other.verdicts, self.appeared + other.appeared, self.gone + other.gone)


NOTHING = Effect((), (), ())


@dataclass(frozen=True, slots=True)
class WatchMessage:
    """One message of `watch`: which files changed, what that did, and whether more is still being worked out.

    The first of a change is told whatever it did, the last tells of pages too; between them only what did something is
    told. `waiting` are the families of checks that cannot be told of yet.
    """

    changed: tuple[str, ...]
    effect: Effect
    whole: bool
    written: int = 0  # pages of the edition
    waiting: tuple[str, ...] = ()
    is_first: bool = False


def effect_of(before: tuple[Verified, Sequence[Finding]], after: tuple[Verified, Sequence[Finding]]) -> Effect:
    """What is another between two states of an archive, each a record with its findings."""
    was, now = _verdicts(before[0]), _verdicts(after[0])
    verdicts = tuple(
        VerdictChange(*key[:2], was.get(key, ""), now.get(key, ""))
        for key in dict.fromkeys([*was, *now])
        if was.get(key) != now.get(key)
    )
    old, new = {_said(one) for one in before[1]}, {_said(one) for one in after[1]}
    return Effect(
        verdicts,
        tuple(one for one in after[1] if _said(one) not in old),
        tuple(one for one in before[1] if _said(one) not in new),
    )


def rebuilt(
    archive: Archive,
    before: Built,
    changed: tuple[str, ...],
    tell: Callable[[WatchMessage], None],
    progress: Progress = unwatched,
) -> Built:
    """Build an archive that changed and tell what that did: of quotations and structure at once, of the rest as each
    family of checks can be told of.
    """
    told, telling = NOTHING, {*EARLY, "X"}
    families = frozenset[str]()

    def meanwhile(done: FirstLook | Examination) -> None:
        nonlocal told, families
        is_first, ready = not families, frozenset(FAMILIES) - {*done.waiting}
        fresh, families = ready - families, ready | families
        if not fresh:
            return
        concerned = telling if is_first else fresh
        now = done.criticised(codes=() if is_first else sorted(fresh)).findings
        known, found = (
            [one for one in findings if _family(one) in concerned and one.code != IDLE]
            for findings in (before.findings, now)
        )
        effect = effect_of((before.record, known), (done.record, found)).without(told)
        told = told.joined(effect)
        if is_first or effect:
            tell(WatchMessage(changed, effect, whole=False, waiting=done.waiting, is_first=is_first))

    after = build(archive, progress=progress, meanwhile=meanwhile)
    whole = effect_of((before.record, before.findings), (after.record, after.findings))
    written = after.published.pages - after.published.unchanged
    tell(WatchMessage(changed, whole.without(told), whole=True, written=written))
    return after


def watch(archive: Archive, tell: Callable[[WatchMessage], None], *, progress: Progress = unwatched) -> Iterator[Built]:
    """Build, and build again whenever files change, for as long as somebody asks for the next build."""
    seen = signatures(archive.root)
    built = build(archive, progress=progress)
    yield built
    while True:
        changed, seen = _next_change(archive.root, seen)
        built = rebuilt(archive, built, changed, tell, progress)
        yield built


def signatures(root: Path) -> Signatures:
    """Size, time of change and number of every file that the user may write."""
    found: dict[str, tuple[int, int, int]] = {}
    for parent, folders, names in os.walk(root):
        here = Path(parent)
        folders[:] = [name for name in folders if not name.startswith(".") and not (here == root and name in _DERIVED)]
        for name in names:
            if name.startswith(".") or (here == root and name in _OWN):
                continue
            try:
                state = (here / name).stat()
            except OSError:
                continue  # gone between the two looks: it is missing from the second
            found[(here / name).relative_to(root).as_posix()] = (state.st_size, state.st_mtime_ns, state.st_ino)
    return found


def differing(before: Signatures, after: Signatures) -> tuple[str, ...]:
    """The files that came, went, or are others."""
    return tuple(sorted(name for name in {*before, *after} if before.get(name) != after.get(name)))


def _next_change(root: Path, before: Signatures) -> tuple[tuple[str, ...], Signatures]:
    """Wait until files change, and until they have stopped changing: an editor writes in several steps."""
    while not differing(before, now := signatures(root)):
        time.sleep(_SHORTLY)
    while True:
        time.sleep(_SHORTLY)
        later = signatures(root)
        if not differing(now, later):
            return differing(before, later), later
        now = later


def _verdicts(record: Verified) -> dict[tuple[str, str, tuple[str, ...]], str]:
    """Verdicts by statement, words and sources, which stay while lines and locators are written anew."""
    return {
        (
            one.statement,
            one.verification.quotation,
            tuple(source for source, _ in one.id.cited),
        ): f"{one.verification.verdict}, {one.verification.place}"
        for one in record.quotations
    }


def _said(finding: Finding) -> tuple[str, str, tuple[str, ...]]:
    """A finding apart from the line that it stands on, which moves with every line put in above it."""
    return finding.identity, finding.message, finding.evidence


def _family(finding: Finding) -> str:
    return finding.code.rstrip("0123456789")
