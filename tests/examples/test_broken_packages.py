"""What another package should add and cannot is told as a finding, and costs nothing but itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

MODULES = {
    "raises_at_import": 'raise RuntimeError("made for another version")\n',
    "leaves_at_import": "import sys\n\nsys.exit(3)\n",
    "wrong_kind": "READER = EXPORT = object()\n",
    "no_declaration/__init__": "",
    "bent_declaration/__init__": "",
    "bent_table/__init__": "",
    "mistyped_heading/__init__": "",
    "mistyped_month/__init__": "",
    "no_equipment/__init__": "",
    "mistyped_equipment/__init__": "",
    "mistyped_equipment/words": "class Words: ...\n",
}
FILES = {
    "bent_declaration/pack.toml": 'name = "Bent"\n',
    "bent_table/pack.toml": 'name = "Bent"\nscript = "Latn"\n',
    "bent_table/dates.toml": "[month\n",
    "mistyped_heading/pack.toml": 'name = "Mistyped"\nscript = "Latn"\n',
    "mistyped_heading/dates.toml": '[monht]\n1 = ["januaro"]\n',
    "mistyped_month/pack.toml": 'name = "Mistyped"\nscript = "Latn"\n',
    "mistyped_month/dates.toml": '[month]\njan = ["januaro"]\n',
    "no_equipment/pack.toml": 'name = "Bare"\nscript = "Latn"\nequipment = "no_equipment.words:Bare"\n',
    "mistyped_equipment/pack.toml": 'name = "Bare"\nscript = "Latn"\nequipment = "mistyped_equipment.words:Wrods"\n',
    "no_equipment/locale.toml": '[nav]\nsources = "Fontoj"\n',
}
POINTS = {
    "variorum.readers": {
        "raises": "raises_at_import:READER",
        "leaves": "leaves_at_import:READER",
        "kind": "wrong_kind:READER",
        "gone": "wrong_kind:NOTHING",
    },
    "variorum.exporters": {
        "raises-too": "raises_at_import:EXPORT",
        "kind-too": "wrong_kind:EXPORT",
        "gexf": "wrong_kind:EXPORT",
    },
    "variorum.languages": {
        "xa": "no_declaration",
        "xb": "bent_declaration",
        "xc": "bent_table",
        "xd": "not_there_at_all",
        "xe": "mistyped_heading",
        "xf": "mistyped_month",
        "xg": "no_equipment",
        "xh": "mistyped_equipment",
        "ru": "bent_table",
    },
    "variorum.checks": {"leaving": "leaves_at_import:CHECK"},
}


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """One package, as pip would have installed it, nothing of which can be used."""
    site = tmp_path / "site"
    for name, text in {**{f"{module}.py": text for module, text in MODULES.items()}, **FILES}.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, "utf-8")
    info = site / "broken_things-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken-things\nVersion: 1.0\n", "utf-8")
    groups = (f"[{g}]\n" + "".join(f"{n} = {v}\n" for n, v in points.items()) for g, points in POINTS.items())
    (info / "entry_points.txt").write_text("\n".join(groups), "utf-8")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")])}


def test_nothing_that_is_installed_fails_in_silence_or_takes_anything_else_with_it(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    def variorum(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "variorum", *map(str, arguments)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
        assert "Traceback" not in done.stderr, done.stderr
        return done

    archive, letter = tmp_path / "archive", tmp_path / "letter.txt"
    letter.write_text("Nobody had called us, and in May 1932 there was no bread.\n", "utf-8")
    assert variorum("new", archive).returncode == 0
    assert variorum("add", "-C", archive, letter).returncode == 0
    settings = archive / "variorum.toml"
    settings.write_text('plugins = ["leaving"]\n' + settings.read_text("utf-8"), "utf-8")
    found = json.loads(variorum("check", "-C", archive, "--format", "json").stdout)
    told = [one["message"] for one in found if one["code"] == "X003"]
    for points in POINTS.values():
        for name in points:
            assert any(message.partition("”")[0].endswith(f"“{name}") for message in told), (name, told)
    assert len(told) == sum(map(len, POINTS.values()))
    reasons = "\n".join(told)
    for part in ("RuntimeError: made for another version", "SystemExit: 3", "it is no variorum.accession.Format",
                 "no file pack.toml", "does not give “script”", "its file dates.toml cannot be read",
                 "has “[monht]”, of which nothing", "has “[month] jan”, of which nothing",
                 "No module named 'no_equipment.words'", "cannot import name 'Wrods'"):  # fmt: skip
        assert part in reasons, part
    refused = variorum("export", "-C", archive, "raises-too")
    assert (refused.returncode, "made for another version" in refused.stderr) == (2, True)
    assert variorum("export", "-C", archive, "gexf").stdout.startswith("<?xml")
