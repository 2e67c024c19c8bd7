"""Write the generated pages of docs/reference: commands, findings, vocabulary. A test holds them against the code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
GENERATED = "<!-- Written by tools/reference.py; do not edit. -->\n\n"
FAMILIES = {
    "A": "Accession: files taken in",
    "S": "Structure: what does not parse or link",
    "C": "Citations and locators",
    "Q": "Quotations",
    "W": "Witnesses",
    "B": "Borrowings: who copied whom",
    "D": "Dates, and what cannot all be true",
    "E": "Editions, and whom they erase",
    "N": "Names, and who is meant by them",
    "T": "Theses: what argument stands on",
    "K": "What is kept back",
    "M": "Manuscripts: what `variorum audit` tells",
    "X": "The checks themselves",
}


def commands_page() -> str:
    """Every command with its help, as `--help` prints it."""
    from variorum.cli import variorum

    parts = [
        "# Commands\n",
        "Exit status: 0 done; 1 done, and there are findings at or above `--fail-on`; 2 the request could not be "
        "carried out, with one sentence on standard error.\n",
    ]
    for name, command in sorted(variorum.commands.items()):
        context = click.Context(command, info_name=f"variorum {name}", max_content_width=96, terminal_width=96)
        parts += [f"## {name}\n", f"```text\n{command.get_help(context)}\n```\n"]
        for below, verb in sorted(command.commands.items()) if isinstance(command, click.Group) else ():
            inner = click.Context(verb, info_name=f"variorum {name} {below}", max_content_width=96, terminal_width=96)
            parts += [f"### {name} {below}\n", f"```text\n{verb.get_help(inner)}\n```\n"]
    return GENERATED + "\n".join(parts)


def findings_page() -> str:
    """The manual of every code."""
    from variorum.criticism.manual import manual
    from variorum.manuscript.manual import manual as of_audits

    parts = ["# Findings\n", "`variorum explain CODE` prints the same.\n"]
    family = ""
    for code, page in (manual() | of_audits()).items():
        if code[0] != family:
            family = code[0]
            parts.append(f"## {family}: {FAMILIES.get(family, family)}\n")
        usual = f" ({page.severity})" if page.severity else ""
        looks_for = f"{page.looks_for}\n\n" if page.looks_for else ""
        parts.append(
            f"### {code}{usual}\n\n**{page.title}**\n\n{looks_for}*Why it matters:* {page.why}\n\n"
            f"*What to do:* {page.what_to_do}\n"
        )
    return GENERATED + "\n".join(parts)


def vocabulary_page() -> str:
    """The relations that come with the program, by kind of dossier and facet."""
    from variorum.archive.vocabulary import default_vocabulary

    vocabulary = default_vocabulary()
    parts = ["# Vocabulary\n", "What `vocabulary.toml` of an archive adds or changes comes on top of these.\n"]
    parts += list(_facets(vocabulary))
    return GENERATED + "\n".join(parts)


def _facets(vocabulary: object) -> Iterator[str]:
    from variorum.record import Vocabulary

    assert isinstance(vocabulary, Vocabulary)
    for facet in dict.fromkeys(relation.facet for relation in vocabulary.relations.values()):
        rows = [
            f"| {relation.name} | {relation.labels.get('ru', '')} | {relation.inverse.get('en', '')} "
            f"| {', '.join(relation.domain)} | {', '.join(relation.range) or '–'} | {relation.extent} |"
            for relation in vocabulary.relations.values()
            if relation.facet == facet
        ]
        head = "| relation | по-русски | from the other side | of | to | lasts |\n| --- | --- | --- | --- | --- | --- |"
        yield f"## {facet}\n\n{head}\n" + "\n".join(rows) + "\n"


PAGES = {"commands.md": commands_page, "findings.md": findings_page, "vocabulary.md": vocabulary_page}


def main() -> None:
    """Write the pages, or with --check only say which are out of date."""
    stale = [name for name, make in PAGES.items() if not _is_current(name, make())]
    if "--check" in sys.argv:
        sys.exit(f"Out of date, run tools/reference.py: {', '.join(stale)}" if stale else 0)
    for name in stale:
        (REFERENCE / name).write_text(PAGES[name](), "utf-8")


def _is_current(name: str, text: str) -> bool:
    path = REFERENCE / name
    return path.is_file() and path.read_text("utf-8") == text


if __name__ == "__main__":
    main()
