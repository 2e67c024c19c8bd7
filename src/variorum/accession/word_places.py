"""Where the words of a text stand in a picture whose own words, as recognised, are not letter for letter the same.

A person corrected the page, or typed it while a program recognised the scan. Both are reduced to their letters and
aligned (Levenshtein, by rapidfuzz); only long runs of letters that agree count, so that no crumb of a letter here and
there passes for a word. A word of the text is placed where most of its letters are, in the boxes of the words that they
belong to; one that a person wrote anew has no place, and none is guessed from its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from variorum.accession.reading import PageWords
from variorum.record import Page

FIELDS = 6  # numbers for each word: start, end, left, top, width, height
_FEWEST = 8  # letters in a run that counts
_MOST = 30_000  # letters of a page that are aligned
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word with its place in a text, and its box in ten-thousandths of the picture."""

    start: int
    end: int
    box: tuple[int, int, int, int]


def placed_words(words: str) -> list[PlacedWord]:
    """The words as `PageWords` holds them."""
    numbers = [int(one) for one in words.split()]
    return [
        PlacedWord(numbers[at], numbers[at + 1], (numbers[at + 2], numbers[at + 3], numbers[at + 4], numbers[at + 5]))
        for at in range(0, len(numbers) - len(numbers) % FIELDS, FIELDS)
    ]


def written(words: Sequence[PlacedWord]) -> str:
    """Words as `PageWords` holds them."""
    return " ".join(f"{one.start} {one.end} {' '.join(map(str, one.box))}" for one in words)


def words_after(words: Sequence[PageWords], before: Sequence[Page], after: Sequence[Page]) -> tuple[PageWords, ...]:
    """The places of words after a person relabelled or corrected pages; those of a page that is gone go with it."""
    if not words:
        return ()
    known = {page.sequence: page for page in before}
    by_label = {page.label: page for page in after if page.label}
    unique = len(by_label) == sum(bool(page.label) for page in after)
    by_sequence = {page.sequence: page for page in after}
    found = []
    for one in words:
        old = known.get(one.page)
        if old is None:
            continue
        same_count = len(before) == len(after)
        now = by_sequence.get(old.sequence) if same_count else by_label.get(old.label) if unique else None
        if now is None:
            continue
        same = now.text == old.text
        own = one.words if same else written(in_text(placed_words(one.words), old.text, now.text))
        found.append(replace(one, page=now.sequence, words=own))
    return tuple(found)


def in_text(words: Sequence[PlacedWord], theirs: str, text: str) -> list[PlacedWord]:
    """The words of a text placed where the words of another text, which is that of the picture, have their boxes."""
    letters, owners = [], []
    for number, word in enumerate(words):
        for letter in theirs[word.start : word.end]:
            if letter.isalnum():
                letters.append(letter.casefold()[:1])
                owners.append(number)
    ours = [at for at, letter in enumerate(text) if letter.isalnum()]
    if len(letters) > _MOST or len(ours) > _MOST:
        return []
    owner_at = dict(_matched([text[at].casefold()[:1] for at in ours], letters, ours, owners))
    found: list[PlacedWord] = []
    for token in _WORD.finditer(text):
        found += _placed(token.start(), token.group(), owner_at, words, theirs)
    return found


def _matched(
    ours: Sequence[str], theirs: Sequence[str], places: Sequence[int], owners: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Offsets of our letters with the picture's word that has the same letter, from runs that are long enough."""
    from rapidfuzz.distance import Levenshtein

    fewest = min(_FEWEST, len(ours), len(theirs))
    for operation in Levenshtein.opcodes("".join(ours), "".join(theirs)):
        length = operation.src_end - operation.src_start
        if operation.tag != "equal" or length < fewest:
            continue
        for step in range(length):
            yield places[operation.src_start + step], owners[operation.dest_start + step]


def _placed(
    at: int, token: str, owner_at: dict[int, int], words: Sequence[PlacedWord], theirs: str
) -> Iterator[PlacedWord]:
    """One word of ours in the box of the picture's word that it is, or in the two of one parted by the line."""
    letters = [place for place, letter in enumerate(token, at) if letter.isalnum()]
    counts: dict[int, int] = {}
    for place in letters:
        if (owner := owner_at.get(place)) is not None:
            counts[owner] = counts.get(owner, 0) + 1
    if sum(counts.values()) * 2 <= len(letters):
        return
    for owner, count in sorted(counts.items()):
        word = words[owner]
        own = sum(letter.isalnum() for letter in theirs[word.start : word.end])
        if count * 2 > min(own, len(letters)):
            yield PlacedWord(at, at + len(token), word.box)
