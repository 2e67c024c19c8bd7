"""The text of a note read into references: one for each work, in order, with what each says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from variorum.manuscript.citations import splitting
from variorum.manuscript.citations.accounting import (
    is_doubtful,
    left_over,
    named_before,
    only_names_an_author,
    voice_left_open,
)
from variorum.manuscript.citations.archives import shelved
from variorum.manuscript.citations.locating import locate, without_remark
from variorum.manuscript.citations.names import names_in
from variorum.manuscript.citations.prose import is_sentence, stretches_after
from variorum.manuscript.citations.signals import SIGNAL
from variorum.manuscript.citations.terms import (
    BACK_NOTE,
    CROSS_REFERENCE,
    DAY,
    IBID,
    IBID_AFTER_NAME,
    MONTHS,
    OP_CIT,
    REMARK_BETWEEN_PAGES,
    SAME_AUTHOR,
    TRAILING,
    VOLUME_ALONE,
    YEAR,
    plain_pages,
)
from variorum.manuscript.citations.values import Reference
from variorum.manuscript.citations.works_read import (
    BEGINS_WITHIN,
    cited_before,
    described,
    described_or_none,
    is_of_document,
    without_alias,
)
from variorum.manuscript.manuscript import Live, Note
from variorum.saying import say

_LOCATOR_ALONE = re.compile(
    r"[\s,]*(?:(?:pp?|fols?|ff|cols?|§+|[СсCcЛл]{1,2}|стр|[Сс]тб)\.?\s*)?(?:\d{1,5}(?:\s?(?:об|v|r)\.?)?(?:\s*[-–—,]\s*\d{1,5}(?:\s?(?:об|v|r)\.?)?)*)[\s.]*$"
)
_AUTHOR_DATE = re.compile(
    r"\s*([^\d()\[\];:]{2,80}?),?\s+\(?((?:1[4-9]|20)\d\d(?:[/–-]\d{2,4})?[a-zа-г]?)\)?"
    r"(?:,\s*(?:Einleitung|Vorwort|Einführung|introduction|preface|введение|предисловие))?"
    r"(?:(?:\s*[,:;]\s*|\s+(?=(?:pp?|[СсS])\.))(?:(?:at|insbesondere|insb\.|bes\.|especially|esp\.|hier|here|v\.\s?a\.)\s+)?"
    r"(?:pp?\.?\s*|[СсCcSs]{1,2}\.\s*)?(\d(?:[\d\s,–—-]|und\s)*(?:ff?\b|[a-z])?|[ivxlc]{1,8}(?:\s*[-–—]\s*[ivxlc]{1,8})?|[IVXLC]+(?:\.[IVXLC\d]+)+))?[\s.)]*$"
)
_NUMBERED = re.compile(r"\s*(\d{1,3})(?:\s*[,.]\s*[СсCcpP]{1,2}\.\s*(\d[\d\s,–—-]*))?[\s.]*$")
_SEVERAL_YEARS = re.compile(
    r"\s*([^\d()\[\];:]{2,60}?,?\s+)((?:1[4-9]|20)\d\d[a-zа-г]?)((?:\s*,\s*(?:(?:1[4-9]|20)\d\d[a-zа-г]?|[a-zа-г](?!\w)))+)[\s.]*"
)
_SURNAMES = re.compile(r"(?:(?:[a-z]{2,4}\s)?[^\W\d_][\w’'-]{2,}(?:,\s+|$)){2,4}")
_ADDRESS = re.compile(  # an address in the web, with what announces it and when it was looked at
    r"(?:[,;.]?\s*\(?(?:URL(?:\s*\(stable\))?|online(?:\s+(?:unter|at|in))?|(?:also\s+)?available(?:\s+online)?(?:\s+(?:at|in|from))?|abrufbar\s+unter|"
    r"Режим\s+доступа|URl)\s*:?\s*)?\[?(?:https?://|www\.|doi:\s?|(?:[\w-]+\.)+(?:org|com|net|edu|info)/)[^\s\]]*[^\s\];,.)]"
    r"(?:\]\([^)\s]*\))?(?:[.,](?!\s+(?-i:See|For|On|Cf|But|The|This|A|Vgl|Siehe|См|Ср)\b))?"
    r"(?:\s*\(?(?:alle\s+)?(?:letzter\s+Zugriff|zuletzt|Zugriff|accessed|last\s+accessed|дата\s+обращения)[^()\[\];]{0,40}\)?)?",
    re.IGNORECASE,
)
_MAY_BE_ADDRESS = re.compile(r"://|www\.|doi|\.(?:org|com|net|edu|info)/", re.IGNORECASE)
_LONG_DASH = re.compile(r"(?<=\d)\u00ad?-{2,3}(?=\d)")  # "192--193", as typewriters and TeX have it
_OTHER_EDITION = (
    re.compile(  # "Lizenzausgabe Hamburg 2023, britische Originalausgabe 1990": the imprint used is the first
        r",\s+(?:[a-zäöüß]+\s+)?(?:Original|Erst)ausgabe\s+(?:[A-ZÄÖÜ]\w+\s+)?\d{4}|"
        r"(?<=[,.]\s)\d{1,2}\.,?\s*(?:[a-zäöü]\w*\.?,?\s+){0,4}Aufl(?:age|\.)?,?\s+(?=(?:1[4-9]|20)\d\d\b)|"
        r";\s+(?:\d(?:st|nd|rd|th)|first|orig(?:inal|\.)?)\s+edn?\.?(?:ition)?,?\s+(?:[A-Z]\w+,?\s+)?\d{4}(?=\))|"
        r"(?<=[a-zà-þа-яё])\s\[(?:[A-ZÀ-ÞА-ЯЁ][\w.’-]+\s?){1,4}\](?=,)|\s\[[2-9]\d?-е\s+изд\.[^\[\]]*\]|"
        r"(?<=[,.]\s)(?:Lizenz|Sonder|Neu|Taschenbuch|Studien|Volks)ausgabe(?=\s+[A-ZÄÖÜ])"
    )
)
_CYRILLIC_PAGES = re.compile(r"(?<![\w.])(?<!\d\s)рр?(?=\.\s*\d)")  # «рр. 16–17» in the wrong script
_TWO_COMMAS = re.compile(r",,(?=[\w.])")  # as programs write „ that have no such mark
_ELSEWHERE = re.compile(r"\b(?:above|below|post|ante|supra|infra|выше|ниже)\b", re.IGNORECASE)
_BRACKETS = r"[\[(]([^\[\]()]{3,200})[\])]"
_TOLD = ("full", "short", "author-date", "archival", "newspaper", "ibid", "op-cit")
_IN_THE_SAME = re.compile(
    r"(?://|\bin:?)\s*(?=там\s+же|ibid|id\.,?\s+(?:p|at|\d)|ebd\.|ebenda)", re.IGNORECASE
)  # "Письмо к съезду // Там же. С. 343"
_LETTER = re.compile(
    rf"\s*((?:[A-ZÀ-ÞА-ЯЁ][\w.’'-]*\s+){{1,4}}(?:to|an)\s+(?:(?:the|de|von|van)\s+)?[A-ZÀ-Þ][^,;:()]{{1,60}}),\s+(?i:{DAY.pattern})"
    r"(?:[,.;]?\s+(?:[Ii]n:?\s+)?|\W*$)"
)
_OF_A_CHAPTER = re.compile(  # "(прим. 14 к гл. 10)": a note of another chapter, whose number says nothing here
    r"\s*\(?\s*(?:прим(?:еч)?|сноск\w+|n(?:ote)?)\.?\s*\d+\s+(?:к|to)\s+(?:гл|ch)\w*\.?\s*\d+\s*\)?",
    re.IGNORECASE,
)
_NO_NAME = re.compile(  # words that no name has: “Vane, The Quay (1988)”, “Marriage Act 1976”, «СПб., 1798»
    r"\b(?:ed(?:s|ited)?|trans(?:lated)?)\.?\s+by\b|\b(?:hrsg|hg|bearb)\.?\s+v(?:on|\.)|(?:^|,\s)(?:The|A|An|On|Der|Die|Das|Ein|Eine|Zur?|Le|La|Les|Ende|Mitte|Anfang|Seit|Stand)\s|"
    r"\b(?:Act|Bill|Code|Law|Treaty|Gesetz|Verordnung|Fassung|Закон|Устав|Кодекс)\b|^(?:М|Л|СПб|Спб|Пг|Пб|Wash|Ende|Mitte|Anfang|Jahr)\.?$"
)
_CALLED = re.compile(  # "In subsequent notes, this is abbreviated as *REAC*."
    r"(?:in\s+(?:subsequent|later|the\s+following)\s+notes|hereafter|henceforth|im\s+Folgenden|далее)\b[^.;]{0,60}?"
    r"(?:abbreviated(?:\s+as|\s+to)?|cited\s+as|referred\s+to\s+as|abgekürzt(?:\s+als)?|zitiert\s+als|сокращ[её]нно)[:\s]+([^.;]{2,40}?)\.?",
    re.IGNORECASE,
)
_NEXT_ISSUE = re.compile(rf"\s*(?:№|[Nn]o\.|Nr\.)\s*(\d+),\s+((?i:{DAY.pattern}))[\s.]*")  # "; № 3, 21 ноября 1918 г."
_FURTHER_VOLUME = re.compile(  # "; т. 2, М., 1913": of the work before
    r"\s*(?:[Тт]|[Чч]|[Кк]н)\.\s*(\d{1,2}|[IVX]+)[.,]\s+[А-ЯЁ][а-яё]*\.?,\s*(?:1[4-9]|20)\d\d[\s.]*"
)
_DAY_BEFORE = re.compile(rf"\s*(?i:{DAY.pattern})\.\s+(?=[A-ZÀ-Þ“‘*_])")  # "May 6, 1873. Life of Vane, iii. p. 413"
_QUOTES_BEHIND = re.compile(  # the words of the page, and no title
    r"(?<=\d)(?<!\b1[4-9]\d\d)(?<!\b20\d\d)\s*:\s*[“«„\"‘](?=[^”»\"]*\s[^”»\"]*\s[^”»\"]*\s)[^”»\"]{12,}[”»“\"’][\s.;,]*$"
)
_QUOTES_BEFORE = re.compile(  # “The barge was sold by night.” Ada Moss, Diary (Leeds: Kiln, 1931), 11
    r"\W?(?:“(?P<a>[^”]{8,})”|„(?P<b>[^“”]{8,})[“”]|«(?P<c>[^»]{8,})»|\"(?P<d>[^\"]{8,})\")[\s,.;:—–-]*(?=[A-ZÀ-ÞА-ЯЁ])"
)
_SENTENCE_WITHIN = re.compile(r"[^\W\d_]{3}[.!?]\s+[A-ZА-ЯЁ]\w")


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
    text = _LONG_DASH.sub(lambda match: " " * (len(match[0]) - 1) + "–", _without_addresses(text))
    text = _TWO_COMMAS.sub(" „", text)
    text = _CYRILLIC_PAGES.sub(lambda match: "p" * len(match[0]), text)
    italics = [_closed(text, *span) for span in italics]
    found: list[Reference] = []
    for live in lives:
        found += _of_live(text, live)
    before = (0, 0)  # the piece before, where nothing was read of it
    for start, end in splitting.pieces_of(text, italics):
        if any(live.start < end and start < live.end for live in lives):
            continue
        inside = tuple((max(s, start) - start, min(e, end) - start) for s, e in italics if s < end and e > start)
        if (named := named_before(text[slice(*before)], before[0], text[start:end])) is not None:
            found.append(named)
        if found and (called := _CALLED.fullmatch(text[start:end])) is not None:
            found[-1] = replace(found[-1], alias=called[1].strip(' “”"«»*_'))
            continue
        read = _of_piece(text[start:end], start, inside, found[-1] if found else None)
        before = (start, start) if read else (start, end)
        for one in read:
            if one.kind == "more" and found:
                joined = ", ".join(part for part in (found[-1].locator, one.locator) if part)
                found[-1] = replace(found[-1], locator=joined, end=one.end, written=text[found[-1].start : one.end])
            elif one.kind != "more":
                found.append(one)
    found = [one for one in found if not only_names_an_author(one, text, found)]
    return tuple(sorted(found, key=lambda reference: reference.start))


def _closed(text: str, start: int, end: int) -> tuple[int, int]:
    """A title in italics without the bracket that it opens and leaves open, which is an imprint's."""
    inside = text[start:end]
    at = inside.rfind("(")
    return (start, start + len(inside[:at].rstrip())) if at > 0 and ")" not in inside[at:] else (start, end)


