"""Dates in digits, as archives and newspapers write them.

Numbers that look like dates and are none: pages, shelf marks, sums, telephones, models, streets named for a day.
"""

from __future__ import annotations

import re

from variorum.dates.points import Point

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def numeric_point(written: str) -> Point | None:
    """12.05.1927, 12/5/1927, 1927-05-12, 12/V-27, III.1927, 12.V: day before month before year, unless the year stands
    first; the year may be left out, or the day.
    """
    pieces = [piece for piece in re.split(r"[./–—-]\s?", written) if piece]
    if len(pieces) == 2:
        return _of_two(*pieces)
    if len(pieces) != 3:
        return None
    year_first = len(pieces[0]) == 4
    if year_first:
        pieces = pieces[::-1]
    elif len(pieces[2]) not in (2, 4) or (len(pieces[2]) == 2 and "-" in written and pieces[1].isdigit()):
        return None
    day, month, year = pieces[0], pieces[1], pieces[2]
    number = month_number(month)
    in_month = int(day) if day.isdigit() else 0
    if number > 12 and in_month <= 12 and "/" in written:
        number, in_month = in_month, number
    if not (1 <= number <= 12 and 1 <= in_month <= 31 and year.isdigit()):
        return None
    unsure = "/" in written and month.isdigit() and in_month <= 12 and in_month != number and not year_first
    return Point("day", int(year), number, in_month, century_known=len(year) == 4, day_or_month=unsure)


def month_number(written: str) -> int:
    """A month in Arabic or Roman digits, whose letters may be Cyrillic lookalikes; 0 for anything else."""
    latin = written.replace("Х", "X").replace("І", "I")
    return _ROMAN.index(latin) + 1 if latin in _ROMAN else int(written) if written.isdigit() else 0


