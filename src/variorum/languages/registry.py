"""The languages that there are, and the folder of each: the one place where a language is declared.

A language is a folder with a file `pack.toml` and its tables beside it (`dates.toml`, `critical_words.toml`,
`locale.toml` …). Those of the program stand in `languages/<code>/`; one of another package is an entry point of the
group `variorum.languages`, whose name is the code and whose value is a module in the folder. The rooms ask for a table
by its name and never look for files, so that nothing else need be edited. Pure: it reads files of the program alone,
and stands above every room.

Which language a text is in is told by whoever holds the text. Where nobody tells, `read_by` gives one language for each
script, those whose pack says that it stands for its script.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from symtable import symtable
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from variorum.additions import NO_FIELD, NO_FILE, NO_HEADING, NO_RULE, TAKEN_ALREADY, UNREADABLE, Lacking, Unfit, taken

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint
    from importlib.resources.abc import Traversable

ENTRY_POINTS = "variorum.languages"
_WITHOUT_FOLDER = "without_folder.toml"
DECLARATION = "pack.toml"
DATES = "dates.toml"
TABLES = (
    "critical_words", "dates", "erasures", "labels", "locale", "note_signals", "numerals", "opposites",
    "quotation_cues", "recognising", "small_words", "spelling", "telling", "titles", "wording",
)  # fmt: skip
"""The tables that the rooms ask for; a language that lacks one is passed over where that table is read."""
SENTENCES = "sentences.po"
"""The sentences of findings in this language (`saying`)."""
LOOKED_UP = frozenset({*(f"{name}.toml" for name in TABLES), SENTENCES})
"""The files of a language that count only where somebody asks for them."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What a language declares of itself.

    `script` is its ISO 15924 code; one language of a script `stands_for_script`, where nobody says which it is.
    `plurals` names one of `PLURALS`; `thousands`, `decimal` and `quotes` (the outer pair) are how it writes;
    `capital_nouns` says that every noun has a capital, which then tells no name, least of all after one of the
    `articles`; `genitive` is what a name takes in it without an apostrophe. `style` is the citation style that its
    readers expect; `equipment` and `grammar` are "module:Class", empty for words as they are written. `notes` are to be
    told to whoever asks what the language can do.
    """

    code: str
    name: str
    own_name: str
    script: str
    stands_for_script: bool = False
    plurals: str = "one-other"
    thousands: str = ","
    decimal: str = "."
    quotes: tuple[str, str] = ("“", "”")
    style: str = ""
    equipment: str = ""
    grammar: str = ""
    capital_nouns: bool = False
    articles: tuple[str, ...] = ()
    genitive: str = ""
    notes: str = ""


def primary(code: str) -> str:
    """The language of a BCP 47 code, without its country: "de" for "de-AT" and "de_AT"."""
    return code.strip().replace("_", "-").partition("-")[0].lower()


def script_of(code: str) -> str:
    """The script (ISO 15924) of a language: as its code ("sr-Latn") or else its pack says; Latin where neither does."""
    _, *subtags = code.strip().replace("_", "-").split("-")
    told = next((one.title() for one in subtags if len(one) == 4 and one.isalpha()), "")
    declared = pack(code)
    return told or (
        declared.script if declared else _without_folder("recognising").get(primary(code), {}).get("script", "Latn")
    )


@cache
def packs() -> Mapping[str, Pack]:
    """Every language that is declared, by its code: those that stand for a script first, then by code."""
    found = {code: _declared(code, folder) for code, folder in _folders().items()}
    order = sorted(found.values(), key=lambda pack: (not pack.stands_for_script, pack.code))
    return MappingProxyType({pack.code: pack for pack in order})


def codes() -> tuple[str, ...]:
    """The codes of the languages that there are."""
    return tuple(packs())


def pack(code: str) -> Pack | None:
    """What a language declares, by a BCP 47 code; None where there is no such language."""
    return packs().get(primary(code))


@cache
def read_by(code: str = "", name: str = "") -> tuple[str, ...]:
    """The languages by whose tables a text of this language is read: itself, and one for each other script.

    The others are those that stand for their scripts, since a German text may quote a Russian one and no word of either
    is taken for the other's. Where the language is not told or not known, or lacks the table `name`, that is one
    language for every script.
    """
    own = pack(code)
    own = None if own is not None and name and not table(own.code, name) else own
    others = (one for one in packs().values() if one.stands_for_script and (own is None or one.script != own.script))
    return (*((own.code,) if own else ()), *(one.code for one in others))


@cache
def table(code: str, name: str) -> Mapping[str, Any]:
    """A table of a language; empty where the language or the table is missing."""
    written = text(code, f"{name}.toml")
    return MappingProxyType(tomllib.loads(written)) if written else MappingProxyType({})


def tables(name: str, code: str = "") -> tuple[Mapping[str, Any], ...]:
    """The tables of a name by which a text of this language is read (`read_by`), its own first."""
    return tuple(found for each in read_by(code, name) if (found := table(each, name)))


def having(name: str) -> tuple[str, ...]:
    """The languages that have a table of this name."""
    return tuple(code for code in codes() if table(code, name))


@cache
def of_every_language(name: str) -> Mapping[str, Mapping[str, Any]]:
    """The tables of a name by their language, with what is known of languages that have no folder.

    Of `recognising` the lines are: `words`, the small words that its texts are full of, the commonest first;
    `in-few-lines`, those that tell it in a sentence or two; `common` where its six commonest words are to be looked for
    first; `letters` beyond ASCII, and the one-byte `encodings` that have them; `marked`, letters without which hardly a
    sentence can be written; `only`, letters that its neighbours do not have, and `never`, such as it has not itself;
    `acute-marks-stress`; `called`, its further names in catalogues and colophons; `script` where it has no folder.
    """
    return MappingProxyType({**_without_folder(name), **{code: table(code, name) for code in having(name)}})


@cache
def words_of_every_language(name: str, kind: str) -> frozenset[str]:
    """The words of one kind in a table of every language, where white space parts them."""
    return frozenset(word for table in of_every_language(name).values() for word in table.get(kind, "").split())


@cache
def _without_folder(name: str) -> Mapping[str, Mapping[str, Any]]:
    from importlib.resources import files

    written = files(__package__).joinpath(_WITHOUT_FOLDER).read_text(encoding="utf-8")
    known: Mapping[str, Mapping[str, Any]] = tomllib.loads(written).get(name, {})
    return known


@cache
def text(code: str, file: str) -> str:
    """A file of a language's folder as it is; empty where the language or the file is missing."""
    folder = _folders().get(primary(code))
    path = folder.joinpath(file) if folder else None
    return path.read_text(encoding="utf-8") if path is not None and path.is_file() else ""


