"""The interface in every language: the same keys, the same blanks, the right forms."""

from __future__ import annotations

import re
import string
from importlib.resources import files

import pytest

from variorum.edition.wording import words_of
from variorum.finding import NotFound
from variorum.languages import PLURAL_FORMS, having, pack, table

BLANK = re.compile(r"\{(\w+)\}")


def said(language: str) -> dict[str, str]:
    """What the language's own table says, with nothing filled in from English."""
    found: dict[str, str] = {}
    tables = [("", table(language, "locale"))]
    while tables:
        prefix, rows = tables.pop()
        for key, value in rows.items():
            if isinstance(value, dict):
                tables.append((f"{prefix}{key}.", value))
            else:
                found[prefix + key] = value
    return found


def plain(language: str) -> dict[str, str]:
    return {key: text for key, text in said(language).items() if not key.startswith("count.")}


@pytest.mark.parametrize("code", having("locale"))
def test_every_language_has_the_same_keys_with_the_same_blanks(code: str) -> None:
    english, own = plain("en"), plain(code)
    assert english.keys() == own.keys()
    for key in english:
        assert set(BLANK.findall(english[key])) == set(BLANK.findall(own[key])), key


@pytest.mark.parametrize("code", having("locale"))
def test_whatever_is_counted_has_every_form_that_the_language_asks_for(code: str) -> None:
    declared = pack(code)
    assert declared is not None
    counted = {key for key in said(code) if key.startswith("count.")}
    nouns = {key.split(".")[1] for key in said("en") if key.startswith("count.")}
    assert counted == {f"count.{noun}.{form}" for noun in nouns for form in PLURAL_FORMS[declared.plurals]}


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 Quellen"), (1, "1 Quelle"), (2, "2 Quellen"), (101, "101 Quellen"), (1234, "1.234 Quellen")],
)  # fmt: skip
def test_german_nouns_agree_with_their_numbers(number: int, said: str) -> None:
    assert words_of("de").count("sources", number) == said


def test_a_language_that_the_edition_does_not_speak_is_refused_by_name() -> None:
    with pytest.raises(NotFound, match=r"English \(en\), Russian \(ru\) or German \(de\) to choose from, and no “fr”"):
        words_of("fr")


def test_every_key_that_templates_use_exists() -> None:
    known = words_of("en").sentences
    for path in (files("variorum.edition") / "templates").iterdir():
        for key in re.findall(r"""\bt\(["']([\w.-]+)["']""", path.read_text("utf-8")):
            assert key in known or key.endswith(("-", ".")), (path.name, key)


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 источников"), (1, "1 источник"), (2, "2 источника"), (5, "5 источников"), (11, "11 источников"),
     (12, "12 источников"), (21, "21 источник"), (22, "22 источника"), (25, "25 источников"), (111, "111 источников"),
     (1001, "1\u00a0001 источник")],
)  # fmt: skip
def test_russian_nouns_agree_with_their_numbers(number: int, said: str) -> None:
    assert words_of("ru").count("sources", number) == said


def test_english_nouns_agree_with_their_numbers() -> None:
    words = words_of("en")
    assert [words.count("sources", n) for n in (0, 1, 2, 1234)] == [
        "0 sources",
        "1 source",
        "2 sources",
        "1,234 sources",
    ]


def test_no_sentence_holds_markup() -> None:
    for language in ("en", "ru"):
        for key, text in words_of(language).sentences.items():
            assert not set(text) & set("<>"), key
            assert all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(text)), key


def test_every_family_of_checks_that_comes_with_the_program_has_a_page_and_a_heading() -> None:
    from variorum.criticism.manual import manual
    from variorum.edition.addresses import _FAMILIES

    families = {code[0] for code in manual()}
    assert families <= set(_FAMILIES)
    for language in ("en", "ru"):
        words = words_of(language)
        assert all(words(f"family.{family}") for family in families)
