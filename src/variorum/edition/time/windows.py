"""Windows of time in words, and the grounds on which a window is narrower than a dating says.

A window gives the first and last day on which something can have started and ended (`chronology.Window`). Whole years
and months are named as such; everything else is told by its days, in the Gregorian calendar.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from variorum.chronology import Dated, EventWindow
from variorum.dates.days import civil_date, month_length
from variorum.edition.cleaning import shown
from variorum.edition.site import Site
from variorum.edition.views import dossier_link, statement_link
from variorum.edition.wording import InterfaceWords
from variorum.languages.datings import calendar_date

_TELLING = 30 * 366  # days: a window inferred from nothing but a life is no news


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a window is what it is: the chain of statements in a sentence per bound, and links to what it rests on."""

    narrowed: str  # the window in words
    sentences: tuple[str, ...]
    rests_on: tuple[Markup, ...]
    assumes: tuple[str, ...]


def day_said(number: int, words: InterfaceWords) -> str:
    """A day by its number: "15 July 1928"."""
    year, month, day = civil_date(number)
    return calendar_date(year, month, day, words.language) or str(number)


def stretch_said(first: int, last: int, words: InterfaceWords) -> str:
    """The days from first to last: as a day, a month or a year where they are one, else "between … and …"."""
    (year, month, day), (last_year, last_month, last_day) = civil_date(first), civil_date(last)
    if first == last:
        return day_said(first, words)
    starts_month, ends_month = day == 1, last_day == month_length(last_year, last_month)
    if starts_month and ends_month and year == last_year:
        if month == last_month:
            return calendar_date(year, month, 0, words.language) or ""
        if (month, last_month) == (1, 12):
            return calendar_date(year, 0, 0, words.language) or ""
    return words("window.between", first=day_said(first, words), last=day_said(last, words))


def window_said(window: EventWindow, words: InterfaceWords, *, moment: bool) -> str:
    """A window in words; empty where nothing is known."""
    if moment:
        return _moment_said(window.earliest_start, window.latest_end, words)
    sides = [
        _side_said("start", window.earliest_start, window.latest_start, words),
        _side_said("end", window.earliest_end, window.latest_end, words),
    ]
    return "; ".join(side for side in sides if side)


def is_telling(dated: Dated) -> bool:
    """Whether more is known of an event than its dating says, and so much that a reader wants to hear it.

    Days that only follow from how long people live are not told; a dating that others contradict always is.
    """
    attested, inferred = dated.attested, dated.inferred
    if dated.doubted:
        return True
    if not dated.tighter:
        return False
    pairs = zip(attested.bounds, inferred.bounds, strict=True)
    if any(said is not None and found is not None and said != found for said, found in pairs):
        return True
    first, last = inferred.earliest_start, inferred.latest_end
    return first is not None and last is not None and last - first <= _TELLING


def grounds_of(site: Site, dated: Dated, root: str) -> Grounds:
    """Why an event lies where it does, with links."""
    why = site.chronology.why(dated.ref, language=site.words.language, for_readers=True)
    return Grounds(
        window_said(dated.inferred, site.words, moment=dated.event.moment),
        tuple(sentence for sentence in (why.start, why.end) if sentence),
        tuple(event_link(site, ref, root) for ref in why.rests_on if ref != dated.ref),
        why.assumes,
    )


def event_link(site: Site, ref: str, root: str) -> Markup:
    """A link to the statement, source or dossier that an event of the chronology comes from."""
    statement = site.survey.statements.get(ref)
    if statement is not None:
        return statement_link(site, statement, root)
    kind, _, identity = ref.partition(":")
    if kind in ("source", "published", "life", "event") and identity:
        return dossier_link(site, identity, root)
    return shown(ref)


def _moment_said(first: int | None, last: int | None, words: InterfaceWords) -> str:
    if first is not None and last is not None:
        return stretch_said(first, last, words)
    if first is not None:
        return words("window.not-before", day=day_said(first, words))
    return words("window.not-after", day=day_said(last, words)) if last is not None else ""


def _side_said(side: str, first: int | None, last: int | None, words: InterfaceWords) -> str:
    if first is not None and last is not None:
        key = f"window.{side}-on" if first == last else f"window.{side}-within"
        return words(key, day=stretch_said(first, last, words))
    if first is not None:
        return words(f"window.{side}-not-before", day=day_said(first, words))
    return words(f"window.{side}-not-after", day=day_said(last, words)) if last is not None else ""
