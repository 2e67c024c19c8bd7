"""What a reference says of its work: authors, title, container, year, date and number, in several orders.

Chicago and MLA part by commas, quotation marks and brackets; GOST by full stops, slashes and dashes. What is in italics
is a title. Where no order is seen, nothing is claimed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from variorum.manuscript.citations.german import named_short
from variorum.manuscript.citations.names import (
    NAME_WORD,
    RU_AUTHORS,
    RU_AUTHORS_LATER,
    clean,
    names_at_end,
    names_in,
    people_in,
)
from variorum.manuscript.citations.prose import SENTENCE_BREAKS
from variorum.manuscript.citations.terms import DAY, ISSUE, PAGES, YEAR
from variorum.text.letters import compiled
from variorum.text.scripts import CYRILLIC

_QUOTED = re.compile(
    r"[“\"„]([^”\"“]{2,300})[”\"“]|‘(.{3,300}?)(?:[,.?!]’(?=\s)|[,.]?’(?=\s*[,.;:(\[]|\s+in\s|\s*$))|"
    r"(?<!\w)'([^\n]{5,200}?)'(?=\s*[,.;:)]|\s+in\b)|(?<![А-яёЁ] )(?<![А-яёЁ]\. )«\s?([^»\u0400-\u04ff]{2,300}?)\s?»"
)
_LEFT_OPEN = re.compile(r"^(?:[^“„\"]*[\s,])?‘[^‘’“]*$")  # its mark went with the comma before the pages
_RU_SURNAME = (  # by the endings of surnames
    r"(\p{CyrillicLu}\p{CyrillicLl}+(?:-\p{CyrillicLu}\p{CyrillicLl}+)?(?<=ов|ев|ёв|ин|ын|ий|ой|ва|на|ая|ко|ук|юк|як|ич|ян|зе|ли|"
    r"ан|рг|йн|он|ер|ль|ас|ис|ус|ен|дт))"
)
_KINDS_CUT_OFF = r"(?:Полн\.\s*)?(?:[Сс]обр\.\s*)?[Сс]оч|Избр(?:\.\s*соч)?|ПСС"
_SURNAME_ALONE = compiled(  # "Милюков. История второй русской революции"
    rf"\s*{_RU_SURNAME}[.,]\s+(?:(?=[\p{{CyrillicLu}}«][^.]{{6}})|(?=(?:{_KINDS_CUT_OFF})(?:\.|$)))"
)
_RU_HONOUR = compiled(  # "Граф Вейнов А. П. Жатва"
    r"\s*(?:(?:Вел(?:икий|\.)\s?|Великая\s)?(?:[Кк]нязь|[Кк]нягиня|[Кк]н\.)|Граф(?:иня)?|Гр\.|Барон|"
    r"Прот(?:оиерей|\.)|Свящ(?:енник|\.)|Архим(?:андрит|\.)|"
    r"(?:Архи)?[Ее]п(?:ископ|\.)|Митр(?:ополит|\.)|Проф\.|Акад\.|Генерал)\s+(?=\p{CyrillicLu}[\p{CyrillicLl}-]+\s+(?:\p{CyrillicLu}\.|\p{CyrillicLu}\p{CyrillicLl}+(?:ич|вна)\.\s+[\p{CyrillicLu}«]))"
)
_RU_KIND = compiled(
    r"\s*(?:Письм[оа]|Переписка|Реч[ьи]|Доклад|Записк[аи]|Дневник\w*|Воспоминания|Стать[яи]|Телеграмм[аы]|Протокол\w*|Дело)"
    r"\s+\p{CyrillicLu}\.\s?(?:\p{CyrillicLu}\.\s?)?\p{CyrillicLu}\p{CyrillicLl}+(?:а|ой|ого|ых|ых|и|у|ым)\b"
)
_LATIN_IMPRINT = compiled(  # "… of the Quay. Leeds, 1972", "… of the Quay / ed. by R. Vane. N. Y.; L., 1980"
    r"\s+/\s+|\s+//\s*|"
    r"\.\s*(?:[–—-]\s*)?(?=\p{LatinLu}[\w .]{0,20}?(?:\s?[;,–—-]\s?\p{LatinLu}[\w .]{0,20}?){0,2},\s*(?:1[4-9]|20)\d\d)"
)
_RU_QUOTED = compiled(r"\s*«([^»]{3,200})»[,.]?\s+(\p{CyrillicLu}[^\d,.;:«»()/]{2,60}?)(?=[,.\d\s]*(?:\d|$))")
_RU_PRINTED = re.compile(r"\s*«([^»]{3,200})»,\s+(?:изд|тип|под\s+ред|сост|сб)\.")  # «Жатва», изд. «Причал»
_RU_TITLED = compiled(  # "Владимир Вейнов, прот. История", "Досифей (Вейнов), иеромонах. Жития"
    r"\s*(\p{CyrillicLu}\p{CyrillicLl}+\s+(?:\(\p{CyrillicLu}\p{CyrillicLl}+\)|\p{CyrillicLu}\p{CyrillicLl}+)),\s+(?:прот|свящ|архим|(?:архи)?еп|митр|игум|иером|барон|граф|княз|генерал)\p{CyrillicLl}*\.?\s+(?=[\p{CyrillicLu}«])"
)
_AND_OTHERS = compiled(
    r"\s*(\p{CyrillicLu}\p{CyrillicLl}+(?:-\p{CyrillicLu}\p{CyrillicLl}+)?)\s+и\s+др\.,?\s+(?=[\p{CyrillicLu}«])"
)  # "Вейнов и др. Жатва"
_TITLE_ENDS = compiled(
    r"\s+//\s*|\s+/\s+|\.\s+[–—-]\s+|\s+[–—]\s+(?=(?:М|Л|СПб|Спб|Пг|Пб|К|Т|Кн|Вып|С|Ч|№|\d+)\b)|"
    r"\s+[–—]\s+(?=\p{Lu}\p{Ll}+(?:-[\w]+)*\s?[:,]\s)|"
    r"(?<=[.…])\s+(?=(?:Бюл|Приложение)\b)|,\s+(?=(?:[тч]|кн|вып)\.\s*[\dIVX])|[.,]\s+(?=(?:М|Л|СПб|"
    r"Спб|Пг|Пб|М\.[;–—-]\s?Л|Л\.[;–—-]\s?М|К|Н\.\s?Новгород|\p{CyrillicLu}\p{CyrillicLl}+(?:-[\p{CyrillicLu}\p{CyrillicLl}]+)*)\.?\s?"
    r"(?:[;–—-]\s?\w+\.?)?(?::[^,]{2,60})?,\s*\d{4})|"
    r"[.,]\s+(?=(?:М|Л|СПб|Спб|Пг|Пб)\.?,\s+[^,;]{2,60},\s*(?:М\.,\s*)?\d{4})|"
    r"[.]\s+(?=\p{CyrillicLu}[\p{CyrillicLl}-]+(?:,\s+\p{CyrillicLu}[\p{CyrillicLl}-]+){1,2},\s*\d{4})|"
    r"(?<=[.…])\s+(?=(?:[ТтЧчСс]|Кн|кн|Вып|вып|Изд|изд|Стб|№|Ч|2-е|3-е|Пер|пер|Сост|Под)\.?\s)|"
    r"[.,]\s+(?=(?:1[4-9]|20)\d\d\b)|\s*\((?=[^)]*\d{4}\))"
)
_YEAR_AT_END = re.compile(r"\(?(?:1[4-9]|20)\d\d[a-zа-г]?\)?[.,:]*\s*$")  # "Vane, Ruth. 1960."
_PUBLISHED = re.compile(r"\(([^()]*\d{4}[^()]*)\)")
_OF_THE_EDITION = re.compile(
    r"(?:ed|eds|éd|édité|publié|traduit|trad|engl|german|french|trans|transl|tr|comp|edited|translated|compiled|intro|foreword|rev|revised|new|\d+(?:st|nd|"
    r"rd|th)|second|third|\d+\s+vols?|vols?|"
    r"volume|bk|book|pt|part|repr|reprint)\b",
    re.IGNORECASE,
)
_ARTICLE_BEFORE = re.compile(r",\s+(?:The|An?|Das|Dem|Den|Der|Die|Des|Eine?|Zu[mr]|Les?|La)$")
_EDITORS_FIRST = re.compile(  # "…’, in R. Vane and A. Moss (eds), Ropes and Barges: Essays (Leeds, 2008)"
    r"[\s,.]*in:?\s+(?P<editors>[^(]{3,90}?),?\s+\((?:eds?|Hrsg|Hgg?)\.?\),?:?\s+(?P<title>[^,(]{4,}?)(?=\s*[,(.])",
    re.IGNORECASE,
)
_HOST_BEFORE = re.compile(r"[.,;?!]\s+[Ii]n:\s+(?P<names>[^:()]{0,80}?)\s*(?:\((?:Hrsg|Hgg?|eds?)\.?\))?:?\s*$")
_INVERTED = compiled(
    r"((?:[a-z]{2,4}\s)*\p{LatinLu}[\w’'ʹ-]+(?:\s\p{LatinLu}[\w’'ʹ-]+)?),\s+"
    r"((?:(?!The\b|A\b|An\b|On\b|In\b|From\b|Toward|My\b|Our\b|Mrs?\b|Dr\b)\p{LatinLu}[\w’'-]*\.?\s?){1,3}?)"
    r"(?:,?\s+(?:and|&)\s+(\p{LatinLu}[^.(]{2,50}?|[A-Z]\.[^(]{2,40}?))?(?:,\s+eds?)?\.\s+(.+)",
    re.DOTALL,
)
_DATED = compiled(
    r"(\p{Lu}[^()“”]{2,80}?),?\s+(?:\(((?:1[4-9]|20)\d\d)[a-zа-г]?\)[.,:]?|((?:1[4-9]|20)\d\d)[a-zа-г]?[.:])"
    r"\s+(?=[\p{Lu}“\"‘])(.+)",
    re.DOTALL,
)
_INITIALED = r"\p{LatinLu}[\w’'-]+\s\p{LatinLu}\.(?:[\s-]?\p{LatinLu}\.){0,3}"
_INITIALS_BEHIND = compiled(
    rf"{_INITIALED}(?:(?:,\s+(?:and\s+)?|\s+(?:and|&)\s+){_INITIALED})+"
)  # "Vane R., Moss A.B."
_YEAR_AND_COLON = compiled(
    rf"({_INITIALED}(?:(?:,\s+(?:and\s+)?|\s+(?:and|&)\s+){_INITIALED})*)\s+(?:1[4-9]|20)\d\d[a-z]?:\s+(?=[A-Z])(.+)",
    re.DOTALL,
)
_GERMAN = compiled(  # "Christoph Studt: Lothar Bucher. Ein politisches Leben. Göttingen 1992"
    r"(?:So\s+(?:\w+\s+)?|Vgl\.\s+)?([^:“\"]{4,60}?)(?:\s*\((?:Hg|Hrsg)\.\))?:\s+(.+?)\.\s+(?:Bd\.\s*\d+,\s*)?"
    r"\p{LatinLu}[\w.\s–/-]{2,50}\s(?:1[4-9]|20)\d\d\b"
)
_NAMED_WITHIN = compiled(  # "Ruth Vane and Ada Moss in The Quay Manifesto (Leeds: Kiln, 2014)"
    r"(?P<names>\p{LatinLu}[^(),:;]{4,60}?)\sin\s(?P<title>(?:The|An?)\s\p{LatinLu}[^(),;]{4,120}?)\s+\((?=[^()]*:\s[^()]*\d{4}\))"
)
_IMPRINT = re.compile(
    r"\b(?:press|publish\w*|books|house|university|verlag|editions?|éditions|company|co\.|ltd|inc|"
    r"norton|penguin|routledge|macmillan|bookmarks)\b",
    re.IGNORECASE,
)
_EDITED_BY = re.compile(  # "Collected Quays, ed. by R. Vane": a title, and nobody's name
    r"([^,“‘„]{3,120}),\s+(?:eds?|edited|trans|translated|hrsg|hg)\.?\s+(?:by|v\.|von)\s", re.IGNORECASE
)
_BODY_EDITS = compiled(  # "Institute for Quays at the Harbour Office (ed.), History of the Mole": a body, and no title
    r"(\p{LatinLu}[^,.;:()“”‘„«]{8,120}\s[^,.;:()“”‘„«]+)\s+\((?:eds?|Hrsg|Hgg?)\.?\)[,:]\s+(?=\p{LatinLu})"
)
_TRANSLATOR = compiled(
    r"\s*\((?:[Tt]rans(?:l|lated)?|[Ee]ds?)\.?\)(?:\s+by)?\s+\p{LatinLu}[\w.’-]*(?:\s[\w.’-]+){0,5}$"
)
_EDITION_BEHIND = re.compile(  # "The Quay (paperback edition)", "The Quay 2 vols", "The Quay [Причал]"
    r"\s*\([^()]*\b(?:edition|edn|Ausgabe|изд(?:ание|\.))\)$|,?\s+\d{1,2}\s+vols?\.?$|\s+\[[^\[\]]*\]?$"
)
_YEAR_IN_BRACKETS = re.compile(r"\((?:1[4-9]|20)\d\d\)")
_ITS_VOLUME = re.compile(  # "*Quay Review* 48 (1996)", "*Hafenforschung*, 40(2)"
    r",?\s+\d{1,3}(?:\s?\(\d{1,3}(?:[-–]\d{1,3})?\)(?=[,.\s]|$)|(?:,\s+no\.\s*\d+)?\s+\((?:[^()]*\s)?(?:1[4-9]|20)\d\d\))"
)
_DATED_ARTICLE = re.compile(
    r"\s*(?P<names>[^()]{4,160}?)\s*\((?:1[4-9]|20)\d\d[a-z]?\)[.:,]?\s+(?P<title>[^“”\"„]{8,}?)[\s.,]*"
)
_WITH_INITIALS = compiled(r"[^\d,]{2,40},\s+(?:\p{LatinLu}\.[\s-]?){1,4}")
_JOURNAL = compiled(  # "ZfS 8", "Am. J. Ropes 26": before the year in brackets, and no part of a book
    r"(?!.*(?:\b(?:Part|Pt|Book|Bk|Vol|Volume|Band|Bd|Teil|Nr|No|Tome|Series|Ser|Chapter|Ch)\.?\s\d))\p{LatinLu}.*[^\d\s]\s\d{1,3}(?:/\d+)?"
)
_PLACE = compiled(r"\p{LatinLu}[\w.’-]*(?:(?:\s+(?:and|&)\s+|\s+|-)\p{LatinLu}[\w.’-]*){0,2}$")
_NO_TITLE = re.compile(
    r"\d{1,3}\s+(?:[A-Z][\w.]*\s?){1,5}\d{1,4}|"  # "12 Q.B. 345": where a case is reported
    r"(?:[Cc]h(?:ap)?s?|[Bb]k|[Pp]t|[Kk]ap)\.?\s*(?:\d+|[IVXLC]+)|[IVXLC]+\.?|[ivxl]+\.?|passim|etc\.?|(?:Bd|Band|[Vv]ol|[Tt]|[Тт]|Том|том|Teil|Abt|[Ss]er)\.?\s*(?:\d[\d/]*|[IVXLC]+)"
)
_SPAN_OF_YEARS = re.compile(r"\d{4}\s*[-–]\s*(?:(?:1[4-9]|20)\d\d|\d\d)")
_IN_VOLUMES = re.compile(r"[:.,]?\s*[Вв]\s+\d+(?:-\w+)?\s+(?:тт?|ч|кн|вып|томах|частях|книгах|выпусках)\b\.?")
_TOLD_YEAR = re.compile(
    r"(?:\d{4}\s*[-–—]\s*)?\d{4}\s+(?:году|годах|годов|годы|гг\.)|(?<=\b[вВ]\s)\d{4}\s+г\."
)  # of a title
_DATED_BY = re.compile(r"\s+(?:от|за|vom|v|of|du)$")  # «Правда» от 12 февраля 1929
_DECADE = re.compile(r"\d{4}[’']?(?:er|s|-?[ех]|-е)\b")  # "(1960er–1980er Jahre)"
_MINOR = {"the", "a", "an", "of", "in", "on", "and", "for", "to"}


@dataclass(frozen=True, slots=True)
class Described:
    """What was understood; `by` says how: "quoted", "italic", "slashes", "order" or "" (nothing was)."""

    authors: tuple[str, ...] = ()
    title: str = ""
    container: str = ""
    year: str = ""
    date: str = ""
    number: str = ""
    by: str = ""
    host: tuple[str, ...] = ()


def describe(text: str, italics: tuple[tuple[int, int], ...] = ()) -> Described:
    """The work that a reference's words describe, its locator taken off."""
    year = _year(text)
    day = day_in(text)
    if (
        day is not None
        and ("//" in text[day.end() :] or YEAR.search(text, day.end()) is not None)
        and re.search(r"(?:\bот|\bof|\bvom|\bdated)\s*$", text[: day.start()])
    ):
        day = None  # "Манифест от 6 мая 1868 г. // …": the day is of the title
    date = day.group() if day else ""
    issue = match[1] if (match := ISSUE.search(text)) else ""
    core = text if day is None else f"{text[: day.start()]}{' ' * len(day[0])}{text[day.end() :]}"  # italics keep place
    core = _DATED_BY.sub("", core.rstrip(" ,.;:(")) if day is not None else core.rstrip(" ,.;:(")
    core = f"{core}’" if _LEFT_OPEN.search(core) else core
    core = ISSUE.split(core)[0].rstrip(" ,.;:(") if issue and date else core
    found = (
        _by_slashes(core) or _by_year_and_colon(core) or _by_quotation(core, italics) or _by_italics(core, italics)
        or (_russian(core) if CYRILLIC.search(core) else _western(core))
    )  # fmt: skip
    title = _TRANSLATOR.sub("", _EDITION_BEHIND.sub("", found.title) or found.title)  # "The Quay (Trans.) Ruth Vane"
    return Described(found.authors, clean(title), clean(found.container), year, date, issue, found.by, found.host)


