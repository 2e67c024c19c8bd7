"""`date` and `chronology`: what a date phrase means, and what follows from all datings together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from variorum.cli.options import (
    PATH,
    batch_lines,
    in_archive,
    opened,
    progress,
    text_of,
    with_batch,
    with_format,
    write_json,
    write_line,
)
from variorum.cli.speaking import language, tell
from variorum.saying import in_turn, say

if TYPE_CHECKING:
    from variorum.dates.policies import Policies
    from variorum.examined import Examined

Reading = dict[str, Any]  # how a phrase is to be read: language, calendar, relative_to, policies


@click.command(short_help="Say what a date phrase means.")
@click.argument("phrase", required=False, nargs=-1)
@click.option("--language", metavar="CODE", help="The language of the words (en, ru, de …); by default the words tell.")
@click.option(
    "--calendar", default="gregorian", show_default=True, help="The calendar of the source (julian, unknown …)."
)
@click.option("--relative-to", metavar="EDTF", help="The date that “three weeks later” counts from.")
@click.option("--text", "file", type=PATH, metavar="FILE", help="Every date of a text (- for standard input).")
@click.option("--edtf", is_flag=True, help="The phrase is EDTF already.")
@in_archive
@with_format("text", "json")
@with_batch
def date(
    phrase: tuple[str, ...],
    folder: Path,
    form: str,
    batch: Path | None,
    file: Path | None,
    *,
    edtf: bool,
    **reading: Any,
) -> None:
    """Say what a date phrase means: "by mid-July 1928", «не позднее 12 мая 1927 г.», "25 October (7 November) 1917"."""
    words = " ".join(phrase)
    reading["policies"] = _policies_of(folder)
    if sum((bool(words.strip()), batch is not None, file is not None)) != 1:
        raise click.UsageError(say("Give one date phrase in quotation marks, or --text FILE, or --batch FILE."))
    if batch is not None:
        for asked in batch_lines(batch):
            write_line(_answered(asked, reading, edtf=edtf))
        return
    answer = _dates_of_text(file, reading) if file is not None else _asked(words, reading, edtf=edtf)
    if form == "json":
        write_json(answer)
        return
    for one in answer if isinstance(answer, list) else [answer]:
        tell(*_lines(one))
    if answer == []:
        tell(say("No dates were found."))


def _as_far_as_known(folder: Path, form: str) -> Examined:
    """What is known of an archive: everything where it was built before, or else what its files say.

    Which statement to doubt first rests on who copied whom; an archive that nobody built yet is not built for that.
    """
    from variorum.archive.reading import read_record
    from variorum.examined import not_looked_through
    from variorum.pipeline import examined

    archive = opened(folder)
    if not archive.catalogue_dir.is_dir():
        return not_looked_through(read_record(archive.root)[0])
    with progress(form=form) as show:
        return examined(archive, progress=show).record


@click.command(short_help="Tell events in order, and why.")
@click.argument("name", required=False, metavar="[ID]")
@click.option("--why", "reasons", is_flag=True, help="Say of every date why, not only of those that were inferred.")
@in_archive
@with_format("text", "json")
def chronology(name: str | None, folder: Path, form: str, *, reasons: bool) -> None:
    """Tell the events of somebody, something or the whole archive in order.

    Datings are given as attested and as inferred from everything else, with the reason. A “?” stands before an event
    that may as well have come before the one above it. What cannot all be true is told at the end.
    """
    from variorum import chronology as times
    from variorum.chronology.answers import as_json, lines_of
    from variorum.cli.dossiers import nearest
    from variorum.finding import NotFound

    record = _as_far_as_known(folder, form)
    if name is not None and name not in record.entities and name not in record.sources:
        raise NotFound(
            say("There is no dossier “{name}” in this archive.{nearest}", name=name, nearest=nearest(record, name))
        )
    known = times.of(record)
    if form == "json":
        write_json(as_json(known, name))
        return
    lines = list(lines_of(known, name, reasons=reasons, language=language()))
    tell(*(lines if any(lines) else [say("Nothing here is dated.")]))


def _policies_of(folder: Path) -> Policies | None:
    """What vague words mean in the archive one stands in; the program's own table where one stands in none."""
    from variorum.archive.folder import find_archive
    from variorum.archive.settings import settings_of
    from variorum.dates.policies import default_policies, policies_from
    from variorum.finding import NotFound

    try:
        table = settings_of(find_archive(folder)).policies
    except NotFound:
        return None
    return policies_from(table, default_policies()) if table else None


