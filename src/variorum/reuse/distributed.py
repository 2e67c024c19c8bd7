"""The same borrowings on Apache Spark, where a corpus outgrows one machine.

Nothing here is a scheduler or a store: Spark shuffles, spills, and repeats what a lost worker had done; the kernels
are those of the local engine. Three steps, each a shuffle or two:

1. Every place goes, with the 24 letters that begin there, to the partition of its first eight. All longer runs that
   begin with the same eight letters are there too, so that one shuffle settles for all sizes how common they are.
2. Sources are put in blocks; for each two blocks the runs that are rare enough are paired, weighed and aligned.
3. Passages go to the pages that they stand in and come back with their words.

PySpark, pandas and pyarrow come with the extra “spark”; the workers need Variorum installed as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from variorum.record import Page
from variorum.reuse.corpus import Corpus, SourceLetters
from variorum.reuse.limits import GRAMS, MOST, Terms
from variorum.reuse.passage_places import Reader, count_words

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame

RARE = 255
_LONGEST = GRAMS[-1]
_FOLDED = "source string, letters binary, pages array<bigint>"
_PLACED = "bucket int, first bigint, second bigint, third bigint, source string, place int"
_SETTLED = "source string, place int, state int"
_STATED = "source string, letters binary, pages array<bigint>, states binary"
_BLOCKED = f"pair string, block int, {_STATED}"
_ROWS = (
    "a string, a_from bigint, a_to bigint, b string, b_from bigint, b_to bigint, identity double, manner string, "
    "piece boolean"
)
_SIDES = "id bigint, side string, stretches array<array<bigint>>, text string, words int"


def borrowings_on_spark(
    pages: DataFrame, *, terms: Terms, cut: bool = False, buckets: int = 64, blocks: int = 4
) -> DataFrame:
    """The borrowings among pages (columns `source`, `sequence`, `text`), a row each, the same as the local engine's.

    Columns: `a` and `b` (sources), `a_stretches` and `b_stretches` ([page, start, end] each), `a_text`, `b_text`,
    `words`, `identity`, `manner`. With `cut` passages end where a page does. `buckets` parts the letters in step 1,
    `blocks` the sources in step 2: several times as many as there are workers, so that each part fits in memory.
    """
    folded = pages.groupBy("source").applyInPandas(_fold, _FOLDED)

    # functions of their own: of a partial, PySpark cannot tell what it takes and gives
    def place(tables: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        return _place(tables, buckets=buckets)

    def in_blocks(tables: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        return _in_blocks(tables, blocks=blocks)

    def compare(table: pd.DataFrame) -> pd.DataFrame:
        return _compare(table, terms=terms, cut=cut)

    placed = folded.mapInPandas(place, _PLACED)
    settled = placed.groupBy("bucket").applyInPandas(_settle, _SETTLED)
    stated = folded.groupBy("source").cogroup(settled.groupBy("source")).applyInPandas(_state, _STATED)
    blocked = stated.mapInPandas(in_blocks, _BLOCKED)
    rows = blocked.groupBy("pair").applyInPandas(compare, _ROWS)
    return _with_words(_numbered(rows), pages, terms)


def _numbered(rows: DataFrame) -> DataFrame:
    """Rows with an id that does not depend on which worker made them, so that a repeated task gives the same."""
    from pyspark.sql import functions as f

    return rows.withColumn("id", f.xxhash64("a", "a_from", "a_to", "b", "b_from", "b_to"))


def _with_words(rows: DataFrame, pages: DataFrame, terms: Terms) -> DataFrame:
    from pyspark.sql import functions as f

    ends = {side: rows.select("id", f.lit(side).alias("side"), f.col(side).alias("source"),
                              f.col(f"{side}_from").alias("start"), f.col(f"{side}_to").alias("end"))
            for side in "ab"}  # fmt: skip
    both = ends["a"].unionAll(ends["b"])
    told = both.groupBy("source").cogroup(pages.groupBy("source")).applyInPandas(_read, _SIDES)
    for side in "ab":
        mine = told.where(f.col("side") == side).select(
            "id", f.col("stretches").alias(f"{side}_stretches"), f.col("text").alias(f"{side}_text"),
            f.col("words").alias(f"{side}_words"),
        )  # fmt: skip
        rows = rows.join(mine, "id")
    enough = f.col("piece") | (f.col("words") >= terms.least_words)
    return rows.withColumn("words", f.greatest("a_words", "b_words")).where(enough).select(
        "a", "a_stretches", "a_text", "b", "b_stretches", "b_text", "words", "identity", "manner"
    )  # fmt: skip


# ── what the workers do: tables in, tables out ──────────────────────────────────────────────────────────────────────


def _fold(pages: pd.DataFrame) -> pd.DataFrame:
    """The letters of one source, from its pages in any order."""
    segment = _segment(pages)
    return _table(source=[segment.source], letters=[segment.letters.tobytes()], pages=[segment.pages.tolist()])


def _place(folded: Iterator[pd.DataFrame], *, buckets: int) -> Iterator[pd.DataFrame]:
    """Every place with the letters that begin there as three numbers of eight letters each."""
    for source, written in _columns(folded, "source", "letters"):
        letters = np.concatenate([np.frombuffer(written, np.uint8), np.zeros(_LONGEST, np.uint8)])
        windows = np.lib.stride_tricks.sliding_window_view(letters, _LONGEST)[: len(written)]
        for at in range(0, len(windows), 1 << 20):
            numbers = np.ascontiguousarray(windows[at : at + (1 << 20)]).view("<i8")
            mixed = numbers[:, 0].astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(33)
            places = np.arange(at, at + len(numbers), dtype=np.int32)
            yield _table(
                bucket=(mixed % np.uint64(buckets)).astype(np.int32), first=numbers[:, 0], second=numbers[:, 1],
                third=numbers[:, 2], source=[source] * len(numbers), place=places,
            )  # fmt: skip


def _settle(places: pd.DataFrame) -> pd.DataFrame:
    """How common the runs are that begin at each place of one bucket (see `gram_kernels`); without the rare ones."""
    numbers = places[["first", "second", "third"]].to_numpy(np.int64)
    letters = np.ascontiguousarray(numbers).view(np.uint8)
    whole = np.where((letters == 0).any(axis=1), (letters == 0).argmax(axis=1), _LONGEST)
    states = np.zeros(len(places), dtype=np.int32)
    for size, most in zip(GRAMS, MOST, strict=True):
        open_ = np.flatnonzero((states == 0) & (whole >= size))
        runs = np.ascontiguousarray(letters[open_, :size]).view(f"V{size}").ravel()
        _, group, counts = np.unique(runs, return_inverse=True, return_counts=True)
        count = counts[group.ravel()]
        states[open_] = np.where(count < 2, RARE, np.where(count <= most, size, 0))
    told = states != RARE
    return _table(source=places["source"][told].tolist(), place=places["place"][told].to_numpy(), state=states[told])


def _state(folded: pd.DataFrame, settled: pd.DataFrame) -> pd.DataFrame:
    """A source's letters with the state of each of its places."""
    states = np.full(len(folded["letters"].iloc[0]), RARE, dtype=np.uint8)
    states[settled["place"].to_numpy(np.int64)] = settled["state"].to_numpy(np.uint8)
    columns = {name: folded[name].tolist() for name in ("source", "letters", "pages")}
    return _table(**columns, states=[states.tobytes()])


