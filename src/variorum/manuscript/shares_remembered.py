"""How much of one text stands in another, remembered from audit to audit.

Two texts that are as they were share as much as they did. A pair is known by its two texts (the digests of their
pages) and by the code that compares them, so that nothing is recalled of a text, or by a program, that has changed
since. Kept are digests and a share; no words.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from variorum.code import code_digest
from variorum.record import Page

_MOST = 20_000  # pairs that are kept; with more the oldest are forgotten


class RememberedShares:
    """The shares that earlier audits found; a file that is damaged or cannot be written costs time alone."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._code = code_digest(("reuse", "manuscript.one_text"))[:16]
        self._shares: dict[str, float] = {}
        self._fresh = False
        with suppress(OSError, ValueError, TypeError, AttributeError, RecursionError):
            told = json.loads(path.read_text("utf-8"))
            self._shares = {str(key): float(share) for key, share in told.items()}

    def key(self, shorter: Sequence[Page], longer: Sequence[Page]) -> str:
        """What a pair of texts is known by."""
        return f"{_digest(shorter)} {_digest(longer)} {self._code}"

    def of(self, key: str) -> float | None:
        """The share of the shorter that stands in the longer, None where it was not looked at yet."""
        return self._shares.get(key)

    def add(self, key: str, share: float) -> None:
        """Remember what was found."""
        self._shares[key] = share
        self._fresh = True

    def keep(self) -> None:
        """Write what is new; where that cannot be, the next audit looks again."""
        if self._fresh:
            kept = dict(list(self._shares.items())[-_MOST:])
            beside = self._path.with_suffix(".new")
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                beside.write_text(json.dumps(kept), "utf-8")
                beside.replace(self._path)
            except OSError:
                with suppress(OSError):
                    beside.unlink(missing_ok=True)
            self._fresh = False


def _digest(pages: Sequence[Page]) -> str:
    """The digest of a text, page by page."""
    made = sha256()
    for page in pages:
        made.update(f"{page.sequence} {len(page.text)}\n{page.text}".encode("utf-8", "surrogatepass"))
    return made.hexdigest()[:32]
