"""Whether a change of files may keep something back that others see now: they are then shown nothing older than it.

What others see is worked out with the rest, which takes a while. A word that protects must hold from when it is
written; so whoever may not see everything waits for the next state as soon as a file with such a word changed. What is
looked for is only whether a line may say so, in any spelling that the archive takes for it: to wait once too often
does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from variorum.archive.did_you_mean import likeliest

_NAME = re.compile(r"((?:[^\W\d_]|[-_]){4,16})[\"']?\s*[:=]")
_BARE = re.compile(r"\{[^{}]*\bprotected\b", re.IGNORECASE)  # a mark without a date
_OPEN = re.compile(r"\s*access\s*:\s*[\"']?open[\"']?\s*")
_WORDS = ("access", "protected", "redacted")
_SETTINGS = "variorum.toml"  # it says what is closed to whom by its sections, without such a word
_LINES = ".jsonl"  # ledgers are added to: only what is new in them can protect
_EDGES = ("---", "...")  # of front matter
_TEXTS = (".md", ".jsonl", ".toml", ".geojson", ".json")


class Withholding:
    """The lines of an archive's files that may keep something back, as they were when last looked at."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[str, tuple[bytes, frozenset[str]]] = {}

    def begin(self, files: Iterable[str]) -> None:
        """Look at every file once."""
        self.may_hide(files)

    def may_hide(self, files: Iterable[str]) -> bool:
        """Whether these files, which changed or went, may keep back what was open; they are known thereafter."""
        found = False
        for file in files:
            if not file.endswith(_TEXTS):
                continue
            before = self._known.get(file, (b"", frozenset()))
            digest, lines = self._looked_at(file)
            if digest == before[0]:
                continue
            self._known[file] = (digest, lines)
            added = lines - before[1]
            found |= file == _SETTINGS or bool(added) or (not file.endswith(_LINES) and bool(lines))
        return found

    def _looked_at(self, file: str) -> tuple[bytes, frozenset[str]]:
        try:
            raw = (self._root / file).read_bytes()
        except OSError:
            return b"gone", frozenset()  # what is gone cannot be shown anew, and hides nothing
        lines = raw.decode("utf-8", "replace").removeprefix("\ufeff").splitlines()
        found = [line for line in lines if may_protect(line)]
        if lines and lines[0].strip() == _EDGES[0] and not any(line.strip() in _EDGES for line in lines[1:]):
            found.append(lines[0])  # whose front matter does not end is restricted
        return sha256(raw).digest(), frozenset(found)


def may_protect(line: str) -> bool:
    """Whether a line may say that something is kept back, in any spelling that the archive takes for it."""
    if _OPEN.fullmatch(line):
        return False
    return _BARE.search(line) is not None or any(
        likeliest(name.casefold(), _WORDS, at_least=70) for name in _NAME.findall(line)
    )
