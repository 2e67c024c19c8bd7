"""One piece of a note read into the reference that it is: by its form, each form told before those that say less."""

from __future__ import annotations

import re
from dataclasses import replace

from variorum.manuscript.citations import splitting
from variorum.manuscript.citations.archives import shelved
from variorum.manuscript.citations.german import JournalCited, in_journal, named_short
from variorum.manuscript.citations.locating import locate, without_remark
from variorum.manuscript.citations.names import names_in
from variorum.manuscript.citations.prose import is_sentence
from variorum.manuscript.citations.signals import signal_of
from variorum.manuscript.citations.terms import (
    BACK_NOTE,
    CROSS_REFERENCE,
    DAY,
    IBID,
    IBID_AFTER_NAME,
    MONTHS,
    OP_CIT,
    PLACE_ALONE,
    REMARK_BETWEEN_PAGES,
    SAME_AUTHOR,
    TRAILING,
    VOLUME_ALONE,
    YEAR,
    plain_pages,
)
from variorum.manuscript.citations.values import Reference
from variorum.manuscript.citations.works_read import (
    cited_before,
    described,
    described_or_none,
    is_of_document,
    without_alias,
)
from variorum.saying import say
from variorum.text.letters import compiled

TOLD_KINDS = ("full", "short", "author-date", "archival", "newspaper", "ibid", "op-cit")
_LOCATOR_ALONE = re.compile(
    r"[\s,]*(?:(?:pp?|fols?|ff|cols?|§+|[СсCcЛл]{1,2}|стр|[Сс]тб)\.?\s*)?(?:\d{1,5}(?:\s?(?:об|v|r)\.?)?(?:\s*[-–—,]\s*\d{1,5}(?:\s?(?:об|v|r)\.?)?)*)[\s.]*$"
)
_AUTHOR_DATE = re.compile(
    r"\s*([^\d()\[\];:]{2,80}?),?\s+\(?((?:1[4-9]|20)\d\d(?:[/–-]\d{2,4})?[a-zа-г]?)\)?"
    r"(?:,\s*(?:Einleitung|Vorwort|Einführung|introduction|preface|введение|предисловие))?"
    r"(?:(?:\s*[,:;]\s*|\s+(?=(?:pp?|[СсS])\.))(?:(?:at|insbesondere|insb\.|bes\.|especially|esp\.|hier|here|v\.\s?a\.)\s+)?"
    r"(?:pp?\.?\s*|[СсCcSs]{1,2}\.\s*)?((?:[ivxlc]{1,8},\s+)?\d(?:[\d\s,–—-]|und\s|and\s)*(?:ff?\b|[a-z])?|[ivxlc]{1,8}(?:\s*[-–—]\s*[ivxlc]{1,8})?|[IVXLC]+(?:\.[IVXLC\d]+)+)"
    r"(?:,\s+(?:Dok(?:ument)?|Doc(?:ument)?|Nr|No|nn?|nos?|figs?|pls?|plates?|cat|Abb|Taf)\.?\s+(?:no\.\s+)?\d[\w,\s–-]*)*)?"
    r"(?:,\s+(?:figs?|pls?|plates?|nos?|cat|Abb|Taf)\.?\s+(?:no\.\s+)?[\dIVXL][\w,\s–-]*)?(?:\s*\[[A-Z]?[\d–-]+\])?[\s.)]*$"
)
_SURNAME_AND_TITLE = compiled(r"\p{Lu}[\w’-]+(?:\s:)?(?:\s\p{Lu}[\w’-]{3,}){1,4}")
_ET_AL = compiled(  # "Vane, R. et al., Quay at Night, 2022, S. 75": the first of several, a short title, a year
    r"\s*(?P<name>\p{LatinLu}[\w’-]+(?:\s\p{LatinLu}[\w’-]+)?(?:,\s+(?:\p{LatinLu}\.[\s-]?){1,3})?)\s*(?:et\s+al\.|u\.\s?a\.),\s+"
    r"(?P<title>\p{LatinLu}[^,;:()“”„\d]{3,80}?),\s+(?P<year>(?:1[4-9]|20)\d\d[a-z]?)"
    r"(?:,\s+(?:o\.\s?S|n\.\s?p|(?:S|pp?)\.\s*(?P<pages>\d[\d\s,–-]*(?:ff?)?))\.?)?[\s.]*"
)
_AND_OTHERS_BEHIND = re.compile(r"(?<=\d),?\s+и\s+(?:мн\.\s*)?др(?:\.|угие)[\s.]*$")  # "Вейнов 2018 и мн. др."
_IN_DATED = re.compile(  # "Vane, in: Moss/Tern 2010, § 3 Rn. 16"
    r"\s*(?P<names>[^\d():;,„“\"«]{2,60}?),?\s+[Ii]n:\s+(?P<volume>[^\d():;]{2,80}?\s+\(?(?:1[4-9]|20)\d\d[a-z]?\)?(?:[,:]\s.*)?[\s.]*)$"
)
_NUMBERED = re.compile(r"\s*(\d{1,3})(?:\s*[,.]\s*[СсCcpP]{1,2}\.\s*(\d[\d\s,–—-]*))?[\s.]*$")
_SURNAMES = re.compile(r"(?:(?:[a-z]{2,4}\s)?[^\W\d_][\w’'-]{2,}(?:,\s+|$)){2,4}")
_OTHER_EDITION = (
    compiled(  # "Lizenzausgabe Hamburg 2023, britische Originalausgabe 1990": the imprint used is the first
        r",\s+(?:\p{LatinLl}+\s+)?(?:Original|Erst)ausgabe\s+(?:\p{LatinLu}\w+\s+)?\d{4}|"
        r"(?<=[,.]\s)\d{1,2}\.,?\s*(?:\p{LatinLl}\w*\.?,?\s+){0,4}Aufl(?:age|\.)?,?\s+(?=(?:1[4-9]|20)\d\d\b)|"
        r";\s+(?:\d(?:st|nd|rd|th)|first|orig(?:inal|\.)?)\s+edn?\.?(?:ition)?,?\s+(?:[A-Z]\w+,?\s+)?\d{4}(?=\))|"
        r"(?<=\p{Ll})\s\[(?:\p{Lu}[\w.’-]+\s?){1,4}\](?=,)|\s\[[2-9]\d?-е\s+изд\.[^\[\]]*\]|"
        r"(?<=[\df.])\s*\[(?:pp?\.|[Ss]\.|[Сс]\.)\s*\d[^\[\]]*\]|"  # "S. 102 [S. 57]": its pages
        r"(?<=[\w”’»]),\s+(?:exh(?:ibition|\.)\s+cat(?:alogue|\.)|Ausst(?:\.-?\s?[Kk]at\.|ellungskatalog))|"
        r"(?<=\p{LatinLl})\d{1,2}(?=\s\((?:1[4-9]|20)\d\d\))|"  # "Soziale Systeme18 (2021)"
        r"(?<=[,.]\s)(?:Lizenz|Sonder|Neu|Taschenbuch|Studien|Volks)ausgabe(?=\s+\p{LatinLu})"
    )
)
_PARAGRAPHS_ALONE = re.compile(r"\W*§{1,2}\s*(\d+[a-z]?(?:\s*[-–,]\s*(?:§\s*)?\d+[a-z]?)*)[\s.]*")
_ELSEWHERE = re.compile(r"\b(?:above|below|post|ante|supra|infra|выше|ниже)\b", re.IGNORECASE)
_IN_THE_SAME = re.compile(
    r"(?://|\bin:?)\s*(?=там\s+(?:же|само)|ibid|id\.,?\s+(?:p|at|\d)|ebd\.|ebenda)", re.IGNORECASE
)  # "Письмо к съезду // Там же. С. 343"
_LETTER = compiled(
    rf"\s*((?:\p{{Lu}}[\w.’'-]*\s+){{1,4}}(?:to|an)\s+(?:(?:the|de|von|van)\s+)?\p{{LatinLu}}[^,;:()]{{1,60}}),\s+(?i:{DAY.pattern})"
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
_NEXT_ISSUE = re.compile(rf"\s*(?:№|[Nn]o\.|Nr\.)\s*(\d+),\s+((?i:{DAY.pattern}))[\s.]*")  # "; № 3, 21 ноября 1918 г."
_FURTHER_VOLUME = compiled(  # "; т. 2, М., 1913": of the work before
    r"\s*(?:[Тт]|[Чч]|[Кк]н)\.\s*(\d{1,2}|[IVX]+)[.,]\s+\p{CyrillicLu}\p{CyrillicLl}*\.?,\s*(?:1[4-9]|20)\d\d[\s.]*"
)
_DAY_BEFORE = compiled(
    rf"\s*(?i:{DAY.pattern})\.\s+(?=[\p{{LatinLu}}“‘*_])"
)  # "May 6, 1873. Life of Vane, iii. p. 413"
_SENTENCE_WITHIN = compiled(r"[^\W\d_]{3}[.!?]\s+\p{Lu}\w")


_YEAR_FIRST = re.compile(r"\s*(?:1[4-9]|20)\d\d(?:[\s.]*$|,\s)")  # "; 2001, 57": of another work
_CREDIT = re.compile(  # "; transl. by Ada Moss, 24": of the work before
    r"^\s*(?:transl?|translated|ed|edited|übers|übersetzt|hrsg|hg)\.?\s+(?:by|von|v\.)\s+[^;()\d]{3,80}(?=,\s+\d)",
    re.IGNORECASE,
)


_TURNED_NAME = (
    r"\p{LatinLu}[\w’'-]+(?:[ -]\p{LatinLu}[\w’'-]+)?,\s+\p{LatinLu}[\w.’'-]*(?:[ -]\p{LatinLu}[\w.’'-]*){0,2}"
)
_PLAIN_NAME = r"\p{LatinLu}[\w.’'-]*(?:[ -]\p{LatinLu}[\w.’'-]*){1,3}"
_NAMES_DATED = compiled(  # "Vane, Ruth/Moos, Anna (2003): Die Taue. In: …": what comes before the title
    rf"\s*(?P<names>{_TURNED_NAME}(?:\s?[/;]\s?(?:{_TURNED_NAME}|{_PLAIN_NAME})){{0,5}})(?:\s+u\.\s?a\.)?\s+"
    r"\((?P<year>(?:1[4-9]|20)\d\d[a-z]?)\):\s+(?=[^\W\d_]|[„“»])"
)
_EXTENT_BEHIND = re.compile(r"(?<=\d)[.,]\s+(\d{1,4}\s?[-–]\s?\d{1,4})[\s.]*$")  # "Jg. 16, 2003. 59-73."
_CONTAINED = re.compile(r"[.,]\s+[Ii]n:\s")


def read_piece(
    text: str, start: int, italics: tuple[tuple[int, int], ...], previous: Reference | None
) -> Reference | None:
    """One piece of a note; None where it is no reference, the kind "more" where it only goes on with the last."""
    whole = Reference(text, start, start + len(text), "unread")
    text, alias = without_alias(text)
    whole = replace(whole, alias=alias)
    text = _OTHER_EDITION.sub(lambda match: " " * len(match[0]), text)
    text = _AND_OTHERS_BEHIND.sub(lambda match: " " * len(match[0]), text)
    text = REMARK_BETWEEN_PAGES.sub(lambda match: " " * len(match[0]), text)
    text = without_remark(text[: match.start()] if (match := TRAILING.search(text)) and match.start() > 0 else text)
    signal = match.group() if (match := signal_of(text) or _DAY_BEFORE.match(text)) else ""
    body, offset = text[len(signal) :], len(signal)
    whole = replace(whole, signal=" ".join(signal.split()).strip(" ,:"))
    italics = tuple((s - offset, e - offset) for s, e in italics if e > offset)
    if (turn := splitting.second_hand(body)) is not None:
        return _at_second_hand(whole, body, turn, italics, start + offset)
    if re.fullmatch(r"\s*\d{1,3}\s*", body) and (previous is None or previous.kind == "number"):
        return replace(whole, kind="number", back=body.strip())
    further = body if previous is None or previous.locator else _CREDIT.sub("", body)
    if previous is not None and _LOCATOR_ALONE.fullmatch(further) and not _YEAR_FIRST.match(further):
        return replace(whole, kind="more", locator=plain_pages(further))
    if previous is None and not whole.signal and (place := _PARAGRAPHS_ALONE.fullmatch(body)) is not None:
        return replace(whole, kind="short", title=PLACE_ALONE, locator=f"§ {plain_pages(place[1])}")
    if (
        CROSS_REFERENCE.fullmatch(body)
        and not BACK_NOTE.search(body)
        and (previous is None or whole.signal or _ELSEWHERE.search(body))
    ):
        return None
    if previous is not None and (match := _FURTHER_VOLUME.fullmatch(body)) is not None:
        return replace(whole, kind="ibid", volume=match[1])
    if previous is not None and (match := VOLUME_ALONE.match(body)) is not None:
        return replace(whole, kind="ibid", volume=match[1], locator=plain_pages(match[2]))
    if previous is not None and previous.kind == "newspaper" and (issue := _NEXT_ISSUE.fullmatch(body)) is not None:
        return replace(previous, written=text, start=whole.start, end=whole.end, number=issue[1], date=issue[2])
    if (letter := _LETTER.match(body)) is not None:
        return _of_letter(whole, body, letter, italics, start + offset)
    if (contained := _of_part(whole, body, italics)) is not None:
        return contained
    if (dated := _told_by_year(whole, body, italics)) is not None:
        return dated
    if (match := IBID.match(body)) is not None:
        return _back_to_last(whole, body[match.end() :])
    if (same := _IN_THE_SAME.search(body)) is not None and (match := IBID.match(body[same.end() :])) is not None:
        part = body[: same.start()].strip(" ,.:;(")
        if locate(part).locator or YEAR.search(part):  # "Vane, The Quay, 1872, 9) and Ropes (in ibid., 1)"
            return replace(whole, doubt=say("A further work in this sentence is not understood."))
        return replace(_back_to_last(whole, body[same.end() + match.end() :]), title=part)
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
        after = body[match.end() :]
        if (again := OP_CIT.match(after) or IBID.match(after)) is not None:  # "Ders., a. a. O., S. 17"
            return _back_to_last(whole, after[again.end() :])
        return replace(described(whole, body[match.end() :], shifted(italics, match.end())), kind="same-author")
    body = _OF_A_CHAPTER.sub("", body)
    if (part := _IN_DATED.match(body)) is not None and (dated := _in_dated(whole, part)) is not None:
        return dated
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
        names, title = (found.authors, found.title) if found.authors else named_short(found.title)
        return replace(found, kind="op-cit", back=back[1], authors=names, title=title)
    if previous is not None and previous.locator and is_of_document(body):
        return None
    return described_or_none(whole, body, italics)


def _of_part(whole: Reference, body: str, italics: tuple[tuple[int, int], ...]) -> Reference | None:
    """A part by its names, year and volume, or by its journal alone; None where it is neither.

    “Vane, Ruth/Moos, Anna (2003): Die Taue. In: Der Hafen”: names and year stand before the title.
    """
    named = _NAMES_DATED.match(body)
    if named is None or not _CONTAINED.search(body, named.end()):
        article = in_journal(body)
        return _of_journal(whole, article) if article is not None else None
    found = described(whole, body[named.end() :], shifted(italics, named.end()))
    names = tuple(name for one in re.split(r"\s?[/;]\s?", named["names"]) for name in names_in(one))
    extent = _EXTENT_BEHIND.search(body) if not found.locator else None
    locator = plain_pages(extent[1]) if extent else found.locator
    return replace(found, kind="full", authors=names, year=named["year"], locator=locator, otherwise=())


def _of_journal(whole: Reference, article: JournalCited) -> Reference:
    """An article named by its journal: told from others by where it begins, and known by that from a record."""
    named = replace(whole, authors=article.authors, year=article.year, locator=plain_pages(article.pages))
    listed = replace(named, kind="author-date", container=article.journal, number=article.begins)
    title = f"{article.journal} {article.year}, {article.begins}"
    return replace(named, kind="full", title=title, otherwise=(listed,))


def _in_dated(whole: Reference, part: re.Match[str]) -> Reference | None:
    """“Vane, in: Moss/Tern 2010, § 3”: a volume by its editors and its year; or what Vane wrote that year."""
    volume = read_piece(part["volume"], 0, (), None)
    names = names_in(part["names"])
    if volume is None or volume.kind != "author-date" or not names:
        return None
    own = replace(whole, kind="author-date", authors=names, year=volume.year, locator=volume.locator)
    return replace(own, authors=volume.authors, otherwise=(own,))


def _told_by_year(whole: Reference, body: str, italics: tuple[tuple[int, int], ...]) -> Reference | None:
    """“Vane 1960, 5”, or “Vane, R. et al., Quay at Night, 2022, S. 75”; None where it is neither."""
    if (several := _ET_AL.fullmatch(body)) is not None:
        told = replace(whole, kind="full", authors=(several["name"].strip(),), title=several["title"])
        return replace(told, year=several["year"], locator=plain_pages(several["pages"] or ""))
    match = _AUTHOR_DATE.match(body) if not italics else None
    return _dated(whole, match) if match is not None else None


def _dated(whole: Reference, match: re.Match[str]) -> Reference | None:
    """An author-date citation; “Vane/Moss, Die Ernte, 1978” may be that too, with a short title before the year."""
    names, year, locator = match[1].strip(), re.sub("[–-]", "/", match[2]), plain_pages(match[3] or "")
    authors = _dated_authors(names)
    if not authors or (year != match[2] and "," in names):  # "Vane, Memoirs, 1925–1950"
        return None
    before, comma, after = names.rpartition(", ")
    if not comma and _SURNAME_AND_TITLE.fullmatch(names):  # "Vane Hafenrecht 1947, S. 5": a short title, or a name
        before, comma, after = names.partition(" ")
        after = after.lstrip(": ")
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


def shifted(italics: tuple[tuple[int, int], ...], by: int) -> tuple[tuple[int, int], ...]:
    """Spans of italics as they count in a text whose first so many signs were taken off."""
    return tuple((s - by, e - by) for s, e in italics if e > by)


def _at_second_hand(
    whole: Reference, body: str, turn: tuple[int, int], italics: tuple[tuple[int, int], ...], start: int
) -> Reference | None:
    """“Lenin, speech, quoted in Goldman, 33”: the first is the voice, the second is what was seen."""
    inner = read_piece(body[turn[1] :], start + turn[1], shifted(italics, turn[1]), None)
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
    inner = read_piece(body[letter.end() :], start + letter.end(), shifted(italics, letter.end()), None)
    if inner is None or inner.kind not in TOLD_KINDS:
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