def _without_addresses(text: str) -> str:
    """A text with every address of a page as a sign that says nothing; its length stays."""
    if not _MAY_BE_ADDRESS.search(text):
        return text
    return _ADDRESS.sub(lambda match: splitting.ADDRESS * len(match[0]), text)


def _of_piece(
    text: str, start: int, italics: tuple[tuple[int, int], ...], previous: Reference | None
) -> list[Reference]:
    """The references of one piece, and what of it is not accounted for."""
    if (quoting := _QUOTES_BEHIND.search(text)) is not None:  # "Vane, The Quay, 12: “the barge was sold by night”"
        text = text[: quoting.start()]
    if (years := _SEVERAL_YEARS.fullmatch(text)) is not None:
        return _of_several_years(years, start)
    found = _read_of_piece(text, start, italics, previous)
    if any(one.kind in ("more", "unread") for one in found) or (previous is not None and is_of_document(text)):
        return found
    return sorted([*found, *left_over(text, start, italics, found)], key=lambda one: one.start)


def _read_of_piece(
    text: str, start: int, italics: tuple[tuple[int, int], ...], previous: Reference | None
) -> list[Reference]:
    """The references of one piece: itself, or those in the brackets and at the end of a sentence that it is."""
    if (quoting := _after_quotation(text, start, italics)) is not None:
        return [quoting]
    bracketed = _in_brackets(text, start, only_dated=True)
    if BEGINS_WITHIN.match(text) and not bracketed:
        bracketed = [one for one in _in_brackets(text, start) if one.locator]
    piece = None if bracketed else _read(text, start, italics, previous)
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
    rest = _read(text[quoted.end() :], start + quoted.end(), _shift(italics, quoted.end()), None)
    named = rest is not None and bool(rest.title) and any(len(name.split()) > 1 for name in rest.authors)
    if rest is None or not named or not (rest.year or rest.locator) or is_doubtful(rest, text[quoted.end() :]):
        return None
    if is_sentence(next(words for words in quoted.groups() if words)):
        return rest
    titled = _read(text, start, italics, None)
    return None if titled is None else replace(titled, otherwise=(*titled.otherwise, rest))


