"""Corrections in an archive: only the words that are meant are changed, whatever else is the same beside them."""

from __future__ import annotations

import pytest

from variorum.evidence import Difference
from variorum.finding import ChangedOnDisk
from variorum.manuscript.corrections import slip_of
from variorum.manuscript.mending import Mend, applied
from variorum.record import Position

QUOTED = "Рабочие писали о разкулачивании без слов"
CHAPTER = f"Историки разкулачивании не знали, но «{QUOTED}» [@a, p. 1], а потом [@a, p. 1].\n"


def _at(column: int) -> Position:
    return Position("chapters/one.md", 1, column)


def test_a_slip_is_mended_in_the_quotation_and_not_in_the_historians_own_words() -> None:
    mend = Mend("Q201", _at(CHAPTER.index("[@a") + 1), "разкулачивании", "раскулачивании", "", QUOTED)
    right = CHAPTER.replace("о разкулачивании", "о раскулачивании")
    assert applied(mend)(CHAPTER.encode()).decode() == right


def test_a_quotation_over_several_lines_of_a_witness_is_found() -> None:
    raw = (
        "- 1930: said “x” of разкулачивании ^x\n  > Рабочие писали о\n  > разкулачивании без слов [@a, p. 1]\n".encode()
    )
    mend = Mend("Q201", Position("people/one.md", 2, 3), "разкулачивании", "раскулачивании", "", QUOTED)
    assert applied(mend)(raw).decode() == raw.decode().replace("> разкул", "> раскул")


@pytest.mark.parametrize("which", [0, 1])
def test_of_two_equal_citations_in_a_line_the_one_that_is_meant_is_mended(which: int) -> None:
    first = CHAPTER.index("[@a")
    places = (first, CHAPTER.index("[@a", first + 1))
    mend = Mend("Q206", _at(places[which] + 1), "@a, p. 1", "@a, p. 2", "")
    at = places[which]
    assert applied(mend)(CHAPTER.encode()).decode() == CHAPTER[:at] + "[@a, p. 2]" + CHAPTER[at + 10 :]


def test_words_that_are_gone_are_told() -> None:
    with pytest.raises(ChangedOnDisk):
        applied(Mend("Q201", _at(1), "разкулачивании", "раскулачивании", "", QUOTED))(b"Nothing of this.\n")


@pytest.mark.parametrize(
    ("quoted", "found", "slip"),
    [
        ('dekulakisation".', "dekulakization.", ("dekulakisation", "dekulakization")),
        ("«экземлпяров»,", "экземпляров", ("экземлпяров", "экземпляров")),
        ("harvest.", "harvest,", None),  # stops are the quoter's
        ("workers’", "worker’s", None),
        ("Kaiurov", "Kaiurow", None),  # a name
        ("1930", "1931", None),
        ("never", "ever", None),
        ("meine", "keine", None),  # what turns the sense is none in any language
        ("nicht", "nichts", None),
        ("jamais", "mais", None),
        ("billion", "million", None),
        ("legal", "illegal", None),
        ("east", "west", None),
        ("июля", "июня", None),
        ("could", "would", None),
        ("import", "export", None),
        ("ввоз", "вывоз", None),
    ],
)
def test_a_slip_is_of_letters_within_a_word(quoted: str, found: str, slip: tuple[str, str] | None) -> None:
    assert slip_of(Difference("replaced", quoted, found)) == slip
