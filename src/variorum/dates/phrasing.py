"""Second step of the grammar: named dates with what stands around them become mentions: parts, ranges, alternatives, bounds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from variorum.dates.lexing import Node
from variorum.dates.points import Point


@dataclass(frozen=True, slots=True)
class Named:
    """A point of a mention with the place of its own words."""

    point: Point
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A date phrase before its context is known.

    `kind` is point, range, either, dual, event or between. `bound` is empty or by, before, after, from, until, day before, day after;
    `step` (count, unit) counts from the point in the direction of the bound ("three weeks after 12 May"); `events` are (kind of
    event, number) for party time; `style` the calendar that the phrase itself names.
    """

    kind: str
    start: int
    end: int
    named: tuple[Named, ...] = ()
    bound: str = ""
    step: tuple[int, str] | None = None
    events: tuple[tuple[str, int], ...] = ()
    style: str = ""


Build = Callable[[list[Node], list[Node], int, str], list[Node] | None]


def find_mentions(nodes: list[Node], text: str) -> list[Mention]:
    """Every mention among nodes in which the single dates are already named, in order."""
    for pattern, build in _CASCADE:
        nodes = _rewritten(nodes, pattern, build, text)
    return [node.value for node in nodes if isinstance(node.value, Mention)]


def _rewritten(nodes: list[Node], pattern: re.Pattern[str], build: Build, text: str) -> list[Node]:
    classes = "".join(node.cls for node in nodes)
    result: list[Node] = []
    done = 0
    for match in pattern.finditer(classes):
        first, last = match.span()
        new = build(nodes[first:last], nodes, first, text)
        if new is not None:
            result += nodes[done:first]
            result += new
            done = last
    return result + nodes[done:] if done else nodes


def _points(taken: list[Node]) -> list[Node]:
    return [node for node in taken if node.cls == "@"]


def _point(node: Node) -> Point:
    assert isinstance(node.value, Point)
    return node.value


# ── parts, approximation, wholes ────────────────────────────────────────────────────────────────────────────────────

_PART = re.compile(
    r"(?:e?p(?:Hf|fe?p?f?|-|i)?e?)@"
    r"|e?[oxRdc]Hf?e?@"
    r"|e?[ogx]c?u[fi]?e?@"
    r"|[gxD]r@"
)
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth"}


def _apply_part(taken: list[Node], _nodes: list[Node], _first: int, text: str) -> list[Node] | None:
    node = taken[-1]
    point = _point(node)
    if [n.cls for n in taken[:2]] == ["p", "i"] and taken[0].value == "beginning":  # "Beginning in 1928"
        return [Node("b", taken[0].start, taken[1].end, "from"), node]
    start = (
        taken[1].start
        if taken[0].cls == "e" and len(taken) > 1 and not _is_definite(taken[0], text)
        else taken[0].start
    )
    exact = _exact_day(taken, point)
    if exact:
        return [Node("@", start, node.end, exact)]
    part = _part_name(taken, point)
    if part is None or point.unit == "day":
        return None
    return [Node("@", start, node.end, replace(point, part=part))]


def _is_definite(node: Node, text: str) -> bool:
    return text[node.start : node.end].lower() == "the"


def _part_name(taken: list[Node], point: Point) -> str | None:
    by_class = {node.cls: node for node in taken[:-1]}
    if "p" in by_class:
        part = str(by_class["p"].value)
        return None if part == "eve" else part
    if "r" in by_class:
        return {"g": "first days", "x": "last days"}.get(
            taken[0].cls, "the twenties" if taken[0].value == 20 else "the tens"
        )
    which = _which(taken)
    if "H" in by_class:
        return _part_of(str(by_class["H"].value), which, taken, point)
    if which not in ("first", "second", "third", "fourth", "last"):
        return None
    unit = str(by_class["u"].value)
    count = by_class["c"].value if "c" in by_class else 0
    if unit == "day":
        return f"{which} ten days" if count == 10 else f"{which} days" if not count else None
    return f"{which} week" if unit == "week" and not count else None


def _part_of(piece: str, which: str, taken: list[Node], point: Point) -> str | None:
    if piece == "part" or (piece == "half" and which == "latter"):
        return {"first": "first half", "last": "late", "latter": "second half", "second": "second half"}.get(which)
    if piece in ("half", "half year"):
        return f"{'second' if which == 'last' else which} half" if which in ("first", "second", "last") else None
    if piece == "third":
        return f"{'third' if which == 'last' else which} third"
    if piece == "ten days":
        return f"{which} ten days" if point.unit == "month" else None
    return f"{'fourth' if which == 'last' else which} quarter"


