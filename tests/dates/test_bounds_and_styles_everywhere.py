"""A bound, a doubt, a style or an editor's brackets count with every form of date, and none is dropped in silence."""

from __future__ import annotations

from itertools import product

import pytest

from variorum.dates.phrases import read_phrase

RUSSIAN = (
    "12 мая 1917 г.", "мая 1917 г.", "весны 1917 г.", "1917 г.", "конца мая 1917 г.", "середины 1910-х гг.", "XIX в.",
    "12 (25) мая 1917 г.", "12–15 мая 1917 г.", "12 и 13 мая 1917 г.", "12 или 13 мая 1917 г.", "12.V.1917",
    "12/V-17 г.", "[мая 1917 г.]", "первой половины мая 1917 г.", "20-х чисел мая 1917 г.", "зимы 1917 г.",
    "1917–1918 гг.", "20–30-х гг.", "12 мая [1917 г.]", "192[7] г.",
)  # fmt: skip
ENGLISH = (
    "12 May 1917", "May 1917", "spring 1917", "1917", "the end of May 1917", "the mid-1920s", "the 19th century",
    "12 (25) May 1917", "12–15 May 1917", "12 and 13 May 1917", "12 or 13 May 1917", "12.V.1917", "[May 1917]",
    "the first half of May 1917", "11 February 1731/2", "the winter of 1917", "1917–1918", "the 1920s and 1930s",
    "about 1917", "the week of 12 May 1917", "the night of 12 May 1917", "Michaelmas term 1641", "Easter 1917",
)  # fmt: skip
LOW = ("не ранее {}", "после {}", "вероятно, не ранее {}", "позднее {}"), (
    "after {}", "not before {}", "since {}", "perhaps after {}", "{} or later", "AFT {}",
)  # fmt: skip
HIGH = ("не позднее {}", "до {}", "ранее {}", "вероятно, до {}"), (
    "before {}", "not later than {}", "by {}", "until {}", "probably before {}", "{} at the latest", "BEF {}",
)  # fmt: skip


@pytest.mark.parametrize("language", [0, 1])
def test_a_bound_opens_one_side_of_every_form(language: int) -> None:
    forms = (RUSSIAN, ENGLISH)[language]
    for is_low, bounds in ((True, LOW[language]), (False, HIGH[language])):
        for form, bound in product(forms, bounds):
            read = read_phrase(bound.format(form))
            open_side, closed = read.dating.latest_end, read.dating.earliest_start
            if not is_low:
                open_side, closed = closed, open_side
            assert (open_side, closed is not None, read.unread) == (None, True, ()), bound.format(form)
            if any(word in bound for word in ("вероятно", "perhaps", "probably")):
                assert "?" in read.dating.edtf or "%" in read.dating.edtf, bound.format(form)


_NO_STYLE = ("(25)", "week", "term", "Easter", "1731")  # told in a style already, or by a calendar of their own


@pytest.mark.parametrize("language", [0, 1])
def test_old_style_is_read_with_every_form(language: int) -> None:
    styles = (("{} ст. ст.", "{} (ст. ст.)", "{} по старому стилю"), ("{} O.S.", "{} (O.S.)", "{}, Old Style"))[
        language
    ]
    for form, style in product((RUSSIAN, ENGLISH)[language], styles):
        if any(word in form for word in _NO_STYLE):
            continue
        plain = read_phrase(form, calendar="julian").dating
        styled = read_phrase(style.format(form))
        assert (styled.dating.earliest_start, styled.dating.latest_end, styled.unread) == (
            plain.earliest_start,
            plain.latest_end,
            (),
        ), style.format(form)


@pytest.mark.parametrize("language", [0, 1])
def test_brackets_and_doubt_are_read_with_every_form(language: int) -> None:
    for form in (RUSSIAN, ENGLISH)[language]:
        plain = read_phrase(form)
        for wrapped, is_doubt in ((f"[{form}]", False), (f"[{form}?]", True), (f"[{form}] (?)", True)):
            if form[0] == "[" or form[-1] == "]":
                continue
            read = read_phrase(wrapped)
            assert (read.dating.earliest_start, read.dating.latest_end, read.unread) == (
                plain.dating.earliest_start,
                plain.dating.latest_end,
                (),
            ), wrapped
            assert ("?" in read.dating.edtf or "%" in read.dating.edtf) == is_doubt, wrapped
