"""The package of an EPUB: what it declares of itself, in which order it is read, where its pages begin, what is locked.

EPUB 2 (OPF 2.0.1, NCX) and EPUB 3 (OPF 3, navigation document). Every path is resolved inside the package; one that
climbs out is refused.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from variorum.accession import remarks
from variorum.accession.paragraphs import tidy
from variorum.accession.plain_headings import language_code
from variorum.accession.reading import Colophon
from variorum.accession.xml import local, parse_xml, text_of
from variorum.accession.zips import Package
from variorum.finding import Finding
from variorum.saying import say

if TYPE_CHECKING:
    from lxml.etree import _Element

_OBFUSCATIONS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_PAGES = re.compile(r"\.x?html?$|\.xml$", re.IGNORECASE)
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")
_EVENTS = {"creation": "composed", "original-publication": "composed", "publication": "published"}
_MAKERS = re.compile(
    r"gutenberg|standard ebooks|calibre|feedbooks|wikisource|викитека|librivox|archive\.org|internet archive|lib\.ru"
    r"|loyal ?books|manybooks|mobileread|pressbooks|smashwords|литмир|либрусек|флибуста",
    re.IGNORECASE,
)
_TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True, slots=True)
class Contents:
    """An EPUB's package document: colophon, reading order, and the places that the navigation names.

    `pages` and `chapters` map (member, fragment) to the page label or chapter title that begins there.
    """

    colophon: Colophon = field(default_factory=Colophon)
    order: tuple[str, ...] = ()
    pages: Mapping[tuple[str, str], str] = field(default_factory=dict)
    chapters: Mapping[tuple[str, str], str] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()


def contents_of(package: Package) -> Contents:
    """What the package says; where it says nothing usable, its pages in the order of their names, with finding A004."""
    findings: list[Finding] = []
    path = _package_document(package, findings)
    root = _parsed(package, path, findings) if path else None
    if root is None:
        order = tuple(sorted(member for member in package.names if _PAGES.search(member)))
        message = say(
            "The book's own list of its parts is missing or unreadable; its parts were read in the "
            "order of their names."
        )
        return Contents(
            order=order, locked=_locked(package), findings=(*findings, remarks.damaged(package.name, message))
        )
    manifest = {item.get("id") or "": item for item in root.iter("{*}item")}
    order = tuple(
        resolved
        for reference in root.iter("{*}itemref")
        if (item := manifest.get(reference.get("idref") or "")) is not None
        and (resolved := _resolve(path, item.get("href") or "", package, findings)[0])
    )
    navigation = [item for item in manifest.values() if "nav" in (item.get("properties") or "").split()]
    tables = [item for item in manifest.values() if item.get("media-type") == "application/x-dtbncx+xml"]
    pages: dict[tuple[str, str], str] = {}
    chapters: dict[tuple[str, str], str] = {}
    for item in (*navigation, *tables):
        member = _resolve(path, item.get("href") or "", package, findings)[0]
        table = _parsed(package, member, findings) if member in package else None
        if table is not None:
            for kind, href, label in _entries(table):
                place = _resolve(member, href, package, findings)
                (pages if kind == "page" else chapters).setdefault(place, label)
    return Contents(colophon_of(root), tuple(dict.fromkeys(order)), pages, chapters, _locked(package), tuple(findings))


def _package_document(package: Package, findings: list[Finding]) -> str:
    container = _parsed(package, "META-INF/container.xml", findings)
    if container is not None:
        for rootfile in container.iter("{*}rootfile"):
            path = _resolve("", rootfile.get("full-path") or "", package, findings)[0]
            if path in package:
                return path
    return next((member for member in sorted(package.names) if member.lower().endswith(".opf")), "")


def _parsed(package: Package, member: str, findings: list[Finding]) -> _Element | None:
    data = package.read(member)
    if data is None:
        return None
    root, faults = parse_xml(data, name=package.name)
    findings.extend(faults)
    return root


def _resolve(base: str, href: str, package: Package, findings: list[Finding]) -> tuple[str, str]:
    """The member and fragment that a reference means; no member where it leads out of the package or to the network."""
    target, _, fragment = href.partition("#")
    if not target:
        return base, unquote(fragment)
    path = (
        posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(target))) if ":" not in target[:12] else ".."
    )
    if path.startswith(("../", "/")) or path == ".." or "\\" in path:
        message = say("The book refers to “{href}”, a place outside itself; that was not followed.", href=href[:200])
        finding = remarks.hostile(package.name, message)
        if finding not in findings and len(findings) < 20:
            findings.append(finding)
        return "", ""
    return path, unquote(fragment)


def _entries(table: _Element) -> Iterator[tuple[str, str, str]]:
    """Kind ("page" or "chapter"), reference and label of each entry of a navigation document or NCX."""
    for navigation in table.iter("{*}nav"):
        kind = "page" if "page-list" in (navigation.get(_TYPE) or navigation.get("role") or "") else "chapter"
        if "landmarks" not in (navigation.get(_TYPE) or ""):
            for link in navigation.iter("{*}a"):
                yield kind, link.get("href") or "", tidy(text_of(link))
    for element in table.iter("{*}navPoint", "{*}pageTarget"):
        content = next(element.iter("{*}content"), None)
        label = next(element.iter("{*}text"), None)
        if content is not None:
            said = text_of(label) or element.get("value") or ""
            yield "page" if local(element) == "pagetarget" else "chapter", content.get("src") or "", tidy(said)


def _locked(package: Package) -> frozenset[str]:
    """Members that are encrypted in earnest; the obfuscation of fonts is none of ours."""
    data = package.read("META-INF/encryption.xml")
    root = parse_xml(data, name=package.name)[0] if data else None
    if root is None:
        return frozenset()
    locked = set()
    for item in root.iter("{*}EncryptedData"):
        method = next(item.iter("{*}EncryptionMethod"), None)
        reference = next(item.iter("{*}CipherReference"), None)
        if reference is not None and (method is None or method.get("Algorithm") not in _OBFUSCATIONS):
            locked.add(posixpath.normpath(unquote(reference.get("URI") or "")))
    return frozenset(locked)


def colophon_of(root: _Element) -> Colophon:
    """The colophon that Dublin Core in a package document gives."""
    refined: dict[tuple[str, str], list[str]] = {}
    for meta in root.iter("{*}meta"):
        key = ((meta.get("refines") or "").lstrip("#"), meta.get("property") or "")
        refined.setdefault(key, []).append(text_of(meta))
    named: dict[str, list[_Element]] = {}
    for element in root.iter("{http://purl.org/dc/elements/1.1/}*"):
        named.setdefault(local(element), []).append(element)

    def roles(element: _Element) -> list[str]:
        own = element.get("{http://www.idpf.org/2007/opf}role") or ""
        return [own] if own else refined.get((element.get("id") or "-", "role"), [])

    def first(name: str) -> str:
        return next((text for element in named.get(name, ()) if (text := tidy(text_of(element)))), "")

    titles = named.get("title", [])
    main = [title for title in titles if "main" in refined.get((title.get("id") or "-", "title-type"), ["main"])]
    people = named.get("creator", []) + named.get("contributor", [])
    by_role = {kind: [tidy(text_of(person)) for person in people if kind in roles(person)] for kind in ("trl", "edt")}
    other = {
        "publisher": first("publisher"),
        "ISBN": _isbn(named.get("identifier", []) + named.get("source", [])),
        "source": first("source"),
        "translator": "; ".join(by_role["trl"]),
        "editor": "; ".join(by_role["edt"]),
    }
    return Colophon(
        title=next((tidy(text_of(title)) for title in main or titles), ""),
        authors=tuple(
            tidy(text_of(e)) for e in named.get("creator", ()) if (not roles(e) or "aut" in roles(e)) and text_of(e)
        ),
        language=language_code(first("language")),
        dates=_dates(named.get("date", []), first("publisher"), " ".join(map(text_of, people))),
        other={key: value for key, value in other.items() if value},
    )


def _dates(elements: list[_Element], publisher: str, people: str) -> dict[str, str]:
    """The dates of the text; the day on which the file was made is not the book's year, and stands for itself."""
    dates: dict[str, str] = {}
    for element in elements:
        said = tidy(text_of(element))
        event = element.get("{http://www.idpf.org/2007/opf}event") or ""
        kind = _EVENTS.get(event, "file-made")
        if not event or event == "publication":
            kind = "file-made" if _is_of_the_file(said, publisher, people) else "published"
        if said:
            dates.setdefault(kind, said)
    return dates


def _is_of_the_file(said: str, publisher: str, people: str) -> bool:
    """Whether a date that says not of what it is must be the file's: it has a time of day, or a maker of files gave it.

    Texts were put out as files from 1971 (Gutenberg) and hardly before 1990; a publisher's own date stays.
    """
    year = re.match(r"\d{4}", said)
    if year and int(year.group()) < 1990:
        return False
    return "T" in said or not publisher or bool(_MAKERS.search(f"{publisher} {people}"))


def _isbn(elements: list[_Element]) -> str:
    for element in elements:
        said = text_of(element)
        scheme = (element.get("{http://www.idpf.org/2007/opf}scheme") or "").lower()
        match = _ISBN.search(said)
        if match and ("isbn" in said.lower() or scheme == "isbn"):
            return match.group().strip()
    return ""
