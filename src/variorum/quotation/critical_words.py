"""The words whose loss or change turns a sentence round: negations, quantifiers, numbers, modal words, months.

A difference that touches one of them is never noise, and is named in the warnings.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files

from variorum.languages import having, pack, primary, table, tables
from variorum.quotation.phrases import tells
from variorum.quotation.reading_language import language
from variorum.saying import say
from variorum.text.lettering import PAGE_BREAK
from variorum.text.unseen_signs import UNSEEN

GROUPED = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\w)"
"""A whole number whose thousands are parted by spaces: one word, and no two numbers."""
_WORD = re.compile(GROUPED + r"|\d+(?:[.,:/]\d+)+|[^\W_]+(?:['’ʼ][^\W_]+)*")


_LINE_END = re.compile(r"[-‐‑¬][ \t]*[\n\f\x1c]\s*")
_BROKEN = re.compile(rf"(?<![^\W\d_])[^\W\d_]++(?:{_LINE_END.pattern}[^\W\d_]++)+")
_SHY = re.compile("\u00ad(?=[ \t]*[\n\f\x1c])")  # a shy hyphen that a line's end shows
_UNSEEN = dict.fromkeys(map(ord, UNSEEN))


@lru_cache(maxsize=16)
def _lists(spoken: str) -> dict[str, frozenset[str]]:
    read = (*tables("critical_words", spoken), {"negation": _denials(spoken).get("words", "")})
    return {kind: frozenset(word for table in read for word in table.get(kind, "").split()) for kind in _TABLES}


def _denials(spoken: str) -> dict[str, str]:
    """What denies in a language that has no critical words of its own; empty in one that has, or is not known."""
    return {} if weighs_words(spoken) else _negations().get(primary(spoken), {})


@cache
def _negations() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("negations.toml").read_text(encoding="utf-8"))


def weighs_words(spoken: str) -> bool:
    """Whether all kinds of critical words of a language are known; where nobody told the language, one is taken."""
    return not spoken or bool(table(spoken, "critical_words"))


def languages_weighed() -> tuple[str, ...]:
    """Every language of which critical words, or at least denials, are known; first what is read where none is told."""
    return ("", *having("critical_words"), *_negations())


_CONTRACTED = re.compile(r"(?<!^o)(?<!^i)(?<!^upo)n['’ʼ]t$")  # on't, in't and upon't are "on it" and the like
_NEGATING_PREFIX = re.compile(
    r"^(?:un|in|im|il|ir|dis|non|miss|miß|mis|anti|counter|contra|pseudo|quasi|ex-|псевдо|лже|экс-|не|ни|без|бес|анти|противо|контр)",
    re.IGNORECASE,
)

_THIRD_PERSONS = {
    form: person
    for person, forms in {
        "he": "he him his himself он него нём нем",
        "she": "she her hers herself она её ее ей ней неё нее",
        "they": "they them their theirs themselves они их ими них",
    }.items()
    for form in forms.split()
}

KINDS = ("negation", "quantifier", "number", "modal", "date")
_TABLES = (*KINDS, "pronoun")
_NAMED = {
    "negation": say("a negation"),
    "quantifier": say("a quantifier"),
    "number": say("a number"),
    "modal": say("a word of possibility or duty"),
    "date": say("a month or day"),
    "name": say("a name"),
}


def kind_of(word: str) -> str:
    """What makes this word critical in the language that is read: one of KINDS, or an empty string."""
    return _kind_of(word, language())


@lru_cache(maxsize=8192)
def _kind_of(word: str, spoken: str) -> str:
    lists = _lists(spoken)
    lowered = word.lower().replace("’", "'").replace("ʼ", "'")
    begins = _denials(spoken).get("begins")
    if lowered in lists["negation"] or _CONTRACTED.search(lowered) or (begins and lowered.startswith(begins)):
        return "negation"
    if any(character.isdigit() for character in lowered) or lowered in lists["number"] or _is_roman(word):
        return "number"
    if lowered in lists["quantifier"]:
        return "quantifier"
    if lowered in lists["modal"] and word != "May":
        return "modal"
    return "date" if word == "May" or lowered in lists["date"] else ""


def words_in(text: str) -> list[str]:
    """The words of a text, apostrophes inside them kept; a critical one that a line's end breaks is one word."""
    return _WORD.findall(unbroken(text))


