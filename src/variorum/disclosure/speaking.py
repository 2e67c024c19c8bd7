"""Findings and judgements on their way out: what may be said of an archive in which something is withheld."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace

from variorum.archive.protecting import MARK as PROTECTED
from variorum.criticism.framework import registered
from variorum.disclosure.clearing import Clearing
from variorum.finding import Finding
from variorum.record import Judgement, Passage, Position, Record

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
        self, findings: Sequence[Finding], public: Record, recheck: Callable[[Record], Iterable[Finding]] | None
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
        what.excerpt,
        what.position.file if what.position else "",
        *(about.quote if isinstance(about, Passage) else about for about in what.about),
    ]
