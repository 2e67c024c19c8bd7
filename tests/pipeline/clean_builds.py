"""An incremental build held against a clean one: everything that either leaves, told in one value."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from variorum.archive.folder import Archive, open_archive
from variorum.catalogue.borrowings import borrowings_of, formulas_of
from variorum.catalogue.mentions import mentions_on
from variorum.catalogue.store import open_catalogue
from variorum.criticism.framework import Criticism
from variorum.examined import Examined
from variorum.pipeline import build
from variorum.pipeline.asking import catalogue_of
from variorum.pipeline.examining import bring_up_to_date
from variorum.pipeline.lookup import desk

TODAY = "2026-01-01"
DERIVED = (".catalogue", "edition")


@dataclass(frozen=True, slots=True)
class Left:
    """What a build leaves, by name; each part may be compared by itself."""

    parts: dict[str, object]
    edition: dict[str, bytes]

    def differences(self, other: Left) -> list[str]:
        """Where two builds differ, as lines that a person can read; the edition too where both wrote one."""
        found = [
            f"{name}:\n  incremental: {_only(mine, theirs)}\n  clean: {_only(theirs, mine)}"
            for name, mine in self.parts.items()
            if mine != (theirs := other.parts[name])
        ]
        pages = sorted(self.edition.keys() | other.edition.keys()) if self.edition and other.edition else []
        return found + [
            f"edition/{page}: {_told(self.edition.get(page), other.edition.get(page))}"
            for page in pages
            if self.edition.get(page) != other.edition.get(page)
        ]


def left_by_build(root: Path) -> Left:
    """Build an archive, and tell all that its users can see of it."""
    archive = open_archive(root)
    built = build(archive, today=TODAY)
    return Left(_parts(archive, built.record, Criticism(built.findings, built.silenced)), _files(archive))


def left_by_check(root: Path) -> Left:
    """Bring an archive up to date but for its edition, and tell all that its users can see of it."""
    archive = open_archive(root)
    with catalogue_of(archive) as catalogue:
        done = bring_up_to_date(archive, catalogue, today=TODAY)
        criticism = done.criticised()
    return Left(_parts(archive, done.record, criticism), {})


def _parts(archive: Archive, record: Examined, criticism: Criticism) -> dict[str, object]:
    with open_catalogue(archive.catalogue_dir) as catalogue:
        keys = catalogue.sources()
        parts: dict[str, object] = {
            "findings": list(criticism.findings),
            "silenced": list(criticism.silenced),
            "holdings": list(record.holdings.values()),
            "quotations": list(record.quotations),
            "naming": [record.naming],
            "names linked": [one for key in keys for one in mentions_on(catalogue, key)],
            "borrowings": list(borrowings_of(catalogue)),
            "borrowings told": list(record.borrowings),
            "formulas": formulas_of(catalogue),
            "editions": list(record.editions),
            "erasures": list(record.erasures),
            "texts": [page for key in keys for page in catalogue.pages(key)],
            "described": [(key, catalogue.language(key), catalogue.colophon(key)) for key in keys],
        }
    parts["ledger"] = (archive.root / "checked.jsonl").read_text("utf-8").splitlines()
    return parts


def held_against_clean(root: Path, beside: Path) -> list[str]:
    """Build incrementally, and a copy without anything derived from nothing; the differences, none where all is well.

    The copy is made before, so that both begin with the same ledgers.
    """
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(root, beside, ignore=shutil.ignore_patterns(*DERIVED), symlinks=True)
    incremental = left_by_build(root)
    return incremental.differences(left_by_build(beside))


def _files(archive: Archive) -> dict[str, bytes]:
    files = (path for path in archive.edition_dir.rglob("*") if path.is_file())
    return {path.relative_to(archive.edition_dir).as_posix(): path.read_bytes() for path in files}


def _only(mine: object, theirs: object) -> object:
    if isinstance(mine, list) and isinstance(theirs, list):
        other = list(map(repr, theirs))
        alone = [one for one in map(repr, mine) if one not in other]
        return f"{len(mine)} of them, and only here: {alone[:3]}"
    return mine


def _told(mine: bytes | None, theirs: bytes | None) -> str:
    if mine is None or theirs is None:
        return "only in the clean edition" if mine is None else "only in the incremental edition"
    lines, others = mine.decode().splitlines(), theirs.decode().splitlines()
    pairs = [(a, b) for a, b in zip(lines, others, strict=False) if a != b]
    return f"{len(lines)} lines against {len(others)}; first: {pairs[:1]}"


def found_by_search(root: Path, query: str) -> list[tuple[str, int]]:
    """Where a search finds something: source and page."""

    with desk(open_archive(root)) as at:
        return sorted({(hit.source, hit.page) for hit in at.search(query, limit=100).hits})
