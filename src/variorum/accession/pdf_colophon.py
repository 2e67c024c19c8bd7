"""What a PDF says of itself: information dictionary, XMP, language, outline, page labels."""

from __future__ import annotations

import ctypes
import re
from contextlib import suppress
from typing import Any

from variorum.accession.paragraphs import collapse, tidy
from variorum.accession.reading import Colophon
from variorum.accession.reading_progress import reached
from variorum.accession.xml import local, parse_xml, text_of

LARGEST_XMP = 500_000
MOST_ENTRIES = 20_000  # of the outline
DEEPEST_OUTLINE = 12
LONGEST_FIELD = 1000
LONGEST_ENTRY = 1_000_000  # bytes of an entry of the information dictionary
_KEYS = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")

_SAYS_NOTHING = {"untitled", "anonymous", "unspecified", "unknown", "(anonymous)", "(unspecified)"}
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")


def colophon_of(document: Any, data: bytes, name: str) -> Colophon:
    """Title, authors, dates and what else the file says.

    The dates of the information dictionary are those of the file, not of the text: they stand under "file-made" and
    "file-changed". What XMP's `dc:date` gives stands under "published".
    """
    if not reached("what the file says of itself"):
        return Colophon()
    info = {key: _clean(value) for key in _KEYS if (value := _stated(document, key))}
    info = {key: value for key, value in info.items() if value.casefold() not in _SAYS_NOTHING}
    further = _xmp(data, name)
    dates = {
        "published": further.get("date", ""),
        "file-made": _date(info.get("CreationDate", "")),
        "file-changed": _date(info.get("ModDate", "")),
    }
    other = {
        "publisher": further.get("publisher", ""),
        "ISBN": further.get("isbn", ""),
        "DOI": further.get("doi", ""),
        "container-title": further.get("publicationname", ""),
        "subject": info.get("Subject", ""),
        "keyword": info.get("Keywords", ""),
        "creator-program": info.get("Creator", ""),
        "producer": info.get("Producer", ""),
    }
    author = info.get("Author", "") or further.get("creator", "")
    return Colophon(
        title=info.get("Title", "") or further.get("title", ""),
        authors=tuple(part.strip() for part in re.split(r"[;,]| and | и ", author) if part.strip()),
        language=_language(document) or further.get("language", ""),
        dates={key: value for key, value in dates.items() if value},
        other={key: value for key, value in other.items() if value},
    )


def _stated(document: Any, key: str) -> str:
    """One entry of the information dictionary; what of it is no text (half a surrogate pair) is left out."""
    import pypdfium2.raw as pdfium

    wanted = key.encode("ascii")
    length = pdfium.FPDF_GetMetaText(document.raw, wanted, None, 0)
    if not 2 < length <= LONGEST_ENTRY:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDF_GetMetaText(document.raw, wanted, buffer, length)
    return bytes(buffer.raw[: length - 2]).decode("utf-16-le", "ignore")


def own_labels(document: Any, count: int) -> tuple[str, ...]:
    """The labels that the file gives its pages, empty where it gives none."""
    from pypdfium2 import PdfiumError

    if not reached("the page labels of the file"):
        return ("",) * count

    def label(index: int) -> str:
        try:
            return _clean(document.get_page_label(index))[:100]
        except (PdfiumError, UnicodeError):
            return ""

    return tuple(label(index) for index in range(count))


def outline_of(document: Any, count: int) -> list[tuple[int, str]]:
    """The outline's entries as page index (from 0) and title, by page."""
    from pypdfium2 import PdfiumError

    entries: list[tuple[int, str]] = []
    if not reached("the table of contents of the file"):
        return entries
    try:
        for bookmark in document.get_toc(max_depth=DEEPEST_OUTLINE):
            destination = bookmark.get_dest()
            index = destination.get_index() if destination else None
            if index is not None and 0 <= index < count:
                with suppress(UnicodeError):  # a title that is no text costs itself
                    entries.append((index, _clean(bookmark.get_title())[:200]))
            if len(entries) >= MOST_ENTRIES:
                break
    except (PdfiumError, UnicodeError, RecursionError):
        pass  # an outline that cannot be read costs the sections' names, nothing else
    return sorted(entries, key=lambda entry: entry[0])


def _clean(value: str) -> str:
    return collapse(tidy(value))[:LONGEST_FIELD]


def _date(value: str) -> str:
    match = _DATE.match(value)
    return "-".join(part for part in match.groups() if part) if match else ""


def _language(document: Any) -> str:
    import pypdfium2.raw as pdfium

    length = pdfium.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < length < 200:
        return ""
    units = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFCatalog_GetLanguage(document.raw, units, length)
    return _clean(bytes(units).decode("utf-16-le", "ignore").split("\0")[0])


def _xmp(data: bytes, name: str) -> dict[str, str]:
    """The file's XMP, where it stands uncompressed, as local names and their first values."""
    start = data.rfind(b"<x:xmpmeta")
    end = data.find(b"</x:xmpmeta>", start)
    if not 0 <= start < end < start + LARGEST_XMP:
        return {}
    root, _ = parse_xml(data[start : end + 12], name=name)
    found: dict[str, str] = {}
    for element in root.iter("*") if root is not None else ():
        namespace = str(element.tag)
        if "purl.org/dc" in namespace or "prismstandard" in namespace:
            parts = [text_of(item) for item in element.iter("*") if local(item) == "li"] or [text_of(element)]
            found.setdefault(local(element), _clean("; ".join(part for part in parts if part)))
    return found