def _which(taken: list[Node]) -> str:
    for node in taken[:-1]:
        if node.cls in "oRdc" and isinstance(node.value, int):
            return _ORDINALS.get(node.value, "")
        if node.cls in "gx":
            return str(node.value)
    return ""


def _exact_day(taken: list[Node], point: Point) -> Point | None:
    """ "the first day of May", "the last day of 1927": a day, not a stretch."""
    classes = "".join(node.cls for node in taken)
    if not re.fullmatch(r"e?[ox]ufe?@", classes) or taken[-3].value != "day" or point.unit not in ("month", "year"):
        return None
    which = _which(taken) if taken[-4].cls != "x" else str(taken[-4].value)
    if which == "first":
        return replace(point, unit="day", month=point.month or 1, day=1)
    if which == "last":
        return replace(point, unit="day", month=point.month or 12, day=-1)
    return None


_ABOUT = re.compile(r"A;?e?@")


def _apply_about(taken: list[Node], _nodes: list[Node], _first: int, _text: str) -> list[Node] | None:
    return [Node("@", taken[0].start, taken[-1].end, replace(_point(taken[-1]), approximate=True))]


_WHOLE = re.compile(r"tf?e?@")


def _apply_whole(taken: list[Node], _nodes: list[Node], _first: int, text: str) -> list[Node] | None:
    point = _point(taken[-1])
    if point.unit == "day":
        return None
    return [Node("@", taken[0].start, taken[-1].end, replace(point, whole=True))]


# ── two calendars ───────────────────────────────────────────────────────────────────────────────────────────────────

_DUAL = re.compile(r"@O?\(@O?\)(?:,?f?@)?|[do]\([do]\)f?@|@\([do]\)(?:,?f?@)?|@/@@?|[do]/@|@/[do](?:,?@)?|@[(,]?O\)?")


def _apply_dual(taken: list[Node], _nodes: list[Node], _first: int, text: str) -> list[Node] | None:
    shape = "".join(node.cls for node in taken)
    if "O" in shape and shape.count("@") == 1:
        return _styled(taken)
    items = [node for node in taken if node.cls in "do@"]
    base = next((_point(node) for node in items if node.cls == "@" and _point(node).month), None)
    if base is None:
        return None
    year = next((_point(node) for node in items if node.cls == "@" and _point(node).year is not None), base)
    base = replace(base, unit="day", year=year.year, century_known=year.century_known, weekday=0)
    one, two = (_day_of(node, base) for node in items[:2])
    if one is None or two is None or not _could_be_one_day(one, two):
        return None
    one, two = _across_new_year(one, two)
    pair = (
        Named(one, items[0].start, items[0].end),
        Named(two, items[1].start, taken[-1].end if len(items) == 2 and shape[-1] != ")" else items[1].end),
    )
    return _dual_mention(pair, taken)


def _day_of(node: Node, base: Point) -> Point | None:
    if node.cls in "do":
        return replace(base, day=int(str(node.value)))
    point = _point(node)
    if point.unit != "day" or not point.month or point.deictic:
        return None
    return point if point.year is not None else replace(point, year=base.year, century_known=base.century_known)


def _across_new_year(one: Point, two: Point) -> tuple[Point, Point]:
    """ "20 December 1917 (2 January 1918)" with only one of the years said."""
    if one.year is not None and one.year == two.year:
        if (one.month, two.month) == (12, 1):
            return replace(one, year=one.year - 1), two
        if (one.month, two.month) == (1, 12):
            return one, replace(two, year=one.year - 1)
    return one, two


def _dual_mention(pair: tuple[Named, Named], taken: list[Node]) -> list[Node]:
    mention = Mention("dual", taken[0].start, taken[-1].end, pair)
    return [Node("%", mention.start, mention.end, mention)]


def _styled(taken: list[Node]) -> list[Node] | None:
    if _point(taken[0]).unit != "day":
        return None
    style = next(str(node.value) for node in taken if node.cls == "O")
    return [Node("@", taken[0].start, taken[-1].end, replace(_point(taken[0]), calendar=style))]


def _could_be_one_day(one: Point, two: Point) -> bool:
    """Whether the two differ by about as much as the calendars ever did (9 to 14 days), whatever the year."""
    gap = ((two.month - one.month) * 30.44 + two.day - one.day + 183) % 365.25 - 183
    return 8 <= abs(gap) <= 15


# ── ranges and alternatives ─────────────────────────────────────────────────────────────────────────────────────────

