"""What else could have been decided: options, what was known of them then, and what the program can check of it.

The rest is asked of the reader, after the criteria of P. E. Tetlock and A. Belkin (eds.), *Counterfactual Thought
Experiments in World Politics* (1996), ch. 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from variorum.argument.evidence import Evidence
from variorum.argument.occurrences import Chronicle
from variorum.dates.dating import Dating, ended_before
from variorum.record import Decision, Option, OptionGround, Statement
from variorum.saying import say

TAKEN = ("taken", "chosen", "decided", "adopted", "принято", "выбрано", "решено")
REJECTED = ("rejected", "refused", "отвергнуто", "отклонено")
CRITERIA = (
    say("Is it clear what alone would have been different, and how that leads to what would have followed?"),
    say("Does what must be supposed for it agree with itself, and with the other things known of that time?"),
    say("Does it change as little of the past as it can?"),
    say("Does it rest on rules of conduct that are known to hold elsewhere?"),
    say("Does what is said to follow leave something that could still be looked for in the sources?"),
)


@dataclass(frozen=True, slots=True)
class CheckedGround:
    """Something that was known, feared or compared, and whether it is certainly dated before the decision."""

    target: str
    how: str
    before: bool


@dataclass(frozen=True, slots=True)
class CheckedOption:
    """An option with what can be checked of it.

    `witnessed`: a witness composed before the decision speaks of it; `own`: no witness does at all, so that it is the
    historian's.
    """

    option: Option
    witnessed: bool
    own: bool
    grounds: tuple[CheckedGround, ...]
    warnings: tuple[str, ...]

    @property
    def taken(self) -> bool:
        """Whether this is what was decided."""
        return self.option.state.split(",")[0].strip() in TAKEN


@dataclass(frozen=True, slots=True)
class CheckedDecision:
    """A decision, its date, and its options."""

    decision: Decision
    when: Dating | None
    options: tuple[CheckedOption, ...]
    warnings: tuple[str, ...]


def decisions_of(evidence: Evidence, chronicle: Chronicle, event: str = "") -> tuple[CheckedDecision, ...]:
    """The decisions of a record that list options, or that of one event."""
    return tuple(
        _checked(decision, evidence, chronicle)
        for decision in evidence.record.decisions.values()
        if decision.options and (not event or decision.event == event)
    )


def _checked(decision: Decision, evidence: Evidence, chronicle: Chronicle) -> CheckedDecision:
    when = chronicle.event_dating(decision.event)
    options = tuple(_option(option, when, decision, evidence, chronicle) for option in decision.options)
    taken = sum(option.taken for option in options)
    warnings = []
    if when is None:
        warnings.append(say("It is not said when this was decided, so that nothing shows what was known before."))
    if taken > 1:
        warnings.append(say("{taken} options are marked as taken; one decision takes one.", taken=taken))
    if options and not taken:
        warnings.append(say("No option is marked as taken, so that it is not said what was decided."))
    return CheckedDecision(decision, when, options, tuple(warnings))


def _option(
    option: Option, when: Dating | None, decision: Decision, evidence: Evidence, chronicle: Chronicle
) -> CheckedOption:
    statement = evidence.statements.get(option.statement)
    own = statement is None or not statement.witnesses
    witnessed = statement is not None and any(
        _composed_before(key, when, evidence) for key in _voices(statement, evidence)
    )
    grounds = tuple(_ground(ground, when, chronicle) for ground in option.grounds)
    warnings = tuple(_warnings(option, grounds, decision, witnessed=witnessed, own=own))
    return CheckedOption(option, witnessed, own, grounds, warnings)


def _voices(statement: Statement, evidence: Evidence) -> Iterator[str]:
    """The sources that speak of an option, whatever they say of it; lost words speak of nothing."""
    for witness in statement.witnesses:
        if not evidence.is_lost(statement, witness) and witness.stance != "omits":
            yield witness.citation.source


def _composed_before(key: str, when: Dating | None, evidence: Evidence) -> bool:
    source = evidence.record.sources.get(key)
    composed = (source.composed or source.published) if source else None
    return ended_before(composed, when)


def _ground(ground: OptionGround, when: Dating | None, chronicle: Chronicle) -> CheckedGround:
    return CheckedGround(ground.target, ground.how, ended_before(chronicle.dating_of(ground.target), when))


def _warnings(
    option: Option, grounds: tuple[CheckedGround, ...], decision: Decision, *, witnessed: bool, own: bool
) -> Iterator[str]:
    if own:
        yield say("No witness speaks of this option: it is the historian's own.")
    elif not witnessed:
        yield say("No witness composed before the decision speaks of this option.")
    for ground in grounds:
        if not ground.before and ground.how != "compare":
            yield say(
                "It is not shown that {target} was {how}: it is not dated before the decision.",
                target=ground.target,
                how=ground.how,
            )
    taken = option.state.split(",")[0].strip() in TAKEN
    if not taken and not option.change:
        yield say("It is not said what alone would have been different (change=…).")
    if not taken and any(mark in option.change.casefold() for mark in (" and ", ";", " и ")):
        yield say("More than one change seems to be supposed at once.")
    if not taken and not option.could:
        yield say("It is not said who was in a position to do it (could=…).")
    elif option.could and decision.decided_by and not set(option.could) & set(decision.decided_by):
        yield say("None of those who could have done it is among those who decided.")
