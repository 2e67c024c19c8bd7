"""The small change of both styles: pieces of a citation set one after another without doubling a point.

A title in few words, cut where the title itself has a joint and never inside a name.

The joint is a colon, a semicolon, a dash between spaces, an opening bracket, or a full stop that ends a sentence: not
one after an initial ("Н. А. Сабурова"), an abbreviation ("г. Москва", "St. Petersburg") or a number ("No. 3"). Where
the part before it is still long, whole words are kept up to a bound, and none that only leads to the next: an initial,
an article, a preposition.
"""

from __future__ import annotations

import re
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


_JOINT = re.compile(
    r"(?<=[^\s:;])(?:[:;]\s|\s[-–—]{1,2}\s|\s[(\[]|(?P<stop>[.!?…][”»\"]?)\s(?=[\W\d_]*[^\W\d_a-zа-яё]))"
)
_ABBREVIATIONS = frozenset({
    "st", "mr", "mrs", "ms", "dr", "prof", "gen", "col", "capt", "lt", "vol", "vols", "no", "nos", "p", "pp", "fol",
    "ed", "eds", "ch", "rev", "fig", "cf",
    "г", "гг", "в", "вв", "с", "стр", "л", "лл", "ф", "оп", "д", "т", "тт", "ч", "вып", "кн", "ул", "им", "св", "гл",
    "ред", "проф", "ген", "тов", "гр", "обл", "губ",
})  # fmt: skip
_LEADING = frozenset({
    "a", "an", "the", "of", "in", "on", "at", "to", "by", "for", "with", "from", "and", "or", "under", "between",
    "after", "before", "as", "into",
    "и", "в", "во", "на", "о", "об", "от", "до", "по", "с", "со", "к", "ко", "у", "за", "из", "для", "при", "под",
    "над", "без", "между", "или", "а", "не",
})  # fmt: skip


def main_title(title: str) -> str:
    """The part of a title before its first joint, at least two words or one long one; the whole where it has none."""
    for joint in _JOINT.finditer(title):
        before = title[: joint.start()]
        if joint["stop"] == "." and _goes_on(before):
            continue
        if len(before.split()) > 1 or len(before) > 5:
            keeps_its_sign = joint["stop"] and joint["stop"] != "."
            return title[: joint.end("stop")] if keeps_its_sign else before
    return title


def short_title(title: str, *, words: int) -> tuple[str, bool]:
    """The main title, of at most so many words and one or two more; and whether words of it were left out."""
    main = " ".join(main_title(title).split())
    tokens = main.split()
    if len(tokens) <= words + 1:
        return main, False
    kept = words
    while kept > 2 and _leads_on(tokens[kept - 1]):
        kept -= 1
    if kept <= 2:
        kept = words
        while kept < len(tokens) and _leads_on(tokens[kept - 1]):
            kept += 1
    return " ".join(tokens[:kept]).rstrip(",;:–—"), kept < len(tokens)


def _goes_on(before: str) -> bool:
    """Whether a full stop after these words belongs to the last of them and ends no sentence."""
    last = re.split(r"[\s.(«“\"]", before)[-1].casefold()
    return len(last) < 2 or last in _ABBREVIATIONS


def _leads_on(token: str) -> bool:
    return token.casefold() in _LEADING or re.fullmatch(r"(?:[^\W\d_]\.[-‐]?)+", token) is not None
