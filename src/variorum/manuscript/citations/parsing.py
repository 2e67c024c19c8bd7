"""The text of a note read into references: one for each work, in order, with what each says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from variorum.manuscript.citations.accounting import (
    is_review,
    left_over,
    named_before,
    names_a_work,
    only_names_an_author,
    runs_over,
    voice_left_open,
)
from variorum.manuscript.citations.archives import shelved
from variorum.manuscript.citations.as_written import plainly, whole_words, without_addresses
from variorum.manuscript.citations.entries import dated_entry
from variorum.manuscript.citations.german import in_journal
from variorum.manuscript.citations.joining import pieces_of
from variorum.manuscript.citations.locating import locate
from variorum.manuscript.citations.names import RU_AUTHORS
from variorum.manuscript.citations.one_piece import TOLD_KINDS, read_piece, shifted
from variorum.manuscript.citations.pages_accounted import is_doubtful
from variorum.manuscript.citations.prose import is_sentence, stretches_after
from variorum.manuscript.citations.signals import signal_of
from variorum.manuscript.citations.terms import PAGES, PAGES_BELOW, PAGES_IN_TEXT, PLACE_ALONE, plain_pages
from variorum.manuscript.citations.values import Reference
from variorum.manuscript.citations.works_read import BEGINS_WITHIN, is_of_document
from variorum.manuscript.manuscript import Live, Note
from variorum.saying import say
from variorum.text.letters import compiled
from variorum.text.scripts import CYRILLIC

_SEVERAL_YEARS = re.compile(
    r"\s*([^\d()\[\];:]{2,60}?(?<!lots)(?<!nos\.)(?<!pp\.),?\s+)((?:1[4-9]|20)\d\d[a-zа-г]?)((?:\s*,\s*(?:(?:1[4-9]|20)\d\d[a-zа-г]?|[a-zа-г](?!\w)))+)[\s.]*"
)
_DATED_AND_PAGED = compiled(
    r"(?:\p{LatinLu}[\w’'-]+(?:,?\s+(?:and|und|&)\s+|,\s+|\s+))+(?:et\s+al\.?,?\s+)?(?:1[4-9]|20)\d\d[a-z]?"
    r"(?:,\s+(?:pp?\.\s*|S\.\s*)?(?:\d|nos?\.|figs?\.|pls?\.)|:\s?(?P<colon>\d))"
)
_NAMED_AND_DATED = compiled(
    r"(?:\p{LatinLu}[\w.’'-]+(?:,?\s+(?:and|und|&)\s+|,?\s+)){1,5}(?:et\s+al\.?,?\s+)?(?:1[4-9]|20)\d\d[a-z]?"
)
_GOES_ON = compiled(  # "; and 97ff.", "; 57n2": further pages, and no year
    r"\W*(?:\p{Ll}{1,9}\.?\s+){0,3}(?!(?:1[4-9]|20)\d\d(?!\d))\d{1,4}(?:ff?|n\d+|[a-z])?(?:\W+\d+)*[\s.;,)]*"
)
_SENTENCE_QUOTED = re.compile(r"“[^“”]{40,}”|„[^„“]{40,}“|«[^«»]{40,}»|(?<![^\s(—])\"(?=\w)[^\"]{40,}\"")
_GOST = re.compile(r"\s//\s|[.–—-]\s(?:P|С|S|Bd|Vol|T)\.\s?\d")  # the manner in which authors stand in italics
_BRACKETS = r"[\[(]([^\[\]()]{3,200})[\])]"

_CALLED = re.compile(  # "In subsequent notes, this is abbreviated as *REAC*."
    r"(?:in\s+(?:subsequent|later|the\s+following)\s+notes|hereafter|henceforth|im\s+Folgenden|далее)\b[^.;]{0,60}?"
    r"(?:abbreviated(?:\s+as|\s+to)?|cited\s+as|referred\s+to\s+as|abgekürzt(?:\s+als)?|zitiert\s+als|сокращ[её]нно)[:\s]+([^.;]{1,40}?)\.?",
    re.IGNORECASE,
)
_EXTENT_AND_PAGE = re.compile(
    r"(?P<first>\d{1,4})-(?P<last>\d{1,4}),\s(?P<meant>(?P<from>\d{1,4})(?:-\d{1,4})?(?:\s?ff?\.?)?)"
)
_BY_PLACE = re.compile(  # "Subsequent citations to the *Quay* will simply give the paragraph number."
    r"(?:all\s+)?(?:subsequent|further|later)\s+(?:citations|references)\b[^.;]{3,90}?\b(?:paragraph|section)s?\b[^.;]{0,40}\.?",
    re.IGNORECASE,
)
_QUOTES_BEHIND = re.compile(  # the words of the page, and no title
    r"(?<=\d)(?<!\b1[4-9]\d\d)(?<!\b20\d\d)\s*:\s*[“«„\"‘](?=[^”»\"]*\s[^”»\"]*\s[^”»\"]*\s)[^”»\"]{12,}[”»“\"’][\s.;,]*$"
)
_QUOTES_BEFORE = compiled(  # “The barge was sold by night.” Ada Moss, Diary (Leeds: Kiln, 1931), 11
    r"\W?(?:“(?P<a>[^”]{8,})”|„(?P<b>[^“”]{8,})[“”]|«(?P<c>[^»]{8,})»|\"(?P<d>[^\"]{8,})\")[\s,.;:—–-]*(?=\p{Lu})"
)


def references_of(note: Note) -> tuple[Reference, ...]:
    """Every reference of a note, in order; offsets count in the paragraph of the note in which it stands."""
    found: list[Reference] = []
    for paragraph in note.paragraphs:
        found += references_in(paragraph.text, paragraph.italics, paragraph.lives)
    return tuple(found)


def references_in(
    text: str, italics: Sequence[tuple[int, int]] = (), lives: Sequence[Live] = ()
) -> tuple[Reference, ...]:
    """The references of one paragraph of a note: those of live fields, and those of the words outside them."""
    text = plainly(text)
    declared = PAGES_IN_TEXT.search(text)
    text = PAGES_IN_TEXT.sub(lambda match: " " * len(match[0]), text)
    italics = [_closed(text, *span) for span in italics if not _names_authors(text, *span)]
    found: list[Reference] = []
    for live in lives:
        found += _of_live(text, live)
    before = (0, 0)  # the piece before, where nothing was read of it
    for start, end in pieces_of(text, italics):
        if any(live.start < end and start < live.end for live in lives):
            continue
        inside = tuple((max(s, start) - start, min(e, end) - start) for s, e in italics if s < end and e > start)
        if (named := named_before(text[slice(*before)], before[0], text[start:end])) is not None:
            found.append(named)
        if found and (called := _CALLED.fullmatch(text[start:end])) is not None:
            found[-1] = replace(found[-1], alias=called[1].strip(" “”\"«»‘’*_'"))
            continue
        if found and _BY_PLACE.fullmatch(text[start:end].strip()) is not None:
            found[-1] = replace(found[-1], alias=PLACE_ALONE)
            continue
        read = _of_piece(text[start:end], start, inside, found[-1] if found else None)
        before = (start, start) if read else (start, end)
        if found and all(one.kind == "unread" for one in read) and _GOES_ON.fullmatch(text, start, end):
            doubt = say("A number that may be the page is not understood.")
            found[-1] = replace(found[-1], kind="unread", doubt=doubt)
        for one in read:
            if one.kind == "more" and found:
                bare = PAGES.match(one.written.strip()) is not None and not PAGES.search(found[-1].written)
                parts = (one.locator,) if bare else (found[-1].locator, one.locator)  # "History, VI, 10; p. 57"
                joined = ", ".join(part for part in parts if part)
                found[-1] = replace(found[-1], locator=joined, end=one.end, written=text[found[-1].start : one.end])
            elif one.kind != "more":
                found.append(one)
    found = [one for one in found if not only_names_an_author(one, text, found)]
    found = [_pinpointed(_left_to_its_author(one, text)) for one in found]
    if declared is not None and len(found) == 1 and not found[0].alias and found[0].start < declared.start():
        found = [replace(found[0], alias=PAGES_BELOW)]
    return tuple(sorted(found, key=lambda reference: reference.start))


def _pinpointed(one: Reference) -> Reference:
    """An article whose pages are its extent and the one meant within: “Hafenblatt 10 (1981), S. 239–278, 251”."""
    pages = _EXTENT_AND_PAGE.fullmatch(one.locator) if one.container and one.kind == "full" else None
    if pages is None:
        return one
    first, last, meant = pages["first"], pages["last"], int(pages["from"])
    whole = int(first[: max(0, len(first) - len(last))] + last)  # "239-78"
    return replace(one, locator=pages["meant"]) if int(first) <= meant <= whole else one


def _left_to_its_author(one: Reference, text: str) -> Reference:
    """A reference within a sentence that the note quotes left open: it is cited by whoever is quoted."""
    for quoted in _SENTENCE_QUOTED.finditer(text):
        is_within = quoted.start() < one.start and one.end <= quoted.end() and one.kind in TOLD_KINDS
        inside = text[quoted.start() + 1 : one.start]
        if is_within and len(inside.split()) > 5 and is_sentence(inside):
            return replace(one, kind="unread", doubt=say("A further work in this sentence is not understood."))
    return one


def _names_authors(text: str, start: int, end: int) -> bool:
    """Whether italics hold names in the Russian manner, before a title: «*Вейнов А. П.* Жатва. М., 1990»."""
    written = text[start:end].strip().rstrip(",")
    names = RU_AUTHORS.fullmatch(written if written.endswith(".") else f"{written}.")
    is_russian = CYRILLIC.search(text[start:end]) is not None or _GOST.search(text, end) is not None
    return names is not None and is_russian and text[end:].lstrip(" .")[:1].isupper()


def _closed(text: str, start: int, end: int) -> tuple[int, int]:
    """A title in italics without the bracket that it opens and leaves open, which is an imprint's."""
    inside = text[start:end]
    at = inside.rfind("(")
    return (start, start + len(inside[:at].rstrip())) if at > 0 and ")" not in inside[at:] else (start, end)


