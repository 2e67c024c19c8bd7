"""Family E: what an edition did to the text before it. The second edition is a source about its own time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from variorum.collation.comparing import HARDLY
from variorum.collation.erasures import is_telling
from variorum.collation.noted import KINDS, noted
from variorum.criticism.framework import check
from variorum.evidence import Change, EditionsCompared, Erasure
from variorum.examined import Examined
from variorum.finding import Finding, Severity
from variorum.saying import say

_LISTED = 8
_OTHERWISE = ("made smaller", "made larger", "made vague", "made exact", "another year", "another day")
_MOST = 0.8  # of a quotation's letters, for it to count as cut


@check("E501", severity=Severity.WARNING)
def erased(record: Examined) -> Iterator[Finding]:
    """A later edition no longer knows somebody, or a place, that the earlier names.

    Said only where more than the fall of whole passages is behind it: the name is gone from sentences that are
    otherwise kept, or from more of them than chance would take (Fisher's exact test, corrected for all who are named).

    Why it matters: when a state or a party unmakes somebody, its books forget them; the edition's date tells by when.
    What to do: read the places side by side; write down when they were removed, with the edition as the source.
    """
    for one in record.erasures:
        if one.kind == "dropped" and not one.over and one.mentions_later == 0 and is_telling(one):
            name = _named(record, one)
            yield _finding(
                record,
                one,
                say(
                    "{later} no longer knows {name}, {what:place=which|=whom} {earlier} names {times}.",
                    later=one.later,
                    name=name,
                    what=_kind(record, one),
                    earlier=one.earlier,
                    times=_times(one.mentions_earlier),
                ),
                remedy=say(
                    "Read the places side by side, and write down in the dossier what became of {name} by then.",
                    name=name,
                ),
            )


@check("E502", severity=Severity.WARNING)
def anonymised(record: Examined) -> Iterator[Finding]:
    """A later edition puts "some", "a worker", "others" where the earlier has a name.

    Why it matters: the deed was needed and the doer was not; who stands behind such words the earlier edition tells.
    What to do: read the places side by side; cite the earlier edition for the name.
    """
    for one in record.erasures:
        if one.kind == "anonymised":
            name = _named(record, one)
            yield _finding(
                record,
                one,
                say(
                    "{later} names {what:place=no place|=nobody} where {earlier} names {name}.",
                    later=one.later,
                    what=_kind(record, one),
                    earlier=one.earlier,
                    name=name,
                ),
                remedy=say("Cite the earlier edition for the name, and say that the later hides it."),
            )


@check("E503", severity=Severity.WARNING)
def turned(record: Examined) -> Iterator[Finding]:
    """A later edition calls somebody an enemy whom the earlier names without a hostile word.

    Why it matters: the person stayed in the book and changed sides in it; that tells of the edition's own time.
    What to do: take the later edition as a witness of what was said when it came out, and of nothing else.
    """
    for one in record.erasures:
        if one.kind == "turned":
            name = _named(record, one)
            yield _finding(
                record,
                one,
                say(
                    "{later} turns {name} into an enemy; {earlier} has no hostile word of them.",
                    later=one.later,
                    name=name,
                    earlier=one.earlier,
                ),
                remedy=say("Take the later edition as a witness of its own time only."),
            )


@check("E504", severity=Severity.NOTE)
def renamed(record: Examined) -> Iterator[Finding]:
    """A later edition calls somebody by another name throughout.

    Why it matters: a pseudonym given up, a town renamed, a new alphabet: searches for the one name miss the other.
    What to do: see that the dossier has both names; if two persons are meant, part them.
    """
    for one in record.erasures:
        if one.kind == "renamed":
            yield _finding(
                record,
                one,
                say(
                    "{later} calls {named} by another name than {earlier}.",
                    later=one.later,
                    named=_named(record, one),
                    earlier=one.earlier,
                ),
                remedy=say("See that the dossier has both names, and that one and the same is meant."),
            )


@check("E505", severity=Severity.NOTE)
def taken_up_again(record: Examined) -> Iterator[Finding]:
    """A later edition names somebody again whom the edition before it had ceased to know.

    Why it matters: rehabilitation is dated by such returns, and often goes halfway: the name without the deed.
    What to do: compare what the first edition said with what the last says.
    """
    for one in record.erasures:
        if one.kind == "restored" and not one.over:
            yield _finding(
                record,
                one,
                say(
                    "{later} names {named} again, {what:place=which|=whom} {earlier} did not know.",
                    later=one.later,
                    named=_named(record, one),
                    what=_kind(record, one),
                    earlier=one.earlier,
                ),
                remedy=say("Compare what the oldest edition said of them with what this one says."),
            )


@check("E506", severity=Severity.WARNING)
def number_changed(record: Examined) -> Iterator[Finding]:
    """A later edition gives another number, or "some" in its place, where the rest of the sentence is kept.

    Numbers that are only gone or new are no finding: most of them number pages, notes and lists.

    Why it matters: the dead, the hungry and the strikers grow fewer from edition to edition, and the harvest larger.
    What to do: cite the number with its edition; look for the count that it goes back to.
    """
    for compared in record.editions:
        numbers = (change for change in compared.changes if change.kind == "number")
        changes = [change for change in numbers if change.note.partition(":")[0] in _OTHERWISE]
        if changes:
            verbs = list(dict.fromkeys(change.note.partition(":")[0] for change in changes))
            yield _of_changes(
                record,
                compared,
                changes,
                say(
                    "{later} changes {count} {count:number|numbers} of {earlier} ({changes:,}).",
                    later=compared.later,
                    count=len(changes),
                    earlier=compared.earlier,
                    changes=tuple(KINDS.get(verb, verb) for verb in verbs if verb),
                ),
                remedy=say("Cite each number with its edition, and look for the count that it goes back to."),
            )


@check("E507", severity=Severity.WARNING)
def negation_turned(record: Examined) -> Iterator[Finding]:
    """A later edition takes out, or puts in, a "not", or says the contrary, where the rest of the sentence is kept.

    Why it matters: it makes the author say the opposite in his own words.
    What to do: quote the earlier state, and say what the later made of it.
    """
    for compared in record.editions:
        changes = [change for change in compared.changes if change.kind == "negation"]
        if changes:
            yield _of_changes(
                record,
                compared,
                changes,
                say(
                    "{later} turns {count} {count:place|places} of {earlier} into the opposite.",
                    later=compared.later,
                    count=len(changes),
                    earlier=compared.earlier,
                ),
                remedy=say("Quote the earlier state, and say what the later made of it."),
            )


@check("E508", severity=Severity.NOTE)
def quoted_and_cut(record: Examined) -> Iterator[Finding]:
    """Passages that this archive quotes were cut from a later edition.

    Why it matters: what a later edition leaves out is often what mattered; and a reader with the later edition at hand
    will look for the quotation in vain.
    What to do: nothing need be changed; cite the edition that has the words, and consider saying that they were cut.
    """
    for compared in record.editions:
        if compared.kept < HARDLY:
            continue
        cut = list(_quoted_in(record, compared))
        if cut:
            yield Finding(
                "",
                Severity.NOTE,
                say(
                    "{later} has cut {count} {count:passage|passages} of {earlier} that this archive quotes.",
                    later=compared.later,
                    count=len(cut),
                    earlier=compared.earlier,
                ),
                record.sources[compared.later].position,
                (compared.later, compared.earlier),
                evidence=(
                    *_listed(
                        [say("{statement}: “{words}”", statement=statement, words=words) for statement, words in cut]
                    ),
                    *_left_out(compared),
                ),
                remedy=say("Cite the edition that has the words, and consider saying that they were cut later."),
            )


@check("E509", severity=Severity.WARNING)
def hardly_an_edition(record: Examined) -> Iterator[Finding]:
    """A source is declared an edition of another, and hardly a word of the one stands in the other.

    Why it matters: editions count as one witness; two books with like titles do not. Or the wrong file was taken in.
    What to do: look at both files; correct `edition-of` in the dossier, or take in the right file.
    """
    for compared in record.editions:
        ties = record.sources[compared.later].lineage
        declared = any(tie.source == compared.earlier and tie.relation == "edition-of" for tie in ties)
        if declared and compared.kept < HARDLY:
            yield Finding(
                "",
                Severity.NOTE,
                say(
                    "{later} is declared an edition of {earlier} and keeps {kept:.0%} of its words.",
                    later=compared.later,
                    earlier=compared.earlier,
                    kept=compared.kept,
                ),
                record.sources[compared.later].position,
                (compared.later, compared.earlier),
                remedy=say("Correct `edition-of` in the dossier, or take in the right file."),
            )


@check("E510", severity=Severity.WARNING)
def falls_silent(record: Examined) -> Iterator[Finding]:
    """A dated series ceases to name somebody, or does again, and chance and length do not explain it.

    A series is what has one title over the years, such as a newspaper; four dated sources are needed.

    Why it matters: newspapers stop naming people before courts do, and the issue in which they stop is a date.
    What to do: look at the last source that names them and the first that does not; write down what lies between.
    """
    for one in record.erasures:
        if one.over and one.kind in ("dropped", "restored"):
            name, last = _named(record, one), one.earlier
            again = one.kind == "restored"
            yield _finding(
                record,
                one,
                say(
                    "From {later} on the series names {name} again, who was last named in {last}.",
                    later=one.later,
                    name=name,
                    last=last,
                )
                if again
                else say(
                    "From {later} on the series hardly names {name}, last named in {last}: "
                    "{mentions_earlier} times before, {mentions_later} after.",
                    later=one.later,
                    name=name,
                    last=last,
                    mentions_earlier=one.mentions_earlier,
                    mentions_later=one.mentions_later,
                ),
                remedy=say("Look at the two sources, and write down what lies between them."),
            )


@check("E511", severity=Severity.NOTE)
def silent_where_all_speak(record: Examined) -> Iterator[Finding]:
    """A source on an event does not name somebody whom all other sources on it name.

    Said where four sources or more are cited for the event, and chance and length do not explain the silence.

    Why it matters: silence where everybody else speaks is a statement too, of the author or of the censor.
    What to do: read the source again for a description without a name; else add it to the statement as one that omits.
    """
    for one in record.erasures:
        if one.kind == "silent":
            name = _named(record, one)
            yield _finding(
                record,
                one,
                say(
                    "{later} does not name {name}, whom all other {count} sources on the same event name.",
                    later=one.later,
                    name=name,
                    count=len(one.over),
                ),
                remedy=say(
                    "Read it again for a description without a name; else cite it as one that omits ([omits @…])."
                ),
            )


def _finding(record: Examined, one: Erasure, message: str, *, remedy: str) -> Finding:
    before = [say("{earlier}: “{text}”", earlier=one.earlier, text=side.text) for side in one.places[:3]]
    after = [say("{later}: “{text}”", later=one.later, text=side.text) for side in one.instead[:3]]
    return Finding(
        "",
        Severity.NOTE,
        message,
        record.sources[one.later].position,
        (one.entity, one.later, one.earlier),
        evidence=(*before, *after, *one.because),
        remedy=remedy,
    )


def _of_changes(
    record: Examined, compared: EditionsCompared, changes: Sequence[Change], message: str, *, remedy: str
) -> Finding:
    return Finding(
        "",
        Severity.NOTE,
        message,
        record.sources[compared.later].position,
        (compared.later, compared.earlier),
        evidence=(*_listed([_change(change) for change in changes]), *_left_out(compared)),
        remedy=remedy,
    )


def _change(change: Change) -> str:
    before = f"[-{change.before.text}-]" if change.before else ""
    after = f"{{+{change.after.text}+}}" if change.after else ""
    text = " ".join(part for part in ("…", change.around[0], before, after, change.around[1], "…") if part)
    return say("{text} ({note})", text=text, note=noted(change.note)) if change.note else text


def _listed(lines: Sequence[str]) -> tuple[str, ...]:
    more = (say("… and {count} more.", count=len(lines) - _LISTED),) if len(lines) > _LISTED else ()
    return (*lines[:_LISTED], *more)


def _left_out(compared: EditionsCompared) -> Iterator[str]:
    """That a build did not keep every change, and how to see them all."""
    if compared.left_out:
        yield (
            say(
                "{left_out:,} more changes were not looked at; `variorum collate {earlier} {later}` shows all.",
                left_out=compared.left_out,
                earlier=compared.earlier,
                later=compared.later,
            )
        )


def _quoted_in(record: Examined, compared: EditionsCompared) -> Iterator[tuple[str, str]]:
    """The quotations that stand in what was cut or replaced, with their statements."""
    gone = [
        stretch
        for change in compared.changes
        if change.kind in ("cut", "replaced") and change.before
        for stretch in change.before.stretches
    ]
    for checked in record.quotations:
        for segment in checked.verification.segments:
            length = segment.end - segment.start
            if segment.source == compared.earlier and any(
                segment.page == stretch.page
                and min(segment.end, stretch.end) - max(segment.start, stretch.start) >= _MOST * length
                for stretch in gone
            ):
                yield checked.statement, " ".join((checked.verification.found or "").split())
                break


def _named(record: Examined, one: Erasure) -> str:
    entity = record.entities.get(one.entity)
    return entity.name if entity else one.entity


def _kind(record: Examined, one: Erasure) -> str:
    entity = record.entities.get(one.entity)
    return entity.kind if entity is not None else ""


def _times(number: int) -> str:
    return say("once") if number == 1 else say("twice") if number == 2 else say("{number} times", number=number)
