"""Places under the names that they bore: which name in which year, and where they lie.

A form of a place's name may say when it was borne (`period`, an EDTF interval). Nothing is inferred from a form without
one. Days are counted as in `dates.dating`; a year in which a name changed belongs to neither name wholly, so that
"certainly" always means the whole of the time that is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from variorum.dates.dating import Dating, known_not_after
from variorum.dates.edtf import parse_edtf
from variorum.languages.registry import script_of
from variorum.names.forms.declension import dictionary_names, surname_readings
from variorum.names.forms.skeleton import letters, one_in_two_scripts
from variorum.record import Entity, NameForm
from variorum.saying import say
from variorum.text.scripts import CYRILLIC

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Where a place lies, in degrees of WGS 84: north and east count up."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Borne:
    """One name of a place with the time in which it was borne, in every language and script that the dossier gives."""

    forms: tuple[NameForm, ...]
    period: Dating

    def at(self, when: Dating) -> bool:
        """Whether the place certainly bore this name the whole of this time."""
        written = self.period.written.strip()
        begun = written.startswith("..") or known_not_after(self.period.latest_start, when.earliest_start)
        lasts = written.endswith("..") or known_not_after(when.latest_end, self.period.earliest_end)
        return begun and lasts

    def form(self, language: str) -> NameForm:
        """The form in a language, else in its script, else the first."""
        cyrillic = script_of(language) == "Cyrl"
        of_script = (form for form in self.forms if bool(CYRILLIC.search(form.form)) == cyrillic)
        spoken = (form for form in self.forms if form.language and form.language == language)
        return next(spoken, None) or next(of_script, None) or self.forms[0]


def names_borne(place: Entity) -> tuple[Borne, ...]:
    """The names of a place that say when they were borne, the earliest first; unreadable periods are left out."""
    by_period: dict[str, list[NameForm]] = {}
    for form in place.names:
        if form.period and period_of(form.period) is not None:
            by_period.setdefault(form.period, []).append(form)
    found = [Borne(tuple(forms), period) for written, forms in by_period.items() if (period := period_of(written))]
    return tuple(sorted(found, key=lambda borne: (_start(borne.period), borne.period.written)))


def name_at(place: Entity, when: Dating) -> Borne | None:
    """The name that a place certainly bore the whole of a time; None where that cannot be told, or where it had two."""
    found = [borne for borne in names_borne(place) if borne.at(when)]
    return found[0] if len(found) == 1 else None


def differs(place: Entity, borne: Borne) -> bool:
    """Whether a name is another one than the preferred, and not the same in another script or spelling."""
    return not any(same_name(place.name, form.form) for form in borne.forms)


def other_name_at(place: Entity, when: Dating, language: str) -> tuple[str, int | None] | None:
    """Another name than the preferred that a place certainly bore at a time, with its last year where it had one.

    None where it bore the preferred one, or where that is not certain.
    """
    borne = name_at(place, when) if place.kind == "place" else None
    if borne is None or not differs(place, borne):
        return None
    last = borne.period.latest_end
    return borne.form(language).form, date.fromordinal(last).year if last is not None and last > 0 else None


def first_borne(place: Entity, form: NameForm) -> int | None:
    """The day before which the place certainly did not bear this name; None where that cannot be said.

    The name may have been borne several times («Санкт-Петербург»), and a form without a period may be of any time.
    """
    alike = [other for other in place.names if same_name(other.form, form.form)]
    if same_name(place.name, form.form) and not alike:
        return None
    starts = [period.earliest_start if (period := period_of(other.period)) else None for other in alike]
    known = [start for start in starts if start is not None]
    return min(known) if len(known) == len(starts) and known else None


def called_in(text: str, form: str) -> str:
    """The words of a text that call the place by this form, as they stand there; empty where it does not.

    The form stands there in its very letters or, in Russian, in another case. An adjective is no name («свердловский»).
    """
    wanted = form.split()
    words = list(_WORD.finditer(text))
    for at in range(len(words) - len(wanted) + 1):
        stretch = words[at : at + len(wanted)]
        if stretch[0][0][:1].isupper() and all(map(_is_form_of, (word[0] for word in stretch), wanted)):
            return text[stretch[0].start() : stretch[-1].end()]
    return ""


def coordinates_of(place: Entity) -> tuple[Coordinates | None, str]:
    """Where a place lies by its field `coordinates`, or what is wrong with the field as a sentence."""
    written = place.attributes.get("coordinates")
    if written in (None, "", ()):
        return None, ""
    match written:
        case Mapping():
            said = [written.get(name) for name in ("lat", "lon")]
            said = said if all(said) else [written.get(name) for name in ("latitude", "longitude")]
        case str():
            said = list(written.split(","))
        case Iterable():
            said = list(written)
        case _:
            said = []
    numbers = [str(one).strip().replace("−", "-") for one in said if one is not None]
    if len(numbers) != 2 or not all(map(_NUMBER.fullmatch, numbers)):
        return None, say("The coordinates are not two numbers of degrees.")
    latitude, longitude = map(float, numbers)
    if abs(latitude) > 90:
        turned = " The two may have changed places." if abs(longitude) <= 90 and abs(latitude) <= 180 else ""
        return None, f"The latitude {numbers[0]} lies beyond the poles.{turned}"
    if abs(longitude) > 180:
        return None, say("The longitude {numbers} lies beyond 180 degrees.", numbers=numbers[1])
    return Coordinates(latitude, longitude), ""


@lru_cache(maxsize=20_000)
def period_of(written: str) -> Dating | None:
    """The time that a form's period means; None where it is empty or no EDTF."""
    try:
        return parse_edtf(written) if written else None
    except ValueError:
        return None


@lru_cache(maxsize=50_000)
def same_name(a: str, b: str) -> bool:
    """Whether two forms are one name in two scripts, spellings or cases: word by word, by letters or by skeleton."""
    mine, others = a.replace("-", " ").split(), b.replace("-", " ").split()
    return len(mine) == len(others) and all(map(_same_word, mine, others))


def _same_word(a: str, b: str) -> bool:
    return letters(a) == letters(b) or one_in_two_scripts(a, b)


def _is_form_of(word: str, wanted: str) -> bool:
    if letters(word) == letters(wanted):
        return True
    if not CYRILLIC.search(word) or word.endswith("ском"):  # «свердловском»: mostly the adjective
        return False
    readings = surname_readings(word.lower())
    # the nominative of another word is not a case of this one
    nominatives = {letters(name) for name in (*dictionary_names(word), *(reading.nominative for reading in readings))}
    return letters(wanted) in nominatives


def _start(period: Dating) -> int:
    return period.earliest_start if period.earliest_start is not None else -(10**9)
