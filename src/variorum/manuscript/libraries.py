"""Libraries of references: BibTeX and BibLaTeX, CSL-JSON, RIS, and what a Zotero export keeps of its attachments.

Each record becomes a `Work`. A file that cannot be read is said, never silently left out.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from variorum.finding import NotFound, Unreadable
from variorum.manuscript.works import Work
from variorum.saying import say

ENDINGS = (".bib", ".biblatex", ".json", ".ris")
_OTHER_TITLES = ("title-short", "shortTitle", "original-title")
_LARGEST = 48_000_000
_BORN = re.compile(r"\b(1[0-9]\d\d|20[0-2]\d)\s*[-–—]\s*(?:\d{4})?")


def read_library(path: Path) -> tuple[Work, ...]:
    """The works of a library's file.

    Raises:
        NotFound: there is no such file.
        Unreadable: it is none of the formats, or is damaged.
    """
    if not path.is_file():
        raise NotFound(say("There is no library {path}.", path=str(path)))
    if path.stat().st_size > _LARGEST:
        raise Unreadable(
            say(
                "The library {name} weighs more than {largest:.0f} MB and is not read.",
                name=path.name,
                largest=_LARGEST / 1000000.0,
            )
        )
    text = path.read_bytes().decode("utf-8-sig", "replace")
    ending = path.suffix.lower()
    if ending == ".json" or (text.lstrip()[:1] in ("[", "{") and ending not in (".bib", ".ris")):
        return _from_json(text, path.name)
    if ending == ".ris" or re.match(r"\s*TY\s+-", text):
        return _from_ris(text, path.name)
    if ending in (".bib", ".biblatex") or "@" in text[:2000]:
        return _from_bibtex(text, path.name)
    raise Unreadable(
        say("{name} is not a library that can be read; BibTeX, BibLaTeX, CSL-JSON and RIS are.", name=path.name)
    )


def from_csl(item: Mapping[str, Any], *, key: str = "", origin: str = "library") -> Work:
    """A work as a CSL item has it, with every identifier under which a live citation may name it."""
    key = key or str(item.get("citation-key") or item.get("id") or "")
    ids = {str(item.get(name)) for name in ("id", "citation-key", "DOI", "ISBN") if item.get(name)}
    ids |= {name.rpartition("/")[2] for name in (str(item.get("id") or ""),) if "/" in name}
    people = [*_people(item.get("author")), *(_people(item.get("editor")) if not item.get("author") else ())]
    return Work(
        key, origin, _plain(item.get("title")), tuple(people), _year(item.get("issued")),
        _plain(item.get("container-title")), volume=str(item.get("volume") or ""), number=str(item.get("issue") or ""),
        pages=str(item.get("page") or ""), ids=frozenset({*ids, key} - {""}), language=str(item.get("language") or ""),
        born=_born(people), also=tuple(title for name in _OTHER_TITLES if (title := _plain(item.get(name)))),
    )  # fmt: skip


def _from_json(text: str, name: str) -> tuple[Work, ...]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as trouble:
        raise Unreadable(say("The library {name} is no sound JSON: {why}.", name=name, why=str(trouble))) from trouble
    items = value.get("items", value.get("references")) if isinstance(value, dict) else value
    if not isinstance(items, list):
        raise Unreadable(say("The library {name} is JSON, but no list of items as CSL has it.", name=name))
    return tuple(
        _with_files(from_csl(item), item)
        for item in items
        if isinstance(item, dict) and (item.get("title") or item.get("author"))
    )


def _with_files(work: Work, item: Mapping[str, Any]) -> Work:
    from dataclasses import replace

    files = [str(a.get("path") or a.get("title") or "") for a in item.get("attachments") or () if isinstance(a, dict)]
    return replace(work, attachments=tuple(Path(file.replace("\\", "/")).name for file in files if file))


def _from_ris(text: str, name: str) -> tuple[Work, ...]:
    import rispy

    try:
        entries = rispy.loads(text, skip_unknown_tags=True)
    except Exception as trouble:  # the library raises errors of many kinds at damaged records
        raise Unreadable(say("The library {name} is no sound RIS: {why}.", name=name, why=str(trouble))) from trouble
    return tuple(_ris_work(entry, number) for number, entry in enumerate(entries, start=1))


def _ris_work(entry: Mapping[str, Any], number: int) -> Work:
    people = tuple(entry.get("authors") or entry.get("first_authors") or entry.get("secondary_authors") or ())
    start, end = str(entry.get("start_page") or ""), str(entry.get("end_page") or "")
    files = [*(entry.get("file_attachments1") or ()), *(entry.get("file_attachments2") or ())]
    title = str(entry.get("title") or entry.get("primary_title") or "")
    year = re.search(r"\d{4}", str(entry.get("year") or entry.get("publication_year") or entry.get("date") or ""))
    key = str(entry.get("id") or entry.get("label") or f"ris-{number}")
    return Work(
        key, "library", title, people, year.group() if year else "",
        str(entry.get("journal_name") or entry.get("secondary_title") or entry.get("alternate_title3") or ""),
        volume=str(entry.get("volume") or ""), number=str(entry.get("number") or ""),
        pages=f"{start}-{end}" if start and end else start, ids=frozenset({key, str(entry.get("doi") or "")} - {""}),
        language=str(entry.get("language") or ""), born=_born(people),
        attachments=tuple(Path(str(file).replace("\\", "/")).name for file in files if file),
        also=tuple(str(entry[name]) for name in ("short_title", "translated_title") if entry.get(name)),
    )  # fmt: skip


def _from_bibtex(text: str, name: str) -> tuple[Work, ...]:
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import LatexDecodingMiddleware

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it cannot read is told below, once
    try:
        found = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    except Exception as trouble:  # damaged files make it raise errors of many kinds
        raise Unreadable(say("The library {name} is no sound BibTeX: {why}.", name=name, why=str(trouble))) from trouble
    if not found.entries and text.strip():
        raise Unreadable(say("No entry of the library {name} could be read as BibTeX.", name=name))
    return tuple(
        _bibtex_work(entry.key, {field.key.lower(): str(field.value) for field in entry.fields})
        for entry in found.entries
    )


def _bibtex_work(key: str, fields: Mapping[str, str]) -> Work:
    people = tuple(
        _bare(name)
        for name in re.split(r"\s+and\s+", fields.get("author") or fields.get("editor") or "")
        if name.strip()
    )
    year = re.search(r"\d{4}", fields.get("year") or fields.get("date") or "")
    title = _bare(fields.get("title", "")) + (f": {_bare(fields['subtitle'])}" if fields.get("subtitle") else "")
    container = next((fields[n] for n in ("journaltitle", "journal", "booktitle", "maintitle") if fields.get(n)), "")
    files = [part for part in re.split(r"[;:]", fields.get("file", "")) if re.search(r"\.\w{2,5}$", part)]
    return Work(
        key, "library", title, people, year.group() if year else "", _bare(container),
        volume=fields.get("volume", ""), number=fields.get("number", "") or fields.get("issue", ""),
        pages=re.sub(r"-+|–", "-", fields.get("pages", "")) if _is_article(fields) else "",
        ids=frozenset({key, *(i.strip() for i in fields.get("ids", "").split(",")), fields.get("doi", "")} - {""}),
        language=fields.get("langid", "") or fields.get("language", ""), born=_born(people),
        attachments=tuple(Path(file.replace("\\\\", "/").replace("\\", "/")).name for file in files),
        also=tuple(_bare(fields[n]) for n in ("shorttitle", "origtitle") if fields.get(n)),
    )  # fmt: skip


def _is_article(fields: Mapping[str, str]) -> bool:
    return any(fields.get(name) for name in ("journal", "journaltitle", "booktitle"))


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[{}]", "", text).split())


def _plain(value: object) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return " ".join(re.sub(r"<[^<>]{1,40}>", "", str(value or "")).split())


def _people(value: object) -> tuple[str, ...]:
    found = []
    for person in value if isinstance(value, list) else ():
        if isinstance(person, dict):
            family = " ".join(
                filter(None, (str(person.get("non-dropping-particle") or ""), str(person.get("family") or "")))
            ).strip()
            given = str(person.get("given") or "").strip()
            found.append(f"{family}, {given}" if family and given else family or str(person.get("literal") or ""))
    return tuple(name for name in found if name)


def _year(value: object) -> str:
    if isinstance(value, dict):
        parts = value.get("date-parts")
        if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
            return str(parts[0][0])
        value = value.get("raw") or value.get("literal") or ""
    match = re.search(r"\d{4}", str(value or ""))
    return match.group() if match else ""


def _born(people: Iterable[str]) -> int | None:
    """The year of birth that library catalogues put after a first author's name ("Trotsky, Leon, 1879-1940")."""
    for person in people:
        match = _BORN.search(person)
        return int(match[1]) if match else None
    return None
