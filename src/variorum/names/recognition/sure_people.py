"""People told by the shape of their names: capitals, patronymics, apostrophes, numerals, speakers in minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from variorum.languages.ru.equipment import dictionary
from variorum.names.forms.given import known_given
from variorum.names.forms.romanised import ends_russian
from variorum.names.forms.rulers import ordinal, roman
from variorum.names.forms.titles import is_title
from variorum.names.recognition.dossier_matches import is_ordinary
from variorum.names.recognition.edges import INITIAL, is_given, is_patronymic
from variorum.names.recognition.one_name import Span, agree, agree_with_father, is_surname_like
from variorum.names.recognition.posts import is_body
from variorum.names.recognition.sentence_initial import is_no_forename
from variorum.text.letters import compiled

_SPACE = r"[ \u00a0]+"
_GAP = r"[ \u00a0]*(?:\r?\n)?[ \u00a0]*"
_CAPITAL = r"\p{Lu}"
_SMALL = r"\p{Ll}"
_CAPS = rf"{_CAPITAL}{{3,}}(?:[’'-]{_CAPITAL}+)*"
_WORD = rf"{_CAPITAL}{_SMALL}+(?:[-’']{_CAPITAL}?{_SMALL}+)*"
_INITIALS = rf"(?:{INITIAL}{_GAP}){{1,2}}"
_CAPS_AND_INITIALS = compiled(
    rf"(?<![\w.-])(?:{_INITIALS}(?P<after>{_CAPS})"
    rf"|(?P<before>{_CAPS}),?{_SPACE}{INITIAL}(?:[ \u00a0]?{INITIAL})?)(?![\w-])"
)
_CAPS_AND_NAMES = compiled(
    rf"(?<![\w.-])(?:(?P<before>{_CAPS})(?P<comma>,?){_SPACE}(?P<given>{_WORD})(?:{_SPACE}(?P<father>{_WORD}))?"
    rf"|(?P<given_>{_WORD})(?:{_SPACE}(?P<father_>{_WORD}))?{_SPACE}(?P<after>{_CAPS}))(?![\w-])"
)
_SPEAKER = compiled(
    rf"^[ \t]*(?:[Тт]ов(?:арищ|\.)[ ]?)?({_CAPS})(?:[ ]?\([^)\n]*\))?[.:](?=[ \u00a0–—-])", re.MULTILINE
)
_ADDRESSED = compiled(
    rf"(?<![\w.-])(?:(?:[Тт]ов|[Тт]|[Гг]р|[Гг]-н|Mr|Mrs|Dr)\.[ \u00a0]?"
    rf"|(?:[Тт]оварищ\w{{0,3}}|[Cc]omrade){_SPACE})({_CAPS})(?![\w-])"
)
_WITH_FATHER = compiled(
    rf"(?<![\w.-])(?:(?P<before>{_WORD}|{_CAPS}){_SPACE})?(?P<given>{_WORD}){_GAP}"
    rf"(?P<father>{_CAPITAL}{_SMALL}+(?:ич|вн|чн){_SMALL}*)"
    rf"(?:{_GAP}(?P<after>{_WORD}|{_CAPS})(?!{_GAP}{_WORD}{_GAP}{_CAPITAL}{_SMALL}+(?:ич|вн|чн)))?(?![\w-])"
)
_STRONG_FATHER = re.compile(r"(?:[оеё]вич|[оеё]вн|ичн|инич)(?:а|у|ем|ом|е|ы|ой|ою)?$")
_APOSTROPHE = compiled(
    rf"(?<![\w-])(?:(?P<irish>[OО][’'ʼ]{_CAPITAL}{_SMALL}+)|(?P<slavic>{_CAPITAL}{_SMALL}+[’'ʹʼ]{_SMALL}{{2,}}))"
    rf"(?=['’]s\b|[^\w’']|$)"
)
_FORENAME_BEFORE = compiled(rf"(?<![\w-])({_WORD}){_SPACE}\Z")
_NUMERAL = compiled(  # a full stop after one letter only where a paragraph ends: "Ivan V. Petrov" has an initial
    rf"(?<![\w.-])(?P<name>{_WORD}(?:{_SPACE}{_WORD})?){_SPACE}(?P<numeral>(?:the{_SPACE})?[\w]+)"
    r"(?![\w-]|[ \u00a0]в\.)(?:(?!\.)|(?<=[IVX]{2})|(?=\.[»”’\")\]]*\s*(?:\Z|\n[ \t]*\n)))"
)
_HERO = compiled(
    r"\b[Гг]еро(?:й|я|ю|ем|е|и)\s+(?:Советского\s+Союза|(?:Социалистического\s+)?Труда|России|Российской\s+Федерации)\s+"
    rf"(?P<name>{_WORD}(?:{_SPACE}{_WORD}){{0,2}})"
)
_KIN = re.compile(
    r"\b(?:вдов|жен|сын|доч|мат|от[е]?ц|брат|сестр|муж|внук|внучк|друг|секретар|помощник|соратник)\w*\s+$"
)
_AFTER_I = re.compile(r"\s*(?:[.,;:)»”’'\"—–]|$|(?:of|and|was|had|is|to|who|in|died|ruled|or)\b)")


def sure_people(text: str, *, language: str) -> Iterator[Span]:
    """Every person whose name can be told by its shape alone; `language` is that of the text."""
    yield from _by_capitals(text, language)
    for found in _SPEAKER.finditer(text):
        if _may_be_surname(found[1], language) and is_surname_like(found[1]):
            yield found.span(1)
    for found in _ADDRESSED.finditer(text):
        if _may_be_surname(found[1], language):
            yield found.span(1)
    yield from _by_apostrophe(text, language)
    yield from _by_numeral(text)
    for found in _HERO.finditer(text):
        yield found.span("name")
    if re.search("(?:ич|вн|чн)", text):
        yield from _by_father(text, language)


def _by_capitals(text: str, language: str) -> Iterator[Span]:
    """«М. Н. РЮТИН», «РЮТИН М. Н.», «РЮТИН Мартемьян Никитич», "Leon TROTSKY"."""
    found = _CAPS_AND_INITIALS.search(text)
    while found:
        surely = _may_be_surname(found["before"] or found["after"], language)
        if surely:
            yield found.span()
        # «ДЕЛО М. Н. РЮТИНА»: the initials after a word that is no surname may be those of the next
        found = _CAPS_AND_INITIALS.search(text, found.end() if surely or found["after"] else found.end("before"))
    for found in _CAPS_AND_NAMES.finditer(text):
        surname = found["before"] or found["after"]
        given, father = found["given"] or found["given_"], found["father"] or found["father_"]
        if not _may_be_surname(surname, language) or not _is_forename(given) or (father and not is_patronymic(father)):
            continue
        certain = father or is_surname_like(surname) or (len(surname) > 3 and (found["after"] or found["comma"]))
        if certain and (surname.isascii() or agree((given, surname))):
            yield found.span()


@lru_cache(maxsize=20_000)
def _may_be_surname(word: str, language: str) -> bool:
    """Whether a word in capitals may be a surname: no body, no post, no ordinary word unless surnames end so."""
    if is_body(word) or is_title(word.lower()) or not re.search("[AEIOUYАЕЁИОУЫЭЮЯ]", word):
        return False
    return is_surname_like(word) or not _is_ordinary(word.lower(), language)


def _is_ordinary(lower: str, language: str) -> bool:
    """Whether a word is one of the text's language, and no surname besides."""
    return is_ordinary(lower, language) and not (lower[0] >= "\u0400" and _is_surname_in_dictionary(lower))


