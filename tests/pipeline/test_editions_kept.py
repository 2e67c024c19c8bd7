"""Editions tied by their dossiers are collated once, and again only when a text or a name changes."""

from __future__ import annotations

from pathlib import Path

import pytest

import variorum.collation.changes as changes
import variorum.pipeline.editions as editions
from variorum.archive.folder import Archive, open_archive
from variorum.criticism.families.editions import number_changed
from variorum.pipeline.examining import examined

FIRST = "The school was opened by Vera Orlova in 1927. Forty children came, and nobody could read.\n\nIt had two rooms."
SECOND = FIRST.replace(" by Vera Orlova", "")


def write(root: Path, key: str, text: str, lineage: str = "") -> None:
    (root / "originals").mkdir(parents=True, exist_ok=True)
    (root / "sources").mkdir(exist_ok=True)
    (root / "originals" / f"{key}.txt").write_text(text, encoding="utf-8")
    about = f"key: {key}\nkind: history\ntitle: The school\nlanguage: en\n{lineage}"
    dossier = f"---\n{about}original: {{file: {key}.txt}}\n---\n"
    (root / "sources" / f"{key}.md").write_text(dossier, encoding="utf-8")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    (tmp_path / "variorum.toml").write_text('title = "Two editions"\n', encoding="utf-8")
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "orlova.md").write_text("---\nid: orlova\nname: Vera Orlova\n---\n", encoding="utf-8")
    write(tmp_path, "first", FIRST)
    write(tmp_path, "second", SECOND, "edition-of: [first]\n")
    return open_archive(tmp_path)


def test_a_second_build_collates_nothing_and_finds_the_same(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    before = examined(archive).record
    assert [(one.entity, one.kind) for one in before.erasures] == [("orlova", "dropped")]

    def refuse(*_: object) -> None:
        raise AssertionError("nothing has changed, and yet the editions are collated again")

    monkeypatch.setattr(changes, "collate", refuse)
    after = examined(archive).record
    assert after.editions == before.editions
    assert after.erasures == before.erasures


def test_a_changed_text_is_collated_again(archive: Archive) -> None:
    examined(archive)
    write(archive.root, "second", FIRST, "edition-of: [first]\n")
    record = examined(archive).record
    assert record.erasures == ()
    assert record.editions[0].kept == 1.0


def test_a_tie_that_is_taken_out_takes_the_comparison_along(archive: Archive) -> None:
    examined(archive)
    write(archive.root, "second", SECOND)
    record = examined(archive).record
    assert (record.editions, record.erasures) == ((), ())


def test_a_derived_source_that_is_another_text_is_no_state_of_it(archive: Archive) -> None:
    other = "Beekeeping on the upper river is older than its churches, and a hive of lime bark holds twelve frames."
    write(archive.root, "third", other, "derived-from: [first]\n")
    assert {one.later for one in examined(archive).record.editions} == {"second"}


def test_a_review_that_quotes_a_book_has_not_cut_the_rest_of_it(archive: Archive) -> None:
    said = "Why did it end so? Forty children came, and nobody could read. It had two rooms. We never hear of it."
    book = f"{FIRST} The roof leaked in the first winter, and the elder promised shingles that nobody ever saw. Every "
    book += "spring the river stood in the yard, and lessons were held in the loft of the mill until the middle of May."
    write(archive.root, "first", book)
    write(archive.root, "second", said, "derived-from: [first]\n")
    assert examined(archive).record.editions == ()
    write(archive.root, "second", " ".join(book.split()[8:32]), "derived-from: [first]\n")
    assert [one.later for one in examined(archive).record.editions] == ["second"]


def test_an_edition_in_another_language_is_left_to_collate(archive: Archive) -> None:
    write(archive.root, "second", "Школу открыли в 1927 году.", "edition-of: [first]\n")
    path = archive.root / "sources" / "second.md"
    path.write_text(path.read_text("utf-8").replace("language: en", "language: ru"), encoding="utf-8")
    assert examined(archive).record.editions == ()


def test_what_a_build_leaves_out_is_counted_and_numbers_are_kept_before_all_else(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editions, "_KEPT", 1)
    later = FIRST.replace("opened", "founded").replace("Forty", "Four hundred").replace("rooms", "halls")
    write(archive.root, "second", later, "edition-of: [first]\n")
    (one,) = examined(archive).record.editions
    assert [change.kind for change in one.changes] == ["number"]
    assert one.left_out == 2
    again = examined(archive).record
    assert again.editions == (one,)
    (finding,) = number_changed(again)
    assert finding.evidence[-1] == "2 more changes were not looked at; `variorum collate first second` shows all."
