"""The fields by which reference managers keep citations alive in a document: exact items and exact locators.

Zotero and the older Mendeley write CSL's own JSON into the field (`ADDIN ZOTERO_ITEM CSL_CITATION {…}`), the newer
Mendeley the same in a content control's tag, EndNote XML, Word the tags of its own list of sources, Citavi JSON packed
in base 64.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from variorum.accession.xml import local, parse_xml, text_of
from variorum.manuscript.manuscript import Live, LiveItem

if TYPE_CHECKING:
    from lxml.etree import _Element

_CSL = re.compile(r"ADDIN\s+(ZOTERO_ITEM\s+)?(?:CSL_CITATION|Mendeley\s+Citation)\S*\s*(?=\{)", re.IGNORECASE)
_WORD = re.compile(r"^\s*CITATION\s+(\S+)(.*)$", re.DOTALL)
_LOCATOR = re.compile(r"\\p\s+(\"[^\"]*\"|\S+)")
_ALSO = re.compile(r"\\m\s+(\S+)")
_WORD_TYPES = {
    "Book": "book", "BookSection": "chapter", "JournalArticle": "article-journal",
    "ArticleInAPeriodical": "article-newspaper", "ConferenceProceedings": "paper-conference", "Report": "report",
    "InternetSite": "webpage", "Film": "motion_picture",
}  # fmt: skip


def live_of_field(instruction: str, data: str, start: int, end: int) -> Live | None:
    """The live citation of a field, by its instruction; None where the field is no citation or cannot be read."""
    text = instruction.strip()
    if (match := _CSL.search(text)) is not None:
        items = _csl_items(_json(text[match.end() :]))
        return Live(start, end, "zotero" if match[1] else "mendeley", items) if items else None
    if text.upper().startswith("ADDIN EN.CITE"):
        items = _endnote_items(text if "<EndNote" in text else _unpacked(data))
        return Live(start, end, "endnote", items) if items else None
    if "CitaviPlaceholder" in text:
        items = _citavi_items(_json(_unpacked(text[text.find("{") + 1 : text.rfind("}")])))
        return Live(start, end, "citavi", items) if items else None
    if (match := _WORD.match(text)) is not None:
        return Live(start, end, "word", _word_items(match[1], match[2]))
    return None


def live_of_tag(tag: str, start: int, end: int) -> Live | None:
    """The live citation of a content control, by its tag."""
    name, _, packed = tag.rpartition("_")
    if not name.upper().startswith("MENDELEY_CITATION"):
        return None
    items = _csl_items(_json(_unpacked(packed)))
    return Live(start, end, "mendeley", items) if items else None


def live_of_mark(name: str, start: int, end: int) -> Live | None:
    """The live citation of a reference mark in an ODT, where Zotero writes its field into the mark's name."""
    if not name.startswith("ZOTERO_ITEM"):
        return None
    items = _csl_items(_json(name[name.find("{") :])) if "{" in name else ()
    return Live(start, end, "zotero", items) if items else None


def word_sources(root: _Element) -> tuple[LiveItem, ...]:
    """The sources that Word keeps within a document (`b:Sources`), as CSL."""
    return tuple(_word_source(source) for source in root if local(source) == "source")


def _json(text: str) -> Mapping[str, Any]:
    """The JSON object that a text begins with; whatever follows it is a field's own switches."""
    try:
        value, _ = json.JSONDecoder().raw_decode(text.strip())
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _unpacked(packed: str) -> str:
    try:
        return (
            base64.b64decode("".join(packed.split()) + "===", validate=False)
            .decode("utf-8", "replace")
            .lstrip("\ufeff")
        )
    except (binascii.Error, ValueError):
        return ""


def _csl_items(citation: Mapping[str, Any]) -> tuple[LiveItem, ...]:
    found = []
    for item in citation.get("citationItems") or ():
        if not isinstance(item, dict):
            continue
        csl = item.get("itemData")
        uris = item.get("uris") or item.get("uri") or ()
        uri = str(uris[0]) if isinstance(uris, list) and uris else ""
        csl = csl if isinstance(csl, dict) else {}
        key = uri.rpartition("/")[2] or str(item.get("id") or csl.get("id") or "")
        found.append(
            LiveItem(
                key, csl, *(str(item.get(name) or "").strip() for name in ("locator", "label", "prefix", "suffix"))
            )
        )
    return tuple(found)


