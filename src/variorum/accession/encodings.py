"""How a file's letters are encoded, told by the bytes themselves; what the file declares is heard and not believed.

UTF-8 and UTF-16 prove themselves by their form. Among the one-byte encodings of Russian (CP1251, KOI8-R, CP866, ISO
8859-5, MacCyrillic) and Western CP1252 the one wins under which the words are likeliest: each pair of letters costs −ln
p by a table of Russian letter pairs (`letter_pairs`), with charges for capitals inside words, mixed scripts, and signs
that no text has. A naive Bayes model of letter pairs, as in Kikui, "Identifying the Coding System and Language of
On-line Documents" (COLING 1996). Where the runner-up is close and would read differently, finding A008 says so.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from variorum.accession import remarks
from variorum.accession.language_told import language_of
from variorum.accession.letter_pairs import RUSSIAN, pair_costs
from variorum.accession.other_alphabets import SURE, Alphabet, looks_misread, other_alphabet
from variorum.archive.text import is_utf8
from variorum.finding import Finding
from variorum.saying import say

CANDIDATES = ("cp1251", "koi8-r", "koi8-u", "cp866", "iso8859-5", "mac-cyrillic", "cp1252")
NAMES = {
    "utf-8": "UTF-8", "utf-16-le": "UTF-16 (little-endian)", "utf-16-be": "UTF-16 (big-endian)", "utf-32": "UTF-32",
    "cp1251": "Windows-1251", "koi8-r": "KOI8-R", "cp866": "CP866 (DOS)", "iso8859-5": "ISO 8859-5",
    "mac-cyrillic": "MacCyrillic", "cp1252": "Windows-1252 (Western)", "koi8-u": "KOI8-U (Ukrainian)",
    "cp1250": "Windows-1250 (Central European)", "iso8859-2": "ISO 8859-2 (Central European)",
    "iso8859-16": "ISO 8859-16 (Romanian)", "cp1253": "Windows-1253 (Greek)", "iso8859-7": "ISO 8859-7 (Greek)",
    "cp1254": "Windows-1254 (Turkish)", "iso8859-9": "ISO 8859-9 (Turkish)", "cp1257": "Windows-1257 (Baltic)",
}  # fmt: skip

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", 3),
    (codecs.BOM_UTF32_LE, "utf-32", 0),
    (codecs.BOM_UTF32_BE, "utf-32", 0),
    (codecs.BOM_UTF16_LE, "utf-16-le", 2),
    (codecs.BOM_UTF16_BE, "utf-16-be", 2),
)
_HIGH = re.compile(rb"[\x80-\xff]+")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_WORD = re.compile(rb"[A-Za-z\x80-\xff]{1,200}")  # in pieces, so that an endless word costs no more than others
_CONTROL = bytes((*range(0x09), *range(0x0E, 0x1A), *range(0x1C, 0x20)))

_MOST_WORDS = 1500
_SAMPLE = 1 << 20
_DOUBT = 30  # 6 nats: odds of 400 to 1 by the model, which is over-confident
_CONVINCING = 22
_FEWEST_WESTERN = 3  # words by which to tell Western from Central European, where the two read differently
_DECLARED = 40  # what a declaration is worth: 8 nats, a word or two of text
_HANDICAP = {"cp1251": 1, "koi8-r": 2, "koi8-u": 4, "cp866": 3, "iso8859-5": 6, "mac-cyrillic": 10, "cp1252": 0}


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding that it was read in (Python's name) and what was wrong or doubtful."""

    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, *, name: str, declared: str = "") -> Decoded:
    """The text of these bytes. Never fails: what cannot be decoded becomes U+FFFD, with finding A004 and the line.

    `declared` is what the file says of itself (an HTML meta element, an XML declaration); it tips the balance where the
    bytes leave a doubt, and a finding says where it is wrong.
    """
    for mark, encoding, length in _MARKS:
        if data.startswith(mark):
            return _with_declaration(_strictly(data[length:], encoding, name), declared, name)
    if wide := wide_encoding(data):
        return _with_declaration(_strictly(data, wide, name), declared, name)
    try:
        return _with_declaration(Decoded(data.decode("utf-8"), "utf-8"), declared, name)
    except UnicodeDecodeError as trouble:
        cut_off = trouble.reason == "unexpected end of data" and trouble.end >= len(data)
        if _is_mostly_utf8(data) or (cut_off and _MULTIBYTE.search(data)):
            return _damaged_utf8(data, name)
    return _one_byte(data, name, declared)


