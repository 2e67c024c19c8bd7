"""The append-only ledgers: judgements, checked quotations, searches. One JSON object a line; the newest one stands."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from variorum.archive.did_you_mean import likeliest
from variorum.archive.file_names import CHECKED_FILE, JUDGEMENTS_FILE, SEARCHES_FILE
from variorum.archive.locking import locked
from variorum.archive.protecting import finding_of_judgement, read_protection
from variorum.archive.text import LineColumn, TextFile, read_text
from variorum.archive.writing import append_durably
from variorum.finding import Finding
from variorum.record import Judgement, Protection, Sought
from variorum.saying import say

_NOTHING: Mapping[str, str] = MappingProxyType({})
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class RecordedCheck:
    """What a quotation was found to be: against which text (SHA-256 of both), by which reader and rules, and when (ISO
    8601).

    `statement` is the statement's ref or the file of the prose it stands in; `source` is the source that the words were
    held against, `cited` the locator as it was written: one statement may cite the same words in two places.
    """

    statement: str
    source: str
    quotation: str  # SHA-256 of the quotation's text
    text: str  # SHA-256 of the text of the source's pages
    reader: str
    rules: str
    verdict: str
    place: str
    when: str
    cited: str = ""


def read_ledger(
    text: TextFile, row: Callable[[Mapping[str, object]], Row]
) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    """The rows of a ledger; a broken line is passed over with a finding S015 and stays where it is."""
    rows: list[Row] = []
    findings: list[Finding] = []
    for number, line in enumerate(text.lines):
        if not line.strip():
            continue
        try:
            content = json.loads(line)
            if not isinstance(content, dict):
                raise TypeError(say("the line is no JSON object"))
            rows.append(row(content))
        except (ValueError, TypeError, RecursionError) as error:
            column = error.colno - 1 if isinstance(error, json.JSONDecodeError) else 0
            findings.append(_broken(text, LineColumn(number, min(column, len(line))), error))
    return tuple(rows), tuple(findings)


def judgement_of(content: Mapping[str, object]) -> Judgement:
    """A line of `judgements.jsonl` as a value; ValueError says what it lacks."""
    said = _texts(content, ("about", "verdict", "by", "when", "why"), needed=("about", "verdict"))
    digests = content.get("digests") or {}
    if not isinstance(digests, dict):
        raise ValueError(say("“digests” is no object"))
    on = content.get("on") or []
    if not isinstance(on, list) or not all(isinstance(ref, str) for ref in on):
        raise ValueError(say("“on” is no list of statements"))
    frozen = MappingProxyType({str(k): str(v) for k, v in digests.items()}) if digests else _NOTHING
    return Judgement(**said, digests=frozen, protected=_protection_of(content), on=tuple(on))


def _protection_of(content: Mapping[str, object]) -> Protection | None:
    """What `"protected": "until 2040 because …"` says; misspelt, or anything but text, it protects for good."""
    name = next((name for name in content if likeliest(str(name), ("protected",), at_least=80)), None)
    if name is None or content[name] is None:
        return None
    said = content[name]
    return read_protection(said)[0] if isinstance(said, str) and name == "protected" else Protection()


def protection_faults(text: TextFile) -> list[Finding]:
    """A finding for each protection of a judgement that cannot be read, and therefore never ends."""
    findings = []
    for number, line in enumerate(text.lines):
        if "prot" not in line.casefold():
            continue
        try:
            content = json.loads(line)
        except (ValueError, RecursionError):
            continue  # told as a broken line
        said = content.get("protected") if isinstance(content, dict) else None
        if said is not None or (isinstance(content, dict) and _protection_of(content) is not None):
            fault = finding_of_judgement(text, number, said if isinstance(said, str) else "")
            findings += [fault] if fault else []
    return findings


def checked_of(content: Mapping[str, object]) -> RecordedCheck:
    """A line of `checked.jsonl` as a value; ValueError says what it lacks."""
    return RecordedCheck(
        **_texts(content, tuple(f.name for f in fields(RecordedCheck)), needed=("statement", "quotation", "verdict"))
    )


def sought_of(content: Mapping[str, object]) -> Sought:
    """A line of `searches.jsonl` as a value; ValueError says what it lacks."""
    said = _texts(content, ("query", "where", "when", "by"), needed=("query",))
    found = content.get("found", 0)
    if not isinstance(found, int):
        raise ValueError(say("“found” is no number"))
    return Sought(said["query"], said["where"], said["when"], found, said["by"])


def read_judgements(root: Path) -> tuple[Judgement, ...]:
    """All judgements in the order in which they were made."""
    return _read(root, JUDGEMENTS_FILE, judgement_of)


def append_judgement(root: Path, judgement: Judgement) -> None:
    """Record a judgement for good."""
    _append(root, JUDGEMENTS_FILE, [judgement])


def append_checked(root: Path, *rows: RecordedCheck) -> None:
    """Record what quotations were found to be; many rows are written in one go."""
    _append(root, CHECKED_FILE, list(rows))


def append_search(root: Path, sought: Sought) -> None:
    """Record what was looked for, and found or not."""
    _append(root, SEARCHES_FILE, [sought])


def as_line(row: Judgement | RecordedCheck | Sought) -> str:
    """A row as one line of JSON, fields in their own order, nothing empty written."""
    content = {f.name: getattr(row, f.name) for f in fields(row)}
    plain = {name: dict(value) if isinstance(value, Mapping) else value for name, value in content.items()}
    if isinstance(kept := plain.get("protected"), Protection):
        because = f" because {kept.because}" if kept.because else ""
        plain["protected"] = (f"until {kept.until}" if kept.until else "for good") + because
    written = {name: value for name, value in plain.items() if value not in ("", {}, None)}
    return json.dumps(written, ensure_ascii=False, separators=(", ", ": "))


def _append(root: Path, file: str, rows: Sequence[Judgement | RecordedCheck | Sought]) -> None:
    if rows:
        with locked(root):
            append_durably(root / file, "\n".join(as_line(row) for row in rows))


def _read(root: Path, file: str, row: Callable[[Mapping[str, object]], Row]) -> tuple[Row, ...]:
    path = root / file
    if not path.is_file():
        return ()
    text, _ = read_text(root, path)
    return read_ledger(text, row)[0] if text else ()


def _texts(content: Mapping[str, object], names: tuple[str, ...], *, needed: tuple[str, ...]) -> dict[str, str]:
    for name in needed:
        if not content.get(name):
            raise ValueError(say("“{name}” is missing", name=name))
    wrong = [name for name in names if not isinstance(content.get(name, ""), str)]
    if wrong:
        raise ValueError(say("“{name}” is no text", name=wrong[0]))
    return {name: str(content.get(name, "")) for name in names}


def _broken(text: TextFile, at: LineColumn, error: Exception) -> Finding:
    told = error.args[0] if error.args and isinstance(error.args[0], str) else str(error)
    reason = say("it is not one whole JSON object") if isinstance(error, json.JSONDecodeError) else told
    message = say("This line of the ledger is broken and was passed over: {reason}.", reason=reason)
    torn = say(
        "It was probably torn by a crash while it was written: repeat what was being decided, then delete the line."
    )
    remedy = torn if isinstance(error, json.JSONDecodeError) else say("Mend the line by hand, or delete it.")
    return text.finding("S015", message, at=at, remedy=remedy)