def _of_piece(
    text: str, start: int, italics: tuple[tuple[int, int], ...], previous: Reference | None
) -> list[Reference]:
    """The references of one piece, and what of it is not accounted for."""
    if (quoting := _QUOTES_BEHIND.search(text)) is not None:  # "Vane, The Quay, 12: “the barge was sold by night”"
        text = text[: quoting.start()]
    article = in_journal(text)  # "Vane, ZfH 2014, 1524": a page, and no earlier year
    years = None if article is not None and article.begins < article.year else _several_years(text)
    if years is not None:
        return _of_several_years(years, start)
    for low, _ in stretches_after(text):  # "He rests here on: Vane 1940a, 1940b"
        if (years := _several_years(text, low)) is not None and len(text[:low].split()) > 3:
            return [replace(one, start=start + low) for one in _of_several_years(years, start)]
    found = [_left_open(one, text, start) for one in _read_of_piece(text, start, italics, previous)]
    if any(one.kind in ("more", "unread") for one in found) or (previous is not None and is_of_document(text)):
        return found
    further = left_over(text, start, italics, found)
    if further and len(found) == 1 and found[0].end - found[0].start >= len(text):
        found = [_without_further(found[0], further[0], text, start, italics)]
    return sorted([*found, *further], key=lambda one: one.start)


