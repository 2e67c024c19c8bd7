"""Where one person's name ends and another's begins within what a model took for one.

The words of one Russian name stand in one case («Ответ Сталина Троцкому» names two), two surnames beside each other are
two people, and a list that has a name on each line is no name of many words. What leaves a doubt stays together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from variorum.languages.ru.equipment import dictionary
from variorum.names.forms.declension import ALL_CASES, given_readings, patronymic_readings, surname_readings
from variorum.names.forms.given import known_given
from variorum.names.recognition.edges import INITIAL, is_given, is_patronymic
from variorum.text.letters import compiled
from variorum.text.scripts import CYRILLIC

_WORD = compiled(rf"{INITIAL}|[^\W\d_][\w’'ʹ-]*\.?")
_INITIAL = compiled(rf"{INITIAL}$")
_SURNAMELIKE = re.compile(
    r"(?:[оеё]в|[иы]н|[сц]к)(?:а|у|ым|ом|е|ой|ою|ы|ых|ыми|ий|ого|ому|им|ая|ую)?$|(?:енко|[оеё]вич|[аеи]швили|дзе)(?:а|у|ем|е)?$"
    r"|[oe](?:v|ff)a?$|in[ae]?$|sk(?:iy?|y|aia|aya)$|enko$"
)
_OF_WHOM = re.compile(r"(?:[оеё]в|[иы]н)а$|[сц]к(?:ого|ой)$")
_CUT = frozenset("the a an of in on at by for from to with as is was were has had".split())  # noqa: SIM905

Span = tuple[int, int]
Signs = frozenset[tuple[str, str]]


def people_within(text: str, start: int, end: int) -> list[Span]:
    """The names of single people in a span that was taken for one person's."""
    words = [found.span() for found in _WORD.finditer(text, start, end)]
    if len(words) < 2:
        return [(start, end)]
    cuts = [place for place in range(1, len(words)) if _parts(text, words, place)]
    if not cuts:
        return [(start, end)]
    edges = [0, *cuts, len(words)]
    runs = [words[one:other] for one, other in pairwise(edges)]
    return [(run[0][0], run[-1][1]) for run in runs if run]


def _parts(text: str, words: Sequence[Span], place: int) -> bool:
    """Whether a name ends before the word at this place."""
    if "\n" in text[words[place - 1][1] : words[place][0]] and _is_list(text, words, place):
        return True
    before, word = (text[slice(*words[at])] for at in (place - 1, place))
    if not (CYRILLIC.search(before) and CYRILLIC.search(word)) or _is_brief(before) or _is_brief(word):
        return False
    return not _agree(before, word)


def _is_list(text: str, words: Sequence[Span], place: int) -> bool:
    """Whether a line's end parts two names: each line has one that is whole, or a surname alone."""
    above = [text[a:b] for a, b in words[:place] if "\n" not in text[b : words[place - 1][1]]]
    below = []
    for one, other in pairwise([*words[place:], (len(text), len(text))]):
        below.append(text[slice(*one)])
        if "\n" in text[one[1] : other[0]]:
            break
    if _is_brief(above[-1]) or _is_brief(below[0]):
        # «Рютин М. Н.⏎Каюров В. Н.» are two, «М. Н.⏎Рютин» and «Рютин⏎М. Н.» one
        return any(not _is_brief(word) for word in above) and any(not _is_brief(word) for word in below)
    if len(above) > 1 and len(below) > 1:
        return True
    if len(above) > 1:
        whole = any(not (is_given(word) or is_patronymic(word)) for word in above)
        return whole and not is_patronymic(below[0])
    forename = is_given(above[0]) or is_given(below[0])
    return not forename and is_surname_like(above[0]) and is_surname_like(below[0])


def is_surname_like(word: str) -> bool:
    """Whether a word ends as Russian surnames do, in some case and either script."""
    return bool(_SURNAMELIKE.search(word.lower()))


def _is_brief(word: str) -> bool:
    return bool(_INITIAL.match(word)) or len(word) == 1


