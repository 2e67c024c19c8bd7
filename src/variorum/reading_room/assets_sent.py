"""The files that pages refer to, as they are sent: the edition's own, and those of the room."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from mimetypes import guess_type
from posixpath import normpath

from starlette.responses import Response

from variorum.finding import NotFound
from variorum.saying import say

_STYLE = ("variorum.reading_room", "assets", "room.css")


def asset_at(shipped: Mapping[str, bytes], path: str) -> Response:
    """The edition's own assets, and those of the room: its style and its scripts."""
    name = normpath("/" + path).lstrip("/")
    if f"assets/{name}" in shipped:
        content: bytes = shipped[f"assets/{name}"]
    elif name == "room.css":
        content = files(_STYLE[0]).joinpath(*_STYLE[1:]).read_bytes()
    else:
        found = files("variorum.edition").joinpath("assets", "islands", *name.split("/"))
        if not name.startswith("room/") or not found.is_file():
            raise NotFound(say("There is no file {name}.", name=name[:80]))
        content = found.read_bytes()
    kind = "text/javascript" if name.endswith(".js") else guess_type(name)[0] or "application/octet-stream"
    lasting = "max-age=86400" if name.startswith(("fonts/", "room/chunks/")) else "no-cache"
    return Response(content, media_type=kind, headers={"Cache-Control": lasting})
