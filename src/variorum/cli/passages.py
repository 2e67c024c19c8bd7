"""Hits and verifications as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from variorum.cli.speaking import said, tell
from variorum.cli.verdict_words import place_in_words, verdict_in_words
from variorum.evidence import Verification
from variorum.finding import printable
from variorum.saying import Sentence, say
from variorum.text.shown import in_one_line

if TYPE_CHECKING:
    from variorum.catalogue.searching import Hits
    from variorum.pipeline.beside_the_text import Beside

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
        how = {"meaning": say("  (by meaning)"), "both": say("  (by words and meaning)")}.get(hit.found, "")
        place = hit.locator or say("page {page} of the file", page=hit.page)
        click.secho(f"{hit.source}, {said(place)}", bold=True, nl=not how)
        if how:
            tell(how)
        click.echo(_indented(_marked(hit.text, hit.marks)))
    is_part = len(hits.hits) < hits.total and bool(hits.hits)
    tell(
        say(
            "{total:,} {total:passage|passages} in {sources} {sources:source|sources} searched{shown}. "
            "Understood as: {understood}",
            total=hits.total,
            sources=len(hits.looked_through),
            shown=say(", {first} to {last} shown", first=offset + 1, last=offset + len(hits.hits)) if is_part else "",
            understood=hits.understood,
        )
    )
    for word, others in hits.also.items():
        named = tuple(other.capitalize() for other in others[:_MOST_OTHERS])
        more = len(others) - _MOST_OTHERS
        told = say("also searched for {word} as {others:,}", word=word, others=named)
        click.echo(_indented(say("{told} and {more} more", told=told, more=more) if more > 0 else told))
    if hits.also:
        tell(say("--exact-script searches only for what you typed."))


def print_verification(verification: Verification, answer: Mapping[str, Any]) -> None:
    """The verdict first, then where it stands, then the evidence."""
    colour = _COLOURS.get(verification.verdict)
    click.secho(said(verdict_in_words(verification.verdict)), fg=colour, bold=True, nl=False)
    stands = verification.segments[0].source if verification.segments else ""
    place = said(say("; place: {place}", place=place_in_words(verification.place))) if verification.place else ""
    where = f" ({stands}, {verification.locator})" if stands and verification.locator else ""
    click.echo(place + where)
    if verification.reason:
        click.echo(_indented(verification.reason))
    if verification.found:
        click.echo(_indented(printable(f"“{in_one_line(verification.found)}”")))
    for difference in verification.differences:
        told = say(
            "{kind:replaced=replaced|added=added|omitted=left out|moved=moved}: quoted “{quoted}”, found “{found}”",
            kind=difference.kind,
            quoted=difference.quoted,
            found=difference.found,
        )
        click.echo(_indented(told))
    for words in verification.omitted:
        click.echo(_indented(say("left out: “{words}”", words=in_one_line(words))))
    for warning in verification.warnings:
        click.echo(_indented(say("! {warning}", warning=warning)))
    if verification.frame and (verification.voice or verification.frame != "stated"):
        whose = say("; whose words: {voice}", voice=verification.voice) if verification.voice else ""
        framed = say(
            "in the source: {frame:stated=stated|reported=reported|denied=denied|supposed=supposed}{whose}",
            frame=verification.frame,
            whose=whose,
        )
        click.echo(_indented(framed))
    if verification.levelled:
        click.echo(_indented(say("not counted as differences: {steps:,}", steps=_steps(verification.levelled))))
    for candidate in answer.get("candidates", ())[:5]:
        page = candidate.get("page") or candidate.get("locator") or candidate.get("sequence")
        click.echo(_indented(say("also: {source}, {page}", source=str(candidate.get("source")), page=str(page))))


def print_beside(beside: tuple[Beside, ...]) -> None:
    """Where words stand beside the texts, each place on a line."""
    for place in beside:
        text = in_one_line(place.text)
        text = text if len(text) <= _LONGEST_BESIDE else f"{text[:_LONGEST_BESIDE]} …"
        told = say(
            "{source}: found {place}, outside the text: “{text}”", source=place.source, place=place.in_words, text=text
        )
        click.echo(_indented(told))


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
    return in_one_line("".join([*parts, printable(text[at:])]))


def _steps(levelled: Sequence[str]) -> tuple[Sentence, ...]:
    return tuple(
        say(
            "{step:layout=layout|typography=typography|spelling=spelling}",
            step=step,
        )
        for step in levelled
    )


def _indented(text: str) -> str:
    return click.wrap_text(said(text), width=_WIDTH, initial_indent="    ", subsequent_indent="    ")
