"""What quotations turned out to be, remembered from audit to audit of one set of sources.

A verdict rests on the quotation, on the source and page that it is held against, on every text of the folder (words
that stand nowhere in the source cited are looked for in all others) and on the code that decides. All of these are in
the key: texts and code by one digest of them all, so that whatever is added, taken away, read anew or decided by other
rules finds nothing remembered. Kept are a few files, one for each set of texts, each sealed with its own digest.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any

from variorum.code import code_digest
from variorum.digest import sha_of
from variorum.evidence import Difference, Span, Verification
from variorum.saying import as_plain, from_plain

FORM = "1"  # raised when what is kept changes its form
_MOST = 20_000  # answers kept of one set of texts; with more the oldest are forgotten
_SETS = 12  # sets of texts of which answers are kept
_SPANS, _SENTENCES = ("segments", "candidates"), ("warnings", "passed_over", "omitted", "levelled")
_CODE = ("quotation", "manuscript.verdicts", "manuscript.verdicts_remembered")
Stands = tuple[tuple[str, str], ...]


class RememberedVerdicts:
    """The answers that earlier audits got; a file that is damaged or cannot be written costs time alone."""

    def __init__(self, folder: Path, texts: str) -> None:
        """`texts` is a digest of everything that the texts are and are known by."""
        self._folder = folder
        self._name = sha_of(f"{FORM} {code_digest(_CODE)} {texts}")[:40]
        self._path = folder / f"verdicts-{self._name}.json"
        self._known = _read(self._path)
        self._used: dict[str, object] = {}
        self._fresh = False

    def verdict(self, quotation: str, source: str, page: str) -> Verification | None:
        """What a quotation turned out to be, None where it was not asked yet."""
        key = _key("verdict", quotation, source, page)
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            found = _verification(self._known[key])
            self._used[key] = self._known[key]
            return found
        return None

    def add_verdict(self, asked: tuple[str, str, str], found: Verification) -> None:
        """Remember what a quotation turned out to be, by its words, source and page as they were asked."""
        self._add(_key("verdict", *asked), _row(found))

    def stands(self, quotation: str, *, printed: bool) -> Stands | None:
        """The sources and pages where the very words stand, None where that was not asked yet."""
        key = _key("printed" if printed else "stands", quotation)
        with suppress(ValueError, TypeError, KeyError):
            found = tuple((str(source), from_plain(page)) for source, page in self._rows(key))
            self._used[key] = self._known[key]
            return found
        return None

    def add_stands(self, quotation: str, found: Stands, *, printed: bool) -> None:
        """Remember where the very words stand."""
        rows = [[source, as_plain(page)] for source, page in found]
        self._add(_key("printed" if printed else "stands", quotation), rows)

    def keep(self) -> None:
        """Write what is new, what was asked last behind the rest; let go of the sets of texts asked longest ago."""
        if not self._fresh:
            return
        kept = {**{key: row for key, row in self._known.items() if key not in self._used}, **self._used}
        written = json.dumps(dict(list(kept.items())[-_MOST:]), ensure_ascii=False)
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.write_text(f"{sha_of(written)}\n{written}", "utf-8", errors="surrogatepass")
            beside.replace(self._path)
            for old in _by_age(self._folder)[:-_SETS]:
                old.unlink(missing_ok=True)
        except OSError:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
        self._fresh = False

    def _add(self, key: str, row: object) -> None:
        self._used[key] = row
        self._fresh = True

    def _rows(self, key: str) -> list[Any]:
        rows = self._known[key]
        if not isinstance(rows, list):
            raise ValueError(key)
        return rows


def _read(path: Path) -> dict[str, object]:
    """The answers in a file; none where it is missing, torn or not as it was written."""
    with suppress(OSError, ValueError, RecursionError):
        seal, _, written = path.read_text("utf-8", errors="surrogatepass").partition("\n")
        if sha_of(written) == seal and isinstance(found := json.loads(written), dict):
            return found
    return {}


def _by_age(folder: Path) -> Sequence[Path]:
    return sorted(folder.glob("verdicts-*.json"), key=lambda path: path.stat().st_mtime_ns)


def _key(kind: str, *asked: str) -> str:
    return sha_of(json.dumps([kind, *asked]))[:40]


def _row(found: Verification) -> dict[str, object]:
    """A verdict as JSON's values, without what is as in most."""
    row: dict[str, object] = {}
    for field in fields(Verification):
        value = getattr(found, field.name)
        if value == field.default:
            continue
        if field.name in _SPANS:
            row[field.name] = [[span.source, span.page, span.start, span.end] for span in value]
        elif field.name == "differences":
            row[field.name] = [[one.kind, one.quoted, one.found] for one in value]
        else:
            row[field.name] = [as_plain(one) for one in value] if isinstance(value, tuple) else as_plain(value)
    return row


def _verification(row: Any) -> Verification:
    """A verdict as it was; ValueError or TypeError where the row is none."""
    values: dict[str, Any] = {}
    for name, value in row.items():
        if name in _SPANS:
            values[name] = tuple(Span(str(s), int(p), int(a), int(b)) for s, p, a, b in value)
        elif name == "differences":
            values[name] = tuple(Difference(str(kind), str(quoted), str(text)) for kind, quoted, text in value)
        elif name in _SENTENCES:
            values[name] = tuple(from_plain(one) for one in value)
        else:
            values[name] = from_plain(value)
    return Verification(**values)
