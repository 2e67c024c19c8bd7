"""Values sent between processes as JSON, rebuilt by the types that are expected and by nothing that the bytes say.

A worker that a file has taken over may send anything. So nothing is unpickled: only the frozen dataclasses that the
expected type names are made, from plain values that are checked one by one.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from variorum.saying import Sentence, as_plain, from_plain

_T = TypeVar("_T")
_PLAIN = (str, int, float, bool)
_MANY: dict[object, Callable[[list[Any]], object]] = {
    tuple: tuple, list: list, Sequence: tuple, Collection: tuple, frozenset: frozenset,
}  # fmt: skip


def packed(value: object) -> bytes:
    """A value of dataclasses, tuples, mappings, strings and numbers as bytes."""
    return json.dumps(_bare(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpacked(data: bytes, kind: type[_T]) -> _T:
    """The value of this type in these bytes; raises ValueError where they hold anything else."""
    try:
        return cast("_T", _maker(cast("Any", kind))(json.loads(data.decode("utf-8", "surrogatepass"))))
    except (TypeError, KeyError, RecursionError) as trouble:
        raise ValueError(f"not a {kind.__name__}: {trouble}") from trouble


def _bare(value: object) -> object:
    if isinstance(value, Sentence):
        return as_plain(value)
    if value is None or isinstance(value, _PLAIN):
        return value
    if is_dataclass(value):
        return [_bare(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Mapping):
        return {key: _bare(held) for key, held in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [_bare(held) for held in value]
    raise TypeError(f"{type(value).__name__} does not travel")


@lru_cache(maxsize=256)
def _maker(kind: Any) -> Callable[[Any], object]:
    """What makes a value of this type out of JSON's."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _either([_maker(argument) for argument in arguments])
    if origin is tuple and arguments[-1:] != (...,):
        return _fixed([_maker(argument) for argument in arguments])
    if origin in _MANY:
        return _several(_maker(arguments[0]), _MANY[origin], arguments[0])
    if origin in (dict, Mapping):
        return _mapping(_maker(arguments[1]))
    if kind is types.NoneType:
        return _nothing
    if kind is Sentence:
        return from_plain
    if kind in _PLAIN:
        return _one(kind)
    if isinstance(kind, type) and issubclass(kind, IntEnum):
        return kind
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return _record(kind, [_maker(hints[field.name]) for field in fields(kind)])
    raise TypeError(f"{kind} does not travel")


def _one(kind: type) -> Callable[[Any], object]:
    def make(value: Any) -> object:
        if kind is float and type(value) is int:
            return float(value)
        if type(value) is not kind:
            raise ValueError(f"{kind.__name__} expected")
        made: object = value
        return made

    return make


def _nothing(value: Any) -> None:
    if value is not None:
        raise ValueError("nothing expected")


def _either(makers: list[Callable[[Any], object]]) -> Callable[[Any], object]:
    def make(value: Any) -> object:
        for maker in makers:
            try:
                return maker(value)
            except (ValueError, TypeError, KeyError):
                continue
        raise ValueError("none of the expected kinds")

    return make


def _fixed(makers: list[Callable[[Any], object]]) -> Callable[[Any], object]:
    def make(value: Any) -> object:
        return tuple(maker(held) for maker, held in zip(makers, _listed(value), strict=True))

    return make


def _several(maker: Callable[[Any], object], gather: Callable[[list[Any]], object], of: Any) -> Callable[[Any], object]:
    def make(value: Any) -> object:
        held = _listed(value)
        if of in _PLAIN and all(type(one) is of for one in held):
            return gather(held)
        return gather([maker(one) for one in held])

    return make


def _mapping(maker: Callable[[Any], object]) -> Callable[[Any], object]:
    def make(value: Any) -> object:
        if not isinstance(value, dict):
            raise ValueError("a mapping expected")
        return {str(key): maker(held) for key, held in value.items()}

    return make


def _record(kind: type, makers: list[Callable[[Any], object]]) -> Callable[[Any], object]:
    def make(value: Any) -> object:
        return kind(*(maker(held) for maker, held in zip(makers, _listed(value), strict=True)))

    return make


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("a list expected")
    return value
