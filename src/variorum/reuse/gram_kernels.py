"""Runs of letters sorted by their hash into buckets that fit a processor's cache, and grouped there.

A run of `size` letters is hashed by a rolling polynomial (Karp and Rabin, 1987) spread by a multiplication; the upper
bits name a bucket, 32 further bits tell runs of one bucket apart. In `states` each place in the letters has one byte:
0 while its runs, as far as they were looked at, stand in too many places, RARE where one stands nowhere else, and
otherwise the length of the run by which it was found to be of use.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from variorum.reuse.compiled import compiled

Letters = npt.NDArray[np.uint8]
States = npt.NDArray[np.uint8]
Counts = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint32]
Places = npt.NDArray[np.uint32]
Tallies = npt.NDArray[np.int32]

RARE = 255
_BASE = np.uint64(0x100000001B3)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_LOW = np.uint64(0xFFFFFFFF)
_SIXTEEN = np.uint64(16)
_KNUTH = np.uint32(2654435761)


@compiled
def top_power(size: int) -> np.uint64:
    """The weight of the letter that leaves a rolling hash."""
    power = np.uint64(1)
    for _ in range(size):
        power *= _BASE
    return power


class Stretch(NamedTuple):
    """Which runs are gone through: those of `size` letters that begin from `begin` to before `end`.

    `shift` leaves of a hash the bits that name a bucket, or a bit of what is asked.
    """

    size: int
    begin: int
    end: int
    shift: np.uint64


class Runs(NamedTuple):
    """Runs put into buckets: their hashes and places, and where each bucket begins and the last one ends."""

    hashes: Hashes
    places: Places
    bounds: Counts


@compiled
def _start(letters: Letters, size: int, begin: int) -> Any:
    """The rolling hash before the last letter of the first run, and how many letters there follow no gap."""
    rolling, clean = np.uint64(0), 0
    for place in range(begin, min(begin + size - 1, len(letters))):
        rolling = rolling * _BASE + np.uint64(letters[place])
        clean = 0 if letters[place] == 0 else clean + 1
    return rolling, clean


@compiled
def _rolled(rolling: np.uint64, entering: int, leaving: int, top: np.uint64) -> Any:
    """The hash of the next run, with the letter that comes to it and without the one that goes; 0 where none goes."""
    return rolling * _BASE + np.uint64(entering) - np.uint64(leaving) * top  # handed letters, an array would cost time


@compiled
def count_grams(letters: Letters, states: States, stretch: Stretch, wanted: int, counts: Counts) -> None:
    """Count, for each bucket, the runs of a stretch at places in the state `wanted`."""
    size, begin, end, shift = stretch
    top = top_power(size)
    rolling, clean = _start(letters, size, begin)
    for place in range(begin, min(end, len(letters) - size + 1)):
        entering = letters[place + size - 1]
        clean = 0 if entering == 0 else clean + 1
        rolling = _rolled(rolling, entering, letters[place - 1] if place > begin else 0, top)
        if clean >= size and states[place] == wanted:
            counts[(rolling * _SPREAD) >> shift] += 1


@compiled
def put_in_buckets(
    letters: Letters, states: States, stretch: Stretch, wanted: int, first: int, offsets: Counts, runs: Runs
) -> None:
    """Write each run's hash and place where `offsets` says for its bucket; `offsets` move on.

    Only the buckets from `first` on, as many as `offsets` has.
    """
    size, begin, end, shift = stretch
    top = top_power(size)
    rolling, clean = _start(letters, size, begin)
    for place in range(begin, min(end, len(letters) - size + 1)):
        entering = letters[place + size - 1]
        clean = 0 if entering == 0 else clean + 1
        rolling = _rolled(rolling, entering, letters[place - 1] if place > begin else 0, top)
        if clean >= size and states[place] == wanted:
            mixed = rolling * _SPREAD
            bucket = np.int64(mixed >> shift) - first
            if 0 <= bucket < len(offsets):
                at = offsets[bucket]
                offsets[bucket] = at + 1
                runs.hashes[at] = np.uint32((mixed >> _SIXTEEN) & _LOW)
                runs.places[at] = np.uint32(place)


@compiled
def mark_unasked(letters: Letters, states: States, stretch: Stretch, asked: Letters) -> None:
    """Mark as RARE every open place whose run has no bit in `asked`: it stands in none of the sources asked about."""
    size, begin, end, shift = stretch
    top = top_power(size)
    rolling, clean = _start(letters, size, begin)
    for place in range(begin, min(end, len(letters) - size + 1)):
        entering = letters[place + size - 1]
        clean = 0 if entering == 0 else clean + 1
        rolling = _rolled(rolling, entering, letters[place - 1] if place > begin else 0, top)
        if clean >= size and states[place] == 0:
            bit = (rolling * _SPREAD) >> shift
            if not (asked[bit >> np.uint64(3)] >> np.uint8(bit & np.uint64(7))) & 1:
                states[place] = RARE


@compiled
def mark_asked(letters: Letters, stretch: Stretch, asked: Letters) -> None:
    """Set the bit of every run of a stretch."""
    size, begin, end, shift = stretch
    top = top_power(size)
    rolling, clean = _start(letters, size, begin)
    for place in range(begin, min(end, len(letters) - size + 1)):
        entering = letters[place + size - 1]
        clean = 0 if entering == 0 else clean + 1
        rolling = _rolled(rolling, entering, letters[place - 1] if place > begin else 0, top)
        if clean >= size:
            bit = (rolling * _SPREAD) >> shift
            asked[bit >> np.uint64(3)] |= np.uint8(1) << np.uint8(bit & np.uint64(7))


@compiled
def group(runs: Runs, first: int, last: int, states: States, size: int, most: int) -> Counts:
    """Group the runs of each bucket from `first` to before `last` in place, those of 2 to `most` places.

    Groups come to stand at the beginning of their bucket, in `places` one after the other, while `hashes` holds the
    size of each at its first place. States are set. Gives the number of places kept in each bucket.
    """
    largest = 0
    for bucket in range(first, last):
        largest = max(largest, runs.bounds[bucket + 1] - runs.bounds[bucket])
    slots = _slots_for(largest)
    keys, counts = np.empty(slots, np.uint32), np.zeros(slots, np.int32)
    starts, slot_of = np.empty(slots, np.int32), np.empty(largest, np.uint32)
    scratch, kept = np.empty(largest, np.uint32), np.empty(last - first, np.int64)
    for bucket in range(first, last):
        low, count = runs.bounds[bucket], runs.bounds[bucket + 1] - runs.bounds[bucket]
        slots = _slots_for(count)
        _count_equal(runs.hashes[low : low + count], slots, keys, counts, slot_of)
        at = 0
        for slot in range(slots):
            if 2 <= counts[slot] <= most:
                starts[slot] = at
                at += counts[slot]
        for entry in range(count):
            slot, place = slot_of[entry], runs.places[low + entry]
            if counts[slot] < 2:
                states[place] = RARE
            elif counts[slot] <= most:
                states[place] = size
                scratch[starts[slot]] = place
                starts[slot] += 1
        for slot in range(slots):
            if 2 <= counts[slot] <= most:
                runs.hashes[low + starts[slot] - counts[slot]] = counts[slot]
        for entry in range(at):
            runs.places[low + entry] = scratch[entry]
        kept[bucket - first] = at
    return kept


@compiled
def _slots_for(count: int) -> int:
    """How many slots a table of so many keys has: a power of two, at most half of them taken."""
    slots = 16
    while slots < 2 * count:
        slots *= 2
    return slots


@compiled
def _count_equal(hashes: Hashes, slots: int, keys: Hashes, counts: Tallies, slot_of: Hashes) -> None:
    """Count equal hashes in a table of `slots`, and note the slot of each."""
    mask = np.uint32(slots - 1)
    for slot in range(slots):
        counts[slot] = 0
    for entry in range(len(hashes)):
        key = hashes[entry]
        slot = ((key * _KNUTH) >> np.uint32(7)) & mask
        while counts[slot] != 0 and keys[slot] != key:
            slot = (slot + np.uint32(1)) & mask
        keys[slot] = key
        counts[slot] += 1
        slot_of[entry] = slot


@compiled
def uncommon(states: States, size: int, start: int, end: int) -> int:
    """How many letters from `start` to before `end` belong to no run of `size` letters, the longest, that is common."""
    covered, count = start, 0
    for place in range(max(0, start - size + 1), end):
        if states[place] == 0:
            covered = max(covered, place + size)
        if place >= start and place >= covered:
            count += 1
    return count


@compiled
def uncommon_in(states: States, size: int, rows: Counts) -> Counts:
    """The same for each row (start and end on one side, start and end on the other): the lesser of the two sides."""
    counts = np.empty(len(rows), np.int64)
    for row in range(len(rows)):
        counts[row] = min(
            uncommon(states, size, rows[row, 0], rows[row, 1]), uncommon(states, size, rows[row, 2], rows[row, 3])
        )
    return counts
