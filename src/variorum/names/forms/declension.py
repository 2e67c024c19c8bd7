"""Russian names brought to the nominative: every form that a word may come from, none chosen silently.

Surnames decline by their endings: those in -ов and -ин between noun and adjective, those in -ский as adjectives, the
rest as nouns; women's surnames on a consonant do not decline, nor does anybody's on -о, -е, -и, -у, -ых, -их. Given
names come from the dictionary of pymorphy3, patronymics from their endings. Cases are named by one letter: N G D A I P.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import count
from operator import attrgetter
from typing import NamedTuple

from variorum.languages.ru.equipment import Parse, dictionary

ALL_CASES = frozenset("NGDAIP")
_NOUN = {"nomn": "N", "gent": "G", "datv": "D", "accs": "A", "ablt": "I", "loct": "P", "gen2": "G", "loc2": "P"}


class Declined(NamedTuple):
    """One way to read a form: its nominative, the gender ("m", "f" or "" for either), cases, and whether plural."""

    nominative: str
    gender: str
    cases: frozenset[str]
    plural: bool = False


@dataclass(frozen=True, slots=True)
class _Ending:
    place: int  # in the order of the table
    kind: str
    stem: re.Pattern[str]
    ending: str
    nominative: str
    gender: str
    cases: frozenset[str]
    plural: bool = False


_place = attrgetter("place")
_LONGEST_ENDING = 3  # letters


def _endings() -> Iterator[_Ending]:
    places = count()
    for stem, gender, table in _TABLE:
        for row in table.split():
            ending, nominative, cases = row.split(":")
            plural = cases.islower()
            kind = (
                "possessive"
                if stem == _POSSESSIVE
                else "adjective"
                if nominative[-1:] in "йя" and len(nominative) > 1
                else ""
            )
            yield _Ending(
                next(places),
                kind,
                re.compile(f"(?:{stem})$"),
                ending.strip("-"),
                nominative.strip("-"),
                gender,
                frozenset(cases.upper()),
                plural,
            )


_POSSESSIVE = "[оеё]в|[иы]н"
_HARD = "[бвгджзклмнпрстфхцчшщ]"
_NOT_POSSESSIVE = r"(?<![оеё])в|(?<![иы])н|[бгджзклмпрстфхцчшщ]"
# stem, gender, then ending:nominative ending:cases (small letters: of several bearers)
_TABLE = (
    (_POSSESSIVE, "m", "-:-:N а:-:GA у:-:D ым:-:I ом:-:I е:-:P ы:-:n ых:-:gap ым:-:d ыми:-:i"),
    (_POSSESSIVE, "f", "а:а:N ой:а:GDIP ою:а:I у:а:A"),
    ("[кгх]", "m", "ий:ий:N ого:ий:GA ому:ий:D им:ий:I ом:ий:P ие:ий:n их:ий:gap им:ий:d ими:ий:i"),
    ("[кгх]|[бвдзлмнпрст]", "m", "ой:ой:N ого:ой:GA ому:ой:D ым:ой:I им:ой:I ом:ой:P"),
    ("[бвдзлмнпрст]", "m", "ый:ый:N ого:ый:GA ому:ый:D ым:ый:I ом:ый:P ые:ый:n ых:ый:gap ым:ый:d ыми:ый:i"),
    ("[жшщчн]", "m", "ий:ий:N его:ий:GA ему:ий:D им:ий:I ем:ий:P"),
    ("[кгхбвдзлмнпрст]", "f", "ая:ая:N ой:ая:GDIP ою:ая:I ую:ая:A"),
    ("[жшщчн]", "f", "ая:ая:N яя:яя:N ей:ая:GDIP ую:ая:A"),
    (_NOT_POSSESSIVE, "m", "-:-:N а:-:GA у:-:D ом:-:I ем:-:I е:-:P ы:-:n и:-:n ов:-:ga ам:-:d ами:-:i ах:-:p"),
    (_NOT_POSSESSIVE, "f", "-:-:NGDAIP"),
    (_HARD, "m", "ь:ь:N я:ь:GA ю:ь:D ем:ь:I ём:ь:I е:ь:P"),
    (_HARD, "f", "ь:ь:NGDAIP"),
    ("[аеиоуыэюя]", "m", "й:й:N я:й:GA ю:й:D ем:й:I е:й:P"),
    ("[аеоуыэюя]", "f", "й:й:NGDAIP"),
    (_NOT_POSSESSIVE, "", "а:а:N ы:а:G и:а:G е:а:DP у:а:A ой:а:I ою:а:I ей:а:I"),
    (f"{_HARD}|[аеиоуь]", "", "я:я:N и:я:GDP е:я:DP ю:я:A ей:я:I ею:я:I"),
    ("[оеёиуюэ]|[ыи]х", "", "-:-:NGDAIP"),
    ("ц", "m", "а:#ец:GA у:#ец:D ом:#ец:I ем:#ец:I е:#ец:P"),
)
_OLD = (("аго", "ого"), ("яго", "его"), ("ыя", "ые"), ("ія", "ие"))
_OLD_ENDINGS = tuple(old for old, _ in _OLD)


@lru_cache(maxsize=100_000)
def surname_readings(word: str) -> tuple[Declined, ...]:
    """Every nominative that a Russian surname's form may have, the nominative reading first.

    A hyphenated surname declines in all its parts, or in its last alone.
    """
    if "-" in word:
        return _hyphenated(word)
    return _by_endings(_modern(word)) or (Declined(word, "", ALL_CASES),)


@lru_cache(maxsize=50_000)
def given_readings(word: str) -> tuple[Declined, ...]:
    """Every nominative that a given name's form may have: those that the dictionary knows as names, else by ending."""
    modern = _modern(word)
    parses = _parses(modern) if _is_known(modern) else []  # to guess at unknown words costs a hundred times as much
    known = [
        Declined(_cased(parse.normal_form, word), _gender(parse), frozenset(_case(parse)))
        for parse in parses
        if "Name" in parse.tag and "sing" in parse.tag and "voct" not in parse.tag
    ]
    return _gathered(known) if known else surname_readings(word)


