"""Predictions, options, figures and silence: what can be checked of them, and what is said when it cannot."""

from __future__ import annotations

import json

from making_arguments import source, thesis, witnessed

from variorum.argument.evidence import Evidence
from variorum.argument.figures import figures_of, wholes_of
from variorum.argument.occurrences import Chronicle
from variorum.argument.options import decisions_of
from variorum.argument.predictions import brier, contraries, predictions_of, readings
from variorum.argument.silence import DEFECTIVE, NOT_FOUND, NOT_SOUGHT, silences_of
from variorum.evidence import Holding
from variorum.record import Judgement

CRISIS = {
    "events/crisis.md": "## Statements\n\n- 1928-01: took place in [[district]] ^course\n",
    "places/district.md": "",
}


def predictions(archive, files):
    record, findings = archive(CRISIS | files)
    assert not [one for one in findings if one.severity.word == "error"], findings
    return predictions_of(Evidence(record), Chronicle(record))


def test_a_prediction_before_the_event_has_a_lead(archive) -> None:
    (one,) = predictions(
        archive,
        source("platform", composed="1927-09-03")
        | {"people/x.md": witnessed("1927-09: predicted [[crisis]] by 1928-06 ^p | platform")},
    )
    assert (one.what, one.deadline, one.composed, one.first_edition) == ("crisis", "1928-06", "1927-09-03", True)
    assert one.lead == 120
    assert (one.outcome, one.warning) == ("open", "")


def test_words_of_a_later_edition_alone_are_prophecy_after_the_event(archive) -> None:
    (one,) = predictions(
        archive,
        source("first", composed="1927-05")
        | source("second", composed="1927-06", edition_of="[first]")
        | {"people/x.md": witnessed("1927: predicted [[crisis]] ^p | second")},
    )
    assert not one.first_edition
    assert "later edition" in one.warning


def test_the_first_edition_vouches_for_the_words_of_a_later_one(archive) -> None:
    (one,) = predictions(
        archive,
        source("first", composed="1927-05")
        | source("second", composed="1929", edition_of="[first]")
        | {"people/x.md": witnessed("1927: predicted [[crisis]] ^p | second, first")},
    )
    assert one.first_edition
    assert (one.text, one.composed) == ("first", "1927-05")


def test_a_text_from_after_the_event_foretells_nothing(archive) -> None:
    (one,) = predictions(
        archive,
        source("memoir", composed="1961") | {"people/x.md": witnessed("1927: predicted [[crisis]] ^p | memoir")},
    )
    assert not one.first_edition
    assert one.warning.startswith("Prophecy after the event")
    assert one.lead is not None
    assert one.lead < 0


def test_contrary_predictions_are_brought_together(archive) -> None:
    found = predictions(
        archive,
        source("a", composed="1927")
        | {"people/x.md": witnessed("1927: predicted [[crisis]] ^p | a")}
        | {"people/y.md": witnessed("1927: predicted not [[crisis]] by 1928-06 ^p | a")},
    )
    assert [(one.who, one.contrary) for one in found] == [("x", False), ("y", True)]
    assert found[1].deadline == "1928-06"
    assert [(one.who, other.who) for one, other in contraries(found)] == [("x", "y")]


def test_an_outcome_is_a_judgement_on_statements_that_show_it(archive) -> None:
    judgement = {"about": "prediction x#^p", "verdict": "in part", "on": ["crisis#^course"], "by": "me", "when": "2026"}
    (one,) = predictions(
        archive,
        source("a", composed="1927-12-31")
        | {"people/x.md": witnessed("1927: predicted [[crisis]] ^p | a")}
        | {"judgements.jsonl": json.dumps(judgement)},
    )
    assert (one.outcome, one.lead, one.first_edition) == ("in part", 1, True)


def test_readers_give_a_spread_and_no_score_under_ten() -> None:
    given = [
        Judgement("probability x#^p", value, by, "", "") for by, value in (("a", "0.8"), ("b", "60%"), ("c", "sure"))
    ]
    reading = readings(given)["x#^p"]
    assert (reading.readers, reading.lowest, reading.highest) == (2, 0.6, 0.8)
    assert not readings(given[:1])
    assert brier([(0.5, True)] * 9) is None
    assert brier([(0.5, True)] * 10) == 0.25


OPTIONS = """
---
id: plenum
name: The plenum
decided-by: ["[[politburo]]"]
---

## Statements

- 1928-04-10: took place in [[district]] ^course

## Options

- [[x#^import]] rejected {change="buy grain abroad", could=["[[politburo]]"]}
  - known then [[x#^prices]]
  - feared then [[x#^later]]
- [[x#^measures]] taken
- [[x#^own]] never raised
"""


