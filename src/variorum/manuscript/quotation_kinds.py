"""What the words within a pair of marks are: quoted, a title, a word as such, scare quotes, or what cannot be told.

Told by the words themselves, by what stands right before and behind the marks, and by the notes called near by; no
other passage is asked (`quotations_found` looks at those).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from variorum.manuscript.manuscript import Paragraph, Place
from variorum.manuscript.quotation_cues import cue
from variorum.manuscript.quotation_marks import Marked
from variorum.manuscript.quotation_references import is_referenced
from variorum.manuscript.quotation_speakers import is_somebodys, sentence_before, sentence_behind
from variorum.text.letters import compiled
from variorum.text.scripts import CYRILLIC

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d+")
_CITED_HERE = re.compile(
    r"[”\"’»“]{1,2}[.,;]?\s*\((?:[^()]{0,40}\s)?(?:pp?\.|ll?\.|vv?\.|с\.|стр\.|S\.|Z\.)?\s*(?:(?<=\.\s)|(?<=\.)|\d+[.:])\d"
)
"""A place right behind the words: (2.2.75), (p. 12), (Genesis 3:4)."""
_NAMED_AND_CITED = compiled(
    r"[”\"’»“]{1,2}[.,;]?\s*\((?!(?i:chapter|ch|fig|table|see|cf|глава|гл|рис|табл|см|kapitel|kap|siehe|abb|tab|act)\b)\p{Lu}[^()]{0,80}?\s"
    r"(?:pp?\.\s*|с\.\s*|S\.\s*)?\d{1,4}(?:[–—-]\d{1,4})?\)"
)
"""A name and a page right behind the words: (Vane 12)."""
_CITED_SOON = re.compile(r"[”\"’»“]{1,2}\s+(?:[^\W\d_]+\s+){1,3}\((?:[^()\d]{0,40}\s)?\d+\.\d+\.\d")
"""Act, scene and line some words later: “the cold quay” of his (*Tern* 1.3.256)."""
_NAMED_WITH_YEAR = compiled(r"[”\"’»“]{1,2}[.,;]?\s*\(\p{Lu}[^()\d]{1,60}(?:1[5-9]|20)\d\d[a-z]?\)")
"""A name and a year right behind words that begin small: “the cold quay” (Vane 1990)."""
_BARE_THAT = re.compile(r"\b(?:that|dass|daß|что)[\s,]*$")
_YEAR_ALONE = re.compile(r"\b1[5-9]\d\d\)|\b20\d\d\)")
_DATED_BEHIND = re.compile(r"[»”\"’“]{1,2},\s+(?:1[4-9]|20)\d\d(?:[.;)]|\s*$)")
"""A year right behind the words, parted by a comma: “Ropes and Barges”, 2016."""
_PARTED = compiled(r"(?<!\b\p{Lu})[.!?]\s+[^\s.]")
"""A stop within the words that is no initial's: “Он ушёл. Верфь пуста”, and not «Верфь Р. А. Вейнова»."""
_SUBTITLED = compiled(r"(?:\S+\s+){0,9}\S+[^\W\d_]{3}\.\s+[“„\"]?\p{Lu}(?:[\w“”„\"-]+\s){1,5}[\w“”„\"-]+")
"""A title and a short subtitle behind a full stop: «Жатва. Опыт о причалах»."""
_VOLUME_BEHIND = re.compile(
    r"[»”\"’“]{1,2},?\s+(?:(?:[Кк]н|[Тт]|[Чч]|[Вв]ып|[Сс]б|[Ii]ss|[Vv]ol|Bd)\.\s*[\dIVXLC]|№\s*\d|//\s)"
)
"""The volume, number or journal right behind: «Жатва и причал», кн. V, 1902."""
_NAMED_BEFORE = compiled(
    r"(?:\b\p{Lu}\.\s?){1,2}\p{Lu}[\w-]+,\s*$|\b(?:[Тт]|[Кк]н|[Вв]ып|[Чч]|[Vv]ol)\.\s*(?:\d{1,3}|[IVXLC]+),\s*$|"
    r"\b\p{CyrillicLu}[\p{CyrillicLl}-]+\s\p{CyrillicLu}\.\s?\p{CyrillicLu}\.\s*$|"
    r"(?:^|[\d.…]\s|\n)(?:\p{CyrillicLu}\.\s?){2}\p{CyrillicLu}[\p{CyrillicLl}-]+\.\s*$"
)
"""An author by initials, or a volume, right before: (Р. А. Вейнов, «Жатва в долине»; т. 6, «Жатва в долине»."""
_NUMBERED = re.compile(r"[»”\"’“]{1,2}[.,;]?(?:\d|\s?\[\d)")
"""The number of a note that was lost as one: «причал пуст»12, «причал пуст» [12]."""
_BY_SOMEBODY = compiled(r"\b\p{CyrillicLu}\.\s?(?:\p{CyrillicLu}\.\s?)?\p{CyrillicLu}\p{CyrillicLl}{2,}[^!?;]{0,140}$")
"""Somebody with his initials before: the words that begin small may be his."""
_IN_CONTENTS = re.compile(r"[»”\"’“]{1,2}\)?\s*(?:[.…]\s?){4,}")
"""Leader dots right behind: the words stand in a table of contents."""
_LISTED = re.compile(r"[»”\"’“]{1,2}\s*\([^()]{0,20}(?:1[4-9]|20)\d\d[^()]{0,20}\)[^.!?]{0,60}[;.]?\s*$")
"""A year in brackets behind the words with which a paragraph begins: an entry of a list of works."""
VERSE = re.compile(r"[^\W\d_][^\w\s]{0,3}\s/\s[^\w\s]{0,2}[^\W\d_]")
"""Two lines of verse, parted by a stroke."""
LINK = re.compile(r"\[([^\[\]]*)\]\((?:https?:|www\.)[^()\s]*\)")
_LINKED = re.compile(r"\]\((?:https?:|www\.)")
_EMPHASIS = re.compile(r"(?<=\s)[*_]+$")
"""The mark of emphasis that opens right before a quotation mark: er schrieb: _„der Kai ist leer“_."""
_PARTED_WORD = re.compile(r"(?<=[^\W\d_])-\n\s*(?=[^\W\d_])")
"""A word that a line of print parts: Stan-, dards."""
_LOST_CALL = re.compile(r"\[\^[\w:-]+\]")
"""The call of a note that another file of the manuscript has: [^12]."""
_PLACED = compiled(
    r"\((?:[^\W\d_]{2,5}\.?\s){0,2}\p{Lu}[^()\[\]]{0,80}?\b(?:1[5-9]|20)\d\d[a-z]?[,:]\s?(?:[^\W\d_]{1,3}\.\s?)?\d{1,4}[^()\[\]]{0,40}\)"
    r"|\[\d{1,3},\s?(?:[^\W\d_]{1,2}\.\s?)?\d{1,4}[^()\[\]]{0,20}\]"
)
"""A year and a page in brackets, or the number of a work and a page: (Moos 1990, S. 12), [12, с. 34]."""
_EXCLAIMED = re.compile(r"[!?][.…]?\s*$")
_CALLED_SOON = 400
_BEHIND = 14  # characters between words and a note that is surely theirs: a volume, an archive in brackets
_EDITED = re.compile(r"\[(?:\.\s?\.\s?\.|…|\w{1,2})\]")
"""What nobody but a quoter puts into words: “a lawyer, [...] a magistrate”, “ropes[s]”."""
_LONGEST_TITLE = 40  # words
SENTENCE = 5  # words of a quotation that makes its paragraph a passage in which somebody speaks
FEW = 3  # words of a fragment
_SHORT_WORD = 3  # letters of a lone word that quotes nobody
_LONGEST_ACT = 120  # words of the title of an act that names the acts it changes
_LONGEST_GLOSS = 6  # words
_LONGEST_NOTION = 8
_LONGEST_UNTOLD = 12  # words of what begins as a title does, and ends without a stop
UNTOLD = "untold"
_LONGEST_CITED = 8  # words of a title that a colon leads up to, and a page follows
_SURELY_TITLED = 4  # longer words with capitals that no sentence has
_AT_HAND = 40  # characters between one or two words and the note that shows that they are quoted
_LONGEST_LISTED = 15  # words of a title that a year follows, or a list of works has
_LONGEST_NAME = 10  # words of a body's
_AT_ONCE = 4  # characters between one word and that note
_SMALL_WORDS = frozenset((
    "of", "the", "a", "an", "and", "in", "on", "to", "for", "from", "with", "by", "at", "or", "as", "its", "into", "vs",
    "is", "among", "between", "through", "under", "over", "after", "before", "without", "against", "about", "upon",
    "but", "during", "towards", "toward", "within", "beyond", "their",
))  # fmt: skip


