"""A comparison's reasons, in words: one sentence for each part that speaks for or against."""

from __future__ import annotations

import re
from typing import Protocol

from variorum.languages.person_name import NameReading, PersonName
from variorum.names.forms.parts import (
    AGREES,
    CLOSE,
    COMPATIBLE,
    CONTRADICTS,
    KIN,
    MISSING,
    NEAR,
    NONE,
    PARTLY,
    SHORT,
    SOUNDS,
    TRANSLATED,
    Bearing,
    Part,
)
from variorum.names.forms.titles import elder_and_younger, number_among
from variorum.saying import Sentence, say, template

ONLY_A_SOURCE = say("That one person bore both names (a pseudonym, a marriage, a party name) only a source can say.")
_FATHER = re.compile(r"(?:ич|вна|чна|[vwmtlnk]i(?:ch|č|cz|tsch|tch|c)|[vwhčc]na)$")
_CASES = {"G": "genitive", "D": "dative", "A": "accusative", "I": "instrumental", "P": "prepositional"}


class _Side(Protocol):
    @property
    def reading(self) -> NameReading: ...
    @property
    def given(self) -> Part: ...
    @property
    def patronymic(self) -> Part: ...
    @property
    def surname(self) -> Part: ...


class _Result(Protocol):
    @property
    def verdict(self) -> str: ...
    @property
    def a(self) -> _Side: ...
    @property
    def b(self) -> _Side: ...
    @property
    def surname(self) -> Bearing: ...
    @property
    def given(self) -> Bearing: ...
    @property
    def patronymic(self) -> Bearing: ...
    @property
    def by_bracket(self) -> bool: ...
    @property
    def swapped(self) -> bool: ...
    @property
    def genders(self) -> bool: ...


_SAID = {
    CONTRADICTS: template("The {part}s contradict each other: {a} and {b}."),
    NEAR: template("The {part}s are spelled nearly alike, {a} and {b}: a slip of spelling, or two names."),
    SOUNDS: template("The {part}s may sound alike, {a} and {b}, and no rule of spelling makes them one."),
    PARTLY: template("{a} and {b} share a part of a double {part}."),
    KIN: template("{a} and {b} are the forms of one {part} for a man and a woman."),
    SHORT: template("One {part} may be short for the other ({a}, {b}), and short forms serve several names."),
    COMPATIBLE: template("The initial fits: {a} and {b}."),
    CLOSE: template("The {part}s differ only in what transliterations confuse: {a} and {b}."),
    TRANSLATED: template("The {part}s are one name in two languages or spellings: {a} and {b}."),
}


def because(a: PersonName, b: PersonName, result: _Result) -> tuple[str, ...]:
    """The reasons of one comparison, those of the surname first, what is to be borne in mind last."""
    sentences = _of_surname(result)
    sentences += _of_part("given name", result.a.given, result.b.given, result.given)
    mine, others = result.a.patronymic, result.b.patronymic
    if mine is not NONE or others is not NONE:
        called = "patronymic" if _is_patronymic(result.a) or _is_patronymic(result.b) else "middle name"
        sentences += _of_part(called, mine, others, result.patronymic)
    if a.numeral != b.numeral:
        sentences.append(_of_numerals(a.numeral, b.numeral))
    if a.suffixes or b.suffixes:
        among = number_among(a.suffixes), number_among(b.suffixes)
        if among[0] != among[1]:
            sentences.append(_of_numerals(*among))
        if elder_and_younger(a.suffixes, b.suffixes):
            sentences.append(say("One is called the elder and the other the younger."))
    if result.swapped:
        sentences.append(say("The initials are the same two in the other order: a slip of the pen, or two bearers."))
    sentences += _of_readings(a, result.a.reading, gender_told=result.genders)
    sentences += [s for s in _of_readings(b, result.b.reading, gender_told=result.genders) if s not in sentences]
    return tuple(map(_with_one_stop, (*sentences, *_in_the_end(result))))


def _with_one_stop(sentence: str) -> str:
    """A sentence whose last word is an initial, without a second full stop."""
    return say("{sentence:-}.", sentence=sentence) if sentence.endswith("..") else sentence


