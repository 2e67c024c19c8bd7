"""The room's help: the tutorial itself, step by step on the person's own archive, from the state that it is in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from variorum.edition.addresses import root_from
from variorum.reading_room.room import Room
from variorum.reading_room.shelves import Shelves
from variorum.reading_room.teamwork import Team
from variorum.reading_room.trays import FINDINGS, NAMES, counts
from variorum.record import AboutNames, matter_of


@dataclass(frozen=True, slots=True)
class HelpStep:
    """One step: by its name in the words `help`, how many of it there are, where it is done, whether it was."""

    name: str
    is_done: bool
    number: int = 0
    address: str = ""  # of the page on which it is done
    needs: str = "reader"  # the least role that does it
    is_next: bool = False


def help_page(room: Room, shelves: Shelves, address: str) -> str:
    """The page of the help, for who looks."""
    words = shelves.state.site.words
    steps = [one for one in _steps(room, shelves) if room.viewer.may(one.needs)]
    following = next((one for one in steps if not one.is_done), None)
    return shelves.state.site.press.page(
        "room_help.html",
        root=root_from(address),
        section="room",
        title=words("help.title"),
        steps=[replace(one, is_next=one is following) for one in steps],
        following=following,
        done=sum(one.is_done for one in steps),
    )


def _steps(room: Room, shelves: Shelves) -> Iterator[HelpStep]:
    state = shelves.state
    record, addresses, waiting = state.record, state.site.addresses, counts(shelves)
    held = [key for key, one in record.holdings.items() if one.paging != "none" and key in record.sources]
    first = addresses.leaf(held[0], 1) if held else ""
    witnesses = [one for statement in record.statements for one in statement.witnesses]
    good = [one for one in record.quotations if one.verification.verdict in ("verbatim", "marked")]
    judged = sum(isinstance(matter_of(one.about), AboutNames) for one in record.judgements)
    file = record.chapters[0].position.file if record.chapters else "chapters/01-first.md"
    chapters = len(record.chapters)
    questions = {one.question for one in record.theses.values() if one.question}
    rivals = sum(sum(one.question == each for one in record.theses.values()) > 1 for each in questions)
    bring, publish = (f"room/{one}" if room.viewer.sees_all else "" for one in ("bring", "publish"))
    yield HelpStep("sources", bool(held), len(held), bring, "editor")
    yield HelpStep("statement", bool(record.statements), len(record.statements), first, "contributor")
    yield HelpStep("witness", bool(good), len(good), first if not witnesses else "", "contributor")
    findings, names = (bool(held) and not waiting[one] for one in (FINDINGS, NAMES))
    yield HelpStep("findings", findings, waiting[FINDINGS], f"room/tray/{FINDINGS}", "contributor")
    yield HelpStep("names", judged > 0 or names, judged, f"room/tray/{NAMES}", "contributor")
    yield HelpStep("theses", rivals > 0, rivals, "theses/index.html" if rivals else "", "contributor")
    yield HelpStep("chapter", chapters > 0, chapters, f"room/edit/{file}", "contributor")
    if isinstance(room.team, Team):
        others = len(room.team.accounts.all()) - 1
        yield HelpStep("team", others > 0, max(0, others), "room/team", "owner")
    published = (room.archive.root / "edition" / "index.html").is_file()
    yield HelpStep("publish", published, 0, publish, "owner")
