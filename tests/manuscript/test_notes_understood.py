"""Notes of several styles and two languages: the work and the pages of each, or a truthful "not known"."""

from __future__ import annotations

import pytest
from gold import Chain, chains, tally

CHAINS = chains()


@pytest.mark.parametrize("chain", CHAINS, ids=[chain.name for chain in CHAINS])
def test_a_chain_of_notes_is_understood_and_nothing_is_guessed(chain: Chain) -> None:
    right, declined, wrong = tally(chain)
    assert not wrong, "\n".join(wrong)
    assert right >= 0.95 * (right + declined)
