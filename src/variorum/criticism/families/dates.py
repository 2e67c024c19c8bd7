"""Family D: dates that cannot be, and statements that cannot all be true. Nothing is faulted for being vague."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial

from variorum import chronology
from variorum.chronology.explaining import FOR_READERS, Teller
from variorum.chronology.rules import AFTER_LIFE, BORN_FIRST, DEAD_LAST, LIFE_SPAN
from variorum.criticism.dated_words import as_tight, dated_phrases, disagreements, is_slip, unheard_of_days
from variorum.criticism.framework import check
from variorum.criticism.presence import DayPresence, presences
from variorum.examined import Examined
from variorum.finding import Finding, Severity
from variorum.languages import having
from variorum.record import Statement
from variorum.saying import Sentence, in_turn, say, told_in

_ACTING = (BORN_FIRST, DEAD_LAST, AFTER_LIFE, LIFE_SPAN)


@check("D401", severity=Severity.WARNING)
def impossible_day(record: Examined) -> Iterator[Finding]:
    """A day is named that the calendar in use never had, or a duration that is none.

    In Soviet Russia 31 January 1918 was followed by 14 February, so that 1 to 13 February 1918 were no days there. A
    date that no calendar has (30 February) does not load and is S011.

    Why it matters: such a date is a misprint, or Old Style taken for New, and is thirteen days off.
    What to do: look at the source. If it counts in the Old Style (an émigré, the Church, the Whites), give the
    statement {calendar=julian}; if not, correct the date.
    """
    for statement in record.statements:
        for phrase in dated_phrases(statement, record):
            if unheard_of_days(phrase, statement):
                yield _about(
                    statement,
                    say(
                        "“{words}” was no day in Soviet Russia: 31 January 1918 was followed by 14 February.",
                        words=phrase.words,
                    ),
                    remedy=say("If the source counts in the Old Style, add {calendar=julian}; else correct the date."),
                )
    yield from _bad_durations(record)


@check("D402", severity=Severity.WARNING)
def dual_date_disagrees(record: Examined) -> Iterator[Finding]:
    """A date given in two calendars is two different days, or its weekday is wrong.

    Why it matters: a dual date is a free check, and one of the two is a slip; so is a wrong weekday.
    What to do: find out which of the two the source means, and date the statement by it.
    """
    for statement in record.statements:
        for phrase in dated_phrases(statement, record):
            for remark in phrase.found.remarks:
                yield _about(
                    statement,
                    say(
                        "“{words}” in {source} does not agree with itself: {remark}",
                        words=phrase.words,
                        source=phrase.source,
                        remark=remark,
                    ),
                    about=(phrase.source,),
                    remedy=say("Find out which of the two is meant, and date the statement by it."),
                )


@check("D403", severity=Severity.WARNING)
def life_out_of_order(record: Examined) -> Iterator[Finding]:
    """A life is out of order: a member before joining or after leaving, a return before the banishment.

    Why it matters: one of the datings is wrong, or there were two memberships where the record knows of one.
    What to do: compare the witnesses; correct a dating, or tell the second joining.
    """
    yield from _clashes(record, "D403", Severity.WARNING)


@check("D404", severity=Severity.ERROR)
def the_dead_act(record: Examined) -> Iterator[Finding]:
    """Somebody acts before being born or after dying.

    Why it matters: a dating is wrong, or two people of one name became one.
    What to do: compare the witnesses; correct a dating, or part the two persons.
    """
    yield from _clashes(record, "D404", Severity.ERROR)


@check("D405", severity=Severity.WARNING)
def two_places_at_once(record: Examined) -> Iterator[Finding]:
    """Somebody is in two places on one day.

    Only births, deaths and events that are dated to the day and placed are compared, and only places of which neither
    lies in the other and which belong to no common one.

    Why it matters: one of the two is misdated or misplaced, or two people became one.
    What to do: compare the witnesses. If the way could be made within the day, accept the finding with that reason.
    """
    by_day: dict[tuple[str, int], list[DayPresence]] = {}
    for one in presences(record):
        by_day.setdefault((one.who, one.day), []).append(one)
    for (who, _), there in sorted(by_day.items()):
        for place, one in enumerate(there):
            for other in there[place + 1 :]:
                if one.place != other.place and one.around.isdisjoint(other.around):
                    when = one.statement.when
                    yield _about(
                        one.statement,
                        say(
                            "{name} is in {place} and in {other_place} on one day ({edtf:date}).",
                            name=_name(who, record),
                            place=_name(one.place, record),
                            other_place=_name(other.place, record),
                            edtf=when.edtf if when else "",
                        ),
                        about=(other.statement.ref, who),
                        evidence=(_line(other.statement),),
                        remedy=say(
                            "Compare the witnesses; if it could be done in a day, accept this with that reason."
                        ),
                    )


@check("D406", severity=Severity.ERROR)
def document_out_of_order(record: Examined) -> Iterator[Finding]:
    """A document stands before its author could write it, after its own reply, or tells what was still to come.

    Held against one another are the dates in the sources' dossiers, their authors' lives, what they derive from, answer
    or quote, and the births and deaths that they tell of.

    Why it matters: the dossier's date is wrong, or the document is not what it says it is.
    What to do: compare the dates of the dossiers named. A forgery is a finding worth keeping: accept it, and say so.
    """
    yield from _clashes(record, "D406", Severity.ERROR)


@check("D407", severity=Severity.ERROR)
def contradiction(record: Examined) -> Iterator[Finding]:
    """Some statements cannot all be true.

    The set named is a least one: leave any of its members out, and the others agree. Where the contradiction needs an
    assumption (how far “about” reaches), the assumption is named and it is only a warning.

    Why it matters: at least one of them is wrong, and whatever rests on it.
    What to do: weigh their witnesses; correct a dating, or keep the two rival datings and say in a judgement why.
    """
    yield from _clashes(record, "D407", Severity.ERROR)


@check("D408", severity=Severity.NOTE)
def tighter_than_witnesses(record: Examined) -> Iterator[Finding]:
    """A statement is dated more exactly than any of its witnesses allows.

    Said only where every witness names a date of its own that is wider, and no source is itself of the narrower date.

    Why it matters: the day came from somewhere, and that source is not cited.
    What to do: cite where the day comes from, or date the statement as its witnesses do.
    """
    for statement in record.statements:
        wider = as_tight(statement, record)
        if wider:
            yield _about(
                statement,
                say(
                    "The statement is dated {edtf:date}; its witnesses say only {wider}.",
                    edtf=statement.when.edtf if statement.when else "",
                    wider=tuple(
                        say("“{words}” ({source})", words=phrase.words, source=phrase.source) for phrase in wider
                    ),
                ),
                about=tuple(dict.fromkeys(phrase.source for phrase in wider)),
                remedy=say("Cite where the exact date comes from, or date the statement as its witnesses do."),
            )


@check("D409", severity=Severity.WARNING)
def other_date_in_quotation(record: Examined) -> Iterator[Finding]:
    """The one date in the quotation differs from the statement's by what looks like a slip.

    Said only where a quotation holds exactly one full date, no calendar reconciles the two, they differ in the day, the
    month or the year alone, and no other witness has the statement's date.

    Why it matters: a digit was miscopied, on one side or the other.
    What to do: compare with the source and correct the statement's date, or cite the words that bear it out.
    """
    for statement in record.statements:
        for phrase in disagreements(statement, record):
            if is_slip(phrase, statement):
                yield _about(
                    statement,
                    say(
                        "The statement is dated {edtf:date}, the quotation says “{words}” ({source}).",
                        edtf=statement.when.edtf if statement.when else "",
                        words=phrase.words,
                        source=phrase.source,
                    ),
                    about=(phrase.source,),
                    remedy=say("Compare with the source, and correct the date or the quotation."),
                )


def _clashes(record: Examined, code: str, severity: Severity) -> Iterator[Finding]:
    """The contradictions of a record that are told under this code."""
    known = chronology.of(record)
    for clash in known.contradictions():
        if _code_of(clash) != code:
            continue
        first = next(iter(clash.doubt or clash.refs))
        event = known.events[first]
        yield Finding(
            code,
            min(severity, Severity.WARNING) if clash.assumptions else severity,
            _told(known, partial(Teller.contradiction, clash=clash)),
            event.position,
            tuple(ref.removeprefix("source:") for ref in clash.refs),
            tuple(_evidence(known, clash.refs)),
            _remedy(known, clash),
            excerpt=event.statement.written if event.statement else "",
        )


def _named(known: chronology.Chronology, ref: str) -> Sentence:
    return _told(known, partial(Teller.dated, ref=ref))


def _told(known: chronology.Chronology, tell: Callable[[Teller], str]) -> Sentence:
    """What a teller tells, in every language that has the words; in English also as readers of an edition see it."""
    said = {code: tell(known.teller(code)) for code in having("telling")}
    return told_in({**said, FOR_READERS: tell(known.teller(for_readers=True))})


def _code_of(clash: chronology.Clash) -> str:
    if clash.kind == "document":
        return "D406"
    used = {reason for step in clash.circle for reason in step.reasons}
    if not used.isdisjoint(_ACTING):
        return "D404"
    return "D403" if clash.kind == "career" else "D407"


def _evidence(known: chronology.Chronology, refs: Collection[str]) -> Iterator[str]:
    for ref in refs:
        event = known.events[ref]
        if event.statement is not None:
            yield _line(event.statement)
        else:
            source = known.record.sources.get(ref.removeprefix("source:"))
            said = {"composed": source.composed, "published": source.published} if source else {}
            dates = ", ".join(f"{name} {when.edtf}" for name, when in said.items() if when is not None)
            yield say("{file}: {dates}", file=event.position.file, dates=dates or say("no date"))


def _line(statement: Statement) -> str:
    return f"{statement.position.file}:{statement.position.line}: {statement.written}"


def _remedy(known: chronology.Chronology, clash: chronology.Clash) -> str:
    if clash.assumptions:
        assumed = tuple(
            told_in({code: known.teller(code).rule(rule) for code in having("telling")}) for rule in clash.assumptions
        )
        return say("One of them is wrong, unless the assumption does not hold here: {assumed}.", assumed=assumed)
    lightest = tuple(_named(known, ref) for ref in clash.doubt)
    also = {other for ref in clash.doubt for other in known.freed_by(clash)[ref] if other.refs != clash.refs}
    return in_turn(
        say("Weigh their witnesses."),
        _least(known, lightest) if lightest else "",
        say("That would resolve {count} more.", count=len(also)) if lightest and also else "",
    )


def _least(known: chronology.Chronology, lightest: tuple[Sentence, ...]) -> str:
    if known.is_proven:
        return say("The least to doubt is {lightest}.", lightest=lightest)
    return say(
        "The least to doubt that was found is {lightest}; so many dates hang together that less may do.",
        lightest=lightest,
    )


def _bad_durations(record: Examined) -> Iterator[Finding]:
    from variorum.dates.allen import duration, durations_of
    from variorum.dates.malformed import MalformedDate

    for statement in record.statements:
        for told in durations_of(statement.attributes):
            try:
                duration(told)
            except MalformedDate as error:
                yield _about(statement, error.sentence, remedy=error.remedy)


def _about(
    statement: Statement,
    message: str,
    *,
    about: tuple[str, ...] = (),
    evidence: tuple[str, ...] = (),
    remedy: str,
) -> Finding:
    """A finding about a statement; code and severity are filled in by the framework from the check."""
    return Finding(
        "",
        Severity.NOTE,
        message,
        statement.position,
        (statement.ref, *about),
        evidence,
        remedy,
        excerpt=statement.written,
    )


def _name(dossier: str, record: Examined) -> str:
    entity = record.entities.get(dossier)
    return entity.name if entity else dossier
