"""The one codec for whatever is derived: a typed value to compact bytes, and back to an equal value.

What a type looks like is read from its annotations once; no type has a decoder of its own. A dataclass becomes the list
of its fields, so that one with a field more is another code and is never taken for the old one. The bytes of equal
values are equal (what has no order of its own is put in one), so their digest tells whether a value changed.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import sha256
from operator import attrgetter
from types import MappingProxyType, NoneType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from variorum.saying import Sentence, as_plain, from_plain

_PLAIN = (str, int, float, bool, NoneType)


@dataclass(frozen=True, slots=True)
class Codec:
    """A value of one type as plain JSON values, and back."""

    to_plain: Callable[[Any], Any]
    from_plain: Callable[[Any], Any]

    def encode(self, value: object) -> bytes:
        """The value as bytes: UTF-8 and ASCII alone, halves of surrogate pairs included."""
        return json.dumps(self.to_plain(value), separators=(",", ":")).encode("ascii")

    def decode(self, written: bytes) -> Any:
        """The value that `encode` wrote; ValueError or TypeError where the bytes are of something else."""
        return self.from_plain(json.loads(written))


def digest(written: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return sha256(written).hexdigest()


def digest_of(value: object, kind: Any) -> str:
    """The digest of a value of a type."""
    return digest(codec_of(kind).encode(value))


@cache
def codec_of(kind: Any) -> Codec:
    """The codec of a type; TypeError for one that it does not know."""
    kind = getattr(kind, "__value__", kind)
    origin, inner = get_origin(kind), get_args(kind)
    if kind in _PLAIN or origin is Literal:
        return Codec(_same, _same)
    if kind is object or kind is Any:
        return Codec(_anything_to_plain, _anything_from_plain)
    if origin in (Union, types.UnionType):
        return _of_union(inner)
    if origin is tuple:
        return _of_tuple(inner)
    if isinstance(origin or kind, type):
        return _of_class(origin or kind, inner, kind)
    raise TypeError(f"There is no codec for {kind!r}.")


def _of_class(origin: type, inner: Sequence[Any], kind: Any) -> Codec:
    if issubclass(origin, Sentence):
        return Codec(as_plain, from_plain)
    if issubclass(origin, frozenset | set):
        each = _Later(inner[0])
        return Codec(
            lambda value: sorted(map(each.to_plain, value), key=repr), lambda plain: origin(map(each.from_plain, plain))
        )
    if issubclass(origin, Mapping):
        key, value = map(_Later, inner)
        return Codec(
            lambda given: [[key.to_plain(name), value.to_plain(said)] for name, said in given.items()],
            lambda plain: MappingProxyType({key.from_plain(name): value.from_plain(said) for name, said in plain}),
        )
    if issubclass(origin, Sequence):
        each = _Later(inner[0])
        made = list if origin is list else tuple
        if inner[0] in _PLAIN:
            return Codec(list, made)
        return Codec(lambda v: [*map(each.to_plain, v)], lambda plain: made(map(each.from_plain, plain)))
    if issubclass(origin, Enum):
        return Codec(lambda member: member.value, origin)
    if is_dataclass(origin):
        return _of_dataclass(origin)
    raise TypeError(f"There is no codec for {kind!r}.")


def _of_dataclass(kind: type) -> Codec:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind) if field.init]
    # what is plain stays as it is; the rest by its place
    parts = [(place, _Later(hints[name])) for place, name in enumerate(names) if not _is_plain(hints[name])]
    together = attrgetter(*names) if len(names) > 1 else None

    def to_plain(value: Any) -> list[Any]:
        plain = [*together(value)] if together else [getattr(value, name) for name in names]
        for place, part in parts:
            plain[place] = part.to_plain(plain[place])
        return plain

    def from_plain(plain: list[Any]) -> Any:
        if len(plain) != len(names):
            raise ValueError(f"{kind.__name__} has {len(names)} fields, and {len(plain)} are written.")
        for place, part in parts:
            plain[place] = part.from_plain(plain[place])  # nobody else holds this list: it was read just now
        return kind(*plain)

    return Codec(to_plain, from_plain)


def _is_plain(kind: Any) -> bool:
    """Whether a value of this type is written as it is."""
    inner = get_args(kind)
    is_union = get_origin(kind) in (Union, types.UnionType)
    return kind in _PLAIN or get_origin(kind) is Literal or (is_union and all(one in _PLAIN for one in inner))


def _of_union(inner: Sequence[Any]) -> Codec:
    """One of several types: told by its place among them, but where all the others are None or plain."""
    if all(kind in _PLAIN for kind in inner):
        return Codec(_same, _same)
    others = [kind for kind in inner if kind is not NoneType]
    if set(inner) == {Sentence, str}:
        return Codec(as_plain, from_plain)
    if len(others) == 1:
        one = _Later(others[0])
        return Codec(
            lambda value: None if value is None else one.to_plain(value),
            lambda plain: None if plain is None else one.from_plain(plain),
        )
    classes = [get_origin(kind) or kind for kind in inner]
    codecs = [_Later(kind) for kind in inner]

    def to_plain(value: object) -> list[Any]:
        place = next(place for place, kind in enumerate(classes) if isinstance(value, kind))
        return [place, codecs[place].to_plain(value)]

    return Codec(to_plain, lambda plain: codecs[plain[0]].from_plain(plain[1]))


def _of_tuple(inner: Sequence[Any]) -> Codec:
    if len(inner) == 2 and inner[1] is Ellipsis:
        if inner[0] in _PLAIN:
            return Codec(list, tuple)
        each = _Later(inner[0])
        return Codec(lambda value: [*map(each.to_plain, value)], lambda plain: tuple(map(each.from_plain, plain)))
    parts = [*map(_Later, inner)]
    return Codec(
        lambda value: [part.to_plain(one) for part, one in zip(parts, value, strict=True)],
        lambda plain: tuple(part.from_plain(one) for part, one in zip(parts, plain, strict=True)),
    )


class _Later:
    """A codec looked up when it is first used, since a type may hold itself; plain parts cost nothing then."""

    __slots__ = ("_kind", "from_plain", "to_plain")

    def __init__(self, kind: Any) -> None:
        self._kind = kind
        self.to_plain: Callable[[Any], Any] = _same if _is_plain(kind) else self._first_to_plain
        self.from_plain: Callable[[Any], Any] = _same if _is_plain(kind) else self._first_from_plain

    def _first_to_plain(self, value: Any) -> Any:
        self.to_plain = codec_of(self._kind).to_plain
        return self.to_plain(value)

    def _first_from_plain(self, plain: Any) -> Any:
        self.from_plain = codec_of(self._kind).from_plain
        return self.from_plain(plain)


def _same(value: Any) -> Any:
    return value


def _anything_to_plain(value: object) -> Any:
    """A value of no declared type, as front matter has them: texts, numbers, lists, mappings."""
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, Mapping):
        return {"of": [[_anything_to_plain(key), _anything_to_plain(said)] for key, said in value.items()]}
    if isinstance(value, tuple):
        return {"tuple": [*map(_anything_to_plain, value)]}
    if isinstance(value, list):
        return [*map(_anything_to_plain, value)]
    raise TypeError(f"A {type(value).__name__} has no declared type to write it by.")


def _anything_from_plain(plain: Any) -> object:
    if isinstance(plain, list):
        return [*map(_anything_from_plain, plain)]
    if isinstance(plain, dict):
        if "tuple" in plain:
            return tuple(map(_anything_from_plain, plain["tuple"]))
        return {_anything_from_plain(key): _anything_from_plain(said) for key, said in plain["of"]}
    return plain
