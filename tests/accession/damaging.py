"""Files damaged by rule, with their structure in view: for fuzzing. The same seed gives the same bytes everywhere.

A zip's parts are unpacked, damaged and packed again, so that the damage gets behind the checksums. Markup loses and
doubles whole tags; a PDF's numbers, names and references are changed for others of the same file. And each file may
also be cut off, torn up and stuffed as bytes, as a broken disc and a broken download do.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from random import Random
from warnings import catch_warnings

Damage = Callable[[bytes, Random], bytes]

_NUMBERS = (b"0", b"-1", b"1", b"65536", b"2147483648", b"99999999999999999999", b"1e999", b"-0.0001")
_ODD = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xef\xb7\x90", b"\xed\xa0\x80", b"\r", b"\x1a", b"\x0c",
    "\u202e".encode(), "\u0301".encode() * 40, b"\x80" * 9, b"A" * 5000, "ё".encode("cp1251") * 300,
)  # fmt: skip
_MARKUP = (
    b"<", b">", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?", b"?>", b"<?x y?>", b"&", b"&#0;", b"&#x110000;", b"&a;",
    b'<!DOCTYPE a [<!ENTITY a "b"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>', b"<a" * 300,
    b"<p>" * 400, b"</p>" * 40, b"<!-- c -->" * 40, b'<?xml version="1.0"?>' * 30, b' lang=""', b" xmlns:w='u'",
    b"<pb/>", b"<table>", b"<script>", b"<br>" * 50, b" a=" * 300,
)  # fmt: skip
_RTF = (
    b"{", b"}", b"\\", b"{\\*\\x ", b"\\'", b"\\'9", b"\\u-1?", b"\\u99999?", b"\\uc9", b"\\bin99999 ", b"\\fonttbl",
    b"{\\footnote ", b"\\row", b"\\cell", b"{" * 500, b"\\par" * 50, b"\\ansicpg1", b"\\f99", b"\\field",
)  # fmt: skip
_PLAIN = (
    b"\n\n", b"- " * 300, b"#" * 300, b"[" * 200, b"*" * 200, b"`" * 200, b"\n> " * 90, b"[1]: " * 40, b"_" * 999,
    b"\t" * 500, b"\n12\n", b" 12 \x0c", b"CHAPTER I\n", b"=" * 400 + b"\n", b"a-\n" * 80, b"|" * 300,
)  # fmt: skip
_PDF = (
    b"stream\n", b"endstream", b"endobj", b"<<", b">>", b"[", b"]", b"/Kids[2 0 R]", b"/Parent 3 0 R", b"(", b")",
    b"/Length 9", b"/Filter[/FlateDecode/FlateDecode]", b"/Contents 1 0 R", b"1 0 R", b"/PageLabels<</Nums[0 1 0 R]>>",
    b"/Type/Page", b"/Names<<", b"%%EOF", b"xref\n0 9\n", b"startxref\n0\n", b"/Encrypt 1 0 R", b"/Prev 0",
)  # fmt: skip
_TAG = re.compile(rb"<[^<>]{1,300}>")
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_REFERENCE = re.compile(rb"\b\d{1,5} 0 R\b")
_NAME = re.compile(rb"/[A-Za-z]\w*")
_CONTROL = re.compile(rb"\\[a-z]{1,20}-?\d*")


def damaged(data: bytes, kind: str, random: Random) -> bytes:
    """The file with one to four kinds of damage; `kind` is the reader that it is meant for."""
    for _ in range(random.randint(1, 4)):
        deed: Damage = random.choice(_DEEDS[kind])
        data = deed(data, random)[:400_000]
    return data


def _place(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randint(0, len(data))
    return start, min(start + int(2 ** random.uniform(0, 9)), len(data))


def _flipped(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(min(int(2 ** random.uniform(0, 6)), len(changed))):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _cut_out(data: bytes, random: Random) -> bytes:
    start, end = _place(data, random)
    return data[:start] + data[end:]


def _cut_off(data: bytes, random: Random) -> bytes:
    return data[: random.randint(0, len(data))]


def _repeated(data: bytes, random: Random) -> bytes:
    start, end = _place(data, random)
    return data[:end] + data[start:end] * int(2 ** random.uniform(0, 7)) + data[end:]


def _moved(data: bytes, random: Random) -> bytes:
    start, end = _place(data, random)
    rest = data[:start] + data[end:]
    at = random.randint(0, len(rest))
    return rest[:at] + data[start:end] + rest[at:]


def _stuffed(words: Sequence[bytes]) -> Damage:
    def deed(data: bytes, random: Random) -> bytes:
        at = random.randint(0, len(data))
        return data[:at] + random.choice(words) + data[at:]

    return deed


def _exchanged(pattern: re.Pattern[bytes], others: Sequence[bytes] = ()) -> Damage:
    """One thing of a kind put in place of another, or something odd; now and then left out or doubled."""

    def deed(data: bytes, random: Random) -> bytes:
        found = list(pattern.finditer(data))
        if not found:
            return data
        hit = random.choice(found)
        instead = random.choice((b"", hit[0] * 2, random.choice(found)[0], random.choice(others or (b"",))))
        return data[: hit.start()] + instead + data[hit.end() :]

    return deed


_BYTES: tuple[Damage, ...] = (_flipped, _cut_out, _cut_off, _repeated, _moved, _stuffed(_ODD))
_OF_MARKUP: tuple[Damage, ...] = (
    *_BYTES, _stuffed(_MARKUP), _stuffed(_MARKUP), _exchanged(_TAG, _MARKUP), _exchanged(_TAG, _MARKUP),
    _exchanged(_NUMBER, _NUMBERS),
)  # fmt: skip


def _packed_anew(data: bytes, random: Random) -> bytes:
    """One part of a zip damaged as markup, or renamed, doubled or left out."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = [(name, package.read(name)) for name in package.namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError, EOFError, zipfile.zlib.error):  # type: ignore[attr-defined]
        return _flipped(data, random)
    if not parts:
        return data
    at = random.randrange(len(parts))
    name, content = parts[at]
    deed = random.randrange(12)
    if deed == 0:
        parts.pop(at)
    elif deed == 1:
        parts[at] = (random.choice(("../" + name, name.upper(), "x" * 9, parts[0][0])), content)
    elif deed == 2:
        parts.append((name, random.choice(parts)[1]))
    else:
        parts[at] = (name, random.choice(_OF_MARKUP)(content, random)[:200_000])
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts:
            with catch_warnings(action="ignore"):  # a name that is there twice is meant
                package.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