@cache
def digest_of_others(asked: frozenset[str]) -> str:
    """A digest of the languages of other packages, so that what rests on them is worked out anew where they change.

    Of the files that are only looked up, those `asked` for count.
    """
    digest = sha256()
    for code, folder in _of_others():
        counting = (
            one for one in folder.iterdir() if one.is_file() and (one.name in asked or one.name not in LOOKED_UP)
        )
        held = sorted(counting, key=lambda each: each.name)
        for each in held:
            digest.update(f"{code} {each.name}\0".encode() + each.read_bytes() + b"\0")
    return digest.hexdigest()


@cache
def _folders() -> Mapping[str, Traversable]:
    return MappingProxyType({**dict(_of_others()), **_own()})


def _own() -> Mapping[str, Traversable]:
    from importlib.resources import files

    return {each.name: each for each in files(__package__).iterdir() if each.joinpath(DECLARATION).is_file()}


def lacking() -> tuple[Lacking, ...]:
    """The languages of other packages that cannot be had, and why."""
    return _taken()[1]


@cache
def _taken() -> tuple[Mapping[str, Traversable], tuple[Lacking, ...]]:
    return taken(ENTRY_POINTS, _folder)


def _of_others() -> Iterator[tuple[str, Traversable]]:
    return ((primary(name), folder) for name, folder in _taken()[0].items())


