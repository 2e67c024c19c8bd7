"""Where each page of the edition lives, relative to its root.

An address must be the same on every file system and on a stick that knows no case: names are lower-case ASCII, never
a name that Windows keeps for itself, and two ids that would fall on one name are told apart by a digest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from variorum.digest import sha_of
from variorum.examined import Examined

FOLDERS = {"person": "people", "group": "groups", "place": "places", "work": "works", "event": "events"}
_FAMILIES = "ASCQWBEDNTKX"
_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_RESERVED = frozenset({"con", "prn", "aux", "nul", "index", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))})


@dataclass(frozen=True, slots=True)
class Addresses:
    """The page of every dossier, source, thesis and chapter, by its id, as a path from the edition's root."""

    entities: Mapping[str, str]
    sources: Mapping[str, str]
    theses: Mapping[str, str]
    questions: Mapping[str, str]
    chapters: Mapping[str, str]
    pairs: Mapping[tuple[str, str], str] = field(default_factory=dict)  # what two sources have in common
    editions: Mapping[tuple[str, str], str] = field(default_factory=dict)  # earlier and later side by side
    erasures: Mapping[str, str] = field(default_factory=dict)  # by entity: which editions cease to know it
    patterns: Mapping[str, str] = field(default_factory=dict)

    def dossier(self, identity: str) -> str | None:
        """The page of whatever has this id: entity, source, thesis or chapter."""
        for pages in (self.entities, self.sources, self.theses, self.chapters, self.patterns):
            if identity in pages:
                return pages[identity]
        return None

    def leaf(self, source: str, sequence: int) -> str:
        """The page that shows one page of a source."""
        return f"{self.sources[source].removesuffix('.html')}/{sequence:04d}.html"


def assign_addresses(record: Examined) -> Addresses:
    """Give every dossier its page; the same record gives the same addresses."""
    by_folder: dict[str, list[str]] = {folder: [] for folder in FOLDERS.values()}
    for identity, entity in record.entities.items():
        by_folder[FOLDERS.get(entity.kind, "events")].append(identity)
    entities = {
        identity: page for folder, names in by_folder.items() for identity, page in _in_folder(folder, names).items()
    }
    return Addresses(
        entities=entities,
        sources=_in_folder("sources", record.sources),
        theses=_in_folder("theses", record.theses),
        questions=_in_folder("questions", {thesis.question for thesis in record.theses.values() if thesis.question}),
        chapters=_in_folder("chapters", [chapter.id for chapter in record.chapters]),
        pairs=_pairs(record),
        editions=_editions(record),
        erasures=_in_folder("erasures", {one.entity for one in record.erasures}),
        patterns=_in_folder("patterns", record.patterns),
    )


def _pairs(record: Examined) -> dict[tuple[str, str], str]:
    """A page for every two sources that have passages in common, under both orders of their keys."""
    found = {tuple(sorted((each.a.source, each.b.source))) for each in record.borrowings}
    pages = _in_folder("borrowings", ["--".join(pair) for pair in found])
    return {way: pages[f"{a}--{b}"] for a, b in sorted(found) for way in ((a, b), (b, a))}


def _editions(record: Examined) -> dict[tuple[str, str], str]:
    """A page for every two editions that are compared, the earlier first."""
    found = {(one.earlier, one.later) for one in record.editions}
    pages = _in_folder("editions", ["--".join(pair) for pair in found])
    return {pair: pages["--".join(pair)] for pair in sorted(found)}


def picture_of_leaf(leaf: str) -> str:
    """Where the picture of a page of text lies, beside it."""
    return leaf.removesuffix(".html") + ".jpg"


def root_from(path: str) -> str:
    """What leads from this page back to the edition's root: "", "../", "../../"."""
    return "../" * path.count("/")


def statement_anchor(ref: str) -> str:
    """The anchor of a statement on its subject's page: its own id, or the digest that stands for one."""
    block = ref.partition("#")[2]
    if re.fullmatch(r"\^[A-Za-z][A-Za-z0-9_-]*", block):
        return f"s-{block[1:]}"
    if re.fullmatch(r"~[0-9a-f]+", block):
        return f"s--{block[1:]}"
    return f"s--{_digest(ref)}"


def claim_anchor(ref: str) -> str:
    """The anchor of a claim on its thesis's page."""
    return "c-" + ref.partition("#")[2].lstrip("^~")


def passage_anchor(start: int, end: int) -> str:
    """The anchor of a passage on the page where it stands; from its offsets, so that it outlives other passages."""
    return f"w{start}-{end}"


def shared_anchor(start: int, end: int) -> str:
    """The anchor of a stretch that stands in another source too."""
    return f"b{start}-{end}"


def mention_anchor(start: int, end: int) -> str:
    """The anchor of a name on the page where it stands; from its offsets too."""
    return f"n{start}-{end}"


def _in_folder(folder: str, names: Iterable[str]) -> dict[str, str]:
    addresses: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(names):
        slug = _slug(name)
        if slug in taken:
            slug = f"{slug[:70]}-{_digest(name)}"
        taken.add(slug)
        addresses[name] = f"{folder}/{slug}.html"
    return addresses


def _slug(name: str) -> str:
    if _PLAIN.fullmatch(name) and name not in _RESERVED:
        return name
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:60]
    return f"{plain}-{_digest(name)}" if plain else _digest(name)


def _digest(name: str) -> str:
    return sha_of(name)[:8]


def family_of(code: str) -> str:
    """The page on which a code of findings is explained: its family's letter, or "other"."""
    return code[:1].lower() if code[:1] in _FAMILIES and code[:1] else "other"


def code_anchor(code: str) -> str:
    """The anchor of a code's explanation; codes of others' checks may be written in any letters."""
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,60}", code)
    return code if plain else f"x-{sha_of(code)[:8]}"


def explanation_address(code: str) -> str:
    """Where a code of findings is explained."""
    return f"findings/{family_of(code)}.html#{code_anchor(code)}"
