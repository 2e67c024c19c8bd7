"""Notes near to ones that are understood, of which less may be claimed: no work and no page that they do not say."""

from __future__ import annotations

import pytest

from variorum.manuscript.citations.parsing import references_in
from variorum.manuscript.known import known_works
from variorum.manuscript.manuscript import Call, Manuscript, Note, Paragraph
from variorum.manuscript.resolved import Resolved
from variorum.manuscript.resolving import resolve
from variorum.manuscript.works import Work


def _record(key: str, author: str, title: str, year: str) -> Work:
    people = tuple(part.strip() for part in author.split(";"))
    return Work(key, "library", title, people, year, ids=frozenset({key}))


_LIBRARY = (
    _record("harvest", "Vane, Ruth", "The Harvest under Guard: Barges and Bread in Leeds", "2001"),
    _record("harbours", "Moss, Ada", "Night Harbours", "1988"),
    _record("towns", "Moss, Ada; Hale, John", "Handbook of River Towns", "2005"),
    _record("ropes", "Hale, John; Lark, Ida", "A Preliminary Report on Ropes", "1958"),
    _record("first", "Вейнов, Р. А.", "Наука пристани. Том 1", "2016"),
    _record("third", "Вейнов, Р. А.", "Наука пристани. Том 3", "2016"),
    _record("review", "Tern, Otto", "Review of Barges and Bread by Day", "1990"),
    _record("dyke", "Hale, John", "The Dyke and the Long Way to the Other Side of the Marsh", "1991"),
    _record("second", "Lark, Ida", "A History of the Marsh, vol. 2", "1994"),
    _record("kant", "Lark, Ida", "The Concept of Rope in the Books of Moss", "1995"),
    _record("sixty", "Tern, Otto", "Description of Barge 60", "1967"),
)


def _claimed(note: str) -> list[tuple[str, str]]:
    """The works that one note is taken to mean, with their pages."""
    made = {"1": Note("1", "footnote", (Paragraph(1, note, "note", "1"),))}
    manuscript = Manuscript("m", "text", (Paragraph(1, ".", calls=(Call("1", 0),)),), made)
    found: dict[str, tuple[Resolved, ...]] = resolve(manuscript, known_works(manuscript, [], _LIBRARY))
    return [(one.source, one.locator) for one in found["1"] if one.source and one.sure]


@pytest.mark.parametrize(
    ("note", "claimed"),
    [
        ("Ruth Vane, The Harvest under Guard: Barges and Bread in Leeds (Leeds: Kiln, 2001), 44.", ("harvest", "44")),
        ("Vane, Harvest under Guard, p. 44.", ("harvest", "44")),
        ("Moss, “Night Harbours,” pp. 44–46, quotation on 45.", ("harbours", "45")),
        (
            "Ruth Vane, The Harvest under Guard (Leeds: Kiln, 2001), edited by Ida Lark; transl. by Otto Tern, 44.",
            ("harvest", "44"),
        ),
        ("“Candles,” in Handbook of River Towns, ed. Moss and Hale (Leeds: Kiln, 2005), 44.", ("towns", "44")),
        ("Tern, Description of Barge 60, 44a.", ("sixty", "44a")),
        ("Tern, Description of Barge 60, 44/46.", ("sixty", "44/46")),
        ("Vane, Harvest under Guard, S. 3–17, S. 4, ebenso S. 9.", ("harvest", "4, 9")),
        ("Tern, Description of Barge 60.", ("sixty", "")),
        ("Tern, Description of Barge 60, 44.", ("sixty", "44")),
        ("Night Harbours, 44.", ("harbours", "44")),
        ("Ida Lark, A History of the Marsh, vol. 2 (Leeds: Kiln, 1994), 44.", ("second", "44")),
        ("Lark, History of the Marsh, 44.", ("second", "44")),
        ("Ida Lark, The Concept of Roppe in the Books of Moss (Leeds: Kiln, 1995), 44.", ("kant", "44")),
        ("Otto Tern, Review of Barges and Bread by Day (Leeds: Kiln, 1990), 44.", ("review", "44")),
        ("Hale and Lark, “Preliminary Report on Ropes,” 5.", ("ropes", "5")),
    ],
)
def test_what_is_wholly_understood_is_claimed(note: str, claimed: tuple[str, str]) -> None:
    assert _claimed(note) == [claimed]


