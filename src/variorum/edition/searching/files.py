"""The files of an edition's search: scripts, since a page that lives on a stick can load nothing else.

Each is one call, `variorumSearch(name, value)`. How many there are follows from the size of the texts, so that their
addresses are known before the index is made; what they hold is made when the first of them is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from typing import Any

from variorum.edition.recalling import Recall, at_once
from variorum.edition.searching.documents import SearchBatch
from variorum.edition.searching.index import IndexEntry, WordIndex, index_words, told_of_sources

_TEXTS = 120_000  # letters of text in a file: what a search must load for the words around a hit
_WORDS = 300_000  # letters of text for which one more file of words is made


class SearchFiles:
    """The files of one edition's search, by address, made when they are asked for."""

    def __init__(
        self,
        written: SearchBatch,
        sources: Sequence[SearchBatch],
        names: Sequence[str],
        *,
        recall: Recall = at_once,
        salt: str = "",
    ) -> None:
        self._written, self._sources, self._names, self._recall = written, sources, names, recall
        self._salt = salt
        self._batches = (written, *sources)
        letters = [number for batch in self._batches for number in batch.letters]
        self._where = [(batch, at) for batch in self._batches for at in range(len(batch.documents))]
        own = len(written.documents)  # on shelves of their own: a word more in a dossier moves no source's text
        self._shelves = [*_shelved(letters[:own], 0), *_shelved(letters[own:], own)]
        recall.ahead(*told_of_sources(sources))
        self._read: tuple[SearchBatch, Any] | None = None
        self.addresses = (
            "search/index.js",
            *(f"search/words-{number:03d}.js" for number in range(sum(letters) // _WORDS + 1)),
            *(f"search/texts-{number:03d}.js" for number in range(len(self._shelves))),
        )

    @property
    def pages(self) -> int:
        """How many pages are searched."""
        return len(self._where)

    @cached_property
    def index(self) -> WordIndex:
        """The index itself."""
        return index_words(self._written, self._sources, self._names, recall=self._recall)

    def key(self, address: str) -> str:
        """A digest of all that one of the files is made from: of a file of texts those, of any other everything."""
        if not address.startswith("search/texts-"):
            return self._key
        shelf = self._shelves[int(address.removeprefix("search/texts-").removesuffix(".js"))]
        return _digest(
            self._salt, [(number, batch.texts, at) for number in shelf for batch, at in [self._where[number]]]
        )

    @cached_property
    def _key(self) -> str:
        told = [(batch.documents, batch.letters) for batch in self._batches]
        of_sources = self._recall.told(*told_of_sources(self._sources))
        return _digest(self._salt, told, self._names, self._written.words, of_sources)

    def content(self, address: str) -> str:
        """What stands in one of the files."""
        name = address.removeprefix("search/").removesuffix(".js")
        kind, _, number = name.partition("-")
        if kind == "words":
            value: object = {key: _parts(entry) for key, entry in self._words[int(number)]}
        elif kind == "texts":
            value = {each: self._paragraphs(each) for each in self._shelves[int(number)]}
        else:
            value = self._outline()
        return f"variorumSearch({json.dumps(name)},{_in_script(value)});\n"

    def _paragraphs(self, number: int) -> object:
        batch, at = self._where[number]
        if self._read is None or self._read[0] is not batch:
            self._read = batch, batch.texts.value()
        return self._read[1][at]

    def _outline(self) -> Mapping[str, object]:
        """The pages by number, which file has each one's text, and the first key of each file of words."""
        documents = [batch.documents[at] for batch, at in self._where]
        titles = list(dict.fromkeys(document.title for document in documents))
        numbers = {title: number for number, title in enumerate(titles)}
        shelf = {each: number for number, shelf in enumerate(self._shelves) for each in shelf}
        return {
            "titles": titles,
            "pages": [
                [document.address, numbers[document.title], document.label, document.language, shelf[number]]
                for number, document in enumerate(documents)
            ],
            "starts": [words[0][0] if words else "" for words in self._words],
        }

    @cached_property
    def _words(self) -> list[list[tuple[str, IndexEntry]]]:
        """The entries in order, cut into files of about one size."""
        files = sum(address.startswith("search/words-") for address in self.addresses)
        weights = [len(key) + 6 + len(entry.pages) for key, entry in self.index.entries.items()]
        total, done = sum(weights) or 1, 0
        cut: list[list[tuple[str, IndexEntry]]] = [[] for _ in range(files)]
        for entry, weight in zip(self.index.entries.items(), weights, strict=True):
            cut[min(files - 1, files * done // total)].append(entry)
            done += weight
        return cut


def _shelved(letters: Sequence[int], first: int) -> Iterator[list[int]]:
    """The numbers of documents, of which the first is `first`, cut where their texts are enough for a file."""
    shelf: list[int] = []
    filled = 0
    for number, more in enumerate(letters, start=first):
        shelf.append(number)
        filled += more
        if filled >= _TEXTS:
            yield shelf
            shelf, filled = [], 0
    if shelf:
        yield shelf


def _parts(entry: IndexEntry) -> list[str]:
    """An entry as a browser reads it, without empty ends."""
    parts = [entry.pages, entry.forms, entry.lemmas, entry.alike]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _in_script(value: object) -> str:
    return (
        json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
