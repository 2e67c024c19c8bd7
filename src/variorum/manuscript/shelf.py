"""The sources of an audit: a folder read once, remembered by the digest of each file, and never written to.

What was read lies where the platform keeps caches (VARIORUM_CACHE names another place): for each file its pages, and
the seeds by which quotations are found. All of it is derived: it can be emptied at any time.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from variorum.accession import Asked, is_current, made_by, read_files
from variorum.accession.reading import Colophon, Reading
from variorum.archive.originals import digest_of
from variorum.digest import sha_of
from variorum.evidence import Holding
from variorum.file_states import is_settled, told_by
from variorum.finding import NotFound
from variorum.manuscript.works import Work
from variorum.record import Page
from variorum.remembering import cache_folder
from variorum.saying import as_plain, from_plain, say
from variorum.text.seeds import SeedIndex, Seeds

Progress = Callable[[str, int, int], None]
_MADE = re.compile(r"\.(?:audit|audited|fixed|audit-answers)(?:\.earlier(?:-\d+)?)?\.\w+$")  # what earlier audits left
FORM = "2"  # raised when what is kept of a reading changes its form
_SKEW = 2_000_000_000  # nanoseconds by which the clock of the files may be behind that of the machine
_AT_HAND = 40_000_000  # characters of pages kept in memory
_LEFT_OUT = (
    ".bib", ".biblatex", ".ris", ".json", ".toml", ".csl", ".aux", ".bbl", ".log", ".db", ".sqlite",
    ".png", ".jpg", ".jpeg", ".gif", ".tif",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShelvedFile:
    """One file of the folder: its key, its path, and what is kept of its reading."""

    key: str
    path: Path
    digest: str
    paging: str
    labels: tuple[str, ...]
    paragraphs: int
    language: str
    reason: str
    work: Work
    text: str  # the digest of its pages as they are kept

    @property
    def stored(self) -> str:
        """The name under which its pages and seeds lie in the cache."""
        return _stored(self.key, self.digest)


def _stored(key: str, digest: str) -> str:
    return sha_of(f"{FORM} {key} {digest}")[:40]


def cache_size() -> int:
    """The bytes that remembered readings take up."""
    folder = cache_folder() / "audit"
    return sum(path.stat().st_size for path in folder.glob("*") if path.is_file()) if folder.is_dir() else 0


def empty_cache() -> int:
    """Forget all readings; the bytes that this frees."""
    freed = cache_size()
    shutil.rmtree(cache_folder() / "audit", ignore_errors=True)
    return freed


class Shelf:
    """The texts of a folder, for `verify`: pages are loaded when asked for, seeds mapped into memory."""

    def __init__(
        self, files: Sequence[ShelvedFile], folder: Path, loose: Mapping[str, tuple[Page, ...]] | None = None
    ) -> None:
        self.files = {file.key: file for file in files}
        self.loose = dict(loose or {})  # the pages of files that could not be remembered
        self._folder = folder
        self._pages: OrderedDict[str, tuple[Page, ...]] = OrderedDict()
        self._held = 0
        self._index: SeedIndex | None = None
        self.torn = False  # whether pages that were to be recalled were not there as they were written

    def digest(self) -> str:
        """One digest of all that quotations are held against here: texts, keys, labels, languages and reasons."""
        told = [
            [key, file.text, file.paging, file.labels, file.paragraphs, file.language, as_plain(file.reason)]
            for key, file in sorted(self.files.items())
        ]
        return sha_of(json.dumps(told))

    def without(self, keys: Iterable[str]) -> Shelf:
        """The same shelf without some of its files."""
        left = set(keys)
        return Shelf([file for file in self.files.values() if file.key not in left], self._folder, self.loose)

    def sources(self) -> Sequence[str]:
        """Keys of the files with text, sorted."""
        return sorted(key for key, file in self.files.items() if file.paging != "none")

    def pages(self, source: str) -> Sequence[Page]:
        """The pages of a file in order; none where it is not there or has no text."""
        if source in self.loose:
            return self.loose[source]
        if source not in self._pages:
            file = self.files.get(source)
            self._pages[source] = pages = self._loaded(file) if file else ()
            self._held += sum(len(page.text) for page in pages)
            while self._held > _AT_HAND and len(self._pages) > 1:
                _, old = self._pages.popitem(last=False)
                self._held -= sum(len(page.text) for page in old)
        self._pages.move_to_end(source)
        return self._pages[source]

    def _loaded(self, file: ShelvedFile) -> tuple[Page, ...]:
        """The pages of a file as they were kept; none, and read anew the next time, where they are damaged."""
        with suppress(OSError, ValueError):
            written = (self._folder / f"{file.stored}.json").read_bytes()
            if sha256(written).hexdigest() == file.text:
                return _pages_in(written, file.key)
        self.torn = True
        with suppress(OSError):
            (self._folder / f"{file.stored}.about.json").unlink(missing_ok=True)
        return ()

    def holding(self, source: str) -> Holding | None:
        """What is held of a file's text."""
        file = self.files.get(source)
        return Holding(source, file.paging, file.labels, file.paragraphs, file.reason) if file else None

    def language(self, source: str) -> str:
        """The language that the file names, empty where it names none."""
        file = self.files.get(source)
        return file.language if file else ""

    def seeds(self) -> SeedIndex:
        """The index over all files; what is missing of it is made and kept."""
        if self._index is None:
            self._index = SeedIndex(tuple(self._seeds_of(key) for key in self.sources()))
        return self._index

    def _seeds_of(self, key: str) -> Seeds:
        path = self._folder / f"{self.files[key].stored}.seeds"
        with suppress(ValueError, OSError):
            return Seeds.load(path)
        seeds = Seeds.of(key, self.pages(key))
        with suppress(OSError):  # a cache that cannot be written costs time alone
            seeds.save(path)
        return seeds


