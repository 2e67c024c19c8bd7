"""Sentences of the program in every language: made where something is found, put into words where it is read.

A sentence is written once, in English, where it is needed, with named fields: `say("Page {page} is missing.", page=7)`.
What comes of it is the English sentence, a `str` like any other, that remembers what it was made of, as message ids of
zope.i18nmessageid do. `in_language` says it again in another language by the catalogue `sentences.po` of that
language's folder (`languages.registry`), whose keys are the English sentences, as gettext's are. What a catalogue lacks
is said in English. Pure but for the catalogues, which are read once.

A field may say how its value is put, after a colon:

    {pages:page|pages}                 a word in the form that a number takes, one for each plural form of the language
    {kind:person=лицо|group=группу}    words chosen by the value itself; `=иное` at the end stands for every other value
    {kinds}  {kinds:or}  {kinds:;}     several, joined by commas and "and" (or "or"), or by that sign alone
    {size:,}  {share:.1f}              a number with its thousands set apart, with so many decimals
    {where:^}  {reason:-}              with a capital, because it opens the sentence; without its closing full stop
    {when:date}  {when:date of}        a date in EDTF in words, and in the case of a preposition («после мая 1933»)

Values that are sentences themselves are said in the same language. No other part of Python's format language is read,
since sentences come from other processes and from other people's catalogues too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from variorum.languages.datings import in_words
from variorum.languages.registry import PLURALS, SENTENCES, pack, primary, text

Value = str | int | float | tuple[str, ...]

_FIELD = re.compile(r"\{([A-Za-z_]\w*)(?::([^{}]*))?\}")
_FIGURE = re.compile(r",?(?:\.\d[f%])?")
JOINTS = ("and", "or")  # words that join several values, each a template
_AND = JOINTS[0]
_DATED = ("date", "date of")
_APART = "{en}"  # the template of a sentence that has a value for each language


class Sentence(str):
    """An English sentence that remembers its template and the values of its fields; compares as the text that it is."""

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, Value]

    def __new__(cls, template: str, values: Mapping[str, Value]) -> Sentence:
        """A sentence of `say`, or one that comes from elsewhere with its template and the values of its fields."""
        made = super().__new__(cls, _filled(template, values, "en"))
        made.template = template if type(template) is str else str(template)
        made.values = MappingProxyType(dict(values))
        return made

    def __repr__(self) -> str:
        """All that it is in any language: another may be the same in English alone."""
        return f"say({self.template!r}, {dict(self.values)!r})"

    def __reduce__(self) -> tuple[type[Sentence], tuple[str, dict[str, Value]]]:
        return Sentence, (self.template, dict(self.values))


def template(sentence: str, /) -> Sentence:
    """A template that is filled in elsewhere, by `Sentence`: marked here, so that `tools/sentences.py` finds it."""
    return Sentence(sentence, {})


def say(template: str, /, **values: Value) -> Sentence:
    """A sentence by its English template and the values of its fields.

    The template is written out where this is called, so that `tools/sentences.py` can read it from the code.
    """
    return Sentence(template, values)


def in_turn(*sentences: str) -> str:
    """Sentences one after another, each of which can still be said in another language; empty ones are left out."""
    said = [sentence for sentence in sentences if sentence]
    if len(said) < 2:
        return "".join(said) if not said else said[0]
    return Sentence("{first} {then}", {"first": said[0], "then": in_turn(*said[1:])})


def told_in(said: Mapping[str, str], /) -> Sentence:
    """A sentence that is made for each language apart, by the codes of the languages; "en" is one of them."""
    return Sentence(_APART, dict(said))


def held_in(sentence: str) -> Iterator[str]:
    """Every word and sentence that a sentence holds, in whichever language: where a secret is looked for."""
    if isinstance(sentence, Sentence):
        for value in sentence.values.values():
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, str):
                    yield str(one)
                    yield from held_in(one)


def in_language(sentence: str, language: str) -> str:
    """A sentence in a language, in English where its catalogue has none.

    A plain string stays as it is: it may be a word of the user's own, which is never taken for one of ours.
    """
    if not isinstance(sentence, Sentence):
        return sentence
    translated = translation(sentence, language)
    return str(sentence) if translated is None else _filled(translated, sentence.values, language)


def is_said_in(sentence: str, language: str) -> bool:
    """Whether a sentence is in this language once rendered: what is English alone is to be marked as English."""
    return translation(sentence, language) is not None


def translation(sentence: str, language: str) -> str | None:
    """The template of a sentence in a language; None where there is none, and for what is no sentence of ours."""
    if not isinstance(sentence, Sentence):
        return None
    template = sentence.template
    if primary(language) in ("", "en"):
        return template
    if template == _APART:
        return f"{{{primary(language)}}}" if primary(language) in sentence.values else None
    found = catalogue(primary(language)).get(template)
    is_neutral = not any(map(str.isalpha, _FIELD.sub("", template)))
    return template if found is None and is_neutral else found


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """The sentences of a language, by their English templates."""
    return MappingProxyType(dict(entries(text(language, SENTENCES))))


def entries(written: str) -> Iterator[tuple[str, str]]:
    """The pairs of a PO file (GNU gettext) that are translated and not marked as fuzzy."""
    for block in re.split(r"\n\s*\n", written):
        said = {"msgid": "", "msgstr": ""}
        name = ""
        for line in block.splitlines():
            if line.startswith("#, ") and "fuzzy" in line:
                break
            keyword, _, rest = line.partition(" ")
            name, quoted = (keyword, rest) if keyword in said else (name, line)
            if name and quoted.startswith('"'):
                said[name] += json.loads(quoted)
        else:
            if said["msgid"] and said["msgstr"]:
                yield said["msgid"], said["msgstr"]


def as_plain(sentence: str) -> object:
    """A sentence as JSON's values: a plain string as it is, what was made by `say` as its template and fields."""
    if not isinstance(sentence, Sentence):
        return sentence
    return [sentence.template, {name: _plain_value(value) for name, value in sorted(sentence.values.items())}]


