"""Russian sentences of statements: objects in the case that the wording asks for, verbs in the subject's gender.

A wrong case is worse than the nominative: a name is declined only where every part of it is sure, by its ending where
that belongs to one class (surnames in -ов, -ин, -ский), and else by the dictionary of pymorphy3 where all its readings
agree. Whatever is not sure is None, and the caller leaves the name as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from variorum.languages.ru.equipment import Parse, dictionary
from variorum.languages.ru.government import BY_WHOM, COMPLEMENTS, GOVERNS, OF_PLACE, ON
from variorum.names.forms.parsing import parse

_CASES = ("gent", "datv", "accs", "ablt", "loct")
_WORD = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
_INITIAL = re.compile(r"[А-ЯЁ][а-я]?\.(?:-?[А-ЯЁ]\.)*")
_FLEETING = re.compile(r"(?:ец|ок|ек|ёк|ел|ёл|ень|ь|й|[иы]х)$")
_CONSONANT = re.compile(r"[бвгдзклмнпрст]$")
_FIXED = re.compile(r"(?:ко|[оеёиуюэ]|[иы]х)$")
_PREPOSITIONS = frozenset("в во на к ко из от с со о об у за до по против".split())  # noqa: SIM905
_SURNAMES = (  # ending, gender, what is cut off, then the endings of the cases in order
    (re.compile(r"..(?:[оеё]в|[иы]н)$"), "m", 0, "а у а ым е"),
    (re.compile(r"..(?:[оеё]в|[иы]н)а$"), "f", 1, "ой ой у ой ой"),
    (re.compile(r"[сц]кий$"), "m", 2, "ого ому ого им ом"),
    (re.compile(r"[сц]кой$"), "m", 2, "ого ому ого им ом"),
    (re.compile(r"[сц]кая$"), "f", 2, "ой ой ую ой ой"),
    (re.compile(r"[кгх]ий$"), "m", 2, "ого ому ого им ом"),
    (re.compile(r"[нвтрлмдс]ый$"), "m", 2, "ого ому ого ым ом"),
    (re.compile(r"[нвтрлмдскгх]ая$"), "f", 2, "ой ой ую ой ой"),
)
_GENDERS = {"m": "masc", "f": "femn"}


def governed(wording: str, kind: str = "") -> str:
    """The case that a wording asks for before a thing of this kind; empty where that is not known."""
    plain = _masculine(wording)
    if plain in BY_WHOM:
        return "ablt" if kind in ("person", "group") else ""
    return GOVERNS.get(wording) or GOVERNS.get(plain, "")


def _masculine(wording: str) -> str:
    return " ".join(_agreeing(word, frozenset({"masc", "sing"})) for word in wording.split())


def leading(wording: str, form: str, name: str, kind: str) -> str:
    """A wording as it stands before a declined name: «работал на фабрике», «встретился со Смирновым»."""
    verb, _, preposition = wording.rpartition(" ")
    if preposition == "в" and _masculine(verb).split()[:1] and _masculine(verb).split()[0] in OF_PLACE:
        head = _head(name, kind)
        if head is not None and head[1].normal_form in ON:
            return f"{verb} на"
    return sounding(wording, form)


def agree(wording: str, subject: str, kind: str) -> str:
    """A wording with its verbs and short participles in the subject's gender and number («возглавляла», «арестована»).

    As it is where the subject's gender is not sure, or where the wording is not in the masculine to begin with.
    """
    form = _grammar_of(subject, kind)
    if not form or form == frozenset({"masc", "sing"}):
        return wording
    words = wording.split()
    until = next((at for at, word in enumerate(words) if word in _PREPOSITIONS), len(words))
    return " ".join([*(_agreeing(word, form) for word in words[:until]), *words[until:]])


def declined(name: str, kind: str, case: str) -> str | None:
    """A name in a case (gent, datv, accs, ablt, loct); None where it is not sure."""
    if case not in _CASES or not name:
        return None
    return _person(name, case) if kind == "person" else _phrase(name, kind, case)


def complement(preposition: str, name: str, kind: str) -> tuple[str, str] | None:
    """A preposition of a statement and its name («в», «Бийске»); None where the case is not sure."""
    known = ("на", "loct") if preposition == "at" and kind == "event" else COMPLEMENTS.get(preposition)
    if known is None:
        return None
    form = declined(name, kind, known[1])
    return (sounding(known[0], form), form) if form else None


def sounding(preposition: str, following: str) -> str:
    """The preposition as it sounds before a word: «во Владимире», «со Смирновым», «об Орлове»."""
    head, _, last = preposition.rpartition(" ")
    first = following.lstrip('«„“"').lower()
    if last == "с" and re.match(r"[сзшжщ][бвгдзклмнпрстфхцчшщ]", first):
        last = "со"
    elif last == "в" and re.match(r"[вф][бвгдзклмнпрстфхцчшщ]", first):
        last = "во"
    elif last == "о" and re.match(r"[аэиоу]", first):
        last = "об"
    return f"{head} {last}" if head else last


# ── verbs ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=5000)
def _agreeing(word: str, form: frozenset[str]) -> str:
    parses = [one for one in dictionary().parse(word.lower()) if one.score > 0.05] if _WORD.fullmatch(word) else []
    past = [one for one in parses if {"VERB", "past"} <= one.tag.grammemes or {"PRTS", "ADJS"} & one.tag.grammemes]
    if not past or len(past) < len(parses) or not any("sing" in one.tag for one in past):
        return word
    verbal = [one for one in past if "ADJS" not in one.tag] or past  # «связана», not «связанна»
    found = {inflected.word for one in verbal if (inflected := one.inflect(form))}
    return found.pop() if len(found) == 1 else word


@lru_cache(maxsize=20_000)
def _grammar_of(subject: str, kind: str) -> frozenset[str]:
    """Gender and number of a subject, as grammemes; empty where they are not sure."""
    if kind == "person":
        name = parse(subject)
        genders = {reading.gender for reading in name.readings if reading.case == "N"}
        if name.script != "Cyrl" or len(genders) != 1 or genders == {""}:
            return frozenset()
        return frozenset({_GENDERS[genders.pop()], "sing"})
    head = _head(subject, kind)
    if head is None:
        return frozenset()
    tag = head[1].tag
    if "plur" in tag:
        return frozenset({"plur"})
    return next((frozenset({gender, "sing"}) for gender in ("masc", "femn", "neut") if gender in tag), frozenset())


# ── people ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=20_000)
def _person(name: str, case: str) -> str | None:
    known = parse(name)
    readings = [reading for reading in known.readings if reading.case == "N" and not reading.plural]
    genders = {reading.gender for reading in readings}
    if known.script != "Cyrl" or known.titles or known.particles or known.suffixes or known.also or known.numeral:
        return None
    if len(genders) != 1 or genders == {""} or not readings:
        return None
    reading, gender = readings[0], genders.pop()
    parts = {reading.given: _given, reading.patronymic: _patronymic, reading.surname: _surname}
    forms: list[str] = []
    for word in name.split():
        decline = parts.get(word)
        if _INITIAL.fullmatch(word):
            forms.append(word)
        elif decline is None or not _WORD.fullmatch(word) or (form := decline(word, gender, case)) is None:
            return None
        else:
            forms.append(form)
    return " ".join(forms)


def _given(word: str, gender: str, case: str) -> str | None:
    wanted = {"Name", "nomn", "sing", _GENDERS[gender]}
    found = {
        form.word
        for one in dictionary().parse(word.lower())
        if dictionary().word_is_known(word.lower()) and wanted <= one.tag.grammemes
        if (form := one.inflect(frozenset({case, "sing"})))
    }
    return _cased(found.pop(), word) if len(found) == 1 else None


def _patronymic(word: str, gender: str, case: str) -> str | None:
    place = _CASES.index(case)
    if gender == "m" and word.endswith("ич"):
        return word + ["а", "у", "а", "ем", "е"][place]
    if gender == "f" and word.endswith(("вна", "чна")):
        return word[:-1] + ["ы", "е", "у", "ой", "е"][place]
    return None


def _surname(word: str, gender: str, case: str) -> str | None:
    if "-" in word:
        return None
    place = _CASES.index(case)
    for ending, bearer, cut, cases in _SURNAMES:
        if bearer == gender and ending.search(word):
            return word[: len(word) - cut] + cases.split()[place]
    if _FIXED.search(word) or (gender == "f" and _CONSONANT.search(word)):
        return word
    if gender == "m" and _CONSONANT.search(word) and not _FLEETING.search(word):
        return word + ["а", "у", "а", "ом", "е"][place]
    return None


# ── everything else ─────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=20_000)
def _phrase(name: str, kind: str, case: str) -> str | None:
    """Adjectives and their noun declined, and what hangs on it left alone («Бийский кружок ткачей»)."""
    head = _head(name, kind)
    if head is None:
        return None
    place, noun = head
    words = name.split()
    form = _noun(noun, case)
    if form is None:
        return None
    agreed = []
    for word in words[:place]:
        adjective = _adjective(word, noun, case)
        if adjective is None:
            return None
        agreed.append(adjective)
    return " ".join([*agreed, _cased(form, words[place]), *words[place + 1 :]])


def _head(name: str, kind: str) -> tuple[int, Parse] | None:
    """The noun of a name in the nominative and its place; None where it is not the one way to read it."""
    words = name.split()
    if not words or any(sign in name for sign in (" (", ",", ";", ":", "/")) or words[0][:1] in '«„“"':
        return None
    if _is_adjective(words[0]) and (found := _next_noun(words, 0, kind)) is not None:
        return found
    readings = list(_nominatives(words[0], kind))
    return _one(0, readings, words) if readings else None


def _next_noun(words: Sequence[str], place: int, kind: str) -> tuple[int, Parse] | None:
    for at in range(place + 1, min(len(words), place + 4)):
        readings = list(_nominatives(words[at], kind))
        if readings:
            return _one(at, readings, words)
        if not _is_adjective(words[at]):
            return None
    return None


def _one(place: int, readings: Sequence[Parse], words: Sequence[str]) -> tuple[int, Parse] | None:
    """The noun, if all its readings decline alike and nothing beside it would have to be declined too."""
    forms = {tuple(f.word for c in _CASES if (f := one.inflect(frozenset({c})))) for one in readings}
    after = words[place + 1] if len(words) > place + 1 else ""
    is_beside = after in {"и", "или", "–", "—", "-"} or any(
        "nomn" in one.tag and "NOUN" in one.tag and "sing" in one.tag
        for one in dictionary().parse(after.lower())
        if after and after[:1] not in '«"' and _WORD.fullmatch(after)
    )
    return (place, readings[0]) if len(forms) == 1 and not is_beside else None


def _nominatives(word: str, kind: str) -> Iterator[Parse]:
    lower = word.lower()
    if not _WORD.fullmatch(word) or not dictionary().word_is_known(lower):
        if kind == "place" and re.fullmatch(r"[А-ЯЁ][а-яё]+(?:ск|град|бург)", word):
            guessed = dictionary().parse(lower)
            yield from (one for one in guessed if {"NOUN", "nomn", "inan", "masc"} <= one.tag.grammemes)
        return
    named = kind == "place" and word[:1].isupper() and _is_place(lower)
    for one in dictionary().parse(lower):
        is_person = {"Name", "Surn", "Patr"} & one.tag.grammemes
        if {"NOUN", "nomn"} <= one.tag.grammemes and ("Geox" in one.tag) == named and not is_person:
            yield one


@lru_cache(maxsize=5000)
def _is_place(lower: str) -> bool:
    return any("Geox" in one.tag for one in dictionary().parse(lower))


def _is_adjective(word: str) -> bool:
    parses = dictionary().parse(word.lower()) if _WORD.fullmatch(word) else []
    return any(("ADJF" in one.tag or "PRTF" in one.tag) and "nomn" in one.tag for one in parses)


def _noun(noun: Parse, case: str) -> str | None:
    if "Fixd" in noun.tag:
        return noun.word
    number = "plur" if "plur" in noun.tag else "sing"
    form = noun.inflect(frozenset({case, number}))
    if form is None or (case == "loct" and any("loc2" in one.tag for one in noun.lexeme)):
        return None  # «в лесу», but «о лесе»: which is meant, the preposition alone does not say
    return form.word


def _adjective(word: str, noun: Parse, case: str) -> str | None:
    plural = "plur" in noun.tag
    gender = next((one for one in ("masc", "femn", "neut") if one in noun.tag), "")
    wanted = {"nomn", "plur"} if plural else {"nomn", "sing", gender}
    asked = {case, "plur"} if plural else {case, "sing", gender}
    if case == "accs" and (plural or gender == "masc"):
        asked.add("anim" if "anim" in noun.tag else "inan")
    found = {
        form.word
        for one in dictionary().parse(word.lower())
        if ("ADJF" in one.tag or "PRTF" in one.tag) and wanted <= one.tag.grammemes
        if (form := one.inflect(frozenset(asked)))
    }
    return _cased(found.pop(), word) if len(found) == 1 else None


def _cased(form: str, like: str) -> str:
    if len(like) > 1 and like.isupper():
        return form.upper()
    return form[:1].upper() + form[1:] if like[:1].isupper() else form