def _endnote_items(text: str) -> tuple[LiveItem, ...]:
    at = text.find("<EndNote")
    root, _ = parse_xml(text[at:], name="") if at >= 0 else (None, ())
    if root is None:
        return ()
    return tuple(_endnote_item(cite) for cite in root.iter("*") if local(cite) == "cite")


def _endnote_item(cite: _Element) -> LiveItem:
    own = {local(child): text_of(child) for child in cite if local(child) != "record"}
    record = next((child for child in cite.iter("*") if local(child) == "record"), None)
    fields = {local(child): text_of(child) for child in record.iter("*")} if record is not None else {}
    authors = [text_of(child) for child in record.iter("*") if local(child) == "author"] if record is not None else []
    csl: dict[str, object] = {
        "title": fields.get("title", ""),
        "container-title": fields.get("secondary-title", "") or fields.get("full-title", ""),
        "author": [_name(author) for author in authors or [own.get("author", "")] if author],
        "issued": {"raw": own.get("year") or fields.get("year", "")},
        "publisher": fields.get("publisher", ""),
    }
    key = own.get("recnum") or fields.get("rec-number", "")
    return LiveItem(
        key, csl, own.get("pages", ""), "page" if own.get("pages") else "", own.get("prefix", ""), own.get("suffix", "")
    )


def _citavi_items(placeholder: Mapping[str, Any]) -> tuple[LiveItem, ...]:
    found = []
    for entry in placeholder.get("Entries") or ():
        reference = entry.get("Reference") if isinstance(entry, dict) else None
        if not isinstance(reference, dict):
            continue
        people = [person for person in reference.get("Authors") or () if isinstance(person, dict)]
        csl: dict[str, object] = {
            "title": str(reference.get("Title") or ""),
            "author": [
                {"family": str(p.get("LastName") or ""), "given": str(p.get("FirstName") or "")} for p in people
            ],
            "issued": {"raw": str(reference.get("Year") or "")},
        }
        pages = entry.get("PageRange")
        written = str(pages.get("PrettyString") or pages.get("OriginalString") or "") if isinstance(pages, dict) else ""
        found.append(
            LiveItem(
                str(reference.get("Id") or entry.get("ReferenceId") or ""), csl, written, "page" if written else ""
            )
        )
    return tuple(found)


def _word_items(tag: str, switches: str) -> tuple[LiveItem, ...]:
    """`CITATION Smi99 \\l 1033 \\p 23 \\m Jon01`: the tags of sources, each with the switches that follow it."""
    found, tags = [], [tag, *_ALSO.findall(switches)]
    for key, own in zip(tags, re.split(r"\\m\s+\S+", switches), strict=False):
        page = _LOCATOR.search(own)
        found.append(LiveItem(key, {}, page[1].strip('"') if page else "", "page" if page else ""))
    return tuple(found)


def _word_source(source: _Element) -> LiveItem:
    fields = {local(child): text_of(child) for child in source if local(child) != "author"}
    people = [
        {local(part): text_of(part) for part in person}
        for person in source.iter("*")
        if local(person) == "person" and _role(person) == "author"
    ]
    csl: dict[str, object] = {
        "type": _WORD_TYPES.get(fields.get("sourcetype", ""), "document"),
        "title": fields.get("title", ""),
        "container-title": fields.get("journalname", "")
        or fields.get("booktitle", "")
        or fields.get("periodicaltitle", ""),
        "author": [{"family": p.get("last", ""), "given": p.get("first", "")} for p in people],
        "issued": {"raw": fields.get("year", "")},
        "publisher": fields.get("publisher", ""),
        "page": fields.get("pages", ""),
    }
    return LiveItem(fields.get("tag", ""), csl)


def _role(person: _Element) -> str:
    """The role of a person in Word's list, where `Author` stands within `Author`: the innermost name counts."""
    parent = person.getparent()
    role = parent.getparent() if parent is not None else None
    return local(role) if role is not None else ""


def _name(written: str) -> dict[str, str]:
    family, comma, given = written.partition(",")
    return {"family": family.strip(), "given": given.strip()} if comma else {"literal": written.strip()}
