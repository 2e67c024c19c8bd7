"""Reasons are told in whole sentences, in English and Russian."""

from __future__ import annotations

import pytest

from variorum import chronology
from variorum.archive.reading import read_record
from variorum.chronology import rules
from variorum.chronology.answers import as_json, clash_as_json, lines_of
from variorum.chronology.rules import Rule
from variorum.examined import not_looked_through
from variorum.languages import having, table
from variorum.sample import sample_folder

TABLES = {code: table(code, "telling") for code in having("telling")}
RULES = [rule for rule in vars(rules).values() if isinstance(rule, Rule)]


@pytest.mark.parametrize("code", sorted(set(TABLES) - {"en"}))
def test_every_language_has_the_same_words_and_every_rule(code: str) -> None:
    assert set(TABLES["en"]) == set(TABLES[code]) - {"rules"}
    assert set(TABLES[code]["rules"]) == {rule.name for rule in RULES}
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_the_sample_is_told_in_every_language_without_a_gap() -> None:
    record = not_looked_through(read_record(sample_folder())[0])
    known = chronology.of(record)
    for language in TABLES:
        for clash in known.contradictions():
            told = known.told(clash, language=language)
            assert told.endswith(".")
            assert "{" not in told
        for ref in known.events:
            why = known.why(ref, language=language)
            assert all(sentence == "" or sentence.endswith(".") for sentence in (why.start, why.end))
    assert "Пётр Ильич Ладыгин" in known.called("life:ladygin", language="ru")


def test_what_a_statement_says_is_never_taken_for_a_place_to_fill_in() -> None:
    record = not_looked_through(read_record(sample_folder())[0])
    teller = chronology.of(record).teller()
    assert teller._say("if", rules="{who} {rules}") == " – if {who} {rules}"


def test_russian_is_told_in_the_gender_of_whoever_acts_and_in_the_case_that_the_verb_asks_for() -> None:
    known = chronology.of(not_looked_through(read_record(sample_folder())[0]))
    told = "\n".join(known.told(clash, language="ru") for clash in known.contradictions())
    assert "«Дуня Прохорова умерла»" in told
    assert "«Дуня Прохорова работала на фабрике „Красный прядильщик“»" in told
    assert "«понижение норм последовало за апрельской стачкой»" in told
    assert "умер»" in told  # Ладыгин


def test_the_answer_is_the_same_every_time() -> None:
    record = not_looked_through(read_record(sample_folder())[0])
    assert as_json(chronology.of(record)) == as_json(chronology.of(record))


def test_the_planted_contradictions_of_the_sample_are_found_as_least_sets() -> None:
    record = not_looked_through(read_record(sample_folder())[0])
    known = chronology.of(record)
    assert len(known.contradictions()) >= 10
    assert all(2 <= len(clash.refs) <= 3 for clash in known.contradictions())
    assert known.repair.proven
    for clash in known.contradictions():
        assert clash.doubt
        assert all(clash in freed for ref, freed in known.freed_by(clash).items())


def test_a_search_for_the_least_to_doubt_that_was_broken_off_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    record = not_looked_through(read_record(sample_folder())[0])
    found, told = chronology.of(record), "\n".join(lines_of(chronology.of(record)))
    assert "The least to doubt:" in told
    assert all(clash_as_json(found, clash)["proven"] for clash in found.contradictions())
    monkeypatch.setattr("variorum.dates.repair._LONGEST_SEARCH", 0)
    record = not_looked_through(read_record(sample_folder())[0])
    found, told = chronology.of(record), "\n".join(lines_of(chronology.of(record)))
    assert "The least to doubt:" not in told
    assert "The least to doubt that was found (less may do):" in told
    assert not any(clash_as_json(found, clash)["proven"] for clash in found.contradictions())


def test_readers_are_told_no_id_of_an_undated_statement() -> None:
    known = chronology.of(not_looked_through(read_record(sample_folder())[0]))
    told = [(known.told(clash), known.told(clash, for_readers=True)) for clash in known.contradictions()]
    assert any("#^" in for_author for for_author, _ in told)
    assert not any("#^" in for_readers for _, for_readers in told)
