"""Small records with witnesses, texts and passages that recur, for the tests of what depends on what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from variorum.dates.dating import Dating
from variorum.evidence import Borrowing, Side, Span, Verification
from variorum.examined import CheckedQuotation, Examined
from variorum.record import Citation, Descent, Entity, Judgement, Page, Position, Source, Statement, Witness


def year(number: int) -> Dating:
    """The dating of a whole year."""
    first, last = date(number, 1, 1).toordinal(), date(number, 12, 31).toordinal()
    return Dating(str(number), str(number), "gregorian", first, last, first, last)


def side(source: str, text: str, within: str, *, page: int = 1) -> Side:
    """The place of some words in a page's text."""
    start = within.index(text)
    return Side((Span(source, page, start, start + len(text)),), text)


@dataclass
class Archive:
    """A record in the making."""

    texts: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    quotations: list[CheckedQuotation] = field(default_factory=list)
    borrowings: list[Borrowing] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)

    def source(
        self,
        key: str,
        when: int | None = None,
        text: str = "",
        *,
        authors: Sequence[str] = (),
        lineage: Mapping[str, str] | None = None,
        title: str = "",
        **fields: object,
    ) -> None:
        """A source of one page, written `when` and come out in the year it says; `lineage` maps keys to relations."""
        ties = tuple(Descent(relation, other) for other, relation in (lineage or {}).items())
        self.texts[key] = text
        dated = year(when) if when else None
        made = Source(key, title=title or key, composed=dated, published=dated, authors=tuple(authors), lineage=ties)
        self.sources[key] = replace(made, position=Position(f"sources/{key}.md", 1, 1), **fields)

    def statement(self, ref: str, *witnesses: tuple[str, str], stance: str = "affirms") -> Statement:
        """A statement with witnesses, each a source and the words of it that are quoted."""
        given = []
        for line, (key, words) in enumerate(witnesses, start=2):
            witness = Witness(Citation(key), words, stance, Position("x.md", line))
            given.append(witness)
            start = self.texts.get(key, "").find(words)
            pieces = (Span(key, 1, start, start + len(words)),) if start >= 0 and words else ()
            verdict = "verbatim" if pieces else "unchecked"
            found = Verification(words, verdict, "as cited" if pieces else "not given", segments=pieces)
            self.quotations.append(CheckedQuotation(ref, witness, found))
        made = Statement(ref, ref.partition("#")[0], "was", None, witnesses=tuple(given), position=Position("x.md", 1))
        self.statements.append(made)
        return made

    def borrowing(
        self, a: str, b: str, text_a: str, text_b: str = "", *, identity: float = 1.0, manner: str = "unmarked"
    ) -> Borrowing:
        """A passage that stands in two sources."""
        text_b = text_b or text_a
        made = Borrowing(
            side(a, text_a, self.texts[a]),
            side(b, text_b, self.texts[b]),
            len(text_a.split()),
            identity,
            manner,
        )
        self.borrowings.append(made)
        return made

    def judge(self, about: str, verdict: str, why: str = "Compared.") -> None:
        """A person's word."""
        self.judgements.append(Judgement(about, verdict, "the editors", "2026-03-01T12:00:00Z", why))

    def pages(self, source: str) -> tuple[Page, ...]:
        """The pages of a source."""
        return (Page(source, 1, "1", self.texts[source]),) if source in self.texts else ()

    def record(self) -> Examined:
        """What was made."""
        return Examined(
            sources=self.sources,
            entities=self.entities,
            statements=tuple(self.statements),
            quotations=tuple(self.quotations),
            borrowings=tuple(self.borrowings),
            judgements=tuple(self.judgements),
        )
