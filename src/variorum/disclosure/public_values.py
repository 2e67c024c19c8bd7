"""Any value made fit to leave: every string in it asked, every place moved, what concerns something kept back dropped.

The walk knows no type by name but those with a place in a text, so that a new field of the record, or a new type, is
asked like all others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from types import MappingProxyType
from typing import Any, TypeVar, cast

from variorum.disclosure.guard import Guard
from variorum.disclosure.levelling import levelled, ways_to_read
from variorum.disclosure.places import MaskedPages
from variorum.evidence import Mention, Span
from variorum.record import Passage, Prose, StatementLink
from variorum.saying import Sentence, held_in

Value = TypeVar("Value")
# fields whose words are the program's own: a source's key may be one of them
_WRITTEN = (
    "kind relation standing access stance verdict place paging manner direction how language script preposition facet"
    " severity calendar bearing by inverse strongly code levelled edtf"
)
_OF_THE_PROGRAM = frozenset(_WRITTEN.split())


@dataclass(frozen=True, slots=True)
class Clearing:
    """What decides of each value: the guard, the masked pages, and the refs that are given anew."""

    guard: Guard
    pages: MaskedPages
    renamed: Mapping[str, str] = field(default_factory=dict)
    in_place: str = "…"  # stands for a paragraph left out

    def concerns(self, value: object) -> bool:
        """Whether something kept back is meant anywhere in a value, by its id, key or ref."""
        if isinstance(value, str):
            return self.guard.concerns(value)
        if isinstance(value, StatementLink):
            return self.guard.concerns(value.dossier) or self.guard.concerns(ref_of(value))
        if isinstance(value, Mapping):
            return any(self.concerns(key) or self.concerns(each) for key, each in value.items())
        if isinstance(value, tuple | list | frozenset | set):
            return any(self.concerns(each) for each in value)
        if is_dataclass(value):
            named = (f.name for f in fields(value) if f.name not in _OF_THE_PROGRAM)
            return any(self.concerns(getattr(value, name)) for name in named)
        return False

    def __call__(self, value: Value) -> Value:
        """The value as it may leave; what stays the same is the same object."""
        return cast("Value", self._cleared(value))

    def _cleared(self, value: object) -> object:
        if isinstance(value, Sentence):
            return self._sentence(value)
        if isinstance(value, str):
            return self.renamed.get(value) or self.guard.short(value)
        if isinstance(value, tuple | list):
            kept = [self._cleared(each) for each in value if not self.concerns(each) and not self.is_hidden(each)]
            return self._same(value, kept if isinstance(value, list) else tuple(kept))
        if isinstance(value, frozenset | set):
            return type(value)(self._cleared(each) for each in value if not self.concerns(each))
        if isinstance(value, Mapping):
            pairs = [(k, v) for k, v in value.items() if not self.concerns(k) and not self.concerns(v)]
            found = {self._cleared(key): self._cleared(each) for key, each in pairs}
            return value if found == dict(value) else MappingProxyType(found)
        if isinstance(value, StatementLink):
            return self._link(value)
        if isinstance(value, Prose):
            return self.prose(value)
        if is_dataclass(value) and not isinstance(value, type):
            return self._of_fields(value)
        return value

    def _sentence(self, sentence: Sentence) -> str:
        """A sentence that may leave in every language as it is; else in English alone, and masked."""
        shown = self.renamed.get(sentence) or self.guard.short(str(sentence))
        if shown != sentence:
            return shown
        is_clean = all(self.guard.short(held) == held and held not in self.renamed for held in held_in(sentence))
        return sentence if is_clean else shown

    def prose(self, prose: Prose) -> Prose:
        """Prose with those of its citations and links that are still in it."""
        text = self.guard.prose(prose.text, self.in_place)
        if text == prose.text:
            return prose
        words = plain_words(text)

        def stays(one: object) -> bool:
            quotation, citation = getattr(one, "quotation", ""), getattr(one, "citation", None)
            cited = citation is None or f"@{citation.source}" in text or f"@{{{citation.source}}}" in text
            return cited and (not quotation or plain_words(quotation) in words)

        lists = {f.name: self(getattr(prose, f.name)) for f in fields(prose) if f.name not in ("text", "links")}
        kept = {name: tuple(one for one in each if stays(one)) for name, each in lists.items()}
        return replace(prose, text=text, links=tuple(one for one in self(prose.links) if one.target in text), **kept)

    def _of_fields(self, value: Any) -> object:
        changed = {
            f.name: cleared
            for f in fields(value)
            if f.init and f.name not in _OF_THE_PROGRAM
            for before in [getattr(value, f.name)]
            if (cleared := self._cleared(before)) is not before
        }
        if isinstance(value, Span | Mention | Passage) and self.pages.is_masked(value.source, value.page):
            changed |= self._moved(value)
        return replace(value, **changed) if changed else value

    def _moved(self, value: Span | Mention | Passage) -> dict[str, object]:
        at = self.pages.shifted(value.source, value.page, value.start, value.end)
        moved: dict[str, object] = {"start": at[0], "end": at[1]} if at else {"start": 0, "end": 0}
        return moved | ({"digest": ""} if isinstance(value, Passage) else {})

    def is_hidden(self, value: object) -> bool:
        """Whether a place lies within what is masked, so that nothing of it is left."""
        return (
            isinstance(value, Span | Mention | Passage)
            and self.pages.is_masked(value.source, value.page)
            and self.pages.shifted(value.source, value.page, value.start, value.end) is None
        )

    def _link(self, link: StatementLink) -> StatementLink:
        ref = self.renamed.get(ref_of(link))
        return StatementLink(link.dossier, ref.partition("#")[2]) if ref else link

    @staticmethod
    def _same(before: tuple[object, ...] | list[object], after: tuple[object, ...] | list[object]) -> object:
        alike = len(before) == len(after) and all(a is b for a, b in zip(before, after, strict=True))
        return before if alike else after


def plain_words(text: str) -> str:
    """The words of a text, levelled, with a blank between them."""
    return " ".join(levelled(word.text) for word in next(ways_to_read(text)))


def ref_of(link: StatementLink) -> str:
    """The ref of the statement that a link means."""
    return f"{link.dossier}#{link.block if link.block[:1] in '^~' else '^' + link.block}"
