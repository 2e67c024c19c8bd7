"""`names`, `names ID`, `names review` and `names propose`: who is named where, and who is one with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from variorum.cli.options import in_archive, opened, progress, with_format, write_json
from variorum.cli.speaking import said, tell
from variorum.saying import say

if TYPE_CHECKING:
    from variorum.archive.folder import Archive
    from variorum.names.linking.counting import Counted
    from variorum.pipeline.identities import InContext, NameQuestion, NameReview, ProposedDossier
    from variorum.record import Source

_KEYS = {"s": "same", "d": "different", "u": "unsure"}
_MOST = 40  # names told on a terminal where nobody asks for more


# ── who is named ────────────────────────────────────────────────────────────────────────────────────────────────────


def tell_all(folder: Path, *, kind: str | None, form: str) -> None:
    """Who is named where, in which forms, the most named first; what `variorum names` does."""
    from variorum.names.linking.counting import counted
    from variorum.pipeline import examined

    with progress(form=form) as watch:
        record = examined(opened(folder), progress=watch).record
    found = [one for one in counted(record) if kind in (None, one.kind)]
    if not found and form == "text":
        tell(say("No name could be linked to a dossier with certainty, and no other name occurs more than once."))
    if form == "json":
        write_json([one.as_json() for one in found])
        return
    for one in found[:_MOST]:
        forms = ", ".join(" ".join(form.split()) for form in list(one.forms)[:6])
        tell(
            say(
                "{mentions}  {name} ({who}), {sources} {sources:source|sources}: {forms}",
                mentions=f"{one.mentions:>6}",
                name=one.name,
                who=_who(one),
                sources=len(one.sources),
                forms=forms,
            )
        )
    if len(found) > _MOST:
        tell(say("        and {more} more; --format json lists all", more=len(found) - _MOST))
    if record.naming.doubts:
        doubts = len(record.naming.doubts)
        tell(say("{n} {n:question|questions} to decide. Answer with: variorum names review", n=doubts))
    tell(*_read_without_model(record.sources.values()))


def _read_without_model(sources: Iterable[Source]) -> Iterator[str]:
    """A line for each language of the sources in which no model sees names."""
    from variorum.languages.registry import pack, primary
    from variorum.names.recognition.scripts import has_no_model
    from variorum.saying import say

    languages = Counter(primary(source.language) for source in sources if source.language)
    for code, count in sorted(languages.items()):
        if has_no_model(code):
            known = pack(code)
            yield say(
                "There is no model for names in {language}: in {count} {count:source|sources} they are looked for by "
                "the dossiers and by patterns alone, and more may be there.",
                language=known.name if known else code,
                count=count,
            )


@click.command(hidden=True)
@click.argument("id_", metavar="ID")
@in_archive
@with_format("text", "json")
def of(id_: str, folder: Path, form: str) -> None:
    """Where a dossier's bearer is named, in which forms, by source and by year, and what is in doubt."""
    from variorum.cli.dossiers import nearest
    from variorum.finding import NotFound
    from variorum.names.linking.counting import counted, in_doubt

    with progress(form=form) as watch, _asking(_archive(folder), watch) as at:
        found = next((one for one in counted(at.record) if id_ in (one.id, one.name)), None) or in_doubt(at.record, id_)
        if found is None and id_ not in at.record.entities:
            raise NotFound(
                say("There is no dossier “{id}” in this archive.{nearest}", id=id_, nearest=nearest(at.record, id_))
            )
        if form == "json":
            write_json(_of_json(at, id_, found))
        else:
            _tell_one(at, id_, found)


