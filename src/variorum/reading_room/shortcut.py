"""A sign on the desktop by which the reading room of an archive is opened, without a terminal to type in."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from variorum.archive.writing import sentences, write_atomically

_NO_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*%]')
_DESKTOP_ESCAPES = {"\\": "\\\\\\\\", '"': '\\\\"', "`": "\\\\`", "$": "\\\\$", "%": "%%"}


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A file that opens the room: where it lies, what it holds, and whether it is a program."""

    path: Path
    content: bytes
    runs: bool


def shortcut(
    title: str, command: Sequence[str], *, system: str, home: Path, environment: Mapping[str, str]
) -> Shortcut:
    """The file for a system (`linux`, `darwin`, `win32`, as `sys.platform` names them) that runs a command."""
    name = " ".join(_NO_NAME.sub(" ", title).split())[:60].rstrip(". ") or "Variorum"
    if system == "win32":
        desktop = Path(environment.get("USERPROFILE", str(home))) / "Desktop"
        quoted = " ".join(f'"{part.replace("%", "%%")}"' for part in command)
        return Shortcut(
            desktop / f"{name}.bat", f"@echo off\r\nchcp 65001 >nul\r\n{quoted}\r\npause\r\n".encode(), runs=False
        )
    if system == "darwin":
        quoted = " ".join("'" + part.replace("'", "'\\''") + "'" for part in command)
        return Shortcut(home / "Desktop" / f"{name}.command", f"#!/bin/sh\nexec {quoted}\n".encode(), runs=True)
    share = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    quoted = " ".join('"' + "".join(_DESKTOP_ESCAPES.get(letter, letter) for letter in part) + '"' for part in command)
    entry = (
        "[Desktop Entry]\nType=Application\n"
        f"Name={_plain(name)}\nComment=Variorum, the reading room\nExec={quoted}\nTerminal=true\n"
        "Categories=Education;Science;History;\n"
    )
    slug = re.sub(r"[^\w-]+", "-", name.casefold()).strip("-") or "archive"
    return Shortcut(share / "applications" / f"variorum-{slug}.desktop", entry.encode(), runs=True)


def install(title: str, root: Path) -> Path:
    """Write the sign for an archive on this system; where it lies. Refused where it cannot be written."""
    made = shortcut(
        title or root.name,
        [sys.executable, "-m", "variorum", "serve", "-C", str(root)],
        system=sys.platform,
        home=Path.home(),
        environment=os.environ,
    )
    with sentences(made.path):
        made.path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(made.path, made.content)
        if made.runs:
            made.path.chmod(0o755)
    return made.path


def _plain(name: str) -> str:
    return name.replace("\\", "\\\\")
