"""Who has it from whom, on An Anarchist FAQ and the books that it quotes, as far as its marks and references tell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import making_the_review_archive as making
import pytest

from variorum.archive.folder import create_archive
from variorum.archive.originals import digest_of
from variorum.evidence import Borrowing
from variorum.pipeline import take_in
from variorum.pipeline.lookup import desk
from variorum.reuse import find_borrowings
from variorum.stemma import describe, without_nested

pytestmark = pytest.mark.real
LEAST = 12  # words of a quotation that can be found as a borrowing

Told = tuple[tuple[Borrowing, ...], Mapping[str, str]]


@pytest.fixture(scope="module")
def told(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """The borrowings of the books and the FAQ, told in full, and the keys of sources by the digest of their file."""
    faq = making.anarchist_faq()
    if faq is None:
        pytest.skip("Debian's package `anarchism` is not there (VARIORUM_ANARCHISM says where it is)")
    archive = create_archive(tmp_path_factory.mktemp("descent") / "archive", title="The FAQ and its books")
    take_in(archive, [data / "books", faq])
    with desk(archive) as at:
        keys = {source.original.sha256: key for key, source in at.record.sources.items() if source.original}
        found = tuple(find_borrowings((key, at.texts.pages(key)) for key in at.texts.sources()))
        yield describe(without_nested(found), at.record, pages_of=at.texts.pages), keys


def test_known_quotations_are_found_marked_and_in_the_right_direction(told: Told, data: Path) -> None:
    borrowings, keys = told
    faq = making.anarchist_faq()
    assert faq is not None
    books = {path.stem: keys[digest_of(path)] for path in (data / "books").iterdir()}
    asked = found = right = marked = 0
    for one in json.loads((data / "quotations" / "afaq-dev.json").read_text(encoding="utf-8")):
        segments = re.split(r"\[?\s*(?:\. ?\. ?\.|…)\s*\]?", one["quotation"])
        if max(len(segment.split()) for segment in segments) < LEAST:
            continue
        asked += 1
        page = keys[digest_of(faq / one["page"])]
        book = next(key for stem, key in books.items() if stem.startswith(one["source"]))
        for borrowing in borrowings:
            if {borrowing.a.source, borrowing.b.source} == {page, book} and _shares(borrowing, one["quotation"]):
                found += 1
                right += borrowing.direction == ("a-from-b" if borrowing.a.source == page else "b-from-a")
                marked += borrowing.manner in ("quoted", "both")
                break
    assert asked >= 50
    assert (found / asked, right / found, marked / found) >= (0.96, 0.96, 0.96)


def test_no_book_has_anything_from_the_faq(told: Told, data: Path) -> None:
    borrowings, keys = told
    books = {keys[digest_of(path)] for path in (data / "books").iterdir()}
    taken = [
        borrowing
        for borrowing in borrowings
        if (borrowing.direction == "a-from-b" and borrowing.a.source in books and borrowing.b.source not in books)
        or (borrowing.direction == "b-from-a" and borrowing.b.source in books and borrowing.a.source not in books)
    ]
    assert taken == []


def _shares(borrowing: Borrowing, quotation: str) -> bool:
    """Whether a borrowing carries a fifth of a quotation's runs of five words."""
    ours, theirs = (_runs(text) for text in (quotation, borrowing.a.text))
    return len(ours & theirs) > 0.2 * len(ours)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + 5]) for start in range(len(words) - 4)}
