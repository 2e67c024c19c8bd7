"""First step of the grammar: words that together name one date become one node of class @ that carries a Point.

The patterns are regular expressions over the classes of `lexing`; the first alternative that fits is taken, so the
longer ones stand first. What a date leaves out (the year of "12 May") stays open until `resolving` knows the context.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from variorum.dates.digits import numeric_point
from variorum.dates.lexing import Node
from variorum.dates.points import Point

_YEAR = r"(?:(?:eY|Y)?yL?E?|qL?|(?:f|L)?[dno](?:LE?|E))"
_THAT_YEAR = r"(?:f?e?x{1,2}j?[YL])"
_OF_YEAR = rf"(?:,?f?e?{_YEAR}|{_THAT_YEAR})"
_ALTERNATIVES = (
    r"NL?",
    r"[do]f?M,?f?e?Y?[Rdo]L?",
    rf"(?:e?w,?)?e?[do]e?f?e?m;?{_OF_YEAR}?",
    rf"(?:e?w,?)?m;?e?[do](?![GCmHLu-]){_OF_YEAR}?",
    r"(?:e?w,?)?m;?e?[do](?![GCmHLu])",
    rf"m;?{_OF_YEAR}",
    rf"e?s,?{_OF_YEAR}(?:[-/][dnqy]L?)?",
    r"ys(?!f)",
    r"e?D[LY]?(?:f?e?[oRd]-?[Cv])?E?(?!r)",
    r"e?[oRd]-?[Cv]E?",
    rf"V{_OF_YEAR}?",
    r"l(?:i?e?x{1,2}j?[YLu]|ie[YLu]|ie?yL?)",
    r"i?e?x{1,2}j?[uYLsmw]",
    r"(?:e|[cdn])[uY]b(?=[,;)P]|$)",
    r"(?:[cdn]|e)[uYL]l",
    r"[uL]l",
    r"eu(?=x)x",
    r"hA?[cdno]?[uL](?!b)",
    r"l[cdn][uL](?!b)",
    r"[uY]ap",
    r"(?:ef?)?(?:p|xH)(?:Hf|f|if?)?e?(?:[YuL](?!f?e?[ocydn]))(?!f)",
    r"(?:[cdn]|e)?[uYL]bx(?![uYLsmwx])",
    r"[od]r",
    r"b(?=[,;P]|$)",
    r"Ee?[ydn]|[ydn]L?E",
    r"(?:eY|Y)?yL?",
    r"q",
    r"[dno]L",
    r"m",
    r"e?s(?!f)",
    r"w",
)  # fmt: skip
_POINT = re.compile("|".join(_ALTERNATIVES))

_PLURAL = re.compile(
    r"days|weeks|months|years|decades|mornings|nights|дни|дней|дням|недель|месяцев|месяцы|годы|лет", re.IGNORECASE
)
_BEFORE_A_YEAR = set("/ipbFTBAtmsfe&kYx-@,(;PVljD")
_COUNTED = re.compile(
    r"\s*(?:men|troops|soldiers|people|persons|prisoners|tons?|tonnes|miles|km|kilomet|met[er]{2}|feet|yards|pounds|dollars|francs|roubles|rubles|"
    r"workers|members|delegates|copies|aircraft|planes|tanks|guns|ships|civilians|casualties|killed|wounded|dead|others?|houses|families|peasants|"
    r"horses|cavalry|infantry|sailors|volunteers|deputies|students|villages|households|acres|hectares|percent|degrees|hours|"
    r"человек|рабочих|крестьян|солдат|делегат|членов|рубл|руб\.|тонн|пудов|км|верст|вёрст|экземпляр|дворов|хозяйств|штыков|сабель|километр|метр|коп|тыс)\b",
    re.IGNORECASE,
)
_MARKED_NUMBER = re.compile(
    r"(?:[$£€№#+]|(?:[Rr]esolution|[Oo]rder|[Aa]rticle|[Rr]oom|[Pp]rotocol|[Dd]ocument|[Pp]osition|[Hh]ill|[Pp]age|[Ff]ile|[Ss]heet|[Оо]р\.)|[Nn]o\.?|[Nn]os\.?|pp?\.|[сСлЛдД]\.|vol\.|стр\.|art\.|ст\.)\s*$"
)
_CYRILLIC_NOUN = re.compile(r"\s+[а-яё]{4,}")
_SEASONAL = re.compile(r"\s+(?:offensive|campaign|war|fighting|rising|uprising|harvest|sowing|retreat)", re.IGNORECASE)
_PLURAL_NOUN = re.compile(r"\s+(?!was\b|has\b|is\b|his\b|its\b|as\b|this\b|us\b|thus\b|sees\b|saw\b)[a-z]+s\b")


def name_dates(nodes: list[Node], text: str) -> list[Node]:
    """Replace the nodes that name a date by nodes of class @ whose value is a Point."""
    classes = "".join(node.cls for node in nodes)
    result: list[Node] = []
    done = 0
    for match in _POINT.finditer(classes):
        first, last = match.span()
        taken = nodes[first:last]
        point = _point_of(taken, match[0], _Site(nodes, first, last, text))
        if point is None:
            continue
        while taken[0].cls in "ie" and not (taken[0].cls == "e" and text[taken[0].start : taken[0].end].lower() == "a"):
            taken = taken[1:]
        result += nodes[done : last - len(taken)]
        result.append(Node("@", taken[0].start, taken[-1].end, point))
        done = last
    return result + nodes[done:]


class _Site(NamedTuple):
    """Where in the text the nodes stand that may name a date."""

    nodes: list[Node]
    first: int
    last: int
    text: str

    def before(self) -> str:
        """The class of the node before them."""
        return self.nodes[self.first - 1].cls if self.first else ""


def _point_of(taken: list[Node], shape: str, site: _Site) -> Point | None:
    if "N" in shape:
        return numeric_point(str(taken[0].value))
    if "M" in shape:
        return _republican_point(taken)
    if "V" in shape:
        return _with_year(Point("day", feast=str(_value(taken, "V"))), taken)
    if "m" in shape and "x" not in shape.split("m")[0]:
        return _month_point(taken, shape, site)
    if "D" in shape:
        return _decade_point(taken)
    if "C" in shape or "v" in shape:
        return _century_point(taken)
    if "s" in shape and "x" not in shape.split("s")[0]:
        return _season_point(taken, shape, site)
    if any(c in shape for c in "xlhp") or shape == "b" or shape.endswith(("b", "r")):
        return _relative_point(taken, shape, site.text)
    if shape == "w":
        known = site.before() == "i"
        return Point("day", weekday=_number(taken, "w"), deictic="weekday") if known else None
    return _year_point(taken, shape, site)


def _value(taken: list[Node], classes: str) -> object:
    return next((node.value for node in taken if node.cls in classes), None)


def _number(taken: list[Node], classes: str) -> int:
    value = _value(taken, classes)
    return value if isinstance(value, int) else 0


# ── years ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _year_of(taken: list[Node]) -> tuple[int | None, bool]:
    """The year that the nodes name, if any, and whether its century is said."""
    era = _value(taken, "E")
    for index, node in enumerate(taken):
        if node.cls == "y" and isinstance(node.value, int):
            return (1 - node.value if era == -1 else node.value), True
        if node.cls == "q" and isinstance(node.value, int):
            return node.value, False
        after = taken[index + 1].cls if index + 1 < len(taken) else ""
        if node.cls in "dno" and after in ("L", "E") and isinstance(node.value, int):
            year = 1 - node.value if era == -1 else node.value
            return year, era is not None or node.value > 99
    return None, True


def _with_year(point: Point, taken: list[Node]) -> Point:
    year, known = _year_of(taken)
    deictic = "" if year is not None or not any(n.cls == "x" for n in taken) else f"year {_value(taken, 'x')}"
    return Point(
        point.unit, year, point.month, point.day, point.season, weekday=_number(taken, "w"), feast=point.feast,
        deictic=deictic, century_known=known, winter_second=point.winter_second,
    )  # fmt: skip


def _year_point(taken: list[Node], shape: str, site: _Site) -> Point | None:
    nodes, first, last, text = site
    if "E" in shape:
        number = _number(taken, "ydn")
        return Point("year", 1 - number if _value(taken, "E") == -1 else number)
    if shape == "q":
        return Point("year", _number(taken, "q"), century_known=False)
    if shape in ("dL", "nL", "oL"):
        return _short_year(taken, site)
    before = site.before() or "P"
    if "Y" in shape or "L" in shape:
        return Point("year", _number(taken, "y"))
    if before == "-" and first > 1 and nodes[first - 2].cls in "_#n" and nodes[first - 2].end == nodes[first - 1].start:
        return None  # the number of a telephone, a model, a standard
    if _COUNTED.match(text, taken[-1].end) or _MARKED_NUMBER.search(text[max(0, taken[0].start - 14) : taken[0].start]):
        return None
    following = nodes[last] if last < len(nodes) else None
    if _CYRILLIC_NOUN.match(text, taken[-1].end) and (before not in "iFTb&(" or _number(taken, "y") < 1700):
        return None
    if before in _BEFORE_A_YEAR or following is None or following.cls != "_":
        return Point("year", _number(taken, "y"))
    counted = _PLURAL_NOUN.match(text, taken[-1].end)
    return Point("year", _number(taken, "y")) if _number(taken, "y") >= 1400 and not counted else None


def _short_year(taken: list[Node], site: _Site) -> Point | None:
    """«в 28 году», «28 г.»: a year without its century; «3 года» and «28 лет» are stretches of time."""
    number, word = _number(taken, "dno"), str(taken[-1].value)
    if number > 99 or number < 1:
        return Point("year", number) if number > 99 and word in ("году", "г.", "года") else None
    before = site.before()
    if taken[0].cls == "o":  # «в двадцать восьмом году», not «на пятом году жизни»
        known = before in ("i", "m", "s", "b", "F", "T", "p") and (
            before != "i" or site.nodes[site.first - 1].value == "in"
        )
        return Point("year", number, century_known=False) if known and number >= 14 else None
    if word in ("году", "годе") or (word in ("г.", "года", "год") and before in "mspbFT-&" and before and number >= 5):
        return Point("year", number, century_known=False)
    return None


# ── months, days, seasons, decades, centuries ───────────────────────────────────────────────────────────────────────


def _month_point(taken: list[Node], shape: str, site: _Site) -> Point | None:
    month = _number(taken, "m")
    place = shape.index("m")
    day = 0
    for node in [*reversed(taken[:place]), *taken[place + 1 : place + 4]]:
        follows = taken[taken.index(node) + 1].cls if taken.index(node) + 1 < len(taken) else ""
        if node.cls in "do" and isinstance(node.value, int) and follows not in ("L", "E") and not day:
            day = node.value
            break
    if day > 31:
        return None
    if not day and shape == "m" and not _is_bare_month(taken[0], site):
        return None
    return _with_year(Point("day" if day else "month", None, month, day), taken)


_ABBREVIATED = re.compile(
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|янв|февр?|мар|апр|июн|июл|авг|сент?|окт|нояб?|дек", re.IGNORECASE
)


def _is_bare_month(node: Node, site: _Site) -> bool:
    """Whether a month's name alone is a month: "May" and "March" may be a verb or a name, «марта» may not."""
    text = site.text
    word = text[node.start : node.end]
    if _ABBREVIATED.fullmatch(word):
        return False
    before = site.before()
    if word.lower() in ("may", "march", "август", "augusta", "june", "april", "august"):
        return (
            bool(before)
            and before in "ipbFTBAt&k-fx,(/"
            and (before != "," or word.lower() in ("june", "april", "august"))
        )
    return True


