"""What a quotation turned out to be, as a reader sees it: a word with a sign, and the evidence in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from variorum.edition.cleaning import shown
from variorum.edition.wording import InterfaceWords
from variorum.evidence import Verification
from variorum.examined import CheckedQuotation

SIGNS = {
    "verbatim": "✓", "marked": "✓", "altered": "≠", "stitched": "+", "translated": "⇄", "absent": "∅", "unchecked": "○",
}  # fmt: skip
TONES = {
    "verbatim": "good", "marked": "good", "altered": "bad", "stitched": "bad", "translated": "doubt", "absent": "bad",
    "unchecked": "doubt",
}  # fmt: skip
ORDER = tuple(SIGNS)


@dataclass(frozen=True, slots=True)
class VerdictSign:
    """A verdict's word and sign, and the tone in which both are set."""

    name: str
    word: str
    sign: str
    tone: str
    meaning: str


def verdict_named(name: str, words: InterfaceWords) -> VerdictSign:
    """A verdict by its name."""
    known = name if name in SIGNS else "unchecked"
    return VerdictSign(known, words(f"verdict.{known}"), SIGNS[known], TONES[known], words(f"meaning.{known}"))


def verdict_of(checked: CheckedQuotation | None, words: InterfaceWords) -> VerdictSign:
    """The verdict of a check; "unchecked" where there was none."""
    return verdict_named(checked.verification.verdict if checked else "unchecked", words)


def remarks_on(checked: CheckedQuotation, words: InterfaceWords) -> tuple[str, ...]:
    """All that the check has to say beside its verdict, in sentences."""
    verification = checked.verification
    remarks = [words("check.before", verdict=words(f"verdict.{checked.before}"))] if checked.before in SIGNS else []
    remarks += _on_place(verification, words)
    remarks += [
        words(f"check.{difference.kind}" if f"check.{difference.kind}" in words.sentences else "check.replaced",
              quoted=difference.quoted, found=difference.found)
        for difference in verification.differences
    ]  # fmt: skip
    remarks += [words("check.left-out", words=left) for left in verification.omitted]
    if "spelling" in verification.levelled:
        remarks.append(words("check.spelling"))
    if verification.verdict in ("translated", "absent") and verification.found:
        remarks.append(words("check.likeliest", found=verification.found))
    told = (*verification.warnings, *([verification.reason] if verification.reason else []))
    return (*remarks, *map(words.said, told))


def _on_place(verification: Verification, words: InterfaceWords) -> list[str]:
    if verification.place in ("elsewhere", "another source") and verification.locator:
        key = "check.elsewhere" if verification.place == "elsewhere" else "check.another-source"
        source = verification.segments[0].source if verification.segments else ""
        return [words(key, locator=words.said(verification.locator), source=source)]
    return [words("check.several-places")] if verification.place == "several places" else []


def marked_quotation(quotation: str | None, verification: Verification | None) -> Markup:
    """The quotation with the words that differ from the source set apart, in the order of the check."""
    if not quotation:
        return Markup("")
    marked, rest = Markup(""), quotation
    for difference in verification.differences if verification else ():
        before, found, after = rest.partition(difference.quoted) if difference.quoted else (rest, "", "")
        if not found:
            continue
        marked += Markup("{}<span class=differs>{}</span>").format(shown(before), shown(found))
        rest = after
    return marked + shown(rest)
