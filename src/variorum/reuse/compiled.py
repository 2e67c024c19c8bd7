"""Kernels compiled to machine code when first called, and kept beside the program so that it happens once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def compiled(function: Kernel) -> Kernel:
    """A function over arrays and numbers, compiled; it lets other threads run meanwhile.

    Where neither the program's folder nor the user's own can keep what was compiled, it is compiled anew each time.
    """
    try:
        return cast("Kernel", njit(nogil=True, cache=True)(function))
    except RuntimeError:  # numba found no folder to write to
        return cast("Kernel", njit(nogil=True)(function))
