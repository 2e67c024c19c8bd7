"""Pictures and pages brought together, by what somebody said alone: never by a likeness of names or numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from variorum.accession.reading import PageWords, Picture
from variorum.accession.scan_names import stem_of
from variorum.archive.facsimiles import Canvas
from variorum.finding import Finding, Severity
from variorum.record import Page, Position, Source
from variorum.saying import say


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: the file in which it is, its number within that from 0, and its size."""

    file: str
    frame: int
    picture: Picture
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Pairing:
    """What was said of which picture belongs to which page: by the dossier, a manifest, and the pages' own words."""

    order: Mapping[int, str]
    canvases: tuple[Canvas, ...]
    words: tuple[PageWords, ...]


def paired(pages: Sequence[Page], shots: Sequence[Shot], said: Pairing) -> dict[int, Shot]:
    """The picture of each page that has one, by the page's place in the file."""
    shots = _as_the_manifest_has_them(shots, said.canvases)
    if said.order:
        return _by_dossier(pages, shots, said.order)
    by_name = _by_name(pages, shots, said.words)
    if by_name:
        return by_name
    by_label = _by_label(pages, shots, said.canvases)
    if by_label:
        return by_label
    if len(pages) == len(shots):
        return {page.sequence: shot for page, shot in zip(pages, shots, strict=True)}
    return {}


def missing_pictures(source: Source, shots: Sequence[Shot]) -> Iterator[Finding]:
    """A017: pictures that the dossier names and that are not there."""
    known = {name for shot in shots for name in _names(shot)}
    for number, name in source.facsimile.order.items():
        if name.casefold() not in known:
            message = say("The picture “{name}” of page {page} is not in the folder of {key}'s facsimile.", name=name,
                          page=number, key=source.key)  # fmt: skip
            remedy = say("Put it there, or write the name of one that is there.")
            yield Finding("A017", Severity.WARNING, message, source.position, (source.key,), remedy=remedy)


def unpaired(
    source: Source, pages: Sequence[Page], shots: Sequence[Shot], pairing: Mapping[int, Shot]
) -> Iterator[Finding]:
    """A017: what the dossier names that is not there, and pictures of which nobody knows which page they are."""
    yield from missing_pictures(source, shots)
    at = source.position
    if pairing or source.facsimile.order:
        return
    message = say(
        "{pictures} {pictures:picture|pictures} and {pages} {pages:page|pages} of text: it is not known which is "
        "which, and none is shown.",
        pictures=len(shots),
        pages=len(pages),
    )
    first = shots[0].file.rpartition("/")[2]
    remedy = say(
        "Say in the dossier which picture is which page of the file; the next ones follow: facsimile: {written}",
        written=f"{{pages: {{1: {first}}}}}",
    )
    yield Finding("A017", Severity.WARNING, message, Position(at.file, at.line), (source.key,), remedy=remedy)


def _names(shot: Shot) -> tuple[str, str]:
    last = shot.file.rpartition("/")[2].casefold()
    return last, stem_of(last)


def _as_the_manifest_has_them(shots: Sequence[Shot], canvases: Sequence[Canvas]) -> list[Shot]:
    """The pictures in a manifest's order where it names any of them, those that it does not name after the others."""
    places = {name.casefold(): at for at, canvas in reversed(list(enumerate(canvases))) for name in canvas.names}
    stems = {stem_of(name): at for name, at in places.items()}
    far = len(canvases)

    def place(shot: Shot) -> int:
        last, stem = _names(shot)
        return places.get(last, stems.get(stem, far))

    return sorted(shots, key=place)


def _by_dossier(pages: Sequence[Page], shots: Sequence[Shot], order: Mapping[int, str]) -> dict[int, Shot]:
    """From each page that the dossier names on, picture by picture, up to the next that it names."""
    places = {name: at for at, shot in reversed(list(enumerate(shots))) for name in _names(shot)}
    found: dict[int, Shot] = {}
    at: int | None = None
    for page in pages:
        if page.sequence in order:
            at = places.get(order[page.sequence].casefold())
        elif at is not None:
            at += 1
        if at is not None and at < len(shots):
            found[page.sequence] = shots[at]
    return found


def _by_name(pages: Sequence[Page], shots: Sequence[Shot], words: Sequence[PageWords]) -> dict[int, Shot]:
    """By the name that each page's own description has for its picture."""
    by_stem: dict[str, list[Shot]] = {}
    for shot in shots:
        by_stem.setdefault(_names(shot)[1], []).append(shot)
    images = {one.page: one.image for one in words if one.image} or {
        page.sequence: page.image for page in pages if page.image
    }
    found = {}
    for page in pages:
        same = by_stem.get(stem_of(images.get(page.sequence, "")).casefold(), [])
        if len(same) == 1:
            found[page.sequence] = same[0]
    return found


def _by_label(pages: Sequence[Page], shots: Sequence[Shot], canvases: Sequence[Canvas]) -> dict[int, Shot]:
    """By the labels of a manifest's pages, where they are those that the text has."""
    called: dict[str, set[int]] = {}  # the places of the shots that bear a name
    for at, shot in enumerate(shots):
        for name in _names(shot):
            called.setdefault(name, set()).add(at)
    labels: dict[str, list[int]] = {}
    for canvas in canvases:
        names = {known for name in canvas.names for known in (name.casefold(), stem_of(name).casefold())}
        labels.setdefault(_bare(canvas.label), []).extend(set().union(*(called.get(name, ()) for name in names)))
    ours = [_bare(page.label) for page in pages]
    times = Counter(ours)
    return {
        page.sequence: shots[labels[label][0]]
        for page, label in zip(pages, ours, strict=True)
        if label and times[label] == 1 and len(labels.get(label, ())) == 1
    }


def _bare(label: str) -> str:
    """A label without the word for "page" before it."""
    low = label.casefold().strip(" []")
    for word in ("page ", "p. ", "p.", "seite ", "s. ", "с. ", "стр. ", "fol. ", "f. "):
        low = low.removeprefix(word)
    return low.strip()
