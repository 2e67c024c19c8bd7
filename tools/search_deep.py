"""Search for cases that break a property, for as long as one likes: `python tools/search_deep.py [MINUTES] [PATH]…`.

Every round runs the properties among the tests (those that Hypothesis draws examples for) with a seed of its own,
which is printed first; HYPOTHESIS_PROFILE=deep with `pytest --hypothesis-seed=N` repeats it. It ends with the first
round that finds something, so that it can be mended and kept as an @example, or when the time is over.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_NONE_FOUND = (0, 5)  # pytest: all passed; no tests in this path


def search(minutes: float, paths: list[str]) -> int:
    """Run rounds until one fails or the time is over; pytest's status of the last."""
    end = time.monotonic() + 60 * minutes
    rounds = 0
    environment = os.environ | {"HYPOTHESIS_PROFILE": "deep"}
    while time.monotonic() < end:
        rounds += 1
        seed = secrets.randbelow(1 << 32)
        print(f"Round {rounds}, seed {seed}", flush=True)
        command = [sys.executable, "-m", "pytest", "-q", "-m", "hypothesis", f"--hypothesis-seed={seed}", *paths]
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        if status not in _NONE_FOUND:
            return status
    print(f"Nothing found in {rounds} rounds.")
    return 0


if __name__ == "__main__":
    given = sys.argv[1:]
    minutes = float(given.pop(0)) if given and given[0].replace(".", "", 1).isdecimal() else 60.0
    sys.exit(search(minutes, given or ["tests"]))
