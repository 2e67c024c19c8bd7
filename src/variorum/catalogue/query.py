"""The query language: what a searcher types, read into a tree; what cannot be read is refused in one sentence.

    Рютин platform              both words in any of their forms, in one passage
    "рабочая оппозиция"         these very forms, in this order (also «…» and “…”)
    ~"рабочая оппозиция"        in this order, in any of their forms
    "Riutin arrested"~5         in any of their forms, with at most five words between
    =рабочий    оппозиц*        this very form; whatever begins so
    a OR b   a AND NOT b   -b   (a OR b) c      also ИЛИ, И, НЕ
    name:riutin                every form of a name that the dossier lists (id or name), pseudonyms included
    source:KEY kind:letter author:Рютин language:ru from:1928 to:1930-06 date:1928..1930
    script:exact               words only as they are spelled; script:any: every word in either script

What stands side by side is joined by AND, which binds more tightly than OR. Operators are capitals; the same words in
small letters are words. Filters and `script:` hold for the whole query. A word in any of its forms that is a name is
looked for in both scripts and all spellings (`spellings`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from unicodedata import normalize

from variorum.catalogue.filters import FILTER_NAMES, Filters, filters_from
from variorum.catalogue.lexing import Lexeme, lexemes
from variorum.finding import Refused
from variorum.saying import say

_DEEPEST = 20
_MOST_WORDS = 100
_SCRIPTS = {
    "names": "names", "имена": "names", "any": "any", "любая": "any", "exact": "exact", "точно": "exact",
}  # fmt: skip
_OPERATORS = {"AND": "and", "И": "and", "OR": "or", "ИЛИ": "or", "|": "or", "NOT": "not", "НЕ": "not"}


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One word; `mode` is "inflected" (any form of it), "exact", or "prefix"."""

    text: str
    mode: str = "inflected"


@dataclass(frozen=True, slots=True)
class QueryPhrase:
    """Words in their order, with at most `gap` words between them."""

    words: tuple[QueryWord, ...]
    gap: int = 0


@dataclass(frozen=True, slots=True)
class NamedDossier:
    """Any form of the name of a dossier, which is meant by its id or by a name that it lists."""

    name: str


@dataclass(frozen=True, slots=True)
class Not:
    """What must not stand in the passage."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """All of these, in one passage."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of these."""

    parts: tuple[Node, ...]


Node = QueryWord | QueryPhrase | NamedDossier | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A query as understood: the tree of words, the filters that it names, and how far other spellings are sought.

    `script` is "names", "any", "exact", or empty where the query does not say.
    """

    written: str
    root: Node
    filters: Filters
    script: str = ""


def parse_query(written: str) -> Query:
    """Read a query; raises `Refused` with one sentence that names the place and the remedy."""
    found = [_as_named(lexeme) for lexeme in lexemes(normalize("NFC", written))]
    script = next((_script(lexeme) for lexeme in found if lexeme.name == "script"), "")
    found = [lexeme for lexeme in found if lexeme.name != "script"]
    named = [lexeme for lexeme in found if lexeme.kind == "filter"]
    rest = [lexeme for lexeme in found if lexeme.kind != "filter" and (lexeme.kind != "word" or _has_letters(lexeme))]
    words = sum(lexeme.kind in ("word", "phrase") and lexeme.text not in _OPERATORS for lexeme in rest)
    if words > _MOST_WORDS:
        raise Refused(
            say("The query has more than {most_words} words; look for fewer at a time.", most_words=_MOST_WORDS)
        )
    filters = filters_from(named)
    if not rest:
        raise Refused(
            "The query names no word to look for; type at least one, for example: from:1928 рабочий"
            if named
            else "The query holds no word to look for; type at least one."
        )
    reader = _QueryReader(rest)
    root = reader.alternatives(0)
    reader.expect_end()
    if not _asks_for_something(root):
        raise Refused(say("The query says only what to leave out; add at least one word to look for."))
    return Query(written, root, filters, script)


def understood(node: Node) -> str:
    """A query's tree written back, with every operator and mode spelled out."""
    match node:
        case QueryWord(text, mode):
            return {"exact": f"={text}", "prefix": f"{text}*"}.get(mode, text)
        case QueryPhrase(words, gap):
            inflected = any(word.mode == "inflected" for word in words)
            body = " ".join(word.text + ("*" if word.mode == "prefix" else "") for word in words)
            return f'"{body}"~{gap}' if gap else f'{"~" if inflected else ""}"{body}"'
        case NamedDossier(name):
            return f'name:"{name}"' if " " in name else f"name:{name}"
        case Not(part):
            return f"NOT {understood(part)}"
        case And(parts):
            return "(" + " AND ".join(map(understood, parts)) + ")"
        case Or(parts):
            return "(" + " OR ".join(map(understood, parts)) + ")"


def loosened(root: Node) -> Node:
    """The tree with plain words that stand side by side as alternatives; what must not stand there still must not."""
    if not isinstance(root, And):
        return root
    words = tuple(part for part in root.parts if isinstance(part, QueryWord) and part.mode == "inflected")
    others = tuple(part for part in root.parts if part not in words)
    if len(words) < 2:
        return root
    return And((Or(words), *others)) if others else Or(words)


