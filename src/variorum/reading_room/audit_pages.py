"""The pages of an audit in the room, and what is exported of it: each doubtful quotation beside its source's page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from variorum.edition.addresses import root_from
from variorum.finding import Finding, NotFound, Refused
from variorum.manuscript.answers import as_json
from variorum.manuscript.comments import comments_of
from variorum.manuscript.corrections import Correction, corrections_of
from variorum.manuscript.report import as_html, lead_of, page_lit, quoted_lit
from variorum.manuscript.verdicts import AuditedQuotation
from variorum.reading_room.auditing import Audited, decisions_of, key_of, manuscripts
from variorum.reading_room.room import Room
from variorum.reading_room.shelves import Shelves
from variorum.saying import in_language, say

_PATIENCE = 3.0  # seconds that a page waits for an audit before it says that it is under way
EXPORTS = ("report.html", "comments", "corrected", "audit.json")


@dataclass(frozen=True, slots=True)
class DoubtfulView:
    """A doubtful quotation as the page shows it."""

    key: str
    where: str
    verdict: str
    place: str
    tone: str
    said: tuple[str, ...]
    quoted: list[tuple[str, bool]]
    note: str
    source: str
    address: str
    page: list[tuple[str, bool]]
    corrections: tuple[tuple[str, str, str], ...]
    decision: str
    why: str


def audit_index(room: Room, shelves: Shelves) -> str:
    """The manuscripts that can be audited, and where another is brought in."""
    site = shelves.state.site
    address = "room/audit"
    titles = {one.position.file: one.title for one in shelves.state.record.chapters}
    return site.press.page(
        "room_audits.html",
        root=root_from(address),
        section="room",
        title=site.words("room.audit"),
        manuscripts=[(name, titles.get(name, "")) for name in manuscripts(room)],
    )


def audit_page(room: Room, shelves: Shelves, name: str) -> str:
    """The audit of one manuscript; while it runs, a page that looks again by itself."""
    site = shelves.state.site
    address = f"room/audit/{name}"
    found = room.audits.of(room, name, patience=_PATIENCE)
    views = list(_doubtful(room, shelves, found)) if found else []
    return site.press.page(
        "room_audit.html",
        root=root_from(address),
        section="room",
        title=name.partition("/")[2],
        name=name,
        running=found is None,
        lead=in_language(lead_of(found.made), site.words.language) if found else "",
        remarks=[in_language(one, site.words.language) for one in found.made.remarks] if found else [],
        doubtful=views,
        decided=sum(view.decision not in ("", "open") for view in views),
        word=name.endswith((".docx", ".odt")),
        docx=name.endswith(".docx"),
        editable=name.startswith("chapters/"),
    )


def exported(room: Room, name: str, kind: str) -> tuple[str, bytes]:
    """A file to be taken away, with its name: the report, the copy with comments, that with corrections, the data.

    What was left as it is has no comment; only corrections that were chosen are in the copy with corrections.
    """
    found = room.audits.of(room, name, patience=600)
    if found is None or kind not in EXPORTS:
        raise NotFound(say("There is no such file of this audit."))
    decided = decisions_of(room, name)
    made = found.made
    state = {one.id: decided.get(key_of(one, made), {}).get("decision", "") for one in made.quotations}
    findings = [one for one in found.findings if state.get(str(one.about[0])) != "left"]
    stem, ending = found.path.stem, found.path.suffix.lower()
    texts = room.needed().state.texts
    if kind == "report.html":
        return f"{stem}.audit.html", as_html(made, findings, texts).encode("utf-8", "replace")
    if kind == "audit.json":
        told = as_json(made, texts) | {"decisions": dict(decided)}
        return f"{stem}.audit.json", json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    return f"{stem}.{kind}{ending}", _copy(found, findings, kind, state)


def _copy(found: Audited, findings: list[Finding], kind: str, state: dict[str, str]) -> bytes:
    from variorum.manuscript.copies import docx, odt

    made, name = found.made, found.path.name
    if kind == "comments" and made.manuscript.format in ("docx", "odt"):
        put = docx.with_comments if made.manuscript.format == "docx" else odt.with_comments
        return put(found.path.read_bytes(), comments_of(made, findings), name=name)
    if kind == "corrected" and made.manuscript.format == "docx":
        chosen = [one.replacement for one in corrections_of(made) if state.get(one.quotation) == "mend"]
        if not chosen:
            raise Refused(say("No correction was chosen yet: press M at a quotation that has one."))
        return docx.with_changes(found.path.read_bytes(), chosen, name=name)[0]
    raise Refused(
        say("Of {name} no such copy is made: comments go into DOCX and ODT, corrections into DOCX.", name=name)
    )


def _doubtful(room: Room, shelves: Shelves, found: Audited) -> Iterator[DoubtfulView]:
    decided = decisions_of(room, found.name)
    corrections: dict[str, list[Correction]] = {}
    for one in corrections_of(found.made):
        corrections.setdefault(one.quotation, []).append(one)
    for quotation, said in found.doubtful():
        yield _view(
            shelves,
            found,
            quotation,
            said,
            corrections.get(quotation.id, []),
            decided.get(key_of(quotation, found.made), {}),
        )


def _view(
    shelves: Shelves,
    found: Audited,
    one: AuditedQuotation,
    said: list[Finding],
    corrections: list[Correction],
    decided: Mapping[str, str],
) -> DoubtfulView:
    site, made = shelves.state.site, found.made
    words, language = site.words, site.words.language
    place, note = one.quoted.place, made.manuscript.notes.get(one.note)
    spans = one.verification.segments or one.verification.candidates[:1]
    verdict = one.verification
    source = site.named(spans[0].source) if spans else (one.by.source if one.by else "")
    return DoubtfulView(
        key_of(one, made),
        words("room.in-note", n=place.note) if place.note else f"¶ {place.paragraph}",
        words.get(f"verdict.{verdict.verdict}", verdict.verdict),
        words.get(f"room.place-{verdict.place.replace(' ', '-')}", verdict.place),
        "dim" if verdict.verdict in ("unchecked", "translated") else "bad",
        tuple(in_language(line, language) for each in said for line in (each.message, *filter(None, [each.remedy]))),
        quoted_lit(one),
        f"{note.id}: {note.text}" if note else "",
        ", ".join(filter(None, (source, in_language(verdict.locator, language)))),
        (site.places.of_segment(spans[0]) or "") if spans else "",
        page_lit(one, shelves.state.texts),
        tuple((each.old, each.replacement.new, in_language(each.because, language)) for each in corrections),
        decided.get("decision", ""),
        decided.get("why", ""),
    )