def _in_blocks(stated: Iterator[pd.DataFrame], *, blocks: int) -> Iterator[pd.DataFrame]:
    """Each source once for every pair of blocks that its own is one of."""
    from zlib import crc32

    for source, letters, pages, states in _columns(stated, "source", "letters", "pages", "states"):
        block = crc32(source.encode()) % blocks
        pairs = [f"{min(block, other)} {max(block, other)}" for other in range(blocks)]
        yield _table(
            pair=pairs, block=[block] * blocks, source=[source] * blocks, letters=[letters] * blocks,
            pages=[pages] * blocks, states=[states] * blocks,
        )  # fmt: skip


def _compare(stated: pd.DataFrame, *, terms: Terms, cut: bool) -> pd.DataFrame:
    """The passages that sources of two blocks, or the sources of one, have in common."""
    from variorum.reuse.passage_places import cut_at_pages, is_piece
    from variorum.reuse.passages import is_own, may_do
    from variorum.reuse.searching import recurring_with

    first, second = stated["pair"].iloc[0].split()
    if first != second and stated["block"].nunique() < 2:
        return _table(
            **{name: [] for name in ("a", "a_from", "a_to", "b", "b_from", "b_to", "identity", "manner", "piece")}
        )
    segments = [
        SourceLetters(source, np.frombuffer(letters, np.uint8), np.array(pages, dtype=np.int64))
        for source, letters, pages in zip(stated["source"], stated["letters"], stated["pages"], strict=True)
    ]
    corpus = Corpus.of(segments)
    block_of = dict(zip(stated["source"], stated["block"], strict=True))
    states_of = dict(zip(stated["source"], stated["states"], strict=True))
    states = np.zeros(len(corpus.letters), dtype=np.uint8)
    for key, start in zip(corpus.keys, corpus.starts.tolist(), strict=False):
        states[start : start + len(states_of[key])] = np.frombuffer(states_of[key], np.uint8)
    sides = np.array([block_of[key] for key in corpus.keys], dtype=np.int64)
    rows = recurring_with(corpus, states.copy(), terms, sides=sides)
    rows = np.ascontiguousarray(rows[may_do(rows, terms)])
    rows = cut_at_pages(corpus, rows) if cut else rows
    source, other = (np.searchsorted(corpus.starts, rows[:, column], side="right") - 1 for column in (0, 2))
    names = np.array(corpus.keys, dtype=object)
    identity = 1 - rows[:, 5] / np.maximum(rows[:, 1] - rows[:, 0], rows[:, 3] - rows[:, 2])
    return _table(
        a=names[source], a_from=rows[:, 0] - corpus.starts[source], a_to=rows[:, 1] - corpus.starts[source],
        b=names[other], b_from=rows[:, 2] - corpus.starts[other], b_to=rows[:, 3] - corpus.starts[other],
        identity=np.round(identity, 4), manner=np.where(is_own(rows, states, terms), "", "formula"),
        piece=is_piece(rows),
    )  # fmt: skip


