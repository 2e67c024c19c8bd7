"""Second step of the grammar, second half: weeks and nights, turns, open sides, bounds said after or in pairs."""

from __future__ import annotations

import re
from dataclasses import replace

from variorum.dates.mentions import DateMention, PlacedPoint, mention_of, point_of
from variorum.dates.nodes import Node
from variorum.dates.pairing import two_points
from variorum.dates.points import Point

# ── weeks, nights, turns ────────────────────────────────────────────────────────────────────────────────────────────

WEEK = re.compile(r"e?u(?:[f_pFib]|fe?)e?@")
NIGHT = re.compile(r"K(?:e?@|%)")
TURN = re.compile(r"S(?:f|e|Y)*(?:@|%)")
_WEEK = {
    "of": "week", "beginning": "week from", "commencing": "week from", "starting": "week from", "from": "week from",
    "с": "week from", "ending": "week to", "to": "week to",
}  # fmt: skip


def apply_week(taken: list[Node], text: str) -> list[Node] | None:
    """ "the week of 12 May 1927", "the week ending 12 May": from Monday to Sunday, or the seven days said."""
    unit = next(node for node in taken if node.cls == "u")
    between = taken[taken.index(unit) + 1]
    span = _WEEK.get(text[between.start : between.end].lower())
    point = point_of(taken[-1])
    if unit.value != "week" or span is None or point.unit != "day" or point.deictic or point.step is not None:
        return None
    return [Node("@", taken[0].start, taken[-1].end, replace(point, span=span))]


def apply_night(taken: list[Node], _text: str) -> list[Node] | None:
    """ "the night of 14 May", «в ночь на 15 сентября»: it belongs to two days; "the night of 14–15 May" says both."""
    node = taken[-1]
    if node.cls == "@":
        point = point_of(node)
        if point.unit != "day" or point.span:
            return None
        return [Node("@", taken[0].start, node.end, replace(point, span=f"night {taken[0].value}"))]
    mention = mention_of(node)
    day = _in_new_style(node)
    if day is not None and mention.kind == "dual":
        return [Node("@", taken[0].start, node.end, replace(point_of(day), span=f"night {taken[0].value}"))]
    kind = "range" if mention.kind == "list" and len(mention.named) == 2 else mention.kind
    return [Node("%", taken[0].start, node.end, replace(mention, start=taken[0].start, kind=kind))]


def apply_turn(taken: list[Node], _text: str) -> list[Node] | None:
    """ "the turn of the twentieth century", «на рубеже 1927 и 1928 гг.»: an end and a beginning."""
    mention = mention_of(taken[-1])
    units = {named.point.unit for named in mention.named}
    if mention.kind not in ("point", "range", "list") or mention.bound or len(mention.named) > 2:
        return None
    if len(units) != 1 or units - {"year", "decade", "century"} or any(named.point.part for named in mention.named):
        return None
    return [Node("%", taken[0].start, taken[-1].end, replace(mention, start=taken[0].start, kind="turn"))]


DUAL_RANGE = re.compile(r"F?%(?:-|T|b)%|F?@(?:-|T|b)%|F?%(?:-|T|b)@")


def apply_dual_range(taken: list[Node], _text: str) -> list[Node] | None:
    """«с 25 октября (7 ноября) по 27 октября (9 ноября) 1917 г.»: a range whose sides are told in both styles."""
    joint = next(node for node in taken if node.cls in "-Tb")
    sides = [_in_new_style(node) for node in taken if node.cls in "@%"]
    one, two = sides
    if one is None or two is None or (joint.cls == "b" and joint.value != "until"):
        return None
    pair = two_points(one, two)
    if pair is None:
        return None
    mention = DateMention("range", taken[0].start, taken[-1].end, pair)
    return [Node("%", mention.start, mention.end, mention)]


def _in_new_style(node: Node) -> Node | None:
    """A day told in both styles, as its New Style date; any other single date as it is."""
    if node.cls == "@":
        return node
    mention = mention_of(node)
    if mention.kind != "dual":
        return None
    one, two = (named.point for named in mention.named)
    old_first = (two.month, two.day) > (one.month, one.day) if abs(two.month - one.month) < 6 else two.month < one.month
    return Node("@", node.start, node.end, replace(two if old_first else one, calendar="gregorian"))


# ── open sides ──────────────────────────────────────────────────────────────────────────────────────────────────────

OPEN = re.compile(r"[F@%]?@?%?,?(?:-|T|b|bT|-i|-e)?e?X|[@%]-Q?(?=[P)]|$)|(?:(?<=[P(])|^)Q?-[@%](?=[P)]|$)|Te?[@%]")
_DATIVE = re.compile(r".*(?:ю|у|году|годам|ям|ам)\.?", re.IGNORECASE | re.DOTALL)


def apply_open(taken: list[Node], text: str) -> list[Node] | None:
    """ "1927–present", «с 1927 г. по настоящее время», «по 1927 г.», "–1927": a side is open, or nobody knows it."""
    node = next((node for node in taken if node.cls in "@%"), None)
    if node is None:
        return None
    mention = mention_of(node)
    if mention.kind not in ("point", "dual"):
        return None
    classes = "".join(other.cls for other in taken)
    if "X" in classes:
        said = text[taken[-1].start : taken[-1].end].lower().startswith(("to ", "until ", "up ", "по", "до"))
        if "," in classes and not set(classes) & set("F-"):
            return None  # "the strikes began on 18 April, to this day nothing …"
        bound = "from" if said or mention.bound == "from" or set(classes) & set("F-Tb") else ""
    elif classes[0] == "T":
        bound = _until(taken[0], node, text)
    else:
        bound = "from" if classes[0] in "@%" else "until"
        joint = next(other for other in taken if other.cls == "-")
        if "Q" not in classes and joint.end != node.start and joint.start != node.end:
            return None
    if not bound or (mention.bound and mention.bound != bound):
        return None
    mention = replace(mention, start=taken[0].start, end=taken[-1].end, bound=bound, inclusive=classes[0] == "T")
    return [Node("%", mention.start, mention.end, mention)]


