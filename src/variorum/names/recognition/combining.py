"""What model, patterns and dossiers saw in one text, brought together into names that do not overlap within a kind.

A dossier's word on the kind of a name stands above the model's, since small models take surnames for places; a
pattern's stands above the model's too. A name that only a dossier knows is taken where it cannot well be another word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from variorum.languages import Recognised
from variorum.names.recognition.dossier_matches import DossierMatch, is_article_and_word
from variorum.names.recognition.edges import closed, is_given, parted, trimmed, whole_person
from variorum.names.recognition.families import is_family
from variorum.names.recognition.one_name import is_surname_like, spans_of
from variorum.names.recognition.patterns import PatternName
from variorum.names.recognition.sentence_initial import without_opening_word

_INITIAL_FIRST = re.compile(r"[^\W\d_]\. ?[^\W\d_]")
# how notes refer back; models take a capital and a full stop for a name
_CITING = re.compile(r"(?:(?:op|loc|cit|ibid|ibidem|idem|vol|vols|pp|eds?|trans|fn)\b[\s.,]*)+", re.IGNORECASE)
_LETTER = re.compile(r"(?<=[^\W\d_])\([^\W\d_]\)")
_JOINING = re.compile(r"(?:\s+(?:of|the|and|that|for|against|by|to|with|in|a))+\s*$")
_BESIDE = re.compile(r"['’]s\b\s*|\s+(?:the|that|and|against|at|in|of|by|to)\s+|\s*[,;:—–“]\s*")
_IN_PLACE = re.compile(
    r"(?:\b(?:in|at|from|near|to|into|через|близ|под|из|во?)\s+|\bгор?\.\s*|\bгород[еау]?\s+)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name found in a text: where, of what kind, and what recognised it."""

    start: int
    end: int
    kind: str
    by: str
    closed: bool = False  # nobody is named within it: a title that the words before it tell for one


def combined(
    text: str,
    seen: Iterable[Recognised],
    told: Iterable[PatternName],
    sighted: Iterable[DossierMatch],
    *,
    language: str,
) -> list[FoundName]:
    """The names of a text in order. Those of one kind never overlap; a person may stand within a work's title."""
    patterns = [FoundName(one.start, one.end, one.kind, "pattern", one.closed) for one in told]
    surely = [name for name in patterns if name.kind not in ("group", "role")]
    by_model = list(_of_model(text, seen, language))
    surely = [_with_forename(text, name, by_model) for name in surely]
    by_model = [name for name in by_model if not any(_is_settled(name, other) for other in surely)]
    names = _with_bodies(_joined(text, [*surely, *by_model]), [name for name in patterns if name.kind == "group"])
    for match in sighted:
        names = _with(text, names, match)
    names = [name for name in names if not any(_is_within(name, other) for other in patterns if other.closed)]
    return _with_roles(text, _apart(names), [name for name in patterns if name.kind == "role"])


def _with_roles(text: str, names: list[FoundName], roles: list[FoundName]) -> list[FoundName]:
    """The names with the roles, each ending where a person's name begins; groups that a model saw there go."""
    cut: list[FoundName] = []
    for role in roles:
        holders = [name.start for name in names if name.kind == "person" and role.start <= name.start < role.end]
        end = min(holders, default=role.end)
        cut.append(replace(role, end=trimmed(text, role.start, end)[1]))
    posts = {role.start for role in cut}
    kept = [name for name in names if name.kind != "group" or name.by != "model" or name.start not in posts]
    return sorted([*kept, *(role for role in cut if role.end - role.start > 3)], key=_place)


def _place(name: FoundName) -> tuple[int, int]:
    return name.start, -name.end


def _with_forename(text: str, name: FoundName, by_model: list[FoundName]) -> FoundName:
    """A name with initials together with the word before it that a model saw with it ("Bertram D. Wolfe")."""
    for other in by_model:
        before = text[other.start : name.start]
        if name.kind == other.kind == "person" and other.end == name.end and _is_entry(before.strip()):
            initials = _INITIAL_ALONE.match(text, name.start, name.end)
            if initials and is_surname_like(text[initials.end() : name.end].strip()):
                return replace(name, start=other.start, end=initials.end())  # «Троцкий Л. Сталин. М., 1990»
        if name.kind == other.kind == "person" and other.end == name.end and before.strip().isalpha():
            return replace(name, start=other.start)
    return name


def _is_entry(word: str) -> bool:
    """Whether a word before an initial is a surname, as in a list of books, and not a given name."""
    return word.isalpha() and is_surname_like(word) and not is_given(word)


_INITIAL_ALONE = re.compile(r"[^\W\d_]\.")


def _with_bodies(names: list[FoundName], bodies: list[FoundName]) -> list[FoundName]:
    """The names with the bodies that lie in none of them; what a model takes for a place and is a body is a group."""
    called = {(body.start, body.end): body for body in bodies}
    kept = [called.get((name.start, name.end), name) if name.kind == "place" else name for name in names]
    free = [
        body
        for body in bodies
        if all(_stands_beside(name, body.start, body.end) or name.kind == "work" for name in kept)
    ]
    return [*kept, *free]


def _joined(text: str, names: list[FoundName]) -> list[FoundName]:
    """The names with a given name and the initial and surname after it made one ("Bertram" and "D. Wolfe")."""
    people = sorted((name for name in names if name.kind == "person"), key=lambda name: name.start)
    joined = list(names)
    for one, other in pairwise(people):
        beside = text[one.end : other.start] == " " and " " not in text[one.start : one.end]
        if beside and _INITIAL_FIRST.match(text, other.start):
            joined = [name for name in joined if name not in (one, other)]
            joined.append(FoundName(one.start, other.end, "person", "pattern"))
    return joined


