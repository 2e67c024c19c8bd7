"""Make `.venv` ready: `python3 tools/set_up.py demo`, `… test` or `… bench`.

It says what it installs, and stops with a sentence if it cannot.

It needs nothing but the standard library of the Python that runs it. What is installed is pinned with hashes in
`requirements/`; a stamp in `.venv` remembers what was done, so that a second call does nothing.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def stop(sentence: str) -> None:
    """End with one sentence and status 1."""
    sys.exit(f"\nStopped: {sentence}")


def run(*command: str | Path, why: str) -> None:
    """Run a command that must succeed, or stop with the reason for which it was needed."""
    try:
        done = subprocess.run([str(part) for part in command], cwd=ROOT, check=False)
    except OSError as error:
        stop(f"{why} ({error}).")
    else:
        if done.returncode:
            shown = " ".join(str(part) for part in command[:4])
            stop(f"{why} (the command “{shown} …” failed; its own words are above).")


def install_debian(package: str, *, why: str) -> None:
    """Install one of Debian's packages as root or through sudo."""
    if not shutil.which("apt-get"):
        stop(f"{why}. On this system install it with your own package manager, then call make again.")
    sudo = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo"]
    if sudo and not shutil.which("sudo"):
        stop(f"{why}. Ask an administrator to run: apt-get install {package}")
    print(f"Installing Debian's package {package} …", flush=True)
    quiet = {"stdout": subprocess.DEVNULL}
    subprocess.run([*sudo, "apt-get", "update", "-qq"], check=False, **quiet)  # type: ignore[call-overload]
    run(*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", package, why=why)


def make_environment() -> None:
    """Create `.venv`, installing Debian's venv package first where it is split off from Python."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file may be run by an older Python
        stop(
            f"Variorum needs Python 3.11 or later, and this is {platform.python_version()}. Set PYTHON=python3.12, say."
        )
    if PYTHON.exists():
        return
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        install_debian(version, why=f"Python's own environments need the package {version}")
    print(f"Making the environment {VENV.name} with Python {platform.python_version()} …", flush=True)
    run(sys.executable, "-m", "venv", VENV, why="An environment could not be made")


def install_packages(purpose: str) -> None:
    """Install the locked packages and the project itself, unless the stamp says that it was done."""
    names = {"demo": ("run", "make"), "test": ("run", "dev"), "bench": ("run", "dev", "bench")}[purpose]
    locks = [ROOT / "requirements" / f"{name}.txt" for name in names]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in [*locks, ROOT / "pyproject.toml"])).hexdigest()
    stamp = VENV / f".installed-{purpose}"
    if stamp.exists() and stamp.read_text() == digest:
        return
    pinned = {line.split("==")[0] for path in locks for line in path.read_text().splitlines() if "==" in line}
    print(f"Installing {len(pinned)} pinned packages into {VENV.name} (their hashes are checked) …", flush=True)
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    if not sys.dont_write_bytecode:  # of twenty thousand files a tenth are imported: those are compiled when they are
        quiet.append("--no-compile")
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", *quiet]
    arguments = [part for path in locks for part in ("-r", str(path))]
    # the locks are complete, so pip need not look for more; some packages come as source archives of plain Python
    exact = ("--no-deps", "--require-hashes", "--only-binary", ":all:", "--no-binary", "pyspark,collatex,yattag")
    run(*pip, *exact, *arguments, why="The packages could not be installed")
    print("Installing Variorum itself …", flush=True)
    run(*pip, "--no-deps", "--no-build-isolation", "-e", ROOT, why="Variorum itself could not be installed")
    if sys.dont_write_bytecode:  # else every process would compile the program anew
        run(PYTHON, "-m", "compileall", "-q", ROOT / "src", why="Variorum could not be compiled")
    stamp.write_text(digest)


def find_browser() -> None:
    """See that a Chromium is there for the browser tests, unless VARIORUM_BROWSER=no."""
    if os.environ.get("VARIORUM_BROWSER") == "no" or any(shutil.which(name) for name in BROWSERS):
        return
    install_debian("chromium", why="The browser tests need Chromium (VARIORUM_BROWSER=no goes without them)")


def find_java() -> None:
    """See that Java is there for the test of Spark, unless VARIORUM_JAVA=no."""
    if os.environ.get("VARIORUM_JAVA") == "no" or shutil.which("java"):
        return
    install_debian("openjdk-17-jre-headless", why="The test of Spark needs Java (VARIORUM_JAVA=no goes without it)")


def main() -> None:
    """Set up for the purpose named on the command line."""
    purpose = sys.argv[1] if len(sys.argv) > 1 else "demo"
    if purpose not in ("demo", "test", "bench"):
        stop(f"this script knows demo, test and bench, not {purpose}.")
    make_environment()
    install_packages(purpose)
    run(PYTHON, ROOT / "tools" / "hatch_build.py", why="The front end could not be compiled")
    if purpose == "test":
        find_browser()
        find_java()


if __name__ == "__main__":
    main()
