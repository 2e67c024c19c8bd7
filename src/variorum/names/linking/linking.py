"""Who is meant: forms of names held against the dossiers; what is certain by rule is linked, what is not waits.

The rules, in full in docs/explanation/names.md, each with the reason that it gives:

* a whole name, or a surname with initials, that fits one dossier and contradicts nothing in it;
* a bare surname that one dossier bears, where the source names its bearer in full, or cites words for him, and nobody
  else of that surname; or where the dossier lists the bare form and the whole archive names nobody else of it;
* a group, place or work whose words are those of one dossier, in their case, abbreviation or translation.

A form that may be a man's genitive or a woman's nominative is linked only where the word before it rules one of the two
out. Judgements go before rules. Nothing depends on the order of the mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from variorum.evidence import Mention, Span
from variorum.names.forms.comparing import SAME, best_outcome, prepared
from variorum.names.forms.skeleton import letters
from variorum.names.linking.bearers import Bearers, may_be_a_bearer, places_of, says_more
from variorum.names.linking.candidates import Fit, Level, in_case, keys_of, share_surname
from variorum.names.linking.candidates_of_things import Candidates, may_be_another_body
from variorum.names.linking.clustering import NameAsWritten, Tally, plain
from variorum.names.linking.judged import NameJudgements, Said
from variorum.names.linking.known import KnownDossier
from variorum.record import Judgement
from variorum.saying import in_turn, say

SEVERAL = say("More than one dossier fits.")
EITHER_SEX = say("The form may be a man's in the genitive or a woman's in the nominative.")
CONTESTED = say("A witness denies the name that this rests on.")
PERHAPS_ONLY = say("The names neither agree nor contradict each other.")
BARE = say("A bare surname proves nothing, and nothing in this source says whose it is.")
AT_ODDS = say("Judgements contradict one another.")


@dataclass(frozen=True, slots=True)
class Settled:
    """What a form was found to name; fields as in `evidence.Identified`."""

    entity: str
    how: str
    because: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotedMention:
    """A mention within words that a statement's witness quotes, with the dossiers that the statement names."""

    mention: Mention
    cue: str
    dossiers: frozenset[str]
    statement: str


@dataclass(frozen=True, slots=True)
class Identification:
    """What every tally's form names, in their order; what single places name; and the fits that were weighed."""

    tallies: tuple[Tally, ...]
    settled: tuple[Settled, ...]
    singled: tuple[tuple[Mention, str, Settled], ...] = ()
    fits: Mapping[NameAsWritten, tuple[Fit, ...]] = field(default_factory=dict)  # by `Tally.form`


OPEN = Settled("", "open")


def _namesake(other: str) -> str:
    return say("Somebody else whose name fits as well is named in the archive: {other:-}.", other=other)


def identified(
    tallies: Iterable[Tally],
    known: Sequence[KnownDossier],
    judgements: Iterable[Judgement] = (),
    *,
    cited: Sequence[QuotedMention] = (),
    places: Sequence[tuple[Mention, str]] = (),
    fits: Mapping[NameAsWritten, tuple[Fit, ...]] = MappingProxyType({}),
) -> Identification:
    """What every form names in its source. `places` are the mentions, with their cues, at `NameJudgements.places`.

    `fits` are forms that were held against these dossiers before (`Candidates`).
    """
    ordered = tuple(sorted(tallies, key=lambda tally: (tally.source, *tally.form)))
    judged = NameJudgements(judgements)
    desk = _Desk(ordered, known, judged, Candidates(known, fits))
    desk.link_whole_names()
    desk.link_cited(cited)
    desk.link_bare_surnames()
    singled = {  # a judgement goes before a citation
        (mention.source, mention.page, mention.start, mention.end): (mention, cue, one)
        for mention, cue, one in (*desk.cited, *desk.judged_places(places))
    }
    return Identification(ordered, tuple(desk.settled), tuple(singled.values()), desk.fits)


