"""Whatever is derived is written by one codec, and comes back equal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.evidence import Borrowing, EditionsCompared, Erasure, Holding, Naming, Verification
from variorum.examined import CheckedQuotation
from variorum.finding import Finding
from variorum.pipeline.codec import codec_of, digest_of
from variorum.record import Entity, Page, Source, Statement, Thesis

DERIVED = (
    Naming, Borrowing, EditionsCompared, Erasure, Finding, CheckedQuotation, Entity, Holding, Page, Source, Statement,
    Thesis, Verification,
)  # fmt: skip


class Size(IntEnum):
    SMALL = 1
    LARGE = 2


@dataclass(frozen=True, slots=True)
class Nest:
    """A type that holds itself, others, and what has no type."""

    name: str
    size: Size = Size.SMALL
    eggs: tuple[int, ...] = ()
    either: int | tuple[str, float] | None = None
    said: Mapping[str, object] = field(default_factory=dict)
    among: frozenset[str] = frozenset()
    within: Nest | None = None


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
NESTS = st.recursive(
    st.builds(
        Nest,
        st.text(),
        st.sampled_from(Size),
        st.lists(st.integers(), max_size=3).map(tuple),
        st.none() | st.integers() | st.tuples(st.text(), st.floats(allow_nan=False)),
        st.dictionaries(st.text(), PLAIN, max_size=3),
        st.frozensets(st.text(), max_size=3),
    ),
    lambda inner: st.builds(Nest, st.text(), within=inner),
    max_leaves=3,
)


@given(NESTS)
def test_a_value_comes_back_equal_and_equal_values_have_one_digest(nest: Nest) -> None:
    codec = codec_of(Nest)
    written = codec.encode(nest)
    back = codec.decode(written)
    assert back == nest
    assert codec.encode(back) == written
    assert digest_of(back, Nest) == digest_of(nest, Nest)


@pytest.mark.parametrize("kind", DERIVED)
def test_every_type_that_is_derived_has_a_codec(kind: type) -> None:
    codec = codec_of(tuple[kind, ...])
    assert codec.decode(codec.encode(())) == ()
    assert codec_of(kind)


def test_what_another_state_of_the_program_wrote_is_not_taken_for_a_value() -> None:
    with pytest.raises(ValueError, match="Holding has 5 fields"):
        codec_of(Holding).decode(b'["memoir","pages"]')


def test_a_type_without_a_codec_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="complex"):
        codec_of(complex)
