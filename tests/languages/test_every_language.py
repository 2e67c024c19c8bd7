"""What every language must have: a folder, its tables whole, its dates read and written back, its words in order."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from variorum.archive.vocabulary import default_vocabulary
from variorum.dates.lexicon import single_words, writing_of
from variorum.dates.phrases import find_dates, read_phrase
from variorum.edition.citing.notes import style_for, style_named
from variorum.edition.in_words import dating_in_words
from variorum.edition.wording import words_of
from variorum.languages import PLURALS, asked, codes, equipment, pack, read_by, registry, table, tables
from variorum.names.preferred import grammar_of
from variorum.quotation import critical_words
from variorum.quotation.critical_words import kind_of
from variorum.quotation.phrases import first_of
from variorum.quotation.reading_language import read_as

OWN = codes()
DATINGS = (
    "1932-05-12",
    "1932-05",
    "1932",
    "1932~",
    "193X",
    "../1932",
    "1932/..",
    "1931/1932",
    "[1931,1932]",
    "1932-21",
)


@pytest.mark.parametrize("code", OWN)
def test_a_language_declares_itself(code: str) -> None:
    declared = pack(code)
    assert declared is not None
    assert (declared.code, equipment(code).code) == (code, code)
    assert all((declared.name, declared.own_name))
    assert len(declared.script) == 4
    assert declared.plurals in PLURALS
    assert style_for(code) is style_named(declared.style)


@pytest.mark.parametrize("code", OWN)
@pytest.mark.parametrize("name", sorted(set(registry.TABLES) - {"labels", "spelling"}))
def test_a_language_of_the_program_has_every_table(code: str, name: str) -> None:
    assert table(code, name)


@pytest.mark.parametrize("code", OWN)
@pytest.mark.parametrize("name", ["critical_words", "wording", "erasures", "numerals"])
def test_a_table_has_the_headings_of_the_english_one(code: str, name: str) -> None:
    alone = {"endings", "derived"}  # of a language whose forms no dictionary tells
    assert set(table(code, name)) - alone == set(table("en", name)) - alone


@pytest.mark.parametrize("code", OWN)
def test_every_relation_and_facet_has_a_label(code: str) -> None:
    vocabulary = default_vocabulary()
    assert [name for name, one in vocabulary.relations.items() if not one.labels.get(code)] == []
    assert [name for name, one in vocabulary.relations.items() if one.inverse and not one.inverse.get(code)] == []
    assert [facet.name for facet in vocabulary.facets if not facet.labels.get(code)] == []


@pytest.mark.parametrize("code", OWN)
def test_every_month_and_day_of_the_week_has_a_word(code: str) -> None:
    words = single_words(code)
    own = {form for rows in table(code, "dates").values() for forms in rows.values() if isinstance(forms, list)
           for form in forms}  # fmt: skip
    for cls, last in (("m", 12), ("w", 7)):
        assert {value for form, (kind, value) in words.items() if kind == cls and form in own} == set(
            range(1, last + 1)
        )


@pytest.mark.parametrize("code", OWN)
@pytest.mark.parametrize("edtf", DATINGS)
def test_a_dating_said_by_the_edition_is_read_back(code: str, edtf: str) -> None:
    from variorum.dates.edtf import parse_edtf

    dating = parse_edtf(edtf)
    words = dating_in_words(dating, words_of(code))
    read = read_phrase(words, language=code).dating
    assert (read.earliest_start, read.latest_end) == (dating.earliest_start, dating.latest_end), words


@pytest.mark.parametrize("code", OWN)
def test_negations_are_known_where_the_language_is_told(code: str) -> None:
    with read_as(code):
        for word in table(code, "critical_words")["negation"].split():
            assert kind_of(word) == "negation", word


def test_a_text_is_read_by_its_own_language_and_by_one_of_each_other_script() -> None:
    assert read_by() == read_by("fr") == ("en", "ru")
    assert read_by("de-AT") == ("de", "ru")
    assert read_by("ru") == ("ru", "en")


def test_a_search_asks_the_languages_that_the_sources_are_told_to_be_in() -> None:
    assert [one.code for one in asked("Streik", ("de", "ru"))] == ["de"]
    assert [one.code for one in asked("Streik", ("de", "en"))] == ["de", "en"]
    assert [one.code for one in asked("Streik", ("",))] == ["en"]
    assert [one.code for one in asked("стачка", ("de",))] == ["ru"]


@pytest.fixture
def esperanto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A fourth language in a package of its own, made known by an entry point: nothing else is edited."""
    folder = tmp_path / "esperanta_lingvo"
    folder.mkdir()
    (folder / "__init__.py").write_text('"""A language of another package."""\n', "utf-8")
    (folder / "grammar.py").write_text(
        "from variorum.languages.grammar import LanguageGrammar\n\n\n"
        "class Esperanto(LanguageGrammar):\n"
        "    def predicate(self, wording, name, kind, *, forms=(), from_object=False):\n"
        "        return wording, f'{name}n'\n",
        "utf-8",
    )
    (folder / "pack.toml").write_text('name = "Esperanto"\nscript = "Latn"\nthousands = "\\u00a0"\n'
        'grammar = "esperanta_lingvo.grammar:Esperanto"\n', "utf-8")  # fmt: skip
    (folder / "dates.toml").write_text('[month]\n5 = ["majo"]\n[article]\nthe = ["la"]\n[of]\nof = ["de"]\n', "utf-8")
    (folder / "locale.toml").write_text('language = "Esperanto"\n[nav]\nhome = "Hejmpaĝo"\n', "utf-8")
    (folder / "critical_words.toml").write_text('negation = "ne neniam"\n', "utf-8")
    (folder / "wording.toml").write_text('denial = "malvero ke"\n', "utf-8")
    (folder / "labels.toml").write_text('[relations]\n"born in" = { label = "naskita en" }\n', "utf-8")
    point = EntryPoint("eo", "esperanta_lingvo", registry.ENTRY_POINTS)
    monkeypatch.syspath_prepend(str(tmp_path))
    installed(monkeypatch, point)
    forget()
    yield
    monkeypatch.undo()
    for module in ("esperanta_lingvo", "esperanta_lingvo.grammar"):
        sys.modules.pop(module, None)
    forget()


