"""What makes two voices one witness, each bond with its reason as a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.evidence import Borrowing

_RELATIONS = {
    "derived-from": "is derived from",
    "edition-of": "is an edition of",
    "translation-of": "is a translation of",
}
_OPENING = 8  # words of a passage that are enough to know it by


@dataclass(frozen=True, slots=True)
class Bond:
    """Why two voices are one witness.

    `kind` is "declared" (`how`: the relation), "judged" (`how`: who judged it, and why), "author" (`how`: the author)
    or "passage" (the words that both are cited for stand in both; `borrowing` is the passage, or the first of several
    over which the words went).
    """

    kind: str
    a: str  # source keys: a from b where the bond has a direction
    b: str
    how: str = ""
    borrowing: Borrowing | None = None


def in_words(bond: Bond) -> str:
    """The bond as a sentence."""
    if bond.kind == "declared":
        return f"{bond.a} {_RELATIONS.get(bond.how, bond.how)} {bond.b}, by its own dossier."
    if bond.kind == "judged":
        return f"{bond.a} comes from {bond.b}, as was judged ({bond.how})."
    if bond.kind == "author":
        return f"{bond.a} and {bond.b} are both by {bond.how}."
    passage = bond.borrowing
    if passage is None:
        return f"What {bond.a} is cited for stands in {bond.b} too."
    return (
        f"What {bond.a} is cited for stands in {bond.b} too: “{opening(passage.a.text)}” "
        f"({passage.words} words, {passage.identity:.0%} of the letters alike)."
    )


def opening(text: str, words: int = _OPENING) -> str:
    """The first words of a passage, with an ellipsis where it goes on."""
    parts = text.split()
    return " ".join(parts[:words]) + ("…" if len(parts) > words else "")