def _is_surname_in_dictionary(lower: str) -> bool:
    return any("Surn" in one.tag for one in dictionary().parse(lower)) and dictionary().word_is_known(lower)


@lru_cache(maxsize=20_000)
def _is_forename(word: str) -> bool:
    known = known_given(word)
    if known.full or known.short_for or is_given(word):
        return True
    if not re.search("[а-яё]", word) or not dictionary().word_is_known(word.lower()):
        return False
    return any("Name" in one.tag and "sing" in one.tag for one in dictionary().parse(word.lower()))


def _by_father(text: str, language: str) -> Iterator[Span]:
    """«Василий Николаевич Каюров», «Каюров Василий Николаевич», with a given name that no table knows as well."""
    for found in _WITH_FATHER.finditer(text):
        given, father = found["given"], found["father"]
        if not is_patronymic(father) or not agree((given, father)) or is_title(given.lower()):
            continue
        sure = _is_forename(given)
        after, before = found["after"] or "", found["before"] or ""
        below = "\n" in text[found.end("father") : found.end()]
        after = after if after and _is_surname_beside(after, (given, father), language, sure=not below) else ""
        before = (
            before
            if before
            and not after
            and not _KIN.search(text[max(0, found.start() - 20) : found.start()])
            and _is_surname_beside(before, (given, father), language)
            else ""
        )
        if sure or (_STRONG_FATHER.search(father) and (after or before) and not _is_word(given)):
            yield found.start("before" if before else "given"), found.end("after" if after else "father")