def _until(joint: Node, date: Node, text: str) -> str:
    """Whether "to" or «по» alone draws a bound: «по 1927 г.» does, «по 1927 году» (concerning it) does not."""
    word = text[joint.start : joint.end].lower()
    if word in ("through", "thru") or word.endswith("including"):
        return "until"
    if word == "to":
        return "until" if not text[max(0, joint.start - 80) : joint.start].rpartition("\n")[2].strip(" ([") else ""
    return "" if _DATIVE.fullmatch(text[date.start : date.end]) else "until"


# ── bounds said after, and in pairs ─────────────────────────────────────────────────────────────────────────────────

BOUND_AFTER = re.compile(r"%,?\(?Z\)?")
UNION = re.compile(r"%,?&%")
WINDOW = re.compile(r"%,?(?:[&-]|_|[&-]_)?,?%|b[do],?(?:[&-]|_)?,?%")
_LOW, _HIGH = ("after", "from"), ("before", "by", "until")
_LINKS = frozenset(("but", "and", "yet", "но", "и", "а"))


def apply_bound_after(taken: list[Node], _text: str) -> list[Node] | None:
    """ "12 May 1927 at the latest", «1927 г. или позже», «по 12 мая включительно»."""
    mention = mention_of(taken[0])
    said = str(taken[-1].value if taken[-1].cls == "Z" else taken[-2].value)
    bound = said
    if said == "inclusive":
        mention = replace(mention, inclusive=True)
        bound = mention.bound
    elif mention.bound and mention.bound != said:
        return None
    mention = replace(mention, end=taken[-1].end, bound=bound)
    return [Node("%", mention.start, mention.end, mention)]


def apply_window(taken: list[Node], text: str) -> list[Node] | None:
    """ "not before 12 May and not after 20 June 1927", "after 5 but before 12 May": between two bounds."""
    link = next((node for node in taken if node.cls == "_"), None)
    if link is not None and text[link.start : link.end].lower() not in _LINKS:
        return None
    taken = [_as_point(node) if node.cls == "%" else node for node in taken]
    two = mention_of(taken[-1])
    one_sided = taken[0].cls == "%" and not mention_of(taken[0]).bound
    if two.kind != "point" or two.step or two.bound not in (_HIGH + _LOW if one_sided else _HIGH):
        return None
    if one_sided and (len(taken) != 3 or taken[1].cls != "-"):
        return None
    if taken[0].cls == "%":
        one = mention_of(taken[0])
        low, start = one.bound, one.start
        if one.kind != "point" or one.step:
            return None
        pair = two_points(_date_node(one.named[0]), _date_node(two.named[0]))
    else:
        low, start = str(taken[0].value), taken[0].start
        pair = _with_lone_day(taken[1], two.named[0])
    if pair is None or (low not in _LOW and not one_sided):
        return None
    kind = "range" if one_sided or (low, two.bound) == ("from", "until") else "window"
    mention = DateMention(kind, start, two.end, pair, bounds=(low, two.bound))
    return [Node("%", start, two.end, mention)]


def _as_point(node: Node) -> Node:
    """A day told in both styles as its New Style date, with the bound that was drawn from it."""
    mention = mention_of(node)
    day = _in_new_style(node) if mention.kind == "dual" else None
    if day is None:
        return node
    named = (PlacedPoint(point_of(day), mention.named[0].start, mention.end),)
    return Node("%", node.start, node.end, replace(mention, kind="point", named=named))


def apply_union(taken: list[Node], _text: str) -> list[Node] | None:
    """ "12–15 May and 3 June 1927": a list one of whose members is a range."""
    one, two = mention_of(taken[0]), mention_of(taken[-1])
    kinds = {one.kind, two.kind}
    if "range" not in kinds or kinds - {"point", "range"} or one.bound or two.bound or one.step or two.step:
        return None
    named: list[PlacedPoint] = list(two.named)
    for each in reversed(one.named):
        pair = two_points(_date_node(each), _date_node(named[0]))
        if pair is None or pair[0].point.unit != pair[1].point.unit:
            return None
        named[0] = pair[1]
        named.insert(0, pair[0])
    joints = ("-",) * (one.kind == "range") + (",",) + ("-",) * (two.kind == "range")
    mention = DateMention("list", taken[0].start, taken[-1].end, tuple(named), joints=joints)
    return [Node("%", mention.start, mention.end, mention)]


def _date_node(named: PlacedPoint) -> Node:
    return Node("@", named.start, named.end, named.point)


def _with_lone_day(day: Node, other: PlacedPoint) -> tuple[PlacedPoint, PlacedPoint] | None:
    point: Point = other.point
    if point.unit != "day" or not point.month or point.deictic:
        return None
    return PlacedPoint(replace(point, day=int(str(day.value)), weekday=0), day.start, day.end), other
