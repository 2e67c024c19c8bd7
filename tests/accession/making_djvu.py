"""DjVu files to read: eight blank-looking sheets with a black bar each, given a text layer line by line.

The sheets were made once with DjVuLibre's `cjb2` and `djvm` from bitmaps drawn by us (600 by 900 pixels, 100 dots an
inch); the library under test writes the text into them.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

import djvu_rs

WIDTH, HEIGHT = 600, 900
LETTER, TALL, STEP = 9, 14, 24  # pixels: a letter's width, a line's height, and from one line to the next

Line = tuple[str, int]  # the words, and how far from the top they stand

_SHEETS = base64.b64decode(
    "QVQmVEZPUk0AAAJHREpWTURJUk0AAABGgQAIAAAAXgAAAJwAAADaAAABGAAAAVwAAAGaAAAB2AAAAhb//56/iiFDi6OI/0ovTyQY/Z6svdcH35"
    "2KAmLPKFJaAkCw9UZPUk0AAAA1REpWVUlORk8AAAAKAlgDhBgAZAAWAVNqYnoAAAAXgDpukFa5Hmq9M4/4BuonjxzQPIPwR38ARk9STQAAADVE"
    "SlZVSU5GTwAAAAoCWAOEGABkABYBU2piegAAABeAOm6QVrkear0zj/gG6iVcEvQPIPwR3wBGT1JNAAAANURKVlVJTkZPAAAACgJYA4QYAGQAFg"
    "FTamJ6AAAAF4A6bpBWuR5qvTOP+AbqJG6qtA8g/BHfAEZPUk0AAAA8REpWVUlORk8AAAAKAlgDhBgAZAAWAVNqYnoAAAAegDpukFa5H5U8zj6S"
    "C8KlDHhhbtsJJSU6kksis+NfRk9STQAAADVESlZVSU5GTwAAAAoCWAOEGABkABYBU2piegAAABeAOm6QVrkear0zj/gG6iOO0I0DyD8EdwBGT1"
    "JNAAAANURKVlVJTkZPAAAACgJYA4QYAGQAFgFTamJ6AAAAF4A6bpBWuR5qvTOP+AbqI1N2fQPIPwR3AEZPUk0AAAA1REpWVUlORk8AAAAKAlgD"
    "hBgAZAAWAVNqYnoAAAAXgDpukFa5Hmq9M4/4BuojGBxtA8g/BHcARk9STQAAADVESlZVSU5GTwAAAAoCWAOEGABkABYBU2piegAAABeAOm6QVr"
    "kear0zj/gG6iLjHZdA8g/BHQ=="
)


def djvu(sheets: Sequence[Sequence[Line]], **said: str) -> bytes:
    """A file of eight sheets with these lines on the first ones; `said` is metadata."""
    editor = djvu_rs.Editor.from_bytes(_SHEETS)
    for index, lines in enumerate(sheets):
        if lines:
            editor.set_page_text_layer(index, _layer(lines))
    if said:
        editor.set_metadata(said)
    return bytes(editor.to_bytes())


def without_places(texts: Sequence[str]) -> bytes:
    """A file whose sheets have text and no boxes."""
    editor = djvu_rs.Editor.from_bytes(_SHEETS)
    for index, text in enumerate(texts):
        editor.set_page_text_layer(index, {"text": text, "zones": []})
    return bytes(editor.to_bytes())


def column(text: str, *, top: int = 150) -> list[Line]:
    """Lines one below the other."""
    return [(line, top + STEP * number) for number, line in enumerate(text.splitlines())]


def _layer(lines: Sequence[Line]) -> dict[str, Any]:
    zones = [_line(text, top) for text, top in lines]
    whole = "".join(zone["text"] for zone in zones)
    return {
        "text": whole,
        "zones": [{"kind": "Page", "rect": _box(0, 0, WIDTH, HEIGHT), "text": whole, "children": zones}],
    }


def _line(text: str, top: int) -> dict[str, Any]:
    words, left = [], 60
    for word in text.split(" "):
        words.append({"kind": "Word", "rect": _box(left, top, LETTER * len(word), TALL), "text": word})
        left += LETTER * (len(word) + 1)
    return {"kind": "Line", "rect": _box(60, top, left - 60, TALL), "text": f"{text}\n", "children": words}


def _box(left: int, top: int, width: int, height: int) -> dict[str, int]:
    return {"x": left, "y": top, "width": width, "height": height}
