"""Two editions compared: changes pinned to their pages, rules, and how much was kept, as `evidence` keeps them."""

from __future__ import annotations

from variorum.collation.blocks import Edit
from variorum.collation.changes import Collated
from variorum.collation.rules import told
from variorum.collation.wording import Wording, in_one_line
from variorum.evidence import Change, EditionsCompared, Side, Span
from variorum.quotation.texts import Body

OF_WRITING = ("spelling", "punctuation")
"""The kinds of change that touch the writing and not the substance."""

HARDLY = 0.08
"""Of the words of a text: what keeps less of them is hardly a state of it."""


def summed_up(earlier: Body, later: Body, collated: Collated, *, writing: bool = False) -> EditionsCompared:
    """A collation as evidence; with `writing` changes of spelling and punctuation too."""
    changes = tuple(
        change_of(earlier, later, collated, edit) for edit in collated.edits if writing or edit.kind not in OF_WRITING
    )
    return EditionsCompared(earlier.source, later.source, changes, told(collated.rules), round(collated.kept, 4))


def change_of(earlier: Body, later: Body, collated: Collated, edit: Edit) -> Change:
    """A change with its places on the pages of both editions."""
    return Change(
        edit.kind,
        side_of(earlier, collated.pair.earlier, edit.a, edit.b),
        side_of(later, collated.pair.later, edit.c, edit.d),
        edit.note,
        collated.around(edit),
    )


def side_of(body: Body, wording: Wording, first: int, last: int) -> Side | None:
    """A run of words with the pages that it stands on; None where there is no word."""
    if first >= last:
        return None
    start, end = wording.span(first, last)
    stretches = tuple(
        Span(segment.source, segment.page, segment.start, segment.end) for segment in body.segments(start, end)
    )
    return Side(stretches, in_one_line(body.text[start:end])) if stretches else None
