"""What two dates and more mean together: a range, a list, a choice, a window between bounds, one day told twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from variorum.dates.bounds import DateTerms, Meaning, bounded, calendar_of, either_way, inner, within
from variorum.dates.calendars import GREGORIAN, JULIAN, Calendar
from variorum.dates.dating import Dating
from variorum.dates.mentions import DateMention
from variorum.dates.points import DateWindow, Point, day_edtf, window_of
from variorum.dates.policies import Policies
from variorum.dates.resolving import Context
from variorum.saying import say


def meaning_of_several(
    mention: DateMention, points: list[Point], context: Context, reading: DateTerms, written: str
) -> Meaning | None:
    """The meaning of a mention of two dates or more; where the style is unknown, in either of the two."""
    if mention.kind == "dual":
        return _dual_meaning(points, context, written)
    if not reading.unknown_style or any(point.calendar for point in points):
        return _in_one_style(mention, points, context, reading, written)
    readings = [replace(reading, calendar=style, unknown_style=False) for style in (JULIAN, GREGORIAN)]
    meanings = [_in_one_style(mention, points, context, style, written) for style in readings]
    either = tuple(meaning.dating for meaning in meanings)
    return replace(meanings[-1], dating=either_way(either, written), alternatives=either)


def _in_one_style(
    mention: DateMention, points: list[Point], context: Context, reading: DateTerms, written: str
) -> Meaning:
    calendars = [calendar_of(point, reading) for point in points]
    windows = [window_of(point, calendar, reading.policies) for point, calendar in zip(points, calendars, strict=True)]
    named = tuple(
        within(window, calendar, written, whole=False) for window, calendar in zip(windows, calendars, strict=True)
    )
    policies = tuple(dict.fromkeys(name for window in windows for name in window.policies))
    calendar = calendars[0]
    if len({each.name for each in calendars}) > 1:  # sides told in calendars of their own: all in days of ours
        calendar = GREGORIAN
        windows = [replace(window, edtf=_in_days(window)) for window in windows]
    build = {"either": _either, "list": _listed, "window": _between_bounds, "turn": _turn}.get(mention.kind, _range)
    bounds, table = mention.bounds, reading.policies
    meaning = build(
        _Sides(mention.kind, bounds, mention.joints, points, windows, named, calendar, context, table, written)
    )
    if mention.bound:
        meaning = _beside(meaning, mention, written, calendar)
    return replace(meaning, policies=tuple(dict.fromkeys(policies + meaning.policies)))


class _Sides(NamedTuple):
    """The dates of a mention with their windows, the calendar that its EDTF is written in, and what goes with it."""

    kind: str
    bounds: tuple[str, str]
    joints: tuple[str, ...]
    points: list[Point]
    windows: list[DateWindow]
    named: tuple[Dating, ...]
    calendar: Calendar
    context: Context
    policies: Policies
    written: str


def _in_days(window: DateWindow) -> str:
    first, last = day_edtf(window.first, GREGORIAN), day_edtf(window.last, GREGORIAN)
    return first if window.first == window.last else f"[{first}..{last}]"


def _either(sides: _Sides) -> Meaning:
    """ "17 or 18 January 1928"."""
    edtf = f"[{','.join(window.edtf.strip('[]').replace('/', '..') for window in sides.windows)}]"
    dating = replace(either_way(sides.named, sides.written), edtf=edtf, calendar=sides.calendar.name)
    kind = "on" if all(point.unit == "day" and not point.span for point in sides.points) else "within"
    return Meaning(dating, kind, sides.context, sides.named, sides.named)


def _listed(sides: _Sides) -> Meaning:
    """ "12, 13 and 15 May 1927": all of them, so that it begins with the first and ends with the last."""
    joints = ["" if not at else {"-": ".."}.get(joint, ",") for at, joint in enumerate(("", *sides.joints))]
    joints += [","] * (len(sides.windows) - len(joints))
    members = (inner(window.edtf) for window in sides.windows)
    texts = [a if a == b else f"{a}..{b}" for a, b in members]
    for at, joint in enumerate(joints):  # within a range, its first day and its last
        texts[at] = inner(sides.windows[at].edtf)[1] if joint == ".." else texts[at]
    edtf = f"{{{''.join(joint + text for joint, text in zip(joints, texts, strict=True))}}}"
    first = min(sides.windows, key=lambda window: window.first)
    last = max(sides.windows, key=lambda window: window.last)
    dating = Dating(
        sides.written,
        edtf,
        sides.calendar.name,
        first.first,
        min(window.last for window in sides.windows),
        max(window.first for window in sides.windows),
        last.last,
    )
    kind = "on" if all(point.unit == "day" for point in sides.points) else "within"
    return Meaning(dating, kind, sides.context, sides.named)


def _range(sides: _Sides) -> Meaning:
    """ "from 5 March to 9 April 1918"."""
    one, two = sides.windows
    if sides.bounds[1] in ("after", "from"):
        end = two.last + 1 if sides.bounds[1] == "after" else two.first
        dating = Dating(sides.written, f"{inner(one.edtf)[0]}/..", sides.calendar.name, one.first, one.last, end, None)
        return Meaning(dating, "from", sides.context, sides.named)
    if sides.bounds[1] == "before":
        two = DateWindow(one.first, two.first - 1, day_edtf(two.first - 1, sides.calendar))
    elif sides.bounds[1] == "by":
        two = replace(two, first=one.first)
    if two.last < one.first:
        return _backwards(sides)
    edtf = f"{inner(one.edtf)[0]}/{inner(two.edtf)[1]}"
    dating = Dating(
        sides.written,
        edtf,
        sides.calendar.name,
        one.first,
        min(one.last, two.last),
        max(two.first, one.first),
        two.last,
    )
    return Meaning(dating, "within", sides.context, sides.named)


def _backwards(sides: _Sides) -> Meaning:
    one, two = sides.windows
    dating = Dating(
        sides.written,
        f"[{inner(two.edtf)[0]},{inner(one.edtf)[1]}]",
        sides.calendar.name,
        two.first,
        one.last,
        two.first,
        one.last,
    )
    return Meaning(
        dating, "within", sides.context, sides.named, sides.named, remarks=(say("The range ends before it begins."),)
    )


def _between_bounds(sides: _Sides) -> Meaning:
    """ "not before 12 May and not after 20 June 1927", "after 5 May but before 12 May": some time between the two."""
    one, two = sides.windows
    low, high = sides.bounds
    first = one.last + 1 if low == "after" else one.first
    last = two.first - 1 if high == "before" else two.last
    if last < first:
        return _backwards(sides)
    bottom = day_edtf(first, sides.calendar) if low == "after" else inner(one.edtf)[0]
    top = day_edtf(last, sides.calendar) if high == "before" else inner(two.edtf)[1]
    edtf = f"[{bottom}..{top}]" if first < last else bottom
    return Meaning(
        Dating(sides.written, edtf, sides.calendar.name, first, last, first, last), "within", sides.context, sides.named
    )


def _beside(meaning: Meaning, mention: DateMention, written: str, calendar: Calendar) -> Meaning:
    """ "after 12–15 May": after the last of them; "before 17 or 18 January": before the later, for all that is sure."""
    first, last = meaning.dating.earliest_start, meaning.dating.latest_end
    if first is None or last is None:
        return meaning
    bound = mention.bound.removeprefix("day ")
    bottom, top = (last, first) if mention.kind == "either" and bound in ("before", "after") else (first, last)
    mark = "?" if any(sign in meaning.dating.edtf for sign in "?%") else ""
    window = DateWindow(bottom, top, f"{day_edtf(bottom, calendar)}{mark}/{day_edtf(top, calendar)}{mark}")
    return replace(meaning, dating=bounded(window, bound, calendar, written, whole=False), bound=bound, alternatives=())


def _turn(sides: _Sides) -> Meaning:
    """ "the turn of 1927 and 1928", «на рубеже XIX–XX вв.»: from the end of the one into the beginning of the other."""
    before, after = replace(sides.points[0], part="end"), replace(sides.points[-1], part="beginning")
    if len(sides.points) == 1:
        span = {"year": 1, "decade": 10, "century": 100}[before.unit]
        before = replace(before, year=(before.year or 0) - span)
    one, two = (window_of(point, sides.calendar, sides.policies) for point in (before, after))
    edtf = f"[{inner(one.edtf)[0]}..{inner(two.edtf)[1]}]"
    dating = Dating(sides.written, edtf, sides.calendar.name, one.first, two.last, one.first, two.last)
    return Meaning(dating, "within", sides.context, sides.named, policies=one.policies + two.policies)


def new_style(points: Sequence[Point]) -> Point | None:
    """Of one day told in both styles the New Style date; None where the two are not one day."""
    one, two = points
    for old, new in ((one, two), (two, one)):
        day = JULIAN.day_number(old.year or 0, old.month, old.day)
        if day == GREGORIAN.day_number(new.year or 0, new.month, new.day):
            return replace(new, calendar="gregorian")
    return None


def _dual_meaning(points: list[Point], context: Context, written: str) -> Meaning:
    """ "25 October (7 November) 1917": one day in two calendars, and a check that it is one."""
    one, two = points
    new = new_style(points)
    if new is not None:
        dating = _on(new, GREGORIAN, written)
        return Meaning(dating, "on", Context(new.year, new.month, new.day), (dating, dating))
    julian = _on(one, JULIAN, written)
    gregorian = _on(two, GREGORIAN, written)
    gap = GREGORIAN.day_number(two.year or 0, two.month, two.day) - GREGORIAN.day_number(
        one.year or 0, one.month, one.day
    )
    true_gap = JULIAN.day_number(one.year or 0, one.month, one.day) - GREGORIAN.day_number(
        one.year or 0, one.month, one.day
    )
    remark = say(
        "The two dates lie {gap} days apart, but the calendars differed by {true_gap} days then.",
        gap=abs(gap),
        true_gap=true_gap,
    )
    both = (julian, gregorian)
    dating = replace(either_way(both, written), calendar="gregorian")
    return Meaning(dating, "on", context, both, both, remarks=(remark,))


def _on(point: Point, calendar: Calendar, written: str) -> Dating:
    day = calendar.day_number(point.year or 0, point.month, point.day)
    return Dating(written, day_edtf(day, calendar), calendar.name, day, day, day, day)
