"""Translated quotations: numbers that the place cited does not have are told, and no others."""

from __future__ import annotations

import pytest

from variorum.manuscript.audit import audit
from variorum.manuscript.findings import findings_of
from variorum.manuscript.reading import manuscript_of
from variorum.manuscript.works import Work
from variorum.quotation.texts import MemoryTexts
from variorum.quotation.translated_numbers import on_numbers
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
    ("quoted", "otherwise"),
    [
        ("There were 80 barges at the quay and 120 people out of work", ""),
        ("There were 80 barges at the quay and 1200 people out of work", "1200|120"),
        ("There were 120,000 people out of work on that one quay", "120,000|120"),
        ("There were 20 people out of work on that one quay", "20|120"),
        ("There were 130 people out of work on that one quay", "130|120"),
        ("There were 8 barges and 7 of the crew on the quay", ""),
        ("All in all it was 1.5 million roubles in the winter of 1931", ""),
        ("All in all it was 15 million roubles in the winter of 1932", "15 million|1,5 млн"),
        ("There were 80 barges [130 of them, that is] at the quay by then", ""),
        ("The barges lay 1200 feet below the town, as people say of it", ""),
    ],
)  # fmt: skip
def test_numbers_nearly_of_the_page_cited_are_told(quoted: str, otherwise: str) -> None:
    (said,) = told(quoted)
    number, _, near = otherwise.partition("|")
    assert said == (f"{number} was not found on the page cited, which has {near}: compare the passage." if near else "")


def test_numbers_in_words_and_on_other_pages_are_known() -> None:
    assert told("In spring 243 sacks of grain went down the river too", "2") == [""]
    (said,) = told("In spring 2,000 barges more were sold, as they say of it", "2")
    assert "which has 20:" in said


@pytest.mark.parametrize(
    ("number", "words", "spoken"),
    [
        ("243", "zweihundertdreiundvierzig Säcke", "de"), ("1,500", "fünfzehnhundert Mann", "de"),
        ("243", "two hundred and forty-three sacks", "en"), ("1500", "fifteen hundred men", "en"),
        ("24", "two dozen barges", "en"), ("2,500", "две с половиной тысячи человек", "ru"),
        ("1.5 million", "полтора миллиона", "ru"), ("150", "полтораста человек", "ru"),
        ("1931", "тысяча девятьсот тридцать первый год", "ru"), ("50", "пять десятков", "ru"),
        ("5,000", "пять тыс. рублей", "ru"),
    ],
)  # fmt: skip
def test_a_number_that_the_page_has_in_words_is_never_told(number: str, words: str, spoken: str) -> None:
    page = Page("s", 1, "1", f"{words}, 7 und 9 und 1930.", paragraphs=(0,))
    assert on_numbers(f"There were {number} of them", [page], spoken=spoken) == ()


def test_of_a_language_whose_numerals_are_not_known_nothing_is_said() -> None:
    french = ("Il y avait quatre-vingts chalands au quai et 120 hommes sans travail dans toute la ville ce jour.",)
    assert told("There were 80 barges at the quay and 1200 men out of work", pages=french, language="fr") == [""]