_ZIPPED: tuple[Damage, ...] = (*_BYTES, *(_packed_anew,) * 14)
_DEEDS: Mapping[str, tuple[Damage, ...]] = {
    "text": (*_BYTES, _stuffed(_PLAIN), _stuffed(_PLAIN), _exchanged(_NUMBER, _NUMBERS)),
    "markdown": (*_BYTES, _stuffed(_PLAIN), _stuffed(_PLAIN), _stuffed(_MARKUP)),
    "html": _OF_MARKUP,
    "fb2": _OF_MARKUP,
    "tei": _OF_MARKUP,
    "epub": _ZIPPED,
    "docx": _ZIPPED,
    "odt": _ZIPPED,
    "alto": _OF_MARKUP,
    "pagexml": _OF_MARKUP,
    "hocr": _OF_MARKUP,
    "tsv": (*_BYTES, _exchanged(_NUMBER, _NUMBERS)),
    "scans": _ZIPPED,
    "djvu": _BYTES,
    "picture": _BYTES,
    "rtf": (*_BYTES, _stuffed(_RTF), _stuffed(_RTF), _exchanged(_CONTROL, _RTF), _exchanged(_NUMBER, _NUMBERS)),
    "pdf": (
        *_BYTES, _stuffed(_PDF), _exchanged(_NUMBER, _NUMBERS), _exchanged(_NUMBER, _NUMBERS), _exchanged(_REFERENCE),
        _exchanged(_REFERENCE), _exchanged(_NAME), _exchanged(_NAME),
    ),
}  # fmt: skip
