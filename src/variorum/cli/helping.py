"""`--help` in the terminal's language: click's own formatter, with every text looked up in the catalogue.

The English of a command's docstring and of an option's help is the key, as everywhere (`saying`); `tools/sentences.py`
gathers them with `texts_of`. A page is put into words only where it is shown, so that no command waits for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from inspect import cleandoc

import click

from variorum.cli import speaking
from variorum.saying import template

# what click says itself
_USAGE = template("Usage: ")
_OWN = (
    template("Options"), template("Commands"), template("Show this message and exit."),
    template("[OPTIONS]"), template("COMMAND [ARGS]..."),
)  # fmt: skip
# "[default: 20; x>=0]", after two spaces; a value may have brackets of its own
_EXTRA = re.compile(
    r"(?P<text>.*?)  \[(?P<extra>(?:[^\[\]]|\[[^\[\]]*\])*)\]", re.DOTALL
)  # "[default: 20; x>=0]", after two spaces
_WORD_OF_EXTRA = re.compile(r"default(?=:)|required")
_EXTRAS = (template("default"), template("required"))


def said(text: str) -> str:
    """A text of click's or of a command's, which are all ours, in the terminal's language."""
    return speaking.said(template(text))


class HelpInWords(click.HelpFormatter):
    """A page of help in the terminal's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How a command is called."""
        for own in _OWN[3:]:
            args = args.replace(own, said(own))
        super().write_usage(prog, args, said(_USAGE) if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """A heading, such as that of the options."""
        super().write_heading(said(heading))

    def write_text(self, text: str) -> None:
        """What a command does."""
        super().write_text(said(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options or commands, each with what it does."""
        super().write_dl([(first, _described(second)) for first, second in rows], col_max, col_spacing)


def texts_of(command: click.Command, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a command and of those below it that help shows, each with the command that says it."""
    name = f"{path} {command.name}".strip()
    written = [command.help, command.short_help, command.epilog]
    for text in (*written, *(getattr(one, "help", "") for one in command.params)):
        if text:
            yield cleandoc(text), name
    if isinstance(command, click.Group):
        for below in command.commands.values():
            yield from texts_of(below, name)


def _described(text: str) -> str:
    found = _EXTRA.fullmatch(text)
    if found is None:
        return said(text)
    extra = _WORD_OF_EXTRA.sub(lambda word: said(word[0]), found["extra"])
    return f"{said(found['text'])}  [{extra}]"
