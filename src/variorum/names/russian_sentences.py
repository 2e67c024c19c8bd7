"""Russian sentences of statements: objects in the case that the wording asks for, verbs in the subject's gender.

A wrong case is worse than the nominative: a name is declined only where every part of it is sure, by its ending where
that belongs to one class (surnames in -ов, -ин, -ский; places in -ово, -ы), by a form that the dossier gives, and else
by the dictionary of pymorphy3 where all its readings agree. What is not sure stands in the nominative after a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from variorum.languages.ru.equipment import Parse, dictionary
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
from variorum.names.forms.parsing import parse
from variorum.names.forms.person import NameReading

_CASES = ("gent", "datv", "accs", "ablt", "loct")
_WORD = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
_INITIAL = re.compile(r"[А-ЯЁ][а-я]?\.(?:-?[А-ЯЁ]\.)*")
_FLEETING = re.compile(r"(?:ец|ок|ек|ёк|ел|ёл|ень|ь|й|[иы]х)$")
_CONSONANT = re.compile(r"[бвгдзклмнпрст]$")
_HARD = re.compile(r"[бвгджзклмнпрстфхцчшщ]$")
_FIXED = re.compile(r"(?:ко|[оеёиуюэ]|[иы]х)$")
_MASCULINE, _FEMININE = frozenset({"masc", "sing"}), frozenset({"femn", "sing"})
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
_PLACES = (  # ending of a place's name, what is cut off, then the endings of the cases in order; "?" is not sure
    (re.compile(r"(?:[кгхжшчщ]и|[бвдзлмнпрстц]ы)$"), 1, "? ам =  ами ах"),
    (re.compile(r"(?:[оеё]во|[иы]но)$"), 1, "а у = ом е"),
    (re.compile(r"..(?:[оеё]в|[иы]н)$"), 0, "а у = ом е"),
    (re.compile(r"[кгх]а$"), 1, "и е у ой е"),
    (re.compile(r"(?:[бдзлмпрст]|[^оеёиы][вн])а$"), 1, "ы е у ой е"),
    (re.compile(r"[нлр]я$"), 1, "и е ю ? е"),
)
_GENDERS = {"m": "masc", "f": "femn"}
_ABBREVIATION = re.compile(r"[А-ЯЁ]{2,}(?:\([а-я]\))?")
_TITLE = re.compile(r"([«„“\"])([^«»„“”\"]+)([»“”\"])")
_COMPOUND = re.compile(r"(?:рай|обл|гор|губ|окр|край|парт|проф|сель|сов|хоз|пол|аги[тп]|полит|ком|фаб|зав)(\w{5,})")
_EITHER = re.compile(r"\((?:а|-ась)\)$")
_WORK = {"gent": "произведения", "datv": "произведению", "accs": "произведение", "ablt": "произведением",
         "loct": "произведении"}  # fmt: skip


def predicate(
    wording: str, name: str, kind: str, *, forms: Sequence[str] = (), from_object: bool = False
) -> tuple[str, str]:
    """A wording and the name of what it is said of, in the case that it asks for; after a colon where that is not sure.

    `forms` are the other forms that the dossier of the name gives; `from_object` says that the wording is a relation's
    as it reads from its object's side.
    """
    plain = _masculine(wording)
    if from_object and plain in DOERS:
        return f"{wording}:", name
    if not _is_russian(name) or not _is_russian(wording) or (plain in BEFORE_A_TITLE and _TITLE.fullmatch(name)):
        return wording, name
    case = governed(wording, kind)
    for one in (name, *(form for form in forms if form.endswith(f" {name}"))) if case else ():
        form = declined(one, kind, case, forms)
        if form is not None:
            return leading(wording, form, one, kind), form
    if _TITLE.fullmatch(name) and kind == "work" and case in _WORK:
        return (wording if case == "accs" and _opens_oblique(name) else f"{wording} {_WORK[case]}"), name
    return f"{CALLED.get(plain, wording)}:", name


def before_words(wording: str) -> str:
    """A wording as it stands before words in quotation marks, which are not declined: «лишён: „корова“»."""
    case = "ablt" if _masculine(wording) in BY_WHOM else governed(wording)
    return wording if case in ("", "accs") or _masculine(wording) in BEFORE_A_TITLE else f"{wording}:"


def names_its_subject(wording: str) -> bool:
    """Whether a wording is a noun that says what its subject is, so that a dash parts them: «Орлова – член кружка»."""
    first = wording.partition(" ")[0]
    parses = dictionary().parse(first) if _WORD.fullmatch(first) else []
    return any({"NOUN", "nomn"} <= one.tag.grammemes for one in parses) and not any(
        {"VERB", "PRTS", "PREP", "Name"} & one.tag.grammemes for one in parses
    )


def _is_russian(name: str) -> bool:
    return re.search("[а-яё]", name, re.IGNORECASE) is not None


def _opens_oblique(title: str) -> bool:
    """Whether no word at the head of a title could be declined: «К ткачихам», «Десять лет»."""
    first = title.strip('«»„“”"').partition(" ")[0].lower()
    readings = dictionary().parse(first)
    return first in _PREPOSITIONS or not any(
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
        head = _head(name, kind)
        if head is not None and head[1].normal_form in ON:
            return f"{verb} на"
    return sounding(wording, form)


def agree(wording: str, subject: str, kind: str, forms: Sequence[str] = ()) -> str:
    """A wording with its verbs and short participles in the subject's gender and number («возглавляла», «арестована»).

    As it is where the wording is not in the masculine to begin with; a person whose gender no form of the name tells
    may be either: «возглавлял(а)».
    """
    form = _grammar_of(subject, kind, tuple(forms))
    if kind == "person":
        wording = _of_people(wording, form)
    words = wording.split()
    until = next((at for at, word in enumerate(words) if word in _PREPOSITIONS), len(words))
    if not form and kind == "person":
        return " ".join([*map(_either, words[:until]), *words[until:]])
    if not form:
        return wording
    return " ".join([*(_agreeing(word, form) for word in words[:until]), *words[until:]])


def _of_people(wording: str, form: frozenset[str]) -> str:
    """A wording that is put otherwise of people, by their sex: «дочь», where the relation is called «ребёнок»."""
    his, hers = OF_PEOPLE.get(wording, (wording, wording))
    return his if form == _MASCULINE else hers if form == _FEMININE else his if wording in OF_ANYBODY else wording


def _either(word: str) -> str:
    hers = _agreeing(word, _FEMININE)
    return f"{word}(а)" if hers == f"{word}а" else f"{word}(-ась)" if hers == f"{word[:-2]}ась" else word


def declined(name: str, kind: str, case: str, forms: Sequence[str] = ()) -> str | None:
    """A name in a case (gent, datv, accs, ablt, loct); None where it is not sure. `forms` are others of the dossier."""
    if case == "nomn" or _ABBREVIATION.fullmatch(name):
        return name
    if case not in _CASES or not name:
        return None
    if kind == "person":
        return _person(name, case, _gender_by(tuple(forms)))
    head, bracket, rest = name.partition(" (")
    if bracket and kind == "place":
        form = declined(head, kind, case, forms)
        return f"{form} ({rest}" if form else None
    if title := _TITLE.fullmatch(name):
        form = _titled(title[2], kind, case)
        return f"{title[1]}{form}{title[3]}" if form else None
    form = _phrase(name, kind, case)
    return form if form or kind != "place" else _place(name, case, forms)


def complement(
    preposition: str, name: str, kind: str, *, wording: str = "", forms: Sequence[str] = ()
) -> tuple[str, str] | None:
    """A preposition of a statement and its name («в», «Бийске»), the preposition empty where the case says it all.

    `wording` is that of the statement; None where the case is not sure.
    """
    known = brought_in(preposition, kind, wording)
    if known is None:
        return None
    if not _is_russian(name):
        return known[0], name
    form = declined(name, kind, known[1], forms)
    return (sounding(leading(f" {known[0]}", form, name, kind).strip(), form), form) if form else None


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
    return any("PRTS" in one.tag for one in dictionary().parse(verb)) if _WORD.fullmatch(verb) else False


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


# ── verbs ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=5000)
def _agreeing(word: str, form: frozenset[str], *, plural: bool = False) -> str:
    parses = dictionary().parse(word.lower()) if _WORD.fullmatch(word) else []
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
def _grammar_of(subject: str, kind: str, forms: tuple[str, ...] = ()) -> frozenset[str]:
    """Gender and number of a subject, as grammemes; empty where they are not sure."""
    if kind == "person":
        gender = _gender_by((subject,)) or _gender_by(forms)
        return frozenset({_GENDERS[gender], "sing"}) if gender else frozenset()
    if subject in ABBREVIATIONS:
        return frozenset({ABBREVIATIONS[subject], "sing"})
    title = _TITLE.fullmatch(subject)
    head = _head(title[2] if title else subject, kind)
    if head is None and _beside_adjective(title[2] if title else subject, "accs"):
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
    found = (forms[min(at, 3)] for at, (ending, _, _) in enumerate(_PLACES) if ending.search(place))
    return next(found, frozenset())


@lru_cache(maxsize=20_000)
def _gender_by(forms: tuple[str, ...]) -> str:
    """The gender that forms of one person's name tell, where any does and none gainsays it; else empty."""
    told = set()
    for form in forms:
        genders = {reading.gender for reading in parse(form).readings if reading.case == "N"}
        told |= genders if len(genders) == 1 else set()
    told.discard("")
    return told.pop() if len(told) == 1 else ""