def fold_title(title: str) -> str:
    """A title by its words alone, to be compared."""
    return " ".join(_folded(word) for word in WORD.findall(title))


def _folded(word: str) -> str:
    return word.casefold().replace("ё", "е")


def stem_of(word: str) -> str:
    """A word without the end that a case may change."""
    folded = _folded(word)
    return folded[: max(3, len(folded) - 2)]


def stems(text: str) -> tuple[str, ...]:
    """The words of a text without the ends that a case may change."""
    return tuple(stem_of(word) for word in WORD.findall(text))


def calls_in(paragraph: Paragraph) -> list[int]:
    """Where notes are called, those of another file of the manuscript and places in brackets with them."""
    return sorted((*(call.at for call in paragraph.calls), *_calls_written(paragraph.text)))


@lru_cache(maxsize=16)  # asked for each passage of a paragraph
def _calls_written(text: str) -> tuple[int, ...]:
    return tuple(match.start() for kind in (_LOST_CALL, _PLACED) for match in kind.finditer(text))


@dataclass(frozen=True, slots=True)
class _Passage:
    """Words within marks and what stands around them: right before, right behind, and earlier in the paragraph.

    `here` where their place is cited right behind them, `called` where that or a note is; `says` where somebody says
    them by what stands before, `spoken` also by what stands behind; `theirs` where the sentence names whose they are.
    """

    text: str
    words: Sequence[str]
    before: str
    after: str
    earlier: str
    here: bool
    called: bool
    says: bool
    spoken: bool
    theirs: bool


