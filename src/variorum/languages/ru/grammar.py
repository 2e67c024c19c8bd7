"""Russian sentences of statements: objects in the case that the wording asks for, verbs in the subject's gender.

A wrong case is worse than the nominative: what is not sure in every part (cases.py) stands in the nominative
after a colon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from variorum.languages.grammar import LanguageGrammar
from variorum.languages.ru.cases import (
    GENDERS,
    PLACES,
    PREPOSITIONS,
    TITLE,
    WORD,
    Reader,
    beside_adjective,
    declined,
    gender_by,
    head_noun,
)
from variorum.languages.ru.equipment import dictionary
from variorum.languages.ru.government import (
    ABBREVIATIONS,
    BEFORE_A_TITLE,
    BY_WHOM,
    CALLED,
    COMPLEMENTS,
    DOERS,
    DYING,
    GOVERNS,
    OF_ANYBODY,
    OF_PEOPLE,
    OF_PLACE,
    OFF,
    ON,
    SAYING,
    TELLING,
    WARNING,
)

_MASCULINE, _FEMININE = frozenset({"masc", "sing"}), frozenset({"femn", "sing"})
_EITHER = re.compile(r"\((?:а|-ась)\)$")
_WORK = {"gent": "произведения", "datv": "произведению", "accs": "произведение", "ablt": "произведением",
         "loct": "произведении"}  # fmt: skip


class RussianGrammar(LanguageGrammar):
    """Objects in the case that the wording asks for, verbs in the subject's gender, a dash before nouns."""

    def agree(self, wording: str, subject: str, kind: str, forms: Sequence[str] = ()) -> str:
        """A wording with its verbs and short participles in the subject's gender and number («возглавляла»).

        As it is where the wording is not in the masculine to begin with; a person whose gender no form of the name
        tells may be either: «возглавлял(а)».
        """
        form = _grammar_of(subject, kind, self._read, tuple(forms))
        if kind == "person":
            wording = _of_people(wording, form)
        words = wording.split()
        until = next((at for at, word in enumerate(words) if word in PREPOSITIONS), len(words))
        if not form and kind == "person":
            return " ".join([*map(_either, words[:until]), *words[until:]])
        if not form:
            return wording
        return " ".join([*(_agreeing(word, form) for word in words[:until]), *words[until:]])

    def predicate(
        self, wording: str, name: str, kind: str, *, forms: Sequence[str] = (), from_object: bool = False
    ) -> tuple[str, str]:
        """A wording and the name in the case that it asks for; after a colon where that is not sure."""
        plain = _masculine(wording)
        if from_object and plain in DOERS:
            return f"{wording}:", name
        if not _is_russian(name) or not _is_russian(wording) or (plain in BEFORE_A_TITLE and TITLE.fullmatch(name)):
            return wording, name
        case = governed(wording, kind)
        for one in (name, *(form for form in forms if form.endswith(f" {name}"))) if case else ():
            form = declined(one, kind, case, self._read, forms)
            if form is not None:
                return leading(wording, form, one, kind), form
        if TITLE.fullmatch(name) and kind == "work" and case in _WORK:
            return (wording if case == "accs" and _opens_oblique(name) else f"{wording} {_WORK[case]}"), name
        return f"{CALLED.get(plain, wording)}:", name

    def before_words(self, wording: str) -> str:
        """A wording as it stands before words in quotation marks, which are not declined: «лишён: „корова“»."""
        case = "ablt" if _masculine(wording) in BY_WHOM else governed(wording)
        return wording if case in ("", "accs") or _masculine(wording) in BEFORE_A_TITLE else f"{wording}:"

    def after_subject(self, wording: str) -> str:
        """A dash before a noun that says what its subject is: «Орлова — член кружка»."""
        return "—" if names_its_subject(wording) else ""

    def complement(
        self, preposition: str, name: str, kind: str, *, wording: str = "", forms: Sequence[str] = ()
    ) -> tuple[str, str] | None:
        """A preposition and its name («в», «Бийске»), the preposition empty where the case says it all.

        None where the case is not sure.
        """
        known = brought_in(preposition, kind, wording)
        if known is None:
            return None
        if not _is_russian(name):
            return known[0], name
        form = declined(name, kind, known[1], self._read, forms)
        return (sounding(leading(f" {known[0]}", form, name, kind).strip(), form), form) if form else None

    def preposition_before_words(self, preposition: str, wording: str) -> str:
        """A preposition, with a colon where it asks for a case that words in quotation marks do not have."""
        known = brought_in(preposition, "", wording)
        return "" if known is None else known[0] if known[1] == "nomn" else f"{known[0]}:"


def names_its_subject(wording: str) -> bool:
    """Whether a wording is a noun that says what its subject is, so that a dash parts them: «Орлова – член кружка»."""
    first = wording.partition(" ")[0]
    parses = dictionary().parse(first) if WORD.fullmatch(first) else []
    return any({"NOUN", "nomn"} <= one.tag.grammemes for one in parses) and not any(
        {"VERB", "PRTS", "PREP", "Name"} & one.tag.grammemes for one in parses
    )


def _is_russian(name: str) -> bool:
    return re.search("[а-яё]", name, re.IGNORECASE) is not None


def _opens_oblique(title: str) -> bool:
    """Whether no word at the head of a title could be declined: «К ткачихам», «Десять лет»."""
    first = title.strip('«»„“”"').partition(" ")[0].lower()
    readings = dictionary().parse(first)
    return first in PREPOSITIONS or not any(
        {"NOUN", "ADJF"} & one.tag.grammemes for one in readings if "nomn" in one.tag
    )


