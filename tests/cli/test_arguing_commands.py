"""`theses`, `predictions`, `options`, `patterns`, `figures` and `export`, as a person calls them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from variorum.archive.folder import create_archive

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "reference" / "schemas"
FILES = {
    "sources/report.md": "---\nkey: report\ntitle: A report\nstanding: official\ncomposed: 1933\n---\n",
    "sources/memoir.md": "---\nkey: memoir\ntitle: A memoir\nderived-from: [report]\ncomposed: 1961\n---\n",
    "sources/letter.md": "---\nkey: letter\ntitle: A letter\ncomposed: 1931\naccess: restricted\n---\n",
    "places/mill.md": "---\nid: mill\nname: The mill\n---\n",
    "events/hunger.md": (
        "---\nid: hunger\nname: Hunger\ntype: crisis\ndecided-by: ['[[office]]']\n---\n\n## Statements\n\n"
        "- 1932-01: took place in [[mill]] ^course\n  > words [@report]\n  > words [@memoir]\n\n"
        "## Options\n\n- [[office#^bread]] rejected {change=\"bread from the town\", could=[\"[[office]]\"]}\n"
        "- [[office#^none]] taken\n"
    ),
    "events/strike.md": (
        "---\nid: strike\nname: The strike\ntype: rising\n---\n\n## Statements\n\n"
        "- 1932-03: took place in [[mill]] ^course\n  > words [@report]\n- 1932-03: had 40 participants ^few\n"
        "- 1932-03: had 90 participants ^many\n"
    ),
    "groups/office.md": (
        "---\nid: office\nname: The office\n---\n\n## Statements\n\n"
        "- 1931-12: proposed \"bread\" ^bread\n  > secret words of the letter [@letter]\n"
        "- 1931: proposed \"nothing\" ^none\n"
        "- 1931: predicted [[strike]] by 1932-06 ^foresaw\n  > words [@report]\n"
    ),
    "theses/hungry.md": (
        "---\nid: hungry\nname: Hunger made it\nquestion: why\nrivals: [plotted]\n---\n\n## Claims\n\n"
        "- Hunger came first. ^first\n  - because [[hunger#^course]]\n\n## Evidence\n\n"
        "- expects strongly [[hunger#^course]]\n"
    ),
    "theses/plotted.md": (
        "---\nid: plotted\nname: A plot made it\nquestion: why\nrivals: [hungry]\n---\n\n## Evidence\n\n"
        "- forbids [[hunger#^course]]\n- expects [[office#^bread]]\n"
    ),
    "patterns/cycle.md": (
        "---\nid: cycle\nname: Crisis and rising\nper: place\n---\n\n## Sequence\n\n- crisis = crisis\n"
        "- within 6 months rising = rising\n"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = create_archive(tmp_path_factory.mktemp("argued") / "archive", title="An argument").root
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def ask(folder: Path, *arguments: object) -> Result:
    from variorum.cli import variorum

    return CliRunner().invoke(variorum, [*map(str, arguments), "-C", str(folder)])


def answer(folder: Path, schema: str, *arguments: object) -> Any:
    said = ask(folder, *arguments, "--format", "json")
    assert said.exit_code == 0, said.output
    told = json.loads(said.stdout)
    jsonschema.validate(told, json.loads((SCHEMAS / f"{schema}.json").read_text("utf-8")))
    return told


def test_theses_are_told_as_documented(folder: Path) -> None:
    told = answer(folder, "theses", "theses", "why")
    assert told["theses"] == ["hungry", "plotted"]
    row = next(one for one in told["rows"] if one["statement"] == "hunger#^course")
    assert row["attested"] == {"for": 2, "against": 0, "independent": 1}
    assert row["cells"] == {"hungry": "expects strongly", "plotted": "forbids"}
    assert (row["tells apart"], row["test"]) == (True, "doubly decisive")
    assert told["unexplained"] == {"hungry": [], "plotted": ["hunger#^course"]}
    assert {"of": "hungry#^first", "what": ["family:report"]}.items() <= next(
        one for one in told["hinges"] if one["of"] == "hungry#^first"
    ).items()


def test_a_table_without_a_family(folder: Path) -> None:
    told = answer(folder, "theses", "theses", "why", "--without", "family:report")
    assert told["unexplained"] == {"hungry": [], "plotted": []}
    assert not next(one for one in told["claims"] if one["claim"] == "hungry#^first")["grounded"]
    assert {one["of"] for one in told["hinges"] + told["hinges by standing"]} == {"office#^bread"}


def test_the_terminal_tells_what_hangs_on_one_witness(folder: Path) -> None:
    said = ask(folder, "theses", "why").output
    assert "What tells them apart (1 of 2 statements):" in said
    said = " ".join(said.split())
    assert "Without report and what is one with it (memoir) there is no witness left for hunger#^course" in said


def test_predictions_options_patterns_and_figures_are_told_as_documented(folder: Path) -> None:
    (prediction,) = answer(folder, "predictions", "predictions")
    assert (prediction["predicted"], prediction["by"], prediction["first edition"]) == ("strike", "1932-06", False)
    decision = answer(folder, "options", "options", "hunger")
    assert [option["own"] for option in decision["options"]] == [False, True]
    assert decision["options"][0]["witnessed"] is True
    pattern = answer(folder, "patterns", "patterns", "cycle", "--shuffles", "99")
    assert pattern["runs"] == {"sure": 1, "possible": 1}
    assert pattern["list"][0]["events"] == ["hunger", "strike"]
    (figure,) = answer(folder, "figures", "figures", "strike")
    assert not figure["agree"]
    assert answer(folder, "patterns-propose", "patterns", "propose", "--shuffles", "99") == []


@pytest.mark.parametrize("command", ["theses", "predictions", "options", "patterns", "figures"])
def test_every_command_has_sentences_for_people(folder: Path, command: str) -> None:
    said = ask(folder, command)
    assert said.exit_code == 0
    assert len(said.output) > 40


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("theses", "whence"), "No thesis answers a question “whence”. The questions are: why."),
        (("theses", "why", "--without", "source:nobody"), "covers no source"),
        (("patterns", "nothing"), "There is no pattern “nothing”. The patterns are: cycle."),
        (("figures", "nobody"), "There is no dossier “nobody” in this archive."),
        (
            ("export", "word"),
            "There is no format “word” to export to. There are: argdown, gexf, graphml, ",
        ),
    ],
)
def test_a_wrong_name_is_a_sentence(folder: Path, arguments: tuple[str, ...], sentence: str) -> None:
    from variorum.finding import NotFound

    said = ask(folder, *arguments)
    assert isinstance(said.exception, NotFound)
    assert sentence in str(said.exception)


def test_an_export_leaves_out_what_is_restricted(folder: Path, tmp_path: Path) -> None:
    for name in ("argdown", "aif"):
        out = tmp_path / name
        assert ask(folder, "export", name, "--out", out).exit_code == 0
        text = out.read_text("utf-8")
        assert "Hunger made it" in text
        assert "secret words" not in text
        assert "letter" not in text


def test_an_argument_network_is_whole(folder: Path) -> None:
    network = json.loads(ask(folder, "export", "aif").stdout)
    nodes = {node["nodeID"] for node in network["nodes"]}
    assert all({edge["fromID"], edge["toID"]} <= nodes for edge in network["edges"])
    assert {node["type"] for node in network["nodes"]} == {"I", "RA", "CA"}


def test_readers_probabilities_are_told_with_their_spread(folder: Path, tmp_path: Path) -> None:
    from shutil import copytree

    judged = copytree(folder, tmp_path / "judged")
    lines = [
        json.dumps({"about": "probability office#^foresaw", "verdict": value, "by": by, "when": "2026"})
        for by, value in (("a", "0.6"), ("b", "80%"))
    ]
    (judged / "judgements.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    (prediction,) = answer(judged, "predictions", "predictions")
    assert prediction["readings"] == {"readers": 2, "mean": pytest.approx(0.7), "lowest": 0.6, "highest": 0.8}
    assert "2 readers take the wording of office#^foresaw to mean 60% to 80%." in ask(judged, "predictions").output
