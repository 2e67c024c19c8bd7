"""An audit of a manuscript that lies in an archive: against the archive's own texts and dossiers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from variorum.archive.folder import Archive
from variorum.manuscript.audit import Audit, audit
from variorum.manuscript.libraries import read_library
from variorum.manuscript.reading import read_manuscript
from variorum.manuscript.remembered import read_answers
from variorum.manuscript.works import Work
from variorum.pipeline.consulting import desk
from variorum.pipeline.progress import Progress, unwatched
from variorum.pipeline.reading import author_names
from variorum.quotation.texts import Texts
from variorum.record import Record, Source


@contextmanager
def audited_in(
    archive: Archive,
    path: Path,
    *,
    library: Sequence[Path] = (),
    progress: Progress = unwatched,
    memoirs_after: int | None = None,
) -> Iterator[tuple[Audit, Texts]]:
    """The audit of a manuscript against an archive, and the archive's texts, open while the block runs."""
    manuscript = read_manuscript(path)
    works = [work for file in library for work in read_library(file)]
    with desk(archive, progress=progress) as opened:
        held = [_work(source, opened.record) for source in opened.record.sources.values()]
        yield (
            audit(
                manuscript,
                opened.texts,
                held,
                library=works,
                answers=read_answers(path),
                progress=progress,
                memoirs_after=memoirs_after,
            ),
            opened.texts,
        )


def _work(source: Source, record: Record) -> Work:
    """A source of the archive as a work that notes may mean."""
    names = author_names(source, record)
    plain = [author for author in source.authors if author not in record.entities]
    published = source.published or source.composed
    year = published.written[:4] if published and published.written[:4].isdecimal() else ""
    title = str(source.csl.get("title-short") or "")
    return Work(
        source.key, "folder", source.title, tuple(dict.fromkeys([*plain, *names])), year,
        str(source.csl.get("container-title") or ""), file=source.original.file if source.original else source.key,
        ids=frozenset({source.key}), language=source.language, kind=source.kind,
        also=(title,) if title else (),
    )  # fmt: skip
