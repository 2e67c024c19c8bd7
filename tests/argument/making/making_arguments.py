"""Pieces of archives that the tests of arguments write."""

from __future__ import annotations


def source(key: str, **fields: str) -> dict[str, str]:
    """The dossier of a source as one entry of the files."""
    lines = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in fields.items())
    return {f"sources/{key}.md": f"---\nkey: {key}\ntitle: {key}\nlanguage: en\n{lines}---\n"}


def witnessed(*lines: str) -> str:
    """Statements with their witnesses: `"did ^id | a, b, denies c"` names the sources that speak."""
    text = "## Statements\n\n"
    for line in lines:
        said, _, keys = line.partition(" | ")
        text += f"- {said}\n"
        for key in filter(None, (key.strip() for key in keys.split(","))):
            stance, _, name = key.rpartition(" ")
            text += f"  > words of {name} [{stance + ' ' if stance else ''}@{name}, p. 1]\n"
    return text


def thesis(id_: str, *evidence: str, claims: str = "", question: str = "why", **fields: str) -> dict[str, str]:
    """The file of a thesis as one entry of the files."""
    lines = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in fields.items())
    body = f"## Claims\n\n{claims}\n\n" if claims else ""
    listed = "\n".join(f"- {line}" for line in evidence)
    text = f"---\nid: {id_}\nname: {id_}\nquestion: {question}\n{lines}---\n\n{body}## Evidence\n\n{listed}\n"
    return {f"theses/{id_}.md": text}
