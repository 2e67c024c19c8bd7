"""Registering checks, running them over a record, and silencing what a person has judged.

A check is a pure generator of findings whose docstring is its manual page. Checks of others are found through the entry
point group `variorum.checks` and run only where `variorum.toml` names them under `plugins`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from variorum.additions import declared
from variorum.digest import sha_of
from variorum.finding import Finding, Severity
from variorum.record import AboutFinding, Judgement, Position, Settings
from variorum.saying import say

if TYPE_CHECKING:
    from variorum.examined import Examined, Verified

CheckFunction = Callable[["Examined"], Iterator[Finding]]
EARLY = frozenset("ACQS")  # families whose checks need nothing but structure, sources as they were read, quotations
ENTRY_POINTS = "variorum.checks"
_OWN = "variorum.criticism.families."
_CODE = re.compile(r"[A-Z]{1,3}\d{3}")
_registry: dict[str, Check] = {}
_asked_for: set[str] = set()  # the checks of others that an archive named


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its code, the severity that its findings have, and the function that yields them."""

    code: str
    severity: Severity
    run: CheckFunction

    @property
    def is_early(self) -> bool:
        """Whether it needs no more than structure, sources as they were read and verified quotations."""
        return family_of(self.code) in EARLY

    @property
    def manual(self) -> str:
        """The docstring, which is the manual page."""
        return self.run.__doc__ or ""


@dataclass(frozen=True, slots=True)
class Criticism:
    """What came of running the checks: the findings that stand, and those that a judgement has silenced."""

    findings: tuple[Finding, ...]
    silenced: tuple[tuple[Finding, Judgement], ...] = ()


def check(code: str, *, severity: Severity) -> Callable[[CheckFunction], CheckFunction]:
    """Register a function as the check `code`.

    Raises ValueError at import where the code is malformed or taken, or where the docstring lacks one of its parts: a
    first sentence, "Why it matters:" and "What to do:".
    """

    def register(function: CheckFunction) -> CheckFunction:
        manual = function.__doc__ or ""
        if not _CODE.fullmatch(code):
            raise ValueError(f"{code!r} is no code: one to three capital letters and three digits are expected")
        if code in _registry:
            raise ValueError(f"the code {code} is already taken by {_registry[code].run.__qualname__}")
        if not manual.strip() or "Why it matters:" not in manual or "What to do:" not in manual:
            raise ValueError(f"check {code} needs a docstring with “Why it matters:” and “What to do:”")
        _registry[code] = Check(code, severity, function)
        return function

    return register


def unsigned(message: str, position: Position, *about: str, remedy: str, excerpt: str = "") -> Finding:
    """A finding without code and severity, which it gets from the check that yields it."""
    return Finding("", Severity.NOTE, message, position, about, (), remedy, excerpt)


def registered(families: Collection[str] = ()) -> tuple[Check, ...]:
    """All checks that come with the program, or those of some families, in order of their codes (other people's once
    they were loaded).
    """
    from variorum.criticism.families import load

    load(families)
    wanted = (code for code in sorted(_registry) if not families or family_of(code) in families)
    return tuple(_registry[code] for code in wanted)


def family_of(code: str) -> str:
    """The letters of a code."""
    return code.rstrip("0123456789")


def criticise(
    record: Verified,
    *,
    codes: Collection[str] = (),
    found: Iterable[Finding] = (),
    known: Iterable[Finding] | None = None,
) -> Criticism:
    """Run every check that is switched on over the record and set aside what a judgement silences.

    `codes` restricts the run to codes or family letters; `found` are findings that other rooms already yielded (files
    that could not be read, lines that did not parse), which are silenced and ordered with the rest; `known` is what
    `checked` yielded for this very record before, so that no check need run. A check that crashes becomes finding X001
    and the others still run.
    """
    findings = [*load_plugins(record.settings), *found]
    findings += checked(record, codes=codes) if known is None else known
    findings = [finding for finding in findings if _wanted(finding.code, codes) or finding.code.startswith("X")]
    standing, silenced, idle = _silence(findings, record.judgements)
    if not codes:
        standing += idle
    return Criticism(tuple(sorted(standing, key=_order)), tuple(sorted(silenced, key=lambda pair: _order(pair[0]))))


def checked(record: Verified, *, codes: Collection[str] = ()) -> Iterator[Finding]:
    """What every check that is switched on finds, before any judgement; `codes` restricts it as in `criticise`.

    Where names, borrowings and editions were not worked out, only the checks of the families EARLY run.
    """
    from variorum.criticism.families import FAMILIES
    from variorum.examined import Examined

    is_whole = isinstance(record, Examined)
    shown: dict[tuple[str, ...], Verified] = {}
    for one in registered({family_of(code) for code in codes}):
        if is_switched_on(one.code, record.settings) and _wanted(one.code, codes) and (is_whole or one.is_early):
            family = FAMILIES.get(family_of(one.code)) if one.run.__module__.startswith(_OWN) else None
            if family is not None and family.looks_at not in shown:
                shown[family.looks_at] = family.shown(record)
            yield from run(one, shown[family.looks_at] if family else record)