def kind_within_marks(
    text: str, paragraph: Paragraph, first: Marked, last_paragraph: Paragraph, last: Place, titles: frozenset[str]
) -> str:
    """What words within marks are: quotation, fragment, title, word, scare or UNTOLD; `titles` are folded."""
    one = _passage(_PARTED_WORD.sub("", unescape(text)), paragraph, first, last_paragraph, last)
    if fold_title(one.text) in titles and not (one.says and len(one.words) > 6):
        return "title"
    tells = one.called and _may_be_said(one.text, one.words, one.before)
    if _is_told_title(one.text, one.words, one.before, here=one.here):
        return UNTOLD if tells else "title"
    if _links_a_page(one.text) or (one.before.endswith("[") and one.after[1:].startswith("](")):
        return "title"  # of a page that Markdown links
    if (len(one.words) > 1 and _EDITED.search(one.text)) or (len(one.words) >= SENTENCE and VERSE.search(one.text)):
        return _quoted(one)
    if _is_listed_title(one.text, one.words, paragraph, first, last_paragraph, last, spoken=one.spoken) and not (
        one.called and cue("tells-in-words").search(one.text) and not _DATED_BEHIND.match(last_paragraph.text, last.end)
    ):
        return UNTOLD if tells else "title"
    if _is_title(one.text, one.words, one.before, says=one.spoken, called=one.called):
        return UNTOLD if tells or _may_be_theirs(one.text, one.words, one.before, called=one.called) else "title"
    return _as_name_or_word(one) or _as_quoted(one, is_next=_is_next(last_paragraph, last.end, len(one.words)))


def _passage(text: str, paragraph: Paragraph, first: Marked, last_paragraph: Paragraph, last: Place) -> _Passage:
    words = WORD.findall(text)
    before = _EMPHASIS.sub("", paragraph.text[max(0, first.start - 60) : first.start - 1])
    after = last_paragraph.text[last.end : last.end + 40]
    says = before.rstrip().endswith(":") or bool(cue("says").search(before) or cue("said-already").search(before))
    small = text.lstrip()[:1].islower() and len(words) > 1
    here = is_cited_here(last_paragraph.text, last.end, len(words)) or (
        small and _NAMED_WITH_YEAR.match(last_paragraph.text, last.end) is not None
    )
    theirs = len(words) > 1 and is_somebodys(
        text, sentence_before(paragraph.text, first.start - 1), sentence_behind(last_paragraph.text, last.end + 1)
    )
    return _Passage(
        text, words, before, after, paragraph.text[max(0, first.start - 200) : first.start - 1],
        here=here, called=here or is_called_soon(last_paragraph, last.end), says=says,
        spoken=says or _is_spoken(text, after[1:]) or cue("speaks-between").match(after) is not None, theirs=theirs,
    )  # fmt: skip


def _quoted(one: _Passage) -> str:
    return "fragment" if len(one.words) <= FEW else "quotation"


