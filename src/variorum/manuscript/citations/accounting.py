"""Whether everything that a piece of a note says is accounted for by what was read of it.

What shows a sign of a work and was not read as one is left open, and said: a second work in somebody's sentence, pages
beside those that were read, a number that is no year, volume, issue, date or edition and may be the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from variorum.manuscript.citations.locating import without_remark
from variorum.manuscript.citations.pages_accounted import CHECKED, QUOTED, last_number
from variorum.manuscript.citations.prose import SENTENCE_BREAKS, has_imprint, imprints_in, is_sentence
from variorum.manuscript.citations.signs import (
    BACK_AGAIN,
    DATED,
    LIVED,
    NAMED_AND_DATED,
    SAID,
    SENT_ON,
    is_remark,
    signs_in,
)
from variorum.manuscript.citations.splitting import ADDRESS, sentences_in
from variorum.manuscript.citations.terms import (
    DAY,
    PAGES,
    REMARK_BETWEEN_PAGES,
    SECOND_HAND,
    TRAILING,
    YEAR,
)
from variorum.manuscript.citations.values import Reference
from variorum.manuscript.works import same_surname
from variorum.saying import say
from variorum.text.letters import compiled
from variorum.text.scripts import CYRILLIC

_CITED_THERE = compiled(  # "(citing Moss, Barges, 39)": a work with its pages, and not only whose words they are
    r"\W*(?i:citing|quoting|discussing|referring\s+to)\s+(?P<work>[^;\d]*\p{LatinLu}[^;\d]*\d)"
)
_ENDS_IN_PAGES = compiled(  # ", which draws on The Life of Moss, V, 71"
    r"\W*(?:who|which|where|whose)\s[^;]*?(?P<work>\p{LatinLu}[^;]*,\s(?:[IVX]+,\s)?\d[\d–-]*)\W*$"
)
_DATED_WITHIN = compiled(  # “Vane, Ruth (2007):” or “Vane 1994: 287” within what was read as one title or container
    r"\p{LatinLu}[\w’-]+,\s\p{LatinLu}[\w.’-]+\s\((?:1[4-9]|20)\d\d[a-z]?\):|"
    r"\p{LatinLu}[\w’-]+\s\(?(?:1[4-9]|20)\d\d[a-z]?\)?:\s?\d+\s[a-z/–—]"
)
_SPOKEN = re.compile(r"\d[ff.]*,\s+((?:Interview|Gespräch|интервью|беседа)\b[^;]{3,})", re.IGNORECASE)
_TRANSLATED = re.compile(  # another edition of the same work, named in brackets
    r"\((?:издание\s+на\s+русском|рус\.\s*(?:пер|изд)|в\s+рус\.\s+пер|русский\s+перевод|dt\.|deutsch|engl?\.|English\s+(?:translation|edition)|"
    r"Engl\.\s+transl|trans(?:lated|\.)\s+as|French\s+translation|Russian\s+(?:translation|edition)|Original)[^()]*\)",
    re.IGNORECASE,
)
_OF_SOMEBODY = compiled(  # "Vane and Moss's The Quay": a work told by whose it is
    r"(?<!The )(?<!A )\p{Lu}[\w-]+(?:[’']s|s[’'])\s+(?:[\p{LatinLl}-]+\s+){0,2}[\p{Lu}“\"‘«*_]"
)
_LISTED = compiled(r"\p{Lu}[\w-]+[.,:]\s+[\p{Lu}«“]\w+")  # «Вейнов. Причал»
_ANOTHER_NAME = compiled(r"\p{Lu}\p{Ll}{2}")
_NAME_OR_TITLE = compiled(r",\s[^,()]*(?<![\w.])\p{Lu}[\w’'-]{2,}[^,()]*,")  # ", with a review by Ada Moss,"
_ANOTHER_LED = compiled(  # ", and for the barges A. Moss", "), and R. Vane, The Quay"
    r"[,)\d]\s+(?:and|und|sowie|et|as\s+well\s+as|while|whereas|but|wobei|aber)\s+"
    r"(?:(?:\p{LatinLl}[\w’'-]*\s+)+(?:\p{LatinLu}\.\s?)*\p{LatinLu}[\w’'-]|(?:\p{LatinLu}\.\s?)*\p{LatinLu}[\w’'-]+,\s+\p{LatinLu})"
)
_SENTENCE_BETWEEN = compiled(  # "… is striking. The best study is that of A. Moss"
    r"[a-zß)\]]\.\s+(?:The|This|These|Its?|His|Her|He|She|They|There|For|On|Es|Er|Sie|Dies\w*|Dabei|Hier)\s+\p{LatinLl}"
)
_SENTENCE_WITHIN = compiled(r"[\w)][.]\s+\p{LatinLu}\p{LatinLl}+\s+\p{LatinLl}+\s")
_SPAN_OF_YEARS = re.compile(r"\d{4}\s?[-–]\s?\d{2,4}")
_REVIEW = compiled(
    r"(?<!\w)(?:reviews?\s+of(?:\s+the\s+(?:book|exhibition|volume|film|edition))?|Rezension(?:en)?\s+(?:zu|von|des|der)|Rez\.\s+(?:zu|von)|"
    r"[Рр]ец(?:ензи\w+|\.)\s+на)\W*(?:\p{LatinLu}[\w.’'-]*\s?){0,4}[,:]?\W*$"
)
_CALLED_REVIEW = re.compile(
    r"\W*(?:reviews?\s+of|Rezension(?:en)?\s+(?:zu|von|des|der)|Rez\.\s+(?:zu|von)|рец(?:ензи\w+|\.)\s+на)[\s:]",
    re.IGNORECASE,
)


def runs_over(reference: Reference, text: str) -> bool:
    """Whether another work is named between the one that was read and the pages that it was given.

    “Vane, Die Ernte (1903), and for the barges A. Moss, The Quay, 1859, 5”: the page is the second work's.
    """
    is_seen = reference.within is None
    reference = reference.checked
    if reference.kind not in CHECKED or reference.fonds or CYRILLIC.search(text):
        return False
    if any(_DATED_WITHIN.search(one) for one in (reference.title, reference.container)):
        return True
    is_marked = re.search(r"[“”„\"«‘]", text) is not None  # a title in marks may have a sentence of its own
    if not is_marked and _SENTENCE_WITHIN.search(reference.title) and is_sentence(reference.title):
        return True
    lead = text[: text.find(reference.authors[0])] if reference.authors and reference.authors[0] in text else ""
    if is_seen and names_a_work(lead):
        return True
    if not reference.locator:
        return False
    if compiled(r"[.)]\s+—\s+\[\p{LatinLu}").search(text):  # "… S. 5. — [Ada Moss], Der Kai"
        return True
    until = [match.start() for match in re.finditer(last_number(reference.locator), text)]
    told = [at + len(part) for part in (reference.title, reference.container) if part and (at := text.find(part)) >= 0]
    between = text[max(told, default=0) : until[-1]] if until else ""
    for pattern in (QUOTED, DAY, _SPAN_OF_YEARS):
        between = pattern.sub(" ", between)
    between = re.sub(r"\(([^()]*)\)", lambda match: f"§ {match[1][-4:]} " if YEAR.search(match[1]) else " ", between)
    years = [(match[1], match.span()) for match in YEAR.finditer(between)]
    for (first, before), (second, after) in pairwise(years):
        if first != second and _NAME_OR_TITLE.search(between[before[1] : after[0]]):
            return True
    return _ANOTHER_LED.search(between) is not None or _SENTENCE_BETWEEN.search(between) is not None


def names_a_work(lead: str) -> bool:
    """Whether words that lead up to a work have an imprint or an address, which are another's."""
    return ADDRESS in lead or has_imprint(lead)


