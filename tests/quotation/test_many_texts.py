"""A large archive is not read through: what is quoted without its source must be found by its seeds alone."""

from __future__ import annotations

import random

import pytest

from variorum.quotation import asking
from variorum.quotation.texts import MemoryTexts, memory_texts
from variorum.quotation.verification import verify

WORDS = """
the of and to in a that it was for on is with as by at from were this which or had not be but they their one all council
bread strike mill workers party state meeting letter witness district harvest village school bridge
"""


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> MemoryTexts:
    """Ninety texts of the same few words, one of which has each quotation below."""
    monkeypatch.setattr(asking, "_SMALL", 0)
    rnd, words = random.Random(9301), WORDS.split()
    many = {f"s{n:02}": [" ".join(rnd.choices(words, k=400)) + "." for _ in range(4)] for n in range(90)}
    for pages in list(many.values())[:70]:
        pages[0] += (
            " Their government must taken, of the mill whatever, there he had lefts, one council that makes them."
        )
    many["s77"][2] += (
        " Government must take of the mill what was left, and which was, after so many years of waiting in cold, at "
        "last found by the keeper of the lower bridge where he had left it. It is the Council that makes the village, "
        "not the village the Council. Every harvest ends so."
    )
    many["s05"][1] += " The government must taken be at its word. It was the Council that made the village."
    return memory_texts(many)


@pytest.mark.parametrize(
    "quotation",
    [
        "Government must take",
        "of the mill what",
        "where he had left",
        "It is the Council that makes the village, not the village the Council. Every harvest",
    ],
)
def test_words_that_stand_somewhere_are_found_there(texts: MemoryTexts, quotation: str) -> None:
    found = verify(quotation, texts)
    assert found.verdict == "verbatim", found
    assert found.segments[0].source == "s77"


def test_pieces_too_short_to_be_sought_are_not_called_altered(texts: MemoryTexts) -> None:
    found = verify("which was … found", texts)
    assert found.verdict == "unchecked"
    assert "Name the source" in found.reason
    assert verify("which was … found", texts, source="s77").verdict == "stitched"


def test_a_long_piece_leads_to_the_short_ones(texts: MemoryTexts) -> None:
    found = verify("of the … keeper of the lower bridge", texts)
    assert (found.verdict, found.segments[0].source) == ("stitched", "s77")


def test_a_changed_word_is_told_as_before(texts: MemoryTexts) -> None:
    found = verify("the keeper of the upper bridge where he had left it", texts)
    assert found.verdict == "altered"
    assert [(one.quoted, one.found) for one in found.differences] == [("upper", "lower")]


def test_of_several_that_are_near_the_nearest_is_shown_whichever_comes_first() -> None:
    texts = memory_texts(
        {
            "a": ["On the third day she typed five whole copies of it on the machine of the library."],
            "b": ["The letter was hers. She typed five copies of it at home."],
        }
    )
    found = verify("She never typed five copies of it at home", texts)
    assert (found.verdict, found.segments[0].source, found.found) == (
        "altered",
        "b",
        "She typed five copies of it at home",
    )
    assert [(each.quoted, each.found) for each in found.differences] == [("never", "")]
