from __future__ import annotations

from collections.abc import Callable

from variorum.catalogue.mentions import (
    Linked,
    Single,
    keep_identities,
    keep_mentions,
    mentions_on,
    tallies,
)
from variorum.catalogue.store import Catalogue
from variorum.evidence import Mention, Span

Hold = Callable[..., None]


def a_mention(start: int, surface: str, *, page: int = 1, source: str = "memoir", name: str = "") -> Mention:
    return Mention(source, page, start, start + len(surface), surface, "person", name or surface, "pattern")


def test_mentions_come_back_in_the_order_of_the_text(catalogue: Catalogue, hold: Hold) -> None:
    hold("memoir", "Petrov came. Ivanov went.", "Petrov slept.")
    put_in = [a_mention(0, "Petrov", page=2), a_mention(13, "Ivanov"), a_mention(0, "Petrov")]
    keep_mentions(catalogue, "memoir", [(one, "") for one in put_in], made_from="x")
    assert [found.mention for found in mentions_on(catalogue, "memoir")] == [put_in[2], put_in[1], put_in[0]]
    assert [found.mention for found in mentions_on(catalogue, "memoir", page=2)] == [put_in[0]]


def test_mentions_are_counted_by_form_source_and_cue(catalogue: Catalogue, hold: Hold) -> None:
    hold("memoir", "Petrov and Petrov and Petrov")
    rows = [(a_mention(22, "Petrov"), ""), (a_mention(0, "Petrov"), ""), (a_mention(11, "Petrov"), "oblique")]
    keep_mentions(catalogue, "memoir", rows, made_from="x")
    assert [(tally.cue, tally.mentions, tally.first.start) for tally in tallies(catalogue)] == [
        ("", 2, 0),
        ("oblique", 1, 11),
    ]


def test_what_a_form_names_holds_for_all_its_mentions_but_those_settled_alone(catalogue: Catalogue, hold: Hold) -> None:
    hold("memoir", "Petrov and Petrov and Petrov")
    keep_mentions(catalogue, "memoir", [(a_mention(at, "Petrov"), "") for at in (0, 11, 22)], made_from="x")
    (tally,) = tallies(catalogue)
    alone = Span("memoir", 1, 11, 17)
    form = (tally.source, tally.kind, tally.name, tally.surface, tally.cue)
    keep_identities(
        catalogue,
        [Linked(*form, "petrov", "rule", "so", ())],
        singled=[Single(alone, "petrov-son", "judgement", "his son", ())],
    )
    assert [found.entity for found in mentions_on(catalogue, "memoir")] == ["petrov", "petrov-son", "petrov"]
    assert [found.how for found in mentions_on(catalogue, "memoir")] == ["rule", "judgement", "rule"]


def test_a_source_read_anew_loses_its_mentions_until_they_are_found_again(catalogue: Catalogue, hold: Hold) -> None:
    hold("memoir", "Petrov came.")
    keep_mentions(catalogue, "memoir", [(a_mention(0, "Petrov"), "")], made_from="x")
    assert [found.mention.start for found in mentions_on(catalogue, "memoir")] == [0]
    hold("memoir", "Ivanov came.")
    assert mentions_on(catalogue, "memoir") == []
