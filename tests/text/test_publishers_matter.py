"""A publisher's licence and imprint are told from the book, and the book is never taken for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.text.publishers_matter import publishers_matter, share_within

BOOK = "The delegates came to the hall before it was light.\n\nNobody had told them where the key was kept."
BEFORE = "Copy it, give it away, or use it again under the terms told below.\n\nTitle: The Key"
START = "*** START OF THE PROJECT GUTENBERG EBOOK THE KEY ***"
END = "*** END OF THE PROJECT GUTENBERG EBOOK THE KEY ***"
AFTER = "You may charge a reasonable fee for copies.\n\nThe person you got it from may refund it."


def apart(*pages: str) -> list[str]:
    found = publishers_matter(pages)
    return [page[low:high] for page, spans in zip(pages, found, strict=True) for low, high in spans]


def test_what_stands_before_and_after_the_marks_of_gutenberg_is_its_own_on_one_page_or_on_many() -> None:
    whole = f"{BEFORE}\n\n{START}\n\n{BOOK}\n\n{END}\n\n{AFTER}"
    (spans,) = publishers_matter([whole])
    start = whole.index(BOOK)
    assert share_within(start, start + len(BOOK), spans) == 0.0
    assert share_within(0, start - 2, spans) == share_within(whole.index(END), len(whole), spans) == 1.0
    pages = [BEFORE, f"{START}\n\n{BOOK}", BOOK, f"{BOOK}\n\n{END}", AFTER]
    assert [piece.strip() for piece in apart(*pages)] == [BEFORE, START, END, AFTER]


@pytest.mark.parametrize(
    "imprint",
    [
        "This ebook is the product of many hours of work by volunteers for Standard Ebooks.",
        "All rights reserved. No part of this book may be copied in any form.",
        "Сдано в набор 12.05.61. Формат 84x108/32. Тираж 5000 экз.",
        "© 1961 the author. Printed in Great Britain.",
        "ISBN 5-01-000001-2",
        "OCR : A. Reader. Cover design by the same.",
    ],
)
def test_a_paragraph_of_the_imprint_is_known_by_what_it_says(imprint: str) -> None:
    assert [piece.strip() for piece in apart(f"{BOOK}\n\n{imprint}\n\n{BOOK}")] == [imprint]


@pytest.mark.parametrize(
    "sentence",
    [
        "The pamphlet came out with a copyright 1932 notice that nobody heeded.",
        "Брошюра имела тираж 5000 экземпляров и разошлась в неделю.",
        "The parish had been in the public domain, so to speak, since the fire.",
        "The licence to sell spirits was refused him twice.",
    ],
)
def test_a_book_that_speaks_of_such_things_is_still_a_book(sentence: str) -> None:
    assert apart(f"{BOOK}\n\n{sentence}\n\n{BOOK}") == []


PIECES = st.sampled_from([BOOK, BEFORE, START, END, AFTER, "ISBN 5", "", "\n\n", "\x1c", "Тираж 500, формат 60x90"])


@given(st.lists(st.lists(PIECES, max_size=5).map("\n\n".join), max_size=4))
def test_the_stretches_lie_within_their_pages_in_order_and_apart(pages: list[str]) -> None:
    for page, spans in zip(pages, publishers_matter(pages), strict=True):
        bounds = [bound for span in spans for bound in span]
        assert bounds == sorted(bounds)
        assert all(0 <= low <= high <= len(page) for low, high in spans)
