"""Pages of open sources without the names that are kept back, and offsets that follow: places stay what they were."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from variorum.disclosure.guard import MARK, Guard, masked
from variorum.record import Page

PagesOf = Callable[[str], Sequence[Page]]
Span = tuple[int, int]


@dataclass(slots=True)
class MaskedPages:
    """The pages of sources as they may leave. Where nobody is kept back they are the pages themselves."""

    guard: Guard
    pages_of: PagesOf
    _spans: dict[str, dict[int, list[Span]]] = field(default_factory=dict)

    def pages(self, source: str) -> Sequence[Page]:
        """The pages of a source; none of one that is kept back."""
        if source in self.guard.sources:
            return ()
        pages = self.pages_of(source)
        if not self.guard.people:
            return pages
        spans = self.spans(source)
        return tuple(self._masked(page, spans.get(page.sequence, [])) for page in pages)

    def spans(self, source: str) -> dict[int, list[Span]]:
        """By page, the stretches that are masked."""
        if source not in self._spans:
            found = {page.sequence: self.guard.named_in(page.text) for page in self.pages_of(source)}
            self._spans[source] = {sequence: spans for sequence, spans in found.items() if spans}
        return self._spans[source]

    def is_masked(self, source: str, page: int) -> bool:
        """Whether something of a page is masked."""
        return bool(self.guard.people) and page in self.spans(source)

    def shifted(self, source: str, page: int, start: int, end: int) -> Span | None:
        """A stretch of a page as it lies after masking; None where it lies within what is masked."""
        spans = self.spans(source).get(page, [])
        if any(a <= start and end <= b for a, b in spans):
            return None
        return _moved(spans, start, at_end=False), _moved(spans, end, at_end=True)

    def _masked(self, page: Page, spans: list[Span]) -> Page:
        short = self.guard.short
        plain = replace(
            page,
            label=short(page.label),
            section=short(page.section),
            head=short(page.head),
            foot=short(page.foot),
            image=short(page.image) if page.image else page.image,
        )
        if not spans:
            return plain
        paragraphs = tuple(_moved(spans, offset, at_end=False) for offset in page.paragraphs)
        return replace(plain, text=masked(page.text, spans), paragraphs=paragraphs)


def _moved(spans: Sequence[Span], offset: int, *, at_end: bool) -> int:
    """Where an offset lies after masking; within a masked stretch, at its nearer edge on the way out."""
    index = bisect_right(spans, (offset, -1))
    moved = offset + sum(len(MARK) - (end - start) for start, end in spans[:index])
    if index and offset < spans[index - 1][1]:
        start = spans[index - 1][0] + sum(len(MARK) - (e - s) for s, e in spans[: index - 1])
        return start + (len(MARK) if at_end else 0)
    return moved
