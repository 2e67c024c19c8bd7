"""German, by the Snowball stemmer, with words written ß or ss, ä or ae brought together.

The stemmer is the one that comes with the search index (Tantivy, in Rust), as for English. It takes "Häuser" to "haus";
it does not part compounds, and verbs that change their vowel ("ging", "gehen") stay apart but for the commonest, which
stand in a table. There is no model for names: those in German text are found by the dossiers and by patterns alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Protocol

from variorum.languages.folding import fold
from variorum.languages.language import KnownWordForms
from variorum.languages.plain import Plain
from variorum.languages.registry import table

_LATIN = re.compile(r"[A-Za-zÄÖÜäöüßſ]")
_ABBREVIATIONS = frozenset(
    """
    abb abs abt anm art aufl bd bde bearb bes bl bsp bzw ca co d.h d.i dgl dr ebd etc evtl f ff fol frl gest geb gen ggf
    hg hrsg hs inkl insb jg jh kap kgl lic lt m.a.w m.e mio mrd msgr nr o.ä o.j o.o o.g phil prof r red rez s s.a s.o
    s.u sog sp st str tab tlw u u.a u.ä u.u usf usw v v.a verf verl vgl vol z z.b z.t z.zt zit zs
    """.split()  # noqa: SIM905 (eighty quoted strings are harder to read)
)
# a figure up to 31 with a point is an ordinal far more often than the end of a sentence
_NO_END = _ABBREVIATIONS | {str(number) for number in range(1, 32)}
_SPELT_OUT = str.maketrans({"ß": "ss", "ä": "a", "ö": "o", "ü": "u", "á": "a", "à": "a", "é": "e", "è": "e"})
_VOWELS_IN_TWO = re.compile(r"(?<![aeqo])ue|(?<!^)(?<!u)ae|(?<!i)oe")  # "Fuehrer"; not "neue", "Trauer", "Quelle"
_DERIVED = 0.5  # weight of a form that shares the stem but may be another word


class _GermanAnalyzer(Protocol):
    def analyze(self, text: str) -> list[str]: ...


@cache
def _stemmer() -> _GermanAnalyzer:
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    builder = TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.lowercase())
    made: _GermanAnalyzer = builder.filter(Filter.stemmer("german")).build()
    return made


class German(Plain):
    """German words, stems and forms."""

    def __init__(self) -> None:
        super().__init__("de", _NO_END)

    def lemmas(self, word: str) -> tuple[str, ...]:
        """The stem; of an irregular form ("ging") the stem of its base first."""
        return (*([base] if (base := _irregular().get(_plain(word))) else []), self.stem(word))

    def stem(self, word: str) -> str:
        """The Snowball stem, with umlauts and ß as plain letters: "Häuser", "Haeuser" and "Haus" give "haus"."""
        return _stems([_plain(word)])[0] if _plain(word) else ""

    def writes(self, word: str) -> bool:
        """Whether a letter of the word is Latin."""
        return bool(_LATIN.search(word))

    def ordinary(self, word: str) -> bool:
        """Whether it is a word of grammar, a number, a month: those of the tables, since there is no dictionary."""
        return _plain(word) in _grammar()

    def inflections(self, word: str, vocabulary: KnownWordForms) -> Mapping[str, float]:
        """The forms that share a stem with the word, whichever way they write ä and ß, and the irregular ones."""
        typed = _plain(word)
        wanted = {self.stem(word), *self.lemmas(word)} - {""}
        found: dict[str, float] = {}
        if len(typed) > 2:
            beginnings = {beginning for stem in wanted for beginning in _beginnings(stem)}
            candidates = sorted({form for start in sorted(beginnings) for form in vocabulary.beginning_with(start)})
            for form, stem in zip(candidates, _stems(candidates), strict=True):
                if stem in wanted:
                    found[form] = 1.0 if len(form) - len(stem) <= 3 else _DERIVED
                elif _irregular().get(form) in wanted:
                    found[form] = 1.0
        found |= {form: 1.0 for form in _forms_of(frozenset(wanted)) if vocabulary.holds(form)}
        if vocabulary.holds(typed):
            found[typed] = 1.0
        return found


def _plain(word: str) -> str:
    """A word in plain small letters, as the search index holds it: ß as ss, ä as a; ae stays."""
    return fold(word.strip()).text.lower().translate(_SPELT_OUT).removesuffix("'s").removesuffix("’s")


def _stems(words: Sequence[str]) -> list[str]:
    """Stems of words in plain letters, one for each; ae, oe and ue that stand for umlauts are levelled with them."""
    written = [_levelled(word) or "x" for word in words]
    return _stemmer().analyze(" ".join(written))


def _levelled(word: str) -> str:
    return _VOWELS_IN_TWO.sub(lambda pair: pair[0][0], word)


def _beginnings(stem: str) -> set[str]:
    """How the forms of a stem may begin in the index: with its last broad vowel as it is, or with an e after it."""
    start = stem[: max(3, len(stem) - 1)] if len(stem) > 3 else stem
    return {start, *(f"{start[: at + 1]}e{start[at + 1 :]}" for at, letter in enumerate(start) if letter in "aou")}


@cache
def _irregular() -> Mapping[str, str]:
    """The stem of the base of each irregular form."""
    listed = table("de", "irregular")
    return {
        form: _stems([_plain(base)])[0]
        for base, forms in listed.get("forms", {}).items()
        for form in map(_plain, forms.split())
    }


@cache
def _forms_of(stems: frozenset[str]) -> tuple[str, ...]:
    return tuple(form for form, base in _irregular().items() if base in stems)


@cache
def _grammar() -> frozenset[str]:
    words = [word for kind in table("de", "critical_words").values() for word in kind.split()]
    rows = [row for row in table("de", "dates").values() if isinstance(row, Mapping)]
    listed = [forms for row in rows for forms in row.values() if isinstance(forms, list)]
    words += [word for forms in listed for word in forms if isinstance(word, str)]
    return frozenset(map(_plain, words))
