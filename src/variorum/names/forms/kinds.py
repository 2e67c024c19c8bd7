"""Which kind of thing two names are names of, and the comparison by that kind's own lights."""

from __future__ import annotations

import re

from variorum.names.forms.comparing import NameComparison, compare

_QUOTED = re.compile(r"^\s*[«“„\"].+[»”“\"]\s*$")


def compare_as(a: str, b: str, *, kind: str | None = None) -> NameComparison:
    """Compare two names as names of a person, group, place or work; where no kind is given, the names tell.

    A name is taken for a group's where a word of it is one that groups are named by, for a work's where it stands in
    quotation marks and is more than a word; everything else is compared as a person's.
    """
    from variorum.names.forms.groups import compare_words, names_a_group

    if kind == "person":
        return compare(a, b)
    if kind in ("group", "work", "place"):
        return compare_words(a, b, kind=kind)
    if names_a_group(a) or names_a_group(b):
        return compare_words(a, b, kind="group")
    if _is_title_of_work(a) or _is_title_of_work(b):
        return compare_words(a, b, kind="work")
    return compare(a, b)


def _is_title_of_work(name: str) -> bool:
    return bool(_QUOTED.match(name)) and len(name.split()) > 1
