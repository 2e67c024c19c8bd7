"""Where names stand in an index."""

from __future__ import annotations

import pytest

from variorum.edition.filing import filed_as, filing_key


@pytest.mark.parametrize(
    ("form", "kind", "filed"),
    [
        ("Joseph Vissarionovich Stalin", "person", "Stalin, Joseph Vissarionovich"),
        ("Николай Иванович Бухарин", "person", "Бухарин, Николай Иванович"),
        ("A. V. Kaiurov", "person", "Kaiurov, A. V."),
        ("Lenin", "person", "Lenin"),
        ("Catherine of Aragon", "person", "Catherine of Aragon"),
        ("The party member who wrote to Gorbachev", "person", "The party member who wrote to Gorbachev"),
        ("The Letter Writer", "person", "The Letter Writer"),
        ("Anna Berg", "group", "Anna Berg"),
    ],
)
def test_a_person_stands_under_the_surname_and_nothing_else_is_turned(form: str, kind: str, filed: str) -> None:
    assert filed_as(form, kind) == filed


def test_articles_accents_and_case_do_not_decide_and_scripts_stand_apart() -> None:
    names = [
        "The Soviet bureaucracy",
        "Ёлкин, Иван",
        "syrtsov group",
        "Égalité",
        "Жуков",
        "Workers of Podolsk",
        "Факел",
    ]
    ordered = sorted(names, key=filing_key)
    assert ordered == [
        "Égalité", "The Soviet bureaucracy", "syrtsov group", "Workers of Podolsk", "Ёлкин, Иван", "Жуков", "Факел",
    ]  # fmt: skip
