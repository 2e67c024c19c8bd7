"""Which picture belongs to which page of a source, and where its words stand in it.

Pictures lie under `facsimiles/KEY/`, or the original is one. Nothing is guessed: a page has its picture by what the
dossier says, by the name that the page's own description has for it, by a IIIF manifest's label, or because there are
exactly as many pictures as pages. Otherwise no page has one, and finding A017 says what to write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from variorum.accession import Asked, read_files
from variorum.accession.pictures import scaled_picture
from variorum.accession.reading import PageWords, Picture, Reading
from variorum.accession.scan_names import in_order, stem_of
from variorum.accession.word_places import PlacedWord, in_text, placed_words, written
from variorum.archive.bounds import leads_out
from variorum.archive.facsimiles import (
    FOLDER,
    LARGEST_MANIFEST,
    MANIFEST,
    PICTURES,
    Canvas,
    canvases_of,
    facsimile_folder,
    facsimile_place,
)
from variorum.archive.folder import Archive
from variorum.catalogue.store import Catalogue
from variorum.digest import sha_of
from variorum.evidence import PagePicture
from variorum.finding import Finding, Severity, VariorumError
from variorum.pipeline.beside_the_text import words_in_pictures
from variorum.pipeline.engine import Engine
from variorum.pipeline.pairing import Pairing, Shot, missing_pictures, paired, unpaired
from variorum.pipeline.progress import Progress
from variorum.pipeline.reading import digest_of_file
from variorum.pipeline.step import Given, step
from variorum.record import FacsimileTerms, Page, Position, Record, Source
from variorum.saying import say

PUBLISHED_WIDTH = 1000
"""Pixels of a picture in the published edition: enough to read it, and no copy of the scan."""

_AWRY = 0.02  # by which the shape of a picture may differ from that on which its words were measured


@dataclass(frozen=True, slots=True)
class Facsimile:
    """What is known of the pictures of one source."""

    pages: tuple[PagePicture, ...]
    words: tuple[PageWords, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Facsimiles:
    """The pictures of all sources that have some, and what is wrong with them."""

    pages: Mapping[str, tuple[PagePicture, ...]]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file of a folder as it was read: what it is called in the archive, and its reading."""

    name: str
    reading: Reading
    sha256: str


@step("facsimile of a source", code=("accession", "archive.facsimiles", "pipeline.pairing"))
def facsimile(source: Source, terms: FacsimileTerms, pages: Any, words: Any, seen: Any, canvases: Any) -> Facsimile:
    """The pictures of a source's pages."""
    return _facsimile(replace(source, facsimile=terms), pages, words, seen, canvases)


def facsimiles_of(archive: Archive, record: Record, engine: Engine, progress: Progress) -> Facsimiles:
    """The pictures of every source that has some; only what changed is looked at again."""
    found: dict[str, tuple[PagePicture, ...]] = {}
    findings: list[Finding] = []
    sources = [source for source in record.sources.values() if _may_have(archive, source)]
    for done, source in enumerate(sources):
        progress(say("Reading facsimiles"), done, len(sources))
        told, noted = _of_source(archive, source, engine)
        findings += (*noted, *told.findings)
        if told.pages:
            found[source.key] = told.pages
    engine.retain(facsimile, [source.key for source in sources])
    engine.flush()
    return Facsimiles(found, tuple(findings))


def words_on(catalogue: Catalogue, source: str, page: int) -> str:
    """Where the words of a page stand in its picture, as `PageWords` holds them; empty where that is not known."""
    kept = Engine(catalogue).kept(facsimile).get(source)
    return next((one.words for one in kept.value().words if one.page == page), "") if kept else ""


def picture_for_readers(archive: Archive, picture: PagePicture) -> bytes | None:
    """A page's picture as the published edition has it, a JPEG of bounded width; None where it cannot be decoded."""
    path = archive.root / picture.file
    if leads_out(path, archive.root):
        return None
    try:
        return scaled_picture(path, picture, width=PUBLISHED_WIDTH, kept=archive.catalogue_dir / "pictures")
    except VariorumError:
        return None


def _may_have(archive: Archive, source: Source) -> bool:
    is_picture = source.original is not None and source.original.file.lower().endswith(PICTURES)
    return is_picture or bool(source.facsimile.order) or facsimile_place(archive.root, source.key).is_dir()


