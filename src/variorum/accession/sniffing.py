"""What format a file is of: told by its content, and only where that is silent by its name.

Signatures are those of the formats' own specifications (PDF ISO 32000 §7.5.2, ZIP APPNOTE, OCF `mimetype`, OpenDocument
part 2, RTF 1.9, EPUB OCF 3.3), and of some well-known files that are no readable text, so that a finding can say what
they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from variorum.accession import encodings
from variorum.accession.formats import READERS
from variorum.accession.scan_names import is_of_scans
from variorum.accession.zips import Package, open_package
from variorum.saying import say

_ENDINGS = {**{one: name for name, own in READERS.items() for one in own.endings}, "doc": "doc"}
_OTHERS = (
    (b"\x89PNG", "picture", say("a picture (PNG)")),
    (b"\xff\xd8\xff", "picture", say("a picture (JPEG)")),
    (b"GIF8", "picture", say("a picture (GIF)")),
    (b"II*\x00", "picture", say("a picture (TIFF)")),
    (b"MM\x00*", "picture", say("a picture (TIFF)")),
    (b"II+\x00", "picture", say("a picture (TIFF)")),
    (b"MM\x00+", "picture", say("a picture (TIFF)")),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "picture", say("a picture (JPEG 2000)")),
    (b"\xff\x4f\xff\x51", "picture", say("a picture (JPEG 2000)")),
    (b"BM", "", ""),
    (b"\x1f\x8b", "packed", say("a packed file (gzip)")),
    (b"BZh", "packed", say("a packed file (bzip2)")),
    (b"\xfd7zXZ\x00", "packed", say("a packed file (xz)")),
    (b"7z\xbc\xaf", "packed", say("a packed file (7-Zip)")),
    (b"Rar!", "packed", say("a packed file (RAR)")),
    (b"BOOKMOBI", "other", say("a Kindle book")),
    (b"\x7fELF", "other", say("a program")),
    (b"MZ\x90", "other", say("a program")),
    (b"SQLite format 3", "other", say("a database")),
    (b"ID3", "other", say("a sound recording")),
    (b"OggS", "other", say("a sound recording or film")),
)
_HEAD = 4096
_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|p|div|h[1-6]|table|br|center|font)\b[^<>]*>", re.IGNORECASE
)
_ROOT = re.compile(r"<([A-Za-z_][\w.\-]*:)?([A-Za-z_][\w.\-]*)(?=[\s/>])")
_HTML_DOCTYPE = re.compile(r"<!doctype\s{1,99}html\b", re.IGNORECASE)
_HOCR = re.compile(r"""name\s*=\s*["']ocr-system|class\s*=\s*["']ocr_page["'\s]""")
_SUBSET_END = re.compile(r"\]\s*>")


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The format (one of READERS, or "locked", "empty", or "" for what is not read), and its name."""

    format: str
    called: str
    disagrees: str = ""  # what the name says, where it says something else


def sniff(data: bytes, name: str) -> Sniffed:
    """The format of these bytes; `disagrees` is set where the name's ending promises another."""
    if not data.strip(b"\x00 \t\r\n\x1a\xef\xbb\xbf\xff\xfe"):
        return Sniffed("empty", say("an empty file"))
    found = _by_signature(data, name) or _by_markup(data, name) or _by_name(data, name)
    promised = ending(name)
    if not promised or promised == found.format or found.format not in READERS or _is_kin(promised, found.format):
        return found
    return Sniffed(found.format, found.called, _called(promised))


def ending(name: str) -> str:
    """The format that a name's ending stands for; empty where it stands for none."""
    low = name.lower()
    parts = low.rsplit(".", 2)
    return _ENDINGS.get(".".join(parts[-2:]), "") or (_ENDINGS.get(parts[-1], "") if len(parts) > 1 else "")


def _called(format: str) -> str:
    own = READERS.get(format)
    return own.called if own else say("a .{ending} file", ending=format)


def _is_kin(promised: str, found: str) -> bool:
    """Names that do not contradict: XML may be XHTML or FB2, Markdown is text."""
    return (promised, found) in _KIN


_KIN = frozenset(
    {
        ("tei", "html"), ("tei", "fb2"), ("markdown", "text"), ("html", "tei"), ("tei", "alto"), ("tei", "pagexml"),
        ("html", "hocr"), ("hocr", "html"), ("tei", "hocr"), ("tsv", "text"), ("text", "tsv"),
    }
)  # fmt: skip


def _of(format: str) -> Sniffed:
    return Sniffed(format, READERS[format].called)


def _by_signature(data: bytes, name: str) -> Sniffed | None:
    head = data[:1024]
    if b"%PDF-" in head and (head.startswith(b"%PDF-") or not encodings.is_binary(data[: head.index(b"%PDF-")])):
        return _of("pdf")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return _of("rtf")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _by_members(open_package(data, name=""), name)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in data[:1_000_000]:
            return Sniffed("locked", say("a document locked with a password"))
        return Sniffed("", say("a document of an old office program (.doc, before 2007)"))
    for signature, kind, called in _OTHERS:
        if kind and (head.startswith(signature) or (kind == "other" and head[60:68] == signature)):
            return Sniffed(kind if kind == "picture" else "", called)
    if head.startswith(b"AT&TFORM"):
        return _of("djvu")
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Sniffed("picture", say("a picture (WebP)"))
    return None


