"""Numbers in figures, read as different countries write them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.text.figures import NUMBER, values_of


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("1250", (1250,)),
        ("1,250", (1250, 1.25)),
        ("1.250", (1250, 1.25)),
        ("1 250", (1250,)),
        ("1 250,5", (1250.5,)),
        ("1 250.125", (1250.125,)),
        ("1,250.5", (1250.5,)),
        ("1.250,5", (1250.5,)),
        ("1.250.000", (1250000,)),
        ("1’250’000", (1250000,)),
        ("0.125", (0.125,)),
        ("1,5", (1.5,)),
        ("12345,5", (12345.5,)),
    ],
)
def test_the_signs_that_part_digits_are_told_apart(written: str, values: tuple[float, ...]) -> None:
    assert re.fullmatch(NUMBER, written)
    assert values_of(written) == values


@pytest.mark.parametrize("written", ["1918,1919", "1918,19", "1,200,50", "1.2.3"])
def test_what_is_no_number_is_not_taken_for_one(written: str) -> None:
    assert re.fullmatch(NUMBER, written) is None


@given(st.integers(0, 10**12), st.sampled_from([",.", ".,", " ,", "\u00a0.", "’."]), st.integers(1, 99))
def test_a_number_is_read_as_it_was_written(whole: int, signs: str, hundredths: int) -> None:
    written = f"{whole:,}".replace(",", signs[0]) + f"{signs[1]}{hundredths:02}"
    if re.fullmatch(NUMBER, written):
        assert values_of(written) == (float(f"{whole}.{hundredths:02}"),)
    assert values_of(str(whole)) == (whole,)
