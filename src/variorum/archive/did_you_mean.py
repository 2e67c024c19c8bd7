"""The likeliest correct word for a mistyped one: the "did you mean …" of every remedy."""

from __future__ import annotations

from collections.abc import Iterable

from variorum.saying import say


def likeliest(word: str, known: Iterable[str], *, at_least: float = 70.0) -> str | None:
    """The known word most like this one, None where none is alike enough (0 to 100, by normalised edit distance).

    Transposed letters count as one change (optimal string alignment), since that is how people mistype. Of equals the
    first stands; a tuple is taken to be in order already.
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne

    choices = known if isinstance(known, tuple) else tuple(sorted(set(known)))
    best = extractOne(
        word, choices, scorer=OSA.normalized_similarity, processor=str.casefold, score_cutoff=at_least / 100
    )
    return best[0] if best else None


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """A remedy that proposes the likeliest word, or the other sentence where nothing is alike."""
    guess = likeliest(word, known)
    return say("Did you mean “{near}”?", near=guess) if guess else otherwise
