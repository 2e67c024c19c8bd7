"""Who is named in a sentence, whole and apart: cases that agree, lists, capitals, patronymics, apostrophes, rulers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from variorum.names.recognition.recognition import recognise
from variorum.names.recognition.scripts import written_in

CASES = [json.loads(line) for line in (Path(__file__).parent / "named_people.jsonl").read_text("utf-8").splitlines()]


def people(text: str) -> list[tuple[str, str]]:
    found = recognise(text, language=written_in(text))
    return [(one.surface, one.name) for one in found if one.kind == "person"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_each_person_is_named_whole_and_nobody_else(case: dict[str, object]) -> None:
    assert [surface for surface, _ in people(str(case["text"]))] == case["persons"]


AUTHORS = ["Ленина", "Бухарина", "Зиновьева", "Каменева", "Рютина", "Томского", "Крупской", "Чичерина", "Дзержинского"]
READERS = ["Сталину", "Троцкому", "Рыкову", "Каюрову", "Молотову", "Калинину", "Луначарскому", "Радеку", "Куйбышеву"]


@pytest.mark.parametrize("author", AUTHORS)
@pytest.mark.parametrize("reader", READERS)
def test_a_genitive_and_a_dative_side_by_side_are_never_one_person(author: str, reader: str) -> None:
    for opening in ("Ответ", "Записка", "Письмо"):
        found = [surface for surface, _ in people(f"{opening} {author} {reader} осталась в архиве.")]
        assert f"{author} {reader}" not in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Указ Николая Второго был подписан.", "Николай Второй"),
        ("Приехал Ван Мин.", "Ван Мин"),
        ("Письмо Надежды Крупской сохранилось.", "Надежда Крупская"),
        ("Он читал Карла Маркса.", "Карл Маркс"),
    ],
)
def test_a_name_is_brought_to_the_nominative_whole(text: str, name: str) -> None:
    assert [told for _, told in people(text)] == [name]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("In the evening Mrs. Sidney Webb came with her sister.", "Mrs. Sidney Webb"),
        ("In the evening Mrs. Mary Webb came with her sister.", "Mary Webb"),
        ("In the evening Mr. Sidney Webb came with his sister.", "Sidney Webb"),
    ],
)
def test_a_wife_who_is_named_by_her_husband_keeps_the_title_that_tells_her_from_him(text: str, surface: str) -> None:
    assert [found for found, _ in people(text)] == [surface]