# ── people ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=20_000)
def _person(name: str, case: str, gender: str = "") -> str | None:
    """A person's name in a case; of either gender, if the name alone does not tell, the form on which both agree."""
    known = parse(name)
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


# ── everything else ─────────────────────────────────────────────────────────────────────────────────────────────────


def _titled(words: str, kind: str, case: str) -> str | None:
    """What stands in quotation marks, declined: «Хлеб и правду», «Новую борозду»; but nobody («Прядильщик»)."""
    parts = words.split(" и ")
    heads = [_head(part, kind) for part in parts]
    if any(head is not None and "anim" in head[1].tag for head in heads):
        return None
    forms = [_phrase(part, kind, case) or _beside_adjective(part, case) for part in parts]
    return " и ".join(form for form in forms if form) if all(forms) else None


def _beside_adjective(phrase: str, case: str) -> str | None:
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
    for ending, cut, cases in _PLACES:
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
    head = _head(name, kind)
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
    is_apart = after in _PREPOSITIONS or _ABBREVIATION.fullmatch(after) or not _WORD.fullmatch(after)
    following = [] if is_apart else dictionary().parse(after.lower())
    is_thing = "inan" in readings[0].tag  # «исключение Ладыгина» is no person beside another
    is_beside = after in {"и", "или", "–", "—", "-"} or any(
        "nomn" in one.tag and "NOUN" in one.tag and "sing" in one.tag and not (is_thing and "Surn" in one.tag)
        for one in following
    )
    return (place, readings[0]) if len(forms) == 1 and not is_beside else None


def _nominatives(word: str, kind: str) -> Iterator[Parse]:
    lower = word.lower()
    if not _WORD.fullmatch(word) or not dictionary().word_is_known(lower):
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
    parses = dictionary().parse(word.lower()) if _WORD.fullmatch(word) else []
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
