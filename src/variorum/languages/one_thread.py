"""The libraries that multiply matrices held to one thread while a model of names runs.

The models' matrices are small: a second thread waits more than it works, and takes a processor from whoever else needs
one. On two processors slovnet used twice the time that it uses on one thread, and was no sooner done; recognition has
processes of its own for several processors (`names.recognition.process_pool`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any


@contextmanager
def on_one_thread() -> Iterator[None]:
    """Hold them to one thread within this block."""
    with _libraries().limit(limits=1, user_api="blas"):
        yield


@cache
def _libraries() -> Any:
    """The libraries that are loaded, found once; to be asked for when the model's own are."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
