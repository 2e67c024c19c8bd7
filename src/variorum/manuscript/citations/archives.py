"""Archival references: Ф. Оп. Д. Л. in either script, record groups and classes, boxes and folders."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from variorum.manuscript.citations.terms import DASH, DAY, plain_pages
from variorum.text.letters import compiled

_VALUE = rf"(?:[РрRrПпPp]{DASH}?\s?)?\d{{1,6}}(?:{DASH}?[а-яa-zА-ЯA-Z]\b)?(?:/\d+)*"
_SHEET = r"\d{1,5}(?:[а-я](?!\w))?(?:\s?(?:об|ob|зв|v|verso)\b\.?)?"
_SHEETS = rf"{_SHEET}(?:\s*(?:{DASH}|,)\s*{_SHEET})*"
_PARTS = (
    ("fond", re.compile(rf"(?<![\w.])(?:[Фф]онд|[Фф]\.|[Ff]ond|[Ff]\.)\s*(?:№\s*)?({_VALUE})")),
    ("opis", re.compile(rf"(?<![\w])(?:[Оо]пис[ьи]|[Оо]п\.|[Oo]pis['’ʹ]?|[Oo]p\.)\s*(?:№\s*)?({_VALUE})")),
    (
        "delo",
        re.compile(
            rf"(?<![\w.])(?:[Дд]ело|[Дд]{{1,2}}\.|[Ee]d\.\s*khr\.|[Ее]д\.\s*хр\.|[Оо]д\.\s*зб\.|[Сс]пр\.|[Dd]elo|[Dd]{{1,2}}\.)\s*(?:№\s*)?({_VALUE})"
        ),
    ),
    (
        "list",
        re.compile(
            rf"(?:(?<![\w.])|(?<=\d\.))(?:[Аа]рк\.|[Лл]ист[ыа]?|[Лл]{{1,2}}\.|[Ll]ist[yi]?|[Ll]{{1,2}}\.)\s*({_SHEETS})"
        ),
    ),
)
_PAGED = re.compile(rf"\d,?\s+(?:[Сс]|стр)\.\s*({_SHEETS})")  # «ф. 5, оп. 2, д. 3, с. 14»: sheets, called pages
_STROKES = compiled(  # "GARF 8131/27/71/130-2": fond, opis, delo and sheets between strokes
    rf"(?<!\w)(\p{{Lu}}\w*\p{{Lu}}\w*(?:\s+\p{{Lu}}\w+)?)[,.]?\s+(\d{{1,6}}\w?)/(\d{{1,4}}\w?)/(\d{{1,6}}\w?)(?:/({_SHEETS}))?(?![\w/])"
)
_BOX = re.compile(r"\b(?:box|container|reel|carton|картон|кор\.|коробка)\s*(\d{1,5}[a-z]?)", re.IGNORECASE)
_FOLDER = re.compile(r"\b(?:folder|file|папка|пап\.)\s*((?:no\.\s*)?\d{1,5}[a-z]?)(?![\d–-])", re.IGNORECASE)
_CLASS = re.compile(  # "FO 371/12345", "F.O. 5/1297", "G.D. 29/22A", "Add. MS. 44168"
    r"\b((?:FO|CAB|WO|HO|KV|PREM|CO|HW|ADM|AIR|T|BT|PRO|(?:[A-Z]\.){2,3})\s?\d{1,4}/\d{1,6}(?:/\d+)*[A-Z]?(?!\w)|"
    r"RG\s?\d{1,4}(?:/[\w-]+)+|Add(?:itional|l)?\.?\s+MSS?\.?\s+\d{4,6})"
)
_ARCHIVES = (  # archives that cite by a signature: their letters, or the first words of their names
    r"(?:S?APMO[-\s]?)?BArch|Bundesarchiv(?:\s+[\w-]+){0,2}|BA(?:-MA|-L)?|PA\s?AA|GStA(?:\s?PK)?|[HLS]StA\w*|HHStA|ÖStA|LH?A\w*|NLA(?:\s\w+)?|St(?:adt)?A\w*|"
    r"(?:Haupts|Lands|S)taatsarchiv(?:\s+\w+)?|Landesarchiv(?:\s+\w+)?|IfZ|BStU|MfS|AdsD|TNA|NARA|Arch\.\s+(?:dép|nat|mun|comm)\.(?:\s+[\w-]+)?|A\.?[DN]\.?|AMAE|BnF"
)
_CLASS_MARK = (  # "R 43 II/1234", "NS 9/185", "SgY 30/1275/1", "RG 65/A1-136/122", "G185", "HA IX, no. 22375"
    r"(?:[A-Z][A-Za-z]{0,3}\s?\d{1,5}(?:-[A-Z]\d?)?(?:\s?[IVX]{1,4}(?!\w))?(?:/[\w.-]{1,12}(?:\s\d[\w/]*)?)*|"
    r"(?:[IVX]+\.\s)?(?:[A-Z]{1,4}\s)?(?:(?:HA|Rep\.|Bestand|Best\.|Fonds|Abt\.)\s?[\dIVX][\w.]*\s?)+)(?:,?\s*(?:Nr|no|Bü|Bd)\.?\s*\d+)?"
)
_AT_ARCHIVE = re.compile(
    rf"(?<!\w)(?:{_ARCHIVES})(?:\s+\([^()]*\))?,?\s+(?:[A-Z]\w+,\s+)?(?P<mark>{_CLASS_MARK})(?!\w)"
)
_SIGNATURE = re.compile(r"(?<=[Aa]rchi[vf] )(?:[A-Z]\w{0,4},?\s)?(\d{1,6}(?:/\d{1,6})+)(?![\w/])")  # "Werksarchiv 12/3"
_RECORD_GROUP = re.compile(r"\b(?:RG|Record\s+Group)\s*(\d{1,4}[A-Z]?)")
_COLLECTION = re.compile(r"[^.,;]*\b(?:papers|collection|fund|records|archive|nachlass)\b", re.IGNORECASE)
_BOXED = (
    ("class", _AT_ARCHIVE),
    ("class", _CLASS),
    ("class", _SIGNATURE),
    ("record group", _RECORD_GROUP),
    ("box", _BOX),
    ("folder", _FOLDER),
)


@dataclass(frozen=True, slots=True)
class ArchivalReference:
    """An archival reference: its parts, its sheets, where it begins, and whether it gives a unit of its own."""

    parts: Mapping[str, str]
    sheets: str
    at: int


def shelved(text: str) -> ArchivalReference | None:
    """The archival reference in a piece of a note; None where there is none.

    Two parts at least make one, or one of a "Там же" (the caller's to judge); a bare "Л. 5" has only sheets.
    """
    if _AT_ARCHIVE.search(text) is not None:
        return _boxed(text)
    if (strokes := _STROKES.search(text)) is not None and not DAY.search(text[strokes.start(2) :]):
        named = dict(zip(("archive", "fond", "opis", "delo"), strokes.groups()[:4], strict=True))
        return ArchivalReference(MappingProxyType(named), plain_pages(strokes[5] or ""), strokes.start())
    parts: dict[str, str] = {}
    at = len(text)
    for name, pattern in _PARTS:
        if (match := pattern.search(text)) is not None:
            parts[name] = plain_pages(match[1]) if name == "list" else " ".join(match[1].split())
            at = min(at, match.start())
    sheets = parts.pop("list", "")
    if not sheets and {"fond", "delo"} <= parts.keys() and (paged := _PAGED.search(text, at)) is not None:
        sheets = plain_pages(paged[1])
    if not parts:
        return _boxed(text) or (ArchivalReference(MappingProxyType({}), sheets, at) if sheets and at < 4 else None)
    if "opis" not in parts and "delo" not in parts and not sheets:
        return _boxed(text)
    if "fond" not in parts and at >= 4 and len(parts) + bool(sheets) < 2:
        return _boxed(text)  # "Угличское следственное дело 1591 г.": a word of a title
    if archive := _out_of_bracket(text[:at]):
        parts = {"archive": archive, **parts}
    return ArchivalReference(MappingProxyType(parts), sheets, at)


def _out_of_bracket(before: str) -> str:
    """What names the archive: the words before the first part, or those within the bracket that is open there."""
    opened = before.rfind("(")
    before = before[opened + 1 :] if opened > before.rfind(")") else before
    return before.strip(" .,;:(*_\n\t")


def _boxed(text: str) -> ArchivalReference | None:
    parts: dict[str, str] = {}
    at = len(text)
    for name, pattern in _BOXED:
        if "class" not in parts and (match := pattern.search(text)) is not None:
            parts[name] = " ".join(match[1].split())
            at = min(at, match.start())
            if pattern is _AT_ARCHIVE:
                parts = {"archive": text[at : match.start("mark")].strip(" .,;:("), **parts}
    if not ({"class"} & parts.keys() or len(parts) >= 2 or (parts.keys() & {"box"} and _COLLECTION.search(text))):
        return None
    if "archive" not in parts and (archive := text[:at].strip(" .,;:(")):
        parts = {"archive": archive, **parts}
    pages = re.search(
        r"(?<!\w)(?:(?:pp?|fols?|fos?|ff?|Bl|Bll|[Ss])\.|folios?|Blatt)\s*(\d+(?:\s?[rv]\b)?(?:\s*(?:[-–,]|et|and|und)\s*\d+(?:\s?[rv]\b)?)*)",
        text[at:],
    )
    return ArchivalReference(MappingProxyType(parts), plain_pages(pages[1]) if pages else "", at)
