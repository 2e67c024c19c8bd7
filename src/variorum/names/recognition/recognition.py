"""Who and what is named in a text: the language's model, the archive's own dossiers and patterns, brought together.

How they are weighed against one another stands in `combining`, what a surname after the full name tells in
`antecedents`; the whole is told, with its limits and figures, in docs/explanation/recognition.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from variorum.evidence import Mention
from variorum.languages import Recognised
from variorum.languages.composing import composed
from variorum.names.recognition.antecedents import Antecedents, with_antecedents, with_people
from variorum.names.recognition.combining import FoundName, combined
from variorum.names.recognition.dossier_matches import dossier_matches
from variorum.names.recognition.gazetteer import NameGazetteer
from variorum.names.recognition.nominative import person_in_nominative, plain, thing_in_nominative, told_by
from variorum.names.recognition.patterns import told
from variorum.names.recognition.process_pool import answered
from variorum.names.recognition.scripts import seen_in
from variorum.record import Page

_AT_ONCE = 100_000  # letters of one source that are looked at together
WORTH_A_CREW = 400_000  # letters from which on further processes gain more time than they take to start


@dataclass(frozen=True, slots=True)
class _Work:
    """Pages of one source to be looked at together; `first` where the source begins."""

    pages: tuple[Page, ...]
    first: bool


def recognise(text: str, *, language: str, known: NameGazetteer | None = None) -> tuple[Mention, ...]:
    """The names in a text, in order; offsets count the code points of this very text.

    `known` is what the archive's dossiers know. The mentions' source is empty and their page 0.
    """
    whole, places = composed(text)
    seen = names_in([whole], language=language, known=known)
    found = _mentions([Page("", 0, "", whole)], seen, Antecedents(), language=language)
    if places is None:
        return tuple(found)
    return tuple(
        replace(one, start=(start := places[one.start]), end=(end := places[one.end]), surface=text[start:end])
        for one in found
    )


def seen_by_model(
    pages: Iterable[Page], *, language: str, workers: int | None = None
) -> Iterator[tuple[Page, list[Recognised]]]:
    """What the language's model alone sees on each page: the slow part, which depends on nothing but the text.

    Where there is much to read, `workers` processes read at once, by default as many as there are processors, and begin
    now; else each page is read when it is asked for.
    """
    look = partial(_by_model, language=language)
    read = answered(look, _works(pages), weigh=_letters, worth=WORTH_A_CREW, workers=workers, at_once=True)
    return (one for work, seen in read for one in zip(work.pages, seen, strict=True))


def recognise_pages(
    pages: Iterable[Page],
    *,
    language: str,
    known: NameGazetteer | None = None,
    workers: int | None = None,
    seen: Mapping[int, Sequence[Recognised]] | None = None,
) -> Iterator[Mention]:
    """The names in pages, in the order of the pages; those of one source should follow one another.

    `seen` is what `seen_by_model` gave for these pages, by their sequence, where it was kept: the model then sleeps.
    Where there is much to read, `workers` processes read at once, by default as many as there are processors.
    """
    before = Antecedents()
    look = partial(_look, language=language, known=known, seen=seen)
    crew = workers if seen is None else 1
    for work, names in answered(look, _works(pages), weigh=_letters, worth=WORTH_A_CREW, workers=crew):
        if work.first:
            before = Antecedents()
        yield from _mentions(work.pages, names, before, language=language)


def _by_model(work: _Work, *, language: str) -> list[list[Recognised]]:
    return seen_in([page.text for page in work.pages], language)


def _look(
    work: _Work, *, language: str, known: NameGazetteer | None, seen: Mapping[int, Sequence[Recognised]] | None
) -> list[list[FoundName]]:
    kept = [seen.get(page.sequence, ()) for page in work.pages] if seen is not None else None
    return names_in([page.text for page in work.pages], language=language, known=known, seen=kept)


def letters_of(pages: Iterable[Page]) -> int:
    """How many letters there are to read."""
    return sum(len(page.text) for page in pages)


def _letters(work: _Work) -> int:
    return letters_of(work.pages)


def _works(pages: Iterable[Page]) -> Iterator[_Work]:
    """The pages in runs of one source and of a bounded length."""
    run: list[Page] = []
    length, first = 0, True
    for page in pages:
        another = bool(run) and run[-1].source != page.source
        if run and (another or length + len(page.text) > _AT_ONCE):
            yield _Work(tuple(run), first)
            run, length, first = [], 0, another
        run.append(page)
        length += len(page.text)
    if run:
        yield _Work(tuple(run), first)


def names_in(
    texts: Sequence[str],
    *,
    language: str,
    known: NameGazetteer | None,
    seen: Sequence[Sequence[Recognised]] | None = None,
) -> list[list[FoundName]]:
    """What stands in each text by itself, before anything is known of what other pages tell."""
    by_model = seen_in(texts, language) if seen is None else seen
    return [
        combined(
            text,
            found,
            told(text, language=language),
            dossier_matches(text, known, language=language) if known else (),
            language=language,
        )
        for text, found in zip(texts, by_model, strict=True)
    ]


def _mentions(
    pages: Sequence[Page], found: Sequence[list[FoundName]], before: Antecedents, *, language: str
) -> Iterator[Mention]:
    everybody = Antecedents()
    for page, names in zip(pages, found, strict=True):
        for name in names:
            if name.kind == "person":
                everybody.learn(page.text[name.start : name.end])
    woven = [
        with_antecedents(page.text, with_people(page.text, names, everybody), before, language=language)
        for page, names in zip(pages, found, strict=True)
    ]
    people = (
        page.text[name.start : name.end]
        for page, names in zip(pages, woven, strict=True)
        for name in names
        if name.kind == "person"
    )
    tells = told_by(people)
    for page, names in zip(pages, woven, strict=True):
        for name in names:
            surface = page.text[name.start : name.end]
            nominative = _nominative(surface, name.kind, tells)
            yield Mention(page.source, page.sequence, name.start, name.end, surface, name.kind, nominative, name.by)


def _nominative(surface: str, kind: str, tells: Mapping[str, int]) -> str:
    if kind == "person":
        return person_in_nominative(surface, tells)
    return plain(surface) if kind == "role" else thing_in_nominative(surface)
