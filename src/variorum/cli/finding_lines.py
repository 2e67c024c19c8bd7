"""A finding as the lines that a terminal prints, in the reader's language."""

from __future__ import annotations

from variorum.finding import Finding, place_in_words, printable, severity_in_words
from variorum.saying import in_language


def as_text(finding: Finding, language: str = "en") -> str:
    """One finding as plain lines for a terminal: place, severity, code, message, the line with a caret, the remedy."""
    severity = in_language(severity_in_words(finding.severity), language)
    message = in_language(finding.message, language)
    lines = [f"{place_in_words(finding.position)}{severity} {finding.code}: {message}"]
    if finding.excerpt and finding.position and finding.position.column:
        lines.append(f"    {finding.excerpt}")
        lines.append("    " + _caret_indent(finding.excerpt, finding.position.column) + "^")
    lines += [f"    {in_language(line, language)}" for line in finding.evidence]
    if finding.remedy:
        lines.append(f"    → {in_language(finding.remedy, language)}")
    return printable("\n".join(lines))


def _caret_indent(excerpt: str, column: int) -> str:
    return "".join("\t" if c == "\t" else " " for c in excerpt[: column - 1])
