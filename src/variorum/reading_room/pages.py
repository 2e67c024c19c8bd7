"""The pages as they are sent: the edition's own, with what the room's scripts need to know, and the room's few own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from secrets import token_urlsafe
from urllib.parse import urljoin

from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from variorum.edition.addresses import root_from
from variorum.edition.pages.place_map import ADDRESS as MAP
from variorum.edition.pages.search import ADDRESS as SEARCH
from variorum.edition.views import dossier_link
from variorum.finding import NotFound, Refused
from variorum.reading_room.audit_pages import audit_index, audit_page
from variorum.reading_room.composing import read_file
from variorum.reading_room.front import Front, keep_front, put_into
from variorum.reading_room.guarding import plain_page, policy
from variorum.reading_room.help_page import help_page
from variorum.reading_room.looking import entries
from variorum.reading_room.room import Room
from variorum.reading_room.search_page import search_page
from variorum.reading_room.shelves import Shelves
from variorum.reading_room.source_pages import source_page
from variorum.reading_room.team_pages import Visit, remarks, team_page, waiting_for
from variorum.reading_room.trays import KEYS, counts, waiting_in
from variorum.reading_room.writing import EDITABLE, editable
from variorum.saying import in_language, say

_RELATIVE = re.compile(r'(\b(?:href|src|action)=")((?![#/]|[a-z][a-z0-9+.-]*:)[^"]*)')
EDITOR = "room/edit/"  # the address of the editor, before the file
_END, _END_MAIN = "</body>", "</main>"
_TRAYS = tuple(KEYS)
_WITHOUT_SCRIPTS = 12  # things of a tray that are shown where nothing can be decided
_PATIENCE = 1.0  # seconds that somebody waits for the first state of the archive before a page says what is done
# pictures and data that stand beside pages
_OTHER = {
    "svg": "image/svg+xml",
    "gexf": "application/gexf+xml",
    "geojson": "application/geo+json",
    "graphml": "application/graphml+xml",
    "js": "text/javascript",
    "csv": "text/csv; charset=utf-8",
}


def respond(room: Room, address: str, csrf: str, visit: Visit | None = None) -> Response:
    """The page at an address; `visit` says what a form that was sent before it led to."""
    visit = visit or Visit(csrf)
    address = address or "index.html"
    shelves = room.ready(patience=_PATIENCE)
    if shelves is None:
        return HTMLResponse(_waiting(room), headers={"Refresh": "1"})
    if address.startswith("room/"):
        page = _own(room, shelves, address, visit)
    else:
        page = search_page(shelves, visit.query) if address == SEARCH else shelves.page(address)
    if isinstance(page, Response):
        return page
    if page is None and address == MAP:
        page = _no_map(room, shelves)
    if page is None:
        raise NotFound(say("There is no such page in this archive."))
    kind = _OTHER.get(address.rpartition(".")[2])
    if kind is not None:
        return Response(page, media_type=kind)
    nonce = token_urlsafe(16) if address.startswith(EDITOR) else ""
    page = _with_remarks(room, shelves, page, address=address, visit=visit)
    told = _with_room(room, shelves, page, address=address, csrf=csrf, nonce=nonce)
    told = _led_from_root(told, address) if visit.is_sent else told
    headers = {"Content-Security-Policy": policy(nonce)}
    if 'data-room="running"' in page:
        headers["Refresh"] = "3"
    return HTMLResponse(told, headers=headers)


def _own(room: Room, shelves: Shelves, address: str, visit: Visit) -> str | Response | None:
    """A page of the room's own: a tray, the editor for a file, the coming in of sources, the team's."""
    site = shelves.state.site
    words, root = site.words, root_from(address)
    parts = address.split("/")
    if parts[1] == "tray" and len(parts) == 3 and parts[2] in _TRAYS:
        title = words(f"room.tray-{parts[2]}")
        trays = [(name, words(f"room.tray-{name}"), number) for name, number in counts(shelves).items()]
        first = list(islice(waiting_in(room, parts[2]), _WITHOUT_SCRIPTS))
        return site.press.page(
            "room_tray.html", root=root, section="room", title=title, tray=parts[2], trays=trays, first=first
        )
    if not _may_open(room, parts[1]):
        raise Refused(say("This is for those who write here; an owner can give you the right to."))
    if parts[1] == "edit" and len(parts) > 3 and parts[2] in EDITABLE:
        file = editable(room, "/".join(parts[2:]))
        text = ""
        with suppress(NotFound):  # whether there is such a file is told by /api/file alone
            text = read_file(room, file).decode("utf-8", "replace")
        return site.press.page("room_edit.html", root=root, section="room", title=file, file=file, text=text)
    if parts[1] == "audit":
        return audit_page(room, shelves, "/".join(parts[2:])) if len(parts) > 2 else audit_index(room, shelves)
    if parts[1] == "writes" and len(parts) == 2:
        entries = [one for one in reversed(room.journal.entries()) if room.sees(one)][:200]
        undone = {entry.undoes for entry in entries}
        return site.press.page(
            "room_writes.html", root=root, section="room", title=words("room.writes"), entries=entries, undone=undone
        )
    if parts[1] == "help" and len(parts) == 2:
        return help_page(room, shelves, address)
    if parts[1] in ("bring", "describe", "publish"):
        return source_page(room, shelves, address, visit)
    return team_page(room, shelves, address, visit)


def _may_open(room: Room, page: str) -> bool:
    """Whether one of the room's own pages is for who looks."""
    needed = {
        "edit": "contributor", "describe": "contributor", "writes": "editor", "audit": "editor", "bring": "editor",
        "publish": "owner",
    }.get(page, "reader")  # fmt: skip
    return room.viewer.may(needed) and room.viewer.may_ask("GET", f"/room/{page}")