def open_shelf(paths: Iterable[Path], *, besides: Iterable[Path] = (), progress: Progress | None = None) -> Shelf:
    """Read what is new among the files of these folders and open the whole for quotations.

    `besides` are files that are no sources, such as the manuscript itself and the copies made of it. A file of which
    nothing can be read stays on the shelf without text, with the reason. Where the cache cannot be written, what was
    read is held in memory alone.

    Raises:
        NotFound: a path does not exist.
    """
    folder = cache_folder() / "audit"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    named = _keyed(_files(paths, {path.resolve() for path in besides}))
    known = _Remembered(folder)
    files = {key: known.recalled(key, path) for key, path in named.items()}
    missing = [key for key, file in files.items() if file is None]
    with closing(read_files(Asked(named[key], key) for key in missing)) as readings:
        for done, (key, reading) in enumerate(zip(missing, readings, strict=True)):
            if progress is not None:
                progress(say("Reading sources"), done, len(missing))
            files[key] = known.kept(key, named[key], reading)
    if progress is not None and missing:
        progress(say("Reading sources"), len(missing), len(missing))
    known.keep()
    return Shelf([file for file in files.values() if file is not None], folder, known.loose)


class _Remembered:
    """What earlier runs read; digests are computed anew only where a file's state (`file_states`) is another."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._list = folder / "digests.json"
        self._digests: dict[str, list[str]] = {}
        self.loose: dict[str, tuple[Page, ...]] = {}
        with suppress(OSError, ValueError):
            self._digests = dict(json.loads(self._list.read_text("utf-8")))

    def recalled(self, key: str, path: Path) -> ShelvedFile | None:
        """A file as an earlier run read it, if that still holds."""
        digest = self._digest(path)
        with suppress(OSError, ValueError, KeyError, TypeError):
            told = json.loads(self._about(key, digest).read_text("utf-8"))
            shelved = _shelved(key, path, digest, told)
            if is_current(str(told["reader"])) and _is_whole(self._folder / f"{shelved.stored}.json", told["text"]):
                return shelved
        return None

    def kept(self, key: str, path: Path, reading: Reading) -> ShelvedFile:
        """A file as it was read now, kept for the next time; what an interruption leaves is whole as far as it goes."""
        digest = self._digest(path)
        rows = json.dumps([_as_row(page) for page in reading.pages], ensure_ascii=False)
        written = rows.encode("utf-8", "surrogatepass")
        told = _told(replace(reading, reader=made_by(reading.reader)), path)
        told |= {"text": [len(written), sha256(written).hexdigest()]}
        shelved = _shelved(key, path, digest, told)
        if reading.passing:  # what the machine broke off is read again the next time
            self.loose[key] = tuple(reading.pages)
            return shelved
        try:
            (self._folder / f"{shelved.stored}.seeds").unlink(missing_ok=True)
            _write(self._folder / f"{shelved.stored}.json", rows)
            _write(self._about(key, digest), json.dumps(told, ensure_ascii=False))
        except OSError:
            self.loose[key] = tuple(reading.pages)
        return shelved

    def _about(self, key: str, digest: str) -> Path:
        return self._folder / f"{_stored(key, digest)}.about.json"

    def keep(self) -> None:
        """Remember the digests of this run."""
        with suppress(OSError):
            _write(self._list, json.dumps(self._digests))

    def _digest(self, path: Path) -> str:
        try:
            state = path.stat()
            seen = told_by(state)
            before = self._digests.pop(str(path), None)
            digest = before[1] if before and before[0] == seen else digest_of(path)
        except OSError:
            return f"closed {path.name}"
        if (before and before[0] == seen) or is_settled(state, time.time_ns() - _SKEW):
            self._digests[str(path)] = [seen, digest]
        return digest


def _files(paths: Iterable[Path], besides: set[Path]) -> list[Path]:
    found: list[Path] = []
    memory = cache_folder().resolve()  # which may lie within the folder
    for path in paths:
        if path.is_dir():
            inside = (file for file in sorted(path.rglob("*")) if file.is_file())
            found += [
                file
                for file in inside
                if not any(part.startswith((".", "~$")) for part in file.relative_to(path).parts)
            ]
        elif path.is_file():
            found.append(path)
        else:
            raise NotFound(say("There is no file or folder {path} to look for sources in.", path=str(path)))
    return [
        file for file in dict.fromkeys(found)
        if file.resolve() not in besides and not file.resolve().is_relative_to(memory)
        and file.suffix.lower() not in _LEFT_OUT and not _MADE.search(file.name)
    ]  # fmt: skip


def _keyed(files: Sequence[Path]) -> dict[str, Path]:
    """A key for each file: its name without the ending, with the ending or a number where two would be alike."""
    keyed: dict[str, Path] = {}
    for file in files:
        key = file.stem
        if key in keyed:
            key = file.name
        number = 2
        while key in keyed:
            key, number = f"{file.stem}-{number}", number + 1
        keyed[key] = file
    return keyed


def _told(reading: Reading, path: Path) -> dict[str, object]:
    last = reading.pages[-1] if reading.pages else None
    grave = [finding.message for finding in reading.findings]
    opening = [
        line.strip()[:200] for page in reading.pages[:3] for line in page.text[:1500].split("\n") if line.strip()
    ][:24]
    return {
        "reader": reading.reader,
        "paging": reading.paging,
        "labels": [page.label for page in reading.pages],
        "paragraphs": last.first_paragraph + len(last.paragraphs) - 1 if last and last.paragraphs else 0,
        "language": reading.colophon.language,
        "reason": as_plain("" if reading.pages else (grave[0] if grave else say("There is no text in it."))),
        "opening": opening,
        "colophon": _colophon(reading.colophon),
        "name": path.name,
    }


def _colophon(colophon: Colophon) -> dict[str, object]:
    return {
        "title": colophon.title, "authors": list(colophon.authors), "dates": dict(colophon.dates),
        "container": colophon.other.get("container-title", ""),
    }  # fmt: skip


_FIRST_HEADING = re.compile(  # what a text without a title page begins with, and no title
    r"\W*(?:(?:часть|глава|книга|том|раздел|part|chapter|book|volume|vol\.|teil|kapitel|buch|band)\s+\S+|[IVXLC]+|\d+)\W*",
    re.IGNORECASE,
)


_BEGINS_AS_DATE, _YEAR = re.compile(r"\d{4}(?!\d)"), re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")


def _shelved(key: str, path: Path, digest: str, told: Mapping[str, object]) -> ShelvedFile:
    colophon = told["colophon"] if isinstance(told["colophon"], dict) else {}
    dates = colophon.get("dates") or {}
    title = str(colophon.get("title") or "")
    title = "" if _FIRST_HEADING.fullmatch(title) else title
    work = Work(
        key, "folder", title, tuple(str(name) for name in colophon.get("authors") or ()),
        _year_in(str(dates.get("composed") or dates.get("published") or "")), str(colophon.get("container") or ""),
        file=path.name, opening=tuple(str(line) for line in _list(told["opening"])), ids=frozenset({key}),
        language=str(told["language"]),
    )  # fmt: skip
    return ShelvedFile(
        key, path, digest, str(told["paging"]), tuple(str(label) for label in _list(told["labels"])),
        int(str(told["paragraphs"])), str(told["language"]), from_plain(told["reason"]), work,
        str(_list(told["text"])[1]),
    )  # fmt: skip


def _year_in(date: str) -> str:
    """The day, month or year with which a date begins, else the year that stands in it ("Leeds, 1931")."""
    if _BEGINS_AS_DATE.match(date):
        return date[:10]
    year = _YEAR.search(date)
    return year.group() if year else ""


def _is_whole(path: Path, text: object) -> bool:
    """Whether the pages of a file still lie in the cache, as large as they were written."""
    return isinstance(text, list) and path.stat().st_size == text[0]


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _as_row(page: Page) -> list[object]:
    return [
        page.sequence,
        page.label,
        page.text,
        page.section,
        list(page.paragraphs),
        page.first_paragraph,
        page.head,
        page.foot,
    ]


def _pages_in(written: bytes, source: str) -> tuple[Page, ...]:
    rows = json.loads(written.decode("utf-8", "surrogatepass"))
    return tuple(
        Page(source, sequence, label, text, section, tuple(paragraphs), first, head, foot)
        for sequence, label, text, section, paragraphs, first, head, foot in rows
    )  # fmt: skip


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        beside.write_bytes(text.encode("utf-8", "surrogatepass"))
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
