"""Signs of a work in words that were not read as one: what nothing accounts for must not be passed over.

A sign is a form that only a citation has: pages with their word, a name with a year, an imprint, a title with a year in
brackets, a word that sends back or on, a shelf mark, a page in the web. Somebody's sentence without any cites nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from variorum.manuscript.citations.archives import shelved
from variorum.manuscript.citations.prose import imprint, is_sentence
from variorum.manuscript.citations.signals import is_thanks
from variorum.manuscript.citations.splitting import ADDRESS
from variorum.manuscript.citations.terms import CROSS_REFERENCE, DAY, MONTHS, PAGES, TRAILING
from variorum.text.letters import compiled

_NAME = r"\p{Lu}[\w’'-]+"
_NO_NAME = (  # words with a capital that stand before a year in any sentence
    "In Im Am Um Ab Bis Seit Von Vor Nach Ende Mitte Anfang Jahr Jahre Jahren Sommer Frühjahr "
    "Herbst Winter Frühling By Since "
    "After Before Until From During Around About Circa Between Act Law Bill Code Gesetz Spring "
    "Summer Autumn Fall The As On "
    "Of At For And Und To Already Only By Early Late Year В К До После С По От На Уже Весной Летом "
    "Осенью Зимой Конец Начало За Лишь"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_LED = (
    r"(?:(?:work|stud(?:y|ies)|book|article|essay|analysis|edition|translation|monograph|survey)s?\s+of|by|see|in|from|also|cf\.|and|vgl\.|auch|bei|von|nach|siehe|ebenso|sowie|etwa|hierzu|"
    r"dazu|см\.:?|у|по|также|ср\.)"
)
NOT_NAMED = rf"(?!(?:{'|'.join(_NO_NAME.split())}|(?i:{MONTHS})|\w+ausgabe)\W)"
DATED = compiled(  # "Vane 1960", "Vane/Moss (1971)": at the head, in brackets, after a word that leads up, with pages
    rf"(?P<led>^\W*|[(\[]\s*|(?<!\w){_LED}\s+(?:\p{{LatinLl}}+\s+){{0,2}})?(?<!\w){NOT_NAMED}"
    rf"(?P<name>{_NAME})(?:(?:\s?/\s?|,?\s+(?:and|&|und|и)\s+){_NAME}){{0,3}}"
    rf"(?:\s+(?:et\s+al\.|u\.\s?a\.|и\s+др\.))?,?\s+"
    rf"\(?(?P<year>{_YEAR})[a-z]?(?![\w–-])\)?(?P<paged>\s*[,:]?\s*(?:pp?\.|S\.|[СсCc]\.|\d{{1,4}}\b))?"
)
_TITLED = compiled(  # “The Quay” (Leeds, 1971), «Речное слово» (1918, № 6)
    rf"[”\"’»]\s*\((?![^()]*\b(?:born|b\.|род)\b)[^()]*(?:1[4-9]|20)\d\d[^()]*\)|[”\"’»]\s*//|"
    rf"[”\"’],?\s+in:?\s+(?={_NAME}(?:\s+\w+){{0,8}},?\s[^.]*\d)"
)
_NAMED_AS_TITLE = compiled(  # “in his essay ‘The Quay’”, «в статье „Пристань“»
    r"\b(?:article|essay|book|paper|chapter|study|pamphlet|thesis|dissertation|Aufsatz|Beitrag|Buch|Artikel|Studie|"
    r"стать[яеию]|книг[аеиу]|брошюр[аеыу]|сборник[еа]?|очерк[еа]?|работ[аеыу])\s+[“„‘\"«](?=\p{Lu})"
)
BACK_AGAIN = re.compile(
    r"\b(?:ibid\b|op\.\s?cit|loc\.\s?cit|ebd\.|ebenda\b|a\.\s?a\.\s?O|указ\.\s?соч|цит\.\s+по)|"
    r"там\s+(?:же|само)[.,]\s*(?:[СсCcТтЛл]\.|стр)",
    re.IGNORECASE,
)
SENT_ON = compiled(  # a word that sends on, and what it sends to
    r"(?<!\w)(?:[Ss]ee|[Cc]f\.|[Vv]gl\.|[Ss]iehe|[Сс]м\.|[Сс]р\.)(?:\s+(?:also|auch|dazu|hierzu|etwa|"
    r"insbesondere|z\.\s?B\.|e\.g\.,?|"
    r"for\s+example,?|например|также|об\s+этом|"
    r"подробнее))*:?,?\s+(?=(?:the\s)?[\p{Lu}“«„‘\"*_])(?!\"?(?:Chapter|Ch\.|Figure|Fig\.|Table|"
    r"Appendix|Section|Part|Note|Kapitel|Kap\.|Abb|Tab|Abschnitt|Anhang|Anm|Гл|Рис|Табл|Прил)\b)"
)
_LETTER = compiled(
    rf"{_NAME}(?:\s\p{{Lu}}[\w.’'-]*){{0,3}}\s(?:to|an)\s{_NAME}[^,;()]{{0,50}},\s+(?=(?i:{DAY.pattern}))"
)
_AUTHOR_AND_TITLE = compiled(  # "Vane et al., “The Quay”", "Vane, The Quay, in: Moss", "Vane/Moss I 30"
    rf"{_NAME}(?:\s+et\s+al\.|\s+(?:and|und|&|и)\s+{_NAME})?,\s+[“‘\"„](?=\p{{Lu}})|"
    rf"[,.]\s+in:\s+(?=[\p{{Lu}}„“])|{_NAME}/{_NAME}\s+(?:[IVX]+\s+)?\d|,\s+id\.(?!\w)"
)
_VOLUME = re.compile(
    r"(?<!\w)(?:[ТтЧ]|Кн|Вып|vols?|Bd)\.\s*(?:\d{1,3}|[IVXLC]+)\b|Приложение\s+№|URL:|дата\s+обращения"
)
_SOMEBODYS = compiled(  # "Vane, from whose book on ropes …", "from the French translation"
    r"\b(?:whose|his|her|their|my)\s+(?:[a-z-]+\s+){0,2}(?:book|essay|article|memoirs|autobiography|translation|dissertation)s?\b|"
    r"\bfrom\s+the\s+(?:\w+\s+)?translation\b|"
    r"\b(?:article|essay|paper|book|pamphlet|Aufsatz|Beitrag|Buch)s?\s+(?:by|von)\s+(?:(?:Prof(?:essor|\.)|Dr\.?|Mr\.?|Mrs\.?)\s+)*\p{LatinLu}|"
    r"\b(?:в|из)\s+(?:своих|свои[мх]|сво[её]м|его|е[её]|их)\s+(?:мемуар|воспоминани|дневник|книг|письм)|"
    r"\b(?:in|aus)\s+(?:seine[nmr]|ihre[nmr])\s+(?:Memoiren|Erinnerungen|Tagebüchern?|Tagebuch|Briefen)\b|"
    r"\b(?:diar(?:y|ies)|memoirs?|(?:auto)?biography)\s+(?:of|by)\s+[A-Z]|[a-z][’']s?\s+(?:\w+\s)?(?:diar(?:y|ies)|memoirs?|letters|(?:auto)?biography|essays?|books?|stud(?:y|ies)|articles?|account|dissertation|thesis|translation)\b(?!:)|"
    r"\b(?:Tagebuch|Tagebücher|Erinnerungen|Memoiren|(?:Auto)?[Bb]iographie|Arbeit(?:en)?|Studien?|Aufsatz|Buch)\s+(?:von|des|der)\s+[A-Z]|"
    r"\b(?:[Вв]оспоминани[яйе]\w*|[Мм]емуар\w+|[Дд]невник\w*|[Кк]ниг[аеиу]|[Рр]абот[аеыу]|[Сс]тать[еяию])\s+\p{CyrillicLu}\.|"
    r"\b(?:taken|drawn|quoted|derived|cited|borrowed|adapted|queried|based)\s+(?:\w+\s)?(?:from|on|upon)\s+(?-i:\p{LatinLu})|"
    r"\b(?:заимствован\w*|взят\w*|привед[её]н\w*)\s+(?:из|у|по|в)\s+[\p{CyrillicLu}«]|\b(?:entnommen\s+aus|aus)\s+[A-Z][\w-]+\s+(?:entnommen|übernommen)"
)
_REPORTS = (  # in German the name may follow
    "benennt schreibt betont zeigt nennt vermutet behauptet bewertet deutet datiert sieht verweist folgert meint пишет "
    "считает отмечает указывает утверждает полагает"
)
SAID = compiled(  # "Vane holds that …", «Вейнов пишет», of one who wrote, in the present tense
    rf"(?P<name>{_NAME})\s+(?:(?:also|again|rightly|auch|zu\s+Recht|также)\s+)?"
    r"(?:argues|notes|claims|suggests|shows|writes|observes|discusses|describes|stresses|emphasi[sz]es|maintains|contends|holds|points\s+out|gives|puts|"
    r"mentions|estimates|covers|believes|concludes|schreibt|betont|zeigt|nennt|berichtet|argumentiert|verweist|vermutet|meint|behauptet|weist|"
    r"пишет|считает|отмечает|указывает|утверждает|полагает|приводит|сообщает|называет|датирует)(?!\w)|"
    rf"(?<!\w)(?:{'|'.join(_REPORTS.split())})\s+(?P<follows>{_NAME})"
)
LIVED = compiled(  # "Ann Vane (1893–1961) was a …": somebody's years, or the days of birth and death
    r"[^.;:()]{3,80}\([^()]*\d{4}[^()]*\s[–—-]\s[^()]*\d{4}\)\s*[–—-]|[^.;:()]{3,80}\((?:род\.\s*|b\.\s*|\*\s*)?(?:1[4-9]|20)\d\d(?:\s*[–—-]\s*(?:1[4-9]|20)\d\d)?\)"
    r"(?:(?<=[–—-]\d{4}\))\s*,\s+\p{Ll}{4,}|\.?\s*(?:[–—-]|was\b|is\b|war\b|был))"
)
_EXPLAINED = compiled(  # "That is, …", and who paid for it
    r"\W*(?:то\s+есть|т\.\s?е\.|i\.\s?e\.|that\s+is|namely|d\.\s?h\.|das\s+heißt|"
    r"ныне|теперь|сейчас|здесь|речь\s+ид[её]т|имеется\s+в\s+виду|возможно|вероятно|видимо|formerly|now|today|heute|ehemals|aujourd[’']hui|"
    r"перевод(?:\s+\p{CyrillicLu}[\w.]+){1,3}\s*$|при\s+(?:финансовой\s+)?поддержке|(?:funded|supported)\s+by|gefördert)\b",
    re.IGNORECASE,
)
OWN_TABLE = re.compile(
    r"(?:see\s+|siehe\s+|vgl\.\s+|см\.\s*)?(?:tables?|figures?|figs?\.|appendix|табл\w*\.?|рис\.|Tabelle|Abb\.)\s*\d",
    re.IGNORECASE,
)
NAMED_AND_DATED = compiled(
    rf"(?P<name>{_NAME}),\s+\p{{Lu}}[\w’'-]+(?:\s+[\w’'-]+){{0,4}},\s+(?P<year>{_YEAR})(?!\s*[-–])\b"
)
_HELD = re.compile(  # what lies in a collection, and nothing but its name
    r"\b[A-Z]{2,4}\d{3,}\b|\b(?:[Dd]atabase|Archives?|Institute|Library|Museum)\b,?\s+(?:of\b|[A-Z])"
)
_REPORTED = re.compile(r"^\W*[(\[]\d{4}[)\]]\s+\d+\s+[A-Z]")  # "(1991) 25 L.R. 32"
_ABBREVIATED = compiled(r"^\W*\p{Lu}{3,7}[,.]?\s+(?:[тТ]\.|Bd\.|vol\.|[IVXLC]+\b|\d{1,3}\b)")  # "ДТТ, 13, часть II"
_RU_WORK = compiled(  # "Вейнов А. П. Отчет о жатве": an author in the Russian manner, and a title
    r"^\W*\p{CyrillicLu}\p{CyrillicLl}+(?:-[\w\p{CyrillicLu}]+\.?)?\s+\p{CyrillicLu}\p{CyrillicLl}?\.(?:\s?\p{CyrillicLu}\.)?\s+\p{CyrillicLu}\p{CyrillicLl}+\s+\p{CyrillicLl}"
)
_DOCUMENT = re.compile(
    rf"\b(?:Memorandum|Minutes|Telegram|Despatch|Cable|Protokoll|Bericht|Schreiben|Telegramm|Vermerk|"
    rf"Протокол|Докладная|Записка|"
    rf"Телеграмма|Донесение|Приказ)\b[^.;]{{0,100}}?(?i:{DAY.pattern})|\b[A-Z]\w+\s(?:Diary|Papers|Nachlass)\b"
)
_ISSUE = re.compile(r"[”\"»],?\s*(?:\d{4}[.,]\s*)?№\s*\d")
_PLACE_ABBREVIATED = re.compile(r"\((?:М|Л|СПб|Пг|Пб|К)\.?(?:[;–—-]\s?\w+\.?)?,\s*\d{4}\)")
_EDITED = re.compile(
    r"\((?:hg|hrsg|eds?|éd|ред|сост)\.[^()]*(?:1[4-9]|20)\d\d\)", re.IGNORECASE
)  # "(hg. v. R. Vane, Kiel 2012)"
_SPOKEN_TO = compiled(
    r"\p{LatinLu}[\w’-]+,\s+(?:interview|conversation|e-?mail|personal\s+communication|Gespräch|Interview)\b"
)
_FORMS = (
    _SPOKEN_TO,
    _EDITED,
    PAGES,
    _TITLED,
    _NAMED_AS_TITLE,
    BACK_AGAIN,
    SENT_ON,
    _LETTER,
    _AUTHOR_AND_TITLE,
    _REPORTED,
    _VOLUME,
    _SOMEBODYS,
    _DOCUMENT,
    _ABBREVIATED,
    _RU_WORK,
    _ISSUE,
    _PLACE_ABBREVIATED,
    NAMED_AND_DATED,
)


def is_remark(text: str) -> bool:
    """Whether words that are no sentence cite nothing all the same: the years that somebody lived, a table, a mark."""
    if CROSS_REFERENCE.fullmatch(text) or DAY.fullmatch(text.strip(" .")):
        return True
    return is_thanks(text) or any(form.match(text) for form in (LIVED, OWN_TABLE, TRAILING, _EXPLAINED))


def signs_in(text: str, italics: Sequence[tuple[int, int]] = (), *, alone: bool = False) -> Iterator[tuple[int, int]]:
    """Where words show signs of a work; `alone` says that nothing else was read of their sentence."""
    if CROSS_REFERENCE.fullmatch(text):
        return
    if is_thanks(text) and not any(form.search(text) for form in (PAGES, imprint(), SENT_ON, BACK_AGAIN)):
        return
    for form in _FORMS:
        yield from (match.span() for match in form.finditer(text))
    for match in imprint().finditer(text):
        if DAY.search(match[0]) is None:  # "(her diary, 23 December 1934)" prints nothing
            yield match.span()
    for match in DATED.finditer(text):
        if match["led"] is not None or match["paged"] is not None:
            yield match.start() + len(match["led"] or ""), match.end()
    if alone and not is_sentence(text) and (held := _HELD.search(text)) is not None:
        yield held.span()
    if (shelf := shelved(text)) is not None and (len(shelf.parts) >= 2 or "class" in shelf.parts):
        yield shelf.at, len(text)
    if (at := text.find(ADDRESS)) >= 0:
        yield at, at + len(text[at:]) - len(text[at:].lstrip(ADDRESS))
    for start, end in italics:
        words = text[start:end].split()
        if len(words) > 1 and words[0][:1].isupper():
            yield start, end
