"""What word-processor files have in common: paragraphs one after another, with page breaks and notes among them.

A word processor breaks pages anew for each printer and font, so its pages are locators only where the file carries
the breaks of its last layout throughout (`has_pages`). Elsewhere paragraphs are numbered. Notes stand after the
paragraph that calls them (after what their page has of it), with their own mark, as blocks that take no paragraph
number; the text itself carries no sign for them, so that a sentence with a note can be found. A raised number that was
typed by hand is such a sign as well.

Tracked changes are read as the text stands: insertions in, deletions out. Comments and hidden text are left out and
kept beside the text. That a file has such things is finding A004 at severity note: nothing is damaged, but what is read
is not all that the file holds.
"""

from __future__ import annotations

from collections.abc import Mapping

from variorum.accession import remarks
from variorum.accession.marks import aside_mark, bare, call_mark, note_mark
from variorum.accession.note_signs import call_in, calls_unlinked, is_lettered, number_in, raised
from variorum.accession.page_labels import roman
from variorum.accession.pages_from_blocks import page_mark, without_marks
from variorum.accession.paragraphs import Block
from variorum.finding import Finding

FULLEST_PAGE = 6000  # characters; a closely typed page has about 4,000
AROUND = 24  # characters before a raised sign that are looked at
LONGEST_CELL = 300  # characters of a table's cell that holds a figure or an entry and not a text

_MADE_BY_LAYOUT = (
    "The page numbers are those of the word processor's last layout; another printer or font would move them."
)


class Typescript:
    """Blocks being written, which keeps page marks, notes and paragraphs in step.

    `paged` says whether page breaks count. A break takes effect with the next letter, so that a hard break and the
    layout's own break at the same place are one.
    """

    def __init__(self, *, paged: bool) -> None:
        self.blocks: list[Block] = []
        self._paged = paged
        self._parts: list[str] = []
        self._raised = ""  # raised text that waits for what follows it
        self._left: tuple[str, str] = ("", "")  # kind and text of what is being left out
        self._last_call = 0
        self._number = 0  # of the page being written; none has begun
        self._style = "decimal"
        self._hard, self._soft = 1, 0  # breaks that wait for a letter
        self._restart: tuple[int | None, str] | None = None

    @property
    def open(self) -> bool:
        """Whether the paragraph being written has any text."""
        return bool(self._parts or self._raised)

    @property
    def page(self) -> int:
        """How many pages were begun; of a paragraph not yet begun it is the page before."""
        return self._number

    def write(self, text: str, *, high: bool = False) -> None:
        """Adds text to the paragraph; `high` says that it is raised above the line."""
        if not text:
            return
        self._settle_left()
        if self._paged and (self._hard or self._soft) and not text.isspace():
            self._settle_raised(text)
            self._turn()
        text = without_marks(text)
        if high:
            self._raised += text
            return
        self._settle_raised(text)
        self._parts.append(text)

    def write_made(self, text: str) -> None:
        """Adds text that other typescripts gave, with the marks that stand in it."""
        if text:
            self.write(text[0])
            self._parts.append(text[1:])

    def leave_out(self, kind: str, text: str) -> None:
        """Text that stands here and is none of the document's: it is kept beside it."""
        if kind != self._left[0]:
            self._settle_left()
        self._left = (kind, self._left[1] + without_marks(text))

    def break_page(self, *, hard: bool) -> None:
        """A new page begins here; `hard` where a person put it, not the layout."""
        if hard:
            self._hard += 1
        else:
            self._soft = max(self._soft, 1)

    def renumber(self, first: int | None, style: str) -> None:
        """The next page takes this number (None: goes on counting) and this style of numbers."""
        self._restart = (first, style)

    def note(self, label: str, text: str, *, called: bool = True) -> None:
        """A note called at this place; without `called` a text that only hangs here. It stands after the paragraph."""
        self._settle_left()
        if text.strip():
            self._settle_raised("")
            self._parts.append(note_mark(label, without_marks(text).strip(), called=called))

    def take_raised(self) -> str:
        """The raised sign just written, if it can be a note's own mark; it then is no text any more."""
        label = call_in(self._raised)
        if label:
            self._raised = ""
        return label

    def close(self, *, level: int = 0) -> None:
        """Ends the paragraph; one without text leaves nothing."""
        self._settle_left()
        self._settle_raised("")
        text = "".join(self._parts).strip(" \t\n")
        if text:
            self.blocks.append(Block(text, numbered=not level, level=level))
        self._parts = []

    def _settle_raised(self, after: str) -> None:
        """Raised text before what follows it is a note's call, an exponent, or text like any other."""
        if not self._raised:
            return
        said, self._raised = self._raised, ""
        before = bare("".join(self._parts[-8:]))[-AROUND:]
        label = call_in(said)
        if not label or is_lettered(label):
            self._parts.append(said)
        elif calls_unlinked(label, before, after, last=self._last_call):
            self._last_call = number_in(label) or self._last_call
            self._parts.append(call_mark(label))
        elif before.strip():
            self._parts.append(raised(said, before))
        else:  # at the head of a note it is the note's own
            self._parts.append(said + " " * after[:1].isalnum())

    def _settle_left(self) -> None:
        kind, text = self._left
        if text.strip():
            self._settle_raised("")
            self._parts.append(aside_mark(kind, text))
        self._left = ("", "")

    def _turn(self) -> None:
        steps = max(self._hard, self._soft)
        if self._hard and self._parts:
            self._parts.append("\n")  # a word ends at a break that a person put in
        if self._restart:
            first, self._style = self._restart
            self._number = self._number + steps if first is None else first
            self._restart = None
        else:
            self._number += steps
        self._hard = self._soft = 0
        self._parts.append(page_mark(numbered_as(self._number, self._style)))


