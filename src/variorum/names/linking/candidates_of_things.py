"""How far a name fits the dossier of a group, place or work: word by word, by case, abbreviation and translation.

And `Candidates`: all dossiers that a form of a name may mean, of persons and of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from variorum.languages import equipment
from variorum.names.forms.comparing import SAME, UNSURE
from variorum.names.forms.groups import compare_words, folded, things
from variorum.names.forms.inflected import is_form_of
from variorum.names.forms.skeleton import one_in_two_scripts, skeleton
from variorum.names.linking.candidates import Fit, Level, Persons
from variorum.names.linking.clustering import NameAsWritten, plain
from variorum.names.linking.known import Form, KnownDossier
from variorum.names.recognition.word_lists import word_list
from variorum.saying import say

_START = 4  # letters that a word of a name shares with its other cases


class Things:
    """The groups, places and works of an archive, to be found by the words of their names."""

    def __init__(self, known: Iterable[KnownDossier]) -> None:
        self._by_word: dict[str, list[tuple[KnownDossier, Form]]] = {}
        for one in known:
            for form in one.forms:
                for key in _keys(form.form):
                    self._by_word.setdefault(key, []).append((one, form))

    def fits(self, surface: str, name: str, *, kind: str) -> tuple[Fit, ...]:
        """The dossiers that a name fits, the best first: those of its kind, or of another that gives this very form."""
        best: dict[str, tuple[bool, Fit]] = {}
        for one, form in self._near(surface, name):
            fit = max((_fit(one, form, written, kind) for written in dict.fromkeys((surface, name))), key=_rank)
            if fit.level and (one.kind == kind or fit.listed):
                before = best.get(one.id)
                if before is None or _rank(fit) > _rank(before[1]):
                    best[one.id] = (one.kind == kind, fit)
        own = [fit for of_kind, fit in best.values() if of_kind]
        chosen = own if any(fit.level is Level.WHOLE for fit in own) else [fit for _, fit in best.values()]
        return tuple(sorted(chosen, key=lambda fit: (-fit.level, -fit.score, fit.entity)))

    def _near(self, surface: str, name: str) -> list[tuple[KnownDossier, Form]]:
        found = {
            (one.id, form.form): (one, form)
            for key in sorted(_keys(surface) | _keys(name))
            for one, form in self._by_word.get(key, ())
        }
        return [found[key] for key in sorted(found)]


class Candidates:
    """The dossiers of an archive, each form of a name held against them once; `found` are forms that were before."""

    def __init__(
        self, known: Iterable[KnownDossier], found: Mapping[NameAsWritten, tuple[Fit, ...]] = MappingProxyType({})
    ) -> None:
        held = tuple(known)
        self.persons = Persons(one for one in held if one.kind == "person")
        self._things = Things(one for one in held if one.kind != "person")
        self._found = dict(found)

    def of(self, form: NameAsWritten) -> tuple[Fit, ...]:
        """The dossiers that a form fits, the best first."""
        if form not in self._found:
            self._found[form] = self._fits(*form)
        return self._found[form]

    def _fits(self, kind: str, name: str, surface: str, cue: str) -> tuple[Fit, ...]:
        if kind == "role":
            return ()
        if kind == "person":
            return self.persons.fits(surface, cue=cue)
        return self._things.fits(plain(surface), name, kind=kind)


def may_be_another_body(name: str, fuller: str) -> bool:
    """Whether a name that says more than a body's own may be that of another of its kind.

    "Spanish Communist Party" and "Communist Party of Italy" say more than "Communist Party".
    """
    if len(fuller) <= len(name) or not _is_of_a_kind(name):
        return False
    short, long = folded(name), folded(fuller)
    before, after = long.removesuffix(f" {short}"), long.removeprefix(f"{short} ")
    words = fuller.replace("-", " ").split()  # as many as folded, but for odd signs
    told = words[: len(before.split())] if before != long else words
    return {before, after} != {long} and bool(told) and told[-1][0].isupper()


@lru_cache(maxsize=50_000)
def _is_of_a_kind(name: str) -> bool:
    words = folded(name).split()
    return any(word in word_list(f"bodies.{kinds}") for kinds in ("english_kinds", "russian_kinds") for word in words)


@lru_cache(maxsize=50_000)
def _keys(name: str) -> frozenset[str]:
    """What two names have one of in common to be compared at all: a concept, or the beginning of a word."""
    words = folded(name).split()
    initials = "".join(word[0] for word in words) if len(words) > 1 else folded(name)
    return frozenset({*things(name), *(skeleton(word)[:_START] for word in words), initials} - {""})


def _rank(fit: Fit) -> tuple[int, float, bool]:
    return fit.level, fit.score, bool(fit.listed)


def _fit(one: KnownDossier, form: Form, written: str, kind: str) -> Fit:
    if folded(written) == folded(form.form):
        return Fit(
            one.id,
            Level.WHOLE,
            1.0,
            (say("“{written}”: {told}.", written=written, told=form.told),),
            form.told,
            contested=form.contested,
        )
    if _in_another_script(written, form.form):
        reason = say("“{written}” and “{form}” are one name in two scripts.", written=written, form=form.form)
        return Fit(one.id, Level.WHOLE, 0.97, (reason,), form.told, contested=form.contested)
    if _in_another_case(written, form.form):
        reason = say("“{written}” is “{form}” in another case.", written=written, form=form.form)
        return Fit(one.id, Level.WHOLE, 0.98, (reason,), form.told, contested=form.contested)
    compared = compare_words(written, form.form, kind=kind)
    if compared.verdict == SAME and sorted(things(written)) == sorted(things(form.form)):
        return Fit(one.id, Level.WHOLE, compared.score, compared.because, contested=form.contested)
    if (compared.verdict == SAME and _in_russian(written, form.form)) or (
        compared.verdict == UNSURE
        and _is_worth_asking(written, form.form)
        and not _has_its_initials(one, form, written)
    ):
        return Fit(one.id, Level.PERHAPS, min(compared.score, 0.8), compared.because)
    return Fit(one.id, Level.NONE)


def _in_russian(*names: str) -> bool:
    russian = equipment("ru")
    return any(russian.writes(word) for name in names for word in folded(name).split())


def _is_worth_asking(a: str, b: str) -> bool:
    """Whether one is the other's initials, or leaves out one word of several: «ОГПУ» alone asks nothing."""
    fewer, more = sorted((set(things(a)), set(things(b))), key=len)
    return (len(fewer) == 1 < len(more) and _initials(a, b)) or (
        len(fewer) > 1 and len(more - fewer) == 1 and fewer < more
    )


