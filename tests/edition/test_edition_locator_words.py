"""Locators as the readers of a language print them; what another term would change stays as it is written."""

from __future__ import annotations

import pytest

from variorum.archive.locators import parse_locator
from variorum.edition.in_words import locator_in_words, place_in_words
from variorum.edition.wording import words_of


@pytest.mark.parametrize(
    ("written", "english", "russian", "german"),
    [
        ("p. 59", "p. 59", "с. 59", "S. 59"),
        ("с. 59", "p. 59", "с. 59", "S. 59"),
        ("pp. 59-61", "pp. 59–61", "с. 59–61", "S. 59–61"),
        ("59", "p. 59", "с. 59", "S. 59"),
        ("p. [3]", "p. [3]", "с. [3]", "S. [3]"),
        ("p. iv", "p. iv", "с. iv", "S. iv"),
        ("pp. 3, 5", "pp. 3, 5", "с. 3, 5", "S. 3, 5"),
        ("fol. 12v", "fol. 12v", "л. 12v", "Bl. 12v"),
        ("§ 31", "§ 31", "§ 31", "§ 31"),
        ("ch. 3", "ch. 3", "ch. 3", "ch. 3"),
        ("vol. 2, p. 33", "vol. 2, p. 33", "vol. 2, p. 33", "vol. 2, p. 33"),
        ("Ф. 17. Оп. 85. Д. 12. Л. 34", *["Ф. 17. Оп. 85. Д. 12. Л. 34"] * 3),
        ("ближе к началу", *["ближе к началу"] * 3),
        ("p. 59 и сл.", *["p. 59 и сл."] * 3),
    ],
)
def test_a_locator_has_the_term_of_the_language_and_loses_nothing(
    written: str, english: str, russian: str, german: str
) -> None:
    locator = parse_locator(written)
    assert [locator_in_words(locator, words_of(code)) for code in ("en", "ru", "de")] == [english, russian, german]


def test_a_place_as_the_program_tells_it_is_said_in_the_readers_language() -> None:
    said = [place_in_words("p. 12", words_of(language)) for language in ("en", "ru", "de")]
    assert said == ["p. 12", "с. 12", "S. 12"]
    assert place_in_words("", words_of("de")) == ""
    assert place_in_words("somewhere", words_of("de")) == "somewhere"