def from_plain(plain: object) -> str:
    """What `as_plain` wrote; ValueError where it is anything else."""
    match plain:
        case str():
            return plain
        case [str() as template, dict() as values] if all(isinstance(name, str) for name in values):
            return Sentence(template, {name: _value(value) for name, value in values.items()})
    raise ValueError("a sentence expected")


def _plain_value(value: Value) -> object:
    if isinstance(value, tuple):
        return {"of": [as_plain(one) for one in value]}
    return as_plain(value) if isinstance(value, str) else value


def _value(plain: object) -> Value:
    if isinstance(plain, int | float):
        return plain
    if isinstance(plain, dict) and isinstance(plain.get("of"), list):
        return tuple(from_plain(one) for one in plain["of"])
    return from_plain(plain)


def _filled(template: str, values: Mapping[str, Value], language: str) -> str:
    """A template with its fields filled in; a field that has no value stays as it is written."""
    opening, fields = _parts(template)
    if not fields:
        return template
    said = [opening]
    for name, how, after in fields:
        if name in values:
            value = values[name]
            said.append(value if type(value) is str and not how else _put(value, how or "", language))
        else:
            said.append(f"{{{name}}}" if how is None else f"{{{name}:{how}}}")
        said.append(after)
    return "".join(said)


@lru_cache(maxsize=4096)
def _parts(template: str) -> tuple[str, tuple[tuple[str, str | None, str], ...]]:
    """The text before the first field; then each field's name, how it is put, and the text after it."""
    opening, *parts = _FIELD.split(template)
    return opening, tuple(zip(parts[::3], parts[1::3], parts[2::3], strict=True))


def _put(value: Value, how: str, language: str) -> str:
    if isinstance(value, tuple):
        return _joined([in_language(one, language) for one in value], how or _AND, language)
    if isinstance(value, str):
        return _worded(value, how, language)
    if not how:
        return str(value)
    if _FIGURE.fullmatch(how):
        return _figure(value, how, language)
    return _counted(int(value), how.split("|"), language) if "|" in how else str(value)


def _worded(value: str, how: str, language: str) -> str:
    if how in ("^", "-"):
        said = in_language(value, language)
        return said.rstrip(".") if how == "-" else said[:1].upper() + said[1:]
    if how in _DATED:
        return in_words(value, language, governed=how != _DATED[0]) or value
    if how:
        for choice in how.split("|"):
            which, is_choice, words = choice.partition("=")
            if is_choice and which in (value, ""):
                return words
    return in_language(value, language)


def _counted(number: int, forms: list[str], language: str) -> str:
    """The form of a word that a number takes; the forms stand in the order of the rule's name."""
    declared = pack(language)
    rule = declared.plurals if declared else "one-other"
    place = rule.split("-").index(PLURALS[rule](number))
    return forms[min(place, len(forms) - 1)]


def _figure(number: float, how: str, language: str) -> str:
    declared = pack(language)
    signs = {",": declared.thousands, ".": declared.decimal} if declared else {}
    return "".join(signs.get(sign, sign) for sign in format(number, how))


def _joined(words: list[str], joint: str, language: str) -> str:
    if len(words) < 2 or joint in (",", ";"):
        return f"{joint} ".join(words)
    return f"{', '.join(words[:-1])} {in_language(Sentence(joint, {}), language)} {words[-1]}"
