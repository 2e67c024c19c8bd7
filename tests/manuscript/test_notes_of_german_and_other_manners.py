"""Notes in manners that were left open: place and publisher after a colon, short forms by a colon, «журналы», years."""

from __future__ import annotations

import pytest

from variorum.manuscript.citations.parsing import references_in, references_of
from variorum.manuscript.citations.values import Reference
from variorum.manuscript.known import known_works
from variorum.manuscript.manuscript import Call, Manuscript, Note, Paragraph
from variorum.manuscript.reading import manuscript_of
from variorum.manuscript.resolving import resolve
from variorum.manuscript.works import Work


def only(text: str) -> Reference:
    """The one reference of a note."""
    (found,) = references_in(text)
    return found.checked


def meant(library: tuple[Work, ...], *notes: str) -> list[str]:
    """The key and pages of each work that notes mean; a mark where it is left open."""
    made = {str(n): Note(str(n), "footnote", (Paragraph(1, text, "note"),)) for n, text in enumerate(notes, start=1)}
    calls = tuple(Call(label, number) for number, label in enumerate(made))
    manuscript = Manuscript("draft", "text", (Paragraph(1, "." * 20, calls=calls),), made)
    found = resolve(manuscript, known_works(manuscript, [], library))
    return [f"{one.source if one.sure else '?'} {one.locator}".strip() for works in found.values() for one in works]


def work(key: str, author: str, title: str, year: str) -> Work:
    """A record of a library."""
    return Work(key, "library", title, (author,), year, ids=frozenset({key}))


@pytest.mark.parametrize(
    ("note", "author", "title", "year", "pages"),
    [
        ("Ruth Weber: Der Kai. Eine Geschichte. Kiel: Aal, 1961, S. 4-9.", "Ruth Weber", "Der Kai", "1961", "4-9"),
        ("Ruth Weber: Der Kai, Kiel/Emden: aal 1961 [engl. 1958], S. 5.", "Ruth Weber", "Der Kai", "1961", "5"),
        ("Ruth Weber: Der Kai. Kiel: Aal, ³1961 (Erstauflage 1931), S. 5.", "Ruth Weber", "Der Kai", "1961", "5"),
        ("Ann Vane: The Quay. York: Kiln, 1931, dt.: Der Kai. Kiel: Aal, 1961.", "Ann Vane", "The Quay", "1931", ""),
        ("Ruth Weber: Der Kai im Jahr 1917. Kiel 1961, S. 4.", "Ruth Weber", "Der Kai im Jahr 1917", "1961", "4"),
        ("Weber, Der Kai 1917. Bad Kiel 1961, S. 4.", "Weber", "Der Kai 1917", "1961", "4"),
        ("Weber, Der „Kaikran“, 1962, S. 1 ff.", "Weber", "Kaikran", "1962", "1 ff"),
        ("Weber/Moos, Das Recht als „Angel“ der Ernte, 1962, S. 1.", "Weber", "Das Recht als", "1962", "1"),
        ("Weber et Moos, La raison du quai, 41.", "Weber", "La raison du quai", "", "41"),
        ("A. Vane, Le quai noir, «Annales du quai», 61, 1906, pp. 5-8.", "A. Vane", "Le quai noir", "1906", "5-8"),
        ("A. Vane, Du quai, éd. par R. Moss, Genève 1947, p. 23.", "A. Vane", "Du quai", "1947", "23"),
    ],
)  # fmt: skip
def test_a_work_is_read(note: str, author: str, title: str, year: str, pages: str) -> None:
    read = only(note)
    readings = (read, *read.otherwise)
    assert any(one.authors[:1] == (author,) and title in one.title for one in readings), read
    assert [read.year, read.locator] == [year, pages]


@pytest.mark.parametrize(
    ("note", "pages"),
    [
        ("R. Vane, Quays and their Crews, c. 1800–1850 (Leeds: Kiln, 1961).", ""),
        ("Ruth Weber: Der Kai am Abend. In: Kranblatt 125, 2025 (in Druck).", ""),
        ("Weber, Kranrecht, 4. Aufl. 2018, § 44a KranG Rn. 6.", "§ 44a KranG rn 6"),
        ("Ruth Weber: Der Kai. Kiel: Aal, 1961, S. VII–XIII, Zitate S. VII, S. VIII.", "VII, VIII"),
        ("Ruth Weber: Der Kai. Kiel: Aal, 1961, S. 15 u. 52ff.", "15, 52ff"),
        ("ЦА ВМФ. Ф. 3. Оп. 5. Д. 85.Л.244–247.", "244-247"),
    ],
)
def test_pages_are_no_years_and_years_no_pages(note: str, pages: str) -> None:
    assert only(note).locator.casefold() == pages.casefold()


def test_a_title_over_the_end_of_a_line_is_one() -> None:
    read = only("R. Vane, ‘The Barge and\nits Crew’, Quay Studies, 4 (1961), pp. 5–9.")
    assert [read.title, read.container] == ["The Barge and its Crew", "Quay Studies"]


