"""Bringing the catalogue up to date with the archive's originals, transcripts and dossiers."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from time import time
from typing import Any

from variorum.accession import Asked, is_current, made_by, read_files
from variorum.accession.reading import Reading
from variorum.archive.bounds import leads_out
from variorum.archive.folder import Archive
from variorum.archive.originals import digest_of
from variorum.archive.transcripts import transcripts_of
from variorum.catalogue.indexing import discard_index, indexing
from variorum.code import code_digest
from variorum.digest import sha_of
from variorum.file_states import told_by
from variorum.finding import Finding, Severity
from variorum.pipeline.beside_the_text import forget_beside, keep_beside
from variorum.pipeline.engine import Engine
from variorum.pipeline.numbering import laid
from variorum.pipeline.progress import Progress
from variorum.pipeline.step import Given, step
from variorum.record import Record, Source
from variorum.saying import say

_CODE = ("accession", "pipeline.numbering")
_INDEXED_BY = ("catalogue.indexing", "catalogue.passages", "catalogue.capitalised", "catalogue.spellings")
_PASSING = "passing "  # before the digest of what was read as far as the machine let it
_LATELY = 3.0  # seconds within which some file systems give two changes one time


@dataclass(frozen=True, slots=True)
class _Task:
    """One source that has to be read anew, with what its text is made from."""

    source: Source
    digest: str
    transcripts: Mapping[str, str]


@step("digest of an original")
def digest_of_original(path: Any) -> str:
    """The SHA-256 of a file's bytes."""
    return digest_of(path)


class OriginalsOnDisk:
    """The SHA-256 of originals, computed anew only where a file may have changed: see `_signature`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def digest(self, path: Path) -> str:
        """The digest of a file that is there; empty where it cannot be read."""
        return digest_of_file(self._engine, path.name, path)


def digest_of_file(engine: Engine, key: str, path: Path) -> str:
    """The SHA-256 of a file that is there, kept under a key; empty where it cannot be read."""
    try:
        seen = _signature(path.stat())
        if not seen or engine.looking:
            return digest_of(path)
        return engine.ask(digest_of_original, key, path=Given(seen, lambda: path)).value()
    except OSError:
        return ""


def _signature(stat: os.stat_result) -> str:
    """What a file's bytes cannot change without, empty where it changed so lately that it may change again unseen."""
    return "" if time() - max(stat.st_mtime, stat.st_ctime) < _LATELY else told_by(stat)


@dataclass(frozen=True, slots=True)
class ReadAnew:
    """How many sources were read, taken out of the catalogue, and indexed."""

    read: int
    gone: int
    indexed: int


def read_what_changed(archive: Archive, record: Record, engine: Engine, progress: Progress) -> ReadAnew:
    """Read and index every source whose text may have changed, and forget those that are gone.

    The index cuts the words of one source in a thread of its own while the next one is read.
    """
    catalogue = engine.catalogue
    tasks = _tasks(archive, record, engine)
    engine.flush()
    gone = [key for key in catalogue.source_states() if key not in record.sources]
    for key in gone:
        catalogue.remove_source(key)
    if gone:
        forget_beside(engine, but=record.sources)
    stale = {task.source.key for task in tasks}
    for source in record.sources.values():
        if source.key not in stale:
            catalogue.describe_source(source, author_names=author_names(source, record))
    with engine.laying("search index", code_digest(_INDEXED_BY)) as anew:
        if anew:
            discard_index(catalogue)
    with indexing(catalogue) as index:
        for done, (task, reading) in enumerate(_readings(archive, tasks)):
            progress(say("Reading texts"), done, len(tasks))
            names = author_names(task.source, record)
            reading = replace(reading, reader=made_by(reading.reader))
            digest = f"{_PASSING}{task.digest}" if reading.passing else task.digest  # and then read again next time
            catalogue.replace_source(task.source, reading, digest=digest, author_names=names)
            keep_beside(engine, task.source.key, digest, reading)
            index.put_in(task.source.key)
        if tasks:
            progress(say("Reading texts"), len(tasks), len(tasks))
    engine.flush()
    return ReadAnew(len(tasks), len(gone), index.done().sources)


