"""Which files an archive has, and which of them are strangers to it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from variorum.archive.did_you_mean import did_you_mean
from variorum.archive.file_names import (
    CHECKED_FILE,
    JUDGEMENTS_FILE,
    SEARCHES_FILE,
    SETTINGS_FILE,
    VOCABULARY_FILE,
)
from variorum.archive.text import TextFile, read_text
from variorum.finding import Finding, Severity
from variorum.record import Position
from variorum.saying import say

ENTITY_FOLDERS = MappingProxyType(
    {"people": "person", "groups": "group", "places": "place", "works": "work", "events": "event"}
)
DOSSIER_FOLDERS = (*ENTITY_FOLDERS, "sources")  # their files hold statements, which the vocabulary is needed for
WRITING_FOLDERS = ("theses", "patterns", "chapters", "layers")
_ENDINGS = MappingProxyType({"layers": (".geojson", ".json")})
_ID = re.compile(r"(?:id|key)\s*:\s*[\"']?([^\s\"'#]+)")
_FRONT = 40  # lines within which a dossier's id is looked for

_OTHER_FOLDERS = ("originals", "transcripts", "facsimiles", "manuscripts", "edition")
AROUND = (SETTINGS_FILE, VOCABULARY_FILE, JUDGEMENTS_FILE, CHECKED_FILE, SEARCHES_FILE)
_WELCOME = ("readme", "license", "licence", "copying", "citation", "changelog", "makefile", "notes")


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of each folder that are read, by their paths, in order, and what is wrong around them."""

    files: Mapping[str, tuple[str, ...]]
    findings: tuple[Finding, ...]


def listed(root: Path) -> Listing:
    """Look which files there are; nothing is opened."""
    findings: list[Finding] = []
    strangers: list[str] = []
    files: dict[str, tuple[str, ...]] = {}
    for folder in (*DOSSIER_FOLDERS, *WRITING_FOLDERS):
        found = list(_walk(root, folder, findings))
        endings = _ENDINGS.get(folder, (".md",))
        files[folder] = tuple(file for file in found if file.casefold().endswith(endings))
        strangers += (file for file in found if not file.casefold().endswith(endings))
    return Listing(files, (*findings, *_strangers(root, strangers)))


Opened = tuple[TextFile | None, tuple[Finding, ...]]  # a file's lines, or None, and what is wrong with its bytes


def open_file(root: Path, name: str) -> Opened:
    """A file at the archive's root; nothing at all where it is not there."""
    path = root / name
    return read_text(root, path) if path.exists() else (None, ())


def is_passed_over(file: str, text: TextFile | None) -> bool:
    """Whether a file is a README or NOTES and no dossier: a source's own file may well be named notes."""
    is_dossier = text is not None and text.lines[:1] == ("---",)
    return not is_dossier and PurePosixPath(file).stem.casefold() in _WELCOME


def _walk(root: Path, folder: str, findings: list[Finding]) -> Iterator[str]:
    """The files in a folder and in those in it, in the order of their paths; hidden ones are passed over."""

    def unreadable(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            file = Path(error.filename or root / folder).relative_to(root).as_posix()
            message = say("The folder cannot be opened ({reason}).", reason=error.strerror or "")
            findings.append(
                Finding("S001", Severity.ERROR, message, Position(file), remedy=say("Allow this user to read it."))
            )

    for parent, folders, names in os.walk(root / folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(parent).relative_to(root).as_posix()
        yield from (f"{here}/{name}" for name in sorted(names) if not name.startswith("."))


def _strangers(root: Path, strangers: list[str]) -> Iterator[Finding]:
    """Files that this program has no use for: a misspelt folder would otherwise be passed over in silence."""
    known = (*DOSSIER_FOLDERS, *WRITING_FOLDERS, *_OTHER_FOLDERS)
    try:
        entries = sorted(root.iterdir())
    except OSError:
        entries = []
    at_root = []
    for entry in entries:
        name = entry.name
        if name.startswith(".") or name in AROUND or name.partition(".")[0].casefold() in _WELCOME:
            continue
        if entry.is_dir() and name not in known:
            remedy = did_you_mean(
                name, known, otherwise=say("It is left alone; move it elsewhere if it was meant to be read.")
            )
            yield _stranger(name + "/", say("This folder is not one that an archive has."), remedy)
        elif not entry.is_dir():
            at_root.append(name)
    for name in (*strangers, *at_root):
        remedy = say("It is left alone. If it is a source, take it in with `variorum add`; dossiers end in .md.")
        yield _stranger(name, say("This file is not one that an archive has here."), remedy)


def _stranger(file: str, message: str, remedy: str) -> Finding:
    return Finding("S017", Severity.NOTE, message, Position(file), (), (), remedy)


def id_in(text: TextFile) -> str:
    """The id or key of a dossier, seen before any is read, since a statement may depend on what it links to."""
    said = (_ID.match(line) for line in text.lines[:_FRONT])
    return next((match[1] for match in said if match), PurePosixPath(text.file).stem)


def kinds_of(ids: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    """The kind of each dossier by its id, from the ids in each of DOSSIER_FOLDERS; the first to claim one has it."""
    kinds: dict[str, str] = {}
    for folder in DOSSIER_FOLDERS:
        for id_ in ids.get(folder, ()):
            kinds.setdefault(id_, ENTITY_FOLDERS.get(folder, "source"))
    return MappingProxyType(kinds)
