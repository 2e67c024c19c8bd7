"""`collate`: editions side by side, and what was done from one to the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from variorum.cli.options import in_archive, progress, write_json
from variorum.cli.speaking import said, tell
from variorum.saying import say

if TYPE_CHECKING:
    from variorum.collation.renderings import Rendering
    from variorum.collation.rules import Family
    from variorum.collation.witnesses import Collation, Edition
    from variorum.evidence import Change, EditionsCompared
    from variorum.pipeline import Progress

_FORMS = ("text", "json", "tei", "html", "apparatus")
_LANGUAGE_CODE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")  # the form of BCP 47
_WIDTH = 96
_RULES, _FAMILIES, _GONE = 30, 12, 20  # shown in a terminal
_LONG, _LONG_NOTE = 240, 120  # letters: what is longer is shortened in a terminal, and whole in every other form


@click.command(short_help="Hold editions against each other.")
@click.argument("names", nargs=-1, required=True, metavar="KEY KEY…")
@click.option("--all", "everything", is_flag=True, help="Tell changes of spelling and punctuation too.")
@click.option("--language", default="", help="Language of the TEI document (a code such as en, ru, de).")
@in_archive
@click.option("--format", "form", type=click.Choice(_FORMS), default="text", help="Form of the answer.")
def collate(names: tuple[str, ...], folder: Path, form: str, language: str, everything: bool) -> None:
    """Hold two editions or more against each other, the oldest first: what was added, cut, changed, moved.

    KEY is a source of the archive or the path of a file (text, TEI, EPUB, PDF, DOCX …); files need no archive. What was
    done throughout is told as a rule ("Trotzky → Trotsky, 81 times"). --format apparatus prints the apparatus in the
    traditional form, tei a TEI document in parallel segmentation, html a page with the editions side by side. A
    translation is held against its original paragraph by paragraph (needs the extra `embed`; text and json only).
    """
    from variorum.pipeline.collating import collate as collate_all

    if language and not _LANGUAGE_CODE.fullmatch(language):
        raise click.UsageError(say("“{language}” is no code of a language; write en, ru, de …", language=language))
    with progress(form=form) as show:
        collation = collate_all(names, folder=folder, progress=show)
        renderings = _renderings(collation, form, show) if collation.is_translation else None
    if renderings is not None:
        _print_renderings(collation, renderings, form)
    elif form == "json":
        from variorum.collation.answers import as_json

        write_json(as_json(collation))
    elif form == "tei":
        from variorum.collation.tei import as_tei

        click.echo(as_tei(collation, language=language), nl=False)
    elif form == "html":
        from variorum.collation.html import as_html

        click.echo(as_html(collation), nl=False)
    elif form == "apparatus":
        from variorum.collation.answers import apparatus
        from variorum.finding import printable

        for line in apparatus(collation, writing=everything):
            click.echo(printable(line))
    else:
        _print(collation, everything=everything)


def _renderings(collation: Collation, form: str, show: Progress) -> tuple[Rendering, ...]:
    from variorum.finding import Refused
    from variorum.pipeline.collating import render

    if form not in ("text", "json"):
        raise Refused(say("Texts in two languages have no common apparatus; ask for --format text or json."))
    return render(collation, progress=show)


def _print_renderings(collation: Collation, renderings: tuple[Rendering, ...], form: str) -> None:
    from variorum.collation.answers import renderings_as_json
    from variorum.finding import printable

    if form == "json":
        write_json(renderings_as_json(collation, renderings))
        return
    for edition in collation.editions:
        click.echo(printable(said(_edition_line(edition))))
    together = [one for one in renderings if one.original and one.translation]
    tell(
        say(
            "{n:,} {n:paragraph goes|paragraphs go} together; the likeness of their meaning is a guide, not a verdict.",
            n=len(together),
        )
    )
    for one in renderings:
        first, second = (_short(side.text) if side else "—" for side in (one.original, one.translation))
        head = f"{one.likeness:.2f}" if one.original and one.translation else said(say("alone"))
        for sign, text in (("A", first), ("B", second)):
            lead = f"  {head if sign == 'A' else '':<5} {sign} "
            click.echo(click.wrap_text(printable(text), width=_WIDTH, initial_indent=lead, subsequent_indent=" " * 10))


def _kind(kind: str) -> str:
    return say(
        "{kind:added=added|cut=cut|replaced=replaced|moved=moved|number=number|name=name|negation=negation|"
        "spelling=spelling|punctuation=punctuation}",
        kind=kind,
    )


def _edition_line(edition: Edition) -> str:
    words = len(edition.wording)
    return say(
        "{siglum}  {key}: {title} ({words:,} {words:word|words})",
        siglum=edition.siglum,
        key=edition.key,
        title=edition.title,
        words=words,
    )


def _print(collation: Collation, *, everything: bool) -> None:
    from variorum.finding import printable

    for edition in collation.editions:
        click.secho(printable(said(_edition_line(edition))))
    for number, compared in enumerate(collation.compared(writing=everything)):
        for line in _told(collation, number, compared, everything=everything):
            click.echo(line)


def _told(collation: Collation, number: int, compared: EditionsCompared, *, everything: bool) -> Iterator[str]:
    from variorum.collation.comparing import OF_WRITING
    from variorum.collation.rules import families_of

    earlier, later = collation.editions[number], collation.editions[number + 1]
    step = collation.steps[number]
    yield ""
    ends = said(say("From {earlier} to {later}", earlier=earlier.siglum, later=later.siglum))
    yield click.style(ends, bold=True) + said(say(": {share:.0%} of the words kept.", share=compared.kept))
    if any(step.apart.numbers):
        before, after = step.apart.numbers
        yield said(
            say(
                "  Set apart: the publishers' licence and imprint ({before:,} {before:word|words} of {earlier}, "
                "{after:,} of {later}).",
                before=before,
                earlier=earlier.siglum,
                after=after,
                later=later.siglum,
            )
        )
    if collation.hardly_one(number):
        yield said(say("  These are hardly two states of one text; see that the right ones are meant."))
        if not everything:
            yield said(say("  What differs is not listed (--all lists it)."))
            return
    counted = Counter(edit.kind for edit in step.edits)
    kinds = tuple(say("{n:,} {kind}", n=times, kind=_kind(kind)) for kind, times in counted.most_common())
    is_short = not everything and set(counted) & set(OF_WRITING)
    unlisted = say(" (--all lists spelling and punctuation)") if is_short else ""
    yield said(say("  {kinds:,}{unlisted}", kinds=kinds or (say("No change."),), unlisted=unlisted))
    yield from _throughout(families_of(step.rules), compared)
    if gone := step.no_longer_named:
        told = ", ".join(f"{name} ({times})" for name, times in gone[:_GONE])
        more = say(" and {n:,} more (--format json has all)", n=len(gone) - _GONE) if len(gone) > _GONE else ""
        yield _wrapped(say("no longer named: {names}{more}", names=told, more=more))
    labels = {(page.source, page.sequence): page for each in (earlier, later) for page in each.body.pages}
    places = {key: page.locator_at for key, page in labels.items()}
    sigla = {edition.key: edition.siglum for edition in (earlier, later)}
    for change in compared.changes:
        yield _change(change, places, sigla)


def _throughout(families: Sequence[Family], compared: EditionsCompared) -> Iterator[str]:
    """The rules, a line for each: families first, then those that stand by themselves, and how many are not shown."""
    for family in families[:_FAMILIES]:
        words = ", ".join(rule.written for rule in family.rules[:4])
        examples = f"{words}{' …' * (len(family.rules) > 4)}"
        yield _wrapped(
            say(
                "throughout: {rule}, {n:,} {n:time|times} ({examples})",
                rule=family.written,
                n=family.times,
                examples=examples,
            )
        )
    rules = [(rule, times) for rule, times in compared.normalised.items() if times > 1]
    for rule, times in rules[:_RULES]:
        yield _wrapped(say("throughout: {rule}, {n:,} {n:time|times}", rule=str(rule), n=times))
    more = max(0, len(families) - _FAMILIES) + max(0, len(rules) - _RULES)
    if more:
        yield said(say("  throughout: {n:,} more (--format json has all)", n=more))


def _change(change: Change, places: Mapping[tuple[str, int], object], sigla: Mapping[str, str]) -> str:
    from variorum.collation.noted import noted

    side = change.after or change.before
    where = ""
    if side is not None:
        stretch = side.stretches[0]
        locate = places.get((stretch.source, stretch.page))
        where = f"{sigla[stretch.source]} {said(locate(stretch.start)) if callable(locate) else ''}".rstrip()
    before = f"[-{_short(change.before.text)}-]" if change.before else ""
    after = f"{{+{_short(change.after.text)}+}}" if change.after else ""
    if change.kind == "moved":
        before = ""
    text = " ".join(filter(None, ("…", change.around[0], before, after, change.around[1], "…")))
    note = f" ({_short(said(noted(change.note)), _LONG_NOTE)})" if change.note else ""
    head = f"{said(_kind(change.kind))}{f', {where}' if where else ''}{note}:"
    return _wrapped(f"{head} {text}")


def _wrapped(text: str) -> str:
    from variorum.finding import printable

    return click.wrap_text(printable(said(text)), width=_WIDTH, initial_indent="  ", subsequent_indent="      ")


def _short(text: str, most: int = _LONG) -> str:
    return text if len(text) <= most else f"{text[: most * 2 // 3]} […] {text[-most // 4 :]}"
