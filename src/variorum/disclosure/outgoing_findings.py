"""Findings and judgements on their way out: what may be said of an archive in which something is withheld.

What was worked out over the whole archive, told by its open sources alone: names, borrowings, erasures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace

from variorum.archive.protecting import MARK as PROTECTED
from variorum.criticism.framework import registered
from variorum.disclosure.public_values import Clearing
from variorum.evidence import Borrowing, Erasure, Naming, Unmatched
from variorum.examined import Examined
from variorum.finding import Finding
from variorum.record import Judgement, Passage, Position, Record
from variorum.saying import held_in
from variorum.stemma.grounds import direction_of, in_words

_OWN_FAMILY = "K"  # findings that speak of what is kept back
_OWN_CODES = ("S024",)


@dataclass(frozen=True, slots=True)
class Speaking:
    """What decides of each finding and judgement.

    `touched` are refs, ids and keys of which something is withheld, `files` the files of which something is;
    `anything` says whether anything is at all.
    """

    clear: Clearing
    touched: Set[str]
    files: Set[str]
    anything: bool

    def all_of(
        self, findings: Sequence[Finding], public: Examined, recheck: Callable[[Examined], Iterable[Finding]] | None
    ) -> tuple[Finding, ...]:
        """The findings that may be shown: of the checks, those that the public record itself gives cause for."""
        shown = [opened for one in findings if (opened := self.finding(one)) is not None]
        if recheck is None:
            return tuple(shown)
        again = {(one.code, one.message, one.about) for one in recheck(public)}
        checks = {one.code for one in registered()}
        return tuple(one for one in shown if one.code not in checks or (one.code, one.message, one.about) in again)

    def finding(self, finding: Finding) -> Finding | None:
        """A finding as it may be shown; None where it concerns, names or rests on something withheld."""
        if speaks_of_protection(finding) or self.betrays(finding):
            return None
        subjects = {about.source if isinstance(about, Passage) else about for about in finding.about}
        if not self.touched.isdisjoint(subjects):
            return None
        cleared = self.clear(finding)
        if self._is_touched(finding) and cleared.position is not None:
            return replace(cleared, position=Position(cleared.position.file), excerpt="")
        return cleared

    def _is_touched(self, finding: Finding) -> bool:
        """Whether lines of its file are withheld, so that the number of its own would count them."""
        file = finding.position.file if finding.position else ""
        return file in self.files or (file.endswith(".jsonl") and self.anything)

    def betrays(self, what: Finding | Judgement) -> bool:
        """Whether it concerns or names something kept back, or repeats words of it."""
        guard = self.clear.guard
        about = what.about if isinstance(what, Finding) else ()
        if any(guard.concerns(each.source if isinstance(each, Passage) else each) for each in about):
            return True
        said = _said(what)
        named = {word for text in said for word in re.findall(r"[^\W_](?:[\w.:-]*\w)?", text)}
        stems = {word.rpartition(".")[0] for word in named}
        return not guard.ids.isdisjoint(named | stems) or any(guard.betrays(text) for text in said)


def speaks_of_protection(finding: Finding) -> bool:
    """Whether a finding is about what is kept back, or about a line that bears a mark of protection."""
    if finding.code.startswith(_OWN_FAMILY) or finding.code in _OWN_CODES:
        return True
    return bool(PROTECTED.search(finding.excerpt)) or "protected" in finding.excerpt.casefold()


def _said(what: Finding | Judgement) -> list[str]:
    """All the words of a finding or a judgement."""
    if isinstance(what, Judgement):
        return [what.about, what.verdict, what.by, what.why]
    return [
        what.message,
        *what.evidence,
        what.remedy,
        *(held for said in (what.message, *what.evidence, what.remedy) for held in held_in(said)),
        what.excerpt,
        what.position.file if what.position else "",
        *(about.quote if isinstance(about, Passage) else about for about in what.about),
    ]


def rests_on_open_sources(erasure: Erasure, record: Record, closed: frozenset[str]) -> bool:
    """Whether an erasure rests on open sources alone; that somebody is named again tells of an edition before both."""
    if not closed.isdisjoint((erasure.earlier, erasure.later, *erasure.over)):
        return False
    return erasure.kind != "restored" or closed.isdisjoint(_ancestors(record, erasure.earlier))


def _ancestors(record: Record, key: str) -> set[str]:
    found: set[str] = set()
    left = [key]
    while left:
        source = record.sources.get(left.pop())
        more = {tie.source for tie in source.lineage} - found if source else set()
        found |= more
        left += more
    return found


def open_borrowing(borrowing: Borrowing, closed: frozenset[str]) -> Borrowing | None:
    """A borrowing between open sources, by those grounds alone that name no closed one; the direction is theirs."""
    if {borrowing.a.source, borrowing.b.source} & closed:
        return None
    kept = tuple(
        ground
        for ground in borrowing.grounds
        if not any(closed.intersection(re.findall(r"[^\s:()]+", value)) for _, value in ground.said)
    )
    if kept == borrowing.grounds:
        return borrowing
    return replace(
        borrowing, grounds=kept, because=tuple(in_words(ground) for ground in kept), direction=direction_of(kept)
    )


def open_naming(naming: Naming, closed: frozenset[str], seen: frozenset[str]) -> Naming:
    """Who is named in the open sources; doubts are a matter of the archive's, and their reasons may tell."""
    return Naming(
        tuple(one for one in naming.attestations if one.source not in closed),
        (),
        tuple(opened for one in naming.unmatched if (opened := _open_unmatched(one, closed, seen))),
    )


def _open_unmatched(unmatched: Unmatched, closed: frozenset[str], seen: frozenset[str]) -> Unmatched | None:
    if closed.isdisjoint(unmatched.sources):
        return unmatched
    sources = tuple(source for source in unmatched.sources if source not in closed)
    forms = {form: times for form, times in unmatched.forms.items() if form in seen}
    if not sources or not forms:
        return None
    name = unmatched.name if unmatched.name in seen else max(forms, key=lambda form: (forms[form], form))
    places = tuple(place for place in unmatched.places if place.source not in closed)
    return Unmatched(name, unmatched.kind, forms, len(places), sources, places)
