"""`collate` holds sources and plain files against each other, and every form of its answer holds to its contract."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jsonschema
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from tei_read_again import witnesses_in

from conftest import variorum
from variorum.accession import read
from variorum.collation.wording import in_one_line

SCHEMA = json.loads(
    (Path(__file__).resolve().parents[2] / "docs" / "reference" / "schemas" / "collate.json").read_text("utf-8")
)
FIRST = """The strike began on a Monday.

On the first day 1,200 workers left the looms, and Trotzky & Co. were blamed <by the paper>.

Nobody was hurt."""
SECOND = """The strike began on a Monday.

On the first day 800 workers left the looms, and Trotsky & Co. were blamed <by the paper>.

Somebody was hurt, as the paper said."""
THIRD = SECOND.replace("on a Monday", "on a Tuesday").replace("800", "some")


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = []
    for name, text in (("first", FIRST), ("second", SECOND), ("third", THIRD)):
        path = tmp_path / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def test_files_need_no_archive_and_a_smaller_number_is_called_so(files: list[Path]) -> None:
    said = variorum("collate", *files[:2])
    assert said.status == 0, said.err
    assert "made smaller: 1200 → 800" in said.out
    assert "[-Nobody-]" in said.out


def test_the_json_holds_to_its_schema_and_gives_each_text_back(files: list[Path]) -> None:
    said = variorum("collate", *files, "--format", "json")
    answer = said.json
    jsonschema.validate(answer, SCHEMA)
    assert isinstance(answer, dict)
    for siglum, text in zip("ABC", (FIRST, SECOND, THIRD), strict=True):
        pieces = []
        for segment in answer["segments"]:
            for reading in segment["readings"]:
                if siglum in reading["witnesses"]:
                    start, end = reading["spans"][reading["witnesses"].index(siglum)]
                    pieces.append(text[start:end])
        assert "".join(pieces) == text


def test_the_tei_is_read_again_by_the_program_and_holds_every_witness(files: list[Path]) -> None:
    said = variorum("collate", *files, "--format", "tei", "--language", "en")
    for siglum, text in zip("ABC", (FIRST, SECOND, THIRD), strict=True):
        assert witnesses_in(said.out)[siglum].split() == in_one_line(text).split()
    reading = read(said.out.encode(), name="collation.xml", source="collation")
    assert "1,200 workers left the looms" in "\n".join(page.text for page in reading.pages)


def test_the_apparatus_gives_lemma_and_readings_with_their_sigla(files: list[Path]) -> None:
    lines = variorum("collate", *files, "--format", "apparatus").out.splitlines()
    assert any(line.endswith("1,200 ] 800 B; some C") for line in lines), lines


def test_the_page_is_whole_without_a_script_and_escapes_what_it_shows(files: list[Path]) -> None:
    page = variorum("collate", *files, "--format", "html").out
    assert "<script" not in page
    assert "&lt;by the paper&gt;" in page
    assert "<mark class=substance>1,200</mark>" in page


def test_a_source_goes_by_its_key_and_may_stand_beside_a_file(archive: Path, files: list[Path]) -> None:
    said = variorum("collate", "-C", archive, "newspaper", files[0], "--format", "json")
    assert said.status == 0, said.err
    jsonschema.validate(said.json, SCHEMA)


@pytest.mark.parametrize("names", [["nowhere.txt", "neither.txt"], ["only-one"], ["twice", "twice"]])
def test_what_cannot_be_collated_is_said_in_one_sentence(names: list[str], tmp_path: Path) -> None:
    said = variorum("collate", "-C", tmp_path, *names)
    assert said.status == 2
    assert len(said.err.strip().splitlines()) == 1


def test_two_unrelated_books_are_hardly_states_of_one_text_and_are_not_listed_unasked(tmp_path: Path) -> None:
    bees, mill = tmp_path / "bees.txt", tmp_path / "mill.txt"
    bees.write_text(
        "Beekeeping on the upper river is older than its churches, and a hive holds twelve frames.", "utf-8"
    )
    mill.write_text("The cotton mill was built by an Englishman who never saw it; its looms came by barge.", "utf-8")
    said = variorum("collate", bees, mill)
    assert "hardly two states of one text" in said.out
    assert "[-" not in said.out
    assert "[-Beekeeping" in variorum("collate", bees, mill, "--all").out


def test_an_extract_is_a_state_of_the_whole_however_short(tmp_path: Path) -> None:
    whole, extract = tmp_path / "whole.txt", tmp_path / "extract.txt"
    sentences = [f"On day {day} the river stood at {day * 7 % 90} inches and nobody crossed." for day in range(60)]
    whole.write_text(" ".join(sentences), "utf-8")
    extract.write_text(" ".join(sentences[30:33]), "utf-8")
    assert "hardly" not in variorum("collate", whole, extract).out


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (b" \n\n", "empty"), (bytes(range(256)) * 20, "neither text nor a known kind of document")],
)
def test_a_file_without_text_is_one_sentence_that_names_it(files: list[Path], content: bytes, said: str) -> None:
    path = files[0].with_name("other.dat")
    path.write_bytes(content)
    answer = variorum("collate", files[0], path)
    assert answer.status == 2
    assert "other.dat cannot be collated" in answer.err
    assert said in answer.err


def test_rules_beyond_those_shown_are_counted(tmp_path: Path) -> None:
    before, after = tmp_path / "before.txt", tmp_path / "after.txt"
    words = [chr(97 + number // 26) + chr(97 + number % 26) + "kbau" for number in range(40)]
    text = ". ".join(f"they wrote of {word} and then of {word} and again of {word} at length" for word in words)
    before.write_text(text, "utf-8")
    after.write_text(text.replace("kbau", "kbow"), "utf-8")
    assert "more (--format json has all)" in variorum("collate", before, after).out


def test_a_place_is_told_with_the_edition_whose_page_it_is(tmp_path: Path) -> None:
    before, after = tmp_path / "before.txt", tmp_path / "after.txt"
    before.write_text(
        "The well was dug in nine days by Vera Orlova and her brother.\n\nIt gave water, and wine.", "utf-8"
    )
    after.write_text(
        "The well was dug in nine days by Vera Orlova.\n\nIt gave water and wine in every summer.", "utf-8"
    )
    said = variorum("collate", before, after).out
    assert "cut, A § 1" in said
    assert "added, B § 2" in said
    assert "--all lists spelling and punctuation" in said
