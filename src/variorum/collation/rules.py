"""What was done throughout a text, told as a rule: "Trotzky → Trotsky", 81 times, and not as 81 changes.

A rule is found by counting: a word of the earlier text that is replaced by one and the same word of the later nearly
wherever both have it. One that differs in spelling only is a normalisation; one that does not (a town renamed) is a
substitution and needs more cases.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from variorum.collation.blocks import Aligned, AlignedBlock
from variorum.languages import pack, writing
from variorum.quotation.reading_language import language
from variorum.text.lettering import OLD_SPELLING
from variorum.text.levelled import levelled

_CASES = 3  # how often a word must be respelt to be a rule by itself
_CASES_OF_SUBSTITUTION = 5
_CONSISTENCY = 0.75
_FAMILY = 3  # different words that are respelt in the same way
_STRONG = 6  # as many, and whatever is respelt in this way belongs to it
_ALIKE = 0.6
KINDS = ("spelling", "case", "old spelling", "punctuation", "substitution")
_STEM = 5  # letters by which forms of one word are known
_ENDINGS = frozenset({"", "s", "es", "d", "ed", "ing", "er", "est", "ly", "n", "en", "'s"})
_OLD = frozenset(OLD_SPELLING) - set("ёЁ")


@dataclass(frozen=True, slots=True)
class RespellingRule:
    """`before` was turned into `after` `times` times; `kind` is one of KINDS."""

    before: str
    after: str
    times: int
    kind: str

    @property
    def written(self) -> str:
        """The rule as it is told."""
        return f"{self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class Family:
    """Words that were respelt in the same way: "-our → -or" with the rules that belong to it."""

    written: str
    rules: tuple[RespellingRule, ...]

    @property
    def times(self) -> int:
        """How often in all."""
        return sum(rule.times for rule in self.rules)


@dataclass(frozen=True, slots=True)
class Respelling:
    """One place: words `a` up to `b` stand against `c` up to `d` and say the same, or may be held to say the same."""

    a: int
    b: int
    c: int
    d: int
    before: str
    after: str


def respellings_of(pair: Aligned, blocks: Iterable[AlignedBlock]) -> list[Respelling]:
    """Every place where one word, or a word parted in two, is written otherwise, kept or changed."""
    found: list[Respelling] = []
    for block in blocks:
        if block.kind == "changed":
            found += _in_change(pair, block)
        else:
            for i in range(block.b - block.a):
                before, after = pair.earlier.words[block.a + i], pair.later.words[block.c + i]
                if before != after and bare(before) != bare(after) and not is_capitals(before, after):
                    place = block.a + i, block.a + i + 1, block.c + i, block.c + i + 1
                    found.append(Respelling(*place, before, after))
    return found


def _in_change(pair: Aligned, block: AlignedBlock) -> list[Respelling]:
    n, m = block.b - block.a, block.d - block.c
    if not n or not m:
        return []
    if (n, m) in ((1, 2), (2, 1)) and _joined(pair.earlier.plain[block.a : block.b]) == _joined(
        pair.later.plain[block.c : block.d]
    ):
        before, after = pair.earlier.phrase(block.a, block.b), pair.later.phrase(block.c, block.d)
        return [Respelling(block.a, block.b, block.c, block.d, before, after)]
    found = []
    for i in range(block.a, block.b):
        j = int(pair.partner[i])
        if block.c <= j < block.d and (n == m or _alike(pair.earlier.plain[i], pair.later.plain[j])):
            found.append(Respelling(i, i + 1, j, j + 1, pair.earlier.written(i), pair.later.written(j)))
    return found


def rules_of(pair: Aligned, places: Sequence[Respelling]) -> tuple[RespellingRule, ...]:
    """The rules that the places obey, the most frequent first."""
    shelves: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    replaced: Counter[str] = Counter()
    for place in places:
        key = key_of(place.before, place.after)
        shelves[key][bare(place.before), bare(place.after)] += 1
        replaced[key[0]] += 1
    kept = _kept(pair, wanted={key[0] for key in shelves})
    candidates: list[RespellingRule] = []
    doubtful: list[RespellingRule] = []
    for (before, _), written in shelves.items():
        times = written.total()
        (shown, other), _ = min(written.items(), key=lambda item: (-item[1], item[0]))
        is_consistent = times >= _CONSISTENCY * (kept[before] + replaced[before])
        (candidates if is_consistent else doubtful).append(RespellingRule(shown, other, times, _kind(shown, other)))
    families = families_of(candidates)
    in_family = {rule for family in families for rule in family.rules}
    in_family |= {rule for forms in _forms_of_one_word(candidates) for rule in forms}
    strong = {family.written for family in families if _stems(family.rules) >= _STRONG}
    rules = [
        rule
        for rule in candidates
        if rule.times >= (_CASES_OF_SUBSTITUTION if rule.kind == "substitution" else _CASES) or rule in in_family
    ]
    rules += [rule for rule in doubtful if rule.kind != "substitution" and _edit(rule.before, rule.after) in strong]
    return tuple(sorted(rules, key=lambda rule: (-rule.times, rule.before, rule.after)))


def _kept(pair: Aligned, *, wanted: Set[str]) -> Counter[str]:
    """How often each of these words, as written or in small letters, was left as it was."""
    kept: Counter[str] = Counter()
    same = np.flatnonzero(pair.same)
    ours, theirs = pair.earlier.words, pair.later.words
    for i, j in zip(same.tolist(), pair.partner[same].tolist(), strict=True):
        word, other = bare(ours[i]), bare(theirs[j])
        small = word.lower()
        if word in wanted:
            kept[word] += word == other
        if small != word and small in wanted:
            kept[small] += small == other.lower()
    return kept


def key_of(before: str, after: str) -> tuple[str, str]:
    """What the places of one rule have in common: the two words without case, unless only the case was changed."""
    before, after = bare(before), bare(after)
    return (before, after) if before.lower() == after.lower() else (before.lower(), after.lower())


def is_capitals(before: str, after: str) -> bool:
    """Whether two words differ only in that one is set in capitals, as headings and placards are."""
    return before.lower() == after.lower() and before.isupper() != after.isupper() and len(before) > 1


@lru_cache(maxsize=200_000)
def bare(word: str) -> str:
    """A word without the ending of the English possessive, with one kind of apostrophe and of hyphen."""
    return re.sub(r"(?<=\w\w)'s$", "", re.sub(r"[‐‑]", "-", re.sub(r"[’ʼ]", "'", word)), flags=re.IGNORECASE)


def families_of(rules: Iterable[RespellingRule]) -> tuple[Family, ...]:
    """Rules of spelling that change the same letters in at least three different words."""
    shelves: dict[str, list[RespellingRule]] = defaultdict(list)
    for rule in rules:
        if rule.kind in ("spelling", "old spelling", "punctuation"):
            shelves[_edit(rule.before, rule.after)].append(rule)
    families = [
        Family(edit, tuple(members)) for edit, members in shelves.items() if edit and _stems(members) >= _FAMILY
    ]
    return tuple(sorted(families, key=lambda family: (-family.times, family.written)))


def told(rules: Sequence[RespellingRule]) -> Mapping[str, int]:
    """Rules as `evidence.EditionsCompared.normalised` keeps them: "Trotzky → Trotsky" → 81.

    Forms of one word of which none is frequent by itself are one rule: «галлере… → галере…».
    """
    forms = [group for group in _forms_of_one_word(rules) if all(rule.times < _CASES for rule in group)]
    together = {rule for group in forms for rule in group}
    found = Counter({rule.written: rule.times for rule in rules if rule not in together})
    for group in forms:
        before, after = (
            _beginning(words) for words in zip(*((rule.before, rule.after) for rule in group), strict=True)
        )
        found[f"{before}… → {after}…"] += sum(rule.times for rule in group)
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _forms_of_one_word(rules: Iterable[RespellingRule]) -> list[list[RespellingRule]]:
    """Rules of spelling that change the same letters in forms of one word, where they make a rule together."""
    shelves: dict[tuple[str, str], list[RespellingRule]] = defaultdict(list)
    for rule in rules:
        edit = _edit(rule.before, rule.after) if rule.kind == "spelling" else ""
        if edit.endswith(("-", "…")):
            shelves[edit, levelled(rule.before)[:_STEM]].append(rule)
    return [group for group in shelves.values() if len(group) > 1 and sum(rule.times for rule in group) >= _CASES]


def _stems(members: Sequence[RespellingRule]) -> int:
    return len({levelled(rule.before)[:_STEM] for rule in members})


def _kind(before: str, after: str) -> str:
    if before.lower() == after.lower():
        return "case"
    if _OLD & set(before) or before.lower().rstrip("ъ") == after.lower():
        return "old spelling"
    if re.search(r"[—–]|--|\s-", before + after):
        return "punctuation"
    ours, theirs = levelled(before.replace(" ", "")), levelled(after.replace(" ", ""))
    if ours != theirs and _is_grammar(ours, theirs, language()):
        return "substitution"
    if ours == theirs or (before[:1].lower() == after[:1].lower() and _alike(ours, theirs)):
        return "spelling"
    return "substitution"


@lru_cache(maxsize=50_000)
def _is_grammar(before: str, after: str, spoken: str) -> bool:
    """Whether two words are two forms of one, or two words of the dictionary, and not two spellings."""
    front = len(_beginning((before, after)))
    if {before[front:], after[front:]} <= _ENDINGS:
        return True
    asked = writing(before, language=spoken) if pack(spoken) or not spoken else ()  # nobody knows the words of others
    return any(one.knows(before) and one.knows(after) for one in asked)


def _edit(before: str, after: str) -> str:
    """The letters that change, with a hyphen where the word goes on: "-our → -or"; "…␣… → …-…" where words join."""
    ours, theirs = before.lower(), after.lower()
    front = next((i for i, (x, y) in enumerate(zip(ours, theirs, strict=False)) if x != y), min(len(ours), len(theirs)))
    ours, theirs = ours[front:], theirs[front:]
    back = next(
        (i for i, (x, y) in enumerate(zip(ours[::-1], theirs[::-1], strict=False)) if x != y),
        min(len(ours), len(theirs)),
    )
    tail = "-" if back else ""
    ours, theirs = ours[: len(ours) - back], theirs[: len(theirs) - back]
    if len(ours) + len(theirs) > 6:
        return ""
    head = "-" if front else ""
    if set(ours + theirs) & {" ", "-"}:  # words joined or parted, whose hyphen would not be told from that of the rest
        ours, theirs = ours.replace(" ", "␣"), theirs.replace(" ", "␣")
        head, tail = head.replace("-", "…"), tail.replace("-", "…")
    return f"{head}{ours or '∅'}{tail} → {head}{theirs or '∅'}{tail}"


def _alike(ours: str, theirs: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    if min(len(ours), len(theirs)) < 3 or ours[:1].isdigit() or theirs[:1].isdigit():
        return False
    return Levenshtein.normalized_similarity(ours, theirs, score_cutoff=_ALIKE) > 0


def _beginning(words: Sequence[str]) -> str:
    """What all the words begin with."""
    first, last = min(words), max(words)
    return first[: next((i for i, (x, y) in enumerate(zip(first, last, strict=False)) if x != y), len(first))]


def _joined(words: Sequence[str]) -> str:
    return "".join(words)