def _of_model(text: str, seen: Iterable[Recognised], language: str) -> Iterable[FoundName]:
    for one in seen:
        for part in parted(text, one.start, one.end):
            start, end = trimmed(text, *part, person=one.kind == "person")
            letter = _LETTER.match(text, end)  # «ВКП(б)», which models end before the bracket
            end = letter.end() if letter and start < end else end
            if one.kind == "person":
                start, end = whole_person(text, without_opening_word(text, start, end, language), end)
            words = text[start:end]
            if start == end or _CITING.fullmatch(words):
                continue
            if one.kind == "place" and is_family(text, start, words):
                yield FoundName(start, end, "person", "model")
            elif one.kind != "person":
                yield FoundName(start, end, one.kind, "model")
            elif not is_article_and_word(text, start, words, language):
                yield from (FoundName(*span, "person", "model") for span in spans_of(text, start, end))


def _is_settled(name: FoundName, other: FoundName) -> bool:
    """Whether a pattern has said already what the model's name is."""
    if not (name.start < other.end and other.start < name.end):
        return False
    if other.kind == "work":
        return name.kind == "work" or (name.start, name.end) == (other.start, other.end)
    longer = other.end - other.start >= name.end - name.start
    return longer or name.kind in ("person", "work") or name.kind == "place"


def _with(text: str, names: list[FoundName], match: DossierMatch) -> list[FoundName]:
    """The names with what a dossier says of one of them, or adds."""
    touching = [name for name in names if name.start < match.end and match.start < name.end]
    same = [name for name in touching if name.kind in match.kinds]
    if any(name.start <= match.start and match.end <= name.end for name in same):
        return names
    kind = _kind_of(text, match, touching)
    start, end = match.start, match.end
    start, end = whole_person(text, start, end) if kind == "person" else (start, closed(text, start, end))
    helped = kind == "person" and (start, end) != (match.start, match.end)
    others = [name for name in touching if name.kind != "work" or kind == "work"]
    if not others:
        return [*names, FoundName(start, end, kind, "dossier")] if match.sure or helped else names
    if not match.sure and not helped and not same:
        return names
    longest = max(others, key=lambda name: name.end - name.start)
    rest: list[FoundName] = []
    if longest.end - longest.start > end - start + 1 and longest.kind not in match.kinds:
        if kind != "person":
            return names
        rest = _without_person(text, longest, start, end)
        if not rest and not _is_list_of_names(text, longest, match):
            return names
    kept = [name for name in names if name not in others or _stands_beside(name, start, end)]
    return [*kept, *rest, FoundName(start, end, kind, "dossier")]


def _without_person(text: str, name: FoundName, start: int, end: int) -> list[FoundName]:
    """What is left of an English name into which a model drew a person beside it ("Congress Lenin", "Lenin’s Answer").

    Nothing where the person's name is part of it ("Kropotkin Museum").
    """
    before = _JOINING.sub("", text[name.start : start])
    after = text[end : name.end]
    beside = _BESIDE.match(after)
    if not text[start:end].isascii() or name.kind == "work" or (after.strip() and not beside):
        return []
    left = FoundName(*trimmed(text, name.start, name.start + len(before)), name.kind, name.by)
    right = FoundName(*trimmed(text, end + (beside.end() if beside else 0), name.end), name.kind, name.by)
    named = [one for one in (left, right) if one.start < one.end and text[one.start].isupper()]
    return named or [FoundName(start, end, "person", "dossier")]


def _kind_of(text: str, match: DossierMatch, touching: list[FoundName]) -> str:
    """The kind where dossiers of several have the name: the model's word for it, else what stands before it."""
    if len(match.kinds) == 1:
        return match.kinds[0]
    said = next((name.kind for name in touching if name.kind in match.kinds), "")
    in_place = "place" in match.kinds and _IN_PLACE.search(text[max(0, match.start - 12) : match.start])
    return said or ("place" if in_place else match.kinds[0])


def _is_list_of_names(text: str, name: FoundName, match: DossierMatch) -> bool:
    """Whether a longer name that a model saw is a run of names ("Kamenev, Zinoviev") rather than one that holds it."""
    rest = text[name.start : match.start] + " , " + text[match.end : name.end]
    return bool(re.search(r"[,;/]|\b(?:and|и)\b", rest.replace(" , ", " ", 1))) and name.kind != "work"


def _stands_beside(name: FoundName, start: int, end: int) -> bool:
    return name.end <= start or end <= name.start


def _apart(names: list[FoundName]) -> list[FoundName]:
    """The names in order; of two that overlap the dossier's, then the pattern's, then the longer; works apart."""
    rank = {"dossier": 0, "pattern": 1, "model": 2}
    kept: list[FoundName] = []
    for name in sorted(names, key=lambda one: (rank[one.by], one.start - one.end, one.start)):
        if all(_stands_beside(name, other.start, other.end) or _may_hold(name, other) for other in kept):
            kept.append(name)
    return sorted(kept, key=_place)


def _is_within(name: FoundName, title: FoundName) -> bool:
    return name.kind != "work" and title.start <= name.start and name.end <= title.end


def _may_hold(name: FoundName, other: FoundName) -> bool:
    return (name.kind == "work") != (other.kind == "work")
