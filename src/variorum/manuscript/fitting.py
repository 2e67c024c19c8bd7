"""How well a reference fits a known work: what agrees, what contradicts, and how much that is worth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache

from variorum.manuscript.citations.accounting import is_called_review
from variorum.manuscript.citations.values import Reference
from variorum.manuscript.fitting_by_shelf_and_day import (
    CERTAIN,
    LIKELY,
    NONE,
    POSSIBLE,
    WorkFit,
    by_date,
    by_shelf,
    stem_parts,
    titles_of,
)
from variorum.manuscript.fitting_volumes import VOLUME_IN_TITLE, has_volume, one_volume_in, other_issue, other_volume
from variorum.manuscript.shortened import spelled_out
from variorum.manuscript.works import (
    Work,
    alike,
    compatible_names,
    in_order,
    key_words,
    share_within,
    surname_of,
)
from variorum.text.letters import compiled
from variorum.text.scripts import CYRILLIC

_SHORTER = 0.79  # how nearly a title is the same that agrees without one's subtitle: less than the whole
_OTHER_SUBTITLE = 0.801  # what a title is worth that agrees but for the subtitles that both have: not enough alone
_WORDS_OF_MANY_TITLES = (
    "works selected collected complete writings memoirs letters speeches autobiography history histories diary essays "
    "documents reader russian revolution life "
    "сочинения соч собрание полное избранное избранные произведения воспоминания мемуары письма дневник записки "
    "история труды документы материалы сборник протоколы русская русской революция революции жизнь очерки "
    "werke schriften briefe erinnerungen geschichte gesammelte oeuvres mémoires histoire"
)
_LONG_TITLE = 5  # words
_NEARLY = 0.75  # of a word's letters that agree in a misspelling of it
_CUT_OFF = re.compile(r"[^\W\d_]\W{0,3}(?:…|\.\.\.)\W*$")  # "Причал и жатва…": the beginning of a title, as it says
_BROKEN = re.compile(r"(?<=[^\W\d_])- (?=[^\W\d_])(?!(?:and|or|und|oder|bzw)\b)")  # a word parted at a line's end
_GENRE_BEHIND = re.compile(  # "Причал и жатва: сборник статей", "Список лодок / Сост. Р. Вейнов"
    r"[.:,]\s+(?:межвуз\w*\.?\s+)?сб(?:орник|\.)\s+(?:(?:науч|документ|воспомин)\w*\.?,?\s+(?:и\s+)?)?"
    r"(?:стат\w+|ст\.|труд\w+|тр\.|материал\w+|документ\w+|док\.)$|[.:,]\s+(?:монография|учебн\w+\s+пособие)$|"
    r"\s+/\s+(?:сост|ред|под\s+ред|отв\.\s+ред|пер)\.?\s.*$",
    re.IGNORECASE,
)
_DISSERTATION, _ABSTRACT = (
    re.compile(r"\bдисс?(?:ертаци\w*|\.)", re.IGNORECASE),
    re.compile(r"\bавтореф", re.IGNORECASE),
)
_REVIEWED = re.compile(r"\b(?:re[vz]\b|review|rezension|besprechung|рец)", re.IGNORECASE)
_TRANSLATION = re.compile(r"\s*\[[^\[\]]{3,}\]")  # "Prawo turystyczne [Reiserecht]"
_SHORT_WORD = compiled(r"[^\W\d_]{3}\.|\p{Lu}{3}")  # a word cut off, or first letters
_KINDS_OF_TEXT = frozenset(_WORDS_OF_MANY_TITLES.split())
_LIKE_LATIN = str.maketrans("ас", "ac")  # "1999а" and "1999a" are one
_YEARS = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_YEARS_TOLD = re.compile(r"\s*[(\[]\d{4}(?:\s*[-–—]\s*\d{2,4})?[)\]]$")  # "Ten Years of the District (1922–1932)"


def fit(reference: Reference, work: Work) -> WorkFit:
    """How well a reference fits a work."""
    if reference.fonds:
        return by_shelf(reference, work)
    if reference.kind == "newspaper" or (reference.date and work.origin == "folder"):
        dated = by_date(reference, work)
        if dated.level or reference.kind == "newspaper":
            return dated
    return _by_author_and_title(reference, work)


def _by_author_and_title(reference: Reference, work: Work) -> WorkFit:
    author = _author(reference, work)
    title, exact = _title(reference, work)
    year = _year(reference, work)
    because = _reasons(author, title, exact, year, reference, work)
    cited = reference.volume or one_volume_in(reference.title)
    volume = 0.2 if cited and has_volume(cited, work) else 0.0
    if cited and other_volume(cited, work):
        return WorkFit(NONE, 0.0, ("another volume",))
    if _other_stage(reference, work):
        return WorkFit(NONE, 0.0, ("the dissertation, or the abstract or a review of it",))
    if other_issue(reference, work):
        return WorkFit(NONE, 0.0, ("another issue",))
    score = 0.4 * (author > 0) + 0.2 * (author > 1) + 0.4 * title + 0.2 * exact + 0.25 * year + volume
    if reference.kind == "author-date":
        score += 0.2 * (is_by_several(reference) == (len(work.authors) > 1)) + 0.2 * _has_letter(reference, work)
    words = key_words(reference.title)
    if author < 0:
        part_of = len(words) >= 3 and title >= 0.99 and exact > 0.75
        return WorkFit(POSSIBLE, score, (*because, "the author differs")) if part_of else WorkFit(NONE)
    if words and title >= 0.99:
        return WorkFit(_with_whole_title(reference, work, author, exact), score, because)
    if author > 0 and words and title >= 0.7 and len(words) >= 4 and year >= 0:
        is_other = title == _OTHER_SUBTITLE and not _share_a_subtitles_word(reference.title, work)
        is_same = not (is_other or _is_one_of_volumes(reference, work)) and (
            title == _OTHER_SUBTITLE or _is_misspelt(words, work)
        )
        return WorkFit(CERTAIN if year > 0 and is_same else LIKELY, score, because)
    if author > 0 and not words:
        if reference.container and not re.match(rf"{reference.number}(?!\d)", work.pages):
            return WorkFit(LIKELY, score, because)  # "Vane, ZfH 2006, 370": one of that year, and perhaps another
        turned = 1 < len(reference.authors) == len(work.authors)  # "Vane/Moos 2001", which Moos leads in the list
        leads = author > 1 or turned or reference.kind != "author-date"  # "Moos 2001" is not "Vane and Moos 2001"
        leads = leads and _has_every(reference.authors, work)
        return WorkFit(CERTAIN if year > 0 and reference.year and leads else LIKELY, score, because)
    if author > 0 and _may_be_translated(reference, work):
        return WorkFit(POSSIBLE, score, (*because, "the title may be a translation"))
    if author > 0 and year > 0 and title > 0.3:
        return WorkFit(LIKELY, score, because)
    return WorkFit(NONE, score)


def _with_whole_title(reference: Reference, work: Work, author: int, exact: float) -> int:
    """How well a reference fits a work that has every word of its title."""
    year = _year(reference, work)
    if author == 0 and year < 0 and len(key_words(reference.title)) < 4:  # a yearbook or an edition of another year
        return POSSIBLE
    if author > 0 and _is_within_a_bodys_title(reference, work, exact):
        return LIKELY
    if (
        _is_one_of_volumes(reference, work)
        or _is_another_edition(reference, work, year)
        or _is_an_article(reference, work, exact)
    ):
        return LIKELY
    named = [one for one in reference.authors if re.search(r"[^\W\d_]{2}", one)]
    needed = reference.authors if exact < 0.99 else named[:1]
    if author > 0 and len(reference.authors) > 1 and not _has_every(needed, work):
        return LIKELY  # one of several authors in common, or a title that goes on
    if author > 0 or _is_told_by_title(reference, work, exact, year):
        return CERTAIN
    return LIKELY if len(_agreeing(reference, work)) >= 2 else POSSIBLE


def _share_a_subtitles_word(cited: str, work: Work) -> bool:
    """Whether subtitles have a word in common: “The Quay: By Day” is not “The Quay: By Night” of the same year."""
    own = set(key_words(cited[len(main_title(cited)) :]))
    return any(own & set(key_words(title[len(main_title(title)) :])) for title in titles_of(work))


def _is_misspelt(words: Sequence[str], work: Work) -> bool:
    """Whether a title only misspells a record's words (“Barges in Leads”), or has all of them, and more behind."""
    return any(
        len(some) > 2 and all(_is_near(word, others) for word in some)
        for theirs in map(key_words, titles_of(work))
        for some, others in ((words, theirs), (theirs, words))
    )


