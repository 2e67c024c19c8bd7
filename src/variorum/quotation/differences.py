"""What differs between a quotation and the words of the source, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from unicodedata import category

from variorum.evidence import Difference
from variorum.quotation.critical_words import GROUPED, changed_kinds, critical_in, is_name, named, words_in
from variorum.quotation.marks import marks_in
from variorum.quotation.opposites import opposed
from variorum.saying import say
from variorum.text.lettering import LIGATURES, OLD_SPELLING, letters_of
from variorum.text.normalisation import PASSED_OVER, STEPS, Steps, readings

_TOKEN = re.compile(
    GROUPED + r"|\d+(?:[.,:/]\d+)+|[^\W_]+(?:[\u0300-\u036f]|['’ʼ\u00ad‐‑-](?=[^\W_])|[^\W_])*|[^\w\s]|_"
)
_UNSEEN = {point: kept for point, kept in PASSED_OVER.items() if chr(point) != "\u00ad"}
_EMPHASIS = re.compile(r"[*_\s]")
_LINE_END = re.compile(r"(?<=[^\W\d_])[-‐‑¬\u00ad][ \t]*[\n\f\x1c]\s*(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class ComparedToken:
    """A word or a sign of punctuation: what is compared, and what is shown."""

    key: str
    shown: str
    is_mark: bool = False
    spaced: bool = True  # whether white space stands before it


@dataclass(frozen=True, slots=True)
class Apparatus:
    """The differences between two texts, with what marks stand for and how many words agree."""

    differences: tuple[Difference, ...]
    omitted: tuple[str, ...]
    agreeing: int
    words: int
    opening: frozenset[str] = frozenset()


def compare_words(quotation: str, found: str, *, allowed: Steps = frozenset(STEPS)) -> Apparatus:
    """Set a quotation beside the source's words; the quoter's marks count for what they hide.

    As long as it is short.
    """
    from rapidfuzz.distance import Indel

    quotation = _read_into_words(quotation, found)
    ours = _tokens(quotation, allowed, marks=True)
    theirs = _tokens(_rejoined(found, quotation), allowed, marks=False)
    opening = _opening(ours) | _opening(theirs)
    ours, theirs = _without_customary(_without_line_ends(ours, found), theirs)
    opcodes = Indel.opcodes([token.key for token in ours], [token.key for token in theirs])
    groups: list[tuple[list[ComparedToken], list[ComparedToken]]] = []
    agreeing, open_group = 0, False
    for code in opcodes:
        if code.tag == "equal":
            agreeing += sum(1 for token in ours[code.src_start : code.src_end] if token.key[:1].isalnum())
            open_group = False
            continue
        if not open_group:
            groups.append(([], []))
            open_group = True
        groups[-1][0].extend(ours[code.src_start : code.src_end])
        groups[-1][1].extend(theirs[code.dest_start : code.dest_end])
    words = sum(1 for token in ours if token.key[:1].isalnum())
    return replace(_apparatus(groups, agreeing, words), opening=opening)


def _read_into_words(quotation: str, found: str) -> str:
    """The quotation with brackets within a word ("[H]e", "work[ed]") read as the source has the word, if it has it."""
    theirs = {word.casefold(): word for word in reversed(words_in(found))}  # of "Side by side" the first
    for mark in reversed([mark for mark in marks_in(quotation) if mark.kind == "within"]):
        head = re.search(r"[^\W_]*$", quotation[: mark.start])
        tail = re.match(r"[^\W_]*", quotation[mark.end :])
        before, after = head.group() if head else "", tail.group() if tail else ""
        word = theirs.get(f"{before}{mark.inside}{after}".casefold()) or theirs.get(f"{before}{after}".casefold())
        if word:
            quotation = quotation[: mark.start - len(before)] + word + quotation[mark.end + len(after) :]
    return quotation


def compare_spaces(quotation: str, found: str, *, allowed: Steps = frozenset(STEPS)) -> tuple[Difference, ...]:
    """Where two texts of the same words part them otherwise: a space lost or put in, with what stands beside it."""
    ours = _tokens(quotation, allowed, marks=True)
    theirs = _tokens(_rejoined(found, quotation), allowed, marks=False)
    ours, theirs = _without_customary(ours, theirs)
    if [token.key for token in ours] != [token.key for token in theirs]:
        return ()
    return tuple(
        Difference("replaced", _shown(ours[max(0, at - 2) : at + 2]), _shown(theirs[max(0, at - 2) : at + 2]))
        for at in range(1, len(ours))
        if ours[at].spaced != theirs[at].spaced
    )


def _is_put_in(difference: Difference) -> bool:
    """Whether the quoter put this in between brackets, and says so by them; a negation is told of all the same."""
    marked = difference.kind == "added" and re.fullmatch(r"\[[^\[\]]*\]", difference.quoted) is not None
    return marked and "negation" not in critical_in(difference.quoted)


def _opening(tokens: list[ComparedToken]) -> frozenset[str]:
    """The words that open a sentence, part by part where they have a hyphen."""
    found, opens = set[str](), True
    for token in tokens:
        if token.key[:1].isalnum():
            found |= set(words_in(token.shown)) if opens else set()
            opens = False
        else:
            opens = opens or token.shown in tuple(".!?…/")
    return frozenset(found)


def _parted_alike(ours: str, theirs: str) -> tuple[str, str]:
    """Both texts with a hyphen taken out of each word that the other writes without: counter-revolution."""
    return _joined_as_in(theirs, ours), _joined_as_in(ours, theirs)


def _joined_as_in(model: str, text: str) -> str:
    whole = {word.casefold() for word in words_in(model)}

    def joined(match: re.Match[str]) -> str:
        word = re.sub(r"[-‐‑]", "", match[0])
        return word if word.casefold() in whole else match[0]

    return re.sub(r"\w+(?:[-‐‑]\w+)+", joined, text)


def _without_line_ends(tokens: list[ComparedToken], found: str) -> list[ComparedToken]:
    """Without the strokes that part lines of verse in a sentence: “the cold quay / and the mill”.

    They have a space on both sides, and the source has none; between figures they may be a fraction.
    """
    if "/" in found:
        return tokens
    return [
        token
        for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False)
        if not (token.shown in ("/", "//") and token.spaced and after and after.spaced)
        or (before is not None and before.key.isdigit() and after.key.isdigit())
    ]


def _without_customary(
    ours: list[ComparedToken], theirs: list[ComparedToken]
) -> tuple[list[ComparedToken], list[ComparedToken]]:
    """Without the comma or full stop that closes each, which is the quoter's to set."""
    if ours and ours[-1].shown in (*".,;:", ""):
        ours = ours[:-1]
        theirs = theirs[:-1] if theirs and theirs[-1].shown in (*".,;:", "") else theirs
    return ours, theirs


