"""Family Q: what became of the words that are quoted, and whether they stand where the citation says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from variorum.criticism.families.citations import missing_places
from variorum.criticism.framework import check
from variorum.evidence import Difference
from variorum.examined import CheckedQuotation, Examined
from variorum.finding import Finding, Severity
from variorum.quotation.remarks import NUMBER_OTHERWISE, PASSED_OVER, STAND_AT, is_told_by, remark_of
from variorum.saying import say

_GOOD = ("verbatim", "marked")
_SHORT = 3  # fewer words than this may stand anywhere by chance


def _is_only_told(warning: str) -> bool:
    """Whether a remark says whose words they are, or what was passed over: no reproach to the quoter."""
    return remark_of(warning).of == "voice" or is_told_by(warning, PASSED_OVER)


@check("Q201", severity=Severity.ERROR)
def altered(record: Examined) -> Iterator[Finding]:
    """A quotation differs from its source, and no mark says so.

    Every word that differs is shown. Left-out words are marked with `[…]`, replaced ones stand in brackets.

    Why it matters: between quotation marks stand the witness's words and nobody else's. A lost "not" turns a witness
    round.
    What to do: restore the words, or mark what you changed. If the source's text is wrong (a misread scan), correct it
    in `transcripts/`.
    """
    for checked in _with_verdict(record, "altered"):
        if not checked.before and not _is_noise(checked):
            yield _finding(
                checked,
                say("The quotation differs from {source} without a mark.", source=_source(checked)),
                evidence=(*_shown(checked.verification.differences), *checked.verification.warnings, *_where(checked)),
                remedy=say(
                    "Restore the words, or mark what was left out with […] and what was replaced with brackets."
                ),
            )


@check("Q202", severity=Severity.ERROR)
def stitched(record: Examined) -> Iterator[Finding]:
    """A quotation joins pieces that stand apart, or in another order, without a mark.

    Why it matters: two true half-sentences can make a whole one that nobody ever said.
    What to do: quote the pieces one by one, or mark what lies between them with `[…]` where it is short.
    """
    for checked in _with_verdict(record, "stitched"):
        if not checked.before:
            yield _finding(
                checked,
                say(
                    "The quotation joins {count} pieces of {source} that do not stand together.",
                    count=len(checked.verification.segments),
                    source=_source(checked),
                ),
                evidence=(*checked.verification.warnings, *_where(checked)),
                remedy=say("Quote the pieces one by one, or mark what lies between them with […] where it is short."),
            )


@check("Q203", severity=Severity.ERROR)
def absent(record: Examined) -> Iterator[Finding]:
    """The words of a quotation stand nowhere in the archive.

    That accuses nobody: the usual reasons are a translation of one's own, a contraction written out, another edition,
    or a name in another transliteration.

    Why it matters: a reader who looks for the words will not find them either.
    What to do: compare the passage shown as nearest; quote the words as they stand, or cite the edition that has them.
    """
    for checked in _with_verdict(record, "absent"):
        if not checked.before:
            yield _finding(
                checked,
                say("These words do not stand in {source}, nor elsewhere in the archive.", source=_source(checked)),
                evidence=(*_nearest(checked), *checked.verification.warnings),
                remedy=say(
                    "Compare the nearest passage. A translation, another edition or another spelling is "
                    "the usual reason."
                ),
            )


@check("Q204", severity=Severity.NOTE)
def unchecked(record: Examined) -> Iterator[Finding]:
    """A quotation could not be checked.

    Why it matters: it may be right; nobody has seen that it is. An unchecked quotation does not pass.
    What to do: take the source's text in, or have its pages recognised; until then the quotation is shown as unchecked.
    """
    for checked in _with_verdict(record, "unchecked"):
        if checked.witness.citation.checked_in.source in record.sources and not _is_short(checked):
            yield _finding(
                checked,
                say(
                    "The quotation from {source} could not be checked: {reason:-}.",
                    source=_source(checked),
                    reason=checked.verification.reason or say("no reason was given"),
                ),
                remedy=say("Take the source's text in, or type the page into transcripts/."),
            )


@check("Q205", severity=Severity.NOTE)
def translated(record: Examined) -> Iterator[Finding]:
    """Quotation and source are in different languages.

    Why it matters: no program can say that a translation is right. The likeliest passage is shown; a person judges.
    What to do: compare the two; quote the original beside the translation, or record your judgement with its reason.
    """
    for checked in _with_verdict(record, "translated"):
        yield _finding(
            checked,
            say("The quotation is not in the language of {source}.", source=_source(checked)),
            evidence=_nearest(checked),
            remedy=say("Compare the two; quote the original beside it, or record a judgement with its reason."),
        )


@check("Q215", severity=Severity.WARNING)
def numbers_otherwise(record: Examined) -> Iterator[Finding]:
    """A translated quotation has nearly a number of the page cited, and not that number.

    Told is a nought or a digit lost, gained or changed, where the page has the one number in figures and the other was
    not found there in figures or in words. Only for sources in English, Russian and German. Years, numbers in brackets,
    and measures that a translator may have converted are left alone.

    Why it matters: a translation cannot be compared word for word, but a nought too many can be seen.
    What to do: compare the passage, and correct the number or the locator.
    """
    for checked in _with_verdict(record, "translated"):
        told = [one for one in checked.verification.warnings if is_told_by(one, NUMBER_OTHERWISE)]
        if told:
            yield _finding(
                checked,
                say("The translation may have another number than {source}.", source=_source(checked)),
                evidence=(*told, *_nearest(checked)),
                remedy=say("Compare the passage, and correct the number or the locator."),
            )


@check("Q206", severity=Severity.ERROR)
def elsewhere_in_the_source(record: Examined) -> Iterator[Finding]:
    """The words stand in the source, but not at the place cited.

    Why it matters: page numbers rot: a new edition, the file's count taken for the printed one, a slip of one.
    What to do: correct the locator to the place shown, once you have looked at it.
    """
    for checked in _at_place(record, "elsewhere"):
        cited = checked.witness.citation.checked_in.locator
        holding = record.holdings.get(checked.witness.citation.checked_in.source)
        if cited and holding and missing_places(cited, holding):
            continue  # C103 says that there is no such place, and where the words stand
        yield _finding(
            checked,
            say(
                "The words stand in {source}, {locator}, not {cited}.",
                source=_source(checked),
                locator=checked.verification.locator,
                cited=cited.written,
            )
            if cited
            else say(
                "The words stand in {source}, {locator}.",
                source=_source(checked),
                locator=checked.verification.locator,
            ),
            evidence=tuple(w for w in checked.verification.warnings if not is_told_by(w, STAND_AT)),
            remedy=say(
                "Correct the locator to {locator}, once you have looked at it.", locator=checked.verification.locator
            ),
        )


@check("Q207", severity=Severity.ERROR)
def in_another_source(record: Examined) -> Iterator[Finding]:
    """The words stand in another source than the one cited.

    Why it matters: the wrong witness is credited, and perhaps counted twice.
    What to do: cite the source that has the words; if the one cited should have them too, look at its text.
    """
    for checked in _at_place(record, "another source"):
        if checked.before:
            continue  # Q211 says that the text of the source has changed
        yield _finding(
            checked,
            say(
                "The words do not stand in {source}; they stand in {found_in}, {locator}.",
                source=_source(checked),
                found_in=_found_in(checked),
                locator=checked.verification.locator,
            ),
            remedy=say(
                "Cite {found_in}, or look whether the text of {source} is whole.",
                found_in=_found_in(checked),
                source=_source(checked),
            ),
        )


@check("Q208", severity=Severity.WARNING)
def in_several_places(record: Examined) -> Iterator[Finding]:
    """The words stand in several places, and the citation does not say which.

    Why it matters: a formula that recurs proves little; and the reader may look in the wrong place.
    What to do: add the page or paragraph that you mean, or quote a few words more.
    """
    for checked in _at_place(record, "several places"):
        places = 1 + len(checked.verification.candidates)
        yield _finding(
            checked,
            say("The words stand in {places} places, and the citation does not tell them apart.", places=places),
            evidence=tuple(
                say("{source}, page {page} of the file", source=s.source, page=s.page)
                for s in checked.verification.candidates[:5]
            ),
            remedy=say("Add the page or paragraph that is meant, or quote a few words more."),
        )


@check("Q209", severity=Severity.WARNING)
def the_mark_hides_something(record: Examined) -> Iterator[Finding]:
    """The quotation is marked as it should be, but what the mark hides matters.

    An omission that swallows a negation, crosses a paragraph or a page, or changes who is meant is said to.

    Why it matters: `[…]` is honest about being there, not about what it took away.
    What to do: read what was left out. If the sense is the same, a judgement with that reason sets the finding aside;
    if not, quote more.
    """
    for checked in _with_verdict(record, "marked"):
        warnings = tuple(w for w in checked.verification.warnings if not _is_only_told(w))
        if warnings:
            yield _finding(
                checked,
                say(
                    "What is marked in the quotation from {source} hides something that matters.",
                    source=_source(checked),
                ),
                evidence=(
                    *warnings,
                    *(say("left out: “{words}”", words=words) for words in checked.verification.omitted),
                ),
                remedy=say(
                    "Read what was left out. If the sense is the same, record that judgement; if not, quote more."
                ),
            )


@check("Q210", severity=Severity.WARNING)
def noise_of_recognition(record: Examined) -> Iterator[Finding]:
    """A quotation differs from its source by what looks like noise of recognition (OCR).

    Only letters that look alike differ, and neither a negation, a number nor a name is touched. It is still a
    difference.

    Why it matters: either the source's text layer is misread, or the quotation was typed from a misread copy.
    What to do: look at the page's image. Correct the page in `transcripts/`, or the quotation.
    """
    for checked in _with_verdict(record, "altered"):
        if not checked.before and _is_noise(checked):
            yield _finding(
                checked,
                say(
                    "The quotation and the text of {source} differ by what looks like misread letters.",
                    source=_source(checked),
                ),
                evidence=(*_shown(checked.verification.differences), *_where(checked)),
                remedy=say("Look at the page's image, and correct the page in transcripts/ or the quotation."),
            )


@check("Q211", severity=Severity.WARNING)
def the_source_changed(record: Examined) -> Iterator[Finding]:
    """A quotation was found good before, and the source's text has changed since.

    Why it matters: the quotation is not to blame. A corrected transcript or a better reader gave other words.
    What to do: compare the two, and follow whichever the page's image bears out.
    """
    for checked in record.quotations:
        now, gone = checked.verification.verdict, checked.verification.place == "another source"
        if checked.before in _GOOD and (gone or now not in _GOOD) and now != "unchecked":
            yield _finding(
                checked,
                say(
                    "The quotation was {before}; the text of {source} has changed, and its words stand in {found_in} "
                    "now.",
                    before=checked.before,
                    source=_source(checked),
                    found_in=_found_in(checked),
                )
                if gone and now in _GOOD
                else say(
                    "The quotation was {before}; the text of {source} has changed, and it is {now} now.",
                    before=checked.before,
                    source=_source(checked),
                    now=now,
                ),
                evidence=(*_shown(checked.verification.differences), *_nearest(checked)),
                remedy=say("Compare the two with the page's image, and correct whichever is wrong."),
            )


@check("Q212", severity=Severity.WARNING)
def too_short(record: Examined) -> Iterator[Finding]:
    """A quotation is empty, or too short to prove anything.

    Why it matters: two words stand in many places; that they stand somewhere says nothing.
    What to do: quote as much as makes the place certain, usually five words or more.
    """
    for checked in record.quotations:
        if _is_short(checked):
            yield _finding(
                checked,
                say("“{quotation}” is too short to prove anything.", quotation=checked.verification.quotation.strip()),
                remedy=say("Quote as much as makes the place certain, usually five words or more."),
            )


@check("Q213", severity=Severity.NOTE)
def spelling_was_levelled(record: Examined) -> Iterator[Finding]:
    """A quotation agrees with its source only when old and new spelling are taken as one.

    Why it matters: it is usual to modernise ѣ, ъ and ё, and a reader should be told that it was done.
    What to do: nothing, if your edition says that it modernises; else quote in the spelling of the source.
    """
    for checked in record.quotations:
        if "spelling" in checked.verification.levelled and checked.verification.verdict in _GOOD:
            yield _finding(
                checked,
                say(
                    "The quotation's spelling is not that of {source} (ё, or letters of before 1918).",
                    source=_source(checked),
                ),
                remedy=say("Nothing, if your edition says that it modernises; else quote in the source's spelling."),
            )


@check("Q214", severity=Severity.NOTE)
def cut_beside_a_negation(record: Examined) -> Iterator[Finding]:
    """A quotation is word for word, and what stands next to it turns or limits its sense.

    "He had signed" is word for word in "he had signed nothing", in "it is a lie that he had signed", in "he had signed
    if tortured", and in "he had signed, except where he could not read". A number is cut from its scale as easily.

    Why it matters: cut there, true words can say the opposite of what the witness said.
    What to do: quote on until the sense is whole. If it is whole as it stands, a judgement with that reason sets the
    finding aside.
    """
    for checked in _with_verdict(record, "verbatim"):
        beside = tuple(warning for warning in checked.verification.warnings if remark_of(warning).side)
        if beside:
            negated = any(remark_of(warning).is_negation for warning in beside)
            yield _finding(
                checked,
                say("The quotation from {source} is cut beside a negation.", source=_source(checked))
                if negated
                else say("The quotation from {source} is cut beside words that bear on it.", source=_source(checked)),
                evidence=beside,
                remedy=say(
                    "Quote more, until the sense is complete; if it is complete already, record that judgement."
                ),
            )


def _with_verdict(record: Examined, verdict: str) -> Iterator[CheckedQuotation]:
    return (checked for checked in record.quotations if checked.verification.verdict == verdict)


def _at_place(record: Examined, place: str) -> Iterator[CheckedQuotation]:
    found = (*_GOOD, "altered", "stitched")
    return (c for c in record.quotations if c.verification.place == place and c.verification.verdict in found)


def _is_noise(checked: CheckedQuotation) -> bool:
    return any("noise of recognition" in warning for warning in checked.verification.warnings)


def _is_short(checked: CheckedQuotation) -> bool:
    return len(checked.verification.quotation.split()) < _SHORT


def _source(checked: CheckedQuotation) -> str:
    return checked.witness.citation.checked_in.source


def _found_in(checked: CheckedQuotation) -> str:
    return checked.verification.segments[0].source if checked.verification.segments else say("another source")


def _where(checked: CheckedQuotation) -> tuple[str, ...]:
    return (
        (say("It stands at {locator}.", locator=checked.verification.locator),) if checked.verification.locator else ()
    )


def _nearest(checked: CheckedQuotation) -> tuple[str, ...]:
    return (say("nearest: “{words}”", words=_short(checked.verification.found)),) if checked.verification.found else ()


def _shown(differences: Iterable[Difference]) -> tuple[str, ...]:
    return tuple(_difference(one.kind, _short(one.quoted), _short(one.found)) for one in differences)


def _difference(kind: str, quoted: str, found: str) -> str:
    match kind:
        case "replaced":
            return say("quoted “{quoted}”, the source has “{found}”", quoted=quoted, found=found)
        case "added":
            return say("quoted “{quoted}”, which the source does not have", quoted=quoted)
        case "omitted":
            return say("the source has “{found}”, which the quotation leaves out", found=found)
        case "moved":
            return say("“{quoted}” stands elsewhere in the source", quoted=quoted)
        case _:
            return say("{quoted} / {found}", quoted=quoted, found=found)


def _short(words: str, *, limit: int = 240) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= limit else one_line[: limit - 1].rstrip() + "…"


def _finding(checked: CheckedQuotation, message: str, *, evidence: tuple[str, ...] = (), remedy: str) -> Finding:
    """A finding about a quotation; code and severity are filled in by the framework from the check."""
    words = " ".join(checked.verification.quotation.split())
    pinned = f"“{_short(words, limit=40)}” {sha256(words.encode()).hexdigest()[:8]}"
    about = (checked.statement, _source(checked), pinned)
    return Finding("", Severity.NOTE, message, checked.witness.position, about, evidence, remedy)