def _as_name_or_word(one: _Passage) -> str:
    """What words are that are named or spoken of as words; empty where they are neither."""
    words, before, text = one.words, one.before, one.text
    if all(len(word) == 1 for word in words) or (len(words) == 1 and len(words[0]) <= _SHORT_WORD):
        return "word"  # initials, a stamp, a grade; "of"
    by_name = len(words) > 1 and cue("somebody-calls").search(before) is not None  # "what Vane called …": his words
    mentioned = len(words) <= 4 and not by_name and cue("speaks-of-words").search(before)
    if not one.called and (cue("stands-for").search(before) or mentioned):
        return "word"
    is_numbered = _NUMBERED.match(one.after) is not None
    after_notion = len(words) <= _LONGEST_NOTION and cue("notion-before").search(before) and not is_numbered
    is_gloss = len(words) <= _LONGEST_GLOSS and before.endswith("(") and one.after[1:2] == ")"  # decreta (“decrees”)
    if not one.called and (after_notion or is_gloss):
        return UNTOLD
    if re.fullmatch(r"\S+\.[a-zа-я]{2,4}", text.strip()):
        return "title"  # the address of a page
    tells = one.called and (cue("tells-in-words").search(text) or _runs_on(words))
    is_body = cue("named-body").match(text) and not tells
    if is_body and not one.spoken and len(words) <= _LONGEST_NAME and text.strip()[-1:] not in ".!?…":
        return "title"
    if len(words) <= 4 and (cue("so-called").search(before) or (not one.called and cue("one-calls").search(before))):
        return "word"
    return ""


def _as_quoted(one: _Passage, *, is_next: bool) -> str:
    """What words are that are no title: quoted, in scare quotes, or what cannot be told.

    `is_next` where a note is called right behind them.
    """
    words, text = one.words, one.text
    said = len(words) > 1 and (cue("says-earlier").search(one.earlier) or cue("somebody-calls").search(one.earlier))
    if (len(words) > 1 and cue("called-after").match(one.after)) or said or _EXCLAIMED.search(text):
        return _quoted(one)
    if len(words) <= FEW:
        clause = len(words) <= 2 and _BARE_THAT.search(one.before)  # "would be that “real power” is …"
        near = one.here or one.theirs or (one.called and (len(words) > 2 or is_next))
        possible = one.called or cue("possessed").search(one.before) is not None
        return _kind_of_few(text, words, near=near, spoken=one.spoken and not clause, possible=possible)
    by_somebody = text.lstrip()[:1].islower() and _BY_SOMEBODY.search(one.earlier)
    told = (
        one.called or one.spoken or one.theirs or _NUMBERED.match(one.after) or cue("put-between-dashes").search(text)
    )
    told = told or by_somebody or cue("tells-earlier").search(one.earlier)
    return "quotation" if told or not _may_be_name(text, words, one.before) else UNTOLD


def _kind_of_few(text: str, words: Sequence[str], *, near: bool, spoken: bool, possible: bool) -> str:
    """What three words or fewer are that no title is made of: `possible` are those with a note later, or somebody's."""
    if near or (spoken and (len(words) > 1 or text.strip()[-1:] in ".!?,…")):
        return "fragment"
    return UNTOLD if possible and len(words) > 1 else "scare"


def _links_a_page(text: str) -> bool:
    """Whether the words are a page's title that Markdown links; words in Latin letters that begin small are quoted."""
    small = text.lstrip(" [")[:1].islower() and CYRILLIC.search(text) is None
    return _LINKED.search(text) is not None and not (small and LINK.search(text))


def _may_be_said(text: str, words: Sequence[str], before: str) -> bool:
    """Whether what looks like a title may be the source's: a sentence, or called words: the words “Bread for All”."""
    if CYRILLIC.search(text) is not None:
        return False
    is_sentence = _runs_on(words) and cue("tells-in-words").search(text) is not None
    return is_sentence or cue("speaks-of-words").search(before) is not None


def _may_be_theirs(text: str, words: Sequence[str], before: str, *, called: bool) -> bool:
    """Whether what stands as a title does may be the source's.

    Two or three words that have a note may, since capitals tell little of so few; Russian ones where somebody says
    them or a verb stands within.
    """
    if cue("names-a-thing").search(before) or cue("begins-a-title").match(text):
        return False
    if CYRILLIC.search(text) is None:
        return called and 1 < len(words) <= FEW
    if len(words) <= 4 and cue("paper-says").search(before):
        return False
    theirs = cue("tells-whose").search(before) or cue("by-whom").search(before)
    return theirs is not None or (len(words) > 2 and cue("tells-in-words").search(text) is not None)