def _initials(a: str, b: str) -> bool:
    short, long = sorted((folded(a), folded(b)), key=len)
    return short == "".join(word[0] for word in long.split())


def _has_its_initials(one: KnownDossier, form: Form, written: str) -> bool:
    """Whether the dossier spells out itself what its initials are short for, so that other words are somebody else."""
    if " " in folded(form.form) or not _initials(written, form.form):
        return False
    return any(" " in folded(own.form) and _initials(own.form, form.form) for own in one.forms)


def _in_another_script(written: str, form: str) -> bool:
    mine, theirs = folded(written).split(), folded(form).split()
    russian = equipment("ru")
    return len(mine) == len(theirs) and all(
        russian.writes(one) != russian.writes(other) and one_in_two_scripts(one, other)
        for one, other in zip(mine, theirs, strict=True)
    )


def _in_another_case(written: str, form: str) -> bool:
    mine, theirs = folded(written).split(), folded(form).split()
    return len(mine) == len(theirs) and all(map(_is_case_of, mine, theirs))


def _is_case_of(word: str, nominative: str) -> bool:
    """Whether a word is another one's case: by its ending, or by a dictionary that has this very form."""
    if is_form_of(word, nominative):
        return True
    russian = equipment("ru")
    return bool(russian.writes(word) and russian.knows(word) and nominative in russian.lemmas(word)[:1])
