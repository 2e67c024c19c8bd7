"""The words by which notes speak: signals, back references, second hand, the terms of locators."""

from __future__ import annotations

import re

from variorum.text.letters import compiled

DASH = r"[-‐‑‒–—−]"
NUMBER = (
    r"(?:\d{1,5}(?:[a-eg-zа-я](?![a-zа-я]))?(?:\s?(?:об|v|r|verso|recto)\b\.?)?|(?!ll\b)[ivxlc]{1,8}\b|[IVXLC]{1,8}\b)"
)
RANGE = rf"{NUMBER}(?:\s*{DASH}\s*{NUMBER}|\s{{0,8}}(?:ff?|sqq?|(?:et\s+)?seqq?|passim|и\s+след|и\s+сл|сл)\b\.?)?"
LIST = (
    rf"{RANGE}(?:\s*(?:,|&|and|и|und|u\.|et)\s*(?!\d{{4}}\s*[).])(?:pp?\.\s*|[СсCc]\.\s*)?{RANGE}"
    r"(?!\s*[А-ЯA-Z][а-яa-z]))*"
)

PAGE_WORD = (  # Latin "c." before a year is "about"
    r"(?:pp?(?:\.|(?=[\s\d]))|PP?\.(?=\s*\d)|pgs?\b\.?|pages?|[Сс]{1,2}\.{1,2}|"
    r"(?<!Kapitel )(?<!Anhang )(?<!Abschnitt )(?<!Appendix )[Cc]{1,2}\.(?!\s*(?:1\d|20)\d\d\b)|"
    r""
    r"[Сс]тр\.|[Сс]траниц[аы]|[Ss]\.(?!\s*vv?\b)|Seiten?|str\.)"
)
_PINPOINT = (
    r"(?:at|here|esp(?:ecially|\.)?|hier|bes(?:onders|\.)|insb(?:esondere|\.)|namentlich|"
    r"v\.\s?a\.|quot(?:ed?|ation)\b|Zitate?|особ(?:енно|\.)|здесь)"
)
_OF_A_PART = r"[A-Z]\d{1,3}(?:[-–][A-Z]?\d{1,3})?"  # "p. A11" of a newspaper
PAGES = compiled(  # "S. L. Vane" has initials, and no page
    rf"(?:(?<![\w.])|(?<=\d{{4}}\.))(?:{_PINPOINT}:?\s+)?{PAGE_WORD}(?!\s*[IVXLC]\.\s*\p{{Lu}})\s*({LIST}(?:/\d{{1,4}})?|{_OF_A_PART})(?![\w/])"
)
_DIVIDED = r"(?:\d+|[IVX]{1,4})(?:\.(?:\d+|[A-Za-z](?!\w)|[A-Z](?=\.\d)))+"  # "2.A.14", "4.b", "I.3"
OTHER = compiled(
    rf"(?<![\w])(§§?\s*\d+\w?(?:\s+\p{{LatinLu}}\w*[A-Z]\w*)?,?\s+(?:Rd?n|Rdnr|Randnr|Rz|Tz)\.|fols?\.?|ff\.|folios?|cols?\b\.?|columns?|[Сс]тл?б\.|§§?|paras?\.|par\.|¶+|abs\.|"
    rf"[Лл]{{1,2}}\.|ch(?:ap)?s?\b\.?|chapters?|[Гг]л\.|[Гг]лава|[Сс]т\.|"
    rf"[Aa]rt[ts]?\.|[Aa]rticles?|[Ll]ots?|paragraphs?|Kap\.|Kapitel|Sp\.|"
    rf"secs?\.|[Dd]ocs?\.|[Дд]ок\.|(?<!\d )(?<!\d)(?<!and )n\.|line|lines|ll?\.|v\.|(?:Rd?n|Rdnr|Randnr|Rz|Tz)\.)"
    rf"\s*({_DIVIDED}(?:(?:,|\s?[-–]|,?\s+(?:and|"
    rf"und|и|&))\s*(?:{_DIVIDED}|\d+))*|{LIST})(?!\s+(?:in|of)\s)",
)
COLON_PAGES = re.compile(rf"(?<=[\d)\]”\"])\s*:\s*(?!0\d)({LIST})(?=\s*(?:[.,;]|$))")
BARE_PAGES = re.compile(
    rf"(?:,|[,.?!][”\"’»*_]{{1,3}}|\)(?=\s+at\s)|(?<=\d\d\d\d\))(?=\s+\d)),?\s*(?:{_PINPOINT}\s+)?"
    rf"((?:[ivxlc]{{1,8}}\s*{DASH}\s*[ivxlc]{{1,8}},\s*)?"  # "iii–vii, 3–6"
    rf"(?:\d{{5}}(?=\s*{DASH}\s*\d)|(?!(?:1[4-9]|20)\d\d(?!\d))\d{{1,4}}[ab]?)(?:\s*(?:{DASH}\s*|/)\d{{1,5}}[ab]?)?(?:\s*ff?\.?(?!\w))?"
    rf"(?:(?:,|,?\s+(?:and|&|und|и))\s*(?!(?:1[4-9]|20)\d\d(?!\d))\d{{1,4}}(?:\s*{DASH}\s*\d{{1,4}})?(?:\s*ff?\.?(?!\w))?)*|"
    rf"[ivxlc]{{1,8}}(?:\s*{DASH}\s*[ivxlc]{{1,8}})?)"
    r"\s*(?:(?:and\s+)?nn?\.?\s*\d+(?:[-–]\d+)?|\(?note\s+\d+\)?|,?\s*(?:Nr|No|Doc)\.?\s*\d+(?:[-–]\d+)?)?\s*[.,;)]*\s*$"
)
VOLUME_PAGES = re.compile(  # "History, II: 100"
    rf"[,.]\s*([IVXLC]{{1,7}})\s*:\s*({LIST})(?=\s*(?:[.,;(]|$))"
)
ROMAN_VOLUME_PAGES = re.compile(  # "Margry, VI., 543", "Waitz, iii, 423": as the nineteenth century did
    rf"(?<!\b(?:par|art|Art|sec|pls|fig|bks|pts|cap|lib|tit))(?<!\b(?:para|chap|Chap|sect))(?<!\b(?:chaps|Chaps))(?<!\b(?:pl|ch|bk|pt))[,.][”\"’»]?\s*([IVX]|[IVXLC]{{2,7}}|[ivxl]{{1,5}}(?=,)|(?:i{{1,3}}|iv|vi{{1,3}}|ix|xi{{0,3}})(?=\.))[.,]{{1,2}}\s*(?!(?:1[4-9]|20)\d\d\b)({LIST})(?=\s*(?:[.,;n]|\((?!\d{{4}}\))|$))"
)
VOLUME_ALONE = re.compile(
    rf"\s*(?:(?:часть|[чт]\.|том|vol\.|p(?:ar)?t\.?|Bd\.)\s+)?([IVXLC]{{1,7}})[.,]{{1,2}}\s*({LIST})[\s.]*$"
)  # "; IX., 298, 319": of the same work
REMARK_AFTER_PAGES = re.compile(  # "45 (emphasis added)", "196–233, who shows …"
    r"(?<=\d)(?P<more>\s?ff?\.?|\s?n\d+)?(?:\s+\((?!(?:hier|here|at|esp|bes)\b|\d[\d\s,–-]*ff?\.?\))(?P<said>[^()]*[^\W\d_]{2}[^()]*)\)|"
    r",\s+(?:who|which|where|whose|although|though|but)\b[^;]*)\s*\.?\s*$"
)
SENTENCE_AFTER_PAGES = compiled(  # "p. 439, upholds his hero but …", "241: Hitler was told that …"
    r"(?:\bpp?\.\s*|\bS\.\s*|,\s*)(?!(?:1[4-9]|"
    r"20)\d\d\b)\d{1,4}(?:[-–—]\d{1,4})?(?:,\s*\d{1,4}(?:[-–]\d{1,4})?)*(?:\s?ff?\.?)?"
    r"((?:,\s+\p{LatinLl}{3,}|:\s+[A-Z]\w*|(?<=\d|f|\.)\s+(?:der|die|das|wo|who|which|berichtet|zeigt|vermutet|sieht|meint|"
    r"hebt|spricht|nennt|schreibt|weist|betont|argues|notes|shows|says)\b)"
    r"(?:\s+[^\s;]+){4,})$"
)
REMARK_BETWEEN_PAGES = re.compile(  # "4, 48–9 (translation altered), 51", "526 (07.12.1930), 527"; no journal's year
    r"(?<=\d)\s*\((?!(?:1[4-9]|20)\d\d\))(?![^()]*[^\W\d_]{3}[^()]*[:,]\s*(?:1[4-9]|20)\d\d\))(?:[^()]*[^\W\d_]{3}[^()]*|"
    r"[\d.\s]+)\)(?=,\s*\d{1,4}(?:\s*[-–]\s*\d{1,4})?(?:[\s.,;(]|$))"
)
BEFORE_SIGLUM = re.compile(  # "8 October 1943, 16, RAC": pages, and the letters of a collection
    r"(?:,|[,.?!][”\"’])\s+((?!(?:1[4-9]|20)\d\d(?!\d))\d{1,4}(?:\s*[-–]\s*\d{1,4})?),\s+[A-Z]{2,7}[\s.]*$"
)
TRAILING = re.compile(
    r"[,;(]?\s*\(?(?:citing|quoting|(?<=\d,\s)discussing|referring\s+to|(?:my\s+|original\s+)?emphas[ie]s(?:\s+(?:added|"
    r"mine|in\s+(?:the\s+)?original))?|italics\s+\w+|"
    r"(?:my|our|author[’']?s)\s+translation|translation\s+(?:by|from|of|mine|modified|altered|"
    r"amended|slightly|is)|trans(?:lation)?\s+mine|курсив\s+\w+(?:\.\s*[–—]\s*\w\.\s?\w\.)?|выделено\s+\w+|"
    r"перевод\s+(?:мой|наш|автора)|Hervorhebung|Übersetzung\s+(?:von\s+mir|d\.|des\s+Verf))\b[^;]*$",
    re.IGNORECASE,
)
SPACED_PAGE = re.compile(
    r"(?<=[^\W\d_”\"*])[\s*_]+((?!(?:1[4-9]|"
    r"20)\d\d(?!\d))\d{1,4}(?:\s*[-–—]\s*\d{1,4})?(?:,\s*(?!(?:1[4-9]|20)\d\d(?!\d))\d{1,4}(?:[-–]\d{1,4})?)*(?:\s?ff?(?!\w))?)\s*[.)]*\s*$"
)