@lru_cache(maxsize=20_000)
def _is_word(word: str) -> bool:
    """Whether a word with a capital is one of the dictionary that nobody is called by («Дело», «Сообщил»)."""
    readings = dictionary().parse(word.lower())
    names = any({"Name", "Surn", "Geox"} & one.tag.grammemes for one in readings)
    return dictionary().word_is_known(word.lower()) and not names


def _is_surname_beside(word: str, forenames: tuple[str, str], language: str, *, sure: bool = False) -> bool:
    """Whether a word before or after given name and patronymic is their surname: it agrees, and may be one.

    `sure` where it follows on the same line, so that only a name can have the capital («Феодосию Викторовичу Самбуку»).
    """
    title = word[:1] + word[1:].lower()
    if (
        not agree((*forenames, title))
        or not agree_with_father(forenames[1], title)
        or is_title(word.lower())
        or is_patronymic(title)
        or is_body(word)
    ):
        return False
    if (sure or is_surname_like(title)) and not _is_verb(title):
        return True
    return _is_surname_in_dictionary(title.lower()) or not _is_ordinary(title.lower(), language)


@lru_cache(maxsize=20_000)
def _is_verb(word: str) -> bool:
    readings = dictionary().parse(word.lower())
    return dictionary().word_is_known(word.lower()) and not any(
        "Surn" in one.tag or "NOUN" in one.tag for one in readings
    )


def _by_apostrophe(text: str, language: str) -> Iterator[Span]:
    """«Лук’янов», «О’Нил», "Zinov’ev", "O’Brien": models part the word at its apostrophe."""
    for found in _APOSTROPHE.finditer(text):
        if found["irish"]:
            before = _FORENAME_BEFORE.search(text[max(0, found.start() - 40) : found.start()])
            forename = before is not None and not is_no_forename(before[1], language) and not is_title(before[1])
            yield found.start() - (len(before[0]) if before is not None and forename else 0), found.end()
            continue
        word = found["slavic"]
        if (word.isascii() or "’" in word or "ʹ" in word or "ʼ" in word) and _ends_as_surname(word):
            yield found.span()


def _ends_as_surname(word: str) -> bool:
    cyrillic = re.search("[а-яё]", word)
    return is_surname_like(word) if cyrillic else ends_russian(word) and len(word) > 5


def _by_numeral(text: str) -> Iterator[Span]:
    """«Николай II», "Nicholas the Second", «Николая Второго»: a given name of one or two words and a numeral."""
    for found in _NUMERAL.finditer(text):
        if text[found.start() - 1 : found.start()] == "«" and text[found.end() : found.end() + 1] == "»":
            continue  # a ship, a rocket
        name, numeral = found["name"].split(), found["numeral"].split()[-1]
        if not roman(numeral) and not (ordinal(numeral) and numeral[0].isupper()):
            continue
        written_out = not roman(numeral)
        if written_out and name[-1].isascii() and "the" not in found["numeral"]:
            continue
        if numeral == "I" and name[-1].isascii() and not _AFTER_I.match(text, found.end()):
            continue  # "Nicholas I think"
        first = next((place for place, word in enumerate(name) if _is_forename(word)), -1)
        if first < 0 or not _is_forename(name[-1]) or (written_out and not agree_with_ordinal(name[-1], numeral)):
            continue
        start = found.start() if first == 0 else found.end("name") - len(name[-1])
        yield start, found.end()


def agree_with_ordinal(name: str, numeral: str) -> bool:
    """Whether a Russian ordinal stands in the case of the name before it; an English one always does."""
    return name.isascii() or agree((name, numeral))
