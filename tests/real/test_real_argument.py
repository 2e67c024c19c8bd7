"""What the program rightly says of the arguments of an archive that stands on one review."""

from __future__ import annotations

import pytest

from variorum.argument.claims import Claims
from variorum.argument.evidence import Evidence
from variorum.argument.figures import figures_of
from variorum.argument.hinges import ORDER, hinges_of
from variorum.argument.occurrences import Chronicle
from variorum.argument.options import decisions_of
from variorum.argument.patterns import recurrence_of
from variorum.argument.predictions import predictions_of
from variorum.argument.table import questions, table_of
from variorum.pipeline import Built
from variorum.record import Pattern, PatternStep

pytestmark = pytest.mark.real


def test_everything_that_is_argued_hangs_on_the_review_and_the_book_it_reviews(built: Built) -> None:
    evidence = Evidence(built.record)
    claims = Claims(evidence)
    for question in questions(built.record.theses):
        table = table_of(evidence, question)
        attested = [row for row in table.rows if row.attested.stands]
        assert attested
        assert all(row.attested.independent == 1 for row in attested)
        hinges = hinges_of(table, claims).hinges
        assert {hinge.what for hinge in hinges if hinge.of != ORDER} == {("family:rogovin1993",)}


def test_the_rival_theses_on_the_terror_differ_in_one_row(built: Built) -> None:
    table = table_of(Evidence(built.record), "why-the-terror")
    assert len(table.theses) == 4
    assert [row.statement for row in table.rows if row.tells_apart] == ["left-opposition#^not-shattered"]
    assert "left-opposition#^on-collectivisation" in table.unexplained["turn-to-trotskyism"]


def test_a_prediction_known_from_a_review_of_2019_proves_no_foresight(built: Built) -> None:
    (one,) = predictions_of(Evidence(built.record), Chronicle(built.record), "grain-crisis")
    assert (one.who, one.first_edition) == ("left-opposition", False)
    assert one.warning.startswith("Prophecy after the event")


def test_the_800000_are_counted_once(built: Built) -> None:
    (figure,) = figures_of(Evidence(built.record), "purges-of-the-party")
    assert [(count.low, count.high, count.independent) for count in figure.counts] == [(800_000, 800_000, 1)]


def test_what_else_could_have_been_decided_in_1928_has_no_witness_from_before_the_decision(built: Built) -> None:
    (decision,) = decisions_of(Evidence(built.record), Chronicle(built.record), "emergency-measures")
    assert [option.taken for option in decision.options] == [True, False, False, False]
    assert not any(option.witnessed or option.own for option in decision.options)  # a book of 1993 speaks of each
    assert decision.when is not None


def test_crisis_and_measures_of_1928_may_have_followed_and_nothing_shows_it_surely(built: Built) -> None:
    steps = (
        PatternStep("crisis", events=("grain-crisis",)),
        PatternStep("measures", kinds=("directed against",), within=(24, "month")),
    )
    found = recurrence_of(Pattern("p", "p", "", steps), Chronicle(built.record), shuffles=999)
    assert found.possible >= 1
    assert found.chance is None or found.chance > 0.05
