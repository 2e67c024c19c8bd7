"""Names held against the dossiers and against one another: the dear part of who is meant, kept apart from the rest.

What a form fits rests on itself and the dossiers, and which forms are one name on themselves: neither on what is cited
or judged, nor on other sources. So an edit to a quotation leaves both, and a new book adds its own forms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from variorum.digest import sha_of
from variorum.names.linking.candidates import Fit
from variorum.names.linking.candidates_of_things import Candidates
from variorum.names.linking.clustering import NameAsWritten, Tally, gathered
from variorum.names.linking.known import KnownDossier
from variorum.pipeline.engine import Engine
from variorum.pipeline.step import Given, step


@step("dossiers that names fit", code=("names.linking.candidates_of_things",))
def fits_of_source(forms: Any, known: Any) -> tuple[tuple[NameAsWritten, tuple[Fit, ...]], ...]:
    """The dossiers that each form of a source fits."""
    return tuple((form, known.of(form)) for form in forms)


@step("forms of one name", code=("names.linking.clustering",))
def forms_gathered(kind: str, forms: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The forms of one kind that no dossier knows, those of one name together."""
    return tuple(gathered(kind, forms))


class HeldNames:
    """The names of an archive's sources as they were `counted`; `mentions` are digests of what is named in each."""

    def __init__(
        self, counted: Sequence[Tally], mentions: Mapping[str, str], known: Sequence[KnownDossier], engine: Engine
    ) -> None:
        self.counted, self._mentions, self._known, self._engine = counted, mentions, known, engine

    def fits(self) -> dict[NameAsWritten, tuple[Fit, ...]]:
        """The dossiers that every form fits; of sources of which the names, or the dossiers, are others, held anew."""
        dossiers = Given(sha_of(repr(self._known)), lambda: self._dossiers)
        found: dict[NameAsWritten, tuple[Fit, ...]] = {}
        for key, digest in self._mentions.items():
            forms = Given(digest, partial(self._forms.__getitem__, key))
            found.update(self._engine.ask(fits_of_source, key, forms=forms, known=dossiers).value())
        self._engine.retain(fits_of_source, self._mentions)
        return found

    def gathered(self, kind: str, forms: Iterable[str]) -> Sequence[tuple[str, ...]]:
        """As `clustering.gathered`."""
        told = tuple(sorted(set(forms)))
        return self._engine.ask(forms_gathered, kind, kind=kind, forms=told).value()

    @cached_property
    def _dossiers(self) -> Candidates:
        return Candidates(self._known)

    @cached_property
    def _forms(self) -> Mapping[str, Sequence[NameAsWritten]]:
        found: defaultdict[str, list[NameAsWritten]] = defaultdict(list)
        for tally in self.counted:
            found[tally.source].append(tally.form)
        return found