def _of_source(archive: Archive, source: Source, engine: Engine) -> tuple[Facsimile, list[Finding]]:
    folder = facsimile_folder(archive.root, source.key)
    place = facsimile_place(archive.root, source.key)
    shown = f"{FOLDER}/{place.name}"
    findings = [_leads_out(f"{shown}/{name}", source) for name in folder.outside]
    names = in_order((*folder.pictures, *folder.descriptions))
    catalogue = engine.catalogue
    digests = {name: digest_of_file(engine, f"{source.key}/{name}", place / name) for name in names}
    own = _own_digest(archive, source, engine)
    manifest = digest_of_file(engine, f"{source.key}/{MANIFEST}", place / MANIFEST) if folder.manifest else ""
    asked = engine.ask(
        facsimile,
        source.key,
        source=replace(Source(source.key), original=source.original, position=source.position),
        terms=source.facsimile,
        pages=Given(_pages_digest(engine, source.key), lambda: tuple(catalogue.pages(source.key))),
        words=Given(engine.digest_kept(words_in_pictures, source.key), lambda: _words(engine, source.key)),
        seen=Given(
            sha_of(repr((own, digests))),
            lambda: tuple(_seen(archive, source, digests, own=own)),
        ),
        canvases=Given(manifest, lambda: _canvases(place / MANIFEST) if folder.manifest else ()),
    )
    return asked.value(), findings


def _own_digest(archive: Archive, source: Source, engine: Engine) -> str:
    """The digest of an original that is a picture; empty where it is none, or not there."""
    if source.original is None or not source.original.file.lower().endswith(PICTURES):
        return ""
    path = archive.originals / source.original.file
    return "" if leads_out(path, archive.root) else digest_of_file(engine, path.name, path)


def _pages_digest(engine: Engine, key: str) -> str:
    state = engine.catalogue.source_states().get(key)
    return sha256(f"{state.digest} {state.reader}".encode()).hexdigest() if state else ""


def _words(engine: Engine, key: str) -> tuple[PageWords, ...]:
    kept = engine.kept(words_in_pictures).get(key)
    return kept.value() if kept else ()


def _canvases(path: Path) -> tuple[Canvas, ...] | None:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_MANIFEST + 1)
    except OSError:
        return None
    return canvases_of(raw) if len(raw) <= LARGEST_MANIFEST else None


def _seen(archive: Archive, source: Source, digests: Mapping[str, str], *, own: str) -> Iterator[_Seen]:
    """Each file of the folder as a worker reads it, and the original where that is a picture."""
    place = facsimile_place(archive.root, source.key)
    asked = [Asked(place / name, source.key, f"{FOLDER}/{place.name}/{name}") for name in digests]
    known = list(digests.values())
    if own and source.original:
        file = source.original.file
        asked.append(Asked(archive.originals / file, source.key, f"originals/{file}"))
        known.append(own)
    with closing(read_files(asked)) as readings:
        for one, reading, digest in zip(asked, readings, known, strict=True):
            yield _Seen(one.name, reading, digest)


def _facsimile(
    source: Source,
    pages: Sequence[Page],
    words: Sequence[PageWords],
    seen: Sequence[_Seen],
    canvases: Sequence[Canvas] | None,
) -> Facsimile:
    folder = [one for one in seen if one.name.startswith(FOLDER)]
    shots = list(_shots(folder)) or list(_shots(seen))
    findings = [one for each in folder for one in _faults(each, source)]
    if canvases is None:
        findings.append(_no_manifest(source, next(iter(folder), None)))
    if not shots or not pages:
        return Facsimile((), (), (*findings, *missing_pictures(source, shots)))
    pairing = paired(pages, shots, Pairing(source.facsimile.order, tuple(canvases or ()), tuple(words)))
    findings += unpaired(source, pages, shots, pairing)
    described = {stem_of(one.name).casefold(): one.reading for one in folder if one.reading.words}
    own = {one.page: one for one in words}
    found, placed = [], []
    for page in pages:
        shot = pairing.get(page.sequence)
        if shot is None:
            continue
        given = own.get(page.sequence) or PageWords(page.sequence)
        beside = described.get(stem_of(shot.file).casefold())
        told = ""
        if not given.words and beside is not None and shot.frame < len(beside.words):
            given, told = _from_beside(page, beside, shot.frame)
        if given.words:
            given, trouble = _fitted(given, shot, source)
            findings += trouble
        if given.words:
            placed.append(replace(given, page=page.sequence))
        picture = shot.picture
        found.append(
            PagePicture(
                source.key, page.sequence, shot.file, shot.frame, picture.width, picture.height, told, shot.sha256
            )
        )
    return Facsimile(tuple(found), tuple(placed), tuple(findings))


