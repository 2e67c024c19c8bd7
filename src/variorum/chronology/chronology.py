"""The chronology of a record: datings as attested and as inferred, why, and what cannot all be true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from variorum.chronology.clashes import Clash, clash_of, weights_of
from variorum.chronology.constraint_builder import ConstraintBuilder, alternatives, is_interval
from variorum.chronology.constraints import constraints_of
from variorum.chronology.events import EVENT, LIFE, SOURCE, STATEMENT, Dated, Event, EventWindow, is_vague, order_of
from variorum.chronology.explaining import Teller
from variorum.chronology.rules import ALTERNATIVES, DATED, LIFE_SPAN, NARROWED, Rule
from variorum.dates.dating import Dating, Order
from variorum.dates.edtf import parse_edtf
from variorum.dates.network import Constraint, ConstraintNetwork, Reason, network_of
from variorum.dates.network_choices import Choice, hull, settle_choices
from variorum.dates.network_windows import LiveWindows, Windows, windows_of
from variorum.dates.repair import Repair, repair
from variorum.examined import Examined
from variorum.record import EntityLink


@dataclass(frozen=True, slots=True)
class Life:
    """A person's life (or a group's, a work's): when it began and ended, and what is said of it, in order."""

    entity: str
    birth: tuple[int | None, int | None]
    death: tuple[int | None, int | None]
    events: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """What proves the bounds of an event: a sentence for each bound, and the refs that it rests on.

    `start` proves that the event did not start before, `end` that it did not end after. Empty where that side is open.
    """

    start: str
    end: str
    rests_on: tuple[str, ...]
    assumes: tuple[str, ...]


