"""What may stand in a text that leaves: names of those kept back become a mark, words of restricted texts go whole.

The mark is one and the same for whatever it stands for, so that nothing is told by its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from variorum.archive.citations import BRACKET
from variorum.archive.protecting import MARK as PROTECTED
from variorum.archive.protecting import protections_in
from variorum.disclosure.five_word_runs import RestrictedRuns
from variorum.disclosure.levelling import DisguisedWord, levelled, ways_to_read
from variorum.disclosure.people import People
from variorum.disclosure.protection import is_in_force

MARK = "[…]"  # in place of a name
WHOLE = "…"  # in place of a short text
NAMELESS = "_"  # stands for the key of a closed source wherever prose names it
_PARAGRAPHS = re.compile(r"(\n[ \t]*\n)")
_CITED = re.compile(r"@\{?([^\s,;\]\[{}]+)")
_LINK = re.compile(r"!?\[\[([^\[\]\n]+)\]\]")
_FEWEST_LETTERS = 8  # of a phrase of two words or more that says where it comes from

Span = tuple[int, int]


@dataclass(slots=True)
class Guard:
    """Everything that must not be read in what leaves the archive."""

    people: People
    runs: RestrictedRuns
    sources: frozenset[str] = frozenset()  # keys that are kept back
    others: frozenset[str] = frozenset()  # ids of other dossiers that are kept back
    statements: frozenset[str] = frozenset()  # refs that are kept back
    names: frozenset[str] = frozenset()  # file names, and what else stands for them as a whole
    phrases: Iterable[str] = ()  # titles, and words known to come from restricted texts
    open_texts: Callable[[], Iterable[str]] = tuple
    open_ids: Collection[str] = frozenset()  # ids, refs and files of what goes out, as they are
    today: str = ""
    _phrases: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    _tokens: re.Pattern[str] | None = None
    _plain: frozenset[str] = frozenset()
    _known: dict[str, str] = field(default_factory=dict)
    _standing: dict[tuple[str, ...], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for phrase in self.phrases:
            plain = tuple(levelled(word.text) for word in next(ways_to_read(phrase)))
            if len(plain) > 1 and sum(map(len, plain)) >= _FEWEST_LETTERS:
                self._phrases.setdefault(plain[0], []).append(plain)
        ids = self.sources | self.others | self.names
        telling = sorted((one for one in ids if not one.isalpha()), key=lambda one: (-len(one), one))
        self._plain = frozenset(levelled(one) for one in ids if one.isalpha())
        if telling:
            alternatives = "|".join(map(re.escape, telling))
            self._tokens = re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-]|\.\w)", re.IGNORECASE)

    @property
    def ids(self) -> frozenset[str]:
        """Ids and keys of all that is kept back."""
        return self.sources | self.others

    def concerns(self, identity: str) -> bool:
        """Whether a string is the id, key or ref of something kept back."""
        return identity in self.ids or identity in self.statements or identity.partition("#")[0] in self.ids

    def spans(self, text: str) -> list[Span]:
        """Where a text names somebody, or something by its key, that is kept back."""
        found = [span for words in ways_to_read(text) for span in self._spans(text, words)]
        if self._tokens is not None:
            found += [match.span() for match in self._tokens.finditer(text)]
        return _merged(found)

    def named_in(self, text: str) -> list[Span]:
        """Where a text of a source that is open names a person or thing that is kept back."""
        if not self.people:
            return []
        return _merged([span for words in ways_to_read(text) for span in self.people.found_in(text, words)])

    def repeats(self, text: str) -> bool:
        """Whether a text repeats words of a restricted one: five in a row, a title, words known to come from it."""
        return self._has_phrase(text) or self.runs.repeated_in(text)

    def betrays(self, text: str) -> bool:
        """Whether anything in a text may not leave."""
        return self.short(text) != text

    def short(self, text: str) -> str:
        """A short text (title, name, message, attribute) as it may leave."""
        if not text or text in self.open_ids:
            return text
        if text.partition("#")[0] in self.open_ids:
            return masked(text, self.spans(text))
        known = self._known.get(text)
        if known is None:
            known = WHOLE if self.concerns(text) or self.repeats(text) else masked(text, self.spans(text))
            if len(text) < 400:
                self._known[text] = known
        return known

    def prose(self, text: str, in_place: str) -> str:
        """Prose as it may leave: a paragraph that is protected or repeats a restricted text is left out whole.

        A paragraph is what stands between blank lines; half a sentence would still say too much. Names in what stays
        become a mark, and keys of restricted sources lose themselves.
        """
        pieces = _PARAGRAPHS.split(text)
        kept = [piece if n % 2 else self._paragraph(piece, in_place) for n, piece in enumerate(pieces)]
        left_out = f"*{in_place}*"
        out: list[str] = []
        for n in range(0, len(kept), 2):  # several in a row are told once
            if kept[n] == left_out and out and out[-1] == left_out:
                continue
            out += [kept[n - 1]] if out else []
            out.append(kept[n])
        return "".join(out)

    def _paragraph(self, paragraph: str, in_place: str) -> str:
        said = protections_in(paragraph)
        if any(is_in_force(one, self.today) for one in said):
            return f"*{in_place}*"
        paragraph = PROTECTED.sub("", paragraph) if said else paragraph
        if self.quotes(paragraph):
            return f"*{in_place}*"
        unkeyed = self.unkeyed(paragraph)
        if self.repeats(unkeyed):
            return f"*{in_place}*"
        return masked(unkeyed, self.spans(unkeyed))

    def quotes(self, paragraph: str) -> bool:
        """Whether a paragraph is a block quotation that cites a source that is kept back."""
        return paragraph.lstrip().startswith(">") and any(
            key.rstrip(".:") in self.sources for key in _CITED.findall(paragraph)
        )

    def unkeyed(self, paragraph: str) -> str:
        """A paragraph whose citations and links no longer say which source or dossier is kept back."""
        linked = _LINK.sub(self._link, BRACKET.sub(self._citations, paragraph))
        return _CITED.sub(lambda m: f"@{NAMELESS}" if m[1].rstrip(".:") in self.sources else m[0], linked)

    def _citations(self, match: re.Match[str]) -> str:
        """A bracket of citations; those of restricted sources become one, without locator."""
        keys = [key.rstrip(".:") for key in _CITED.findall(match[0])]
        if self.sources.isdisjoint(keys):
            return match[0]
        cited = match[0].strip("[]").split(";")
        open_ = [one for one in cited if self.sources.isdisjoint(key.rstrip(".:") for key in _CITED.findall(one))]
        return f"[{'; '.join([*(one.strip() for one in open_), f'@{NAMELESS}'])}]"

    def _link(self, match: re.Match[str]) -> str:
        """A `[[link]]`; one to a restricted source loses its key, one to anything else kept back becomes a mark."""
        inside, _, label = match[1].partition("|")
        target, _, block = inside.strip().partition("#")
        identity = target.strip().rpartition("/")[2]
        if identity in self.sources:
            return f"[[{NAMELESS}|{label}]]" if label and not self.betrays(label) else f"[[{NAMELESS}]]"
        if identity in self.others or f"{identity}#{block}" in self.statements:
            return MARK
        if block and self.spans(block):
            return f"[[{target}|{label}]]" if label else f"[[{target}]]"
        return match[0]

    def _spans(self, text: str, words: Sequence[DisguisedWord]) -> list[Span]:
        spans = self.people.found_in(text, words) if self.people else []
        if self._plain:
            spans += [(w.start, w.end) for w in words if levelled(w.text) in self._plain and self._is_key(text, w)]
        return spans

    def _is_key(self, text: str, word: DisguisedWord) -> bool:
        """Whether a word is a key and no word of the language: it is none where open texts have it."""
        if text[word.start - 1 : word.start] == "@" or text == word.text:
            return True
        return not self._stands((levelled(word.text),))

    def _has_phrase(self, text: str) -> bool:
        if not self._phrases:
            return False
        for words in ways_to_read(text):
            plain = [levelled(word.text) for word in words]
            for at, word in enumerate(plain):
                for phrase in self._phrases.get(word, ()):
                    if tuple(plain[at : at + len(phrase)]) == phrase and not self._stands(phrase):
                        return True
        return False

    def _stands(self, phrase: tuple[str, ...]) -> bool:
        """Whether an open text has these words in a row; open texts are read only when it matters."""
        if phrase not in self._standing:
            self._standing[phrase] = any(_has_row(text, phrase) for text in self.open_texts())
        return self._standing[phrase]


def masked(text: str, spans: Sequence[Span]) -> str:
    """A text with MARK in place of each of these stretches."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], MARK]
        at = end
    return "".join([*pieces, text[at:]]) if spans else text


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _has_row(text: str, phrase: tuple[str, ...]) -> bool:
    if phrase[0] not in text.casefold().replace("ё", "е"):
        return False
    plain = [levelled(word.text) for word in next(ways_to_read(text))]
    size = len(phrase)
    return any(tuple(plain[at : at + size]) == phrase for at in range(len(plain) - size + 1))
