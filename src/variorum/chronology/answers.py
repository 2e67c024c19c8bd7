"""A chronology as the documented JSON (docs/reference/schemas/chronology.json), and as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.chronology.chronology import Chronology
from variorum.chronology.clashes import Clash
from variorum.chronology.events import LIFE, Dated, Window
from variorum.dates.dating import Order
from variorum.dates.points import describe

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
    }


def clashes_of(chronology: Chronology, about: str | None) -> list[Clash]:
    """The contradictions in which somebody or something is named; all of them where nobody is asked for."""
    clashes = chronology.contradictions()
    if about is None:
        return list(clashes)
    mine = {one.ref for one in chronology.in_order(about)} | {f"source:{about}"}
    return [clash for clash in clashes if not mine.isdisjoint(clash.refs)]


def lines_of(chronology: Chronology, about: str | None = None, *, reasons: bool = False) -> Iterator[str]:
    """A chronology line by line; with `reasons`, why each bound is what it is, not only those that were inferred."""
    if about is not None:
        yield from _life_lines(chronology, about)
    last: Dated | None = None
    for one in chronology.in_order(about):
        undecided = last is not None and chronology.decided(last, one) is Order.UNDECIDED
        yield f"{_UNDECIDED if undecided else ' '} {window_told(one):<27} {_words(chronology, one)}"
        if one.doubted:
            yield f"      set aside so that the rest can be true; from all the others it follows: {_span(one.inferred)}"
        if one.tighter or reasons:
            told = chronology.why(one.ref)
            yield from (f"      {sentence}" for sentence in (told.start, told.end) if sentence)
        last = one
    clashes = clashes_of(chronology, about)
    if clashes:
        yield ""
        yield "What cannot all be true:"
    for clash in clashes:
        yield f"- {chronology.told(clash)}"
        if clash.doubt and not clash.assumptions:
            yield f"    The least to doubt: {', '.join(chronology.named(ref) for ref in clash.doubt)}."


def window_told(one: Dated) -> str:
    """The window in a column: a day, the days between which a moment lies, or from when to when something lasted."""
    window = one.attested if one.doubted else one.inferred
    if window.earliest_start == window.latest_end and window.earliest_start is not None:
        return _short(window.earliest_start)
    return _span(window)


def _span(window: Window) -> str:
    if window.earliest_start is None and window.latest_end is None and window.earliest_end is not None:
        inner = dict.fromkeys((_short(window.earliest_end), _short(window.latest_start)))
        return f"… {' … '.join(day for day in inner if day)} …"
    first, last = (_short(number) for number in (window.earliest_start, window.latest_end))
    return f"{first} … {last}".strip() if first or last else "nothing"


def _short(number: int | None) -> str:
    return describe(number) or "" if number is not None else ""


def _words(chronology: Chronology, one: Dated) -> str:
    called = chronology.called(one.ref)
    when = one.event.attested
    said = f"attested {when.edtf}" if when is not None else "undated"
    left = f"; still possible: {' or '.join(one.options)}" if len(one.options) > 1 else ""
    return f"{called} ({said}{left})" if one.tighter or when is None or left else called


def _life_lines(chronology: Chronology, about: str) -> Iterator[str]:
    entity = chronology.record.entities.get(about)
    life = chronology.life_of(about)
    name = entity.name if entity else about
    yield name
    if f"{LIFE}:{about}" in chronology.events and entity is not None and entity.kind == "person":
        for word, bounds in (("born", life.birth), ("died", life.death)):
            if bounds != (None, None):
                yield f"  {word} {_between(bounds)}"
    yield ""


def _between(bounds: tuple[int | None, int | None]) -> str:
    first, last = bounds
    if first == last:
        return f"on {_short(first)}"
    if first is None:
        return f"not after {_short(last)}"
    return f"not before {_short(first)}" if last is None else f"between {_short(first)} and {_short(last)}"


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


def _window_as_json(window: Window) -> dict[str, object]:
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