class Chronology:
    """The network of one record, built at once and solved when first asked.

    Where statements contradict one another, the windows are what follows from all the others: the least that must be
    doubted (`doubted`) is set aside.
    """

    def __init__(self, record: Examined) -> None:
        self.record = record
        self._builder: ConstraintBuilder = constraints_of(record)

    @property
    def events(self) -> dict[str, Event]:
        """Every event by its ref: statements, "source:KEY", "published:KEY", "life:ID", "event:ID"."""
        return self._builder.events

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much it costs to doubt each statement and each source's dossier."""
        return weights_of(self.record)

    @cached_property
    def network(self) -> ConstraintNetwork:
        """All constraints of the record."""
        return self._network_with(())

    @cached_property
    def rules(self) -> frozenset[Rule]:
        """The rules and assumptions that the constraints rest on."""
        return frozenset(
            reason for one in self._builder.constraints for reason in one.reasons if isinstance(reason, Rule)
        )

    @cached_property
    def repair(self) -> Repair:
        """The contradictions that were met, and the least to doubt so that the rest can be true."""
        weights: dict[Reason, float] = dict(self.weights.items())
        return repair(self.network, policies=self.rules, weights=weights)

    @property
    def doubted(self) -> tuple[str, ...]:
        """Refs of the statements and sources to doubt, so that the rest can all be true."""
        return tuple(str(reason) for reason in self.repair.doubted)

    @property
    def is_proven(self) -> bool:
        """Whether nothing less could be doubted: False where dates are so entangled that the search was broken off."""
        return self.repair.proven

    def contradictions(self) -> tuple[Clash, ...]:
        """What cannot all be true, each a least set, in the order in which the statements stand in the archive."""
        return self._clashes

    def told(self, clash: Clash, *, language: str = "en", for_readers: bool = False) -> str:
        """A contradiction in one sentence, in English or Russian."""
        return self.teller(language, for_readers=for_readers).contradiction(clash)

    def freed_by(self, clash: Clash) -> dict[str, tuple[Clash, ...]]:
        """What doubting each member of a contradiction would do: the contradictions that it alone would resolve."""
        others = self.contradictions()
        return {ref: tuple(other for other in others if ref in other.refs) for ref in clash.refs}

    def teller(self, language: str = "en", *, for_readers: bool = False) -> Teller:
        """Who tells events, rules and reasons in a language."""
        return Teller(self.events, self.record, language, for_readers)

    def called(self, ref: str, *, language: str = "en") -> str:
        """What a reader would call an event."""
        return self.teller(language).called(ref)

    def named(self, ref: str, *, language: str = "en") -> str:
        """What a reader would call an event, with its dating as attested."""
        return self.teller(language).dated(ref)

    def dated(self, ref: str) -> Dated:
        """One event, as attested and as inferred; KeyError for a ref that has no place in time."""
        event = self.events[ref]
        start, end = event.stretch.start, event.stretch.end
        windows = self._windows
        inferred = EventWindow(
            windows.earliest(start), windows.latest(start), windows.earliest(end), windows.latest(end)
        )
        attested = _attested(event)
        options = self._options.get(ref, ())
        return Dated(
            event, attested, inferred, _is_tighter(inferred, attested), options, ref.split(":", 1)[-1] in self._gone
        )

    def readings(self, ref: str) -> tuple[Dating, ...]:
        """The readings that remain of an either-or date, or of one whose calendar is not named; none of any other."""
        event, left = self.events[ref], set(self._options.get(ref, ()))
        if event.attested is None or not left:
            return ()
        possible = zip(self._builder.readings[ref], alternatives(event.attested), strict=True)
        return tuple(reading for said, reading in possible if said in left)

    def why(self, ref: str, *, language: str = "en", for_readers: bool = False) -> Why:
        """Why an event cannot start earlier or end later than inferred, each told in a sentence with its chain."""
        event, windows = self.events[ref], self._windows
        start, end = windows.why_earliest(event.stretch.start), windows.why_latest(event.stretch.end)
        dated, teller = self.dated(ref).inferred, self.teller(language, for_readers=for_readers)
        reasons = dict.fromkeys(reason for step in (*start, *end) for reason in step.reasons)
        return Why(
            teller.why(start, bound="not-before", day=dated.earliest_start),
            teller.why(end, bound="not-after", day=dated.latest_end),
            tuple(str(reason) for reason in reasons if not isinstance(reason, Rule)),
            tuple(teller.rule(reason) for reason in reasons if isinstance(reason, Rule) and not reason.sure),
        )

    def life_of(self, entity: str) -> Life:
        """When somebody's life (something's existence) began and ended, and what is said of it in order."""
        ref = next((ref for ref in (f"{LIFE}:{entity}", f"{EVENT}:{entity}") if ref in self.events), None)
        found = self.dated(ref).inferred if ref else EventWindow()
        return Life(
            entity,
            (found.earliest_start, found.latest_start),
            (found.earliest_end, found.latest_end),
            self.in_order(entity),
        )

    def in_order(self, about: str | None = None) -> tuple[Dated, ...]:
        """The events of somebody or something, or of the whole record, in the order in which they may have happened.

        Only what can be placed at all is told: what is dated, by its dating, and then what others date, by what follows
        from them; a source that nobody dates is no event. Two neighbours are not always certainly in this order:
        `decided` tells.
        """
        told = {
            f"{EVENT}:{event.statement.subject}" for event in self.events.values() if event.statement and event.whole
        }
        found = [
            self.dated(ref)
            for ref, event in self.events.items()
            if _concerns(event, about) and ref not in told
            if event.kind != SOURCE or event.attested is not None or ref == f"{SOURCE}:{about}"
        ]
        return tuple(
            sorted((one for one in found if not (one.inferred.is_open and one.attested.is_open)), key=self._order)
        )

    def decided(self, first: Dated, second: Dated) -> Order:
        """How two events certainly lie to one another; UNDECIDED where either order is possible."""
        return order_of(first.inferred, second.inferred)

    @cached_property
    def _clashes(self) -> tuple[Clash, ...]:
        gone = dict.fromkeys(self.repair.doubted)
        clashes = [clash_of(one, gone, self.events) for one in self.repair.met]
        return tuple(sorted(clashes, key=lambda clash: [self._place(ref) for ref in clash.refs]))

    @cached_property
    def _gone(self) -> frozenset[str]:
        return frozenset(self.doubted)

    @cached_property
    def _without(self) -> list[int]:
        """What the windows do without: doubted datings, and how long a life can be, which would bound everything.

        Of a statement that is doubted its ties stay as far as they agree with the rest, so that its window is what the
        others say of it.
        """
        gone = self.repair.doubted
        without = set(self.network.resting_on(gone)) | set(self.network.resting_on([LIFE_SPAN]))
        if gone:
            live = LiveWindows(windows_of(self.network, without=sorted(without)))
            for reason in gone:
                without.difference_update(self._agreeing_ties(reason, live))
        return sorted(without)

    def _agreeing_ties(self, doubted: Reason, live: LiveWindows) -> list[int]:
        """The constraints by which a doubted statement is tied to others, if all of them agree with the rest."""
        others = {*self.repair.doubted, DATED, ALTERNATIVES, LIFE_SPAN} - {doubted}
        indices = [
            index for index in self.network.by_reason.get(doubted, ()) if others.isdisjoint(self.network.reasons[index])
        ]
        added: list[int] = []
        for index in indices:
            number, circle = live.add(self.network.constraint(index))
            if circle:
                for one in added:
                    live.remove(one)
                return []
            added.append(number)
        return indices

    @cached_property
    def _windows(self) -> Windows:
        """The windows, with either-or dates narrowed to what the rest leaves of them."""
        narrowed = [
            constraint
            for choice in self._settled
            if len(choice.options) < len(choice.possibilities)
            for constraint in hull(replace(choice, reasons=(*choice.reasons, NARROWED)))
        ]
        if not narrowed:
            return self._before_choosing
        return windows_of(self._network_with(narrowed), without=self._without)

    @cached_property
    def _before_choosing(self) -> Windows:
        return windows_of(self.network, without=self._without)

    @cached_property
    def _settled(self) -> tuple[Choice, ...]:
        """The either-or dates with the readings that remain of them."""
        choices = [choice for choice in self._builder.choices if self._gone.isdisjoint(map(str, choice.reasons))]
        if not choices:
            return ()
        without = set(self._without)
        held = [self.network.constraint(index) for index in range(len(self.network)) if index not in without]
        return settle_choices(network_of(self.network.nodes, held), choices)[0]

    @cached_property
    def _options(self) -> dict[str, tuple[str, ...]]:
        found = {}
        for choice in self._settled:
            ref = str(choice.reasons[0])
            found[ref] = tuple(self._builder.readings[ref][place] for place in choice.options)
        return found

    def _network_with(self, more: Sequence[Constraint]) -> ConstraintNetwork:
        hulls = [constraint for choice in self._builder.choices for constraint in hull(choice)]
        return network_of(self._builder.nodes, [*self._builder.constraints, *hulls, *more])

    def _place(self, ref: str) -> tuple[str, int, str]:
        position = self.events[ref].position if ref in self.events else None
        return (position.file, position.line, ref) if position else ("", 0, ref)

    def _order(self, one: Dated) -> tuple[bool, float, float, str, int, str]:
        window = one.inferred if one.attested.is_open else one.attested
        first, last = window.earliest_start, window.latest_end
        inner = [day for day in (window.earliest_end, window.latest_start) if day is not None]
        if (nominal := _nominal(one.event)) is not None:  # about 1918 stands with 1918, however far it may reach
            first, last = nominal
        low = first if first is not None else min(inner, default=last if last is not None else 0)
        high = last if last is not None else max(inner, default=low)
        return (one.attested.is_open, low, high, *self._place(one.ref))


