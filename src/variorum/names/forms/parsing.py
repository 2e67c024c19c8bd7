"""Names taken apart: titles, given name, patronymic, surname, initials, in both scripts and in any order.

What the order of the words does not settle is kept as several readings, and so are Russian forms that may stand in
several cases: «Александра Каюрова» is a woman in the nominative and a man in the genitive.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from variorum.languages.person_name import NameReading, PersonName
from variorum.names.forms.chinese import in_russian, is_chinese, is_surname
from variorum.names.forms.declension import (
    ALL_CASES,
    Declined,
    agreeing,
    dictionary_names,
    given_readings,
    patronymic_readings,
    surname_readings,
)
from variorum.names.forms.given import known_given
from variorum.names.forms.rulers import ordinal, roman
from variorum.names.forms.skeleton import is_slavic, skeleton
from variorum.names.forms.titles import is_address, is_particle, is_post, is_suffix, is_title, tells_descent
from variorum.text.scripts import CYRILLIC

_LONGEST = 300  # letters; a longer "name" is a sentence, and only its beginning is looked at
_MOST_READINGS = 12
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_BESIDE = re.compile(r"[(\[«“„\"]([^()\[\]«»“”„\"]*)[)\]»”\"]")
_PLEAS = re.compile(
    r"\b(?:псевдоним|псевд|партийн\w* кличк\w*|кличк\w*|наст(?:оящая)?\.?\s*(?:фам(?:илия)?|имя)?|урожд(?:[её]нн\w*)?"
    r"|он же|pseudonym|pseud|real name|born|n[ée]e|alias|called|gen\.)\b\.?:?",
    re.IGNORECASE,
)
_YEARS = re.compile(r"[,\s]*(?:\b(?:ca?|b|d|р|род|ум)\.?\s*)?\d[\d\s.,–—/-]*\??")
# which of several of one surname, as the Duma and the army numbered them: «Петров 2-й», "Petrov 2nd"
_NUMBERED = re.compile(r"(?<=[^\W\d_])[\s-]+([1-9]\d?)\s?(?:-?(?:[йя]|ый|о?го|о?му|ы?м|ю)|st|nd|rd|th)\s*$")
_DASHES = re.compile(r"\s*[‐‑–—-]\s*(?=\w)")
# letters that make one initial together: "Iu. L.", "Kh. G.", «Дж.»
_INITIAL = r"(?:Shch|Sch|Dzh|Zh|Kh|Ts|Ch|Sh|Yu|Ya|Ye|Yo|Iu|Ia|Ie|Ju|Ja|Je|Ph|Th|Дж|Дз|[^\W\d_])"
_WORD = re.compile(rf"{_INITIAL}\.(?=\W|$|[^\W\d_])|[^\W\d_][\w'’ʹʺ`̀-ͯ͡-]*\.?|,", re.UNICODE)
_ONE_INITIAL = re.compile(rf"{_INITIAL}\.?$")
_RUN_OF_INITIALS = re.compile(r"[A-ZА-ЯЁ]{2}$")
_LATIN_PATRONYMIC = re.compile(
    r"(?:[oeëё]i?(?:v|w|ff?)|[iy]|['’ʹ`]|[kmnlt])(?:i|y)(?:ch|č|tsch|tch|cz|c|ć)$"
    r"|(?:[oeëё](?:v|w)|ich|ič|itsch|itch|icz|inich|inič)n(?:a|oy|u|y)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Split:
    """The words of a name with what is no name put aside; `comma` is how many words stand before a comma, or 0."""

    words: tuple[str, ...]
    comma: int
    titles: tuple[str, ...]
    particles: tuple[str, ...]
    suffixes: tuple[str, ...]
    also: tuple[str, ...]
    numeral: int = 0


class _Roles(NamedTuple):
    given: str = ""
    patronymic: str = ""
    surname: str = ""
    turned: bool = False
    alone: bool = False


@lru_cache(maxsize=200_000)
def parse(text: str) -> PersonName:
    """Take a person's name apart; what holds no letters gives a name without readings. Never raises."""
    text = unicodedata.normalize("NFC", text)[:_LONGEST]
    script = "Cyrl" if CYRILLIC.search(text) else "Latn" if _LATIN.search(text) else ""
    written = in_one_script(text) if script == "Cyrl" else text
    if _is_plain_word(written, script):
        alone = _of_one(written) if _is_cyrillic(written) else [NameReading(surname=written, alone=True)]
        return PersonName(text, script, readings=tuple(dict.fromkeys(alone))[:_MOST_READINGS])
    split = _split(written)
    readings = dict.fromkeys(reading for roles in _roles(split) for reading in _in_the_nominative(roles))
    kept = tuple(readings)[:_MOST_READINGS]
    return PersonName(text, script, split.titles, split.particles, split.suffixes, split.also, kept, split.numeral)


