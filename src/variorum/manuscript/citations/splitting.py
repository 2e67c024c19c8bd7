"""A note cut into the pieces that each cite one work: at semicolons, and at sentences that begin a reference anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from variorum.manuscript.citations.locating import locate, without_remark
from variorum.manuscript.citations.prose import is_sentence
from variorum.manuscript.citations.signals import signal_of
from variorum.manuscript.citations.terms import DAY, IBID, MONTHS, SECOND_HAND
from variorum.text.letters import compiled
from variorum.text.scripts import CYRILLIC

ADDRESS = "\u2002"  # stands, as often as it is long, for an address in the web
_OPEN, _CLOSE = "([“«„", ")]”»"
_NEW_REFERENCE = re.compile(
    r"(?:see\b|cf\.|compare\b|but\s+see\b|for\s+\w|on\s+\w|quoted\s+in\b|cited\s+in\b|ibid|idem\b|id\.,\s+(?!at\b)[^\W\d]{2}|см\.|ср\.|подробнее|об\s+этом|цит\.(?!\s*(?:соч|раб))|там\s+(?:же|само)|он\s+же|"
    r"она\s+же|об?\s+\w|vgl\.|siehe\b|ebd\.|ebenda\b|zit\.)",
    re.IGNORECASE,
)
_SENTENCE = compiled(
    r"(?:[.!?][»”\"’)]*\s+(?:[-–—]\s+)?|:\s+)(?=[\p{Lu}“«\"„])|[.!?\d)][»”\"’)]*\s?(?:--|[–—-])\s?(?=See\b|Cf\.|Quoted\b|См\.|Цит\.|Siehe\b|Vgl\.)"
)
_ABBREVIATED = compiled(
    r"(?:^|[\s(«“\"])(?:\p{Lu}|pp?|vol|vols|no|nos|ed|eds|trans|tr|ch|chap|fol|col|ibid|op|cit|cf|al|etc|dr|st|mr|mrs|prof|gen|jr|sr|univ|rev|"
    r"comp|repr|dept|assoc|govt|inst|add|addl|mss?|am|hist|j|pt|bk|ser|n|fn|rt|hon|fr|lt|col|maj|capt|sgt|messrs|mme|mlle|dom|introd|suppl|"
    r"vgl|bzw|usw|ca|jg|jh|nr|str|kap|abt|tl|h|sp|anm|hrsg|hgg|bearb|erw|überarb|aufl|zit|engl|frz|bes|insb|ff|a|u|z|d|i|"
    r"bgbl|rgbl|gvbl|abl|gbl|"
    r"с|с\.|т|тт|ч|кн|вып|стр|изд|ред|сост|пер|отв|под|авт|св|гос|им|ф|оп|д|л|лл|об|ед|хр|см|ср|цит|соч|указ|напр|ст|гл|г|гг|м|л|спб|пг|киев|сб|журн|газ|"
    r"сер|прим|примеч|янв|фев|февр|апр|авг|сент|окт|нояб|дек|jan|feb|mar|apr|aug|sept|oct|nov|dec|f|o|d|l|ll|op|s|bd|hg)$",
    re.IGNORECASE,
)
_IMPRINT_FOLLOWS = compiled(  # "… 1917. Stanford University Press, 1961, vol. 1"
    r"\p{LatinLu}[\w .&’-]{1,60}?[,:]\s*(?:[\w .&’-]{2,40},\s*)?(?:1[4-9]|20)\d\d\b"
)
_PLACE_AND_YEAR = compiled(r"\p{LatinLu}[\w’-]+(?:[ /-]\p{LatinLu}[\w.’-]+){0,3},?\s(?:1[4-9]|20)\d\d\b(?!\s*[–-])")
TITLE_WITH_YEAR = compiled(  # "Vane: Der Hafen 1917", "Vane, Der Hafen 1917", no imprint (", Leeds 1917")
    r"(?::\s[^:.,]+|,\s(?:(?:The|Der|Die|Das|Zur|Zum|Im|Vom|Les?|La)|\p{LatinLu}[\w’-]+\s\p{LatinLl}+)\s[^,:.]*)\s(?:1[4-9]|20)\d\d$"
)
_NAMED_WORK = compiled(  # "Sergeev and Glushik, Besedy …", "Милюков. История …": a name, and a title after it
    r"(?:\p{Lu}[\w’'-]*\.?\s){0,4}\p{Lu}[\w’'-]+(?:(?:\s+(?:and|&|и|und)\s+|\s?/\s?)(?:\p{Lu}[\w’'-]*\.?\s?){1,4}|\s+et\s+al\.)?"
    r"(?:[,.]\s+(?!(?:М|Л|СПб|Спб|Пг|Пб|К)\.?[,;:\s])[\p{Lu}“«‘\"„])"
)
_CITED_AGAIN = re.compile(  # "P. 43. «…» Цит. соч. С. 59": the words in marks are from another work than the page
    r"[”»\"]\s*[.,]?\s+(?=(?:Цит|Указ)\.\s?соч\.|Op\.\s?cit\.)"
)
_WORDS_AFTER_PAGES = re.compile(r"(?<!\w)(?:[СсCcS]|[Pp]p?)\.\s*\d+(?:\s?[-–]\s?\d+)?\.?\s+[“«\"].*$", re.DOTALL)
DATED_WORK = compiled(  # "Rappl 2000, S. 123", "Herbst/Weihe 2004", "Fritsche: Ausgeplündert"
    r"(?:\p{Lu}[\w’'-]*\.?\s){0,3}\p{Lu}[\w’'-]+(?:(?:\s?/\s?\p{Lu}[\w’'-]+)+|\s+(?:and|&|и|und)\s+(?:\p{Lu}[\w’'-]*\.?\s?){1,4}|\s+et\s+al\.)?"
    r"(?:,?\s+\(?(?:1[4-9]|20)\d\d[a-z]?\b|:\s+[\p{Lu}“«‘\"„])"
)
_NAME_AND_PAGES = compiled(r"\p{Lu}[\w’'-]+,?\s+(?:pp?\.|S\.|[СсC]\.)\s*\d")  # "Bullock, p. 264"
_SAME_AUTHOR = re.compile(r"(?:the\s+)?same\s+author\b|ders\.|dies\.|idem\b|eadem\b|он\s+же|его\s+же", re.IGNORECASE)
ENDS_IN_BRACKETS = re.compile(r"\([^()]*(?:1[4-9]|20)\d\d\)$")
_NAMES_AND_YEAR = compiled(  # "Vane, Ruth, und Ada Moss. 2021": and their title follows in marks
    r"\W*(?:(?:\p{LatinLu}[\w.’-]*|und|and|&|van|von|de|et\s+al\.),?\s+){1,14}\(?(?:1[4-9]|20)\d\d[a-z]?\)?"
)
_NAMED_AND_DATED = compiled(
    r"(?:^|\s)\p{LatinLu}[\w’-]+,\s+(?:\p{LatinLu}\.\s?){1,3}(?:1[4-9]|20)\d\d[a-z]?\.?$"
)  # "Vane, R. 2013"
_NAME = (
    r"\p{CyrillicLu}\p{CyrillicLl}+(?:-\p{CyrillicLu}\p{CyrillicLl}+)?"
    r"(?:\s?(?:\p{CyrillicLu}\.\s?)*\p{CyrillicLu}\.?|\s\p{CyrillicLu}\p{CyrillicLl}+)"
)
_ONLY_NAMED = compiled(  # "Вейнов А.П., Мосс Р.А. О жатве": names are no reference that has ended
    rf"\s*{_NAME}(?:(?:,|\s+и)\s*{_NAME})*"
)
_REMARK = compiled(r"(?:\b[\p{Ll}’']+\b[,\s]+){3,}[\p{Ll}’']+\b")
_SURELY_NEW = re.compile(  # after a full stop that may be an abbreviation's
    r"(?:see\b|cf\.|but\s+see\b|quoted\s+in\b|cited\s+in\b|ibid|см\.|ср\.|цит\.(?!\s*(?:соч|раб))|там\s+(?:же|само)|vgl\.|siehe\b|ebd\.|zit\.)",
    re.IGNORECASE,
)
_VOLUME_END = re.compile(r"[.,]\s+(?:Т|Ч|Кн|Вып)\.\s*(?:\d{1,3}|[IVXLC]+)$")
_DATED_END = re.compile(rf"(?:\d|{MONTHS}(?:\s*г)?)\.?$", re.IGNORECASE)
_QUOTES_ON = re.compile(
    r"\s*(?:(?:as\s+)?(?:quoted|cited|qtd\.?)\s+(?:by|in|from)|цит\.\s+по|zit(?:\.|iert)\s+(?:nach|in|bei))\b",
    re.IGNORECASE,
)
_IN_VOLUME = re.compile(r"\s*in:\s")  # "Vane: Die Taue; in: Moss: Der Hafen"
_HOST_FOLLOWS = re.compile(r"(?:\bin|\((?:Hrsg|Hgg?|eds?)\.?\))$", re.IGNORECASE)
_SURNAME = r"(?:(?:van|von|de|da|zu)\s)?\p{LatinLu}[\w’-]+(?:\s\p{LatinLu}[\w’-]+)?"
_GIVEN = r"(?!(?:Der|Die|Das|Ein|Eine|Zur|Zum|The|An?|Les?|La)\s)\p{LatinLu}[\w.’-]*(?:\s\p{LatinLu}[\w.’-]*){0,2}"
_OTHER_TITLE = compiled(r"\s+(?:or|ou|oder|или),\s+\p{Lu}")  # "The Quay; or, The Barges of Winter"
_BEFORE_NAMES = r"(?:^\W*|\b[Ii]n:\s+|;\s+|\b(?:[Vv]gl\.|[Ss]iehe|[Ss]ee|auch|dazu|etwa):?\s+)"
_NAMES_IN_A_ROW = tuple(  # "Vane, Ruth; Moss, Ada: The Quay", "in: Vane, Ruth; Moss, Ada (Hg.):", "Vane; Moss (2003):"
    (
        compiled(rf"{_BEFORE_NAMES}{name}$"),
        compiled(
            rf"\s*(?:{name};\s*){{0,6}}{name}(?:\s+(?:u\.\s?a\.|et\s+al\.))?\s*(?:\((?:(?:Hrsg|Hgg?|eds?)\.?|(?:1[4-9]|20)\d\d[a-z]?)\))?:\s"
        ),
    )
    for name in (rf"{_SURNAME},\s+{_GIVEN}", _SURNAME)
)
_PUBLISHER = compiled(r"\s*\p{CyrillicLu}[\w «»-]{1,40},\s*(?:1[4-9]|20)\d\d")
_ORDINAL = re.compile(r"(?<![\d–-])\d{1,3}$")
_IN_A_NUMBERED = re.compile(r"\bin:?\s+\d{1,3}$")  # "in: 54. Neujahrsblatt"
_ORDERED = compiled(  # "2. Aufl.", "18. Juli"
    r"A\.(?=,\s)|(?:\p{LatinLl}+\.?,?\s+)*(?:Aufl|Ausg|Jg|Jahrgang|Bd|Band|Heft|Jahrhundert|Jh|Januar|Februar|März|April|Mai|Juni|Juli|August|September|"
    r"Oktober|November|Dezember|Sitzung|Session|Tagung|Wahlperiode|Legislaturperiode|Kapitel|Geburtstag|Todestag|Jahrestag)"
)
_CHAPTER_NUMBER = re.compile(
    r"\b(?:Band|Bd\.|Teil|Heft|Kapitel|Kap\.|chapters?|chap\.|ch\.|глава|гл\.)\s+[IVXLC\d.]+$", re.IGNORECASE
)
_GOES_ON_TO_HOST = compiled(
    r"(?!\p{Lu}[\w’-]+(?:\s\p{Lu}[\w’-]+)?\s\p{Lu}\.)[^/;]{3,120}\s//\s"
)  # "… in 1064. A text // Harbours"
_PAGED_OR_HOSTED = re.compile(r"(?<!\w)(?:[Pp]p?|[СсS])\.\s*\d|,\s*\d{1,4}(?:[–-]\d+)?$|//")
_INITIALED = compiled(
    r"(?:\p{LatinLu}\.[\s-]?){1,3}(?:(?:de|von|van)\s)?\p{LatinLu}[\p{LatinLl}’'-]+(?:,|\s+(?:and|&)\s)"
)
_PAGES_END = re.compile(r"\d\s?ff?$")  # "S. 329 f."
_INITIALS = compiled(r"(?:^|[\s(«“\"])(?:\p{Lu}\.){1,3}\p{Lu}$")  # "M.J. Moss": and no end of a sentence
_SURNAME_FOLLOWS = compiled(r"\.\s+\p{Lu}[\w’-]+(?:,|\s+(?:and|&|und|и)\s|\s*[‘“«])")
GERMAN_MARKS = re.compile(r"„([^“”\"„]{1,400})[“”\"]")
_SINGLE_MARKS = re.compile(
    r"(?<![\w’])‘((?:[^‘’\n]|’(?=\w)|(?<=[“ ])‘[^‘’\n]*’){1,300})’(?!\w)"
)  # a title, with apostrophes
_TWO_PLACES = (  # "М.; Л., 1946", "Киев; СПб., 2015": both of one imprint
    compiled(
        r"(?:[.,—–-]\s+|^)(?P<place>М|Л|СПб|Пг|Пб|К|\p{CyrillicLu}\p{CyrillicLl}{2,}(?:-\p{CyrillicLu}?\p{CyrillicLl}+)*)\.?$"
    ),
    compiled(
        r"\s*(?P<place>М|Л|СПб|Пг|Пб|К|\p{CyrillicLu}\p{CyrillicLl}{2,}(?:-\p{CyrillicLu}?\p{CyrillicLl}+)*)\.?(?:\s?[:;]\s?[^,;]{2,40})?,\s*(?:1[4-9]|20)\d\d\b"
    ),
)
_ABBREVIATED_PLACE = re.compile(r"М|Л|СПб|Пг|Пб|К")
_ENDS_REFERENCE = re.compile(
    r"(?:\),\s+[ivxlc]{1,7}|\d[\d–—\-,\s]*(?:[а-яa-z](?!\w)[\d–—\-,\s]*)*|\d\s?ff?|об|ibid|там\s+(?:же|само)|ebd|ebenda|passim)\.?$",
    re.IGNORECASE,
)
_ENDS_IN_YEARS = re.compile(r"(?:1[4-9]|20)\d\d(?:\s*[-–—/]\s*(?:(?:1[4-9]|20)\d\d|\d\d))?$")
_ENDS_IN_IMPRINT = compiled(  # "London, 1937", "Göttingen 2009", "(London 1961)"
    r"(?:[^\W\d_][\w.]*(?:\s?/\s?\p{LatinLu}[\w.]*)*,?\s|\()(?:1[4-9]|20)\d\d\)?$"
)


def at_words_shown(text: str) -> Iterator[tuple[int, int]]:
    """Cut at semicolons, and where words that follow a page, in the marks of a quotation, are cited themselves."""
    for start, end in _at_semicolons(text):
        low = start
        for match in _CITED_AGAIN.finditer(text, start, end):
            if _WORDS_AFTER_PAGES.search(text[low : match.start() + 1]):
                yield low, match.start() + 1
                low = match.end()
        yield low, end


def without_marks(text: str, italics: Sequence[tuple[int, int]]) -> str:
    """A text whose titles in italics, „German marks“ and ‘single ones’ have no stops, colons or semicolons, as long."""
    for quoted in (*GERMAN_MARKS.finditer(text), *_SINGLE_MARKS.finditer(text)):
        inside = re.sub("[.:;“”]", "_", quoted[1])
        text = f"{text[: quoted.start()]}“{inside}”{text[quoted.end() :]}"
    for start, end in italics:
        inside = text[start : end - 1]
        if ". " in inside or ":" in inside or ";" in inside:
            text = f"{text[:start]}{re.sub('[.:;]', '_', inside)}{text[end - 1 :]}"
    return text


def _at_semicolons(text: str) -> Iterator[tuple[int, int]]:
    depth, start = 0, 0
    straight = False
    for at, letter in enumerate(text):
        if letter in _OPEN:
            depth += 1
        elif letter in _CLOSE:
            depth = max(0, depth - 1)
        elif letter == '"':
            straight = not straight
        elif letter == ";" and depth == 0 and not straight and not _goes_on(text, start, at):
            yield start, at
            start = at + 1
        elif letter == "\n":
            depth, straight = 0, False
    yield start, len(text)


def _goes_on(text: str, start: int, at: int) -> bool:
    """Whether a reference goes on after a semicolon: with who quotes it, a second place, publisher or title."""
    if _QUOTES_ON.match(text, at + 1) or _IN_VOLUME.match(text, at + 1) or _OTHER_TITLE.match(text, at + 1):
        return True
    if any(one.search(text[start:at]) and more.match(text, at + 1) for one, more in _NAMES_IN_A_ROW):
        return True
    first, second = _TWO_PLACES[0].search(text[start:at]), _TWO_PLACES[1].match(text, at + 1)
    if first and second and any(_ABBREVIATED_PLACE.fullmatch(one["place"]) for one in (first, second)):
        return True
    return (
        _PUBLISHER.match(text, at + 1) is not None
        and compiled(r"\p{CyrillicLu}\w*\.?:\s[^.;:]+$").search(text[start:at]) is not None
    )


def at_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut where a sentence ended a reference and the next begins another; a full stop within one cuts nothing."""
    low = start
    for match in _SENTENCE.finditer(text, start, end):
        before, after = text[low : match.start()], text[match.end() : end]
        if text[match.start()] == ":" and IBID.match(after) and not SECOND_HAND.fullmatch(before.strip() + ":"):
            yield low, match.start()
            low = match.end()
            continue
        is_no_end = _inside(text, start, match.start()) or _is_abbreviated(text, low, match.start())
        if _ORDINAL.search(before) and (_ORDERED.match(after) or _IN_A_NUMBERED.search(before)):
            continue
        is_closed = not _inside(text, start, match.end()) and not _is_abbreviated(text, low, match.start())
        if (
            is_closed
            and not _HOST_FOLLOWS.search(before)
            and not re.fullmatch(r"\W?[“„«][^“”„«»]*[”“»]", before.strip())
            and _REMARK.search(before)
            and _NAMED_WORK.match(after)
            and has_pages(after)
        ):
            yield low, match.start() + 1
            low = match.end()
            continue
        if text[match.start()] == ":":
            continue
        if is_no_end and not (IBID.match(before) or _SURELY_NEW.match(after)):
            continue
        if _ONLY_NAMED.fullmatch(before) is not None or (after[:1] in '“„"' and _NAMES_AND_YEAR.fullmatch(before)):
            continue
        if _NEW_REFERENCE.match(after) or (_ends_reference(before, after) and _begins_anew(after, before)):
            yield low, match.start() + 1
            low = match.end()
    yield low, end