def parted_by_words(text: str) -> list[str]:
    """What stands before, between and after the words of a text: one more than there are words."""
    return _WORD.split(unbroken(text))


def unbroken(text: str) -> str:
    """A text without signs that nobody sees, its telling words whole where a line's end breaks them: "nev-⏎er"."""
    if not text.isascii():
        text = _SHY.sub("-", text).translate(_UNSEEN)
    return _BROKEN.sub(_joined, text) if "\n" in text or PAGE_BREAK in text else text


def _joined(broken: re.Match[str]) -> str:
    whole = _LINE_END.sub("", broken.group())
    is_named = whole[:1].isupper() and whole[1:].islower()
    return whole if is_named or kind_of(whole) or tells(whole) else broken.group()


def critical_in(text: str) -> dict[str, list[str]]:
    """The critical words of a text by kind, in order."""
    found: dict[str, list[str]] = {}
    for word in words_in(text):
        kind = kind_of(word)
        if kind:
            found.setdefault(kind, []).append(word)
    return found


def negations(text: str) -> int:
    """How many negations a text has."""
    return len(critical_in(text).get("negation", ()))


def negates(one: str, other: str) -> bool:
    """Whether two words differ by a negating prefix alone, as "able" and "unable", «верно» and «неверно»."""
    shorter, longer = sorted((one.lower(), other.lower()), key=len)
    match = _NEGATING_PREFIX.match(longer)
    if not match:
        return False
    rest = longer[match.end() :].lstrip("-")
    return len(rest) >= 2 and (
        rest == shorter or (len(rest) >= 4 and rest[:4] == shorter[:4] and len(longer) - len(shorter) <= 4)
    )


def named(kind: str) -> str:
    """A kind of critical word as it is called in a sentence."""
    return _NAMED[kind]


def changed_kinds(quoted: str, found: str) -> tuple[str, ...]:
    """The kinds of critical words that two stretches of text do not have alike."""
    ours, theirs = critical_in(quoted), critical_in(found)
    kinds = [kind for kind in KINDS if _counted(ours.get(kind)) != _counted(theirs.get(kind))]
    if "negation" not in kinds and any(negates(a, b) for a, b in zip(words_in(quoted), words_in(found), strict=False)):
        kinds.insert(0, "negation")
    return tuple(kinds)


def is_pronoun(word: str) -> bool:
    """Whether a word only points at what is meant: a pronoun or an article."""
    return word.lower() in _lists(language())["pronoun"]


def who(text: str) -> frozenset[str]:
    """Which third persons the pronouns of a text point at: "he", "she", "they"."""
    return frozenset(_THIRD_PERSONS[word] for word in map(str.lower, words_in(text)) if word in _THIRD_PERSONS)


def is_name(word: str) -> bool:
    """Whether a word looks like a proper name where it does not open a sentence: capital, then small letters.

    Or all capitals. In a language whose nouns all have capitals no word does.
    """
    return has_capital(word) and not _nouns_have_capitals(language())


def has_capital(word: str) -> bool:
    """Whether a word is written as names are, and is no pronoun, number, month or other critical word."""
    return len(word) > 1 and word[0].isupper() and not is_pronoun(word) and not kind_of(word)


@lru_cache(maxsize=64)
def _nouns_have_capitals(spoken: str) -> bool:
    declared = pack(spoken)
    return declared is not None and declared.capital_nouns


def _counted(words: list[str] | None) -> Counter[str]:
    return Counter(word.lower() for word in words or ())


def _is_roman(word: str) -> bool:
    return (
        len(word) > 1
        and word.isupper()
        and re.fullmatch(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", word) is not None
    )