def run(one: Check, record: Verified) -> Iterator[Finding]:
    """Yield the findings of one check; a crash is finding X001 and loses nothing that was found before it."""
    try:
        for finding in one.run(cast("Examined", record)):  # a test holds the early checks to what a Verified has
            yield finding if finding.code else replace(finding, code=one.code, severity=one.severity)
    except Exception as error:
        yield Finding(
            "X001",
            Severity.ERROR,
            say(
                "The check {code} broke off: {kind}: {error}.",
                code=one.code,
                kind=type(error).__name__,
                error=str(error),
            ),
            about=(one.code,),
            remedy=say(
                "The other checks ran. Report this with the message above; until it is mended, switch "
                "{code} off in variorum.toml.",
                code=one.code,
            ),
        )


def known_codes(asked: Iterable[str]) -> tuple[str, ...]:
    """The codes and family letters asked for, in capitals; raises NotFound for one that no check has."""
    from variorum.criticism.families import FAMILIES

    wanted = tuple(code.strip().upper() for code in asked)
    for code in wanted:
        known = code in FAMILIES or code in {one.code for one in registered({family_of(code)})}
        if not known:
            _hold_against_manual(code)
    return wanted


def _hold_against_manual(code: str) -> None:
    """NotFound where no check, reader or builder of the program has a code or family."""
    from variorum.criticism.manual import explain, manual

    if code not in {family_of(each) for each in manual()}:
        explain(code)


def is_switched_on(code: str, settings: Settings) -> bool:
    """Whether `variorum.toml` leaves a check on; what it says of the code goes before what it says of the family."""
    family = family_of(code)
    return settings.checks.get(code, settings.checks.get(family, True))


def load_plugins(settings: Settings) -> Iterator[Finding]:
    """Import the checks of others that the archive names, yielding X003 for each that cannot be had."""
    if not settings.plugins:
        return
    from importlib.metadata import entry_points

    installed = {point.name: point for point in entry_points(group=ENTRY_POINTS)}
    for name in settings.plugins:
        _asked_for.add(name)
        try:
            installed[name].load()
        except KeyError:
            yield _no_plugin(name, say("it is not installed"))
        except (Exception, SystemExit) as error:
            yield _no_plugin(name, f"{type(error).__name__}: {error}")


def idle_plugins() -> tuple[str, ...]:
    """The checks of others that are installed and that no archive opened so far names."""
    points = (line.split()[:2] for line in declared())
    return tuple(name for group, name in points if group == ENTRY_POINTS and name not in _asked_for)


def _no_plugin(name: str, reason: str) -> Finding:
    return Finding(
        "X003",
        Severity.WARNING,
        say("The checks “{name}” that variorum.toml asks for did not run: {reason}.", name=name, reason=reason),
        about=(name,),
        remedy=say("Install the package that brings them, or take the name out of “plugins” in variorum.toml."),
    )


def digest_of(finding: Finding) -> str:
    """What a judgement about a finding remembers: it lapses once message or evidence say something else."""
    return sha_of(finding.message, *finding.evidence)[:16]


def _silence(
    findings: Iterable[Finding], judgements: Iterable[Judgement]
) -> tuple[list[Finding], list[tuple[Finding, Judgement]], list[Finding]]:
    """Part findings into standing and silenced, and say which judgements silence nothing."""
    newest = {m.identity: j for j in judgements if isinstance(m := j.matter, AboutFinding)}
    standing: list[Finding] = []
    silenced: list[tuple[Finding, Judgement]] = []
    met: set[str] = set()
    for finding in findings:
        judgement = newest.get(finding.identity)
        if judgement:
            met.add(finding.identity)
        if judgement is None or judgement.verdict != "accepted" or not judgement.why.strip():
            standing.append(finding)
        elif judgement.digests.get("finding", digest_of(finding)) != digest_of(finding):
            lapsed = say(
                "It was accepted by {by} on {when:date}, but what was found has changed since.",
                by=judgement.by,
                when=judgement.when[:10],
            )
            standing.append(replace(finding, evidence=(*finding.evidence, lapsed)))
        else:
            silenced.append((finding, judgement))
    idle = [_idle(about, j) for about, j in newest.items() if about not in met and j.verdict == "accepted"]
    return standing, silenced, idle


def _idle(about: str, judgement: Judgement) -> Finding:
    return Finding(
        "X002",
        Severity.NOTE,
        say(
            "The judgement of {by} of {when:date} accepts “{about}”, which is no longer found.",
            by=judgement.by,
            when=judgement.when[:10],
            about=about,
        ),
        about=(about,),
        remedy=say(
            "Nothing need be done: the reason for it has gone. It stays in judgements.jsonl as part of the history."
        ),
    )


def _wanted(code: str, codes: Collection[str]) -> bool:
    return not codes or code in codes or family_of(code) in codes


def _order(finding: Finding) -> tuple[int, str, str, int, int, str]:
    position = finding.position
    place = (position.file, position.line, position.column) if position else ("", 0, 0)
    return (-finding.severity, finding.code, *place, finding.message)
