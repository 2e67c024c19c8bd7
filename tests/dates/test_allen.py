"""Allen's relations mean what they say of concrete days; durations are read in every language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.dates.allen import RELATIONS, EventEnds, constraints_of, duration, lasting, relation_named
from variorum.dates.contradictions import contradict
from variorum.dates.malformed import MalformedDate
from variorum.dates.network import Constraint, bounds

INVERSE = {
    "before": "after", "meets": "met by", "overlaps": "overlapped by", "starts": "started by", "during": "contains",
    "finishes": "finished by", "equals": "equals", "together with": "together with",
}  # fmt: skip
STRETCHES = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda pair: (min(pair), max(pair)))
A, B = EventEnds(1, 2), EventEnds(3, 4)


def holds(relation: str, a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two stretches of known days lie to one another as the relation says."""
    days = {"s": a[0], "e": a[1], "S": b[0], "E": b[1]}
    return all(
        (least is None or days[x] - days[y] >= least) and (most is None or days[x] - days[y] <= most)
        for x, y, least, most in RELATIONS[relation]
    )


def fixed(a: tuple[int, int], b: tuple[int, int]) -> list[Constraint]:
    days = zip((1, 2, 3, 4), (*a, *b), strict=True)
    return [one for node, day in days for one in bounds(node, day, day, ("day",))]


@given(STRETCHES, STRETCHES, st.sampled_from(sorted(RELATIONS)))
def test_the_constraints_hold_of_exactly_the_days_of_which_the_relation_does(
    a: tuple[int, int], b: tuple[int, int], relation: str
) -> None:
    stated = constraints_of(relation, A, B, reasons=("said",))
    assert contradict([*fixed(a, b), *stated]) is not holds(relation, a, b)


@given(STRETCHES, STRETCHES)
def test_a_relation_and_its_inverse_say_the_same(a: tuple[int, int], b: tuple[int, int]) -> None:
    for relation, inverse in INVERSE.items():
        assert holds(relation, a, b) == holds(inverse, b, a)


@given(STRETCHES, STRETCHES)
def test_some_of_the_thirteen_holds_of_any_two_stretches(a: tuple[int, int], b: tuple[int, int]) -> None:
    assert any(holds(relation, a, b) for relation in list(RELATIONS)[:13])


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("before", "before"), ("До", "before"), ("во время", "during"), ("in the course of", "during"),
        ("после", "after"), ("вслед  за", "after"), ("overlapped-by", "overlapped by"), ("одновременно с", "equals"),
        ("nach", "after"), ("während", "during"), ("beside", None), ("lasted", None),
    ],
)  # fmt: skip
def test_relations_are_known_by_their_words(words: str, relation: str | None) -> None:
    assert relation_named(words) == relation


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        ("three weeks", 18, 24), ("три недели", 18, 24), ("10 days", 10, 10), ("two to three months", 41, 108),
        ("at least 5 years", 1825, None), ("не более 2 лет", 0, 915), ("about a month", 0, 61), ("год", 182, 549),
        ("a fortnight", 7, 21), ("полтора года", 364, 732), ("12 суток", 12, 12), ("half a year", 0, 366),
        ("около двух месяцев", 26, 92), ("трое суток", 3, 3), ("zwei Wochen", 11, 17),
        ("mindestens drei Monate", 84, None), ("zwei bis drei Jahre", 547, 1281), ("2–3 недели", 11, 24),
        ("ein halbes Jahr", 0, 366),
    ],
)  # fmt: skip
def test_durations_are_read_in_every_language(words: str, least: int, most: int | None) -> None:
    low, high = duration(words)
    assert low == least
    assert most is None or high == most


@pytest.mark.parametrize("words", ["", "long", "weeks three", "three blinks", "x" * 300])
def test_what_is_no_duration_is_refused_in_a_sentence(words: str) -> None:
    with pytest.raises(MalformedDate, match="is no duration"):
        duration(words)


def test_what_lasted_ten_days_ends_on_the_tenth() -> None:
    ten = lasting(A, 10, 10, reasons=("said",))
    assert not contradict([*fixed((1, 10), (0, 0)), *ten])
    assert contradict([*fixed((1, 9), (0, 0)), *ten])
    assert contradict([*fixed((1, 12), (0, 0)), *ten])
