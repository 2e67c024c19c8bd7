"""Marks of stress, as dictionaries and schoolbooks set them over Russian vowels, are typography and no letters."""

from __future__ import annotations

import pytest

from variorum.quotation.texts import MemoryTexts
from variorum.quotation.verification import verify
from variorum.record import Page

STRESSED = "Ста́рый за́мок стоя́л на го́ре, и в нём никто́ не жил."


def verdict(quotation: str, source: str) -> tuple[str, tuple[str, ...]]:
    verification = verify(quotation, MemoryTexts({"s": (Page("s", 1, "", source),)}), source="s")
    return verification.verdict, tuple(verification.levelled)


@pytest.mark.parametrize("quotation", ["Старый замок стоял на горе", "замок стоял"])
def test_stress_is_levelled_as_typography(quotation: str) -> None:
    assert verdict(quotation, STRESSED) == ("verbatim", ("typography",))
    assert verdict(STRESSED, STRESSED) == ("verbatim", ())


def test_a_stress_that_only_the_quotation_sets_is_an_alteration() -> None:
    assert verdict("за́мок стоял", "Старый замок стоял на горе.")[0] == "altered"


def test_another_stress_is_another_word() -> None:
    assert verdict("Старый замо́к стоял на горе", "Старый за́мок стоял на горе, и в нём никто не жил.")[0] != "verbatim"


def test_accents_that_make_letters_are_never_levelled() -> None:
    assert verdict("Мои дом стоял у самой реки", "Мой дом стоял у самой реки.")[0] != "verbatim"
    assert verdict("the cafe was closed at noon", "So the café was closed at noon.")[0] != "verbatim"
