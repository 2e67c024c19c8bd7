"""The witnesses of a collation in TEI, put together again from its parallel segmentation."""

from __future__ import annotations

from lxml import etree

_TEI = "http://www.tei-c.org/ns/1.0"
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def witnesses_in(tei: str) -> dict[str, str]:
    """The text of each witness of a document in parallel segmentation, by its siglum, on one line."""
    root = etree.fromstring(tei.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    sigla = [element.get(_ID, "") for element in root.iter(f"{{{_TEI}}}witness")]
    body = root.find(f".//{{{_TEI}}}body")
    pieces: dict[str, list[str]] = {siglum: [] for siglum in sigla}
    for paragraph in body.iter(f"{{{_TEI}}}p") if body is not None else ():
        _give(pieces, sigla, paragraph.text)
        for app in paragraph:
            for reading in app:
                heard = [name.lstrip("#") for name in (reading.get("wit") or "").split()]
                _give(pieces, heard, " ".join([*reading.itertext(), ""]) if reading.text else "")
            _give(pieces, sigla, app.tail)
        _give(pieces, sigla, " ")
    return {siglum: " ".join("".join(parts).split()) for siglum, parts in pieces.items()}


def _give(pieces: dict[str, list[str]], sigla: list[str], text: str | None) -> None:
    for siglum in sigla:
        if text and siglum in pieces:
            pieces[siglum].append(text)