def test_options_are_checked_for_what_can_be_checked(archive) -> None:
    record, findings = archive(
        CRISIS
        | source("report", composed="1928-02")
        | source("memoir", composed="1961")
        | {"events/plenum.md": OPTIONS, "groups/politburo.md": ""}
        | {
            "people/x.md": witnessed(
                "1928-03: proposed [[crisis]] ^import | report",
                '1928-04-01: claimed "prices fell" ^prices | report',
                '1928-05: claimed "gold ran out" ^later | report',
                '1928-04: proposed "measures" ^measures | memoir',
                '1928-04: proposed "nothing" ^own',
            )
        }
    )
    assert not [one for one in findings if one.code == "S023"]
    (decision,) = decisions_of(Evidence(record), Chronicle(record))
    imported, taken, own = decision.options
    assert (imported.witnessed, imported.own) == (True, False)
    assert [ground.before for ground in imported.grounds] == [True, False]
    assert (taken.taken, taken.witnessed, taken.own) == (True, False, False)
    assert own.own
    assert any("own" in warning for warning in own.warnings)
    assert not decision.warnings


def test_a_decision_decided_twice_is_said_to_be(archive) -> None:
    record, _ = archive(
        CRISIS
        | {"events/plenum.md": OPTIONS.replace("never raised", "taken"), "people/x.md": "", "groups/politburo.md": ""}
    )
    (decision,) = decisions_of(Evidence(record), Chronicle(record))
    assert any("2 options" in warning for warning in decision.warnings)


def test_figures_agree_or_conflict_only_where_they_count_the_same(archive) -> None:
    record, findings = archive(
        source("a")
        | source("b")
        | {
            "groups/party.md": witnessed(
                '1930: counted 800000 people {what="expelled", rounded=100000, how="plenum"} ^one | a',
                '1930: counted 840000 people {what="expelled"} ^two | b',
                '1930: counted 990000 people {what="expelled", includes="candidates"} ^three | b',
                '1931: counted 10 people {what="expelled"} ^four | b',
                "1932: counted 9..5 people ^down | b",
            )
        }
    )
    assert not [one for one in findings if one.code == "S010"]
    by = {figure.counts[0].statement: figure for figure in figures_of(Evidence(record))}
    assert [count.statement for count in by["party#^one"].counts] == ["party#^one", "party#^two"]
    assert (by["party#^one"].counts[0].low, by["party#^one"].counts[0].high) == (750000, 850000)
    assert by["party#^one"].agree
    assert len(by["party#^three"].counts) == 1
    assert by["party#^down"].counts[0].upside_down


def test_ranges_that_share_no_point_conflict(archive) -> None:
    record, _ = archive(
        source("a") | {"groups/g.md": witnessed("1930: counted 12 people ^one | a", "1930: counted 60 people ^two | a")}
    )
    (figure,) = figures_of(Evidence(record))
    assert not figure.agree
    assert len(figure.conflicts) == 1


def test_parts_that_exceed_their_whole_are_found(archive) -> None:
    record, _ = archive(
        source("a")
        | {
            "groups/g.md": witnessed(
                "1930: counted 50 people ^whole | a",
                '1930: counted 40 people {what="men", part-of="[[#^whole]]"} ^men | a',
                '1930: counted 20 people {what="women", part-of="[[#^whole]]"} ^women | a',
            )
        }
    )
    (whole,) = wholes_of(record, Evidence(record))
    assert whole.parts == ("g#^men", "g#^women")
    assert not whole.agree


def test_silence_is_told_by_its_state_and_conditions(archive) -> None:
    from dataclasses import replace

    search = {"query": "platform", "where": "minutes", "when": "2026-01-01", "found": 0}
    record, _ = archive(
        source("minutes", standing="official", composed="1932")
        | source("cut", access="redacted")
        | source("other")
        | {"works/platform.md": "", "searches.jsonl": json.dumps(search)}
        | thesis(
            "p",
            "expects to find [[platform]] in [@minutes]",
            "expects to find [[platform]] in [@cut]",
            'expects to find "a plot" in [@other]',
        )
    )
    record = replace(record, holdings={key: Holding(key, "pages", ("1",)) for key in record.sources})
    found = silences_of(Evidence(record), Chronicle(record), record.theses["p"])
    assert [one.state for one in found] == [NOT_FOUND, DEFECTIVE, NOT_SOUGHT]
    assert not any(one.counts for one in found)