def warnings_of(
    differences: tuple[Difference, ...], *, opening: frozenset[str] = frozenset(), vocabulary: str = ""
) -> tuple[str, ...]:
    """Sentences on the differences that matter most: negations, numbers, names and the like, gained, lost or changed.

    `opening` are words that open a sentence, so that their capital makes no name of them where the source
    (`vocabulary`) has them with a small letter.
    """
    found: list[str] = []
    for difference in differences:
        ours, theirs = _parted_alike(difference.quoted, difference.found)
        if difference.kind == "moved":
            found += [
                say("The quotation moves {thing}: “{words}”.", thing=named(kind), words=", ".join(words))
                for kind, words in critical_in(ours).items()
            ]
            continue
        if _is_put_in(difference):
            continue
        kinds = changed_kinds(ours, theirs)
        contrary = opposed(ours, theirs) if not kinds else None
        if contrary is not None:
            found.append(
                say(
                    "“{ours}” says the contrary of “{theirs}”, which the source has.",
                    ours=contrary[0],
                    theirs=contrary[1],
                )
            )
        for kind in kinds:
            found.append(
                _sentence(kind, critical_in(ours).get(kind, []), critical_in(theirs).get(kind, []), ours, theirs)
            )
        found += _changed_names(ours, theirs, opening, vocabulary)
        found += [
            say("“{word}” mixes letters of two scripts that look alike.", word=word)
            for word in words_in(ours)
            if _is_mixed(word)
        ]
        found += [
            say("“{word}” in the source mixes letters of two scripts.", word=word)
            for word in words_in(theirs)
            if _is_mixed(word)
        ]
        if theirs.startswith(ours) and _is_note_number(theirs[len(ours) :]) and not re.search(GROUPED, theirs):
            found.append(say("“{theirs}” in the source looks like the number of a note.", theirs=theirs))
    if differences and not any(words_in(one.quoted) or words_in(one.found) for one in differences):
        signs = {sign for one in differences for sign in one.quoted + one.found}
        of_number = any(category(sign) == "Sc" or sign in "%‰°№±" for sign in signs)
        found.append(say("The sign of a number differs.") if of_number else say("Only punctuation differs."))
    return tuple(dict.fromkeys(found))