_RANGE = re.compile(
    r"F@,?(?:-|T|b)e?@|Be?@&e?@|[BF][do](?:-|T|&|b)e?@|[do](?:[,&]?[do])*,?(?:-|T|k|&)e?@|F@(?:-|T)[do](?:,?@)?|@,?(?:-|T|k|&)e?@"
    r"|@(?:-|T|k|&)e?[do](?!m|G|u|H|C|_f)(?:,?@)?|Be?[ydn]&e?@|@[-/][nqd]L?|[RoD]-@|@-@"
)


def _apply_range(taken: list[Node], nodes: list[Node], first: int, text: str) -> list[Node] | None:
    joint = next((n for n in taken if n.cls in "-/Tk&" or (n.cls == "b" and n.value == "until")), None)
    if joint is None:
        return None
    pair = _pair(taken, joint)
    if pair is None:
        return None
    one, two = pair
    kind = "either" if joint.cls == "k" else "range"
    if joint.cls == "&" and taken[0].cls not in "BF":
        return _listed(one, two, taken)
    start = taken[0].start if taken[0].cls in "BF" else one.start
    mention = Mention(kind, start, max(two.end, taken[-1].end), (one, two))
    return [Node("%", mention.start, mention.end, mention)]


def _listed(one: Named, two: Named, taken: list[Node]) -> list[Node]:
    """ "28 and 29 August" is two dates, the left of which takes from the right what it leaves out."""
    return [
        Node("@", one.start, one.end, one.point),
        Node("_", one.end, two.start, None),
        Node("@", two.start, two.end, two.point),
    ]


def _pair(taken: list[Node], joint: Node) -> tuple[Named, Named] | None:
    at = taken.index(joint)
    left = next((node for node in reversed(taken[:at]) if node.cls in "@doRDydn"), None)
    right = next((node for node in taken[at + 1 :] if node.cls in "@donq"), None)
    if left is None or right is None:
        return None
    trailing = taken[-1] if taken[-1] is not right and taken[-1].cls == "@" else None
    if left.cls == "@" and right.cls == "@":
        return _two_points(left, right)
    if left.cls == "@":
        return _right_elliptic(left, right, trailing)
    return _left_elliptic(left, right) if right.cls == "@" else None


