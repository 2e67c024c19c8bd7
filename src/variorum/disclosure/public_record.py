"""One record on its way out: each of its parts as the public may see it, and what of each is withheld."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from typing import TypeVar

from variorum.archive.protecting import MARK as PROTECTED
from variorum.digest import sha_of
from variorum.disclosure.guard import Guard
from variorum.disclosure.outgoing_findings import (
    Speaking,
    open_borrowing,
    open_naming,
    rests_on_open_sources,
)
from variorum.disclosure.protection import KeptBack
from variorum.disclosure.public_values import Clearing, plain_words, ref_of
from variorum.disclosure.secrets import Secrets, cites_closed, proses, verified_against
from variorum.evidence import Identified, PagePicture
from variorum.examined import CheckedQuotation, Examined
from variorum.record import (
    Chapter,
    Citation,
    Claim,
    Complement,
    Entity,
    EntityLink,
    MapLayer,
    Position,
    Prose,
    Source,
    Statement,
    StatementLink,
    Thesis,
    Thing,
    Witness,
)

# of the record: whatever is not opened by a rule of its own goes through the walk, fields to come included
_BY_RULES = frozenset(
    {
        "sources",
        "entities",
        "statements",
        "theses",
        "chapters",
        "judgements",
        "holdings",
        "quotations",
        "naming",
        "layers",
        "facsimiles",
    }
)
_OTHER_FIELDS = tuple(
    f.name for f in fields(Examined) if f.init and f.name not in _BY_RULES | {"borrowings", "erasures"}
)
MentionsOf = Callable[[str], Sequence[Identified]]
Dossier = TypeVar("Dossier", Source, Entity, Thesis, Chapter)


@dataclass(frozen=True, slots=True)
class InPlace:
    """What is written where a paragraph is left out, and where a thesis rests on something withheld."""

    passage: str = "…"
    witness: str = "…"


class Departure:
    """One record on its way out, and what of it is withheld."""

    def __init__(self, record: Examined, secrets: Secrets, in_place: InPlace) -> None:
        self.record = record
        self.guard: Guard = secrets.guard
        self.kept: KeptBack = secrets.kept
        self.in_place = in_place
        self.plain = Clearing(secrets.guard, secrets.pages)
        self.touched: set[str] = set()  # refs, ids and keys of which something is withheld
        self.files: set[str] = set()  # files of which something is withheld
        self.statements = tuple(one for each in record.statements if (one := self._statement(each)) is not None)
        self.renamed = self._renamed()
        self.clear = Clearing(secrets.guard, secrets.pages, self.renamed, in_place.passage)

    def speaking(self) -> Speaking:
        """What may be said of it in findings and judgements."""
        about = frozenset(self.record.judgements[n].about for n in self.kept.judgements)
        return Speaking(self.clear, self.touched | about, self.files, bool(self.kept))

    def withheld_files(self) -> frozenset[str]:
        """The files of which something is withheld, those of what is kept back as a whole among them."""
        record, kept = self.record, self.kept
        whole: list[Source | Entity | Thesis | Chapter] = [
            *(one for key, one in record.sources.items() if key in kept.sources),
            *(one for key, one in record.entities.items() if key in kept.entities),
            *(one for key, one in record.theses.items() if key in kept.theses),
            *(one for one in record.chapters if one.id in kept.chapters),
        ]
        return frozenset(self.files) | {one.position.file for one in whole}

    def betrays(self, text: str) -> bool:
        """Whether a text of any length (a file, a comment) names, quotes or leads to something that is kept back."""
        guard = self.guard
        return bool(PROTECTED.search(text)) or guard.unkeyed(text) != text or guard.betrays(text)

    # ── the record ──

    def record_of(self, mentions_of: MentionsOf) -> Examined:
        """The record as the public may see it."""
        record, kept, clear = self.record, self.kept, self.clear
        open_keys = [key for key in record.sources if key not in kept.sources]
        seen = frozenset(one.mention.surface for key in open_keys for one in mentions_of(key))
        sources = {k: self._source(one) for k, one in record.sources.items() if k not in kept.sources}
        entities = {k: self._entity(one) for k, one in record.entities.items() if k not in kept.entities}
        theses = {k: self._thesis(one) for k, one in record.theses.items() if k not in kept.theses}
        chapters = self._chapters()
        speaking = self.speaking()  # what is withheld of all these is known only now
        public = replace(
            record,
            sources=sources,
            entities=entities,
            statements=tuple(clear(replace(one, ref=self.renamed.get(one.ref, one.ref))) for one in self.statements),
            theses=theses,
            chapters=chapters,
            judgements=tuple(
                clear(one)
                for number, one in enumerate(record.judgements)
                if number not in kept.judgements and not speaking.betrays(one)
            ),
            layers={k: layer for k in record.layers if (layer := self._layer(k)) is not None},
            holdings={k: clear(one) for k, one in record.holdings.items() if k not in kept.sources},
            facsimiles=self._facsimiles(),
            naming=clear(open_naming(record.naming, kept.sources, seen)),
            borrowings=clear(
                tuple(one for each in record.borrowings if (one := open_borrowing(each, kept.sources)) is not None)
            ),
            erasures=clear(tuple(one for one in record.erasures if rests_on_open_sources(one, record, kept.sources))),
        )
        others = {name: clear(getattr(record, name)) for name in _OTHER_FIELDS}
        return replace(public, **others, quotations=self._quotations(public))

    def _facsimiles(self) -> dict[str, tuple[PagePicture, ...]]:
        """Pictures of sources of which nothing is withheld: a picture cannot be masked, so that it stays or goes whole.

        Where the text of one page is masked no page is shown: nobody knows what else stands in the pictures.
        """
        masked = self.clear.pages.spans if self.guard.people else (lambda _: {})
        return {
            key: tuple(replace(one, seen="") for one in pictures)
            for key, pictures in self.record.facsimiles.items()
            if key not in self.kept.sources
            and not masked(key)
            and not any(self.betrays(text) for one in pictures for text in (one.file, one.seen) if text)
        }

    def _statement(self, statement: Statement) -> Statement | None:
        """A statement that may stay, its withheld witnesses become one; None where it goes."""
        guard = self.guard
        things = [statement.thing, *(complement.thing for complement in statement.complements)]
        if guard.concerns(statement.ref) or guard.concerns(statement.subject) or self._is_closed(statement.thing):
            self.files.add(statement.position.file)
            return None
        witnesses = [one for one in statement.witnesses if not self._is_withheld(one)]
        if len(witnesses) < len(statement.witnesses):
            witnesses.append(Witness(Citation(""), None))
        attributes = {
            name: value
            for name, value in statement.attributes.items()
            if not guard.concerns(value) and not guard.repeats(value)
        }
        public = replace(
            statement,
            complements=tuple(
                Complement(one.preposition, one.thing)
                for one in statement.complements
                if not self._is_closed(one.thing)
            ),
            attributes=attributes,
            witnesses=tuple(witnesses),
            written="",
            protected=None,
        )
        cleared = self.plain(public)
        if cleared != replace(statement, written="", protected=None) or any(map(self._is_closed, things)):
            self.touched.add(statement.ref)
            self.files.add(statement.position.file)
        return public

    def _is_closed(self, thing: Thing | None) -> bool:
        if isinstance(thing, EntityLink):
            return self.guard.concerns(thing.target)
        return isinstance(thing, StatementLink) and (
            self.guard.concerns(thing.dossier) or self.guard.concerns(ref_of(thing))
        )

    def _is_withheld(self, witness: Witness) -> bool:
        """Whether a witness speaks from a source that is kept back, or in words of one."""
        return cites_closed(witness.citation, self.kept.sources) or bool(
            witness.quotation and self.guard.repeats(witness.quotation)
        )

    def _renamed(self) -> dict[str, str]:
        """New refs for statements whose own would tell: those by the digest of a line, which holds more than leaves,
        and ids that name somebody.
        """
        renamed: dict[str, str] = {}
        for statement in self.statements:
            dossier, _, block = statement.ref.partition("#")
            if block.startswith("~") or self.guard.spans(block):
                said = repr(self.plain(replace(statement, ref=dossier, position=Position(""))))
                new = f"{dossier}#~{sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
                taken = sum(other == new or other.startswith(f"{new}-") for other in renamed.values())
                renamed[statement.ref] = f"{new}-{taken + 1}" if taken else new
        for thesis in self.record.theses.values():
            for claim in thesis.claims:
                dossier, _, block = claim.ref.partition("#")
                if block.startswith("~") or self.guard.spans(block):
                    said = sha_of(self.guard.short(claim.text))[:8]
                    renamed[claim.ref] = f"{dossier}#~{said}"
        return renamed

    def _source(self, source: Source) -> Source:
        kept = self.kept.sources
        notes = self._prose_text(source.notes, source.key, source.position)
        lineage = tuple(tie for tie in source.lineage if tie.source not in kept)
        public = replace(source, notes="", lineage=lineage, protected=None)
        pages = self.clear.pages
        if self.guard.people and source.original and pages.spans(source.key):
            public = replace(public, original=replace(source.original, sha256=""))
        return replace(self._noted(self.clear(public), public, source.key, source.position), notes=notes)

    def _layer(self, id_: str) -> MapLayer | None:
        """A layer that may leave; a feature with a word that may not goes with its place, which would tell as much."""
        layer, clear = self.record.layers[id_], self.clear
        plain = replace(layer, features=())
        if id_ in self.kept.layers or clear.concerns(plain) or self.guard.spans(id_):
            return None
        said: dict[str, bool] = {}
        for name in {feature.name for feature in layer.features}:
            said[name] = not clear.concerns(name) and self.guard.short(name) == name
        kept = tuple(feature for feature in layer.features if said[feature.name])
        return replace(clear(plain), features=kept)

    def _entity(self, entity: Entity) -> Entity:
        prose = self._prose(entity.prose, entity.id, entity.position) if entity.prose else None
        names = tuple(replace(form, source="") if form.source in self.kept.sources else form for form in entity.names)
        public = replace(entity, names=names, prose=None, protected=None)
        return replace(self._noted(self.clear(public), public, entity.id, entity.position), prose=prose)

    def _thesis(self, thesis: Thesis) -> Thesis:
        prose = self._prose(thesis.prose, thesis.id, thesis.position)
        if self.clear.concerns((thesis.evidence, thesis.claims, thesis.traces)):
            prose = replace(prose, text=f"{prose.text}\n\n*{self.in_place.witness}*".strip())
            self.touched.add(thesis.id)
        public = replace(thesis, prose=Prose(""), claims=self._claims(thesis), protected=None)
        return replace(self._noted(self.clear(public), public, thesis.id, thesis.position), prose=prose)

    def _claims(self, thesis: Thesis) -> tuple[Claim, ...]:
        """Claims without those grounds that are withheld; one that names no ground is none the less the historian's."""
        return tuple(
            replace(claim, grounds=tuple(one for one in claim.grounds if not self.clear.concerns(one)))
            for claim in thesis.claims
        )

    def _chapters(self) -> tuple[Chapter, ...]:
        """The chapters, numbered anew where one is left out, so that no gap tells of it."""
        kept = [one for one in self.record.chapters if one.id not in self.kept.chapters]
        anew = len(kept) < len(self.record.chapters)
        chapters = []
        for number, chapter in enumerate(kept, 1):
            prose = self._prose(chapter.prose, chapter.id, chapter.position)
            public = replace(chapter, prose=Prose(""), protected=None)
            cleared = self._noted(self.clear(public), public, chapter.id, chapter.position)
            label = f"{number:02}" if anew and chapter.number else chapter.number
            chapters.append(replace(cleared, prose=prose, number=label))
        return tuple(chapters)

    def _noted(self, cleared: Dossier, before: object, identity: str, at: Position) -> Dossier:
        if cleared != before:
            self.touched.add(identity)
            self.files.add(at.file)
        return cleared

    def _prose_text(self, text: str, identity: str, position: Position) -> str:
        cleared = self.guard.prose(text, self.in_place.passage)
        if cleared != text:
            self.touched.add(identity)
            self.files.add(position.file)
        return cleared

    def _prose(self, prose: Prose, identity: str, position: Position) -> Prose:
        """Prose as it may leave, noting where something of it does not."""
        cleared = self.clear.prose(prose)
        if cleared is not prose:
            self.touched.add(identity)
            self.files.add(position.file)
        return cleared

    # ── what was worked out ──

    def _quotations(self, public: Examined) -> tuple[CheckedQuotation, ...]:
        prose_of = {chapter.position.file: chapter.prose.text for chapter in public.chapters}
        prose_of |= {one.position.file: one.prose.text for one in public.entities.values() if one.prose}
        prose_of |= {one.position.file: one.prose.text for one in public.theses.values()}
        prose_of |= {one.position.file: one.notes for one in public.sources.values()}
        words = {file: plain_words(text) for file, text in prose_of.items() if file in self.files}
        gone = {one.ref for one in self.record.statements} - {one.ref for one in self.statements}
        gone |= {position.file for identity, position, _ in proses(self.record) if identity in self.kept.ids}
        out = []
        for checked in self.record.quotations:
            where = checked.statement
            if where in gone or self.guard.concerns(where):
                continue
            if where in words and plain_words(checked.witness.quotation or "") not in words[where]:
                continue
            if (opened := self._quotation(checked)) is not None:
                out.append(opened)
        return tuple(out)

    def _quotation(self, checked: CheckedQuotation) -> CheckedQuotation | None:
        verification, kept = checked.verification, self.kept.sources
        if self._is_withheld(checked.witness) or verified_against(verification, kept):
            return None
        candidates = tuple(segment for segment in verification.candidates if segment.source not in kept)
        if candidates != verification.candidates:
            verification = replace(verification, candidates=candidates)
            if not verification.segments:
                verification = replace(verification, found="", differences=(), omitted=(), locator="", reason="")
        cleared = self.clear(replace(checked, verification=verification))
        if cleared.verification.quotation != verification.quotation or cleared.verification.found != verification.found:
            bare = replace(cleared.verification, differences=(), omitted=(), warnings=(), reason="")
            return replace(cleared, verification=bare)
        return cleared

    def mentions(self, mentions_of: MentionsOf) -> MentionsOf:
        """The names found in a source, without those that are kept back."""

        def opened(source: str) -> Sequence[Identified]:
            if source in self.kept.sources:
                return ()
            found = (one for one in mentions_of(source) if not self.guard.concerns(one.entity))
            cleared = self.clear(tuple(one for one in found if not self.plain.is_hidden(one.mention)))
            return tuple(one for one in cleared if not self.guard.betrays(one.mention.surface))

        return opened
