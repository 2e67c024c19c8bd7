"""What an edition takes with it besides its pages: the style sheet, the typefaces, the islands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from variorum.code import recalled
from variorum.languages import DECLARATION, having, text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def style_sheet() -> bytes:
    """The one style sheet, put together from its parts in the order of their names."""
    parts = (part for part in _in_order(_shipped("style")) if part.name.endswith(".css"))
    return b"\n".join(part.read_bytes().replace(b"\r\n", b"\n") for part in parts)


def has_islands() -> bool:
    """Whether the front end was compiled; pages are whole without it."""
    return _shipped("islands", "islands.js").is_file()


@cache
def coast_digest() -> str:
    """Digest of the land that maps are drawn on; empty where the front end was not compiled."""
    path = _shipped("islands", "land-50m.json")
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def assets() -> Iterator[tuple[str, bytes]]:
    """Address and content of every file that pages refer to."""
    yield "assets/edition.css", style_sheet()
    if has_islands():
        yield "assets/islands.js", _shipped("islands", "islands.js").read_bytes()
    for font in _in_order(_shipped("signs")):
        yield f"assets/fonts/{font.name}", font.read_bytes()
    fonts = _shipped("islands", "fonts")
    if fonts.is_dir():
        for font in _in_order(fonts):
            yield f"assets/fonts/{font.name}", font.read_bytes()


def templates_digest() -> str:
    """Digest of everything that pages are made with besides the record: where it changes, all pages do."""
    return recalled("templates", _templates_digest)


def _templates_digest() -> str:
    digest = sha256(style_sheet())
    for path in _in_order(_within("templates")):
        if path.is_file():
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    for code in having("locale"):
        digest.update(f"{code} {text(code, DECLARATION)} {text(code, 'locale.toml')}".encode())
    return digest.hexdigest()


def _in_order(folder: Traversable) -> list[Traversable]:
    return sorted(folder.iterdir(), key=lambda each: each.name)


def _shipped(*parts: str) -> Traversable:
    return _within("assets", *parts)


def _within(*parts: str) -> Traversable:
    from importlib.resources import files

    return files("variorum.edition").joinpath(*parts)
