"""Family T, theses: claims without a ground, evidence that tells nothing apart, rivals that are none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from variorum.argument.claims import Claims, becauses
from variorum.argument.evidence import Evidence
from variorum.argument.hinges import ORDER, hinges_of
from variorum.argument.table import FOR, QuestionTable, cell_of, questions, table_of
from variorum.criticism.framework import check, unsigned
from variorum.criticism.source_citations import by_ref, line_of
from variorum.examined import Examined
from variorum.finding import Finding, Severity
from variorum.saying import in_turn, say


def _tables(record: Examined) -> Iterator[QuestionTable]:
    if record.theses:
        evidence = Evidence(record)
        yield from (table_of(evidence, question) for question in questions(record.theses))


@check("T701", severity=Severity.WARNING)
def ground_gone(record: Examined) -> Iterator[Finding]:
    """A claim of a thesis is no longer supported.

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
                "The claim “{text}” is no longer supported: none of {reasons} is attested.",
                text=claim.text,
                reasons=", ".join(reasons),
            )
        else:
            message = say(
                "The claim “{text}” is no longer supported: what it rests on has no support itself.", text=claim.text
            )
        yield unsigned(message, claim.position, ref, thesis, remedy=say("Find a witness, or give it another ground."))


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
    claims, statements = Claims(evidence), by_ref(record)
    seen: set[str] = set()
    for question in questions(record.theses):
        table = table_of(evidence, question)
        apart = {row.statement for row in table.rows if row.tells_apart}
        for hinge in hinges_of(table, claims).hinges:
            if hinge.of in apart and len(hinge.what) == 1 and hinge.of not in seen:
                seen.add(hinge.of)
                statement = statements[hinge.of]
                yield unsigned(
                    in_turn(
                        say(
                            "This distinguishes the theses on “{question}”, and it depends on {witness} alone.",
                            question=question,
                            witness=hinge.what[0],
                        ),
                        say("Without it, the theses rank differently by what they leave unexplained.")
                        if ORDER in hinge.turns
                        else "",
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
            yield unsigned(message, thesis.position, thesis.id, remedy=remedy)


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
                        yield unsigned(message, ground.position, thesis.id, ground.target, remedy=remedy)


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
                yield unsigned(message, link.position, ref, remedy=remedy)


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
                yield unsigned(message, thesis.position, thesis.id, other.id, remedy=remedy)


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
                yield unsigned(message, each.position, thesis.id, each.statement, remedy=say("Keep one of the two."))
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
        remedy = say("Break the circle: give one of its claims a “because” with a statement.")
        yield unsigned(message, claim.position, ref, thesis, remedy=remedy)
    for one in record.theses.values():
        if one.id in one.rivals or one.id in one.held_by:
            message = say(
                "“{name}” names itself as its own {role}.",
                name=one.name,
                role="rival" if one.id in one.rivals else "holder",
            )
            yield unsigned(message, one.position, one.id, remedy=say("Name another thesis, or who holds it."))


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
            yield unsigned(message, thesis.position, thesis.id, remedy=say("Write down the best rival that you know."))