@lru_cache(maxsize=50_000)
def dictionary_names(word: str) -> tuple[str, ...]:
    """The nominatives of a form that the dictionary knows as a given name or a place and as nobody's surname."""
    modern = _modern(word)
    parses = _parses(modern) if _is_known(modern) else []
    if any("Surn" in parse.tag for parse in parses):
        return ()
    return tuple(dict.fromkeys(parse.normal_form for parse in parses if "Name" in parse.tag or "Geox" in parse.tag))


_PATRONYMIC = re.compile(
    r"(?P<m>(?:[аеё]и|[бвгджзклмнпрстфх]ы)ч|(?:[оеё]в|[кмнлт]|[оеё]вь)?ич)(?P<e>|а|у|ем|е|ом)$|(?P<f>(?:[оеё]в|ич|инич)н)(?P<g>а|ы|е|у|ой|ою)$"
)
_MEN = {"": "N", "а": "GA", "у": "D", "ем": "I", "ом": "I", "е": "P"}
_WOMEN = {"а": "N", "ы": "G", "е": "DP", "у": "A", "ой": "I", "ою": "I"}


@lru_cache(maxsize=50_000)
def patronymic_readings(word: str) -> tuple[Declined, ...]:
    """The nominative of a patronymic's form; empty where the word has no patronymic's ending."""
    modern = _modern(word)
    found = _PATRONYMIC.search(modern.lower())
    if not found or len(modern) < 5:
        return ()
    if found["m"]:
        stem = _in_full(modern[: len(modern) - len(found["e"])])
        return (Declined(stem, "m", frozenset(_MEN[found["e"]])),)
    stem = modern[: len(modern) - len(found["g"])]
    return (Declined(stem + "а", "f", frozenset(_WOMEN[found["g"]])),)


