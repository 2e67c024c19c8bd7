"""What an audit has to say, as findings: for the comments in the copy, the report, the terminal and SARIF alike.

Nothing here accuses: what was not found is said to be not found, and where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from variorum.evidence import Difference, Verification
from variorum.finding import Finding, Severity
from variorum.manuscript.answered import is_answered
from variorum.manuscript.audit import Audit
from variorum.manuscript.impossible import JudgedReference, is_sent_back_to_nothing
from variorum.manuscript.manuscript import Paragraph
from variorum.manuscript.quotations_found import left_open_in
from variorum.manuscript.standing import place_behind, sentence_around
from variorum.manuscript.verdicts import GOOD, AuditedQuotation
from variorum.manuscript.written_otherwise import is_written_otherwise
from variorum.quotation.marks import marks_in
from variorum.quotation.remarks import NUMBER_OTHERWISE, PERHAPS_HEADING, is_told_by, remark_of
from variorum.record import Position
from variorum.saying import in_turn, say, template
from variorum.text.shown import in_one_line

TITLES: Mapping[str, str] = MappingProxyType({
    "M101": template("The words differ from the source's"),
    "M102": template("Pieces that stand apart are joined"),
    "M103": template("The words were not found in the source cited"),
    "M104": template("The quotation seems to be a translation"),
    "M105": template("The words stand on another page"),
    "M106": template("The words stand in another source"),
    "M107": template("A quotation has no note"),
    "M108": template("A work that is cited is not in the folder"),
    "M109": template("It is not certain which work is meant"),
    "M110": template("A reference is not understood"),
    "M111": template("A reference cannot be right as it stands"),
    "M112": template("The sentence and the page say different things"),
    "M113": template("The quotation agrees with another work in what that work alone has"),
    "M114": template("Something is to be said of how the words stand in the source"),
    "M115": template("A quotation mark is not closed"),
    "M116": template("A note stands behind no quotation"),
    "M117": template("The words stand in several places, none of them the one cited"),
    "M118": template("Within the source the words are somebody else's"),
    "M119": template("A word or number is written otherwise"),
})  # fmt: skip
_STRICT = {
    "M104": Severity.WARNING,
    "M107": Severity.ERROR,
    "M108": Severity.WARNING,
    "M109": Severity.WARNING,
    "M110": Severity.WARNING,
}


_SHOWN = 8  # words after a mark that is left open
_HIS_OWN = re.compile(
    r"\W*(?:(?:and|but|that|as|и|но|что|und|aber|dass)\s+)?(?:I|we|я|мы|ich|wir)\b", re.IGNORECASE
)  # the author reports himself


def findings_of(made: Audit, *, strict: bool = False) -> tuple[Finding, ...]:
    """Everything that wants a person's look, in the manuscript's order; with `strict` all that nothing supports."""
    found = [finding for one in made.quotations for finding in _of_quotation(one, made)]
    found += _left_open(made)
    found += [finding for one in made.references for finding in _of_reference(one, made)]
    if strict:
        found += _unsupported(made)
        found = [_raised(finding) for finding in found]
    return tuple(found)


def _at(made: Audit, paragraph: Paragraph | None = None) -> Position:
    name = made.manuscript.name
    return Position(paragraph.file or name, paragraph.line) if paragraph else Position(name)


def _raised(finding: Finding) -> Finding:
    from dataclasses import replace

    severity = _STRICT.get(finding.code, finding.severity)
    return replace(finding, severity=max(severity, finding.severity))


def _of_quotation(one: AuditedQuotation, made: Audit) -> Iterator[Finding]:
    if one.quoted.kind not in ("quotation", "fragment"):
        return
    place = one.quoted.place
    paragraph = made.manuscript.paragraphs[place.paragraph - 1] if not place.note else None
    for code, severity, message, evidence, remedy in (*_of_words(one), *_of_place(one), *_besides(one, made)):
        yield Finding(code, severity, message, _at(made, paragraph), (one.id,), evidence, remedy)


_Told = tuple[str, Severity, str, tuple[str, ...], str]


def _of_words(one: AuditedQuotation) -> Iterator[_Told]:
    v, where = one.verification, _stands_at(one)
    found = (say("The source has: “{found}”", found=in_one_line(v.found)[:400]),) if v.found else ()
    if v.verdict == "altered":
        yield from _altered(one, where, found)
    elif v.verdict == "stitched" and one.by is not None:
        yield _stitched(v, where, found)
    elif v.verdict == "translated":
        said = say("The quotation and {where} are in different languages.", where=where or say("the source"))
        otherwise = tuple(w for w in v.warnings if is_told_by(w, NUMBER_OTHERWISE))
        grave = Severity.WARNING if otherwise else Severity.NOTE
        shown = say("Compare the passage shown.") if v.candidates else say("Compare the place cited in the source.")
        yield "M104", grave, in_turn(said, *otherwise), found, shown
    elif is_nowhere(one) and (one.note or one.quoted.how == "epigraph"):
        cited = one.by.source if one.by else ""
        nowhere = (
            say("These words were not found in {source}, nor anywhere in the folder.", source=cited)
            if cited
            else say("These words were not found anywhere in the folder.")
        )
        severity = Severity.ERROR if cited else Severity.WARNING if one.note else Severity.NOTE
        remedy = say("Look the passage up: a translation or another edition is the usual reason.")
        yield (
            "M103",
            severity,
            nowhere,
            (v.reason,) if v.reason else (),
            remedy,
        )


def _stitched(v: Verification, where: str, found: tuple[str, ...]) -> _Told:
    """Pieces joined: an error where nothing marks what lies between; else a look is wanted, and no more."""
    if marks_in(v.quotation):
        how = in_turn(*v.warnings[:1]) or say("The pieces that the omission joins stand apart.")
        return "M102", Severity.WARNING, how, found, say("Look at what lies between them in the source.")
    said = say("Pieces that stand apart in {where} are joined without a mark.", where=where or say("the source"))
    return "M102", Severity.ERROR, said, found, say("Mark the omission with […].")


def is_nowhere(one: AuditedQuotation) -> bool:
    """Whether the words were not found; pieces from anywhere, of a source that nobody cites, prove nothing."""
    return one.verification.verdict == "absent" or (one.verification.verdict == "stitched" and one.by is None)


def _altered(one: AuditedQuotation, where: str, found: tuple[str, ...]) -> Iterator[_Told]:
    """Other words: an error of the source that is cited; where none is, only what comes nearest in the folder."""
    differences = one.verification.differences
    unmarked = [d for d in differences if not d.quoted.startswith("[")]  # the quoter's brackets are said to be so
    told = differences_in_words(unmarked or differences)[:6] or (say("the words differ"),)
    if unmarked and all(is_written_otherwise(d) or is_first_capital(d) for d in unmarked):
        yield (
            "M119",
            Severity.NOTE,
            say("{where} writes it otherwise: {told:;}.", where=where or say("The source"), told=told),
            (),
            "",
        )
    elif one.by is None:
        said = say(
            "Nearest to these words is {where}, with others: {told:;}.", where=where or say("a source"), told=told
        )
        yield "M101", Severity.WARNING, said, found, say("Compare them, if that is the source.")
    elif headings := [w for w in one.verification.warnings if is_told_by(w, PERHAPS_HEADING)]:
        yield "M101", Severity.WARNING, headings[0], found, say("Look whether it is a heading.")
    else:
        said = say("{where} has other words: {told:;}.", where=where or say("The source nearest to it"), told=told)
        yield "M101", Severity.ERROR, said, found, say("Quote as the source has it, or mark the change.")


def _of_place(one: AuditedQuotation) -> Iterator[_Told]:
    v = one.verification
    if v.verdict not in (*GOOD, "altered"):
        return
    cited = one.by.locator if one.by else ""
    if v.place == "elsewhere":
        yield (
            "M105",
            Severity.ERROR,
            say("The words stand at {locator}, not at {page}.", locator=v.locator, page=_page(cited)),
            (),
            say("Cite {locator}.", locator=v.locator),
        )
    elif v.place == "another source" and v.segments:
        yield (
            "M106",
            Severity.ERROR,
            say(
                "The words stand in {source}, {locator}, not in {cited}.",
                source=v.segments[0].source,
                locator=v.locator,
                cited=one.by.source if one.by else say("it"),
            ),
            (),
            "",
        )
    elif v.place == "several places" and cited:
        places = tuple(f"{stand.source}, {stand.page}" for stand in one.elsewhere[:4])
        yield (
            "M117",
            Severity.WARNING,
            say(
                "The words stand in several places, none of them {page}: {places:,}.", page=_page(cited), places=places
            ),
            (),
            "",
        )


def _besides(one: AuditedQuotation, made: Audit) -> Iterator[_Told]:
    v = one.verification
    for other in made.contradicted:
        if other.quotation == one.id:
            yield (
                "M112",
                Severity.ERROR,
                say(
                    "The text says {in_sentence}; {source}, {page} has {on_page}.",
                    in_sentence=other.in_sentence,
                    source=other.source,
                    page=_page(other.page),
                    on_page=other.on_page,
                ),
                (),
                "",
            )
    for second in made.second_hand:
        if second.quotation == one.id:
            yield (
                "M113",
                Severity.WARNING,
                say("{because:^}.", because=second.because),
                (),
                say("Cite what was used (“quoted in …”), or compare with the source."),
            )
    sentence = sentence_around(made.manuscript, one.quoted)
    told = [w for w in v.warnings if remark_of(w).of == "sense" and not is_answered(w, sentence)]
    if told and v.verdict in GOOD:
        grave = Severity.NOTE if all(remark_of(w).is_slight for w in told) else Severity.WARNING
        yield "M114", grave, in_turn(*told), (), ""
    whose = [w for w in v.warnings if remark_of(w).of == "voice" and not _HIS_OWN.match(v.voice)]
    if whose and v.verdict in GOOD:
        yield "M118", Severity.NOTE, in_turn(*whose), (), say("Let the sentence say whose words they are.")
    if not one.note and one.quoted.how != "epigraph":
        yield _without_note(one, made)
    elif not one.works and one.quoted.how != "epigraph" and _alone(one, made):
        unread = say("Nothing in note {note} was understood as a reference.", note=one.note)
        yield "M110", Severity.NOTE, in_turn(unread, _stand(one)), (), ""
    if not one.quoted.closed:
        yield (
            "M115",
            Severity.NOTE,
            say("The quotation mark that opens here is never closed; the quotation was taken to end at the note."),
            (),
            "",
        )


def _without_note(one: AuditedQuotation, made: Audit) -> _Told:
    """What is said of a quotation that no note stands behind, or a place of no work alone: “(3.2.160)”."""
    nowhere = say("Its words were not found anywhere in the folder.") if is_nowhere(one) else _stand(one)
    place = place_behind(made.manuscript, one.quoted)
    if not place:
        said = in_turn(say("No note stands behind this quotation."), nowhere)
        return "M107", Severity.WARNING, said, (), say("Say where it comes from.")
    bare = say("“({place})” stands behind this quotation; which work it is a place of was not understood.", place=place)
    grave = Severity.WARNING if is_nowhere(one) else Severity.NOTE
    return "M110", grave, in_turn(bare, nowhere), (), say("Name the work, here or in a note.")


def _left_open(made: Audit) -> Iterator[Finding]:
    """Quotation marks that open what nothing closes: what stands behind them was held against nothing."""
    for place in left_open_in(made.manuscript):
        note = made.manuscript.notes[place.note] if place.note else None
        paragraphs = note.paragraphs if note else made.manuscript.paragraphs
        paragraph = paragraphs[place.paragraph - 1]
        words = " ".join(paragraph.text[place.start : place.end].split()[:_SHOWN])
        said = say("A quotation mark is opened before “{words}” and closed nowhere; nothing was checked.", words=words)
        about = f"note {place.note}" if note else f"paragraph {place.paragraph}"
        remedy = say("Close it where the source's words end.")
        yield Finding("M115", Severity.NOTE, said, _at(made, paragraph), (about,), remedy=remedy)


def _stand(one: AuditedQuotation) -> str:
    """A sentence on where the words of a quotation stand that no reference leads to; empty where they stand nowhere."""
    if not one.elsewhere:
        return ""
    stand = one.elsewhere[0]
    return say("The words stand in {source}, {page}.", source=stand.source, page=_page(stand.page))


def _alone(one: AuditedQuotation, made: Audit) -> bool:
    """Whether a quotation is the first that its note stands behind, so that of the note something is said once."""
    return next(other.id for other in made.quotations if other.note == one.note) == one.id


def _of_reference(one: JudgedReference, made: Audit) -> Iterator[Finding]:
    at, about, written = _at(made), f"note {one.note}", " ".join(one.resolved.reference.written.split())[:200]
    if one.state == "impossible":
        yield Finding("M111", Severity.ERROR, one.because, at, (about,), (written,))
    elif one.state == "unread":
        unread = say("This reference is not understood: {written}", written=written)
        because = one.because if is_sent_back_to_nothing(one.resolved) else ""
        yield Finding("M110", Severity.NOTE, in_turn(because, unread), at, (about,))
    elif one.state == "not held" and one.resolved.candidates and not one.resolved.sure:
        keys = ", ".join(candidate.key for candidate in one.resolved.candidates[:5])
        said = in_turn(one.because, say("It may be {keys}.", keys=keys))
        yield Finding("M109", Severity.NOTE, said, at, (about,), (written,))
    elif one.state == "not held":
        said = say("Not in the folder: {work}.", work=one.resolved.work or written)
        yield Finding("M108", Severity.NOTE, said, at, (about,), (written,))


def _unsupported(made: Audit) -> list[Finding]:
    """Notes that stand behind no quotation: nothing was held against their pages, which is said openly."""
    behind = {one.note for one in made.quotations}
    return [
        Finding("M116", Severity.NOTE, say("This note stands behind no quotation."), _at(made), (f"note {label}",))
        for label in made.manuscript.notes if label not in behind
    ]  # fmt: skip


def differences_in_words(differences: Sequence[Difference]) -> tuple[str, ...]:
    """Differences as phrases, each told once, and a first capital alone only where nothing else differs."""
    telling = [d for n, d in enumerate(differences) if n or not is_first_capital(d)] or differences
    return tuple(dict.fromkeys(difference_in_words(d) for d in telling))


def is_first_capital(difference: Difference) -> bool:
    """Whether two forms differ by nothing but the capital of the first letter."""
    ours, theirs = difference.quoted.strip(), difference.found.strip()
    return ours != theirs and ours[1:] == theirs[1:] and ours[:1].casefold() == theirs[:1].casefold()


def difference_in_words(difference: Difference) -> str:
    """A difference as a phrase: what the quotation has, and what the source."""
    if difference.kind == "omitted" or not difference.quoted.strip():
        return say("“{found}” is left out", found=difference.found.strip())
    if difference.kind == "added" or not difference.found.strip():
        return say("“{quoted}” is put in", quoted=difference.quoted.strip())
    if difference.kind == "moved":
        return say("“{quoted}” stands elsewhere", quoted=difference.quoted.strip())
    return say("“{quoted}” for “{found}”", quoted=difference.quoted.strip(), found=difference.found.strip())


def _stands_at(one: AuditedQuotation) -> str:
    v = one.verification
    source = (
        v.segments[0].source
        if v.segments
        else v.candidates[0].source
        if v.candidates
        else one.by.source
        if one.by
        else ""
    )
    return say("{source}, {locator}", source=source, locator=v.locator) if source and v.locator else source


def _page(label: str) -> str:
    return say("p. {label}", label=label) if label[:1].isdigit() else label or say("the page cited")
