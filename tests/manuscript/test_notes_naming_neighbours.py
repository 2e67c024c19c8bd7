"""Notes that name Poles, Czechs, Romanians, Serbs, by letters of other alphabets, are read as any others."""

from __future__ import annotations

import pytest

from variorum.manuscript.known import known_works
from variorum.manuscript.manuscript import Call, Manuscript, Note, Paragraph
from variorum.manuscript.resolving import resolve
from variorum.manuscript.works import Work, same_surname

TITLE = "Rivers of the Quiet Border"
NAMES = [("Novak", "Petr"), ("Łuczak", "Łukasz"), ("Řezáč", "Čeněk"), ("Șerban", "Ștefan"), ("Ćosić", "Đorđe")]


@pytest.mark.parametrize(("surname", "first"), NAMES)
def test_a_work_is_found_by_whoever_wrote_it(surname: str, first: str) -> None:
    notes = (
        f"{first} {surname}, {TITLE} (London: Quay Press, 1989), 12.",
        f"{surname}, Rivers, 33.",
        f"Ruth Vane, Harbour Songs (Leeds: Mole, 1990), 5; {surname}, Rivers, 41–42.",
        f"Vgl. {first[0]}. {surname}, {TITLE}, London 1989, S. 14.",
        f"{surname} 1989, S. 16.",
        f"{surname}, {first[0]}. (1989): {TITLE}. London: Quay Press, p. 20.",
    )
    library = [
        Work("rivers", "library", TITLE, (f"{surname}, {first}",), "1989", ids=frozenset({"rivers"})),
        Work("songs", "library", "Harbour Songs", ("Vane, Ruth",), "1990", ids=frozenset({"songs"})),
    ]
    made = {str(n): Note(str(n), "footnote", (Paragraph(1, text, "note", str(n)),)) for n, text in enumerate(notes, 1)}
    body = Paragraph(1, "." * len(made), calls=tuple(Call(label, at) for at, label in enumerate(made)))
    manuscript = Manuscript("m", "text", (body,), made)
    found = resolve(manuscript, known_works(manuscript, [], library))
    told = {label: [(one.source, one.locator) for one in own] for label, own in found.items()}
    rivers = {"1": "12", "2": "33", "4": "14", "5": "16", "6": "20"}
    assert told == {label: [("rivers", page)] for label, page in rivers.items()} | {
        "3": [("songs", "5"), ("rivers", "41-42")]
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [("Möller", "Moeller"), ("Möller", "Moller"), ("Øverli", "Overli"), ("Þorn", "Thorn"), ("Đulić", "Dulic")],
)
def test_a_surname_is_itself_where_its_letters_are_not_to_be_had(one: str, other: str) -> None:
    assert same_surname(f"{one}, Anna", f"A. {other}")
    assert same_surname(f"A. {other}", f"{one}, Anna")


@pytest.mark.parametrize(("one", "other"), [("Moeller", "Moller"), ("Möller", "Mellor"), ("Bauer", "Baur")])
def test_a_neighbouring_surname_is_another(one: str, other: str) -> None:
    assert not same_surname(f"{one}, Anna", f"A. {other}")
