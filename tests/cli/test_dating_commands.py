"""`date` and `chronology` do what their pages say, answer in the documented JSON, and meet mistakes with a sentence."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jsonschema
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import variorum
from variorum.sample import sample_folder

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "reference" / "schemas"


def holds_to(name: str, value: object) -> None:
    jsonschema.validate(value, json.loads((SCHEMAS / f"{name}.json").read_text("utf-8")))


@pytest.mark.parametrize(
    ("arguments", "earliest", "latest", "bound"),
    [
        (("not later than 12 May 1927",), None, "1927-05-12", "by"),
        (("25 октября (7 ноября) 1917 г.",), "1917-11-07", "1917-11-07", "on"),
        (("--calendar", "julian", "25 October 1917"), "1917-11-07", "1917-11-07", "on"),
        (("--relative-to", "1927-05-12", "--language", "en", "the next day"), "1927-05-13", "1927-05-13", "on"),
        (("nicht vor dem 12. Mai 1927",), "1927-05-12", None, "from"),
        (("--relative-to", "1927-05-12", "bis zum 3. Juni"), None, "1927-06-03", "until"),
        (("--edtf", "1928"), "1928-01-01", "1928-12-31", "within"),
        (("--edtf", "1928-05-04"), "1928-05-04", "1928-05-04", "on"),
        (("--edtf", "1928/.."), "1928-01-01", None, "from"),
        (("--edtf", "../1928"), None, "1928-12-31", "until"),
        (("--edtf", "1928~"), "1925-12-31", "1931-01-01", "about"),
    ],
)
def test_a_phrase_is_given_with_its_bounds(
    arguments: tuple[str, ...], earliest: str | None, latest: str | None, bound: str
) -> None:
    said = variorum("date", *arguments, "--format", "json")
    assert said.status == 0, said.err
    holds_to("date", said.json)
    assert isinstance(said.json, dict)
    assert (said.json["earliest"], said.json["latest"], said.json["bound"]) == (earliest, latest, bound)
    assert said.json["phrase"] in variorum("date", *arguments).out


def test_every_date_of_a_text_is_listed_where_it_stands(tmp_path: Path) -> None:
    text = "He wrote on 3 May 1927. Three weeks later she answered; by June 1928 it was over."
    (tmp_path / "letter.txt").write_text(text, "utf-8")
    said = variorum("date", "--text", tmp_path / "letter.txt", "--format", "json")
    holds_to("date", said.json)
    assert isinstance(said.json, list)
    assert len(said.json) == 3
    for one in said.json:
        assert text[one["start"] : one["end"]] == one["phrase"]
    assert variorum("date", "--text", "-", given=text).out.count("\n") >= 3


def test_a_text_is_read_in_the_language_that_has_words_for_its_dates() -> None:
    said = variorum("date", "--text", "-", "--format", "json", given="Sie kam am 12. Mai 1927 und blieb bis Ende Juni.")
    assert isinstance(said.json, list)
    first = said.json[0]
    assert (first["phrase"], first["earliest"]) == ("12. Mai 1927", "1927-05-12")


def test_a_batch_goes_on_after_what_is_no_date() -> None:
    asked = (
        '{"phrase": "3 May 1927"}\n{"phrase": "the day after", "relative-to": "1927-05-03"}\n{"phrase": "soon"}\n'
        'no json\n{"language": "en"}\n{"phrase": "1927", "language": "xx"}\n{"phrase": "1927-02-30", "edtf": true}\n'
    )
    said = variorum("date", "--batch", "-", given=asked)
    answers = [json.loads(line) for line in said.out.splitlines()]
    assert said.status == 0
    assert len(answers) == 7
    for answer in answers:
        holds_to("date", answer)
    assert answers[0]["edtf"] == "1927-05-03"
    assert all("error" in answer for answer in answers[2:])


@pytest.mark.parametrize(
    "arguments",
    [
        ("date",),
        ("date", "soon"),
        ("date", "--edtf", "1930-02-30"),
        ("date", "--calendar", "martian", "3 May 1927"),
        ("date", "--relative-to", "yesterday", "the next day"),
        ("date", "--text", "no-such-file.txt"),
        ("date", "3 May 1927", "--batch", "-"),
        ("chronology", "nobody", "-C", "{sample}"),
        ("chronology", "-C", "{empty}"),
    ],
)
def test_a_mistake_is_met_with_one_sentence(arguments: tuple[str, ...], tmp_path: Path) -> None:
    places = {"{sample}": str(sample_folder()), "{empty}": str(tmp_path)}
    said = variorum(*(places.get(one, one) for one in arguments))
    assert said.status == 2, said
    assert said.out == ""
    assert said.err.startswith("variorum: ")
    assert "Traceback" not in said.err


def test_a_life_is_told_in_order_with_what_cannot_be_true() -> None:
    said = variorum("chronology", "ladygin", "-C", sample_folder())
    assert said.status == 0
    assert "Pyotr Ilyich Ladygin" in said.out
    assert "What cannot all be true:" in said.out
    assert "one dies once" in said.out
    assert said.out.index("1917-03") < said.out.index("1928-01-12") < said.out.index("1957-03-11")


def test_the_chronology_in_json_holds_to_its_schema_and_tells_why() -> None:
    for name in ("ladygin", "strike-1932", "pismo1929", None):
        said = variorum("chronology", *([name] if name else []), "-C", sample_folder(), "--format", "json")
        holds_to("chronology", said.json)
        assert isinstance(said.json, dict)
        assert said.json["about"] == name
        assert said.json["events"]
        for event in said.json["events"]:
            assert bool(event["why"]["start"]) == (event["inferred"]["earliest_start"] is not None), event
            assert bool(event["why"]["end"]) == (event["inferred"]["latest_end"] is not None), event


def test_reasons_are_told_on_demand(archive: Path) -> None:
    assert variorum("chronology", "belov", "-C", archive, "--why").status == 0


def test_an_archive_may_say_what_vague_words_mean(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    assert variorum("new", root).status == 0
    usual = variorum("date", "early July 1928", "-C", root, "--format", "json").json
    assert usual["latest"] == "1928-07-10"  # type: ignore[index]
    settings = root / "variorum.toml"
    settings.write_text('[policies]\nversion = "ours-1"\nmonth.early = [1, 5]\n', "utf-8")
    ours = variorum("date", "early July 1928", "-C", root, "--format", "json").json
    assert ours["latest"] == "1928-07-05"  # type: ignore[index]
    assert "ours-1" in " ".join(ours["policies"])  # type: ignore[index]
    settings.write_text("[policies]\nmonth.early = [9, 1]\n", "utf-8")
    assert "S020" in variorum("check", "-C", root).out
    assert variorum("date", "early July 1928", "-C", root, "--format", "json").json == usual
