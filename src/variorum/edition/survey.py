"""The record looked at from every side that a page needs: what rests on what, what is said of whom, what was found.

Made once for an edition, in one pass over each table of the record; pages only look things up.

Statements in the order in which their dates let them have begun.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from variorum.evidence import Borrowing, Side
from variorum.examined import CheckedQuotation, Examined
from variorum.finding import Finding, Severity
from variorum.record import EntityLink, Passage, Source, Statement, StatementLink, WitnessId


@dataclass(frozen=True, slots=True)
class Resting:
    """A checked quotation at the passage where its words stand."""

    start: int
    end: int
    checked: CheckedQuotation


@dataclass(frozen=True, slots=True)
class SharedStretch:
    """A stretch of a page that stands in another source too."""

    start: int
    end: int
    other: Side
    borrowing: Borrowing


@dataclass(frozen=True, slots=True)
class Survey:
    """Look-ups over one record and its findings."""

    statements: Mapping[str, Statement]  # by ref
    of_subject: Mapping[str, tuple[Statement, ...]]
    of_object: Mapping[str, tuple[Statement, ...]]  # the entity is the direct object
    of_complement: Mapping[str, tuple[Statement, ...]]  # or comes in by a preposition
    of_source: Mapping[str, tuple[Statement, ...]]  # statements that cite a source
    mentioning: Mapping[str, tuple[Statement, ...]]  # statements whose object is this statement, by ref
    checked: Mapping[WitnessId, CheckedQuotation]
    resting: Mapping[tuple[str, int], tuple[Resting, ...]]  # by source and page sequence
    found_about: Mapping[str, tuple[Finding, ...]]  # by statement ref, dossier id, source key
    found_on_page: Mapping[tuple[str, int], tuple[Finding, ...]]
    found_in_file: Mapping[str, tuple[Finding, ...]]  # findings about nothing but a file
    written_in: Mapping[str, str]  # file → id of the dossier, thesis or chapter that it is
    shared: Mapping[tuple[str, int], tuple[SharedStretch, ...]]  # by source and page sequence
    passages: Mapping[tuple[str, str], tuple[Borrowing, ...]]  # in common to two sources, by their keys in order
    quiet: tuple[str, ...]  # codes of notes that are made on so many statements that a sign says as much


def survey(record: Examined, findings: Iterable[Finding]) -> Survey:
    """Look over a record once."""
    subjects, objects, complements = _Shelves(), _Shelves(), _Shelves()
    sources, mentioning = _Shelves(), _Shelves()
    for statement in record.statements:
        subjects.put(statement.subject, statement)
        if isinstance(statement.thing, EntityLink):
            objects.put(statement.thing.target, statement)
        elif isinstance(statement.thing, StatementLink):
            mentioning.put(f"{statement.thing.dossier}#{_block(statement.thing.block)}", statement)
        for target in {c.thing.target: None for c in statement.complements if isinstance(c.thing, EntityLink)}:
            complements.put(target, statement)
        for key in {witness.citation.checked_in.source: None for witness in statement.witnesses}:
            sources.put(key, statement)
    about, on_page, in_file = _found(findings)
    return Survey(
        statements={statement.ref: statement for statement in record.statements},
        of_subject=subjects.closed(),
        of_object=objects.closed(),
        of_complement=complements.closed(),
        of_source=sources.closed(),
        mentioning=mentioning.closed(),
        checked={checked.id: checked for checked in record.quotations},
        resting=_resting(record),
        found_about=about,
        found_on_page=on_page,
        found_in_file=in_file,
        written_in=_files(record),
        shared=_shared(record),
        passages=_passages(record),
        quiet=_quiet(about, {statement.ref for statement in record.statements}),
    )


def _quiet(about: Mapping[str, tuple[Finding, ...]], statements: Iterable[str]) -> tuple[str, ...]:
    """The codes of those notes that stand on a quarter of all statements, and on five at least, the commonest first."""
    counted: Counter[str] = Counter()
    total = 0
    for ref in statements:
        total += 1
        counted.update({one.code for one in about.get(ref, ()) if one.severity is Severity.NOTE})
    common = [(-times, code) for code, times in counted.items() if times >= max(5, total / 4)]
    return tuple(code for _, code in sorted(common))


def dependents(record: Examined) -> Mapping[str, tuple[tuple[str, Source], ...]]:
    """For each source, those that name it in their lineage, with the kind of the tie."""
    ties: dict[str, list[tuple[str, Source]]] = defaultdict(list)
    for source in record.sources.values():
        for tie in source.lineage:
            ties[tie.source].append((tie.relation, source))
    return {key: tuple(found) for key, found in ties.items()}


class _Shelves:
    """Statements put under keys, in the order in which they came."""

    def __init__(self) -> None:
        self._kept: defaultdict[str, list[Statement]] = defaultdict(list)

    def put(self, key: str, statement: Statement) -> None:
        self._kept[key].append(statement)

    def closed(self) -> Mapping[str, tuple[Statement, ...]]:
        return {key: tuple(kept) for key, kept in self._kept.items()}


def _files(record: Examined) -> Mapping[str, str]:
    files = {source.position.file: source.key for source in record.sources.values()}
    files |= {source.original.file: source.key for source in record.sources.values() if source.original}
    files |= {entity.position.file: entity.id for entity in record.entities.values()}
    files |= {thesis.position.file: thesis.id for thesis in record.theses.values()}
    files |= {chapter.position.file: chapter.id for chapter in record.chapters}
    files.pop("", None)
    return files


def _block(block: str) -> str:
    return block if block[:1] in "^~" else f"^{block}"


def _resting(record: Examined) -> Mapping[tuple[str, int], tuple[Resting, ...]]:
    found: defaultdict[tuple[str, int], list[Resting]] = defaultdict(list)
    for checked in record.quotations:
        for segment in checked.verification.segments:
            found[segment.source, segment.page].append(Resting(segment.start, segment.end, checked))
    return {page: tuple(sorted(rests, key=lambda rest: (rest.start, rest.end))) for page, rests in found.items()}


def _shared(record: Examined) -> Mapping[tuple[str, int], tuple[SharedStretch, ...]]:
    """The stretches of each page that stand elsewhere too; phrases of nobody's are left out."""
    found: defaultdict[tuple[str, int], list[SharedStretch]] = defaultdict(list)
    for borrowing in record.borrowings:
        if borrowing.manner != "formula":
            for here, there in ((borrowing.a, borrowing.b), (borrowing.b, borrowing.a)):
                for stretch in here.stretches:
                    one = SharedStretch(stretch.start, stretch.end, there, borrowing)
                    found[stretch.source, stretch.page].append(one)
    return {
        page: tuple(sorted(stretches, key=lambda each: (each.start, each.end, each.other.source)))
        for page, stretches in found.items()
    }


