"""Whether words stand in the place cited: locators held against the labels, paragraphs and sections of a source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from variorum.archive.locators import parse_locator
from variorum.evidence import Span
from variorum.quotation import remarks
from variorum.quotation.texts import Texts
from variorum.record import Locator, Page
from variorum.saying import Sentence, say

_RANGE = re.compile(r"^\s*(\S+?)\s*(?:--?|–|—|−)\s*(\S+?)\s*$")
_PREFIX = re.compile(r"^(?:pp?|s|ss|fols?|ff?|cols?|с|стр|л|лл)\.?\s*(?=\S)", re.IGNORECASE)
_PARAGRAPH = re.compile(r"^(?:§+|par\.|para\.?|¶)\s*(\d+)(?:\s*[-–—]\s*(\d+))?$", re.IGNORECASE)
_UNIT = re.compile(
    r"\s*(?:(?P<chapter>ch(?:ap(?:ter|itre)?|s)?|гл(?:ава)?|kap(?:itel)?|capitolo|cap[ií]tulo|cap)"
    r"|(?P<part>p(?:ar)?t(?:ie)?|ч(?:асть)?|teil|parte)|(?P<book>b(?:oo)?k|кн(?:ига)?|buch|livre|libro))\b\.?",
    re.IGNORECASE,
)
_UNIT_NAMED = re.compile(r"\s*([^\W\d_]+)\.?\s+(\d{1,3}|[IVXLCDM]{1,8})(?![^\W_])", re.IGNORECASE)
_ALONE = re.compile(r"\s*(?:\d{1,3}|[IVXLCDM]{1,8})\.?\s*")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_VERSO = re.compile(r"\s*(?:об\.?|v\.?|verso)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """What a locator means in one source: sequences of pages or numbers of paragraphs.

    Neither where it cannot be held against anything.
    """

    pages: frozenset[int] = frozenset()
    paragraphs: tuple[int, int] | None = None
    checkable: bool = True
    warnings: tuple[str, ...] = ()
    untold: frozenset[int] = frozenset()  # pages of which it cannot be told whether they are in the place cited

    def can_tell(self, segments: Sequence[Span]) -> bool:
        """Whether it can be told of these words that they stand in the place cited, or that they do not."""
        return self.checkable and not any(segment.page in self.untold for segment in segments)


def cited_place(locator: Locator, pages: Sequence[Page], *, paging: str) -> CitedPlace:
    """What a locator means in a source with these pages."""
    if locator.kind == "paragraph":
        return _paragraphs(locator, pages)
    named = _called(locator.written, pages)
    if named:
        return CitedPlace(named)
    if locator.kind in ("unknown", "volume", "part") or not locator.first:
        return CitedPlace(
            checkable=False,
            warnings=(say("“{written}” is not understood as a place in this source.", written=locator.written),),
        )
    if paging == "none" or not any(page.label or page.section for page in pages):
        return CitedPlace(checkable=False)
    if paging == "sections" and locator.kind not in ("section", "unknown") and not any(page.label for page in pages):
        return CitedPlace(checkable=False)
    found = _labelled(locator, pages)
    if found:
        return CitedPlace(found)
    if locator.kind == "section" and not any(page.label for page in pages):
        return _numbered_sections(locator, pages)
    missing = Sentence(remarks.NO_SUCH_PLACE, {"written": locator.written or locator.first, "extent": _extent(pages)})
    return CitedPlace(warnings=(missing,))


def locator_of(written: str) -> Locator:
    """A locator as the command line gives it: one that citations know, or else a bare label as the source prints it."""
    known = parse_locator(written)
    if known.kind != "unknown":
        return known
    written = written.strip()
    paragraph = _PARAGRAPH.match(written)
    if paragraph:
        return Locator(written, "paragraph", paragraph.group(1), paragraph.group(2) or paragraph.group(1))
    bare = _PREFIX.sub("", written) if re.search(r"\d", written) else written
    parted = _RANGE.match(bare)
    first, last = (parted.group(1), parted.group(2)) if parted else (bare, bare)
    return Locator(written, "page", first, last)


def stands_there(cited: CitedPlace, segments: Sequence[Span], pages: Sequence[Page]) -> bool:
    """Whether any of the words stand in the place cited."""
    if any(segment.page in cited.pages for segment in segments):
        return True
    if cited.paragraphs is None:
        return False
    by_sequence = {page.sequence: page for page in pages}
    for segment in segments:
        if segment.page in by_sequence:
            page = by_sequence[segment.page]
            first, last = page.paragraph_at(segment.start), page.paragraph_at(max(segment.start, segment.end - 1))
            if first is not None and last is not None and first <= cited.paragraphs[1] and last >= cited.paragraphs[0]:
                return True
    return False


def place_warnings(
    cited: CitedPlace, locator: Locator, segments: Sequence[Span], pages: Sequence[Page]
) -> tuple[str, ...]:
    """What is to be said of the place: words that run over it, a page off by one.

    The place in the file taken for the printed page.
    """
    found = list(cited.warnings)
    sequences = [segment.page for segment in segments]
    labels = {page.sequence: page.label for page in pages}
    if not sequences or not any(labels.values()):
        return tuple(found)
    here = _range_of(labels, min(sequences), max(sequences))
    if stands_there(cited, segments, pages):
        beyond = [sequence for sequence in sequences if sequence not in cited.pages]
        if cited.pages and beyond:
            found.append(Sentence(remarks.OVER_PAGES, {"here": here, "written": locator.written or locator.first}))
        return tuple(found)
    if locator.first.isdigit() and int(locator.first) in sequences and labels[int(locator.first)] != locator.first:
        found.append(Sentence(remarks.PLACE_IN_FILE, {"here": here, "first": locator.first}))
    elif cited.pages and min(abs(sequence - page) for sequence in sequences for page in cited.pages) == 1:
        found.append(Sentence(remarks.ONE_PAGE_OFF, {"here": here, "written": locator.written or locator.first}))
    return tuple(found)


def locator_text(segments: Sequence[Span], pages: Sequence[Page]) -> str:
    """Where segments stand, as one would cite it: "p. 59", "pp. 59–60", "§ 31"."""
    if not segments:
        return ""
    by_sequence = {page.sequence: page for page in pages}
    first, last = min(segments, key=_order), max(segments, key=_order)
    one, other = by_sequence[first.page], by_sequence[last.page]
    if one.label and other.label and one is not other:
        return say("pp. {first}–{last}", first=one.label, last=other.label)
    return one.locator_at(first.start)


def paging_of(texts: Texts, source: str) -> str:
    """How the source is divided, as its holding says."""
    holding = texts.holding(source)
    return holding.paging if holding is not None else "none"


def _order(segment: Span) -> tuple[int, int]:
    return segment.page, segment.start


def _labelled(locator: Locator, pages: Sequence[Page]) -> frozenset[int]:
    whole = _label(locator.written)
    exact = {page.sequence for page in pages if page.label and _label(page.label) == whole}
    if exact:
        return frozenset(exact)
    first, last = _label(locator.first), _label(_full_last(locator))
    found: set[int] = set()
    for index, page in enumerate(pages):
        if not _matches(page, first):
            continue
        found.add(page.sequence)
        if last != first:
            found |= _up_to(pages, index, last)
    return frozenset(found)


def _called(written: str, pages: Sequence[Page]) -> frozenset[int]:
    """The sections that are called just so; a number alone is no name."""
    name = " ".join(written.split()).casefold()
    if _ALONE.fullmatch(name) or not any(character.isalpha() for character in name):
        return frozenset()
    return frozenset(
        page.sequence for page in pages
        if name in (" ".join(one.split()).casefold() for one in (page.section, page.section.split(" · ")[-1]) if one)
    )  # fmt: skip


def _numbered_sections(locator: Locator, pages: Sequence[Page]) -> CitedPlace:
    """A chapter, part or book cited by its number, held against what the sections are called.

    A section whose name tells no such number may be any: a title, or a chapter that follows the heading of a part.
    """
    unit, wanted = _unit_of(locator.written), {_numeral(locator.first), _numeral(locator.last or locator.first)}
    if not unit or 0 in wanted:
        return CitedPlace(checkable=False)
    numbers = {page.sequence: _number_in(page.section, unit) for page in pages}
    found = {sequence for sequence, number in numbers.items() if min(wanted) <= number <= max(wanted)}
    untold = frozenset(sequence for sequence, number in numbers.items() if not number)
    return CitedPlace(frozenset(found), untold=untold) if found else CitedPlace(checkable=False)


def _number_in(section: str, unit: str) -> int:
    """The number that a section's name gives for a unit, 0 where it gives none; a number alone is a chapter's."""
    for name in reversed(section.split(" · ")):
        named = _UNIT_NAMED.match(name)
        if named is not None and _unit_of(named[1]) == unit:
            return _numeral(named[2])
        if unit == "chapter" and _ALONE.fullmatch(name):
            return _numeral(name.strip(" ."))
    return 0


def _unit_of(written: str) -> str:
    found = _UNIT.match(written)
    return (found.lastgroup or "") if found else ""


def _numeral(written: str) -> int:
    """A number in figures or in Roman ones; 0 where it is neither."""
    if written.isdecimal():
        return int(written)
    if not _ROMAN.fullmatch(written.upper()):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in written.upper()]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _matches(page: Page, label: str) -> bool:
    return bool(label) and (_label(page.label) == label or (not page.label and _label(page.section) == label))


def _up_to(pages: Sequence[Page], start: int, label: str) -> set[int]:
    """The pages from `start` to the next one with this label.

    Only as far as the number says where the source ends before it.
    """
    passed: set[int] = set()
    for page in pages[start:]:
        if label.isdigit() and page.label.isdigit() and int(page.label) > int(label):
            return passed
        passed.add(page.sequence)
        if _matches(page, label):
            return passed
    return passed if label.isdigit() and pages[-1].label.isdigit() else set()


def _full_last(locator: Locator) -> str:
    """The end of a range, written out where it was shortened ("159-61")."""
    first, last = locator.first, locator.last or locator.first
    if first.isdigit() and last.isdigit() and len(last) < len(first) and int(last) < int(first):
        return first[: len(first) - len(last)] + last
    return last


@lru_cache(maxsize=65_536)
def _label(label: str) -> str:
    bare = _PREFIX.sub("", label.strip()) if re.search(r"\d", label) else label.strip()
    return _VERSO.sub("v", re.sub(r"[\s.\[\]()]+$|^[\[(]+", "", bare)).casefold().replace(" ", "")


def _paragraphs(locator: Locator, pages: Sequence[Page]) -> CitedPlace:
    counted = [page for page in pages if page.paragraphs]
    if not counted or not locator.first.isdigit():
        return CitedPlace(checkable=False)
    first, last = int(locator.first), int(locator.last) if locator.last.isdigit() else int(locator.first)
    total = max(page.first_paragraph + len(page.paragraphs) - 1 for page in counted)
    if first > total:
        return CitedPlace(warnings=(Sentence(remarks.NO_SUCH_PARAGRAPH, {"written": locator.written, "total": total}),))
    return CitedPlace(paragraphs=(first, max(first, last)))


def _range_of(labels: dict[int, str], first: int, last: int) -> str:
    one, other = labels.get(first, ""), labels.get(last, "")
    if not one:
        if first <= 3:
            return say("an unnumbered page near the beginning")
        return say("an unnumbered page, the {number}th of the file", number=first)
    if one == other or not other:
        return say("p. {label}", label=one)
    return say("pp. {first}–{last}", first=one, last=other)


def _extent(pages: Sequence[Page]) -> str:
    labels = [page.label for page in pages if page.label]
    if not labels:
        return say("{count} sections", count=len(pages))
    if len(labels) == 1:
        return say("page {label} only", label=labels[0])
    return say("pages {first} to {last}", first=labels[0], last=labels[-1])
