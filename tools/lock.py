"""Write the locked requirements: exact versions with hashes for every system and Python, no registry address.

`run.txt` is what the program needs, `make.txt` what building it from a checkout needs besides, `dev.txt` what tests and
documentation need, `bench.txt` the peers that the benchmarks compare with.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMON = (
    "--universal",
    "--generate-hashes",
    "--no-header",
    "--no-emit-index-url",
    "--no-annotate",
    "--python-version",
    "3.11",
)
# natasha is here for the models inside it; what its own code would need is neither imported nor installed
NOT_NEEDED = tuple(
    f"--no-emit-package={name}"
    for name in ("docopt", "dawg-python", "intervaltree", "ipymarkup", "pymorphy2", "pymorphy2-dicts-ru", "yargy")
)
MAKING = "editables\nhatchling\nnodejs-wheel-binaries\npip\n"  # a new environment has the old pip of its Python


def compile_lock(name: str, *arguments: str, given: str | None = None) -> None:
    """Write requirements/NAME.txt, keeping the versions of run.txt where they are already fixed."""
    target = ROOT / "requirements" / f"{name}.txt"
    command = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "compile",
        *COMMON,
        *NOT_NEEDED,
        "--quiet",
        "--output-file",
        str(target),
        *arguments,
    ]
    subprocess.run(command, check=True, cwd=ROOT, input=given, text=True)


def main() -> None:
    """Write the four files."""
    compile_lock("run", "pyproject.toml")
    compile_lock("make", "-", "--constraint", "requirements/run.txt", given=MAKING)
    extras = ("--extra", "dev", "--extra", "embed", "--extra", "spark")
    compile_lock("dev", "pyproject.toml", *extras, "--constraint", "requirements/run.txt")
    compile_lock("bench", "pyproject.toml", "--extra", "bench", "--constraint", "requirements/dev.txt")


if __name__ == "__main__":
    main()
