"""The steps that read names off pages: in which language, and the mentions made of what the model saw (`sights`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from variorum.evidence import Mention
from variorum.languages.language import Recognised
from variorum.pipeline.step import step
from variorum.record import Page

Sighted = tuple[tuple[Mention, str], ...]  # mentions, each with the cue before it
Seen = tuple[tuple[Page, ...], Mapping[int, Sequence[Recognised]], str]  # a source, what a model saw, and the language


def seen_on_pages(pages: Iterable[Page], language: str) -> Iterator[tuple[Page, tuple[Recognised, ...]]]:
    """The same for many pages at once, in batches and on all processors, which begin now: several times faster."""
    from variorum.names.recognition.recognition import seen_by_model

    return ((page, tuple(found)) for page, found in seen_by_model(pages, language=language))


@step("language of a text", code=("names.recognition.scripts",))
def language_of_text(pages: tuple[Page, ...]) -> str:
    """The language that the letters of a text without a known one speak for."""
    from variorum.names.recognition.scripts import written_in

    return written_in("".join(page.text for page in pages[:5]))


@step("mentions", code=("names.recognition",))
def mentions_of(
    pages: tuple[Page, ...], seen: Mapping[int, Sequence[Recognised]], known: Any, language: str
) -> Sighted:
    """The mentions of a source, each with the cue before it; `known` is what the dossiers know, as a gazetteer."""
    return sighted((pages, seen, language), known)


def mentions_of_sources(asked: Iterable[Seen], known: Any) -> Iterator[Sighted]:
    """The same for several sources, in their order, on all processors where there is much to read."""
    from variorum.names.recognition.process_pool import answered
    from variorum.names.recognition.recognition import WORTH_A_CREW, letters_of

    found = answered(partial(sighted, known=known), asked, weigh=lambda one: letters_of(one[0]), worth=WORTH_A_CREW)
    return (mentions for _, mentions in found)


def sighted(source: Seen, known: Any) -> Sighted:
    """The mentions of a source of which it is known what the model saw."""
    from variorum.names.recognition.nominative import cue_before
    from variorum.names.recognition.recognition import recognise_pages

    pages, seen, language = source
    texts = {page.sequence: page.text for page in pages}
    found = recognise_pages(pages, language=language, known=known, seen=seen)
    return tuple((mention, cue_before(texts[mention.page], mention.start)) for mention in found)