def _in_full(patronymic: str) -> str:
    """The patronymic as it is written where it is spoken short: «Иваныч» is Иванович, «Сергеич» Сергеевич."""
    if patronymic.lower().endswith("ыч"):
        return patronymic[:-2] + "ович"
    return patronymic[:-2] + "евич" if re.search("[аеё]ич$", patronymic.lower()) else patronymic


def agreeing(parts: Iterable[tuple[Declined, ...]]) -> list[tuple[Declined, ...]]:
    """The ways to read the parts of one name together: in one case, and as one gender; the nominative first.

    Where the parts agree in no reading at all (a name that its writer declined in part), each stands in its first.
    """
    ways: list[tuple[tuple[Declined, ...], frozenset[str], str]] = [((), ALL_CASES, "")]
    readings = [part[:12] for part in parts]
    for part in readings:
        ways = [
            ((*before, reading), cases & reading.cases, gender or reading.gender)
            for before, cases, gender in ways
            for reading in part
            if cases & reading.cases and not (gender and reading.gender and gender != reading.gender)
        ][:48]
    if not ways:
        return [tuple(part[0] for part in readings if part)]
    ways.sort(key=lambda way: "N" not in way[1])
    return [way for way, _, _ in ways]


# endings that leave one class only: whoever reads «Рютиным» knows that nobody is called so in the nominative
_SURELY_POSSESSIVE = re.compile(r"..(?:[оеё]в|[иы]н)(?:ым|ыми|ых|ой|ою)$")
_POSSESSIVE_OBLIQUE = re.compile(r"..(?:[оеё]в|[иы]н)[уеы]$")
_LONG_ENDS = ("м", "ми", "ых", "их", "ой", "ю", "го", "му", "ая", "ие")  # of every word that the other two find
_SURELY_ADJECTIVE = re.compile(r"...(?:ого|его|ому|ему|[сц]к(?:им|ом|ая|ую|ими|их|ие))$")


def _by_endings(word: str) -> tuple[Declined, ...]:
    lower = word.lower()
    possessive = adjective = None
    if lower.endswith(_LONG_ENDS):
        possessive, adjective = _SURELY_POSSESSIVE.search(lower), _SURELY_ADJECTIVE.search(lower)
    capitals = word.isupper()
    found: list[Declined] = []
    for rule in _fitting(lower[-_LONGEST_ENDING - 2 :]):
        if (possessive and rule.kind != "possessive") or (
            adjective and (rule.kind != "adjective" or len(rule.ending) < 2)
        ):
            continue
        stem = word[: len(lower) - len(rule.ending) - rule.nominative.startswith("#")]
        ending = rule.nominative.lstrip("#")
        found.append(Declined(stem + (ending.upper() if capitals else ending), rule.gender, rule.cases, rule.plural))
    if not possessive and not adjective:
        found += _from_dictionary(word)
    if lower.endswith(("ской", "цкой")):  # a woman is Крупская, and Крупской in the other cases
        found = [reading for reading in found if reading.gender != "f" or reading.nominative != word]
    if lower.endswith(("у", "е", "ы")) and _POSSESSIVE_OBLIQUE.search(lower):  # «Каюрову» is nobody's nominative either
        found = [reading for reading in found if reading.cases != ALL_CASES]
    return _gathered(found)


@lru_cache(maxsize=50_000)
def _fitting(lower: str) -> list[_Ending]:
    """The rules whose ending and stem a word with these last letters has, in the order of the table.

    No stem is known by more than its two last letters.
    """
    fitting: list[_Ending] = []
    for cut in range(len(lower), max(len(lower) - _LONGEST_ENDING, 2) - 1, -1):
        if lower[cut:] in _by_ending():
            fitting += _after(lower[cut - 2 : cut], lower[cut:])
    return sorted(fitting, key=_place)


