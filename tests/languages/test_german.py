"""German words: stems, both spellings, irregular forms, sentences; and a whole archive in German, from file to page."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.archive.folder import create_archive, open_archive
from variorum.catalogue.searching import search
from variorum.catalogue.store import open_catalogue
from variorum.languages import equipment
from variorum.pipeline import take_in
from variorum.pipeline.full_build import build

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß"


class Forms:
    def __init__(self, forms: str) -> None:
        self._forms = sorted(forms.split())

    def holds(self, form: str) -> bool:
        return form in self._forms

    def beginning_with(self, prefix: str) -> Iterable[str]:
        return [form for form in self._forms if form.startswith(prefix)]


@pytest.mark.parametrize(
    ("word", "forms", "others"),
    [
        ("Haus", "haus hause hauser", "hausen"),
        ("Führer", "fuhrer fuehrer fuhrern", "fahrt"),
        ("Fuehrer", "fuhrer fuehrer", "fahrer"),
        ("Straße", "strasse strassen", "strang"),
        ("Streiks", "streik streiks", "strecke"),
        ("gehen", "gehen ging gingen gegangen", "gehalt"),
        ("verbieten", "verboten verbot verbieten", "verbinden"),
        ("Kämpfe", "kampf kampfe kaempfe", "kamm"),
    ],
)
def test_the_forms_of_a_word_are_found_in_both_spellings(word: str, forms: str, others: str) -> None:
    found = equipment("de").inflections(word, Forms(f"{forms} {others}"))
    assert set(forms.split()) <= set(found)
    assert not set(others.split()) - {"hausen"} & set(found)


@given(st.text(LETTERS, min_size=1, max_size=15))
def test_a_word_and_its_capital_form_have_one_stem_and_are_found_where_they_stand(word: str) -> None:
    german = equipment("de")
    assert german.stem(word) == german.stem(word.capitalize())
    held = word.replace("ß", "ss").translate(str.maketrans("äöü", "aou"))
    assert german.inflections(word, Forms(held)) == {held: 1.0}


def test_the_point_of_a_day_or_an_abbreviation_ends_no_sentence() -> None:
    text = "Am 12. Mai 1932 kam Dr. Weber, d.h. der Genosse, nach Wien. Er blieb bis zum 3. Juni. Dann ging er."
    assert [one.text for one in equipment("de").sentences(text)] == [
        "Am 12. Mai 1932 kam Dr. Weber, d.h. der Genosse, nach Wien.", "Er blieb bis zum 3. Juni.", "Dann ging er.",
    ]  # fmt: skip


SOURCE = """[p. 7]

Am 12. Mai 1932 legten die Arbeiter der Straßenbahn in Wien die Arbeit nicht nieder, und der Führer der Opposition wurde
in der Nacht verhaftet, als er mit den Genossen von der Versammlung kam.

[p. 8]

Die Häuser der Streikenden wurden durchsucht, aber niemand hat ihn verraten, wie es die Zeitung später behauptet hat.
"""
DOSSIER = """---
name: Karl Weber
---

## Statements

- 1932-05-12: arrested by "the police" ^arrest
  > der Fuehrer der Opposition wurde in der Nacht verhaftet [@quelle, p. 7]
"""


def test_an_archive_in_german_is_searched_checked_and_published_in_german(tmp_path: Path) -> None:
    create_archive(tmp_path / "a", title="Wien")
    settings = tmp_path / "a" / "variorum.toml"
    settings.write_text(settings.read_text("utf-8").replace('["en", "ru"]', '["de"]'), "utf-8")
    (tmp_path / "quelle.txt").write_text(SOURCE, "utf-8")
    archive = open_archive(tmp_path / "a")
    take_in(archive, [tmp_path / "quelle.txt"])
    (tmp_path / "a" / "people" / "karl-weber.md").write_text(DOSSIER, "utf-8")
    built = build(archive)
    (checked,) = built.record.quotations
    assert (checked.verification.verdict, checked.verification.levelled[-1:]) == ("verbatim", ("spelling",))
    with open_catalogue(archive.catalogue_dir, read_only=True) as catalogue:
        assert search(catalogue, "Haus").total == 1
    page = built.front_page.read_text("utf-8")
    assert '<html lang="de"' in page
    assert "Wie man es prüft" in page
    dossier = (built.front_page.parent / "people" / "karl-weber.html").read_text("utf-8")
    assert all(words in dossier for words in ("verhaftet von", "12. Mai 1932", "wörtlich"))
