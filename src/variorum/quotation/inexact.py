"""Verdicts where the words do not stand exactly: altered, stitched, translated, absent.

What is nearest in the source cited, or in all of them (`standing_near`), a translation where quotation and source are
in different languages, and otherwise nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from variorum.evidence import Span, Verification
from variorum.quotation.asking import QuotationQuestion
from variorum.quotation.cited_place import locator_text
from variorum.quotation.nearest import nearest_windows
from variorum.quotation.reading_language import language_of
from variorum.quotation.standing_near import Near, near_in, place_of
from variorum.quotation.texts import Body, body_around, body_of
from variorum.quotation.translated import differ, likely_passages
from variorum.quotation.translated_numbers import on_numbers
from variorum.record import Page
from variorum.saying import in_turn, say
from variorum.text.lettering import fold, letters_of

_REGION_PAGES = 2
_REGIONS = 6  # candidate places looked at when nothing stands exactly
_REGIONS_OF_PIECES = 48  # and of one with omissions, each piece of which may stand in many
_WORTH = 0.55  # likeness of letters for which a place is looked at, however few its seeds
_VOTES = 0.2  # or share of its seeds
_LOOKED_AT = 12  # texts in which the nearest passage to an absent quotation is looked for
SMALL = 3_000_000  # letters of an archive in which a translated passage is looked for without a source named
_NOT_FOUND = say(
    "The words were not found in this archive. The usual reasons are a translation, an "
    "expanded contraction, another transliteration, or a source that the archive does not "
    "hold."
)
_HARD_TO_SEEK = say(
    "The pieces between the omissions are too short to be looked for in so many texts. Name the source, and the words "
    "are looked for in it."
)


def in_source(question: QuotationQuestion) -> Near | None:
    """What is nearest in the cited source, where that is near enough to say anything; None otherwise."""
    if question.source is None:
        return None
    body = body_of(question.texts, question.source)
    near = near_in(question, body)
    if near is not None:
        return near
    return _translated(question, [question.source], named=True)


def anywhere(question: QuotationQuestion) -> Verification:
    """The verdict where nothing stands exactly anywhere: the nearest of all sources, every one asked, or absent."""
    best: Near | None = None
    for body in _bodies(question):  # not the source cited, where `in_source` found nothing near
        near = near_in(question, body)
        if near is not None and (best is None or _grade(near) > _grade(best)):
            best = near
    if question.is_hard_to_seek and (best is None or not best.unchanged):
        return Verification(question.quotation, "unchecked", "not given", reason=_HARD_TO_SEEK)
    if best is not None:
        return best.verification
    translated = _translated(question, _readable(question), named=False)
    return translated.verification if translated is not None else _absent(question)


def _grade(near: Near) -> tuple[bool, bool, bool, bool, float]:
    """All words unchanged come before words that hardly differ, and these before words of which many differ.

    Pieces of one or two words stand in order in many a text, so that they come second.
    """
    altered = near.verification.verdict == "altered"
    return (near.unchanged > 2, altered and near.settles, near.unchanged > 0, altered, near.likeness)


def _bodies(question: QuotationQuestion) -> Iterator[Body]:
    """The stretches of text to look at: around each candidate, then the whole of a source that most of them are in."""
    if question.reads_everything:
        yield from (body_of(question.texts, source) for source in question.texts.sources() if source != question.source)
        return
    regions = [
        place
        for place in question.candidates[: _REGIONS_OF_PIECES if question.reading.gaps else _REGIONS]
        if (place.likeness >= _WORTH or place.share >= _VOTES) and place.source != question.source
    ]
    for place in regions:
        first, last = place.first - _REGION_PAGES, place.last + _REGION_PAGES
        yield body_around(question.texts, place.source, first=first, last=last)
    sources = Counter(place.source for place in regions if place.share >= _VOTES)
    if sources and len(regions) > 1:
        source, times = sources.most_common(1)[0]
        if times > 1:
            yield body_of(question.texts, source)


def _readable(question: QuotationQuestion) -> list[str]:
    """The sources among which a translated passage is looked for: the one cited, or all of a small archive."""
    if question.source is not None:
        return [question.source]
    seeds = question.texts.seeds()
    return list(question.texts.sources()) if seeds is None or seeds.size <= SMALL else []


def _translated(question: QuotationQuestion, sources: Sequence[str], *, named: bool) -> Near | None:
    """Shown where quotation and source are in different languages; with no source named, only where much is shared."""
    best: tuple[float, str, tuple[Span, ...], tuple[str, ...]] | None = None
    for source in sources:
        pages = question.texts.pages(source)
        sample = " ".join(page.text[:1500] for page in pages[len(pages) // 3 : len(pages) // 3 + 4])
        if not differ(question.quotation, sample, language=question.texts.language(source)):
            continue
        likely = likely_passages(question.visible, pages)
        if likely and (best is None or likely[0].weight > best[0]):
            best = (likely[0].weight, source, tuple(passage.segment for passage in likely[:3]), likely[0].shared)
        elif named and best is None:
            best = (0.0, source, (), ())
    if best is None or (not named and len(best[3]) < 3):
        return None
    shared = (
        say("It shares with the likeliest passage: {words}.", words=", ".join(best[3]))
        if best[3]
        else say("Nothing tells which passage it may render.")
    )
    pages = question.texts.pages(best[1])
    place, said = place_of(question, body_of(question.texts, best[1]), best[2][:1])
    if named:
        said = (*said, *_on_numbers(question, best[1], pages))
    verification = Verification(
        question.quotation,
        "translated",
        place,
        warnings=said,
        candidates=best[2],
        locator=locator_text(best[2][:1], pages),
        reason=in_turn(say("Quotation and source are in different languages, so that a person must judge."), shared),
    )
    return Near(verification, settles=False, likeness=0.0)


def _on_numbers(question: QuotationQuestion, source: str, pages: Sequence[Page]) -> tuple[str, ...]:
    """What is said of the numbers of a translation that the pages cited have otherwise."""
    cited = question.cited(source)
    there = [page for page in pages if cited is not None and page.sequence in cited.pages]
    spoken = question.texts.language(source) or language_of(" ".join(page.text[:2000] for page in pages[:8]))
    return on_numbers(question.quotation, there, spoken=spoken)


def _absent(question: QuotationQuestion) -> Verification:
    wanted = fold(letters_of(question.visible).letters)
    nearest: tuple[float, tuple[Span, ...]] = (0.0, ())
    cited = [body_of(question.texts, question.source)] if question.source is not None else []
    for body in chain(cited, islice(_bodies(question), _LOOKED_AT)):
        for window in nearest_windows(wanted, body.printed)[:1]:
            positions = body.printed.positions
            segments = body.segments(int(positions[window.first]), int(positions[window.last - 1]) + 1)
            if window.likeness > nearest[0]:
                nearest = (window.likeness, segments)
    return Verification(question.quotation, "absent", "not given", candidates=nearest[1], reason=_NOT_FOUND)
