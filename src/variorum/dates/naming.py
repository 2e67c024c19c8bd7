"""First step of the grammar: words that together name one date become one node of class @ that carries a Point.

The patterns are regular expressions over the classes of `lexing`; the first alternative that fits is taken, so the
longer ones stand first. What a date leaves out (the year of "12 May") stays open until `resolving` knows the context.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from variorum.dates.digits import is_counted_noun, is_figure, is_namesake, is_russian_noun, is_version, numeric_point
from variorum.dates.lexing import number_of, value_of
from variorum.dates.nodes import Node
from variorum.dates.points import Point
from variorum.dates.relative import of_writing, relative_point

_YEAR = r"(?:(?:eY|Y)?yL?E?|qL?|(?:f|L)?[dno](?:LE?|E))"
_THAT_YEAR = r"(?:f?e?x{1,2}j?[YL]|,?1)"
_OF_YEAR = rf"(?:,?f?e?{_YEAR}|{_THAT_YEAR}|\(yL?\))"
_ALTERNATIVES = (
    r"NL?",
    r"[do]f?M,?f?e?Y?[Rdo]L?",
    r"(?:eY|Y)?yL?[,;]?m;?[do](?![GCmHLy(-])(?:u(?![bl]))?",
    r"yL?,?m(?=[(-]|$|P)",
    r"[do][;/-]?R[;/-]?[nqdy]L?|RyL?",
    r"[oR](?=(?:,[oR]){0,4},?[/&T-]e?(?:p(?:Hf?|f|i)?|[oxd]H)?e?[oRd]-?[Cv])",
    r"d/y(?=L|P|$)L?",
    r"e?[do]r?2|2",
    r"Iu?",
    rf"z{_OF_YEAR}?",
    r"[do]-m;?-yL?",
    rf"(?:e?w,?)?e?[do]uf?e?mu?;?{_OF_YEAR}?|(?:e?w,?)?e?[do]f?e?mu;?{_OF_YEAR}?|m;?[do]u,?{_OF_YEAR}|mu;?{_OF_YEAR}?",
    rf"(?:e?w,?)?e?[do]e?f?e?m;?{_OF_YEAR}?",
    rf"(?:e?w,?)?m;?e?[do](?![GCmHLu-]){_OF_YEAR}?",
    r"(?:e?w,?)?m;?e?[do](?![GCmHLu])",
    rf"m;?{_OF_YEAR}",
    rf"e?s,?{_OF_YEAR}(?:[-/][dnqy]L?)?|so(?=[,;)P]|$)",
    r"ys(?!f)",
    r"e?D(?:[LY]|-Y)?(?:f?e?[oRd]-?[Cv])?E?(?!r)",
    r"e?[oRd]-?[Cv]E?",
    rf"V{_OF_YEAR}?",
    r"l(?:i?e?x{1,2}j?[YLu]|ie[YLu]|ie?yL?)",
    r"i?e?x{1,2}j?[uYLsmw](?!b)|i?e?x{1,2}j?[uYLsmw]|i?wx(?![uYLsmw])",
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
_POINT = re.compile(f"(?=[^_#P;Q,&()-])(?:{'|'.join(_ALTERNATIVES)})")  # what is no date is passed over at once

_BEFORE_A_YEAR = set("/ipbFTBAtmsfe&kYx-@,(;PVljDUSK")
_SEASONAL = re.compile(r"\s+(?:offensive|campaign|war|fighting|rising|uprising|harvest|sowing|retreat)", re.IGNORECASE)


_NOT_SO = Point("")  # what the shape promised is not there, but a part of it may be a date: "Henry V 1415"


def name_dates(nodes: list[Node], text: str) -> list[Node]:
    """Replace the nodes that name a date by nodes of class @ whose value is a Point."""
    classes = "".join(node.cls for node in nodes)
    result: list[Node] = []
    done = 0
    place = 0
    while match := _POINT.search(classes, place):
        first, last = match.span()
        taken = nodes[first:last]
        point = _point_of(taken, match[0], _Site(nodes, first, last, text))
        place = last if point is not _NOT_SO else first + 1
        if point is None or point is _NOT_SO:
            continue
        point = _marked(point, taken)
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

    def follows(self, classes: str) -> bool:
        """Whether the node before the one before them is of one of these classes: the other side of an "and"."""
        return self.first > 1 and self.nodes[self.first - 2].cls in classes

    def after_month(self) -> bool:
        """Whether "the month of" stands before them, which is one node."""
        return (
            self.before() == "e" and " " in self.text[self.nodes[self.first - 1].start : self.nodes[self.first - 1].end]
        )

    def is_opening(self) -> bool:
        """Whether nothing stands before them in their paragraph."""
        return self.before() in ("", "P", "(")


def _point_of(taken: list[Node], shape: str, site: _Site) -> Point | None:
    if "N" in shape:
        version = is_version(site.text, taken[0].start, taken[-1].end)
        return None if version else numeric_point(str(taken[0].value))
    if "I" in shape or "2" in shape:
        return of_writing(taken, site.text)
    if "z" in shape:
        return _with_year(Point("term", None, season=number_of(taken, "z")), taken)
    if shape in ("R", "o"):
        return _century_point(taken)
    if shape.startswith("d/y"):
        return _month_of_year(taken, site)
    if "R" in shape and not set(shape) & set("DCvM"):
        return _roman_point(taken, shape, site)
    if "M" in shape:
        return _republican_point(taken)
    if "V" in shape:
        return _with_year(Point("day", feast=str(value_of(taken, "V"))), taken)
    if "m" in shape and "x" not in shape.split("m")[0]:
        return _month_point(taken, shape, site)
    if "D" in shape:
        return _decade_point(taken)
    if "C" in shape or "v" in shape:
        return _century_point(taken)
    if "s" in shape and "x" not in shape.split("s")[0]:
        return _season_point(taken, shape, site)
    if any(c in shape for c in "xlhp") or shape == "b" or shape.endswith(("b", "r")):
        return relative_point(taken, shape, site.text)
    if shape == "w":
        known = site.before() == "i"
        return Point("day", weekday=number_of(taken, "w"), deictic="weekday") if known else None
    return _year_point(taken, shape, site)


def _marked(point: Point, taken: list[Node]) -> Point:
    """The point with what its nodes carry: a doubt about it or about one of its parts, a year told in both styles."""
    marks = [node.mark for node in taken]
    if not any(marks):
        return point
    if any(mark.startswith("dual") for mark in marks):
        point = replace(point, calendar="julian")
    if marks[-1].endswith("?") or point.unit not in ("day", "month", "season"):
        return replace(point, doubted="ymd") if any(mark.endswith("?") for mark in marks) else point
    doubted = {"d": "d", "o": "d", "m": "m", "s": "m", "R": "m", "y": "y", "q": "y", "L": "y"}
    letters = {doubted[node.cls] for node in taken if node.mark == "?" and node.cls in doubted}
    return replace(point, doubted="".join(sorted(letters)))


# ── years ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _year_of(taken: list[Node]) -> tuple[int | None, bool]:
    """The year that the nodes name, if any, and whether its century is said."""
    era = value_of(taken, "E")
    for index, node in enumerate(taken):
        if node.cls == "y" and isinstance(node.value, int):
            return (1 - node.value if era == -1 else node.value), True
        if isinstance(node.value, int) and (
            node.cls == "q" or (node.cls == "o" and index and taken[index - 1].cls == "s")
        ):
            return node.value, False
        after = taken[index + 1].cls if index + 1 < len(taken) else ""
        if node.cls in "dno" and after in ("L", "E") and isinstance(node.value, int):
            year = 1 - node.value if era == -1 else node.value
            return year, era is not None or node.value > 99
    return None, True


def _with_year(point: Point, taken: list[Node]) -> Point:
    year, known = _year_of(taken)
    deictic = "" if year is not None or not any(n.cls == "x" for n in taken) else f"year {value_of(taken, 'x')}"
    if any(n.cls == "1" for n in taken):
        deictic = f"year now {value_of(taken, '1')}"
    return Point(
        point.unit, year, point.month, point.day, point.season, weekday=number_of(taken, "w"), feast=point.feast,
        deictic=deictic, century_known=known, winter_second=point.winter_second,
    )  # fmt: skip


def _year_point(taken: list[Node], shape: str, site: _Site) -> Point | None:
    nodes, first, last, text = site
    start, end = taken[0].start, taken[-1].end
    if "E" in shape:
        number = number_of(taken, "ydn")
        return Point("year", 1 - number if value_of(taken, "E") == -1 else number)
    if shape == "q":
        return Point("year", number_of(taken, "q"), century_known=False)
    if shape in ("dL", "nL", "oL"):
        return _short_year(taken, site)
    before = site.before() or "P"
    if "Y" in shape or "L" in shape:
        return None if is_namesake(text, start, end) else Point("year", number_of(taken, "y"))
    if before == "-" and first > 1 and nodes[first - 2].cls in "_#n" and nodes[first - 2].end == nodes[first - 1].start:
        return None  # the number of a telephone, a model, a standard
    if is_figure(text, start, end):
        return None
    following = nodes[last] if last < len(nodes) else None
    alone = before not in "iFTb&(" or (before == "&" and not site.follows("yqLmdDsoN"))
    if is_russian_noun(text, end) and (alone or number_of(taken, "y") < 1700):
        return None
    if before in _BEFORE_A_YEAR or following is None or following.cls != "_":
        return Point("year", number_of(taken, "y"))
    counted = is_counted_noun(text, end)
    return Point("year", number_of(taken, "y")) if number_of(taken, "y") >= 1400 and not counted else None


def _short_year(taken: list[Node], site: _Site) -> Point | None:
    """«в 28 году», «28 г.»: a year without its century; «3 года» and «28 лет» are stretches of time."""
    number, word = number_of(taken, "dno"), str(taken[-1].value)
    if number > 99 or number < 1:
        return Point("year", number) if number > 99 and word in ("году", "г.", "года") else None
    before = site.before()
    if taken[0].cls == "o":  # «в двадцать восьмом году», not «на пятом году жизни»
        known = before in ("i", "m", "s", "b", "F", "T", "p") and (
            before != "i" or site.nodes[site.first - 1].value == "in"
        )
        return Point("year", number, century_known=False) if known and number >= 14 else None
    if word in ("году", "годе") or (
        word in ("г.", "гг.", "года", "год") and before in "mspbFT-&" and before and number >= 5
    ):
        return Point("year", number, century_known=False)
    return None


# ── months, days, seasons, decades, centuries ───────────────────────────────────────────────────────────────────────


def _month_point(taken: list[Node], shape: str, site: _Site) -> Point | None:
    month = number_of(taken, "m")
    place = shape.index("m")
    if shape[0] in "yY" and not _is_year_first(shape, site):
        return _NOT_SO
    if "u" in shape and not _is_one_day(taken, site.text):
        return _NOT_SO
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
    yearless = not set(shape) & set("yqLxE1")
    if yearless and day and is_namesake(site.text, taken[0].start, taken[-1].end):
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
    if not word.isascii() and word[0].isupper() and _is_part_of_name(node, text):
        return False
    if [n.cls for n in site.nodes[site.last : site.last + 2]] in (
        ["-", "m"],
        ["/", "m"],
        ["&", "m"],
        ["k", "m"],
        [",", "m"],
    ):
        return True
    if before == "T" and word.lower() in ("may", "march", "april", "june", "august") and not site.follows("mdoyqLsN"):
        return False  # "he wrote to May in 1928"
    if word.lower() in ("may", "march", "август", "augusta", "june", "april", "august"):
        return site.after_month() or (
            bool(before)
            and before in "ipbFTBAt&k-fx,(/"
            and (before != "," or word.lower() in ("june", "april", "august"))
        )
    return True


def _is_part_of_name(node: Node, text: str) -> bool:
    """«Мария Март», «Август Бебель»: a capital beside another one is no month, but «Август 1932» may open a line."""
    before, after = text[max(0, node.start - 30) : node.start], text[node.end : node.end + 3]
    return bool(re.match(r"\s[А-ЯЁ][а-яё]", after) or re.search(r"(?<![А-ЯЁа-яё.])[А-ЯЁ][а-яё]+\s$", before))


def _is_year_first(shape: str, site: _Site) -> bool:
    """ "1927 г., мая 12", "1927 May 12": as archives write it; after a full stop or without a day, a heading."""
    if (";" in shape.split("m")[0] and "L" not in shape) or shape[-1] == "m":
        return site.is_opening()
    return True


_DAY_OR_MONTH = ("day", "дня", "день", "месяца", "месяце", "месяц")


def _is_one_day(taken: list[Node], text: str) -> bool:
    """ "the 12th day of May", «мая 12 дня»: a date, which "12 days of May" is not."""
    return any(node.cls == "u" and text[node.start : node.end].lower() in _DAY_OR_MONTH for node in taken)


def _month_of_year(taken: list[Node], site: _Site) -> Point | None:
    """ "5/1927" as a heading; within a text it is a number of a journal, or a fraction."""
    month = number_of(taken, "d")
    return Point("month", number_of(taken, "y"), month) if month <= 12 and site.is_opening() else _NOT_SO


def _roman_point(taken: list[Node], shape: str, site: _Site) -> Point | None:
    """ "12 V 1927", "12-го/V-27", "V 1927": months in Roman digits, which a ruler or a volume before a year is not."""
    month = number_of(taken, "R")
    if not 1 <= month <= 12:
        return _NOT_SO
    if shape[0] in "do":
        day = number_of(taken, "do")
        year = next(node for node in reversed(taken) if node.cls in "nqdy")
        joined = year.cls == "y" or site.text[year.start - 1] in "./-"
        if day > 31 or not joined or not isinstance(year.value, int):
            return _NOT_SO
        return Point("day", year.value, month, day, century_known=year.cls == "y")
    at_home = site.is_opening() or site.before() in "iFTbAUp,;f" or (site.before() == "-" and site.follows("R"))
    return _with_year(Point("month", None, month), taken) if at_home else _NOT_SO


def _republican_point(taken: list[Node]) -> Point | None:
    """ "18 Brumaire Year VIII": a day of the French Republic, which had fourteen years."""
    day, year = taken[0].value, next(node.value for node in reversed(taken) if node.cls in "Rdo")
    if not isinstance(day, int) or not isinstance(year, int) or not 1 <= year <= 14 or not 1 <= day <= 30:
        return None
    return Point("day", year, number_of(taken, "M"), day, calendar="french-republican")


def _season_point(taken: list[Node], shape: str, site: _Site) -> Point | None:
    text = site.text
    season = number_of(taken, "s")
    if shape == "so" and number_of(taken, "o") < 14:
        return None
    if shape in ("s", "es"):
        word = text[taken[-1].start : taken[-1].end]
        if (
            word[0].isupper()
            and re.match(r"\s+[A-Z]", text[taken[-1].end :][:3])
            and not _SEASONAL.match(text, taken[-1].end)
        ):
            return None  # a palace, a name
        before = shape[0] if shape == "es" else site.before()
        joined = site.nodes[site.last : site.last + 2]
        if [n.cls for n in joined] in (["-", "s"], ["/", "s"], ["&", "s"], ["k", "s"]) or (
            before in ("-", "/", "&", "k") and site.follows("s")
        ):
            return Point("season", None, season=season)
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
    number = number_of(taken, "oRd")
    if not 1 <= number <= 30:
        return None
    if value_of(taken, "E") == -1:
        return Point("century", 1 - number * 100)
    return Point("century", (number - 1) * 100)


def _decade_point(taken: list[Node]) -> Point | None:
    value = number_of(taken, "D")
    if value == 10 and len(taken) == 1:  # «шесть десятых»
        return None
    if not value:  # "19??"
        return Point("century", int(str(value_of(taken, "D"))))
    century = number_of(taken, "oRd")
    if century and value < 100:
        return Point("decade", (century - 1) * 100 + value)
    if value_of(taken, "E") == -1:
        return Point("decade", 1 - value - 9)
    return Point("decade", value, century_known=value > 99)
