"""A new dossier of a person, group, place or work, written when somebody accepts a name that has none."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from variorum.archive.locking import locked
from variorum.archive.source_dossiers import ascii_word
from variorum.archive.writing import ABSENT, write_atomically
from variorum.archive.yaml_text import yaml_text
from variorum.finding import Refused

FOLDERS = {"person": "people", "group": "groups", "place": "places", "work": "works"}
_LONGEST = 40  # characters of an id that is made from a name


def propose_id(name: str, kind: str, *, taken: Collection[str]) -> str:
    """An id that no dossier has yet: the surname of a person, the first words of anything else."""
    words = [ascii_word(word) for word in re.split(r"[\s,.]+", name)]
    telling = [word for word in words if word]
    base = (telling[-1] if kind == "person" and telling else "-".join(telling))[:_LONGEST].strip("-") or kind
    if base not in taken:
        return base
    if kind == "person" and len(telling) > 1 and f"{base}-{telling[0]}" not in taken:
        return f"{base}-{telling[0]}"
    return next(key for number in range(2, len(taken) + 3) if (key := f"{base}-{number}") not in taken)


def entity_dossier(id_: str, name: str, forms: Sequence[str]) -> str:
    """The text of a dossier with a name and its forms, and nothing said yet."""
    listed = "".join(f"\n  - {yaml_text(_line(form))}" for form in dict.fromkeys(forms) if form != name)
    names = f"names:{listed}\n" if listed else ""
    return f"---\nid: {id_}\nname: {yaml_text(_line(name))}\n{names}---\n\n## Statements\n"


def write_entity_dossier(root: Path, id_: str, *, kind: str, name: str, forms: Sequence[str]) -> Path:
    """Write a new dossier; Refused where the id is none, or where a file of that name is there already."""
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", id_):
        raise Refused(f"“{id_}” is no id: small letters without accents, digits and hyphens, for example ivan-petrov.")
    path = root / FOLDERS[kind] / f"{id_}.md"
    with locked(root):
        if path.exists():
            raise Refused(f"There is a file {FOLDERS[kind]}/{id_}.md already; choose another id.")
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, entity_dossier(id_, name, forms).encode("utf-8"), expected=ABSENT)
    return path


def _line(text: str) -> str:
    return " ".join(text.split())