def _republican_point(taken: list[Node]) -> Point | None:
    """ "18 Brumaire Year VIII": a day of the French Republic, which had fourteen years."""
    day, year = taken[0].value, next(node.value for node in reversed(taken) if node.cls in "Rdo")
    if not isinstance(day, int) or not isinstance(year, int) or not 1 <= year <= 14 or not 1 <= day <= 30:
        return None
    return Point("day", year, _number(taken, "M"), day, calendar="french-republican")


def _season_point(taken: list[Node], shape: str, site: _Site) -> Point | None:
    text = site.text
    season = _number(taken, "s")
    if shape in ("s", "es"):
        word = text[taken[-1].start : taken[-1].end]
        if (
            word[0].isupper()
            and re.match(r"\s+[A-Z]", text[taken[-1].end :][:3])
            and not _SEASONAL.match(text, taken[-1].end)
        ):
            return None  # a palace, a name
        before = shape[0] if shape == "es" else site.before()
        if (
            word.lower() in ("fall", "spring")
            and before not in ("e", "i", "p", "x", "b", "&", "f")
            and not word[0].isupper()
        ):
            return None
        cyrillic = not word.isascii()
        if (
            cyrillic
            and word.lower() not in ("весной", "весною", "летом", "осенью", "зимой", "зимою")
            and before not in tuple("ipbxFTt&H")
        ):
            return None
        return Point("season", None, season=season)
    second = ("-" in shape or "/" in shape) and season == 24
    return _with_year(Point("season", None, season=season, winter_second=second), taken)


