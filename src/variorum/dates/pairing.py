"""Two dates that belong together: one day in two calendars, a range, or a choice between two."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from variorum.dates.days import day_number
from variorum.dates.mentions import DateMention, PlacedPoint, point_of
from variorum.dates.nodes import Node
from variorum.dates.points import Point

# ── two calendars ───────────────────────────────────────────────────────────────────────────────────────────────────

DUAL = re.compile(
    r"@O?\(@O?\)(?:,?f?@)?|[do]\([do]\)f?@|@\([do]\)(?:,?f?@)?|@O[/,(-]{0,2}@O(?:,?f?@)?|@/@@?|[do]/@|@/[do](?:,?@)?|@[(,]{0,2}O\)?(?:,?f?@)?|O[,;]?i?e?@"
)


_STYLED = re.compile(r"@[(,]{0,2}O\)?(?:,?f?@)?|O[,;]?i?e?@")


def apply_dual(taken: list[Node], _text: str) -> list[Node] | None:
    """ "25 October (7 November) 1917", "12/24 May 1881", "2 March 1917 (O.S.)": one date, one or two calendars."""
    shape = "".join(node.cls for node in taken)
    if re.match(r"@/[do]", shape) and point_of(taken[0]).year is not None and taken[2].start == taken[0].end + 1:
        return None  # "12 May 1731/2" ends in a year
    if _STYLED.fullmatch(shape):
        return _styled(taken)
    items = [node for node in taken if node.cls in "do@"]
    base = next((point_of(node) for node in items if node.cls == "@" and point_of(node).month), None)
    if base is None:
        return None
    year = next((point_of(node) for node in items if node.cls == "@" and point_of(node).year is not None), base)
    dated = [point_of(node) for node in taken if node.cls == "@"]
    base = replace(
        base,
        unit="day",
        year=year.year,
        century_known=year.century_known,
        weekday=0,
        doubted="ymd" if any(point.doubted for point in dated) else "",
        approximate=any(point.approximate for point in dated),
    )
    one, two = (_day_of(node, base) for node in items[:2])
    if one is None or two is None or not _could_be_one_day(one, two):
        return None
    one, two = _across_new_year(one, two)
    pair = (
        PlacedPoint(one, items[0].start, items[0].end),
        PlacedPoint(two, items[1].start, taken[-1].end if len(items) == 2 and shape[-1] != ")" else items[1].end),
    )
    return _dual_mention(pair, taken)


def _day_of(node: Node, base: Point) -> Point | None:
    if node.cls in "do":
        return replace(base, day=int(str(node.value)))
    point = point_of(node)
    if point.unit != "day" or not point.month or point.deictic:
        return None
    point = replace(point, doubted=base.doubted, approximate=base.approximate)
    return point if point.year is not None else replace(point, year=base.year, century_known=base.century_known)


def _across_new_year(one: Point, two: Point) -> tuple[Point, Point]:
    """ "20 December 1917 (2 January 1918)" with only one of the years said."""
    if one.year is not None and one.year == two.year:
        if (one.month, two.month) == (12, 1):
            return one, replace(two, year=one.year + 1)
        if (one.month, two.month) == (1, 12):
            return one, replace(two, year=one.year - 1)
    return one, two


def _dual_mention(pair: tuple[PlacedPoint, PlacedPoint], taken: list[Node]) -> list[Node]:
    mention = DateMention("dual", taken[0].start, taken[-1].end, pair)
    return [Node("%", mention.start, mention.end, mention)]


def _styled(taken: list[Node]) -> list[Node] | None:
    """ "2 March 1917 (O.S.)", «конец октября 1917 ст. ст.», "O.S. 2 March": whatever is dated, day or season."""
    date = next(node for node in taken if node.cls == "@")
    if point_of(date).calendar == "french-republican":
        return None
    style = next(str(node.value) for node in taken if node.cls == "O")
    point = replace(point_of(date), calendar=style)
    last = taken[-1]
    if last.cls != "@" or last is date:
        return [Node("@", taken[0].start, last.end, point)]
    year = point_of(last)
    if point.year is None and year.unit == "year":  # "28 January (O.S.) 1725"
        point = replace(point, year=year.year, century_known=year.century_known)
        return [Node("@", taken[0].start, last.end, point)]
    end = next(at for at in range(len(taken)) if taken[at].cls == "O") + 1
    end += taken[end].cls == ")"
    return [Node("@", taken[0].start, taken[end - 1].end, point), *taken[end:]]


def _could_be_one_day(one: Point, two: Point) -> bool:
    """Whether the two differ by about as much as the calendars ever did (9 to 14 days), whatever the year."""
    days = [day_number(2001, point.month, 1) + point.day for point in (one, two)]
    gap = (days[1] - days[0] + 182) % 365 - 182
    return 8 <= abs(gap) <= 15


# ── ranges and alternatives ─────────────────────────────────────────────────────────────────────────────────────────

RANGE = re.compile(
    r"Fe?@,?(?:-|T|b)e?@|[FK]@ie?@|[FK][do]ie?@|Be?@[&-]e?[do],?@?|Be?@[&-]e?@|[BFK]e?[do](?:-|T|&|b)e?@|[do](?:[,&]?[do]){0,6},?(?:-|T|k|&|/)e?@|F@(?:-|T)[do](?:,?@)?"
    r"|@(?:,e?@){1,6},?&e?@(?!-)|@(?:,[do])+,?&[do](?:,@)?|[do](?:,[do]){0,6},@(?![-&T])|@(?:,@){1,6}(?![-&T])|@,?(?:-|T|k|&|/)e?@"
    r"|@(?:-|T|k|&)e?[do](?!m|G|u|H|C|_f)(?:,?@)?|Be?[ydn]&e?@|@[-/][nqd]L?|F?e?[RoD](?:-|T|&|/)e?@|F?[dn](?:-|T|&|/)@"
)
_LINE = 80  # characters
_FAR = 50  # years: "1927-05" is May 1927 and no stretch that ends in 2005, but "1899–03" ends in 1903


def apply_range(taken: list[Node], text: str) -> list[Node] | None:
    """ "15–17 May", "from May to July 1928", "17 or 18 January", "28 and 29 August"."""
    dates = [node for node in taken if node.cls == "@"]
    joint = _joint(taken)
    if joint is None:
        return _listed_by_commas(taken, dates, text)
    if taken[0].cls == "@" and any(node.cls == "," for node in taken[1:3]) and joint.cls == "&" and len(taken) > 4:
        return _list_of_dates(dates) if len(dates) > 2 else _list_of_days(taken)
    iso = _iso_month(taken, joint)
    if iso is not None:
        return [iso]
    pair = _pair(taken, joint)
    if pair is None:
        return None
    one, two = pair
    one = _in_style_of(two, one)
    kind = "either" if joint.cls == "k" else "range"
    if joint.cls == "&" and taken[0].cls not in "BF":
        return _listed(
            one, two, [node for node in taken[: taken.index(joint)] if node.cls in "do" and node.start < one.start]
        )
    start = taken[0].start if taken[0].cls in "BFK" else one.start
    mention = DateMention(kind, start, max(two.end, taken[-1].end), (one, two))
    return [Node("%", mention.start, mention.end, mention)]


def _iso_month(taken: list[Node], joint: Node) -> Node | None:
    """ "1927-05", the month as ISO 8601 writes it."""
    left, right = taken[0], taken[-1]
    if joint.cls != "-" or left.cls != "@" or right.cls != "d" or right.end - right.start != 2:
        return None
    base, month = point_of(left), int(str(right.value))
    if base.unit != "year" or base.year is None or not 1 <= month <= 12 or base.approximate:
        return None
    if (_later_year(base, month).year or 0) - base.year <= _FAR or right.start != left.end + 1:
        return None
    return Node("@", left.start, right.end, replace(base, unit="month", month=month))


def _joint(taken: list[Node]) -> Node | None:
    """The node between the two sides: of several (a list of days) the last one."""
    joints = [node for node in taken if node.cls in "-/Tk&" or (node.cls, node.value) in (("b", "until"), ("i", "on"))]
    if not joints:
        return None
    return joints[-1] if taken[0].cls in "do" else joints[0]


def _in_style_of(two: PlacedPoint, one: PlacedPoint) -> PlacedPoint:
    """ "10–20 October 1917 (O.S.)": the style said at the end is that of both sides."""
    if two.point.calendar not in ("julian", "gregorian") or one.point.calendar:
        return one
    return replace(one, point=replace(one.point, calendar=two.point.calendar))


def _listed(one: PlacedPoint, two: PlacedPoint, earlier: list[Node]) -> list[Node]:
    """ "27, 28 and 29 August" is three dates, of which the first two take from the last what they leave out."""
    days = [PlacedPoint(_like(one.point, int(str(node.value))), node.start, node.end) for node in earlier]
    return _list_mention([*days, one, two])


def _like(point: Point, value: int) -> Point:
    """ "27" beside "28 August" is a day, "ninth" beside "tenth century" a century."""
    return replace(point, year=(value - 1) * 100) if point.unit == "century" else replace(point, day=value)


def _list_of_dates(dates: list[Node]) -> list[Node] | None:
    """ "12 May, 3 June and 5 July 1927": from the last to the first, each takes the year of the one after it."""
    named = [PlacedPoint(point_of(dates[-1]), dates[-1].start, dates[-1].end)]
    for node in reversed(dates[:-1]):
        after = named[0]
        pair = two_points(node, Node("@", after.start, after.end, after.point))
        if pair is None or pair[0].point.unit != after.point.unit:
            return None
        named = [_in_style_of(after, pair[0]), pair[1], *named[1:]]
    return _list_mention(named)


def _list_of_days(taken: list[Node]) -> list[Node] | None:
    """ "May 12, 13 and 15, 1927": the month is said once, and the year at the end."""
    base = point_of(taken[0])
    days = [node for node in taken if node.cls in "do"]
    if base.unit != "day" or not base.month or base.deictic or any(int(str(node.value)) > 31 for node in days):
        return None
    last = taken[-1]
    if last.cls == "@":
        year = point_of(last)
        if year.unit != "year" or base.year is not None:
            return None
        base = replace(base, year=year.year, century_known=year.century_known)
    named = [PlacedPoint(base, taken[0].start, taken[0].end)]
    named += [PlacedPoint(replace(base, day=int(str(node.value)), weekday=0), node.start, node.end) for node in days]
    named[-1] = replace(named[-1], end=last.end)
    return _list_mention(named)


_YEARS = re.compile(r"(?:гг|год(?:ы|ов|ах|ам))\.?$", re.IGNORECASE)


def _listed_by_commas(taken: list[Node], dates: list[Node], text: str) -> list[Node] | None:
    """ "12, 13, 14 May 1927", «1927, 1928, 1930 гг.»: days without an "and" only where they rise and open a line."""
    last = dates[-1]
    if len(dates) > 1:
        years = all(point_of(node).unit == "year" for node in dates)
        return _list_of_dates(dates) if years and _YEARS.search(text, last.start, last.end) else None
    point = point_of(last)
    days = [int(str(node.value)) for node in taken if node.cls in "do"]
    alone = not text[max(0, taken[0].start - _LINE) : taken[0].start].rpartition("\n")[2].strip(" ([«")
    if point.unit != "day" or not point.month or point.deictic or point.step is not None or not alone:
        return None
    if any(a >= b for a, b in pairwise([*days, point.day])):
        return None
    named = [
        PlacedPoint(replace(point, day=int(str(n.value)), weekday=0), n.start, n.end) for n in taken if n.cls in "do"
    ]
    return _list_mention([*named, PlacedPoint(point, last.start, last.end)])


def _list_mention(named: list[PlacedPoint]) -> list[Node]:
    mention = DateMention("list", named[0].start, named[-1].end, tuple(named))
    return [Node("%", mention.start, mention.end, mention)]


def _pair(taken: list[Node], joint: Node) -> tuple[PlacedPoint, PlacedPoint] | None:
    at = taken.index(joint)
    left = next((node for node in reversed(taken[:at]) if node.cls in "@doRDydn"), None)
    right = next((node for node in taken[at + 1 :] if node.cls in "@donq"), None)
    if left is None or right is None:
        return None
    trailing = taken[-1] if taken[-1] is not right and taken[-1].cls == "@" else None
    if left.cls == "@" and right.cls == "@":
        return two_points(left, right)
    if left.cls == "@":
        return _right_elliptic(left, right, trailing)
    return _left_elliptic(left, right) if right.cls == "@" else None


def two_points(left: Node, right: Node) -> tuple[PlacedPoint, PlacedPoint] | None:
    """Both sides of a pair, each with the year or the century that only the other one tells."""
    one, two = point_of(left), point_of(right)
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
        sides = ((one.month, two.month), (one.season, two.season))
        earlier = any(0 < second < first for first, second in sides)  # then it ends in the year after
        two = replace(two, year=one.year + earlier, century_known=one.century_known)
    if one.unit == "year" and two.unit == "decade" and one.year is not None and one.year % 10 == 0 and not one.part:
        one = replace(one, unit="decade")
    if one.unit == "decade" and two.unit == "decade" and one.year is not None and one.year < 100 <= (two.year or 0):
        one = replace(one, year=(two.year or 0) // 100 * 100 + one.year, century_known=True)
    if one.unit == "decade" and two.unit == "decade" and two.year is not None and two.year < 100 <= (one.year or 0):
        two = replace(two, year=(one.year or 0) // 100 * 100 + two.year, century_known=True)
    if one.part and not two.part and one.unit == two.unit and (one.month, one.season) == (two.month, two.season):
        return None
    return PlacedPoint(one, left.start, left.end), PlacedPoint(two, right.start, right.end)


def _right_elliptic(left: Node, right: Node, trailing: Node | None) -> tuple[PlacedPoint, PlacedPoint] | None:
    base, value = point_of(left), right.value
    if not isinstance(value, int):
        return None
    if base.unit == "day" and right.cls in "do" and not base.deictic and base.month:
        if base.year is not None and right.start > left.end and not trailing and _is_slashed(left, right):
            return None  # "15 January 1843/44"
        if trailing is not None:
            year = point_of(trailing)
            if year.unit != "year" or base.year is not None:
                return None
            base = replace(base, year=year.year)
        end = trailing.end if trailing else right.end
        return PlacedPoint(base, left.start, left.end), PlacedPoint(replace(base, day=value), right.start, end)
    if base.unit in ("year", "season") and base.year is not None and right.cls in "donq" and 0 <= value <= 99:
        later = _later_year(base, value, 10 if right.end - right.start == 1 else 100)
        if (later.year or 0) - base.year > _FAR:
            return None  # "1930–29" is a slip, and no stretch of a century
        return PlacedPoint(base, left.start, left.end), PlacedPoint(later, right.start, right.end)
    return None


def _is_slashed(left: Node, right: Node) -> bool:
    return right.start == left.end + 1


def _later_year(base: Point, value: int, span: int = 100) -> Point:
    """ "1915–17", "1899–03", "1648/9": the second year in its last digits, the next one that ends in them."""
    year = base.year or 0
    second = year // span * span + value
    return replace(base, year=second if second > year else second + span)


def _left_elliptic(left: Node, right: Node) -> tuple[PlacedPoint, PlacedPoint] | None:
    base, value = point_of(right), left.value
    if not isinstance(value, int):
        return None
    if left.cls in "do" and base.unit == "day" and base.month and not base.deictic:
        return PlacedPoint(replace(base, day=value, weekday=0), left.start, left.end), PlacedPoint(
            base, right.start, right.end
        )
    if left.cls in "dn" and base.unit == "year" and not base.century_known:
        return PlacedPoint(replace(base, year=value), left.start, left.end), PlacedPoint(base, right.start, right.end)
    if left.cls in "Ro" and base.unit == "century":
        one = replace(base, year=(value - 1) * 100, part="")
        return PlacedPoint(one, left.start, left.end), PlacedPoint(base, right.start, right.end)
    if left.cls == "R" and base.unit == "month" and 1 <= value <= 12:
        return PlacedPoint(replace(base, month=value), left.start, left.end), PlacedPoint(base, right.start, right.end)
    if left.cls in "dn" and base.unit == "decade" and value % 10 == 0 and 10 <= value <= 90:
        one = replace(base, year=(base.year or 0) // 100 * 100 + value, part="")
        return PlacedPoint(one, left.start, left.end), PlacedPoint(base, right.start, right.end)
    if left.cls in "ydn" and base.unit == "year" and base.year is not None and base.year <= 0:
        return PlacedPoint(replace(base, year=1 - value), left.start, left.end), PlacedPoint(
            base, right.start, right.end
        )
    return None
