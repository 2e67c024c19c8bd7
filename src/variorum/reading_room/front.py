"""The front page as it was when the room was last open: shown at once while the archive is being looked at anew.

It lies under `.catalogue/room`, since it is derived, and says on itself that what stands there is being checked. It is
kept of the owner's room alone: a team's pages depend on who looks.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from variorum import __version__

FILE = "room/front.json"
_MAIN = '<main id="main" tabindex="-1">\n'
_END = "</body>"


@dataclass(frozen=True, slots=True)
class Front:
    """The front page as it was set, what it tells the room's scripts, and what it says of being checked."""

    page: str
    told: Mapping[str, object]
    behind: str

    def opened(self, *, csrf: str) -> str:
        """The page for somebody who has just come in, while everything is being looked at."""
        told = {**self.told, "csrf": csrf, "generation": 0, "working": True}
        return put_into(self.page, told, said=self.behind)


def put_into(page: str, told: Mapping[str, object], *, said: str = "") -> str:
    """A page with what the room's scripts need to know; `said` stands above everything, where it is not empty."""
    head, _, _ = page.rpartition(_END)
    if said:
        note = Markup('<p class="room-behind" role="status">{}</p>\n').format(said)
        head = head.replace(_MAIN, f"{_MAIN}{note}", 1)  # not by "+", which would take the element for text
    return f'{head}<script type="application/json" id="room">{_data(told)}</script>\n{_END}\n</html>\n'


def keep_front(catalogue: Path, front: Front, *, asked: str) -> None:
    """Keep a front page for the next time; `asked` is the language that was asked for.

    Where nothing can be kept, nothing is lost.
    """
    from variorum.archive.writing import write_atomically

    kept = {"version": __version__, "asked": asked, "page": front.page, "told": front.told, "behind": front.behind}
    content = json.dumps(kept, ensure_ascii=False).encode("utf-8", "replace")
    with suppress(OSError):
        path = catalogue / FILE
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, content)


def kept_front(catalogue: Path, *, asked: str) -> Front | None:
    """The front page that this very version kept for the language that is asked for; None where there is none."""
    try:
        kept = json.loads((catalogue / FILE).read_bytes())
        if (kept["version"], kept["asked"]) != (__version__, asked):
            return None
        page, told, behind = kept["page"], kept["told"], kept["behind"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    whole = isinstance(page, str) and isinstance(told, dict) and isinstance(behind, str) and _END in page
    return Front(page, told, behind) if whole else None


def _data(value: object) -> Markup:
    """JSON that cannot end the script in which it stands."""
    text = json.dumps(value, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704
