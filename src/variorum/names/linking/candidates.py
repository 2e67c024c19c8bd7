"""How far a form of a name fits what a dossier says of its bearer's names.

A form has to fit every name of the dossier that shares its surname: "M. P. Riutin" fits "M. Riutin" and yet contradicts
"Martemian Nikitich Riutin", so that it does not fit the dossier that gives both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache

from variorum.names.forms.comparing import (
    DIFFERENT,
    SAME,
    UNSURE,
    Outcome,
    Prepared,
    Weighed,
    best_outcome,
    outcome_of,
    prepared,
)
from variorum.names.forms.parts import Bearing, surname_bearing
from variorum.names.forms.reasons import because
from variorum.names.forms.skeleton import is_slavic, letters
from variorum.names.linking.clustering import plain
from variorum.names.linking.known import KnownDossier
from variorum.saying import Sentence, say


class Level(IntEnum):
    """How much of a name fits."""

    NONE = 0
    PERHAPS = 1  # it may, and it may not: a woman's form, a double surname, initials in the other order
    BARE = 2  # the surname, and nothing beside it
    BRIEF = 3  # the surname and initials, or a short form
    WHOLE = 4  # the surname and a whole given name


@dataclass(frozen=True, slots=True)
class Fit:
    """How far a form fits one dossier.

    `listed` says where the dossier has this very form from, empty where it has not. `ambiguous` where the form may as
    well be that of somebody of the other sex («Рютина»); `contested` where a witness denies the name that it rests on;
    `kin` where the two are a man's and a woman's form of one surname, which Western books write alike.
    """

    entity: str
    level: Level
    score: float = 0.0
    because: tuple[Sentence | str, ...] = ()
    listed: Sentence | str = ""
    ambiguous: bool = False
    contested: bool = False
    kin: bool = False


@dataclass(frozen=True, slots=True)
class PreparedDossier:
    """A person's dossier made ready for comparison, with the letters of each of its forms.

    `apart` holds for each form the others that contradict it: somebody called Nikolai and Vladimir in turn.
    """

    known: KnownDossier
    forms: tuple[Prepared, ...]
    letters: tuple[str, ...]
    apart: tuple[frozenset[int], ...]


class Persons:
    """The persons of an archive, to be found by the sound of a surname."""

    def __init__(self, known: Iterable[KnownDossier]) -> None:
        self._by_key: dict[str, list[PreparedDossier]] = {}
        for one in known:
            forms = _as_a_dossier_means(prepared(form.form) for form in one.forms)
            bearer = PreparedDossier(one, forms, tuple(letters(form.form) for form in one.forms), _apart(forms))
            for key in sorted({key for form in bearer.forms for key in keys_of(form)}):
                self._by_key.setdefault(key, []).append(bearer)

    def near(self, name: Prepared) -> list[PreparedDossier]:
        """The dossiers that a name may fit at all, in the order of ids."""
        found = {bearer.known.id: bearer for key in keys_of(name) for bearer in self._by_key.get(key, ())}
        return [found[id_] for id_ in sorted(found)]

    def fits(self, surface: str, *, cue: str = "") -> tuple[Fit, ...]:
        """The dossiers that a form fits, the best first; `cue` as in `names.identifying.cues`."""
        name = in_case(prepared(plain(surface)), cue)
        written = letters(name.name.written)
        fits = [fit_of(name, written, bearer) for bearer in self.near(name)] if name.weighed else []
        return tuple(sorted((fit for fit in fits if fit.level), key=lambda fit: (-fit.level, -fit.score, fit.entity)))


_BLUNT = str.maketrans(
    {**dict.fromkeys("aeiou", ""), **dict.fromkeys("zSZCc", "s"), **dict.fromkeys("gh", "k"), "f": "v"}
)


def _as_a_dossier_means(forms: Iterable[Prepared]) -> tuple[Prepared, ...]:
    """The forms of one dossier, read as its other forms bid: of the bearer's sex, in the nominative, in usual order."""
    held = tuple(forms)
    told = [{one.reading.gender for one in form.weighed if not one.reading.turned} for form in held]
    sexes = {sex for genders in told if len(genders) == 1 for sex in genders if sex}
    read: list[Prepared] = []
    for form in held:
        left = [one for one in form.weighed if len(sexes) != 1 or one.reading.gender in {"", *sexes}]
        left = [one for one in left if one.reading.case == "N"] or left or list(form.weighed)
        left = [one for one in left if not one.reading.turned] or left
        read.append(form._replace(weighed=tuple(left)))
    return tuple(read)


