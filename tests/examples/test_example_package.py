"""The example package of a third party: its reader, check and export work once it is installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "variorum-interviews"
SRT = """1
00:00:58,000 --> 00:01:02,500
I was at the gate that morning,

2
00:01:03,000 --> 00:01:07,000
and nobody had called us. We went because
there was no bread.
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What pip would have done: the package on the path, its entry points beside it."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text("utf-8"))["project"]
    site = tmp_path / "site"
    info = site / "variorum_interviews-0.1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: variorum-interviews\nVersion: 0.1.0\n", "utf-8")
    groups = (
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in points.items())
        for group, points in project["entry-points"].items()
    )
    (info / "entry_points.txt").write_text("\n".join(groups), "utf-8")
    found = [str(site), str(EXAMPLE / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(found)}


def variorum(environment: dict[str, str], *arguments: object, fails: bool = False) -> str:
    command = [sys.executable, "-m", "variorum", *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode == 2) is fails, done.stderr
    return " ".join(done.stderr.split()) if fails else done.stdout


def test_a_package_of_somebody_else_reads_checks_and_exports(tmp_path: Path, environment: dict[str, str]) -> None:
    archive, recording = tmp_path / "archive", tmp_path / "interview.srt"
    recording.write_text(SRT, "utf-8")
    variorum(environment, "new", archive)
    variorum(environment, "add", "-C", archive, recording)
    idle = variorum(environment, "check", "IV001", "-C", archive, fails=True)
    assert "under “plugins”: interviews" in idle
    settings = archive / "variorum.toml"
    settings.write_text('plugins = ["interviews"]\n' + settings.read_text("utf-8"), "utf-8")
    (archive / "people").mkdir(exist_ok=True)
    (archive / "people" / "weaver.md").write_text(
        "---\nid: weaver\nname: The weaver\n---\n\n## Statements\n\n- 1932: said \"that nobody called them\" ^said\n"
        "  > nobody had called us [@interview, p. 00:01]\n",
        "utf-8",
    )  # fmt: skip
    quoted = json.loads(
        variorum(environment, "quote", "-C", archive, "--format", "json", "--page", "00:01", "--source", "interview",
                 "nobody had called us")
    )  # fmt: skip
    assert (quoted["verdict"], quoted["place"]) == ("verbatim", "as cited")
    codes = {one["code"] for one in json.loads(variorum(environment, "check", "-C", archive, "--format", "json"))}
    assert "IV001" in codes
    codes = {
        one["code"] for one in json.loads(variorum(environment, "check", "IV001", "-C", archive, "--format", "json"))
    }
    assert codes == {"IV001"}
    assert "Why it matters" in variorum(environment, "explain", "iv001", "-C", archive)
    assert "Other packages bring: statements-csv" in variorum(environment, "export", "--help")
    table = variorum(environment, "export", "-C", archive, "statements-csv")
    assert "weaver#^said,weaver,claimed,1932,interview" in table


def test_without_the_package_nothing_of_it_is_known() -> None:
    from variorum.accession.formats import others
    from variorum.interchange import formats

    assert not others()
    assert formats() == ("argdown", "gexf", "graphml", "network-csv", "chronology-csv", "aif")