def _with_endings(piece: Reference, text: str, start: int, italics: tuple[tuple[int, int], ...]) -> Reference:
    """What is a title alone, or not understood, with what its last words would be: a sentence may lead up to them."""
    is_told = piece.kind in ("full", "short") and (piece.authors or len(piece.title.split()) < 4)
    if is_told or piece.kind not in ("full", "short", "unread") or italics or piece.within is not None:
        return piece
    read = (_read(text[low:high], start + low, (), None) for low, high in stretches_after(text))
    good = (one for one in read if one is not None and one.kind in ("full", "short", "author-date"))
    return replace(piece, endings=tuple(replace(one, locator=piece.locator or one.locator) for one in islice(good, 6)))


def _at_the_end(text: str, start: int, italics: tuple[tuple[int, int], ...]) -> Reference | None:
    """The reference that somebody's sentence ends in: “… has been stressed by R. Vane, The Harvest (Leeds, 1960)”."""
    for low, high in stretches_after(text):
        inside = tuple((max(s, low) - low, min(e, high) - low) for s, e in italics if s < high and e > low)
        one = _read(text[low:high], start + low, inside, None)
        if one is None or one.kind not in _TOLD or one.kind in ("ibid", "op-cit"):
            continue
        is_led = text[:low].rstrip().endswith(":") and bool(one.title) and bool(one.locator)
        named = bool(one.authors) or bool(inside) or is_led
        if named and (one.locator or one.year) and not is_sentence(f"{' '.join(one.authors)} {one.title}"):
            return replace(one, signal=one.signal or " ".join(text[:low].split()))
    return None