class _Desk:
    """One identification under way: what every tally may be, and what was settled so far."""

    def __init__(
        self,
        tallies: Sequence[Tally],
        known: Sequence[KnownDossier],
        judged: NameJudgements,
        candidates: Candidates,
    ) -> None:
        self.tallies, self.judged = tallies, judged
        self._kinds = {one.id: one.kind for one in known}
        self.persons = candidates.persons
        self.fits = {form: candidates.of(form) for form in {tally.form for tally in tallies}}
        self.settled = [OPEN] * len(tallies)
        self.cited: list[tuple[Mention, str, Settled]] = []
        # dossier and source → by each form that names it there for certain, how one knows
        self.established: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        self._places = places_of(tallies)
        self._left = [self._not_excluded(tally) for tally in tallies]

    def said(self, tally: Tally) -> Said:
        """What judgements say of a tally, as far as they reach its form."""
        if self.judged.is_silent:
            return Said()
        said = self.judged.on_form(tally.source, *asked_as(tally))
        return replace(said, same=tuple(one for one in said.same if self._reaches(tally, one[0], one[1])))

    def _reaches(self, tally: Tally, dossier: str, name: str) -> bool:
        """Whether a judgement on a name reaches a form: it fits, or is written so, or is unlike all of the dossier."""
        if (self._kinds.get(dossier) == "person") != (tally.kind == "person"):
            return False  # the town Kalinin is not the man, whatever was judged of his name
        if any(fit.entity == dossier for fit in self.fits[tally.form]):
            return True
        if letters(plain(tally.surface)) == letters(name) or tally.kind != "person":
            return True
        near = self.persons.near(prepared(plain(tally.surface)))
        return all(bearer.known.id != dossier for bearer in near)

    def _not_excluded(self, tally: Tally) -> tuple[Fit, ...]:
        """The fits that no judgement excludes, one for each that judgements do not make one with another."""
        said = self.said(tally)
        excluded = {self.judged.chief(dossier) for dossier in said.different}
        best: dict[str, Fit] = {}
        for fit in self.fits[tally.form]:
            chief = self.judged.chief(fit.entity)
            if chief not in excluded:
                best.setdefault(chief, fit)
        return tuple(best.values())

    # ── whole names ─────────────────────────────────────────────────────────────────────────────────────────────────

    def link_whole_names(self) -> None:
        """Settle what is judged, and what one dossier fits with more than a surname."""
        for place, tally in enumerate(self.tallies):
            self.settled[place] = self._judged(tally) or self._by_whole_name(tally, self._left[place])
        self._hold_against_namesakes()
        self._hold_against_other_bodies()
        for place in range(len(self.tallies)):
            self._establish(place)

    def _judged(self, tally: Tally) -> Settled | None:
        said = self.said(tally)
        if not said.same:
            return None
        if len({self.judged.chief(dossier) for dossier, _, _ in said.same}) > 1:
            return Settled("", "open", AT_ODDS, tuple(one[0] for one in said.same))
        dossier, _, words = said.same[0]
        return Settled(dossier, "judgement", words)

    def _by_whole_name(self, tally: Tally, fits: tuple[Fit, ...]) -> Settled:
        candidates = tuple(fit.entity for fit in fits)
        whole = [fit for fit in fits if fit.level >= Level.BRIEF]
        if not whole:
            return Settled("", "open", _why_open(fits), candidates)
        if len(whole) > 1:
            return Settled("", "open", SEVERAL, candidates)
        fit = whole[0]
        near = [one for one in fits if one is not fit and one.level is Level.PERHAPS and one.score >= 0.4]
        if near and fit.level is Level.BRIEF and tally.kind == "person" and not _is_cyrillic(tally.surface):
            return Settled("", "open", SEVERAL, candidates)  # Western books write a wife's name in her husband's form
        if fit.ambiguous or fit.contested:
            return Settled("", "open", EITHER_SEX if fit.ambiguous else CONTESTED, candidates)
        return Settled(fit.entity, "rule", in_turn(*fit.because))

    def _hold_against_namesakes(self) -> None:
        """Open again what initials, or a name without its middle name, tied to one dossier.

        Where somebody without a dossier is named whom they fit too.
        """
        others = self._strangers()
        seen: dict[tuple[str, str], str] = {}
        for place, tally in enumerate(self.tallies):
            one = self.settled[place]
            fit = next((fit for fit in self._left[place] if fit.entity == one.entity), None)
            if one.how != "rule" or fit is None or not self._may_be_a_namesakes(tally, fit):
                continue
            key = (plain(tally.surface), one.entity)
            if key not in seen:
                seen[key] = next(iter(self._namesakes(key[0], one.entity, others)), "")
            if seen[key]:
                self.settled[place] = Settled("", "open", _namesake(seen[key]), (one.entity,))

    def _hold_against_other_bodies(self) -> None:
        """Open again the name of a body where its source names one of that kind with more to its name.

        In a source that names the Spanish Communist Party, "the Communist Party" may be that one.
        """
        bodies: dict[str, dict[str, str]] = defaultdict(dict)  # by source: each name of a body, and whose it is
        for place, tally in enumerate(self.tallies):
            if tally.kind == "group":
                bodies[tally.source][" ".join(tally.name.split())] = self.settled[place].entity
        for place, tally in enumerate(self.tallies):
            one = self.settled[place]
            if tally.kind != "group" or one.how != "rule":
                continue
            others = (name for name, whose in bodies[tally.source].items() if whose != one.entity)
            other = next((name for name in others if may_be_another_body(tally.name, name)), "")
            if other:
                said = say("The source also names “{form}”, which may be another.", form=other)
                self.settled[place] = Settled("", "open", said, (one.entity,))

    def _may_be_a_namesakes(self, tally: Tally, fit: Fit) -> bool:
        """Whether a form leaves open which of several namesakes is meant, and no dossier gives it."""
        if tally.kind != "person" or fit.level is Level.BRIEF:
            return tally.kind == "person"
        leaves_open = not any(one.patronymic.written for one in prepared(plain(tally.surface)).weighed)
        return leaves_open and not fit.listed

    def _strangers(self) -> dict[str, set[str]]:
        """By the sound of a surname: the forms with more than a surname that were linked to nobody."""
        found: dict[str, set[str]] = defaultdict(set)
        for place, tally in enumerate(self.tallies):
            if not self.settled[place].entity and self._is_a_bearer(tally):
                for key in keys_of(prepared(plain(tally.surface))):
                    found[key].add(plain(tally.surface))
        return found

    def _is_a_bearer(self, tally: Tally) -> bool:
        return tally.kind == "person" and says_more(tally.surface) and may_be_a_bearer(tally.surface, self._places)

    def _namesakes(self, surface: str, entity: str, others: Mapping[str, set[str]]) -> list[str]:
        name = prepared(surface)
        near = sorted({form for key in keys_of(name) for form in others.get(key, ())})
        return [
            form
            for form in near
            if best_outcome(name, prepared(form)).verdict == SAME
            and all(fit.entity != entity for fit in self.persons.fits(form))
        ]

    def _establish(self, place: int) -> None:
        one, tally = self.settled[place], self.tallies[place]
        if one.entity and tally.kind == "person" and (one.how == "judgement" or says_more(tally.surface)):
            form = plain(tally.surface)
            reason = say("The source names its bearer as “{plain}”, and nobody else of that surname.", plain=form)
            self.established[self.judged.chief(one.entity), tally.source].setdefault(form, reason)

    # ── bare surnames ───────────────────────────────────────────────────────────────────────────────────────────────

    def link_cited(self, cited: Sequence[QuotedMention]) -> None:
        """Settle single mentions within words that a dossier's own statements cite for it.

        Several statements may cite the same words; where they do so for different people, nobody is meant for certain.
        """
        meant: dict[tuple[str, int, int], dict[str, QuotedMention]] = {}
        for one in sorted(cited, key=lambda one: (one.mention.source, one.mention.page, one.mention.start)):
            entity = self._cited_for(one)
            if entity:
                place = (one.mention.source, one.mention.page, one.mention.start)
                meant.setdefault(place, {}).setdefault(entity, one)
        for found in meant.values():
            if len(found) > 1:
                continue
            ((entity, one),) = found.items()
            reason = say("The dossier cites these words for its bearer ({statement}).", statement=one.statement)
            self.cited.append((one.mention, one.cue, Settled(entity, "rule", reason)))
            said = say(
                "The dossier cites this source for its bearer ({statement}), and it names nobody else so.",
                statement=one.statement,
            )
            self.established[self.judged.chief(entity), one.mention.source].setdefault(plain(one.mention.surface), said)

    def _cited_for(self, one: QuotedMention) -> str:
        """The one dossier of a statement that a mention in its witness fits; empty where none does."""
        if one.mention.kind != "person":
            return ""
        fits = [fit for fit in self.persons.fits(one.mention.surface, cue=one.cue) if fit.level >= Level.BARE]
        meant = [fit for fit in fits if fit.entity in one.dossiers]
        if len(meant) != 1 or meant[0].ambiguous or meant[0].contested:
            return ""
        return "" if any(fit.level > meant[0].level for fit in fits) else meant[0].entity

    def link_bare_surnames(self) -> None:
        """Settle bare surnames that one dossier bears, where source or dossier say whose they are."""
        strangers = self._others_of_surname()
        for place, tally in enumerate(self.tallies):
            if tally.kind != "person" or self.settled[place].how != "open" or says_more(tally.surface):
                continue
            fits = [fit for fit in self._left[place] if not fit.kin or self._is_established(fit, tally)]
            if len(fits) != 1:
                continue
            fit = fits[0]
            if fit.level is not Level.BARE or fit.ambiguous or fit.contested:
                continue
            self.settled[place] = self._by_surname(tally, fit, strangers)

    def _is_established(self, fit: Fit, tally: Tally) -> bool:
        return (self.judged.chief(fit.entity), tally.source) in self.established

    def _by_surname(self, tally: Tally, fit: Fit, strangers: Bearers) -> Settled:
        chief, surname = self.judged.chief(fit.entity), plain(tally.surface)
        others = strangers.besides(surname, chief)
        if tally.source in others.by_source:
            other = others.by_source[tally.source]
            reason = say("The source names somebody of that surname who may be another: {other:-}.", other=other)
            return Settled("", "open", reason, (fit.entity,))
        told = self.established.get((chief, tally.source), {})
        how = next((reason for form, reason in told.items() if share_surname(surname, form)), "")
        if how:
            return Settled(fit.entity, "rule", how)
        if fit.listed and not others.anywhere:
            return Settled(
                fit.entity,
                "rule",
                say("“{surname}”: {listed}, and nobody else of it is named.", surname=surname, listed=fit.listed),
            )
        return Settled("", "open", _namesake(others.anywhere) if fit.listed else BARE, (fit.entity,))

    def _others_of_surname(self) -> Bearers:
        """Whoever is named with more than a surname, and by which dossier."""
        found = Bearers()
        for place, tally in enumerate(self.tallies):
            if self._is_a_bearer(tally):
                one = self.settled[place]
                certain = bool(one.entity) or one.because == EITHER_SEX  # his sister is asked about as he is
                named = [self.judged.chief(entity) for entity in (one.candidates or (one.entity,)) if entity]
                found.add(plain(tally.surface), tally.source, named, certain=certain)
        return found

    # ── single places ───────────────────────────────────────────────────────────────────────────────────────────────

    def judged_places(self, places: Sequence[tuple[Mention, str]]) -> list[tuple[Mention, str, Settled]]:
        """What was judged of single mentions."""
        found = []
        for mention, cue in places:
            said = self.judged.on_place(Span(mention.source, mention.page, mention.start, mention.end))
            chiefs = {self.judged.chief(dossier) for dossier, _, _ in said.same}
            if len(chiefs) == 1:
                found.append((mention, cue, Settled(said.same[0][0], "judgement", said.same[0][2])))
            elif chiefs or said.different:
                reason = AT_ODDS if chiefs else say("Judged of this place to be somebody else.")
                found.append((mention, cue, Settled("", "open", reason, tuple(sorted(chiefs)))))
        return found


