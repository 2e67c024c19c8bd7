"""What a build found, told: ten lines for a person, one object for a program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.examined import Examined
    from variorum.pipeline.asking import StillStands
    from variorum.pipeline.examining import Examination, FirstLook
    from variorum.pipeline.whole import Built

_OF_FAMILIES = {
    "B": "borrowings",
    "D": "dates",
    "E": "editions",
    "N": "names",
    "T": "theses",
    "W": "witnesses",
}
_IN_WORDS = {
    "verbatim": "word for word",
    "marked": "with the quoter's marks",
    "altered": "altered without a mark",
    "stitched": "stitched together",
    "translated": "translated, to be judged",
    "absent": "found nowhere",
    "unchecked": "not checked",
}


def verdicts_in_words(early: FirstLook) -> str:
    """What is known before names are recognised, and what is still to come, in two lines."""
    verdicts = Counter(one.verification.verdict for one in early.record.quotations)
    told = ", ".join(f"{count} {_IN_WORDS.get(verdict, verdict)}" for verdict, count in verdicts.most_common())
    severities = Counter(finding.severity.word for finding in early.criticised().findings)
    return (
        f"{verdicts.total()} quotations held against their sources: {told or 'none yet'}.\n"
        f"Structure and quotations: {severities['error']} errors, {severities['warning']} warnings. "
        f"Names, borrowings and pages are still to come; checks {', '.join(early.waiting)} wait for them."
    )


def families_in_words(done: Examination, families: Collection[str]) -> str:
    """What checks found that can be told of now, counted, and what is still to come, in one line."""
    severities = Counter(finding.severity.word for finding in done.criticised(codes=sorted(families)).findings)
    named = ", ".join(f"{_OF_FAMILIES[one]} ({one})" for one in sorted(families))
    waiting = "".join(f"checks {', '.join(done.waiting)} and " for _ in done.waiting[:1])
    return (
        f"{named[:1].upper()}{named[1:]}: {severities['error']} errors, {severities['warning']} warnings. "
        f"Still to come: {waiting}pages."
    )


def build_report(built: Built | StillStands) -> dict[str, object]:
    """The documented JSON of `build`."""
    return {
        "read": built.read,
        "removed": built.gone,
        "written": built.written,
        "verdicts": dict(sorted(built.verdicts.items())),
        "findings": dict(sorted(Counter(finding.code for finding in built.findings).items())),
        "silenced": len(built.silenced),
        "edition": str(built.front_page),
    }


def demo_report(built: Built) -> dict[str, object]:
    """The documented JSON of `demo`."""
    return {"archive": str(built.front_page.parent.parent), **build_report(built)}


def _instance(built: Built) -> str:
    """One finding that shows what the program is for: an altered quotation if there is one."""
    telling = [finding for finding in built.findings if finding.code == "Q201"] or list(built.findings)
    if not telling:
        return "none"
    first = telling[0]
    shown = "; ".join((first.message.rstrip("."), *first.evidence[:1]))
    return f"{first.code} in {first.position.file if first.position else 'the archive'}: {shown}"


def _found_by_machine(record: Examined) -> str:
    """Who is named, what was copied, and who was erased, counted in one line."""
    from variorum.collation.erasures import is_telling

    named = sum(attestation.mentions for attestation in record.naming.attestations)
    erased = {erasure.entity for erasure in record.erasures if is_telling(erasure)}
    return (
        f"names: {named} places name somebody with a dossier, {len(record.naming.doubts)} questions wait for `names "
        f"review`; {len(record.borrowings)} passages stand in two sources; {len(erased)} people erased between editions"
    )


def demo_in_ten_lines(built: Built) -> list[str]:
    """What the sample archive is, what was found in it, and what to open."""
    record, verdicts = built.record, built.verdicts
    severities = Counter(finding.severity.word for finding in built.findings)
    root = built.front_page.parent.parent
    pages = sum(len(holding.labels) for holding in record.holdings.values())
    return [
        f"{record.settings.title}: an invented archive, with faults planted in it, in {root}",
        f"  {len(record.sources)} sources ({pages} pages or sections), {len(record.entities)} dossiers, "
        f"{len(record.statements)} statements, {len(record.theses)} theses, {len(record.chapters)} chapters",
        f"  {verdicts.total()} quotations held against their sources:",
        "    " + ", ".join(f"{count} {_IN_WORDS.get(verdict, verdict)}" for verdict, count in verdicts.most_common()),
        f"  findings: {severities['error']} errors, {severities['warning']} warnings, {severities['note']} notes; "
        f"{len(built.silenced)} set aside by a judgement",
        f"  for instance: {_instance(built)}",
        f"  {_found_by_machine(record)}",
        f"Open      {built.front_page}  ({len(built.published.omitted)} sources that are not open are left out)",
        f"Look at   variorum check -C {root}    and    variorum explain Q201",
        f'Ask       variorum quote -C {root} "words of your own"',
    ]
