"""What is seen as other words than it holds never passes: signs that turn the order, two numbers that look like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.quotation.verification import memory_texts, verify

TURNING = "\u200f\u061c\u202b\u202d\u202e\u2067"
TEXT = "The war of 1932–1933 was long; Он был в ссылке 12 лет."
HEBREW = "המלחמה של 1932–1933 היתה ארוכה, כך אמר."


@given(st.sampled_from(TURNING), st.integers(0, len(TEXT) - 1), st.booleans())
def test_a_sign_that_turns_the_order_is_never_passed_over(sign: str, at: int, closed: bool) -> None:
    quotation = TEXT[:at] + sign + TEXT[at:] + ("\u202c\u2069" if closed else "")
    found = verify(quotation, memory_texts({"s": TEXT}), source="s")
    assert found.verdict not in ("verbatim", "marked")
    assert any("invisible sign" in warning for warning in found.warnings)


@given(st.sampled_from("\u202d\u202e"), st.integers(1, len(TEXT) - 2))
def test_what_the_source_itself_turns_is_not_quoted_as_it_is_stored(sign: str, at: int) -> None:
    held = memory_texts({"s": TEXT[:at] + sign + TEXT[at:]})
    assert verify(TEXT, held, source="s").verdict not in ("verbatim", "marked")


@pytest.mark.parametrize("sign", ["\u200f", "\u202b", "\u2067", "\u200e"])
def test_signs_of_a_script_from_the_right_are_layout_there(sign: str) -> None:
    quotation = f"של {sign}1932–1933 היתה ארוכה"
    found = verify(quotation, memory_texts({"s": HEBREW}), source="s")
    assert (found.verdict, found.levelled) == ("verbatim", ("layout",))


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(["\n", " \n", "\t", "   ", "\n  "]), st.booleans())
def test_two_numbers_that_stand_apart_are_never_one_without_a_word(
    first: int, second: int, between: str, named: bool
) -> None:
    text = f"{'killed: ' if named else ''}{first}{between}{second:03} wounded were counted that day."
    found = verify(f"{first} {second:03} wounded were counted", memory_texts({"s": text}), source="s")
    assert found.verdict not in ("verbatim", "marked") or any("two numbers" in one for one in found.warnings)


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("He is the master of the mill.", "He [enemy] the master of the mill."),
        ("It was a long time before they came.", "It was [enemy] long time before they came."),
        ("They came by night from the river.", "They came [traitors] night from the river."),
        ("Он стоял на берегу реки.", "Он стоял [предатель] берегу реки."),
    ],
)
def test_a_noun_in_place_of_a_small_word_is_told(text: str, quotation: str) -> None:
    found = verify(quotation, memory_texts({"s": text}), source="s")
    assert found.verdict not in ("verbatim", "marked") or found.warnings


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("He is the master of the mill.", "[Ivan] is the master of the mill."),
        ("He saw him at the mill that night.", "He saw [Ivan] at the mill that night."),
        ("He is the master of the mill.", "He [was] the master of the mill."),
        ("They came by night from the river.", "They came [at] night from the river."),
    ],
)
def test_honest_brackets_in_place_of_small_words_pass(text: str, quotation: str) -> None:
    found = verify(quotation, memory_texts({"s": text}), source="s")
    assert (found.verdict, found.warnings) == ("marked", ())
