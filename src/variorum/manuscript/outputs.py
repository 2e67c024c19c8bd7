"""What an audit leaves on the disk: report, JSON and commented copy, each beside the others.

A copy of an earlier audit that somebody has worked in since is kept under another name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from variorum.accession.language_told import language_of
from variorum.archive.writing import digest_of_bytes, write_atomically
from variorum.criticism.sarif import as_sarif as sarif_of
from variorum.finding import Finding, Refused, Unreadable, words_of_system
from variorum.manuscript.answers import as_json
from variorum.manuscript.audit import Audit
from variorum.manuscript.comments import Comment, comments_of
from variorum.manuscript.corrections import corrections_of
from variorum.manuscript.findings import TITLES
from variorum.manuscript.report import as_html
from variorum.quotation.texts import Texts
from variorum.saying import catalogue, say


@dataclass(frozen=True, slots=True)
class Written:
    """The files written, and what could not be and why."""

    files: tuple[Path, ...]
    said: tuple[str, ...] = ()


def write_all(
    made: Audit,
    findings: Sequence[Finding],
    texts: Texts,
    path: Path,
    *,
    out: Path | None = None,
    fix: bool = False,
    language: str = "",
) -> Written:
    """Write NAME.audit.html, NAME.audit.json and, of a DOCX or ODT, NAME.audited.docx; with `fix` NAME.fixed.docx too.

    What an earlier audit left under these names is replaced, but a copy that was changed since (a comment answered, a
    correction accepted) is kept as NAME.audited.earlier.docx; the manuscript is never touched. Report and comments are
    in `language`, or in the manuscript's own where the program speaks it, else in English.

    Raises:
        Refused: the folder cannot be written, or the disk is full.
    """
    folder = _made(out or path.resolve().parent)
    spoken = language or _own_language(made)
    report = folder / f"{path.stem}.audit.json"
    page = as_html(made, findings, texts, language=spoken)
    contents = {folder / f"{path.stem}.audit.html": page.encode("utf-8", "replace")}
    copies, said = _copies(made, path, folder, comments_of(made, findings, language=spoken), fix=fix)
    contents |= copies
    if any(file.resolve() == path.resolve() for file in (report, *contents)):
        raise Refused(
            say("{name} has the name of a file that an audit writes; give another folder with --out.", name=path.name)
        )
    earlier = _copies_in(report)
    said += _kept(folder, copies, earlier)
    digests = {**earlier, **{file.name: digest_of_bytes(data) for file, data in copies.items()}}
    answer = as_json(made, texts) | ({"copies": digests} if digests else {})
    contents[report] = json.dumps(answer, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    for file, content in contents.items():
        write_atomically(file, content)
    return Written(tuple(contents), tuple(said))


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise Refused(
            say("The folder {folder} cannot be made: {why}.", folder=str(folder), why=words_of_system(trouble))
        ) from trouble
    return folder


def _copies(
    made: Audit, path: Path, folder: Path, comments: Sequence[Comment], *, fix: bool
) -> tuple[dict[Path, bytes], list[str]]:
    """The copies with comments and with corrections, and what is to be said of them."""
    said: list[str] = []
    if made.manuscript.format not in ("docx", "odt"):
        if fix:
            said.append(say("Corrections are proposed as tracked changes in DOCX and ODT only."))
        said.append(say("A copy with comments is made of DOCX and ODT only; {name} is neither.", name=path.name))
        return {}, said
    copies: dict[Path, bytes] = {}
    ending = path.suffix.lower()
    try:
        copies[folder / f"{path.stem}.audited{ending}"] = _commented(path.read_bytes(), comments, made, path.name)
    except Unreadable as trouble:
        said.append(str(trouble))
    if fix:
        _fixed(made, path, folder / f"{path.stem}.fixed{ending}", copies, said)
    return copies, said


def _own_language(made: Audit) -> str:
    """The manuscript's language as its words tell it, where the program speaks it."""
    told = language_of(paragraph.text for paragraph in made.manuscript.paragraphs)
    return told if catalogue(told) else "en"


def _copies_in(report: Path) -> Mapping[str, str]:
    """The digests of the copies that an earlier audit wrote, by name; none where its report cannot be read."""
    try:
        told = json.loads(report.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    copies = told.get("copies") if isinstance(told, dict) else None
    return {str(name): str(digest) for name, digest in copies.items()} if isinstance(copies, dict) else {}


def _kept(folder: Path, copies: Mapping[Path, bytes], written: Mapping[str, str]) -> Iterator[str]:
    """Put aside each copy that is not as an audit left it, and say so."""
    for file in copies:
        if not file.is_file():
            continue
        if written.get(file.name) == digest_of_bytes(file.read_bytes()):
            continue
        aside = next(name for number in range(1, 10_000) if not (name := _aside(folder, file, number)).exists())
        file.rename(aside)
        yield say("{name} was changed since it was written; it is kept as {kept}.", name=file.name, kept=aside.name)


def _aside(folder: Path, file: Path, number: int) -> Path:
    return folder / f"{file.stem}.earlier{'' if number == 1 else f'-{number}'}{file.suffix}"


def _commented(data: bytes, comments: Sequence[Comment], made: Audit, name: str) -> bytes:
    from variorum.manuscript.copies import docx, odt

    put = docx.with_comments if made.manuscript.format == "docx" else odt.with_comments
    return put(data, comments, name=name)


def _fixed(made: Audit, path: Path, file: Path, contents: dict[Path, bytes], said: list[str]) -> None:
    from variorum.manuscript.copies import docx, odt

    corrections = corrections_of(made)
    if not corrections:
        said.append(say("There is nothing that could be corrected by rule."))
        return
    put = docx.with_changes if made.manuscript.format == "docx" else odt.with_changes
    data, done = put(path.read_bytes(), [one.replacement for one in corrections], name=path.name)
    contents[file] = data
    said.append(
        say(
            "{done} of {count} corrections stand in {name} as tracked changes, to be accepted or refused.",
            done=done,
            count=len(corrections),
            name=file.name,
        )
    )


def as_sarif(findings: Sequence[Finding]) -> dict[str, Any]:
    """The findings of an audit as SARIF 2.1.0: one run, its rules described by their titles."""
    told: dict[str, Any] = sarif_of(findings)
    for rule in told["runs"][0]["tool"]["driver"]["rules"]:
        rule["shortDescription"] = {"text": TITLES.get(rule["id"], rule["id"])}
    return told
