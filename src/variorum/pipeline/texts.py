"""The catalogue's texts as collation reads them: pages at hand, and an index of seeds kept in files beside it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from variorum.catalogue.store import Catalogue
from variorum.code import code_digest
from variorum.digest import sha_of
from variorum.evidence import Holding
from variorum.pipeline.codec import digest_of
from variorum.pipeline.engine import Engine
from variorum.pipeline.progress import Progress, unwatched
from variorum.pipeline.step import Given, step
from variorum.record import Page
from variorum.saying import say

if TYPE_CHECKING:
    from variorum.text.seeds import SeedIndex, Seeds

_AT_HAND = 30_000_000  # characters of pages kept in memory: quotations come in runs


@dataclass(frozen=True, slots=True)
class ReadingDigests:
    """A source as it was read: `text` is of the words alone, `whole` of all that a quotation is held against.

    That is labels, sections, paragraphs, heads and feet, how it is paged, and the language in which it is read.
    """

    text: str
    whole: str


class HeldTexts:
    """The texts of a catalogue, for `verify`. The index of seeds is made when first asked for, one file a source."""

    def __init__(self, catalogue: Catalogue, *, progress: Progress = unwatched) -> None:
        self.catalogue = catalogue
        self._progress = progress
        self._pages: OrderedDict[str, Sequence[Page]] = OrderedDict()
        self._held = 0
        self._holdings: dict[str, Holding | None] = {}
        self._languages: dict[str, str] = {}
        self._sources: Sequence[str] | None = None
        self._seeds: SeedIndex | None = None

    def sources(self) -> Sequence[str]:
        """Keys of the sources that are held, sorted."""
        if self._sources is None:
            self._sources = self.catalogue.sources()
        return self._sources

    def pages(self, source: str) -> Sequence[Page]:
        """The pages of a source in order; none where it is not held."""
        if source not in self._pages:
            self._pages[source] = pages = self.catalogue.pages(source)
            self._held += sum(len(page.text) for page in pages)
            while self._held > _AT_HAND and len(self._pages) > 1:
                _, old = self._pages.popitem(last=False)
                self._held -= sum(len(page.text) for page in old)
        self._pages.move_to_end(source)
        return self._pages[source]

    def page_range(self, source: str, first: int, last: int) -> Sequence[Page]:
        """The pages from index `first` to `last` (from 0, both included), without the others where none are at hand."""
        if source in self._pages:
            return self._pages[source][first : last + 1]
        return self.catalogue.page_range(source, first, last)

    def holding(self, source: str) -> Holding | None:
        """What is held of a source's text."""
        if source not in self._holdings:
            self._holdings[source] = self.catalogue.holding(source)
        return self._holdings[source]

    def language(self, source: str) -> str:
        """The source's language (BCP 47), empty where it is not known."""
        if source not in self._languages:
            self._languages[source] = self.catalogue.language(source)
        return self._languages[source]

    def seeds(self) -> SeedIndex:
        """The index over all sources; what is missing of it is made and kept."""
        if self._seeds is None:
            from variorum.text.seeds import SeedIndex

            shelf = self.catalogue.folder / "seeds"
            states = [state for state in self.catalogue.source_states().values() if state.pages]
            wanted = {_file_name(state.key, state.digest + state.reader): state.key for state in states}
            missing = [name for name in wanted if not (shelf / name).is_file()]
            for done, name in enumerate(missing):
                self._progress(say("Preparing quotations"), done, len(missing))
                self._make(shelf, name, wanted[name])
            self._seeds = SeedIndex(tuple(self._opened(shelf, name, wanted[name]) for name in sorted(wanted)))
            _clear(shelf, keep=set(wanted))
        return self._seeds

    def _make(self, shelf: Path, name: str, source: str) -> None:
        from variorum.text.seeds import Seeds

        shelf.mkdir(parents=True, exist_ok=True)
        Seeds.of(source, self.catalogue.pages(source)).save(shelf / name)

    def _opened(self, shelf: Path, name: str, source: str) -> Seeds:
        from variorum.text.seeds import Seeds

        try:
            return Seeds.load(shelf / name)
        except (ValueError, OSError):  # derived and damaged: it is made again
            (shelf / name).unlink(missing_ok=True)
            self._make(shelf, name, source)
            return Seeds.load(shelf / name)


@step("digests of a text")
def digests_of_text(pages: tuple[Page, ...], holding: Holding | None) -> tuple[str, str]:
    """The SHA-256 of the words of a source, pages parted by form feeds, and of its pages as they are."""
    words = "\f".join(page.text.replace("\f", "\f\f") for page in pages)
    return sha_of(words), digest_of((holding, pages), tuple[Holding | None, tuple[Page, ...]])


def digests_of_texts(engine: Engine) -> dict[str, str]:
    """The SHA-256 of each source's text; computed once for each reading."""
    return {key: one.text for key, one in digests_of_readings(engine).items()}


def digests_of_readings(engine: Engine) -> dict[str, ReadingDigests]:
    """What each source was read as, in digests; computed once for each reading."""
    catalogue, found = engine.catalogue, dict[str, ReadingDigests]()
    for key, state in catalogue.source_states().items():
        read = sha_of(f"{state.digest} {state.reader}")
        pages = Given(read, partial(_pages, catalogue, key))
        holding = Given(read, partial(catalogue.holding, key))
        text, whole = engine.ask(digests_of_text, key, pages=pages, holding=holding).value()
        found[key] = ReadingDigests(text, sha_of(f"{whole} {catalogue.language(key)}"))
    engine.retain(digests_of_text, found)
    engine.flush()
    return found


def _pages(catalogue: Catalogue, key: str) -> tuple[Page, ...]:
    return tuple(catalogue.pages(key))


def _file_name(source: str, made_from: str) -> str:
    return sha256(f"{source}\n{made_from}\n{code_digest(('text',))}".encode()).hexdigest()[:32] + ".seeds"


def _clear(shelf: Path, *, keep: set[str]) -> None:
    """Take away segments of texts that are no longer held; one that is open elsewhere stays till the next time."""
    for path in shelf.glob("*.seeds") if shelf.is_dir() else ():
        if path.name not in keep:
            try:
                path.unlink()
            except OSError:
                continue
