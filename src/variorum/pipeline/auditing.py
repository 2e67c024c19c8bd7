"""An audit of a manuscript that lies in an archive: against the archive's own texts and dossiers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from variorum.archive.folder import Archive
from variorum.disclosure.protection import kept_back
from variorum.manuscript.audit import Audit, Recalled, audit, sources_shown
from variorum.manuscript.libraries import read_library
from variorum.manuscript.reading import read_manuscript
from variorum.manuscript.remembered import read_answers
from variorum.manuscript.shares_remembered import RememberedShares
from variorum.manuscript.works import Work
from variorum.pipeline.lookup import desk
from variorum.pipeline.progress import Progress, unwatched
from variorum.pipeline.reading import author_names
from variorum.quotation.texts import Texts
from variorum.record import Record, Source
from variorum.saying import say


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
    with desk(archive, progress=progress) as opened:
        made = audited_against(
            opened.record, opened.texts, path, library=library, progress=progress, memoirs_after=memoirs_after,
            shares=RememberedShares(archive.catalogue_dir / "audits" / "shares.json"),
        )  # fmt: skip
        yield made, opened.texts


def audited_against(
    record: Record,
    texts: Texts,
    path: Path,
    *,
    library: Sequence[Path] = (),
    progress: Progress = unwatched,
    memoirs_after: int | None = None,
    shares: RememberedShares | None = None,
) -> Audit:
    """The audit of a manuscript against a record whose texts are open."""
    works = [work for file in library for work in read_library(file)]
    held = [_work(source, record) for source in record.sources.values()]
    made = audit(
        read_manuscript(path),
        texts,
        held,
        library=works,
        recalled=Recalled(read_answers(path), shares),
        memoirs_after=memoirs_after,
        progress=progress,
    )
    kept = sorted(sources_shown(made) & kept_back(record, datetime.now(UTC).date().isoformat()).sources)
    if not kept:
        return made
    remark = say(
        "{count} of the sources here {count:is|are} kept back ({keys:,}). Report, comments and copies may show "
        "{count:its|their} words: do not pass them on.",
        count=len(kept),
        keys=tuple(kept),
    )
    return replace(made, remarks=(*made.remarks, remark))


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
