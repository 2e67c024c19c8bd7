"""A state of the archive on its way from the process that worked it out to the one that shows it.

Both are this very program, and the pipe between them is theirs alone, so values go over as Python pickles them. What
lives in a process, the texts and the words of the interface, does not go over: it is named, and found again there.
"""

from __future__ import annotations

import gc
import io
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from variorum.catalogue.store import Catalogue, open_catalogue
from variorum.edition.wording import InterfaceWords, words_of
from variorum.reading_room.catching_up import SharedTexts


def packed(value: object, folder: Path) -> bytes:
    """A value as bytes; `folder` is the catalogue of the archive, from which those of its texts are named."""
    written = io.BytesIO()
    _Packer(written, folder).dump(value)
    return written.getvalue()


def unpacked(sent: bytes, folder: Path) -> Any:
    """The value again, its texts opened for reading."""
    with _uncollected():
        return _Unpacker(io.BytesIO(sent), folder).load()


class _Packer(pickle.Pickler):
    def __init__(self, file: io.BytesIO, folder: Path) -> None:
        super().__init__(file, protocol=5)
        self._folder = folder

    def persistent_id(self, value: object) -> tuple[str, str] | None:
        """What is named and does not go over: which kind of thing, and which one."""
        match value:
            case SharedTexts():
                return "texts", self._named(value.catalogue)
            case Catalogue():
                return "catalogue", self._named(value)
            case InterfaceWords():
                return "words", value.language
        return None

    def reducer_override(self, value: object) -> Any:
        """Frozen values are made anew by their own class, which is quicker to read than their fields one by one."""
        kind: Any = type(value)
        if isinstance(value, MappingProxyType):
            return _only_read, (dict(value),)
        names = _plain(kind)
        return (kind, tuple(getattr(value, name) for name in names)) if names else NotImplemented

    def _named(self, catalogue: Catalogue) -> str:
        return catalogue.folder.relative_to(self._folder).as_posix()


class _Unpacker(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, folder: Path) -> None:
        super().__init__(file)
        self._folder = folder
        self._texts: dict[str, SharedTexts] = {}

    def persistent_load(self, name: Any) -> object:
        """What a name stands for in this process."""
        kind, which = name
        if kind == "words":
            return words_of(which)
        if which not in self._texts:
            self._texts[which] = SharedTexts(open_catalogue(self._folder / which, read_only=True))
        return self._texts[which] if kind == "texts" else self._texts[which].catalogue


def _only_read(values: dict[object, object]) -> MappingProxyType[object, object]:
    return MappingProxyType(values)


@lru_cache(maxsize=1000)
def _plain(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a dataclass that its class can be called with, one after another; none where it is not so plain."""
    own = kind.__dict__
    if not is_dataclass(kind) or "__slots__" not in own or hasattr(kind, "__post_init__"):
        return ()
    all_ = fields(kind)
    plain = all(one.init and not one.kw_only for one in all_) and {one.name for one in all_} == set(own["__slots__"])
    return tuple(one.name for one in all_) if plain and own["__dataclass_params__"].init else ()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for what can be thrown away: a million new values, none of which can, are not looked at."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
