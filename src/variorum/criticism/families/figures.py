"""Family T, figures: counts that conflict, that are not the same count, or that are written badly."""

from __future__ import annotations

from collections.abc import Iterator

from variorum.argument.evidence import Evidence
from variorum.argument.figures import figures_of, in_words, is_number, not_the_same, wholes_of
from variorum.criticism.framework import check, unsigned
from variorum.criticism.source_citations import by_ref, line_of
from variorum.examined import Examined
from variorum.finding import Finding, Severity
from variorum.saying import say


@check("T708", severity=Severity.NOTE)
def not_the_same_count(record: Examined) -> Iterator[Finding]:
    """Two figures look alike and are not the same count.

    Subject and date agree, and so does what is counted; the place, the unit, or what is taken in (“candidates”) does
    not.

    Why it matters: figures that differ in what they take in are the usual way in which one war has two death tolls.
    What to do: compare them only after saying what each takes in; if they do count the same, write it alike in both.
    """
    statements = by_ref(record)
    for one, other, field in not_the_same(figures_of(Evidence(record))):
        first, second = one.counts[0].statement, other.counts[0].statement
        said, also = (getattr(each, field) or say("nothing") for each in (one, other))
        yield unsigned(
            say(
                "{first} and {second} are not the same count: {field} is {said} here and {also} there.",
                first=first,
                second=second,
                field=field,
                said=said,
                also=also,
            ),
            statements[first].position,
            first,
            second,
            excerpt=line_of(statements[first]),
            remedy=say("Say what each takes in, or write it alike where they count the same."),
        )


@check("T715", severity=Severity.WARNING)
def figures_conflict(record: Examined) -> Iterator[Finding]:
    """Two counts of the same thing share no number.

    Subject, what, where, when, what is taken in and unit agree, and the ranges, widened by half of what they were
    rounded to, do not meet; or the parts of a whole come to more than the whole.

    Why it matters: at least one of them is wrong, or does not count what it seems to.
    What to do: ask who counted and how (`how=`), what was taken in (`includes=`), how it was rounded (`rounded=`).
    """
    evidence, statements = Evidence(record), by_ref(record)
    for figure in figures_of(evidence):
        if not figure.agree:
            one, other = figure.conflicts[0]
            first = statements[one.statement]
            about = (one.statement, other.statement)
            remedy = say("Say who counted and how, what was taken in, and how it was rounded.")
            yield unsigned(in_words(figure), first.position, *about, excerpt=line_of(first), remedy=remedy)
    for whole in wholes_of(record, evidence):
        if not whole.agree:
            message = say(
                "The parts {parts} come to more than the whole, {whole}.",
                parts=", ".join(whole.parts),
                whole=whole.whole,
            )
            statement = statements[whole.whole]
            remedy = say("Look at what each takes in; something is counted twice, or the whole is too small.")
            yield unsigned(message, statement.position, whole.whole, *whole.parts, remedy=remedy)


@check("T716", severity=Severity.WARNING)
def figure_badly_written(record: Examined) -> Iterator[Finding]:
    """A figure's range stands upside down, or what it is rounded to is no number.

    Why it matters: a range that ends below its beginning holds no number, and every comparison with it would fail.
    What to do: write the smaller number first; write `rounded=1000`.
    """
    statements = by_ref(record)
    for figure in figures_of(Evidence(record)):
        for count in figure.counts:
            statement = statements[count.statement]
            if count.upside_down:
                message = say("The range ends below its beginning; it was read the other way round.")
                remedy = say("Write the smaller number first.")
                yield unsigned(message, statement.position, count.statement, remedy=remedy, excerpt=line_of(statement))
            if not is_number(statement.attributes.get("rounded", "")):
                message = say(
                    "“{attributes}” is no number that a count could be rounded to.",
                    attributes=statement.attributes["rounded"],
                )
                remedy = say("Write rounded=1000, or leave it out.")
                yield unsigned(message, statement.position, count.statement, remedy=remedy, excerpt=line_of(statement))
