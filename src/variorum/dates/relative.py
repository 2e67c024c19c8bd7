"""First step of the grammar, second half: dates told from another one, "three weeks later", «12 числа», «вчера»."""

from __future__ import annotations

import re
from dataclasses import replace

from variorum.dates.lexing import number_of, value_of
from variorum.dates.nodes import Node
from variorum.dates.points import Point

_PLURAL = re.compile(
    r"days|weeks|months|years|decades|mornings|nights|дни|дней|дням|недель|месяцев|месяцы|годы|лет", re.IGNORECASE
)


def relative_point(taken: list[Node], shape: str, text: str) -> Point | None:
    """The point of nodes that count from another date, or point to it; None where they only look like it."""
    if shape.endswith("r"):
        return Point("day", day=number_of(taken, "do"), deictic="same")
    if shape == "b":
        sign = {"day before": -1, "day after": 1}.get(str(taken[0].value))
        return _step(sign, "day") if sign else None
    if shape.endswith("bx"):
        shape = shape[:-1]
        taken = taken[:-1]
    if "x" in shape and not set(shape) & set("lpHb") and shape != "eux":
        return _deictic_point(taken, text)
    if "p" in shape or "H" in shape:
        unit = "year" if any(n.cls in "YL" for n in taken) else str(value_of(taken, "u"))
        if unit not in ("year", "month") or _is_plural(taken, text):
            return None
        return Point(unit, deictic="same", part=str(value_of(taken, "p") or "late"))
    if shape == "eux":
        return _step(1, str(value_of(taken, "u"))) if value_of(taken, "x") == "next" else None
    if shape.endswith("b"):
        sign = {"after": 1, "before": -1, "until": -1}.get(str(value_of(taken, "b")))
        count = value_of(taken, "cdn") or 1
        unit = "year" if "Y" in shape or "L" in shape else str(value_of(taken, "u"))
        return _step(int(str(count)) * sign, unit) if sign else None
    if shape[0] == "l" and ("i" in shape or "x" in shape or "e" in shape):
        year = number_of(taken, "y") or None
        unit = str(value_of(taken, "u") or "year")
        return Point(unit, year, part="", deictic="" if year else "same") if unit in ("year", "month") else None
    return _stepped(taken, text)


def _is_plural(taken: list[Node], text: str) -> bool:
    return any(node.cls in "uYL" and _PLURAL.fullmatch(text, node.start, node.end) for node in taken)


def _deictic_point(taken: list[Node], text: str) -> Point | None:
    way = str(next(node.value for node in taken if node.cls == "x"))
    if any(node.cls == "x" and node.value == "same" for node in taken):
        way = "same"
    last = next(node for node in reversed(taken) if node.cls != "x")
    if _is_plural(taken, text) or way == "latter":
        return None
    of_now = _from_writing(taken, last, way, text)
    if of_now is not None or way == "last":
        return of_now
    if last.cls == "m":
        return Point("month", month=int(str(last.value)), deictic=way)
    if last.cls == "s":
        over = any(text[node.start : node.end].lower().startswith(("прошл", "минувш")) for node in taken)
        return Point("season", season=int(str(last.value)), deictic="now last" if over else way)
    if last.cls == "w":
        return Point("day", weekday=int(str(last.value)), deictic=way)
    unit = "year" if last.cls in "YL" else str(last.value)
    if unit in ("fortnight", "week") and way != "next":
        return None
    return Point(unit, deictic=way)


def _from_writing(taken: list[Node], last: Node, way: str, text: str) -> Point | None:
    """ "last Tuesday", "last summer", "next week", «на прошлой неделе»: told from the day of writing."""
    if last.cls == "u" and last.value == "week" and way in ("last", "next", "previous", "same", "that"):
        before = text[max(0, taken[0].start - 4) : taken[0].start].lower()
        russian = not text[last.start : last.end].isascii()
        on_it = any(node.cls == "i" and node.value == "on" for node in taken) or before.strip() == "на"
        if on_it if russian else not any(node.cls == "e" for node in taken):
            return Point("day", deictic=f"said {'same' if way == 'that' else way}", span="week")
        return None
    if way != "last" or any(node.cls == "e" for node in taken) or not text[last.start : last.end].isascii():
        return None
    if last.cls == "w":
        return Point("day", weekday=int(str(last.value)), deictic="said last")
    if last.cls == "m":
        return Point("month", month=int(str(last.value)), deictic="said last")
    if last.cls == "s":
        return Point("season", season=int(str(last.value)), deictic="said last")
    unit = "year" if last.cls in "YL" else str(last.value)
    return Point(unit, deictic="said last") if unit in ("month", "year", "decade", "century") else None


def of_writing(taken: list[Node], text: str) -> Point | None:
    """ "yesterday", «третьего дня», "the 12th ult.", «12 с. м.»: told from the day of writing."""
    first = taken[0]
    if first.cls == "I" and isinstance(first.value, int):
        return Point("day", step=first.value, step_unit="day", deictic="said")
    way = next(str(node.value) for node in taken if node.cls == "2")
    day = next((node.value for node in taken if node.cls in "do"), 0)
    if isinstance(day, int) and 1 <= day <= 31:
        return Point("day", day=day, deictic=f"now {way}")
    words = text[first.start : taken[-1].end].lower()
    return Point("month", deictic=f"now {way}") if "мес" in words or "month" in words else None


def _stepped(taken: list[Node], text: str) -> Point | None:
    """ "three weeks later", «через два года», «месяц спустя»: a step from the date that was named last."""
    count = next((node.value for node in taken if node.cls in "cdno"), None)
    unit = "year" if any(n.cls in "YL" for n in taken) else str(value_of(taken, "u"))
    if count is None:
        if _is_plural(taken, text):
            return None
        count = 1
    sign = value_of(taken, "lh")
    if not isinstance(count, int) or not isinstance(sign, int):
        return None
    told_now = any(
        text[node.start : node.end].lower() in ("ago", "назад", "тому назад") for node in taken if node.cls == "l"
    )
    return replace(_step(count * sign, unit), deictic="now" if told_now else "")


def _step(count: int, unit: str) -> Point:
    precision = {"day": "day", "week": "day", "fortnight": "day", "month": "month"}.get(unit, unit)
    return Point(precision, step=count, step_unit=unit)
