"""From a citation to the address of the very words, or of the page or paragraph that it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from variorum.edition.addresses import Addresses, passage_anchor
from variorum.evidence import Span
from variorum.examined import CheckedQuotation
from variorum.record import Citation, Locator, Page


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the pages and paragraphs of one source begin, without their text."""

    labels: Mapping[str, int]  # label → sequence
    paragraphs: tuple[tuple[int, int, int], ...]  # first paragraph, last paragraph, sequence
    sequences: frozenset[int]


@dataclass(frozen=True, slots=True)
class CitationAddresses:
    """Addresses of passages. Outlines are read once, when first needed."""

    addresses: Addresses
    pages_of: Callable[[str], Sequence[Page]]
    _outlines: dict[str, Outline] = field(default_factory=dict)

    def outline(self, source: str) -> Outline:
        """The outline of a source; empty where it has no text or is not public."""
        if source not in self._outlines:
            pages = self.pages_of(source) if source in self.addresses.sources else ()
            self._outlines[source] = _outline(pages)
        return self._outlines[source]

    def of_segment(self, segment: Span) -> str | None:
        """The address of a passage."""
        if segment.source not in self.addresses.sources or segment.page not in self.outline(segment.source).sequences:
            return None
        leaf = self.addresses.leaf(segment.source, segment.page)
        return f"{leaf}#{passage_anchor(segment.start, segment.end)}"

    def of_quotation(self, checked: CheckedQuotation | None, citation: Citation) -> str | None:
        """The very words where they were found, else the place that the citation names, else the source."""
        if checked is not None and checked.verification.segments:
            found = self.of_segment(checked.verification.segments[0])
            if found:
                return found
        return self.of_citation(citation)

    def of_citation(self, citation: Citation) -> str | None:
        """The page or paragraph that a citation names, else the source's own page."""
        inner = citation.checked_in
        if inner.source not in self.addresses.sources:
            return None
        return self._of_locator(inner.source, inner.locator) or self.addresses.sources[inner.source]

    def _of_locator(self, source: str, locator: Locator | None) -> str | None:
        if locator is None:
            return None
        outline = self.outline(source)
        if locator.kind == "paragraph" and locator.first.isdecimal():
            number = int(locator.first)
            for first, last, sequence in outline.paragraphs:
                if first <= number <= last:
                    return f"{self.addresses.leaf(source, sequence)}#p{number}"
        sequence = outline.labels.get(locator.first, 0)
        return self.addresses.leaf(source, sequence) if sequence else None


def _outline(pages: Sequence[Page]) -> Outline:
    labels: dict[str, int] = {}
    for page in pages:
        if page.label:
            labels.setdefault(page.label, page.sequence)
    return Outline(
        labels,
        tuple(
            (p.first_paragraph, p.first_paragraph + len(p.paragraphs) - 1, p.sequence) for p in pages if p.paragraphs
        ),
        frozenset(page.sequence for page in pages),
    )
