"""Entries of author-date bibliographies: whoever stands first, however the year and the title are set behind."""

from __future__ import annotations

from itertools import product

import pytest

from variorum.manuscript.citations.parsing import entry_of

WHO = {"Moos, Anna": 1, "Moos, Anna/Vane, Ruth": 2, "Moos, A.": 1, "Moos, A., Vane, R. & Lark, P.": 3}
MARKS = ("„{}“", "»{}«", "«{}»", "“{}”", '"{}"', "{}")
BEHIND = (", in: Hafenrat (Hg.), Fragen und Ziele, Kiel, S. 13–27.", ", Der Hafendienst, Bd. 13, S. 1–5.")


@pytest.mark.parametrize(("who", "year"), [*product(WHO, ("(1948),", "(1948a):", "1948.", "(Hg.) (1948):"))])
@pytest.mark.parametrize(("marks", "behind"), [*product(MARKS, BEHIND)])
def test_people_year_and_title_are_told(who: str, year: str, marks: str, behind: str) -> None:
    entry = entry_of(f"{who} {year} {marks.format('Grundlagen der Häfen')}{behind}")
    assert entry is not None
    assert (len(entry.authors), entry.title, entry.year[:4]) == (WHO[who], "Grundlagen der Häfen", "1948")
    assert entry.authors[0].startswith("Moos, A")


@pytest.mark.parametrize("text", ["Vane, Ruth. 1984. Leeds: Kiln, 1949.", "Vane, Ruth, 1984. Leeds, 1949."])
def test_a_year_before_an_imprint_with_its_own_is_the_title(text: str) -> None:
    entry = entry_of(text)
    assert entry is not None
    assert (entry.title, entry.year) == ("1984", "1949")


@pytest.mark.parametrize(
    ("text", "authors", "title"),
    [
        ("Vane, R. A. (1990). Ropes at night: A history. Leeds: Quay.", ("Vane, R. A",), "Ropes at night: A history"),
        ("Vane, Ruth, and Ada Moss. 1990. “Ropes.” Quay 12 (3): 4–19.", ("Vane, Ruth", "Ada Moss"), "Ropes"),
        ("Van der Meer, Jan (2004): Kaie und Taue. Kiel: Aal.", ("Van der Meer, Jan",), "Kaie und Taue"),
        ("Vane, Ruth (1990): Der „Kai“ und die Flut. Kiel: Aal.", ("Vane, Ruth",), "Der „Kai“ und die Flut"),
        ("Vane, Ruth (1990): „Der Kai“ und die Flut. Kiel: Aal.", ("Vane, Ruth",), "„Der Kai“ und die Flut"),
        ("Vane, Ruth (1999/1946), The Quay. A History, Leeds.", ("Vane, Ruth",), "The Quay"),
        ("Łuczak, Ewa/Żak, Jan (Hg.) (2003): Wody. Kraków.", ("Łuczak, Ewa", "Żak, Jan"), "Wody"),
        ("Moos, Anna (1943), Die Taue der Häfen, Kiel/Bonn: Aal.", ("Moos, Anna",), "Die Taue der Häfen"),
        ("Wal-\ndau, Anna (1943), Die Hafen-\nordnung. Kiel: Aal.", ("Waldau, Anna",), "Die Hafenordnung"),
        ("Moos, Anna (1943), Hafen-\nund Kaiordnung. Kiel: Aal.", ("Moos, Anna",), "Hafen- und Kaiordnung"),
    ],
)
def test_entries_of_many_manners_are_read(text: str, authors: tuple[str, ...], title: str) -> None:
    entry = entry_of(text)
    assert entry is not None
    assert (entry.authors, entry.title) == (authors, title)