def _is_near(word: str, others: Sequence[str]) -> bool:
    return any(alike(word, other) for other in others) or bool(get_close_matches(word, others, 1, _NEARLY))


def _has_every(authors: Sequence[str], work: Work) -> bool:
    """Whether a work that records as many authors as a citation names has every one of them."""
    if len(work.authors) < len(authors):
        return True
    return all(any(compatible_names(a, b) for b in work.authors) for a in authors)


def is_by_several(reference: Reference) -> bool:
    """Whether a citation says that its work has several authors."""
    return len(reference.authors) > 1 or re.search(r"\bet\s+al\b|\sи\s+др\b|u\.\s?a\.", reference.written) is not None


def _has_letter(reference: Reference, work: Work) -> bool:
    letter = reference.year[4:].translate(_LIKE_LATIN)
    return bool(letter) and letter == work.year[4:].translate(_LIKE_LATIN)


def _is_within_a_bodys_title(reference: Reference, work: Work, exact: float) -> bool:
    """Whether a body named by its letters is cited by words from within a title, as it has many (“ICC, Vane”)."""
    if (
        exact > 0.5
        or (_year(reference, work) > 0 and not reference.date)
        or not compiled(r"\p{Lu}{2,7}").fullmatch(reference.authors[0])
    ):
        return False
    words = list(key_words(reference.title))
    return not any(list(key_words(title)[: len(words)]) == words for title in titles_of(work))


