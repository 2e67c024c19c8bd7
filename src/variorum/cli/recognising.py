"""`names recognise`: who and what is named in a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from variorum.cli.options import PATH, batch_lines, in_archive, text_of, with_batch, with_format, write_json, write_line
from variorum.cli.speaking import tell
from variorum.finding import NotFound, VariorumError
from variorum.saying import say

if TYPE_CHECKING:
    from variorum.evidence import Mention
    from variorum.names.recognition.gazetteer import NameGazetteer

_HEADINGS = {"person": say("People"), "group": say("Groups"), "place": say("Places"), "work": say("Works")}


@click.command(short_help="Find the names in a text.")
@click.argument("file", required=False, type=PATH)
@click.option("--language", metavar="CODE", help="The text's language (en, ru …); by default its letters tell.")
@in_archive
@with_format("text", "json")
@with_batch
def recognise(file: Path | None, language: str | None, folder: Path, form: str, batch: Path | None) -> None:
    """Find the people, groups, places and works named in FILE (- for standard input).

    Within an archive its dossiers help: what they know is found in every spelling and case. Offsets in the JSON count
    the characters of the file as it is. A batch has {"text": …} or {"file": …} a line.
    """
    if (file is None) == (batch is None):
        raise click.UsageError(say("Give one FILE (- for standard input), or --batch FILE."))
    known = _known(folder)
    _say_if_no_model(language)
    if batch is not None:
        for asked in batch_lines(batch):
            write_line(_answered(asked, language, known))
        return
    assert file is not None
    mentions = _recognised(text_of(file), language, known)
    if form == "json":
        write_json([_as_json(mention) for mention in mentions])
        return
    tell(*(_lines(mentions) if mentions else [say("No names were found.")]))


def _say_if_no_model(language: str | None) -> None:
    from variorum.languages import equipment

    if language and not equipment(language).recogniser():
        told = say(
            "There is no model of names for the language “{language}”; only names that the dossiers have are found.",
            language=language,
        )
        tell(told, err=True)


def _known(folder: Path) -> NameGazetteer | None:
    """What the dossiers know of the archive one stands in; nothing where one stands in none."""
    from variorum.archive.folder import find_archive
    from variorum.archive.reading import read_record
    from variorum.names.recognition.gazetteer import gazetteer_of

    try:
        root = find_archive(folder)
    except NotFound:
        if str(folder) != ".":
            raise
        return None
    return gazetteer_of(read_record(root)[0].entities.values())


def _recognised(text: str, language: str | None, known: NameGazetteer | None) -> Sequence[Mention]:
    from variorum.names.recognition.recognition import recognise as recognised
    from variorum.names.recognition.scripts import written_in

    found = recognised(text, language=language or written_in(text), known=known)
    return [mention for mention in found if mention.kind in _HEADINGS]


def _answered(asked: Mapping[str, Any], language: str | None, known: NameGazetteer | None) -> dict[str, Any]:
    """One line of a batch answered."""
    text, file, own = asked.get("text"), asked.get("file"), asked.get("language", language)
    if "error" in asked and text is None and file is None:
        return {"error": asked["error"]}
    if not isinstance(text, str) and not isinstance(file, str):
        return {**asked, "error": 'A line needs {"text": "…"} or {"file": "…"}.'}
    echoed = {name: value for name, value in asked.items() if name in ("file", "id")}
    try:
        read = text if isinstance(text, str) else text_of(Path(str(file)))
        found = _recognised(read, own if isinstance(own, str) else None, known)
    except (VariorumError, OSError) as error:
        return {**echoed, "error": str(error)}
    return {**echoed, "mentions": [_as_json(mention) for mention in found]}


def _as_json(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "type": mention.kind,
        "name": mention.name,
    }


def _lines(mentions: Sequence[Mention]) -> list[str]:
    """The names by kind, the most frequent first, with the forms they stand in."""
    lines: list[str] = []
    for kind, heading in _HEADINGS.items():
        forms: dict[str, Counter[str]] = {}
        for mention in mentions:
            if mention.kind == kind:
                forms.setdefault(mention.name, Counter())[" ".join(mention.surface.split())] += 1
        lines += [heading] if forms else []
        for name, seen in sorted(forms.items(), key=lambda item: (-item[1].total(), item[0])):
            as_written = ", ".join(f"{form} ({times})" for form, times in seen.most_common(6))
            lines.append(f"{seen.total():6}  {name}" + (f"   {as_written}" if [*seen] != [name] else ""))
    return lines
