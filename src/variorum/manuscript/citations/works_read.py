"""A piece of a note that says itself which work it cites, read into a reference; remarks are told from such pieces."""

from __future__ import annotations

import re
from dataclasses import replace

from variorum.manuscript.citations.describing import Described, day_in, describe
from variorum.manuscript.citations.german import german_readings, named_short
from variorum.manuscript.citations.locating import locate
from variorum.manuscript.citations.names import RU_AUTHORS, names_in
from variorum.manuscript.citations.prose import has_imprint, is_sentence
from variorum.manuscript.citations.signals import is_thanks
from variorum.manuscript.citations.signs import LIVED, OWN_TABLE
from variorum.manuscript.citations.splitting import ADDRESS
from variorum.manuscript.citations.terms import BACK_NOTE, CROSS_REFERENCE, DAY, MONTHS
from variorum.manuscript.citations.values import Reference
from variorum.saying import say
from variorum.text.letters import compiled

_IMPRINT = re.compile(r"\((?:[^()]*,\s*)?(?:1[4-9]|20)\d\d\)")  # "(Leeds: Kiln, 1960)": a book, and no newspaper
BEGINS_WITHIN = compiled(r"\W*[\d\p{Ll}]")  # a reference begins with a capital
_QUOTED_PARTS = re.compile(r"[“\"«][^”\"»]*[”\"»]")
_ALIAS = re.compile(
    r"\((?:henceforth|hereafter|hereinafter|далее(?:\s+в\s+тексте)?|im\s+Folgenden|künftig|fortan)(?:\s+(?:cited\s+as|abbreviated(?:\s+as)?|"
    r"referred\s+to\s+as|abgekürzt|zitiert(?:\s+als)?))?\s*[:—–-]?\s*([^()]{2,40})\)",
    re.IGNORECASE,
)
_ALIAS_AT_END = re.compile(  # "…, 12, henceforth Survey."
    r",\s+(?:henceforth|hereafter|hereinafter|im\s+Folgenden|далее)[:\s]\s*([^\W\d_][^(),;.\d]{1,40})(?=\.?\s*$)"
)
_NAMES_IN_ITALICS = re.compile(
    r",\s+(?:[„“][^“”]+[“”]|[^\W\d_][^,]*\s[^,]*),"
)  # "*Vane/Moss*, Das Recht der Ernte, 1971": no title
_INITIALS_BEHIND = compiled(  # "Ruth Vane, A.B. Moss: A Life": they may be those of the one whom it is about
    r"(\p{LatinLu}[\w’'-]+(?:\s\p{LatinLu}[\w.’'-]+)?),\s+((?:\p{LatinLu}\.\s?){0,3}\p{LatinLu}\.?)"
)
_OF_COLLECTED = compiled(r"\s*\(\p{Lu}{2,5},?\s+(?:[IVXLC]+|\d{1,3})\)$")  # "The Quay (CW XII)": its volume
_NOBODY = re.compile(r"\[?(?:Anon(?:ymous|ym|\.)?|Аноним(?:ный\s+автор)?|o\.\s?V\.|б\.\s?а\.)\]?", re.IGNORECASE)
_RU_BY_NAME = compiled(
    r"(\p{CyrillicLu}\p{CyrillicLl}+ \p{CyrillicLu}\p{CyrillicLl}+)\. (\p{CyrillicLu}.{2,})"
)  # «Лев Пристанский. История»
_TOLD_IN_WORDS = re.compile(  # a year within somebody's words, and no imprint at their end
    rf"(?:\S+\s+){{6,}}?(?:.*?\s)?(?:in|since|until|from|between|by|im|seit|bis|zwischen|в|до|с)\s+(?i:{MONTHS}\s+)?(?:1[4-9]|20)\d\d\b"
    r"(?:\s+(?:and|und|и)\s+(?i:[^\W\d_]+\.?\s+)?(?:1[4-9]|20)\d\d)?(?!\))(?:[,.]?\s*$|,?\s+[^\W\d_])"
)
_GIVEN_BEFORE = compiled(
    r"(?!(?:Der|Die|Das|Ein|Eine|Zur|Zum|The|An?|Les?|La)\s)\p{LatinLu}[\w.’-]*(?:\s\p{LatinLu}[\w.’-]*)?:\s"
)
_SAID_OF_PAGES = re.compile(r"\([^()]*\)[\s.]*$")
_DOCUMENT = re.compile(  # what was cited, told after its pages: "Письмо … от 24 сентября", "Letter of 5 May"
    r"(?:Письмо|Письма|Телеграмма|Записка|Запись|Протокол|Постановление|Доклад|Речь|Выступление|Letter|Telegram|Memorandum|Report|Speech|Brief|"
    r"Schreiben|Telegramm)\s[^\d.]{3,80}"
)
_SPOKEN = re.compile(
    r"\b(?:interviews?|conversation|correspondence|e-?mails?|интервью|беседа|Gespräch)\b", re.IGNORECASE
)
_TITLE_NAMED = compiled(
    r"(?:\p{LatinLu}[\w.’'-]+\s){0,3}\p{LatinLu}[\w’'-]+,\s+[“\"‘]\p{LatinLu}"
)  # 'Vane, “The Quay,” holds that …'
_SENDS = re.compile(r"(?:.*\s)?(?:see|cf\.?|compare|vgl\.?|siehe|см\.?|ср\.?)\b", re.IGNORECASE)