def day_in(text: str) -> re.Match[str] | None:
    """The first day that a reference names, outside its quoted titles."""
    days = list(DAY.finditer(text))
    quoted = [match.span() for match in _QUOTED.finditer(text)] if days else []
    return next((d for d in days if not any(s <= d.start() < e for s, e in quoted)), None)


def _by_slashes(text: str) -> Described | None:
    if "//" not in text:
        return None
    before, _, after = text.partition("//")
    authors, title = authors_first(before)
    container = _TITLE_ENDS.split(after.strip())[0]
    return Described(authors, title, container.split(" / ")[0], by="slashes")


def _by_year_and_colon(text: str) -> Described | None:
    """“Vane A.B., Moss C. 2017: Ropes, and ‘The Last Quay’. Leeds”: what stands in marks is a part of the title."""
    match = _YEAR_AND_COLON.match(text)
    if match is None:
        return None
    return Described(_loose_names(match[1]), re.split(r"\.\s+(?=[A-Z\d])|\s*\(", match[2])[0], by="order")


def _by_quotation(text: str, italics: tuple[tuple[int, int], ...]) -> Described | None:
    within = [(s, e) for s, e in italics]
    match = next((m for m in _QUOTED.finditer(text) if not any(s <= m.start() < e for s, e in within)), None)
    if match is None or (CYRILLIC.search(text) and match.start() > 0 and "«" in text):
        return None
    before, behind = text[: match.start()].rstrip(), text[match.end() :]
    if _ARTICLE_BEFORE.search(before) or (
        compiled(r"\s(?!in\b|and\b|und\b)\p{LatinLl}{2,}\s").match(behind) and "," in before
    ):
        return None  # “Vane, Der „Giftschrank“”, “Vane, Das Recht als „Angelpunkt“ der Ernte”: marks within a title
    title = next(part for part in match.groups() if part).rstrip(",.; ")
    authors = names_at_end(_YEAR_AT_END.sub("", text[: match.start()].rstrip()))
    if match[0].startswith("«") and (article := _before_its_journal(before)) is not None:
        return Described(*article, title, by="quoted")
    first = next(((s, e) for s, e in italics if e <= match.start() and not _is_back(text[s:e])), None)
    if first is not None and (of := names_at_end(text[: first[0]])):  # "Vane, *Geschichte*, Bd. I, “Die Ernte”"
        return Described(of, text[slice(*first)], by="italic")
    inside = next(((s, e) for s, e in italics if s >= match.end() - 1), None)
    if inside is not None and SENTENCE_BREAKS.search(text, match.end(), inside[0]) is None:
        return Described(authors, title, text[slice(*inside)], by="quoted", host=_host(text[match.end() : inside[0]]))
    if (edited := _EDITORS_FIRST.match(text, match.end())) is not None and (hosts := names_in(edited["editors"])):
        return Described(authors, title, edited["title"], by="quoted", host=hosts)
    after = re.sub(r"\s*\((?:eds?|Hrsg|Hgg?)\.?\)", "", text[match.end() :]).lstrip(" ,.")
    parts = re.split(r"\s+\d|\s*\(|,\s*|\.\s", re.sub(r"^in:?\s+", "", after))
    by = names_in(parts[0]) if re.match(r"in:?\s", after) and len(parts[0].split()) <= 3 and len(parts) > 1 else ()
    container = parts[1] if by and len(parts[1]) > 3 else parts[0]
    return Described(authors, title, container, by="quoted", host=by)