def is_called_review(title: str) -> bool:
    """Whether a title says itself that it is a review: “Review of The Quay”."""
    return _CALLED_REVIEW.match(title) is not None


def is_review(reference: Reference, text: str) -> bool:
    """Whether the title that was read is of the work that a review is of, and not of the review."""
    at = text.find(reference.title) if reference.title else -1
    return at > 0 and _REVIEW.search(text, 0, at) is not None


def voice_left_open(reference: Reference, text: str, start: int) -> Reference | None:
    """The work that a piece names before "quoted in", left open where its form was not read; None where it was."""
    turn = SECOND_HAND.search(text)
    if reference.within is None or turn is None:
        return None
    named = (*reference.authors, reference.title)
    is_further = ADDRESS in text[: turn.start()]  # "see the Quay's page, https://example.org. It is quoted in …"
    if reference.kind != "unread" and not is_further and not any(_OF_SOMEBODY.search(one) for one in named):
        return None
    return _open(text, start, 0, turn.start())


def named_before(text: str, start: int, following: str) -> Reference | None:
    """A sentence of its own that names a work and was not read, left open where the next begins with "quoted in"."""
    if not SECOND_HAND.match(following) or is_sentence(text) or not (_OF_SOMEBODY.search(text) or _LISTED.match(text)):
        return None
    return _open(text, start, 0, len(text.rstrip()))


