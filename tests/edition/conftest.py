"""A small invented archive with every kind of dossier, verdict and page, for the edition's tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from variorum.archive.citations import parse_citation
from variorum.dates.dating import Dating
from variorum.disclosure.openness import OwnersView
from variorum.edition.publishing import Imprint, Published, opened_in, publish
from variorum.evidence import (
    Attestation,
    Difference,
    Holding,
    Identified,
    Mention,
    Naming,
    Span,
    Unmatched,
    Verification,
)
from variorum.examined import CheckedQuotation, Examined
from variorum.finding import Finding, Severity
from variorum.record import (
    Chapter,
    Citation,
    Complement,
    Descent,
    Entity,
    EntityLink,
    Expectation,
    Facet,
    Judgement,
    NameForm,
    Original,
    Page,
    Position,
    Prose,
    ProseCitation,
    Quantity,
    Relation,
    Settings,
    Source,
    Statement,
    StatementLink,
    Thesis,
    Vocabulary,
    Witness,
    Words,
)

SECRET = "the mill at Sosnovka keeps two ledgers and shows the commission only one"
SECRET_TITLE = "Conversations with an informant of the mill"


def day(year: int, month: int = 1, number: int = 1) -> int:
    return date(year, month, number).toordinal()


def dating(edtf: str) -> Dating:
    """A dating with bounds, for a year, a month or a day."""
    parts = [int(part) for part in edtf.rstrip("~?").split("-")]
    if len(parts) == 3:
        first = last = day(*parts)
    elif len(parts) == 2:
        first = day(parts[0], parts[1])
        last = day(parts[0] + parts[1] // 12, parts[1] % 12 + 1) - 1
    else:
        first, last = day(parts[0]), day(parts[0] + 1) - 1
    return Dating(edtf, edtf, "gregorian", first, last, first, last)


def cite(text: str) -> Citation:
    citation = parse_citation(text)
    assert citation is not None
    return citation


def page(source: str, sequence: int, label: str, *paragraphs: str, first: int = 1) -> Page:
    starts, text = [], ""
    for paragraph in paragraphs:
        text += "\n\n" if text else ""
        starts.append(len(text))
        text += paragraph
    return Page(source, sequence, label, text, "", tuple(starts), first)


@dataclass(frozen=True)
class SmallArchive:
    record: Examined
    findings: tuple[Finding, ...]
    pages: Mapping[str, Sequence[Page]]
    silenced: tuple[tuple[Finding, Judgement], ...] = ()
    mentions: tuple[Identified, ...] = ()

    def mentions_of(self, key: str) -> Sequence[Identified]:
        return [one for one in self.mentions if one.mention.source == key]

    def pages_of(self, key: str) -> Sequence[Page]:
        return self.pages.get(key, ())


PAGES = {
    "orlova1961": (
        page(
            "orlova1961",
            1,
            "90",
            "Snow lay until April that year, and the post came by sledge or not at all.",
        ),
        page(
            "orlova1961",
            2,
            "91",
            "All summer we had waited for a letter. We met in September, three of us, in the room over the dairy, "
            "and Lesnov, who by rights was in Biysk, sat with his back to the window.",
            "He had brought nothing in writing. Whatever was to be carried further we were to carry by heart, each to "
            "one other person and no more.",
            "Nobody spoke of a programme; we wanted the truth about the grain and nothing else.",
            first=2,
        ),
        page("orlova1961", 3, "92", "In the morning the ferry had stopped.", first=5),
    ),
    "spravka1933": (
        page("spravka1933", 1, "33", "Справка по делу Леснова П. И. Составлена в одном экземпляре."),
        page(
            "spravka1933",
            2,
            "34",
            "Леснов Павел Ильич, из служащих, выслан на три года в Бийск. На собраниях кружка не бывал.",
            first=2,
        ),
    ),
    "sedov1974": (
        page(
            "sedov1974",
            1,
            "112",
            "They met in September, three of them, in the room over the dairy. I had it from a friend.",
        ),
    ),
    "zarya1930": (page("zarya1930", 1, "2", "Кружок на левом берегу разоблачён. Хлеб сдан полностью."),),
    "closed1931": (page("closed1931", 1, "1", f"The informant says that {SECRET}. He asks not to be named."),),
}


def found(source: str, sequence: int, words: str) -> Span:
    text = next(p.text for p in PAGES[source] if p.sequence == sequence)
    start = text.index(words)
    return Span(source, sequence, start, start + len(words))


def verification(quotation: str, verdict: str, *segments: Span, **more: object) -> Verification:
    found_words = " ".join(
        next(p.text for p in PAGES[s.source] if p.sequence == s.page)[s.start : s.end] for s in segments
    )
    return replace(Verification(quotation, verdict, "as cited", ("layout",), segments, found_words), **more)


def _sources() -> dict[str, Source]:
    sources = [
        Source(
            "orlova1961",
            "memoir",
            "What the River Kept",
            ("orlova",),
            "en",
            dating("1958"),
            dating("1961"),
            "participant",
            original=Original("orlova1961.txt", "ab" * 32),
            notes="She wrote *thirty years* after; see [[lesnov]].",
            csl={"publisher": "Beacon Row", "publisher-place": "London"},
            position=Position("sources/orlova1961.md"),
        ),
        Source(
            "spravka1933",
            "police-report",
            "Справка по делу Леснова",
            (),
            "ru",
            dating("1933-03-14"),
            None,
            "investigator",
            csl={"archive": "ГАЗО", "archive_location": "Ф. 17. Оп. 85. Д. 12"},
            position=Position("sources/spravka1933.md"),
        ),
        Source(
            "sedov1974",
            "memoir",
            "A Friend’s Friend",
            ("Sedov, Ilya",),
            "en",
            None,
            dating("1974"),
            "hearsay",
            lineage=(Descent("derived-from", "orlova1961"), Descent("reply-to", "closed1931")),
        ),
        Source(
            "zarya1930",
            "newspaper",
            "Кружок на левом берегу",
            (),
            "ru",
            None,
            dating("1930-08-19"),
            "official",
            csl={"container-title": "Заря"},
        ),
        Source(
            "closed1931",
            "police-report",
            SECRET_TITLE,
            (),
            "en",
            None,
            None,
            "hearsay",
            access="restricted",
            original=Original("closed1931.txt", "cd" * 32),
            notes="Given on condition.",
        ),
    ]
    return {source.key: source for source in sources}


def _entities() -> dict[str, Entity]:
    entities = [
        Entity(
            "lesnov",
            "person",
            "Pavel Ilyich Lesnov",
            (
                NameForm("Павел Ильич Леснов", "Cyrillic", "ru"),
                NameForm("Gornyi", "Latin", "en", "1930–1932", "spravka1933"),
            ),
            ("wikidata:Q1", "see the card index"),
            {"occupation": "clerk"},
            Prose("A clerk of the district [@spravka1933, Л. 34]. See [[orlova]] and [[lesnov#^met]]."),
            Position("people/lesnov.md"),
        ),
        Entity("orlova", "person", "Anna Orlova", (NameForm("Анна Сергеевна Орлова", "Cyrillic", "ru"),)),
        Entity("circle", "group", "Zarechny circle"),
        Entity("biysk", "place", "Biysk"),
        Entity("platform", "work", "The platform nobody saw"),
        Entity("meeting", "event", "The meeting over the dairy"),
    ]
    return {entity.id: entity for entity in entities}


def _vocabulary() -> Vocabulary:
    def relation(name: str, facet: str, ru: str, inverse: str = "", ru_inverse: str = "") -> Relation:
        turned = {"en": inverse, "ru": ru_inverse} if inverse else {}
        return Relation(name, facet, {"en": name, "ru": ru}, turned, ("person",), ("person", "place", "group"))

    relations = [
        relation("met", "associates", "встретился с", "was met by", "встреча с"),
        relation("exiled to", "repression", "выслан в", "place of exile of", "место ссылки"),
        relation("belonged to", "associates", "состоял в", "had as member", "участник"),
        relation("counted", "life", "насчитал"),
        relation("doubted", "life", "усомнился"),
    ]
    facets = tuple(
        Facet(name, kind, {"en": en, "ru": ru})
        for kind in ("person", "group", "place", "work", "event")
        for name, en, ru in (
            ("life", "Life", "Жизнь"),
            ("programme", "Programme", "Программа"),
            ("associates", "Associates", "Круг"),
            ("repression", "Repression", "Репрессии"),
        )
    )
    return Vocabulary({r.name: r for r in relations}, facets)


MET = Witness(
    cite("@orlova1961, p. 91"), "We met in September, two of us", "affirms", Position("people/lesnov.md", 12, 3)
)
COPY = Witness(cite("@sedov1974, p. 112"), "They met in September", "affirms", Position("people/lesnov.md", 13, 3))
DENIAL = Witness(
    cite("@spravka1933, Л. 34"), "На собраниях кружка не бывал", "denies", Position("people/lesnov.md", 14, 3)
)
EXILE = Witness(cite("@spravka1933, Л. 34"), "выслан на три года", "affirms", Position("people/lesnov.md", 17, 3))
CLOSED = Witness(cite("@closed1931, p. 1"), SECRET, "affirms", Position("people/lesnov.md", 20, 3))
SILENT = Witness(cite("@zarya1930, p. 2"), None, "omits", Position("people/lesnov.md", 21, 3))


def _statements() -> tuple[Statement, ...]:
    return (
        Statement(
            "lesnov#^met",
            "lesnov",
            "met",
            EntityLink("orlova"),
            (Complement("in", EntityLink("biysk")),),
            dating("1930-09"),
            {"certainty": "low"},
            (MET, COPY, DENIAL),
        ),
        Statement("lesnov#~0a1b2c3d", "lesnov", "exiled to", EntityLink("biysk"), (), dating("1928"), {}, (EXILE,)),
        Statement(
            "lesnov#^ledgers",
            "lesnov",
            "counted",
            Quantity(2, 2, "ledgers", "2 ledgers"),
            (),
            None,
            {},
            (CLOSED, SILENT),
        ),
        Statement("lesnov#^slogan", "lesnov", "unheard of", Words("bread & truth"), (), dating("1930")),
        Statement(
            "orlova#^belonged",
            "orlova",
            "belonged to",
            EntityLink("circle"),
            (Complement("with", EntityLink("lesnov")),),
            dating("1930"),
        ),
        Statement("orlova#^doubt", "orlova", "doubted", StatementLink("lesnov", "^met"), (), dating("1961")),
    )


def _quotations() -> tuple[CheckedQuotation, ...]:
    en, ru = "orlova1961", "spravka1933"
    prose = Witness(
        cite("@orlova1961, p. 91"),
        "by heart, each to one other person",
        "affirms",
        Position("chapters/01-room.md", 9, 1),
    )
    return (
        CheckedQuotation(
            "lesnov#^met",
            MET,
            verification(
                "We met in September, two of us",
                "altered",
                found(en, 2, "We met in September, three of us"),
                differences=(Difference("replaced", "two", "three"),),
            ),
        ),
        CheckedQuotation(
            "lesnov#^met",
            COPY,
            verification("They met in September", "verbatim", found("sedov1974", 1, "They met in September")),
        ),
        CheckedQuotation(
            "lesnov#^met", DENIAL, verification("…", "verbatim", found(ru, 2, "На собраниях кружка не бывал"))
        ),
        CheckedQuotation(
            "lesnov#~0a1b2c3d",
            EXILE,
            verification("выслан на три года", "verbatim", found(ru, 2, "выслан на три года")),
        ),
        CheckedQuotation("lesnov#^ledgers", CLOSED, verification(SECRET, "verbatim", found("closed1931", 1, SECRET))),
        CheckedQuotation(
            "chapters/01-room.md",
            prose,
            verification(
                "by heart, each to one other person",
                "marked",
                found(en, 2, "by heart, each to one other person"),
                omitted=("and no more",),
            ),
        ),
    )


CHAPTER = f"""Three people met in a room over the dairy [@orlova1961, p. 91].
A friend of a friend has it too [@sedov1974, p. 112].