def _before_its_journal(before: str) -> tuple[tuple[str, ...], str] | None:
    """Authors and title of an article named before «its journal»: “R. Vane, Le quai au passé, «Annales du quai»”."""
    if not before.endswith(","):
        return None
    for comma in re.finditer(r",\s+", before):
        if names := names_at_end(before[: comma.start()]):
            return names, before[comma.end() :].rstrip(", ")
    return ((), before.rstrip(", ")) if len(before.split()) > 1 and names_in(before) == () else None


def _before_a_journal(before: str) -> tuple[tuple[str, ...], str] | None:
    """Authors and title of an article that no marks hold, before its journal in italics and that one's volume."""
    if (dated := _DATED_ARTICLE.fullmatch(before)) is not None:  # "Vane, R. & Moss, A. (2016). Ropes at Night. "
        people = re.split(r"\s*(?:&|\bund\b|\band\b)\s*|(?<=\.),\s+", dated["names"].strip(" ,"))
        return (tuple(people), dated["title"]) if all(_WITH_INITIALS.fullmatch(one) for one in people) else None
    first, _, title = before.rstrip(" ,").partition(", ")
    names = names_in(first)
    is_title = len(title.split()) > 2 and title[:1].isupper() and re.search(r"[“”\"„]", title) is None
    if not (names and " " in first.strip() and is_title and before.rstrip().endswith(",")):
        return None
    return names, title


