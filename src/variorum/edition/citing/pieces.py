"""The small change of both styles: pieces of a citation set one after another without doubling a point."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape

from variorum.edition.cleaning import shown
from variorum.record import Locator

Piece = str | Markup


@dataclass(frozen=True, slots=True)
class NoteCitation:
    """One source cited in a note: its key, its place, and what earlier notes already said of it."""

    key: str
    locator: Locator | None = None
    seen: bool = False  # cited in an earlier note
    follows: bool = False  # cited alone in the note just before
    same_place: bool = False  # that note had the very same locator
    alone: bool = True  # its author has no other work cited here


def italic(text: str, language: str, around: str) -> Markup:
    """A title in italics, with its language where that differs from the language around it."""
    return _marked("i", text, language, around)


def plain(text: str, language: str, around: str) -> Markup:
    """Text with its language where that differs from the language around it."""
    return _marked("span", text, language, around)


def _marked(tag: Literal["i", "span"], text: str, language: str, around: str) -> Markup:
    opening = Markup('<i lang="{}">{}</i>') if tag == "i" else Markup('<span lang="{}">{}</span>')
    if _foreign(language, around):
        return opening.format(shown(language), shown(text))
    return Markup("<i>{}</i>").format(shown(text)) if tag == "i" else shown(text)


def _foreign(language: str, around: str) -> bool:
    return bool(language) and language.partition("-")[0] != around


def labels_of(locator: Locator) -> str:
    """The labels that a locator names, with an en dash where it is a range: "59", "59–61", "3, 5"."""
    if "labels" in locator.parts:
        return locator.parts["labels"].replace("-", "–")
    return locator.first if locator.first == locator.last or not locator.last else f"{locator.first}–{locator.last}"


def sentence(pieces: Iterable[Piece], joint: str) -> Markup:
    """Pieces joined, empty ones left out; a piece that ends with a point takes no second one from the joint."""
    whole = Markup("")
    for piece in pieces:
        if not piece:
            continue
        if whole:
            whole += joint.removeprefix(".") if joint.startswith(".") and ends_with_point(whole) else joint
        whole += piece if isinstance(piece, Markup) else shown(piece)
    return whole


def full_stop(text: Markup) -> Markup:
    """The same text, closed by exactly one point."""
    return text if not text or ends_with_point(text) else text + "."


def tucked(quoted: Markup, mark: str) -> Markup:
    """A mark set inside the closing quotation mark that the text ends with."""
    return quoted.removesuffix("”") + escape(mark) + "”"


def ends_with_point(text: Markup) -> bool:
    """Whether the last letter shown is already a mark that closes a sentence."""
    shown = str(text)
    while shown.endswith(">"):
        shown = shown[: shown.rfind("<")]
    return shown.rstrip('”»")').endswith((".", "?", "!", "…"))