def entry_of(text: str, italics: tuple[tuple[int, int], ...] = ()) -> Reference | None:
    """An entry of a bibliography as one reference, its sentences never parted."""
    text = _without_addresses(text)
    found = _read(" ".join(text.split()) if not italics else text, 0, italics, None)
    return found if found is not None and found.kind not in ("more", "ibid") else None


def _of_several_years(match: re.Match[str], start: int) -> list[Reference]:
    """“Rakhilina 2002, 2003”, “Апресян 1995а, б”: one author's works of several years."""
    years, names = [match[2]], match[1]
    for part in re.findall(r"\w+", match[3]):
        years.append(part if part[0].isdigit() else years[-1][:4] + part)
    found = (_read(f"{names}{year}", start, (), None) for year in years)
    return [replace(one, written=match[0], end=start + match.end()) for one in found if one is not None]


def _in_brackets(text: str, start: int, *, only_dated: bool = False) -> list[Reference]:
    """The references that stand in brackets within somebody's sentence: “[Щерба 1974]”, “(Margry, I., 48)”.

    With `only_dated` just those in square brackets with a name and a year, which are references wherever they stand.
    """
    found = []
    for match in re.finditer(r"\[([^\[\]()]{3,200})\]" if only_dated else _BRACKETS, text):
        for part in re.finditer(r"[^;]+", match[1]):
            at = start + match.start(1) + part.start()
            if (years := _SEVERAL_YEARS.fullmatch(part[0])) is not None:
                found += _of_several_years(years, at)
                continue
            one = _read(part[0], at, (), None) if part[0].strip(' “„«‘"')[:1].isupper() else None
            is_dated = (
                one is not None
                and one.kind == "author-date"
                and (
                    bool(one.locator) or re.search(r",\s*\d{4}", part[0]) is None  # "[Moscow, 1917]" is an imprint
                )
            )
            is_told = one is not None and one.kind in _TOLD and bool(one.locator or one.kind == "ibid")
            if one is not None and (is_dated or (not only_dated and is_told)):
                found.append(one)
    return found


