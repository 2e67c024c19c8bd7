"""Second step of the grammar: named dates with what stands around them become mentions, with parts and bounds.

Each step of the cascade rewrites the run of nodes that the one before it left: parts and approximations first, then
styles, pairs and lists, then bounds, and at the end what is said of the whole mention: its style, that it is doubted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from variorum.dates.bounding import (
    BOUND_AFTER,
    DUAL_RANGE,
    NIGHT,
    OPEN,
    TURN,
    UNION,
    WEEK,
    WINDOW,
    apply_bound_after,
    apply_dual_range,
    apply_night,
    apply_open,
    apply_turn,
    apply_union,
    apply_week,
    apply_window,
)
from variorum.dates.mentions import DateMention, mention_of, point_of
from variorum.dates.nodes import Node
from variorum.dates.pairing import DUAL, RANGE, apply_dual, apply_range
from variorum.dates.points import Point

Build = Callable[[list[Node], str], list[Node] | None]


def find_mentions(nodes: list[Node], text: str) -> list[DateMention]:
    """Every mention among nodes in which the single dates are already named, in order."""
    nodes = _without_prose(nodes)
    classes = "".join([node[0] for node in nodes])
    for pattern, build in _CASCADE:
        rewritten = _rewritten(nodes, classes, pattern, build, text)
        if rewritten is not None:
            nodes = rewritten
            classes = "".join([node[0] for node in nodes])
    return [node.value for node in nodes if isinstance(node.value, DateMention)]


_PROSE = re.compile(r"_{4,}|([^@%])\1{39,}")  # and what no date has forty of, such as a rule drawn with "~"


def _without_prose(nodes: list[Node]) -> list[Node]:
    """The nodes with every long run of other words cut to three, which is more than any pattern looks across.

    So that the time that it takes grows with the text, and not with its square.
    """
    kept: list[Node] = []
    done = 0
    for match in _PROSE.finditer("".join([node[0] for node in nodes])):
        kept += nodes[done : match.start() + 2]
        done = match.end() - 1
    return kept + nodes[done:]


def _rewritten(nodes: list[Node], classes: str, pattern: re.Pattern[str], build: Build, text: str) -> list[Node] | None:
    """The nodes with every match of a pattern built anew; None where nothing was."""
    result: list[Node] = []
    done = 0
    for match in pattern.finditer(classes):
        first, last = match.span()
        new = build(nodes[first:last], text)
        if new is not None:
            result += nodes[done:first]
            result += new
            done = last
    return result + nodes[done:] if done else None


# ── parts, approximation, wholes ────────────────────────────────────────────────────────────────────────────────────

_PART = re.compile(
    r"(?:e?p(?:Hf|fe?p?f?|-|i)?e?)@"
    r"|e?[oxRdc]Hf?e?@"
    r"|e?[ogx]j?c?u[fi]?e?@"
    r"|[gxD]r@"
)
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth"}


def _apply_part(taken: list[Node], text: str) -> list[Node] | None:
    node = taken[-1]
    point = point_of(node)
    if [n.cls for n in taken[:2]] == ["p", "i"] and taken[0].value == "beginning":  # "Beginning in 1928"
        return [Node("b", taken[0].start, taken[1].end, "from"), node]
    start = (
        taken[1].start
        if taken[0].cls == "e" and len(taken) > 1 and not _is_definite(taken[0], text)
        else taken[0].start
    )
    exact = _exact_day(taken, point, text)
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
        return _part_of(str(by_class["H"].value), which, point)
    if which not in ("first", "second", "third", "fourth", "last"):
        return None
    unit = str(by_class["u"].value)
    if unit == "fortnight":
        return (
            {"first": "first half", "second": "second half", "last": "second half"}[which]
            if which in ("first", "second", "last")
            else None
        )
    count = by_class["c"].value if "c" in by_class else 0
    if unit == "day":
        return f"{which} ten days" if count == 10 else f"{which} days" if not count else None
    if unit == "month" and not count and point.unit == "year":
        return f"{which} months"
    return f"{which} week" if unit == "week" and not count else None


def _part_of(piece: str, which: str, point: Point) -> str | None:
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


_PLURAL_DAYS = re.compile(r"days|дни|дней|днях", re.IGNORECASE)


def _exact_day(taken: list[Node], point: Point, text: str) -> Point | None:
    """ "the first day of May", "the last day of 1927": a day, not a stretch."""
    classes = "".join(node.cls for node in taken)
    unit = next((node for node in taken if node.cls == "u"), None)
    if not re.fullmatch(r"e?[ox]ufe?@", classes) or unit is None or unit.value != "day":
        return None
    if point.unit not in ("month", "year") or _PLURAL_DAYS.fullmatch(text, unit.start, unit.end):
        return None
    which = _which(taken) if taken[-4].cls != "x" else str(taken[-4].value)
    if which == "first":
        return replace(point, unit="day", month=point.month or 1, day=1)
    if which == "last":
        return replace(point, unit="day", month=point.month or 12, day=-1)
    return None


_ABOUT = re.compile(r"A;?i?e?@(?![-/][@dnqy])|@A(?=[,;)P&]|$)")
_DOUBT = re.compile(r"(?<=[bFTB&k(-])U[,;]?i?e?@")


def _apply_about(taken: list[Node], text: str) -> list[Node] | None:
    after = taken[-1].cls == "A"
    if after and text[taken[-1].start : taken[-1].end].lower() not in ("~", "or thereabouts"):
        return None
    point = point_of(taken[0] if after else taken[-1])
    return [Node("@", taken[0].start, taken[-1].end, replace(point, approximate=True))]


def _apply_doubt(taken: list[Node], _text: str) -> list[Node] | None:
    return [Node("@", taken[0].start, taken[-1].end, replace(point_of(taken[-1]), doubted="ymd"))]


_SAID_OF_ALL = re.compile(r"(?:[AU][,;:]?i?e?)+%|%[,(]{0,2}O\)?|O[,;:]?%|%[,(]*[UA]\)?(?=[,;)P]|$)")


_AFTER = ("approx.", "approx", "approximately", "~", "or thereabouts", "приблизительно", "примерно", "прибл.")


def _apply_to_all(taken: list[Node], text: str) -> list[Node] | None:
    """ "probably 12–15 May 1927", "c. 1932–1934", «с 10 по 20 октября (ст. ст.)»: said of every date of a mention."""
    node = next(node for node in taken if node.cls == "%")
    mention = mention_of(node)
    style = next((str(other.value) for other in taken if other.cls == "O"), "")
    approximate = any(n.cls == "A" for n in taken) and not mention.bound
    doubted = any(n.cls == "U" or (n.cls == "A" and mention.bound) for n in taken)  # "EST AFT 1731"
    named = tuple(
        replace(
            each,
            point=replace(
                each.point,
                approximate=each.point.approximate or approximate,
                doubted="ymd" if doubted else each.point.doubted,
                calendar=each.point.calendar or style,
            ),
        )
        for each in mention.named
    )
    if not named or (style and mention.kind == "dual"):
        return None
    last = next((n for n in reversed(taken) if n.cls in "AU"), None)
    if last is not None and last.cls == "A" and last.start > node.start and text[last.start : last.end] not in _AFTER:
        return None
    start, end = min(node.start, taken[0].start), max(node.end, taken[-1].end)
    return [Node("%", start, end, replace(mention, start=start, end=end, named=named))]


_WHOLE = re.compile(r"tf?e?@")


def _apply_whole(taken: list[Node], _text: str) -> list[Node] | None:
    point = point_of(taken[-1])
    if point.unit == "day":
        return None
    return [Node("@", taken[0].start, taken[-1].end, replace(point, whole=True))]


# ── bounds, steps, events ───────────────────────────────────────────────────────────────────────────────────────────

_ANNIVERSARY = re.compile(r"e?(?:o|d|c)?-?(?:L)?Jf?e?(?:W|@)")
_STEP = re.compile(r"h?(?:[cdn]|e)?[uYL]be?[@%]")
_EVENT = re.compile(
    r"(?:h?(?:[cdn]|e)?[uYL](?=b))?[Bb]?e?[oRd]_{0,2}G(?:[&-]e?[oRd]_{0,2}G)?|Be?[oRd]&e?[oRd]_{0,2}G|e?[Bb][oRd]-[oRd]_{0,2}G"
)
_BOUND = re.compile(r"[bl](?:bT)?[,;]?e?[@%]|F[@%]i(?=[,;)P]|$)|F[@%]|ieo(?=[,;)P_bT&]|$)")


def _apply_anniversary(taken: list[Node], _text: str) -> list[Node] | None:
    count = next((int(str(n.value)) for n in taken if n.cls in "odc" and isinstance(n.value, int)), 0)
    revolution = Point("day", 1917, 11, 7)
    base = point_of(taken[-1]) if taken[-1].cls == "@" else revolution
    if (base.unit, base.month, base.year) == ("month", 10, None):  # "the tenth anniversary of October"
        base = revolution
    if base.unit != "day" or base.year is None or not count:
        return None
    return [Node("@", taken[0].start, taken[-1].end, replace(base, year=base.year + count))]


def _apply_step(taken: list[Node], _text: str) -> list[Node] | None:
    bound = next(node for node in taken if node.cls == "b")
    unit_node = next(node for node in taken if node.cls in "uYL")
    count = next((node.value for node in taken if node.cls in "cdn"), 1)
    if bound.value not in ("after", "before", "until") or not isinstance(count, int):
        return None
    unit = "year" if unit_node.cls in "YL" else str(unit_node.value)
    sign = 1 if bound.value == "after" else -1
    mention = replace(mention_of(taken[-1]), start=taken[0].start, step=(sign * count, unit))
    return [Node("%", taken[0].start, taken[-1].end, mention)]


# The table of events holds the Party's sittings: those of others bear the same numbers.
_OTHERS = re.compile(
    r"\W+(?:of\s+)?(?:the\s+)?(?:all-russian\s+|all-union\s+)?"
    r"(?:comintern|communist international|international|soviets?|trade|young|komsomol|writers"
    r"|коминтерн|советов|профсоюз|профинтерн|комсомол|влксм|рксм|писател|колхозник|интернационал)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\W*(?:(?:party|all-union|communist|партийн\w*|всесоюзн\w*)\W*)*", re.IGNORECASE)


def _is_the_partys(taken: list[Node], text: str) -> bool:
    sitting = next(node for node in taken if node.cls == "G")
    number = [node for node in taken if node.cls in "oRd" and node.end <= sitting.start][-1]
    return bool(_BETWEEN.fullmatch(text, number.end, sitting.start)) and not _OTHERS.match(text, taken[-1].end)


def _apply_event(taken: list[Node], text: str) -> list[Node] | None:
    if not _is_the_partys(taken, text):
        return None
    units = [node for node in taken[:3] if node.cls in "uYL"]
    if units:
        return _steps_from_event(taken, units[0], text)
    numbers = [int(str(node.value)) for node in taken if node.cls in "oRd" and isinstance(node.value, int)]
    kind = next(str(node.value) for node in taken if node.cls == "G")
    lead = taken[0]
    bound = str(lead.value) if lead.cls == "b" else "between" if lead.cls == "B" or len(numbers) > 1 else ""
    bound = bound.removeprefix("day ")
    start = taken[0].start if lead.cls in "bB" else next(n for n in taken if n.cls in "oRd").start
    mention = DateMention(
        "event", start, taken[-1].end, bound=bound, events=tuple((kind, number) for number in numbers)
    )
    return [Node("%", start, taken[-1].end, mention)]


def _steps_from_event(taken: list[Node], unit: Node, text: str) -> list[Node] | None:
    """ "two weeks before the 16th Congress": counted from its first day, or after its last."""
    at = taken.index(unit)
    inner = _apply_event(taken[at + 1 :], text)
    if inner is None or not isinstance(inner[0].value, DateMention):
        return None
    counts = [node.value for node in taken[:at] if node.cls in "cdn" and isinstance(node.value, int)]
    sign = {"after": 1, "before": -1, "until": -1}.get(inner[0].value.bound)
    if sign is None:
        return None
    step = (sign * (counts[0] if counts else 1), "year" if unit.cls in "YL" else str(unit.value))
    mention = replace(inner[0].value, start=taken[0].start, bound="", step=step)
    return [Node("%", taken[0].start, taken[-1].end, mention)]


def _apply_bound(taken: list[Node], text: str) -> list[Node] | None:
    last = taken[-1]
    if last.cls == "o":
        following = text[last.end : last.end + 2]
        if taken[0].value != "on" or (following.strip() and following.strip()[0].isupper()):
            return None
        return [Node("@", taken[1].start, last.end, Point("day", day=int(str(last.value)), deictic="same"))]
    if last.cls == "i":
        if last.value != "on":
            return [
                Node(
                    "%", taken[0].start, taken[1].end, replace(mention_of(taken[1]), start=taken[0].start, bound="from")
                ),
                last,
            ]
        last = last._replace(value=None)
        mention = replace(mention_of(taken[1]), start=taken[0].start, end=last.end, bound="from")
        return [Node("%", taken[0].start, last.end, mention)]
    mention = mention_of(last)
    bound = str(taken[0].value)
    if bound == "dated":  # «письмо от 12 мая» was written on that day
        return [Node("%", last.start, last.end, mention)]
    if taken[0].cls == "l":
        if text[taken[0].start].isascii():
            return None
        bound = "after" if taken[0].value == 1 else "before"
    return [Node("%", taken[0].start, last.end, replace(mention, start=taken[0].start, bound=mention.bound or bound))]


def _finish(taken: list[Node], _text: str) -> list[Node] | None:
    return [Node("%", taken[0].start, taken[0].end, mention_of(taken[0]))]


_CASCADE: tuple[tuple[re.Pattern[str], Build], ...] = (
    (_PART, _apply_part),
    (_ABOUT, _apply_about),
    (_DOUBT, _apply_doubt),
    (WEEK, apply_week),
    (DUAL, apply_dual),
    (_ANNIVERSARY, _apply_anniversary),
    (RANGE, apply_range),
    (DUAL_RANGE, apply_dual_range),
    (NIGHT, apply_night),
    (TURN, apply_turn),
    (_WHOLE, _apply_whole),
    (_STEP, _apply_step),
    (_EVENT, _apply_event),
    (_BOUND, _apply_bound),
    (OPEN, apply_open),
    (re.compile("@"), _finish),
    (_SAID_OF_ALL, _apply_to_all),
    (BOUND_AFTER, apply_bound_after),
    (WINDOW, apply_window),
    (UNION, apply_union),
)
