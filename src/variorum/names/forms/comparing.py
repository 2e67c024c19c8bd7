"""Two names compared: may they be forms of one name, and what speaks for and against it.

`same` says that the two may be forms of one and the same name: whatever both give agrees or fits, in script, spelling,
case and initials, and no part contradicts another. It never says that one person is meant: fathers and sons share
names, and strangers do. `different` says that a part contradicts; that one person bore both names only a source can
say. `unsure` says that the two do not speak of the same parts, or that their spellings leave it open. The rules in full
stand in docs/explanation/names.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from variorum.languages.person_name import NameReading, PersonName
from variorum.names.forms.declension import dictionary_names
from variorum.names.forms.parsing import ends_as_patronymic, parse
from variorum.names.forms.parts import (
    AGREES,
    CLOSE,
    COMPATIBLE,
    CONTRADICTS,
    KIN,
    MISSING,
    NONE,
    PARTLY,
    SHORT,
    SOUNDS,
    TRANSLATED,
    Bearing,
    Part,
    given_bearing,
    likeness,
    one_given_name,
    part,
    surname_bearing,
)
from variorum.names.forms.reasons import because, shared
from variorum.names.forms.romanised import ends_russian, same_letters, spelling_of, spellings
from variorum.names.forms.titles import elder_and_younger, number_among, sex_told, tells_descent
from variorum.saying import say

SAME, UNSURE, DIFFERENT = "same", "unsure", "different"


@dataclass(frozen=True, slots=True)
class NameComparison:
    """What a comparison came to: `same`, `different` or `unsure`, how surely, and why.

    `score` runs from 0 (certainly two names) to 1 (all parts given and agreeing); it orders, and is no probability.
    `shared` names the parts that agree or fit: who rests on this comparison must not build on a surname alone.
    """

    verdict: str
    score: float
    because: tuple[str, ...]
    shared: tuple[str, ...] = ()


class Weighed(NamedTuple):
    """A reading with its parts made ready."""

    reading: NameReading
    given: Part
    patronymic: Part
    surname: Part


class Prepared(NamedTuple):
    """A name taken apart, each of its readings made ready for comparison."""

    name: PersonName
    weighed: tuple[Weighed, ...]
    also: tuple[Part, ...]  # surnames in brackets


class Outcome(NamedTuple):
    """One reading of the one name held against one of the other."""

    verdict: str
    score: float
    a: Weighed
    b: Weighed
    surname: Bearing
    given: Bearing
    patronymic: Bearing
    by_bracket: bool = False
    swapped: bool = False
    genders: bool = False  # a man's reading against a woman's


def compare(a: str, b: str) -> NameComparison:
    """Compare two names of persons, in either script, any order, any case of Russian. Never raises."""
    read, other = _read_digits(a), _read_digits(b)
    first, second = prepared(read), prepared(other)
    if not first.weighed or not second.weighed:
        return _of_nothing(a, b)
    outcome = best_outcome(first, second)
    reasons = because(first.name, second.name, outcome)
    if read != a or other != b:
        verdict = DIFFERENT if outcome.verdict == DIFFERENT else UNSURE
        return NameComparison(verdict, min(outcome.score, 0.5), (*reasons, _DIGIT), shared(outcome))
    if outcome.verdict == SAME and _may_be_his_wife(first, second, outcome):
        return NameComparison(UNSURE, min(outcome.score, 0.55), reasons, shared(outcome))
    if outcome.verdict == UNSURE and a == b:
        return NameComparison(SAME, max(outcome.score, 0.6), (_ALIKE, *reasons), shared(outcome))
    return NameComparison(outcome.verdict, outcome.score, reasons, shared(outcome))


def _may_be_his_wife(a: Prepared, b: Prepared, outcome: Outcome) -> bool:
    """Whether of two Russian surnames alone the one is a man's, and the other his in another case or a woman's.

    «Иванова» beside «Иванов». Whoever links a name in a text looks at what stands around it besides, and does not come
    here.
    """
    for name, read, man in ((a, outcome.a, outcome.b), (b, outcome.b, outcome.a)):
        alone = read.reading.alone and man.reading.alone and man.surname.cyrillic and man.reading.case == "N"
        if alone and read.reading.case != "N" and read.reading.gender == "m":
            return any(each.reading.case == "N" and each.reading.gender == "f" for each in name.weighed)
    return False


_MISREAD = re.compile("[013]")
_IN_WORD = re.compile(r"(?<=[^\W\d_])[013]+(?=[^\W\d_])")
_DIGIT = say(
    "A figure stands within a word, read as the letter that it looks like: what was printed, the page must show."
)
_ALIKE = say("The two are written alike.")


def _read_digits(text: str) -> str:
    """A text with the figures within words as the letters that scanning mistakes for them ("Tr0tsky")."""
    if not _MISREAD.search(text):
        return text
    cyrillic = any("Ѐ" <= letter <= "ԯ" for letter in text)
    table = str.maketrans("013", "оіз" if cyrillic else "ole")
    return _IN_WORD.sub(lambda found: found[0].translate(table), text)


@lru_cache(maxsize=200_000)
def prepared(text: str) -> Prepared:
    """Take a name apart and make it ready for any number of comparisons."""
    name = parse(text)
    weighed = [
        Weighed(
            reading,
            part(reading.given) if reading.given else NONE,
            part(reading.patronymic) if reading.patronymic else NONE,
            part(reading.surname) if reading.surname else NONE,
        )
        for reading in name.readings
    ]
    if not name.also:
        return Prepared(name, tuple(weighed), ())
    surnames = {reading.surname for also in name.also for reading in parse(also).readings if reading.surname}
    return Prepared(name, tuple(weighed), tuple(map(part, sorted(surnames))))


def best_outcome(a: Prepared, b: Prepared) -> Outcome:
    """The outcome of the two readings that agree best; both names must have one."""
    best: Outcome | None = None
    for one in a.weighed:
        for other in b.weighed:
            outcome = outcome_of(one, other, a, b)
            if best is None or (outcome.score, outcome.verdict) > (best.score, best.verdict):
                best = outcome
    assert best is not None  # both have a reading
    return best


def outcome_of(one: Weighed, other: Weighed, a: Prepared, b: Prepared) -> Outcome:
    """What one reading of `a` and one of `b` come to when they are held against each other."""
    surname = surname_bearing(one.surname, other.surname)
    by_bracket = False
    mine, others = one.reading, other.reading
    if mine.alone and others.alone and surname < CLOSE:
        surname = one_given_name(one.surname, other.surname) or surname
    if surname < CLOSE and (a.also or b.also):
        surname, by_bracket = _by_brackets(one.surname, other.surname, a.also, b.also, otherwise=surname)
    missing = one.given is NONE or other.given is NONE
    given = MISSING if missing else given_bearing(one.given, other.given)
    missing = one.patronymic is NONE or other.patronymic is NONE
    patronymic = MISSING if missing else given_bearing(one.patronymic, other.patronymic)
    swapped = _swapped(one, other, given, patronymic)
    genders = bool(mine.gender and others.gender and mine.gender != others.gender)
    verdict, score = _decided(one, other, (surname, given, patronymic), genders=genders, swapped=swapped)
    if by_bracket and verdict == DIFFERENT:
        verdict, score = UNSURE, 0.4  # the initials may be those of the other of the two names
    score -= 0.02 * (mine.case != "N") + 0.02 * (others.case != "N")
    score -= 0.04 * (mine.turned + others.turned)
    verdict, score = _told_apart(a, b, one, other, (verdict, score))
    score = round(min(1.0, max(0.0, score)), 3)
    return Outcome(verdict, score, one, other, surname, given, patronymic, by_bracket, swapped, genders)


def _told_apart(a: Prepared, b: Prepared, one: Weighed, other: Weighed, so_far: tuple[str, float]) -> tuple[str, float]:
    """The verdict in the light of numerals, of what tells fathers from sons, and of what the case leaves open."""
    mine, others = a.name, b.name
    verdict, score = _by_titles(a, b, one, other, so_far) if mine.titles or others.titles else so_far
    if mine.suffixes or others.suffixes or mine.numeral != others.numeral:  # as few have
        numerals = mine.numeral != others.numeral
        among = number_among(mine.suffixes), number_among(others.suffixes)
        numbered = (numerals and mine.numeral and others.numeral) or (all(among) and among[0] != among[1])
        if numbered or elder_and_younger(mine.suffixes, others.suffixes):
            return DIFFERENT, min(score, 0.1)
        generation = numerals or (set(mine.suffixes) != set(others.suffixes) and one.given.whole and other.given.whole)
        if generation and verdict != UNSURE:
            return UNSURE, 0.5 if verdict == SAME else 0.3
    if verdict != SAME:
        return verdict, score
    if tells_descent(a.name.particles) != tells_descent(b.name.particles):
        return UNSURE, min(score, 0.5)  # "Ibn Saud" is no other name of every Saud
    if _only_one_has_a_middle_name(one, other):
        return UNSURE, min(score, 0.55)  # John Quincy Adams was the son of John Adams
    if one.reading.turned and other.reading.turned:  # a guess twice: "Tom Paine" and "Tom Payne" are two
        return UNSURE, min(score, 0.45)
    if _either_sex(a, one) or _either_sex(b, other) or _only_western(one, other):
        return UNSURE, min(score, 0.55)
    return verdict, score


def _by_titles(a: Prepared, b: Prepared, one: Weighed, other: Weighed, so_far: tuple[str, float]) -> tuple[str, float]:
    """The verdict in the light of titles that only a woman bears, or only a man.

    "Mrs. Sidney Webb" is named after her husband, and is not he.
    """
    mine, others = sex_told(a.name.titles), sex_told(b.name.titles)
    if not mine and not others:  # as nearly all
        return so_far
    if mine and others and mine != others:
        return DIFFERENT, min(so_far[1], 0.2)
    against = {mine, other.reading.gender} == {"f", "m"} or {others, one.reading.gender} == {"f", "m"}
    husbands = _may_be_a_husbands(mine, others, one) or _may_be_a_husbands(others, mine, other)
    return (UNSURE, min(so_far[1], 0.4)) if (against or husbands) and so_far[0] == SAME else so_far


def _only_one_has_a_middle_name(one: Weighed, other: Weighed) -> bool:
    """Whether of two Western names with a whole given name one has a second, whole one and the other has none."""
    sides = (one, other)
    if any(side.given.cyrillic or side.surname.cyrillic or not side.given.whole for side in sides):
        return False
    middles = [side.patronymic for side in sides]
    whole = [middle for middle in middles if middle.whole and not ends_as_patronymic(middle.written)]
    return len(whole) == 1 and NONE in middles


def _may_be_a_husbands(told: str, opposite: str, read: Weighed) -> bool:
    """Whether a woman's title stands before a given name that is no woman's, and the other name has no such title."""
    return told == "f" and opposite != "f" and read.given.whole and read.reading.gender != "f"


def _either_sex(name: Prepared, read: Weighed) -> bool:
    """Whether a whole name, read as one sex's in another case, may be the other sex's («Валентина Петренко»)."""
    if read.reading.case == "N" or not read.given.whole or not read.surname.written:
        return False
    return any(
        other.reading.case == "N"
        and {other.reading.gender, read.reading.gender} == {"m", "f"}
        and (other.given.known.full or dictionary_names(other.given.written))
        for other in name.weighed
    )


def _only_western(one: Weighed, other: Weighed) -> bool:
    """Whether two Latin names agree only by given names in two languages, or by a scheme that the given name is not of.

    "John Martin" and "Jean Martin" are two; "Joseph Stalin" and "Iosif Stalin" are one, since books translate Russians.
    """
    if any(part.cyrillic for side in (one, other) for part in (side.given, side.surname)):
        return False
    if one.given is NONE or other.given is NONE:
        return False
    bearing = given_bearing(one.given, other.given)
    russian = ends_russian(one.surname.written) and ends_russian(other.surname.written)
    if bearing is COMPATIBLE and one.given.letters[:1] != other.given.letters[:1]:
        return not russian
    if one.given.letters != other.given.letters and bearing is TRANSLATED:
        weak = _WEAK.search(one.surname.letters) and not (_is_russian(one.given) or _is_russian(other.given))
        return not russian or bool(weak)
    if bearing is AGREES and not same_letters(one.given.written, other.given.written):
        return not russian and not (_is_russian(one.given) or _is_russian(other.given))  # "Brian" and "Bryan" are two
    foreign = (
        one.given.whole
        and one.given.letters == other.given.letters
        and not (one.given.known.full or one.given.known.short_for)
    )
    return foreign and one.surname.letters != other.surname.letters


_WEAK = re.compile(r"ine?$")  # so end Western names as well


def _is_russian(given: Part) -> bool:
    """Whether a Latin given name is a Russian one in Latin letters ("Iosif", not "Joseph")."""
    made = spellings(given.written)
    return any(spelling_of(name) in made and name != "Ян" for name in given.known.full)


def _decided(
    one: Weighed, other: Weighed, bearings: tuple[Bearing, Bearing, Bearing], *, genders: bool, swapped: bool
) -> tuple[str, float]:
    """The verdict and the score of three bearings: what contradicts first, then what is missing, then what agrees."""
    surname, given, patronymic = bearings
    fully = given >= CLOSE and patronymic >= CLOSE
    if min(bearings) <= SOUNDS:
        return _contradicted(one, other, bearings, fully=fully, swapped=swapped)
    if surname in (PARTLY, KIN, MISSING) or (surname is SHORT):
        return _without_surname(one, other, bearings, fully=fully)
    if genders and not _western_wife(one, other, given):
        return UNSURE, 0.45
    if one.reading.plural or other.reading.plural:
        return UNSURE, 0.5
    return SAME, _SURNAME[surname] + (_GIVEN[given] + _PATRONYMIC[patronymic])


_SURNAME = tuple({AGREES: 0.75, TRANSLATED: 0.72, CLOSE: 0.68}.get(one, 0.6) for one in Bearing)
_GIVEN = tuple(
    {SHORT: 0.03, COMPATIBLE: 0.08, CLOSE: 0.11, TRANSLATED: 0.13, AGREES: 0.15}.get(one, 0.0) for one in Bearing
)
_PATRONYMIC = tuple(
    {COMPATIBLE: 0.05, SHORT: 0.02, CLOSE: 0.08, TRANSLATED: 0.09, AGREES: 0.10}.get(one, 0.0) for one in Bearing
)


def _contradicted(
    one: Weighed, other: Weighed, bearings: tuple[Bearing, Bearing, Bearing], *, fully: bool, swapped: bool
) -> tuple[str, float]:
    surname, given, patronymic = bearings
    others = (given, patronymic) if surname <= SOUNDS else (surname, min(given, patronymic))
    if surname is CONTRADICTS:
        if fully:
            return UNSURE, 0.4
        return _alone_against_given(one, other) if one.reading.alone or other.reading.alone else (DIFFERENT, 0.05)
    if swapped and surname >= CLOSE:
        return UNSURE, 0.35
    if CONTRADICTS in (given, patronymic):
        return DIFFERENT, 0.15 if surname >= CLOSE else 0.02
    if one.reading.alone and other.reading.alone:
        return UNSURE, 0.3 + 0.2 * likeness(one.surname, other.surname)
    return UNSURE, 0.5 if MISSING not in others else 0.45


def _alone_against_given(one: Weighed, other: Weighed) -> tuple[str, float]:
    """A single word that is not the other's surname may be its given name, which proves nothing."""
    for single, whole in ((one, other), (other, one)):
        told = single.reading.alone and whole.given is not NONE and not whole.given.brief
        if told and given_bearing(single.surname, whole.given) >= SHORT:
            return UNSURE, 0.3
    if one.reading.alone and other.reading.alone:
        return DIFFERENT, 0.02 + 0.25 * likeness(one.surname, other.surname)
    return DIFFERENT, 0.05