def _runs_on(words: Sequence[str]) -> bool:
    """Whether several words are small that no name in Latin letters has so: “Society of the quay lost its bells”."""
    small = (word for word in words if word[:1].islower() and word not in _SMALL_WORDS and not CYRILLIC.search(word))
    return len([*small]) > 1


def _may_be_name(text: str, words: Sequence[str], before: str) -> bool:
    """Whether words that no note and no verb of saying stands beside may be a name: few, or begun as a title is."""
    if text.strip()[-1:] in ".!?…":
        return False
    if len(words) <= SENTENCE:
        return True
    capital = text.lstrip()[:1].isupper() and not _PARTED.search(text)
    if CYRILLIC.search(text) is None:
        led = cue("leads-to-a-name").search(before) or cue("possessed").search(before)
        return capital and len(words) <= _LONGEST_NAME and led is not None
    within = before.rstrip()[-1:] not in (".", "!", "?", "…") and not cue("tells-in-words").search(text)
    return within and len(words) <= _LONGEST_UNTOLD and capital


def _is_told_title(text: str, words: Sequence[str], before: str, *, here: bool) -> bool:
    """Whether words lead up that only a title follows; a sentence with its page behind a colon is none."""
    most = _LONGEST_CITED if here and before.rstrip().endswith(":") else _LONGEST_TITLE
    return text.lstrip()[:1].isupper() and len(words) <= most and cue("is-titled").search(before) is not None


def _is_listed_title(
    text: str, words: Sequence[str], paragraph: Paragraph, first: Marked, last_paragraph: Paragraph, last: Place, *,
    spoken: bool,
) -> bool:  # fmt: skip
    """Whether an author, a volume or a year around the words, or how they begin, shows a title or a law."""
    if len(words) <= _LONGEST_TITLE and is_referenced(text, paragraph, first, last_paragraph, last):
        return True
    is_act = _is_act(text, paragraph.text[max(0, first.start - 240) : first.start - 1])
    if not text.lstrip()[:1].isupper() or len(words) > (_LONGEST_ACT if is_act else _LONGEST_TITLE):
        return False
    if _IN_CONTENTS.match(last_paragraph.text, last.end):
        return True
    is_law = is_act or cue("begins-a-law").match(text) is not None
    if is_law and len(words) < SENTENCE:
        return True
    if spoken:
        return False
    if _is_dated(text, words, paragraph, first, last):
        return True
    if not is_act and any(last.end <= call <= last.end + _BEHIND for call in calls_in(last_paragraph)):
        return False  # as likely words of the source as a title: they are held to it
    if not _PARTED.search(text) and _is_entry(paragraph.text, first):
        return True
    if is_law or _PARTED.search(text):
        return is_law
    if _VOLUME_BEHIND.match(last_paragraph.text, last.end):
        return True
    return text.strip()[-1:] not in ".!?…" and cue("behind-a-title").match(last_paragraph.text, last.end) is not None


def _is_act(text: str, earlier: str) -> bool:
    """Whether an act with its number, its date or whose it is leads up to what begins as its title: «О пристанях».

    Where somebody says something in the same sentence, it may be his words.
    """
    if text.strip()[-1:] in "!?…" or cue("tells-in-words").search(text) or cue("tells-earlier").search(earlier):
        return False
    if cue("act-numbered").search(earlier):
        return True
    return cue("begins-an-act").match(text) is not None and cue("act-before").search(earlier) is not None


def _is_entry(text: str, first: Marked) -> bool:
    """Whether an author or a volume leads the words as in a list: in brackets, or with nothing before.

    In a sentence it may be the one who says them: «По словам Р. А. Вейнова, „Верфь пуста“».
    """
    start = first.start - 1
    led = _NAMED_BEFORE.search(text, max(0, first.start - 60), start)
    if led is None:
        return False
    lead = text[: led.start()]
    return lead.rfind("(") > lead.rfind(")") or not WORD.search(lead) or lead.rstrip().endswith(("см.", "see"))