class _QueryReader:
    """Recursive descent over the lexemes; its depth is bounded, so that no query can exhaust the stack."""

    def __init__(self, found: list[Lexeme]) -> None:
        self._lexemes = found
        self._next = 0

    def alternatives(self, depth: int) -> Node:
        """A OR B …, the loosest binding."""
        parts = [self._conjunction(depth)]
        while self._operator() == "or":
            place = self._take()
            if self._at_end_of_group():
                raise Refused(
                    say(
                        "{where}: {text} has nothing after it; add a word or take the {text} out.",
                        where=_at(place),
                        text=place.text,
                    )
                )
            parts.append(self._conjunction(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def expect_end(self) -> None:
        """Nothing may follow the whole query; what can is a parenthesis too many."""
        if self._next < len(self._lexemes):
            raise Refused(
                say(
                    "{where}: this closing parenthesis has no opening one; take it out.",
                    where=_at(self._lexemes[self._next]),
                )
            )

    def _conjunction(self, depth: int) -> Node:
        parts: list[Node] = []
        while not self._at_end_of_group() and self._operator() != "or":
            if self._operator() == "and":
                place = self._take()
                if not parts or self._at_end_of_group() or self._operator() in ("and", "or"):
                    raise Refused(
                        say(
                            "{where}: {text} needs a word on both sides; add one or take the {text} out.",
                            where=_at(place),
                            text=place.text,
                        )
                    )
            parts.append(self._part(depth))
        if not parts:
            missing_after = self._next >= len(self._lexemes)
            place = self._lexemes[-1 if missing_after else self._next]
            side = "after" if missing_after else "before"
            raise Refused(
                say(
                    "{where}: a word is missing {side} “{text}”; add one or take “{text}” out.",
                    where=_at(place),
                    side=side,
                    text=place.text,
                )
            )
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _part(self, depth: int) -> Node:
        lexeme = self._take()
        if lexeme.kind == "minus" or _OPERATORS.get(lexeme.text if lexeme.kind == "word" else "") == "not":
            if self._at_end_of_group() or self._operator() in ("and", "or"):
                raise Refused(
                    say(
                        "{where}: “{text}” has nothing after it; add the word to be left out.",
                        where=_at(lexeme),
                        text=lexeme.text,
                    )
                )
            if depth >= _DEEPEST:
                raise _too_deep(lexeme)
            inner = self._part(depth + 1)
            return inner.part if isinstance(inner, Not) else Not(inner)
        if lexeme.kind == "open":
            return self._group(lexeme, depth)
        if lexeme.kind == "phrase":
            return _phrase(lexeme)
        if lexeme.kind == "named":
            return NamedDossier(lexeme.text)
        return _word(lexeme.text, "inflected")

    def _group(self, opening: Lexeme, depth: int) -> Node:
        if depth >= _DEEPEST:
            raise _too_deep(opening)
        if self._next < len(self._lexemes) and self._lexemes[self._next].kind == "close":
            raise Refused(
                say("{where}: there is nothing between these parentheses; take them out.", where=_at(opening))
            )
        inner = self.alternatives(depth + 1)
        if self._next >= len(self._lexemes):
            raise Refused(say("{where}: this parenthesis is never closed; add a “)”.", where=_at(opening)))
        self._take()
        return inner

    def _take(self) -> Lexeme:
        self._next += 1
        return self._lexemes[self._next - 1]

    def _operator(self) -> str:
        if self._next >= len(self._lexemes):
            return ""
        lexeme = self._lexemes[self._next]
        return _OPERATORS.get(lexeme.text, "") if lexeme.kind == "word" else ""

    def _at_end_of_group(self) -> bool:
        return self._next >= len(self._lexemes) or self._lexemes[self._next].kind == "close"


def _as_named(lexeme: Lexeme) -> Lexeme:
    return replace(lexeme, kind="named", name="") if lexeme.name == "name" else lexeme


def _script(lexeme: Lexeme) -> str:
    value = _SCRIPTS.get(lexeme.text.lower())
    if value is None:
        raise Refused(
            say(
                "{where}: “{text}” is not one of names (names in every spelling), any (every word so) "
                "and exact (nothing but what is typed).",
                where=_at(lexeme),
                text=lexeme.text,
            )
        )
    return value


def _phrase(lexeme: Lexeme) -> Node:
    words = [word for word in lexeme.text.split() if any(map(str.isalnum, word))]
    if not words:
        raise Refused(
            say("{where}: there is no word between these quotation marks; add one or take them out.", where=_at(lexeme))
        )
    inflected = lexeme.inflected or lexeme.gap > 0
    parts = tuple(_word(word, "inflected" if inflected else "exact") for word in words)
    return parts[0] if len(parts) == 1 else QueryPhrase(parts, lexeme.gap)


def _word(text: str, mode: str) -> QueryWord:
    if text.startswith("="):
        return QueryWord(text.lstrip("="), "exact")
    if text.endswith("*"):
        return QueryWord(text.rstrip("*"), "prefix")
    return QueryWord(text, mode)


def _has_letters(lexeme: Lexeme) -> bool:
    # a dash or an emoji between words is passed over: it stands in no index
    return lexeme.text in _OPERATORS or any(map(str.isalnum, lexeme.text))


def _asks_for_something(node: Node) -> bool:
    match node:
        case Not():
            return False
        case And(parts):
            return any(map(_asks_for_something, parts))
        case Or(parts):
            return all(map(_asks_for_something, parts))
        case _:
            return True


def _too_deep(lexeme: Lexeme) -> Refused:
    return Refused(f"{_at(lexeme)}: the parentheses are nested more than {_DEEPEST} deep; write the query more simply.")


def _at(lexeme: Lexeme) -> str:
    return f"At character {lexeme.start + 1} of the query"


__all__ = [
    "FILTER_NAMES",
    "And",
    "NamedDossier",
    "Node",
    "Not",
    "Or",
    "Query",
    "QueryPhrase",
    "QueryWord",
    "loosened",
    "parse_query",
    "understood",
]
