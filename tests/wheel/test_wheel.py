"""The built wheel, installed alone into a new environment with no Node, runs the demo."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.wheel


def run(*command: str | Path, path: str | None = None, cwd: Path | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    if path is not None:
        environment["PATH"] = path
    done = subprocess.run(
        [str(part) for part in command], check=False, capture_output=True, text=True, encoding="utf-8",
        env=environment, cwd=cwd,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT)
    (built,) = out.glob("*.whl")
    return built


def test_the_wheel_carries_what_the_program_needs_at_run_time(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in ("variorum/py.typed", "variorum/catalogue/schema.sql", "variorum/criticism/manual.toml"):
        assert part in names
    assert any(name.startswith("variorum/sample/archive/originals/") for name in names)
    assert any(name.startswith("variorum/edition/assets/islands/") and name.endswith(".js") for name in names)
    assert any(name.endswith(".woff2") for name in names)
    assert not [name for name in names if "node_modules" in name or "__pycache__" in name]


def bare_environment(folder: Path) -> Path:
    """An environment with the very packages that the program is locked to and nothing else; where its programs lie.

    They are linked from the environment that runs this, where they were installed by their hashes.
    """
    run(sys.executable, "-m", "venv", "--without-pip", folder)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(run(scripts / "python", "-c", asked).strip())
    locked = (ROOT / "requirements" / "run.txt").read_text("utf-8").splitlines()
    for line in locked:
        if "==" not in line:
            continue
        needed = Requirement(line.removesuffix("\\").strip())
        if needed.marker is not None and not needed.marker.evaluate():
            continue
        for file in distribution(needed.name).files or ():
            if ".." not in file.parts and file.suffix != ".pth":
                target = packages / file
                target.parent.mkdir(parents=True, exist_ok=True)
                _link(Path(str(file.locate())), target)
    return scripts


def _link(source: Path, target: Path) -> None:
    if not source.is_file():
        return  # listed, and compiled only where it is used
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)


def test_installed_alone_without_node_it_runs_the_demo(wheel: Path, tmp_path: Path) -> None:
    scripts = bare_environment(tmp_path / "venv")
    pip = (sys.executable, "-m", "pip", "--python", scripts / "python", "install", "--quiet")
    run(*pip, "--disable-pip-version-check", "--no-deps", "--no-index", wheel)
    bare = str(scripts)  # no node, no git, no compiler
    said = run(scripts / "variorum", "demo", tmp_path / "demo", path=bare, cwd=tmp_path)
    assert "index.html" in said
    assert (tmp_path / "demo" / "edition" / "index.html").is_file()
    said = run(scripts / "variorum", "status", "-C", tmp_path / "demo", path=bare, cwd=tmp_path)
    assert "up to date" in said
