"""What is wrong with a text that is being written, before it is saved: that one file parsed, its quotations verified.

The answer is what `check` would say of these lines, so far as it concerns the file alone: structure, links, quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape

from variorum.archive.chapters import read_chapter
from variorum.archive.dossiers import Gathered, read_entity
from variorum.archive.links import dangling
from variorum.archive.listing import ENTITY_FOLDERS as FOLDERS
from variorum.archive.protecting import protections_in
from variorum.archive.sources import read_source
from variorum.archive.text import TextFile, decode
from variorum.archive.theses import read_thesis
from variorum.criticism.framework import checked as checks
from variorum.disclosure.protection import is_in_force, is_kept
from variorum.edition.citation_addresses import CitationAddresses
from variorum.edition.previewing import previewing, sheet_of
from variorum.evidence import Span, Verification
from variorum.examined import CheckedQuotation, Examined
from variorum.finding import Finding, NotFound, as_json
from variorum.manuscript.mending import Mend, mends_of
from variorum.quotation.verification import Policy, verify
from variorum.reading_room.shelves import Shelves
from variorum.record import Prose, Statement, Witness
from variorum.saying import say
from variorum.text.shown import in_one_line

_CODES = ("Q", "C")  # the families that look at quotations and citations alone
_WITHIN = 60  # lines below a quotation's first within which its citation stands
_MARKS = "\"'“”„‟«»‘’‚‛"
_OWN_MARKS = re.compile(r"""([“„«"])[^“”„‟«»"]+([”“»"])""")
_MOST = 400  # quotations verified of one text


@dataclass(frozen=True, slots=True)
class Parsed:
    """One file as it was understood: its statements and prose, and a record that holds nothing else of its kind."""

    gathered: Gathered
    record: Examined
    proses: tuple[Prose, ...]
    id: str


def check_text(shelves: Shelves, file: str, text: str) -> dict[str, object]:
    """Findings for a text that would be saved as `file`, quick fixes, and the quotations with where they stand."""
    lines, findings = decode(file, text.encode("utf-8", "replace"))
    if lines is None:
        return {"findings": [as_json(one) for one in findings], "quotations": []}
    parsed = parse(shelves, lines)
    found = [*findings, *(parsed.gathered.findings if parsed else ())]
    quotations: list[CheckedQuotation] = []
    mends: Sequence[Mend] = ()
    if parsed is not None:
        known, blocks = blocks_known(shelves, file, parsed.gathered)
        found += dangling(parsed.gathered.references, known, blocks)
        quotations = list(_verified(shelves, file, parsed))
        record = replace(parsed.record, quotations=tuple(quotations))
        found += [one for one in checks(record, codes=_CODES) if one.position and one.position.file == file]
        mends = mends_of(record)
    unique = {(one.code, one.message, one.position): one for one in found}
    return {
        "findings": [
            {**as_json(one), "fix": _fix(one, lines, mends) or _own_words(shelves, one, quotations)}
            for one in sorted(unique.values(), key=_order)
        ],
        "quotations": [_quotation(shelves, one) for one in quotations],
    }


def parse(shelves: Shelves, text: TextFile) -> Parsed | None:
    """One file by the reader of its folder; None where the folder has none."""
    folder = text.file.partition("/")[0]
    record = replace(shelves.state.record, statements=(), quotations=(), chapters=(), theses={}, judgements=())
    if folder in FOLDERS:
        entity, gathered = read_entity(text, FOLDERS[folder], shelves.grammar)
        proses = (entity.prose,) if entity.prose else ()
        entities = {**record.entities, entity.id: entity}
        return Parsed(
            gathered, replace(record, entities=entities, statements=tuple(gathered.statements)), proses, entity.id
        )
    if folder == "sources":
        source, gathered = read_source(text, shelves.grammar)
        sources = {**record.sources, source.key: source}
        return Parsed(gathered, replace(record, sources=sources, statements=tuple(gathered.statements)), (), source.key)
    if folder == "theses":
        thesis, gathered = read_thesis(text)
        return Parsed(gathered, replace(record, theses={thesis.id: thesis}), (thesis.prose,), thesis.id)
    if folder == "chapters":
        chapter, gathered = read_chapter(text)
        return Parsed(gathered, replace(record, chapters=(chapter,)), (chapter.prose,), chapter.id)
    return None


def preview_text(shelves: Shelves, file: str, text: str) -> dict[str, object]:
    """The page of a text that would be saved as `file`, as it will be published: its address, title and main part.

    Links in it lead from where that page lies. Names in it, and who met whom, are as they were when it was last saved.
    """
    lines, _ = decode(file, text.encode("utf-8", "replace"))
    parsed = parse(shelves, lines) if lines else None
    if parsed is None:
        raise NotFound(say("{file} has no page of its own, so there is nothing to preview.", file=file))
    state = shelves.state
    quotations = tuple(_verified(shelves, file, parsed))
    found = [*parsed.gathered.findings]
    found += [
        one
        for one in checks(replace(parsed.record, quotations=quotations), codes=_CODES)
        if one.position and one.position.file == file
    ]
    others = [one for one in state.findings if one.position is None or one.position.file != file]
    sheet = sheet_of(
        previewing(state.site, _merged(state.record, file, parsed, quotations), [*others, *found]), parsed.id
    )
    if sheet is None:
        raise NotFound(say("{file} has no page of its own, so there is nothing to preview.", file=file))
    page = sheet.render()
    main = page.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    title = page.partition("<title>")[2].partition("</title>")[0]
    return {"address": sheet.address, "title": unescape(title), "html": main}


def keeps_back(shelves: Shelves, file: str, text: str, *, today: str) -> bool:
    """Whether a file, as it is written now, keeps anything back on a day; so does one that cannot be understood."""
    lines, _ = decode(file, text.encode("utf-8", "replace"))
    parsed = parse(shelves, lines) if lines else None
    if parsed is None:
        return True
    record = parsed.record
    here = [record.entities.get(parsed.id), record.sources.get(parsed.id), record.theses.get(parsed.id)]
    whole = [one for one in (*here, *record.chapters) if one is not None and is_kept(one, today)]
    statements = [one for one in record.statements if is_in_force(one.protected, today)]
    return bool(whole or statements) or any(is_in_force(one, today) for one in protections_in(text))


def _merged(record: Examined, file: str, parsed: Parsed, quotations: Sequence[CheckedQuotation]) -> Examined:
    """The record with what this one file says in place of what it said."""
    new = parsed.record
    chapters = {one.id: one for one in record.chapters} | {one.id: one for one in new.chapters}
    return replace(
        record,
        entities={**record.entities, **new.entities},
        sources={**record.sources, **new.sources},
        theses={**record.theses, **new.theses},
        chapters=tuple(sorted(chapters.values(), key=lambda one: one.position.file))
        if new.chapters
        else record.chapters,
        statements=(*(one for one in record.statements if one.position.file != file), *new.statements),
        quotations=(*(one for one in record.quotations if one.witness.position.file != file), *quotations),
    )


def blocks_known(shelves: Shelves, file: str, gathered: Gathered) -> tuple[set[str], dict[str, set[str]]]:
    """The ids of all dossiers and the blocks of their statements, those of this file as it stands in the text."""
    record = shelves.state.record
    known = {*record.entities, *record.sources, *record.theses, *(chapter.id for chapter in record.chapters)}
    blocks: dict[str, set[str]] = {}
    for statement in record.statements:
        dossier, _, block = statement.ref.partition("#^")
        if block and statement.position.file != file:
            blocks.setdefault(dossier, set()).add(block)
    for statement in gathered.statements:
        blocks.setdefault(statement.ref.partition("#")[0], set()).update(gathered.blocks)
    for thesis in record.theses.values():
        blocks.setdefault(thesis.id, set()).update(claim.ref.partition("#^")[2] for claim in thesis.claims)
    return known, blocks


def _verified(shelves: Shelves, file: str, parsed: Parsed) -> Iterator[CheckedQuotation]:
    """The quotations of the text verified; what was verified against the same texts already is not verified again."""
    state = shelves.state
    policy = Policy(state.record.settings.levelling)
    known = {
        (one.witness.quotation, one.witness.citation.written or one.witness.citation.source): one.verification
        for one in state.record.quotations
    }
    quoted = [*_of_statements(parsed.record.statements), *_of_prose(file, parsed.proses)][:_MOST]
    for about, witness in quoted:
        cited = witness.citation.checked_in
        found = known.get((witness.quotation, witness.citation.written or witness.citation.source))
        if found is None:
            found = verify(
                witness.quotation or "", state.texts, source=cited.source, locator=cited.locator, policy=policy
            )
        yield CheckedQuotation(about, witness, found)


def _of_statements(statements: Sequence[Statement]) -> Iterator[tuple[str, Witness]]:
    for statement in statements:
        for witness in statement.witnesses:
            if witness.quotation is not None and witness.stance != "omits":
                yield statement.ref, witness


def _of_prose(file: str, proses: Sequence[Prose]) -> Iterator[tuple[str, Witness]]:
    for prose in proses:
        for cited in (*prose.citations, *prose.running):
            if cited.quotation is not None:
                yield file, Witness(cited.citation, cited.quotation, "affirms", cited.position)


def _fix(finding: Finding, text: TextFile, mends: Sequence[Mend]) -> dict[str, object] | None:
    """What one key puts right, where the engine of `mend` knows it: the line on which the old words stand, and why."""
    if finding.position is None:
        return None
    for one in mends:
        if one.code != finding.code or one.position.line != finding.position.line:
            continue
        first = one.position.line - 1
        for number, line in enumerate(text.lines[first : first + _WITHIN], one.position.line):
            if one.old in line:
                return {"line": number, "was": one.old, "becomes": one.new, "because": one.because}
    return None


def _own_words(shelves: Shelves, finding: Finding, quotations: Sequence[CheckedQuotation]) -> dict[str, object] | None:
    """The source's own words for a quotation that is altered by more than a slip: whoever presses the key sees them."""
    for one in quotations:
        quoted = one.witness.quotation or ""
        if finding.code == "Q201" and one.witness.position == finding.position and one.verification.found:
            if "\n" in quoted:
                return None
            found = _with_marks(shelves, quoted, one.verification)
            because = say("These are the source's own words.")
            return {"line": one.witness.position.line, "was": quoted, "becomes": found, "because": because}
    return None


def _with_marks(shelves: Shelves, quoted: str, verification: Verification) -> str:
    """What was found, with the quotation marks at its ends that ours has and the source has there too.

    Words are found without the marks around them; half a pair would be left in the text where one stands within. The
    one pair around all of ours stays where the source quotes nothing there.
    """
    found = in_one_line(verification.found)
    segment: Span | None = next(iter((*verification.segments, *verification.candidates)), None)
    page = shelves.state.catalogue.page(segment.source, segment.page) if segment else None
    if segment is None or page is None or len(verification.segments) > 1:
        return found
    before, after = page.text[max(0, segment.start - 1) : segment.start], page.text[segment.end : segment.end + 1]
    ours = _OWN_MARKS.fullmatch(quoted)
    if ours and not any(one and one in _MARKS for one in (before, after, found[:1], found[-1:])):
        return f"{ours[1]}{found}{ours[2]}"
    if before and before in _MARKS and quoted[:1] in _MARKS and found[:1] not in _MARKS:
        found = before + found
    if after and after in _MARKS and quoted[-1:] in _MARKS and found[-1:] not in _MARKS:
        found += after
    return found


def _quotation(shelves: Shelves, one: CheckedQuotation) -> dict[str, object]:
    """A quotation as the editor shows it: where it stands in the text, what it is, and the words of the source."""
    segment: Span | None = next(iter((*one.verification.segments, *one.verification.candidates)), None)
    places: CitationAddresses = shelves.state.site.places
    position = one.witness.position
    return {
        "line": position.line,
        "column": position.column,
        "verdict": one.verification.verdict,
        "place": one.verification.place,
        "found": in_one_line(one.verification.found)[:1200],
        "where": one.verification.locator,
        "source": one.witness.citation.checked_in.source,
        "address": (places.of_segment(segment) or "") if segment else "",
    }


def _order(finding: Finding) -> tuple[int, int, str]:
    position = finding.position
    return (position.line, position.column, finding.code) if position else (0, 0, finding.code)
