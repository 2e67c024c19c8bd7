"""German date phrases, by a table that was annotated before the words were tuned to it; and what is no date."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from variorum.dates.malformed import MalformedDate
from variorum.dates.phrases import as_json, find_dates, read_in_any_language, read_phrase

GERMAN = Path(__file__).with_name("german_phrases.tsv")


def said(row: dict[str, str]) -> tuple[object, object, object]:
    try:
        read = as_json(read_phrase(row["phrase"], language="de", relative_to=row["relative_to"] or None))
    except MalformedDate:
        return None, None, None
    return read["earliest"] or "", read["latest"] or "", read["bound"]


def test_the_german_phrases_annotated_by_trap() -> None:
    with GERMAN.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    wrong = {row["phrase"] for row in rows if said(row) != (row["earliest"], row["latest"], row["bound"])}
    assert len(rows) >= 180
    assert wrong == set()


def found(text: str) -> list[tuple[str, str]]:
    return [(one.phrase, one.dating.edtf) for one in find_dates(text, language="de")]


@pytest.mark.parametrize(
    "text",
    ["Er ging nach Hause, um zu schlafen.", "vor dem Haus und nach dem Krieg", "S. 1932 des Bandes", "2000 Mark",
     "August Thalheimer sprach.", "zum ersten Mal", "1.5. Die Lage", "Nr. 1917", "Die Acht kam nicht."],
)  # fmt: skip
def test_german_prose_without_a_date_has_none(text: str) -> None:
    assert found(text) == []


def test_the_point_of_an_ordinal_belongs_to_the_date_and_that_of_a_sentence_does_not() -> None:
    assert found("Am 12. Mai 1932 kam er.") == [("12. Mai 1932", "1932-05-12")]
    assert found("Es waren 12. Im Mai 1932 kam er.") == [("Mai 1932", "1932-05")]


def test_a_letter_is_of_its_day_and_a_stretch_begins_on_it() -> None:
    assert [one.bound for one in find_dates("der Brief vom 12. Mai 1932 lag bei", language="de")] == ["on"]
    assert [one.bound for one in find_dates("vom 12. Mai 1932 an", language="de")] == ["from"]


def test_a_russian_date_within_german_text_is_read_too() -> None:
    assert found("Im Brief steht: 12 мая 1932 г., also am 12. Mai 1932.") == [
        ("12 мая 1932 г.", "1932-05-12"), ("12. Mai 1932", "1932-05-12")
    ]  # fmt: skip


def test_german_words_are_german_only_where_the_language_is_told() -> None:
    assert [one.dating.edtf for one in find_dates("vor dem 12. Mai 1932", language="en")] == ["1932"]


def test_a_language_without_dates_is_refused_by_name() -> None:
    with pytest.raises(MalformedDate, match="not read in the language “fr”"):
        read_phrase("le 12 mai 1932", language="fr")


@pytest.mark.parametrize(
    ("written", "edtf"), [("3. Mai 1920", "1920-05-03"), ("летом 1932", "1932-22"), ("by 1930", "[..1930]")]
)
def test_a_date_alone_is_read_in_the_language_that_has_words_for_all_of_it(written: str, edtf: str) -> None:
    assert read_in_any_language(written).dating.edtf == edtf


def test_of_a_date_that_no_language_reads_whole_the_rest_is_told() -> None:
    assert read_in_any_language("nach dem Feste im Mai 1920, glaubt man").unread
    with pytest.raises(MalformedDate):
        read_in_any_language("einst im Nebel")


@pytest.mark.parametrize(
    "written", ["30 February 1932", "the night of 31 June 1932", "am 31. Februar 1933", "28–31 February 1932"]
)
def test_a_day_that_there_is_not_is_no_year_in_another_language(written: str) -> None:
    with pytest.raises(MalformedDate, match="no such day"):
        read_in_any_language(written)
