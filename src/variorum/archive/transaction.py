"""Several files changed together: all of them or none, whatever happens in between.

What is to be written is laid down first, in one hidden file of the archive's root. A program that is killed after that
has done nothing yet, or something: the next one that writes or builds carries the rest out (`finish`).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from variorum.archive.locking import locked
from variorum.archive.writing import ABSENT, digest_of_bytes, write_atomically
from variorum.finding import ChangedOnDisk, Unreadable, words_of_system
from variorum.saying import say

PLAN = ".variorum-plan.json"


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file (its path from the archive's root) before and after; None where there is no such file."""

    file: str
    before: bytes | None
    after: bytes | None


def write_together(root: Path, changes: Sequence[FileChange]) -> None:
    """Carry out all changes or none; ChangedOnDisk where any file holds other bytes than those of `before`."""
    with locked(root):
        finish(root)
        for one in changes:
            if _now(root / one.file) != _digest(one.before):
                raise ChangedOnDisk(say("{file} changed since it was read; nothing at all was written.", file=one.file))
        changes = [one for one in changes if one.before != one.after]
        rows = [
            {
                "file": one.file,
                "before": _digest(one.before),
                "after": None if one.after is None else base64.b64encode(one.after).decode("ascii"),
            }
            for one in changes
        ]
        if not rows:
            return
        for one in changes:
            (root / one.file).parent.mkdir(parents=True, exist_ok=True)
        plan = root / PLAN
        write_atomically(plan, json.dumps(rows, ensure_ascii=False).encode("utf-8"))
        try:
            for one in changes:
                _put(root / one.file, one.after, expected=_digest(one.before))
        except BaseException:
            _take_back(root, changes)
            raise
        finally:
            plan.unlink(missing_ok=True)


def finish(root: Path) -> tuple[str, ...]:
    """Carry out what a killed program had begun; the files that were still to be written.

    A file that somebody changed meanwhile is left as it is.
    """
    plan = root / PLAN
    if not plan.is_file():
        return ()
    with locked(root):
        try:
            rows = [
                (str(row["file"]), str(row["before"]), None if row["after"] is None else base64.b64decode(row["after"]))
                for row in json.loads(plan.read_bytes())
            ]
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Unreadable(
                say("{plan} in the archive's folder is damaged; delete it to go on.", plan=PLAN)
            ) from error
        written = []
        for file, before, after in rows:
            if _is_within(root, file) and _now(root / file) == before:
                _put(root / file, after, expected=before)
                written.append(file)
        plan.unlink(missing_ok=True)
        return tuple(written)


def _is_within(root: Path, file: str) -> bool:
    return (root / file).resolve().is_relative_to(root.resolve())


def _put(path: Path, content: bytes | None, *, expected: str) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content, expected=expected)


def _take_back(root: Path, changes: Sequence[FileChange]) -> None:
    """Put back what was written before something was refused (the disk is full, a file may not be written)."""
    for one in changes:
        if _now(root / one.file) == _digest(one.after):
            with suppress(Exception):  # the first refusal is what is told; the journal still has what was before
                _put(root / one.file, one.before, expected=_digest(one.after))


def _now(path: Path) -> str:
    try:
        return digest_of_bytes(path.read_bytes())
    except FileNotFoundError:
        return ABSENT
    except OSError as error:
        raise Unreadable(
            say("{name} cannot be read ({why}); nothing was written.", name=path.name, why=words_of_system(error))
        ) from error


def _digest(content: bytes | None) -> str:
    return ABSENT if content is None else digest_of_bytes(content)