_ENDS_AFTER_PAGES = re.compile(  # "…, 12 (“her own words”).", "S. 46 f. (28.2.1939)", "13 (15 ff.)"
    rf"\d\s?(?:ff?\.?)?\s+\((?:\d{{1,4}}(?:[-–]\d{{1,4}})?(?:\s?ff?\.?)?|[“\"«„][^()]*[”\"»“]|(?i:{DAY.pattern}))\)\.?$"
)


def _ends_reference(before: str, after: str) -> bool:
    """Whether a stretch ends as a complete reference does; the years that end a title ("1933–1945.") end none."""
    if _NAMED_AND_DATED.search(before) and re.match(r"[^.]{3,120}\.\s+In:?\s", after):
        return False
    if _ENDS_AFTER_PAGES.search(before):
        return True
    if ENDS_IN_BRACKETS.search(before):
        return re.search(r"[,:][^()]*\)$", before) is not None or is_sentence(_first_sentence(after))
    if not _ENDS_REFERENCE.search(before) and not _DATED_END.search(before):
        return False
    years = _ENDS_IN_YEARS.search(before.rstrip("."))
    if years is None or CYRILLIC.search(before[-40:]):
        return True
    if re.search(r"[-–—]", years[0]) or not _ENDS_IN_IMPRINT.search(before.rstrip(".")):
        return False
    return is_work(after) or signal_of(after) is not None or is_sentence(_first_sentence(after))