@lru_cache(maxsize=50_000)
def _agree(before: str, word: str) -> bool:
    """Whether two Russian words can stand in one name: in one case, and not both surnames."""
    if "-" in before or "-" in word or before.islower() or word.islower():
        return True
    mine, others = _signs(before), _signs(word)
    forename = _is_forename(before) or _is_forename(word)
    if not forename and _OF_WHOM.search(before) and word[-1] in "ую":
        return False  # «Ленина Радеку»
    if is_patronymic(before) and not is_patronymic(word) and not agree_with_father(before, word):
        return False
    foreign = _is_forename(before) and not is_surname_like(word)  # «Надя Мурад», «Эрих Мария Ремарк»
    if not any(a == b and (not s or not t or s == t or foreign) for a, s in mine for b, t in others):
        return False
    return forename or not (_is_only_surname(before) and _is_only_surname(word))


@lru_cache(maxsize=50_000)
def _is_forename(word: str) -> bool:
    if is_given(word) or is_patronymic(word):
        return True
    lower = word.lower()
    return dictionary().word_is_known(lower) and any("Name" in one.tag for one in dictionary().parse(lower))


@lru_cache(maxsize=50_000)
def _is_only_surname(word: str) -> bool:
    """Whether a word is a Russian surname and nothing else."""
    readings = dictionary().parse(word.lower())
    known = dictionary().word_is_known(word.lower())
    return is_surname_like(word) and (not known or all("Surn" in one.tag for one in readings))


@lru_cache(maxsize=50_000)
def _signs(word: str) -> Signs:
    """The cases in which a word may stand as a part of a name, each with the sex that it then tells."""
    title = word[:1] + word[1:].lower()
    told = _in_dictionary(title.lower())
    if told and not is_patronymic(title):
        return told
    readings = [*given_readings(title), *patronymic_readings(title), *surname_readings(title)]
    if known_given(title).full or known_given(title).short_for:
        readings = [one for one in readings if one.cases != ALL_CASES] or readings
    return frozenset((case, one.gender) for one in readings if not one.plural for case in one.cases)


_LETTERS = {"nomn": "N", "gent": "G", "datv": "D", "accs": "A", "ablt": "I", "loct": "P"}
_SEXES = {"masc": "m", "femn": "f"}


def _in_dictionary(lower: str) -> Signs:
    """Cases and sexes by the dictionary, of a word that it knows as a name of people."""
    if not dictionary().word_is_known(lower):
        return frozenset()
    readings = [one.tag.grammemes for one in dictionary().parse(lower) if {"Name", "Surn", "Patr"} & one.tag.grammemes]
    return frozenset(
        (letter, next((sex for gender, sex in _SEXES.items() if gender in tags), ""))
        for tags in readings
        if "sing" in tags
        for case, letter in _LETTERS.items()
        if case in tags
    )


def agree_with_father(father: str, word: str) -> bool:
    """Whether a word can be the surname beside a patronymic: in its case."""
    cases = {case for one in patronymic_readings(father) for case in one.cases}
    return bool(cases & {case for case, _ in _signs(word)})


def agree(words: Sequence[str]) -> bool:
    """Whether the words, in their order, can be one Russian name: each agrees in case with the next."""
    return all({case for case, _ in _signs(a)} & {case for case, _ in _signs(b)} for a, b in pairwise(words))


def cut_at_grammar(text: str, start: int, end: int) -> int:
    """The end of a name without an English word of grammar in it and what follows ("Oleg V. The Road")."""
    for found in _WORD.finditer(text, start, end):
        if found.start() > start and found[0].lower() in _CUT and found[0][0].isupper():
            return start + len(text[start : found.start()].rstrip())
    return end


def spans_of(text: str, start: int, end: int) -> Iterator[Span]:
    """The names of people in a span, without what is a single letter or a figure."""
    end = cut_at_grammar(text, start, end)
    for one, other in people_within(text, start, end):
        if re.search(r"[^\W\d_]{2}", text[one:other]):
            yield one, other
