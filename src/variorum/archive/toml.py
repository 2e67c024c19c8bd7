"""TOML files read so that a broken line costs that line and gives a finding."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass

from variorum.archive.text import LineColumn, TextFile
from variorum.finding import Finding
from variorum.saying import say

_AT = re.compile(r"\s*\(at line (\d+), column (\d+)\)$")
_PATIENCE = 50  # broken lines of one file after which the rest is given up


def read_toml(text: TextFile, code: str) -> tuple[dict[str, object], list[Finding]]:
    """The file's content and a finding (with this code) for each line left out because it is not TOML."""
    lines = list(text.lines)
    findings: list[Finding] = []
    for _ in range(_PATIENCE):
        content, fault = _attempt(lines)
        if content is not None:
            return content, findings
        number = _to_blame(lines, fault)
        if not lines[number].strip():
            break
        column = fault.column if fault.line == number else 0
        findings.append(
            text.finding(
                code,
                say("This line is not TOML and was left out: {problem}.", problem=fault.problem),
                at=LineColumn(number, min(column, len(text.lines[number]))),
                remedy=say(
                    'Write name = "text", name = ["one", "two"] or [table]; text stands between quotation marks.'
                ),
            )
        )
        lines[number] = ""
    findings.append(text.finding(code, say("The rest of the file could not be read as TOML."), at=LineColumn(0, 0)))
    return {}, findings


@dataclass(frozen=True, slots=True)
class _Fault:
    """What the parser stumbled over, and at which line and column (from 0)."""

    problem: str
    line: int
    column: int = 0


def _attempt(lines: list[str]) -> tuple[dict[str, object] | None, _Fault]:
    try:
        return tomllib.loads("\n".join(lines)), _Fault("", len(lines))
    except RecursionError:
        return None, _Fault(say("it is nested too deeply"), 0)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
    problem = _AT.sub("", message).removesuffix(" (at end of document)")
    if (match := _AT.search(message)) is not None:
        return None, _Fault(problem, min(int(match[1]) - 1, len(lines) - 1), int(match[2]) - 1)
    return None, _Fault(problem, max(len(lines) - 1, 0))


def _to_blame(lines: list[str], fault: _Fault) -> int:
    """The line without which the parser gets furthest: where it stumbled, or one before."""
    before = [number for number in range(fault.line + 1) if lines[number].strip()]
    opened = [number for number in before if lines[number].count("[") > lines[number].count("]")]
    candidates = dict.fromkeys([*before[-1:], *before[-2:-1], *opened[-1:]])

    def reached(number: int) -> int:
        content, next_fault = _attempt([*lines[:number], "", *lines[number + 1 :]])
        return len(lines) + 1 if content is not None else next_fault.line

    return max(candidates, key=reached, default=0)


def line_of(text: TextFile, name: str, *, within: str = "") -> LineColumn:
    """Where a key or table of this name is written, as nearly as can be told; the top of the file where it is not
    found.
    """
    quoted = rf"(?:\"{re.escape(name)}\"|'{re.escape(name)}'|{re.escape(name)})"
    header = re.compile(rf"\s*\[\[?\s*(?:{re.escape(within)}\s*\.\s*)?{quoted}\s*\]")
    entry = re.compile(rf"\s*(?:{re.escape(within)}\s*\.\s*)?{quoted}\s*[=.]")
    tests: tuple[Callable[[str], object], ...] = (header.match, entry.match)
    for test in tests:
        for number, line in enumerate(text.lines):
            if test(line):
                return LineColumn(number, len(line) - len(line.lstrip()))
    return LineColumn(0, 0)


def texts_of(value: object) -> tuple[str, ...] | None:
    """The texts of a list, or the one that stands alone; None where the value is neither."""
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) and all(isinstance(entry, str) for entry in value) else None
