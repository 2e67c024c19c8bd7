"""Dossiers of sources: what a source is, who made it, when, and from what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from variorum.archive.datings import doubt_of, proposed_edtf, read_dating
from variorum.archive.did_you_mean import did_you_mean, likeliest
from variorum.archive.dossiers import Gathered, body, identity, open_dossier, read_statements
from variorum.archive.facsimiles import terms_of
from variorum.archive.front_matter import FrontMatter, Value
from variorum.archive.layout import STATEMENTS
from variorum.archive.links import target_or_text
from variorum.archive.protecting import read_keeping
from variorum.archive.statement_reader import Grammar
from variorum.archive.text import LineColumn, TextFile
from variorum.dates.dating import Dating
from variorum.finding import Severity
from variorum.record import LINEAGES, SOURCE_KINDS, STANDINGS, Descent, FacsimileTerms, Original, Position, Source
from variorum.saying import say

FIELDS = (
    "key", "kind", "title", "author", "language", "composed", "published", "calendar", "standing",
    *LINEAGES, "independent-of", "pages", "access", "protected", "original", "facsimile", "csl",
)  # fmt: skip
_ELSEWHERE = frozenset(
    {"authors", "tags", "aliases", "cssclasses", "id", "same-as", "names", "name", "notes", "editor"}
)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)


def read_source(text: TextFile, grammar: Grammar) -> tuple[Source, Gathered]:
    """One source's dossier.

    Where `access` is misspelt, lost to a broken line, or the front matter does not end, the source counts as
    restricted: a mistake may hide a source, never disclose one.
    """
    gathered = Gathered()
    layout, front = open_dossier(text, STATEMENTS, gathered)
    reader = _Fields(text, front, gathered, grammar.calendar)
    key = identity(text, front, "key", gathered)
    reader.note_unknown()
    notes = body(text, layout, gathered)
    read_statements(text, layout, key, grammar=grammar, gathered=gathered)
    unpaged, numbering = reader.pages()
    others = tuple(name for name in (*FIELDS, *_ELSEWHERE) if name not in ("access", "protected"))
    kept, faults = read_keeping(text, front, closed=layout.closed, fields=others)
    gathered.findings += faults
    source = Source(
        key,
        reader.chosen("kind", SOURCE_KINDS) or "other",
        front.text("title"),
        tuple(target_or_text(value.text) for value in reader.authors() if value.text),
        front.text("language"),
        reader.dating("composed"),
        reader.dating("published"),
        reader.chosen("standing", STANDINGS),
        reader.lineage(),
        kept.access,
        numbering,
        unpaged,
        reader.original(),
        reader.csl(),
        notes.text,
        Position(text.file, 1, 1),
        reader.independent_of(),
        kept.protected,
        reader.facsimile(),
    )
    return source, gathered


class _Fields:
    """The fields of one source's front matter, each read with what may be wrong with it."""

    def __init__(self, text: TextFile, front: FrontMatter, gathered: Gathered, calendar: str) -> None:
        self.text, self.front, self.gathered = text, front, gathered
        self.calendar = front.text("calendar") or calendar

    def _complain(
        self, code: str, message: str, at: LineColumn, remedy: str, severity: Severity = Severity.ERROR
    ) -> None:
        self.gathered.findings.append(self.text.finding(code, message, at=at, remedy=remedy, severity=severity))

    def note_unknown(self) -> None:
        for name in self.front.fields:
            if name in FIELDS or name in _ELSEWHERE:
                continue
            guess = likeliest(name, FIELDS)
            if guess and guess not in self.front.fields and guess not in ("access", "protected"):
                message = say("“{name}” is not a field of a source's dossier.", name=name)
                at = self.front.fields[name].place
                self._complain(
                    "S002",
                    message,
                    LineColumn(at.line, 0),
                    say("Did you mean “{guess}”?", guess=guess),
                    Severity.WARNING,
                )

    def chosen(self, name: str, allowed: Sequence[str]) -> str:
        value = self.front.fields.get(name)
        if value is None or value.content == "":
            return ""
        word = (value.text or "").casefold().replace(" ", "-")
        if word in allowed:
            return word
        message = say("“{plain}” is not a {name} that a source can have.", plain=str(value.plain), name=name)
        self._complain(
            "S012",
            message,
            value.place,
            did_you_mean(word, allowed, otherwise=say("Use one of: {allowed}.", allowed=", ".join(allowed))),
        )
        return ""

    def authors(self) -> tuple[Value, ...]:
        return self.front.items("author") or self.front.items("authors")

    def dating(self, name: str) -> Dating | None:
        value = self.front.fields.get(name)
        if value is None or value.content == "":
            return None
        written = value.text if value.text is not None else str(value.plain)
        dating, fault = read_dating(written, self.calendar)
        if fault:
            proposal = proposed_edtf(written)
            remedy = (
                say("Write {written}", written=f"{name}: {proposal}")
                if proposal
                else say("Write a date in EDTF, such as 1932, 1932-10, 1930~ or 1928/1930.")
            )
            self._complain(
                "S011",
                say("“{written}” is not a date in EDTF: {fault}", written=written, fault=fault),
                value.place,
                remedy,
            )
        elif (doubt := doubt_of(written)) is not None:
            self._complain("S011", doubt.message, value.place, doubt.remedy, severity=doubt.severity)
        return dating

    def lineage(self) -> tuple[Descent, ...]:
        return tuple(
            Descent(relation, target_or_text(value.text))
            for relation in LINEAGES
            for value in self.front.items(relation)
            if value.text
        )

    def independent_of(self) -> tuple[str, ...]:
        return tuple(target_or_text(value.text) for value in self.front.items("independent-of") if value.text)

    def pages(self) -> tuple[bool, Mapping[int, str] | None]:
        value = self.front.fields.get("pages")
        if value is None or value.content == "":
            return False, None
        if isinstance(value.content, str) and value.content.casefold() in ("none", "no", "нет"):
            return True, None
        if isinstance(value.content, Mapping):
            numbers = {key: entry.text for key, entry in value.content.items()}
            if all(key.isdecimal() and len(key) < 9 and label for key, label in numbers.items()):
                ordered = sorted((int(key), label or "") for key, label in numbers.items())
                return False, MappingProxyType(dict(ordered))
        remedy = say(
            "Write pages: none, or from which page of the file on which label counts: pages: {written}",
            written='{1: i, 13: "1"}',
        )
        self._complain("S012", say("It is not understood how the source's pages are numbered."), value.place, remedy)
        return False, None

    def original(self) -> Original | None:
        value = self.front.fields.get("original")
        if value is None or value.content == "":
            return None
        said = value.content if isinstance(value.content, Mapping) else {}
        file = (said["file"].text if "file" in said else "") or ""
        digest = (said["sha256"].text if "sha256" in said else "") or ""
        remedy = say("Write original: {file: KEY.EXT, sha256: …}, the file's name under originals/ and its SHA-256.")
        if not file or "/" in file or "\\" in file or file in (".", "..") or ":" in file:
            self._complain("S012", say("The original is not named as a file under originals/."), value.place, remedy)
            return None
        if not _SHA256.fullmatch(digest):
            self._complain(
                "S012", say("The original's SHA-256 is missing or not 64 hexadecimal digits."), value.place, remedy
            )
        return Original(file, digest.lower())

    def facsimile(self) -> FacsimileTerms:
        value = self.front.fields.get("facsimile")
        if value is None or value.content == "":
            return FacsimileTerms()
        if (terms := terms_of(value)) is not None:
            return terms
        remedy = say(
            "Write whether the pictures may be published, whose they are, and which one is which page: "
            "facsimile: {written}",
            written='{publish: yes, rights: "…", pages: {1: scan-003.jpg}}',
        )
        self._complain("S012", say("It is not understood what is said of the source's facsimile."), value.place, remedy)
        return FacsimileTerms()

    def csl(self) -> Mapping[str, object]:
        value = self.front.fields.get("csl")
        if value is None or value.content == "":
            return MappingProxyType({})
        plain = value.plain
        if isinstance(plain, dict):
            return MappingProxyType(plain)
        self._complain(
            "S012",
            say("The field “csl” holds no CSL fields."),
            value.place,
            say("Write csl: {type: book, publisher: …}"),
        )
        return MappingProxyType({})
