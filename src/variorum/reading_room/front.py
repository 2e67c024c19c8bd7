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

import variorum
from variorum.archive.file_names import SETTINGS_FILE
from variorum.archive.folder import Archive
from variorum.archive.writing import digest_of_bytes, write_atomically
from variorum.digest import sha_of

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


def keep_front(archive: Archive, front: Front, *, asked: str) -> None:
    """Keep a front page for the next time; `asked` is the language that was asked for.

    Where nothing can be kept, nothing is lost.
    """
    if not (made_by := _made_by(archive, asked)):
        return
    kept = {"made_by": made_by, "page": front.page, "told": front.told, "behind": front.behind}
    content = json.dumps(kept, ensure_ascii=False).encode("utf-8", "replace")
    with suppress(OSError):
        path = archive.catalogue_dir / FILE
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, content)


def kept_front(archive: Archive, *, asked: str) -> Front | None:
    """The front page that this very program kept, by these settings and in this language; None where there is none."""
    try:
        kept = json.loads((archive.catalogue_dir / FILE).read_bytes())
        page, told, behind = kept["page"], kept["told"], kept["behind"]
        if not kept["made_by"] or kept["made_by"] != _made_by(archive, asked):
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    whole = isinstance(page, str) and isinstance(told, dict) and isinstance(behind, str) and _END in page
    return Front(page, told, behind) if whole else None


def _made_by(archive: Archive, asked: str) -> str:
    """What a front page is made by, beside the archive's texts: the program with its templates, words and scripts, what
    is installed beside it, the archive's settings, and the language that was asked for; empty where it may just change.
    """
    from variorum.remembering import state_of

    program = state_of(Path(variorum.__file__).parent)
    settings = archive.root / SETTINGS_FILE
    written = settings.read_bytes() if settings.is_file() else b""
    return sha_of(f"{variorum.__version__} {program} {asked} {digest_of_bytes(written)}") if program else ""


def _data(value: object) -> Markup:
    """JSON that cannot end the script in which it stands."""
    text = json.dumps(value, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704