def is_binary(data: bytes) -> bool:
    """Whether these bytes are no text in any encoding known here: too many control characters for a text."""
    sample = data[:_SAMPLE]
    if not sample or wide_encoding(data) or any(data.startswith(mark) for mark, _, _ in _MARKS):
        return False
    return len(sample) - len(sample.translate(None, _CONTROL)) > max(len(sample) // 100, 1)


def wide_encoding(data: bytes) -> str:
    """UTF-16 without a byte order mark, told by which byte of each pair repeats; empty where it is not that."""
    sample = data[: 1 << 13]
    sample = sample[: len(sample) & ~1]
    if len(sample) < 4 or not (b"\x00" in sample or b"\x04" in sample):
        return ""
    for encoding, first in (("utf-16-le", 0), ("utf-16-be", 1)):
        low, high = sample[first::2], sample[1 - first :: 2]
        pairs = list(zip(low, high, strict=True))
        plain = sum(h == 0 and (32 <= b < 127 or b >= 160 or b in (9, 10, 12, 13)) for b, h in pairs)
        cyrillic = sum(h == 4 and b <= 0x5F for b, h in pairs)
        marks = sum((h == 0x20 and b in _GENERAL_MARKS) or (h == 0x21 and b == 0x16) for b, h in pairs)
        if plain + cyrillic + marks >= 0.95 * len(pairs) and plain + cyrillic >= len(pairs) / 2:
            return encoding
    return ""


_GENERAL_MARKS = frozenset((*range(0x10, 0x16), *range(0x18, 0x1F), 0x20, 0x21, 0x22, 0x26, 0x30, 0x39, 0x3A))


def scores(data: bytes, declared: str = "") -> list[tuple[int, str]]:
    """The candidates with what each costs (five units a nat), cheapest first; costs compare only within one call."""
    words = _words(data)
    bonus = _python_name(declared)
    bonus = "cp1252" if bonus in ("latin-1", "iso8859-1", "iso8859-15") else bonus
    ranked = [
        (_cost(words, encoding) + _HANDICAP[encoding] - (_DECLARED if encoding == bonus else 0), encoding)
        for encoding in CANDIDATES
    ]
    return sorted(ranked)


def _words(data: bytes) -> list[bytes]:
    """Words with a letter beyond ASCII, spread over the file if they are many."""
    words = [word for word in _WORD.findall(data[:_SAMPLE]) if not word.isascii()]
    return words[:: len(words) // _MOST_WORDS + 1] if len(words) > _MOST_WORDS else words


# ── UTF-8 and UTF-16, whole or damaged ──────────────────────────────────────────────────────────────────────────────


def _strictly(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as trouble:
        text = data.decode(encoding, "replace")
        line = data[: trouble.start].decode(encoding, "replace").count("\n") + 1
        message = say(
            "The text is damaged at line {line}: bytes that are no {names} stand as “�”.",
            line=line,
            names=NAMES[encoding],
        )
        return Decoded(text, encoding, (remarks.damaged(name, message, line=line),))


def _is_mostly_utf8(data: bytes) -> bool:
    high = sum(len(run) for run in _HIGH.findall(data[:_SAMPLE]))
    covered = sum(len(sequence) for sequence in _MULTIBYTE.findall(data[:_SAMPLE]))
    if covered >= 0.9 * high:
        return covered > 0
    if covered < 0.3 * high:
        return False
    lines = [is_utf8(line) for line in data[:_SAMPLE].split(b"\n") if not line.isascii()]
    return sum(lines) >= 2 and sum(lines) * 2 >= len(lines)


def _damaged_utf8(data: bytes, name: str) -> Decoded:
    """UTF-8 with damage; whole lines in another encoding are read in that one."""
    lines = data.split(b"\n")
    faulty = [index for index, line in enumerate(lines) if not line.isascii() and not is_utf8(line)]
    foreign = {index for index in faulty if _is_foreign(lines[index])}
    encoding = scores(b" ".join(lines[index] for index in sorted(foreign)))[0][1] if foreign else "utf-8"
    text = "\n".join(
        line.decode(encoding if index in foreign else "utf-8", "replace") for index, line in enumerate(lines)
    )
    places = ", ".join(str(index + 1) for index in faulty[:5]) + (" …" if len(faulty) > 5 else "")
    if foreign:
        message = f"The text is UTF-8, but {len(foreign)} of its lines are {NAMES[encoding]} and were read as that"
    else:
        message = say("The text is UTF-8, but some bytes in it are damaged and stand as “�”")
    finding = remarks.damaged(
        name, say("{message} (line {places}).", message=message, places=places), line=faulty[0] + 1 if faulty else 0
    )
    return Decoded(text, "utf-8", (finding,))


def _is_foreign(line: bytes) -> bool:
    high = sum(len(run) for run in _HIGH.findall(line))
    return high >= 8 and sum(len(sequence) for sequence in _MULTIBYTE.findall(line)) < 0.5 * high


def _with_declaration(decoded: Decoded, declared: str, name: str) -> Decoded:
    """A finding where the file declares another encoding than its bytes prove, and it would make a difference."""
    said = _python_name(declared)
    proved = decoded.encoding.split("-le")[0].split("-be")[0]
    if not said or said in ("ascii", "us-ascii") or said.startswith(proved) or decoded.text.isascii():
        return decoded
    finding = remarks.misnamed(name, f"encoding {declared}", NAMES.get(decoded.encoding, decoded.encoding))
    return Decoded(decoded.text, decoded.encoding, (*decoded.findings, finding))


# ── one byte a letter ───────────────────────────────────────────────────────────────────────────────────────────────


def _one_byte(data: bytes, name: str, declared: str) -> Decoded:
    said = _python_name(declared)
    ranked = scores(data, declared)
    (least, best), rivals = ranked[0], ranked[1:]
    rarer = said and said not in CANDIDATES and not _same_family(said, best)
    if rarer and (best == "cp1252" or not _convinces(data, best)) and (other := _as_declared(data, said)) is not None:
        return Decoded(other, said)
    unlike = best == "cp1252" or not _convinces(data, best)
    if unlike and (alphabet := other_alphabet(data)) is not None:
        return _in_alphabet(data, alphabet, best, name, declared)
    text = data.decode(best, "replace")
    findings: list[Finding] = []
    scant = best == "cp1252" and len(_words(data)) < _FEWEST_WESTERN and data.decode("cp1250", "replace") != text
    close = [
        encoding
        for cost, encoding in rivals
        if (cost - least < _DOUBT or scant) and data.decode(encoding, "replace") != text
    ]
    if not close and unlike and said != best and _is_unlikely(data, best, text):
        close = [encoding for encoding in ("cp1250", "iso8859-2", "cp1253") if encoding != best]
    if close and said != best:
        evidence = tuple(f"{NAMES[encoding]}: {_excerpt(data, encoding)}" for encoding in (best, *close[:3]))
        others = tuple(NAMES[encoding] for encoding in close)
        findings.append(remarks.doubtful_encoding(name, NAMES[best], others, evidence=evidence))
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        message = say(
            "At line {line} and perhaps elsewhere there are bytes that {names} does not have; they stand as “�”.",
            line=line,
            names=NAMES[best],
        )
        findings.append(remarks.damaged(name, message, line=line))
    return _with_declaration(Decoded(text, best, tuple(findings)), "" if _same_family(said, best) else declared, name)


def _in_alphabet(data: bytes, alphabet: Alphabet, rival: str, name: str, declared: str) -> Decoded:
    """A text in an encoding that is neither Russian nor Western, with a doubt told where some letters do not fit."""
    encoding = alphabet.encoding
    findings: tuple[Finding, ...] = ()
    if alphabet.share < SURE and _python_name(declared) != encoding:
        evidence = tuple(f"{NAMES[one]}: {_excerpt(data, one)}" for one in (encoding, rival))
        findings = (remarks.doubtful_encoding(name, NAMES[encoding], (NAMES[rival],), evidence=evidence),)
    return _with_declaration(Decoded(data.decode(encoding, "replace"), encoding, findings), declared, name)


def _is_unlikely(data: bytes, best: str, text: str) -> bool:
    """Whether the likeliest reading is still none: signs within Western words, or Cyrillic that no Russian writes."""
    if best == "cp1252":
        return looks_misread(text)
    return len(_words(data)) >= _FEWEST_WESTERN and not language_of([text])


def _convinces(data: bytes, encoding: str) -> bool:
    """Whether the words are as likely as Russian ones are (some 14 units a letter), not merely the likeliest."""
    words = _words(data)
    return _cost(words, encoding) < _CONVINCING * sum(len(word) + 1 for word in words)


def _same_family(said: str, best: str) -> bool:
    return (
        said == best
        or (best == "cp1252" and said in ("latin-1", "iso8859-1", "iso8859-15"))
        or {best, said} == {"koi8-r", "koi8-u"}
    )


def _as_declared(data: bytes, said: str) -> str | None:
    try:
        return data.decode(said) if not said.startswith(("utf", "ascii")) else None
    except (UnicodeError, LookupError):
        return None


def _python_name(declared: str) -> str:
    """Python's name of a declared text encoding; empty where there is none such."""
    try:
        return codecs.lookup(declared.strip().lower()).name if declared and declared.isascii() else ""
    except (LookupError, ValueError):
        return ""


def _excerpt(data: bytes, encoding: str) -> str:
    first = _HIGH.search(data)
    start = max((first.start() if first else 0) - 10, 0)
    return " ".join(data[start : start + 60].decode(encoding, "replace").split())


# Classes of characters: 0–32 small Russian letters, 33 the edge of a word, 34–66 capitals, then these. _CYRILLIC are
# small letters that Russian has not, _FOREIGN capitals, _RARE letters of other scripts.
_EDGE = 33
_MARK, _CYRILLIC, _JUNK, _LATIN, _ACCENTED, _RARE, _OPENING, _CLOSING, _DASH, _NUMERO, _FOREIGN = range(67, 78)
_SIGNS = {
    "«": _OPENING,
    "„": _OPENING,
    "»": _CLOSING,
    "”": _CLOSING,
    "–": _DASH,
    "—": _DASH,
    "№": _NUMERO,
    "§": _NUMERO,
}
_COMMON_ACCENTS = frozenset("éèàçêôîâûùëïöäüßñáíóúãõåøæœ")
_PRINTED_MARKS = frozenset("¿¡£«»„“”‘’–—…№§©°·•†±®™\xa0")


def _class(character: str) -> int:
    small = character.lower()
    if small in RUSSIAN and small:
        return RUSSIAN.index(small) + (0 if small == character else _EDGE + 1)
    if character.isascii():
        return _LATIN if character.isalpha() else _EDGE
    if character in _PRINTED_MARKS:
        return _SIGNS.get(character, _MARK)
    if character in _COMMON_ACCENTS:
        return _ACCENTED
    if character.isalpha():
        if not unicodedata.name(character, "").startswith("CYRILLIC"):
            return _RARE
        return _CYRILLIC if small == character else _FOREIGN
    return _JUNK


@lru_cache(maxsize=len(CANDIDATES))
def _classes(encoding: str) -> bytes:
    classes = bytearray(_class(bytes([byte]).decode(encoding, "replace")) for byte in range(256))
    if encoding == "mac-cyrillic":
        classes[0xCA] = _JUNK  # its hard blank is the К of Windows-1251, with which every tenth sentence begins
    return bytes(classes)


@lru_cache(maxsize=1)
def _matrix() -> list[list[int]]:
    pairs = pair_costs()
    return [[_misplaced(a, b) + _pair_cost(_plain(a), _plain(b), pairs) for b in range(78)] for a in range(78)]


def _plain(a: int) -> int:
    return a if a < _OPENING else _CYRILLIC if a == _FOREIGN else _MARK


def _misplaced(a: int, b: int) -> int:
    """What it costs that a sign stands where no printer puts it: a letter before «, » before a letter, m№ssen.

    Not asked of Latin letters beside quotation marks and dashes: Germans print »so«, and English has dashes—like these.
    """
    after, before = (_is_cyrillic(b), _is_cyrillic(a))
    cost = 40 if (before and b == _OPENING) or (a == _CLOSING and after) else 0
    cost += 30 if (before and b == _DASH) or (a == _DASH and after) else 0
    if b == _FOREIGN and a < _EDGE:
        cost += 35
    if b == _NUMERO and (before or a in (_LATIN, _ACCENTED, _RARE)):
        cost += 60
    return cost + (30 if a == _NUMERO and (after or b in (_LATIN, _ACCENTED, _RARE)) else 0)


def _is_cyrillic(a: int) -> bool:
    return a in (_CYRILLIC, _FOREIGN) or (a < _MARK and a != _EDGE)


def _pair_cost(a: int, b: int, pairs: list[list[int]]) -> int:
    """What it costs that class b follows class a, five units a nat."""
    if _JUNK in (a, b):
        return 60
    if a < _MARK and b < _MARK:
        small, great = a < _EDGE, b > _EDGE
        case = 0 if not great else 35 if small else 8
        return pairs[a if a <= _EDGE else a - _EDGE - 1][b if b <= _EDGE else b - _EDGE - 1] + case
    if _CYRILLIC in (a, b):
        return 60 if a >= _LATIN or b >= _LATIN else 25
    if a >= _LATIN or b >= _LATIN:
        return _latin_cost(a, b)
    if a == b:
        return 25
    if _EDGE in (a, b):
        return 8
    return _pair_cost(_EDGE if a == _MARK else a, _EDGE if b == _MARK else b, pairs) + 10


def _latin_cost(a: int, b: int) -> int:
    if (a < _EDGE or _EDGE < a < _MARK) or (b < _EDGE or _EDGE < b < _MARK):
        return 60  # Latin and Cyrillic in one word
    after = {_LATIN: 15, _ACCENTED: 25, _RARE: 40}.get(b, 5)
    return after + (20 if a in (_ACCENTED, _RARE) and b in (_ACCENTED, _RARE) else 0)


def _cost(words: list[bytes], encoding: str) -> int:
    matrix, classes = _matrix(), _classes(encoding)
    edge = bytes([_EDGE])
    total = 0
    for word in words:
        signs = word.translate(classes)
        total += sum(matrix[a][b] for a, b in zip(edge + signs, signs + edge, strict=True))
    return total
