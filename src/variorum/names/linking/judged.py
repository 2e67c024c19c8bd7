"""What judgements say of a form in a source: the dossiers that it is, and those that it is not.

The narrower judgement goes before the wider one: what was judged of one place before what was judged of a source, and
that before what was judged of a name in the whole archive. A judgement on a name in a source or in the archive reaches
a form only where the form may be that name: judged that «Рютина» is a man's genitive, «Рютиной» is still a woman's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.evidence import Span
from variorum.names.forms.skeleton import letters
from variorum.names.linking.judgements import DIFFERENT, SAME, JudgedMatter, Party, consequences, standing
from variorum.record import Judgement


@dataclass(frozen=True, slots=True)
class Said:
    """What judgements say: `same` dossiers, each with the name judged and the judge's words; `different` ones."""

    same: tuple[tuple[str, str, str], ...] = ()
    different: frozenset[str] = frozenset()


_Scope = tuple[str, str, int, int]  # letters of the name, source, page, start


class NameJudgements:
    """The judgements on names of an archive, to be asked about forms, places and dossiers."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        held = tuple(judgements)
        self.standing: tuple[JudgedMatter, ...] = standing(held)
        self._same: dict[_Scope, dict[str, tuple[str, str]]] = defaultdict(dict)
        self._different: dict[_Scope, set[str]] = defaultdict(set)
        self._chief: dict[str, str] = {}
        tied = [(one.a, one.b, one.judgement) for one in self.standing if one.judgement.verdict == SAME]
        # two dossiers that share a judged name are one only where somebody says so of the dossiers themselves
        tied += [(one.a, one.b, one.chain[-1]) for one in consequences(held) if not (one.a.dossier and one.b.dossier)]
        for a, b, judgement in tied:
            self._tie(a, b, in_words(judgement))
        for one in self.standing:
            if one.judgement.verdict == DIFFERENT:
                self._part(one.a, one.b)

    @property
    def is_silent(self) -> bool:
        """Whether nothing at all was judged of any name."""
        return not self._same and not self._different

    def chief(self, dossier: str) -> str:
        """The first, in the order of letters, of the dossiers that judgements make one with this one."""
        return self._chief.get(dossier, dossier)

    def on_form(self, source: str, *written: str) -> Said:
        """What is said of a form, written so or so, in a source; what is said of the source goes first."""
        different: set[str] = set()
        for scope in ((source, 0, -1), ("", 0, -1)):
            for form in written:
                key = (letters(form), *scope)
                different |= self._different.get(key, set())
                if self._same.get(key):
                    return Said(self._listed(key), frozenset(different))
        return Said((), frozenset(different))

    def on_place(self, place: Span) -> Said:
        """What is said of the one mention that begins there."""
        return self._places().get((place.source, place.page, place.start), Said())

    def places(self) -> Sequence[tuple[str, int, int]]:
        """Source, page and offset of every mention that was judged by itself."""
        return sorted(self._places())

    def _places(self) -> dict[tuple[str, int, int], Said]:
        keys = {key for key in (*self._same, *self._different) if key[3] >= 0}
        return {key[1:]: Said(self._listed(key), frozenset(self._different.get(key, ()))) for key in keys}

    def _listed(self, key: _Scope) -> tuple[tuple[str, str, str], ...]:
        return tuple((dossier, *said) for dossier, said in sorted(self._same.get(key, {}).items()))

    def _tie(self, a: Party, b: Party, words: str) -> None:
        if a.dossier and b.dossier:
            low, high = sorted((self.chief(a.dossier), self.chief(b.dossier)))
            self._chief |= {one: low for one, chief in self._chief.items() if chief == high} | {high: low, low: low}
        elif a.dossier or b.dossier:
            name, dossier = (b, a) if a.dossier else (a, b)
            self._same[_scope(name)][dossier.dossier] = (name.name, words)

    def _part(self, a: Party, b: Party) -> None:
        if bool(a.dossier) != bool(b.dossier):
            name, dossier = (b, a) if a.dossier else (a, b)
            self._different[_scope(name)].add(dossier.dossier)


def in_words(judgement: Judgement) -> str:
    """Who judged, when, and why."""
    day = f" on {judgement.when[:10]}" if judgement.when else ""
    said = f"Judged by {judgement.by or 'somebody'}{day}"
    return f"{said}: {judgement.why}" if judgement.why else f"{said}."


def _scope(party: Party) -> _Scope:
    return letters(party.name), party.source, party.page, party.start
