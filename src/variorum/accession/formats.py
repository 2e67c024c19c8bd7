"""The formats that are read: the one place where they are declared, and where other people's are found.

A format of the program's own is a module with a function `read_NAME` and a line in `READERS`. One of somebody
else's is a `Format` under the entry point group `variorum.readers`; it is asked where the name's ending is none that
the program reads itself, or where the content is nothing that it knows. It runs in the same limited worker as every
reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from variorum.accession.reading import Reading
from variorum.additions import NO_SUCH_KIND, TAKEN_ALREADY, Lacking, Unfit, taken
from variorum.code import code_digest
from variorum.saying import say

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

ENTRY_POINTS = "variorum.readers"


@dataclass(frozen=True, slots=True)
class OwnFormat:
    """A format that the program reads: the module with its reader, its media type, and how a sentence names it.

    `endings` are those of its files in small letters without a point. `is_text` tells that a file is all text, of which
    less is taken in than of one that is packed or holds pictures; `told_by_name` that its content may be any text, so
    that the ending alone tells it.
    """

    module: str
    media_type: str
    called: str
    endings: tuple[str, ...] = ()
    is_text: bool = False
    told_by_name: bool = False


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PICTURES = ("png", "jpg", "jpeg", "gif", "tif", "tiff", "webp", "jp2", "jpx", "j2k")
_HTML, _RECOGNISED = ("html", "htm", "xhtml", "xht", "shtml"), say("a table of recognised words")
READERS: Mapping[str, OwnFormat] = MappingProxyType(
    {
        "text": OwnFormat("text", "text/plain", say("plain text"), ("txt", "text", "asc"), is_text=True),
        "markdown": OwnFormat(
            "markdown", "text/markdown", "Markdown", ("md", "markdown", "mkd"), is_text=True, told_by_name=True
        ),
        "html": OwnFormat("html", "text/html", "HTML", _HTML, is_text=True),
        "epub": OwnFormat("epub", "application/epub+zip", "EPUB", ("epub",)),
        "fb2": OwnFormat("fb2", "application/x-fictionbook+xml", "FB2", ("fb2", "fb2.zip", "fbz"), is_text=True),
        "tei": OwnFormat("tei", "application/tei+xml", say("TEI or other XML"), ("xml", "tei"), is_text=True),
        "pdf": OwnFormat("pdf", "application/pdf", "PDF", ("pdf",)),
        "docx": OwnFormat("docx", _WORD, "DOCX", ("docx", "docm", "dotx")),
        "odt": OwnFormat("odt", "application/vnd.oasis.opendocument.text", "ODT", ("odt", "ott", "fodt")),
        "rtf": OwnFormat("rtf", "application/rtf", "RTF", ("rtf",), is_text=True),
        "alto": OwnFormat("alto", "application/alto+xml", "ALTO", is_text=True),
        "pagexml": OwnFormat("page_xml", "application/vnd.prima.page+xml", "PAGE XML", is_text=True),
        "hocr": OwnFormat("hocr", "text/vnd.hocr+html", "hOCR", ("hocr",), is_text=True),
        "tsv": OwnFormat("tesseract", "text/tab-separated-values", _RECOGNISED, ("tsv",), is_text=True),
        "scans": OwnFormat("scan_folders", "application/zip", say("recognised pages in a zip")),
        "djvu": OwnFormat("djvu", "image/vnd.djvu", "DjVu", ("djvu", "djv")),
        "picture": OwnFormat("picture", "image/*", say("a picture"), _PICTURES),
    }
)
"""The formats of the program by name; the module of each has a function `read_` and that name."""

Read = Callable[..., Reading]  # (data: bytes, *, name: str, source: str) -> Reading


@dataclass(frozen=True, slots=True)
class Format:
    """A format that somebody else's package reads.

    `name` is that of `reader`, or begins it up to a stroke ("srt" for "srt/1"; the version installed is added to it).
    `called` is how a sentence names the format, `endings` are those of its files in small letters without a point.
    `recognises` looks at the first 65,536 bytes and the file's name, and tells whether the file is of this format.
    """

    name: str
    called: str
    media_type: str
    reader: str
    endings: tuple[str, ...]
    recognises: Callable[[bytes, str], bool]
    read: Read


def others() -> tuple[Format, ...]:
    """The formats of other packages, by name; those that cannot be had are `lacking`."""
    return tuple(sorted(_taken()[0].values(), key=lambda one: one.name))


def lacking() -> tuple[Lacking, ...]:
    """The formats of other packages that cannot be had, and why."""
    return _taken()[1]


@cache
def _taken() -> tuple[Mapping[str, Format], tuple[Lacking, ...]]:
    return taken(ENTRY_POINTS, _format)


def _format(point: EntryPoint) -> Format:
    found = point.load()
    if not isinstance(found, Format):
        raise Unfit(NO_SUCH_KIND, "variorum.accession.Format")
    if found.name in READERS:
        raise Unfit(TAKEN_ALREADY, found.name)
    return replace(found, reader=f"{found.reader} {point.dist.name} {point.dist.version}") if point.dist else found


def other_for(head: bytes, name: str) -> Format | None:
    """The format of another package that knows this file; what its own test raises counts as no."""
    for one in others():
        try:
            if one.recognises(head, name):
                return one
        except Exception:  # noqa: S112 - as above
            continue
    return None


def made_by(reader: str) -> str:
    """A reader's name, as a reading has it, with what tells the reader as it is now from any other state of it.

    Of the program's own readers that is a digest of their code and of the packages that they import; of another
    package's, its own word and the version that is installed. A reader that is no more stays as it was.
    """
    name = reader.partition("/")[0]
    if name in READERS:
        return f"{name}/{code_digest(('accession.opening', f'accession.{READERS[name].module}'))[:12]}"
    return next((one.reader for one in others() if one.name == name), reader)


def is_current(reader: str) -> bool:
    """Whether a reading was kept under `made_by` of the reader that there is now."""
    return made_by(reader) == reader