YEAR = re.compile(r"(?<![\d.№/])(1[4-9]\d\d|20[0-3]\d)(?:\s*[-–/]\s*\d{2,4})?([a-zа-г](?![a-zа-я]))?(?!\d)")

SECOND_HAND = re.compile(
    r"[\s,;.(\[]*\b(?:(?:as\s+)?(?:quoted|cited|qtd\.?|quoted,)\s+(?:in|from|by|after)|"
    r"(?:reproduced|reprinted|translated|printed)\s+(?:in|from)|"
    r"(?:qtd\.?|cit\.?)\s+(?:in|from)|apud|zit(?:iert|\.)?\s+(?:nach|n\.|in|bei)|cité\s+(?:par|dans)|"
    r"(?:здесь\s+и\s+далее\s+)?цит(?:\.|ируется)?\s+по(?:\s+(?:кн|изд|ст)\.)?|цит\.\s+за|cyt\.\s+za|"
    r"приводится\s+по|привод\.\s+по|опубликовано\s+в|опубл\.\s+в|опубл\.)\s*:?\s*",
    re.IGNORECASE,
)
IBID = re.compile(
    r"^[\s(*_]*(?:ibid(?:em)?\b\.?|ib\b\.?(?=[,\s]|$)|id\.(?=\s*,?\s*(?:at\s+)?(?:p|\d|§|$))|там\s+(?:же|само)|тамъ\s+же|"
    r"ebd\.?|ebenda|a\.\s?a\.\s?O\.|loc\.?\s*cit\.?|tamże|tamtéž)[\s*_]*",
    re.IGNORECASE,
)
SAME_AUTHOR = re.compile(
    r"^[\s*_]*(?:idem\b|id\.|eadem\b|(?:the\s+)?same\s+author\b|он\s+же\b|она\s+же\b|его\s+же\b|"
    r"её\s+же\b|ее\s+же\b|він\s+же\b|вона\s+ж\b|його\s+ж\b|її\s+ж\b|tenże\b|taż\b|ders\.|dies\.)[\s.,:*_]*(?:\((?:Hg|Hrsg|eds?)\.?\)[\s.,:*_]*)?",
    re.IGNORECASE,
)
OP_CIT = re.compile(
    r"[\s,.(*_]*\b(?:op\.?\s*cit\b\.?|(?:op|art|ouvr|loc)\.?\s*cit(?:\b\.?|é)|loc\.?\s*cit\b\.?|ук(?:аз)?[.,]?\s*(?:соч|раб|"
    r"ст|кн|изд|сб|публ)\b\.?|указанн\w+\s+сочинени\w+|(?:вказ|зазнач|назв|цит)\.?\s*(?:праця|твір|тв\b\.?|ст(?:аття|\b\.?))|dz\.?\s*cyt\b\.?|"
    r"цит\.?\s*(?:соч|раб)\b\.?|a\.\s?a\.\s?O\.)[\s*_]*",
    re.IGNORECASE,
)
BACK_NOTE = compiled(  # "301 n. 618" is a note on a page, and sends nowhere
    r"(?<!\d )(?<!\d, )(?<!\d\.\s)(?<!\d and )(?<!\d and)(?<![\d–-])"
    r"\(?\b(?:as\s+in|see|supra|above|cited\s+in|см\.|wie(?:\s+in)?|siehe|oben|s\.\s*o\.|vgl\.)?,?\s*"
    r"(?<!\p{Lu}\.)(?:n(?:ote|n)?\.?|N\.|fn\.?|Anm(?:erkung|\.)|Fu(?:ß|ss)note|footnote|прим(?:еч)?\.?|сноск[аиу]|"
    r"примечани[еи])\s*(\d{1,4})\)?(?:\s*(?:above|выше))?",
    re.IGNORECASE,
)
EXTENT = re.compile(  # "М., 2003. 32 с. 161 См. …": with the number of the next note, which was lost as one
    r"(?<![\w.])\d{1,4}\s*(?:[сpСP]|pp|стр)\.(?!\s*\d)|(?<=(?:1[89]|20)\d\d\.\s)\d{1,4}\s?с\.(?=\s+\d{1,3}\s+См\b)"
)

