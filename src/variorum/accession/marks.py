"""Marks that stand at a place of a text without being its words: calls of notes, notes themselves, what was left out.

The readers of flowing formats write them into the text that they gather, as signs that no text holds, so that they keep
their place while white space is collapsed, blocks are cut and pages divided. Only when pages are made are they taken
out again (`parted`) and become `NoteCall` and `Aside` of the reading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

_SIGN, _FIELD, _LINE = "\ufdd6", "\ufdd5", "\ufdd8"
_MARKS = re.compile(f"{_SIGN}([^{_SIGN}]*){_SIGN}")
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
_CLOSES = frozenset(".,;:!?…)]»”’")


@dataclass(frozen=True, slots=True)
class TextMark:
    """One mark taken out of a text, standing before the character `offset`.

    `kind` is "call" (of the note `target`), "note" (a call together with its note's `text`), "box" (a text of its own
    that hangs here, which nothing calls), "anchor" (the place that calls know as `target`), or "aside" (what was left
    out here; `label` says why), or "set-in" (the paragraph stands in from the margin; `label` says how).
    """

    offset: int
    kind: str
    label: str = ""
    target: str = ""
    text: str = ""


def call_mark(label: str, *, target: str = "") -> str:
    """What to write where a note is called; `target` is whatever its note's `anchor_mark` has."""
    return _written("call", label, target)


def anchor_mark(target: str) -> str:
    """What to write where a note begins that is called from elsewhere."""
    return _written("anchor", "", target)


def note_mark(label: str, text: str, *, called: bool = True) -> str:
    """What to write where a note is called whose text is at hand: it becomes a block of its own after the paragraph.

    Without `called` it is a text that merely hangs here, as a text box does.
    """
    return _written("note" if called else "box", label, text=_with_inner_notes(text))


def aside_mark(kind: str, text: str) -> str:
    """What to write where something was left out of the text; `kind` says what it is ("hidden", "deleted")."""
    return _written("aside", kind, text=text)


def set_in_mark(how: str) -> str:
    """What to write where a paragraph begins that stands in from the margin."""
    return _written("set-in", how)


def _written(kind: str, label: str, target: str = "", text: str = "") -> str:
    label, target, text = (_NONCHARACTERS.sub("", bare(part)) for part in (label, target, text))
    return _SIGN + _FIELD.join((kind, label, target, text.replace("\n", _LINE))) + _SIGN


def _with_inner_notes(text: str) -> str:
    """A note's text with what notes of its own say, where they are called: nothing is called twice over."""
    bare_text, marks = parted(text)
    for mark in reversed(marks):
        if mark.kind in ("note", "box"):
            bare_text = f"{bare_text[: mark.offset]} {mark.text}{bare_text[mark.offset :]}"
    return bare_text


def bare(text: str) -> str:
    """The text without marks and without what they say."""
    return parted(text)[0] if _SIGN in text else text


def parted(text: str) -> tuple[str, tuple[TextMark, ...]]:
    """The text without its marks, and the marks at their offsets in it.

    Of the white space around a mark one side goes where both would stand next to each other, or where only the mark
    kept the blank from a closing sign: "the town ¹, he said" is "the town, he said".
    """
    if _SIGN not in text:
        return text, ()
    pieces = _MARKS.split(text)
    marks: list[TextMark] = []
    whole = pieces[0].replace(_SIGN, "")
    for said, after in zip(pieces[1::2], pieces[2::2], strict=True):
        after = after.replace(_SIGN, "")
        kind, label, target, content = (*said.split(_FIELD), "", "", "", "")[:4]
        if (
            kind not in ("anchor", "set-in")
            and whole[-1:] in (" ", "\n")
            and after[:1]
            and after[0] in (" ", "\n", *_CLOSES)
        ):
            whole = whole[:-1]
            marks = [replace(mark, offset=min(mark.offset, len(whole))) for mark in marks]
        marks.append(TextMark(len(whole), kind, label, target, content.replace(_LINE, "\n")))
        whole += after
    return whole, tuple(marks)


def shifted(marks: Sequence[TextMark], by: int, *, within: int) -> tuple[TextMark, ...]:
    """Marks moved by so many characters, none before the text's beginning or after its end (`within`)."""
    return tuple(replace(mark, offset=min(max(mark.offset + by, 0), within)) for mark in marks)