def _apart(forms: tuple[Prepared, ...]) -> tuple[frozenset[int], ...]:
    readable = [(place, form) for place, form in enumerate(forms) if form.weighed]
    return tuple(
        frozenset(place for place, other in readable if form.weighed and best_outcome(form, other).verdict == DIFFERENT)
        for form in forms
    )


def keys_of(name: Prepared) -> frozenset[str]:
    """What two names must have one of in common to be compared at all: the consonants of a surname, levelled."""
    parts = {part for one in name.weighed for part in (one.surname, *one.surname.pieces)} | set(name.also)
    keys = {blunt(skeleton) for part in parts for skeleton in part.skeletons}
    for one in name.weighed:  # a name by marriage: given name and patronymic may agree where the surname does not
        if name.name.numeral and not one.surname.written:  # rulers have no surname
            called = sorted(one.given.known.full) or [one.given.first]
            keys |= {f"{given} {name.name.numeral}" for given in called}
        if not one.given.brief and not one.patronymic.brief and one.given.first and one.patronymic.first:
            keys.add(f"{one.given.first} {one.patronymic.first}")
    return frozenset(keys - {""})


def blunt(skeleton: str) -> str:
    """The consonants of a skeleton, those that transliterations confuse levelled; the skeleton where it has none."""
    levelled = skeleton.translate(_BLUNT)
    once = "".join(letter for place, letter in enumerate(levelled) if levelled[place - 1 : place] != letter)
    return once or skeleton


def in_case(name: Prepared, cue: str) -> Prepared:
    """The name without the readings that what stands before it rules out."""
    if cue != "oblique":
        return name
    left = tuple(one for one in name.weighed if one.reading.case != "N" or not _declines(one))
    return name._replace(weighed=left) if left else name


def _declines(one: Weighed) -> bool:
    """Whether a reading's surname is written otherwise outside the nominative («Рютина», not «Дюма»)."""
    return one.surname.cyrillic and one.reading.gender == "f" and one.surname.first.endswith("a")


def fit_of(name: Prepared, written: str, bearer: PreparedDossier) -> Fit:
    """How far a form, written with these letters, fits one person's dossier."""
    if written in bearer.letters:
        given = bearer.known.forms[bearer.letters.index(written)]
        reason = say("“{written}”: {told}.", written=name.name.written, told=given.told)
        return Fit(bearer.known.id, _level_of_form(name), 1.0, (reason,), given.told, contested=given.contested)
    read = [(one, _reading_fits(name, one, bearer)) for one in name.weighed]
    one, best = max(read, key=lambda pair: (pair[1].level, pair[1].score))
    if best.level <= Level.PERHAPS:
        return best
    others = [fit for other, fit in read if _of_other_sex(one, other)]
    return replace(best, ambiguous=True) if any(fit.level < best.level for fit in others) else best


def _level_of_form(name: Prepared) -> Level:
    one = name.weighed[0]
    if not one.given.written and not one.patronymic.written:
        return Level.BARE
    return Level.BRIEF if one.given.brief or not one.given.written else Level.WHOLE


def _of_other_sex(one: Weighed, other: Weighed) -> bool:
    """Whether one reading is a man's name in another case and the other a woman's, as Russian forms them («Рютина»)."""
    if {one.reading.gender, other.reading.gender} != {"m", "f"} or one.surname.letters == other.surname.letters:
        return False
    womans = one if one.reading.gender == "f" else other
    return womans.surname.first.endswith("a")


def _reading_fits(name: Prepared, one: Weighed, bearer: PreparedDossier) -> Fit:
    """How far one reading of a form fits the dossier: its best name, if none that shares the surname objects."""
    outcomes = [_against(name, one, form) for form in bearer.forms]
    objecting = {
        place
        for place, outcome in enumerate(outcomes)
        if outcome and outcome.verdict == DIFFERENT and outcome.surname >= Bearing.CLOSE and not outcome.by_bracket
    }
    held = [(outcome, bearer.known.forms[place]) for place, outcome in enumerate(outcomes) if outcome]
    unlike = _is_unlike_as_written(one, outcomes)
    levels = [
        Level.NONE
        if (outcome.verdict == SAME and objecting - bearer.apart[place])
        or (unlike and outcome.surname is Bearing.SOUNDS)
        else _level(outcome)
        for place, outcome in enumerate(outcomes)
        if outcome
    ]
    level = max(levels, default=Level.NONE)
    if level is Level.NONE:
        return Fit(bearer.known.id, level)
    ranked = [(outcome.score, -place) for place, (outcome, _) in enumerate(held) if levels[place] is level]
    outcome, form = held[-max(ranked)[1]]
    bare = [other.told for other_outcome, other in held if _is_bare(other_outcome)] if level is Level.BARE else []
    reasons = because(name.name, prepared(form.form).name, outcome)
    return Fit(
        bearer.known.id,
        level,
        outcome.score,
        reasons,
        bare[0] if bare else "",
        contested=form.contested,
        kin=outcome.surname is Bearing.KIN,
    )


