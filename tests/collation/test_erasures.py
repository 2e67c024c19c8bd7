"""Erasures: exact tests, what counts as one, and falls over a dated series."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.collation.chances import fisher_less, holm, rate_less
from variorum.collation.changes import collate
from variorum.collation.erasures import CertainName, EditionRead, erasures_between, is_telling, restorations
from variorum.collation.silences import erased_over_time, silent
from variorum.collation.wording import wording_of
from variorum.dates.edtf import parse_edtf
from variorum.evidence import Attestation, Erasure, Naming, Span
from variorum.examined import Examined
from variorum.quotation.texts import body_of, memory_texts
from variorum.record import Citation, Entity, Source, Statement, Witness

COUNTS = st.integers(min_value=0, max_value=40)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_fishers_test_is_a_probability_and_counts_every_table(a: int, b: int, c: int, d: int) -> None:
    chance = fisher_less(a, b, c, d)
    assert 0 <= chance <= 1
    by_hand = sum(
        math.comb(a + c, k) * math.comb(b + d, a + b - k) / math.comb(a + b + c + d, a + b)
        for k in range(a + 1)
        if a + b - k <= b + d
    )
    assert chance == pytest.approx(min(1.0, by_hand), abs=1e-9)


def test_fishers_own_example_of_tea() -> None:
    assert fisher_less(1, 3, 3, 1) == pytest.approx(17 / 70)


def test_two_rates_are_compared_by_their_lengths() -> None:
    assert rate_less(10, 0, 1000, 1000) == pytest.approx(0.5**10)
    assert rate_less(10, 0, 1000, 10) > 0.9
    assert rate_less(0, 0, 1000, 10) == 1.0


@given(st.lists(st.floats(min_value=0, max_value=1), max_size=12))
def test_holms_correction_only_raises_and_keeps_the_order(chances: list[float]) -> None:
    corrected = holm(chances)
    assert all(after >= before for before, after in zip(chances, corrected, strict=True))
    for i, one in enumerate(chances):
        for j, other in enumerate(chances):
            if one < other:
                assert corrected[i] <= corrected[j]


def told(key: str, text: str, **names: str) -> EditionRead:
    named = []
    for entity, name in names.items():
        at = text.find(name)
        while at >= 0:
            named.append(CertainName(entity, at, at + len(name)))
            at = text.find(name, at + 1)
    return EditionRead(body_of(memory_texts({key: text}), key), wording_of(text), tuple(named))


def between(earlier: EditionRead, later: EditionRead) -> dict[str, Erasure]:
    collated = collate(earlier.wording, later.wording)
    found = erasures_between(earlier, later, collated, knows=lambda entity, wording: False)
    return {one.entity: one for one in found}


REST = " ".join(f"In the year {year} the mill spun yarn for the whole district." for year in range(1900, 1930))
FIRST = f"The school was opened by Vera Orlova in the autumn. {REST} The well was dug by Lesnov in nine days."


def test_a_name_taken_out_of_a_kept_sentence_is_an_erasure_with_both_sentences() -> None:
    later = FIRST.replace(" by Vera Orlova", "")
    found = between(told("a", FIRST, orlova="Vera Orlova", lesnov="Lesnov"), told("b", later, lesnov="Lesnov"))
    assert set(found) == {"orlova"}
    assert (found["orlova"].kind, found["orlova"].mentions_earlier, found["orlova"].mentions_later) == ("dropped", 1, 0)
    assert found["orlova"].places[0].text == "The school was opened by Vera Orlova in the autumn"
    assert found["orlova"].instead[0].text == "The school was opened in the autumn"
    assert is_telling(found["orlova"])


def test_somebody_in_their_place_makes_it_nameless() -> None:
    later = FIRST.replace("Vera Orlova", "some teachers")
    assert between(told("a", FIRST, orlova="Vera Orlova"), told("b", later))["orlova"].kind == "anonymised"


def test_some_in_a_long_rewriting_stands_for_nobody() -> None:
    first = FIRST.replace("in the autumn", "in the autumn of that year, as all who were there remember it")
    much = "after one summer in which several wells had run dry and nobody thought of teaching"
    found = between(told("a", first, orlova="Vera Orlova"), told("b", first.replace("by Vera Orlova", much)))
    assert found["orlova"].kind == "dropped"


def test_the_post_that_stays_without_its_name_is_nameless_too() -> None:
    first = FIRST.replace("by Vera Orlova", "by the chairman Vera Orlova")
    found = between(told("a", first, orlova="Vera Orlova"), told("b", first.replace(" Vera Orlova", "")))
    assert found["orlova"].kind == "anonymised"


def test_an_insult_before_the_name_turns_it() -> None:
    later = FIRST.replace("by Lesnov", "by the wrecker Lesnov")
    found = between(told("a", FIRST, lesnov="Lesnov"), told("b", later, lesnov="Lesnov"))
    assert found["lesnov"].kind == "turned"


def test_a_hostile_word_before_a_place_turns_no_place() -> None:
    first = FIRST.replace("by Lesnov", "in Lipovka")
    sides = (
        told("a", first, place="Lipovka"),
        told("b", first.replace("in Lipovka", "in enemy Lipovka"), place="Lipovka"),
    )
    collated = collate(sides[0].wording, sides[1].wording)
    for people, kinds in ((True, ["turned"]), (False, [])):
        found = erasures_between(*sides, collated, knows=lambda entity, wording: False, people=people)
        assert [one.kind for one in found] == kinds


def test_another_name_throughout_is_renamed() -> None:
    later = FIRST.replace("Lesnov", "Borovik")
    found = between(told("a", FIRST, lesnov="Lesnov"), told("b", later, lesnov="Borovik"))
    assert found["lesnov"].kind == "renamed"


def test_a_name_that_falls_with_its_passage_is_told_and_is_not_telling() -> None:
    later = FIRST.removesuffix(" The well was dug by Lesnov in nine days.")
    found = between(told("a", FIRST, lesnov="Lesnov"), told("b", later))
    assert found["lesnov"].kind == "dropped"
    assert found["lesnov"].table == (0, 1, 31, 0)
    only_half = " ".join(FIRST.split()[:60])
    assert not is_telling(between(told("a", FIRST, lesnov="Lesnov"), told("b", only_half))["lesnov"])


def test_whom_the_text_may_name_after_all_is_not_erased() -> None:
    later = FIRST.removesuffix(" The well was dug by Lesnov in nine days.")
    earlier, shorter = told("a", FIRST, lesnov="Lesnov"), told("b", later)
    collated = collate(earlier.wording, shorter.wording)
    assert not erasures_between(earlier, shorter, collated, knows=lambda entity, wording: True)


def test_an_edition_that_names_again_restores() -> None:
    silenced = told("b", FIRST.replace(" by Vera Orlova", ""))
    again = told("c", FIRST, orlova="Vera Orlova")
    turned = collate(again.wording, silenced.wording)
    (found,) = restorations(silenced, again, turned, known=["orlova"], knows=lambda entity, wording: False)
    assert (found.kind, found.earlier, found.later, found.mentions_later) == ("restored", "b", "c", 1)


def newspaper(counts: list[int]) -> Examined:
    sources = {
        f"news{year}": Source(f"news{year}", "newspaper", f"The Gazette, no. {year}", published=parse_edtf(str(year)))
        for year in range(1927, 1927 + len(counts))
    }
    attested = [
        Attestation("orlova", key, count, {"Orlova": count}, Span(key, 1, 0, 6))
        for key, count in zip(sources, counts, strict=True)
        if count
    ]
    return Examined(sources=sources, naming=Naming(tuple(attested)))


def test_a_newspaper_that_stops_naming_somebody_is_told_with_the_last_and_the_first_issue() -> None:
    record = newspaper([6, 8, 7, 0, 0, 0])
    (found,) = erased_over_time(record, record.naming.attestations, dict.fromkeys(record.sources, 1000))
    assert (found.kind, found.earlier, found.later) == ("dropped", "news1929", "news1930")
    assert (found.mentions_earlier, found.mentions_later) == (21, 0)
    assert found.chance < 0.001


def test_a_return_after_silence_is_told() -> None:
    record = newspaper([6, 7, 0, 0, 0, 0, 9, 8])
    kinds = {
        one.kind for one in erased_over_time(record, record.naming.attestations, dict.fromkeys(record.sources, 1000))
    }
    assert "restored" in kinds


@pytest.mark.parametrize("counts", [[1, 0, 1, 0, 0], [2, 1, 0, 1, 1, 2], [3, 3, 3, 3]])
def test_what_chance_explains_is_not_told(counts: list[int]) -> None:
    record = newspaper(counts)
    assert erased_over_time(record, record.naming.attestations, dict.fromkeys(record.sources, 1000)) == ()


def test_an_issue_that_may_name_somebody_after_all_is_not_silent() -> None:
    record = newspaper([6, 8, 7, 0, 0, 0])
    lengths = dict.fromkeys(record.sources, 1000)
    last, first = max(record.sources), min(record.sources)
    assert len(erased_over_time(record, record.naming.attestations, lengths)) == 1
    assert (
        erased_over_time(record, record.naming.attestations, lengths, may_name=lambda entity, source: source == last)
        == ()
    )
    assert (
        len(
            erased_over_time(
                record, record.naming.attestations, lengths, may_name=lambda entity, source: source == first
            )
        )
        == 1
    )


def test_short_issues_do_not_make_a_fall() -> None:
    record = newspaper([6, 8, 7, 0, 0, 0])
    lengths = {key: 1000 if key < "news1930" else 15 for key in record.sources}
    assert erased_over_time(record, record.naming.attestations, lengths) == ()


def test_the_one_source_on_an_event_that_is_silent_is_named() -> None:
    keys = [f"s{number}" for number in range(5)]
    witnesses = tuple(Witness(Citation(key), "words") for key in keys)
    record = Examined(
        sources={key: Source(key) for key in keys},
        entities={"strike": Entity("strike", "event", "The strike"), "orlova": Entity("orlova", "person", "Orlova")},
        statements=(Statement("strike#^began", "strike", "began", None, witnesses=witnesses),),
        naming=Naming(tuple(Attestation("orlova", key, 4, {"Orlova": 4}, Span(key, 1, 0, 6)) for key in keys[:4])),
    )
    (found,) = silent(record, record.naming.attestations, dict.fromkeys(keys, 800))
    assert (found.kind, found.later, found.entity) == ("silent", "s4", "orlova")
    assert silent(record, record.naming.attestations, {**dict.fromkeys(keys, 800), "s4": 20}) == ()
    assert (
        silent(
            record, record.naming.attestations, dict.fromkeys(keys, 800), may_name=lambda entity, source: source == "s4"
        )
        == ()
    )
