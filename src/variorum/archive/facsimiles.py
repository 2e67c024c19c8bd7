"""Facsimiles: the pictures of a source's pages under `facsimiles/KEY/`, and what stands in the dossier about them.

Beside a picture may lie the file in which a program described its words (ALTO, PAGE XML, hOCR, Tesseract's table), with
the picture's name and another ending; and a IIIF manifest, `manifest.json`, which says in which order the pictures come
and which page each is. Nothing that a manifest names is fetched: only what lies in the folder is shown.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from variorum.archive.bounds import leads_out
from variorum.archive.file_names import safe_name
from variorum.archive.front_matter import Value
from variorum.record import FacsimileTerms

FOLDER = "facsimiles"
MANIFEST = "manifest.json"
PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".jp2", ".jpx", ".j2k", ".webp", ".gif", ".djvu", ".djv")
DESCRIPTIONS = (".xml", ".hocr", ".html", ".htm", ".tsv")
LARGEST_MANIFEST = 20_000_000  # bytes
_MOST_CANVASES = 20_000
_LONGEST_LABEL = 200


@dataclass(frozen=True, slots=True)
class FacsimileFolder:
    """The files of a source's folder by their names: pictures, descriptions of words, and whether there is a manifest.

    `outside` are links that lead out of the archive; they are not followed.
    """

    pictures: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    manifest: bool = False
    outside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Canvas:
    """A page as a IIIF manifest has it: its label, and the names that its picture may have on disk."""

    label: str
    names: tuple[str, ...]


def facsimile_place(root: Path, key: str) -> Path:
    """The folder of a source's pictures, which need not be there."""
    return root / FOLDER / safe_name(key)


def facsimile_folder(root: Path, key: str) -> FacsimileFolder:
    """What lies in the folder of a source's pictures; hidden files and other kinds are passed over."""
    pictures, descriptions, outside, manifest = [], [], [], False
    try:
        entries = sorted(os.scandir(facsimile_place(root, key)), key=lambda one: one.name)
    except OSError:
        return FacsimileFolder()
    for entry in entries:
        low = entry.name.lower()
        if low.startswith(".") or not low.endswith((*PICTURES, *DESCRIPTIONS, MANIFEST)):
            continue
        if leads_out(Path(entry.path), root):
            outside.append(entry.name)
        elif not _is_file(entry):
            continue
        elif low == MANIFEST:
            manifest = True
        elif low.endswith(PICTURES):
            pictures.append(entry.name)
        elif low.endswith(DESCRIPTIONS):
            descriptions.append(entry.name)
    return FacsimileFolder(tuple(pictures), tuple(descriptions), manifest, tuple(outside))


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def terms_of(value: Value) -> FacsimileTerms | None:
    """What the field `facsimile` of a dossier says; None where it is not understood."""
    if not isinstance(value.content, Mapping):
        return None
    said = value.content
    publish = (said["publish"].text or "").casefold() if "publish" in said else "no"
    if not set(said) <= {"publish", "rights", "pages"} or publish not in ("yes", "true", "no", "false"):
        return None
    order: dict[int, str] = {}
    pages = said["pages"].content if "pages" in said else {}
    if not isinstance(pages, Mapping):
        return None
    for number, name in pages.items():
        if not (number.isdecimal() and 0 < len(number) < 9 and name.text) or int(number) < 1:
            return None
        order[int(number)] = name.text
    rights = (said["rights"].text or "") if "rights" in said else ""
    return FacsimileTerms(publish in ("yes", "true"), rights, MappingProxyType(dict(sorted(order.items()))))


def canvases_of(raw: bytes) -> tuple[Canvas, ...] | None:
    """The pages of a IIIF manifest (Presentation API 2 or 3) in their order; None where it is none."""
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    found = list(_canvases(told))[:_MOST_CANVASES]
    return tuple(found) or None


def _canvases(told: Mapping[str, object]) -> Iterator[Canvas]:
    for canvas in _items(told, "items"):  # version 3
        bodies = [
            body
            for page in _items(canvas, "items")
            for painting in _items(page, "items")
            for body in _bodies(painting.get("body"))
        ]
        yield Canvas(_label(canvas.get("label")), tuple(name for body in bodies for name in _names(body)))
    for sequence in _items(told, "sequences"):  # version 2
        for canvas in _items(sequence, "canvases"):
            resources = [_dict(image.get("resource")) for image in _items(canvas, "images")]
            yield Canvas(_label(canvas.get("label")), tuple(name for one in resources for name in _names(one)))


def _items(told: Mapping[str, object], name: str) -> list[dict[str, object]]:
    found = told.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _bodies(body: object) -> list[dict[str, object]]:
    found = body if isinstance(body, list) else [body]
    return [one for one in found if isinstance(one, dict)]


def _dict(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _names(resource: Mapping[str, object]) -> Iterator[str]:
    """The names that a picture may have on disk: that of its address, and that of its image service."""
    services = resource.get("service")
    for one in [resource, *_bodies(services)]:
        address = one.get("id") or one.get("@id")
        if not isinstance(address, str):
            continue
        parts = [unquote(part) for part in urlsplit(address).path.split("/") if part]
        if len(parts) > 4 and parts[-1].startswith(
            ("default.", "native.")
        ):  # Image API: …/NAME/region/size/turn/default.jpg
            parts = parts[:-4]
        if parts:
            yield parts[-1].replace("\\", "/").rpartition("/")[2]


def _label(value: object) -> str:
    """A label in whatever shape it has: a text, texts by language, a list of either."""
    while isinstance(value, dict | list) and value:
        value = (value.get("@value") or next(iter(value.values()))) if isinstance(value, dict) else value[0]
    return " ".join(value.split())[:_LONGEST_LABEL] if isinstance(value, str) else ""