def _host(between: str) -> tuple[str, ...]:
    """The authors of a volume in italics: those named between “in” and it."""
    match = re.match(r"\W*in:?\s+(.*)$", between)
    return names_in(match[1]) if match else ()


def _by_italics(text: str, italics: tuple[tuple[int, int], ...]) -> Described | None:
    spans = [(s, e) for s, e in italics if s < len(text) and re.search(r"\w{2}", text[s:e]) and not _is_back(text[s:e])]
    if not spans:
        return None
    start, end = spans[0]
    title = text[start : min(end, len(text))]
    if _ITS_VOLUME.match(text, end) and (article := _before_a_journal(text[:start])) is not None:
        return Described(*article, title, by="italic")
    if (host := _HOST_BEFORE.search(text[:start])) is not None:  # "Weber: Der Kai. In: dies.: *Hafenbuch*"
        names, own = named_short(text[: host.start()])
        if not names:
            first, _, own = text[: host.start()].partition(", ")
            names = names_in(first)
        if names and own:
            return Described(names, own, title, by="italic", host=names_in(host["names"]))
    return Described(names_at_end(_YEAR_AT_END.sub("", text[:start].rstrip())), title, by="italic")


def _is_back(text: str) -> bool:
    return (
        re.fullmatch(
            r"[\s*_]*(?:ibid|ibidem|op|cit|et|al|passim|idem|id|in|see|cf)[\s.*_]*(?:cit\.?)?[\s*_]*",
            text,
            re.IGNORECASE,
        )
        is not None
    )


