"""Russian names in their cases, each only where it is sure.

By its ending where that belongs to one class (surnames in -ов, -ин, -ский; places in -ово, -ы), by a form that the
dossier gives, and else by the dictionary of pymorphy3 where all its readings agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from variorum.languages.person_name import NameReading, PersonName
from variorum.languages.ru.equipment import Parse, dictionary

Reader = Callable[[str], PersonName]
"""Takes a person's name apart."""
_CASES = ("gent", "datv", "accs", "ablt", "loct")
WORD = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
TITLE = re.compile(r"([«„“\"])([^«»„“”\"]+)([»“”\"])")
_ABBREVIATION = re.compile(r"[А-ЯЁ]{2,}(?:\([а-я]\))?")
PREPOSITIONS = frozenset("в во на к ко из от с со о об у за до по против".split())  # noqa: SIM905
PLACES = (  # ending of a place's name, what is cut off, then the endings of the cases in order; "?" is not sure
    (re.compile(r"(?:[кгхжшчщ]и|[бвдзлмнпрстц]ы)$"), 1, "? ам =  ами ах"),
    (re.compile(r"(?:[оеё]во|[иы]но)$"), 1, "а у = ом е"),
    (re.compile(r"..(?:[оеё]в|[иы]н)$"), 0, "а у = ом е"),
    (re.compile(r"[кгх]а$"), 1, "и е у ой е"),
    (re.compile(r"(?:[бдзлмпрст]|[^оеёиы][вн])а$"), 1, "ы е у ой е"),
    (re.compile(r"[нлр]я$"), 1, "и е ю ? е"),
)
GENDERS = {"m": "masc", "f": "femn"}
_INITIAL = re.compile(r"[А-ЯЁ][а-я]?\.(?:-?[А-ЯЁ]\.)*")
_FLEETING = re.compile(r"(?:ец|ок|ек|ёк|ел|ёл|ень|ь|й|[иы]х)$")
_CONSONANT = re.compile(r"[бвгдзклмнпрст]$")
_HARD = re.compile(r"[бвгджзклмнпрстфхцчшщ]$")
_FIXED = re.compile(r"(?:ко|[оеёиуюэ]|[иы]х)$")
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
_COMPOUND = re.compile(r"(?:рай|обл|гор|губ|окр|край|парт|проф|сель|сов|хоз|пол|аги[тп]|полит|ком|фаб|зав)(\w{5,})")


def declined(name: str, kind: str, case: str, read: Reader, forms: Sequence[str] = ()) -> str | None:
    """A name in a case (gent, datv, accs, ablt, loct); None where it is not sure. `forms` are others of the dossier."""
    if case == "nomn" or _ABBREVIATION.fullmatch(name):
        return name
    if case not in _CASES or not name:
        return None
    if kind == "person":
        return _person(name, case, read, gender_by(tuple(forms), read))
    head, bracket, rest = name.partition(" (")
    if bracket and kind == "place":
        form = declined(head, kind, case, read, forms)
        return f"{form} ({rest}" if form else None
    if title := TITLE.fullmatch(name):
        form = _titled(title[2], kind, case)
        return f"{title[1]}{form}{title[3]}" if form else None
    form = _phrase(name, kind, case)
    return form if form or kind != "place" else _place(name, case, forms)


@lru_cache(maxsize=20_000)
def gender_by(forms: tuple[str, ...], read: Reader) -> str:
    """The gender that forms of one person's name tell, where any does and none gainsays it; else empty."""
    told = set()
    for form in forms:
        genders = {reading.gender for reading in read(form).readings if reading.case == "N"}
        told |= genders if len(genders) == 1 else set()
    told.discard("")
    return told.pop() if len(told) == 1 else ""


@lru_cache(maxsize=20_000)
def _person(name: str, case: str, read: Reader, gender: str) -> str | None:
    """A person's name in a case; of either gender, if the name alone does not tell, the form on which both agree."""
    known = read(name)
    if known.script != "Cyrl" or known.titles or known.particles or known.suffixes or known.also or known.numeral:
        return None
    forms = {
        _person_as(name, one, case, sex)
        for one in known.readings
        for sex in (one.gender or gender or "mf")
        if one.case == "N" and not one.plural and (not gender or sex == gender)
    }
    return forms.pop() if len(forms) == 1 else None


def _person_as(name: str, reading: NameReading, case: str, gender: str) -> str | None:
    parts = {reading.given: _given, reading.patronymic: _patronymic, reading.surname: _surname}
    forms: list[str] = []
    for word in name.split():
        decline = parts.get(word)
        if _INITIAL.fullmatch(word):
            forms.append(word)
        elif decline is None or not WORD.fullmatch(word) or (form := decline(word, gender, case)) is None:
            return None
        else:
            forms.append(form)
    return " ".join(forms)


def _given(word: str, gender: str, case: str) -> str | None:
    wanted = {"Name", "nomn", "sing", GENDERS[gender]}
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
        stressed = word.endswith(("Ильич", "Кузьмич", "Фомич", "Лукич"))
        return word + ["а", "у", "а", "ом" if stressed else "ем", "е"][place]
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
    if _FIXED.search(word) or (gender == "f" and _HARD.search(word)):
        return word
    if gender == "m" and _CONSONANT.search(word) and not _FLEETING.search(word):
        return word + ["а", "у", "а", "ом", "е"][place]
    return None


