"""How a step is declared: a function with typed inputs, one typed output, and the code that it runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar, get_type_hints

from variorum.pipeline.codec import Codec, codec_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Step(Generic[T]):
    """A step as it was declared; `code` are packages and modules within `variorum`."""

    name: str
    run: Callable[..., T]
    code: tuple[str, ...]

    @property
    def output(self) -> Codec:
        """How what it gives is written."""
        return codec_of(_hints(self.run)["return"])

    def input(self, name: str) -> Codec:
        """How an input is written."""
        return codec_of(_hints(self.run)[name])


@dataclass(frozen=True, slots=True)
class Given(Generic[T]):
    """A value told from others by its digest, and made or read only when somebody asks for it."""

    digest: str
    value: Callable[[], T]


@dataclass(frozen=True, slots=True)
class Watched(Generic[T]):
    """A large whole of which a step may look at any part.

    `value` is given whom to tell of each part that is looked at; `digest` is of one part, by the name told.
    """

    digest: Callable[[str], str]
    value: Callable[[Callable[[str], None]], T]


def step(name: str, *, code: tuple[str, ...] = ()) -> Callable[[Callable[..., T]], Step[T]]:
    """Declare a function as a step; `code` names what it runs within `variorum` beside the module that it stands in.

    Inputs are keywords. Their types, and that of the output, must be there when the step first runs.
    """

    def declare(run: Callable[..., T]) -> Step[T]:
        return Step(name, run, (*code, run.__module__.removeprefix("variorum.")))

    return declare


@cache
def _hints(run: Callable[..., Any]) -> Mapping[str, Any]:
    return get_type_hints(run)