def _russian(text: str) -> Described:
    if (quoted := _RU_QUOTED.match(text)) is not None and "//" not in text:  # «Ткачам», Речное слово, 5 мая
        return Described((), quoted[1], quoted[2], by="quoted")
    if (printed := _RU_PRINTED.match(text)) is not None:
        return Described((), printed[1], by="quoted")
    if (alone := compiled(_RU_SURNAME).fullmatch(text.strip(" .,"))) is not None:  # «Вейнов, с. 5»
        return Described((alone[1],), by="order")
    authors, rest = authors_first(text)
    title = re.sub(r",\s+[IVXLC]{1,7}$", "", _IN_VOLUMES.sub("", _TITLE_ENDS.split(rest)[0]))
    title = "" if _NO_TITLE.fullmatch(title.strip()) else title
    return Described(authors, title, by="order" if title.strip() else "")


def authors_first(text: str) -> tuple[tuple[str, ...], str]:
    """The authors that open a reference in the Russian manner, and the rest."""
    text = _RU_HONOUR.sub("", text)
    if _RU_KIND.match(text):  # "Письма И. В. Вейнова А. П. Кремневу" names no author before its title
        return (), text
    for match in (RU_AUTHORS.match(text if text.endswith(".") else text + "."), RU_AUTHORS_LATER.match(text)):
        if match and match[1].strip() and not re.search(r"\sи\s*$", match[1]):  # "В. И. Ленин и ВЧК" is a title
            return tuple(clean(name) for name in people_in(match[1])), text[match.end() :].strip(" ,.")
    if (first := _RU_TITLED.match(text) or _AND_OTHERS.match(text)) is not None:
        return (first[1],), text[first.end() :].strip(" ,.")
    if (alone := _SURNAME_ALONE.match(text)) is not None:
        return (alone[1],), text[alone.end() :].strip(" ,.")
    if not CYRILLIC.search(text):
        west = _western(text)
        return west.authors, west.title or text
    return (), text