def _is_another_edition(reference: Reference, work: Work, year: int) -> bool:
    """Whether a library's record is of a year that a note names nowhere: the pages of another edition are others."""
    is_told = any(one in reference.written for one in _years_of(work.year))
    return year < 0 and work.origin in ("library", "within") and not is_told


def _is_one_of_volumes(reference: Reference, work: Work) -> bool:
    """Whether a record is of one volume, and a note that tells of the work in full names none."""
    numbered = work.origin == "library" and bool(one_volume_in(work.title))
    return (
        numbered and reference.kind == "full" and not reference.volume and not VOLUME_IN_TITLE.search(reference.written)
    )


def _is_an_article(reference: Reference, work: Work, exact: float) -> bool:
    """Whether a note tells of an article in full, with its journal and year, and a record has a longer title."""
    is_told = bool(reference.year) and re.search(r"[^\W\d_]{3}", reference.container) is not None
    return is_told and exact < _SHORTER - 0.1 and work.origin == "library"


def _is_told_by_title(reference: Reference, work: Work, exact: float, year: int) -> bool:
    """Whether a title that agrees is enough without an author: long, whole, or the beginning of a nameless work's."""
    words = _agreeing(reference, work)
    if len(words) < 3 and not (reference.locator or year > 0 or _is_marked(reference)):
        return False  # a heading, or the name of an archive
    if len(words) >= 3 and exact > 0.75:
        return True
    if reference.authors:
        return False
    if not work.authors:
        begins = any(list(key_words(title)[: len(words)]) == list(words) for title in titles_of(work))
        is_cut_off = begins and _CUT_OFF.search(reference.title) is not None
        return len(words) >= 2 and (exact > 0.75 or is_cut_off or (len(words) >= 3 and (begins or year > 0)))
    if len(words) < 3 and not (reference.locator[:1].isdigit() or year > 0 or _is_marked(reference)):
        return False  # "Гражданский кодекс, ст. 5"
    return len(words) >= 2 and exact > 0.99 and not set(words) <= _KINDS_OF_TEXT


def _is_marked(reference: Reference) -> bool:
    """Whether a title stands in marks, or behind a word that sends to it."""
    at = reference.written.find(reference.title)
    return bool(reference.signal) or (at > 0 and reference.written[at - 1] in '“"«„‘*_')