def _century_point(taken: list[Node]) -> Point | None:
    number = _number(taken, "oRd")
    if not 1 <= number <= 30:
        return None
    if _value(taken, "E") == -1:
        return Point("century", 1 - number * 100)
    return Point("century", (number - 1) * 100)


def _decade_point(taken: list[Node]) -> Point | None:
    value = _number(taken, "D")
    century = _number(taken, "oRd")
    if century and value < 100:
        return Point("decade", (century - 1) * 100 + value)
    if _value(taken, "E") == -1:
        return Point("decade", 1 - value - 9)
    return Point("decade", value, century_known=value > 99)


# ── relative to what was said before ────────────────────────────────────────────────────────────────────────────────


def _relative_point(taken: list[Node], shape: str, text: str) -> Point | None:
    if shape.endswith("r"):
        return Point("day", day=_number(taken, "do"), deictic="same")
    if shape == "b":
        sign = {"day before": -1, "day after": 1}.get(str(taken[0].value))
        return _step(sign, "day") if sign else None
    if shape.endswith("bx"):
        shape = shape[:-1]
        taken = taken[:-1]
    if "x" in shape and not set(shape) & set("lpHb") and shape != "eux":
        return _deictic_point(taken, text)
    if "p" in shape or "H" in shape:
        unit = "year" if any(n.cls in "YL" for n in taken) else str(_value(taken, "u"))
        if unit not in ("year", "month") or _is_plural(taken, text):
            return None
        return Point(unit, deictic="same", part=str(_value(taken, "p") or "late"))
    if shape == "eux":
        return _step(1, str(_value(taken, "u"))) if _value(taken, "x") == "next" else None
    if shape.endswith("b"):
        sign = {"after": 1, "before": -1, "until": -1}.get(str(_value(taken, "b")))
        count = _value(taken, "cdn") or 1
        unit = "year" if "Y" in shape or "L" in shape else str(_value(taken, "u"))
        return _step(int(str(count)) * sign, unit) if sign else None
    if shape[0] == "l" and ("i" in shape or "x" in shape or "e" in shape):
        year = _number(taken, "y") or None
        unit = str(_value(taken, "u") or "year")
        return Point(unit, year, part="", deictic="" if year else "same") if unit in ("year", "month") else None
    return _stepped(taken, text)