def _described(room: Room, shelves: Shelves, address: str) -> str:
    """The key of the source that a page is about, for whom its description may be put right; empty for others."""
    subject = shelves.subject(address)
    is_source = subject is not None and subject.kind in ("source", "page")
    return subject.id if subject is not None and is_source and _file_shown(room, subject.file) else ""


def _file_shown(room: Room, file: str) -> str:
    """The file of a page, for whom it may be opened; empty where something in it is kept back from who looks."""
    if not _may_open(room, "edit"):
        return ""
    with suppress(NotFound):
        read_file(room, file)
        return file
    return ""


def _no_map(room: Room, shelves: Shelves) -> str:
    """What is missing for a map, and where it is to be written: no place of the archive says where it lies."""
    site = shelves.state.site
    found = [entity for entity in site.record.entities.values() if entity.kind == "place"]
    places = [
        (dossier_link(site, one.id, ""), one.position.file if room.viewer.may("contributor") else "")
        for one in sorted(found, key=lambda one: site.named(one.id).casefold())
    ]
    return site.press.page("room_no_map.html", root="", section="map", title=site.words("map.title"), places=places)


def _with_remarks(room: Room, shelves: Shelves, page: str, *, address: str, visit: Visit) -> str:
    """The page with what the team said about it, and with the ways to the room's own pages, all without scripts."""
    if room.team is not None and shelves.subject(address) is not None:
        before, end, after = page.rpartition(_END_MAIN)
        page = f"{before}{remarks(room, shelves, address, visit)}{end}{after}"
    before, end, after = page.rpartition(_END)
    ways = shelves.state.site.press.page(
        "room_ways.html",
        root=root_from(address),
        section="room",
        me=room.viewer,
        team=room.team is not None,
        review=waiting_for(room),
        csrf=visit.csrf,
        bring=_may_open(room, "bring"),
        publish=_may_open(room, "publish"),
        described=_described(room, shelves, address),
    )
    return f"{before}{ways}{end}{after}"


