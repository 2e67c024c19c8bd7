"""Looking things up: a search or a quotation, against a catalogue that is brought up to date first where it can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from variorum.archive.folder import Archive
from variorum.archive.ledgers import append_search
from variorum.archive.locking import building
from variorum.catalogue.store import Catalogue, open_catalogue
from variorum.evidence import Verification
from variorum.finding import Refused
from variorum.pipeline.engine import Engine
from variorum.pipeline.parsing import record_of, said_by
from variorum.pipeline.progress import Progress, unwatched
from variorum.pipeline.reading import read_what_changed
from variorum.pipeline.texts import HeldTexts
from variorum.record import Record, Sought

if TYPE_CHECKING:
    from variorum.catalogue.filters import Filters
    from variorum.catalogue.searching import Hits, SearchOptions
    from variorum.pipeline.beside_the_text import Beside


@dataclass(frozen=True, slots=True)
class Desk:
    """An archive opened for looking things up."""

    archive: Archive
    record: Record
    catalogue: Catalogue
    texts: HeldTexts
    progress: Progress = unwatched

    def search(
        self,
        query: str,
        *,
        filters: Filters | None = None,
        limit: int,
        offset: int = 0,
        script: str = "",
        meaning: bool = False,
    ) -> Hits:
        """Passages that answer a query.

        `script` is "names", "any" or "exact": what is looked for in other spellings too, where the query does not say.
        With `meaning` passages count that mean what is asked in other words or in the other language; raises `Refused`
        where the model for that is not installed.
        """
        from variorum.catalogue.filters import Filters
        from variorum.catalogue.searching import SearchOptions, search

        asking = SearchOptions(filters or Filters(), script, self.record.entities)
        if meaning:
            return self._search_with_meaning(query, asking, limit, offset)
        return search(self.catalogue, query, asking=asking, limit=limit, offset=offset)

    def keep(self, hits: Hits) -> None:
        """Record in searches.jsonl what was looked for, where, and how often it was found."""
        where = ", ".join(hits.looked_through) or "nothing"
        now = datetime.now(UTC).isoformat(timespec="seconds")
        append_search(self.archive.root, Sought(hits.understood, where, now, hits.total))

    def _search_with_meaning(self, query: str, asking: SearchOptions, limit: int, offset: int) -> Hits:
        from variorum.catalogue.rank_fusion import search_with_meaning
        from variorum.languages.embedding import embedder

        model = embedder()
        return search_with_meaning(
            self.catalogue, query, model, asking=asking, limit=limit, offset=offset, progress=self.progress
        )

    def verify(self, quotation: str, *, source: str | None = None, page: str | None = None) -> Verification:
        """Where a quotation stands and what it turns out to be; `page` is a printed label, or a locator ("§ 31")."""
        from variorum.quotation.cited_place import locator_of
        from variorum.quotation.verification import Policy, verify

        policy = Policy(self.record.settings.levelling)
        return verify(quotation, self.texts, source=source, locator=locator_of(page) if page else None, policy=policy)

    def beside(self, words: str, *, source: str | None = None) -> tuple[Beside, ...]:
        """Where words stand beside the texts: in running heads, among hidden or struck-out words, in notices."""
        from variorum.pipeline.beside_the_text import find_beside

        return find_beside(self.catalogue, words, source=source)

    def verify_many(self, asked: Sequence[Mapping[str, object]]) -> Iterator[dict[str, object]]:
        """The same for a batch, in order; what cannot be read as a question answers {"quotation", "error"}."""
        from variorum.quotation.verification import Policy, as_json, verify_many

        self.texts.seeds()
        questions = (_question(one) for one in asked if _is_question(one))
        verified = verify_many(questions, self.texts, policy=Policy(self.record.settings.levelling))
        for one in asked:
            if _is_question(one):
                yield as_json(next(verified), self.texts)
            else:
                reason = one.get("error", "“quotation” is missing or is no text.")
                yield {"quotation": one.get("quotation"), "error": reason}


def _is_question(one: Mapping[str, object]) -> bool:
    return "error" not in one and isinstance(one.get("quotation"), str)


def _question(one: Mapping[str, object]) -> dict[str, str | None]:
    given = {name: one.get(name) for name in ("quotation", "source", "page")}
    return {name: str(value) if value not in (None, "") else None for name, value in given.items()}


@contextmanager
def desk(archive: Archive, *, progress: Progress = unwatched) -> Iterator[Desk]:
    """Open an archive for looking things up, reading and indexing first what changed.

    While another process builds, what it has finished so far is used as it is: readers never wait.
    """
    record: Record | None = None
    try:
        with building(archive.root, timeout=0.2), open_catalogue(archive.catalogue_dir) as catalogue:
            engine = Engine(catalogue)
            record, _ = said_by(archive.root, engine).whole
            read_what_changed(archive, record, engine, progress)
    except Refused:
        pass  # somebody else is building, or the folder can only be read; what is there serves
    with open_catalogue(archive.catalogue_dir, read_only=True) as catalogue:
        record = record or record_of(archive.root, Engine(catalogue, looking=True))
        yield Desk(archive, record, catalogue, HeldTexts(catalogue, progress=progress), progress)
