"""Every sentence that the program may say has its Russian and its German, with the same fields and whole plurals."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from variorum.languages import PLURALS, codes, pack, text
from variorum.languages.registry import SENTENCES
from variorum.saying import catalogue, entries

ROOT = Path(__file__).resolve().parents[2]
SPOKEN = tuple(code for code in codes() if code != "en")
_FIELD = re.compile(r"\{([A-Za-z_]\w*)(?::([^{}]*))?\}")


@cache
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sentences_tool", ROOT / "tools" / "sentences.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def said() -> Mapping[str, tuple[str, ...]]:
    found: Mapping[str, tuple[str, ...]] = tool().sentences()
    return found


def test_the_tool_finds_what_the_program_says() -> None:
    assert "The quotation differs from {source} without a mark." in said()
    assert "A quotation differs from its source, and no mark says so." in said()
    assert {"and", "or"} <= set(said())
    assert tuple(tool().said_in('x = say("One {a}" " two.", a=1)\nsay(x)\nsay("1")')) == ("One {a} two.",)


@pytest.mark.parametrize("code", SPOKEN)
def test_every_sentence_is_said_in_every_language_of_the_program(code: str) -> None:
    missing = [
        sentence
        for sentence, places in said().items()
        if sentence not in catalogue(code) and not all(place.startswith("manual ") for place in places)
    ]
    assert not missing, f"write these in languages/{code}/{SENTENCES} (tools/sentences.py puts them there)"
    assert not [sentence for sentence in catalogue(code) if sentence not in said()], "run tools/sentences.py"


@pytest.mark.parametrize("code", SPOKEN)
def test_a_translation_has_the_fields_of_its_sentence(code: str) -> None:
    for sentence, translated in catalogue(code).items():
        shown = {match[1] for match in _FIELD.finditer(sentence) if not _chooses(match[2])}
        assert shown <= _fields(translated) <= _fields(sentence), sentence


@pytest.mark.parametrize("code", SPOKEN)
def test_a_number_has_a_word_for_every_plural_form(code: str) -> None:
    declared = pack(code)
    assert declared is not None
    forms = len({PLURALS[declared.plurals](number) for number in range(200)})
    for sentence, translated in catalogue(code).items():
        for match in _FIELD.finditer(translated):
            if match[2] and "|" in match[2] and "=" not in match[2]:
                assert match[2].count("|") + 1 == forms, f"{sentence}: {match[0]}"


@pytest.mark.parametrize("code", SPOKEN)
def test_a_catalogue_is_a_po_file_without_a_sentence_twice(code: str) -> None:
    pairs = list(entries(text(code, SENTENCES)))
    assert len(pairs) == len(dict(pairs))
    assert text(code, SENTENCES).startswith('msgid ""\nmsgstr ""\n')


@pytest.mark.parametrize(("code", "foreign"), [("ru", "“”"), ("de", "«»")])
def test_quotation_marks_are_the_languages_own(code: str, foreign: str) -> None:
    wrong = {s: t for s, t in catalogue(code).items() if any(sign in t for sign in foreign) and "«все»" not in s}
    if code == "de":
        wrong = {s: t for s, t in wrong.items() if t.count("„") != t.count("“")}
    assert not wrong


def _fields(template: str) -> frozenset[str]:
    return frozenset(match[1] for match in _FIELD.finditer(template))


def _chooses(how: str | None) -> bool:
    return bool(how) and "|" in (how or "")