def _agreeing(reference: Reference, work: Work) -> tuple[str, ...]:
    """The words of a title by which it agrees with a work's: without its subtitle where the work has none of that.

    “Marsh: A History of the Old Mill” is not the play “Marsh”.
    """
    words = key_words(reference.title)
    if any(share_within(words, key_words(title)) > 0.5 for title in titles_of(work)):
        return words
    return key_words(main_title(reference.title)) or words


def _author(reference: Reference, work: Work) -> int:
    """2 where the first author agrees, 1 where another does, -1 where the work has others, 0 where one names nobody."""
    if not reference.authors:
        return 0
    if work.authors and compatible_names(reference.authors[0], work.authors[0]):
        return 2
    if any(compatible_names(a, b) for a in reference.authors for b in work.authors):
        return 1
    surnames = [surname_of(author).casefold() for author in reference.authors]
    if work.origin == "folder":
        if any(alike(surname, part) for surname in surnames for part in stem_parts(work.file)):
            return 1
        if not work.authors and any(_signs(surname, work.opening[:14]) for surname in surnames):
            return 1
    return -1 if work.authors else 0


def _signs(surname: str, lines: Sequence[str]) -> bool:
    """Whether a surname stands in a short line of the first ones: a title page names its author apart."""
    for line in lines:
        words = [word.casefold() for word in re.findall(r"[^\W\d_]+", line)]
        if len(words) <= 6 and any(alike(surname, word) for word in words):
            return True
    return False


def _title(reference: Reference, work: Work) -> tuple[float, float]:
    """The share of the reference's title that the work's has, and how nearly both are the same."""
    best = (0.0, 0.0)
    whole_words = _BROKEN.sub("", reference.title)
    own_words = _TRANSLATION.sub("", whole_words)
    forms = tuple(dict.fromkeys((reference.title, whole_words, own_words, _GENRE_BEHIND.sub("", whole_words))))
    for written, most in (*((form, 1.0) for form in forms), *((main_title(form), _SHORTER) for form in forms)):
        plain = key_words(written)
        for title, whole in _titles_with_mains(work) if plain else ():
            theirs = key_words(title)
            words, share = plain, share_within(plain, theirs)
            if share < 0.99 and most == whole == 1.0 and _is_begun_by(written, title, theirs):
                words, share = theirs, 1.0  # "Причал и жатва, описанные рукой ткача": with more of the title page
            if share < 0.99 and (_SHORT_WORD.search(written) or _is_cut_off(reference)):
                spelled = key_words(spelled_out(written, title))
                if _SHORT_WORD.search(written) or set(spelled) <= _KINDS_OF_TEXT:
                    words, share = spelled, share_within(spelled, theirs)
            if share < 0.5 or (share >= 0.99 and not in_order(words, theirs)):
                continue
            if share >= 0.99 and _is_gathered(words, theirs):
                share = _OTHER_SUBTITLE
            nearly = min(share_within(theirs, words), most, whole)
            if most < 1 and (
                whole < 1 or share_within(theirs, words) < 1
            ):  # "Stalin: Paradoxes of Power", "Stalin: Waiting for Hitler"
                share = min(share, _OTHER_SUBTITLE)
            best = max(best, (share, nearly))
    return best


def _is_cut_off(reference: Reference) -> bool:
    """Whether a title's last word is cut off, as the stop and the comma behind it tell: «Соч., т. 5»."""
    return re.search(rf"{re.escape(reference.title[-12:])}\.[,.]", reference.written) is not None and bool(
        reference.title
    )