def _shots(seen: Sequence[_Seen]) -> Iterator[Shot]:
    for one in seen:
        for frame, picture in enumerate(one.reading.pictures):
            yield Shot(one.name, frame, picture, one.sha256)


def _faults(seen: _Seen, source: Source) -> Iterator[Finding]:
    """What is wrong with a file of the folder, said about the source; a picture need hold no text."""
    for finding in seen.reading.findings:
        if finding.code != "A007":
            yield replace(finding, about=(*finding.about, source.key))


def _from_beside(page: Page, reading: Reading, number: int) -> tuple[PageWords, str]:
    """The words of a page placed by the file that describes its picture, and that file's text where it is another."""
    described = reading.words[number]
    text = next((one.text for one in reading.pages if one.sequence == described.page), "")
    placed = placed_words(described.words)
    if text != page.text:
        placed = in_text(placed, text, page.text)
    return replace(described, page=page.sequence, words=written(placed)), "" if text == page.text else text


def _fitted(words: PageWords, shot: Shot, source: Source) -> tuple[PageWords, list[Finding]]:
    """Words as they lie in the picture that is shown; none where they were measured on one of another shape.

    A camera's picture may be stored on its side: programs that recognise words measure it as it is stored.
    """
    width, height, picture = words.width, words.height, shot.picture
    if picture.turned != 1:
        stored = (picture.height, picture.width)
        if picture.turned in (6, 8) and _alike(width, height, Picture(*stored)):
            return replace(
                words, words=written([_turned(one, picture.turned) for one in placed_words(words.words)])
            ), []
        if picture.turned in (6, 8) and _alike(width, height, picture):
            return words, []
    elif _alike(width, height, picture):
        return words, []
    message = say(
        "The words of {file} were measured on a picture of {width} by {height} pixels; this one has {own_width} by "
        "{own_height}, and another shape. They are not lit in it.",
        file=shot.file,
        width=width,
        height=height,
        own_width=picture.width,
        own_height=picture.height,
    )
    remedy = say("Put the picture there from which the words were recognised, neither cropped nor turned.")
    return replace(words, words=""), [
        Finding("A018", Severity.WARNING, message, Position(shot.file), (source.key,), remedy=remedy)
    ]


def _alike(width: int, height: int, picture: Picture) -> bool:
    if min(width, height, picture.width, picture.height) <= 0:
        return False
    return abs(width / height / (picture.width / picture.height) - 1) <= _AWRY


def _turned(word: PlacedWord, turned: int) -> PlacedWord:
    """A word's box in a picture turned by a quarter: to the right (6) or to the left (8)."""
    left, top, width, height = word.box
    box = (10_000 - top - height, left, height, width) if turned == 6 else (top, 10_000 - left - width, height, width)
    return replace(word, box=box)


def _leads_out(file: str, source: Source) -> Finding:
    return Finding(
        "A017",
        Severity.WARNING,
        say("{file} is a link that leads out of the archive; it is not shown.", file=file),
        Position(file),
        (source.key,),
        remedy=say("Put the file itself there in place of the link: what lies outside can change or go unseen."),
    )


def _no_manifest(source: Source, seen: _Seen | None) -> Finding:
    file = f"{seen.name.rpartition('/')[0]}/{MANIFEST}" if seen else f"{FOLDER}/{source.key}/{MANIFEST}"
    return Finding(
        "A017",
        Severity.WARNING,
        say("{file} is no IIIF manifest that can be read; the pictures are taken by their names.", file=file),
        Position(file),
        (source.key,),
        remedy=say("Save the manifest again from the library's page, whole and as JSON, or take it away."),
    )
