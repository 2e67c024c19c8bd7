"""What other packages should add and could not, as findings: nothing that was installed fails in silence."""

from __future__ import annotations

from collections.abc import Iterator

from variorum import additions
from variorum.accession import formats as readers
from variorum.additions import Lacking
from variorum.finding import Finding, Severity
from variorum.languages import registry
from variorum.saying import say


def not_to_be_had() -> Iterator[Finding]:
    """A finding X003 for each reader, language and export of another package that cannot be used."""
    from variorum import interchange

    for one in (*readers.lacking(), *registry.lacking(), *interchange.lacking()):
        named = {readers.ENTRY_POINTS: say("reader"), registry.ENTRY_POINTS: say("language")}
        message = say(
            "The {what} “{name}” of the package {package} cannot be used: {reason}.",
            what=named.get(one.group, say("export")),
            name=one.name,
            package=one.package,
            reason=_reason(one),
        )
        remedy = say("Install a version of {package} that fits this program, or take it out.", package=one.package)
        yield Finding("X003", Severity.WARNING, message, about=(one.name,), remedy=remedy)


def _reason(one: Lacking) -> str:
    first, second = (*one.of, "", "")[:2]
    match one.reason:
        case additions.NO_SUCH_KIND:
            return say("it is no {kind}", kind=first)
        case additions.TAKEN_ALREADY:
            return say("the program itself has one by the name “{name}”", name=first)
        case additions.NO_FILE:
            return say("it has no file {file}", file=first)
        case additions.UNREADABLE:
            return say("its file {file} cannot be read ({error})", file=first, error=second)
        case additions.NO_FIELD:
            return say("its file {file} does not give “{field}”", file=first, field=second)
        case additions.NO_RULE:
            return say("its file {file} names “{rule}”, which is no rule of plurals", file=first, rule=second)
        case additions.NO_HEADING:
            return say("its file {file} has “{heading}”, of which nothing can be made", file=first, heading=second)
        case _:
            return f"{first}: {second}"
