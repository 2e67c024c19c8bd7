"""Run the front end's own checks: `front_end.py test` or `front_end.py check`, with the Node that the build uses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from hatch_build import FRONTEND, npm_command, prepare


def main() -> None:
    """Install what package-lock.json names if it is not there yet, then run the npm script that was named."""
    script = sys.argv[1]
    prepare()
    sys.exit(subprocess.run([*npm_command(), "run", "--silent", script], cwd=FRONTEND, check=False).returncode)


if __name__ == "__main__":
    main()
