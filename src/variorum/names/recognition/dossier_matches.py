"""Names that dossiers know, found in running text; which of them may be taken for sure, and which only with help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from variorum.languages import Token, equipment, pack, writing
from variorum.names.recognition.gazetteer import ARTICLES, WORD, KnownPhrase, KnownSurname, NameGazetteer, word_keys

_BEFORE = re.compile(r"(?:^|[.!?…:;•\n]|[.!?…][»”\"’)\]]+)[\s«“„\"'‘(\[*_—–-]*$")
_POSSESSIVE = re.compile(r"['’ʼ]s?$")
_QUOTED = re.compile(r"[«“„\"]\s*$")
_ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?)\s+$")
_BETWEEN = re.compile(r"(?:[\s\u00a0]+the)?[\s\u00a0]+|\s?[-‐–—]\s?|\s*[«“„\"]\s*|\s*[»”\"]\s*")
_SURNAMELIKE = re.compile(
    r"(?:[оеё]в|[иы]н|[сц]к)(?:а|у|ым|ом|е|ой|ою|ы|ых|ими|ий|ого|ому|им|ая|ую)?$|[oe](?:v|ff)a?$|in[ae]?$|sk[iy]$"
)


@dataclass(frozen=True, slots=True)
class DossierMatch:
    """A name of the dossiers where it stands.

    `kinds` are the kinds of dossier that it may name; `sure` is false where the word is an ordinary one as well, so
    that it needs a title, a given name or the full name before it.
    """

    start: int
    end: int
    kinds: tuple[str, ...]
    forms: tuple[str, ...]
    sure: bool


def dossier_matches(text: str, known: NameGazetteer, *, language: str) -> list[DossierMatch]:
    """Every name of the dossiers in a text of this language, in order; of two that overlap the longer."""
    look, genitive = _looking(known), _genitive(language)
    found: list[DossierMatch] = []
    words = list(words_of(text))
    end = 0
    for place, word in enumerate(words):
        if word.start < end:
            continue
        bearers, phrases = look(word.text)
        if genitive and word.text.endswith(genitive) and not phrases:
            word, bearers = _without_genitive(word, bearers, look, genitive)
        if not bearers and not phrases:
            continue
        match = _phrase_at(text, words[place : place + 24], phrases, language) if phrases else None
        if match is None or (bearers and word.end == match.end):
            match = _surname_at(text, word, bearers, also=match, language=language) or match
        if match is not None:
            found.append(match)
            end = match.end
    return found


def _without_genitive(
    word: Token, bearers: tuple[KnownSurname, ...], look: _Looking, genitive: str
) -> tuple[Token, tuple[KnownSurname, ...]]:
    """„Trotzkis Brief“ names Trotzki, „Engels schrieb“ Engels: a surname that has the ending itself keeps it."""
    if len(word.text) < 5 or any(one.surname.lower() == word.text.lower() for one in bearers):
        return word, bearers
    bare = Token(word.start, word.end - len(genitive), word.text.removesuffix(genitive))
    found = look(bare.text)[0]
    return (bare, found) if found else (word, bearers)


def _surname_at(
    text: str, word: Token, bearers: tuple[KnownSurname, ...], *, also: DossierMatch | None, language: str
) -> DossierMatch | None:
    if not bearers or not word.text[0].isupper():
        return None
    kinds = ("person", *(also.kinds if also else ()))
    forms = tuple(dict.fromkeys(bearer.form for bearer in bearers))
    return DossierMatch(word.start, word.end, kinds, forms, sure=is_sure(text, word.start, word.text, language))


def _phrase_at(text: str, words: list[Token], phrases: tuple[KnownPhrase, ...], language: str) -> DossierMatch | None:
    matched = [(phrase, run) for phrase in phrases if (run := _run(text, words, phrase))]
    if not matched:
        return None
    length = len(matched[0][1])
    longest = [phrase for phrase, run in matched if len(run) == length]
    run = matched[0][1]
    sure = length > 1 or longest[0].exact or is_sure(text, run[0].start, run[0].text, language)
    kinds = tuple(dict.fromkeys(phrase.kind for phrase in longest))
    forms = tuple(dict.fromkeys(phrase.form for phrase in longest))
    return DossierMatch(run[0].start, run[-1].end, kinds, forms, sure)


def _run(text: str, words: list[Token], phrase: KnownPhrase) -> list[Token]:
    """The words of the text that are this phrase's, or none."""
    run: list[Token] = []
    for word in words:
        if len(run) == len(phrase.words):
            break
        if run and word.text.lower() in ARTICLES:
            continue
        if not phrase.words[len(run)] & word_keys(word.text):
            return []
        run.append(word)
    if len(run) < len(phrase.words) or not run:
        return []
    gaps = (text[one.end : other.start] for one, other in pairwise(run))
    if phrase.kind != "work" and not all(_BETWEEN.fullmatch(gap) for gap in gaps):
        return []
    return run if _cased(run, phrase) else []