def shared(result: _Result) -> tuple[str, ...]:
    """The parts that agree or fit."""
    bearings = (("surname", result.surname), ("given name", result.given), ("patronymic", result.patronymic))
    return tuple(name for name, bearing in bearings if bearing >= COMPATIBLE)


def _of_surname(result: _Result) -> list[str]:
    if result.by_bracket:
        return [say("One of the two gives the other's name beside its own, in brackets or quotation marks.")]
    if result.surname is MISSING and (result.a.surname is NONE) != (result.b.surname is NONE):
        return [say("Only one of the two gives a surname.")]
    if result.a.reading.alone and result.b.reading.alone and result.surname in (SHORT, TRANSLATED):
        return _of_part("name", result.a.surname, result.b.surname, result.surname)
    return _of_part("surname", result.a.surname, result.b.surname, result.surname)


def _of_part(name: str, a: Part, b: Part, bearing: Bearing) -> list[str]:
    if bearing is MISSING:
        present = a if b is NONE else b
        return (
            [say("Only one of the two gives the {name} ({written}).", name=name, written=present.written)]
            if present is not NONE
            else []
        )
    if bearing is AGREES:
        if a.written == b.written:
            return [say("The {name} is the same: {written}.", name=name, written=a.written)]
        return [
            say(
                "The {name} is the same in two spellings: {one} and {other}.",
                name=name,
                one=a.written,
                other=b.written,
            )
        ]
    if bearing is CONTRADICTS and (a.brief or b.brief):
        return [say("The initials contradict: {one} and {other}.", one=a.written, other=b.written)]
    return [Sentence(_SAID[bearing], {"part": name, "a": a.written, "b": b.written})]


def _is_patronymic(side: _Side) -> bool:
    return (side.patronymic.brief and side.surname.cyrillic) or bool(_FATHER.search(side.patronymic.letters))


def _of_numerals(a: int, b: int) -> str:
    if a and b:
        return say("The numerals contradict each other: {a} and {b}.", a=a, b=b)
    return say("Only one of the two has a numeral ({a}).", a=a or b)


def _of_readings(name: PersonName, reading: NameReading, *, gender_told: bool) -> list[str]:
    """What was read into a form, and what else it may be read as."""
    sentences: list[str] = []
    if reading.case in _CASES:
        sentences.append(
            say(
                "“{written}” is read as the {cases} of {nominative}.",
                written=name.written,
                cases=_CASES[reading.case],
                nominative=_nominative(reading),
            )
        )
    if reading.gender and not gender_told and (other := _of_the_other_sex(name, reading)):
        sentences.append(
            say(
                "“{written}” may also be {nominative}, {whose} name.",
                written=name.written,
                nominative=_nominative(other),
                whose=_whose(other),
            )
        )
    if reading.plural:
        sentences.append(say("“{written}” names several bearers of the surname.", written=name.written))
    if reading.turned:
        sentences.append(say("“{written}” is read with the surname first.", written=name.written))
    return sentences


def _of_the_other_sex(name: PersonName, reading: NameReading) -> NameReading | None:
    for other in name.readings:
        if other.gender and other.gender != reading.gender and _nominative(other) != _nominative(reading):
            return other
    return None


def _whose(reading: NameReading) -> str:
    return "a woman's" if reading.gender == "f" else "a man's"


def _nominative(reading: NameReading) -> str:
    return " ".join(filter(None, (reading.given, reading.patronymic, reading.surname)))


def _in_the_end(result: _Result) -> list[str]:
    if result.verdict == "same":
        if result.given < SHORT and result.patronymic < SHORT:
            return [say("A bare surname proves nothing: which of its bearers is meant, the context must say.")]
        if COMPATIBLE in (result.given, result.patronymic) or result.given is SHORT:
            return [say("Namesakes may share these initials; who is meant is for a judgement.")]
        return []
    if result.genders and result.surname >= CLOSE:
        return [say("One is a man's name and the other a woman's.")]
    if result.surname is CONTRADICTS and result.verdict == "unsure" and result.given is MISSING:
        return [
            say("The single word is the other's given name, or may be short for it, and that alone proves nothing.")
        ]
    if result.surname in (CONTRADICTS, MISSING) and result.given is not CONTRADICTS:
        return [ONLY_A_SOURCE]
    return []