def _without_surname(
    one: Weighed, other: Weighed, bearings: tuple[Bearing, Bearing, Bearing], *, fully: bool
) -> tuple[str, float]:
    surname, given, _ = bearings
    if surname is KIN:
        if _western_wife(one, other, given):
            return SAME, 0.75
        return (UNSURE, 0.4) if given >= SHORT else (UNSURE, 0.3)
    if surname is PARTLY:
        return UNSURE, 0.55 if fully else 0.5
    if one.surname is NONE and other.surname is NONE and given >= CLOSE:
        return SAME, 0.8 if fully else 0.62
    return UNSURE, 0.5 if given >= COMPATIBLE else 0.4


def _western_wife(one: Weighed, other: Weighed, given: Bearing) -> bool:
    """Western books write a woman's surname in the man's form ("Alexandra Tolstoy"): only with her given name whole."""
    men = [side for side in (one, other) if not side.surname.first.endswith("a")]
    hers = {one.given.known.gender, other.given.known.gender} <= {"f", ""} and given >= CLOSE
    told = "f" in {one.given.known.gender, other.given.known.gender, one.reading.gender, other.reading.gender}
    return hers and told and bool(men) and all(not side.surname.cyrillic for side in men)


def _by_brackets(
    one: Part, other: Part, mine: tuple[Part, ...], others: tuple[Part, ...], *, otherwise: Bearing
) -> tuple[Bearing, bool]:
    pairs = [(x, other) for x in mine] + [(one, y) for y in others] + [(x, y) for x in mine for y in others]
    best = max((surname_bearing(x, y) for x, y in pairs if x is not NONE and y is not NONE), default=otherwise)
    return (best, True) if best >= CLOSE else (otherwise, False)


def _swapped(one: Weighed, other: Weighed, given: Bearing, patronymic: Bearing) -> bool:
    """Whether the initials are the same two in the other order («М. Н.», «Н. М.»)."""
    if CONTRADICTS not in (given, patronymic):
        return False
    for called, whole in ((one, other), (other, one)):  # by his second name: "Alton Saunders" is De Alton Saunders
        if called.patronymic is NONE and called.given.whole and whole.patronymic.whole:
            return given_bearing(called.given, whole.patronymic) >= CLOSE
    if not (one.given.brief or other.given.brief):
        return False
    crossed = given_bearing(one.given, other.patronymic), given_bearing(one.patronymic, other.given)
    return min(crossed) >= COMPATIBLE


def _of_nothing(a: str, b: str) -> NameComparison:
    if a == b:
        return NameComparison(
            SAME, 1.0, (say("The two are written alike, though neither is a name that can be read."),)
        )
    return NameComparison(
        UNSURE, 0.0, (say("At least one of the two holds no letters of a name, so there is nothing to compare."),)
    )
