"""`names`, `names ID`, `names review` and `names propose`, as a person calls them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jsonschema
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from conftest import Said, variorum

ROOT = Path(__file__).resolve().parents[2]

MINUTES = """[p. 1]

Выступил М. Н. Рютин. Против Рютина говорили трое. Платформа Рютина осуждена. Рютин молчал.

[p. 2]

Смирнова пришла с Ольгой Смирновой. Ольга Смирнова записала. Каюров ушёл.
"""

RIUTIN = "---\nid: riutin\nname: Martemian Riutin\nnames: [Мартемьян Никитич Рютин]\n---\n"
KAIUROV = "---\nid: kaiurov\nname: Василий Каюров\n---\n"


def said(*arguments: object, given: str = "") -> Said:
    done = variorum("names", *arguments, given=given)
    assert "Traceback" not in done.err
    return done


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "minutes.txt").write_text(MINUTES, "utf-8")
    root = tmp_path / "archive"
    assert variorum("new", root, "--title", "Minutes").status == 0
    assert variorum("add", "-C", root, tmp_path / "minutes.txt").status == 0
    (root / "people" / "riutin.md").write_text(RIUTIN, "utf-8")
    (root / "people" / "kaiurov.md").write_text(KAIUROV, "utf-8")
    return root


def valid(answer: object, name: str) -> object:
    schema = json.loads((ROOT / "docs" / "reference" / "schemas" / f"{name}.json").read_text("utf-8"))
    jsonschema.validate(answer, schema)
    return answer


def test_the_most_named_come_first_and_json_is_what_the_schema_says(archive: Path) -> None:
    assert said("-C", archive).out.splitlines()[0].split()[:4] == ["3", "Martemian", "Riutin", "(riutin),"]
    answer = valid(said("-C", archive, "--format", "json").json, "names")
    assert isinstance(answer, list)
    assert {one["id"] for one in answer} >= {"riutin", None}


def test_a_name_that_may_be_somebody_s_is_called_open(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(
        "[p. 1]\n\nДроновых выслали. У Дроновых забрали корову. Дронов ушёл.\n", "utf-8"
    )
    assert variorum("add", "-C", archive, tmp_path / "report.txt").status == 0
    for id_, name in (("kuzma", "Кузьма Дронов"), ("pavel", "Павел Дронов")):
        (archive / "people" / f"{id_}.md").write_text(f"---\nid: {id_}\nname: {name}\n---\n", "utf-8")
    line = next(line for line in said("-C", archive).out.splitlines() if "Дронов" in line)
    assert "(undecided: may be kuzma or pavel)" in line
    answer = valid(said("-C", archive, "--format", "json").json, "names")
    assert isinstance(answer, list)
    assert next(one["may_be"] for one in answer if one["name"] == "Дронов") == ["kuzma", "pavel"]


def test_a_name_that_is_in_doubt_everywhere_is_called_open(archive: Path) -> None:
    open_ = next(line for line in said("review", "-C", archive, "--list").out.splitlines() if "“" in line)
    name, may_be = open_.split("“")[1].split("”")[0], open_.split("= ")[1].split()[0]
    assert said(name, "-C", archive).out.splitlines()[0] == f"{name} (undecided: may be {may_be})"
    valid(said(name, "-C", archive, "--format", "json").json, "names-of")


def test_one_is_told_with_forms_sources_and_what_is_in_doubt(archive: Path) -> None:
    out = said("riutin", "-C", archive).out
    assert "named 3 times in 1 source\n" in out
    assert "М. Н. Рютин" in out
    assert "Рютина = riutin" in out
    answer = valid(said("-C", archive, "riutin", "--format", "json").json, "names-of")
    assert isinstance(answer, dict)
    assert [doubt["about"] for doubt in answer["doubts"]] == ["names “Рютина” = riutin"]


def test_an_id_that_is_none_is_said_in_a_sentence(archive: Path) -> None:
    done = said("riutinn", "-C", archive)
    assert done.status == 2
    assert "Did you mean riutin?" in done.err


def test_a_question_is_asked_with_its_passages_and_the_answer_is_recorded(archive: Path) -> None:
    done = said("review", "riutin", "-C", archive, "--by", "Anna", given="s\nNo woman was there.\n")
    assert "minutes, p. 1" in done.out
    assert "Платформа [Рютина] осуждена" in done.out
    line = json.loads((archive / "judgements.jsonl").read_text("utf-8"))
    assert (line["about"], line["verdict"], line["by"]) == ("names “Рютина” = riutin", "same", "Anna")
    assert "named 4 times" in said("riutin", "-C", archive).out


def test_skipping_and_leaving_record_nothing(archive: Path) -> None:
    said("review", "-C", archive, "--by", "Anna", given="\nq\n")
    assert (archive / "judgements.jsonl").read_text("utf-8") == ""


def test_without_a_terminal_doubts_are_listed_and_judgements_given_by_options(archive: Path) -> None:
    answer = valid(said("review", "-C", archive, "--format", "json").json, "names-review")
    assert isinstance(answer, list)
    abouts = [question["about"] for question in answer]
    assert said("review", "--list", "-C", archive).out.count("names “") == len(abouts)
    why = ("--why", "He alone spoke.", "--by", "Anna")
    done = said("review", "-C", archive, "--judge", "“Каюров” in minutes = kaiurov", "same", *why)
    assert done.status == 0
    assert "Recorded" in done.out
    assert "kaiurov" in said("kaiurov", "-C", archive).out
    again = said(
        "review", "-C", archive, "--judge", "“Каюров” in minutes = kaiurov", "withdrawn", *why, "--format", "json"
    )
    assert valid(again.json, "names-judge")["verdict"] == "withdrawn"  # type: ignore[index]
    assert "not named with certainty anywhere" in said("kaiurov", "-C", archive).out


def test_arguments_of_the_unsure_are_shown_and_the_matter_stays_open(archive: Path) -> None:
    for judge, why in (("Anna", "He had a sister."), ("Boris", "The minutes name no woman.")):
        said("review", "-C", archive, "--judge", "“Рютина” = riutin", "unsure", "--by", judge, "--why", why)
    out = said("review", "riutin", "-C", archive, given="q\n").out
    assert "He had a sister." in out
    assert "The minutes name no woman." in out


def test_what_cannot_be_judged_is_refused_in_a_sentence(archive: Path) -> None:
    for about, verdict, words in (
        ("riutin", "same", "cannot be read"),
        ("“Рютина” = nobody", "same", "no dossier"),
        ("“Рютина” in nowhere = riutin", "same", "no source"),
        ("“Рютина” = riutin", "perhaps", "no verdict"),
    ):
        done = said("review", "-C", archive, "--judge", about, verdict, "--by", "Anna")
        assert done.status == 2
        assert words in done.err
    assert (archive / "judgements.jsonl").read_text("utf-8") == ""


def test_judgements_that_contradict_one_another_are_told_at_once(archive: Path) -> None:
    (archive / "people" / "third.md").write_text("---\nid: third\nname: Third\n---\n", "utf-8")
    by = ("--by", "Anna")
    said("review", "-C", archive, "--judge", "riutin = kaiurov", "same", *by)
    follows = said("review", "-C", archive, "--judge", "kaiurov = third", "same", *by)
    assert "It follows that riutin = third" in follows.out
    against = said("review", "-C", archive, "--judge", "riutin = third", "different", *by)
    assert "This contradicts your judgement that riutin = third are different" in against.out


def test_a_dossier_is_proposed_with_passages_and_written_only_when_somebody_says_so(archive: Path) -> None:
    before = sorted(path.name for path in (archive / "people").iterdir())
    shown = said("propose", "-C", archive)
    assert "Смирнов" in shown.out
    answer = valid(said("propose", "-C", archive, "--format", "json").json, "names-propose")
    assert isinstance(answer, list)
    name = answer[0]["name"]
    assert sorted(path.name for path in (archive / "people").iterdir()) == before
    done = said("propose", name, "-C", archive, "--accept", "--id", "smirnova")
    assert done.status == 0
    text = (archive / "people" / "smirnova.md").read_text("utf-8")
    assert text.startswith("---\nid: smirnova\nname: ")
    refused = said("propose", name, "-C", archive, "--accept", "--id", "smirnova")
    assert refused.status == 2
