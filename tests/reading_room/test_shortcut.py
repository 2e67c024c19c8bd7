"""The sign on the desktop: what each system is given, and that the one of this system runs the very command."""

from __future__ import annotations

import configparser
import os
import subprocess
from pathlib import Path

import pytest

from variorum.reading_room.shortcut import shortcut

COMMAND = ["/opt/a python", "-m", "variorum", "serve", "-C", "/home/ann/100% «Архив» $HOME 'x' `y`"]


def made(system: str, title: str = "Кружок: 1932 / дело №5"):
    return shortcut(title, COMMAND, system=system, home=Path("/home/ann"), environment={"USERPROFILE": "/u/Ann"})


def test_each_system_has_its_own_kind_of_file() -> None:
    assert made("linux").path.as_posix() == "/home/ann/.local/share/applications/variorum-кружок-1932-дело-5.desktop"
    assert made("darwin").path.as_posix() == "/home/ann/Desktop/Кружок 1932 дело №5.command"
    assert made("win32").path.as_posix() == "/u/Ann/Desktop/Кружок 1932 дело №5.bat"
    assert made("linux", "///").path.name == "variorum-variorum.desktop"
    assert len(made("darwin", "Ж" * 10_000).path.name) < 80


def test_percent_signs_are_no_variables_on_windows() -> None:
    content = made("win32").content.decode()
    assert "100%% «Архив»" in content
    assert content.startswith("@echo off\r\n")


@pytest.mark.skipif(os.name == "nt", reason="there is no sh on Windows")
def test_the_desktop_entry_can_be_read_and_gives_the_command_back() -> None:
    parser = configparser.RawConfigParser(strict=True)
    parser.read_string(made("linux").content.decode())
    told = parser["Desktop Entry"]["Exec"]
    # two layers, as the specification has them: the file's own escapes, then those of a quoted argument
    once = told.replace("\\\\", "\\").replace("%%", "%")
    said = subprocess.run(["sh", "-c", f"printf '%s|' {once}"], capture_output=True, text=True, check=True).stdout
    assert said.split("|")[:-1] == COMMAND
    assert parser["Desktop Entry"]["Terminal"] == "true"


@pytest.mark.skipif(os.name == "nt", reason="there is no sh on Windows")
def test_the_command_file_of_macos_runs_the_very_command(tmp_path: Path) -> None:
    script = tmp_path / "x.command"
    text = shortcut("x", ["printf", "%s|", *COMMAND], system="darwin", home=tmp_path, environment={}).content
    script.write_bytes(text)
    done = subprocess.run(["sh", str(script)], capture_output=True, text=True, check=True)
    assert done.stdout.split("|")[:-1] == COMMAND
