"""What in a tray is of one kind with what is looked at, so that one decision may stand for all; and what it settles.

Nothing is decided for the rest unless a person says so: they are listed, and every one is judged by itself in the
ledger, in one write that is taken back as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from variorum.archive.file_names import JUDGEMENTS_FILE
from variorum.archive.ledgers import append_judgement
from variorum.evidence import Doubt
from variorum.finding import Finding, Refused
from variorum.names.linking.judgements import consequences, standing
from variorum.names.linking.judgements import matter as matter_of_names
from variorum.pipeline.identities import judge
from variorum.reading_room.asked import BadRequest, asked_text
from variorum.reading_room.journal import JournalEntry
from variorum.reading_room.room import Room
from variorum.reading_room.shelves import Shelves
from variorum.reading_room.unseen import hold_sides_seen, hold_words
from variorum.reading_room.writing import hold_judgement, written
from variorum.record import AboutDescent, AboutNames, Judgement, matter_of
from variorum.saying import say
from variorum.stemma import SourceTie

_MOST = 100  # things decided together
_SHOWN = 40  # of them listed


@dataclass(frozen=True, slots=True)
class JudgementsAsked:
    """One decision on several matters of one kind."""

    about: tuple[str, ...] = asked_text(says="the matters, as judgements.jsonl names them; at most 100", least=1)
    verdict: str = asked_text(says="same, different, unsure, confirmed, refused, accepted …")
    why: str = asked_text(says="the reason", default="")


def doubts_like(shelves: Shelves, one: Doubt, waiting: Iterable[Doubt]) -> list[dict[str, str]]:
    """Other names of which it is doubtful whether they are of the same dossier."""
    site = shelves.state.site
    return [
        {"about": other.about, "title": f"{site.named(other.a)} = {site.named(other.b)}"}
        for other in waiting
        if other.about != one.about and other.b == one.b and other.kind == one.kind
    ][:_SHOWN]


def ties_like(shelves: Shelves, one: SourceTie, waiting: Iterable[SourceTie]) -> list[dict[str, str]]:
    """Other sources that have words in common with the same one, in the same direction."""
    site = shelves.state.site
    return [
        {
            "about": AboutDescent(other.source, other.other).written,
            "title": f"{site.named(other.source)} ← {site.named(other.other)}",
        }
        for other in waiting
        if other is not one and other.other == one.other and other.direction == one.direction
    ][:_SHOWN]


def translations_like(one: Finding, waiting: Iterable[Finding], sources: Mapping[str, str]) -> list[dict[str, str]]:
    """Other quotations in translation from the same source; `sources` has the source of each finding by identity."""
    source = sources.get(one.identity)
    return [
        {"about": f"finding {other.identity}", "title": other.excerpt or str(other.message)}
        for other in waiting
        if other.identity != one.identity and sources.get(other.identity) == source
    ][:_SHOWN]


def settled_by(shelves: Shelves, about: Sequence[str], waiting: Iterable[Doubt]) -> int:
    """How many other doubts follow from judging these names to be one and the same, by what was judged before."""
    judgements = shelves.state.record.judgements
    when = datetime.now(UTC).isoformat(timespec="seconds")
    made = [Judgement(one, "same", "", when, "") for one in about]
    before = {matter_of_names(one.a, one.b) for one in standing(judgements)}
    before |= {matter_of_names(one.a, one.b) for one in consequences(judgements)}
    after = {matter_of_names(one.a, one.b) for one in consequences((*judgements, *made))}
    follows = after - before - set(about)
    return sum(one.about in follows for one in waiting)


def judge_together(room: Room, asked: JudgementsAsked) -> JournalEntry:
    """Judge several matters of one kind alike, in one write."""
    about = list(dict.fromkeys(" ".join(one.split()) for one in asked.about))
    why = " ".join(asked.why.split())
    if not 0 < len(about) <= _MOST:
        raise BadRequest(say("Between 1 and {most} things are decided together.", most=_MOST))
    matters = [matter_of(one) for one in about]
    if len({type(one) for one in matters}) != 1:
        raise Refused(say("What is decided together is of one kind: names, descent, or findings."))
    hold_words(room, why)
    are_names = isinstance(matters[0], AboutNames)
    for one in about:
        if are_names:
            hold_sides_seen(room, one)
        else:
            hold_judgement(room, one, asked.verdict, why)
    when = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

    def act() -> None:
        for one in about:
            if are_names:
                judge(room.archive, one, asked.verdict, why=why, by=room.by)
            else:
                append_judgement(room.archive.root, Judgement(one, asked.verdict, room.by, when, why))

    first = say("judged {verdict}: {about}", verdict=asked.verdict, about=about[0][:80])
    what = say("{first}, and {n} more alike", first=first, n=len(about) - 1) if about[1:] else first
    _, entry = written(room, what, act, files=[JUDGEMENTS_FILE])
    return entry