def _of_live(text: str, live: Live) -> list[Reference]:
    found = []
    for item in live.items:
        locator = plain_pages(item.locator)
        if item.label and item.label not in ("page", "folio") and locator:
            locator = f"{item.label} {locator}"
        found.append(Reference(text[live.start : live.end], live.start, live.end, "key", locator=locator, item=item))
    return found


def _read(text: str, start: int, italics: tuple[tuple[int, int], ...], previous: Reference | None) -> Reference | None:
    """One piece of a note; None where it is no reference, the kind "more" where it only goes on with the last."""
    whole = Reference(text, start, start + len(text), "unread")
    text, alias = without_alias(text)
    whole = replace(whole, alias=alias)
    text = REMARK_BETWEEN_PAGES.sub(lambda match: " " * len(match[0]), text)
    text = _OTHER_EDITION.sub(lambda match: " " * len(match[0]), text)
    text = without_remark(text[: match.start()] if (match := TRAILING.search(text)) and match.start() > 0 else text)
    signal = match.group() if (match := SIGNAL.match(text) or _DAY_BEFORE.match(text)) else ""
    body, offset = text[len(signal) :], len(signal)
    whole = replace(whole, signal=" ".join(signal.split()).strip(" ,:"))
    italics = tuple((s - offset, e - offset) for s, e in italics if e > offset)
    if (turn := splitting.second_hand(body)) is not None:
        return _at_second_hand(whole, body, turn, italics, start + offset)
    if re.fullmatch(r"\s*\d{1,3}\s*", body) and (previous is None or previous.kind == "number"):
        return replace(whole, kind="number", back=body.strip())
    if previous is not None and _LOCATOR_ALONE.fullmatch(body) and not YEAR.fullmatch(body.strip(" .")):
        return replace(whole, kind="more", locator=plain_pages(body))
    if CROSS_REFERENCE.fullmatch(body) and (previous is None or whole.signal or _ELSEWHERE.search(body)):
        return None
    if previous is not None and (match := _FURTHER_VOLUME.fullmatch(body)) is not None:
        return replace(whole, kind="ibid", volume=match[1])
    if previous is not None and (match := VOLUME_ALONE.match(body)) is not None:
        return replace(whole, kind="ibid", volume=match[1], locator=plain_pages(match[2]))
    if previous is not None and previous.kind == "newspaper" and (issue := _NEXT_ISSUE.fullmatch(body)) is not None:
        return replace(previous, written=text, start=whole.start, end=whole.end, number=issue[1], date=issue[2])
    if (letter := _LETTER.match(body)) is not None:
        return _of_letter(whole, body, letter, italics, start + offset)
    if (match := _AUTHOR_DATE.match(body)) is not None and not italics and (dated := _dated(whole, match)) is not None:
        return dated
    if (match := IBID.match(body)) is not None:
        return _back_to_last(whole, body[match.end() :])
    if (same := _IN_THE_SAME.search(body)) is not None and (match := IBID.match(body[same.end() :])) is not None:
        return _back_to_last(whole, body[same.end() + match.end() :])
    if (match := _NUMBERED.match(body)) is not None and re.search(r"[СсCcpP]\.", body):
        return replace(whole, kind="number", back=match[1], locator=plain_pages(match[2] or ""))
    if (shelf := shelved(body)) is not None and (shelf.parts or shelf.sheets):
        printed = _printed_before(body[: shelf.at])
        return described(whole, printed, italics) if printed else _on_the_shelf(whole, body, previous)
    return _read_by_name(whole, body, italics, previous)


