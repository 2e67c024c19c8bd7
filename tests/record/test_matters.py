"""What a judgement is about is read once, by kind; what is written is read as what it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.record import (
    ENTITY_KINDS,
    AboutDescent,
    AboutDossier,
    AboutFinding,
    AboutNames,
    AboutOther,
    AboutPrediction,
    AboutWording,
    Judgement,
    Matter,
    matter_of,
)

WORD = st.text("abcxyzабвё0-9_#^~:", min_size=1, max_size=12)
WORDS = st.lists(WORD, min_size=1, max_size=4).map(" ".join)


@given(
    st.one_of(
        st.builds(AboutFinding, WORDS),
        st.builds(AboutNames, WORDS, WORDS),
        st.builds(AboutDescent, WORD, WORD),
        st.builds(AboutPrediction, WORD),
        st.builds(AboutWording, WORD),
        st.builds(AboutDossier, st.sampled_from(ENTITY_KINDS), WORD.filter(lambda word: ":" not in word), WORDS),
    ),
    st.sampled_from([" ", "  ", "\n", "\t "]),
)
def test_a_matter_that_is_written_is_read_as_what_it_was(matter: Matter, blank: str) -> None:
    assert matter_of(matter.written) == matter
    assert matter_of(matter.written.replace(" ", blank)) == matter


@pytest.mark.parametrize(
    "about",
    ["", "finding", "names a", "names a = b = c", "descent a from", "descent a from b c", "strike-1932", "Finding x"],
)
def test_what_is_no_matter_of_any_kind_is_kept_as_it_is_written(about: str) -> None:
    assert matter_of(about) == AboutOther(about)
    assert Judgement(about, "accepted", "me", "2026-01-01", "").matter == AboutOther(about)