def is_work(after: str) -> bool:
    """Whether words begin as a work that is cited: with a name and a title or a year, or a title in marks."""
    if re.match(r"(?:[«“„][^»”“]{3,200}[»”“]|[‘'].{5,200}?[’'](?!\w)),?\.?\s", after) or re.match(
        rf"[^;]{{3,160}}{ADDRESS}{{8}}", after
    ):
        return True
    return any(form.match(after) for form in (_NAMED_WORK, DATED_WORK, _SAME_AUTHOR, _NAME_AND_PAGES))


def ends_in_year(before: str) -> bool:
    """Whether a stretch ends in a bare imprint, after a title."""
    return re.search(r"[,:]", before) is not None and _ENDS_IN_IMPRINT.search(before) is not None


def ends_in_pages(before: str) -> bool:
    """Whether a stretch ends in the pages or the imprint in brackets that it gives, and in no date or year."""
    if ENDS_IN_BRACKETS.search(before):
        return True
    before = without_remark(before)
    located = locate(before)
    if not located.locator or _inside(before, 0, len(before)):
        return False
    last = re.findall(r"\d+", located.locator)[-1:]
    return bool(last) and re.search(rf"{last[0]}\s?(?:ff?\.?|sqq?\.?|n\.?\s?\d+)?\.?$", before) is not None


