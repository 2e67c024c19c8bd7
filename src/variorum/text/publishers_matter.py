"""What in a text is its publisher's: licence, copyright, imprint, who made the file. It speaks of the copy alone.

This is the one place that knows it; borrowings and editions leave it aside by asking here. Texts of Project Gutenberg
mark where the book begins and ends; elsewhere a paragraph is known by what only such paragraphs say, and one that
stands between two of them goes with them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

Span = tuple[int, int]

_BEGINS = re.compile(
    r"\*{3} ?START OF (?:THE|THIS) PROJECT GUTENBERG[^\n*]*\*{3}|\*END\*? ?THE SMALL PRINT![^\n]*\*END\*[^\n]*"
    r"|\*END THE SMALL PRINT![^\n]*\*END\*[^\n]*"
)
_ENDS = re.compile(
    r"\*{3} ?END OF (?:THE|THIS) PROJECT GUTENBERG|^\s*END OF PROJECT GUTENBERG"
    r"|^\s*End of (?:the )?Project Gutenberg(?:'s|’s)?\b",
    re.MULTILINE,
)
_IN_A_MARK = ("GUTENBERG", "Gutenberg", "SMALL PRINT")  # one stands in each, and is found at once
_SAYS_SO = re.compile(
    r"project gutenberg|gutenberg-tm|standard ?ebooks|\bISBN\b|all rights reserved|public domain dedication"
    r"|distributed proofread|no part of this (?:book|publication) may|library of congress catalog"
    r"|this (?:particular )?e-?book (?:is|was|may|has)|e-?text (?:is|was) prepared"
    r"|все права защищены|охраняется законом об авторск|сдано в набор|подписано (?:в|к) печат",
    re.IGNORECASE,
)
_HINTS = re.compile(  # each may be said in a book as well; two of them together are not
    r"creative commons|\bCC0\b|©|\(c\) ?(?:19|20)\d\d|copyright (?:©|\(c\)|19|20)|\buncopyright\b|public domain"
    r"|printed in (?:the )?(?:great britain|united states|u\.?s\.?s\.?r|usa)|cover design|digital scans"
    r"|тираж\s+\d|формат \d\d ?[xх×] ?\d\d|усл\.? ?печ\.? ?л|уч\.-изд|гарнитура|правообладател|отпечатано (?:в|с)"
    r"|электронн\w+ (?:книг|верси|издани)\w*|(?:оцифровка|\bocr|сканирование|вычитка|spellcheck)\s*[:&–—-]",
    re.IGNORECASE,
)
# one of these, or `_MADE_BY`, stands in whatever the two expressions above match: to look for them costs a hundredth
_WITHOUT_WHICH_NONE = (
    "gutenberg", "ebook", "e-book", "isbn", "all rights reserved", "public domain", "distributed proofread",
    "no part of this", "library of congress catalog", "etext", "e-text", "creative commons", "cc0", "©", "(c)",
    "copyright", "printed in", "cover design", "digital scans", "spellcheck",
    "все права защищены", "охраняется законом",
    "сдано в набор", "подписано", "тираж", "формат", "усл", "уч.-изд", "гарнитура", "правообладател",
    "отпечатано", "электронн", "оцифровка", "сканирование", "вычитка",
)  # fmt: skip
_MADE_BY = re.compile(r"ocr\s*[:&–—-]")  # by itself it stands in every democracy
_PARAGRAPH = re.compile(r"\n[ \t\u00a0]*\n\s*|\x1c")
_BETWEEN = 2  # paragraphs between two of the publisher's that go with them
_LONGEST = 400  # words: a paragraph as long as that is no imprint, whatever it names


def publishers_matter(texts: Sequence[str]) -> tuple[tuple[Span, ...], ...]:
    """For each page of a source, in order, the stretches that are its publisher's."""
    marked = [(number, text) for number, text in enumerate(texts) if any(word in text for word in _IN_A_MARK)]
    begins = [(number, match.end()) for number, text in marked if (match := _BEGINS.search(text))]
    ends = [(number, match.start()) for number, text in marked if (match := _ENDS.search(text))]
    first = begins[0] if begins else None
    last = next((place for place in ends if first is None or place > first), None)
    found = []
    for number, text in enumerate(texts):
        spans = list(_of_page(text))
        if first and number <= first[0]:
            spans.append((0, first[1] if number == first[0] else len(text)))
        if last and number >= last[0]:
            spans.append((last[1] if number == last[0] else 0, len(text)))
        found.append(_joined(spans))
    return tuple(found)


def share_within(start: int, end: int, spans: Sequence[Span]) -> float:
    """The share of a stretch, from 0 to 1, that lies within these."""
    within = sum(max(0, min(end, high) - max(start, low)) for low, high in spans)
    return within / (end - start) if end > start else 0.0


def _of_page(text: str) -> list[Span]:
    """The paragraphs that say of themselves that they are the publisher's, and a few between two of them."""
    folded = text.casefold()
    if not text.isascii():  # letters that an expression without regard to case takes for i
        folded = folded.replace("i\u0307", "i").replace("ı", "i")
    if not any(words in folded for words in _WITHOUT_WHICH_NONE) and not _MADE_BY.search(folded):
        return []
    if not (_SAYS_SO.search(text) or _HINTS.search(text)):
        return []
    edges = [0, *(match.end() for match in _PARAGRAPH.finditer(text)), len(text)]
    paragraphs = [(low, high) for low, high in pairwise(edges) if low < high]
    said = [
        number
        for number, (low, high) in enumerate(paragraphs)
        if text.count(" ", low, high) < _LONGEST and _is_publishers(text[low:high])
    ]
    taken = set(said)
    marks = [number for number, (low, high) in enumerate(paragraphs) if _marks(text[low:high])]
    for one, other in pairwise(said):
        if other - one - 1 <= _BETWEEN and not any(one <= mark <= other for mark in marks):
            taken.update(range(one, other))
    return [paragraphs[number] for number in sorted(taken)]


def _marks(paragraph: str) -> bool:
    """Whether the book begins or ends here, by a mark of Project Gutenberg's."""
    return bool(_BEGINS.search(paragraph) or _ENDS.search(paragraph))


def _is_publishers(paragraph: str) -> bool:
    return bool(_SAYS_SO.search(paragraph)) or len({hint.lower()[:5] for hint in _HINTS.findall(paragraph)}) > 1


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for low, high in sorted(spans):
        if joined and low <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(high, joined[-1][1])
        else:
            joined.append((low, high))
    return tuple(joined)