def _by_members(package: Package, name: str) -> Sniffed:
    """The format of a zip by what it holds; by its name where it is cut off or damaged and nothing in it tells."""
    found = _by_content(package)
    promised = ending(name)
    if not found.format and package.findings and promised in ("docx", "odt", "epub"):
        return _of(promised)
    return found


def _by_content(package: Package) -> Sniffed:
    kind = (package.read("mimetype") or b"").strip()
    if kind == b"application/epub+zip" or "META-INF/container.xml" in package:
        return _of("epub")
    if kind.startswith(b"application/vnd.oasis.opendocument.text") or (not kind and "content.xml" in package):
        return _of("odt")
    if kind:
        return Sniffed("", say("a package that calls itself “{kind}”", kind=kind[:80].decode("ascii", "replace")))
    if any(member.startswith("word/") for member in package.names):
        return _of("docx")
    if any(member.lower().endswith(".fb2") for member in package.names):
        return _of("fb2")
    if any(member.lower().endswith(".opf") for member in package.names):
        return _of("epub")
    if is_of_scans(package):
        return _of("scans")
    for prefix, called in (("xl/", say("a spreadsheet (XLSX)")), ("ppt/", say("a presentation (PPTX)"))):
        if any(member.startswith(prefix) for member in package.names):
            return Sniffed("", called)
    return Sniffed("", say("a zip archive of {count} files: unpack it and add the folder", count=len(package.names)))


def _by_markup(data: bytes, name: str) -> Sniffed | None:
    head = _head(data)
    if head is None:
        return None
    at, doctype_html = _after_prologue(head)
    root = _ROOT.match(head, at)
    if root:
        tag = root.group(2)
        if root.group(1) == "office:" and tag == "document":
            return _of("odt")
        if tag == "FictionBook":
            return _of("fb2")
        if tag in ("alto", "PcGts"):
            return _of("alto" if tag == "alto" else "pagexml")
        if tag.lower() in ("html", "head", "body") or doctype_html:
            return _of("hocr" if ending(name) == "hocr" or _HOCR.search(head) else "html")
        if (
            tag in ("TEI", "TEI.2", "teiCorpus", "teiHeader", "text")
            or ending(name) in ("tei", "fb2")
            or "<?xml" in head[:60]
        ):
            return _of("fb2" if ending(name) == "fb2" else "tei")
    if doctype_html:
        return _of("html")
    if not root and head.lstrip().startswith("<?xml") and ending(name) in ("tei", "fb2"):
        return _of(ending(name))  # so much stands before the markup that its beginning is not seen
    if head.lstrip().startswith("<") and len(_TAG.findall(head)) >= 3 and ending(name) != "markdown":
        return _of("html")
    if ending(name) == "html" and _TAG.search(head):
        return _of("html")
    return None


def _after_prologue(head: str) -> tuple[int, bool]:
    """Where the markup itself begins, after declarations and comments, and whether a declaration says that it is HTML.

    Every part is looked for once and from where the last one ended, so that the work grows as the text does.
    """
    at, html = 0, False
    while True:
        while head[at : at + 1].isspace():
            at += 1
        if head.startswith("<?", at):
            end = _after(head, "?>", at)
        elif head.startswith("<!--", at):
            end = _after(head, "-->", at)
        elif head[at : at + 9].lower() == "<!doctype":
            html = html or bool(_HTML_DOCTYPE.match(head, at))
            end = _after_doctype(head, at)
        else:
            return at, html
        if end < 0:
            return at, html
        at = end


def _after(head: str, mark: str, at: int) -> int:
    found = head.find(mark, at)
    return found + len(mark) if found >= 0 else -1


def _after_doctype(head: str, at: int) -> int:
    end, subset = head.find(">", at), head.find("[", at)
    if not 0 <= subset < end:
        return end + 1 if end >= 0 else -1
    closed = _SUBSET_END.search(head, subset)
    return closed.end() if closed else -1


def _by_name(data: bytes, name: str) -> Sniffed:
    if encodings.is_binary(data):
        return Sniffed("", say("its bytes are neither text nor a known kind of document"))
    if data.removeprefix(b"\xef\xbb\xbf").startswith(b"level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\t"):
        return _of("tsv")
    promised = READERS.get(ending(name))
    return _of(ending(name) if promised and promised.told_by_name else "text")


def _head(data: bytes) -> str | None:
    """The first lines as text, good enough to look for tags; None where they are no text at all."""
    if encodings.is_binary(data):
        return None
    wide = encodings.wide_encoding(data)
    if not wide and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        wide = "utf-16"
    return data[: _HEAD * (2 if wide else 1)].decode(wide or "utf-8", "replace").lstrip("\ufeff")