def _is_dated(text: str, words: Sequence[str], paragraph: Paragraph, first: Marked, last: Place) -> bool:
    """Whether a year follows behind a comma, or the words are an entry of a list: «Причал и жатва», 1929."""
    if len(words) > _LONGEST_LISTED or not text.lstrip()[:1].isupper() or last.paragraph != paragraph.number:
        return False
    if _DATED_BEHIND.match(paragraph.text, last.end):
        return True
    alone = not WORD.search(paragraph.text, 0, first.start) and _LISTED.match(paragraph.text, last.end)
    return bool(alone) and not paragraph.calls and text.strip()[-1:] not in ".!?…"


def _is_spoken(text: str, after: str) -> bool:
    """Whether a verb of saying follows: “No,” he said."""
    stopped = text.strip()[-1:] in ",.!?…" or after.startswith(",")
    return bool((stopped and cue("speech-after").match(after)) or cue("speech-after-dash").match(after))


def is_cited_here(text: str, at: int, words: int) -> bool:
    """Whether a place stands in brackets right behind the words; a year alone in them is none.

    A lone word with a name and a page is rather mentioned by whom that names.
    """
    if words > 1 and (named := _NAMED_AND_CITED.match(text, at)) is not None and not _YEAR_ALONE.search(named[0]):
        return True
    return bool(_CITED_HERE.match(text, at) or (words > 1 and _CITED_SOON.match(text, at)))


def _is_next(paragraph: Paragraph, at: int, words: int) -> bool:
    """Whether a note is called right after a quotation, within a few words and with no other quotation between.

    Behind one word it has to stand at once, since most words in marks quote nobody.
    """
    soonest = min((call for call in calls_in(paragraph) if call >= at), default=-1)
    return 0 <= soonest <= at + (_AT_HAND if words > 1 else _AT_ONCE) and not any(
        mark in paragraph.text[at + 1 : soonest] for mark in '“«„‘"'
    )


def _is_title(text: str, words: Sequence[str], before: str, *, says: bool, called: bool) -> bool:
    capital = next((letter for letter in text if letter.isalpha()), "").isupper()
    if capital and cue("names-a-thing").search(before) and not (says or called) and _SUBTITLED.fullmatch(text.strip()):
        return True
    if not capital or len(words) > _LONGEST_TITLE or _PARTED.search(text):
        return capital and not says and _is_titled_throughout(text)
    if cue("names-a-thing").search(before) and not (says and not before.rstrip().endswith(("his", "her", "their"))):
        return len(words) <= 8 or not called
    if cue("begins-a-title").match(text) and not (says or called) and text.strip()[-1:] not in ",!?…":
        return True
    if CYRILLIC.search(text) or CYRILLIC.search(before):
        if len(words) <= 4 and cue("paper-says").search(before) and not re.search(r"[.!?…,]$", text.strip()):
            return True
        if not called and not says and not re.search(r"[.!?…,]$", text.strip()) and re.search(r"\w\s$", before):
            return True  # what is quoted within a Russian sentence begins small, or comes after a comma, colon or dash
        return len(words) <= 2 and not called and not says and not re.search(r"[.!?…,]$", text.strip())
    long = [word for word in words if word.lower() not in _SMALL_WORDS and word.isalpha()]
    titled = sum(word[0].isupper() for word in long)
    share = titled / max(1, len(long))
    if len(long) >= _SURELY_TITLED and share >= 0.9 and not says and not re.search(r"[!?…]$", text.strip()):
        return True  # the stop within the marks is an American sentence's own
    ends = re.search(r"[.!?…]$", text.strip())
    return len(long) >= 2 and share >= 0.8 and not ends and not says and len(words) <= 14


def _is_titled_throughout(text: str) -> bool:
    """Whether every longer word has a capital, as in “Whose Quay? The Barges and the Mole”: no sentences have that."""
    long = [word for word in WORD.findall(text) if word.isalpha() and word.lower() not in _SMALL_WORDS]
    is_latin = CYRILLIC.search(text) is None
    return is_latin and len(long) >= _SURELY_TITLED and all(word[0].isupper() for word in long)


def is_called_soon(paragraph: Paragraph, at: int) -> bool:
    """Whether a note's call or a live citation follows within the sentence in which a quotation ends."""
    soonest = min(
        [
            *(call for call in calls_in(paragraph) if call >= at),
            *(live.start for live in paragraph.lives if live.start >= at),
        ],
        default=-1,
    )
    if soonest < 0 or soonest - at > _CALLED_SOON:
        return False
    return compiled(r"[.!?…][»”\"’]?\s+[\p{Lu}«“\"]").search(paragraph.text[at + 1 : soonest]) is None
