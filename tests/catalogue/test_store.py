"""The catalogue gives back what was put in, knows what is up to date, and survives whatever happens to its file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.accession.reading import Colophon, Reading
from variorum.catalogue.store import Catalogue, Result, open_catalogue
from variorum.dates.dating import Dating
from variorum.evidence import Holding
from variorum.finding import Finding, NotFound, Refused, Severity, Unreadable
from variorum.record import Page, Passage, Position, Source

PAGE = Page("s", 1, "12v", "Текст 😀\0 конец", "Глава I", (0, 6), 3, "HEAD", "foot", "12v.png")
FINDING = Finding(
    "A008", Severity.WARNING, "In doubt", Position("s.txt", 2, 3), ("s", Passage("s", 1, 0, 2, "Те", "ab")), ("x",),
    "mend", "line"
)  # fmt: skip
READING = Reading(
    (PAGE, Page("s", 2, "", "B", paragraphs=(0,), first_paragraph=5)), "pages", "text/plain", "text/1",
    Colophon("A title", ("B. Author",), "ru", {"published": "1928"}, {"ISBN": "5"}), (FINDING,),
)  # fmt: skip


def test_pages_come_back_as_they_went_in(catalogue: Catalogue) -> None:
    catalogue.replace_source(Source("s"), READING, digest="d1")
    assert tuple(catalogue.pages("s")) == READING.pages
    assert catalogue.page("s", 1) == PAGE
    assert catalogue.page("s", 3) is None
    assert catalogue.page("nothing", 1) is None
    assert catalogue.pages("nothing") == []
    assert catalogue.colophon("s") == READING.colophon
    assert catalogue.findings() == (FINDING,)
    assert catalogue.sources() == ["s"]


def test_the_holding_lists_labels_and_counts_paragraphs(catalogue: Catalogue) -> None:
    catalogue.replace_source(Source("s"), READING, digest="d1")
    assert catalogue.holding("s") == Holding("s", "pages", ("12v", ""), 5)
    assert catalogue.holding("nothing") is None


def test_a_source_without_text_says_why(catalogue: Catalogue) -> None:
    empty = Finding("A007", Severity.ERROR, "The file holds images only.")
    catalogue.replace_source(
        Source("s"), Reading((), "none", "application/pdf", "pdf/1", findings=(empty,)), digest="d"
    )
    holding = catalogue.holding("s")
    assert holding is not None
    assert holding.reason == "The file holds images only."


def test_the_language_is_the_dossiers_or_else_the_files(catalogue: Catalogue) -> None:
    catalogue.replace_source(Source("a", language="en"), READING, digest="d")
    catalogue.replace_source(Source("b"), READING, digest="d")
    assert [catalogue.language(key) for key in ("a", "b", "c")] == ["en", "ru", ""]


def test_the_state_tells_whether_a_source_is_up_to_date(catalogue: Catalogue) -> None:
    catalogue.replace_source(Source("s"), READING, digest="d1")
    state = catalogue.source_state("s")
    assert state is not None
    assert (state.digest, state.reader, state.pages, state.indexed) == ("d1", "text/1", 2, False)
    assert catalogue.source_state("nothing") is None


def test_a_replaced_source_leaves_nothing_of_the_old(catalogue: Catalogue) -> None:
    catalogue.replace_source(Source("s"), READING, digest="d1")
    catalogue.replace_source(Source("s"), Reading((), "none", "text/plain", "text/2"), digest="d2")
    assert catalogue.pages("s") == []
    assert [state.digest for state in catalogue.source_states().values()] == ["d2"]
    catalogue.remove_source("s")
    catalogue.remove_source("s")
    assert catalogue.sources() == []


def test_a_dossier_changes_without_its_text(catalogue: Catalogue) -> None:
    source = Source("s", authors=("[[petrov]]",), composed=Dating("1928", "1928", earliest_start=1, latest_end=9))
    catalogue.replace_source(source, READING, digest="d1")
    assert not catalogue.describe_source(source)
    assert catalogue.describe_source(source, author_names=["Пётр Петров"])
    (described,) = catalogue.catalogued()
    assert described.authors == ("[[petrov]]", "Пётр Петров")
    assert (described.earliest, described.latest, described.title) == (1, 9, "A title")
    with pytest.raises(NotFound, match="nothing"):
        catalogue.describe_source(Source("nothing"))


def test_results_are_kept_by_step_and_key_until_they_are_forgotten(catalogue: Catalogue) -> None:
    first, other = Result("a#^b", "{}", "digest"), Result("c", "{}", "digest")
    catalogue.keep_results("verification", [(first, b"[1]"), (other, b"[2]")])
    catalogue.keep_results("mentions", [(other, b"[2]")])
    catalogue.keep_results("verification", [(first, b"[3]")])
    assert catalogue.results("verification") == {"a#^b": first, "c": other}
    assert dict(catalogue.payloads("verification")) == {"a#^b": b"[3]", "c": b"[2]"}
    catalogue.forget_results("verification", ["a#^b", "never"])
    assert catalogue.results("verification") == {"c": other} == catalogue.results("mentions")
    assert (catalogue.payload("verification", "a#^b"), catalogue.payload("mentions", "c")) == (None, b"[2]")


def test_rows_say_from_what_they_were_laid(catalogue: Catalogue) -> None:
    assert catalogue.laid_from("identities") == ""
    with catalogue.database.transaction():
        catalogue.mark_laid("identities", "digest")
    assert catalogue.laid_from("identities") == "digest"


@given(st.lists(st.text(max_size=50), min_size=1, max_size=3))
@settings(max_examples=25, deadline=None)
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    with open_catalogue(tmp_path_factory.mktemp("any")) as catalogue:
        pages = tuple(Page("s", n, text[:4], text, text[:2]) for n, text in enumerate(texts, 1))
        catalogue.replace_source(Source("s"), Reading(pages, "pages", "", ""), digest="")
        assert tuple(catalogue.pages("s")) == pages


def test_half_a_character_is_replaced_and_does_not_stop_the_build(catalogue: Catalogue) -> None:
    pages = (Page("s", 1, "1", "a\ud800b"),)
    catalogue.replace_source(Source("s"), Reading(pages, "pages", "", ""), digest="")
    assert catalogue.pages("s")[0].text == "a\ufffdb"


def test_a_reader_sees_the_state_before_while_a_write_goes_on(tmp_path: Path) -> None:
    with open_catalogue(tmp_path) as writer:
        writer.replace_source(Source("s"), READING, digest="d1")
        with open_catalogue(tmp_path, read_only=True) as reader, writer.database.transaction():
            writer.remove_source("s")
            assert reader.sources() == ["s"]
            assert len(reader.pages("s")) == 2
        with open_catalogue(tmp_path, read_only=True) as reader:
            assert reader.sources() == []


def test_a_write_that_fails_halfway_leaves_the_old_state(catalogue: Catalogue) -> None:
    catalogue.replace_source(Source("s"), READING, digest="d1")

    def fail() -> None:
        with catalogue.database.transaction():
            catalogue.remove_source("s")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert catalogue.sources() == ["s"]


def test_a_second_writer_is_told_to_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.catalogue.database._PATIENCE", 0.01)
    with (
        open_catalogue(tmp_path) as first,
        open_catalogue(tmp_path) as second,
        first.database.transaction(),
        pytest.raises(Refused, match="Another build"),
    ):
        second.remove_source("s")


@pytest.mark.parametrize(
    "rubbish", [b"not a database at all, " * 500, b"\0" * 5000, b"SQLite format 3\0" + b"\xff" * 4000]
)
def test_a_damaged_catalogue_is_made_anew(tmp_path: Path, rubbish: bytes) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(rubbish)
    with pytest.raises(Unreadable, match="variorum build"):
        open_catalogue(tmp_path, read_only=True)
    with open_catalogue(tmp_path) as catalogue:
        assert catalogue.sources() == []


def test_a_catalogue_of_another_version_is_made_anew(tmp_path: Path) -> None:
    with open_catalogue(tmp_path) as catalogue:
        catalogue.replace_source(Source("s"), READING, digest="d1")
    connection = sqlite3.connect(tmp_path / "catalogue.sqlite")
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(Unreadable, match="another version"):
        open_catalogue(tmp_path, read_only=True)
    with open_catalogue(tmp_path) as catalogue:
        assert catalogue.sources() == []


def test_damage_met_later_is_a_sentence_and_the_next_opening_makes_it_anew(tmp_path: Path) -> None:
    open_catalogue(tmp_path).close()
    file = tmp_path / "catalogue.sqlite"
    empty = file.stat().st_size
    with open_catalogue(tmp_path) as catalogue:
        for n in range(60):
            catalogue.replace_source(
                Source(f"s{n}"), Reading((Page(f"s{n}", 1, "1", "x" * 3000),), "pages", "", ""), digest="d"
            )
    content = bytearray(file.read_bytes())
    content[empty:] = b"\xee" * (len(content) - empty)
    file.write_bytes(content)
    with open_catalogue(tmp_path) as catalogue, pytest.raises(Unreadable, match="damaged"):
        [catalogue.pages(f"s{n}") for n in range(60)]
    with open_catalogue(tmp_path) as catalogue:
        assert catalogue.sources() == []


def test_no_page_is_read_in_which_a_letter_changed_on_disk(tmp_path: Path) -> None:
    pages = (Page("s", 1, "1", "They had 80,000 rifles."), Page("s", 2, "2", "They had no bread."))
    with open_catalogue(tmp_path) as catalogue:
        catalogue.replace_source(Source("s"), Reading(pages, "pages", "", ""), digest="d")
        assert tuple(catalogue.pages("s")) == pages
    file = tmp_path / "catalogue.sqlite"
    file.write_bytes(file.read_bytes().replace(b"80,000", b"30,000"))
    with open_catalogue(tmp_path, read_only=True) as catalogue:
        assert catalogue.page("s", 2) == pages[1]
        for asked in (lambda: catalogue.page("s", 1), lambda: catalogue.pages("s")):
            with pytest.raises(Unreadable, match="damaged; run `variorum build`"):
                asked()
    with open_catalogue(tmp_path) as catalogue, pytest.raises(Unreadable, match="damaged"):
        catalogue.page_range("s", 0, 1)
    with open_catalogue(tmp_path) as catalogue:
        assert catalogue.sources() == []


def test_without_a_catalogue_reading_says_to_build(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="variorum build"):
        open_catalogue(tmp_path / "none", read_only=True)
    assert not (tmp_path / "none").exists()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises((Unreadable, Refused)):
        open_catalogue(tmp_path / "file" / ".catalogue")
