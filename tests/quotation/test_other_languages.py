"""Languages without a folder of their own: what denies is known in many, and that the rest is not known is said."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib.resources import files

import pytest

from variorum.languages import codes, pack
from variorum.quotation.critical_words import weighs_words
from variorum.quotation.verification import memory_texts, verify

FRENCH = "Le maire déclara que les grévistes ne seraient pas poursuivis. Il n'a jamais signé l'ordre de lundi."
POLISH = "Burmistrz oświadczył, że strajkujący nie będą ścigani. Nigdy tego rozkazu nie podpisał."
GERMAN = "Der Bürgermeister erklärte, die Streikenden würden nicht verfolgt. Den Befehl hat er nie unterschrieben."


def _verdict(text: str, language: str, quotation: str, source: str | None = "s") -> str:
    return verify(quotation, replace(memory_texts({"s": [text]}), languages={"s": language}), source=source).verdict


@pytest.mark.parametrize(
    ("text", "language", "quotation"),
    [
        (FRENCH, "fr", "les grévistes [seraient] poursuivis"),
        (FRENCH, "fr-CA", "les grévistes [étaient] poursuivis"),
        (FRENCH, "fr", "Il [a toujours] signé l'ordre"),
        (POLISH, "pl", "strajkujący [będą] ścigani"),
        (GERMAN, "de", "die Streikenden [wurden] verfolgt"),
    ],
)
@pytest.mark.parametrize("source", ["s", None])
def test_a_bracket_cannot_stand_for_a_denial(text: str, language: str, quotation: str, source: str | None) -> None:
    assert _verdict(text, language, quotation, source) == "altered"


def test_what_an_omission_denies_is_told_and_that_other_words_are_not_weighed() -> None:
    found = verify("Il […] signé l'ordre", replace(memory_texts({"s": [FRENCH]}), languages={"s": "fr"}), source="s")
    assert found.verdict == "marked"
    assert any("n'a, jamais" in warning for warning in found.warnings)
    assert any("Not all the words" in warning for warning in found.warnings)


@pytest.mark.parametrize(("text", "language"), [(GERMAN, "de"), (GERMAN, "")])
def test_a_language_whose_words_are_known_or_not_told_has_no_such_note(text: str, language: str) -> None:
    found = verify("Der Bürgermeister […], die Streikenden würden nicht verfolgt",
                   replace(memory_texts({"s": [text]}), languages={"s": language}), source="s")  # fmt: skip
    assert found.verdict == "marked"
    assert not any("Not all the words" in warning for warning in found.warnings)


def test_a_language_with_a_folder_of_its_own_is_not_listed_twice() -> None:
    listed = tomllib.loads(files("variorum.quotation").joinpath("negations.toml").read_text(encoding="utf-8"))
    assert not set(listed) & set(codes())
    assert not any(weighs_words(code) or pack(code) for code in listed)


def test_that_words_are_plainly_stated_is_said_only_where_hedges_are_known() -> None:
    hedged = "Peut-être les grévistes ont-ils signé l'ordre de lundi, dit le gardien."
    found = verify(
        "les grévistes ont-ils signé l'ordre", replace(memory_texts({"s": [hedged]}), languages={"s": "fr"}), source="s"
    )
    assert (found.verdict, found.frame) == ("verbatim", "")
    own = replace(memory_texts({"s": [GERMAN]}), languages={"s": "de"})
    assert verify("Den Befehl hat er nie unterschrieben", own, source="s").frame == "stated"
