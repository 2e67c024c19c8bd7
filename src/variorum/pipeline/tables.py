"""Rows written to a file that other programs read: JSON Lines, or Parquet where pyarrow is there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from variorum.finding import Refused
from variorum.saying import say


def write_rows(path: Path, rows: Iterable[Mapping[str, object]]) -> int:
    """Write rows as the file's name says (.jsonl, .json or .parquet); gives how many there were."""
    if path.suffix == ".parquet":
        return _write_parquet(path, list(rows))
    if path.suffix not in (".jsonl", ".json"):
        raise Refused(
            say(
                "“{name}” does not say in which form to write; end its name in .jsonl, .json or .parquet.",
                name=path.name,
            )
        )
    written = 0
    with path.open("w", encoding="utf-8") as file:
        if path.suffix == ".json":
            values = list(rows)
            json.dump(values, file, ensure_ascii=False, indent=2)
            return len(values)
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            written += 1
    return written


def _write_parquet(path: Path, rows: list[Mapping[str, object]]) -> int:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise Refused(say("Parquet needs pyarrow, which comes with: pip install 'variorum[spark]'")) from None
    parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    return len(rows)