def only_names_an_author(one: Reference, text: str, found: Sequence[Reference]) -> bool:
    """Whether what was left open names but the author of a work that the note goes on to cite.

    “Vane holds that … R. Vane, The Quay, 5”: the sentence leads up to the work.
    """
    if one.kind != "unread" or re.search(r"\d", one.written):
        return False
    names = compiled(r"\p{Lu}[\w-]+").findall(text[max(0, one.start - 24) : one.end])[-2:]
    later = (name for other in found if other.start >= one.end and other.kind != "unread" for name in other.authors)
    return any(same_surname(name, author) for author in later for name in names)


def left_over(text: str, start: int, italics: Sequence[tuple[int, int]], found: Sequence[Reference]) -> list[Reference]:
    """A reference left open for the first sign of a work, in a piece of a note, that none of those read accounts for.

    Where nothing was read the first sign in all of it; else what stands outside the references, and what a reading of
    the whole piece leaves aside.
    """
    masked = _TRANSLATED.sub(lambda match: " " * len(match[0]), text)
    places = sorted(_unread(masked, start, italics, found))
    return [_open(text, start, *places[0])] if places else []


def _unread(
    text: str, start: int, italics: Sequence[tuple[int, int]], found: Sequence[Reference]
) -> Iterator[tuple[int, int]]:
    whole = [one for one in found if one.end - one.start >= len(text)]
    if len(whole) == 1 and len(found) == 1:
        yield from _beside(text, start, whole[0])
        yield from _named_beside(text, italics, whole[0])
        return
    if whole:
        return
    read = [(one.start - start, one.end - start) for one in found]
    named = " ".join(name for one in found for name in (*one.authors, *one.checked.authors))
    for low, high in _gaps(read, len(text)):
        said = _said(text[low:high].rstrip() if high < len(text) else text[low:high] + " ", named)
        yield from ((low + s, low + e) for s, e in said)
        yield from ((low + s, low + e) for s, e in _not_read(text[low:high], leads_up=high < len(text)))
        inside = [(max(s, low) - low, min(e, high) - low) for s, e in italics if s < high and e > low]
        yield from ((low + s, low + e) for s, e in signs_in(text[low:high], inside, alone=not found))