def cited_before(whole: Reference, body: str, match: re.Match[str]) -> Reference:
    """“Vane, op. cit., p. 5”: the work by the one who is named before the words that send back."""
    before, after = body[: match.start()], body[match.end() :]
    back = found[1] if (found := BACK_NOTE.search(body)) else ""
    year = told[1] if (told := re.match(r"\W*\(((?:1[4-9]|20)\d\d[a-z]?)\)", after)) else ""  # "op. cit. (1995)"
    located = locate("X, " + BACK_NOTE.sub(" ", after[told.end() :] if told else after).strip(" ,.:*_"))
    described = describe(before)
    authors = described.authors or names_in(before)
    title = described.title if described.title != before.strip() and authors else ""
    return replace(
        whole,
        kind="op-cit",
        authors=authors,
        title=title,
        year=year,
        locator=located.locator,
        volume=located.volume,
        back=back,
    )


def described(whole: Reference, text: str, italics: tuple[tuple[int, int], ...]) -> Reference:
    """A reference that says itself which work it means."""
    located = locate(text)
    found = describe(text[: located.at] if located.at else text, italics)
    if found.title and found.authors and _NOBODY.fullmatch(found.authors[0]):
        found = replace(found, authors=())
    if found.date and len(found.authors) == 1 and not found.title:  # "Pravda, 7 November 1927": a newspaper, no person
        found = replace(found, authors=(), title=found.authors[0])
    year = found.year or describe(text, italics).year
    told = _SAID_OF_PAGES.sub("", text) if located.locator else text  # "S. 300 (25.3.1939)": the entry of a diary
    date = found.date or (day.group() if (day := day_in(told)) else "")
    kind = _kind_of(found, year, "" if _IMPRINT.search(DAY.sub(" ", text)) else date)
    read = replace(
        whole, kind=kind, authors=found.authors, title=found.title, container=found.container, year=year,
        date=date, number=found.number, locator=located.locator, volume=located.volume, host=found.host,
    )  # fmt: skip
    read = _with_german_readings(read, text[: located.at] if located.at else text, found)
    if not read.authors and not italics and (short := named_short(read.title))[0]:
        other = replace(read, authors=short[0], title=short[1])
        first, second = (other, read) if len(short[0]) > 1 else (read, other)  # "Marsh: A History" may be all title
        read = replace(first, otherwise=(*read.otherwise, second))
    if read.date and len(read.authors) == 1 and " " not in read.authors[0] and _GIVEN_BEFORE.match(read.title):
        names, title = named_short(f"{read.authors[0]}, {read.title}")  # "Vane, Ruth: Der Kai, Kieler Blatt, 5.3.1990"
        other = replace(read, authors=names, title=title)
        read = replace(read, otherwise=(*read.otherwise, *((other,) if names else ())))
    if not read.authors and (by_name := _RU_BY_NAME.match(read.title)) is not None:
        read = replace(read, otherwise=(*read.otherwise, replace(read, authors=(by_name[1],), title=by_name[2])))
    if (volume := _OF_COLLECTED.search(read.title)) is not None:
        read = replace(read, otherwise=(*read.otherwise, replace(read, title=read.title[: volume.start()])))
    if len(read.authors) == 1 and read.title and (turned := _INITIALS_BEHIND.fullmatch(read.authors[0])) is not None:
        whose = replace(read, authors=(turned[1],), title=f"{turned[2]} {read.title}")
        read = replace(read, otherwise=(*read.otherwise, whose))
    if italics and _NAMES_IN_ITALICS.match(text[italics[0][1] :]) and not text[: italics[0][0]].strip(" ,"):
        plain = described(whole, text, ()) if names_in(text[slice(*italics[0])]) else read
        read = replace(read, otherwise=(*read.otherwise, *((plain, *plain.otherwise) if plain is not read else ())))
    return read


def without_alias(text: str) -> tuple[str, str]:
    """A text without the short names that it gives (“henceforth *REAC*”), and the one that stands at its end."""
    alias = ""
    for match in _ALIAS.finditer(text):
        alias = match[1].strip(' “”"«»*_:—–-') if not text[match.end() :].strip(" .,;") else ""
    if (ending := _ALIAS_AT_END.search(text)) is not None:
        return text[: ending.start()], ending[1].strip(' “”"«»*_')
    return _ALIAS.sub(lambda match: " " * len(match[0]), text), alias