def of(record: Examined) -> Chronology:
    """The chronology of a record, built once for each record."""
    return record.once(Chronology)


def _attested(event: Event) -> EventWindow:
    when = event.attested
    if when is None:
        return EventWindow()
    if event.moment:
        return EventWindow(when.earliest_start, when.latest_end, when.earliest_start, when.latest_end)
    if is_interval(when) or event.whole:
        return EventWindow(when.earliest_start, when.latest_start, when.earliest_end, when.latest_end)
    return EventWindow(None, when.latest_end, when.earliest_start, None)


def _nominal(event: Event) -> tuple[int, int] | None:
    """The days of a vague dating ("1918~") were it not vague; None for all others."""
    when = event.attested
    if when is None or not is_vague(when):
        return None
    plain = parse_edtf(when.edtf[:-1], calendar=when.calendar)
    if plain.earliest_start is None or plain.latest_end is None:
        return None
    return plain.earliest_start, plain.latest_end


def _is_tighter(inferred: EventWindow, attested: EventWindow) -> bool:
    return any(
        mine is not None and (said is None or mine != said)
        for mine, said in zip(inferred.bounds, attested.bounds, strict=True)
    )


def _concerns(event: Event, about: str | None) -> bool:
    if event.ref.startswith("published:"):
        return False
    if about is None:
        return event.kind in (STATEMENT, SOURCE)
    statement = event.statement
    if statement is not None:
        things = [statement.thing, *(complement.thing for complement in statement.complements)]
        return statement.subject == about or any(
            isinstance(thing, EntityLink) and thing.target == about for thing in things
        )
    return event.ref in (f"{SOURCE}:{about}", f"{EVENT}:{about}")