def _read(ends: pd.DataFrame, pages: pd.DataFrame) -> pd.DataFrame:
    """Sides of passages with their words, from the pages of one source."""
    if not len(ends):
        return _table(id=[], side=[], stretches=[], text=[], words=[])
    segment = _segment(pages)
    corpus = Corpus.of([segment])
    bounds = ends[["start", "end"]].to_numpy(np.int64) + corpus.starts[0]
    reader = Reader(corpus, lambda _: _in_order(pages))
    told = [
        (number, name, [[s.page, s.start, s.end] for s in side.stretches], side.text, count_words(side.text))
        for number, name, (side, _) in zip(
            ends["id"], ends["side"], reader.sides(np.hstack([bounds, bounds])), strict=True
        )
        if side is not None
    ]
    columns = ("id", "side", "stretches", "text", "words")
    return _table(**{name: [row[at] for row in told] for at, name in enumerate(columns)})


def _segment(pages: pd.DataFrame) -> SourceLetters:
    return SourceLetters.of(str(pages["source"].iloc[0]), _in_order(pages))


def _in_order(pages: pd.DataFrame) -> list[Page]:
    ordered = pages.sort_values("sequence")
    return [
        Page(source, sequence, "", text)
        for source, sequence, text in zip(ordered["source"], ordered["sequence"].tolist(), ordered["text"], strict=True)
    ]


def _columns(tables: Iterator[pd.DataFrame], *names: str) -> Iterator[tuple[Any, ...]]:
    for table in tables:
        yield from zip(*(table[name] for name in names), strict=True)


def _table(**columns: Any) -> pd.DataFrame:
    """Columns as a table of plain Python strings and lists: pandas' own strings come in chunks, which Spark refuses."""
    import pandas as pd

    def series(values: Any) -> pd.Series:
        plain = isinstance(values, np.ndarray) and values.dtype != object
        return pd.Series(values, dtype=values.dtype if plain else object)

    return pd.DataFrame({name: series(values) for name, values in columns.items()})