## What was carried

They were to carry it

> by heart, each to one other person [@orlova1961, p. 91]

and no more [@orlova1961, p. 92]. The file says otherwise [@spravka1933, Л. 34; @zarya1930, p. 2].
Then [@spravka1933, Л. 34].

> {SECRET} [@closed1931, p. 1]

An aside [@closed1931, p. 1] and **[[lesnov|the clerk]]**, <script>alert(1)</script>.
"""


def _chapters() -> tuple[Chapter, ...]:
    quoted = ProseCitation(
        cite("@orlova1961, p. 91"), "by heart, each to one other person", Position("chapters/01-room.md", 9, 1)
    )
    cited = tuple(
        ProseCitation(cite(text), None, Position("chapters/01-room.md", 5, 1))
        for text in ("@sedov1974, p. 112", "@spravka1933, Л. 34", "@zarya1930, p. 2")
    )
    closed = ProseCitation(cite("@closed1931, p. 1"), SECRET, Position("chapters/01-room.md", 14, 1))
    return (
        Chapter(
            "room",
            "1",
            "The room over the dairy",
            Prose(CHAPTER, (quoted, *cited, closed)),
            Position("chapters/01-room.md"),
        ),
        Chapter("grain", "2", "The grain", Prose("Nothing yet."), Position("chapters/02-grain.md")),
    )


def _theses() -> dict[str, Thesis]:
    real = Thesis(
        "real-circle",
        "There was a circle",
        "was-there-a-circle",
        ("orlova",),
        ("invented-circle",),
        Prose("Because they met."),
        (Expectation("expects", True, "lesnov#^met"), Expectation("is silent on", False, "orlova#^belonged")),
    )
    invented = Thesis(
        "invented-circle",
        "The police made it up",
        "was-there-a-circle",
        ("A. Writer",),
        ("real-circle",),
        Prose("They had to."),
        (Expectation("forbids", False, "lesnov#^met"), Expectation("expects", False, "lesnov#^nowhere")),
    )
    return {thesis.id: thesis for thesis in (real, invented)}


FINDINGS = (
    Finding(
        "Q201",
        Severity.ERROR,
        "A quotation differs from its source: “two” for “three”.",
        Position("people/lesnov.md", 12, 3),
        ("lesnov#^met",),
        ("quoted: two", "source: three"),
        "Compare the page and mend the quotation.",
    ),
    Finding(
        "W302", Severity.WARNING, "This rests on one witness.", Position("people/lesnov.md", 17), ("lesnov#~0a1b2c3d",)
    ),
    Finding("S021", Severity.NOTE, "Nothing is said of this place.", Position("places/biysk.md"), ("biysk",)),
    Finding(
        "Q206",
        Severity.WARNING,
        f"The words “{SECRET}” stand elsewhere.",
        Position("people/lesnov.md", 20),
        ("lesnov#^ledgers",),
    ),
    Finding(
        "C106",
        Severity.ERROR,
        "The original of closed1931 is missing.",
        Position("sources/closed1931.md"),
        ("closed1931",),
    ),
    Finding("S017", Severity.NOTE, "A file that is not understood: <b>notes</b>.doc", Position("notes.doc")),
)


SILENCED = (
    (
        Finding("W304", Severity.ERROR, "Witnesses contradict; see `variorum show`.", None, ("lesnov#^met",)),
        Judgement("finding W304 lesnov#^met", "accepted", "the editors", "2026-03-06T09:00:00Z", "Settled in ch. 1."),
    ),
    (
        Finding("C106", Severity.ERROR, "An original is missing.", None, ("closed1931",)),
        Judgement("finding C106 closed1931", "accepted", "the editors", "2026-03-06", "It is being copied."),
    ),
)
CLERK = "person lesnov: the clerk of 1926"
JUDGEMENTS = (
    Judgement(CLERK, "same", "A. Reader", "2026-01-01", "One hand."),
    Judgement(CLERK, "unsure", "A. Reader", "2026-02-01T10:00:00Z", "Two hands <b>after</b> all."),
    Judgement("person orlova: the informant of closed1931", "same", "A. Reader", "2026-02-01", "Nobody must see this."),
)


def named(
    source: str,
    sequence: int,
    surface: str,
    name: str,
    entity: str = "",
    *,
    kind: str = "person",
    candidates: tuple[str, ...] = (),
) -> Identified:
    at = found(source, sequence, surface)
    mention = Mention(source, sequence, at.start, at.end, surface, kind, name, "model")
    return Identified(mention, entity, "rule" if entity else "open", candidates=candidates)


MENTIONS = (
    named("orlova1961", 2, "Lesnov", "Lesnov", "lesnov"),
    named("orlova1961", 2, "Biysk", "Biysk", "biysk", kind="place"),
    named("spravka1933", 1, "Леснова П. И.", "Леснов П. И.", "lesnov"),
    named("spravka1933", 2, "Леснов Павел Ильич", "Леснов Павел Ильич", "lesnov"),
    named("spravka1933", 2, "Бийск", "Бийск", "biysk", kind="place"),
    named("orlova1961", 2, "the dairy", "the dairy", kind="place"),
    named("sedov1974", 1, "the dairy", "the dairy", kind="place"),
    named("spravka1933", 2, "служащих", "служащих", candidates=("orlova", "circle")),
    named("closed1931", 1, "the mill", "the mill", "lesnov"),
    named("closed1931", 1, "Sosnovka", "Sosnovka", kind="place"),
    named("closed1931", 1, "two ledgers", "two ledgers", kind="work"),
)
NAMING = Naming(
    (Attestation("lesnov", "closed1931", 1, {"the mill": 1}, Span("closed1931", 1, 24, 32)),),
    (),
    (
        Unmatched("Sosnovka", "place", {"Sosnovka": 1, "the dairy": 2}, 3, ("orlova1961", "sedov1974", "closed1931")),
        Unmatched("two ledgers", "work", {"two ledgers": 1}, 1, ("closed1931",)),
    ),
)


@pytest.fixture(scope="session")
def small() -> SmallArchive:
    record = Examined(
        Settings(title="The Zarechny Circle", unmatched_names=True),
        _sources(),
        _entities(),
        _statements(),
        _theses(),
        _chapters(),
        _vocabulary(),
        holdings={key: Holding(key, "pages", tuple(p.label for p in pages), 3) for key, pages in PAGES.items()},
        quotations=_quotations(),
        judgements=JUDGEMENTS,
        naming=NAMING,
    )
    return SmallArchive(record, FINDINGS, PAGES, SILENCED, MENTIONS)


Publisher = Callable[..., Published]


@pytest.fixture(scope="session")
def write(small: SmallArchive) -> Publisher:
    def written(out: Path, archive: SmallArchive = small, **choices: object) -> Published:
        imprint = Imprint(**choices)  # type: ignore[arg-type]
        whole = OwnersView(
            archive.record,
            archive.findings,
            archive.silenced,
            pages_of=archive.pages_of,
            mentions_of=archive.mentions_of,
        )
        return publish(opened_in(imprint.language, whole), out=out, imprint=imprint)

    return written


@pytest.fixture(scope="session")
def english(write: Publisher, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("english") / "edition"
    write(out, program_version="0.1")
    return out


@pytest.fixture(scope="session")
def russian(write: Publisher, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("russian") / "edition"
    write(out, language="ru", program_version="0.1")
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """A Chromium; asked for only by tests that say so by their marks."""
    from edition_browser import launched

    yield from launched()
