"""Words by which a sentence says what its quotation marks mean: somebody speaks, a thing is named, a word is mentioned.

English, Russian and German. Each is looked for right before the opening mark or right after the closing one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

SPEAKS_OF_WORDS = re.compile(
    r"(?:\b(?:words?|terms?|phrases?|expressions?|labels?|epithets?|adjectives?|nouns?|verbs?|notions?|concepts?|slogans?|so-called|dubbed|"
    r"self-(?:declared|styled|proclaimed)|charges?|accusations?|stamped|"
    r"termed|nicknamed|known\s+as|referred\s+to\s+as|called|means?|meaning|translated\s+as|rendered\s+as|literally|i\.\s?e\.)|"
    r"\b(?:Wort\w*|Begriffs?|Ausdruck\w*|Bezeichnung\w*|Terminus|Schlagwort\w*|Parole|sogenannte\w*|so\s+genannte\w*|genannte?|bedeutet|"
    r"wörtlich|d\.\s?h\.)|"
    r"\b(?:слов[оау]м?|термин\w*|поняти\w+|выражени\w+|эпитет\w*|прозвищ\w+|прозван\w+|так\s+называем\w+|т\.\s?н\.|именуем\w+|"
    r"назыв\w+|означа\w+|буквально|кличк\w+|псевдоним\w*|под\s+именем))[\s,:(—–-]*"
    r"(?:the\s+|a\s+|an\s+|of\s+|der\s+|des\s+|die\s+|das\s+)?$",
    re.IGNORECASE,
)
NAMES_A_THING = re.compile(
    r"(?:\b(?:articles?|essays?|chapters?|sections?|books?|novels?|poems?|plays?|films?|songs?|papers?|pamphlets?|speech(?:es)?|lectures?|reviews?|"
    r"monographs?|dissertations?|treatises?|sonnets?|heading|headed|rubric|conferences?|workshops?|symposium|websites?|entitled|titled|titles?|newspapers?|journals?|magazines?|ships?|cruisers?|operation|project|"
    r"series|subtitled|published|his|her|its|their)|"
    r"\b(?:betitelt|\w*(?:titel|zeitung|zeitschrift|aufsatz|artikel|buch|kapitel|abschnitt|roman|gedicht|film|lied|vortrag|verlag|verein|partei|"
    r"gesellschaft|gruppe|schiff|kreuzer|ausstellung|projekt|unternehmen|reihe|kasten|tabelle|abbildung|monographie|erzählung|novelle|drama|"
    r"traktat|studie|essay|thema|rubrik|stichwort|überschrift|portal|website|webseite|tagung|konferenz)(?:\s+selbst,)?|in\s+(?:seine|ihre)[mnr])|"
    r"\b(?:газет\w*|журнал\w*|стать\w+|книг\w*|роман\w*|повест\w+|рассказ\w*|поэм\w*|стихотворени\w+|пьес\w*|фильм\w*|картин\w*|брошюр\w*|"
    r"очерк\w*|глав\w+|раздел\w*|сборник\w*|издательств\w*|завод\w*|фабрик\w*|крейсер\w*|пароход\w*|броненос\w+|линкор\w*|обществ\w+|"
    r"союз\w*|парти\w+|групп\w*|кружок|кружк\w+|организаци\w+|колхоз\w*|совхоз\w*|операци\w+|компани\w+|фирм\w*|трест\w*|гостиниц\w*|"
    r"ресторан\w*|кафе|театр\w*|круглого стола|лекци\w+|выставк\w*|фестивал\w+|конкурс\w*|альбом\w*|преми\w+|"
    r"модул\w+|корабл\w*|шаттл\w*|концерн\w*|канал\w*|агентств\w*|"
    r"монографи\w+|диссертаци\w+|трактат\w*|эссе|рецензи\w+\s+на|тем[ауые]|рубрик\w*|заголовк\w+|конференци\w+|семинар\w*|портал\w*|сайт\w*|"
    r"заглавием|названием|озаглавленн\w+|редакци\w+|передовиц\w*|орден\w*|медал\w+|гимн\w*|песн\w+)"
    r"(?:\s+(?:[А-ЯЁ]\.\s?){1,2}[А-ЯЁ][\w-]+)?)"
    r"[\s,:*_]*$",
    re.IGNORECASE,
)
IS_TITLED = re.compile(
    r"(?:\b(?:(?:sub)?titled?|entitled|headings?|headed|rubric|\w*(?:titel|titelt|überschrift|überschrieben)|"
    r"\w*(?:заглавие|заголов\w+|названи\w+|озаглавлен\w*))[\s,:*_(–—-]*|"
    r"(?:^|[.!?][\s*_]+)(?:Writing\s+in|In|From)[\s*_]+)$"
)
"""What only a title follows: “Untertitel: »Der Kai«”, and “In ‘What Happened to Ropes?’” at the head of a sentence."""
SAYS = re.compile(
    r"(?:\b(?:says?|said|writes?|wrote|written|states?|stated|argu\w+|declar\w+|insist\w+|claim\w*|not(?:es|ed)|remark\w+|observ\w+|conclud\w+|"
    r"scrawl\w*|scribbl\w*|inscrib\w*|report\w*|recall\w*|warn\w*|complain\w*|announc\w+|ask\w*|repl\w+|explain\w*|read|reads|that)|"
    r"\b(?:sagt\w*|schr(?:eib|ieb)t?|schreiben|meint\w*|behauptet\w*|erklärt\w*|betont\w*|bemerkt\w*|notiert\w*|berichtet\w*|fragt\w*|"
    r"antwortet\w*|forder\w+|heißt\s+es|zufolge|lautet\w*|daß|dass)|"
    r"\b(?:сказал\w*|говори\w+|писа\w+|пишет|пишут|написа\w+|отмеча\w+|отметил\w*|утвержда\w+|заяв\w+|подчёркива\w+|подчеркива\w+|"
    r"вспомина\w+|заключа\w+|сообща\w+|призна\w+|отвеча\w+|ответил\w*|восклик\w+|требова\w+|что|гласи\w+|читаем|цитиру\w+))[\s,:—–-]*$",
    re.IGNORECASE,
)
STANDS_FOR = re.compile(
    r"\b(?:(?:acronym|abbreviation|initials|short|transliteration)\s+(?:for|of)|stands?\s+for|abbreviates|Abkürzung\s+für|kurz\s+für|steht\s+für|"
    r"сокращени\w+\s+от|аббревиатур\w+|расшифровыва\w+\s+как)\s*$",
    re.IGNORECASE,
)
"""What a few letters stand for: words as words, however many."""
NAMED_BODY = re.compile(
    r"(?:\w[\w-]*zentrum|Preis|Orden|Institut|Universität|Verein|Gesellschaft|Verband|Bund|Partei|Museum|Archiv|Akademie|University|Society|"
    r"Association|Institute|Academy|Prize|Order|League|Union|Committee|Museum|Университет|Институт|Общество|Академия|Премия|Союз)\s+"
    r"(?:de[srnm]|für|of|for|имени|по|[A-ZА-ЯЁÄÖÜ])"
)
"""How the name of a body, a prize or an order begins."""
PAPER_SAYS = re.compile(
    r"\b(?:сообща\w+|сообщил\w*|пиш[еу]т|писал[аи]?|написал[аи]?|переда[её]т|передал[аи]?|отмеча[ею]т|информиру[ею]т|уточня[ею]т)\s$",
    re.IGNORECASE,
)
"""A verb right before the mark: in Russian the name of the paper that says it, since speech has a colon."""
SPEAKS_BETWEEN = re.compile(
    r"[”\"’»“«]\s*(?:schreibt|schrieb|sagte?|meinte?|bemerkte?|writes|wrote|says|said|notes|observes)\s+(?:[^\W\d_]+\s+){0,2}[^\W\d_]+,\s*"
    r"[“«„»\"‘]"
)
"""Who speaks, between two parts of one sentence quoted: “The whole street” writes Vane, “was under water”."""
SAID_ALREADY = re.compile(
    r"[”\"’»“]\s*(?:noted|said|says|wrote|replied|answered|cried|added|continued|remarked|observed|declared|exclaimed|asked|explained|"
    r"sagte|schrieb|rief|meinte|erklärte|fügte|bemerkte|antwortete)\s+(?:\w+\s+){0,3}\w+,\s*$"
)
"""What parts a speech in two: “It is late,” said the Prince, “very late.”"""
SO_CALLED = re.compile(r"\b(?:so-called|sogenannte\w*|so\s+genannte\w*|так\s+называем\w+|т\.\s?н\.)\s*$", re.IGNORECASE)
"""What says that a few words are a name in use, whether a note stands behind them or not."""
ONE_CALLS = re.compile(
    r"\b(?:(?:nennt|bezeichnet)\s+man\b|man\s+(?:nennt|bezeichnet)\b|wird\s+(?:oft\s+|häufig\s+|auch\s+)*(?:als|so)\b)[^.!?;]{0,60}$|"
    r"\b(?:is|are|was|were)\s+(?:often\s+|usually\s+|commonly\s+|sometimes\s+)?called\s*$",
    re.IGNORECASE,
)
"""What says that people in general use a few words."""
SOMEBODY_CALLS = re.compile(
    r"(?:\b[A-Z][\w’'-]+(?:\s+\(\d{4}\w?\))?\s+(?:has\s+|have\s+|had\s+)?(?:calls?|called|terms?|termed|dubs|dubbed|labels|labell?ed)|"
    r"\b[A-Z][\w’'-]+[’']s?\s+(?:statement|claim|phrase|dictum|remark|words|notion|idea|definition|account|description)\b|"
    r"\b[A-Z][\w’'-]+\s+\(\d{4}\w?\)\s+(?:writes|wrote|says|said|speaks|spoke|describes|described|notes|argues)\b|"
    r"\b[A-Z][\w’'-]+(?:\s+\(\d{4}\w?\))?\s+(?:speaks|spoke|wrote|writes)\s+of)\b[^.!?;“«„‘”]{0,80}$"
)
"""Somebody who is named, and what he calls a thing: What Vane termed a “harbour of words”."""
CALLED_AFTER = re.compile(
    r"\W{1,3}\s*(?:nannte|nennt|vorwarf|vorwirft|vorgeworfen|bezeichnete|bezeichnet|beschrieb|beschreibt|charakterisierte|attestierte|"
    r"kritisierte|verspottete|verurteilte)\b"
)
"""A German verb of calling or charging at its clause's end: einen „Feind des Ufers“ nannte."""
SAYS_EARLIER = re.compile(
    r"(?:\b(?:says?|said|writes?|wrote|stat(?:es?|ed)|argu(?:es?|ed)|declar(?:es?|ed)|insist(?:s|ed)?|claim(?:s|ed)?|not(?:es|ed)|warn(?:s|ed)?|"
    r"complain(?:s|ed)?|report(?:s|ed)?|remark(?:s|ed)?|suggest(?:s|ed)?),?\s+that|"
    r"\bdescrib\w+\s+(?:an?|the)|"
    r"\b(?:describ|characteri[sz]|denounc|condemn|dismiss|refer|rank|regard|depict|portray|prais|hail|brand)\w*\b[^.!?;]{0,60}\b(?:as|to)|"
    r"\bcriticiz\w+|\b(?:beschr(?:eib|ieb)|charakterisier|bezeichne)\w*\b[^.!?;]{0,60}\bals|"
    r"\b(?:сказа|говор|писа|заяв|отмет|отмеча|утвержда|подч[её]рк|сообщ|призна)\w*,\s+(?:что|будто)|\b(?:назва|охарактеризова|описа)\w+)\b"
    r"[^.!?]{0,120}$",
    re.IGNORECASE,
)
SPOKEN: Mapping[str, re.Pattern[str]] = MappingProxyType({
    "en": re.compile(
        r"\W{0,4}(?:(?:\w+\s+){0,3}?(?:said|says|cried|asked|replied|answered|wrote|shouted|added|declared|whispered|remarked|insisted|"
        r"demanded|continued|went\s+on|began|sneered|laughed|exclaimed|concluded|bellowed|explained|muttered|repeated|protested|sighed|"
        r"agreed|observed|warned|roared|told|recalled|mused|noted|argued|complained|admitted|scolded|snorted|sagte|rief)|"
        r"as\s+\w+\s+(?:said|says|put|puts|phrased|wrote)\s+it)\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\W{0,4}(?:so\s+\w+\s+[A-ZÄÖÜ]|(?:\w+\s+){0,2}?(?:sagte?|schrieb|schreibt|meinte?|rief|fragte|antwortete|erklärte?|fügte|notierte))"
    ),
    "ru": re.compile(
        r"[,.!?]?\s*[–—-]\s*(?:\w+\s+){0,2}?(?:(?:сказа|говори|писа|ответи|воскликну|спроси|заяви|крикну|добави|замети|вспомина|утвержда|"
        r"отмеча|продолжа|повторя|возрази|подума|прошепта|проговори|нача|советова)л|произн[её]с|пишет|говорит|отвечает|советует|"
        r"спрашивает|замечает|восклицает|отмечает)",
        re.IGNORECASE,
    ),
})  # fmt: skip
"""What follows a quotation that is somebody's speech, by language: “No,” he said."""
