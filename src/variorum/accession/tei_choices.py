"""Which of an editor's alternatives in a TEI document is its text, and what then stands beside it.

Of a `choice` the document's own form stands (`orig`, `sic`, `abbr`, `am`), of several equal ones that of which the
editor is surest, else the first. In an apparatus (`app`) the lemma stands, or the first reading. Outside a choice
nothing is an alternative: `expan`, `corr`, `reg`, `add`, `supplied` and `unclear` are then the only form that there is,
and are text. Struck out (`del`) is never text. What does not stand is kept beside the text, at its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from variorum.accession.marks import aside_mark, bare
from variorum.accession.xml import put_in_place, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_OF_THE_DOCUMENT = ("orig", "sic", "abbr", "am")
_SURE = {"high": 3, "medium": 2, "low": 0, "unknown": 0}
_BESIDE = {"del": "deleted", "figdesc": "description"}
_ABOUT_READINGS = ("wit", "witdetail", "listwit")


def choose(root: _Element) -> None:
    """Leaves one form of everything of which a tree (in lower-case names, without namespaces) gives several."""
    for element in root.iter("choice", "subst", "app", "rdggrp"):
        _without_layout(element)
    for choice in list(root.iter("choice")):
        if len(choice) and choice.getparent() is not None:
            _keep(choice, _standing(list(choice)), beside="regularised")
    for entry in list(root.iter("app")):
        for about in list(entry.iter(*_ABOUT_READINGS)):
            put_in_place(about, "")
        readings = [child for child in entry.iter("lem", "rdg") if _entry_of(child) is entry]
        if readings:
            lemmas = [reading for reading in readings if reading.tag == "lem"]
            for reading in readings:
                if reading is not (lemmas or readings)[0]:
                    put_in_place(reading, aside_mark("variant", bare(text_of(reading))))
    for expansion in root.iter("expan"):
        if next(expansion.iter("ex"), None) is not None:  # the sign of abbreviation gave way to what it stood for
            for sign in list(expansion.iter("am")):
                put_in_place(sign, "")
    for element in list(root.iter(*_BESIDE)):
        put_in_place(element, aside_mark(_BESIDE[str(element.tag)], bare(text_of(element))))


def _standing(alternatives: Sequence[_Element]) -> _Element:
    """The form that is the text: the document's own, and among equals the surest."""
    expanding = alternatives[0].getparent() is not None and _within_expansion(alternatives[0])
    own = [] if expanding else [one for one in alternatives if _is_the_documents(one)]
    if expanding:
        own = [one for one in alternatives if one.tag == "ex"]
    return max(own or alternatives, key=lambda one: _SURE.get((one.get("cert") or "").lower(), 1))


def _is_the_documents(alternative: _Element) -> bool:
    if alternative.tag in ("choice", "seg"):
        return any(True for _ in alternative.iter(*_OF_THE_DOCUMENT))
    return alternative.tag in _OF_THE_DOCUMENT


def _within_expansion(element: _Element) -> bool:
    return any(ancestor.tag == "expan" for ancestor in element.iterancestors())


def _keep(choice: _Element, standing: _Element, *, beside: str) -> None:
    for alternative in list(choice):
        if alternative is not standing:
            put_in_place(alternative, aside_mark(beside, bare(text_of(alternative))))


def _entry_of(reading: _Element) -> _Element | None:
    return next((ancestor for ancestor in reading.iterancestors() if ancestor.tag == "app"), None)


def _without_layout(element: _Element) -> None:
    """White space between alternatives is the editor's indentation, and no part of the text."""
    if not (element.text or "").strip():
        element.text = None
    for child in element:
        if not (child.tail or "").strip():
            child.tail = None