def _apparatus(groups: list[tuple[list[ComparedToken], list[ComparedToken]]], agreeing: int, words: int) -> Apparatus:
    differences: list[Difference] = []
    omitted: list[str] = []
    for ours, theirs in groups:
        plain = [token for token in ours if not token.is_mark]
        marks = [token for token in ours if token.is_mark]
        if marks and not any(token.key[:1].isalnum() for token in plain):
            _read_mark(marks, theirs, differences, omitted)
            continue
        kind = "replaced" if plain and theirs else "added" if plain else "omitted"
        differences.append(Difference(kind, _shown(plain), _shown(theirs)))
    return Apparatus(tuple(_with_moves(differences)), tuple(omitted), agreeing, words)


def _read_mark(
    marks: list[ComparedToken], theirs: list[ComparedToken], differences: list[Difference], omitted: list[str]
) -> None:
    """What a mark stands for: an omission's words are listed, a bracket is shown against what it replaces."""
    written, hidden = _shown(marks), _shown(theirs)
    if any(mark.kind == "omission" for mark in marks_in(written)):
        if hidden:
            omitted.append(hidden)
    elif _EMPHASIS.sub("", written) != _EMPHASIS.sub("", hidden):  # else the bracket is the source's own
        differences.append(Difference("replaced" if hidden else "added", written, hidden))


def _with_moves(differences: list[Difference]) -> list[Difference]:
    """Words added in one place and left out in another are the same words moved."""
    left = list(differences)
    for added in differences:
        if added.kind != "added" or not words_in(added.quoted):
            continue
        twin = next(
            (other for other in left if other.kind == "omitted" and words_in(other.found) == words_in(added.quoted)),
            None,
        )
        if twin is not None and added in left:
            left[left.index(added)] = Difference("moved", added.quoted, twin.found)
            left.remove(twin)
    return left


def _tokens(text: str, allowed: Steps, *, marks: bool) -> list[ComparedToken]:
    tokens: list[ComparedToken] = []
    spans = [(mark.start, mark.end, mark.text) for mark in marks_in(text)] if marks else []
    last = 0
    for start, end, written in [*spans, (len(text), len(text), "")]:
        piece = _plain(text[last:start])
        for match in _TOKEN.finditer(piece):
            spaced = match.start() > 0 and piece[match.start() - 1].isspace()
            tokens.append(replace(_token(match.group(), allowed), spaced=spaced))
        if written:
            tokens.append(
                ComparedToken(f"\0{len(tokens)}", written, is_mark=True, spaced=text[start - 1 : start] in ("", " "))
            )
        last = end
    return tokens


def _plain(text: str) -> str:
    blanked = letters_of(text).blanked.translate(_UNSEEN)
    plain = blanked.replace("...", "…").replace("--", "—").replace("–", "—")
    return re.sub(r"(?<=\s)[-‐‑](?=\s)", "—", plain)


def _token(shown: str, allowed: Steps) -> ComparedToken:
    if not shown[0].isalnum():
        return ComparedToken(min(readings(shown, allowed & {"typography"}, between="mixed")), shown)
    key = shown.replace("\u00ad", "")
    if "typography" in allowed:
        key = re.sub(r"[’ʼ]", "'", re.sub(r"[‐‑]", "-", key))
        key = "".join(LIGATURES.get(character, character) for character in key)
    if "spelling" in allowed:
        key = "".join(OLD_SPELLING.get(character, character) for character in re.sub(r"[ъЪ](?=$|-)", "", key))
    return ComparedToken(key, shown)


