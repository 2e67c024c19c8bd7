"""Where a name stands in an index: a person's by the surname, in every script; anything else's without its article."""

from __future__ import annotations

import unicodedata

from variorum.names.forms.parsing import parse

_ARTICLES = frozenset(("the", "a", "an", "der", "die", "das", "ein", "eine", "le", "la", "les"))
_OTHER = "#"  # the heading of what begins with neither a Latin nor a Cyrillic letter


def filed_as(form: str, kind: str) -> str:
    """A name as an index has it: a person's surname first, then the rest; a description of somebody as it is."""
    form = " ".join(form.split())
    if kind != "person" or _begins_with_article(form) or " of " in form:
        return form
    for reading in parse(form).readings[:1]:
        surname = reading.surname
        if surname and reading.given and not reading.turned and form.casefold().endswith(f" {surname.casefold()}"):
            return f"{form[-len(surname) :]}, {form[: -len(surname)].strip()}"
    return form


def filing_key(heading: str) -> tuple[int, str, str]:
    """Where a heading stands: Latin before Cyrillic before the rest, its letter, and the words without their signs."""
    bare = heading.split(" ", 1)[1] if _begins_with_article(heading) else heading
    plain = without_signs(bare)
    first = plain[:1].upper()
    if "A" <= first <= "Z":
        return 0, first, plain
    if "\u0400" <= first <= "\u052f":
        return 1, first, plain
    return 2, _OTHER, plain


def without_signs(form: str) -> str:
    """A form without capitals, accents and punctuation: what is alike so stands in the index once."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", form.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def _begins_with_article(form: str) -> bool:
    first, _, rest = form.partition(" ")
    return bool(rest) and first.casefold() in _ARTICLES
