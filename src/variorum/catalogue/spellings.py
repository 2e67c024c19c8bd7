"""Other spellings of a name: in the other script, by another transliteration, in any case of Russian.

Kept is a table from skeletons (`names.skeleton`) to the forms of the index that may be names: a Latin form stands under
each of its skeletons, a Russian one under those of every nominative that it may come from. So «Рютиным», "Riutin" and
"Rjutin" meet. The table only grows, and what has left the index is told by the index; a new version of the index begins
it anew.

A capital in the query, a dossier or the texts themselves must say that a word is a name, and the form found must stand
with a capital wherever it mostly stands: "marsh" never finds «Марш». A name that an apostrophe parts into two words of
the index ("Zinov'ev") is kept with it. With `script:any` neither is asked for, and a
word's transliterations by every scheme are tried too ("kolkhoz", «колхоз»).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from typing import Protocol

from rapidfuzz.fuzz import ratio

from variorum.catalogue.capitalised import Capitalised
from variorum.catalogue.database import Database
from variorum.languages import equipment, writing
from variorum.languages.language import KnownWordForms
from variorum.languages.transliteration import schemes, to_cyrillic, to_latin
from variorum.names.forms.declension import dictionary_names, given_readings, patronymic_readings, surname_readings
from variorum.names.forms.skeleton import is_slavic, letters, skeleton, skeletons
from variorum.text.scripts import CYRILLIC

_ALSO = (
    ("ov", re.compile("(?<=[CSZ])ov"), "ev"),  # ё after ч, ш and щ, mostly printed as е: "Chruschtschow", «Хрущев»
    ("Stein", re.compile("Stein"), "stein"),  # "Bronstein", «Бронштейн»
)
_SHORTEST = 3  # letters of a skeleton: under that, "Li" and «Ли», chance rules
_ADJECTIVE = re.compile("[сц]к(?:ий|ой|ою|ая|ую|ого|ому|им|ом|ие|их|ими)$")
_ALIKE = 70.0  # per cent of letters that two Latin spellings of a name that is no Russian one have in common
_MOSTLY = 0.5  # share of a form's passages in which it stands with a capital


class CountedVocabulary(KnownWordForms, Protocol):
    """The forms of the index, and how often each stands there."""

    def frequency(self, form: str) -> int:
        """In how many passages the form stands."""
        ...


class Spellings:
    """The other spellings of the words of one query, as one state of the index has them.

    `borne` gives the folded words that the dossiers' names hold: typed in small letters, they are names all the same.
    """

    def __init__(
        self,
        database: Database,
        vocabulary: CountedVocabulary,
        *,
        script: str = "names",
        borne: Callable[[], Collection[str]] = frozenset,
    ) -> None:
        self._database = database
        self._vocabulary = vocabulary
        self._script = script
        self._borne = borne

    def of(self, form: str, typed: str) -> tuple[str, ...]:
        """The forms of the index that are other spellings of this one, sorted.

        `typed` is the same word with its capital and its diacritics.
        """
        if self._script == "exact" or form.isdigit():
            return ()
        if self._script == "any":
            found = {*self._alike(form, typed, share=0.0), *self._transliterated(typed.lower())}
        else:
            named = typed[:1].isupper() or self._is_name(form)
            found = self._alike(form, typed, share=_MOSTLY) if named else set()
        return tuple(sorted(found - {form}))

    def _is_name(self, form: str) -> bool:
        row = self._database.row("SELECT sum(passages) FROM capitalised WHERE form = ?", (form,))
        written_so = row and row[0] and row[0] >= _MOSTLY * self._vocabulary.frequency(form)
        return bool(written_so) or form in self._borne()

    def _alike(self, form: str, typed: str, *, share: float) -> set[str]:
        rows = self._database.rows(
            "SELECT form, (SELECT sum(passages) FROM capitalised WHERE capitalised.form = spelled.form), "
            "group_concat(skeleton, ' ') FROM spelled WHERE skeleton IN (SELECT value FROM json_each(?)) GROUP BY form",
            (json.dumps(sorted({*keys_of(form), *keys_of(typed)})),),
        )
        return {
            other
            for other, passages, shared in rows
            if passages
            and ("'" in other or 0 < self._vocabulary.frequency(other) <= passages / (share or 1e-9))
            and may_be_one(typed, other, shared.split())
        }

    def _transliterated(self, form: str) -> Iterator[str]:
        russian = bool(CYRILLIC.search(form))
        for name in schemes():
            other = to_latin(form, name) if russian else to_cyrillic(form, name)
            for language in writing(other):
                yield from language.inflections(other, self._vocabulary)


def keep(database: Database, gathered: Mapping[int, Capitalised]) -> None:
    """Keep what was gathered of sources, in place of what was kept of them; call it within a transaction."""
    rows: list[tuple[str, int, int]] = []
    written: dict[str, set[str]] = {}  # š and č, which the analyzer levels, tell the skeleton what it needs to know
    for source, words in gathered.items():
        passages = dict(words.rows())
        rows += ((form, source, count) for form, count in passages.items())
        for form in words.written.keys() & passages.keys():
            written.setdefault(form, set()).update(words.written[form])
    rows.sort()  # in the order of the table, where it costs least to put them in
    forms = {form for form, _, _ in rows}
    known = database.rows(
        "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM capitalised WHERE form = value)",
        (json.dumps(list(forms)),),
    )
    new = forms.difference(form for (form,) in known) | written.keys()
    database.change_many("DELETE FROM capitalised WHERE source = ?", [(source,) for source in gathered])
    database.change_many("INSERT INTO capitalised VALUES (?, ?, ?)", rows)
    spelled = {(key, form) for form in new for word in (form, *written.get(form, ())) for key in keys_of(word)}
    database.change_many("INSERT OR IGNORE INTO spelled VALUES (?, ?)", sorted(spelled))


def keys_of(word: str) -> list[str]:
    """The skeletons under which a word stands, those of chance length left out."""
    words = _nominatives(word.lower()) if CYRILLIC.search(word) else (word,)
    found = {key for word in words for key in skeletons(word) if len(key) >= _SHORTEST}
    return sorted(found | {sign.sub(usual, key) for key in found for part, sign, usual in _ALSO if part in key})


@lru_cache(maxsize=50_000)
def _nominatives(form: str) -> tuple[str, ...]:
    """Every nominative that a Russian form may come from, as a surname, a given name or a patronymic.

    What the dictionary knows for the nominative of a given name or a place («Дания») comes from nothing else.
    """
    names = dictionary_names(form)
    if form in names:
        return tuple(map(letters, names))
    readings = (*surname_readings(form), *given_readings(form), *patronymic_readings(form))
    return tuple(dict.fromkeys(map(letters, (*names, *(reading.nominative for reading in readings), form))))


def may_be_one(word: str, other: str, shared: Collection[str]) -> bool:
    """Whether a word and a form that share these skeletons may be one name.

    Across scripts the skeletons have said so. Within Russian the letters decide, and words that the dictionary knows it
    declines itself. Within Latin two chains of guesses meet: the skeleton that they share must be that of a Russian
    surname, or else the likeliest of both, with letters that are mostly the same: so "Sinowjew" is "Zinoviev", and
    "Marsh" is no "March", "Lowell" no "Lovell".
    """
    form, russian = word.lower(), bool(CYRILLIC.search(word))
    if russian != bool(CYRILLIC.search(other)):
        return True
    if russian:
        alike = bool(_ADJECTIVE.search(form)) == bool(_ADJECTIVE.search(other))
        known = equipment("ru").knows(form)
        return alike and not known and not set(_nominatives(form)).isdisjoint(_nominatives(other))
    if any(is_slavic(key) and len(key) > _SHORTEST for key in shared):
        return True
    mostly = ratio(form, other) >= _ALIKE and form.count("w") == other.count("w")
    return mostly and skeleton(form) == skeleton(other)
