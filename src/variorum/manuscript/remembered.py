"""What a person answered where it was not certain which work a reference means: kept beside the manuscript.

NAME.audit-answers.json maps the words of a reference, folded and without its pages, to a key of the folder or library,
or to "" where none of them is meant. It is read at every audit and written only by answers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from variorum.archive.writing import write_atomically
from variorum.finding import Unreadable
from variorum.saying import say


def answers_file(path: Path) -> Path:
    """Where the answers for a manuscript lie."""
    return path.with_name(f"{path.stem}.audit-answers.json")


def read_answers(path: Path) -> dict[str, str]:
    """The answers kept for a manuscript; none where there is no file.

    Raises:
        Unreadable: the file is damaged; it is left as it is.
    """
    file = answers_file(path)
    if not file.is_file():
        return {}
    try:
        value = json.loads(file.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as trouble:
        raise Unreadable(
            say(
                "{name} is no sound JSON, so that earlier answers cannot be read: {why}.",
                name=file.name,
                why=str(trouble),
            )
        ) from trouble
    if not isinstance(value, dict):
        raise Unreadable(say("{name} holds no answers: an object from references to keys is expected.", name=file.name))
    return {str(key): str(answer or "") for key, answer in value.items()}


def keep_answers(path: Path, answers: Mapping[str, str]) -> None:
    """Keep answers for the next time."""
    content = json.dumps(dict(sorted(answers.items())), ensure_ascii=False, indent=1) + "\n"
    write_atomically(answers_file(path), content.encode("utf-8"))
