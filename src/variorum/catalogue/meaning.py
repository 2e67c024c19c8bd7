"""What passages mean, as vectors kept beside the index: made source by source, found by their likeness to a question.

A stretch is one or more whole sentences of up to 300 characters; longer ones say too many things at once (measured, see
docs/decisions). Vectors are kept as half-precision floats, one file a source, named by the digest of its text and
language: so only what changed is made anew, and a making that is stopped goes on with the next source.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from variorum.catalogue.passage_windows import as_asked, stretches_of
from variorum.catalogue.store import Catalogue
from variorum.code import code_digest
from variorum.finding import Refused, words_of_system
from variorum.languages.embedding import Embedder
from variorum.record import Page
from variorum.saying import say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH = 256  # stretches between two words on how far it has come
_ROWS = 65_536  # rows of vectors held against a question at once: 128 MB


@dataclass(frozen=True, slots=True)
class Likeness:
    """A stretch of a page, and how like a question it is, from -1 to 1."""

    score: float
    source: str
    page: int
    start: int
    end: int


def bring_up_to_date(
    catalogue: Catalogue, embedder: Embedder, *, progress: Callable[[str, int, int], None]
) -> Meanings:
    """Make the vectors that are missing, drop those of texts that have gone, and open all of them.

    `progress` is told characters done and to do. Raises `Refused` where the vectors cannot be written.
    """
    folder = catalogue.folder / "meaning" / embedder.name
    rules = code_digest(("catalogue.passage_windows",))
    rows = catalogue.database.rows("SELECT key, id, digest, language FROM sources ORDER BY key")
    languages: dict[str, str] = {key: language for key, _, _, language in rows}
    states = {
        key: folder / f"{number}-{sha256(f'{digest} {language} {rules}'.encode()).hexdigest()[:32]}.npz"
        for key, number, digest, language in rows
    }
    missing = {key: file for key, file in states.items() if not file.is_file()}
    sizes: dict[str, int] = dict(
        catalogue.database.rows(
            "SELECT key, coalesce(sum(length(text)), 0) FROM sources, pages WHERE source = id GROUP BY key"
        )
    )
    done, total = 0, sum(sizes.get(key, 0) for key in missing)
    for key, file in missing.items():
        for spent in _make(catalogue.pages(key), languages[key], file, embedder):
            progress("Reading for meaning", done + spent, total)
        done += sizes.get(key, 0)
    _drop_others(folder, set(states.values()))
    return Meanings(states)


class Meanings:
    """The vectors of an archive's sources."""

    def __init__(self, files: dict[str, Path]) -> None:
        self._files = files

    def nearest(self, question: NDArray[np.float32], sources: Collection[str], limit: int) -> list[Likeness]:
        """The stretches of these sources that are most like a question, the likest first, without near repetitions."""
        import numpy as np

        best: list[Likeness] = []
        for key in sorted(sources):
            if key not in self._files:
                continue
            with np.load(self._files[key]) as held:
                places, vectors = held["places"], held["vectors"]
            for at in range(0, len(vectors), _ROWS):
                scores = vectors[at : at + _ROWS].astype(np.float32) @ question
                chosen = np.argsort(-scores, kind="stable")[:limit]
                best += [
                    Likeness(round(float(scores[row]), 4), key, *(int(number) for number in places[at + row]))
                    for row in chosen
                ]
            best = sorted(best, key=lambda one: (-one.score, one.source, one.page, one.start))[:limit]
        return best


def _make(pages: Sequence[Page], language: str, file: Path, embedder: Embedder) -> Iterator[int]:
    """Make the vectors of one source, telling after each batch how many characters are done."""
    import numpy as np

    found = [(page, start, end) for page in pages for start, end in stretches_of(page, language)]
    vectors = np.zeros((len(found), embedder.dimensions), np.float16)
    spent = 0
    for at in range(0, len(found), _BATCH):
        batch = found[at : at + _BATCH]
        texts = [as_asked(page.text[start:end]) for page, start, end in batch]
        vectors[at : at + len(batch)] = embedder.embed(texts)
        spent += sum(end - start for _, start, end in batch)
        yield spent
    places = np.array([(page.sequence, start, end) for page, start, end in found], np.int32).reshape(-1, 3)
    unfinished = file.with_name(f".{file.stem}.{os.getpid()}.unfinished.npz")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        np.savez(unfinished, places=places, vectors=vectors)
        unfinished.replace(file)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise Refused(
            say(
                "What the passages mean cannot be kept in {parent} ({why}).",
                parent=str(file.parent),
                why=words_of_system(error),
            )
        ) from error


def _drop_others(folder: Path, kept: Collection[Path]) -> None:
    for file in folder.glob("*.npz") if folder.is_dir() else ():
        if file not in kept and not file.name.startswith("."):
            file.unlink(missing_ok=True)
