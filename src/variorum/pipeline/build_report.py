"""What a build found, told: ten lines for a person, one object for a program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from variorum.finding import as_typed
from variorum.saying import Sentence, in_turn, say

if TYPE_CHECKING:
    from variorum.examined import Examined
    from variorum.finding import Finding
    from variorum.pipeline.asking import StillStands
    from variorum.pipeline.examining import Examination, FirstLook
    from variorum.pipeline.full_build import Built


def _each_verdict(verdicts: Counter[str]) -> tuple[Sentence, ...]:
    """How many quotations turned out to be what, the most frequent first."""
    return tuple(
        say(
            "{n} {verdict:verbatim=word for word|marked=with the quoter's marks|altered=altered without a mark|"
            "stitched=joined from several passages|translated=translated, for you to judge|absent=found nowhere|"
            "unchecked=not checked}",
            n=count,
            verdict=verdict,
        )
        for verdict, count in verdicts.most_common()
    )


def _errors_and_warnings(findings: Iterable[Finding]) -> Sentence:
    severities = Counter(finding.severity.word for finding in findings)
    return say(
        "{errors} {errors:error|errors}, {warnings} {warnings:warning|warnings}",
        errors=severities["error"],
        warnings=severities["warning"],
    )


def verdicts_in_words(early: FirstLook) -> tuple[str, str]:
    """What is known before names are recognised, and what is still to come, in two lines."""
    verdicts = Counter(one.verification.verdict for one in early.record.quotations)
    checked = say("{n} {n:quotation|quotations} checked against the sources", n=verdicts.total())
    told = say("{checked}: {verdicts:,}.", checked=checked, verdicts=_each_verdict(verdicts))
    return told if verdicts else say("No quotations to check yet."), say(
        "Structure and quotations: {found}. Still to come: names, borrowings, pages, and the checks {waiting:,} "
        "that need them.",
        found=_errors_and_warnings(early.criticised().findings),
        waiting=tuple(early.waiting),
    )


def families_in_words(done: Examination, families: Collection[str]) -> str:
    """What checks found that can be told of now, counted, and what is still to come, in one line."""
    named = tuple(
        say(
            "{code:B=borrowings|D=dates|E=editions|N=names|T=theses|W=witnesses} ({family})",
            code=one,
            family=one,
        )
        for one in sorted(families)
    )
    found = say(
        "{named:^}: {found}.",
        named=say("{named:,}", named=named),
        found=_errors_and_warnings(done.criticised(codes=sorted(families)).findings),
    )
    if not done.waiting:
        return in_turn(found, say("Still to come: the pages."))
    return in_turn(found, say("Still to come: the checks {waiting:,} and the pages.", waiting=tuple(done.waiting)))


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


def _instance(built: Built) -> Sentence | None:
    """One finding that shows what the program is for: an altered quotation if there is one."""
    telling = [finding for finding in built.findings if finding.code == "Q201"] or list(built.findings)
    if not telling:
        return None
    first = telling[0]
    evidence = first.evidence[:1]
    return say(
        "  for example: {code} in {file}: {message:-}{evidence}",
        code=first.code,
        file=first.position.file if first.position else "variorum.toml",
        message=first.message,
        evidence=say("; {evidence:-}.", evidence=evidence[0]) if evidence else ".",
    )


def _found_by_machine(record: Examined) -> Sentence:
    """Who is named, what was copied, and who was erased, counted in one line."""
    from variorum.collation.erasures import is_telling

    named = sum(attestation.mentions for attestation in record.naming.attestations)
    erased = {erasure.entity for erasure in record.erasures if is_telling(erasure)}
    return say(
        "  {named} {named:name|names} linked to dossiers, {doubts} {doubts:question|questions} about names for you "
        "(`variorum names review`); {shared} {shared:passage|passages} found in two sources; {erased} "
        "{erased:person|people} removed from later editions",
        named=named,
        doubts=len(record.naming.doubts),
        shared=len(record.borrowings),
        erased=len(erased),
    )


def _held(record: Examined) -> Sentence:
    return say(
        "  {sources} {sources:source|sources} ({pages} {pages:page or section|pages or sections}), {dossiers} "
        "{dossiers:dossier|dossiers}, {statements} {statements:statement|statements}, {theses} "
        "{theses:thesis|theses}, {chapters} {chapters:chapter|chapters}",
        sources=len(record.sources),
        pages=sum(len(holding.labels) for holding in record.holdings.values()),
        dossiers=len(record.entities),
        statements=len(record.statements),
        theses=len(record.theses),
        chapters=len(record.chapters),
    )


def demo_in_ten_lines(built: Built) -> list[str]:
    """What the sample archive is, what was found in it, and what to open."""
    record, verdicts = built.record, built.verdicts
    severities = Counter(finding.severity.word for finding in built.findings)
    folder = built.front_page.parent.parent
    root, typed = str(folder), as_typed(folder)
    instance = _instance(built)
    return [
        say("{title}: a sample archive with planted faults, in {root}", title=record.settings.title, root=root),
        _held(record),
        say("  {n} {n:quotation|quotations} checked against the sources:", n=verdicts.total()),
        say("    {verdicts:,}", verdicts=_each_verdict(verdicts)),
        say(
            "  findings: {found}, {notes} {notes:note|notes}; {silenced} set aside by a judgement",
            found=_errors_and_warnings(built.findings),
            notes=severities["note"],
            silenced=len(built.silenced),
        ),
        *([instance] if instance else []),
        _found_by_machine(record),
        say(
            "Open      {page}  (the text of {omitted} {omitted:source|sources} that are not open is left out)",
            page=str(built.front_page),
            omitted=len(built.published.omitted),
        ),
        say("Look at   variorum check -C {root}    and    variorum explain Q201", root=typed),
        say('Ask       variorum quote -C {root} "words of your own"', root=typed),
    ]
