"""Whether a Russian word of a name is another word's oblique form, by the endings of its declension.

Only endings that lead back to one nominative count: «Петровском» may come from Петровск or from Петровское, and is
therefore no form of either.
"""

from __future__ import annotations

from functools import lru_cache

from variorum.names.forms.skeleton import letters

_ADJECTIVE = "ого его ому ему ым им"
_ENDINGS = (
    # the nominative's ending, and what stands in its place in the other cases
    ("ый", f"{_ADJECTIVE} ом"),
    ("ий", f"{_ADJECTIVE} ем ом"),
    ("ой", f"{_ADJECTIVE} ом"),
    ("ая", "ой ою ую"),
    ("яя", "ей ею юю"),
    ("ое", f"{_ADJECTIVE}"),
    ("ее", f"{_ADJECTIVE} ем"),
    ("ые", "ых ым ыми"),
    ("ие", "их им ими"),
    ("а", "ы и е у ой ою"),
    ("я", "и е ю ей ею"),
    ("о", "а у ом е"),
    ("е", "я а ю у ем"),
    ("ы", "ов ам ами ах"),
    ("и", "ов ев ей ам ами ах ям ями ях"),
    ("ь", "и я ю ью ем е"),
    ("й", "я ю ем е и"),
)
_AFTER_CONSONANT = "а у ом ем е"
_SHORTEST = 3  # letters of a stem


@lru_cache(maxsize=50_000)
def is_form_of(word: str, nominative: str) -> bool:
    """Whether `word` is `nominative` itself or one of its cases; letters that changed in 1918 do not matter."""
    form, base = letters(word), letters(nominative)
    if form == base:
        return True
    if not any("Ѐ" <= letter <= "ԯ" for letter in base):
        return False
    for ending, cases in _ENDINGS:
        if base.endswith(ending):
            return _made_of(form, base[: -len(ending)], cases)
    return _made_of(form, base, "а у е" if base.endswith("ск") else _AFTER_CONSONANT)


def _made_of(form: str, stem: str, endings: str) -> bool:
    return len(stem) >= _SHORTEST and form.startswith(stem) and form[len(stem) :] in endings.split()