_MONTHS = (  # in the cases in which dates have them
    "january february march april may june july august september october november december jan. feb. mar. apr. aug. "
    "sept. sep. oct. nov. dec. января февраля марта апреля мая июня июля августа сентября октября ноября декабря янв. "
    "февр. фев. мар. апр. авг. сент. окт. нояб. дек. январь февраль март апрель май июнь июль август сентябрь октябрь "
    "ноябрь декабрь januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août "
    "septembre octobre novembre décembre"
)
MONTHS = rf"(?:{'|'.join(re.escape(name) for name in sorted(_MONTHS.split(), key=len, reverse=True))})(?!\w)"
_YEAR_AFTER = r"(?:,?\s+(?:1[4-9]|20)\d\d)?"
_OF_MONTH = r"(?:[12]?\d|3[01])"
_DAYS = rf"{_OF_MONTH}(?:(?:\s*[-–,]\s*|\s+(?:and|und|и)\s+){_OF_MONTH}(?!\d))*"  # "Aug. 2, 3 and 4", "5, 12, 15 марта"
DAY = compiled(
    rf"(?<!\d)(?<!№)(?<!№ )(?:(?:\d{{1,2}}(?:st|nd|rd|th|\.)?(?:\s*\(\d{{1,2}}\))?|"
    rf"{_DAYS})\s+(?:{MONTHS}\s?[/(]\s?{_OF_MONTH}\s+)?{MONTHS}\)?{_YEAR_AFTER}(?:\s*г\.)?|"
    rf"{MONTHS}\s+{_DAYS}{_YEAR_AFTER}(?!\d)|(?<![/.\d])(?:(?:0?\d|[12]\d|3[01])/(?:0?\d|1[0-2])|(?:0?\d|1[0-2])/(?:[12]\d|3[01]))/(?:(?:1[5-9]|"
    rf"20)?\d\d)(?![/\d])|(?<![\d.])(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.\s?(?:1[5-9]|20)\d\d(?!\d))",
    re.IGNORECASE,
)
ISSUE = re.compile(
    r"(?:№+\s?\.?|\bno\.|\bno(?=\s\d)|\bnr\.|\bnum\.)\s*(\d{1,5}(?:\s*[-–/(]\s*\d{1,5}\)?)?)", re.IGNORECASE
)


