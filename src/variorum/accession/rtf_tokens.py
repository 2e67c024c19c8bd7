"""RTF taken apart: control words, letters in their code pages, groups.

After Microsoft's "Rich Text Format (RTF) Specification", version 1.9.1. A byte means a letter of the code page that
the font's character set names, or of the document's own where the font is silent.

The control words of RTF that mean a place, a sign or a style of numbers.

After Microsoft's "Rich Text Format (RTF) Specification", version 1.9.1.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

SKIPPED = {
    "colortbl", "pict", "objdata", "fldinst", "themedata", "datastore", "listtable", "listoverridetable", "rsidtbl",
    "generator", "xmlnstbl", "mmathPr", "latentstyles", "annotation", "atnid", "atnauthor", "atntime", "atnref",
    "atndate", "nonshppict", "filetbl", "revtbl", "private", "bkmkstart", "bkmkend", "tc", "tcn", "xe", "rxe", "txe",
    "template", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "pgdsctbl", "fchars", "lchars", "upr",
    "formfield", "datafield", "sp", "background", "macpict", "password", "passwordhash", "docvar", "userprops",
    "shprslt",
}  # fmt: skip
"""Destinations whose content is no text of the document."""

KEPT_THOUGH_STARRED = {"ud", "shptxt", "footnote", "shpinst", "do"}
"""Destinations that are marked as ignorable and yet hold text."""

SHEETS = {
    "footnote": "note", "shptxt": "box", "dptxbxtext": "box",
    "header": "head", "headerl": "head", "headerr": "head", "headerf": "first",
    "footer": "foot", "footerl": "foot", "footerr": "foot", "footerf": "first",
}  # fmt: skip
"""Destinations whose text stands apart from the running text, and as what."""

TABLES = {"fonttbl": "fonts", "stylesheet": "styles", "info": "info", "do": "drawing"}

INFORMATION = {"title", "subject", "author", "company", "keywords", "doccomm", "creatim", "revtim"}

SIGNS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip

SYMBOLS = {"~": "\u00a0", "-": "\u00ad", "_": "-", "{": "{", "}": "}", "\\": "\\", "\t": "\t"}

NUMBER_STYLES = {"pgndec": "decimal", "pgnlcrm": "i", "pgnucrm": "I", "pgnlcltr": "a", "pgnucltr": "A"}


_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}\r\n\0]+)|[\r\n\0]+|\\"
)
_HIGH = re.compile(rb"\\'[89A-Fa-f][0-9A-Fa-f]|[\x80-\xff]")
_HIGH_RUN = re.compile(rb"(?:\\'[89A-Fa-f][0-9A-Fa-f]|[\x80-\xff]){3,}")

CHARSETS = {
    77: "mac-roman", 78: "cp932", 79: "cp949", 80: "cp936", 81: "cp950", 83: "mac-greek", 85: "mac-turkish",
    88: "mac-latin2", 89: "mac-cyrillic", 128: "cp932", 129: "cp949", 130: "johab", 134: "cp936", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""Code page of each character set of a font table (`\\fcharset`); 0 and 1 are settled by the document."""

_CODE_PAGES = {
    10000: "mac-roman", 10007: "mac-cyrillic", 20866: "koi8-r", 21866: "koi8-u", 28591: "latin-1", 28595: "iso8859-5",
    65001: "utf-8", 708: "iso8859-6", 709: "iso8859-6", 0: "cp1252",
}  # fmt: skip

_FONT_SCRIPTS = {
    "cyr": "cp1251", "ce": "cp1250", "greek": "cp1253", "tur": "cp1254", "baltic": "cp1257",
}  # fmt: skip
_FONT_ENDING = re.compile(r"(?:\b|(?<=[a-z]))(cyr|ce|greek|tur|baltic)\b\s*;?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RtfToken:
    """One piece: `kind` is word, byte, symbol, open, close, text or binary; `word` a control word or symbol."""

    kind: str
    word: str = ""
    number: int | None = None
    raw: bytes = b""


_OPEN, _CLOSE = RtfToken("open"), RtfToken("close")


def tokens(data: bytes) -> Iterator[RtfToken]:
    """The tokens of a file, in order; what `\\bin` announces is passed over."""
    at, end = 0, len(data)
    while at < end:
        match = _TOKEN.match(data, at)
        if match is None:
            at += 1
            continue
        at = match.end()
        word, number, code, symbol, brace, text = match.groups()
        if text:
            yield RtfToken("text", raw=text)
        elif brace:
            yield _OPEN if brace == b"{" else _CLOSE
        elif word:
            value = int(number) if number else None
            if word == b"bin":
                at += max(min(value or 0, end - at), 0)
            else:
                yield RtfToken("word", word.decode("ascii"), value)
        elif code:
            yield RtfToken("byte", raw=bytes.fromhex(code.decode("ascii")))
        elif symbol:
            yield RtfToken("symbol", symbol.decode("latin-1"))


def code_page(number: int) -> str:
    """The codec of a Windows code page; Western where it is not known."""
    name = _CODE_PAGES.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def script_of_font(name: str) -> str:
    """The codec that the ending of a font's name stands for ("Times New Roman Cyr"); empty where it has none."""
    match = _FONT_ENDING.search(name)
    return _FONT_SCRIPTS[match.group(1).lower()] if match else ""


def ansi_means_the_document(data: bytes) -> bool:
    """Whether fonts of the ANSI character set hold letters of the document's own code page, as careless programs write.

    Strictly such a font is Western. But accented Latin letters stand alone among plain ones, and Cyrillic ones in runs.
    """
    alone = len(_HIGH.findall(data))
    return alone > 0 and sum(len(_HIGH.findall(run)) for run in _HIGH_RUN.findall(data)) > alone / 2
