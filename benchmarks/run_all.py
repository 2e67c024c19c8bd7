"""Run every benchmark, one after the other, each in a process of its own; `make bench` prints what they print.

Each compares with a peer or a plain baseline in the same run and prints ratios. Real data is used where
VARIORUM_REAL_DATA or ../shared/data is there; else each says what it left out.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    chosen = sys.argv[1:]
    failed = []
    for path in sorted(HERE.glob("*.py")):
        if path.name == Path(__file__).name or (chosen and path.stem not in chosen):
            continue
        print(f"\n═══ {path.stem} ═══", flush=True)
        if subprocess.run([sys.executable, path], check=False, cwd=HERE.parent).returncode:
            failed.append(path.stem)
    if failed:
        sys.exit(f"These broke off: {', '.join(failed)}")


if __name__ == "__main__":
    main()
