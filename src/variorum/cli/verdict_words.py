"""Verdicts, places and voices as the terminal's reader knows them; JSON keeps the words that are its contract."""

from __future__ import annotations

from variorum.saying import Sentence, say


def verdict_in_words(verdict: str) -> Sentence:
    """What a quotation turned out to be."""
    return say(
        "{verdict:verbatim=verbatim|marked=marked|altered=altered|stitched=stitched|translated=translated|"
        "absent=absent|unchecked=unchecked}",
        verdict=verdict,
    )


def place_in_words(place: str) -> Sentence:
    """Where a quotation stands, seen from where it was said to stand."""
    return say(
        "{place:as cited=as cited|elsewhere=elsewhere|another source=another source|several places=several places|"
        "not given=not given|unchecked=unchecked}",
        place=place,
    )
