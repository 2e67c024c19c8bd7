"""Real books: no edit of a single token of any quotation is ever verbatim or marked, unless the quoter marked it."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from variorum.accession import read
from variorum.quotation.verification import MemoryTexts, verify

DATA = Path(os.environ.get("VARIORUM_REAL_DATA") or Path(__file__).parents[3] / "shared" / "data")
BOOKS = tuple(sorted((DATA / "books").glob("*"))) if (DATA / "books").is_dir() else ()
WORD = re.compile(r"\w+(?:[-'’]\w+)*")
WORDS = ("not", "never", "all", "some", "against", "1917", "не", "zeppelin", "the", "and", "Lenin", "might")
OPPOSITES = {"for": "against", "with": "without", "before": "after", "more": "less", "all": "none", "first": "last"}

pytestmark = pytest.mark.skipif(not BOOKS, reason="the real books are not here (VARIORUM_REAL_DATA)")


@cache
def library() -> MemoryTexts:
    readings = {path.stem: read(path.read_bytes(), name=path.name, source=path.stem) for path in BOOKS}
    return MemoryTexts({key: tuple(reading.pages) for key, reading in readings.items()}, dict.fromkeys(readings, "en"))


@cache
def levelled(source: str) -> str:
    text = "\n".join(page.text for page in library().pages(source))
    joined = re.sub(r"-\s*\n\s*", "-", re.sub(r"[*_]|</?(?:em|i|b|strong)>", "", text))
    return re.sub(r"\s+", " ", joined)


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, str]:
    """A source and whole words of it, without anything that might be a mark."""
    source = draw(st.sampled_from(library().sources()))
    pages = [page for page in library().pages(source) if len(page.text) > 400]
    text = pages[draw(st.integers(0, len(pages) - 1))].text
    spans = [match.span() for match in WORD.finditer(text)]
    first = draw(st.integers(0, len(spans) - 12))
    last = min(len(spans) - 1, first + draw(st.integers(4, 40)))
    quotation = text[spans[first][0] : spans[last][1]]
    assume(not re.search(r"[\[\]()<>…*/]|\.\.|^\d|\d$", quotation))
    return source, quotation


def edited(quotation: str, at: int, change: str, word: str) -> str:
    """The quotation with the token at this place changed in one way."""
    spans = [match.span() for match in WORD.finditer(quotation)]
    start, end = spans[at % len(spans)]
    token, middle = quotation[start:end], (start + end) // 2
    changes = {
        "replace": quotation[:start] + word + quotation[end:],
        "add": quotation[:end] + " " + word + quotation[end:],
        "drop": quotation[:start] + quotation[end:].lstrip(),
        "letter": quotation[:middle] + ("x" if token[middle - start] != "x" else "z") + quotation[middle + 1 :],
        "double": quotation[:middle] + quotation[middle] + quotation[middle:],
        "shouted": quotation[:start] + token.swapcase() + quotation[end:],
        "cut": quotation[:middle] + " " + quotation[middle:],
        "note": quotation[:end] + "7" + quotation[end:],
        "question": quotation[:end] + "? " + quotation[end:].lstrip(" ,.;:!?—–-"),
        "contrary": quotation[:start] + f"[{OPPOSITES.get(token.lower(), 'never')}]" + quotation[end:],
    }
    return changes[change]


CHANGES = ("replace", "add", "drop", "letter", "double", "shouted", "cut", "note", "question", "contrary")


@settings(max_examples=80, deadline=None)
@given(quoted(), st.integers(0, 1000), st.sampled_from(CHANGES), st.sampled_from(WORDS))
def test_no_edit_of_a_token_passes(given_text: tuple[str, str], at: int, change: str, word: str) -> None:
    source, quotation = given_text
    changed = edited(quotation, at, change, word)
    assume(re.sub(r"\s+", " ", changed).strip(" .,;:") not in levelled(source))
    if changed[:1].swapcase() + changed[1:] == quotation:  # a capital at the start is the quoter's
        return
    found = verify(changed, library(), source=source)
    assert found.verdict not in ("verbatim", "marked"), (change, quotation, changed, found)
    assert verify(quotation, library(), source=source).verdict == "verbatim"
