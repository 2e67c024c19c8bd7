"""What is argued: theses with their claims and traces, decisions with their options, patterns."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.record.prose import Prose
from variorum.record.sources import Position, Protection


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a thesis holds of one statement: it `expects`, `sits ill with`, `forbids` or is `silent on` it."""

    bearing: str
    strongly: bool
    statement: str  # "dossier#^id"
    position: Position = Position("")


@dataclass(frozen=True, slots=True)
class Trace:
    """Something that a thesis expects to find in certain sources, so that its absence there would tell against it.

    `target` is a dossier's id or a statement's ref, empty where `words` say what is looked for.
    """

    target: str
    words: str
    sources: tuple[str, ...]
    position: Position = Position("")


@dataclass(frozen=True, slots=True)
class ClaimGround:
    """What a claim leans on: `because` and `although` name a statement, `rests on` a claim, `assumes` words.

    `target` is "dossier#^id", empty for what is only assumed; `words` is what the historian adds.
    """

    kind: str
    target: str
    words: str = ""
    position: Position = Position("")


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion of a thesis with its grounds; `ref` is "thesis#^id", or "thesis#~digest" where it has no id."""

    ref: str
    text: str
    grounds: tuple[ClaimGround, ...] = ()
    position: Position = Position("")


@dataclass(frozen=True, slots=True)
class Thesis:
    """An interpretation, its question, its rivals, its claims, and what it expects of the statements."""

    id: str
    name: str
    question: str = ""
    held_by: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    prose: Prose = Prose("")
    evidence: tuple[Expectation, ...] = ()
    position: Position = Position("")
    access: str = "open"
    protected: Protection | None = None
    answers: str = ""  # what it takes the question to ask, in words
    claims: tuple[Claim, ...] = ()
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionGround:
    """What spoke for or against an option: `how` is known then, feared then or compare."""

    how: str
    target: str
    position: Position = Position("")


@dataclass(frozen=True, slots=True)
class Option:
    """One way that a decision could have gone: the statement that brings it in, and what became of it.

    `state` is as written (taken, rejected, …); `change` says in words what alone would have been different; `could`
    names who was in a position to do it.
    """

    statement: str
    state: str
    change: str = ""
    could: tuple[str, ...] = ()
    grounds: tuple[OptionGround, ...] = ()
    position: Position = Position("")


@dataclass(frozen=True, slots=True)
class Decision:
    """An event at which somebody chose, with the options that are known."""

    event: str
    decided_by: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    position: Position = Position("")


@dataclass(frozen=True, slots=True)
class PatternStep:
    """One step of a pattern: the events by id, and the relations or kinds of event by name, that may take its place.

    `within` is the longest gap after the step before, as a number and one of day, week, month, year; None is any gap.
    """

    name: str
    events: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    within: tuple[int, str] | None = None
    at_least: int = 1
    position: Position = Position("")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sequence that may recur; `per` is what one run shares: place, group, person, or nothing (empty)."""

    id: str
    name: str
    per: str = ""
    steps: tuple[PatternStep, ...] = ()
    prose: Prose = Prose("")
    position: Position = Position("")