IBID_AFTER_NAME = re.compile(  # "Deutscher, Ibid, p. 298": the work of his that was cited
    r"(?:(?<=[\w.”\"’])[\s,.*_]+ibid(?:em)?\b|(?<=[\w.”\"’]),\s+id\.(?=,|\s+(?:p|at|\d)))[\s.,*_]*", re.IGNORECASE
)
CROSS_REFERENCE = re.compile(  # "см. гл. 8, §§ 2 и 3", "see chapter 4 below": to a place of the manuscript itself
    r"(?=.*(?:\b(?:oben|unten|Kap|Kapitel|Abschnitt|Abb|Tab|Fu(?:ß|ss)noten?(?=\W+\^?\d))\b|гл\.|глав|раздел|прил|табл|рис|параграф|\bch|section|part|appendix|fig|§|выше|ниже|"
    r"above|below|\bpost\b|\bante\b|infra|supra))"
    r"\W*(?:(?:см|ср)\.?\s*(?:также\s*)?:?|(?:siehe|vgl\.|s\.)(?:\s+(?:auch|dazu|hierzu))?|see(?:\s+also)?|cf\.|vide)?\W*"
    r"(?:(?:oben|unten|Fu(?:ß|ss)noten?|Kap\.|Kapitels?|Abschnitte?|Abb\.|Tab\.|Anm\.|S\.|dies\w*|der|des|in|und|гл\.|глав\w+|раздел\w*|прил\.|приложени\w+|табл\.|таблиц\w+|рис\.|параграф\w*|"
    r"ch(?:ap)?s?\.|chapters?|sections?|part|appendix|tables?|"
    r"figures?|figs?\.|post|ante|supra|infra|§+|выше|ниже|above|below|настоящ\w+|данн\w+|этой|"
    r"книг\w+|примечани\w+|notes|и|к|of|this|the|and|in|book|volume|также|далее|p?p\.|"
    r"[сc]\.|\^?\d+(?:-\d+)?|[IVXivx]+\b)[\s.,:;–()\[\]-]*)+",
    re.IGNORECASE,
)


