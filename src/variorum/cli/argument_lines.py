"""Theses, predictions, options, patterns and figures as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from variorum.argument.answers import window_of
from variorum.argument.claims import Claims
from variorum.argument.evidence import Attested, Evidence
from variorum.argument.figures import SameCount, in_words, not_the_same, span, wholes_of
from variorum.argument.hinges import ORDER, Hinge, hinges_of
from variorum.argument.options import CRITERIA, CheckedDecision
from variorum.argument.patterns import ProposedPattern, Recurrence
from variorum.argument.predictions import Prediction, brier, contraries, readings
from variorum.argument.silence import Silence
from variorum.argument.table import QuestionTable
from variorum.cli.speaking import wrapped
from variorum.finding import NotFound
from variorum.names.preferred import said_name
from variorum.record import Pattern, Record
from variorum.saying import Sentence, in_turn, say, template

_WIDTH = 100
_SIGNS = {"expects strongly": "++", "expects": "+", "sits ill": "−", "forbids": "−−", "silent": "○", "not filled": "·"}
_MEANING = {
    "doubly decisive": template(
        "doubly decisive: true, it bears out one thesis and rules out its rivals; false, the reverse"
    ),
    "smoking gun": template("smoking gun: true, it speaks strongly for the one; false, it says little"),
    "hoop": template("hoop: true, the thesis stays possible; false, it falls"),
    "straw": template("straw: it speaks a little for the thesis, or a little against"),
}


def known_units(evidence: Evidence, names: Sequence[str]) -> None:
    """Raise NotFound for a unit that takes nothing in, so that nobody reads an unchanged table as a result."""
    for name in names:
        if not evidence.sources_in([name]):
            examples = ", ".join(sorted({unit.name for unit in evidence.units.values()})[:4])
            others = say("standing:official, kind:memoir or after:1933")
            raise NotFound(
                say(
                    "“{name}” covers no source. Name a unit such as {examples}, {others}.",
                    name=name,
                    examples=examples,
                    others=others,
                )
            )


def lines_of_table(table: QuestionTable, evidence: Evidence, silences: Sequence[Silence]) -> Iterator[str]:
    """One question: its theses, its rows, what is unexplained, and the hinges in words."""
    record = evidence.record
    yield record.settings.questions.get(table.question, table.question.replace("-", " ").capitalize())
    if table.without:
        yield say("  without {names:,}", names=tuple(table.without))
    letters = {thesis.id: chr(ord("A") + at) if at < 26 else str(at) for at, thesis in enumerate(table.theses)}
    yield ""
    if table.asked_differently:
        yield say("These theses take the question to ask different things, so they may not be rivals:")
    for thesis in table.theses:
        letter = letters[thesis.id]
        yield (
            say("  {letter}  {name} (asks: {question})", letter=letter, name=thesis.name, question=thesis.answers)
            if thesis.answers
            else f"  {letter}  {thesis.name}"
        )
    yield ""
    apart = [row for row in table.rows if row.tells_apart]
    yield (
        say("What tells them apart ({count} of {total} statements):", count=len(apart), total=len(table.rows))
        if apart
        else say("Nothing tells them apart.")
    )
    for row in apart:
        cells = "  ".join(f"{letters[t.id]} {_SIGNS[row.cells[at]]}" for at, t in enumerate(table.theses))
        standing = _standing(row.attested)
        yield say("  {cells}   {statement}   ({standing})", cells=cells, statement=row.statement, standing=standing)
        if row.test in _MEANING:
            yield say("      {meaning}", meaning=Sentence(_MEANING[row.test], {}))
    yield ""
    for id_, rows in table.unexplained.items():
        if rows:
            yield say("Attested, but forbidden by {letter}: {rows:,}", letter=letters[id_], rows=tuple(rows))
    if table.one_sided:
        yield say("Cited by one side only: {rows:,}", rows=tuple(table.one_sided))
    if table.not_filled:
        total = len(table.rows) * len(table.theses)
        yield say("Cells not filled: {count} of {total}", count=table.not_filled, total=total)
    yield from _claims(table, evidence)
    yield from _silences(silences)
    yield from _hinges(hinges_of(table, Claims(evidence)).hinges, evidence)


def _standing(attested: Attested) -> str:
    if not attested.stands:
        return say("attested by nobody")
    witnesses = say("{n} independent {n:witness|witnesses}", n=attested.independent)
    return say("{witnesses}, contested", witnesses=witnesses) if attested.contested else witnesses


def _claims(table: QuestionTable, evidence: Evidence) -> Iterator[str]:
    claims = Claims(evidence)
    grounded = claims.grounded()
    for thesis in table.theses:
        for claim in thesis.claims:
            if claim.ref in claims.rings:
                yield say("Goes round in a ring: {claim} “{text}”", claim=claim.ref, text=claim.text)
            elif claim.ref not in grounded:
                yield say("Has lost its ground: {claim} “{text}”", claim=claim.ref, text=claim.text)


def _silences(silences: Sequence[Silence]) -> Iterator[str]:
    for one in silences:
        expected = one.trace.target or one.trace.words
        told = say(
            "{thesis} expects to find {expected} in {source}: {state:found=found|"
            "looked for and not found=looked for and not found|not looked for=not looked for|=the text is defective}.",
            thesis=one.thesis,
            expected=expected,
            source=one.source,
            state=one.state,
        )
        yield in_turn(told, one.ground, say("This silence counts.") if one.counts else "")


def _hinges(hinges: Sequence[Hinge], evidence: Evidence) -> Iterator[str]:
    """The hinges on one unit, unit by unit: what all turns without it; those of several are counted."""
    single: dict[str, tuple[str, ...]] = {}
    for hinge in hinges:
        if len(hinge.what) == 1:
            single[hinge.what[0]] = hinge.turns
    if not single:
        return
    yield ""
    yield say("What hangs on one witness:")
    for unit, turns in sorted(single.items(), key=lambda each: (-len(each[1]), each[0])):
        rows, who = tuple(one for one in turns if one != ORDER), unit_in_words(unit, evidence)
        if not rows:
            sentence = say("Without {unit} the theses rank differently by what they leave unexplained.", unit=who)
        elif ORDER in turns:
            sentence = say(
                "Without {unit} there is no witness left for {rows:,}, and the theses rank differently by what they "
                "leave unexplained.",
                unit=who,
                rows=rows,
            )
        else:
            sentence = say("Without {unit} there is no witness left for {rows:,}.", unit=who, rows=rows)
        yield wrapped(sentence, _WIDTH, "  ", "    ")


def unit_in_words(name: str, evidence: Evidence) -> str:
    """A unit as a reader would name it."""
    kind, _, value = name.partition(":")
    if kind == "family":
        others = tuple(sorted(unit_sources(name, evidence) - {value}, key=evidence.age))
        return say("{source} and what is one with it ({others:,})", source=value, others=others)
    if kind == "author":
        entity = evidence.record.entities.get(value)
        return say("the writings of {name}", name=said_name(entity) if entity else value)
    return value


def unit_sources(name: str, evidence: Evidence) -> frozenset[str]:
    """The sources that a unit takes in."""
    return evidence.sources_in([name])


def lines_of_predictions(found: Sequence[Prediction], record: Record) -> Iterator[str]:
    """Predictions, one after another, then who foretold the contrary."""
    if not found:
        yield say("No prediction is recorded: write “- 1927-09: predicted [[event]] by 1928-06” in a dossier.")
    for one in found:
        yield say(
            "{who} predicted {contrary:yes=not |=}{what}{by}  [{statement}]",
            who=_name(one.who, record),
            contrary="yes" if one.contrary else "no",
            what=_name(one.what, record),
            by=say(" by {date:date}", date=str(one.deadline)) if one.deadline else "",
            statement=one.statement,
        )
        where = (
            say("stands in {text} ({composed:date})", text=one.text, composed=str(one.composed))
            if one.text
            else say("stands in no text that is held")
        )
        early = one.lead is not None and one.lead > 0
        yield say(
            "  {where}{lead}; outcome: {outcome:came about=came about|in part=in part|did not=did not|"
            "too vague=too vague|=open}",
            where=where,
            lead=say(", {n} {n:day|days} before", n=one.lead or 0) if early else "",
            outcome=one.outcome,
        )
        if one.warning:
            yield wrapped(one.warning, _WIDTH, "  ! ", "    ")
    yield from _readers(found, record)
    for one, other in contraries(found):
        yield say(
            "{one} and {other} foretold contrary things of {what}.",
            one=_name(one.who, record),
            other=_name(other.who, record),
            what=_name(one.what, record),
        )


def _readers(found: Sequence[Prediction], record: Record) -> Iterator[str]:
    """What readers took the wordings to mean, and how well that foresaw what came, once ten predictions have ended."""
    given = readings(record.judgements)
    for one in found:
        if (reading := given.get(one.statement)) is not None:
            yield say(
                "{readers} {readers:readers take|readers take} the wording of {statement} "
                "to mean {low:.0%} to {high:.0%}.",
                readers=reading.readers,
                statement=one.statement,
                low=reading.lowest,
                high=reading.highest,
            )
    ended = [one for one in found if one.statement in given and one.outcome in ("came about", "did not")]
    score = brier((given[one.statement].mean, one.outcome == "came about") for one in ended)
    if score is not None:
        yield say(
            "Brier score of these readings: {score:.2f} over {n} {n:prediction|predictions} "
            "(0: perfect, .25: guessing).",
            score=score,
            n=len(ended),
        )


def lines_of_decisions(found: Sequence[CheckedDecision], record: Record) -> Iterator[str]:
    """Decisions with their options, what is to be said of each, and the questions that only a reader can answer."""
    if not found:
        yield say("No event lists options: write them under “## Options” in the dossier of an event.")
    for one in found:
        event = _name(one.decision.event, record)
        yield say("{event}, {when:date}", event=event, when=one.when.edtf) if one.when else event
        for warning in one.warnings:
            yield say("  ! {warning}", warning=warning)
        for option in one.options:
            yield say(
                "  {state}  {statement}{change}",
                state=say("{state:taken=taken|rejected=rejected}", state=option.option.state),
                statement=option.option.statement,
                change=f": {option.option.change}" if option.option.change else "",
            )
            for ground in option.grounds:
                told = say(
                    "      {how:known then=known then|feared then=feared then|=compare} {target}",
                    how=ground.how,
                    target=ground.target,
                )
                yield told if ground.before else say("{ground} (not shown to be earlier)", ground=told)
            yield from (wrapped(warning, _WIDTH, "      ! ", "        ") for warning in option.warnings)
    if found:
        yield ""
        yield say("What no program can answer, for every option that was not taken:")
        yield from (wrapped(question, _WIDTH, "  – ", "    ") for question in CRITERIA)


def lines_of_pattern(pattern: Pattern, found: Recurrence, record: Record) -> Iterator[str]:
    """One pattern: how often it came back, where it broke off, and what chance would give."""
    yield pattern.name
    steps = " → ".join(step.name for step in pattern.steps)
    yield (
        say("  {steps}, per {per:place=place|group=group|person=person|=item}", steps=steps, per=pattern.per)
        if pattern.per
        else f"  {steps}"
    )
    yield say(
        "  surely {sure}, at most {possible}{most}",
        sure=found.sure,
        possible=found.possible,
        most="" if found.exact else say(" (too many to try all: not fewer sure, not more possible)"),
    )
    for per, run in found.runs:
        first, last = window_of(run)
        events = " → ".join("+".join(one.ref for one in step) for step in run.steps)
        line = say(
            "{kind:sure=sure|=possible}: {where}{events} ({first:date} to {last:date})",
            kind="sure" if run.sure else "possible",
            where=say("{name}: ", name=_name(per, record)) if per else "",
            events=events,
            first=first or "…",
            last=last or "…",
        )
        yield wrapped(line, _WIDTH, "    ", "      ")
    if found.without_sequel:
        yield say("  begun without sequel: {refs:,}", refs=tuple(found.without_sequel))
    if found.sequel_without:
        yield say("  ended without what comes before: {refs:,}", refs=tuple(found.sequel_without))
    if found.chance is not None:
        yield say(
            "  chance: p = {chance:.4f} ({shuffles:,} {shuffles:time|times} the steps were shuffled among "
            "what happened{per:place= in each place|group= in each group|person= in each person|=})",
            chance=found.chance,
            shuffles=found.shuffles,
            per=pattern.per,
        )


def lines_of_proposals(found: Sequence[ProposedPattern]) -> Iterator[str]:
    """Sequences that recur more than chance allows."""
    if not found:
        yield say("No sequence recurs more often than chance allows, for all that were tried.")
    for one in found:
        yield say(
            "{first} → {second} within {months} {months:month|months}: surely {runs} {runs:time|times} "
            "(p = {chance:.4f}, corrected for {tried} that were tried)",
            first=one.first,
            second=one.second,
            months=one.months,
            runs=one.runs,
            chance=one.chance,
            tried=one.tried,
        )


def lines_of_figures(found: Sequence[SameCount], evidence: Evidence) -> Iterator[str]:
    """Figures, each with its estimates; then parts against wholes, and what is not the same count."""
    record = evidence.record
    if not found:
        yield say('No counts are recorded: write “- 1930: counted 800000 people {what="expelled"}” in a dossier.')
    for figure in found:
        where = say("in {place}", place=_name(figure.where, record)) if figure.where else ""
        including = say("including {what}", what=figure.includes) if figure.includes else ""
        yield say(
            "{subject}: {said:,} ({unit})",
            subject=_name(figure.subject, record),
            said=tuple(one for one in (figure.what, where, figure.when, including) if one),
            unit=figure.unit or say("number"),
        )
        for count in figure.counts:
            yield say(
                "  {span}   {statement}   {n} independent{how}",
                span=span(count),
                statement=count.statement,
                n=count.independent,
                how=f"; {count.how}" if count.how else "",
            )
        yield say("  {agree:yes=agree|=CONFLICT}: {why}", agree="yes" if figure.agree else "no", why=in_words(figure))
    for one, other, field in not_the_same(found):
        yield say(
            "Not the same count: {one} and {other} differ in "
            "{field:where=where|when=when|includes=what is included|unit=unit|what=what is counted|=something} "
            "({said} / {also}).",
            one=one.counts[0].statement,
            other=other.counts[0].statement,
            field=field,
            said=getattr(one, field) or say("not said"),
            also=getattr(other, field) or say("not said"),
        )
    for whole in wholes_of(record, evidence):
        if not whole.agree:
            yield say(
                "The parts {parts:,} come to more than the whole {whole}.",
                parts=tuple(whole.parts),
                whole=whole.whole,
            )


def _name(id_: str, record: Record) -> str:
    entity = record.entities.get(id_)
    return said_name(entity) if entity else id_