def asked_as(tally: Tally) -> tuple[str, ...]:
    """How a judgement may name a form: in the nominative first, as it stands, and as it was recognised.

    A form that may be of either sex is asked about in the woman's nominative, whatever its case: «Рютина» for «Рютина»
    and «Рютину».
    """
    written = plain(tally.surface)
    if tally.kind != "person":
        return tuple(dict.fromkeys((tally.name, written)))
    name = in_case(prepared(written), tally.cue)
    readings = [one.reading for one in name.weighed if not one.reading.turned]
    genders = {reading.gender for reading in readings}
    told = [reading for reading in readings if reading.gender == "f"] if {"m", "f"} <= genders else readings[:1]
    nominatives = [" ".join(filter(None, (one.given, one.patronymic, one.surname))) for one in told[:1]]
    return tuple(dict.fromkeys((*nominatives, written, tally.name)))


def _why_open(fits: Sequence[Fit]) -> str:
    if not fits:
        return ""
    if len(fits) > 1:
        return SEVERAL
    if fits[0].level is Level.PERHAPS:
        return PERHAPS_ONLY
    return EITHER_SEX if fits[0].ambiguous else CONTESTED if fits[0].contested else BARE


def _is_cyrillic(surface: str) -> bool:
    return prepared(plain(surface)).name.script == "Cyrl"
