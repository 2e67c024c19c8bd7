"""References that cannot be: a page beyond the last, a day that never was, a year before the author's birth.

Each is said as what does not agree, without a word on how it came about: a slip of the pen is the usual reason.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from variorum.manuscript.citations.values import Reference
from variorum.manuscript.fitting_by_shelf_and_day import day_of, stem_parts
from variorum.manuscript.known import KnownWorks
from variorum.manuscript.manuscript import Manuscript
from variorum.manuscript.resolved import Resolved
from variorum.manuscript.works import key_words
from variorum.quotation.texts import Texts
from variorum.saying import say


@dataclass(frozen=True, slots=True)
class JudgedReference:
    """A reference with its state ("held", "not held", "impossible", "unread") and the reason."""

    note: str
    resolved: Resolved
    state: str
    because: str


def judged(
    manuscript: Manuscript, notes: Mapping[str, Sequence[Resolved]], texts: Texts, known: KnownWorks
) -> tuple[JudgedReference, ...]:
    """Every reference of every note with its state, in order."""
    del manuscript
    numbers, copies = _numbers(notes), _copies(known)
    found = []
    for label, resolved in notes.items():
        for one in resolved:
            wrong = _impossible(one, texts) or _other_number(one, copies) or _out_of_order(one, numbers)
            if wrong:
                found.append(JudgedReference(label, one, "impossible", wrong))
            elif one.reference.checked.kind == "unread" or is_sent_back_to_nothing(one):
                found.append(JudgedReference(label, one, "unread", one.because))
            elif one.sure and one.held:
                found.append(JudgedReference(label, one, "held", one.because))
            else:
                found.append(JudgedReference(label, one, "not held", one.because))
    return tuple(found)


def is_sent_back_to_nothing(one: Resolved) -> bool:
    """Whether a reference sends back to what was cited before, and nothing was that it could mean."""
    return one.reference.checked.kind in ("ibid", "op-cit", "same-author") and one.group is None and not one.candidates


def _impossible(one: Resolved, texts: Texts) -> str:
    reference = one.reference.checked
    return _page_beyond(one, texts) or _extent(one) or _years(one, reference) or _day(reference)


def _page_beyond(one: Resolved, texts: Texts) -> str:
    """A page after the last that the copy at hand has, where its pages are numbered throughout."""
    if not (one.sure and one.held) or (cited := _first_page(one.locator)) is None:
        return ""
    holding = texts.holding(one.source)
    if holding is None or holding.paging != "pages":
        return ""
    labels = [int(label) for label in holding.labels if label.isdecimal()]
    if len(labels) < 4 or len(labels) < 0.6 * len(holding.labels) or labels[-1] != max(labels):
        return ""
    if cited > max(labels):
        return say(
            "p. {cited} is cited, and the copy at hand ends with p. {last}.", cited=str(cited), last=str(max(labels))
        )
    return ""


def _extent(one: Resolved) -> str:
    """A page outside those that a record gives an article."""
    if one.group is None or (cited := _first_page(one.locator)) is None:
        return ""
    for work in one.group.works:
        match = re.fullmatch(r"(\d+)\s*-+\s*(\d+)", work.pages.strip())
        if match is None or not work.container:
            continue
        first, last = int(match[1]), int(match[2])
        last = int(match[1][: len(match[1]) - len(match[2])] + match[2]) if last < first else last
        if not first <= cited <= last:
            return say(
                "p. {cited} is cited, and the record in the library gives the article pp. {first}–{last}.",
                cited=str(cited),
                first=str(first),
                last=str(last),
            )
    return ""


def _first_page(locator: str) -> int | None:
    match = re.match(r"(\d{1,5})(?!\d)", locator)
    return int(match[1]) if match else None


def _years(one: Resolved, reference: Reference) -> str:
    year = int(reference.year[:4]) if reference.year[:4].isdigit() else 0
    if year > datetime.now(UTC).year + 1:
        return say("The year {year} has not come yet.", year=str(year))
    born = next((work.born for work in one.group.works if work.born), None) if one.group else None
    if year and born and year < born:
        return say(
            "{year} is cited, and the author was born in {born} by the record in the library.",
            year=str(year),
            born=str(born),
        )
    return ""


def _day(reference: Reference) -> str:
    day = day_of(reference.date, reference.year) if reference.date else None
    if day is None:
        return ""
    year, month, number = day
    longest = (
        29
        if month == 2 and (calendar.isleap(year) or (year % 4 == 0 and year < 1918))
        else calendar.monthrange(year, month)[1]
    )
    return (
        say("There was no {date}: that month had {longest} days.", date=reference.date, longest=longest)
        if not 1 <= number <= longest
        else ""
    )


def _copies(known: KnownWorks) -> list[tuple[frozenset[str], int, tuple[int, int, int]]]:
    """The newspapers of the folder that say their number and day themselves: words of the title, number, day."""
    found = []
    for work in (work for group in known.groups for work in group.works if work.origin == "folder"):
        for said in (work.title, *work.opening[:6], " ".join(stem_parts(work.file))):
            number = re.search(r"(?:№|\bno\.?|\bnr\.?)\s*(\d{1,4})(?!\d)", said, re.IGNORECASE)
            day = day_of(re.sub(re.escape(number[0]), " ", said), "") if number else None
            if number and day:
                words = key_words(f"{work.title} {' '.join(work.opening[:3])} {' '.join(stem_parts(work.file))}")
                found.append((frozenset(words), int(number[1]), day))
                break
    return found


def _other_number(one: Resolved, copies: Sequence[tuple[frozenset[str], int, tuple[int, int, int]]]) -> str:
    """A newspaper number that a copy in the folder contradicts: that day had another, or that number another day."""
    own = _numbered(one.reference.checked)
    if own is None:
        return ""
    name, number, day = own
    for words, printed, of in copies:
        if not (key_words(name) and set(key_words(name)) <= words) or of[0] != day[0]:
            continue
        if (printed == number) != (of == day):
            shown = f"{of[2]}.{of[1]:02}.{of[0]}"
            return say("The copy at hand says of itself that it is no. {number} of {day}.", number=printed, day=shown)
    return ""


def _numbers(notes: Mapping[str, Sequence[Resolved]]) -> dict[tuple[str, int], list[tuple[int, tuple[int, int, int]]]]:
    """For each newspaper and year the numbers and days that the notes give it."""
    found: dict[tuple[str, int], list[tuple[int, tuple[int, int, int]]]] = {}
    for resolved in notes.values():
        for one in resolved:
            if (numbered := _numbered(one.reference.checked)) is not None:
                name, number, day = numbered
                found.setdefault((name, day[0]), []).append((number, day))
    return found


def _numbered(reference: Reference) -> tuple[str, int, tuple[int, int, int]] | None:
    name = (reference.container or reference.title).casefold()
    day = day_of(reference.date, reference.year) if reference.date else None
    if not (name and day and reference.number.isdecimal()):
        return None
    return name, int(reference.number), day


def _out_of_order(one: Resolved, numbers: Mapping[tuple[str, int], Sequence[tuple[int, tuple[int, int, int]]]]) -> str:
    """A number of a newspaper at odds with two others that the notes give for the same year: later with a lower number.

    One disagreement could be either's fault; the one at odds with more of the others is named.
    """
    own = _numbered(one.reference.checked)
    if own is None:
        return ""
    name, number, day = own
    others = [other for other in set(numbers[name, day[0]]) if other != (number, day)]
    against = [
        o
        for o in others
        if ((o[0] < number) != (o[1] < day) and o[0] != number and o[1] != day) or (o[0] == number) != (o[1] == day)
    ]
    if len(against) >= 2 and len(against) > len(others) / 2:
        told = tuple(
            say("no. {number} on {day}", number=n, day=f"{d[2]}.{d[1]:02}.{d[0]}") for n, d in sorted(against)[:3]
        )
        return say(
            "No. {number} cannot have appeared on {day}, if other notes are right ({told:;}).",
            number=number,
            day=f"{day[2]}.{day[1]:02}.{day[0]}",
            told=told,
        )
    return ""