def _without_further(
    one: Reference, further: Reference, text: str, start: int, italics: tuple[tuple[int, int], ...]
) -> Reference:
    """A reading of a whole piece without the further work that stands in it, whose pages are not its own."""
    until = further.start - start
    own = read_piece(text[:until], start, tuple((low, min(high, until)) for low, high in italics if low < until), None)
    read, told = one.checked, own.checked if own is not None else None
    is_same = told is not None and (told.kind, told.authors, told.title) == (read.kind, read.authors, read.title)
    if own is not None and is_same and not is_doubtful(own, text[:until]):
        return own
    if told is not None and told.locator == read.locator:
        return one
    return replace(further, written=one.written, start=one.start, end=one.end)


def _left_open(one: Reference, text: str, start: int) -> Reference:
    """A reference left open where what was read is of two works: pages of another, or a title that is reviewed."""
    own = text[one.start - start : one.end - start]
    if not runs_over(one, own) and not is_review(one, own):
        return one
    doubt = say("A further work in this sentence is not understood.")
    return Reference(one.written, one.start, one.end, "unread", doubt=doubt)


def _read_of_piece(
    text: str, start: int, italics: tuple[tuple[int, int], ...], previous: Reference | None
) -> list[Reference]:
    """The references of one piece: itself, or those in the brackets and at the end of a sentence that it is."""
    if (quoting := _after_quotation(text, start, italics)) is not None:
        return [quoting]
    bracketed = _in_brackets(text, start, only_dated=True) or _dated_within(text, start)
    if not bracketed and (shelf := shelved(text)) is not None and "(" in text[: shelf.at]:
        several = _in_brackets(text, start)  # “his letter (archive, f. 5), the draft (archive, f. 17)”: each by itself
        bracketed = several if len(several) > 1 else []
    if BEGINS_WITHIN.match(text) and not bracketed:
        bracketed = [one for one in _in_brackets(text, start) if one.locator]
    piece = None if bracketed else read_piece(text, start, italics, previous)
    if piece is not None and is_doubtful(piece, text):
        return [replace(piece, kind="unread", doubt=say("A number that may be the page is not understood."))]
    if piece is not None and piece.within is not None and (voice := voice_left_open(piece, text, start)) is not None:
        return [voice, replace(piece.within, signal=piece.within.signal or "quoted in")]
    if piece is not None and piece.kind != "unread":
        return [_with_endings(piece, text, start, italics)]
    if piece is not None and piece.doubt:
        return [_with_endings(piece, text, start, italics)]
    found = bracketed or _in_brackets(text, start)
    if not found and (ending := _at_the_end(text, start, italics)) is not None:
        found = [ending]
    return found or ([_with_endings(piece, text, start, italics)] if piece is not None else [])