def _begins_anew(after: str, before: str) -> bool:
    """Whether a sentence after a complete reference is another reference, or a remark, and not the rest of the first.

    In Russian notes the parts of one reference are parted by full stops, so that only a signal or a name cuts there.
    """
    if CYRILLIC.search(before[-40:] + after[:40]):
        has_pages = (
            compiled(
                r"(?<!\p{CyrillicLl} )(?:\b[СсCc]{1,2}\.|\b[Лл]{1,2}\.|\bстр\.|\bСтб\.)\s*[\dIVXivx][^.]*$"
            ).search(before)
            is not None
        )
        if _VOLUME_END.search(before) and not has_pages:
            return False  # "История. Т. 1. Жатва в долине": the volume's title
        if _DATED_END.search(before) and is_sentence(_first_sentence(after)):
            return True  # a remark after a complete reference
        return has_pages and re.match(r"(?:[СсCcЛл]{1,2}|Стб|Оп|Ф|Д|№)\.", after) is None
    is_imprint = _IMPRINT_FOLLOWS.match(after) or (_PLACE_AND_YEAR.match(after) and TITLE_WITH_YEAR.search(before))
    if is_imprint and not locate(before).locator:
        return False
    if re.match(r"In:\s", after) or (_GOES_ON_TO_HOST.match(after) and not _PAGED_OR_HOSTED.search(before)):
        return False
    if _INITIALED.match(after):
        return True
    if re.match(r"[IVXLC]+[.,]", after):  # "Ibid. IX., 57"
        return False
    if re.match(r"(?:No|S|P|Pp|T|Vol|Ch|Kn|Vyp|M|L|SPb|Op|D|Ll?|Bd|Nr|Jg|H|Sp)\.", after):
        return False
    return signal_of(after) is not None or re.match(r"(?:[A-Z“\"]|The\b)", after) is not None