def _asked(words: str, reading: Reading, *, edtf: bool) -> dict[str, object]:
    """One phrase read; a sentence with status 2 where it is no date."""
    from variorum.dates.malformed import MalformedDate
    from variorum.finding import Unreadable

    try:
        return _read(words, reading, edtf=edtf)
    except MalformedDate as error:
        raise Unreadable(in_turn(error.sentence, error.remedy)) from None


def _read(words: str, reading: Reading, *, edtf: bool) -> dict[str, object]:
    from variorum.dates.edtf import parse_edtf
    from variorum.dates.phrases import as_json, read_in_any_language, read_phrase
    from variorum.dates.points import describe

    if not edtf:
        language, asked = reading.get("language"), _asked_of(reading)
        return as_json(
            read_phrase(words, language=language, **asked) if language else read_in_any_language(words, **asked)
        )
    calendar = reading.get("calendar") or "gregorian"
    dating = parse_edtf(words, calendar=calendar)
    return {
        "phrase": words,
        "start": 0,
        "end": len(words),
        "edtf": dating.edtf,
        "calendar": dating.calendar,
        "earliest": describe(dating.earliest_start),
        "latest": describe(dating.latest_end),
        "bound": _bound_of(dating.earliest_start, dating.latest_end, dating.edtf),
        "alternatives": [],
        "policies": [],
        "events": [],
        "remarks": [],
        "unread": [],
    }


def _asked_of(reading: Reading) -> Reading:
    """How words are to be read, but for their language."""
    return {
        "calendar": reading.get("calendar") or "gregorian",
        "relative_to": reading.get("relative_to"),
        "policies": reading.get("policies"),
    }


def _bound_of(earliest: int | None, latest: int | None, edtf: str) -> str:
    if "~" in edtf or "%" in edtf:
        return "about"
    if earliest is None:
        return "within" if latest is None else "until"
    if latest is None:
        return "from"
    return "on" if earliest == latest else "within"


def _answered(asked: dict[str, Any], reading: Reading, *, edtf: bool) -> dict[str, object]:
    """One line of a batch answered; what cannot be read answers {"phrase", "error"}."""
    from variorum.dates.malformed import MalformedDate

    phrase = asked.get("phrase")
    if "error" in asked or not isinstance(phrase, str):
        return {"phrase": phrase, "error": asked.get("error", "“phrase” is missing or is no text.")}
    own = {name.replace("-", "_"): value for name, value in asked.items() if isinstance(value, str)}
    try:
        return _read(phrase, {**reading, **own}, edtf=edtf or asked.get("edtf") is True)
    except MalformedDate as error:
        return {"phrase": phrase, "error": " ".join(part for part in (error.sentence, error.remedy) if part)}


def _dates_of_text(file: Path, reading: Reading) -> list[dict[str, object]]:
    from variorum.accession.language_told import language_of
    from variorum.dates.malformed import MalformedDate
    from variorum.dates.phrases import find_dates, find_in_any_language, named_as_json
    from variorum.finding import Unreadable
    from variorum.languages import having

    text = text_of(file)
    try:
        told, asked = language_of([text]), _asked_of(reading)
        language = reading.get("language") or (told if told in having("dates") else "")
        found = find_dates(text, language=language, **asked) if language else find_in_any_language(text, **asked)
    except MalformedDate as error:
        raise Unreadable(in_turn(error.sentence, error.remedy)) from None
    return [one for phrase in found for one in named_as_json(phrase)]


def _lines(one: dict[str, Any]) -> list[str]:
    """One date as people read it."""
    first, last = one["earliest"] or say("open"), one["latest"] or say("open")
    lines: list[str] = [
        say(
            "{phrase}: {span} ({bound:on=on|about=about|within=within|by=by|before=before|after=after|from=from|"
            "until=until}; {edtf}{calendar})",
            phrase=one["phrase"],
            span=first if first == last else say("{first} … {last}", first=first, last=last),
            bound=one["bound"],
            edtf=one["edtf"],
            calendar="" if one["calendar"] == "gregorian" else say(", {name} calendar", name=one["calendar"]),
        )
    ]
    lines += [
        say(
            "    or {edtf} ({calendar}): {first} … {last}",
            edtf=other["edtf"],
            calendar=other["calendar"],
            first=str(other["earliest"]),
            last=str(other["latest"]),
        )
        for other in one["alternatives"]
    ]
    if one.get("policies"):
        lines.append(say("    taken to mean so by the policies {names:,}", names=tuple(one["policies"])))
    if one.get("events"):
        lines.append(say("    leans on {events:,}", events=tuple(one["events"])))
    lines += [say("    {remark}", remark=remark) for remark in one.get("remarks", ())]
    if one.get("unread"):
        lines.append(
            say("    not read: {words:;}", words=tuple(say("“{words}”", words=each) for each in one["unread"]))
        )
    return lines