def _rejoined(found: str, quotation: str) -> str:
    """The source's words with those broken at line ends joined, keeping the hyphen where the quotation has it."""

    def join(match: re.Match[str]) -> str:
        before = re.search(r"\w+$", found[: match.start()])
        after = re.match(r"\w+", found[match.end() :])
        parts = (before.group() if before else "", after.group() if after else "")
        return next((hyphen for hyphen in ("-", "- ") if hyphen.join(parts) in quotation), "")

    return _LINE_END.sub(join, found)


def _shown(tokens: list[ComparedToken]) -> str:
    text = ""
    for token in tokens:
        text += (" " if text and token.spaced else "") + token.shown
    return text


def _sentence(kind: str, ours: list[str], theirs: list[str], quoted: str, found: str) -> str:
    thing = named(kind)
    if not ours and not theirs:
        return say(
            "The difference makes or unmakes {thing}: “{quoted}” for “{found}”.",
            thing=thing,
            quoted=quoted,
            found=found,
        )
    if not ours:
        return say(
            "The quotation lacks {thing} that the source has: “{theirs}”.", thing=thing, theirs=", ".join(theirs)
        )
    if not theirs:
        return say(
            "The quotation has {thing} that the source does not have: “{ours}”.", thing=thing, ours=", ".join(ours)
        )
    if kind == "number" and is_same_number(" ".join(ours), " ".join(theirs)):
        return say(
            "The quotation writes a number otherwise: “{ours}” for “{theirs}”.",
            ours=" ".join(ours),
            theirs=" ".join(theirs),
        )
    return say(
        "The quotation changes {thing}: “{ours}” for “{theirs}”.",
        thing=thing,
        ours=", ".join(ours),
        theirs=", ".join(theirs),
    )


def is_same_number(one: str, other: str) -> bool:
    """Whether two are one whole number, its thousands parted by a comma, a space, an apostrophe, or not at all.

    A lone point is none of these: 12.500 may be twelve and a half.
    """
    ours, theirs = _whole_number(one), _whole_number(other)
    return ours != "" and ours == theirs


def _whole_number(written: str) -> str:
    """The digits of a whole number whose thousands are parted in threes by one sign throughout, or not parted."""
    parted = re.fullmatch(
        r"\d{1,3}([,'’ \u00a0\u202f\u2009])\d{3}(?:\1\d{3})*|\d{1,3}(?:\.\d{3}){2,}|\d+", written.strip()
    )
    return re.sub(r"\D", "", written) if parted else ""


def _changed_names(quoted: str, found: str, opening: frozenset[str], vocabulary: str) -> list[str]:
    initials = [[w for w in words_in(text) if len(w) == 1 and w.isupper()] for text in (quoted, found)]
    if initials[0] and initials[1] and initials[0] != initials[1]:
        return [
            say(
                "The quotation changes an initial: “{ours}” for “{theirs}”.",
                ours=" ".join(initials[0]),
                theirs=" ".join(initials[1]),
            )
        ]
    ours, theirs = ([word for word in words_in(text) if is_name(word)] for text in (quoted, found))
    lowered = {word.lower() for word in words_in(quoted)} | {word.lower() for word in words_in(found)}
    if not (ours and theirs) or ours == theirs or len(lowered) <= max(len(ours), len(theirs)):
        return []
    if all(word in opening and _only_opens(word, vocabulary) for word in ours):
        return []
    return [say("The quotation changes a name: “{ours}” for “{theirs}”.", ours=" ".join(ours), theirs=" ".join(theirs))]


def _only_opens(word: str, vocabulary: str) -> bool:
    """Whether the source has the word with a small letter, so that its capital need only be a sentence's first."""
    return re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", vocabulary) is not None


def _is_note_number(found: str) -> bool:
    return re.fullmatch(r"[\[(]?\s*(?:\d{1,3}|[¹²³⁰-⁹]+|\*{1,3}|[†‡])\s*[\])]?", found.strip()) is not None


def _is_mixed(word: str) -> bool:
    return re.search(r"[A-Za-z]", word) is not None and re.search(r"[А-Яа-яЁё]", word) is not None
