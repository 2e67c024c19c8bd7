"""Who is tied to whom: ties with their statements, those who only could have met apart, one picture a network."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.analysis.co_presence import Encounter
from variorum.analysis.layout import laid_out
from variorum.analysis.network import Tie, TieNetwork, foremost, network
from variorum.dates.edtf import parse_edtf
from variorum.examined import Examined
from variorum.record import Complement, Entity, EntityLink, Statement


def record(*statements: Statement) -> Examined:
    entities = {name: Entity(name, "person", name.title()) for name in ("anna", "boris", "vera")}
    entities |= {"cell": Entity("cell", "group", "The cell"), "omsk": Entity("omsk", "place", "Omsk")}
    return Examined(entities=entities, statements=statements)


def test_a_statement_ties_its_subject_to_everybody_whom_it_names() -> None:
    met = Statement(
        "boris#^met",
        "boris",
        "met",
        EntityLink("anna"),
        (Complement("with", EntityLink("cell")), Complement("in", EntityLink("omsk"))),
        parse_edtf("1930-05"),
    )
    found = network(record(met), {})
    assert [(tie.one, tie.other, tie.refs, tie.inferred) for tie in found.ties] == [
        ("anna", "boris", ("boris#^met",), False),
        ("boris", "cell", ("boris#^met",), False),
    ]
    assert found.nodes == ("anna", "boris", "cell")
    assert found.ties[0].days == (met.when.earliest_start, met.when.latest_end)  # type: ignore[union-attr]


def test_nobody_is_tied_to_themselves_or_to_a_place() -> None:
    alone = Statement("anna#^a", "anna", "met", EntityLink("anna"))
    there = Statement("anna#^b", "anna", "lived in", EntityLink("omsk"))
    assert network(record(alone, there), {}).ties == ()


def test_who_only_could_have_met_is_told_apart_and_only_where_no_statement_ties_them() -> None:
    met = Statement("anna#^met", "anna", "met", EntityLink("boris"))
    possible = {
        "anna": (
            Encounter("boris", "omsk", "possible", 1, 2, ("x",)),
            Encounter("vera", "omsk", "possible", 1, 2, ("y",)),
        ),
        "vera": (Encounter("anna", "omsk", "possible", 1, 2, ("y",)),),
    }
    ties = network(record(met), possible).ties
    assert [(tie.one, tie.other, tie.inferred) for tie in ties] == [("anna", "boris", False), ("anna", "vera", True)]


def test_those_with_the_fewest_ties_are_left_out_and_counted() -> None:
    ties = tuple(
        Statement(f"anna#^{n}", "anna", "met", EntityLink(who)) for n, who in enumerate(("boris", "vera", "boris"))
    )
    found = foremost(network(record(*ties), {}), most=2)
    assert (found.nodes, found.left_out) == (("anna", "boris"), 1)
    assert all({tie.one, tie.other} <= set(found.nodes) for tie in found.ties)


@settings(deadline=None, max_examples=30)
@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), max_size=20))
def test_one_network_gives_one_picture_within_its_square(pairs: set[tuple[int, int]]) -> None:
    nodes = tuple(sorted({f"n{end}" for pair in pairs for end in pair}))
    drawn = TieNetwork(nodes, tuple(Tie(f"n{a}", f"n{b}", ("r",), False, None) for a, b in sorted(pairs)))
    places = laid_out(drawn)
    assert places == laid_out(drawn)
    assert set(places) == set(nodes)
    assert all(0 <= x <= 1000 and 0 <= y <= 1000 for x, y in places.values())
