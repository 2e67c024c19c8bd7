"""What stands in the sources beside their text: kept with the catalogue, and found when it is quoted or looked for.

Running heads and feet, hidden and struck-out words, notices and bars of web pages are no text of a source. A person who
saw them there may quote them all the same, and is to be told where they stand, and that they stand beside the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from variorum.accession.reading import Aside, NoteCall, PageWords, Picture, Reading
from variorum.catalogue.store import Catalogue
from variorum.pipeline.engine import Engine
from variorum.pipeline.step import Given, step
from variorum.saying import say

FEWEST_LETTERS = 6  # of what is looked for; less stands anywhere
MOST = 5  # places that are told

_NO_LETTER = re.compile(r"[\W_]+")
_WHERE = {
    "head": say("in the running head"),
    "foot": say("in the running foot"),
    "hidden": say("among words that the file hides"),
    "deleted": say("among words that are struck out"),
    "regularised": say("as the editor's form of what the document has"),
    "variant": say("as the reading of another witness"),
    "banner": say("in a notice laid over the page"),
    "sidebar": say("in a bar at the side of the page"),
    "navigation": say("in the page's navigation"),
    "comment": say("in a comment on the text"),
    "turned": say("in a line set along the margin or upside down"),
    "description": say("in the description of a picture"),
}


@dataclass(frozen=True, slots=True)
class Beside:
    """A place beside the text of a source at which words stand; `label` is its page's, if that has one."""

    source: str
    page: int
    label: str
    kind: str
    text: str

    @property
    def in_words(self) -> str:
        """ "stands in the running head of p. 12"."""
        where = say("p. {page}", page=self.label) if self.label else say("page {page} of the file", page=self.page)
        return say("{place}, {where}", place=_WHERE.get(self.kind, say("beside the text")), where=where)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands beside the text of a source, in the order of its pages, and where the text calls notes."""

    asides: tuple[Aside, ...]
    labels: Mapping[int, str]  # by page
    calls: tuple[NoteCall, ...]


@step("beside the text")
def around(read: Any) -> Around:
    """What a reading says beside the text."""
    labels = {page.sequence: page.label for page in read.pages}
    return Around(tuple(read.beside()), labels, tuple(read.calls))


@step("words in their pictures")
def words_in_pictures(read: Any) -> tuple[PageWords, ...]:
    """Where the words of each page stand in its picture, as its reading says."""
    words: tuple[PageWords, ...] = read.words
    return words


@step("pictures of an original")
def pictures_of_original(read: Any) -> tuple[Picture, ...]:
    """The pictures that an original is."""
    pictures: tuple[Picture, ...] = read.pictures
    return pictures


def keep_beside(engine: Engine, key: str, digest: str, reading: Reading) -> None:
    """Keep what stands beside the text of a source that was read, where its text calls notes, its words' places."""
    read = Given(digest, lambda: reading)
    engine.ask(around, key, read=read)
    engine.ask(words_in_pictures, key, read=read)
    engine.ask(pictures_of_original, key, read=read)


def forget_beside(engine: Engine, *, but: Iterable[str]) -> None:
    """Drop what was kept of sources that are gone."""
    but = tuple(but)
    for kept in (around, words_in_pictures, pictures_of_original):
        engine.retain(kept, but)


def find_beside(catalogue: Catalogue, words: str, *, source: str | None = None) -> tuple[Beside, ...]:
    """The first places beside the texts at which these words stand, one after another, as whole words."""
    sought = _plain(words)
    if sum(letter.isalpha() for letter in sought) < FEWEST_LETTERS:
        return ()
    found: list[Beside] = []
    for place in _places(catalogue, source):
        if f" {sought} " in f" {_plain(place.text)} ":
            found.append(place)
            if len(found) == MOST:
                break
    return tuple(found)


def _places(catalogue: Catalogue, source: str | None) -> Iterator[Beside]:
    for key, kept in sorted(Engine(catalogue).kept(around).items()):
        if source in (None, key):
            found = kept.value()
            for one in found.asides:
                yield Beside(key, one.page, found.labels.get(one.page, ""), one.kind, one.text)


def _plain(text: str) -> str:
    """Letters and figures without case, parted by single blanks."""
    return _NO_LETTER.sub(" ", text.casefold().replace("ё", "е")).strip()