def _western(text: str) -> Described:
    owned = compiled(r"((?:\p{LatinLu}[\w.-]*\s){0,3}\p{LatinLu}[\w-]+)[’']s\s+(\p{LatinLu}.+)").match(text)
    if owned and (of := names_in(owned[1])):  # "M. Vane's Harvest Under Guard, London, 1958"
        return Described(of, ", ".join(_without_imprint(re.split(r",\s+", owned[2]))), by="order")
    if (edited := _EDITED_BY.match(text)) is not None:
        return Described((), edited[1], by="order")
    if (body := _BODY_EDITS.match(text)) is not None and not names_in(body[1]):
        return Described((body[1],), re.split(r",\s+|\s*\(", text[body.end() :])[0], by="order")
    listed = RU_AUTHORS.match(text)  # "Payne, D. L., Moss, A. Harbours.", "Vane R. Harvest Politics."
    begins = listed is not None and compiled(r"(?![\w’'-]+(?:,|\s+(?:and|&)\s))[\p{LatinLu}“]").match(
        text[listed.end() :]
    )
    if listed and begins and (len(people_in(listed[1])) > 1 or "," not in listed[1]):
        rest = text[listed.end() :]
        printed = _LATIN_IMPRINT.search(rest)
        title = rest[: printed.start()] if printed else re.split(r"\.\s+(?=[A-Z\d–—])|\s*\(", rest)[0]
        return Described(tuple(clean(name) for name in people_in(listed[1])), title, by="order")
    within = _NAMED_WITHIN.match(text)
    names = names_in(within["names"]) if within else ()
    if within and names and all(" " in name for name in names):
        return Described(names, within["title"], by="order")
    german = _GERMAN.match(text)
    if german and (names := names_in(german[1])):
        return Described(names, german[2], by="order")
    inverted = _INVERTED.match(text)
    if inverted:
        rest = re.sub(r"^\(?(?:1[4-9]|20)\d\d[a-zа-г]?\)?[.,:]?\s*", "", inverted[4])
        first = f"{inverted[1].strip()}, {inverted[2].strip()}"
        title = re.split(r"\.\s+(?=[A-Z\d])|\s*\(", rest)[0]
        return Described((first, *names_in(inverted[3] or "")), title, by="order")
    if (parted := _parted_by_full_stops(text)) is not None:
        return parted
    dated = _DATED.match(text)
    if dated:
        return Described(_loose_names(dated[1]), re.split(r"\.\s+(?=[A-Z\d])|\s*\(", dated[4])[0], by="order")
    head = _PUBLISHED.split(text)[0] if _PUBLISHED.search(text) else text
    chunks = [chunk.strip() for chunk in re.split(r",\s+", head) if chunk.strip()]
    journal = ""
    if len(chunks) > 2 and _YEAR_IN_BRACKETS.match(text[len(head) :].lstrip()) and _JOURNAL.fullmatch(chunks[-1]):
        journal = chunks.pop().rpartition(" ")[0]
    if len(chunks) > 2 and compiled(r"(?:\p{LatinLu}\.[\s-]?){1,3}").fullmatch(chunks[1]) and " " not in chunks[0]:
        chunks[:2] = [f"{chunks[1]} {chunks[0]}"]  # "Vane, R., The Quay"
    authors, chunks = _leading_names(chunks)
    title = ", ".join(_without_imprint(chunks))
    return Described(authors, title, journal, by="order" if authors or title else "")