def _with_room(room: Room, shelves: Shelves, page: str, *, address: str, csrf: str, nonce: str) -> str:
    """The page with what the scripts need, and a word where it is older than the files it tells of."""
    told = _told(room, shelves, address=address, csrf=csrf, nonce=nonce)
    words = shelves.state.site.words
    if not room.is_behind(shelves, shelves.subject(address)):
        return put_into(page, told, said=_how_to_begin(room, shelves) if address == "index.html" else "")
    return put_into(page, told, said=in_language(room.told_trouble, words.language) or words("room.behind"))


def _how_to_begin(room: Room, shelves: Shelves) -> str:
    """Where to begin in an archive that has nothing in it yet; empty in any other."""
    site = shelves.state.site
    if site.record.sources or site.record.entities or site.record.chapters:
        return ""
    first = Markup('<a class="go" href="room/bring">{}</a> · ').format(site.words("bring.first"))
    link = Markup('{} {}<a href="room/help">{}</a>')
    return link.format(
        site.words("room.nothing-yet"), first if _may_open(room, "bring") else "", site.words("room.step-by-step")
    )


def _led_from_root(page: str, address: str) -> str:
    """A page whose links lead from the root: it is shown at another address than its own."""

    def led(link: re.Match[str]) -> str:
        return f"{link[1]}{urljoin(f'/{address}', link[2])}"

    return _RELATIVE.sub(led, page).replace(f'"root": "{root_from(address)}"', '"root": "/"', 1)


def keep_as_front(room: Room, *, asked: str) -> None:
    """Keep the front page for the next time that the room is opened; `asked` is the language that was asked for."""
    shelves = room.ready(patience=0.0)
    page = shelves.page("index.html") if shelves else None
    if shelves is not None and page is not None:
        told = _told(room, shelves, address="index.html", csrf="", nonce="")
        keep_front(room.archive, Front(page, told, shelves.state.site.words("room.as-it-was")), asked=asked)


def lay_ready(shelves: Shelves) -> None:
    """Work out what every page or every search of a state needs, so that nobody waits for it."""
    for work_out in (counts, entries, lambda one: one.borne, lambda one: one.subject("index.html")):
        with suppress(Exception):  # whoever asks for it meets what is amiss with it
            work_out(shelves)


def _told(room: Room, shelves: Shelves, *, address: str, csrf: str, nonce: str) -> dict[str, object]:
    """What the scripts need: where the page is, what it is about, the words of the interface."""
    subject = shelves.subject(address)
    words = shelves.state.site.words
    return {
        "root": root_from(address),
        "address": address,
        "csrf": csrf,
        "nonce": nonce,
        "generation": room.generation,
        "working": bool(room.working),
        "by": room.by,
        "role": room.viewer.role,
        "whole": _may_open(room, "audit"),
        "bring": _may_open(room, "bring"),
        "publish": _may_open(room, "publish"),
        "described": _described(room, shelves, address),
        "team": room.team is not None,
        "review": waiting_for(room),
        "language": words.language,
        "trays": counts(shelves),
        "subject": {
            "kind": subject.kind,
            "id": subject.id,
            "file": _file_shown(room, subject.file),
            "page": subject.page,
        }
        if subject
        else None,
        "words": dict(_words(words.sentences)),
    }


def _words(sentences: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The words of the scripts: the room's own, and what kinds of dossiers and verdicts are called."""
    for key, said in sentences.items():
        section, _, name = key.partition(".")
        if section == "room":
            yield name, said
        elif section in ("kind", "verdict", "severity"):
            yield f"{section}-{name}", said


def _waiting(room: Room) -> str:
    """What is shown while an archive is read for the first time; it looks again by itself, without JavaScript too."""
    working = room.working if room.viewer.sees_all else ""
    said = room.told_trouble or say(
        "The archive is being read. This page opens by itself as soon as there is something to show."
    )
    return plain_page(room.language, in_language(said, room.language), in_language(working, room.language))
