"""What an RTF file says and is besides its text: whether it has pages, its colophon, and what was wrong with it."""

from __future__ import annotations

from variorum.accession import limits, remarks
from variorum.accession.paragraphs import collapse, tidy
from variorum.accession.reading import Colophon
from variorum.accession.rtf_state import RtfDocument
from variorum.accession.rtf_tokens import tokens
from variorum.accession.typescript import has_pages, left_out
from variorum.finding import Finding, Severity

DEEPEST = 2000  # groups within groups; programs write some tens


def is_paged(data: bytes) -> bool:
    """Whether the breaks in the file are as many as the pages that it says it has, or are those of its layout."""
    hard = soft = declared = 0
    for token in tokens(data) if b"\\page" in data or b"\\softpage" in data else ():
        if token.kind == "word":
            hard += token.word in ("page", "sect")
            soft += token.word == "softpage"
            declared = token.number or 0 if token.word == "nofpages" else declared
    return has_pages(hard + soft, 0, declared=declared, laid_out=soft > 0)


def findings_of(rtf: RtfDocument, data: bytes, name: str) -> list[Finding]:
    """What was wrong with the file, and what it holds that is no text."""
    findings = []
    if not data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        findings.append(remarks.damaged(name, "The file does not begin as RTF does; its beginning may be lost."))
    if rtf.left_open:
        findings.append(remarks.damaged(name, "The RTF ends in the middle: it was cut off, and its end is missing."))
    if rtf.overlong:
        found = f"The document holds more than {limits.LARGEST_TEXT} letters; what lies beyond was not read."
        findings.append(remarks.too_large(name, found, severity=Severity.WARNING))
    if rtf.too_deep:
        found = f"The file nests its groups more than {DEEPEST} deep; what lies deeper was left out."
        findings.append(remarks.hostile(name, found))
    if rtf.tally.pop("objects", 0):
        found = "The document carries embedded objects; they were not opened and are not part of its text."
        findings.append(remarks.hostile(name, found, severity=Severity.NOTE))
    return [*findings, *left_out(name, {key: rtf.tally[key] for key in sorted(rtf.tally)})]


def colophon_of(rtf: RtfDocument) -> Colophon:
    """What the group of information says."""
    said = {key: collapse(tidy(value))[:1000] for key, value in rtf.info.items()}
    dates = {"file-made": said.get("creatim", ""), "file-changed": said.get("revtim", "")}
    other = {
        "subject": said.get("subject", ""),
        "keyword": said.get("keywords", ""),
        "abstract": said.get("doccomm", ""),
        "publisher": said.get("company", ""),
    }
    return Colophon(
        title=said.get("title", ""),
        authors=tuple(part.strip() for part in said.get("author", "").split(";") if part.strip()),
        dates={key: value for key, value in dates.items() if value},
        other={key: value for key, value in other.items() if value},
    )
