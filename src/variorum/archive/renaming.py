"""Another id for a dossier, another key for a source: what has to be written so that every link follows.

Links, citations, front matter, ledgers, the names of files and of the folder of transcripts: all changes are told as
files before and after, to be looked at, and to be written together or not at all (`transaction`).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from variorum.archive.bounds import leads_out
from variorum.archive.facsimiles import FOLDER
from variorum.archive.file_names import is_reserved, safe_name
from variorum.archive.listing import ENTITY_FOLDERS
from variorum.archive.reading import read_record
from variorum.archive.transaction import FileChange
from variorum.finding import NotFound, Refused, Unreadable, words_of_system
from variorum.record import Record
from variorum.saying import say

_FOLDERS = (*ENTITY_FOLDERS, "sources", "theses", "chapters", "patterns")
_LEDGERS = ("judgements.jsonl", "checked.jsonl", "searches.jsonl")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_WORDS = "name names title kind language form original csl composed published calendar script"
_OWN_WORDS = frozenset(_WORDS.split())  # fields of front matter that hold words and not ids
_QUOTED = re.compile(r'(“[^”]*”|"[^"]*")')
_TOP = re.compile(r"([\w-]+)\s*:")


@dataclass(frozen=True, slots=True)
class Renaming:
    """The files that a new id or key changes, and where the dossier lies afterwards."""

    old: str
    new: str
    file: str
    changes: tuple[FileChange, ...]


def renaming(root: Path, old: str, new: str) -> Renaming:
    """What has to be written for a dossier, source or thesis to be called otherwise.

    NotFound where there is none of the old name, Refused where the new one is no name or taken.
    """
    record, _ = read_record(root)
    file = _file_of(record, old)
    _hold(record, old, new)
    stem = Path(file).stem
    becomes = f"{file.rpartition('/')[0]}/{new}.md" if stem in (old, safe_name(old)) else file
    if becomes != file and (root / becomes).exists() and not (root / file).samefile(root / becomes):
        raise Refused(say("There is a file {becomes} already; choose another name.", becomes=becomes))
    follow = _Following(old, new, file, becomes)
    changes: list[FileChange] = []
    for path in _texts(root):
        name = path.relative_to(root).as_posix()
        before = _read(path, name)
        after = follow.ledger(before) if name in _LEDGERS else follow.dossier(before, own=name == file)
        if name == file and becomes != file:
            changes += [FileChange(file, before, None), FileChange(becomes, None, after)]
        elif after != before:
            changes.append(FileChange(name, before, after))
    beside = [change for kind in ("transcripts", FOLDER) for change in _beside(root, kind, old, new)]
    return Renaming(old, new, becomes, (*changes, *beside))


def named_in(root: Path, name: str, *, own: str) -> Iterator[str]:
    """The files that name a dossier, source or thesis which lies in the file `own`, and what lies under its name.

    Ledgers of what was checked and looked for are left out: nothing rests on those.
    """
    follow = _Following(name, f"{name}-x", own, own)
    for path in _texts(root):
        file = path.relative_to(root).as_posix()
        if file == own or file in _LEDGERS[1:]:
            continue
        before = _read(path, file)
        if (follow.ledger(before) if file in _LEDGERS else follow.dossier(before, own=False)) != before:
            yield file
    for kind in ("transcripts", FOLDER):
        yield from (change.file for change in _beside(root, kind, name, f"{name}-x") if change.after is None)


def _file_of(record: Record, old: str) -> str:
    one = record.entities.get(old) or record.sources.get(old) or record.theses.get(old)
    if one is None:
        raise NotFound(say("There is no dossier, source or thesis “{old}” in the archive.", old=old[:80]))
    return one.position.file


def _hold(record: Record, old: str, new: str) -> None:
    is_source = old in record.sources
    if len(new) > 80 or not (_KEY if is_source else _ID).fullmatch(new) or is_reserved(new):
        what = "letters of the English alphabet, figures, hyphens and underscores, a letter first"
        plain = "small letters without accents, digits and hyphens"
        raise Refused(
            say("“{new}” is no name for it: {what}, at most 80.", new=new[:80], what=what if is_source else plain)
        )
    taken = {one.casefold(): one for one in (*record.entities, *record.sources, *record.theses)}
    taken |= {chapter.id.casefold(): chapter.id for chapter in record.chapters}
    if new == old:
        raise Refused(say("That is what it is called already."))
    if taken.get(new.casefold(), old) != old:
        raise Refused(say("There is “{taken}” already; choose another name.", taken=taken[new.casefold()]))


def _texts(root: Path) -> Iterator[Path]:
    """Everything of the archive that may name a dossier."""
    for name in _LEDGERS:
        if (root / name).is_file():
            yield root / name
    for folder in _FOLDERS:
        for parent, folders, names in os.walk(root / folder):
            folders[:] = sorted(one for one in folders if not one.startswith("."))
            for name in sorted(names):
                path = Path(parent, name)
                if name.lower().endswith(".md") and not name.startswith(".") and not leads_out(path, root):
                    yield path


def _beside(root: Path, kind: str, old: str, new: str) -> Iterator[FileChange]:
    """The folder of a source's corrected pages, or of their pictures, under its new name."""
    folder = root / kind / safe_name(old)
    for path in sorted(folder.rglob("*")) if folder.is_dir() and safe_name(old) != safe_name(new) else ():
        if path.is_file():
            name = path.relative_to(root).as_posix()
            raw = _read(path, name)
            inside = path.relative_to(folder).as_posix()
            yield FileChange(name, raw, None)
            yield FileChange(f"{kind}/{safe_name(new)}/{inside}", None, raw)


