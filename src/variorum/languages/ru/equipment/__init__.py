"""Russian, by the dictionary of pymorphy3 (OpenCorpora), with the spelling of before 1918.

Loading the dictionary takes about half a second, so it waits for the first word that needs it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Protocol

from variorum.languages.folding import fold
from variorum.languages.language import KnownWordForms, Recognised
from variorum.languages.plain import Plain
from variorum.languages.recognisers import recogniser_of
from variorum.text.scripts import CYRILLIC

_ABBREVIATIONS = frozenset(
    """
    акад арх в вв г гг гл д др доп ед изд им исп кн л лл м мин млн млрд муз напр нач нем о об обл оп п пер пп пр прим
    прил проф р ред рис род руб с св сб см соч ср ст стр т тел тов тт тыс ул ур устар ф ч чел экз т.е т.к т.д т.п
    """.split()  # noqa: SIM905 (seventy quoted strings are harder to read)
)
# endings of before 1918 and what stands for them now, on folded words (і is и there)
_OLD_ENDINGS = (("аго", "ого"), ("аго", "его"), ("яго", "его"), ("ыя", "ые"), ("ия", "ие"))
_PROPER = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr", "Init"})
_DOUBTFUL = 0.02  # readings less likely than this are pymorphy's guesses, not the searcher's word


class Tag(Protocol):
    """The grammatical features of one reading, by OpenCorpora's names ("nomn", "Surn")."""

    grammemes: frozenset[str]

    def __contains__(self, grammeme: str) -> bool: ...


class Parse(Protocol):
    """One reading of a form."""

    word: str
    normal_form: str
    score: float
    tag: Tag
    lexeme: list[Parse]

    def inflect(self, grammemes: frozenset[str]) -> Parse | None:
        """The form of these grammemes, if the word has it."""
        ...


class Dictionary(Protocol):
    """What is used of pymorphy3."""

    def parse(self, word: str) -> list[Parse]:
        """Every reading, the likeliest first."""
        ...

    def word_is_known(self, word: str) -> bool:
        """Whether the dictionary has this very form."""
        ...


@cache
def dictionary() -> Dictionary:
    """The dictionary, loaded once for all rooms."""
    from pymorphy3 import MorphAnalyzer

    loaded: Dictionary = MorphAnalyzer(lang="ru")
    return loaded


class Russian(Plain):
    """Russian words, lemmas and forms."""

    def __init__(self) -> None:
        super().__init__("ru", _ABBREVIATIONS)

    def lemmas(self, word: str) -> tuple[str, ...]:
        """All dictionary forms, the likeliest first; of an unknown word, those that its ending suggests."""
        return tuple(_readings(_modern(word)))

    def stem(self, word: str) -> str:
        """What all forms of the likeliest lemma begin with; the word itself where that is under three letters."""
        parse = dictionary().parse(_modern(word))[0]
        forms = [_folded(form.word) for form in parse.lexeme]
        first, last = min(forms), max(forms)
        shared = next(
            (i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last))
        )
        return first[:shared] if shared > 2 else _folded(word)

    def writes(self, word: str) -> bool:
        """Whether a letter of the word is Cyrillic."""
        return bool(CYRILLIC.search(word))

    def knows(self, word: str) -> bool | None:
        """Whether the dictionary has this form, in today's spelling or in that of before 1918."""
        return bool(dictionary().word_is_known(_modern(word)))

    def ordinary(self, word: str) -> bool:
        """Whether the dictionary has it as anything else than a name of a person, place or institution."""
        modern = _modern(word)
        if not dictionary().word_is_known(modern):
            return False
        return any(not _PROPER & parse.tag.grammemes for parse in dictionary().parse(modern))

    def inflections(self, word: str, vocabulary: KnownWordForms) -> Mapping[str, float]:
        """The forms of every lemma of the word, weighed by how often the form is that lemma's.

        The counts are those of OpenCorpora; of a word that it does not know, a surname mostly, all forms count alike.
        """
        modern = _modern(word)
        known = dictionary().word_is_known(modern)
        readings = _readings(modern)
        heaviest = max(readings.values(), default=1.0)
        found: dict[str, float] = {}
        for parse in _one_parse_for_each_lemma(modern):
            lemma = _folded(parse.normal_form)
            share = readings.get(lemma, 0.0) / heaviest
            for form in _forms(parse):
                if share and vocabulary.holds(form):
                    weight = share * _readings(_modern(form)).get(lemma, _DOUBTFUL) if known else 1.0
                    found[form] = max(found.get(form, 0.0), weight)
        typed = _folded(word)
        if vocabulary.holds(typed):
            found[typed] = 1.0
        return found

    def recognise(self, texts: Sequence[str]) -> list[list[Recognised]]:
        """The names that the model of slovnet sees, in the spelling of today or of before 1918."""
        from variorum.languages.ru.equipment.names import names_in

        return names_in(texts)

    def recogniser(self) -> str:
        """A digest of the weights, and the versions of the models and of what runs them."""
        return recogniser_of("natasha", "slovnet", "navec", weights="ru/equipment/tagging.npz")


@lru_cache(maxsize=50_000)
def _readings(word: str) -> Mapping[str, float]:
    """Lemmas of a folded modern form with their likelihood, the likeliest first."""
    summed: dict[str, float] = {}
    for parse in dictionary().parse(word):
        lemma = _folded(parse.normal_form)
        summed[lemma] = summed.get(lemma, 0.0) + float(parse.score)
    kept = [item for item in summed.items() if item[1] >= _DOUBTFUL] or list(summed.items())
    return dict(sorted(kept, key=lambda item: (-item[1], item[0])))


def _one_parse_for_each_lemma(word: str) -> list[Parse]:
    # the same lemma may be declined in several ways («Рютина» man and woman): every lexeme counts, each once
    seen: dict[tuple[str, ...], Parse] = {}
    for parse in dictionary().parse(word):
        seen.setdefault(tuple(form.word for form in parse.lexeme), parse)
    return list(seen.values())


def _forms(parse: Parse) -> list[str]:
    forms: dict[str, None] = {}
    for inflected in parse.lexeme:
        form = _folded(inflected.word)
        forms[form] = None
        for old, new in _OLD_ENDINGS:
            if form.endswith(new):
                forms[form.removesuffix(new) + old] = None
    return list(forms)


def _modern(word: str) -> str:
    folded = _folded(word)
    for old, new in _OLD_ENDINGS:
        modern = folded.removesuffix(old) + new
        if folded.endswith(old) and not dictionary().word_is_known(folded) and dictionary().word_is_known(modern):
            return modern
    return folded


def _folded(word: str) -> str:
    return fold(word).text.lower()
