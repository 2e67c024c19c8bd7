"""What people decided and looked for: judgements and kept searches, both only ever added to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from variorum.record.sources import Protection

_NOTHING: Mapping[str, str] = MappingProxyType({})


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


@dataclass(frozen=True, slots=True)
class Sought:
    """A search that was kept: what was looked for, where, when (ISO 8601), and how often it was found (0: not)."""

    query: str
    where: str
    when: str
    found: int
    by: str = ""