def _is_unlike_as_written(one: Weighed, outcomes: Iterable[Outcome | None]) -> bool:
    """Whether the dossier writes the surname in this script too, and so that nobody takes the one for the other.

    «Ленин» sounds like "Lane" and "Alan"; who knows that he is "Lenin" in Latin letters does not ask.
    """
    own = [
        outcome.surname
        for outcome in outcomes
        if outcome and outcome.b.surname.written and outcome.b.surname.cyrillic == one.surname.cyrillic
    ]
    return bool(own) and max(own) is Bearing.CONTRADICTS


def _is_bare(outcome: Outcome) -> bool:
    """Whether the dossier's form is a single word too, and one with the text's in any script."""
    return outcome.a.reading.alone and outcome.b.reading.alone and outcome.surname >= Bearing.AGREES


def _against(name: Prepared, one: Weighed, form: Prepared) -> Outcome | None:
    found = [outcome_of(one, other, name, form) for other in form.weighed]
    return max(found, key=lambda outcome: (outcome.score, outcome.verdict), default=None)


def _level(outcome: Outcome) -> Level:
    if outcome.verdict == DIFFERENT or _is_the_other_sex(outcome):
        return Level.NONE
    if outcome.surname is Bearing.MISSING and outcome.given < Bearing.CLOSE:
        return Level.NONE
    if outcome.surname is Bearing.NEAR and outcome.given < Bearing.SHORT:
        return Level.NONE  # a surname spelled nearly alike is worth a question only where something else agrees
    if outcome.surname is Bearing.SOUNDS and (outcome.a.reading.turned or outcome.b.reading.turned):
        return Level.NONE  # nor is what only sounds like a surname, and would have to stand before the given name
    if outcome.verdict == UNSURE or outcome.by_bracket:
        return Level.PERHAPS if outcome.score >= 0.35 and not outcome.a.reading.plural else Level.NONE
    if outcome.surname < Bearing.SHORT:
        return Level.PERHAPS
    if outcome.given < Bearing.CLOSE and (outcome.a.reading.turned or outcome.b.reading.turned):
        return Level.NONE
    if outcome.given >= Bearing.CLOSE:
        return Level.WHOLE
    if outcome.given >= Bearing.SHORT or outcome.patronymic >= Bearing.COMPATIBLE:
        return Level.BRIEF
    return Level.BARE if _may_be_one_surname(outcome) else Level.PERHAPS


def _may_be_one_surname(outcome: Outcome) -> bool:
    """Whether two spellings of a surname alone can only be one: not so of “Rice” and “Rees”, which merely sound alike.

    Russian surnames have many spellings in Latin letters; those of Western languages have one.
    """
    a, b = outcome.a.surname, outcome.b.surname
    if a.cyrillic or b.cyrillic or a.letters == b.letters:
        return True
    return is_slavic(a.letters) and is_slavic(b.letters)


def _is_the_other_sex(outcome: Outcome) -> bool:
    """Whether a Cyrillic form is a man's and the dossier a woman's: «Дронов» is never Марфа Дронова."""
    mans = outcome.a.surname.cyrillic and outcome.a.reading.gender == "m"
    return outcome.surname is Bearing.KIN and mans


@lru_cache(maxsize=100_000)
def share_surname(a: str, b: str) -> bool:
    """Whether the bearer of the second form may be meant by the surname of the first, as far as a surname tells."""
    return any(_share(one, other) for one in prepared(a).weighed for other in prepared(b).weighed)


def _share(one: Weighed, other: Weighed) -> bool:
    if not one.surname.written or not other.surname.written:
        return False
    if one.surname.cyrillic and {one.reading.gender, other.reading.gender} == {"m", "f"}:
        return False
    bearing = surname_bearing(one.surname, other.surname)
    return bearing >= Bearing.PARTLY and not (bearing is Bearing.KIN and one.surname.cyrillic)