def installed(monkeypatch: pytest.MonkeyPatch, point: EntryPoint) -> None:
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: (point,))
    monkeypatch.setattr("variorum.additions.declared", lambda: (f"{point.group} {point.name} {point.value} 1",))


def forget() -> None:
    for known in (registry.packs, registry.read_by, registry.table, registry.of_every_language, registry.text,
                  registry._folders, registry._taken, writing_of, equipment, words_of,
                  default_vocabulary, single_words, grammar_of,
                  critical_words._lists, critical_words._kind_of):  # fmt: skip
        known.cache_clear()


@pytest.mark.usefixtures("esperanto")
def test_a_language_of_another_package_needs_no_edit_of_the_program() -> None:
    assert codes() == ("en", "ru", "de", "eo")
    assert [one.dating.edtf for one in find_dates("la 12 de majo 1932", language="eo")] == ["1932-05-12"]
    words = words_of("eo")
    assert (words("nav.home"), words("nav.people"), words.number(1234)) == ("Hejmpaĝo", "People", "1\u00a0234")
    assert default_vocabulary().relations["born in"].labels["eo"] == "naskita en"
    with read_as("eo"):
        assert (kind_of("neniam"), kind_of("never")) == ("negation", "")
        assert first_of("denial", "estas malvero ke") is not None
        assert first_of("hedge", "allegedly") is None
    assert [one.stem("Vortoj") for one in (equipment("eo"),)] == ["vortoj"]
    assert tables("numerals", "eo") == tables("numerals")
    assert grammar_of("eo").predicate("renkontis", "Anna Orlova", "person") == ("renkontis", "Anna Orlovan")


def test_a_language_without_a_grammar_leaves_wordings_and_names_as_they_stand() -> None:
    grammar = grammar_of("fr")
    assert grammar.agree("arrested", "Anna Orlova", "person") == "arrested"
    assert grammar.predicate("met", "Anna Orlova", "person") == ("met", "Anna Orlova")
    assert (grammar.before_words("called"), grammar.after_subject("member of")) == ("called", "")
    assert grammar.complement("in", "Bijsk", "place") is None
    assert grammar.preposition_before_words("in", "called") == ""


@pytest.mark.usefixtures("esperanto")
def test_what_a_language_of_another_package_lacks_is_taken_from_the_one_of_its_script() -> None:
    assert read_by("eo", "opposites") == ("en", "ru")
    assert read_by("eo", "dates") == ("eo", "ru")


def test_a_package_whose_import_breaks_costs_nobody_else_their_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = EntryPoint("xx", "no_such_module_anywhere", registry.ENTRY_POINTS)
    installed(monkeypatch, broken)
    forget()
    assert codes() == OWN
    monkeypatch.undo()
    forget()


@pytest.mark.parametrize("code", OWN)
def test_a_preposition_of_the_languages_own_is_not_told_as_unread_before_a_date(code: str) -> None:
    words = [word for row in table(code, "dates")["preposition"].values() for word in row if " " not in word]
    assert words
    assert {word: read_phrase(f"{word} 1932", language=code).unread for word in words} == dict.fromkeys(words, ())


def test_a_script_is_told_by_the_code_and_by_the_pack_before_anything_else() -> None:
    told = {"ru": "Cyrl", "de-AT": "Latn", "sr": "Cyrl", "sr-Latn": "Latn", "uk_UA": "Cyrl", "fr": "Latn", "": "Latn"}
    assert {code: registry.script_of(code) for code in told} == told
