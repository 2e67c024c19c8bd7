"""Names as they stand in a text brought to the nominative, as an index would give them.

Russian forms are often those of two names («Сталина» is a woman's nominative and a man's genitive): which is meant
other mentions in the same text may tell («Сталиным»), and are asked. Names of groups, places and works have their head
noun, and the adjectives that agree with it, brought to the nominative; what depends on it stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from variorum.languages.person_name import NameReading
from variorum.languages.registry import words_of_every_language
from variorum.languages.ru.equipment import Parse, dictionary
from variorum.names.forms.chinese import is_surname
from variorum.names.forms.given import known_given
from variorum.names.forms.parsing import parse
from variorum.names.forms.rulers import roman
from variorum.text.scripts import CYRILLIC

_WORD = re.compile(r"[^\W\d_]+(?:\([^\W\d_]{1,2}\))?")
_DECLINED_CAPITALS = re.compile(r"([А-ЯЁ]{2,})(?:ом|ов|у|а|е|ы)$")
_LINE_END = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad¬][ \t]*\r?\n[ \t]*(?=[^\W\d_A-ZА-ЯЁ])")
_REACH = 40  # characters looked at before a name
_CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct", "gen2", "loc2"})


def plain(surface: str) -> str:
    """A surface on one line: words divided at a line's end joined, white space levelled, soft hyphens gone."""
    return " ".join(_LINE_END.sub("", surface).replace("\u00ad", "").split())


def cue_before(text: str, start: int) -> str:
    """ "oblique" where the Russian name that begins at `start` cannot be a nominative; empty where nothing tells.

    «Рютина» is the genitive of a man's surname or the nominative of a woman's. «У Рютина» and «товарища Рютина» are the
    man's: a woman's would be «Рютиной».
    """
    return "oblique" if _leading_from_nominative().search(text[max(0, start - _REACH) : start]) else ""


@lru_cache(maxsize=1)
def _leading_from_nominative() -> re.Pattern[str]:
    kinds = ("leads-from-nominative", "brief-titles", "declined-titles")
    prepositions, brief, declined = (
        "|".join(map(re.escape, words_of_every_language("small_words", kind))) for kind in kinds
    )
    return re.compile(rf"(?:^|[^\w-])(?:(?:{prepositions})(?:\s+(?:{brief})\.?)?|(?:{declined}))\s+$", re.IGNORECASE)


def told_by(surfaces: Iterable[str]) -> Mapping[str, int]:
    """How often each nominative may be meant among people's names, those of one reading counting for four."""
    counts: Counter[str] = Counter()
    for surface in surfaces:
        names = {_surname(reading) for reading in parse(plain(surface)).readings}
        for name in names:
            counts[name] += 4 if len(names) == 1 else 1
    return counts


def person_in_nominative(surface: str, told: Mapping[str, int]) -> str:
    """A person's name in the nominative: of several the one that the other mentions speak for, else the likeliest."""
    written = plain(surface)
    readings = [reading for reading in parse(written).readings if not reading.plural] or list(parse(written).readings)
    if not readings or not CYRILLIC.search(written):
        return written
    best = max(
        readings,
        key=lambda reading: (
            told.get(_surname(reading), 0),
            bool(known_given(reading.given).full),
            -readings.index(reading),
        ),
    )
    return _in_order(best, written)


def _surname(reading: NameReading) -> str:
    return reading.surname.lower().replace("ё", "е")


def _in_order(reading: NameReading, written: str) -> str:
    """Given name first; a surname of several words as it was written, without the hyphens that a reading puts.

    Chinese names keep their surname first; a ruler's numeral stays behind, and "von" before the surname.
    """
    surname = reading.surname if "-" in written else reading.surname.replace("-", " ")
    name = parse(written)
    particles = [word for word in written.split() if word.lower() in name.particles]
    if reading.surname and reading.given and is_surname(reading.surname) and written.split()[0] == reading.surname:
        return f"{surname} {reading.given}"
    numeral = _numeral(written.split()[-1], reading.gender) if name.numeral else ""
    return " ".join(filter(None, (reading.given, reading.patronymic, *particles, surname, numeral)))


def _numeral(word: str, gender: str) -> str:
    """A Roman numeral as it is, an ordinal written out in the nominative."""
    if roman(word):
        return word
    wanted = frozenset({"nomn", "sing", "femn" if gender == "f" else "masc"})
    made = next((one.inflect(wanted) for one in dictionary().parse(word.lower()) if "ADJF" in one.tag), None)
    return _cased(made.word, word) if made is not None else word


@lru_cache(maxsize=50_000)
def thing_in_nominative(surface: str) -> str:
    """The name of a group, a place or a work in the nominative."""
    written = plain(surface)
    if not CYRILLIC.search(written):
        return written
    words = list(_WORD.finditer(written))
    head = _head(tuple(word[0] for word in words))
    forms = head or [_DECLINED_CAPITALS.sub(r"\1", word[0]) for word in words[:1]]
    for word, form in reversed(list(zip(words, forms, strict=False))):
        written = written[: word.start()] + form + written[word.end() :]
    return written


def _head(words: tuple[str, ...]) -> list[str]:
    """The head noun and the adjectives before it in the nominative; nothing where they stand in it already."""
    chosen: list[list[Parse]] = []
    for word in words[:6]:
        if _DECLINED_CAPITALS.match(word) or word.isupper():
            break
        readings = [p for p in dictionary().parse(word.lower()) if p.tag.grammemes & _CASES]
        chosen.append(readings)
        if not readings:
            return []
        if not any(_is_adjective(parse) for parse in readings) or any(_is_name(parse) for parse in readings):
            return _agreed(words, chosen)
    return _agreed(words, chosen) if len(chosen) == len(words) else []


def _agreed(words: tuple[str, ...], chosen: list[list[Parse]]) -> list[str]:
    for noun in _nouns_first(chosen[-1]):
        run = [_agreeing(readings, noun) for readings in chosen[:-1]]
        if any(reading is None for reading in run):
            continue
        if "nomn" in noun.tag:
            return []
        number = "plur" if "plur" in noun.tag else "sing"
        made = [reading.inflect(frozenset({"nomn", number})) for reading in (*run, noun) if reading is not None]
        if all(form is not None for form in made):
            return [_cased(form.word, word) for form, word in zip(made, words, strict=False) if form is not None]
    return []


def _nouns_first(readings: list[Parse]) -> list[Parse]:
    """Readings in the order to be tried: names of places first, then by likelihood; the nominative where it may be."""
    return sorted(readings, key=lambda one: ("nomn" not in one.tag, "Geox" not in one.tag, -one.score))


def _agreeing(readings: list[Parse], noun: Parse) -> Parse | None:
    wanted = noun.tag.grammemes & (_CASES | {"sing", "plur"})
    gender = noun.tag.grammemes & {"masc", "femn", "neut"} if "sing" in noun.tag else frozenset()
    for reading in readings:
        if _is_adjective(reading) and wanted | gender <= reading.tag.grammemes:
            return reading
    return None


def _is_adjective(parse: Parse) -> bool:
    return "ADJF" in parse.tag or "PRTF" in parse.tag


def _is_name(parse: Parse) -> bool:
    return "Geox" in parse.tag


def _cased(form: str, like: str) -> str:
    return (
        form.upper() if like.isupper() and len(like) > 1 else form[:1].upper() + form[1:] if like[0].isupper() else form
    )
