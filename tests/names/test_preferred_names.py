"""The name of a dossier in the language that is read."""

from __future__ import annotations

import pytest

from variorum.names.preferred import name_in, said_name
from variorum.record import Entity, NameForm
from variorum.saying import in_language


def entity(kind: str, name: str, *forms: str | NameForm, identity: str = "x") -> Entity:
    return Entity(identity, kind, name, tuple(one if isinstance(one, NameForm) else NameForm(one) for one in forms))


def test_the_spelling_of_one_source_is_not_the_name() -> None:
    orlova = Entity("orlova", "person", "Anna Orlova", (NameForm("Anna Orloff", language="en", source="hallam1961"),))
    assert name_in(orlova, "en") == "Anna Orlova"
    assert name_in(orlova, "ru") == "Anna Orlova"


@pytest.mark.parametrize(
    ("dossier", "russian"),
    [
        (entity("group", "komsomol", "ВЛКСМ", "комсомол", identity="komsomol"), "ВЛКСМ"),
        (entity("group", "All-Union Communist Party", "ВКП(б)", "партия"), "ВКП(б)"),
        (entity("place", "District library", "районная библиотека", "читальня"), "районная библиотека"),
        (entity("place", "Verkhnerechensk district", "Верхнереченский район", "район"), "Верхнереченский район"),
        (entity("place", "Yekaterinburg", "Свердловск"), "Yekaterinburg"),
        (entity("place", "Yekaterinburg", NameForm("город Свердловск", period="1924/1991")), "Yekaterinburg"),
        (entity("person", "Yershov", "Ершов"), "Ершов"),
        (entity("person", "Arthur Hallam", "Халлам"), "Arthur Hallam"),
        (entity("person", "Grigory Chizhov", "Челнок", "Григорий Чижов"), "Григорий Чижов"),
    ],
)
def test_a_name_is_given_as_the_reader_of_the_language_knows_it(dossier: Entity, russian: str) -> None:
    assert name_in(dossier, "ru") == russian


def test_a_name_within_a_sentence_is_english_to_the_record_and_russian_to_the_reader() -> None:
    said = said_name(entity("person", "Yershov", "Ершов"))
    assert (str(said), in_language(said, "ru"), in_language(said, "de")) == ("Yershov", "Ершов", "Yershov")