def _passages(record: Examined) -> Mapping[tuple[str, str], tuple[Borrowing, ...]]:
    found: defaultdict[tuple[str, str], list[Borrowing]] = defaultdict(list)
    for each in record.borrowings:
        low, high = sorted((each.a.source, each.b.source))
        found[low, high].append(each)
    return {pair: tuple(found[pair]) for pair in sorted(found)}


def _found(
    findings: Iterable[Finding],
) -> tuple[
    Mapping[str, tuple[Finding, ...]], Mapping[tuple[str, int], tuple[Finding, ...]], Mapping[str, tuple[Finding, ...]]
]:
    about: defaultdict[str, list[Finding]] = defaultdict(list)
    on_page: defaultdict[tuple[str, int], list[Finding]] = defaultdict(list)
    in_file: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.position and not finding.about:
            in_file[finding.position.file].append(finding)
        for subject in dict.fromkeys(a for a in finding.about if isinstance(a, str)):
            about[subject].append(finding)
        for page in dict.fromkeys((a.source, a.page) for a in finding.about if isinstance(a, Passage)):
            on_page[page].append(finding)
    return (
        {key: tuple(found) for key, found in about.items()},
        {page: tuple(found) for page, found in on_page.items()},
        {file: tuple(found) for file, found in in_file.items()},
    )


_UNBOUNDED = 10**9


def in_order(statements: Iterable[Statement]) -> list[Statement]:
    """Statements by the earliest day on which they can have begun, the undated last, otherwise as they were written."""
    return sorted(statements, key=_begins)


def _begins(statement: Statement) -> tuple[int, int]:
    when = statement.when
    if when is None:
        return (_UNBOUNDED, 0)
    earliest = when.earliest_start if when.earliest_start is not None else when.earliest_end
    latest = when.latest_end if when.latest_end is not None else _UNBOUNDED
    if earliest is None:
        earliest = latest
    return (earliest, latest)
