"""Family T, what could be known or done: predictions, options of a decision, and patterns of events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from variorum.argument.evidence import Evidence
from variorum.argument.occurrences import Chronicle
from variorum.argument.options import decisions_of
from variorum.argument.patterns import recurrence_of
from variorum.argument.predictions import predictions_of
from variorum.criticism.framework import check, unsigned
from variorum.criticism.source_citations import by_ref, line_of
from variorum.examined import Examined
from variorum.finding import Finding, Severity
from variorum.saying import say


@check("T705", severity=Severity.WARNING)
def prophecy_after_the_event(record: Examined) -> Iterator[Finding]:
    """A prediction is not shown to have been made before its outcome.

    Its words stand in a text composed after the outcome, or in a later edition of which the first was not shown to have
    them; or the statement itself is dated after what it foretells.

    Why it matters: memoirs and later editions foretell what everybody knows by then.
    What to do: look for the words in a text of the time, or in the first edition; else say that it was told afterwards.
    """
    chronicle, statements = Chronicle(record), by_ref(record)
    for one in predictions_of(Evidence(record), chronicle):
        statement = statements[one.statement]
        outcome = chronicle.dating_of(one.what)
        said, came = statement.when, outcome.latest_end if outcome else None
        late = said is not None and said.earliest_start is not None and came is not None and said.earliest_start > came
        if one.warning.startswith("Prophecy") or late:
            message = one.warning or say(
                "It is dated {edtf:date}, after what it foretells.", edtf=said.edtf if said else ""
            )
            remedy = say("Look for the words in a text of the time, or in the first edition.")
            yield unsigned(message, statement.position, one.statement, remedy=remedy, excerpt=line_of(statement))


@check("T706", severity=Severity.WARNING)
def option_without_witness(record: Examined) -> Iterator[Finding]:
    """No witness composed before a decision speaks of an option.

    Why it matters: an alternative that nobody named at the time may be known from its end alone. One without any
    witness is the historian's own, and a reader must be able to see that.
    What to do: find a text from before the decision, or say in the text that the option is your own.
    """
    for decision in decisions_of(Evidence(record), Chronicle(record)):
        for option in decision.options:
            if not option.witnessed and not option.taken:
                named = option.option.statement
                yield unsigned(
                    say(
                        "{statement} is among the options of this decision, but no witness speaks of it at all.",
                        statement=named,
                    )
                    if option.own
                    else say(
                        "{statement} is among the options of this decision, but no witness from before the "
                        "decision speaks of it.",
                        statement=named,
                    ),
                    option.option.position,
                    decision.decision.event,
                    option.option.statement,
                    remedy=say("Find a text from before the decision, or mark the option as your own in the text."),
                )


@check("T707", severity=Severity.NOTE)
def only_possible(record: Examined) -> Iterator[Finding]:
    """A pattern rests on runs that are only possible.

    For some choice of days within the datings the steps follow one another, but not for every choice.

    Why it matters: vague dates let nearly everything follow upon everything.
    What to do: date the events more closely, or speak of a pattern that may be one.
    """
    chronicle = Chronicle(record)
    for pattern in record.patterns.values():
        found = recurrence_of(pattern, chronicle, shuffles=0)
        if found.possible and not found.sure:
            message = (
                say("“{name}” may have happened once; no run of it is sure.", name=pattern.name)
                if found.possible == 1
                else say(
                    "“{name}” may have happened up to {times} times; no run of it is sure.",
                    name=pattern.name,
                    times=found.possible,
                )
            )
            yield unsigned(message, pattern.position, pattern.id, remedy=say("Date the events more closely."))


@check("T714", severity=Severity.WARNING)
def takes_everything(record: Examined) -> Iterator[Finding]:
    """A step of a pattern takes nothing that is known, or two steps take the same.

    A step may name events, relations and kinds of event (the line `type:` of an event's dossier). One that names none
    of these finds nothing; two steps in a row that take the same, with any gap, find whatever happens twice.

    Why it matters: a pattern that nothing fits, or that everything fits, tells nothing of what recurs.
    What to do: correct the name, give the step a gap (`within 6 months`), or take it out.
    """
    chronicle = Chronicle(record)
    for pattern in record.patterns.values():
        for step, kind in chronicle.unknown_kinds(pattern):
            message = say(
                "“{kind}” in the step “{name}” is no relation and no kind of event.", kind=kind, name=step.name
            )
            yield unsigned(message, step.position, pattern.id, remedy=say("Correct it, or give events that type."))
        for before, after in zip(pattern.steps, pattern.steps[1:], strict=False):
            alike = (set(before.events), set(before.kinds)) == (set(after.events), set(after.kinds))
            if alike and after.within is None:
                message = say(
                    "The steps “{name}” and “{name2}” take the same, with any gap between them.",
                    name=before.name,
                    name2=after.name,
                )
                yield unsigned(
                    message, after.position, pattern.id, remedy=say("Give the step a gap, or another content.")
                )


@check("T717", severity=Severity.WARNING)
def decided_twice(record: Examined) -> Iterator[Finding]:
    """A decision lists an option twice, takes two, or takes none.

    Why it matters: what else could have been decided can only be told beside what was.
    What to do: keep one line for each option, and mark exactly one as taken.
    """
    for decision in decisions_of(Evidence(record), Chronicle(record)):
        listed = Counter(option.option.statement for option in decision.options)
        for ref, times in listed.items():
            if times > 1:
                message = say("The option {ref} is listed {times} times.", ref=ref, times=times)
                position = next(o.option.position for o in reversed(decision.options) if o.option.statement == ref)
                yield unsigned(message, position, decision.decision.event, ref, remedy=say("Keep one of the lines."))
        taken = [option for option in decision.options if option.taken]
        if len(taken) != 1:
            message = (
                say("{count} options are marked as taken.", count=len(taken))
                if taken
                else say("No option is marked as taken.")
            )
            position = taken[-1].option.position if taken else decision.decision.position
            yield unsigned(message, position, decision.decision.event, remedy=say("Mark exactly one as taken."))