def _two_points(left: Node, right: Node) -> tuple[Named, Named] | None:
    one, two = _point(left), _point(right)
    if one.unit == "year" and two.unit == "year" and two.year is not None and one.year is not None and two.year <= 99:
        two = replace(two, year=one.year // 100 * 100 + two.year, century_known=True)
    if (
        one.unit in ("day", "month", "season")
        and one.year is None
        and not one.deictic
        and one.step is None
        and two.year is not None
    ):
        later = (one.month or one.season) <= (two.month or two.season) or one.unit != two.unit
        one = replace(one, year=two.year if later else two.year - 1, century_known=two.century_known)
    elif two.year is None and one.year is not None and not two.deictic and two.step is None and one.unit != "year":
        two = replace(two, year=one.year, century_known=one.century_known)
    if one.unit == "decade" and two.unit == "decade" and one.year is not None and one.year < 100 <= (two.year or 0):
        one = replace(one, year=(two.year or 0) // 100 * 100 + one.year, century_known=True)
    if one.part and not two.part and one.unit == two.unit and (one.month, one.season) == (two.month, two.season):
        return None
    return Named(one, left.start, left.end), Named(two, right.start, right.end)


def _right_elliptic(left: Node, right: Node, trailing: Node | None) -> tuple[Named, Named] | None:
    base, value = _point(left), right.value
    if not isinstance(value, int):
        return None
    if base.unit == "day" and right.cls in "do" and not base.deictic and base.month:
        if trailing is not None:
            year = _point(trailing)
            if year.unit != "year" or base.year is not None:
                return None
            base = replace(base, year=year.year)
        end = trailing.end if trailing else right.end
        return Named(base, left.start, left.end), Named(replace(base, day=value), right.start, end)
    if base.unit in ("year", "season") and base.year is not None and right.cls in "donq" and 0 <= value <= 99:
        return Named(base, left.start, left.end), Named(_later_year(base, value), right.start, right.end)
    return None


def _later_year(base: Point, value: int) -> Point:
    """ "1915–17", "1899–03": the second year in two digits, in the century that makes it the later one."""
    year = base.year or 0
    second = year // 100 * 100 + value
    return replace(base, year=second if second > year else second + 100)


def _left_elliptic(left: Node, right: Node) -> tuple[Named, Named] | None:
    base, value = _point(right), left.value
    if not isinstance(value, int):
        return None
    if left.cls in "do" and base.unit == "day" and base.month and not base.deictic:
        return Named(replace(base, day=value, weekday=0), left.start, left.end), Named(base, right.start, right.end)
    if left.cls in "Ro" and base.unit == "century":
        return Named(replace(base, year=(value - 1) * 100), left.start, left.end), Named(base, right.start, right.end)
    if left.cls in "ydn" and base.unit == "year" and base.year is not None and base.year <= 0:
        return Named(replace(base, year=1 - value), left.start, left.end), Named(base, right.start, right.end)
    return None


# ── bounds, steps, events ───────────────────────────────────────────────────────────────────────────────────────────

_ANNIVERSARY = re.compile(r"e?(?:o|d|c)?-?(?:L)?Jf?e?(?:W|@)")
_STEP = re.compile(r"h?(?:[cdn]|e)?[uYL]be?[@%]")
_EVENT = re.compile(r"[Bb]?e?[oRd]_{0,2}G(?:[&-]e?[oRd]_{0,2}G)?|Be?[oRd]&e?[oRd]_{0,2}G|e?[Bb][oRd]-[oRd]_{0,2}G")
_BOUND = re.compile(r"b(?:bT)?e?[@%]|F[@%]|ieo(?=[,;)P_bT&]|$)")


def _apply_anniversary(taken: list[Node], _nodes: list[Node], _first: int, _text: str) -> list[Node] | None:
    count = next((int(str(n.value)) for n in taken if n.cls in "odc" and isinstance(n.value, int)), 0)
    base = _point(taken[-1]) if taken[-1].cls == "@" else Point("day", 1917, 11, 7)
    if base.unit != "day" or base.year is None or not count:
        return None
    return [Node("@", taken[0].start, taken[-1].end, replace(base, year=base.year + count))]


def _mention_of(node: Node) -> Mention:
    if isinstance(node.value, Mention):
        return node.value
    return Mention("point", node.start, node.end, (Named(_point(node), node.start, node.end),))


def _apply_step(taken: list[Node], _nodes: list[Node], _first: int, text: str) -> list[Node] | None:
    bound = next(node for node in taken if node.cls == "b")
    unit_node = next(node for node in taken if node.cls in "uYL")
    count = next((node.value for node in taken if node.cls in "cdn"), 1)
    if bound.value not in ("after", "before", "until") or not isinstance(count, int):
        return None
    unit = "year" if unit_node.cls in "YL" else str(unit_node.value)
    sign = 1 if bound.value == "after" else -1
    mention = replace(_mention_of(taken[-1]), start=taken[0].start, step=(sign * count, unit))
    return [Node("%", taken[0].start, taken[-1].end, mention)]


def _apply_event(taken: list[Node], _nodes: list[Node], _first: int, _text: str) -> list[Node] | None:
    numbers = [int(str(node.value)) for node in taken if node.cls in "oRd" and isinstance(node.value, int)]
    kind = next(str(node.value) for node in taken if node.cls == "G")
    lead = taken[0]
    bound = str(lead.value) if lead.cls == "b" else "between" if lead.cls == "B" or len(numbers) > 1 else ""
    start = taken[0].start if lead.cls in "bB" else next(n for n in taken if n.cls in "oRd").start
    mention = Mention("event", start, taken[-1].end, bound=bound, events=tuple((kind, number) for number in numbers))
    return [Node("%", start, taken[-1].end, mention)]


def _apply_bound(taken: list[Node], nodes: list[Node], first: int, text: str) -> list[Node] | None:
    last = taken[-1]
    if last.cls == "o":
        following = text[last.end : last.end + 2]
        if taken[0].value != "on" or (following.strip() and following.strip()[0].isupper()):
            return None
        return [Node("@", taken[1].start, last.end, Point("day", day=int(str(last.value)), deictic="same"))]
    mention = _mention_of(last)
    bound = str(taken[0].value)
    if bound == "until end":
        return None
    return [Node("%", taken[0].start, last.end, replace(mention, start=taken[0].start, bound=mention.bound or bound))]


def _finish(taken: list[Node], _nodes: list[Node], _first: int, _text: str) -> list[Node] | None:
    return [Node("%", taken[0].start, taken[0].end, _mention_of(taken[0]))]


_CASCADE: tuple[tuple[re.Pattern[str], Build], ...] = (
    (_PART, _apply_part),
    (_ABOUT, _apply_about),
    (_DUAL, _apply_dual),
    (_ANNIVERSARY, _apply_anniversary),
    (_RANGE, _apply_range),
    (_WHOLE, _apply_whole),
    (_STEP, _apply_step),
    (_EVENT, _apply_event),
    (_BOUND, _apply_bound),
    (re.compile("@"), _finish),
)
