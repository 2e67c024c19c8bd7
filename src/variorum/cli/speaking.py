"""The language of the terminal: the one that VARIORUM_LANGUAGE names, or else that of the system.

Only what is shown to people is said in it. JSON and SARIF stay as they are documented, in every language.
"""

from __future__ import annotations

import os
from typing import Any

import click

from variorum.finding import printable
from variorum.languages.registry import SENTENCES, codes, primary, text
from variorum.saying import Sentence, in_language, say

CHOICE = "VARIORUM_LANGUAGE"
_OF_THE_SYSTEM = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts, as everywhere under POSIX
_ENGLISH = ("", "en", "c", "posix")


def language() -> str:
    """The code of the terminal's language; English where the one asked for is not spoken."""
    code = _asked()
    return code if code not in _ENGLISH and code in having_sentences() else "en"


def chosen() -> str:
    """The code that VARIORUM_LANGUAGE names; empty where it names none that is spoken, and whatever the system says."""
    named = primary(_without_encoding(os.environ.get(CHOICE, "").strip()))
    return named if named == "en" or named in having_sentences() else ""


def having_sentences() -> tuple[str, ...]:
    """The languages other than English in which the program has sentences."""
    return tuple(code for code in codes() if code != "en" and text(code, SENTENCES))


def not_spoken() -> str:
    """A sentence where VARIORUM_LANGUAGE names a language that the terminal does not speak; else nothing."""
    named = os.environ.get(CHOICE, "")
    if not named or _asked() in _ENGLISH or language() != "en":
        return ""
    return say(
        "{choice} asks for “{named}”, which is not spoken here; English is used. There are en, {codes:,}.",
        choice=CHOICE,
        named=named[:40],
        codes=having_sentences(),
    )


def said(sentence: str) -> str:
    """A sentence in the terminal's language."""
    return in_language(sentence, language())


def tell(*sentences: str, err: bool = False) -> None:
    """Print each sentence on a line of its own, in the terminal's language."""
    for sentence in sentences:
        click.echo(printable(said(sentence)), err=err)


def wrapped(sentence: str, width: int = 96, first: str = "", then: str = "") -> str:
    """A sentence in the terminal's language, broken into lines; `first` and `then` stand before them.

    No word is broken, so that an id can be copied from where it stands.
    """
    from textwrap import fill  # needed for few answers

    text = printable(said(sentence))
    return fill(
        text, width, initial_indent=first, subsequent_indent=then, break_on_hyphens=False, break_long_words=False
    )


def of_usage(error: click.ClickException) -> str:
    """What is wrong with a command as it was typed, as a sentence that can be said in every language."""
    match error:
        case click.NoSuchOption():
            near = say(" Did you mean {near:or}?", near=tuple(error.possibilities)) if error.possibilities else ""
            return say("There is no option {option}.{near}", option=error.option_name, near=near)
        case click.MissingParameter() if error.param is not None:
            name = error.param.make_metavar(error.ctx) if error.ctx else str(error.param.human_readable_name)
            return say("The command needs {name}, and nothing was given for it.", name=name.strip("[]"))
        case click.BadParameter() if error.param is not None and isinstance(error.param.type, click.Choice):
            hint = _hint(error.param)
            return say(
                "{hint} takes one of {choices:or}.", hint=hint, choices=tuple(map(str, error.param.type.choices))
            )
        case click.BadParameter() if error.param is not None and isinstance(error.param.type, click.IntRange):
            return _number(error.param, error.param.type)
        case click.BadParameter() if error.param is not None and error.param.type is click.INT:
            return say("{hint} takes a whole number.", hint=_hint(error.param))
    if (sentence := _of_click(error)) is not None:
        return sentence
    return error.message if isinstance(error.message, Sentence) else error.format_message()


def _number(parameter: click.Parameter, kind: click.IntRange) -> Sentence:
    hint = _hint(parameter)
    if kind.max is None:
        return say("{hint} takes a whole number from {least} on.", hint=hint, least=kind.min or 0)
    return say("{hint} takes a whole number from {least} to {most}.", hint=hint, least=kind.min or 0, most=kind.max)


def _hint(parameter: click.Parameter) -> str:
    return max(parameter.opts, key=len) if isinstance(parameter, click.Option) else parameter.human_readable_name


def _of_click(error: click.ClickException) -> Sentence | None:
    """The messages that click makes without a class of their own."""
    import re

    written = error.message
    if isinstance(written, Sentence):
        return written
    if found := re.match(r"No such command '(.*?)'\.", written, re.DOTALL):
        return say("There is no command “{name}”; `variorum --help` lists those that there are.", name=found[1][:80])
    if found := re.match(r"Option '(.*?)' requires an argument\.", written):
        return say("{option} needs a value, and nothing was given for it.", option=found[1])
    if found := re.match(r"Option '(.*?)' does not take a value\.", written):
        return say("{option} takes no value.", option=found[1])
    if found := re.match(r"Got unexpected extra arguments? \((.*)\)", written, re.DOTALL):
        return say(
            "This is more than the command takes: {more}. Put words with spaces in quotation marks.",
            more=found[1][:120],
        )
    return None


def _asked() -> str:
    names = (CHOICE, *_OF_THE_SYSTEM)
    found: Any = next((value for name in names if (value := os.environ.get(name, "").strip())), "")
    return primary(_without_encoding(found))


def _without_encoding(named: str) -> str:
    return named.partition(".")[0].partition("@")[0]
