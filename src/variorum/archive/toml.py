"""TOML files read so that a broken line costs that line and gives a finding."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

from variorum.archive.text import Place, TextFile
from variorum.finding import Finding

_AT = re.compile(r"\s*\(at line (\d+), column (\d+)\)$")
_PATIENCE = 50  # broken lines of one file after which the rest is given up


def read_toml(text: TextFile, code: str) -> tuple[dict[str, object], list[Finding]]:
    """The file's content and a finding (with this code) for each line left out because it is not TOML."""
    lines = list(text.lines)
    findings: list[Finding] = []
    for _ in range(_PATIENCE):
        try:
            return tomllib.loads("\n".join(lines)), findings
        except tomllib.TOMLDecodeError as error:
            message = str(error)
            number = _broken_line(message, lines)
            column = int(match[2]) - 1 if (match := _AT.search(message)) else 0
        except RecursionError:
            break
        if not lines[number].strip():
            break
        problem = _AT.sub("", message).removesuffix(" (at end of document)")
        findings.append(
            text.finding(
                code,
                f"This line is not TOML and was left out: {problem}.",
                at=Place(number, min(column, len(text.lines[number]))),
                remedy='Write name = "text", name = ["one", "two"] or [table]; text stands between quotation marks.',
            )
        )
        lines[number] = ""
    findings.append(text.finding(code, "The rest of the file could not be read as TOML.", at=Place(0, 0)))
    return {}, findings


def line_of(text: TextFile, name: str, *, within: str = "") -> Place:
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
                return Place(number, len(line) - len(line.lstrip()))
    return Place(0, 0)


def _broken_line(message: str, lines: list[str]) -> int:
    """The line to blame: that of the message, or the last that is not empty where the file ended too soon."""
    if (match := _AT.search(message)) is not None:
        number = int(match[1]) - 1
        if number < len(lines) and lines[number].strip():
            return number
        lines = lines[: number + 1]
    return max((n for n, line in enumerate(lines) if line.strip()), default=0)
