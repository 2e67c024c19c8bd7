"""The search of a published edition: forms meet, scripts meet, secrets stay out, and the words are opened where they
stand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.edition.recalling import Handed, at_once
from variorum.edition.searching.counting import WORD, key_of
from variorum.edition.searching.documents import SearchBatch, SearchDocument
from variorum.edition.searching.files import SearchFiles
from variorum.edition.searching.index import WordIndex, index_words, put_behind, steps


def document(text: str, language: str = "", address: str = "a.html") -> SearchBatch:
    texts = Handed.of([[("p1", text)]])
    found = SearchDocument(address, "A title", "p. 1", language)
    return SearchBatch.of([found], texts, language=language, name="", recall=at_once)


def pages_in(written: str) -> list[tuple[int, int]]:
    """The pages that steps lead to, as the browser counts them."""
    found, page = [], 0
    for step in written.split(",") if written else ():
        number, _, times = step.partition(".")
        page += int(number, 36)
        found.append((page, int(times or "1", 36)))
    return found


NOTHING = SearchBatch.of([], Handed.of([]), name="", recall=at_once)


def indexed(*documents: SearchBatch, names: tuple[str, ...] = (), written: SearchBatch = NOTHING) -> WordIndex:
    return index_words(written, documents, names)


def reached(query: str, index: WordIndex) -> set[int]:
    """The documents to which a form leads, as the browser goes: form, lemmas and other spellings, pages."""
    entry = index.entries.get(key_of(query))
    if entry is None:
        return set()
    lemmas = {*(entry.lemmas or key_of(query)).split(), *entry.alike.split()}
    return {page for lemma in lemmas if lemma in index.entries for page, _ in pages_in(index.entries[lemma].pages)}


def value_of(written: str) -> object:
    return json.loads(written[written.index(",") + 1 : -len(");\n")])


def test_every_form_of_a_word_leads_to_all_pages_of_the_word() -> None:
    pages = (document("Решения о людях приняты.", "ru"), document("Это решение человека.", "ru"))
    assert reached("решение", indexed(*pages)) == {0, 1}
    assert reached("человека", indexed(*pages)) == {0, 1}
    assert reached("organised", indexed(document("They organised it.", "en"), document("He organises.", "en"))) == {
        0,
        1,
    }


def test_a_name_is_found_in_either_script_and_in_any_case() -> None:
    pages = (document("A letter of Riutin was read.", "en"), document("О Рютине говорили, и с Рютиным.", "ru"))
    for query in ("Riutin", "Рютине", "рютиным"):
        assert reached(query, indexed(*pages)) == {0, 1}, query


def test_a_name_of_a_dossier_is_found_in_spellings_that_stand_nowhere() -> None:
    pages = (document("Рютин", "ru"),)
    for query in ("Ryutin", "Rjutin", "Riutin"):
        assert reached(query, indexed(*pages, names=("Рютин",))) == {0}, query


def test_words_that_only_sound_alike_are_not_taken_for_names() -> None:
    assert reached("marsh", indexed(document("the marsh was wet", "en"), document("марш шёл", "ru"))) == {0}


def test_old_spelling_stress_and_accents_lead_to_the_word_of_today() -> None:
    assert key_of("бѣлый") == "белый"
    assert key_of("столъ") == "стол"
    assert key_of("за\u0301мок") == "замок"
    assert key_of("Café") == "cafe"
    assert key_of("мой") != key_of("мои")


@given(st.text(alphabet="abcdeéжёйѣ'-\u0301 .,ЁA9", max_size=40))
def test_a_key_is_its_own_key(text: str) -> None:
    for word in WORD.findall(text):
        assert key_of(key_of(word)) == key_of(word)


@given(st.lists(st.text(alphabet="абвгabcd -", min_size=1, max_size=30), min_size=1, max_size=6))
def test_every_word_of_every_page_leads_back_to_its_page(texts: list[str]) -> None:
    pages = tuple(document(text, "ru") for text in texts)
    entries = indexed(*pages).entries
    for number, text in enumerate(texts):
        for word in WORD.findall(text):
            key = key_of(word)
            lemmas = (entries[key].lemmas or key).split()
            assert all(number in dict(pages_in(entries[lemma].pages)) for lemma in lemmas)


@given(st.lists(st.text(alphabet="абвгabcd -", min_size=1, max_size=30), min_size=1, max_size=4), st.integers(0, 4))
def test_what_the_historians_wrote_stands_before_the_sources_as_if_all_were_counted_together(
    texts: list[str], own: int
) -> None:
    """The pages of each lemma, and the forms that lead there, are those of all documents however they are parted."""
    written = Handed.of([[("", text)] for text in texts[:own]])
    documents = [SearchDocument("a.html", "", "", "") for _ in texts[:own]]
    mine = SearchBatch.of(documents, written, name="", recall=at_once)
    parted = indexed(*map(document, texts[own:]), written=mine)
    assert parted == indexed(*map(document, texts))


@given(
    st.dictionaries(st.integers(0, 5000), st.integers(1, 50)), st.dictionaries(st.integers(0, 5000), st.integers(1, 50))
)
def test_pages_put_behind_others_are_those_that_they_were(here: dict[int, int], later: dict[int, int]) -> None:
    pages, others = sorted(here.items()), sorted(later.items())
    first = max(here, default=-1) + 1
    moved = [(first + page, times) for page, times in others]
    assert pages_in(put_behind(pages, steps(others), first)) == [*pages, *moved]


def test_the_files_hold_every_key_and_every_paragraph_once_and_in_order() -> None:
    pages = tuple(document(f"слово{n} word{n} " * 400, "ru", f"{n}.html") for n in range(90))
    files = SearchFiles(NOTHING, pages, ())
    words = [a for a in files.addresses if "words" in a]
    assert len(words) > 1
    assert len([a for a in files.addresses if "texts" in a]) > 1
    shelves = [value_of(files.content(address)) for address in words]
    keys = [key for shelf in shelves for key in shelf]  # type: ignore[attr-defined]
    assert keys == sorted(files.index.entries)
    outline = value_of(files.content("search/index.js"))
    assert outline["starts"] == [next(iter(shelf), "") for shelf in shelves]  # type: ignore[index, call-overload]
    for number, (*_, shelf) in enumerate(outline["pages"]):  # type: ignore[index]
        assert str(number) in value_of(files.content(f"search/texts-{shelf:03d}.js"))  # type: ignore[operator]


def test_no_word_of_a_closed_source_stands_in_the_files_of_the_search(english: Path, russian: Path) -> None:
    for out in (english, russian):
        written = "".join(path.read_text("utf-8") for path in sorted((out / "search").iterdir())).casefold()
        assert "dairy" in written
        for secret in ("sosnovka", "informant", "closed1931"):
            assert secret not in written


def test_the_page_says_without_javascript_what_it_needs_and_where_to_go_instead(english: Path) -> None:
    page = (english / "search.html").read_text("utf-8")
    assert "needs JavaScript" in page or "without the part that searches" in page
    assert 'href="names.html"' in page


@pytest.mark.parametrize("hostile", ["</script><b>", "\u2028", '");alert(1)//', "\\u0000"])
def test_no_text_can_leave_its_string_in_a_file(hostile: str) -> None:
    files = SearchFiles(NOTHING, [document(f"word {hostile} word")], ())
    written = files.content("search/texts-000.js")
    assert value_of(written) == {"0": [["p1", f"word {hostile} word"]]}
    assert len(written.splitlines()) == 1