def _cased(run: list[Token], phrase: KnownPhrase) -> bool:
    """Whether the run has the capitals that the dossier's form leads one to expect."""
    if phrase.exact:
        return run[0].text.isupper()
    wanted = [word[0].isupper() for word in WORD.findall(phrase.form) if word.lower() not in ARTICLES]
    has = [word.text[0].isupper() for word in run]
    if len(run) == 1:
        return has[0] or not wanted[0]
    # «Левая оппозиция» is mostly written small in Russian; in English a small "left opposition" is any
    return any(has) or not any(wanted) or bool(re.search("[а-яё]", run[0].text))


def is_sure(text: str, start: int, word: str, language: str) -> bool:
    """Whether a single word with a capital may be taken for a name without help: it can hardly be another word."""
    before = text[max(0, start - 40) : start]
    if (article := _article_of(language)) and article.search(before) and word[0] < "\u0250":
        return False  # „der Bauer“: where every noun has a capital, the article tells that it is none
    if not is_ordinary(word, language):
        return True
    if _ARTICLE.search(before):
        return False
    begins = bool(_BEFORE.search(before)) or (_QUOTED.search(before) is not None)
    return not begins and bool(_SURNAMELIKE.search(word.lower()))


@lru_cache(maxsize=50)
def _article_of(language: str) -> re.Pattern[str] | None:
    """An article at the end of what stands before a word, in a language whose nouns all have a capital."""
    declared = pack(language)
    if declared is None or not declared.capital_nouns or not declared.articles:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(declared.articles)})\s+$", re.IGNORECASE)


@lru_cache(maxsize=50)
def _genitive(language: str) -> str:
    declared = pack(language)
    return declared.genitive if declared else ""


def is_article_and_word(text: str, start: int, word: str, language: str) -> bool:
    """Whether it is an ordinary word after an article ("the Stern"), which is nobody's name."""
    if not _ARTICLE.search(text[max(0, start - 8) : start]):
        return False
    words = word.split()  # "the Bill Rate"
    if len(words) == 2:
        return all(one.isascii() and one.isalpha() for one in words) and _is_english(words[1].lower())
    return word.isalpha() and is_ordinary(word, language)


def _is_english(lower: str) -> bool:
    """Whether a word ends a thing's name and nobody's, as far as the list of English verbs and adjectives tells."""
    return bool(equipment("en").ordinary(lower)) and not _SURNAMELIKE.search(lower)


def words_of(text: str, *, capital: bool = False) -> Iterator[Token]:
    """The words of a text, without a possessive ending; with `capital` only those that begin with one."""
    for found in WORD.finditer(text):
        word = found[0]
        if not capital or word[0].isupper():
            ending = _POSSESSIVE.search(word)
            yield Token(found.start(), found.start() + (ending.start() if ending else len(word)), word)


@lru_cache(maxsize=50_000)
def is_ordinary(word: str, language: str) -> bool:
    """Whether a word of a text in this language is one of the language, or of that which stands for its script."""
    return any(one.ordinary(word) for one in writing(word, language=language))


class _Looking:
    """A gazetteer asked about words, each once."""

    def __init__(self, known: NameGazetteer) -> None:
        self._known = known
        self._seen: dict[str, tuple[tuple[KnownSurname, ...], tuple[KnownPhrase, ...]]] = {}
        self._beginnings = frozenset(key[:2] for key in known.phrases)

    def __call__(self, word: str) -> tuple[tuple[KnownSurname, ...], tuple[KnownPhrase, ...]]:
        seen = self._seen.get(word)
        if seen is None:
            bearers = self._known.bearers(word) if word[0].isupper() and len(word) > 2 else ()
            phrases = self._known.beginning_with(word) if self._may_begin(word) else ()
            seen = self._seen[word] = bearers, phrases
        return seen

    def _may_begin(self, word: str) -> bool:
        # to ask the dictionary for a lemma is dear, and a word and its lemma seldom differ in their first two letters
        return word[:2].lower().replace("ё", "е").replace("ѣ", "е").replace("і", "и") in self._beginnings


@lru_cache(maxsize=4)
def _looking(known: NameGazetteer) -> _Looking:
    return _Looking(known)
