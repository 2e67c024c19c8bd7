"""What people decided and looked for: judgements and kept searches, both only ever added to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from variorum.record.sources import Protection

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class AboutFinding:
    """That a finding is accepted, by the finding's identity."""

    identity: str

    @property
    def written(self) -> str:
        """The matter as the ledger names it."""
        return f"finding {self.identity}"


@dataclass(frozen=True, slots=True)
class AboutNames:
    """Whether two names, or a name and a dossier, mean one; both sides as written (`names.linking.judgements`)."""

    one: str
    other: str

    @property
    def written(self) -> str:
        """The matter as the ledger names it."""
        return f"names {self.one} = {self.other}"


@dataclass(frozen=True, slots=True)
class AboutDescent:
    """Whether one source comes from another, by their keys."""

    source: str
    ancestor: str

    @property
    def written(self) -> str:
        """The matter as the ledger names it."""
        return f"descent {self.source} from {self.ancestor}"


@dataclass(frozen=True, slots=True)
class AboutPrediction:
    """Whether what a statement foretold came about, by the statement's ref."""

    statement: str

    @property
    def written(self) -> str:
        """The matter as the ledger names it."""
        return f"prediction {self.statement}"


@dataclass(frozen=True, slots=True)
class AboutWording:
    """How likely the wording of a prediction says that it is, by the statement's ref."""

    statement: str

    @property
    def written(self) -> str:
        """The matter as the ledger names it."""
        return f"probability {self.statement}"


@dataclass(frozen=True, slots=True)
class AboutDossier:
    """Whether a dossier means whom the judgement puts into words: "person ershov: the clerk"."""

    kind: str
    dossier: str
    words: str

    @property
    def written(self) -> str:
        """The matter as the ledger names it."""
        return f"{self.kind} {self.dossier}: {self.words}"


@dataclass(frozen=True, slots=True)
class AboutOther:
    """Whatever else a line of the ledger names; nothing in the program asks for it."""

    written: str


Matter = AboutFinding | AboutNames | AboutDossier | AboutDescent | AboutPrediction | AboutWording | AboutOther

_DESCENT = re.compile(r"descent (\S+) from (\S+)")
_DOSSIER = re.compile(r"(person|group|place|work|event) ([^\s:]+): (.+)")
_SIDES = re.compile(r"\s=\s")


def matter_of(about: str) -> Matter:
    """What a judgement is about, read from the words of the ledger; white space does not count."""
    kind, _, rest = (said := " ".join(about.split())).partition(" ")
    if kind == "finding" and rest:
        return AboutFinding(rest)
    if kind == "names" and len(sides := _SIDES.split(rest)) == 2:
        return AboutNames(*sides)
    if (match := _DESCENT.fullmatch(said)) is not None:
        return AboutDescent(match[1], match[2])
    if (match := _DOSSIER.fullmatch(said)) is not None:
        return AboutDossier(match[1], match[2], match[3])
    if kind == "prediction" and rest:
        return AboutPrediction(rest)
    if kind == "probability" and rest:
        return AboutWording(rest)
    return AboutOther(said)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision: about what, with what verdict, by whom, when (ISO 8601) and why. The newest one stands."""

    about: str
    verdict: str
    by: str
    when: str
    why: str
    digests: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    protected: Protection | None = None
    on: tuple[str, ...] = ()  # the statements that show it, where the judgement names any

    @property
    def matter(self) -> Matter:
        """What it is about, by kind."""
        return matter_of(self.about)


@dataclass(frozen=True, slots=True)
class Sought:
    """A search that was kept: what was looked for, where, when (ISO 8601), and how often it was found (0: not)."""

    query: str
    where: str
    when: str
    found: int
    by: str = ""