def _titled(words: str, kind: str, case: str) -> str | None:
    """What stands in quotation marks, declined: «Хлеб и правду», «Новую борозду»; but nobody («Прядильщик»)."""
    parts = words.split(" и ")
    heads = [head_noun(part, kind) for part in parts]
    if any(head is not None and "anim" in head[1].tag for head in heads):
        return None
    forms = [_phrase(part, kind, case) or beside_adjective(part, case) for part in parts]
    return " и ".join(form for form in forms if form) if all(forms) else None


def beside_adjective(phrase: str, case: str) -> str | None:
    """An adjective and a word that no dictionary has, which it tells to be feminine: «Красную Вешню»."""
    words = phrase.split()
    if len(words) != 2 or case == "ablt" or not re.search(r"[бвгдзклмнпрстх][ая]$", words[1]):
        return None
    wanted, asked = {"ADJF", "nomn", "femn", "sing"}, frozenset({case, "femn", "sing"})
    found = {f.word for one in dictionary().parse(words[0].lower()) if wanted <= one.tag.grammemes
             if (f := one.inflect(asked))}  # fmt: skip
    is_hard = words[1][-1] == "а"
    genitive = "ы" if is_hard and words[1][-2] not in "кгх" else "и"
    ending = {"gent": genitive, "accs": "у" if is_hard else "ю"}.get(case, "е")
    return f"{_cased(found.pop(), words[0])} {words[1][:-1]}{ending}" if len(found) == 1 else None


def _place(name: str, case: str, forms: Sequence[str]) -> str | None:
    """A place's name of one word by its ending; where that leaves a case open, by a form that the dossier gives."""
    if not re.fullmatch(r"[А-ЯЁ][а-яё]+", name) or _is_place(name.lower()):
        return None
    for ending, cut, cases in PLACES:
        if ending.search(name):
            form = cases.split()[_CASES.index(case)]
            stem = name[: len(name) - cut]
            if form != "?":
                return name if form == "=" else stem + form
            open_to = {"gent": (stem, f"{stem}ов", f"{stem}ей"), "ablt": (f"{stem}ей", f"{stem}ёй")}.get(case, ())
            return next((one for one in open_to if one in forms), None)
    return None


@lru_cache(maxsize=20_000)
def _phrase(name: str, kind: str, case: str) -> str | None:
    """Adjectives and their noun declined, and what hangs on it left alone («Бийский кружок ткачей»)."""
    head = head_noun(name, kind)
    if head is None:
        return None
    place, noun = head
    words = name.split()
    form = _noun(noun, case, is_named=kind == "place" and words[place][:1].isupper())
    if form is None:
        return None
    agreed = []
    for word in words[:place]:
        adjective = _adjective(word, noun, case)
        if adjective is None:
            return None
        agreed.append(adjective)
    return " ".join([*agreed, _cased(form, words[place]), *words[place + 1 :]])


def head_noun(name: str, kind: str) -> tuple[int, Parse] | None:
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
    is_apart = after in PREPOSITIONS or _ABBREVIATION.fullmatch(after) or not WORD.fullmatch(after)
    following = [] if is_apart else dictionary().parse(after.lower())
    is_thing = "inan" in readings[0].tag  # «исключение Ладыгина» is no person beside another
    is_beside = after in {"и", "или", "–", "—", "-"} or any(
        "nomn" in one.tag and "NOUN" in one.tag and "sing" in one.tag and not (is_thing and "Surn" in one.tag)
        for one in following
    )
    return (place, readings[0]) if len(forms) == 1 and not is_beside else None


def _nominatives(word: str, kind: str) -> Iterator[Parse]:
    lower = word.lower()
    if not WORD.fullmatch(word) or not dictionary().word_is_known(lower):
        if kind == "place" and re.fullmatch(r"[А-ЯЁ][а-яё]+(?:ск|град|бург)", word):
            guessed = dictionary().parse(lower)
            yield from (one for one in guessed if {"NOUN", "nomn", "inan", "masc"} <= one.tag.grammemes)
        elif (compound := _COMPOUND.fullmatch(lower)) and dictionary().word_is_known(compound[1]):
            yield from (one for one in dictionary().parse(lower) if {"NOUN", "nomn", "inan"} <= one.tag.grammemes)
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
    parses = dictionary().parse(word.lower()) if WORD.fullmatch(word) else []
    return any(("ADJF" in one.tag or "PRTF" in one.tag) and "nomn" in one.tag for one in parses)


def _noun(noun: Parse, case: str, *, is_named: bool) -> str | None:
    if "Fixd" in noun.tag:
        return noun.word
    number = "plur" if "plur" in noun.tag else "sing"
    form = noun.inflect(frozenset({case, number}))
    if form is None or (case == "loct" and not is_named and any("loc2" in one.tag for one in noun.lexeme)):
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
