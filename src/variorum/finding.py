"""What the program has to say about the historian's material, and the few exceptions about the program itself.

A `Finding` is yielded, never raised: the work goes on and nothing is lost. An exception concerns the request: it is one
sentence for a person and an HTTP status. The sentences of a finding are English strings that can be said in other
languages, which is done where they are printed; JSON keeps the English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from variorum.record import Passage, Position
from variorum.saying import Sentence, say, template

# what the operating system answers, as the C library of most systems words it
_OF_THE_SYSTEM = (
    template("Permission denied"),
    template("No such file or directory"),
    template("Is a directory"),
    template("Not a directory"),
    template("File exists"),
    template("File name too long"),
    template("No space left on device"),
    template("Read-only file system"),
    template("Too many open files"),
    template("Input/output error"),
)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Severity(IntEnum):
    """How much a finding matters; orders from NOTE to ERROR."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The name as people read it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found in the material: where, what is there, what was expected, and what to do.

    `about` names what it concerns: passages, statement refs, dossier ids or source keys. `excerpt` is the line of the
    file at `position`, for the caret line under it.
    """

    code: str
    severity: Severity
    message: Sentence | str
    position: Position | None = None
    about: tuple[Passage | str, ...] = ()
    evidence: tuple[Sentence | str, ...] = ()
    remedy: Sentence | str = ""
    excerpt: str = ""

    @property
    def identity(self) -> str:
        """What a judgement names to silence this finding: the code and what it is about, without line numbers."""
        subjects = [
            about if isinstance(about, str) else f"{about.source}:{about.page}:{about.start}" for about in self.about
        ]
        place = self.position.file if self.position and not subjects else ""
        return " ".join([self.code, *([place] if place else []), *subjects])


def severity_in_words(severity: Severity) -> Sentence:
    """The name of a severity, to be said in the reader's language."""
    return say("{severity:error=error|warning=warning|note=note}", severity=severity.word)


def printable(text: str) -> str:
    """A string of a document's as a terminal may show it: what would move the cursor or turn writing is named.

    Line ends and tabs stay; other control characters, and Unicode's directional overrides, become `\\xNN` or `\\uNNNN`.
    """
    return _UNPRINTABLE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def as_typed(path: Path) -> str:
    """A path as it is typed in a command: in quotation marks where the shell would take it for several words."""
    import os

    if os.name == "nt":
        from subprocess import list2cmdline

        return list2cmdline([str(path)])
    from shlex import quote

    return quote(str(path))


def as_json(finding: Finding) -> dict[str, object]:
    """One finding as the documented JSON object (docs/reference/schemas/check.json)."""
    position = finding.position
    return {
        "code": finding.code,
        "severity": finding.severity.word,
        "message": finding.message,
        "file": position.file if position else None,
        "line": position.line or None if position else None,
        "column": position.column or None if position else None,
        "about": [_about_as_json(about) for about in finding.about],
        "evidence": list(finding.evidence),
        "remedy": finding.remedy,
        "identity": finding.identity,
    }


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The gravest severity among the findings, None where there are none."""
    return max((finding.severity for finding in findings), default=None)


def place_in_words(position: Position | None) -> str:
    """File, line and column as compilers write them, with a colon and a blank behind; empty where there is no place."""
    if position is None:
        return ""
    parts = [position.file] + [str(n) for n in (position.line, position.column) if n]
    return ":".join(parts) + ": "


def _about_as_json(about: Passage | str) -> object:
    if isinstance(about, str):
        return about
    return {
        "source": about.source,
        "page": about.page,
        "start": about.start,
        "end": about.end,
        "quote": about.quote,
    }


def words_of_system(error: OSError) -> str:
    """What the operating system said of a file; in the reader's language where it is one of the usual answers."""
    words = error.strerror or str(error)
    return Sentence(words, {}) if words in _OF_THE_SYSTEM else words


class VariorumError(Exception):
    """The request could not be carried out; the message is one sentence for a person."""

    status = 400

    @property
    def sentence(self) -> str:
        """The message, which can still be said in another language; `str(error)` is the English one."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)


class NotFound(VariorumError):
    """What was asked for is not in the archive, or there is no archive here."""

    status = 404


class ChangedOnDisk(VariorumError):
    """The file changed since it was read, so nothing was written."""

    status = 409


class Unreadable(VariorumError):
    """A file or folder that the request needs cannot be read."""

    status = 422


class Refused(VariorumError):
    """The program will not do this: it would overwrite, lose or disclose something."""

    status = 403


class DiskFull(Refused):
    """Nothing can be written, since there is no room left for it."""

    status = 507
