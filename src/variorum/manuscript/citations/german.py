"""What a reference in the German manner says of its work: “Name: Titel. Untertitel, Ort Jahr”, “Name, Titel, in: …”.

Place and year stand bare at the end; the editor's mark is in brackets; names are parted by strokes. Where names may be
turned round (“Müller, Jan, Pfister, Ulrich, Vorrede, in: …”) both readings are given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from variorum.manuscript.citations.names import names_in
from variorum.text.letters import compiled

_YEAR = r"(?:1[4-9]|20)\d\d(?:/\d{2,4})?"
_PLACE_WORD = r"(?:\p{LatinLu}[\w.’-]*|am|an|der|im|bei|upon|on|sur|a\.|d\.|i\.|u\.\s?a\.|und|o\.\s?O\.)"
_PLACES = rf"(?:{_PLACE_WORD}(?:\s*/\s*|\s+|\s*[–-]\s*))*?{_PLACE_WORD}"
_AT_END = compiled(  # ", Stuttgart / München 2001", "Kiel 1990 (zuerst englisch 1961)", ". Kiel: Aal, 1961"
    rf"[,.?!]\s+({_PLACES})(?::\s+(?:\w[\w .&-]{{1,60}}?(?P<comma>,)?))?\s+[⁰¹²³⁴-⁹]?"
    rf"(?P<year>{_YEAR}(?:\s*[-–]\s*{_YEAR})?)"
    r"(?:\s*[(\[](?:(?:[Zz]uerst|[Ee]rst(?:mals|ausgabe|auflage)|[Oo]riginal|OA|1\.\s?Aufl|franz|engl|ital|dt|deutsch|russ)"
    r"[^()\[\]]*|\d{4})[)\]])?"
    r"(?:\s*\(=?\s?\p{LatinLu}[^()]*[;,]?\s(?!(?:1[4-9]|20)\d\d\))\d+\))?"
    r"(?:,\s+(?:Dok(?:ument)?|Document|Doc)\.?\s+(?:Nr\.|No\.)?\s*\d+)?[\s.,]*$"
)
_BEFORE_PLACE = re.compile(  # "2. Aufl., Ubstadt-Weiher, Heidelberg", "Band 49", "Lizenzausgabe"
    r"[,.]\s+(?:\d+\.,?\s*(?:[\wäöü]+\.?,?\s+){0,5}?(?:Aufl(?:age|\.)?|Ausgabe)\b.*|(?:Bd\.|NDr\.|(?:Band|Teil|Lizenzausgabe|Nachdruck|Reprint)\b).*|"
    r"(?:hg|hrsg|herausgegeben|bearb(?:eitet)?|übersetzt|übers|aus\s+dem)\b.*)$",
    re.IGNORECASE,
)
_TRANSLATED = compiled(  # ", deutsch: Traumpfade. München: Hanser, 1990": another edition
    r"(?<=\d),\s+(?:deutsch|dt|englisch|engl|französisch|franz|frz|russisch|russ)\.?:?\s+\p{LatinLu}[^;]*$"
)
_NAMED = re.compile(r"(?P<names>[^:\d]{3,60}):\s+(?P<title>\S.*)")
_PAGES_OF = r"\d{1,4}(?:\s?[-–]\s?\d{1,4})?(?:\s?ff?\b\.?)?"
_IN_JOURNAL = compiled(  # "Vane, ZfH 2006, 370, 372 f.": letters of a journal, year, where it begins, the pages meant
    r"\s*(?P<names>[^\d()\[\];:]{2,80}?),\s+(?P<journal>(?:\p{LatinLu}\w*\s)?\p{LatinLu}\w*\p{LatinLu}\w*(?:[-.]\s?\p{LatinLu}\w*\.?)?)\s+"
    rf"(?P<year>(?:1[4-9]|20)\d\d),\s+(?:S\.\s*)?(?P<first>(?P<begins>\d{{1,4}})(?:\s?[-–]\s?\d{{1,4}})?(?:\s?ff?\b\.?)?)"
    rf"(?:,\s+(?P<then>{_PAGES_OF}(?:,\s+{_PAGES_OF})*))?(?:\s+m\.\s?w\.\s?N\.?)?[\s.]*"
)
_EDITOR = re.compile(r"\s*\(\s*(?:Hrsg|Hgg?|Herausgeber)\.?\s*\)", re.IGNORECASE)
_EDITED_BY_BODIES = re.compile(  # "kiln media, Verein der Weber e. V. (Hrsg.): Das Seil"
    r"(?P<bodies>[^:()]{4,160}?)\s*\((?:Hrsg|Hgg?|Herausgeber)\.?\):\s+(?P<title>\S.*)"
)
_LEGAL_FORM = re.compile(r"\s+(?:e\.\s?V\.|g?GmbH|AG)$")
_HOST = compiled(r"[,.?!]?\s+[Ii]n(?::\s+|\s+(?=\p{LatinLu}[^:;()]{2,80}\s\((?:Hrsg|Hgg?)\.?\)))")


@dataclass(frozen=True, slots=True)
class GermanDescription:
    """A reading: authors, title, the volume that holds it, year."""

    authors: tuple[str, ...]
    title: str
    container: str = ""
    year: str = ""
    host: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JournalCited:
    """An article named by its journal alone, as jurists do: whose, which year's, where it begins, and where in it."""

    authors: tuple[str, ...]
    journal: str
    year: str
    begins: str
    pages: str