_TO_CYRILLIC = str.maketrans("ABCEHKMOPTXaceopxyi", "АВСЕНКМОРТХасеорхуі")
_TO_LATIN = str.maketrans("АВСЕНКМОРТХІасеорхуі", "ABCEHKMOPTXIaceopxyi")
_MIXED = re.compile(r"[^\W\d_]*(?:[A-Za-z][\u0400-\u052f]|[\u0400-\u052f][A-Za-z])[^\W\d_]*")


def in_one_script(text: str) -> str:
    """A text whose words of both scripts are in one where the other's letters only look like it («PЮТИН»)."""
    return _MIXED.sub(lambda found: _unmixed(found[0]), text) if _LATIN.search(text) else text


def _unmixed(word: str) -> str:
    cyrillic, latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    if not _LATIN.search(cyrillic):
        return cyrillic
    return word if CYRILLIC.search(latin) else latin


def _is_plain_word(text: str, script: str) -> bool:
    """Whether a text is one word of letters, of which nothing can be put aside: it is the name, whatever it is."""
    return bool(script) and text.isalpha() and len(text) > 2 and text not in _PREPOSITIONS


def _split(text: str) -> _Split:
    also = tuple(filter(None, (_PLEAS.sub("", found).strip(" ,.;:") for found in _BESIDE.findall(text))))
    outside = _BESIDE.sub(" ", text)
    if not _LATIN.search(outside) and not CYRILLIC.search(outside):
        outside, also = " ".join(also), ()
    numbered = _NUMBERED.search(outside)
    outside = outside[: numbered.start()] if numbered else outside
    outside = _DASHES.sub("-", _YEARS.sub(" ", outside))
    split = _sorted_out(_WORD.findall(outside), also)
    if not numbered or not split.words:
        return split
    if len(split.words) == 1 and _is_given(split.words[0]):
        return replace(split, numeral=int(numbered[1]))
    return replace(split, suffixes=(*split.suffixes, numbered[1]))


def _sorted_out(found: list[str], also: tuple[str, ...]) -> _Split:
    words: list[str] = []
    asides: dict[str, list[str]] = {"titles": [], "particles": [], "suffixes": []}
    comma = 0
    found, numeral = _without_numeral(found)
    last = len(found) - 1
    for place, word in enumerate(found):
        if word == ",":
            comma = comma or len(words)
        elif is_address(word) and place < last:
            asides["titles"] += [*words, word] if not comma else [word]
            words = words if comma else []
        elif (not words or comma) and (is_title(word) or is_post(word)):
            asides["titles"].append(word)
        elif is_suffix(word) and words:
            asides["suffixes"].append(word.lower().strip("."))
        elif is_particle(word) and place < last and not _is_name_for_all_that(word, words, last - place):
            asides["particles"].append(word.lower())
        elif word not in _PREPOSITIONS or words:
            name, _, suffix = word.rpartition("-")
            younger = bool(name) and is_suffix(suffix)  # «Каюров-старший»
            asides["suffixes"] += [suffix.lower()] if younger else []
            words += _initials_apart(name if younger else word)
    if not words and asides["titles"]:
        words = [asides["titles"].pop()]
    return _Split(
        tuple(words),
        comma if comma < len(words) else 0,
        titles=tuple(asides["titles"]),
        particles=tuple(asides["particles"]),
        suffixes=tuple(asides["suffixes"]),
        also=also,
        numeral=numeral,
    )


def _without_numeral(found: list[str]) -> tuple[list[str], int]:
    """The words without a numeral behind them: "Nicholas II", «Николай Второй», "Nicholas the Second"."""
    if len(found) < 2 or "," in found[:-1]:
        return found, 0
    before, word = found[:-1], found[-1]
    if value := roman(word):
        alone = len(before) == 1 and (
            _is_cyrillic(before[0]) or _is_given(before[0]) or not is_slavic(before[0].lower())
        )
        return (before, value) if len(word) > 1 or alone or _is_given(before[-1]) else (found, 0)
    value = ordinal(word)
    if value and before[-1].lower() == "the" and len(before) > 1:
        return before[:-1], value
    if value and _is_cyrillic(word) and all(_is_given(one) for one in before):
        return before, value
    return found, 0


def _is_name_for_all_that(word: str, before: list[str], after: int) -> bool:
    """Whether a particle with a capital is a name: «Ван Мин» is Chinese, "De Alton Saunders" has it for his first."""
    if word[0].islower() or before:
        return False
    return word.lower() == "ван" or after > 1