def _read_by_name(
    whole: Reference, body: str, italics: tuple[tuple[int, int], ...], previous: Reference | None
) -> Reference | None:
    """A piece that names its work, or the author of one that was cited."""
    if (match := SAME_AUTHOR.match(body)) is not None:
        return replace(described(whole, body[match.end() :], _shift(italics, match.end())), kind="same-author")
    body = _OF_A_CHAPTER.sub("", body)
    if (match := OP_CIT.search(body)) is not None:
        return cited_before(whole, body, match)
    if (match := IBID_AFTER_NAME.search(body)) is not None:
        found = cited_before(whole, body, match)
        if is_sentence(body[: match.start()]) and not found.authors:  # "… made by Du Chesneau, ibid. IX., 165"
            return _back_to_last(whole, body[match.end() :])
        return found if found.title or not found.authors else replace(found, kind="ibid")
    back = BACK_NOTE.search(body)
    if back is not None and not DAY.search(body):
        after = body[back.end() :]
        rest = body[: back.start()] + (", " if re.match(r"\s+\d", after) else " ") + after
        found = described(whole, rest, italics)
        return replace(found, kind="op-cit", back=back[1])
    if previous is not None and previous.locator and is_of_document(body):
        return None
    return described_or_none(whole, body, italics)


def _dated(whole: Reference, match: re.Match[str]) -> Reference | None:
    """An author-date citation; “Vane/Moss, Die Ernte, 1978” may be that too, with a short title before the year."""
    names, year, locator = match[1].strip(), re.sub("[–-]", "/", match[2]), plain_pages(match[3] or "")
    authors = _dated_authors(names)
    if not authors or (year != match[2] and "," in names):  # "Vane, Memoirs, 1925–1950"
        return None
    before, comma, after = names.rpartition(", ")
    led = names_in(before) if comma else ()
    titled = replace(whole, kind="full", authors=led, title=after, year=year, locator=locator)
    if "/" in before and led:
        return titled
    return replace(
        whole, kind="author-date", authors=authors, year=year, locator=locator, otherwise=(titled,) if led else ()
    )


def _dated_authors(text: str) -> tuple[str, ...]:
    """The authors of an author-date citation; none where the words are a title or a newspaper's date."""
    if (
        re.fullmatch(MONTHS, text.strip(), re.IGNORECASE)
        or DAY.search(text + " 1900")
        or len(text.split()) > 7
        or _SENTENCE_WITHIN.search(text)
        or _NO_NAME.search(text)
    ):
        return ()
    first, *further = text.split(", ")
    if len(further) > 1 and " " in first and not all(" " in one for one in further):
        return ()  # "Ruth Vane, Diary, London"
    if len(further) > 1 and any(len(re.findall(r"[^\W\d_]{3,}", one)) > 1 and " and " not in one for one in further):
        return ()  # "F. Vane, Über Häfen, Leipzig": a title and its place
    if _SURNAMES.fullmatch(text.strip()):  # "Payne, Barshi 1999": two, and no name turned round
        return tuple(part.strip() for part in text.split(","))
    return names_in(text) if re.search(r"[^\W\d_]{2}", text) else ()