def _tell_one(at: NameReview, id_: str, found: Any) -> None:
    name = found.name if found else at.record.entities[id_].name
    who = id_ if id_ in at.record.entities or found is None else _who(found)
    lines: list[str] = [say("{name} ({who})", name=name, who=who)]
    if found is None or not found.mentions:
        lines.append(say("  not named with certainty anywhere"))
    else:
        lines.append(
            say(
                "  named {times} {times:time|times} in {sources} {sources:source|sources}",
                times=found.mentions,
                sources=len(found.sources),
            )
        )
        lines += [f"    {times:>5}  {' '.join(form.split())}" for form, times in found.forms.items()]
        lines.append(say("  by source"))
        lines += [
            say("    {times}  {source}{first}", times=f"{times:>5}", source=source, first=_first(at, id_, source))
            for source, times in found.sources.items()
        ]
        if found.years:
            lines.append(say("  by year of the source"))
            lines += [f"    {times:>5}  {year}" for year, times in found.years.items()]
    doubts = [doubt for doubt in at.record.naming.doubts if id_ in (doubt.a, doubt.b)]
    if doubts:
        asked = f'"{id_}"' if " " in id_ else id_
        lines.append(say("  in doubt (variorum names review {id})", id=asked))
        lines += [
            say("    {a} = {b}: {why}", a=doubt.a, b=doubt.b, why=doubt.because[-1] if doubt.because else "")
            for doubt in doubts
        ]
    tell(*lines)


def _who(one: Counted) -> str:
    """Whose name it is, as far as that is settled: a dossier's id, those that it may be, or that there is none."""
    if one.id or not one.may_be:
        return one.id or say("no dossier")
    return say("undecided: may be {ids:or}", ids=tuple(one.may_be))


def _first(at: NameReview, id_: str, source: str) -> str:
    for one in at.record.naming.attestations:
        if (one.entity, one.source) == (id_, source):
            place = at.in_context(one.first)
            return say(", first {place}", place=place.locator) if place and place.locator else ""
    return ""


def _of_json(at: NameReview, id_: str, found: Any) -> dict[str, object]:
    told = found.as_json() if found else {"id": id_, "name": at.record.entities[id_].name, "mentions": 0}
    doubts = [_question_json(question) for question in at.questions(id_)]
    return {**told, "doubts": doubts}


# ── review ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@click.command(short_help="Ask who is one with whom, and record judgements.")
@click.argument("about", required=False)
@click.option("--list", "listed", is_flag=True, help="List what is in doubt, and ask nothing.")
@click.option("--judge", "judged", nargs=2, metavar="ABOUT VERDICT", help="Record a judgement without asking.")
@click.option("--why", default="", help="The reason of the judgement.")
@click.option("--by", default="", help="Who judges; by default the name that git knows.")
@in_archive
@with_format("text", "json")
def review(
    about: str | None,
    judged: tuple[str, str] | None,
    why: str,
    by: str,
    folder: Path,
    form: str,
    *,
    listed: bool,
) -> None:
    """Ask, one doubtful pair at a time, whether two names are one, and record what you answer.

    ABOUT narrows the questions to one dossier, name or matter. A matter is written A = B, each side a dossier's id or a
    name in quotation marks, with “in SOURCE” where one source alone is meant. The newest judgement stands, and
    “withdrawn” takes it back; nothing is ever deleted.
    """
    archive = _archive(folder)
    if judged:
        _record(archive, *judged, why=why, by=by, form=form)
        return
    with progress(form=form) as watch, _asking(archive, watch) as at:
        questions = list(at.questions(about or ""))
    if form == "json":
        write_json([_question_json(question) for question in questions])
    elif listed or not questions:
        _list(questions)
    else:
        _ask(archive, questions, by=by)


def _record(archive: Archive, about: str, verdict: str, *, why: str, by: str, form: str) -> None:
    from variorum.pipeline.identities import judge

    made = judge(archive, about, verdict, why=why, by=by)
    if form == "json":
        write_json({"about": made.about, "verdict": made.verdict, "by": made.by, "when": made.when, "why": made.why})
    else:
        tell(
            say(
                "Recorded: {about}: {verdict:same=same|different=different|unsure=unsure|withdrawn=withdrawn}, "
                "by {by}.",
                about=made.about,
                verdict=made.verdict,
                by=made.by,
            )
        )
        _tell_consequences(archive)


