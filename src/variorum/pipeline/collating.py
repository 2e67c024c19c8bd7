"""Editions brought together for `collate`: sources of an archive, files outside any, or both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from variorum.accession import read_file
from variorum.finding import NotFound, Refused, Unreadable, VariorumError
from variorum.pipeline.progress import Progress, unwatched
from variorum.saying import say

if TYPE_CHECKING:
    from variorum.collation.renderings import Rendering
    from variorum.collation.witnesses import Collation
    from variorum.quotation.texts import Body


def collate(asked: Sequence[str], *, folder: Path, progress: Progress = unwatched) -> Collation:
    """The editions named by key, or by the path of a file where there is one, in the order given.

    No archive is needed where all are files. Raises NotFound for a name that is neither, Unreadable for a file
    without text.
    """
    from variorum.collation.witnesses import collation_of

    if len(asked) < 2:
        raise Refused(say("Name two editions or more: keys of sources, or files."))
    if len(set(asked)) < len(asked):
        raise Refused(say("The same text is named twice; name two different ones."))
    files = {name for name in asked if Path(name).is_file()}
    keys = [name for name in asked if name not in files]
    held = _from_archive(keys, folder, progress) if keys else {}
    names = _names(sorted(files))
    return collation_of([held[name] if name in held else _from_file(Path(name), names[name]) for name in asked])


def _names(files: Sequence[str]) -> dict[str, str]:
    """A name for each file, short where that is enough to tell them apart."""
    times = Counter(Path(name).stem for name in files)
    return {name: Path(name).stem if times[Path(name).stem] == 1 else name for name in files}


def _from_file(path: Path, name: str) -> tuple[str, Body, str]:
    from variorum.quotation.texts import MemoryTexts, body_of

    reading = read_file(path, source=name)
    if not reading.pages:
        reason = next((finding.message for finding in reading.findings), say("There is no text in it."))
        raise Unreadable(say("{name} cannot be collated: {reason}", name=path.name, reason=reason))
    language = reading.colophon.language
    body = body_of(MemoryTexts({name: reading.pages}, {name: language}), name)
    return reading.colophon.title or name, body, language


def _from_archive(keys: Sequence[str], folder: Path, progress: Progress) -> dict[str, tuple[str, Body, str]]:
    from variorum.archive.folder import find_archive, open_archive
    from variorum.pipeline.lookup import desk
    from variorum.quotation.texts import body_of

    try:
        archive = open_archive(find_archive(folder))
    except VariorumError as error:
        raise NotFound(
            say("“{keys}” is no file, and it can be no source's key: {why}", keys=keys[0], why=error.sentence)
        ) from error
    held = {}
    with desk(archive, progress=progress) as at:
        for key in keys:
            if key not in at.texts.sources():
                raise NotFound(say("“{key}” is neither a source of this archive nor a file.", key=key))
            if not at.texts.pages(key):
                raise Unreadable(say("“{key}” has no text that could be collated.", key=key))
            source = at.record.sources.get(key)
            title = source.title if source and source.title else key
            held[key] = (title, body_of(at.texts, key), at.texts.language(key))
    return held


def render(collation: Collation, *, progress: Progress = unwatched) -> tuple[Rendering, ...]:
    """The paragraphs of a translation beside those of its original.

    Raises Refused where no model is installed, with how to install it, or where there are more than two.
    """
    from variorum.collation.renderings import renderings_of
    from variorum.languages.embedding import embedder

    if len(collation.editions) != 2:
        raise Refused(say("A translation is compared with one original; name exactly two texts."))
    original, translation = collation.editions
    watched = partial(progress, "Reading for meaning")
    return renderings_of(original.body, translation.body, embedder(), watched=watched)
