"""`relations`: what statements may say, in every language, with a line that shows how it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.options import in_archive, with_format, write_json
from variorum.cli.speaking import language, tell, wrapped
from variorum.saying import Sentence, say

if TYPE_CHECKING:
    from variorum.record import Relation, Vocabulary

_WIDTH = 96


@click.command(short_help="Say which relations statements may use.")
@click.argument("word", required=False, nargs=-1)
@in_archive
@with_format("text", "json")
def relations(word: tuple[str, ...], folder: Path, form: str) -> None:
    """List the relations that statements may use, or those of which a wording has WORD, in any language.

    Each comes with a line as it may stand under “Statements”. In an archive its own relations are there too.
    """
    from variorum.archive.finding_relations import relations_with

    asked = " ".join(word)
    vocabulary = _vocabulary_of(folder)
    found = relations_with(asked, vocabulary)
    if form == "json":
        write_json([_as_json(one) for one in found])
    elif found:
        tell(*_lines(found, vocabulary, in_full=bool(asked)))
    else:
        tell(_none(asked, vocabulary))


def _vocabulary_of(folder: Path) -> Vocabulary:
    """The vocabulary of the archive one stands in; the program's own where one stands in none."""
    from variorum.archive.file_names import VOCABULARY_FILE
    from variorum.archive.folder import find_archive
    from variorum.archive.listing import open_file
    from variorum.archive.reading import vocabulary_in
    from variorum.archive.vocabulary import default_vocabulary
    from variorum.finding import NotFound

    try:
        root = find_archive(folder)
    except NotFound:
        return default_vocabulary()
    return vocabulary_in(open_file(root, VOCABULARY_FILE))[0]  # `check` tells what is wrong with it


def _lines(found: Sequence[Relation], vocabulary: Vocabulary, *, in_full: bool) -> Iterator[str]:
    from variorum.archive.finding_relations import example_of

    spoken = language()
    headings: dict[str, str] = {}
    for facet in vocabulary.facets:
        headings.setdefault(facet.name, facet.labels.get(spoken) or facet.labels.get("en") or facet.name)
    for name in dict.fromkeys((*headings, *(relation.facet for relation in found))):
        under = [relation for relation in found if relation.facet == name]
        if under:
            yield headings.get(name, name)
        for relation in under:
            yield f"  {example_of(relation, spoken)}"
            if in_full:
                yield from _details(relation)


def _details(relation: Relation) -> Iterator[str]:
    """What else is known of a relation, each line set in under its example."""
    others = tuple(dict.fromkeys((relation.name, *relation.labels.values(), *relation.also)))
    backwards = tuple(dict.fromkeys((*relation.inverse.values(), *relation.inverse_also)))
    yield wrapped(say("wordings: {those:;}", those=others), _WIDTH, "      ", "        ")
    if backwards:
        yield wrapped(say("from the other side: {those:;}", those=backwards), _WIDTH, "      ", "        ")
    kinds, things = tuple(map(_kind, relation.domain)), tuple(map(_kind, relation.range))
    yield wrapped(
        say("said of: {kinds:,}; what follows: {things:,}", kinds=kinds, things=things or (say("nothing"),)),
        _WIDTH,
        "      ",
        "        ",
    )


def _kind(kind: str) -> Sentence:
    return say(
        "{kind:person=person|group=group|place=place|work=work|event=event|source=source|statement=statement|"
        "quantity=number|date=date|=quoted words}",
        kind=kind,
    )


def _none(asked: str, vocabulary: Vocabulary) -> Sentence | str:
    from variorum.archive.did_you_mean import did_you_mean
    from variorum.archive.finding_relations import wordings_of

    known = (wording for relation in vocabulary.relations.values() for wording in wordings_of(relation))
    return say(
        "No relation has “{asked}”. {remedy}",
        asked=asked,
        remedy=did_you_mean(asked, known, otherwise=say("`variorum relations` lists all.")),
    )


def _as_json(relation: Relation) -> dict[str, object]:
    from variorum.archive.finding_relations import example_of

    return {
        "name": relation.name,
        "facet": relation.facet,
        "labels": dict(relation.labels),
        "also": list(relation.also),
        "inverse": dict(relation.inverse),
        "inverse also": list(relation.inverse_also),
        "domain": list(relation.domain),
        "range": list(relation.range),
        "extent": relation.extent,
        "example": example_of(relation),
    }
