"""The audit as one HTML page that needs nothing else: doubtful quotations beside their pages, then all."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from variorum.evidence import Span
from variorum.finding import Finding, Severity
from variorum.manuscript.audit import Audit
from variorum.manuscript.findings import differences_in_words, is_first_capital, is_nowhere
from variorum.manuscript.impossible import is_sent_back_to_nothing
from variorum.manuscript.resolving import asked_about
from variorum.manuscript.verdicts import GOOD, AuditedQuotation
from variorum.quotation.texts import Texts, page_of
from variorum.saying import Sentence, in_language, in_turn, say
from variorum.text.shown import unwrapped

if TYPE_CHECKING:
    from jinja2 import Template

_AROUND = 360  # characters of the source's page before and after the words
_LONGEST = 420
_ALWAYS = ("quotations", "as cited", "altered", "notes", "references")  # told even where there are none
Lit = list[tuple[str, bool]]
_NOT_HELD = {
    "title": say("a title"),
    "scare": say("scare quotes"),
    "word": say("a word as such"),
    "untold": say("a title, a name or words in quotes"),
}
"""What stands between quotation marks and quotes nobody, as it is said in a report."""
_COUNTED = {
    "quotations": say("quotations"),
    "verbatim": say("word for word"),
    "marked": say("with the quoter's marks"),
    "altered": say("with other words"),
    "stitched": say("joined of pieces without a mark"),
    "translated": say("in another language than the source"),
    "absent": say("not found"),
    "unchecked": say("could not be checked"),
    "as cited": say("on the page cited"),
    "elsewhere": say("on another page"),
    "another source": say("in another source"),
    "without a note": say("quotations without a note"),
    "titles, words and scare quotes": say("titles, words and scare quotes"),
    "notes": say("notes"),
    "references": say("references"),
    "held": say("references that lead to a file"),
    "not held": say("references without a file"),
    "impossible": say("references that cannot be right"),
    "unread": say("references not understood"),
    "not certain": say("references that may mean several works"),
    "contradicted": say("sentences at odds with the page"),
    "second hand": say("perhaps taken at second hand"),
    "notes without a quotation": say("notes without a quotation"),
}
"""What the summary counts, by the names in `Audit.summary`."""
_BESIDE_VERDICT = {
    "as cited": say("on the page cited"),
    "elsewhere": say("on another page"),
    "another source": say("in another source"),
    "several places": say("in several places"),
    "no pages": say("the source has no pages"),
    "not given": say("no page is given"),
}


def as_html(made: Audit, findings: Sequence[Finding], texts: Texts, *, language: str = "en") -> str:
    """The report of an audit in a language; every string of a document is escaped by the template."""
    said: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        said[str(finding.about[0])].append(finding)
    doubtful = [
        one for one in made.quotations if any(f.severity > Severity.NOTE or f.code == "M104" for f in said[one.id])
    ]
    ids = {one.id for one in doubtful}
    return _template().render(
        style=_digest_of_style(),
        told=told_share,
        language=language,
        said=partial(in_language, language=language),
        say=lambda template, **values: in_language(Sentence(template, values), language),
        name=made.manuscript.name,
        lead=lead_of(made),
        summary=[(_COUNTED[label], count) for label, count in made.summary.items() if count or label in _ALWAYS],
        remarks=(*made.remarks, *_left_open(findings)),
        doubtful=[_doubtful(one, said[one.id], made, texts) for one in doubtful],
        library=_library(made),
        uncertain=asked_about(made.notes),
        impossible=[
            (one.note, one.resolved.reference.written, one.because)
            for one in made.references
            if one.state == "impossible"
        ],
        witnesses=witnesses_in_words(made),
        chapters=made.witnesses.chapters,
        table=[_row(one, doubtful=one.id in ids) for one in made.quotations],
        notes=[_note(label, made) for label in made.manuscript.notes],
    )


def _left_open(findings: Sequence[Finding]) -> tuple[str, ...]:
    """What is said of quotation marks that no quotation came of, each with its place."""
    return tuple(
        say("{where}: {said}", where=str(one.about[0]).replace("paragraph", "¶"), said=one.message)
        for one in findings
        if one.code == "M115" and str(one.about[0]).startswith(("paragraph", "note"))
    )


def lead_of(made: Audit) -> str:
    """The outcome in two sentences."""
    s = made.summary
    good = s["verbatim"] + s["marked"]
    differ = s["altered"] + s["stitched"]
    return say(
        "{quotations:,} {quotations:quotation|quotations} and {references:,} {references:reference|references} in "
        "{notes:,} {notes:note|notes} were looked at. Quotations with the words of a source: {good:,} ({there:,} on "
        "the very page cited{pageless}); that differ: {differ:,}; that were not found: {absent:,}; that could not be "
        "checked: {unchecked:,}{translated}. References that lead to a file: {held:,}; that do not: {lacking:,}.",
        quotations=s["quotations"],
        references=s["references"],
        notes=s["notes"],
        good=good,
        there=s["as cited"],
        pageless=_pageless(made),
        differ=differ,
        absent=s["absent"],
        unchecked=s["unchecked"],
        translated=say("; in translation, for you to judge: {count:,}", count=t) if (t := s["translated"]) else "",
        held=s["held"],
        lacking=s["not held"],
    )


def _pageless(made: Audit) -> str:
    """How many stand in a source that has no pages, so that none could be on the page cited."""
    stand = (one.verification for one in made.quotations if one.verification.verdict in GOOD)
    count = sum(1 for verification in stand if verification.place == "no pages")
    return say(", {count} in sources without pages", count=count) if count else ""


def witnesses_in_words(made: Audit) -> str:
    """How many works the whole rests on, how much on one, on the police and on memoirs, and what is one text."""
    w, whole = made.witnesses, made.witnesses.whole
    if not whole.references:
        return say("No work is cited in a way that was understood.")
    said: list[str] = [
        say(
            "The citations ({references}) rest on {works} {works:work|works}.",
            references=whole.references,
            works=whole.witnesses,
        ),
        say("{share:.0%} of them are to one: {most}.", share=told_share(whole.share), most=whole.most)
        if whole.witnesses > 1
        else "",
    ]
    if whole.police:
        said.append(
            say("{share:.0%} are to papers of the police, as their titles say.", share=told_share(whole.police))
        )
    if whole.memoirs and w.after is not None:
        said.append(
            say(
                "{share:.0%} are to memoirs ({late:.0%} to those that came out after {year}).",
                share=told_share(whole.memoirs),
                late=told_share(whole.late),
                year=str(w.after),
            )
        )
    elif whole.memoirs:
        said.append(say("{share:.0%} are to memoirs.", share=told_share(whole.memoirs)))
    if w.through_another:
        said.append(say("Seen only through another: {works} {works:work|works}.", works=len(w.through_another)))
    said += [
        say(
            "{shorter} and {longer} hold one text ({share:.0%} of the shorter) and were counted once.",
            shorter=one.shorter,
            longer=one.longer,
            share=told_share(one.share),
        )
        for one in w.one_text[:3]
    ]
    if len(w.one_text) > 3:
        said.append(say("So do {count} further pairs.", count=len(w.one_text) - 3))
    return in_turn(*said)


def told_share(share: float) -> float:
    """A share as it may be told in whole percents: 100 % is all, and 0 % none."""
    return min(max(share, 0.01), 0.99) if 0 < share < 1 else share


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(_source())


@cache
def _source() -> str:
    return files("variorum.manuscript").joinpath("report.html.j2").read_text("utf-8")


@cache
def _digest_of_style() -> str:
    """What the page's policy names its one style by, so that no other can be put into it."""
    style = _source().partition("<style>")[2].partition("</style>")[0]
    return b64encode(sha256(style.encode()).digest()).decode()