def test_the_editors_before_a_volume_are_no_part_of_its_title() -> None:
    read = only("R. Vane, ‘Ropes’, in A. Moss and B. Tern (eds), Quays and Barges: Essays (Leeds, 1961), p. 5.")
    assert [read.container, read.host] == ["Quays and Barges: Essays", ("A. Moss", "B. Tern")]


def test_a_unit_keeps_its_letter_and_its_own_fond() -> None:
    assert only("ЦА ВМФ. Ф. 7. Оп. 1. Д. 19-а. Л. 3.").fonds["delo"] == "19-а"
    said = (
        "См. письмо (РГАЭ. Ф. 558. Оп. 11. Д. 729. Л. 83), черновик и решение (РГАЭ. Ф. 17. Оп. 171. Д. 241. Л. 213)."
    )
    shelves = [one.fonds for one in references_in(said) if one.fonds]
    assert [(one["archive"], one["fond"], one["opis"]) for one in shelves] == [
        ("РГАЭ", "558", "11"), ("РГАЭ", "17", "171"),
    ]  # fmt: skip


def test_a_short_form_by_a_colon_is_sent_back_by_its_author() -> None:
    library = (
        work("kai", "Weber, Ruth", "Der Kai. Eine Geschichte", "1961"),
        work("kran", "Moos, Jan", "Der Kran", "1955"),
    )
    first = "Ruth Weber: Der Kai. Eine Geschichte. Kiel: Aal, 1961, S. 4; Jan Moos: Der Kran. Emden: Tau, 1955, S. 9."
    back = ("Moos: Kran (1955), wie Anm. 1, S. 12.", "Ebd., S. 14.", "Weber: Kai (1951/1961), wie Anm. 1.")
    assert meant(library, first, *back) == ["kai 4", "kran 9", "kran 12", "kran 14", "kai"]


def test_a_longer_title_of_the_same_words_is_another_work() -> None:
    library = (work("online", "Vane, Ruth", "The Quay Proceedings Online, 1674–1913", "2012"),)
    assert meant(
        library, "Ruth Vane, ‘The Quay Proceedings, 1674–1913: Counting Ropes’, Barge Review, 4 (2011), pp. 3–9."
    ) == ["? 3-9"]


def test_the_same_author_again_is_a_work_of_its_own() -> None:
    found = references_in(
        "R. Vane, The Quay, Ph.D. dissertation, Leeds, 2006. Id., Making Ropes, «Quay Review», 115, 2010, pp. 13-16."
    )
    assert [one.locator for one in found] == ["", "13-16"]


def test_a_volume_named_in_a_sentence_is_not_passed_over() -> None:
    said = "In Anlehnung an den Band Kai und Kran (hg. v. Ruth Weber, Kiel: Aal 2012) verwende ich den Begriff weit."
    assert [one.kind for one in references_in(said)] == ["unread"]


def test_signs_of_a_markdown_file_are_no_signs_of_its_notes() -> None:
    title = "Ruth Weber: *Der Kai.\n    Eine Geschichte.*  Kiel: Aal, 1961"
    text = f"[^1]: {title}, S.&nbsp;69&nbsp;f. \\[S.&nbsp;43\\]. --- Selten.\n"
    manuscript = manuscript_of(f"Am Kai.[^1]\n\n{text}".encode(), "draft.md")
    (note,) = manuscript.notes.values()
    read = references_of(note)[0].checked
    assert [read.authors, read.title, read.locator] == [("Ruth Weber",), "Der Kai. Eine Geschichte", "69 f"]


def test_an_article_before_its_volume_in_italics_is_the_work() -> None:
    text = "Ruth Weber: Der Kai im Winter. In: dies.: Hafenbuch. Kiel: Aal, 1961, S. 4-9, hier S. 5."
    at = text.index("Hafenbuch")
    read = references_in(text, [(at, at + 9)])[0].checked
    assert [read.authors, read.title, read.container, read.locator] == [
        ("Ruth Weber",), "Der Kai im Winter", "Hafenbuch", "5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("note", "works"),
    [
        ("R. Vane, Ropes (Leeds, 1931), and Moss, The Quay at Night. See also A. Tern, Crews (York, 1950).", 3),
        ("Weber: Der Kai, Kiel 1961. Moos 1962, S. 4.", 2),
        ("Vane, ‘Ropes at Sea’, and N. E. Tern, The Barge Service (York, 1976).", 2),
    ],
)
def test_a_work_after_and_is_not_passed_over(note: str, works: int) -> None:
    assert len(references_in(note)) == works


def test_another_part_of_a_volume_is_not_the_part_that_a_note_cites() -> None:
    library = (work("winter", "Weber, Ruth", "Der Kai im Winter", "1961"),)
    first = "Ruth Weber: Der Kai im Winter. In: dies.: Hafenbuch. Kiel: Aal, 1961, S. 4-9."
    assert (
        meant(library, first, "Ruth Weber: Sommer am Kran. In: dies.: Hafenbuch (1961), wie Anm. 1, S. 12.")[1]
        == "? 12"
    )
