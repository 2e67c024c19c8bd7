"""How two datings lie to one another, as far as that is certain."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from variorum.dates.dating import Order, order
from variorum.dates.edtf import parse_edtf

SOME = st.sampled_from(
    "1928 1928-07 1928-07-11 1927~ 1928/1930 ../1928 1928/.. [1917,1921] {1917,1921} 19XX 1928-24 1929-02".split()  # noqa: SIM905
)
MIRRORED = {Order.BEFORE: Order.AFTER, Order.AFTER: Order.BEFORE}


@given(SOME, SOME)
def test_order_is_antisymmetric(one: str, two: str) -> None:
    there, back = order(parse_edtf(one), parse_edtf(two)), order(parse_edtf(two), parse_edtf(one))
    assert back is MIRRORED.get(there, there)


def test_what_is_near_1928_is_not_certainly_before_1929() -> None:
    assert order(parse_edtf("1928"), parse_edtf("1929")) is Order.BEFORE
    assert order(parse_edtf("1928~"), parse_edtf("1929")) is Order.UNDECIDED


def test_some_day_in_a_year_is_not_the_same_as_itself_but_a_day_is() -> None:
    assert order(parse_edtf("1928"), parse_edtf("1928")) is Order.UNDECIDED
    assert order(parse_edtf("1928-07-11"), parse_edtf("1928-07-11")) is Order.SAME
