"""Names in texts of a language that is told: what German, which has no model for names, can give and what it cannot."""

from __future__ import annotations

import pytest

from variorum.languages import equipment
from variorum.names.recognition.gazetteer import gazetteer_of
from variorum.names.recognition.recognition import recognise
from variorum.names.recognition.scripts import recogniser_for
from variorum.record import Entity

KNOWN = gazetteer_of(
    [
        Entity("trotzki", "person", "Leo Trotzki"),
        Entity("bauer", "person", "Otto Bauer"),
        Entity("engels", "person", "Friedrich Engels"),
        Entity("wien", "place", "Wien"),
        Entity("opposition", "group", "Linke Opposition"),
    ]
)


def found(text: str, language: str) -> list[tuple[str, str]]:
    return [(one.surface, one.kind) for one in recognise(text, language=language, known=KNOWN)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gestern schrieb Genosse Trotzki an Bauer.", [("Trotzki", "person"), ("Bauer", "person")]),
        ("Die Linke Opposition traf sich in Wien.", [("Linke Opposition", "group"), ("Wien", "place")]),
        ("Man las Bauers Brief und Trotzkis Antwort.", [("Bauer", "person"), ("Trotzki", "person")]),
        ("Damals hatte Engels geschrieben.", [("Engels", "person")]),
        ("Der Bauer ging mit einem Bauer aufs Feld.", []),
        ("Das Haus am See, ein Wolf, die Partei: Hauptwörter sind keine Namen.", []),
    ],
)
def test_german_names_are_those_of_dossiers_and_patterns(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text, "de") == names


def test_a_russian_passage_in_a_german_text_is_seen_by_the_russian_model() -> None:
    text = "Im Brief heißt es:\n\nСталин и Рютин встретились в Москве вчера вечером.\n\nSo weit der Brief."
    assert found(text, "de") == [("Сталин", "person"), ("Рютин", "person"), ("Москве", "place")]


def test_a_language_that_nobody_declared_is_not_taken_for_another_of_its_script() -> None:
    assert found("Kaarle Virtanen matkusti Helsinkiin.", "fi") == []
    assert recogniser_for("fi") == ""


@pytest.mark.parametrize(("language", "has"), [("en", True), ("ru-RU", True), ("de", False), ("de-AT", False)])
def test_a_language_says_whether_it_has_a_model_for_names(language: str, *, has: bool) -> None:
    assert bool(equipment(language).recogniser()) is has
