"""Translated quotations: numbers that the place cited does not have are told, and no others."""

from __future__ import annotations

import pytest

from variorum.manuscript.audit import audit
from variorum.manuscript.findings import findings_of
from variorum.manuscript.reading import manuscript_of
from variorum.manuscript.works import Work
from variorum.quotation.texts import MemoryTexts
from variorum.record import Page

PAGES = (
    "На пристани стояло восемьдесят барок и 120 человек без работы, всего на 1,5 млн рублей, зимой 1931 года.",
    "Весной продали ещё 20 барок, и двести сорок три мешка зерна уплыли вниз по реке, как говорили.",
)


def told(quoted: str, page: str = "1", pages: tuple[str, ...] = PAGES, language: str = "ru") -> list[str]:
    held = tuple(Page("vane", at, str(at), text, paragraphs=(0,)) for at, text in enumerate(pages, start=1))
    work = Work("vane", "folder", "Ночная пристань", ("Вейн, Р.",), "1931", ids=frozenset({"vane"}), file="vane.txt")
    draft = f"He wrote: “{quoted}.”[^1]\n\n[^1]: Вейн Р. Ночная пристань. 1931. С. {page}."
    texts = MemoryTexts({"vane": held}, languages={"vane": language})
    made = audit(manuscript_of(draft.encode(), "a.md"), texts, [work])
    assert [one.verification.verdict for one in made.quotations] == ["translated"]
    return [str(one.message).partition("languages. ")[2] for one in findings_of(made) if one.code == "M104"]


@pytest.mark.parametrize(
    ("quoted", "lacking"),
    [
        ("There were 80 barges at the quay and 120 people out of work", ""),
        ("There were 80 barges at the quay and 20 people out of work", "20 stands on the page cited"),
        ("There were 120,000 people out of work on that one quay", "120,000 stands on the page cited"),
        ("There were 8 barges and 12 people out of work on the quay", "8, 12 stand on the page cited"),
        ("All in all it was 1.5 million roubles in the winter of 1931", ""),
        ("All in all it was 15 million roubles in the winter of 1932", "15 million, 1932 stand on the page cited"),
        ("There were 80 barges [in 1933, that is] at the quay by then", ""),
        ("The barges lay 5 miles below the town, as people say of it", ""),
    ],
)
def test_numbers_that_the_page_cited_lacks_are_told(quoted: str, lacking: str) -> None:
    (said,) = told(quoted)
    assert said.startswith(lacking) if lacking else said == ""


def test_numbers_in_words_and_on_other_pages_are_known() -> None:
    assert told("In spring 243 sacks of grain went down the river too", "2") == [""]
    assert told("In spring 243 sacks of grain went down the river too", "1-2") == [""]
    (said,) = told("In spring 243 sacks of grain went down the river too", "1")
    assert said.startswith("243 stands on the page cited")


def test_of_a_language_whose_numerals_are_not_known_nothing_is_said() -> None:
    french = (
        "Il y avait quatre-vingts chalands au quai et cent vingt hommes sans travail dans toute la ville ce jour.",
    )
    assert told("There were 80 barges at the quay and 20 men out of work", pages=french, language="fr") == [""]