def _folder(point: EntryPoint) -> Traversable:
    """The folder of another package's language, every file of which can be read."""
    from importlib.resources import files

    folder = files(import_module(point.module))
    if not folder.joinpath(DECLARATION).is_file():
        raise Unfit(NO_FILE, DECLARATION)
    if primary(point.name) in _own():
        raise Unfit(TAKEN_ALREADY, primary(point.name))
    declared = _declared(primary(point.name), folder)
    if declared.plurals not in PLURALS:
        raise Unfit(NO_RULE, DECLARATION, declared.plurals)
    for named in filter(None, (declared.equipment, declared.grammar)):
        _look_for(named)
    for path in (folder.joinpath(f"{name}.toml") for name in TABLES):
        if path.is_file():
            table = _parsed(path)
            if path.name == DATES:
                _look_over(table)
    return folder


def _look_for(named: str) -> None:
    """Raise ImportError where no module gives "module:Class"; it is not imported yet, since it may be heavy."""
    module, _, name = named.partition(":")
    spec = find_spec(module)
    if spec is None:
        raise ModuleNotFoundError(f"No module named {module!r}")
    source = getattr(spec.loader, "get_source", lambda _: None)(module)
    if source and "import *" not in source and name not in symtable(source, module, "exec").get_identifiers():
        raise ImportError(f"cannot import name {name!r} from {module!r}")


def _look_over(dates: Mapping[str, Any]) -> None:
    """Raise Unfit for a table of dates with a heading, or a key under one, of which nothing could be made.

    What there may be the program's own tables show: where all their keys are numbers, so are those of any language.
    """
    known: dict[str, Any] = {}
    for folder in _own().values():
        known = {**known, **_parsed(folder.joinpath(DATES))}
    for heading, rows in dates.items():
        if heading not in known:
            raise Unfit(NO_HEADING, DATES, f"[{heading}]")
        if not isinstance(rows, Mapping):
            raise Unfit(NO_HEADING, DATES, heading)
        numbered = all(_is_number(key) for key in known[heading])
        for key, words in rows.items():
            if (numbered and not _is_number(key)) or (heading != "writing" and not _are_words(words)):
                raise Unfit(NO_HEADING, DATES, f"[{heading}] {key}")


def _is_number(key: str) -> bool:
    return key.removeprefix("-").isdecimal()


def _are_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and word for word in value)


def _parsed(path: Traversable) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:  # no TOML, or no UTF-8
        raise Unfit(UNREADABLE, path.name, str(error)) from error


def _east_slavic(number: int) -> str:
    if number % 10 == 1 and number % 100 != 11:
        return "one"
    return "few" if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else "many"


def _polish(number: int) -> str:
    if number == 1:
        return "one"
    return "few" if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else "many"


PLURALS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "other": lambda _: "other",
        "one-other": lambda number: "one" if number == 1 else "other",
        "zero-one-other": lambda number: "one" if number in (0, 1) else "other",
        "one-few-many": _east_slavic,
        "one-few-many-polish": _polish,
        "one-few-other": lambda number: "one" if number == 1 else "few" if number in (2, 3, 4) else "other",
    }
)
"""The rules by which a whole number takes its noun: "one-few-other" is Czech's, "zero-one-other" French's."""
PLURAL_FORMS: Mapping[str, frozenset[str]] = MappingProxyType(
    {name: frozenset(rule(number) for number in range(200)) for name, rule in PLURALS.items()}
)
"""The forms that a rule asks for."""


def _declared(code: str, folder: Traversable) -> Pack:
    said = _parsed(folder.joinpath(DECLARATION))
    for needed in ("name", "script"):
        if needed not in said:
            raise Unfit(NO_FIELD, DECLARATION, needed)
    plain = Pack(code, str(said["name"]), str(said.get("own-name", said["name"])), str(said["script"]))
    opening, closing = said.get("quotes", plain.quotes)
    return Pack(
        code,
        plain.name,
        plain.own_name,
        plain.script,
        stands_for_script=bool(said.get("stands-for-script", False)),
        plurals=str(said.get("plurals", plain.plurals)),
        thousands=str(said.get("thousands", plain.thousands)),
        decimal=str(said.get("decimal", plain.decimal)),
        quotes=(str(opening), str(closing)),
        style=str(said.get("citation-style", "")),
        equipment=str(said.get("equipment", "")),
        grammar=str(said.get("grammar", "")),
        capital_nouns=bool(said.get("capital-nouns", False)),
        articles=tuple(map(str, said.get("articles", ()))),
        genitive=str(said.get("genitive", "")),
        notes=str(said.get("notes", "")),
    )
