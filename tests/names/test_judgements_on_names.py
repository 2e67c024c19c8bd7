from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from variorum.names.linking.judgements import (
    Party,
    consequences,
    contradictions,
    matter,
    parties,
    standing,
)
from variorum.record import Judgement

KAIUROV = Party(dossier="kaiurov")
OTHER = Party(dossier="kaiurov-av")
NAME = Party(name="В. Каюров", source="memoir1988")
PLACE = Party(name="Каюров", source="memoir1988", page=3, start=120)

words = st.text(st.characters(categories=("L", "Nd"), include_characters="-. "), min_size=1).map(str.strip)
keys = st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True)
some_parties = st.one_of(
    st.builds(lambda key: Party(dossier=key), keys),
    st.builds(lambda name: Party(name=" ".join(name.split())), words.filter(bool)),
    st.builds(lambda name, key: Party(name=" ".join(name.split()), source=key), words.filter(bool), keys),
    st.builds(
        lambda name, key, page, start: Party(name=" ".join(name.split()), source=key, page=page, start=start),
        words.filter(bool), keys, st.integers(1, 999), st.integers(0, 99_999),
    ),
)  # fmt: skip


def judged(a: Party, b: Party, verdict: str, *, by: str = "A", when: str = "2026-01-01", why: str = "") -> Judgement:
    return Judgement(matter(a, b), verdict, by, when, why)


def by_matter(judgements: Iterable[Judgement]) -> list[Judgement]:
    return sorted(judgements, key=lambda one: one.about)


@given(some_parties, some_parties)
def test_a_matter_can_be_read_back_and_knows_no_order(a: Party, b: Party) -> None:
    about = matter(a, b)
    assert about == matter(b, a)
    read = parties(about)
    if a.known_by == b.known_by:
        assert read is None
    else:
        assert read is not None
        assert {party.known_by for party in read} == {a.known_by, b.known_by}


def test_a_matter_reads_as_one_would_write_it() -> None:
    assert matter(KAIUROV, PLACE) == "names “Каюров” in memoir1988 at 3/120 = kaiurov"
    assert parties('names kaiurov = "В. Каюров" in memoir1988') == (KAIUROV, NAME)
    assert parties("names “левая оппозиция” = left-opposition") is not None


def test_what_is_no_judgement_on_names_is_left_alone() -> None:
    for about in (
        "finding Q201 a",
        "person ershov: the chairman",
        "names a",
        "names a = a",
        "names a = b = c",
        "names = b",
    ):
        assert parties(about) is None


def test_the_newest_judgement_stands_and_the_older_ones_stay_as_history() -> None:
    first = judged(KAIUROV, NAME, "same")
    second = judged(NAME, KAIUROV, "unsure", by="B", why="The initials are torn off.")
    (one,) = standing([first, second])
    assert one.judgement == second
    assert one.history == (first, second)


def test_a_judgement_withdrawn_is_as_if_nobody_had_judged() -> None:
    assert standing([judged(KAIUROV, NAME, "same"), judged(KAIUROV, NAME, "withdrawn")]) == ()


def test_two_that_are_one_with_a_third_are_one_and_it_is_said_by_which_judgements() -> None:
    both = [judged(KAIUROV, NAME, "same"), judged(NAME, PLACE, "same")]
    (consequence,) = consequences(both)
    assert {consequence.a, consequence.b} == {KAIUROV, PLACE}
    assert by_matter(consequence.chain) == by_matter(both)


def test_a_judgement_that_contradicts_what_others_make_one_is_found() -> None:
    chain = [judged(KAIUROV, NAME, "same"), judged(NAME, OTHER, "same")]
    apart = judged(KAIUROV, OTHER, "different")
    (found,) = contradictions([*chain, apart])
    assert found.different == apart
    assert by_matter(found.chain) == by_matter(chain)


def test_a_contradiction_ends_when_one_of_its_judgements_is_taken_back() -> None:
    chain = [judged(KAIUROV, NAME, "same"), judged(NAME, OTHER, "same")]
    apart = judged(KAIUROV, OTHER, "different")
    assert contradictions([*chain, apart, judged(NAME, OTHER, "withdrawn")]) == ()
    assert contradictions([*chain, apart, judged(NAME, OTHER, "unsure")]) == ()


@given(st.lists(st.tuples(some_parties, some_parties, st.sampled_from(["same", "different"])), max_size=8))
def test_only_a_judgement_that_two_differ_can_contradict(rows: list[tuple[Party, Party, str]]) -> None:
    made = [judged(a, b, verdict) for a, b, verdict in rows]
    for found in contradictions(made):
        assert found.different.verdict == "different"
        assert all(one.verdict == "same" for one in found.chain)
    assert contradictions([one for one in made if one.verdict == "same"]) == ()
