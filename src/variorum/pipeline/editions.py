"""Editions held against each other wherever dossiers tie them, and whom the later ceases to know; kept with digests.

What ties two sources is `edition-of`, or `derived-from` where the texts are states of one: a copy on which somebody
worked. Only pairs of which a text, or who is named in it, has changed are collated again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from variorum.catalogue.mentions import mentions_on
from variorum.catalogue.store import Catalogue
from variorum.digest import sha_of
from variorum.evidence import EditionsCompared, Erasure, Identified, Naming
from variorum.examined import Verified
from variorum.pipeline.criticising import digest_of_record
from variorum.pipeline.engine import Engine
from variorum.pipeline.progress import Progress, unwatched
from variorum.pipeline.step import Given, step
from variorum.pipeline.texts import HeldTexts, digests_of_readings, digests_of_texts
from variorum.record import Page
from variorum.saying import say

if TYPE_CHECKING:
    from variorum.collation.changes import Collated
    from variorum.collation.erasures import CertainName, EditionRead
    from variorum.collation.wording import Wording

_STATES_OF_ONE = 0.25  # of the shorter text's runs of words, for a derived text to be a state of the other
_CUT_DOWN = 0.5  # the same for a text of less than half the other's length: a review quotes, an abridgement is the text
_LOTS = (("person", "group", "work"), ("place",))  # whom a test corrects for together
_KEPT = 3000  # changes of one pair that are kept
_FIRST = ("negation", "number", "name")  # what checks and pages list one by one, and is kept before all else

Pair = tuple[str, str]


def editions_of(
    record: Verified, naming: Naming, engine: Engine, texts: HeldTexts, *, progress: Progress = unwatched
) -> tuple[tuple[EditionsCompared, ...], tuple[Erasure, ...]]:
    """Every tied pair compared, and the erasures between them, the oldest first; `naming` is who is named where."""
    readings = {key: one.whole for key, one in digests_of_readings(engine).items()}
    pairs = list(tied(record, readings))
    compared: list[EditionsCompared] = []
    erasures: list[Erasure] = []
    for done, pair in enumerate(pairs):
        progress(say("Collating editions"), done, len(pairs))
        bench = Given(_digest([readings[key] for key in pair]), partial(_Bench, pair, texts))
        is_declared = _tie(record, pair) == "edition-of"
        one = engine.ask(edition_compared, " ".join(pair), bench=bench, is_declared=is_declared).value()
        if one is not None:
            compared.append(one)
            ancestors = tuple(_ancestors(pairs, pair[0]))
            named = Given(_named_from(record, engine.catalogue, pair, ancestors), lambda: (record, engine.catalogue))
            found = engine.ask(erasures_of_pair, " ".join(pair), bench=bench, named=named, ancestors=ancestors)
            erasures += found.value()
    if pairs:
        progress(say("Collating editions"), len(pairs), len(pairs))
    for each in (edition_compared, erasures_of_pair):
        engine.retain(each, map(" ".join, pairs))
    erasures += _over_time((record, naming), engine, texts, readings)
    engine.flush()
    return tuple(compared), tuple(erasures)


@step("edition compared", code=("collation",))
def edition_compared(bench: Any, is_declared: bool) -> EditionsCompared | None:
    """Two states of one text held against each other; None where they are derived and no states of one."""
    compared: EditionsCompared | None = bench.compared(is_declared=is_declared)
    return compared


@step("erasures between editions", code=("collation",))
def erasures_of_pair(bench: Any, named: Any, ancestors: tuple[str, ...]) -> tuple[Erasure, ...]:
    """Whom the later of two editions ceases to know, or knows again."""
    record, catalogue = named
    return _erased(record, catalogue, bench, ancestors=ancestors)


@step("words of a text")
def words_of_text(pages: tuple[Page, ...]) -> int:
    """How many words a text has."""
    return sum(len(page.text.split()) for page in pages)


@step("erasures over time", code=("collation",))
def erasures_over_time(named: Any, lengths: dict[str, int], texts: Any) -> tuple[Erasure, ...]:
    """Who falls out of a dated series, comes back, or is passed over in silence by one source on an event."""
    from variorum.collation.silences import erased_over_time, silent
    from variorum.collation.wording import wording_of
    from variorum.quotation.texts import body_of

    record, naming = named
    knower = _Knower(record)
    wordings: dict[str, Wording] = {}

    def may_name(entity: str, key: str) -> bool:
        if key not in wordings:
            wordings[key] = wording_of(body_of(texts, key).text, texts.language(key))
        return knower.knows(entity, key, wordings[key])

    who = naming.attestations
    fallen = erased_over_time(record, who, lengths, may_name=may_name)
    return (*fallen, *silent(record, who, lengths, may_name=may_name))


def _over_time(
    named: tuple[Verified, Naming], engine: Engine, texts: HeldTexts, readings: Mapping[str, str]
) -> tuple[Erasure, ...]:
    lengths = {}
    for key, digest in digests_of_texts(engine).items():
        pages = Given(digest, partial(texts.pages, key))
        lengths[key] = engine.ask(words_of_text, key, pages=pages).value()
    engine.retain(words_of_text, lengths)
    record, naming = named
    made_from = _digest([digest_of_record(record), repr(naming), sorted(readings.items())])
    whole = Given(made_from, lambda: named)
    return engine.ask(
        erasures_over_time, "all", named=whole, lengths=lengths, texts=Given(made_from, lambda: texts)
    ).value()


def _named_from(record: Verified, catalogue: Catalogue, pair: Pair, ancestors: Sequence[str]) -> str:
    """A digest of who is named in two editions, of who was known before them, and of the forms of all names."""
    mentions = [mentions_on(catalogue, key) for key in pair]
    known_before = sorted({one.entity for key in ancestors for one in mentions_on(catalogue, key) if one.entity})
    rows = [[(one.mention, one.entity) for one in side] for side in mentions]
    forms = [(one.id, one.kind, one.name, one.names) for one in record.entities.values()]
    return _digest([rows, forms, known_before])


def tied(record: Verified, held: Mapping[str, str]) -> Iterator[Pair]:
    """The pairs, earlier and later, that a dossier ties and of which both texts are held."""
    for later in sorted(record.sources.values(), key=lambda source: source.key):
        for tie in later.lineage:
            earlier = record.sources.get(tie.source)
            if tie.relation in ("edition-of", "derived-from") and earlier and {earlier.key, later.key} <= set(held):
                paged = all(record.holdings[key].paging != "none" for key in (earlier.key, later.key))
                languages = {source.language.partition("-")[0] for source in (earlier, later)} - {""}
                if paged and len(languages) < 2 and earlier.key != later.key:
                    yield earlier.key, later.key


def _tie(record: Verified, pair: Pair) -> str:
    return next((tie.relation for tie in record.sources[pair[1]].lineage if tie.source == pair[0]), "")


class _Bench:
    """A pair of editions laid out: each thing is worked out when it is first needed."""

    def __init__(self, pair: Pair, texts: HeldTexts) -> None:
        self.pair, self.texts = pair, texts
        self._collated: Collated | None = None

    def collated(self) -> Collated:
        """The two editions held against each other."""
        from variorum.collation.changes import collate
        from variorum.collation.wording import wording_of

        if self._collated is None:
            wordings = (wording_of(self._text(key), self.texts.language(key)) for key in self.pair)
            self._collated = collate(*wordings)
        return self._collated

    def compared(self, *, is_declared: bool) -> EditionsCompared | None:
        """The comparison; None where the texts are derived and not states of one."""
        from variorum.collation.comparing import summed_up
        from variorum.collation.wording import wording_of
        from variorum.quotation.texts import body_of

        if not is_declared and not _are_states(*(wording_of(self._text(key)) for key in self.pair)):
            return None
        earlier, later = (body_of(self.texts, key) for key in self.pair)
        whole = summed_up(earlier, later, self.collated())
        return _within_bounds(whole)

    def told(self, named: Sequence[Sequence[CertainName]]) -> tuple[EditionRead, EditionRead]:
        """The two editions with who is named in each."""
        from variorum.collation.erasures import EditionRead
        from variorum.quotation.texts import body_of

        pair = self.collated().pair
        earlier, later = (body_of(self.texts, key) for key in self.pair)
        return EditionRead(earlier, pair.earlier, tuple(named[0])), EditionRead(later, pair.later, tuple(named[1]))

    def _text(self, key: str) -> str:
        from variorum.quotation.texts import body_of

        return body_of(self.texts, key).text


def _are_states(earlier: Wording, later: Wording) -> bool:
    """Whether two texts, one derived from the other, are states of one."""
    from variorum.collation.tabling import likeness

    least = _CUT_DOWN if len(later) * 2 < len(earlier) else _STATES_OF_ONE
    return likeness(earlier, later) >= least


def _within_bounds(whole: EditionsCompared) -> EditionsCompared:
    """A comparison with no more changes than are kept, in the order of the text, and the number of those left out."""
    graver_first = sorted(range(len(whole.changes)), key=lambda place: whole.changes[place].kind not in _FIRST)
    kept = sorted(graver_first[:_KEPT])
    return replace(whole, changes=tuple(whole.changes[place] for place in kept), left_out=len(graver_first) - len(kept))


# ── who is erased ───────────────────────────────────────────────────────────────────────────────────────────────────


def _erased(record: Verified, catalogue: Catalogue, bench: _Bench, *, ancestors: Sequence[str]) -> tuple[Erasure, ...]:
    mentions = [mentions_on(catalogue, key) for key in bench.pair]
    known_before = sorted({one.entity for key in ancestors for one in mentions_on(catalogue, key) if one.entity})
    from variorum.collation.changes import collate
    from variorum.collation.erasures import erasures_between, restorations
    from variorum.collation.still_named import StillNamed

    named = [list(_named(side, bench.texts, key)) for side, key in zip(mentions, bench.pair, strict=True)]
    kinds = {entity.id: entity.kind for entity in record.entities.values()}
    knower, found = _Knower(record), tuple[Erasure, ...]()
    still = StillNamed(bench.collated().pair)

    def may_be(entity: str, phrase: str) -> bool:
        return any(still.may_be(surname, phrase) for surname in knower.surnames(entity))

    def knows(entity: str, wording: Wording) -> bool:
        is_later = wording is bench.collated().pair.later
        return knower.knows(entity, wording.text, wording) or (
            is_later and any(map(still.is_there, knower.surnames(entity)))
        )

    turned = collate(*(side.wording for side in reversed(bench.told(named)))) if ancestors else None
    for lot in _LOTS:
        told = bench.told([[one for one in side if kinds.get(one.entity) in lot] for side in named])
        found += erasures_between(*told, bench.collated(), knows=knows, may_be=may_be, people="person" in lot)
        if turned is not None:
            found += restorations(*told, turned, known=known_before, knows=knows)
    return found


def _ancestors(pairs: Sequence[Pair], earlier: str) -> list[str]:
    """The editions from which the earlier of a pair comes itself, however far back."""
    found, left = list[str](), [earlier]
    while left:
        key = left.pop()
        more = [one for one, other in pairs if other == key and one not in found and one != earlier]
        found += more
        left += more
    return found


def _named(mentions: Sequence[Identified], texts: HeldTexts, key: str) -> Iterator[CertainName]:
    """The mentions that name a dossier: those that are settled, and a bare surname where the same source settles it."""
    from variorum.collation.erasures import CertainName
    from variorum.names.forms.surnames import surname_skeletons
    from variorum.quotation.texts import body_of

    body = body_of(texts, key)
    starts = {page.sequence: start for page, start in zip(body.pages, body.starts, strict=True)}
    bearers: dict[str, set[str]] = {}
    for one in mentions:
        if one.entity and one.mention.kind == "person":
            for skeleton in surname_skeletons(one.mention.surface):
                bearers.setdefault(skeleton, set()).add(one.entity)
    for one in mentions:
        if not any(one.mention.kind in lot for lot in _LOTS):
            continue
        entity = one.entity
        if not entity and one.mention.kind == "person":
            fitting = set[str]().union(*(bearers.get(part, set()) for part in surname_skeletons(one.mention.surface)))
            entity = next(iter(fitting)) if len(fitting) == 1 else ""
        if entity and one.mention.page in starts:
            start = starts[one.mention.page]
            yield CertainName(entity, start + one.mention.start, start + one.mention.end)


class _Knower:
    """Tells whether a text may name somebody after all, by any word that could be a form of the name."""

    def __init__(self, record: Verified) -> None:
        self._record = record
        self._skeletons: dict[str, frozenset[str]] = {}

    def surnames(self, entity: str) -> frozenset[str]:
        """The last word of every form of a person's name, as dossiers write it."""
        known = self._record.entities.get(entity)
        forms = (known.name, *(form.form for form in known.names)) if known and known.kind == "person" else ()
        last = (form.split()[-1] for form in forms if " " in form)
        return frozenset(word for word in last if word[:1].isupper() and len(word) > 3)

    def knows(self, entity: str, text: str, wording: Wording) -> bool:
        """Whether some capitalised word of the text may be a form of the dossier's name."""
        from variorum.names.forms.surnames import surname_skeletons

        known = self._record.entities.get(entity)
        if known is None:
            return False
        if text not in self._skeletons:
            words = {wording.written(i) for i in range(len(wording)) if wording.text[wording.starts[i]].isupper()}
            self._skeletons[text] = frozenset[str]().union(*map(surname_skeletons, words))
        forms = (known.name, *(form.form for form in known.names))
        if known.kind == "person":
            return any(surname_skeletons(form) & self._skeletons[text] for form in forms)
        return any(_stands(form, wording) for form in forms)


def _stands(form: str, wording: Wording) -> bool:
    """Whether the words of a name stand together in a text, endings apart."""
    from variorum.text.levelled import levelled

    stems = [word[: max(4, len(word) - 2)] for word in map(levelled, form.split()) if word]
    plain = wording.plain
    return any(
        all(plain[i + step].startswith(stem) for step, stem in enumerate(stems))
        for i in range(len(plain) - len(stems) + 1)
        if stems and plain[i].startswith(stems[0])
    )


def _digest(value: object) -> str:
    return sha_of(repr(value))