def _with_german_readings(read: Reference, text: str, found: Described) -> Reference:
    """A reference with the readings that it has in the German manner; the first is taken where no form tells more."""
    german = () if read.date or found.by in ("slashes", "italic") else german_readings(text)
    others = tuple(
        replace(
            read,
            kind="full",
            authors=one.authors,
            title=one.title,
            container=one.container,
            host=one.host,
            year=one.year or read.year,
        )
        for one in german
    )
    if others and found.by != "quoted":
        return replace(others[0], otherwise=(*others[1:], read))
    return replace(read, otherwise=others)


def described_or_none(whole: Reference, body: str, italics: tuple[tuple[int, int], ...]) -> Reference | None:
    """A reference where the words have anything of one; None for a remark, unread where that is not sure."""
    found = described(whole, body, italics)
    if found.kind == "newspaper" and not (found.title or found.container or found.locator):
        return None  # a day, and nothing else
    if (LIVED.match(body) and not found.locator) or OWN_TABLE.match(body):
        return None
    if is_thanks(body) and not (found.locator or italics or has_imprint(body)):
        return None
    is_spoken = _SPOKEN.search(_QUOTED_PARTS.sub("", body)) is not None and not is_sentence(body)
    if is_spoken and not (found.locator or italics) and body[:1].isupper():
        return replace(whole, kind="unread", doubt=say("The note sends to what was said or written to the author."))
    is_issue = (
        bool(found.number) and re.search(r"№+\s*\d+(?:\s*\(\d+\))?[\s.]*$", body) is not None
    )  # "Известия, № 231"
    is_told = bool(found.locator or italics or is_issue)
    if BEGINS_WITHIN.match(body) and not is_told and '"' not in body and "“" not in body:
        return _sent_to(whole, body)  # "In 1820 they numbered …": no title begins so
    if is_sentence(body) and not _is_title_of(found, body):
        if _is_remark(body, found.locator, is_sent=bool(italics and whole.signal)):
            return None if italics else _sent_to(whole, body)
        return replace(whole, kind="unread", locator=found.locator, year=found.year)
    if (
        found.year
        and not (found.authors or is_told)
        and _TOLD_IN_WORDS.search(body)
        and _QUOTED_PARTS.search(body) is None
    ):
        return _sent_to(whole, body)  # "Most of the barges lay idle in 1951 and 1953"
    if found.year or found.date or is_told:
        return found
    quoted = _QUOTED_PARTS.search(body)
    if quoted is not None:
        words = compiled(r"(?<![\w.])\p{Ll}+(?![\w.])").findall(_QUOTED_PARTS.sub("", body))
        return found if found.authors or len(words) < 2 else None  # "не смешивать с «Известиями …»" cites nothing
    if ADDRESS in body and len(body.strip(f" {ADDRESS}").split()) > 1 and body[:1].isupper():
        return replace(found, kind="short")  # "[Der Kai im Wind](https://example.org)": a title and its page
    is_sent = whole.signal and compiled(r"\p{Lu}").match(body) and len(body.split()) > 1
    return replace(found, kind="short") if is_sent or (found.authors and 1 < len(body.split()) <= 8) else None


def is_of_document(body: str) -> bool:
    """Whether words after a reference only tell which document it was: a letter, a telegram, of such a day."""
    return _DOCUMENT.match(body) is not None and not locate(body).locator and not has_imprint(body) and "//" not in body


def _is_title_of(found: Reference, body: str) -> bool:
    """Whether words that read as a sentence are an author's title all the same, as titles in italics may."""
    is_so_written = RU_AUTHORS.match(body) is not None or f"‘{found.title}" in body
    told = found.kind == "full" or (found.kind == "short" and found.locator and is_so_written)
    return bool(told and found.authors) and not found.title[:1].islower()


def _sent_to(whole: Reference, body: str) -> Reference | None:
    """What a sentence with a signal and without a form of a reference cites: something, and it is not understood."""
    if _TITLE_NAMED.match(body):
        return replace(whole, kind="unread", doubt=say("The note sends to a work, and which one is not understood."))
    if _SENDS.match(whole.signal) and not CROSS_REFERENCE.fullmatch(body) and compiled(r"\p{Lu}\w{2}").search(body):
        return replace(whole, kind="unread", doubt=say("The note sends to a work, and which one is not understood."))
    return None


def _is_remark(body: str, locator: str, *, is_sent: bool) -> bool:
    """Whether somebody's sentence cites nothing: it has no pages and no imprint, or sends to the manuscript itself."""
    if re.match(r"(?:гл\.|ch|§|sec|para)", locator):  # chapters named in a sentence are this manuscript's own
        return True
    if CROSS_REFERENCE.fullmatch(re.split(r"\b(?:см\.|see)\s", body)[-1]):
        return True
    return not locator and not is_sent and re.search(r"\([^()]*\d{4}\)", body) is None and not has_imprint(body)


def _kind_of(found: Described, year: str, date: str) -> str:
    if date and not found.authors and len(found.title.split()) <= 5 and found.by != "quoted":
        return "newspaper"
    if year:
        return "author-date" if found.authors and not found.title else "full"
    return "short" if found.authors or found.title else "unread"