def _after_quotation(text: str, start: int, italics: tuple[tuple[int, int], ...]) -> Reference | None:
    """The reference behind the words that it quotes: a sentence in marks, then somebody's name, and a title.

    Where the words in marks may be a title both readings are given, and the title's is the first.
    """
    quoted = _QUOTES_BEFORE.match(text)
    if quoted is None:
        return None
    rest = read_piece(text[quoted.end() :], start + quoted.end(), shifted(italics, quoted.end()), None)
    named = rest is not None and bool(rest.title) and any(len(name.split()) > 1 for name in rest.authors)
    if rest is None or not named or not (rest.year or rest.locator) or is_doubtful(rest, text[quoted.end() :]):
        return None
    if is_sentence(next(words for words in quoted.groups() if words)):
        return rest
    titled = read_piece(text, start, italics, None)
    return None if titled is None else replace(titled, otherwise=(*titled.otherwise, rest))


def _with_endings(piece: Reference, text: str, start: int, italics: tuple[tuple[int, int], ...]) -> Reference:
    """What is a title alone, or not understood, with what its last words would be: a sentence may lead up to them."""
    is_told = piece.kind in ("full", "short") and (piece.authors or len(piece.title.split()) < 4)
    if is_told or piece.kind not in ("full", "short", "unread") or italics or piece.within is not None:
        return piece
    led = (
        (low, high) for low, high in stretches_after(text)
        if not names_a_work(text[:low]) and not (piece.container and text.startswith(piece.container, low))
    )  # fmt: skip
    read = (read_piece(text[low:high], start + low, (), None) for low, high in led)
    told = (one for one in read if one is not None and one.kind in ("full", "short", "author-date"))
    good = (one for one in told if not is_doubtful(one, one.written))
    return replace(piece, endings=tuple(replace(one, locator=piece.locator or one.locator) for one in islice(good, 6)))


def _at_the_end(text: str, start: int, italics: tuple[tuple[int, int], ...]) -> Reference | None:
    """The reference that somebody's sentence ends in: “… has been stressed by R. Vane, The Harvest (Leeds, 1960)”."""
    for low, high in stretches_after(text):
        inside = tuple((max(s, low) - low, min(e, high) - low) for s, e in italics if s < high and e > low)
        one = read_piece(text[low:high], start + low, inside, None)
        if one is None or one.kind not in TOLD_KINDS or one.kind in ("ibid", "op-cit"):
            continue
        if one.kind == "author-date" and not one.locator and _is_imprint(text, low, high):
            continue
        is_led = text[:low].rstrip().endswith(":") and bool(one.title) and bool(one.locator)
        named = bool(one.authors) or bool(inside) or is_led
        is_told = named and bool(one.locator or one.year)
        if is_told and not is_sentence(f"{' '.join(one.authors)} {one.title}"):
            if is_doubtful(one, text[low:high]):
                return replace(one, kind="unread", doubt=say("A number that may be the page is not understood."))
            return replace(one, signal=one.signal or " ".join(text[:low].split()))
    return None


def _is_imprint(text: str, low: int, high: int) -> bool:
    """Whether a stretch stands in brackets as an imprint does: “(Munich, 2016)”, “(Leeds: Kiln Press, 1994)”."""
    return text[:low].count("(") > text[:low].count(")") and "," in text[low:high]


def entry_of(text: str, italics: tuple[tuple[int, int], ...] = ()) -> Reference | None:
    """An entry of a bibliography as one reference, its sentences never parted."""
    text = without_addresses(whole_words(text))
    text = text if italics else " ".join(text.split())
    found = dated_entry(text, italics) or read_piece(text, 0, italics, None)
    return found if found is not None and found.kind not in ("more", "ibid") else None


def _several_years(text: str, low: int = 0) -> re.Match[str] | None:
    """A name with several years; “Vane 1984, 1483” has one, and a page."""
    found = _SEVERAL_YEARS.fullmatch(text, low)
    if found is None or any(abs(int(year) - int(found[2][:4])) > 99 for year in re.findall(r"\d{4}", found[3])):
        return None
    return found


