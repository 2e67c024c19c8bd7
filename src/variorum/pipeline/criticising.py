"""The checks run over a record, and what they found remembered while neither the record nor the program changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

import variorum
from variorum.catalogue.store import Catalogue
from variorum.catalogue.written import findings_from, written_findings
from variorum.criticism.framework import Criticism, checked, criticise
from variorum.finding import Finding
from variorum.record import Record


def criticised(
    record: Record, catalogue: Catalogue, *, found: Sequence[Finding], codes: Collection[str] = ()
) -> Criticism:
    """The findings of every check, recalled where nothing changed; judgements are laid over them anew each time.

    `found` and `codes` are as in `criticise`.
    What other people's checks find is never remembered: they may look at whatever they please. Nor is what was found
    while a check broke off.
    """
    if record.settings.plugins:
        return criticise(record, codes=codes, found=found)
    made_from = f"{program()} {digest_of_record(record)}"
    kept = catalogue.recall("criticism", "all", made_from)
    if isinstance(kept, str):
        return criticise(record, codes=codes, found=found, known=findings_from(kept))
    if codes:
        return criticise(record, codes=codes, found=found)
    known = tuple(checked(record))
    if all(finding.code != "X001" for finding in known):
        catalogue.remember("criticism", "all", made_from, written_findings(known))
    return criticise(record, found=found, known=known)


def digest_of_record(record: Record) -> str:
    """A digest of everything that a record says."""
    return sha256(repr(record).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def program() -> str:
    """What tells one state of the program's code from another: version, and each file's size and time of change."""
    root = Path(variorum.__file__).parent
    files = [(path.as_posix(), path.stat()) for path in sorted(root.rglob("*.py"))]
    seen = [variorum.__version__, *((name, stat.st_size, stat.st_mtime_ns) for name, stat in files)]
    return sha256(repr(seen).encode("utf-8", "surrogatepass")).hexdigest()