def _is_gathered(words: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether a short title's words are gathered from all over a long one: it may be another's."""
    at = [number for number, word in enumerate(theirs) if any(alike(word, other) for other in words)]
    return at[-1] - at[0] + 1 - len(words) > max(2, len(words))


def _is_begun_by(written: str, title: str, words: Sequence[str]) -> bool:
    """Whether a title as cited has a work's whole title, of five words or more, at its head, and a stop after it."""
    if len(words) < _LONG_TITLE or len(written) <= len(title):
        return False
    head, tail = written[: len(title)], written[len(title) :].lstrip('»”"')
    return tail[:1] in (",", ".", ":", ";") and list(key_words(head)) == list(words)


def main_title(title: str) -> str:
    """A title without its subtitle; empty where it has none."""
    main = re.split(r"\s*[:;]\s+|\.\s+(?=\S)|\s+[–—]\s+", title.strip())[0]
    main = _YEARS_TOLD.sub("", main)
    return main if main != title.strip() else ""


@lru_cache(maxsize=4096)
def _titles_with_mains(work: Work) -> tuple[tuple[str, float], ...]:
    """The titles of a work, and those without their subtitles, which count for less than the whole."""
    titles = titles_of(work)
    return (*((title, 1.0) for title in titles), *((main, _SHORTER) for title in titles if (main := main_title(title))))


def _year(reference: Reference, work: Work) -> int:
    """1 where the years agree, -1 where a record says another, 0 where nobody can say."""
    years = _years_of(reference.year)
    if not years and reference.container:  # “in: Harbours, No. 6/1982”
        years = set(_YEARS.findall(reference.written.replace(reference.title, " ")))
    if not years:
        return 0
    if work.origin == "folder":
        for year in years:
            if (
                year in stem_parts(work.file)
                or work.year.startswith(year)
                or any(year in line for line in work.opening)
            ):
                return 1
        return 0
    letter, own = (text[4:5].translate(_LIKE_LATIN).strip("/") for text in (reference.year, work.year))
    if not work.year:
        return 0
    agrees = bool(years & _years_of(work.year)) and not (letter and own and own != letter)
    return 1 if agrees else -1


def _years_of(written: str) -> set[str]:
    """The years that a year as written names: two where editions are parted by a stroke ("1997/98")."""
    first = written[:4]
    if not first.isdigit():
        return set()
    later = re.match(r"/(\d{2,4})", written[4:])
    return {first} | ({first[: 4 - len(later[1])] + later[1]} if later else set())


def told_besides(reference: Reference) -> tuple[object, ...]:
    """What the words of a note say of a work that no part of the reading holds, so far as a fit depends on it."""
    written = reference.written
    years = _YEARS.findall(written) if reference.container and not reference.year else ()
    return (
        stage_of(written), bool(VOLUME_IN_TITLE.search(written)), bool(_REVIEWED.search(written)),
        is_by_several(reference), _is_cut_off(reference), *years,
    )  # fmt: skip


def stage_of(words: str) -> str:
    """Whether words say that they are of a dissertation, or of the printed abstract of one, with pages of its own."""
    if _ABSTRACT.search(words):
        return "abstract"
    return "dissertation" if _DISSERTATION.search(words) else ""


def _other_stage(reference: Reference, work: Work) -> bool:
    if is_called_review(reference.title) != is_called_review(work.title) and not _tells_of_review(reference, work):
        return True
    stages = {stage_of(reference.written), stage_of(f"{work.title} {work.called}")}
    return "" not in stages and len(stages) > 1 and work.origin != "folder"


def _tells_of_review(reference: Reference, work: Work) -> bool:
    """Whether a note calls a review by another word than the title that a record gives it does."""
    return is_called_review(work.title) and _REVIEWED.search(reference.written) is not None


def _may_be_translated(reference: Reference, work: Work) -> bool:
    titles = [title for title in titles_of(work) if title]
    return bool(reference.title and titles) and all(
        bool(CYRILLIC.search(reference.title)) != bool(CYRILLIC.search(title)) for title in titles[:1]
    )


def _reasons(author: int, title: float, exact: float, year: int, reference: Reference, work: Work) -> tuple[str, ...]:
    found = []
    if author > 0:
        found.append(f"the author agrees ({', '.join(reference.authors)})")
    if title >= 0.99:
        found.append("the title agrees" if exact > 0.8 else "the title is a shorter form of this one")
    elif title > 0.3:
        found.append(f"{title:.0%} of the title's words agree")
    if year > 0:
        found.append(f"the year agrees ({reference.year})")
    elif year < 0:
        found.append(f"the year differs ({reference.year} cited, {work.year} recorded)")
    return tuple(found)