def sentences_in(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between full stops that end a sentence, and no abbreviation."""
    low = 0
    for match in _SENTENCE.finditer(text):
        if text[match.start()] != ":" and not _is_abbreviated(text, low, match.start()):
            yield low, match.start()
            low = match.end()
    if low < len(text):
        yield low, len(text)


def _first_sentence(text: str) -> str:
    return next((text[low:high] for low, high in sentences_in(text)), "")


def has_pages(after: str) -> bool:
    """Whether the sentence that begins here gives pages, or the year in brackets: a reference does."""
    after = re.split(r";(?![^()]*\))", after)[0][:300]
    end = len(_first_sentence(after))
    if re.search(r"[\u0400-\u04ff]|\bS\.\s?\d", after):  # there full stops part author, title and pages
        end = len(after)
    return bool(locate(after[:end]).locator or re.search(r"\([^()]*\d{4}\)", after[:end]))


def _inside(text: str, start: int, at: int) -> bool:
    """Whether a place lies within brackets or quotation marks."""
    before = text[start:at]
    return any(before.count(o) > before.count(c) for o, c in zip(_OPEN[:3], _CLOSE[:3], strict=True)) or (
        before.count("«") > before.count("»")
    )


def _is_abbreviated(text: str, low: int, stop: int) -> bool:
    if _CHAPTER_NUMBER.search(text[max(low, stop - 24) : stop]):
        return True
    if _PAGES_END.search(text[max(low, stop - 12) : stop]):
        return False
    if _INITIALS.search(text, max(low, stop - 12), stop) and _SURNAME_FOLLOWS.match(text, stop):
        return True
    return _ABBREVIATED.search(text[max(low, stop - 12) : stop]) is not None


def second_hand(text: str) -> tuple[int, int] | None:
    """Where words such as “quoted in” or «цит. по» stand in a piece; None where there are none."""
    match = SECOND_HAND.search(text)
    return match.span() if match else None