_PREPOSITIONS = frozenset("о об у к ко с со от для про при за над и а в".split())  # noqa: SIM905


def _initials_apart(word: str) -> list[str]:
    if _RUN_OF_INITIALS.match(word):  # «РЮТИН МН», "Riutin MN"
        return [f"{letter}." for letter in word]
    return [word]


def _is_initial(word: str) -> bool:
    return bool(_ONE_INITIAL.match(word)) and (word.endswith(".") or len(word) == 1)


def _is_short(word: str) -> bool:
    """An initial or an abbreviated given name («Вл.», "Alex.")."""
    return _is_initial(word) or (word.endswith(".") and len(word) <= 6)


def _roles(split: _Split) -> list[_Roles]:
    words = split.words
    if not words:
        return []
    if split.comma:
        surname, rest = words[: split.comma], words[split.comma :]
        return [_with_given(rest, _joined(surname))]
    short = [place for place, word in enumerate(words) if _is_short(word)]
    if len(short) == len(words):
        return [_Roles(given=words[0], patronymic=" ".join(words[1:2]))]
    if short:
        return [_around_initials(words, short)]
    if len(words) > 1 and tells_descent(split.particles):  # a son's name before his father's, never the other way
        return [_Roles(words[0], "", _joined(words[1:]))]
    return _whole(words, numeral=split.numeral)


def _with_given(rest: tuple[str, ...], surname: str) -> _Roles:
    given, patronymic = (rest[0] if rest else ""), (rest[1] if len(rest) > 1 else "")
    return _Roles(given, patronymic, surname)


def _around_initials(words: tuple[str, ...], short: list[int]) -> _Roles:
    """Initials before the surname or after it; a whole given name before an initial ("Bertram D. Wolfe")."""
    first = short[0]
    before, after = words[:first], [word for word in words[first:] if not _is_short(word)]
    initials = [words[place] for place in short]
    if not before and len(after) == 2 and len(initials) == 1 and _is_western_given(after[0]):  # "L. Ron Hubbard"
        return _Roles(initials[0], after[0], after[1])
    if before and after:
        return _Roles(before[0], initials[0], _joined([*before[1:], *after]))
    surname = [*before, *after]
    if len(surname) > 1 and _is_patronymic(surname[0]):  # "M. Nikitich Riutin"
        return _Roles(initials[0], surname[0], _joined(surname[1:]))
    return _Roles(initials[0], initials[1] if len(initials) > 1 else "", _joined(surname))


def _whole(words: tuple[str, ...], *, numeral: int = 0) -> list[_Roles]:
    """Roles of words without initials or comma, by the patronymic, by known given names, then by custom."""
    if len(words) == 1:
        return [_Roles(given=words[0]) if numeral else _Roles(surname=words[0], alone=True)]
    if len(words) == 2:
        return _two(words[0], words[1])
    if _is_patronymic(words[1]):
        return [_Roles(words[0], words[1], _joined(words[2:]))]
    if _is_patronymic(words[-1]):
        return [_Roles(words[-2], words[-1], _joined(words[:-2]))]
    if _is_given(words[-1]) and not _is_given(words[0]):
        return [_Roles(words[-1], "", _joined(words[:-1]))]
    double = _Roles(words[0], "", _joined(words[1:]))
    if len(words) == 3 and "-" not in words[1]:  # "John Maynard Keynes"; but "Gabriel García Márquez" has two surnames
        return [_Roles(words[0], words[1], words[2]), double]
    return [double]


def _is_western_given(word: str) -> bool:
    return not _is_cyrillic(word) and not _is_patronymic(word) and len(word) > 2


def _two(first: str, second: str) -> list[_Roles]:
    plain, turned = _Roles(first, "", second), _Roles(second, "", first)
    if is_surname(first) and _are_chinese(first, second):
        return [turned]  # Chinese put the surname first
    if _is_patronymic(second) and (_is_given(first) or _is_in_dictionary(first)):
        of_father = _Roles(first, second, "")
        return [of_father, plain] if _named_after_a_father(second) else [plain]
    if _is_given(second) and not _is_given(first):
        return [turned]
    if _is_given(first) and not _is_given(second):
        return [plain]
    return [plain, turned._replace(turned=True)]


def _are_chinese(first: str, second: str) -> bool:
    if _is_cyrillic(first):
        return is_chinese(first) and is_chinese(second)
    return bool(in_russian(first)) and bool(in_russian(second)) and not _is_given(first)


def _joined(words: list[str] | tuple[str, ...]) -> str:
    return "-".join(word.rstrip(".") for word in words)