def where_of(one: AuditedQuotation) -> str:
    """Where a quotation stands in its manuscript, for a person: the paragraph, or the note."""
    place = one.quoted.place
    return say("note {note}", note=place.note) if place.note else f"¶ {place.paragraph}"


def _tone(one: AuditedQuotation) -> str:
    v = one.verification
    if one.quoted.kind not in ("quotation", "fragment") or v.verdict in ("unchecked", "translated"):
        return "dim"
    return "good" if v.verdict in GOOD and v.place in ("as cited", "no pages", "not given") else "bad"


def _doubtful(one: AuditedQuotation, findings: Sequence[Finding], made: Audit, texts: Texts) -> dict[str, object]:
    note = made.manuscript.notes.get(one.note)
    segments = _shown(one)
    return {
        "id": one.id,
        "where": where_of(one),
        "verdict": _called(one),
        "tone": _tone(one),
        "said": [line for finding in findings for line in (finding.message, *filter(None, [finding.remedy]))],
        "quoted": quoted_lit(one),
        "note": say("Note {note}: {text}", note=note.id, text=note.text) if note else "",
        "source": _source_of(one, segments),
        "page": page_lit(one, texts),
    }


def _shown(one: AuditedQuotation) -> tuple[Span, ...]:
    """The passage to be shown beside a quotation: where its words stand, or may; none of a source that nobody cites."""
    if is_nowhere(one) and one.by is None:
        return ()
    return one.verification.segments or one.verification.candidates[:1]


def _source_of(one: AuditedQuotation, segments: Sequence[Span]) -> str:
    if not segments:
        return one.by.source if one.by else ""
    stands = _stands_at(segments[0].source, one.verification.locator)
    return say("The likeliest passage: {where}", where=stands) if is_nowhere(one) else stands


