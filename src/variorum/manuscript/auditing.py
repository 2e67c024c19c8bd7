"""An audit from files to files: the manuscript read, the folder opened, answers recalled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from variorum.finding import Unreadable
from variorum.manuscript.audit import Audit, Recalled, audit
from variorum.manuscript.libraries import ENDINGS, read_library
from variorum.manuscript.manuscript import Manuscript
from variorum.manuscript.reading import read_manuscript
from variorum.manuscript.remembered import read_answers
from variorum.manuscript.shares_remembered import RememberedShares
from variorum.manuscript.shelf import Progress, Shelf, open_shelf
from variorum.manuscript.verdicts import Asking, exact_stands
from variorum.manuscript.verdicts_remembered import RememberedVerdicts
from variorum.manuscript.works import Work
from variorum.remembering import cache_folder
from variorum.saying import say

_LONG = 120  # letters of a paragraph by which another draft is told
_SAMPLED = 12
_HEAD = 4_000_000
_IN_LATEX = re.compile(r"\\(?:addbibresource|addglobalbib|bibliography)\s*(?:\[[^\]]*\])?\s*\{([^{}]+)\}")
_FRONT_MATTER = re.compile(r"---\s*\n(.*?)\n(?:---|\.\.\.)\s*\n", re.DOTALL)
_IN_FRONT_MATTER = re.compile(
    r"^[ \t]*(?:bibliography:|-)[ \t]*([^\s\[\]#][^\n#]*\.(?:bib|json|ris))[\"']?\s*$", re.MULTILINE
)


def audit_file(
    path: Path,
    *,
    sources: Sequence[Path] = (),
    library: Sequence[Path] = (),
    progress: Progress | None = None,
    memoirs_after: int | None = None,
) -> tuple[Audit, Shelf]:
    """Audit a manuscript's file against folders of sources; without any, against the folder in which it lies.

    Libraries of references that lie in these folders are read too, and those in its own folder that it names itself.
    """
    manuscript = read_manuscript(path)
    answers = read_answers(path)
    folders = list(sources) or [path.resolve().parent]
    works, damaged = _works_of(path, manuscript, folders, library)
    shelf = open_shelf(folders, besides=[path, *library], progress=progress)
    said = [*manuscript.remarks, *damaged, *_remarks_on(shelf)]
    remembered = _verdicts_of(shelf)
    if drafts := drafts_of(manuscript, Asking(shelf, remembered)):
        _keep(remembered, shelf)
        said.append(
            say(
                "Left out, since they hold the manuscript's own running text (another draft of it?): {named}.",
                named=", ".join(drafts),
            )
        )
        shelf = shelf.without(drafts)
        remembered = _verdicts_of(shelf)
    files = [file.work for file in shelf.files.values()]
    shares = RememberedShares(cache_folder() / "audit" / "shares.json")
    made = audit(
        manuscript, shelf, files, library=works, recalled=Recalled(answers, shares, remembered),
        memoirs_after=memoirs_after, progress=progress,
    )  # fmt: skip
    _keep(remembered, shelf)
    if not made.notes:
        said.append(say("The manuscript has no notes and cites nothing in its text, as far as could be seen."))
    return replace(made, remarks=tuple(said)), shelf


def _works_of(
    path: Path, manuscript: Manuscript, folders: Sequence[Path], library: Sequence[Path]
) -> tuple[list[Work], list[str]]:
    """The works of every library that was given, is named or lies there, and why one of the last two was not read."""
    works = [work for file in library for work in read_library(file)]
    damaged = []
    named = libraries_named(path, manuscript)
    for file in dict.fromkeys([*named, *libraries_in(folders, besides=[*library, *named])]):
        try:
            works += read_library(file)
        except Unreadable as trouble:
            damaged.append(str(trouble))
    return works, damaged


def _remarks_on(shelf: Shelf) -> Iterator[str]:
    """What could not be read of the folder, or not be remembered."""
    unread = [file for file in shelf.files.values() if file.paging == "none"]
    if unread:
        yield say(
            "{count} {count:file|files} of the folder {count:has|have} no text that could be read: {named:;}{more}.",
            count=len(unread),
            named=tuple(say("{file} ({reason:-})", file=file.path.name, reason=file.reason) for file in unread[:5]),
            more=" …" if len(unread) > 5 else "",
        )
    if not shelf.sources():
        yield say("The folder holds no source that could be read, so that no quotation was held against anything.")
    if shelf.loose:
        yield say(
            "What was read of the folder could not be remembered, since {folder} cannot be written or is full: the "
            "next audit reads it again. VARIORUM_CACHE names another place.",
            folder=str(cache_folder()),
        )


def _verdicts_of(shelf: Shelf) -> RememberedVerdicts:
    return RememberedVerdicts(cache_folder() / "audit", shelf.digest())


def _keep(remembered: RememberedVerdicts, shelf: Shelf) -> None:
    """Keep what was found out, unless some text was not there as it should have been."""
    if not shelf.torn:
        remembered.keep()


def libraries_named(path: Path, manuscript: Manuscript) -> list[Path]:
    """The libraries in a manuscript's own folder that its LaTeX or its Markdown front matter names."""
    if manuscript.format not in ("latex", "markdown"):
        return []
    root = path.resolve().parent
    text = path.read_bytes()[:_HEAD].decode("utf-8", "replace")
    if manuscript.format == "latex":
        said = [name for match in _IN_LATEX.finditer(re.sub(r"(?<!\\)%.*", "", text)) for name in match[1].split(",")]
    else:
        head = _FRONT_MATTER.match(text)
        said = _IN_FRONT_MATTER.findall(head[1]) if head else []
    found = []
    for name in said:
        file = (root / name.strip().strip("\"'")).resolve()
        file = file if file.suffix.lower() in ENDINGS else file.with_name(f"{file.name}.bib")
        if file.is_relative_to(root) and file.is_file():
            found.append(file)
    return found


def drafts_of(manuscript: Manuscript, asking: Asking) -> tuple[str, ...]:
    """The files that hold most of the manuscript's own running text: earlier drafts and copies, and no sources."""
    running = [
        paragraph.text[:400] for paragraph in manuscript.paragraphs
        if paragraph.role == "body" and len(paragraph.text) >= _LONG and not re.search("[“”«»\"]", paragraph.text[:400])
    ]  # fmt: skip
    step = max(1, len(running) // _SAMPLED)
    sample = running[::step][:_SAMPLED]
    found = Counter(source for text in sample for source in {stand.source for stand in exact_stands(text, asking)})
    return tuple(sorted(source for source, count in found.items() if len(sample) >= 2 and 2 * count > len(sample)))


def libraries_in(folders: Sequence[Path], *, besides: Sequence[Path] = ()) -> list[Path]:
    """The libraries of references that lie in a folder of sources; JSON counts only where its name says what it is."""
    known = {file.resolve() for file in besides}
    found = [
        file
        for folder in folders
        if folder.is_dir()
        for file in sorted(folder.iterdir())
        if file.suffix.lower() in ENDINGS
    ]
    return [
        file for file in found
        if file.resolve() not in known and ".audit" not in file.name
        and (file.suffix.lower() != ".json" or any(word in file.name.lower() for word in ("csl", "zotero", "librar")))
    ]  # fmt: skip
