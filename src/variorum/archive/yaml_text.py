"""Values written as YAML such that the front matter's reader gives the same text again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

# Plain text is left without quotation marks only where no reader of YAML could take it for anything else.
_PLAIN = re.compile(r"[^\W\d_](?:[\w ./+()–—’…-]*[\w.)…’])?")
_NUMBERLIKE = re.compile(r"\d{1,4}(?:-\d\d){0,2}[~?]?(?:/\d{1,4}(?:-\d\d){0,2}[~?]?)?")
_KEYWORDS = frozenset({"yes", "no", "true", "false", "on", "off", "null", "y", "n", "none"})
_UNSAFE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udfff]")


def yaml_text(text: str) -> str:
    """One text as a YAML scalar on one line: bare where that is safe, otherwise in double quotation marks."""
    bare = _PLAIN.fullmatch(text) and text.casefold() not in _KEYWORDS
    if text.isascii() and _NUMBERLIKE.fullmatch(text):
        bare = True
    if bare and len(text) < 200:
        return text
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def yaml_value(value: object) -> str:
    """A text, list or mapping on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{yaml_in_flow(str(k))}: {yaml_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        inner = ", ".join(yaml_value(entry) for entry in value)
        return f"[ {inner}]" if inner.startswith("[") else f"[{inner}]"  # [[x]] would be a link
    return yaml_in_flow(str(value))


def yaml_in_flow(text: str) -> str:
    """One text inside brackets or braces."""
    return yaml_text(text)
