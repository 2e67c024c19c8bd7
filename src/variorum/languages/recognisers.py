"""By what a language's names are seen, in a few letters: so that one knows when to look again, and only then."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files


@cache
def recogniser_of(*packages: str, weights: str = "") -> str:
    """The versions of packages and the digest of a file of weights of this room; the rules are told by their code.

    No model is loaded for it.
    """
    told = [f"{package} {_version(package)}" for package in packages]
    if weights:
        told.append(sha256(files("variorum.languages").joinpath(weights).read_bytes()).hexdigest()[:16])
    return ", ".join(told)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
