"""`--help` speaks the terminal's language, and every text of it is in the catalogues."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stderr
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from variorum.archive.folder import create_archive
from variorum.cli import main, variorum
from variorum.cli.helping import HelpInWords, texts_of
from variorum.cli.speaking import CHOICE
from variorum.reading_room import serving
from variorum.reading_room.workshop import WorkshopApart
from variorum.saying import catalogue

TEXTS = tuple(texts_of(variorum))
# every option of every command, without the value that it needs
_VALUED = tuple(
    (name, option.opts[-1])
    for name, command in variorum.commands.items()
    for option in command.params
    if isinstance(option, click.Option) and not option.is_flag and option.opts[-1].startswith("--")
)


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


def _typed(*arguments: str) -> str:
    """What the command line says on standard error of a command as it was typed."""
    err = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stderr(err):
        patch.setattr("sys.argv", ["variorum", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
    assert left.value.code == 2
    return err.getvalue()


@pytest.mark.parametrize("language", ["ru", "de"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("serve", "--no-such"), ("serve", "--port"), ("serve", "--team=yes"), ("serve", "--port", "x"),
        ("search", "x", "--limit", "x"), ("search", "x", "--limit", "0"), ("show",), ("nosuch",), ("demo", "a", "b"),
        ("quote", "x", "--format", "xml"), (), *((name, option) for name, option in _VALUED),
    ],
)  # fmt: skip
def test_nothing_is_said_in_english_of_what_is_typed_wrongly(
    monkeypatch: pytest.MonkeyPatch, language: str, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv(CHOICE, "en")
    in_english = _typed(*arguments).splitlines()
    monkeypatch.setenv(CHOICE, language)
    said = _typed(*arguments).splitlines()
    assert said[0] != in_english[0]
    own = " ".join(arguments)
    words = re.findall(r"[a-z]{3,}", re.sub(r"`[^`]*`|--[\w-]+", "", "\n".join(said).replace(own, "")))
    if language == "ru" and arguments:  # other alphabets show what was forgotten
        assert not {*words} - {"variorum", "text", "json", *own.split(), *variorum.commands}, said


@pytest.mark.parametrize(
    ("chosen", "opened"), [("de", "de"), ("ru_RU.UTF-8", "ru"), ("en", "en"), ("tlh", ""), ("", "")]
)
def test_the_room_is_opened_in_the_language_that_was_chosen_and_not_in_that_of_the_system(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, chosen: str, opened: str
) -> None:
    seen: list[str] = []
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.setenv(CHOICE, chosen)
    monkeypatch.setattr(serving, "serve", lambda _, opening, **__: seen.append(opening.language))
    monkeypatch.setattr(WorkshopApart, "begin", lambda _: None)
    root = create_archive(tmp_path / "archive", title="T").root
    for arguments in ((), ("--language", "ru")):
        assert CliRunner().invoke(variorum, ["serve", "-C", str(root), *arguments]).exit_code == 0
    assert seen == [opened, "ru"]