def _stands_at(source: str, locator: str) -> str:
    return say("{source}, {locator}", source=source, locator=locator) if locator else source


def quoted_lit(one: AuditedQuotation) -> Lit:
    """The quotation with the words lit that the source does not have."""
    text = " ".join(one.quoted.text.split())
    wanted = [d.quoted.strip() for d in one.verification.differences if d.quoted.strip() and not is_first_capital(d)]
    found: Lit = []
    at = 0
    for word in wanted:
        start = text.find(word, at)
        if start >= 0:
            found += [(text[at:start], False), (word, True)]
            at = start + len(word)
    return [*found, (text[at:], False)]


def page_lit(one: AuditedQuotation, texts: Texts) -> Lit:
    """The source's page around the words, these lit; of an absent quotation the likeliest passage."""
    segments = _shown(one)
    if not segments:
        return []
    page = page_of(texts, segments[0].source, segments[0].page)
    if page is None:
        return []
    same = [segment for segment in segments if segment.page == segments[0].page]
    low = _word_from(page.text, max(0, min(segment.start for segment in same) - _AROUND))
    high = _word_to(page.text, min(len(page.text), max(segment.end for segment in same) + _AROUND))
    found: Lit = [("… " if low else "", False)]
    at = low
    for segment in sorted(same, key=lambda segment: segment.start):
        lit = unwrapped(page.text[segment.start : segment.end])
        found += [(unwrapped(page.text[at : segment.start]), False), (lit, True)]
        at = segment.end
    return [*found, (unwrapped(page.text[at:high]), False), (" …" if high < len(page.text) else "", False)]


def _called(one: AuditedQuotation) -> str:
    """Verdict and place."""
    if is_nowhere(one):
        return _COUNTED["absent"]
    verdict, place = _COUNTED[one.verification.verdict], _BESIDE_VERDICT[one.verification.place]
    return say("{verdict}; {place}", verdict=verdict, place=place)


def _word_from(text: str, at: int) -> int:
    """The beginning of the word after an offset, unless that is the text's own."""
    return at if not at else text.find(" ", at, at + 40) + 1 or at


def _word_to(text: str, at: int) -> int:
    """The end of the word before an offset, unless that is the text's own."""
    return at if at >= len(text) else max(text.rfind(" ", at - 40, at), 0) or at


def _library(made: Audit) -> list[tuple[str, tuple[str, ...]]]:
    """The works cited that the folder lacks, each with the notes that cite it."""
    found: dict[str, list[str]] = {}
    for one in made.references:
        if one.state == "not held" and not one.resolved.candidates:
            name = one.resolved.work or one.resolved.reference.written
            if one.resolved.fonds:
                name = ", ".join(
                    f"{part} {value}" if part != "archive" else value for part, value in one.resolved.fonds.items()
                )
            found.setdefault(re.sub(r"\s+", " ", name)[:300], []).append(one.note)
    return [(name, tuple(dict.fromkeys(notes))) for name, notes in sorted(found.items())]


def _row(one: AuditedQuotation, *, doubtful: bool) -> dict[str, object]:
    v = one.verification
    text = " ".join(one.quoted.text.split())
    held = one.quoted.kind in ("quotation", "fragment")
    told = differences_in_words(v.differences)[:3]
    word = _COUNTED["absent" if is_nowhere(one) else v.verdict]
    verdict = say("{verdict}: {told:;}", verdict=word, told=told) if told and v.verdict == "altered" else word
    stands = _stands_at(v.segments[0].source, v.locator) if v.segments else v.reason
    if is_nowhere(one):
        stands = say("nowhere in the folder")
    return {
        "id": one.id,
        "where": where_of(one),
        "text": text if len(text) <= _LONGEST else text[:_LONGEST] + " …",
        "note": one.note or "–",
        "verdict": verdict if held else _NOT_HELD[one.quoted.kind if one.quoted.told else "untold"],
        "tone": _tone(one),
        "place": _BESIDE_VERDICT[v.place] if held and v.segments and not is_nowhere(one) else "",
        "stands": stands if held else "",
        "doubtful": doubtful,
    }


def _note(label: str, made: Audit) -> dict[str, object]:
    note = made.manuscript.notes[label]
    works: list[str] = []
    for one in made.notes.get(label, ()):
        name = one.source or one.work or one.reference.checked.written
        called = f"{name}, {one.locator}" if one.locator else name
        if one.sure:
            works.append(called)
        elif one.reference.checked.kind == "unread" or is_sent_back_to_nothing(one):
            works.append(say("{work} (not understood)", work=called))
        elif one.candidates:
            works.append(say("{work} (not certain)", work=called))
        else:
            works.append(say("{work} (not in the folder)", work=called))
    return {"id": label, "text": " ".join(note.text.split())[:_LONGEST], "works": works}