def _not_read(text: str, *, leads_up: bool) -> Iterator[tuple[int, int]]:
    """What is nobody's sentence, and no remark of a known form: a citation, it seems, of a form that is not read.

    With `leads_up` the last stretch runs on into a reference, and is what leads up to it.
    """
    stretches = [] if LIVED.match(text) else list(sentences_in(text))
    for low, high in stretches[:-1] if leads_up else stretches:
        words = text[low:high].strip(" .,;:()")
        names = compiled(r"(?<!\w)\p{Lu}[^\W\d_]{2,}|\d+|\p{Lu}{2,}(?!\w)").findall(_FIRST_WORD.sub("", words))
        is_long = len(compiled(r"(?<!\w)\p{Ll}+(?!\w)").findall(words)) >= 8 and not _MARKED.search(words)
        if len(names) > 1 and not is_long and not is_sentence(words) and not is_remark(words):
            yield low, high


_NAME_LEADS = compiled(  # "and Conquest, *Stalin*", "see also Moss’s *Quay*"
    r"(?<!\w)(?:and|und|et|и|see|also|siehe|vgl\.|см\.)\s+(?P<name>\p{Lu}[\w.’'-]*(?:\s\p{Lu}[\w.’'-]*){0,3}?)(?:[’']s)?,?\s*$"
)
_NAMED_AFTER = compiled(  # “…’, and R. Vane, The Quay”, “… (Leeds, 1931), und Moos, Der Kai”: a second work
    r"[)”’»],?\s+(?:and|und|et|sowie|и)\s+(?:(?:for|on|about|zu[rm]?|über)\s[^;.()\d]{3,90}?,?\s)?(?P<work>(?:\p{Lu}\.\s?){0,3}\p{Lu}[\w’-]{2,}(?:\s\p{Lu}[\w’-]+)?,\s+"
    r"[“‘«„]?\p{Lu}\w)"
)
_AND_ALONE = re.compile(r"[,)\d”’]\s+(?:and|und|et|sowie|и)\s+$")
_HOSTS = compiled(r"\bin:?\s+(?:\p{Lu}[\w.’'-]*,?\s+)+$")  # "in Vane and Moss, *The Quay*": its editors
_AS_WELL_AS = compiled(r"\b(?:as\s+well\s+as|sowie\s+bei|а\s+также\s+у)\s+(?P<name>\p{Lu}[\w’'-]+)")
_FIRST_WORD = compiled(r"^\p{Lu}\w*(?=\s+\p{Ll})")
_MARKED = re.compile(rf"(?i:{DAY.pattern})|(?<!\w)[A-Z]{{2,}}\s?\d|\d/\d|(?<!\w)(?:Nr|No|Bd|vol|№)\.?\s?\d")


def _said(text: str, named: str) -> Iterator[tuple[int, int]]:
    """Where somebody's sentence reports one who wrote, and is not named by what was read."""
    for match in SAID.finditer(text):
        is_led = match.end() == len(text)  # "Größere Chancen zeigt | Vane 1976": who is cited follows
        if not is_led and (match["name"] or match["follows"]) not in named:
            yield match.span()


