"""Hinges: exact, held against trying every set of units."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from making_arguments import source, thesis, witnessed

from variorum.argument.claims import Claims
from variorum.argument.evidence import Evidence
from variorum.argument.hinges import ORDER, hinges_of
from variorum.argument.table import table_of
from variorum.examined import Examined
from variorum.record import Citation, Claim, ClaimGround, Expectation, Source, Statement, Thesis, Witness

UNITS = ("a", "b", "c", "d", "e")


def record_of(rows: list[tuple[str, ...]], theses: list[Thesis]) -> Examined:
    statements = tuple(
        Statement(
            f"s#^{at}", "s", "led to", None,
            witnesses=tuple(Witness(Citation(key), None) for key in keys),
        )
        for at, keys in enumerate(rows)
    )  # fmt: skip
    return Examined(
        sources={key: Source(key) for key in UNITS},
        statements=statements,
        theses={one.id: one for one in theses},
    )


def turned(record: Examined, gone: frozenset[str]) -> set[str]:
    """By trying: everything that turns without some sources."""
    evidence = Evidence(record)
    before, after = table_of(evidence, "why"), table_of(evidence, "why", without=[f"source:{key}" for key in gone])
    found = {
        one.statement
        for one, other in zip(before.rows, after.rows, strict=True)
        if one.attested.stands and not other.attested.stands
    }
    claims = Claims(evidence)
    found |= claims.grounded() - claims.grounded(without=gone)

    def order(table) -> list[int]:
        counts = [len(rows) for rows in table.unexplained.values()]
        return [(x > y) - (x < y) for x, y in combinations(counts, 2)]

    return found | ({ORDER} if order(before) != order(after) else set())


rows_ = st.lists(st.sets(st.sampled_from(UNITS), max_size=3).map(tuple), min_size=1, max_size=6)
bearings = st.sampled_from(["forbids", "expects", "none"])


@settings(max_examples=120, deadline=None)
@given(rows=rows_, data=st.data())
def test_every_hinge_is_found_and_none_invented(rows: list[tuple[str, ...]], data: st.DataObject) -> None:
    theses = []
    for name in "pqr":
        lines = [data.draw(bearings) for _ in rows]
        evidence = tuple(Expectation(b, False, f"s#^{at}") for at, b in enumerate(lines) if b != "none")
        because = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=2))
        rests = data.draw(st.sampled_from(["", "p#^c", "q#^c", "r#^c"]))
        grounds = tuple(ClaimGround("because", f"s#^{at}") for at in because)
        grounds += (ClaimGround("rests on", rests),) if rests else ()
        theses.append(Thesis(name, name, "why", evidence=evidence, claims=(Claim(f"{name}#^c", "", grounds),)))
    record = record_of(rows, theses)
    evidence = Evidence(record)
    found = hinges_of(table_of(evidence, "why"), Claims(evidence))
    assert not found.unknown
    told: dict[str, set[frozenset[str]]] = {}
    for hinge in found.hinges:
        told.setdefault(hinge.of, set()).add(frozenset(unit.removeprefix("source:") for unit in hinge.what))
    tried: dict[str, set[frozenset[str]]] = {}
    for size in range(1, len(UNITS) + 1):
        for gone in map(frozenset, combinations(UNITS, size)):
            for of in turned(record, gone):
                known = tried.setdefault(of, set())
                if not known or len(next(iter(known))) == size:
                    known.add(gone)
    assert told == tried


def test_a_false_source_and_its_copies_are_one_hinge(archive) -> None:
    copies = {}
    for number in range(1, 6):
        copies |= source(f"copy{number}", derived_from="[police]", composed=str(1940 + number))
    keys = "police, " + ", ".join(f"copy{number}" for number in range(1, 6))
    record, _ = archive(
        source("police", composed="1933")
        | copies
        | {"events/e.md": witnessed(f"led to [[f]] ^one | {keys}"), "events/f.md": ""}
        | thesis("p", "forbids [[e#^one]]")
        | thesis("q", "expects [[e#^one]]")
    )
    evidence = Evidence(record)
    hinges = hinges_of(table_of(evidence, "why"), Claims(evidence)).hinges
    assert [(hinge.of, hinge.what) for hinge in hinges] == [("e#^one", ("family:police",)), (ORDER, ("family:police",))]
    assert hinges[0].turns == ("e#^one", ORDER)


def test_two_books_of_one_author_are_one_unit_by_authorship_alone(archive) -> None:
    record, _ = archive(
        source("first", author='["[[ivanov]]"]', composed="1930")
        | source("second", author='["[[ivanov]]"]', composed="1950")
        | {"people/ivanov.md": "", "events/e.md": witnessed("led to [[f]] ^one | first, second"), "events/f.md": ""}
        | thesis("p", "forbids [[e#^one]]")
    )
    evidence = Evidence(record)
    assert [hinge.what for hinge in hinges_of(table_of(evidence, "why"), Claims(evidence)).hinges] == [
        ("author:ivanov",)
    ]


def test_a_claim_in_a_ring_has_no_ground_and_no_hinge(archive) -> None:
    ring = "- One. ^one\n  - rests on [[#^two]]\n- Two. ^two\n  - rests on [[#^one]]\n"
    claims = ring + "- Three. ^three\n  - because [[e#^one]]"
    record, findings = archive(
        source("a")
        | {"events/e.md": witnessed("led to [[f]] ^one | a"), "events/f.md": ""}
        | thesis("p", "expects [[e#^one]]", claims=claims)
    )
    assert not [one for one in findings if one.code in ("S005", "S006", "S014")]
    claims_ = Claims(Evidence(record))
    assert claims_.rings == {"p#^one", "p#^two"}
    assert claims_.grounded() == {"p#^three"}
    found = hinges_of(table_of(claims_.evidence, "why"), claims_).hinges
    assert [(hinge.of, hinge.what) for hinge in found] == [("e#^one", ("source:a",)), ("p#^three", ("source:a",))]


def test_a_voice_within_a_voice_falls_with_either(archive) -> None:
    text = "## Statements\n\n- led to [[f]] ^one\n  > words [@rogovin, p. 2, in @review, p. 1]\n"
    record, _ = archive(
        source("rogovin")
        | source("review")
        | {"events/e.md": text, "events/f.md": ""}
        | thesis("p", "forbids [[e#^one]]")
    )
    evidence = Evidence(record)
    found = hinges_of(table_of(evidence, "why"), Claims(evidence)).hinges
    assert [hinge.what for hinge in found] == [("source:review",), ("source:rogovin",)]


def test_a_judgement_on_descent_is_a_hinge_of_its_own_kind(archive) -> None:
    from variorum.argument.hinges import judgement_hinges

    judged = '{"about": "descent b from a", "verdict": "confirmed", "by": "me", "when": "2026", "why": "the slips"}'
    record, _ = archive(
        source("a")
        | source("b")
        | {"judgements.jsonl": judged}
        | {"events/e.md": witnessed("led to [[f]] ^one | a, b"), "events/f.md": ""}
        | thesis("p", "forbids [[e#^one]]")
    )
    evidence = Evidence(record)
    table = table_of(evidence, "why")
    assert table.rows[0].attested.independent == 1
    (hinge,) = judgement_hinges(table, evidence)
    assert (hinge.of, hinge.what) == ("e#^one", ("judgement:descent b from a",))
