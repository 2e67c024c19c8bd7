"""The steps that read names off pages: what a language's model sees, and the mentions that are made of it.

What the model sees of a page rests on its words, the language and the model alone, and is kept under their digest: the
same page in another source, or in its place after a page was put in before it, is not looked at again, and a new
dossier wakes no model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from variorum.evidence import Mention
from variorum.languages.language import Recognised
from variorum.pipeline.step import step
from variorum.record import Page

Sighted = tuple[tuple[Mention, str], ...]  # mentions, each with the cue before it


@step("what the model sees", code=("names.recognition.scripts", "names.recognition.recognition"))
def seen_on_page(page: str, language: str, model: str) -> tuple[Recognised, ...]:  # noqa: ARG001 - it is what the result rests on
    """What a language's model sees in a text by itself; `model` is its version and weights."""
    from variorum.names.recognition.scripts import seen_in

    return tuple(seen_in([page], language)[0])


def seen_on_pages(pages: Iterable[Page], language: str) -> Iterator[tuple[Page, tuple[Recognised, ...]]]:
    """The same for many pages at once, in batches and on all processors: several times faster."""
    from variorum.names.recognition.recognition import seen_by_model

    for page, found in seen_by_model(pages, language=language):
        yield page, tuple(found)


@step("language of a text", code=("names.recognition.scripts",))
def language_of_text(pages: tuple[Page, ...]) -> str:
    """The language that the letters of a text without a known one speak for."""
    from variorum.names.recognition.scripts import written_in

    return written_in("".join(page.text for page in pages[:5]))


@step("mentions", code=("names.recognition", "names.linking.cues"))
def mentions_of(
    pages: tuple[Page, ...], seen: Mapping[int, Sequence[Recognised]], known: Any, language: str
) -> Sighted:
    """The mentions of a source, each with the cue before it; `known` is what the dossiers know, as a gazetteer."""
    from variorum.names.linking.cues import cue_before
    from variorum.names.recognition.recognition import recognise_pages

    texts = {page.sequence: page.text for page in pages}
    found = recognise_pages(pages, language=language, known=known, seen=seen)
    return tuple((mention, cue_before(texts[mention.page], mention.start)) for mention in found)


def page_key(text: str, language: str) -> str:
    """What the model's sight of a page is kept under."""
    return sha256(f"{language}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:40]