def _of_several_years(match: re.Match[str], start: int) -> list[Reference]:
    """“Rakhilina 2002, 2003”, “Апресян 1995а, б”: one author's works of several years."""
    years, names = [match[2]], match[1]
    for part in re.findall(r"\w+", match[3]):
        years.append(part if part[0].isdigit() else years[-1][:4] + part)
    found = (read_piece(f"{names}{year}", start, (), None) for year in years)
    return [replace(one, written=match[0], end=start + match.end()) for one in found if one is not None]


def _in_brackets(text: str, start: int, *, only_dated: bool = False) -> list[Reference]:
    """The references that stand in brackets within somebody's sentence: “[Щерба 1974]”, “(Margry, I., 48)”.

    With `only_dated` just those in square brackets with a name and a year, which are references wherever they stand.
    """
    found = []
    for match in re.finditer(r"\[([^\[\]()]{3,200})\]" if only_dated else _BRACKETS, text):
        for part in re.finditer(r"[^;]+", match[1]):
            at = start + match.start(1) + part.start()
            if (years := _several_years(part[0])) is not None:
                found += _of_several_years(years, at)
                continue
            one = read_piece(part[0], at, (), None) if part[0].strip(' “„«‘"')[:1].isupper() else None
            is_dated = (
                one is not None
                and one.kind == "author-date"
                and (
                    bool(one.locator) or re.search(r",\s*\d{4}", part[0]) is None  # "[Moscow, 1917]" is an imprint
                )
            )
            is_told = one is not None and one.kind in TOLD_KINDS and bool(one.locator or one.kind == "ibid")
            if one is not None and (is_dated or (not only_dated and is_told)):
                found.append(one)
    return found


def _dated_within(text: str, start: int) -> list[Reference]:
    """Names and years that somebody's sentence has in round brackets: “… as ropes do (cf. Vane 2000: 44 f.)”."""
    found: list[Reference] = []
    alone: list[Reference | None] = []
    is_paged = False
    for match in re.finditer(r"\(([^()\[\]]{3,160})\)", text):
        before = text[: match.start()]
        if (paged := _dated_and_paged(match[1], start + match.start(1))) and _is_plain(before, match[1], bool(found)):
            found += paged
            is_paged = True
            continue
        if _NAMED_AND_DATED.fullmatch(match[1]):
            alone += [read_piece(match[1], start + match.start(1), (), None)]
        if signal_of(match[1]) is None or len(before.split()) < 5 or locate(before).locator:
            continue
        if is_sentence(before) or not text[match.end() :].strip(" ."):
            one = read_piece(match[1], start + match.start(1), (), None)
            found += [one] if one is not None and one.kind == "author-date" else []
    if is_paged:  # where one bracket gives its page, another without one is no imprint
        told = {one.start for one in found}
        found += [one for one in alone if one is not None and one.start not in told]
    return sorted(found, key=lambda one: one.start)


def _dated_and_paged(inside: str, start: int) -> list[Reference]:
    """“Vane 2008, 54; Moss 2010, fig. 3” in brackets: no imprint has a page behind its year."""
    if _DATED_AND_PAGED.match(inside) is None:
        return []
    read = [read_piece(part[0], start + part.start(), (), None) for part in re.finditer(r"[^;]+", inside)]
    good = [one for one in read if one is not None and one.kind == "author-date"]
    return good if len(good) == len(read) else []


def _is_plain(before: str, inside: str, is_further: bool) -> bool:
    """Whether words before a bracket name no work themselves: no title in marks, no year and no page.

    Words that “(Vane 2008:54)” stands behind are quoted.
    """
    dated = _DATED_AND_PAGED.match(inside)
    outside = re.sub(r"\([^()]*\)", " ", before)
    if dated is None or dated["colon"] is None:
        is_titled = re.search(r"[“”„\"«»]", outside) is not None
    else:
        is_titled = re.search(r",[”“\"»]\s", outside) is not None  # “The Quay,” Harbours 5 (Moss 2015:9)
    if is_titled or re.search(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)", outside):
        return False
    return is_further or is_sentence(before) or not locate(before).locator


def _of_live(text: str, live: Live) -> list[Reference]:
    found = []
    for item in live.items:
        locator = plain_pages(item.locator)
        if item.label and item.label not in ("page", "folio") and locator:
            locator = f"{item.label} {locator}"
        found.append(Reference(text[live.start : live.end], live.start, live.end, "key", locator=locator, item=item))
    return found
