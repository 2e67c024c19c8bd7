"""Locators as CSL and the archives of the Soviet kind write them: `p. 59`, `fol. 12v`, `§ 31`, `Ф. 17. Оп. 85. Д. 12.
Л. 34`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from variorum.record import Locator

_TERMS: Mapping[str, str] = MappingProxyType(
    {
        "page": "pp p pgs pg pages page сс с стр страницы страница seiten seite s",
        "folio": "fols fol folios folio ff f лл л листы лист sheets sheet blätter blatt bl",
        "column": "cols col columns column стлб стб столбцы столбец spalten spalte sp",
        "number": "nos no nr numbers number №№ № номера номер # issue nummer",
        "paragraph": "§§ § ¶¶ ¶ paras para par paragraphs paragraph абз абзац параграф пар п absatz abs",
        "section": "sections section sects sect secs sec chapters chapter chaps chap ch главы глава гл "
        "разделы раздел разд abschnitt kapitel kap",
        "volume": "volumes volume vols vol тома том тт т band bde bd",
        "part": "parts part pt books book bk часть ч книга кн teil buch",
    }
)
_KIND_OF = MappingProxyType({term: kind for kind, terms in _TERMS.items() for term in terms.split()})
_ORDER = ("page", "folio", "column", "paragraph", "section", "number", "part", "volume")
_CAPITAL = "s"  # a page in German; small, "s." is a section in English and "siehe" in German
_WORD_TERMS = "|".join(
    sorted((re.escape(t) for t in _KIND_OF if t[0].isalpha() and t != _CAPITAL), key=len, reverse=True)
)
_SIGN_TERMS = "|".join(sorted((re.escape(t) for t in _KIND_OF if not t[0].isalpha()), key=len, reverse=True))
_HEADED = re.compile(
    rf"(?:({_WORD_TERMS}|(?-i:{_CAPITAL.upper()})(?=[.\s]))(?:\.\s*|\s+|(?=\d))|({_SIGN_TERMS})\s*)(.*)",
    re.IGNORECASE | re.DOTALL,
)
_COMMON = re.compile(r"(p|с|§|fol)\.? ?([1-9]\d{0,5}[rv]?)")  # most locators: not worth the whole grammar
_ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)
_LABEL = re.compile(
    r"[\[(<]?\s*((?:[^\W_]+[./:])*[^\W_]+\*?(?:\s?(?:об|verso|recto|v|r))?)\.?\s*[\])>]?", re.IGNORECASE
)
_DASH = re.compile(r"\s*(?:\.\.|[-‐‑‒–—−])\s*")
_FOLLOWING = re.compile(r"(\d+)\s*(ff?|sqq?|сл|и\s+сл)\.?", re.IGNORECASE)

_HOLDINGS: Mapping[str, str] = MappingProxyType(
    {
        "fond": "фонд fond ф f",
        "opis": "опись opis' opis оп op",
        "delo": "дело delo д d",
        "list": "листы лист listy list лл ll л l",
    }
)
_PART_OF = MappingProxyType({term: part for part, terms in _HOLDINGS.items() for term in terms.split()})
_SHEET = r"\d[\w/]*(?:\s*(?:об|ob|v)\b\.?)?"
_ARCHIVAL = re.compile(
    r"(?<![\w'])("
    + "|".join(sorted((re.escape(t) for t in _PART_OF), key=len, reverse=True))
    + r"|ед\.?\s*хр|ed\.?\s*khr)(?:\.\s*|\s+|(?=\d))(?:№\s*)?((?:[A-ZА-Я][-‑])?"
    + _SHEET
    + rf"(?:\s*[-–—,]\s*{_SHEET})*)",
    re.IGNORECASE,
)
_ABRIDGED = 4  # digits beyond which a shortened second number of a range is no page number any more


def parse_locator(text: str) -> Locator:
    """Read a locator; what is not understood has the kind "unknown" and empty labels.

    A bare number is a page. Of several terms ("vol. 2, p. 33") the finest is the locator and the others stand in
    `parts`. A shortened range is written out (159-61 is 159 to 161); "59f." reaches one page further and "59ff." two,
    the least it can mean.
    """
    written = " ".join(text.split())
    if (plain := _COMMON.fullmatch(written)) is not None:
        return Locator(written, _KIND_OF[plain[1]], plain[2], plain[2])
    return _archival(written) or _termed(written) or Locator(written, "unknown", "", "")


def _archival(written: str) -> Locator | None:
    parts: dict[str, str] = {}
    first_at = len(written)
    cyrillic = False
    for match in _ARCHIVAL.finditer(written):
        part = _PART_OF.get(match[1].casefold(), "delo")
        if part in parts:
            return None
        parts[part] = " ".join(match[2].split())
        cyrillic = cyrillic or (part != "list" and match[1][0].casefold() in "фод")
        first_at = min(first_at, match.start())
    if not parts or (len(parts) < 2 and not cyrillic) or not parts.keys() - {"list"}:
        return None
    if archive := written[:first_at].strip(" .,;:"):
        parts["archive"] = archive
    first, last = _range(parts.get("list", "")) or ("", "")
    return Locator(written, "archival", first, last, MappingProxyType(parts))


def _termed(written: str) -> Locator | None:
    found: dict[str, list[str]] = {}
    kind = ""
    for piece in re.split(r"\s*[,;]\s*", written):
        if (match := _HEADED.fullmatch(piece)) is not None:
            kind = _KIND_OF[(match[1] or match[2]).casefold()]
            piece = match[3]
        elif not kind and (piece[:1].isdigit() or _ROMAN.fullmatch(re.split(_DASH, piece)[0])):
            kind = "page"
        if not kind or _range(piece) is None:
            return None
        found.setdefault(kind, []).append(piece.strip())
    main = min(found, key=_ORDER.index)
    labels = found.pop(main)
    first, last = _ends(labels)
    parts = {other: ", ".join(pieces) for other, pieces in found.items()}
    if len(labels) > 1:
        parts["labels"] = ", ".join(labels)
    kind = {"part": "section", "volume": "section"}.get(main, main)
    return Locator(written, kind, first, last, MappingProxyType(parts))


def _ends(labels: list[str]) -> tuple[str, str]:
    ranges = [pair for label in labels if (pair := _range(label)) is not None]
    return ranges[0][0], ranges[-1][1]


def _range(text: str) -> tuple[str, str] | None:
    text = text.strip()
    if (match := _FOLLOWING.fullmatch(text)) is not None and len(match[1]) < 10:
        further = 1 if match[2].casefold() in ("f", "sq", "сл") else 2
        return match[1], str(int(match[1]) + further)
    if (whole := _label(text)) is not None:
        return whole, whole
    pieces = _DASH.split(text)
    labels = [_label(piece) for piece in pieces]
    if len(labels) != 2 or labels[0] is None or labels[1] is None:
        return None
    first, last = labels[0], labels[1]
    if first.isalpha() and not _ROMAN.fullmatch(first) and last.isdigit():
        return (text, text)  # a label such as "A-12"
    return first, _written_out(first, last)


def _label(text: str) -> str | None:
    match = _LABEL.fullmatch(text)
    return re.sub(r"\s+", "", match[1]) if match and len(match[1]) <= 40 else None


def _written_out(first: str, last: str) -> str:
    if first.isdecimal() and last.isdecimal() and len(last) < len(first) <= _ABRIDGED:
        whole = first[: len(first) - len(last)] + last
        return whole if int(whole) > int(first) else last
    return last
