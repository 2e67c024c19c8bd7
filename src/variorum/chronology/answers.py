"""A chronology as the documented JSON (docs/reference/schemas/chronology.json), and as lines for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from variorum.chronology.chronology import Chronology
from variorum.chronology.clashes import Clash
from variorum.chronology.events import LIFE, Dated, EventWindow, is_vague
from variorum.dates.dating import Order
from variorum.dates.points import describe
from variorum.names.preferred import said_name
from variorum.saying import say

_UNDECIDED = "?"  # before an event that may as well have come before the one above it


def as_json(chronology: Chronology, about: str | None = None) -> dict[str, object]:
    """Everything that is dated of somebody, something, or the whole record, in order."""
    events = chronology.in_order(about)
    before = [None, *events[:-1]]
    return {
        "about": about,
        "life": _life_as_json(chronology, about) if about is not None else None,
        "events": [_event_as_json(chronology, one, last) for one, last in zip(events, before, strict=True)],
        "contradictions": [clash_as_json(chronology, clash) for clash in clashes_of(chronology, about)],
    }


def clash_as_json(chronology: Chronology, clash: Clash) -> dict[str, object]:
    """One contradiction: what cannot all be true, told in a sentence, and the least to doubt."""
    return {
        "refs": list(clash.refs),
        "told": chronology.told(clash),
        "kind": clash.kind,
        "rules": [rule.sentence for rule in clash.rules],
        "assumptions": [rule.sentence for rule in clash.assumptions],
        "doubt": list(clash.doubt),
        "proven": chronology.is_proven,
    }


def clashes_of(chronology: Chronology, about: str | None) -> list[Clash]:
    """The contradictions in which somebody or something is named; all of them where nobody is asked for."""
    clashes = chronology.contradictions()
    if about is None:
        return list(clashes)
    mine = {one.ref for one in chronology.in_order(about)} | {f"source:{about}"}
    return [clash for clash in clashes if not mine.isdisjoint(clash.refs)]


def lines_of(
    chronology: Chronology, about: str | None = None, *, reasons: bool = False, language: str = "en"
) -> Iterator[str]:
    """A chronology line by line: how much there is, what is dated, what only follows from the others, what cannot be.

    With `reasons`, why each bound is what it is, not only those that were inferred. Events and reasons are told in
    `language`.
    """
    if about is not None:
        yield from _life_lines(chronology, about)
    events, clashes = chronology.in_order(about), clashes_of(chronology, about)
    if not events and not clashes:
        return
    dated = [one for one in events if not one.attested.is_open]
    undated = events[len(dated) :]
    yield _summary(len(dated), len(undated), len(clashes))
    yield from _told(chronology, dated, reasons=reasons, language=language)
    if undated:
        yield ""
        yield say("Undated, and placed by what others say:")
        yield from _told(chronology, undated, reasons=reasons, language=language)
    if clashes:
        yield ""
        yield say("What cannot all be true:")
    for clash in clashes:
        yield say("- {told}", told=chronology.told(clash, language=language))
        if clash.doubt and not clash.assumptions:
            named = tuple(chronology.named(ref, language=language) for ref in clash.doubt)
            if chronology.is_proven:
                yield say("    The least to doubt: {refs:,}.", refs=named)
            else:
                yield say("    The least to doubt that was found (less may do): {refs:,}.", refs=named)


def _summary(dated: int, undated: int, clashes: int) -> str:
    parts = [say("{n} dated {n:event|events}", n=dated)]
    parts += [say("{n} more placed by the others", n=undated)] if undated else []
    parts += [say("{n} {n:contradiction|contradictions}, listed at the end", n=clashes)] if clashes else []
    return say("{parts:;}.", parts=tuple(parts))


def _told(chronology: Chronology, events: Sequence[Dated], *, reasons: bool, language: str) -> Iterator[str]:
    last: Dated | None = None
    for one in events:
        undecided = last is not None and chronology.decided(last, one) is Order.UNDECIDED
        sign = _UNDECIDED if undecided else " "
        yield say(
            "{sign} {window} {words}",
            sign=sign,
            window=f"{window_told(one):<27}",
            words=_words(chronology, one, language),
        )
        if one.doubted:
            span = _span(one.inferred)
            yield say("      set aside so that the rest can be true; from all the others it follows: {span}", span=span)
        if one.tighter or reasons:
            told = chronology.why(one.ref, language=language)
            yield from (say("      {why}", why=sentence) for sentence in (told.start, told.end) if sentence)
        last = one


def window_told(one: Dated) -> str:
    """The dating in a column, no finer than it was given: a year where a year is told, from when to when it lasted."""
    when, window = one.event.attested, one.attested
    if when is None or window.is_open:
        return _span(one.inferred)
    if is_vague(when):  # about a month is no day before and after it
        return f"… {when.edtf} …" if window.earliest_start is None and window.latest_end is None else when.edtf
    return _span(window)


def _span(window: EventWindow) -> str:
    if window.earliest_start is None and window.latest_end is None and window.earliest_end is not None:
        first, last = window.earliest_end, window.latest_start
        inner = _between_days(min(first, last), max(first, last)) if last is not None else _first_day(first)
        return f"… {inner} …"
    if window.earliest_start is not None and window.latest_end is not None:
        return _between_days(window.earliest_start, window.latest_end)
    if window.earliest_start is not None:
        return f"{_first_day(window.earliest_start)} …"
    return f"… {_last_day(window.latest_end)}" if window.latest_end is not None else "nothing"


def _between_days(first: int, last: int) -> str:
    """From one day to another: "1917" for the whole of a year, "1917-03" of a month, the days where those are meant."""
    if first == last:
        return _short(first)
    start, end = _first_day(first), _last_day(last)
    return start if start == end else f"{start} … {end}"


def _first_day(day: int) -> str:
    """A day from which something counts, as the year or the month that it begins."""
    told = _short(day)
    return re.sub(r"-01$", "", re.sub(r"-01-01$", "", told)) if day > 0 else told


def _last_day(day: int) -> str:
    """A day up to which something counts, as the year or the month that it ends."""
    told, following = _short(day), _short(day + 1)
    if day <= 0 or not following.endswith("-01"):
        return told
    return re.sub(r"-12-31$", "", told) if told.endswith("-12-31") else told.rpartition("-")[0]


def _short(number: int | None) -> str:
    return describe(number) or "" if number is not None else ""


def _words(chronology: Chronology, one: Dated, language: str) -> str:
    called = chronology.called(one.ref, language=language)
    left = say("still possible: {options:or}", options=tuple(one.options)) if len(one.options) > 1 else ""
    when = one.event.attested
    span = _span(one.inferred)
    known = say("by the others {span}", span=span) if one.tighter and when is not None and not one.doubted else ""
    parts = tuple(part for part in (known, left) if part)
    return say("{called} ({parts:;})", called=called, parts=parts) if parts else called


def _life_lines(chronology: Chronology, about: str) -> Iterator[str]:
    entity = chronology.record.entities.get(about)
    life = chronology.life_of(about)
    name = said_name(entity) if entity else about
    yield name
    if f"{LIFE}:{about}" in chronology.events and entity is not None and entity.kind == "person":
        if life.birth != (None, None):
            yield say("  born {when}", when=_between(life.birth))
        if life.death != (None, None):
            yield say("  died {when}", when=_between(life.death))
    yield ""


def _between(bounds: tuple[int | None, int | None]) -> str:
    first, last = bounds
    if first == last:
        return say("on {day:date}", day=_short(first))
    if first is None or last is None:
        return (
            say("not after {day:date}", day=_short(last))
            if first is None
            else say("not before {day:date}", day=_short(first))
        )
    start, end = _first_day(first), _last_day(last)
    return (
        say("in {year}", year=start)
        if start == end
        else say("between {start:date} and {end:date}", start=start, end=end)
    )


def _event_as_json(chronology: Chronology, one: Dated, last: Dated | None) -> dict[str, object]:
    event, why = one.event, chronology.why(one.ref)
    when = event.attested
    return {
        "ref": one.ref,
        "kind": event.kind,
        "what": chronology.called(one.ref),
        "file": event.position.file or None,
        "line": event.position.line or None,
        "attested": None
        if when is None
        else {"edtf": when.edtf, "calendar": when.calendar, **_window_as_json(one.attested)},
        "inferred": _window_as_json(one.inferred),
        "tighter": one.tighter,
        "doubted": one.doubted,
        "options": list(one.options),
        "after_the_one_before": chronology.decided(last, one).value if last is not None else None,
        "why": {"start": why.start, "end": why.end, "rests_on": list(why.rests_on), "assumes": list(why.assumes)},
    }


def _window_as_json(window: EventWindow) -> dict[str, object]:
    names = ("earliest_start", "latest_start", "earliest_end", "latest_end")
    return {
        name: describe(number) if number is not None else None
        for name, number in zip(names, window.bounds, strict=True)
    }


def _life_as_json(chronology: Chronology, about: str) -> dict[str, object] | None:
    if f"{LIFE}:{about}" not in chronology.events:
        return None
    life = chronology.life_of(about)
    return {
        name: {side: describe(number) if number is not None else None for side, number in zip(sides, pair, strict=True)}
        for name, pair in (("birth", life.birth), ("death", life.death))
        for sides in [("earliest", "latest")]
    }
