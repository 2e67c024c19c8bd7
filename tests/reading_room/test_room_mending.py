"""Corrections through the API: previewed as the very lines, made in one write, undone to the byte; and the preview of a
page that is not saved yet.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from room_serving import Served, serving
from test_room_api import Reader, files_of

from variorum.archive.folder import Archive, open_archive

WRONG_PAGE = '\n- 1933: said "x" ^wrong-page\n  > Я отпечатала пять экземпляров. [@zayavlenie1956, § 2]\n'
SLIP = '\n- 1934: said "y" ^slip\n  > Я отпечатала пять экземлпяров. [@zayavlenie1956, § 4]\n'


def _in_a_room_with_slips(archive: Archive) -> Iterator[tuple[Reader, Served]]:
    """Somebody in a room whose archive has a quotation with a wrong place and one with a slip of letters."""
    for file, more in (("people/berg.md", WRONG_PAGE), ("people/ladygin.md", SLIP)):
        path = archive.root / file
        path.write_text(path.read_text("utf-8").rstrip() + more, encoding="utf-8")
    for served in serving(archive):
        one = Reader(served)
        yield one, served
        one.client.close()


@pytest.fixture
def reader(archive: Archive) -> Iterator[tuple[Reader, Served]]:
    yield from _in_a_room_with_slips(archive)


@pytest.fixture(scope="module")
def looking(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Reader, Served]]:
    """The same for all that write nothing."""
    root = Path(shutil.copytree(built, tmp_path_factory.mktemp("looking") / "archive"))
    for each in _in_a_room_with_slips(open_archive(root)):
        assert each[1].room.settled(patience=600)
        before = files_of(root)
        yield each
        assert files_of(root) == before


def test_a_correction_is_known_with_its_difference_and_the_finding_that_it_puts_right(
    looking: tuple[Reader, Served],
) -> None:
    asked, _ = looking
    mends = asked.ask("mends").json()["mends"]
    place = next(one for one in mends if one["file"] == "people/berg.md")
    assert (place["code"], place["old"], place["new"]) == ("Q206", "@zayavlenie1956, § 2", "@zayavlenie1956, § 4")
    assert place["difference"][1].startswith("- >")
    assert place["findings"]
    of_finding = asked.ask("mends", finding=place["findings"][0]).json()
    assert [one["id"] for one in of_finding["mends"]] == [place["id"]]
    assert asked.ask("mends", file="people/ladygin.md").json()["mends"][0]["new"] == "экземпляров"


def test_corrections_are_made_as_they_were_previewed_and_undone_together(reader: tuple[Reader, Served]) -> None:
    asked, served = reader
    before = files_of(served.archive.root)
    ids = [one["id"] for one in asked.ask("mends").json()["mends"] if one["file"].startswith("people/")]
    previewed = asked.send("mend/preview", {"ids": ids}).json()
    assert files_of(served.archive.root) == before
    made = asked.send("mend", {"ids": ids})
    assert made.status_code == 200, made.text
    assert {one["file"] for one in made.json()["files"]} >= {"people/berg.md", "people/ladygin.md"}
    assert made.json()["files"] == previewed["files"]
    assert "§ 4]" in served.read("people/berg.md").splitlines()[-1]
    assert asked.send("undo", {}).status_code == 200
    after = files_of(served.archive.root)
    assert {file: after[file] for file in before if file != "checked.jsonl"} == {
        file: raw for file, raw in before.items() if file != "checked.jsonl"
    }


def test_a_correction_whose_words_are_gone_is_refused_in_a_sentence(reader: tuple[Reader, Served]) -> None:
    asked, served = reader
    place = next(one for one in asked.ask("mends").json()["mends"] if one["file"] == "people/berg.md")
    path = served.archive.root / "people/berg.md"
    path.write_text("---\nid: berg\n---\n", encoding="utf-8")
    answer = asked.send("mend", {"ids": [place["id"]]})
    assert answer.status_code == 409
    assert "no longer has" in answer.json()["error"]
    assert asked.send("mend", {"ids": ["0123456789abcdef"]}).status_code in (404, 409)
    assert asked.send("mend", {"code": "Q999"}).status_code == 409


def test_a_finding_of_an_unsaved_text_comes_with_its_correction(looking: tuple[Reader, Served]) -> None:
    asked, served = looking
    text = served.read("people/berg.md").replace("[@zayavlenie1956, § 4]", "[@zayavlenie1965, § 4]")
    found = asked.send("check", {"file": "people/berg.md", "text": text}).json()["findings"]
    fixes = {one["code"]: one["fix"] for one in found if one["fix"]}
    assert fixes["Q206"]["becomes"] == "@zayavlenie1956, § 4"
    assert "§ 4" in fixes["Q206"]["because"]


@pytest.mark.parametrize("line", ["> «Я отпечатала {} экземпляров.» [@zayavlenie1956, § 4]",
                                  "> Я отпечатала {} экземпляров. [@zayavlenie1956, § 4]",
                                  "Она пишет: «Я отпечатала {} экземпляров» [@zayavlenie1956, § 4]."])  # fmt: skip
def test_the_sources_own_words_keep_the_marks_of_the_quotation(looking: tuple[Reader, Served], line: str) -> None:
    asked, _ = looking
    text = f"# One\n\n{line.format('семь')}\n"
    found = asked.send("check", {"file": "chapters/09-new.md", "text": text}).json()["findings"]
    (fix,) = (one["fix"] for one in found if one["code"] == "Q201")
    assert text.replace(fix["was"], fix["becomes"]) == f"# One\n\n{line.format('пять')}\n"


# ── the preview ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("file", ["people/berg.md", "chapters/01-the-key.md", "sources/zayavlenie1956.md"])
def test_a_page_is_previewed_as_it_would_be_set(looking: tuple[Reader, Served], file: str) -> None:
    asked, served = looking
    before = files_of(served.archive.root)
    text = served.read(file)
    text = text.replace("## Statements", "A sentence only now.\n\n## Statements") if "## Statements" in text else (
        text.rstrip() + "\n\nA sentence only now.\n")  # fmt: skip
    answer = asked.send("preview", {"file": file, "text": text})
    assert answer.status_code == 200, answer.text
    assert "A sentence only now." in answer.json()["html"]
    assert asked.client.get(f"/{answer.json()['address']}").status_code == 200
    assert files_of(served.archive.root) == before


def test_a_page_of_a_new_file_and_of_a_broken_one_is_previewed(looking: tuple[Reader, Served]) -> None:
    asked, _ = looking
    new = "---\nid: somebody-new\nname: Somebody New\n---\n\nShe was <script>alert(1)</script>.\n"
    answer = asked.send("preview", {"file": "people/somebody-new.md", "text": new}).json()
    assert answer["title"].startswith("Somebody New")
    assert "<script>" not in answer["html"]
    for text in ("", "---", "---\nid: [\n---\n- 1932: \n  > [@", "\x00" * 50, "# \n\n> [@x, p. 1]\n" * 20):
        for file in ("people/x.md", "sources/x.md", "theses/x.md", "chapters/x.md", "patterns/x.md"):
            assert asked.send("preview", {"file": file, "text": text}).status_code in (200, 404, 422), (file, text)


# ── another name ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_dossier_is_renamed_as_it_was_previewed_and_undone_in_one(reader: tuple[Reader, Served]) -> None:
    asked, served = reader
    before = files_of(served.archive.root)
    preview = asked.send("rename/preview", {"id": "berg", "new": "ernestina-berg"}).json()
    assert files_of(served.archive.root) == before
    done = asked.send("rename", {"id": "berg", "new": "ernestina-berg"})
    assert done.status_code == 200, done.text
    assert done.json()["files"] == preview["files"]
    assert (served.archive.root / "people/ernestina-berg.md").is_file()
    assert not (served.archive.root / "people/berg.md").exists()
    assert asked.send("undo", {}).status_code == 200
    after = files_of(served.archive.root)
    assert {file: after[file] for file in before if file != "checked.jsonl"} == {
        file: raw for file, raw in before.items() if file != "checked.jsonl"
    }
    for values in ({"id": "nobody", "new": "x"}, {"id": "berg", "new": "Ж" * 3000}, {"id": "berg", "new": "marsh"}):
        answer = asked.send("rename", values)
        assert answer.status_code in (403, 404)
        assert answer.json()["error"].endswith(".")
