"""Whether words within marks are the title of what a reference names, by what stands right before and behind them."""

from __future__ import annotations

import re

from variorum.manuscript.manuscript import Paragraph, Place
from variorum.manuscript.quotation_cues import cue
from variorum.manuscript.quotation_marks import Marked
from variorum.text.letters import compiled

_AUTHOR_BEFORE = compiled(
    r"(?:(?:\b\p{LatinLu}\.[\s-]{0,2}){1,3}(?:[a-z]{2,3}\s){0,2}\p{LatinLu}[\w-]+|\b\p{LatinLu}[\w-]+\s\p{LatinLu}[\w-]+),\s*$|"
    r"\b\p{LatinLu}[\w-]+,\s\p{LatinLu}[\w.-]+:\s*$|"
    r"(?:^\d{0,3}\s*|;\s|[Vv]gl\.\s|[Ss]ee\s)(?:\p{LatinLu}[\w.-]+\s){1,3}\p{LatinLu}[\w-]+:\s*$"
)
"""An author right before: R. Vane, ‘The Quay’; Moos, Anna: „Der Kai“; vgl. Anna Moos: „Der Kai“."""
_CONTAINED_BEHIND = compiled(
    r"[»”\"’“]{1,2},?\s+(?:in:\s|\*(?:\p{LatinLu}[^*\n]{2,90}\*|[^*\n]{2,90}\*,?\s(?:Nr|Jg|Bd|H|\d))|"
    r"in\s(?:(?:\p{LatinLu}\.[\s-]{0,2}){1,3}\p{LatinLu}|\p{LatinLu}[\w-]+,\s\p{LatinLu}|[^.;]{0,120}?[(,]\s?(?:[Ee]ds?|[Hh]g|[Hh]rsg)\b)|"
    r"\p{LatinLu}[^.;()«»“”„]{2,90}?[, ]\(?[^();]{0,20}\(?(?:1[5-9]|20)\d\d\b)"
)
"""What contains it right behind: ‘The Quay’, in R. Lark (ed.); ‘The Quay’, Harbour Review, 12, 3 (1990)."""
_IN_PAPER_BEHIND = compiled(
    r"[»«”\"’“]{1,2}[;,.]?\s+(?:[Ii]n:\s+)?[„»«“\"][^„»«“”\"]{2,60}[“«»”\"],?\s+(?:Nr\.|No\.|no\.|№|v(?:om|\.)\s\d|\(?\d)"
)
"""A newspaper in marks of its own right behind, with its number or day: »Der Kai ist leer«; »Hafenbote«, Nr. 5."""
_SURNAME_BEFORE = compiled(r"\b\p{LatinLu}[\w-]+,\s*$")
_PAGE_BEHIND = re.compile(r"[»”\"’“]{1,2},?\s+(?:pp?|S)\.\s?\d")
"""An author and a page around a title told short in a note: Vane, ‘Old Quay’, p. 12."""


def is_referenced(text: str, paragraph: Paragraph, first: Marked, last_paragraph: Paragraph, last: Place) -> bool:
    """Whether words stand as a title does in a reference: between its author and what contains it, or its page."""
    if not next((letter for letter in text if letter.isalpha()), "").isupper():
        return False
    before = paragraph.text[max(0, first.start - 80) : first.start - 1]
    before = before if first.start <= 80 else f"…{before}"  # where the paragraph does not begin
    if _AUTHOR_BEFORE.search(before) and _CONTAINED_BEHIND.match(last_paragraph.text, last.end):
        return True
    in_note = paragraph.role == "note"
    if in_note and text.strip()[-1:] not in ".…" and _IN_PAPER_BEHIND.match(last_paragraph.text, last.end):
        return True
    short = in_note and _SURNAME_BEFORE.search(before) and not cue("tells-in-words").search(text)
    return bool(short) and _PAGE_BEHIND.match(last_paragraph.text, last.end) is not None
