"""`--help` speaks the terminal's language, and every text of it is in the catalogues."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from variorum.cli import variorum
from variorum.cli.helping import HelpInWords, texts_of
from variorum.cli.speaking import CHOICE
from variorum.saying import catalogue

TEXTS = tuple(texts_of(variorum))


@pytest.mark.parametrize("language", ["ru", "de"])
def test_every_text_of_help_is_in_the_catalogue(language: str) -> None:
    assert len(TEXTS) > 150
    assert [text for text, _ in TEXTS if text not in catalogue(language)] == []


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("ru", ("Вызов: ", "[КЛЮЧИ]", "Ключи:", "Сколько находок", "по умолчанию: 20", "Показать эту")),
        ("de", ("Aufruf: ", "[OPTIONEN]", "Optionen:", "Wie viele Treffer", "Vorgabe: 20", "Diese Hilfe")),
        ("en", ("Usage: ", "[OPTIONS]", "Options:", "How many hits", "default: 20", "Show this")),
    ],
)  # fmt: skip
def test_help_is_shown_in_the_language_of_the_terminal(
    language: str, shown: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CHOICE, language)
    monkeypatch.setattr(click.Context, "formatter_class", HelpInWords)
    page = CliRunner().invoke(variorum, ["search", "--help"]).output
    assert [words for words in shown if words not in page] == []
    if language != "en":
        assert not [text for text in ("How many", "Usage", "Options", "Show this") if text in page]


def test_the_list_of_commands_is_shown_in_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CHOICE, "ru")
    monkeypatch.setattr(click.Context, "formatter_class", HelpInWords)
    page = CliRunner().invoke(variorum, ["--help"]).output
    assert "Команды:" in page
    assert "Записать издание." in page
    assert "Write the edition." not in page