def _tell_consequences(archive: Archive) -> None:
    """What follows from all judgements together, and where they contradict one another."""
    from variorum.archive.ledgers import read_judgements
    from variorum.names.linking.judgements import consequences, contradictions, matter

    judgements = read_judgements(archive.root)
    for one in consequences(judgements):
        chain = ", ".join(judgement.about.removeprefix("names ") for judgement in one.chain)
        tell(
            say(
                "It follows that {names} (from {chain}).",
                names=matter(one.a, one.b).removeprefix("names "),
                chain=chain,
            )
        )
    for against in contradictions(judgements):
        chain = ", ".join(judgement.about.removeprefix("names ") for judgement in against.chain)
        tell(
            say(
                "This contradicts your judgement that {names} are different (from {chain}).",
                names=against.different.about.removeprefix("names "),
                chain=chain,
            )
        )


def _list(questions: Sequence[NameQuestion]) -> None:
    from variorum.finding import printable

    if not questions:
        tell(say("There is nothing to decide."))
    for question in questions:
        judged = f" [{question.judged[-1].verdict}, {question.judged[-1].by}]" if question.judged else ""
        click.echo(printable(f"{question.doubt.about}  ({question.doubt.kind}, {question.doubt.score:.2f}){judged}"))


def _ask(archive: Archive, questions: Sequence[NameQuestion], *, by: str) -> None:
    """Ask one question after another until somebody has had enough."""
    from variorum.pipeline.identities import judge

    for number, question in enumerate(questions, 1):
        tell(*_asked(question, number, len(questions)))
        answer = _answer()
        if answer == "quit":
            return
        if answer == "skip":
            continue
        scope = _scope(question) if answer in ("same", "different") else ""
        why = click.prompt(said(say("Why? (one line)")), default="", show_default=False)
        made = judge(archive, scope or question.doubt.about, answer, why=why, by=by)
        tell(
            say(
                "Recorded: {about}: {verdict:same=same|different=different|unsure=unsure|withdrawn=withdrawn}.",
                about=made.about,
                verdict=made.verdict,
            )
        )
    tell(say("That was the last question. To see what follows from your answers: variorum names"))


def _answer() -> str:
    while True:
        question = said(say("same (s), different (d), unsure (u), skip (Enter), quit (q)"))
        typed = click.prompt(question, default="", show_default=False)
        key = typed.strip().lower()[:1]
        if key in _KEYS:
            return _KEYS[key]
        if key in ("", "k"):
            return "skip"
        if key == "q":
            return "quit"


def _scope(question: NameQuestion) -> str:
    """The matter for one source alone, where several have the name and the answer is meant for one of them."""
    from variorum.names.linking.judgements import Party, matter

    sources = list(dict.fromkeys(place.place.source for place in question.places))
    if len(sources) < 2:
        return ""
    asked = say("In all sources (Enter), or only in one of {sources:,}?", sources=tuple(sources))
    typed = click.prompt(said(asked), default="", show_default=False)
    chosen = typed.strip()
    if chosen not in sources:
        return ""
    return matter(Party(name=question.doubt.a, source=chosen), Party(dossier=question.doubt.b))


def _asked(question: NameQuestion, number: int, total: int) -> Iterator[str]:
    doubt = question.doubt
    yield ""
    yield say(
        "{number} of {total}. Is “{a}” the same as {b}?  ({kind:person=person|group=group|place=place|work=work}, "
        "{score:.2f})",
        number=number,
        total=total,
        a=doubt.a,
        b=doubt.b,
        kind=doubt.kind,
        score=doubt.score,
    )
    yield from (say("  – {reason}", reason=reason) for reason in doubt.because)
    yield say("  “{a}” occurs in", a=doubt.a)
    yield from (f"    {_shown(place)}" for place in question.places)
    if question.known:
        yield say("  {b} is named with certainty in", b=doubt.b)
    else:
        yield say("  {b} is not named with certainty anywhere", b=doubt.b)
    yield from (f"    {_shown(place)}" for place in question.known)
    for judgement in question.judged:
        yield f"  {judgement.by}, {judgement.when[:10]}: {judgement.verdict}. {judgement.why}"


