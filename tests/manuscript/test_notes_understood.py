"""Notes of several styles and two languages: the work and the pages of each, or a truthful "not known"."""

from __future__ import annotations

import pytest
from gold import Chain, chains, tally

from variorum.manuscript.citations.parsing import references_in

CHAINS = chains()


@pytest.mark.parametrize("chain", CHAINS, ids=[chain.name for chain in CHAINS])
def test_a_chain_of_notes_is_understood_and_nothing_is_guessed(chain: Chain) -> None:
    right, declined, wrong = tally(chain)
    assert not wrong, "\n".join(wrong)
    assert right >= 0.95 * (right + declined)


def test_a_day_before_a_title_in_italics_moves_nothing() -> None:
    text = "Ruth Vane's diary, 15 May 1926, in Ada Moss, ed., The Quay: A Diary (1971), pp. 245–6."
    start = text.index("The Quay")
    (one,) = references_in(text, [(start, start + len("The Quay: A Diary"))])
    assert (one.kind, one.title, one.year, one.locator) == ("full", "The Quay: A Diary", "1971", "245-6")