@lru_cache(maxsize=50_000)
def _after(stem: str, ending: str) -> list[_Ending]:
    """The rules of one ending that go with a stem of these last letters."""
    return [rule for rule in _by_ending()[ending] if rule.stem.search(stem)]


@cache
def _by_ending() -> dict[str, list[_Ending]]:
    rules: dict[str, list[_Ending]] = {}
    for rule in _endings():
        rules.setdefault(rule.ending, []).append(rule)
    return rules


def _from_dictionary(word: str) -> Iterator[Declined]:
    """Surnames that the dictionary knows, for what no ending tells («Павла», «Льва», «Песка»)."""
    if not _is_known(word):
        return
    for parse in _parses(word):
        if "Surn" in parse.tag and "sing" in parse.tag and "masc" in parse.tag:
            yield Declined(_cased(parse.normal_form, word), "m", frozenset(_case(parse)))


def _gathered(found: list[Declined]) -> tuple[Declined, ...]:
    """One reading for each nominative and gender, with all its cases; those of one bearer before those of several."""
    if len(found) < 2:
        return tuple(found)
    singular = [reading for reading in found if not reading.plural]
    merged: dict[tuple[str, str], Declined] = {}
    for reading in singular or found:
        key = (reading.nominative.replace("ё", "е"), reading.gender)
        before = merged.get(key)
        merged[key] = Declined(*reading[:2], before.cases | reading.cases, reading.plural) if before else reading
    for form, gender in list(merged):
        if gender and (form, "") in merged and merged[form, gender].cases <= merged[form, ""].cases:
            del merged[form, gender]
    return tuple(sorted(merged.values(), key=lambda reading: "N" not in reading.cases))


def _hyphenated(word: str) -> tuple[Declined, ...]:
    parts = [part for part in word.split("-") if part]
    if not parts:
        return (Declined(word, "", ALL_CASES),)
    together = agreeing(surname_readings(part) for part in parts)
    last = [
        (*(Declined(part, "", ALL_CASES) for part in parts[:-1]), reading) for reading in surname_readings(parts[-1])
    ]
    joined = [
        Declined(
            "-".join(part.nominative for part in way), _one_gender(way), frozenset.intersection(*(p.cases for p in way))
        )
        for way in [*together, *last]
    ]
    return _gathered([reading for reading in joined if reading.cases])[:16] or (Declined(word, "", ALL_CASES),)


def _one_gender(way: tuple[Declined, ...]) -> str:
    return next((reading.gender for reading in way if reading.gender), "")


_LETTERS = str.maketrans("ѣіѳѵѢІѲѴ", "еифиЕИФИ")
_OLD_LETTERS = frozenset(map(chr, _LETTERS))


def _modern(word: str) -> str:
    """The spelling of after 1918, so that the endings of today fit."""
    if word.lower().endswith(_OLD_ENDINGS):
        lower = word.lower()
        for old, new in _OLD:
            if lower.endswith(old) and len(word) > len(old) + 2:
                word = word[: -len(old)] + new
    if not _OLD_LETTERS.isdisjoint(word):
        word = word.translate(_LETTERS)
    return word[:-1] if word[-1:] in "ъЪ" and len(word) > 1 else word


@lru_cache(maxsize=1_000)  # one word is asked for as given name, surname and place
def _parses(word: str) -> list[Parse]:
    return dictionary().parse(word.lower())


@lru_cache(maxsize=1_000)
def _is_known(word: str) -> bool:
    return dictionary().word_is_known(word.lower())


def _case(parse: Parse) -> str:
    return next((letter for name, letter in _NOUN.items() if name in parse.tag), "N")


def _gender(parse: Parse) -> str:
    if "masc" in parse.tag:
        return "m"
    return "f" if "femn" in parse.tag else ""


def _cased(form: str, like: str) -> str:
    return form.upper() if like.isupper() and len(like) > 1 else form[:1].upper() + form[1:]