def _shift(italics: tuple[tuple[int, int], ...], by: int) -> tuple[tuple[int, int], ...]:
    return tuple((s - by, e - by) for s, e in italics if e > by)


def _at_second_hand(
    whole: Reference, body: str, turn: tuple[int, int], italics: tuple[tuple[int, int], ...], start: int
) -> Reference | None:
    """“Lenin, speech, quoted in Goldman, 33”: the first is the voice, the second is what was seen."""
    inner = _read(body[turn[1] :], start + turn[1], _shift(italics, turn[1]), None)
    outer_text = body[: turn[0]].strip(" ,.;:(")
    if inner is None:
        return replace(whole, kind="unread")
    if not outer_text:
        return replace(
            inner, written=whole.written, start=whole.start, end=whole.end, signal=whole.signal or "quoted in"
        )
    outer = described(replace(whole, written=outer_text), outer_text, italics)
    return replace(outer, written=whole.written, within=inner)


def _of_letter(
    whole: Reference, body: str, letter: re.Match[str], italics: tuple[tuple[int, int], ...], start: int
) -> Reference:
    """“Vane to Moss, 3 May 1921, in Tern, The Quay, 5”: what prints the letter, or the shelf on which it lies."""
    inner = _read(body[letter.end() :], start + letter.end(), _shift(italics, letter.end()), None)
    if inner is None or inner.kind not in _TOLD:
        return replace(whole, kind="unread", doubt=say("The note sends to a letter, and not to where it is found."))
    if inner.kind == "archival":
        return replace(inner, written=whole.written, start=whole.start, end=whole.end, signal=whole.signal)
    return replace(whole, kind="short", title=letter[1].strip(), within=inner)


def _back_to_last(whole: Reference, rest: str) -> Reference:
    shelf = shelved(rest)
    if shelf is not None and (shelf.parts or shelf.sheets):
        parts = {name: value for name, value in shelf.parts.items() if name != "archive"}
        return replace(whole, kind="ibid", fonds=parts, locator=shelf.sheets)
    located = locate("X, " + rest.strip(" ,.:*_"))
    if not located.locator and re.search(r"\d", rest):  # "Ibid., 192--": numbers that are not understood
        return replace(whole, kind="unread", doubt=say("A number that may be the page is not understood."))
    return replace(whole, kind="ibid", locator=located.locator, volume=located.volume)


def _printed_before(text: str) -> str:
    """What stands with pages before an archive's name: “Documents, 83 (RGASPI, f. 17”; empty where nothing does."""
    match = re.match(r"(.*\d)\s*(?:\((?=[^()]*$)|:\s+(?=[^:]*$))", text, re.DOTALL)
    return match[1] if match and locate(match[1]).locator and shelved(match[1]) is None else ""


def _on_the_shelf(whole: Reference, body: str, previous: Reference | None) -> Reference | None:
    shelf = shelved(body)
    if shelf is None:
        return None
    parts = dict(shelf.parts)
    if previous is not None and previous.checked.fonds and "fond" not in parts and not {"class", "box"} & parts.keys():
        parts.pop("archive", None)
        if not parts:
            return replace(whole, kind="more", locator=shelf.sheets)
        if previous.kind == "ibid":
            whole = replace(whole, kind="ibid")
        parts = completed(previous.checked.fonds, parts)
    if not parts:
        return replace(whole, kind="more", locator=shelf.sheets) if previous is not None else whole
    return replace(whole, kind="ibid" if whole.kind == "ibid" else "archival", fonds=parts, locator=shelf.sheets)


def completed(before: dict[str, str] | object, parts: dict[str, str]) -> dict[str, str]:
    """The parts of an archival reference completed from the one before: what stands above the first part given."""
    order = ("archive", "fond", "opis", "delo")
    known = dict(before) if isinstance(before, dict) else {str(k): str(v) for k, v in getattr(before, "items", dict)()}
    first = min((order.index(name) for name in parts if name in order), default=len(order))
    return {**{name: known[name] for name in order[:first] if name in known}, **parts}
