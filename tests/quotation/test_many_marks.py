"""A quotation of many marks costs what its length costs: no place is looked through twice, none hangs the program."""

from __future__ import annotations

import pytest

from variorum.quotation import matching
from variorum.quotation.marks import marks_in
from variorum.quotation.verification import memory_texts, verify

SENTENCE = "one two three four five six seven eight nine ten. "


@pytest.mark.parametrize("omissions", [2, 5, 12])
def test_ways_that_were_seen_to_lead_nowhere_are_not_gone_again(
    omissions: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[tuple[int, int]] = []
    hidden_between = matching.hidden_between

    def counted(*arguments: object, **named: object) -> object:
        looked.append((int(str(named["end"])), int(str(named["start"]))))
        return hidden_between(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(matching, "hidden_between", counted)
    held = memory_texts({"s": SENTENCE * 20 + "and far away " + "so on and on " * 400 + "six nine."})
    quotation = "one two three four five six […] " + "one two […] " * omissions + "six nine"
    assert verify(quotation, held, source="s").verdict not in ("verbatim", "marked")
    places = 21
    assert len(looked) <= 4 * places * places * (omissions + 2)  # letterings and first letters are tried apart


def test_more_pieces_than_a_stack_is_deep_are_read() -> None:
    held = memory_texts({"s": "Here it begins, with words that stand once. " + SENTENCE * 1050})
    quotation = "Here it begins, with words that stand once. " + "[…] one two three " * 1050
    assert verify(quotation, held, source="s").verdict == "marked"


@pytest.mark.parametrize("mark", ["[a]", "<em>", "[@a, p. 1]", "(a) ", "... ", "(sic) [b] … "])
def test_each_mark_is_found_once_and_in_order(mark: str) -> None:
    found = marks_in(mark * 300)
    assert [one.start for one in found] == sorted({one.start for one in found})
    assert all(one.text == (mark * 300)[one.start : one.end] for one in found)
