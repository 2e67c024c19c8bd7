"""Second works without pages, issues beside volumes, bodies that edit, initials without a space."""

from __future__ import annotations

import pytest

from variorum.manuscript.citations.parsing import references_in
from variorum.manuscript.works import compatible_names, surname_of


def test_a_second_work_without_pages_is_not_passed_over_after_and() -> None:
    first, second = references_in("Moss, ‘Ropes by Night’, pp. 9–18, and Tern Vane, Barges on the Marsh")
    assert (first.title, first.locator) == ("Ropes by Night", "9-18")
    assert (second.authors, second.title, second.locator) == (("Tern Vane",), "Barges on the Marsh", "")


@pytest.mark.parametrize(
    ("text", "title", "pages", "year"),
    [
        ("R. Vane, “Ropes in Law” (2016) 37(3) Quay Law Review 212, 224.", "Ropes in Law", "224", "2016"),
        ("Moss, “Ropes and Barges” (2005) 26(1–2) Quay Law Review 69.", "Ropes and Barges", "69", "2005"),
        ("R. Vane, Ropes and Barges (Trans.) Ada Moss (London: Kiln, 2008), 8.", "Ropes and Barges", "8", "2008"),
        ("Harbour Office, “Teaching Ropes in Schools” (November 2014) https://www.example.org/ropes accessed 25th "
         "July 2022 pg 4", "Teaching Ropes in Schools", "4", "2014"),
        ("R. Vane, Ropes and Barges, Kiln: London 2015. – Р. 22.", "Ropes and Barges, Kiln: London", "22", "2015"),
    ],
)  # fmt: skip
def test_pages_are_told_from_issues_days_and_letters_of_another_script(
    text: str, title: str, pages: str, year: str
) -> None:
    (one,) = references_in(text)
    assert one.locator == pages
    assert one.year == year
    assert one.title.startswith(title[:16])


def test_a_page_is_no_year() -> None:
    (one,) = references_in("Ruth Vane of the Quay: Annals of Harbours, p. 1740.")
    assert (one.locator, one.year) == ("1740", "")


def test_a_body_that_edits_is_whose_work_it_is() -> None:
    text = "Institute for Quays at the Office of Harbours (ed.), A History of the Mole, vol. 5 (Leeds, 1966), 30."
    (one,) = references_in(text)
    assert one.authors == ("Institute for Quays at the Office of Harbours",)
    assert (one.title, one.locator) == ("A History of the Mole", "30")


def test_a_sentence_that_leads_up_to_an_edition_is_no_part_of_the_title() -> None:
    (one,) = references_in("Их письма представлены в издании: Вейнов А. П. Жатва в долине. М., 1993. С. 5.")
    assert (one.authors, one.title, one.locator) == (("Вейнов А. П",), "Жатва в долине", "5")


@pytest.mark.parametrize(
    ("cited", "recorded"),
    [
        ("А.Вейнов", "Вейнов, Алексей"),
        ("А.П.Вейнов", "Вейнов, А. П."),
        ("R. Zizka", "Žižka, Ruth"),
        ("Wa Thornʼo", "Thorn’o, Ngũ wa"),
    ],
)
def test_a_name_is_one_whatever_its_spaces_marks_and_apostrophes(cited: str, recorded: str) -> None:
    assert compatible_names(cited, recorded)


def test_initials_without_a_space_still_tell_two_people_apart() -> None:
    assert surname_of("А.Вейнов") == "Вейнов"
    assert not compatible_names("А.Вейнов", "Вейнов, Павел")


def test_an_act_that_was_passed_on_a_day_is_no_letter() -> None:
    (one,) = references_in(
        "An act to relieve him was finally passed, Feb. 8, 1827. R. Vane, The Quay (Leeds, 1971), 5."
    )
    assert (one.authors, one.locator) == (("R. Vane",), "5")