@pytest.mark.parametrize(
    "note",
    [
        "Ruth Vane, The Harvest under Guard: Barges and Bread in Leeds (New York: Kiln, 1984), 44.",
        "Ruth Vane, The Harvest under Guard: Barges and Bread in Leeds (Leeds: Kiln, 2001), facing p. 44.",
        "Ruth Vane, The Harvest under Guard: Barges and Bread in Leeds (Leeds: Kiln, 2001), note 4 to p. 44.",
        "Ruth Vane, The Harvest under Guard: Barges and Bread in Leeds (Leeds: Kiln, 2001), xcix, 44.",
        "Ruth Vane, The Harvest under Guard: Barges and Bread in Leeds (Leeds: Kiln, 2001), 44; and 97ff.",
        "Moss, “Night Harbours,” plate 44.",
        "Moss, “Night Harbours,” leaf 44.",
        "Moss, “Night Harbours,” 44, and Tern, 97.",
        "Moss, “Night Harbours,” 44 bis 97.",
        "Vane, Harvest under Guard, I, 44, II, 57.",
        "The passage is at p. 5 of Moss, Night Harbours, 1988, p. 5 (p. 7 in the edition of Kiel 1990).",
        "Lark, “Bread,” Handbook of River Towns 5 (2005): 44.",
        "Lark, “Bread,” in Handbook of River Towns, 44.",
        "Lark, “Bread,” in Handbook of River Towns, ed. Moss and Hale (Leeds: Kiln, 2005), 44.",
        "Moss, “Bread,” in Handbook of River Towns, ed. Moss and Hale (Leeds: Kiln, 2005), 44.",
        "Ida Lark. Bread and Barges. In: Handbook of River Towns. Leeds 2005, S. 44.",
        "Vane, Harvest under Guard, 1:44, 2:57.",
        "Ruth Vane, The Harvest under Guard (Leeds: Kiln, 2001), xii, 44.",
        "Moss, Review of Night Harbours, 44.",
        "Otto Tern, Barges and Bread by Day (Leeds: Kiln, 1990), 44.",  # the library has but the review of it
        "Barges and Bread by Day, 44.",
        "Hale, “The Dyke Marsh,” 44.",  # words gathered from all over a long title
        "Ida Lark, A History of the Marsh (Leeds: Kiln, 1994), 44.",  # the library has one volume
        "Ida Lark, The Concept of Barge in the Books of Moss (Leeds: Kiln, 1995), 44.",
        "Ida Lark, “Moss, Rope and the Concept of Books” (Leeds: Kiln, 1995), 44.",
        "Otto Tern, “The Harvest under Guard: Barges and Bread in Leeds,” 44.",
        "The Harvest under Guard: Barges and Bread in Leeds by Otto Tern, 44.",
        "See Otto Tern on Night Harbours, by Otto Tern, 44.",
        "Tern and Lark, “A Preliminary Report on Ropes,” 5.",
        "Cf. Moss (1988, 1990).",
        "A. Moss, “Harbours,” Quay Review 5 (1988), p. 44.",
        "Night Harbours, art. 44.",
        "Night Harbours",
        "Moss and her times",
        "“A list of all the barges that lay there by night will appear in Ada Moss, Night Harbours, 44.”",
    ],
)
def test_what_is_not_wholly_understood_is_not_claimed(note: str) -> None:
    assert _claimed(note) == []


@pytest.mark.parametrize(("volume", "meant"), [("Том 1", "first"), ("Том 3", "third"), ("Т. 3", "third")])
def test_the_volume_in_a_title_tells_which_record_is_meant(volume: str, meant: str) -> None:
    assert _claimed(f"Вейнов Р.А. Наука пристани: {volume}. М.: Причал, 2016. С. 48.") == [(meant, "48")]
    assert _claimed("Вейнов Р.А. Наука пристани: Том 2. М.: Причал, 2016. С. 48.") == []


def _read(note: str) -> list[tuple[tuple[str, ...], str, str, str]]:
    return [(one.authors, one.title, one.year, one.locator) for one in references_in(note)]


def test_names_and_year_before_a_part_of_a_volume_are_no_part_of_its_title() -> None:
    ropes = (("Vane, Ruth", "Moos, Anna"), "Die Taue", "2003", "59-73")
    assert _read(
        "Vgl. Vane, Ruth/Moos, Anna (2003): Die Taue. In: Kai, Otto (Hg.): Der Hafen. Köln: Tau, S. 59–73."
    ) == [ropes]
    assert _read("Vane, Ruth; Moos, Anna (2003): Die Taue, in: Zeitschrift für Kais, Jg. 16, Heft 2, 2003. 59-73.") == [
        ropes
    ]


def test_two_quoted_titles_each_with_its_author_are_two_works() -> None:
    both = _read("Ruth Vane, “Barges, 1674–1834,” and Ada B. Moss, “Ropes and Barges,” Quay Review 47 (2008): 559–80.")
    assert [one[:2] for one in both] == [(("Ruth Vane",), "Barges, 1674–1834"), (("Ada B. Moss",), "Ropes and Barges")]
    assert [one[3] for one in both] == ["", "559-80"]
    assert len(_read("Ruth Vane, “Vane and Ada Moss, ‘Ropes’,” Quay Review 3 (1990): 5–9.")) == 1


@pytest.mark.parametrize(
    ("note", "claimed"),
    [
        ("Moss Harbours 1988, S. 44.", [("harbours", "44")]),
        ("Moss : Night Harbours 1988, S. 44.", [("harbours", "44")]),
        ("Moss Harbours 1989, S. 44.", []),
        ("Moss Marshes 1988, S. 44.", []),
        ("Tern Harbours 1988, S. 44.", []),
    ],
)
def test_a_short_title_between_a_name_and_a_year_is_held_against_what_is_known(
    note: str, claimed: list[tuple[str, str]]
) -> None:
    assert _claimed(note) == claimed


def test_ibid_behind_a_work_quoted_in_another_is_left_open() -> None:
    notes = ("Otto Tern, The Barge, 7, quoted in Moss, Night Harbours, 44.", "Ibid., 45.")
    made = {str(n): Note(str(n), "footnote", (Paragraph(1, text, "note", str(n)),)) for n, text in enumerate(notes)}
    manuscript = Manuscript("m", "text", (Paragraph(1, "..", calls=(Call("0", 0), Call("1", 1))),), made)
    (seen,), (back,) = resolve(manuscript, known_works(manuscript, [], _LIBRARY)).values()
    assert (seen.source, seen.locator) == ("harbours", "44")
    assert (back.source, back.sure, [one.key for one in back.candidates]) == ("", False, ["harbours"])