def numbered_as(number: int, style: str) -> str:
    """A page's number in one of the styles that word processors have; decimal for all that are not known."""
    match style:
        case "lowerRoman" | "upperRoman" | "i" | "I":
            return roman(number, capital=style in ("upperRoman", "I"))
        case "chicago":
            return "*†‡§"[(number - 1) % 4] * ((number - 1) // 4 + 1) if 0 < number < 100 else str(number)
        case "none":
            return ""
        case "lowerLetter" | "upperLetter" | "a" | "A":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 1000 else str(number)
            return letter.upper() if style in ("upperLetter", "A") else letter
        case _:
            return str(number)


def has_pages(breaks: int, characters: int, *, declared: int = 0, laid_out: bool = False) -> bool:
    """Whether the breaks found are those of every page.

    `declared` is the number of pages that the file says it has (0 or 1: nothing is known), `laid_out` whether breaks
    of the layout are among those found.
    """
    if not breaks:
        return False
    if declared > 1:
        return abs(breaks + 1 - declared) <= declared // 10
    return laid_out and characters / (breaks + 1) < FULLEST_PAGE


def laid_out_pages(name: str) -> Finding:
    """Finding A011 for a file whose pages are those of its last layout."""
    return remarks.doubtful_labels(name, _MADE_BY_LAYOUT)


def left_out(name: str, counts: Mapping[str, int]) -> tuple[Finding, ...]:
    """One note on tracked changes, comments and hidden text, with their numbers; none where there are none."""
    remedy = (
        "If a wording matters, open the file in the program that made it and look at the changes and comments there."
    )
    return remarks.more_than_shown(name, counts, remedy)


def is_layout(rows: list[list[list[str]]]) -> bool:
    """Whether a table (rows of cells of paragraphs) only arranges running text on the page."""
    return any(len(cell) > 2 or sum(map(len, cell)) > LONGEST_CELL for row in rows for cell in row)


def table_text(rows: list[list[list[str]]]) -> str:
    """A table as lines of cells, with tabs between."""
    lines = ("\t".join(" ".join(" ".join(cell).split()) for cell in row).rstrip() for row in rows)
    return "\n".join(line for line in lines if line.strip())