def in_journal(text: str) -> JournalCited | None:
    """What a reference says that names an article by the letters of its journal; None where it is no such one."""
    match = _IN_JOURNAL.fullmatch(" ".join(text.split()))
    names = names_in(match["names"]) if match else ()
    if match is None or not names:
        return None
    return JournalCited(names, match["journal"], match["year"], match["begins"], match["then"] or match["first"])


def german_readings(text: str) -> tuple[GermanDescription, ...]:
    """Every reading of a reference in the German manner, the likeliest first; none where it has no such shape."""
    text = " ".join(text.split())
    text = _TRANSLATED.sub("", text)
    host = _HOST.search(text)
    imprint = _AT_END.search(text)
    if imprint and imprint["comma"] and not named_short(text[: host.start() if host else imprint.start()])[0]:
        imprint = None  # "Payne, D. L. Harbours. Leeds: Kiln, 1999": not German but for “Name: Titel” before it
    if host is None and imprint is None and not _EDITOR.search(text):
        return ()
    year = imprint["year"][:4] if imprint else ""
    part = text[: host.start()] if host else text[: imprint.start()] if imprint else text
    editors, container = _named(text[host.end() :]) if host else ((), "")
    if host is None:
        part = _BEFORE_PLACE.sub("", part)
    found = [
        GermanDescription(names, title, container, year, editors)
        for names, title in (*_by_bodies(part), *_parted(_EDITOR.sub("", part)))
        if title
    ]
    return tuple(found)


def _by_bodies(text: str) -> list[tuple[tuple[str, ...], str]]:
    """The bodies that edit a work, where they are no people, and its title; then the title by itself."""
    edited = _EDITED_BY_BODIES.match(text)
    if edited is None or names_in(edited["bodies"]):
        return []
    bodies = (_LEGAL_FORM.sub("", body) for body in re.split(r",\s+|;\s+|\s+und\s+", edited["bodies"]))
    title = edited["title"].strip(" ,.")
    return [(tuple(bodies), title), ((), title)]


def named_short(text: str) -> tuple[tuple[str, ...], str]:
    """Names and title of a short form, “Weber: Kai und Kran”; no names where it has no such shape."""
    match = _NAMED.fullmatch(" ".join(text.split()))
    names = names_in(_EDITOR.sub("", match["names"])) if match else ()
    return (names, match["title"].strip(" ,.")) if match and names else ((), text)


def _named(host: str) -> tuple[tuple[str, ...], str]:
    """The editors and the title of the volume that a reference names after “in:”."""
    imprint = _AT_END.search(host)
    host = host[: imprint.start()] if imprint else host
    edited = _EDITOR.search(host)
    if edited:
        return names_in(host[: edited.start()]), host[edited.end() :].strip(" ,.:")
    return (), host.strip(" ,.:")


def _parted(text: str) -> list[tuple[tuple[str, ...], str]]:
    """Names and title, in every way in which they may be parted."""
    found: list[tuple[tuple[str, ...], str]] = []
    before, colon, after = text.partition(": ")
    names = names_in(before) if colon else ()
    if names and (len(before) <= 90 or all(" " in name for name in names)):
        found.append((names, after.strip(" ,.")))
    chunks = [chunk.strip() for chunk in re.split(r",\s+", text)]
    first = names_in(chunks[0])
    if len(chunks) > 1 and first:
        found.append((first, ", ".join(chunks[1:]).strip(" ,.")))
        for at in range(len(chunks) - 1, 1, -1):
            if (several := _people(chunks[:at])) is not None:
                found.append((several, ", ".join(chunks[at:]).strip(" ,.")))
    if not found and text[:1].isupper():
        found.append(((), text.strip(" ,.")))
    return list(dict.fromkeys(found))


def _people(chunks: list[str]) -> tuple[str, ...] | None:
    """Names in a row, all straight or all turned round in pairs; None where they are neither."""
    singles = [names_in(chunk) for chunk in chunks]
    if all(singles) and all(" " in name for names in singles for name in names):
        return tuple(name for names in singles for name in names)
    if len(chunks) % 2 == 0 and all(singles) and all(" " not in surname for surname in chunks[::2]):
        return tuple(f"{surname}, {given}" for surname, given in zip(chunks[::2], chunks[1::2], strict=True))
    return None