def _is_cyrillic(word: str) -> bool:
    return bool(CYRILLIC.search(word))


def ends_as_patronymic(word: str) -> bool:
    """Whether a word in either script ends as Russian names after the father do."""
    return _is_patronymic(word)


@lru_cache(maxsize=50_000)
def _is_patronymic(word: str) -> bool:
    if _is_cyrillic(word):
        return bool(patronymic_readings(word))
    return len(word) > 4 and bool(_LATIN_PATRONYMIC.search(word))


@lru_cache(maxsize=50_000)
def _is_given(word: str) -> bool:
    if not _is_cyrillic(word):
        return known_given(word) != known_given("")
    return any(known_given(reading.nominative) != known_given("") for reading in given_readings(word))


def _is_in_dictionary(word: str) -> bool:
    """Whether the dictionary of Russian knows a word as a given name, though no table here does («Эмма»)."""
    return _is_cyrillic(word) and bool(dictionary_names(word))


@lru_cache(maxsize=50_000)
def _named_after_a_father(word: str) -> bool:
    """Whether a patronymic's stem is a known given name («Иванович», not «Каганович»)."""
    stem = re.sub(r"(?:[oe]v)?(?:iC|n|iCn|iniCn)(?:a|i|e|u|oi|em|om)?$", "", skeleton(word))
    ends = ("", "i", "a", "ei", "ii", "ia", "o")
    return any(known_given(stem + end) != known_given("") for end in ends)


def _in_the_nominative(roles: _Roles) -> list[NameReading]:
    if not (_is_cyrillic(roles.surname) or _is_cyrillic(roles.given) or _is_cyrillic(roles.patronymic)):
        return [_as_written(roles)]
    if roles.alone:
        return _of_one(roles.surname)
    parts = [
        _readings_of(roles.given, given_readings),
        _readings_of(roles.patronymic, patronymic_readings),
        _readings_of(roles.surname, surname_readings),
    ]
    return [
        NameReading(
            given=way[0].nominative,
            patronymic=way[1].nominative,
            surname=way[2].nominative,
            gender=_gender(way),
            case=_first_case(way[0].cases & way[1].cases & way[2].cases),
            turned=roles.turned,
            alone=roles.alone,
            plural=way[2].plural,
        )
        for way in agreeing(parts)
    ]


def _as_written(roles: _Roles) -> NameReading:
    """The one reading of a name in Latin letters, which does not decline."""
    given, patronymic = _dotted(roles.given), _dotted(roles.patronymic)
    gender = _gender_of(given, patronymic)
    return NameReading(given, patronymic, _dotted(roles.surname), gender, "N", roles.turned, roles.alone)


@cache
def _first_case(cases: frozenset[str]) -> str:
    return "N" if "N" in cases else next((case for case in "GDAIP" if case in cases), "N")


def _readings_of(word: str, decline: Callable[[str], tuple[Declined, ...]]) -> tuple[Declined, ...]:
    if not word or _is_short(word) or not _is_cyrillic(word):
        return (Declined(_dotted(word), "", ALL_CASES),)
    return decline(word.rstrip(".")) or surname_readings(word.rstrip("."))


def _of_one(word: str) -> list[NameReading]:
    """The readings of a single Russian word: what `agreeing` would give, there being nothing to agree with."""
    declined = _alone(word)
    kept = [one for one in declined[:12] if one.cases] or list(declined[:1])
    return [
        NameReading("", "", one.nominative, one.gender, _first_case(one.cases), alone=True, plural=one.plural)
        for one in kept
    ]


def _alone(word: str) -> tuple[Declined, ...]:
    """A single word may be a given name as well, and then declines as one («Льва»)."""
    as_given = [reading for reading in given_readings(word) if known_given(reading.nominative).full]
    if not as_given:
        return surname_readings(word)  # in this order already
    seen = {(reading.nominative, reading.gender) for reading in as_given}
    rest = [reading for reading in surname_readings(word) if (reading.nominative, reading.gender) not in seen]
    return tuple(sorted([*as_given, *rest], key=lambda reading: "N" not in reading.cases))


def _dotted(word: str) -> str:
    return f"{word}." if len(word) == 1 else word


def _gender(way: tuple[Declined, ...]) -> str:
    declined = next((part.gender for part in way if part.gender), "")
    return declined or _gender_of(way[0].nominative, way[1].nominative)


def _gender_of(given: str, patronymic: str) -> str:
    if patronymic and not patronymic.endswith(".") and _is_patronymic(patronymic):
        return "f" if patronymic.lower().endswith(("na", "на")) else "m"
    return known_given(given).gender if given and not given.endswith(".") else ""
