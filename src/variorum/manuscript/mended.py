"""Corrections made in an archive's files, and taken back: what each file held before is kept until the next mending."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from variorum.archive.editing import edit
from variorum.archive.writing import digest_of_bytes, write_atomically
from variorum.finding import ChangedOnDisk, NotFound, Unreadable
from variorum.manuscript.mending import Mend, applied
from variorum.saying import say

LOG = ".catalogue/mended.json"


def made(root: Path, accepted: Sequence[Mend]) -> tuple[int, tuple[str, ...]]:
    """Make corrections, the later lines of a file first; how many were made, and a sentence for each that was not."""
    before: dict[str, bytes] = {}
    after: dict[str, str] = {}
    troubles: list[str] = []
    done = 0
    for mend in sorted(accepted, key=lambda one: (one.position.file, -one.position.line)):
        file = mend.position.file
        try:
            before.setdefault(file, (root / file).read_bytes())
            after[file] = edit(root, file, applied(mend))
            done += 1
        except (ChangedOnDisk, NotFound, OSError) as trouble:
            troubles.append(str(trouble))
    changed = {file: raw for file, raw in before.items() if file in after}
    if changed:
        kept = {f: {"before": base64.b64encode(raw).decode("ascii"), "after": after[f]} for f, raw in changed.items()}
        log = root / LOG
        log.parent.mkdir(exist_ok=True)
        write_atomically(log, json.dumps(kept).encode("ascii"))
    return done, tuple(troubles)


def undone(root: Path) -> tuple[str, ...]:
    """Take the last mending back; the files that were restored, none where there is no mending to take back.

    Raises:
        ChangedOnDisk: a file was changed since; nothing at all is taken back.
        Unreadable: what was kept of the files is damaged.
    """
    log = root / LOG
    if not log.is_file():
        return ()
    try:
        kept = {
            str(f): (base64.b64decode(one["before"]), str(one["after"]))
            for f, one in json.loads(log.read_bytes()).items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as trouble:
        raise Unreadable(
            say("The record of corrections is damaged ({log}), so nothing can be undone.", log=LOG)
        ) from trouble
    for file, (_, digest) in kept.items():
        path = root / file
        if not path.is_file() or digest_of_bytes(path.read_bytes()) != digest:
            raise ChangedOnDisk(say("{file} was changed after the corrections, so nothing was undone.", file=file))
    for file, (raw, digest) in kept.items():
        edit(root, file, partial(_as_before, raw), expected=digest)
    log.unlink()
    return tuple(sorted(kept))


def _as_before(raw: bytes, _: bytes) -> bytes:
    return raw
