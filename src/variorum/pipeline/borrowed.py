"""What `borrowings` asks for: of an archive, brought up to date first, or of a folder of texts without one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from variorum.accession import Asked, read_files
from variorum.archive.bounds import leads_out
from variorum.archive.folder import Archive
from variorum.catalogue.borrowings import borrowings_of, formulas_of
from variorum.evidence import Borrowing, Formula
from variorum.examined import Examined
from variorum.finding import NotFound
from variorum.pipeline.asking import catalogue_of
from variorum.pipeline.examining import bring_up_to_date
from variorum.pipeline.progress import Progress, unwatched
from variorum.pipeline.texts import HeldTexts
from variorum.record import Page, Record, Source
from variorum.reuse import SourceLetters, Terms, compare
from variorum.saying import say
from variorum.stemma import describe

PageAt = Callable[[str, int], Page | None]
_USUAL = Terms()


@dataclass(frozen=True)
class Borrowed:
    """The borrowings asked for, in the order of places, the formulas set apart, and the pages that they stand in."""

    borrowings: Sequence[Borrowing]
    formulas: Sequence[Formula]
    page_at: PageAt


@contextmanager
def borrowed(
    archive: Archive,
    keys: Collection[str] = (),
    *,
    terms: Terms = _USUAL,
    master: str = "",
    progress: Progress = unwatched,
) -> Iterator[Borrowed]:
    """The borrowings of an archive, or those with a side in the sources named.

    The catalogue holds those of the usual terms; for others, or where a `master` of Spark is named, the sources are
    compared anew, and nothing is kept.
    """
    with catalogue_of(archive) as catalogue:
        record = bring_up_to_date(archive, catalogue, progress=progress).record
        unknown = sorted(key for key in keys if key not in record.sources)
        if unknown:
            raise NotFound(say("There is no source “{unknown}” in this archive.", unknown=unknown[0]))
        texts = HeldTexts(catalogue, progress=progress)
        formulas: Iterable[Formula]
        found: Iterable[Borrowing]
        if master:
            from variorum.pipeline.on_spark import borrowings_on_spark

            compared_there = borrowings_on_spark(catalogue, master=master, terms=terms)
            found = [one for one in compared_there if not keys or {one.a.source, one.b.source} & set(keys)]
            formulas = ()
        elif terms == _USUAL:
            found = borrowings_of(catalogue, keys)
            formulas = formulas_of(catalogue)
        else:
            compared = compare(_segments(texts), texts.pages, terms=terms, fresh=keys or None)
            found, formulas = compared.borrowings, compared.formulas
        told = _told(list(found), record, texts)
        yield Borrowed(told, list(formulas), catalogue.page)


def borrowed_in(folder: Path, *, terms: Terms = _USUAL, progress: Progress = unwatched) -> Borrowed:
    """The borrowings among the files of a folder, each of them a source whose key is its path; no archive is needed."""
    if not folder.is_dir():
        raise NotFound(say("There is no folder {folder} to read texts from.", folder=str(folder)))
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".") and not leads_out(path, folder)
    )
    pages: dict[str, Sequence[Page]] = {}
    keys = [path.relative_to(folder).as_posix() for path in files]
    with closing(read_files(Asked(path, key) for path, key in zip(files, keys, strict=True))) as readings:
        for done, (key, reading) in enumerate(zip(keys, readings, strict=True)):
            progress(say("Reading texts"), done, len(files))
            pages[key] = reading.pages
    compared = compare((SourceLetters.of(key, those) for key, those in pages.items()), pages.__getitem__, terms=terms)

    def page_at(source: str, sequence: int) -> Page | None:
        return next((page for page in pages[source] if page.sequence == sequence), None)

    record = Record(sources={key: Source(key) for key in pages})
    told = describe(list(compared.borrowings), record, pages_of=pages.__getitem__)
    return Borrowed(told, list(compared.formulas), page_at)


def _segments(texts: HeldTexts) -> Iterator[SourceLetters]:
    return (SourceLetters.from_seeds(seeds) for seeds in texts.seeds().segments)


def _told(found: list[Borrowing], record: Examined, texts: HeldTexts) -> list[Borrowing]:
    """What the record tells already, and the rest told in the same way."""
    known = {(one.a, one.b): one for one in record.borrowings if one.direction != "unknown" or one.because}
    known |= {(one.a, one.b): one for one in found if one.manner == "formula"}
    rest = [one for one in found if (one.a, one.b) not in known]
    known |= {(one.a, one.b): one for one in describe(rest, record, pages_of=texts.pages)} if rest else {}
    return [known[one.a, one.b] for one in found]