def _is_plural(taken: list[Node], text: str) -> bool:
    return any(node.cls in "uYL" and _PLURAL.fullmatch(text, node.start, node.end) for node in taken)


def _deictic_point(taken: list[Node], text: str) -> Point | None:
    way = str(next(node.value for node in taken if node.cls == "x"))
    if any(node.cls == "x" and node.value == "same" for node in taken):
        way = "same"
    last = taken[-1]
    if way in ("last", "latter") or _is_plural(taken, text):
        return None
    if last.cls == "m":
        return Point("month", month=int(str(last.value)), deictic=way)
    if last.cls == "s":
        return Point("season", season=int(str(last.value)), deictic=way)
    if last.cls == "w":
        return Point("day", weekday=int(str(last.value)), deictic=way)
    unit = "year" if last.cls in "YL" else str(last.value)
    if unit in ("fortnight", "week") and way != "next":
        return None
    return Point(unit, deictic=way)


def _stepped(taken: list[Node], text: str) -> Point | None:
    """ "three weeks later", «через два года», «месяц спустя»: a step from the date that was named last."""
    count = next((node.value for node in taken if node.cls in "cdno"), None)
    unit = "year" if any(n.cls in "YL" for n in taken) else str(_value(taken, "u"))
    if count is None:
        if _is_plural(taken, text):
            return None
        count = 1
    sign = _value(taken, "lh")
    if not isinstance(count, int) or not isinstance(sign, int):
        return None
    told_now = any(text[node.start : node.end].lower() in ("ago", "назад") for node in taken if node.cls == "l")
    return replace(_step(count * sign, unit), deictic="now" if told_now else "")


def _step(count: int, unit: str) -> Point:
    precision = {"day": "day", "week": "day", "fortnight": "day", "month": "month"}.get(unit, unit)
    return Point(precision, step=count, step_unit=unit)
