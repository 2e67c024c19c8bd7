"""What a comparison notes of a change, as a sentence that can be said in every language."""

from __future__ import annotations

from variorum.saying import Sentence, say

KINDS: dict[str, str] = {
    note: note
    for note in (
        say("made smaller"), say("made larger"), say("made vague"), say("made exact"), say("another year"),
        say("another day"), say("gone"), say("new"), say("respelt"), say("another"), say("a negation is gone"),
        say("a negation has come in"),
    )
}  # fmt: skip


def noted(note: str) -> str:
    """A note of `changes` in words: of each of its parts the first words say the kind, what follows is of the texts."""
    if isinstance(note, Sentence):
        return note
    before, semicolon, last = note.rpartition("; ")
    if semicolon and last in KINDS:  # what became of names, and then of a "not"
        return say("{parts:;}", parts=(noted(before), KINDS[last]))
    kind, colon, rest = note.partition(": ")
    return say("{kind}: {change}", kind=KINDS.get(kind, kind), change=rest) if colon else KINDS.get(kind, kind)
