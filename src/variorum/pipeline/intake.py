"""Taking files in as sources: keep the original, read it, write a dossier from what the file says of itself."""

from __future__ import annotations

import os
import re
import stat
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from variorum.accession import Asked, read_file, read_files, remarks
from variorum.accession.reading import Reading
from variorum.archive.bounds import leads_out
from variorum.archive.file_names import is_reserved
from variorum.archive.folder import Archive
from variorum.archive.locking import building
from variorum.archive.new_dossiers import propose_key, write_source_dossier
from variorum.archive.originals import digest_of, keep_original
from variorum.archive.reading import read_record
from variorum.finding import Finding, Refused, Severity
from variorum.pipeline.progress import Progress, unwatched
from variorum.record import Position
from variorum.saying import say

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,79}")
_NOT_SOURCES = {".ds_store", "thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class TakenSource:
    """One source taken in: its key, title, the file it came from, and how many pages or sections it has."""

    key: str
    title: str
    file: str
    pages: int
    paging: str

    @property
    def pages_in_words(self) -> str:
        """ "12 pages", "1 section", "no text"."""
        if self.paging == "none":
            return say("no text")
        if self.paging == "pages":
            return say("{n} {n:page|pages}", n=self.pages)
        return say("{n} {n:section|sections}", n=self.pages)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of taking files in."""

    sources: tuple[TakenSource, ...]
    findings: tuple[Finding, ...]

    @property
    def in_one_line(self) -> str:
        """How many sources were taken in, as a sentence."""
        count = len(self.sources)
        if not count and not self.findings:
            return say("Nothing was taken in: no file is there but those of the archive itself and hidden ones.")
        if not count:
            return say("Nothing was taken in.")
        return say(
            "{n} {n:source|sources} taken in. Describe {n:it|them} in the folder sources/, then: variorum build",
            n=count,
        )


def take_in(archive: Archive, paths: Sequence[Path], *, key: str = "", progress: Progress = unwatched) -> TakenIn:
    """Take files, and the files in folders, in as sources. The same bytes are one source.

    `key` is the key of the source, for one file only; Refused where it is no key or taken, or where there are several.
    """
    with building(archive.root):
        record, _ = read_record(archive.root)
        held = {source.original.sha256: source.key for source in record.sources.values() if source.original}
        keys = set(record.sources)
        taken: list[TakenSource] = []
        findings: list[Finding] = []
        files = list(_files(paths, archive, findings))
        if key and len(files) > 1:
            raise Refused(
                say(
                    "A key belongs to one file, and {count} were named; leave --key away, or add them one by one.",
                    count=len(files),
                )
            )
        if key:
            hold_key(key, keys)
        with closing(_readings(files, held, findings)) as readings:
            for done, path, digest, reading in readings:
                progress(say("Adding sources"), done, len(files))
                findings += reading.findings
                if is_worth_keeping(reading):
                    one = take_one(archive, path, reading, key or propose_key(reading.colophon, path.name, taken=keys))
                    keys.add(one.key)
                    held[digest] = one.key
                    taken.append(one)
        if files:
            progress(say("Adding sources"), len(files), len(files))
    return TakenIn(tuple(taken), tuple(findings))


def _readings(
    files: Sequence[Path], held: dict[str, str], findings: list[Finding]
) -> Generator[tuple[int, Path, str, Reading], None, None]:
    """What each file is read as, with its place in the order and its digest, but for those whose bytes are held.

    Two files are read at once, and some ahead of the one that is taken in.
    """
    places: deque[tuple[int, Path, str]] = deque()
    again: list[tuple[int, Path, str]] = []  # the same bytes twice among the files themselves
    coming: set[str] = set()

    def asked() -> Iterator[Asked]:
        for place, path in enumerate(files):
            try:
                digest = digest_of(path)
            except OSError as error:
                findings.append(remarks.closed(_shown(path), error.strerror or str(error)))
                continue
            if digest in held:
                findings.append(held_already(_shown(path), held[digest]))
            elif digest in coming:
                again.append((place, path, digest))
            else:
                coming.add(digest)
                places.append((place, path, digest))
                yield Asked(path, "", path.name)

    with closing(read_files(asked())) as readings:
        for reading in readings:
            yield (*places.popleft(), reading)
    for place, path, digest in again:
        if digest in held:
            findings.append(held_already(_shown(path), held[digest]))
        else:
            yield place, path, digest, read_file(path, source="")


def hold_key(key: str, keys: set[str]) -> None:
    """Refuses a key that cannot be given: taken, or no key at all."""
    if not _KEY.fullmatch(key) or is_reserved(key):
        raise Refused(
            say(
                "“{key}” cannot be a key: it has to begin with a letter, and to hold only letters of the "
                "English alphabet, figures, hyphens and underscores.",
                key=key,
            )
        )
    if key.casefold() in {other.casefold() for other in keys}:
        raise Refused(say("There is a source with the key “{key}” already; choose another.", key=key))


def take_one(
    archive: Archive, path: Path, reading: Reading, key: str, *, corrected: Callable[[bytes], bytes] = bytes
) -> TakenSource:
    """Keep a file that was read as the source KEY, its dossier as a person `corrected` what the file says of itself."""
    original = keep_original(archive.root, path, key)
    write_source_dossier(archive.root, key, original=original, reading=reading, corrected=corrected)
    return TakenSource(key, reading.colophon.title or path.stem, _shown(path), len(reading.pages), reading.paging)


def is_worth_keeping(reading: Reading) -> bool:
    """Whether a file is a source: it has text, or is a document whose pages are pictures (A007) or locked (A005)."""
    return bool(reading.pages) or any(finding.code in ("A005", "A007") for finding in reading.findings)


def _files(paths: Iterable[Path], archive: Archive, findings: list[Finding]) -> Iterator[Path]:
    """The files meant: those named, and all in the folders named but hidden ones and the archive's own.

    A link that is named is followed, since somebody means it. One that lies in a folder and leads out of it is not.
    """
    own = archive.root.resolve()
    for path in paths:
        if (kind := _kind(path)) == "folder":
            yield from (one for one in _inside(path, findings) if own not in one.resolve().parents)
        elif kind == "file":
            yield path
        else:
            findings.append(remarks.closed(_shown(path), kind))


def _kind(path: Path) -> str:
    """ "file", "folder", or why it is neither."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        return "there is no such file" if missing else getattr(error, "strerror", "") or "its name is no name of a file"
    if stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) else "it is no file but a pipe or a device"


def _inside(folder: Path, findings: list[Finding]) -> Iterator[Path]:
    def closed(error: OSError) -> None:
        findings.append(remarks.closed(_shown(Path(error.filename or folder)), error.strerror or str(error)))

    for parent, folders, names in os.walk(folder, onerror=closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if Path(parent, name).is_symlink()]  # walk does not go in there
        for name in sorted([*names, *linked]):
            path = Path(parent, name)
            if name.startswith(".") or name.lower() in _NOT_SOURCES:
                continue
            kind = _kind(path)
            if path.is_symlink() and kind in ("file", "folder") and leads_out(path, folder):
                findings.append(remarks.leads_out(_shown(path)))
            elif kind == "file":
                yield path
            elif kind != "folder":
                findings.append(remarks.closed(_shown(path), kind))


def held_already(name: str, key: str) -> Finding:
    """A010: the bytes of a file are a source's already."""
    return Finding(
        "A010",
        Severity.NOTE,
        say("{name} holds the same bytes as the source {key}; nothing was added.", name=name, key=key),
        Position(name),
        (key,),
        remedy=say("Nothing need be done."),
    )


def _shown(path: Path) -> str:
    return path.as_posix().encode("utf-8", "replace").decode()
