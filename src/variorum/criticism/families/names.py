"""Family N: whether a dossier is one person's, a link leads to the one who is meant, and a name is known at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from variorum.archive.did_you_mean import did_you_mean
from variorum.criticism.duplicate_dossiers import parted_dossiers, twin_dossiers
from variorum.criticism.framework import check
from variorum.criticism.name_bearers import bearers_of
from variorum.criticism.namesakes import mislinked_prose, mislinked_statements, misnamed_quotations
from variorum.criticism.spellings import unlisted_spellings
from variorum.examined import Examined
from variorum.finding import Finding, Severity
from variorum.names.linking.judgements import contradictions, parties, standing
from variorum.record import Judgement, Position
from variorum.saying import say

_LEDGER = "judgements.jsonl"


@check("N501", severity=Severity.WARNING)
def one_in_two_dossiers(record: Examined) -> Iterator[Finding]:
    """Two dossiers are probably one person's, or one group's.

    Said of people where both dossiers give a whole name, the two agree in surname, given name and patronymic in
    whichever script, nothing in their births and deaths speaks against it, no statement has to do with both, and no
    judgement was given; of groups where the names are the same in another order, case, language or abbreviation.

    Why it matters: what is said of one person is divided in two, each half with fewer witnesses than there are.
    What to do: if they are one, keep one dossier and move the other's statements and names into it; if not, say so with
    `variorum names review` or a judgement, and the finding goes.
    """
    for twins in twin_dossiers(record):
        one, other = (record.entities[dossier] for dossier in twins.dossiers)
        yield Finding(
            "",
            Severity.NOTE,
            say(
                "“{one}” ({name}) and “{other}” ({other_name}) are probably one {kind:group=group|=person}.",
                one=one.id,
                name=twins.names[0],
                other=other.id,
                other_name=twins.names[1],
                kind=one.kind,
            ),
            _top_of(one.position),
            twins.dossiers,
            twins.because,
            say("Move the statements and names of one into the other, or record the judgement that they are two."),
        )


@check("N502", severity=Severity.WARNING)
def two_in_one_dossier(record: Examined) -> Iterator[Finding]:
    """One dossier is probably two people's.

    Said where it has births more than ten years apart, or deaths more than fifteen, or where its own forms and the
    quotations in it give one surname and given name with two patronymics. Smaller disagreements are D407.

    Why it matters: the deeds of one are laid to the other, and no date of either can be trusted.
    What to do: divide the statements by their witnesses between two dossiers; if a source only erred, take its form out
    of the names, or accept the finding with that reason.
    """
    for parted in parted_dossiers(record, bearers_of(record)):
        yield Finding(
            "",
            Severity.NOTE,
            say("“{dossier}” is probably two people: {reason}", dossier=parted.dossier, reason=parted.reason),
            _top_of(parted.position),
            (parted.dossier, *parted.about),
            parted.evidence,
            say("Divide the statements by their witnesses between two dossiers, or accept this with the reason."),
        )


@check("N503", severity=Severity.WARNING)
def another_is_quoted(record: Examined) -> Iterator[Finding]:
    """A quotation names somebody else, and neither the statement's subject nor anybody it links to.

    Said of people only, and only where the quotation holds no pronoun or first person that could mean the subject,
    names somebody with a dossier who does what is told there, and is not the subject's own writing.

    Why it matters: the words bear witness to somebody else's deed, however true they are.
    What to do: move the statement to the one who is named, or quote the words that name its subject.
    """
    yield from misnamed_quotations(record, bearers_of(record))


@check("N504", severity=Severity.WARNING)
def link_to_a_namesake(record: Examined) -> Iterator[Finding]:
    """A link leads to somebody whose initials or names contradict the words beside it, which fit a namesake.

    Held against the dossier are the initials, given names and patronymics that stand with its surname in a statement's
    quotations, or in the sentence of prose that holds the link.

    Why it matters: fathers and sons, brothers and strangers share surnames; a wrong link gives one the other's life.
    What to do: link to the namesake, or, if the source errs in the initials, say so in a note and accept the finding.
    """
    bearers = bearers_of(record)
    yield from mislinked_statements(record, bearers)
    yield from mislinked_prose(record, bearers)


@check("N505", severity=Severity.NOTE)
def unlisted_spelling(record: Examined) -> Iterator[Finding]:
    """A spelling of a surname occurs in the sources and is in no dossier's list of forms.

    Cases of a Russian form that is listed are no spellings of their own.

    Why it matters: whoever looks for the person finds only what is listed, and its spelling tells whom a source copied.
    What to do: add the form to the dossier's `names`, with its source if it stands in one alone:
    `{form: Riabinina, source: marsh1998}`.
    """
    for spelling in unlisted_spellings(record):
        entity = record.entities[spelling.dossier]
        times = say("{number} times", number=spelling.times) if spelling.times > 1 else say("once")
        yield Finding(
            "",
            Severity.NOTE,
            say(
                "{sources} {writers:writes|write} “{form}” for “{dossier}” ({times}), a spelling that its "
                "dossier does not list.",
                sources=", ".join(spelling.sources),
                writers=len(spelling.sources),
                form=spelling.form,
                dossier=spelling.dossier,
                times=times,
            ),
            _top_of(entity.position),
            (spelling.dossier, *spelling.sources),
            remedy=say(
                "Add “{form}” to the names in {file}, if it is the same person.",
                form=spelling.form,
                file=entity.position.file,
            ),
        )


@check("N506", severity=Severity.ERROR)
def contradictory_judgements(record: Examined) -> Iterator[Finding]:
    """Judgements on names contradict: two are held to differ, and other judgements together make them one.

    Only the newest judgement on each matter counts. Nothing is linked or parted on the strength of either side until
    one of them is taken back.

    Why it matters: whoever was right, somebody's deeds now stand under a wrong name.
    What to do: look at the passages again, and judge anew (`variorum names review`) on the weakest of them; the newest
    judgement stands, the older ones stay as history.
    """
    for one in contradictions(record.judgements):
        a, b = parties(one.different.about) or (None, None)
        if a is None or b is None:
            continue
        yield Finding(
            "",
            Severity.NOTE,
            say(
                "{by} judged {one} and {other} to be different, and {chain} makes them one.",
                by=one.different.by,
                one=a.written,
                other=b.written,
                chain=_count(one.chain),
            ),
            Position(_LEDGER),
            tuple(party.dossier for party in (a, b) if party.dossier in record.entities),
            tuple(_judged(judgement) for judgement in (one.different, *one.chain)),
            say("Look at the passages again and judge anew on the weakest of these; the newest judgement stands."),
        )


@check("N507", severity=Severity.WARNING)
def judgement_on_nobody(record: Examined) -> Iterator[Finding]:
    """A judgement on names speaks of a dossier or a source that the archive does not have.

    Why it matters: the judgement does nothing, though somebody took the trouble to make it; a dossier was renamed, or
    its id mistyped.
    What to do: judge again under the id that it has now. The old line stays in judgements.jsonl as history.
    """
    for one in standing(record.judgements):
        named: list[tuple[str, Collection[str], str]]
        named = [(party.dossier, record.entities, "dossier") for party in (one.a, one.b)]
        named += [(party.source, record.sources, "source") for party in (one.a, one.b)]
        for key, known, what in named:
            if key and key not in known:
                yield Finding(
                    "",
                    Severity.NOTE,
                    say(
                        "The judgement “{about}” of {by} speaks of the {what} “{key}”, which the archive does "
                        "not have.",
                        about=one.judgement.about,
                        by=one.judgement.by,
                        what=what,
                        key=key,
                    ),
                    Position(_LEDGER),
                    tuple(party.dossier for party in (one.a, one.b) if party.dossier in record.entities),
                    (_judged(one.judgement),),
                    did_you_mean(key, known, otherwise=say("Judge again under the id that it has now.")),
                )


def _count(chain: Sequence[Judgement]) -> str:
    if len(chain) == 1:
        return say("another judgement")
    return say("a chain of {count} others", count=len(chain))


def _judged(judgement: Judgement) -> str:
    return f"{judgement.when[:10]} {judgement.by}: {judgement.about}: {judgement.verdict} ({judgement.why})"


def _top_of(position: Position) -> Position:
    """The dossier's file as a whole."""
    return Position(position.file)
