"""The sample archive: an invented district in the years 1927–1933, and the fight over it.

It comes with the package as plain files, its faults with it; `planted.toml` beside it lists them.
"""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

from variorum.finding import Refused
from variorum.saying import say


def sample_folder() -> Path:
    """Where the sample archive lies within the installed package; it is read from there, never built in."""
    return Path(str(files("variorum.sample"))) / "archive"


def copy_sample(into: Path) -> Path:
    """Copy the sample archive into a folder that does not exist yet or is empty, and return it.

    Raises `Refused` where the folder holds anything or is a file: nothing of the user's is ever written over. The
    copies are new files of the user's own, whatever the permissions of the package's.
    """
    if into.exists() and not into.is_dir():
        raise Refused(say("{into} is a file; the sample archive needs a folder of its own.", into=str(into)))
    if into.is_dir() and any(into.iterdir()):
        raise Refused(
            say(
                "The folder {into} is not empty; name a new one for the sample, so that nothing is lost.",
                into=str(into),
            )
        )
    source = sample_folder()
    for path in sorted(source.rglob("*")):
        if path.is_file():
            target = into / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return into


def is_sample(folder: Path) -> bool:
    """Whether a folder holds the sample archive, however much its user has changed it since.

    The comment on the first line of its settings tells.
    """
    try:
        with (folder / "variorum.toml").open(encoding="utf-8") as settings:
            return settings.readline() == _first_line()
    except (OSError, UnicodeDecodeError):
        return False


def _first_line() -> str:
    with (sample_folder() / "variorum.toml").open(encoding="utf-8") as settings:
        return settings.readline()
