"""The names of files in a folder of scans: which belong together, in which order they come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.accession.zips import Package

DESCRIPTIONS = (".xml", ".hocr", ".html", ".htm", ".tsv")
_NOT_PAGES = ("mets", "metadata", "manifest")
_FIGURES = re.compile(r"(\d+)")
_KNOWN = re.compile(
    rb"<(?:\w+:)?alto[\s>]|<(?:\w+:)?PcGts[\s>]|name\s*=\s*[\"']ocr-system|class\s*=\s*[\"']ocr_page|^level\tpage_num\t"
)


def in_order(names: Iterable[str]) -> list[str]:
    """Names as a person would order them: scan-9 before scan-10."""
    return sorted(names, key=lambda name: [_part(part) for part in _FIGURES.split(name.casefold())])


def _part(part: str) -> tuple[int, int, str]:
    return (0, int(part), part) if part.isdecimal() and len(part) < 20 else (1, 0, part)


def stem_of(name: str) -> str:
    """A file's name without its folder and ending, by which a picture and what describes it belong together."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return last.rpartition(".")[0] or last


def looks_described(head: bytes) -> bool:
    """Whether a file that begins so describes the words of a scan."""
    return bool(_KNOWN.search(head))


def described_in(package: Package) -> list[str]:
    """The members of a zip that may describe scans: of several folders of them the one with the most, in order."""
    by_folder: dict[str, list[str]] = {}
    for member in package.names:
        low = member.lower()
        if low.endswith(DESCRIPTIONS) and not stem_of(low).startswith(_NOT_PAGES) and "__macosx" not in low:
            by_folder.setdefault(low.rpartition("/")[0], []).append(member)
    return in_order(sorted(by_folder.values(), key=len)[-1]) if by_folder else []


def is_of_scans(package: Package) -> bool:
    """Whether a zip holds pages as a recognising program describes them."""
    found: Sequence[str] = described_in(package)
    return bool(found) and looks_described((package.read(found[0]) or b"")[:4096])
