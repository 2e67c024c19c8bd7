"""What people decided of descent: "descent A from B", confirmed, refused or left open; the newest judgement stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from variorum.record import Judgement

CONFIRMED, REFUSED, UNSURE = "confirmed", "refused", "unsure"
_ABOUT = re.compile(r"descent (\S+) from (\S+)")


@dataclass(frozen=True, slots=True)
class JudgedDescent:
    """A person's word on whether one source comes from another."""

    source: str
    ancestor: str
    judgement: Judgement

    @property
    def verdict(self) -> str:
        """Confirmed, refused or unsure; another word is understood as unsure."""
        said = self.judgement.verdict
        return said if said in (CONFIRMED, REFUSED) else UNSURE


def descent_about(source: str, ancestor: str) -> str:
    """The matter of a judgement on descent, as `judgements.jsonl` names it."""
    return f"descent {source} from {ancestor}"


def judged_descents(judgements: Iterable[Judgement]) -> Mapping[tuple[str, str], JudgedDescent]:
    """The newest judgement on each pair of source and ancestor; one without a reason counts like any other."""
    newest: dict[tuple[str, str], JudgedDescent] = {}
    for judgement in judgements:
        if match := _ABOUT.fullmatch(" ".join(judgement.about.split())):
            newest[match[1], match[2]] = JudgedDescent(match[1], match[2], judgement)
    return newest