def _shown(place: InContext) -> str:
    where = f"{place.place.source}, {place.locator}" if place.locator else place.place.source
    return f"{where}: {place.text[: place.start]}[{place.text[place.start : place.end]}]{place.text[place.end :]}"


def _question_json(question: NameQuestion) -> dict[str, object]:
    doubt = question.doubt
    return {
        "about": doubt.about,
        "a": doubt.a,
        "b": doubt.b,
        "kind": doubt.kind,
        "score": doubt.score,
        "because": list(doubt.because),
        "places": [_place_json(place) for place in question.places],
        "known": [_place_json(place) for place in question.known],
        "judged": [{"verdict": one.verdict, "by": one.by, "when": one.when, "why": one.why} for one in question.judged],
    }


def _place_json(place: InContext) -> dict[str, object]:
    stretch = place.place
    return {
        "source": stretch.source,
        "page": stretch.page,
        "start": stretch.start,
        "end": stretch.end,
        "locator": place.locator,
        "text": place.text,
        "mark": [place.start, place.end],
    }


# ── new dossiers ────────────────────────────────────────────────────────────────────────────────────────────────────


@click.command(short_help="Propose dossiers for names that recur.")
@click.argument("name", required=False)
@click.option("--accept", is_flag=True, help="Write the dossier of NAME.")
@click.option("--id", "id_", default="", metavar="ID", help="The id of the dossier to write.")
@click.option("--limit", default=20, type=click.IntRange(1), show_default=True, help="How many names to show.")
@in_archive
@with_format("text", "json")
def propose(name: str | None, id_: str, limit: int, folder: Path, form: str, *, accept: bool) -> None:
    """Show the names that recur and have no dossier, with the passages; with --accept write a dossier for NAME."""
    from variorum.finding import NotFound
    from variorum.pipeline.identities import accept_proposal

    archive = _archive(folder)
    with progress(form=form) as watch, _asking(archive, watch) as at:
        found = list(at.proposals(name or ""))
    if name and not found:
        raise NotFound(say("No name “{name}” recurs without a dossier.", name=name))
    if accept:
        if not name:
            raise click.UsageError(say("Say for which NAME a dossier is to be written."))
        path = accept_proposal(archive, found[0], id_=id_)
        tell(say("Written: {file}. Check it, then: variorum build", file=path.relative_to(archive.root).as_posix()))
    elif form == "json":
        write_json([_proposal_json(one) for one in found])
    else:
        tell(*(line for one in found[:limit] for line in _proposed(one, whole=bool(name))))


def _proposed(one: ProposedDossier, *, whole: bool) -> Iterator[str]:
    unmatched = one.unmatched
    forms = ", ".join(f"{' '.join(form.split())} ({times})" for form, times in list(unmatched.forms.items())[:8])
    yield say(
        "{mentions}  {name} ({kind:person=person|group=group|place=place|work=work}), would be {id}: {forms}",
        mentions=f"{unmatched.mentions:>6}",
        name=unmatched.name,
        kind=unmatched.kind,
        id=one.id,
        forms=forms,
    )
    if whole:
        yield from (f"        {_shown(place)}" for place in one.places)


def _proposal_json(one: ProposedDossier) -> dict[str, object]:
    unmatched = one.unmatched
    return {
        "name": unmatched.name,
        "kind": unmatched.kind,
        "id": one.id,
        "mentions": unmatched.mentions,
        "forms": dict(unmatched.forms),
        "sources": list(unmatched.sources),
        "places": [_place_json(place) for place in one.places],
    }


def _archive(folder: Path) -> Archive:
    """The archive that -C names, before the command's own name (`names -C DIR review`) or after it."""
    before = (click.get_current_context().obj or {}).get("folder", Path())
    return opened(before if folder == Path() else folder)


def _asking(archive: Archive, watch: Any) -> Any:
    from variorum.pipeline.identities import asking

    return asking(archive, progress=watch)


def commands() -> Mapping[str, click.Command]:
    """The commands below `names`."""
    return {"of": of, "review": review, "propose": propose}
