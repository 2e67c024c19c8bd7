"""Hits and verifications as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from variorum.evidence import Verification
from variorum.finding import printable

if TYPE_CHECKING:
    from variorum.catalogue.searching import Hits
    from variorum.pipeline.beside import Beside

_WIDTH = 96
_LONGEST_BESIDE = 300
_MOST_OTHERS = 12
_COLOURS = {"verbatim": "green", "marked": "green", "altered": "red", "stitched": "red", "absent": "red"}


def hits_as_json(hits: Hits) -> dict[str, object]:
    """The documented JSON of `search`."""
    from variorum.catalogue.hits import as_json

    also = {word: list(others) for word, others in hits.also.items()}
    return {"total": hits.total, "also": also, "hits": [as_json(hit) for hit in hits.hits]}


def print_hits(hits: Hits, *, offset: int) -> None:
    """Each hit with its source and place and the words in context, the words found in bold."""
    for hit in hits.hits:
        how = {"meaning": "  (by meaning)", "both": "  (by words and meaning)"}.get(hit.found, "")
        click.secho(f"{hit.source}, {hit.locator or f'page {hit.page} of the file'}", bold=True, nl=not how)
        if how:
            click.echo(how)
        click.echo(_indented(_marked(hit.text, hit.marks)))
    shown = f", {offset + 1} to {offset + len(hits.hits)} shown" if len(hits.hits) < hits.total and hits.hits else ""
    passages = "1 passage" if hits.total == 1 else f"{hits.total:,} passages"
    where = "1 source" if len(hits.looked_through) == 1 else f"{len(hits.looked_through)} sources"
    click.echo(printable(f"{passages} in {where}{shown}. Understood as: {hits.understood}"))
    for word, others in hits.also.items():
        told = ", ".join(other.capitalize() for other in others[:_MOST_OTHERS])
        more = f" and {len(others) - _MOST_OTHERS} more" if len(others) > _MOST_OTHERS else ""
        click.echo(_indented(printable(f"{word} was looked for as {told}{more} too")))
    if hits.also:
        click.echo("--exact-script looks only for what is typed.")


def print_verification(verification: Verification, answer: Mapping[str, Any]) -> None:
    """The verdict first, then where it stands, then the evidence."""
    colour = _COLOURS.get(verification.verdict)
    click.secho(verification.verdict, fg=colour, bold=True, nl=False)
    stands = verification.segments[0].source if verification.segments else ""
    place = f"; place: {verification.place}" if verification.place else ""
    where = f" ({stands}, {verification.locator})" if stands and verification.locator else ""
    click.echo(place + where)
    if verification.reason:
        click.echo(_indented(printable(verification.reason)))
    if verification.found:
        click.echo(_indented(printable(f"“{' '.join(verification.found.split())}”")))
    for difference in verification.differences:
        click.echo(_indented(printable(f"{difference.kind}: quoted “{difference.quoted}”, found “{difference.found}”")))
    for words in verification.omitted:
        click.echo(_indented(printable(f"left out: “{' '.join(words.split())}”")))
    for warning in verification.warnings:
        click.echo(_indented(printable(f"! {warning}")))
    if verification.frame and (verification.voice or verification.frame != "stated"):
        whose = f"; whose words: {verification.voice}" if verification.voice else ""
        click.echo(_indented(printable(f"in the source: {verification.frame}{whose}")))
    if verification.levelled:
        click.echo(_indented(f"levelled: {', '.join(verification.levelled)}"))
    for candidate in answer.get("candidates", ())[:5]:
        page = candidate.get("page") or candidate.get("locator") or candidate.get("sequence")
        click.echo(_indented(f"also: {candidate.get('source')}, {page}"))


def print_beside(beside: tuple[Beside, ...]) -> None:
    """Where words stand beside the texts, each place on a line."""
    for place in beside:
        text = " ".join(place.text.split())
        text = text if len(text) <= _LONGEST_BESIDE else f"{text[:_LONGEST_BESIDE]} …"
        click.echo(_indented(printable(f"{place.source}: stands {place.in_words}, beside the text: “{text}”")))


def beside_as_json(beside: tuple[Beside, ...]) -> dict[str, object]:
    """The places beside the texts as `beside`; nothing where there are none."""
    places = [
        {"source": one.source, "page": one.label or None, "sequence": one.page, "kind": one.kind, "text": one.text}
        for one in beside
    ]
    return {"beside": places} if places else {}


def _marked(text: str, marks: tuple[tuple[int, int], ...]) -> str:
    parts, at = [], 0
    for start, end in marks:
        parts += [printable(text[at:start]), click.style(printable(text[start:end]), bold=True, underline=True)]
        at = end
    return " ".join("".join([*parts, printable(text[at:])]).split())


def _indented(text: str) -> str:
    return click.wrap_text(text, width=_WIDTH, initial_indent="    ", subsequent_indent="    ")
