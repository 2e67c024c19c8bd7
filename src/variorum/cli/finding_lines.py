"""A finding as the lines that a terminal prints, in the reader's language."""

from __future__ import annotations

from variorum.finding import Finding, place_in_words, printable, severity_in_words
from variorum.saying import in_language, say


def as_text(finding: Finding, language: str = "en", *, most_evidence: int | None = None) -> str:
    """One finding as plain lines for a terminal: place, severity, code, message, the line with a caret, the remedy.

    Of its evidence at most `most_evidence` lines are given, and how many more there are; all where that is None.
    """
    severity = in_language(severity_in_words(finding.severity), language)
    message = in_language(finding.message, language)
    lines = [f"{place_in_words(finding.position)}{severity} {finding.code}: {message}"]
    if finding.excerpt and finding.position and finding.position.column:
        lines.append(f"    {finding.excerpt}")
        lines.append("    " + _caret_indent(finding.excerpt, finding.position.column) + "^")
    lines += [f"    {in_language(line, language)}" for line in finding.evidence[:most_evidence]]
    if most_evidence is not None and (more := len(finding.evidence) - most_evidence) > 0:
        more_lines = say("… and {more} more {more:line|lines}: `variorum check {code}`", more=more, code=finding.code)
        lines.append(f"    {in_language(more_lines, language)}")
    if finding.remedy:
        lines.append(f"    → {in_language(finding.remedy, language)}")
    return printable("\n".join(lines))


def _caret_indent(excerpt: str, column: int) -> str:
    return "".join("\t" if c == "\t" else " " for c in excerpt[: column - 1])
