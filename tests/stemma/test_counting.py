"""Witnesses are counted once: by lineage, judgement, author, and the very passage that they are cited for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making_witnesses import Archive

from variorum.record import Citation, Entity, Position, Witness
from variorum.stemma.lineage import counting, in_words

HOOTER = "The hooter was heard beyond the river at six in the morning and nobody came to the gates."
OWN = "I stood by the gates myself and counted the caps in the yard; there were eleven of them."
MEMOIR = f"Those were hard days. {HOOTER} So it was. {OWN}"
PAPER = f"From the mill. {HOOTER} The administration has taken measures."
LATER = f"As I remember as if it were now: {HOOTER} Then I went home."


@pytest.fixture
def archive() -> Archive:
    made = Archive()
    made.source("paper", 1932, PAPER)
    made.source("memoir", 1961, MEMOIR)
    made.source("later", 1967, LATER)
    return made


def test_two_that_know_nothing_of_one_another_are_two(archive: Archive) -> None:
    statement = archive.statement("strike#^a", ("paper", HOOTER), ("memoir", OWN))
    legs = counting(archive.record()).of(statement)
    assert (legs.independent, legs.bonds) == (2, ())
    assert legs.in_words == "attested by 2, independently by 2"


def test_witnesses_cited_for_one_passage_are_one(archive: Archive) -> None:
    archive.borrowing("memoir", "paper", HOOTER)
    statement = archive.statement("strike#^a", ("paper", HOOTER), ("memoir", HOOTER))
    legs = counting(archive.record()).of(statement)
    assert legs.groups == (("paper", "memoir"),)
    assert [bond.kind for bond in legs.bonds] == ["passage"]
    assert "stands in" in in_words(legs.bonds[0])


def test_a_borrowing_elsewhere_in_the_two_sources_makes_them_no_less_two(archive: Archive) -> None:
    archive.borrowing("memoir", "paper", HOOTER)
    statement = archive.statement("strike#^a", ("paper", HOOTER), ("memoir", OWN))
    assert counting(archive.record()).of(statement).independent == 2


def test_who_repeats_one_passage_and_adds_words_of_her_own_stays_a_witness(archive: Archive) -> None:
    archive.borrowing("memoir", "paper", HOOTER)
    statement = archive.statement("strike#^a", ("paper", HOOTER), ("memoir", HOOTER), ("memoir", OWN))
    assert counting(archive.record()).of(statement).independent == 2


def test_copies_are_followed_over_a_third_source(archive: Archive) -> None:
    archive.borrowing("memoir", "paper", HOOTER)
    archive.borrowing("later", "paper", HOOTER)
    statement = archive.statement("strike#^a", ("later", HOOTER), ("memoir", HOOTER))
    assert counting(archive.record()).of(statement).independent == 1


def test_two_different_passages_of_one_compiler_are_two(archive: Archive) -> None:
    archive.source("compiler", 1970, f"{HOOTER} {OWN}")
    archive.borrowing("compiler", "paper", HOOTER)
    archive.borrowing("compiler", "memoir", OWN)
    statement = archive.statement("strike#^a", ("paper", HOOTER), ("memoir", OWN))
    assert counting(archive.record()).of(statement).independent == 2
    with_compiler = archive.statement("strike#^b", ("paper", HOOTER), ("memoir", OWN), ("compiler", HOOTER))
    assert counting(archive.record()).of(with_compiler).groups == (("paper", "compiler"), ("memoir",))


def test_a_formula_binds_nobody(archive: Archive) -> None:
    archive.borrowing("memoir", "paper", HOOTER, manner="formula")
    statement = archive.statement("strike#^a", ("paper", HOOTER), ("memoir", HOOTER))
    assert counting(archive.record()).of(statement).independent == 2


def test_lineage_reaches_however_far_and_names_the_sources_between(archive: Archive) -> None:
    archive.source("reprint", 1975, HOOTER, lineage={"between": "derived-from"})
    archive.source("between", 1970, "", lineage={"paper": "edition-of"})
    statement = archive.statement("strike#^a", ("paper", HOOTER), ("reprint", HOOTER))
    legs = counting(archive.record()).of(statement)
    assert legs.independent == 1
    assert [(bond.a, bond.how, bond.b) for bond in legs.bonds] == [
        ("reprint", "derived-from", "between"),
        ("between", "edition-of", "paper"),
    ]


def test_one_person_in_two_sources_is_one_witness_and_a_body_is_not(archive: Archive) -> None:
    archive.entities["hallam"] = Entity("hallam", "person", "Arthur Hallam")
    archive.entities["bureau"] = Entity("bureau", "group", "The bureau")
    for number, key in enumerate(("letter", "book")):
        archive.source(key, 1931 + number, f"{key} says so", authors=["hallam"])
    for number, key in enumerate(("first", "second")):
        archive.source(key, 1931 + number, f"{key} says so", authors=["bureau"])
    record = archive.record()
    hallam = archive.statement("x#^a", ("letter", "letter says so"), ("book", "book says so"))
    bureau = archive.statement("x#^b", ("first", "first says so"), ("second", "second says so"))
    assert in_words(counting(record).of(hallam).bonds[0]) == "book and letter are both by Arthur Hallam."
    assert counting(record).of(hallam).independent == 1
    assert counting(record).of(bureau).independent == 2


def test_an_author_who_copies_a_paper_does_not_make_all_his_writings_that_paper(archive: Archive) -> None:
    archive.source("minutes", 1927, "minutes say so", authors=["Chizhov"])
    archive.source("notes", 1967, "notes say so", authors=["Chizhov"], lineage={"paper": "derived-from"})
    both = archive.statement("x#^a", ("minutes", "minutes say so"), ("paper", HOOTER))
    all_three = archive.statement("x#^b", ("notes", "notes say so"), ("minutes", "minutes say so"), ("paper", HOOTER))
    record = archive.record()
    assert counting(record).of(both).independent == 2
    assert counting(record).of(all_three).independent == 2


def test_a_judgement_ties_and_parts(archive: Archive) -> None:
    archive.source("reprint", 1975, HOOTER, lineage={"paper": "derived-from"})
    tied = archive.statement("x#^a", ("paper", HOOTER), ("later", HOOTER))
    parted = archive.statement("x#^b", ("paper", HOOTER), ("reprint", HOOTER))
    archive.judge("descent later from paper", "confirmed")
    archive.judge("descent reprint from paper", "refused")
    record = archive.record()
    assert counting(record).of(tied).independent == 1
    assert counting(record).of(parted).independent == 2
    archive.judge("descent later from paper", "unsure")
    assert counting(archive.record()).of(tied).independent == 2


def test_words_that_were_not_found_are_no_copy_of_anything(archive: Archive) -> None:
    archive.borrowing("memoir", "paper", HOOTER)
    statement = archive.statement("x#^a", ("paper", HOOTER), ("memoir", "words that stand nowhere"))
    assert counting(archive.record()).of(statement).independent == 2


def test_a_witness_whose_source_is_closed_is_not_counted(archive: Archive) -> None:
    statement = archive.statement("x#^a", ("paper", HOOTER), ("", ""))
    assert counting(archive.record()).of(statement).voices == ("paper",)


KEYS = ("a", "b", "c", "d", "e")
PAIRS = st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)).filter(lambda pair: pair[0] != pair[1])


@given(ties=st.lists(PAIRS, max_size=5), copies=st.lists(PAIRS, max_size=6), years=st.permutations(range(1930, 1935)))
def test_the_groups_part_the_voices_and_more_ties_never_make_more_witnesses(
    ties: list[tuple[str, str]], copies: list[tuple[str, str]], years: list[int]
) -> None:
    counts = []
    for number in range(len(copies) + 1):
        made = Archive()
        for key, year in zip(KEYS, years, strict=True):
            lineage = {other: "derived-from" for one, other in ties if one == key}
            made.source(key, year, f"{key} says: {HOOTER} So far {key}.", lineage=lineage)
        for one, other in copies[:number]:
            made.borrowing(one, other, HOOTER)
        statement = made.statement("x#^a", *((key, HOOTER) for key in KEYS))
        legs = counting(made.record()).of(statement)
        assert sorted(key for group in legs.groups for key in group) == sorted(KEYS)
        assert 1 <= legs.independent <= len(KEYS)
        assert (len(legs.bonds) > 0) == (legs.independent < len(KEYS))
        counts.append(legs.independent)
    assert counts == sorted(counts, reverse=True)


def test_the_translation_of_a_copy_is_the_original_once_more(archive: Archive) -> None:
    archive.source("copy", 1940, f"From an old paper. {HOOTER}")
    archive.source("version", 1950, "Гудок слышали за рекой в шесть утра.", lineage={"copy": "translation-of"})
    archive.borrowing("copy", "paper", HOOTER)
    rendered = "Гудок слышали за рекой в шесть утра."
    statement = archive.statement("x#^a", ("paper", HOOTER), ("version", rendered))
    legs = counting(archive.record()).of(statement)
    assert legs.independent == 1
    assert [bond.kind for bond in legs.bonds] == ["passage", "declared"]
    archive.source("newest", 1960, "", lineage={"version": "edition-of"})
    archive.texts["newest"] = rendered
    further = archive.statement("x#^b", ("later", HOOTER), ("newest", rendered))
    archive.borrowing("later", "paper", HOOTER)
    assert counting(archive.record()).of(further).independent == 1


def test_what_can_be_followed_into_the_copy_is_judged_by_where_it_leads(archive: Archive) -> None:
    archive.source("copy", 1940, f"{HOOTER} {OWN}")
    archive.source("reprint", 1950, OWN, lineage={"copy": "edition-of"})
    archive.borrowing("copy", "paper", HOOTER)
    archive.borrowing("reprint", "copy", OWN)
    statement = archive.statement("x#^a", ("paper", HOOTER), ("reprint", OWN))
    assert counting(archive.record()).of(statement).independent == 2


def test_a_refused_judgement_parts_two_that_share_a_passage(archive: Archive) -> None:
    archive.borrowing("memoir", "paper", HOOTER)
    statement = archive.statement("x#^a", ("paper", HOOTER), ("memoir", HOOTER))
    archive.judge("descent memoir from paper", "refused")
    assert counting(archive.record()).of(statement).independent == 2
    archive.borrowing("later", "paper", HOOTER)
    archive.borrowing("later", "memoir", HOOTER)  # a later copy of either joins nobody again
    assert counting(archive.record()).of(statement).independent == 2


def test_what_was_refused_one_way_may_stand_the_other_way(archive: Archive) -> None:
    made = archive.borrowing("memoir", "paper", HOOTER)
    archive.borrowings[-1] = replace(made, direction="a-from-b")
    statement = archive.statement("x#^a", ("paper", HOOTER), ("memoir", HOOTER))
    archive.judge("descent paper from memoir", "refused")
    assert counting(archive.record()).of(statement).independent == 1


@pytest.mark.parametrize("verdict", ["altered", "stitched", "absent"])
def test_words_that_a_source_does_not_say_are_nobodys_witness(archive: Archive, verdict: str) -> None:
    statement = archive.statement("x#^a", ("paper", HOOTER), ("memoir", OWN))
    fallen = archive.quotations[-1]
    archive.quotations[-1] = replace(fallen, verification=replace(fallen.verification, verdict=verdict))
    legs = counting(archive.record()).of(statement)
    assert (legs.voices, legs.independent) == (("paper",), 1)


def test_who_is_known_only_as_another_quotes_him_is_one_with_that_other(archive: Archive) -> None:
    def quoted(number: int, words: str, *chain: str) -> Witness:
        citation: Citation | None = None
        for key in reversed(chain):
            citation = Citation(key, within=citation)
        assert citation is not None
        return Witness(citation, words, "affirms", Position("x.md", number))

    book = quoted(2, OWN, "memoir")
    heard = quoted(3, HOOTER, "orlov", "memoir")
    statement = replace(archive.statement("strike#^a"), witnesses=(book, heard))
    legs = counting(archive.record()).of(statement)
    assert (len(legs.voices), legs.independent) == (2, 1)
    assert [str(in_words(bond)) for bond in legs.bonds] == ["What orlov says is known here only as memoir quotes it."]
    own = replace(statement, witnesses=(book, heard, quoted(4, HOOTER, "orlov")))
    assert counting(archive.record()).of(own).independent == 2
    two = replace(statement, witnesses=(heard, quoted(4, HOOTER, "petrov", "memoir")))
    assert counting(archive.record()).of(two).independent == 2
    assert counting(archive.record()).of(replace(two, witnesses=(*two.witnesses, book))).independent == 2