def _of_two(first: str, second: str) -> Point | None:
    """ "III.1927", "05.1927": a month of a year; "12.V", "12.05": a day of a month, whose year the context tells."""
    if len(second) == 4 and second.isdigit():
        month = month_number(first)
        return Point("month", int(second), month) if 1 <= month <= 12 else None
    month, day = month_number(second), int(first) if first.isdigit() else 0
    return Point("day", None, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


_COUNTED = re.compile(
    r"(?:\s*(?:[-–—]|(?:to|до)\b)\s*\d{1,5})?\s*(?:men|women|troops|soldiers|people|persons|souls|inhabitants|residents|prisoners|tons?|tonnes|miles|km|kms|kg|lbs?|mm|cm|kilomet\w*"
    r"|met[er]{2}s?|feet|ft|yards|pounds|dollars|francs|roubles|rubles|rub|kopecks|votes|pages|bottles"
    r"|workers|members|delegates|copies|aircraft|planes|tanks|guns|rifles|ships|vessels|civilians|casualties|killed|wounded|dead|others?|houses"
    r"|families|peasants|horses|cattle|sheep|cavalry|infantry|sailors|volunteers|deputies|students|pupils|villages|households|acres|hectares"
    r"|percent|per cent|degrees|hours|hrs|points|m|men-at-arms|head of|or so (?:men|people)"
    r"|человек|чел|рабочих|крестьян|солдат|матросов|делегат\w*|членов|жител\w*|душ|рубл\w*|руб|р|коп\w*|тонн\w*|т|пуд\w*|кг|км|верст\w*"
    r"|вёрст|экземпляр\w*|экз|двор\w*|хозяйств\w*|штык\w*|сабель|километр\w*|метр\w*|тыс|млн|пуш\w+|оруди\w+|винтов\w+|пулем\w+|снаряд\w*"
    r"|лошад\w*|голов|десятин\w*|га|гектар\w*|фунт\w*|долл\w*|марок|франк\w*|лет|часов|минут|мест|штук|шт|листов|страниц|стр|томов|книг|дел"
    r"|Mann|Arbeiter\w{0,3}|Soldaten|Personen|Menschen|Einwohner\w?|Mitglieder\w?|Delegierte\w?|Stimmen|Mark|RM|Pfennig|Rubel|Franken|Gulden"
    r"|Kronen|Exemplare\w?|Tote\w?|Verwundete\w?|Gefangene\w?|Tonnen|Kilometer\w?|Morgen|Hektar|Stück|Seiten|Bände\w?|Bauern|Familien"
    r"|Gewehre\w?|Geschütze\w?|Pferde\w?|Prozent|Uhr"
    r"|семей|семейств|учеников|учащихся|студентов|раненых|убитых|пленных|арестованных|заключенных|заключённых|осужденных|голос\w*|ночь|ночи|ночей)"
    r"(?!\w)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:between|между)\s*$", re.IGNORECASE)
_AND_ANOTHER = re.compile(r"\s*(?:and|и)\s*\d{1,5}")
_SEVERAL_MARKED = re.compile(
    r"(?:\b(?:pp|nos|nrs|cols|vols|fols)\b\.?|№№|(?<![а-яё])(?:лл|сс|стр|пп)\.)\s*(?:\d+[\d\s,–—-]*,\s*)$",
    re.IGNORECASE,
)
_DIALLED = re.compile(r"(?:\+\d[\d\s()-]*|\(\d{2,5}\)\s*)$")
_LIST = r"(?:\d[\d.]*\s*(?:[-–—+]|(?<=\d\d\d\d)/|(?:and|or|to|и|или|по|до)\b)\s*)*"  # "pp. 1917–", not "no. 5, "
_MARKED = re.compile(
    r"(?:[$£€№#§+]"
    r"|\b(?:resolutions?|orders?|articles?|rooms?|protocols?|documents?|positions?|hills?|pages?|files?|sheets?|box(?:es)?|folders?|items?|entr(?:y|ies)"
    r"|chapters?|lots?|apartments?|apt|flats?|routes?|flights?|trains?|wards?|cells?|reels?|frames?|rolls?|lines?|verses?|figs?|tables?"
    r"|plates?|models?|type|version|ver|(?-i:v)|release|windows|bus|boeing|airbus|telephone|tel|phone|call|ext|fax|code|catalogue|cat|inv|ms|mss|fond|opis|delo|list"
    r"|(?-i:S|Bl|Bd|Sp|Aufl|Kap|Abb)\b(?=\.)|Seiten?|Blatt|Band|Akte|Aktenzeichen|Nummer|Zimmer|Haus|Paragraph|Artikel|Telefon|Postfach|Konto"
    r"|population(?:\s+of)?|numbering|a\s+total\s+of|totall?ing|pp?|cols?|vols?|arts?|fols?|ff|op|isbn|doc)\b\.?:?"
    r"|\bn[or]s?\.|\b(?-i:N[or]s?)\b|\bcolumns?\b|\bop\.\s*\d[^;()\n]{0,24}\b(?:d|l|ll)\.|(?<![а-яё])(?:с|л|лл|д|ф|оп|п|пп|ст|стр|страниц\w*|гл|кв|корп|доб|тел|т|вып|ч|рис|табл|инв|к|каб|комн|ор|ед\.?\s?хр|хр|экз|поз|рег|вх|исх|п/я|а/я|полк)\.:?"
    r"|(?<![а-яё])(?:дом\w{0,2}|квартир\w*|дел[оауе]|фонд\w*|опис\w+|лист\w{0,3}|ящик\w*|короб\w+|папк\w+|приказ\w*|протокол\w*|постановлени\w+|стать\w+|пункт\w*"
    r"|раздел\w*|глав\w+|том\w{0,2}|гост|телефон\w*|версия|версии|модел\w+|марк[аиуе]|сери[яиюей]+|комнат\w*|кабинет\w*|палат\w+|камер\w+|вагон\w*|поезд\w*"
    r"|рейс\w*|маршрут\w*|шифр\w*|индекс\w*|численност\w+|население\w*|документ\w*|номер\w*|страниц\w+|удостоверени\w+|паспорт\w*|билет\w*|№№)(?![а-яё]):?"
    rf")\s*{_LIST}$",
    re.IGNORECASE,
)
_NUMBERED_WORD = re.compile(r"\s+(?:г\.?|гг\.?|год\w*)(?!\w)", re.IGNORECASE)
_GLUED = re.compile(r"[.\-:]\d")
_MEASURED = re.compile(r"\s?(?:[×x*]\s?\d|°|%)")
_POSSESSIVE = re.compile(r"[’']s\s+$")
_NO_NOUN = re.compile(r"\s*(?:$|[.,;:!?)]|(?:and|or|is|was|has|had|in|as|by|to|on)\b)")
_CYRILLIC_NOUN = re.compile(r"\s+(?!учебн|хозяйств|бюджетн|операционн|отч[её]тн)[а-яё]{4,}")
_PLURAL_NOUN = re.compile(r"\s+(?!was\b|has\b|is\b|his\b|its\b|as\b|this\b|us\b|thus\b|sees\b|saw\b)[a-z]+s\b")

_NAMED_FOR = re.compile(
    r"(?<![а-яё])(?:улиц\w*|ул\.|площад\w*|пл\.|проспект\w*|пр\.|переул\w+|пер\.|парк\w*|сквер\w*|мост\w*|станци\w+|метро|колхоз\w*|совхоз\w*|артел\w+"
    r"|завод\w*|фабрик\w+|шахт\w+|рудник\w*|клуб\w*|театр\w*|пароход\w*|санатори\w+|больниц\w+|типографи\w+|школ\w+|лагер\w+|пос[её]л\w+|депо|бригад\w+"
    r"|кинотеатр\w*|имени|им\.|памяти)\s*(?:имени|им\.)?\s*[«“\"]?\s*(?:улиц\w*\s+)?$"
    r"|\b(?:streets?|squares?|avenue|movement|brigade|group|organi[sz]ation|kolkhoz|factory|club|bridge|plaza|division|battalion)\s+(?:of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_NAMING = re.compile(
    r"\s+(?:Movement|Square|Street|Avenue|Brigade|Group|Club|Party|Prize|Bridge|Plaza|Factory|Battalion|Division|Station|Road|Regiment|Column)\b"
)


def is_figure(text: str, start: int, end: int) -> bool:
    """Whether the number from `start` to `end` counts or numbers something: a page, a sum, a box, a telephone."""
    before = text[max(0, start - 60) : start]
    if _MARKED.search(before) and not _NUMBERED_WORD.match(text, end):
        return True
    if _SEVERAL_MARKED.search(before) or _DIALLED.search(before):
        return True
    other = _AND_ANOTHER.match(text, end) if _BETWEEN.search(before) else None
    if other and _COUNTED.match(text, other.end()):
        return True
    if _COUNTED.match(text, end) or _MEASURED.match(text, end):
        return True
    return bool(_POSSESSIVE.search(before) and _NO_NOUN.match(text, end))


def is_version(text: str, start: int, end: int) -> bool:
    """Whether digits with points are a version, a size or an address and not a day: "версия 1.5.27", "12.5.27 kg"."""
    return is_figure(text, start, end) or bool(_GLUED.match(text, end))


def is_counted_noun(text: str, end: int) -> bool:
    """Whether an English plural follows: "1200 Germans"."""
    return bool(_PLURAL_NOUN.match(text, end))


def is_russian_noun(text: str, end: int) -> bool:
    """Whether a Russian word follows, which a year without «года» seldom has after it."""
    return bool(_CYRILLIC_NOUN.match(text, end))


def is_namesake(text: str, start: int, end: int) -> bool:
    """Whether a street, a works or a movement is named for that day: «улица 1905 года», "the March 2nd Movement"."""
    return bool(_NAMED_FOR.search(text[max(0, start - 40) : start]) or _NAMING.match(text, end))
