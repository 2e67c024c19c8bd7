"""The files of an edition's search: scripts, since a page that lives on a stick can load nothing else.

Each is one call, `variorumSearch(name, value)`. How many there are follows from the size of the texts, so that their
addresses are known before the index is made; what they hold is made when the first of them is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from variorum.edition.recalling import Recall, at_once
from variorum.edition.searching.documents import SearchBatch, SearchDocument
from variorum.edition.searching.index import IndexEntry, WordIndex, index_words

_TEXTS = 120_000  # letters of text in a file: what a search must load for the words around a hit
_WORDS = 300_000  # letters of text for which one more file of words is made
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class SearchFiles:
    """The files of one edition's search, by address, made when they are asked for."""

    def __init__(self, batches: Sequence[SearchBatch], names: Sequence[str], *, recall: Recall = at_once) -> None:
        self._batches = batches
        self._names = names
        self._recall = recall
        self._documents = [document for batch in batches for document in batch.documents]
        self._shelves = list(_shelved(self._documents))
        letters = sum(len(each.text) for document in self._documents for each in document.paragraphs)
        self.addresses = (
            "search/index.js",
            *(f"search/words-{number:03d}.js" for number in range(letters // _WORDS + 1)),
            *(f"search/texts-{number:03d}.js" for number in range(len(self._shelves))),
        )

    @cached_property
    def index(self) -> WordIndex:
        """The index itself."""
        return index_words(self._batches, self._names, recall=self._recall)

    def content(self, address: str) -> str:
        """What stands in one of the files."""
        name = address.removeprefix("search/").removesuffix(".js")
        kind, _, number = name.partition("-")
        if kind == "words":
            value: object = {key: _written(entry) for key, entry in self._words[int(number)]}
        elif kind == "texts":
            value = {
                each: [[p.anchor, p.text] for p in self._documents[each].paragraphs]
                for each in self._shelves[int(number)]
            }
        else:
            value = self._outline()
        return f"variorumSearch({json.dumps(name)},{_in_script(value)});\n"

    def _outline(self) -> Mapping[str, object]:
        """The pages by number, which file has each one's text, and the first key of each file of words."""
        titles = list(dict.fromkeys(document.title for document in self._documents))
        numbers = {title: number for number, title in enumerate(titles)}
        shelf = {each: number for number, shelf in enumerate(self._shelves) for each in shelf}
        return {
            "titles": titles,
            "pages": [
                [document.address, numbers[document.title], document.label, document.language, shelf[number]]
                for number, document in enumerate(self._documents)
            ],
            "starts": [words[0][0] if words else "" for words in self._words],
        }

    @cached_property
    def _words(self) -> list[list[tuple[str, IndexEntry]]]:
        """The entries in order, cut into files of about one size."""
        files = sum(address.startswith("search/words-") for address in self.addresses)
        weights = {key: len(key) + 6 + 4 * len(entry.pages) for key, entry in self.index.entries.items()}
        total, done, cut = sum(weights.values()) or 1, 0, [[] for _ in range(files)]  # type: ignore[var-annotated]
        for key, entry in self.index.entries.items():
            cut[min(files - 1, files * done // total)].append((key, entry))
            done += weights[key]
        return cut


def _shelved(documents: Sequence[SearchDocument]) -> Iterator[list[int]]:
    shelf: list[int] = []
    letters = 0
    for number, document in enumerate(documents):
        shelf.append(number)
        letters += sum(len(each.text) for each in document.paragraphs)
        if letters >= _TEXTS:
            yield shelf
            shelf, letters = [], 0
    if shelf:
        yield shelf


def _written(entry: IndexEntry) -> list[str]:
    """Pages as the steps from one to the next, each with how often where that is more than once; then the words."""
    steps, last = [], 0
    for page, times in entry.pages:
        steps.append(_base36(page - last) + (f".{_base36(times)}" if times > 1 else ""))
        last = page
    parts = [",".join(steps), " ".join(entry.forms), " ".join(entry.lemmas), " ".join(entry.alike)]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts


@lru_cache(maxsize=10_000)
def _base36(number: int) -> str:
    digits = ""
    while number >= 36:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return _DIGITS[number] + digits


def _in_script(value: object) -> str:
    return (
        json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