PAGES_IN_TEXT = re.compile(  # «Далее ссылки на это издание даются в скобках», "further pages are given in the text"
    r"(?:далее|в\s+дальнейшем|здесь\s+и\s+далее|ссылк\w+\s+на\s+страниц\w+)\b[^.;]{0,90}\b(?:в\s+тексте|в\s+(?:круглых\s+|квадратных\s+)?скобках|"
    r"с\s+указанием\s+(?:номера\s+)?страниц\w*)[^.;()]*|"
    r"(?:hereafter|henceforth|subsequent|further|later)\b[^.;]{0,90}\b(?:(?:given|cited|appear|noted|made|indicated)\s+"
    r"(?:parenthetically|in\s+parentheses|in\s+brackets|in\s+the\s+text))[^.;()]*|"
    r"im\s+Folgenden\b[^.;]{0,60}\bim\s+(?:laufenden\s+)?Text\b",
    re.IGNORECASE,
)
PAGES_BELOW = "pages in the text"  # the short name of a work whose pages alone stand in brackets in the text
PLACE_ALONE = "§"  # the title of a reference that gives a paragraph's number, and no work


def plain_pages(written: str) -> str:
    """Pages as a locator of the contract has them: hyphens for dashes, single spaces, no word for pages."""
    text = re.sub(rf"\s*{DASH}\s*", "-", written.strip(" .,;:()"))
    text = re.sub(r"(?:pp?\.\s*|[СсCc]\.\s*)", "", text)
    text = re.sub(r",?\s*(?:&|\band\b|\bи\b|\bund\b|\bu\.|\bet\b)\s*(?=\d)", ", ", text)
    return re.sub(r"\s*,\s*", ", ", " ".join(text.split()))