def _parted_by_full_stops(text: str) -> Described | None:
    """“R. P. Browder and A. F. Kerensky. The Russian Provisional Government 1917. Stanford”, in the Russian manner."""
    for stop in compiled(r"(?<=[^\W\d_]{2})\.\s+(?=[\p{LatinLu}“])").finditer(text):
        before = text[: stop.start()]
        names = names_in(before) if "," not in before and len(before.split()[-1]) >= 5 else ()  # no "Wis. Hist. Colls."
        title = re.split(r"\.\s+(?=[A-Z\d])|\s*\(", text[stop.end() :])[0]
        if names and (" " in title or (" " not in before and title == text[stop.end() :])):
            return Described(names, title, by="order")
    return None


def _leading_names(chunks: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """The authors that open a reference parted by commas, and the rest: one chunk, or a list that ends in “and”."""
    if not chunks or not (len(chunks) > 1 or _is_surname(chunks[0])) or not (first := names_in(chunks[0])):
        return (), chunks
    joined = (at for at, chunk in enumerate(chunks[1:6], start=1) if re.search(r"(?:^|\s)(?:and|&|und)\s", chunk))
    last = next(joined, 0)
    more = [names_in(re.sub(r"^(?:and|&)\s+", "", chunk)) for chunk in chunks[1 : last + 1]]
    if last == len(chunks) - 1 and not re.match(r"(?:and|&)\s", chunks[last]):
        last = 0  # "R. Vane, Ropes and Barges": nothing else would be the title
    if last and not re.match(r"(?:and|&)\s", chunks[last]) and not all(" " in name for name in more[-1]):
        last = 0  # "R. Hale, Bread and Ballots, …"
    if last and all(more) and not any(_reads_as_title(chunk) for chunk in chunks[1:last]):
        return (*first, *(name for names in more for name in names)), chunks[last + 1 :]
    return first, chunks[1:]


def _without_imprint(chunks: list[str]) -> list[str]:
    """The chunks of a title, without year, edition, publisher and place where those stand without brackets."""
    title: list[str] = []
    for at, chunk in enumerate(chunks):
        if title and ((YEAR.fullmatch(chunk) and not _SPAN_OF_YEARS.fullmatch(chunk)) or _OF_THE_EDITION.match(chunk)):
            dated = YEAR.fullmatch(chunk) is not None
            while len(title) > 1 and (_IMPRINT.search(title[-1]) or (dated and _PLACE.match(title[-1]))):
                title.pop()
                dated = False
            return title
        if _NO_TITLE.fullmatch(chunk):
            continue
        if not _OF_THE_EDITION.match(chunk) and not (YEAR.fullmatch(chunk) and at):
            title.append(chunk)
    return title


def _reads_as_title(chunk: str) -> bool:
    """Whether words that could be a name are rather a title: an article or preposition among them, or a plural noun."""
    words = chunk.split()
    return any(word.lower() in _MINOR for word in words) or not any(len(word) > 1 for word in words)


def _is_surname(chunk: str) -> bool:
    words = chunk.replace("/", " ").split()
    return (len(words) <= 3 or "/" in chunk) and all(NAME_WORD.match(word) for word in words)


def _loose_names(text: str) -> tuple[str, ...]:
    if _INITIALS_BEHIND.fullmatch(text):
        return tuple(re.split(r",\s+(?:and\s+)?|\s+(?:and|&)\s+", text))
    parts = [part.strip(" ,&") for part in re.split(r"\s+(?:and|&)\s+|;\s*", text)]
    return tuple(part for part in parts if part)


def _year(text: str) -> str:
    text = re.sub(r"\((?:first|originally|orig\.|zuerst|erstmals|OA)\b[^()]*\)", " ", text)
    for match in () if CYRILLIC.search(text) else _PUBLISHED.finditer(text):
        years = YEAR.findall(_DECADE.sub("", match[1]))
        spanned = re.fullmatch(r"\D{0,3}\d{4}\s*[-–—]\s*\d{2,4}\D{0,3}", match[1])  # of a title: "(1922–1932)"
        if years and not (spanned and YEAR.search(text, match.end())):
            return str(years[-1][0]) + str(years[-1][1])
    quoted = re.match(r"\s*«[^»]+»", text)  # «Жатва в 1921 году»: a year of the title
    text = text[quoted.end() :] if quoted else text
    text = PAGES.sub(" ", text)  # "p. 1740"
    found = list(YEAR.finditer(_PUBLISHED.sub(" ", text))) or list(YEAR.finditer(text))
    found = [one for one in found if not _TOLD_YEAR.match(text, one.start())]
    if not CYRILLIC.search(text):  # "Memoirs, 1925–1950": years told of, and no year of printing
        found = [one for one in found if not _SPAN_OF_YEARS.fullmatch(one[0])]
    return found[-1][1] + (found[-1][2] or "") if found else ""
