"""Stretches of whole years, or of months where a year holds too much, in each of which about as many events begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.dates.days import civil_date, day_number

Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Period:
    """From its first to its last day; how many events begin in it; what it is called and where its page is."""

    first: int
    last: int
    begin: int
    label: str
    address: str


def periods_of(days: Sequence[tuple[int, int]], *, few: int) -> list[Period]:
    """The periods of events with these first and last days: one alone where there are no more than `few` of them."""
    if not days:
        return []
    last = max(end for _, end in days)
    begun = Counter(civil_date(first)[:2] for first, _ in days)
    cuts = list(_cuts(begun, few)) if len(days) > few else [min(begun)]
    ends = [*(_day(cut) - 1 for cut in cuts[1:]), day_number(civil_date(last)[0] + 1) - 1]
    found = []
    for cut, end in zip(cuts, ends, strict=True):
        until = civil_date(end)[:2]
        number = sum(times for month, times in begun.items() if cut <= month <= until)
        name = _name(cut, until)
        found.append(Period(_day(cut), end, number, name.replace("/", "–"), f"timeline/{name.replace('/', '_')}.html"))
    return found


def _cuts(begun: Counter[Month], few: int) -> Iterator[Month]:
    """The months with which periods begin: those of January, unless a year alone holds more than two pages bear."""
    by_year: dict[int, Counter[Month]] = {}
    for month, number in begun.items():
        by_year.setdefault(month[0], Counter())[month] = number
    held = few  # so that the first year begins a period
    for year in sorted(by_year):
        number = by_year[year].total()
        crowded = number > 2 * few
        if held + number > few or crowded:
            yield year, 1
            held = 0
        if not crowded:
            held += number
            continue
        for month in sorted(by_year[year]):
            if held and held + by_year[year][month] > few and month[1] > 1:
                yield month
                held = 0
            held += by_year[year][month]
        held = few  # what follows a crowded year begins anew


def _name(first: Month, last: Month) -> str:
    """What a period is called: "1930", "1930/1934", "1930-03/1930-05"; a slash where it has two ends."""
    if first[1] == 1 and last[1] == 12:
        return str(first[0]) if first[0] == last[0] else f"{first[0]}/{last[0]}"
    begin, end = (f"{year}-{month:02d}" for year, month in (first, last))
    return begin if begin == end else f"{begin}/{end}"


def _day(month: Month) -> int:
    return day_number(month[0], month[1])