def _gaps(spans: Sequence[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    at = 0
    for low, high in sorted(spans):
        if low > at:
            yield at, low
        at = max(at, high)
    if at < length:
        yield at, length


def _beside(text: str, start: int, one: Reference) -> Iterator[tuple[int, int]]:
    """What a reading of a whole piece leaves aside: a remark at the end, one between pages, second works."""
    whole = match.start() if (match := TRAILING.search(text)) and match.start() > 0 else len(text)
    until = len(without_remark(text[:whole]))
    yield from ((until + s, until + e) for s, e in signs_in(text[until:whole]))
    for form, at in ((_CITED_THERE, whole), (_ENDS_IN_PAGES, until)):
        if (cited := form.match(text, at)) is not None:
            yield cited.span("work")
    said = list(sentences_in(text[until:whole]))
    for low, high in said[1:]:
        yield from (
            (until + low + s, until + low + e) for s, e in _not_read(text[until + low : until + high], leads_up=False)
        )
    for remark in REMARK_BETWEEN_PAGES.finditer(text[:until]):
        yield from ((remark.start() + s, remark.start() + e) for s, e in signs_in(remark[0]))
    if (spoken := _SPOKEN.search(text, 0, until)) is not None:
        yield spoken.span(1)
    if one.checked.kind == "unread":
        return
    named = " ".join((*one.authors, *one.checked.authors))
    begins = one.within.checked.start - start if one.within is not None else 0
    begins = begins or (len(one.signal) if text.startswith(one.signal) else 0)
    yield from _further_works(text[:until], begins, one.checked)
    for low, high in sentences_in(text[:until]):
        told = (one.checked.title, one.checked.container[-24:], *one.checked.authors)
        is_read = any(words and words in text[low:high] for words in told)
        if is_sentence(text[low:high]) and not is_read:
            yield from ((low + s, low + e) for s, e in (*signs_in(text[low:high]), *_said(text[low:high], named)))


def _named_beside(text: str, italics: Sequence[tuple[int, int]], one: Reference) -> Iterator[tuple[int, int]]:
    """A work after the one that was read, told by “and” or “see” and a name: its title in italics, or nothing more."""
    at = text.find(one.checked.title) + len(one.checked.title) if one.checked.title else 0
    for start, end in italics:
        led = _NAME_LEADS.search(text, at, start) if start >= at else None
        follows = start >= at and _AND_ALONE.search(text, at, start)  # "…, 298, and *The Quay*": of the same author
        is_parted = start >= at > 0 and SENTENCE_BREAKS.search(text, at, start) is not None
        if follows or (is_parted and len(text[start:end].split()) > 1):
            yield start, end
        if led is not None and not _HOSTS.search(text, at, led.start()):
            yield led.start("name"), start
    for match in _AS_WELL_AS.finditer(text, at):
        yield match.span("name")


def _further_works(text: str, begins: int, one: Reference) -> Iterator[tuple[int, int]]:
    yield from [span for span in imprints_in(text) if span[0] >= begins][1:]
    plain = QUOTED.sub(lambda match: "_" * len(match[0]), text)
    if one.kind not in ("ibid", "op-cit", "same-author"):
        yield from (match.span() for match in BACK_AGAIN.finditer(plain) if match.start() > max(begins, 3))
    yield from (match.span() for match in SENT_ON.finditer(plain, begins) if match.start() > begins + 1)
    named = f"{one.title} {one.container} {' '.join(one.authors)}"
    for match in DATED.finditer(plain, begins):
        is_led = (match["led"] or "").strip(" ([") != ""
        is_told = is_led and (match["paged"] is not None or not one.fonds)  # "…, Letter from Leeds, 1945" of an archive
        if is_told and match["year"] != one.year[:4] and match["name"] not in named:
            yield match.start("name"), match.end()
    for match in NAMED_AND_DATED.finditer(plain, begins):
        if match["year"] != one.year[:4] and match["name"] not in named:
            yield match.span()
    yield from (match.span("work") for match in _NAMED_AFTER.finditer(text, begins))
    pages = list(PAGES.finditer(plain, begins))
    for before, after in pairwise(pages):
        between = plain[before.end(1) : after.start()]
        if _ANOTHER_NAME.search(between) and not re.match(r"\W*in:?\s", between):
            yield after.span()
    if (address := text.find(ADDRESS)) > 0 and re.search(
        r"\d[ff.]*,?\s+(?:sowie|und|and|as\s+well\s+as|и|а\s+также)\s+[^;\d]{5,160}$", text[:address]
    ):
        yield address, address + 8


def _open(text: str, start: int, low: int, high: int) -> Reference:
    words = text[low:high]
    if not words.strip(ADDRESS + " "):
        doubt = say("The note sends to a page in the web.")
    elif re.match(r"(?:interview|gespräch|интервью|беседа)", words, re.IGNORECASE):
        doubt = say("The note sends to what was said or written to the author.")
    else:
        doubt = say("A further work in this sentence is not understood.")
    return Reference(words, start + low, start + high, "unread", doubt=doubt)