def out_of_date(archive: Archive, record: Record, engine: Engine) -> tuple[str, ...]:
    """Keys of the sources whose text in the catalogue is missing or was made from something else."""
    return tuple(task.source.key for task in _tasks(archive, record, engine))


def _tasks(archive: Archive, record: Record, engine: Engine) -> list[_Task]:
    states, originals = engine.catalogue.source_states(), OriginalsOnDisk(engine)
    tasks = []
    for source in record.sources.values():
        transcripts = transcripts_of(archive.root, source.key)
        digest = _made_from(archive, source, transcripts, originals)
        state = states.get(source.key)
        if state is None or state.digest != digest or not is_current(state.reader):
            tasks.append(_Task(source, digest, transcripts))
    return tasks


def author_names(source: Source, record: Record) -> tuple[str, ...]:
    """The names and forms under which a search may look for a source's authors."""
    known = (record.entities[author] for author in source.authors if author in record.entities)
    return tuple(form for entity in known for form in (entity.name, *(name.form for name in entity.names)))


def originals_missing_or_changed(archive: Archive, record: Record, engine: Engine) -> Iterator[Finding]:
    """C106 and C107: originals that are not there, or are no longer the bytes that were taken in."""
    originals = OriginalsOnDisk(engine)
    for source in record.sources.values():
        if source.original is None:
            continue
        path = archive.originals / source.original.file
        if leads_out(path, archive.root):
            yield Finding(
                "C106",
                Severity.ERROR,
                say(
                    "The original of {key}, originals/{file}, is a link that leads out of the archive; it "
                    "was not read.",
                    key=source.key,
                    file=source.original.file,
                ),
                source.position,
                (source.key,),
                remedy=say(
                    "Put the file itself there in place of the link: what lies outside can change or go unseen."
                ),
            )
        elif not _is_there(path):
            yield Finding(
                "C106",
                Severity.ERROR,
                say(
                    "The original of {key}, originals/{file}, is not there.", key=source.key, file=source.original.file
                ),
                source.position,
                (source.key,),
                remedy=say(
                    "Put the file back, or take the line `original:` out of the dossier if it is not held any more."
                ),
            )
        elif source.original.sha256 and originals.digest(path) not in ("", source.original.sha256.lower()):
            yield Finding(
                "C107",
                Severity.ERROR,
                say(
                    "The original of {key}, originals/{file}, is not the file that was taken in.",
                    key=source.key,
                    file=source.original.file,
                ),
                source.position,
                (source.key,),
                (f"taken in: sha256 {source.original.sha256}", f"on disk: sha256 {originals.digest(path)}"),
                say("Put back the file that was taken in. If the new one is meant, add it as a source of its own."),
            )


def _readings(archive: Archive, tasks: Sequence[_Task]) -> Iterator[tuple[_Task, Reading]]:
    """Each source with its text, in order; the originals are read in worker processes, some ahead."""
    paths = {task.source.key: archive.originals / task.source.original.file for task in tasks if task.source.original}
    there = {key for key, path in paths.items() if _is_there(path) and not leads_out(path, archive.root)}
    with closing(
        read_files(Asked(paths[one.source.key], one.source.key) for one in tasks if one.source.key in there)
    ) as readings:
        for task in tasks:
            key = task.source.key
            missing = Reading((), "none", "", "missing" if key in paths else "none")
            reading = next(readings) if key in there else missing
            yield task, laid(reading, task.source, task.transcripts)


def _made_from(archive: Archive, source: Source, transcripts: Mapping[str, str], originals: OriginalsOnDisk) -> str:
    """A digest of everything that a source's pages are made from, the readers' code among it."""
    path = archive.originals / source.original.file if source.original else None
    numbering = sorted(source.numbering.items()) if source.numbering else None
    parts = [
        code_digest(_CODE),
        source.original.file if source.original else None,  # its ending may say how it is read
        originals.digest(path) if path and _is_there(path) and not leads_out(path, archive.root) else "",
        source.unpaged,
        numbering,
        sorted(transcripts.items()),
    ]
    return sha_of(json.dumps(parts, ensure_ascii=False))


def _is_there(path: Path) -> bool:
    """Whether there is something under this path, also where the system does not let it be opened."""
    try:
        return path.exists()
    except OSError:
        return True
