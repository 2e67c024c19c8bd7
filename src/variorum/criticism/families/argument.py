"""Family T: what is weak in theses, predictions, options, patterns and figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from variorum.argument.claims import Claims, becauses
from variorum.argument.evidence import Evidence
from variorum.argument.figures import figures_of, in_words, is_number, not_the_same, wholes_of
from variorum.argument.hinges import ORDER, hinges_of
from variorum.argument.occurrences import Chronicle
from variorum.argument.options import decisions_of
from variorum.argument.patterns import recurrence_of
from variorum.argument.predictions import predictions_of
from variorum.argument.table import FOR, QuestionTable, cell_of, questions, table_of
from variorum.criticism.citings import line_of
from variorum.criticism.framework import check
from variorum.examined import Examined
from variorum.finding import Finding, Severity
from variorum.record import Position, Statement
from variorum.saying import in_turn, say


def _finding(message: str, position: Position, *about: str, remedy: str, excerpt: str = "") -> Finding:
    """A finding without code and severity, which the framework gives it."""
    return Finding("", Severity.NOTE, message, position, about, (), remedy, excerpt)


def _tables(record: Examined) -> Iterator[QuestionTable]:
    if record.theses:
        evidence = Evidence(record)
        yield from (table_of(evidence, question) for question in questions(record.theses))


def _statements(record: Examined) -> dict[str, Statement]:
    return {statement.ref: statement for statement in record.statements}


@check("T701", severity=Severity.WARNING)
def ground_gone(record: Examined) -> Iterator[Finding]:
    """A claim of a thesis has lost its ground.

    None of the statements that it gives as its `because` is attested any more, or a claim that it rests on has no
    ground. Words that turned out altered, stitched or absent attest nothing.

    Why it matters: what stands on such a claim stands on nothing, and a reader cannot see it from the sentence.
    What to do: find another witness for the statement, give the claim another ground, or give it up.
    """
    if not any(thesis.claims for thesis in record.theses.values()):
        return
    claims = Claims(Evidence(record))
    grounded = claims.grounded()
    for ref, (thesis, claim) in claims.all.items():
        if ref in grounded or ref in claims.rings:
            continue
        reasons = [target for target in becauses(claim) if target not in claims.all]
        if reasons:
            message = say(
                "The claim “{text}” has lost its ground: none of {reasons} is attested.",
                text=claim.text,
                reasons=", ".join(reasons),
            )
        else:
            message = say("The claim “{text}” has lost its ground: what it rests on has none.", text=claim.text)
        yield _finding(message, claim.position, ref, thesis, remedy=say("Find a witness, or give it another ground."))


@check("T702", severity=Severity.NOTE)
def one_hinge(record: Examined) -> Iterator[Finding]:
    """What tells rival theses apart hangs on one witness.

    One source, or several that are one by descent, judgement, passage or authorship: without it the statement is
    attested by nobody.

    Why it matters: if that one witness errs or lies, the question is open again, however many books repeat it.
    What to do: look for a witness that owes nothing to it; in the text, say what the matter hangs on.
    """
    if not record.theses:
        return
    evidence = Evidence(record)
    claims, statements = Claims(evidence), _statements(record)
    seen: set[str] = set()
    for question in questions(record.theses):
        table = table_of(evidence, question)
        apart = {row.statement for row in table.rows if row.tells_apart}
        for hinge in hinges_of(table, claims).hinges:
            if hinge.of in apart and len(hinge.what) == 1 and hinge.of not in seen:
                seen.add(hinge.of)
                statement = statements[hinge.of]
                yield _finding(
                    in_turn(
                        say(
                            "This tells the theses on “{question}” apart, and it hangs on {witness} alone.",
                            question=question,
                            witness=hinge.what[0],
                        ),
                        say("The order of what is unexplained turns with it.") if ORDER in hinge.turns else "",
                    ),
                    statement.position,
                    hinge.of,
                    hinge.what[0].partition(":")[2],
                    excerpt=line_of(statement),
                    remedy=say(
                        "Look for a witness that owes nothing to this one, or say in the text what it hangs on."
                    ),
                )


@check("T703", severity=Severity.NOTE)
def nothing_refutes(record: Examined) -> Iterator[Finding]:
    """A thesis forbids nothing.

    It says what it expects of the sources and nothing that would speak against it if it were found.

    Why it matters: what no source could refute, no source bears out either.
    What to do: add a line `- forbids [[dossier#^id]]` with what would show it to be wrong.
    """
    for thesis in record.theses.values():
        if thesis.evidence and not any(each.bearing == "forbids" for each in thesis.evidence):
            message = say("Nothing that a source could say is forbidden by “{name}”.", name=thesis.name)
            remedy = say("Add “- forbids [[dossier#^id]]”: what would show it to be wrong?")
            yield _finding(message, thesis.position, thesis.id, remedy=remedy)


@check("T704", severity=Severity.NOTE)
def tells_nothing_apart(record: Examined) -> Iterator[Finding]:
    """A claim is argued from a statement that every thesis of the question expects.

    Why it matters: what all rivals expect speaks for none of them, however well it is attested. Counting such rows is
    the commonest way in which a table of evidence misleads.
    What to do: argue from what a rival forbids, or say that this much is common ground.
    """
    for table in _tables(record):
        common = {row.statement for row in table.rows if len(row.cells) > 1 and all(cell in FOR for cell in row.cells)}
        for thesis in table.theses:
            for claim in thesis.claims:
                for ground in claim.grounds:
                    if ground.kind == "because" and ground.target in common:
                        message = say(
                            "The claim “{text}” is argued from {target}, which every thesis expects.",
                            text=claim.text,
                            target=ground.target,
                        )
                        remedy = say("Argue from what a rival forbids, or call it common ground.")
                        yield _finding(message, ground.position, thesis.id, ground.target, remedy=remedy)


@check("T705", severity=Severity.WARNING)
def prophecy_after_the_event(record: Examined) -> Iterator[Finding]:
    """A prediction is not shown to have been made before its outcome.

    Its words stand in a text composed after the outcome, or in a later edition of which the first was not shown to have
    them; or the statement itself is dated after what it foretells.

    Why it matters: memoirs and later editions foretell what everybody knows by then.
    What to do: look for the words in a text of the time, or in the first edition; else say that it was told afterwards.
    """
    chronicle, statements = Chronicle(record), _statements(record)
    for one in predictions_of(Evidence(record), chronicle):
        statement = statements[one.statement]
        outcome = chronicle.dating_of(one.what)
        said, came = statement.when, outcome.latest_end if outcome else None
        late = said is not None and said.earliest_start is not None and came is not None and said.earliest_start > came
        if one.warning.startswith("Prophecy") or late:
            message = one.warning or say("It is dated {edtf}, after what it foretells.", edtf=said.edtf if said else "")
            remedy = say("Look for the words in a text of the time, or in the first edition.")
            yield _finding(message, statement.position, one.statement, remedy=remedy, excerpt=line_of(statement))


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
                yield _finding(
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
            yield _finding(message, pattern.position, pattern.id, remedy=say("Date the events more closely."))


@check("T708", severity=Severity.NOTE)
def not_the_same_count(record: Examined) -> Iterator[Finding]:
    """Two figures look alike and are not the same count.

    Subject and date agree, and so does what is counted; the place, the unit, or what is taken in (“candidates”) does
    not.

    Why it matters: figures that differ in what they take in are the usual way in which one war has two death tolls.
    What to do: compare them only after saying what each takes in; if they do count the same, write it alike in both.
    """
    statements = _statements(record)
    for one, other, field in not_the_same(figures_of(Evidence(record))):
        first, second = one.counts[0].statement, other.counts[0].statement
        said, also = (getattr(each, field) or say("nothing") for each in (one, other))
        yield _finding(
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


@check("T709", severity=Severity.NOTE)
def argued_from_silence(record: Examined) -> Iterator[Finding]:
    """A chapter that argues for a thesis leans on a statement on which the thesis is silent.

    Why it matters: the thesis says nothing of it, so that it neither bears the thesis out nor speaks against it.
    What to do: say in the thesis what it expects there, or argue from something else.
    """
    for chapter in record.chapters:
        argued = {link.target for link in chapter.prose.links if link.target in record.theses and not link.block}
        silent = {
            each.statement: record.theses[thesis].name
            for thesis in sorted(argued)
            for each in record.theses[thesis].evidence
            if each.bearing == "silent on"
        }
        for link in chapter.prose.links:
            ref = f"{link.target}#^{link.block}"
            if link.block and ref in silent:
                message = say(
                    "“{silent}” is silent on {ref}, from which this chapter argues.", silent=silent[ref], ref=ref
                )
                remedy = say("Say in the thesis what it expects there, or argue from something else.")
                yield _finding(message, link.position, ref, remedy=remedy)


@check("T710", severity=Severity.WARNING)
def rivals_with_other_questions(record: Examined) -> Iterator[Finding]:
    """Theses that are called rivals answer different questions.

    Why it matters: theses that answer different questions can both be true, and a table of them misleads.
    What to do: give both the same question, or take the one off the other's rivals.
    """
    for thesis in record.theses.values():
        for rival in thesis.rivals:
            other = record.theses.get(rival)
            if other is not None and other.id != thesis.id and other.question != thesis.question:
                message = say(
                    "“{name}” answers “{question}”, its rival “{rival}” “{other_question}”.",
                    name=thesis.name,
                    question=thesis.question,
                    rival=other.name,
                    other_question=other.question,
                )
                remedy = say("Give both the same question, or take one off the other's rivals.")
                yield _finding(message, thesis.position, thesis.id, other.id, remedy=remedy)


@check("T711", severity=Severity.WARNING)
def said_twice(record: Examined) -> Iterator[Finding]:
    """A thesis has two lines on one statement.

    Why it matters: the first counts, and if they differ a reader of the file is misled.
    What to do: keep one.
    """
    for thesis in record.theses.values():
        first: dict[str, str] = {}
        for each in thesis.evidence:
            if each.statement in first:
                same = "alike" if first[each.statement] == cell_of(each) else "differently"
                message = say(
                    "This thesis has a line on {statement} already, which says it {same}; the first counts.",
                    statement=each.statement,
                    same=same,
                )
                yield _finding(message, each.position, thesis.id, each.statement, remedy=say("Keep one of the two."))
            first.setdefault(each.statement, cell_of(each))


@check("T712", severity=Severity.WARNING)
def goes_round(record: Examined) -> Iterator[Finding]:
    """Claims rest on one another in a ring, or a thesis is its own rival.

    Why it matters: what rests in the end on itself rests on nothing.
    What to do: break the ring with a `because` and a statement that somebody attests.
    """
    claims = Claims(Evidence(record))
    for ref in sorted(claims.rings):
        thesis, claim = claims.all[ref]
        message = say("The claim “{text}” rests, in the end, on itself.", text=claim.text)
        remedy = say("Break the ring: give one of its claims a “because” with a statement.")
        yield _finding(message, claim.position, ref, thesis, remedy=remedy)
    for one in record.theses.values():
        if one.id in one.rivals or one.id in one.held_by:
            message = say(
                "“{name}” names itself as its own {role}.",
                name=one.name,
                role="rival" if one.id in one.rivals else "holder",
            )
            yield _finding(message, one.position, one.id, remedy=say("Name another thesis, or who holds it."))


@check("T713", severity=Severity.NOTE)
def without_rival(record: Examined) -> Iterator[Finding]:
    """A question has one thesis only.

    Why it matters: evidence tells nothing apart where nothing else was thought of.
    What to do: write down the best rival that you know, as its holders would put it.
    """
    asked: dict[str, list[str]] = defaultdict(list)
    for thesis in record.theses.values():
        if thesis.question:
            asked[thesis.question].append(thesis.id)
    for question, ids in asked.items():
        if len(ids) == 1:
            thesis = record.theses[ids[0]]
            message = say("“{question}” has one answer only, “{name}”.", question=question, name=thesis.name)
            yield _finding(message, thesis.position, thesis.id, remedy=say("Write down the best rival that you know."))


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
            yield _finding(message, step.position, pattern.id, remedy=say("Correct it, or give events that type."))
        for before, after in zip(pattern.steps, pattern.steps[1:], strict=False):
            alike = (set(before.events), set(before.kinds)) == (set(after.events), set(after.kinds))
            if alike and after.within is None:
                message = say(
                    "The steps “{name}” and “{name2}” take the same, with any gap between them.",
                    name=before.name,
                    name2=after.name,
                )
                yield _finding(
                    message, after.position, pattern.id, remedy=say("Give the step a gap, or another content.")
                )


@check("T715", severity=Severity.WARNING)
def figures_conflict(record: Examined) -> Iterator[Finding]:
    """Two counts of the same thing share no number.

    Subject, what, where, when, what is taken in and unit agree, and the ranges, widened by half of what they were
    rounded to, do not meet; or the parts of a whole come to more than the whole.

    Why it matters: at least one of them is wrong, or does not count what it seems to.
    What to do: ask who counted and how (`how=`), what was taken in (`includes=`), how it was rounded (`rounded=`).
    """
    evidence, statements = Evidence(record), _statements(record)
    for figure in figures_of(evidence):
        if not figure.agree:
            one, other = figure.conflicts[0]
            first = statements[one.statement]
            about = (one.statement, other.statement)
            remedy = say("Say who counted and how, what was taken in, and how it was rounded.")
            yield _finding(in_words(figure), first.position, *about, excerpt=line_of(first), remedy=remedy)
    for whole in wholes_of(record, evidence):
        if not whole.agree:
            message = say(
                "The parts {parts} come to more than the whole, {whole}.",
                parts=", ".join(whole.parts),
                whole=whole.whole,
            )
            statement = statements[whole.whole]
            remedy = say("Look at what each takes in; something is counted twice, or the whole is too small.")
            yield _finding(message, statement.position, whole.whole, *whole.parts, remedy=remedy)


@check("T716", severity=Severity.WARNING)
def figure_badly_written(record: Examined) -> Iterator[Finding]:
    """A figure's range stands upside down, or what it is rounded to is no number.

    Why it matters: a range that ends below its beginning holds no number, and every comparison with it would fail.
    What to do: write the smaller number first; write `rounded=1000`.
    """
    statements = _statements(record)
    for figure in figures_of(Evidence(record)):
        for count in figure.counts:
            statement = statements[count.statement]
            if count.upside_down:
                message = say("The range ends below its beginning; it was read the other way round.")
                remedy = say("Write the smaller number first.")
                yield _finding(message, statement.position, count.statement, remedy=remedy, excerpt=line_of(statement))
            if not is_number(statement.attributes.get("rounded", "")):
                message = say(
                    "“{attributes}” is no number that a count could be rounded to.",
                    attributes=statement.attributes["rounded"],
                )
                remedy = say("Write rounded=1000, or leave it out.")
                yield _finding(message, statement.position, count.statement, remedy=remedy, excerpt=line_of(statement))


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
                yield _finding(message, position, decision.decision.event, ref, remedy=say("Keep one of the lines."))
        taken = [option for option in decision.options if option.taken]
        if len(taken) != 1:
            message = (
                say("{count} options are marked as taken.", count=len(taken))
                if taken
                else say("No option is marked as taken.")
            )
            position = taken[-1].option.position if taken else decision.decision.position
            yield _finding(message, position, decision.decision.event, remedy=say("Mark exactly one as taken."))