def governed(wording: str, kind: str = "") -> str:
    """The case that a wording asks for before a thing of this kind; empty where that is not known."""
    plain = _masculine(wording)
    if plain in BY_WHOM:
        return "ablt" if kind in ("person", "group") else ""
    return GOVERNS.get(wording) or GOVERNS.get(plain, "")


def _masculine(wording: str) -> str:
    return " ".join(_agreeing(_EITHER.sub("", word), _MASCULINE, plural=True) for word in wording.split())


def leading(wording: str, form: str, name: str, kind: str) -> str:
    """A wording as it stands before a declined name: «работал на фабрике», «встретился со Смирновым»."""
    verb, _, preposition = wording.rpartition(" ")
    if preposition == "в" and _masculine(verb).split()[:1] and _masculine(verb).split()[0] in OF_PLACE:
        head = head_noun(name, kind)
        if head is not None and head[1].normal_form in ON:
            return f"{verb} на"
    return sounding(wording, form)


def _of_people(wording: str, form: frozenset[str]) -> str:
    """A wording that is put otherwise of people, by their sex: «дочь», where the relation is called «ребёнок»."""
    his, hers = OF_PEOPLE.get(wording, (wording, wording))
    return his if form == _MASCULINE else hers if form == _FEMININE else his if wording in OF_ANYBODY else wording


def _either(word: str) -> str:
    hers = _agreeing(word, _FEMININE)
    return f"{word}(а)" if hers == f"{word}а" else f"{word}(-ась)" if hers == f"{word[:-2]}ась" else word


def brought_in(preposition: str, kind: str, wording: str) -> tuple[str, str] | None:
    """The Russian preposition, which may be empty, and the case that it asks for after a wording; None where open."""
    verb = _masculine(wording).partition(" ")[0]
    somebody = kind in ("person", "group")
    if preposition == "at":
        return ("на", "loct") if kind == "event" else None
    if preposition == "by" and somebody and _is_passive(verb):
        return "", "ablt"
    if preposition == "from":
        return ("у" if verb in OFF else "из" if kind == "place" else "от"), "gent"
    if preposition == "to":
        case = "datv" if verb in TELLING else "accs" if verb in WARNING else ""
        return ("", case) if somebody and case else None
    if preposition == "of" and verb in DYING:
        return "от", "gent"
    if preposition == "of" and verb in SAYING:
        return "о", "loct"
    return COMPLEMENTS.get(preposition)


def _is_passive(verb: str) -> bool:
    return any("PRTS" in one.tag for one in dictionary().parse(verb)) if WORD.fullmatch(verb) else False


def sounding(preposition: str, following: str) -> str:
    """The preposition as it sounds before a word: «во Владимире», «со Смирновым», «об Орлове»."""
    head, _, last = preposition.rpartition(" ")
    first = following.lstrip('«„“"')
    first = "" if first[:2].isupper() else first.lower()  # an abbreviation sounds by the names of its letters
    if last == "с" and re.match(r"[сзшжщ][бвгдзклмнпрстфхцчшщ]", first):
        last = "со"
    elif last == "в" and re.match(r"[вф][бвгдзклмнпрстфхцчшщ]", first):
        last = "во"
    elif last == "о" and re.match(r"[аэиоу]", first):
        last = "об"
    return f"{head} {last}" if head else last


@lru_cache(maxsize=5000)
def _agreeing(word: str, form: frozenset[str], *, plural: bool = False) -> str:
    parses = dictionary().parse(word.lower()) if WORD.fullmatch(word) else []
    parses = [one for one in parses if one.score > 0.05 and "Name" not in one.tag]  # «сослан» is a man's name too
    past = [one for one in parses if {"VERB", "past"} <= one.tag.grammemes or {"PRTS", "ADJS"} & one.tag.grammemes]
    if not past or len(past) < len(parses) or not (plural or any("sing" in one.tag for one in past)):
        return word
    verbal = [one for one in past if "ADJS" not in one.tag] or past  # «связана», not «связанна»
    if word.endswith("о") and verbal is past and "ADJS" in past[0].tag:
        return word  # an adverb as well
    found = {inflected.word for one in verbal if (inflected := one.inflect(form))}
    return found.pop() if len(found) == 1 else word


@lru_cache(maxsize=20_000)
def _grammar_of(subject: str, kind: str, read: Reader, forms: tuple[str, ...]) -> frozenset[str]:
    """Gender and number of a subject, as grammemes; empty where they are not sure."""
    if kind == "person":
        gender = gender_by((subject,), read) or gender_by(forms, read)
        return frozenset({GENDERS[gender], "sing"}) if gender else frozenset()
    if subject in ABBREVIATIONS:
        return frozenset({ABBREVIATIONS[subject], "sing"})
    title = TITLE.fullmatch(subject)
    head = head_noun(title[2] if title else subject, kind)
    if head is None and beside_adjective(title[2] if title else subject, "accs"):
        return _FEMININE
    if head is None or (title and "anim" in head[1].tag):
        return _by_ending(subject) if kind == "place" and " " not in subject else frozenset()
    tag = head[1].tag
    if "plur" in tag:
        return frozenset({"plur"})
    return next((frozenset({gender, "sing"}) for gender in ("masc", "femn", "neut") if gender in tag), frozenset())


def _by_ending(place: str) -> frozenset[str]:
    """Gender and number of a place's name of one word, by its ending."""
    forms = (frozenset({"plur"}), frozenset({"neut", "sing"}), _MASCULINE, _FEMININE)
    found = (forms[min(at, 3)] for at, (ending, _, _) in enumerate(PLACES) if ending.search(place))
    return next(found, frozenset())
