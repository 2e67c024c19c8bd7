"""Two trays more: translations, of which a person says whether they hold, and cells of a thesis that nobody filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from variorum.archive.editing_notes import evidence_added
from variorum.argument.evidence import Evidence
from variorum.argument.table import NOT_FILLED, questions, table_of
from variorum.edition.in_words import place_in_words
from variorum.edition.views import citation_link, statement_link
from variorum.evidence import Span
from variorum.examined import CheckedQuotation, Examined
from variorum.finding import Finding, NotFound
from variorum.quotation.cited_place import CitedPlace, cited_place, paging_of
from variorum.reading_room.asked import BadRequest, asked_text
from variorum.reading_room.composing import ComposedChange, read_file, statement_named
from variorum.reading_room.room import Room
from variorum.reading_room.shelves import Shelves
from variorum.reading_room.trays_together import translations_like
from variorum.record import Expectation, Page, Position, Statement, Thesis, Witness
from variorum.saying import say

CODE = "Q205"  # the finding that a quotation is not in the language of its source
BEARINGS = {
    "1": "expects strongly",
    "2": "expects",
    "3": "is silent on",
    "4": "sits ill with",
    "5": "forbids",
}
_MOST_CITED = 1200  # letters of a cited place
_AROUND = 260  # letters of the source shown before and after the likeliest passage


@dataclass(frozen=True, slots=True)
class CellAsked:
    """What a thesis holds of a statement."""

    thesis: str = asked_text(says="the thesis's id")
    statement: str = asked_text(says="the statement's ref, with its id")
    bearing: str = asked_text(says="expects strongly, expects, is silent on, sits ill with or forbids")
    digest: str = asked_text(says="of the file as it was read", default="")


def compose_cell(room: Room, asked: CellAsked) -> ComposedChange:
    """The line that puts a statement under a thesis."""
    thesis = room.worked_out().record.theses.get(asked.thesis)
    if thesis is None:
        raise NotFound(say("There is no thesis “{thesis}”.", thesis=asked.thesis[:80]))
    if asked.bearing not in BEARINGS.values():
        raise BadRequest(
            say(
                "“{bearing}” is no bearing; there are {bearings:,}.",
                bearing=asked.bearing[:40],
                bearings=tuple(BEARINGS.values()),
            )
        )
    statement = statement_named(room.needed(), asked.statement)
    if "#^" not in statement.ref:
        raise BadRequest(say("Only a statement with an id of its own can be put under a thesis; give it one first."))
    line = f"{asked.bearing} [[{statement.ref}]]"
    before = read_file(room, thesis.position.file)
    what = say("held by {thesis}: {line}", thesis=thesis.id, line=line[:120])
    return ComposedChange(thesis.position.file, before, evidence_added(before, line), what)


def empty_cells(shelves: Shelves) -> tuple[tuple[Thesis, Statement], ...]:
    """Each statement on which one thesis of a question has a line and another has none, with the thesis that has none.

    Rows that a rival already answers come first within a question: there the theses can be told apart.
    """
    return shelves.once("empty cells", lambda: _empty_cells(shelves.state.record))


def _empty_cells(record: Examined) -> tuple[tuple[Thesis, Statement], ...]:
    evidence = Evidence(record)
    found: list[tuple[Thesis, Statement]] = []
    for question in questions(record.theses):
        table = table_of(evidence, question)
        for row in table.rows:
            if "#^" not in row.statement:
                continue
            statement = evidence.statements[row.statement]
            found += [
                (thesis, statement) for thesis, cell in zip(table.theses, row.cells, strict=True) if cell == NOT_FILLED
            ]
    return tuple(found)


def cells(_room: Room, shelves: Shelves) -> Iterator[dict[str, object]]:
    """The cells that nobody filled, each with the statement, its words, and what the rivals hold of it."""
    site, record = shelves.state.site, shelves.state.record
    held = {(thesis.id, one.statement): _bearing(one) for thesis in record.theses.values() for one in thesis.evidence}
    for thesis, statement in empty_cells(shelves):
        rivals = [
            {"name": other.name or other.id, "address": site.addresses.theses[other.id],
             "bearing": held[other.id, statement.ref]}
            for other in record.theses.values()
            if other.question == thesis.question and (other.id, statement.ref) in held
        ]  # fmt: skip
        dossier = statement.ref.partition("#")[0]
        yield {
            "about": f"cell {thesis.id} {statement.ref}",
            "title": site.words("room.ask-cell", thesis=thesis.name or thesis.id),
            "because": [],
            "thesis": thesis.id,
            "statement": statement.ref,
            "line": statement_link(site, statement, "").striptags(),
            "words": [_witness_shown(shelves, one) for one in statement.witnesses if one.quotation][:2],
            "rivals": rivals,
            "places": [
                {"name": site.named(dossier), "address": f"{site.addresses.dossier(dossier)}"},
                {"name": thesis.name or thesis.id, "address": site.addresses.theses[thesis.id]},
            ],
            "file": thesis.position.file,
        }


def _witness_shown(shelves: Shelves, witness: Witness) -> dict[str, object]:
    """What a witness says, and the page on which it can be read."""
    site = shelves.state.site
    checked = shelves.once("quotations by place", lambda: _by_place(shelves)).get(witness.position)
    address = site.places.of_quotation(checked, witness.citation)
    return {
        "title": citation_link(site, witness.citation, None, "").striptags(),
        "text": witness.quotation or "",
        "address": address or "",
    }


def _by_place(shelves: Shelves) -> dict[Position, CheckedQuotation]:
    """Each checked quotation by where it is written."""
    return {one.witness.position: one for one in shelves.state.record.quotations}


def _bearing(one: Expectation) -> str:
    """What a thesis holds, as `BEARINGS` has it."""
    if one.bearing == "silent on":
        return BEARINGS["3"]
    return BEARINGS["1"] if one.strongly and one.bearing == "expects" else one.bearing


def open_translations(shelves: Shelves) -> list[Finding]:
    """The findings that a quotation is in another language than its source, those set aside left out."""
    return [one for one in shelves.state.findings if one.code == CODE]


def translations(_room: Room, shelves: Shelves) -> Iterator[dict[str, object]]:
    """Quotations in another language than their source, each beside its likeliest passage."""
    state = shelves.state
    by_place = shelves.once("quotations by place", lambda: _by_place(shelves))
    waiting = open_translations(shelves)
    sources = {
        one.identity: by_place[one.position].witness.citation.checked_in.source
        for one in waiting
        if one.position in by_place
    }
    for finding in waiting:
        checked = by_place.get(finding.position) if finding.position else None
        if checked is None or finding.position is None:
            continue
        source = checked.witness.citation.checked_in.source
        yield {
            "about": f"finding {finding.identity}",
            "together": translations_like(finding, waiting, sources),
            "title": state.site.words("room.ask-translation", source=state.site.named(source)),
            "because": [],
            "pairs": [[_quoted(shelves, checked), one] for one in _likeliest(shelves, checked)]
            or [[_quoted(shelves, checked), *_cited_words(shelves, checked)]],
            "places": list(_cited(shelves, checked)),
            "file": finding.position.file,
            "line_number": finding.position.line,
        }


def _quoted(shelves: Shelves, checked: CheckedQuotation) -> dict[str, object]:
    site = shelves.state.site
    written_in = site.survey.written_in.get(checked.statement, "")
    dossier = written_in or checked.statement.partition("#")[0]
    return {
        "title": site.named(dossier),
        "text": checked.witness.quotation or "",
        "address": site.addresses.dossier(dossier) or "",
    }


def _cited(shelves: Shelves, checked: CheckedQuotation) -> Iterator[dict[str, object]]:
    """The place that is cited, where the passage that it renders must stand."""
    site, citation = shelves.state.site, checked.witness.citation.checked_in
    if (address := site.places.of_quotation(None, citation)) is not None:
        yield {"name": site.named(citation.source), "address": address}


def _likeliest(shelves: Shelves, checked: CheckedQuotation) -> Iterator[dict[str, object]]:
    """The passages that it may render, with the words around them."""
    found = checked.verification
    for span in dict.fromkeys((*found.segments, *found.candidates)):
        yield from _shown(shelves, span)


def _cited_words(shelves: Shelves, checked: CheckedQuotation) -> Iterator[dict[str, object]]:
    """The text of the place that is cited, as far as a screen holds it, where no passage is likelier than others."""
    texts, citation = shelves.state.texts, checked.witness.citation.checked_in
    pages = texts.pages(citation.source)
    if citation.locator is None or not pages:
        return
    place = cited_place(citation.locator, pages, paging=paging_of(texts, citation.source))
    for page in pages:
        start, end = _stretch(page, place)
        if start < end:
            yield {
                "title": shelves.state.site.named(citation.source),
                "place": place_in_words(page.locator_at(start), shelves.state.site.words),
                "text": page.text[start : min(end, start + _MOST_CITED)],
                "address": f"{shelves.state.site.addresses.leaf(citation.source, page.sequence)}#at{start}-{end}",
            }
            return


def _stretch(page: Page, place: CitedPlace) -> tuple[int, int]:
    """What of a page is the cited place, by offsets; nothing where none of it is."""
    if place.paragraphs is None:
        return (0, len(page.text)) if page.sequence in place.pages else (0, 0)
    ends = (*page.paragraphs[1:], len(page.text))
    cited = [
        (start, end)
        for number, (start, end) in enumerate(zip(page.paragraphs, ends, strict=False), page.first_paragraph)
        if place.paragraphs[0] <= number <= place.paragraphs[1]
    ]
    return (cited[0][0], cited[-1][1]) if cited else (0, 0)


def _shown(shelves: Shelves, span: Span) -> Iterator[dict[str, object]]:
    state = shelves.state
    page = state.catalogue.page(span.source, span.page)
    if page is None:
        return
    start, end = max(0, span.start - _AROUND), min(len(page.text), span.end + _AROUND)
    yield {
        "title": state.site.named(span.source),
        "place": place_in_words(page.locator_at(span.start), state.site.words),
        "text": page.text[start:end],
        "start": span.start - start,
        "end": span.end - start,
        "address": f"{state.site.addresses.leaf(span.source, span.page)}#at{span.start}-{span.end}",
    }