def _read(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(
            say("{name} cannot be read ({why}); nothing was renamed.", name=name, why=words_of_system(error))
        ) from error


class _Following:
    """The rewriting of texts so that what led to the old name leads to the new one."""

    def __init__(self, old: str, new: str, file: str, becomes: str) -> None:
        self._old, self._new, self._file, self._becomes = old, new, file, becomes
        name = re.escape(old)
        self._link = re.compile(rf"(\[\[\s*(?:[\w.-]+/)*){name}(?=\s*(?:\.md\s*)?[#|\]])")
        self._cited = re.compile(rf"(?<![\w@])(@\{{?){name}(?![\w-])")
        self._scalar = re.compile(
            rf"(^\s*(?:[\w-]+\s*:\s*|-\s+)|[\[,{{]\s*(?:[\w-]+\s*:\s*)?)([\"']?){name}\2(?=\s*(?:[,\]}}#]|$))"
        )
        self._own = re.compile(rf"^((?:id|key)\s*:\s*)([\"']?){name}\2(?=\s*(?:#|$))")
        self._token = re.compile(rf"(?<![\w-]){name}(?![\w-])")

    def dossier(self, raw: bytes, *, own: bool) -> bytes:
        """A Markdown file; what is no UTF-8 stays as it is."""
        try:
            lines = raw.decode("utf-8").splitlines(keepends=True)
        except UnicodeDecodeError:
            return raw
        end = _end_of_front_matter(lines)
        field = ""
        for number in range(len(lines)):
            line = lines[number]
            if 0 < number < end:
                top = _TOP.match(line)
                field = top[1] if top else field
                if own and field in ("id", "key"):
                    line = self._own.sub(rf"\g<1>\g<2>{self._new}\g<2>", line)
                elif field not in _OWN_WORDS:
                    line = self._scalar.sub(rf"\g<1>\g<2>{self._new}\g<2>", line)
                elif field == "names":
                    line = re.sub(
                        rf"(source\s*:\s*)([\"']?){re.escape(self._old)}\2(?=\s*[,}}])",
                        rf"\g<1>\g<2>{self._new}\g<2>",
                        line,
                    )
            lines[number] = self._linked(line)
        return "".join(lines).encode("utf-8")

    def ledger(self, raw: bytes) -> bytes:
        """A file of one JSON object a line; lines that name nothing of it stay byte for byte."""
        return b"\n".join(self._row(line) for line in raw.split(b"\n"))

    def _row(self, line: bytes) -> bytes:
        if self._old.encode() not in line:
            return line
        try:
            row = json.loads(line)
        except ValueError:
            return line
        if not isinstance(row, dict):
            return line
        followed = {name: self._value(name, value) for name, value in row.items()}
        if followed == row:
            return line
        return json.dumps(followed, ensure_ascii=False, separators=(", ", ": ")).encode("utf-8", "surrogatepass")

    def _value(self, name: str, value: object) -> object:
        match name, value:
            case "about", str(about):
                return self._about(about)
            case (("statement" | "source" | "on"), str(ref)):
                return self._ref(ref)
            case "on", list(refs):
                return [self._ref(one) if isinstance(one, str) else one for one in refs]
            case "digests", dict(digests):
                return {self._ref(str(key)): digest for key, digest in digests.items()}
            case "where", str(keys):
                return ", ".join(self._ref(one) for one in keys.split(", "))
            case "why", str(why):
                return self._linked(why)
        return value

    def _about(self, about: str) -> str:
        """The matter of a judgement: names in quotation marks and what follows a colon are words of a person."""
        matter, colon, words = about.partition(":") if about.startswith(("person ", "group ")) else (about, "", "")
        pieces = _QUOTED.split(matter)
        followed = [piece if n % 2 else self._token.sub(self._new, piece) for n, piece in enumerate(pieces)]
        return "".join(followed).replace(self._file, self._becomes) + colon + words

    def _ref(self, ref: str) -> str:
        if ref == self._file:
            return self._becomes
        dossier, hash_, block = ref.partition("#")
        return f"{self._new}{hash_}{block}" if dossier == self._old else ref

    def _linked(self, text: str) -> str:
        text = self._link.sub(rf"\g<1>{self._new}", text)
        return self._cited.sub(rf"\g<1>{self._new}", text)


def _end_of_front_matter(lines: list[str]) -> int:
    """The line that closes the front matter; 0 where there is none."""
    if not lines or lines[0].lstrip("\ufeff").rstrip() != "---":
        return 0
    return next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
