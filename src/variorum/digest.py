"""The digest of text that everything is known by that was worked out of it."""

from __future__ import annotations

from hashlib import sha256


def sha_of(*parts: str) -> str:
    """The SHA-256 of texts, each on lines of its own, as 64 hexadecimal digits; lone surrogates count too."""
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
