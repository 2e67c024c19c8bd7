"""One word in two spellings, one number in two ways of parting it: never two words, never two numbers."""

from __future__ import annotations

import pytest

from variorum.evidence import Difference
from variorum.manuscript.written_otherwise import is_written_otherwise

SAME = (
    ("organisation", "organization"), ("realised", "realized"), ("analysed", "analyzed"), ("labour", "labor"),
    ("Honourable", "Honorable"), ("counter-revolution", "counterrevolution"), ("re-elect", "reelect"),
    ("co-operation", "cooperation"), ("12,500", "12 500"), ("organised labour", "organized labor"),
)  # fmt: skip
OTHER = (
    ("prise", "prize"), ("devised", "deviced"), ("four", "for"), ("hour", "hor"), ("recreation", "re-creation"),
    ("resign", "re-sign"), ("men", "means"), ("Tcheka", "Cheka"), ("raised", "razed"), ("the", "party"), ("our", "or"),
    ("125,00", "12,500"), ("realised", "Realized"), ("advise", "advice"), ("economise $4000", "economize £4,000"),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_way_of_writing_is_known_in_both_directions(one: str, other: str) -> None:
    assert is_written_otherwise(Difference("replaced", one, other))
    assert is_written_otherwise(Difference("replaced", other, one))


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_another_word_or_number_is_never_taken_for_a_way_of_writing(one: str, other: str) -> None:
    assert not is_written_otherwise(Difference("replaced", one, other))


@pytest.mark.parametrize("kind", ["moved", "added", "omitted"])
def test_a_number_that_was_moved_is_no_way_of_writing_it(kind: str) -> None:
    assert not is_written_otherwise(Difference(kind, "259", "259"))
