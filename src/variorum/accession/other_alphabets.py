"""Texts in one-byte encodings that are neither Russian nor Western: Central European, Greek, Turkish, Baltic.

Their bytes are read in the encoding under which the letters beyond ASCII are those of the language that the text's
plain words tell (`language_told`). Where no encoding makes them so, nothing is said, and the caller tells the doubt: a
text in the wrong letters must never pass in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from variorum.accession.language_told import language_of
from variorum.languages.registry import of_every_language

SAMPLE = 200_000  # bytes that are looked at
SURE = 0.97  # of the letters beyond ASCII that are the language's own

_GREEK = ("cp1253", "iso8859-7")
_GREEK_LETTERS = re.compile("[\u0386-\u03ce]")
_HIGH = re.compile(r"[^\x00-\x7f]")
_PRINTED = frozenset("«»„“”‘’–—…№§©°·•†±®™¿¡£€\u00a0´¨")
_SIGN_IN_WORD = re.compile("(?<=[a-zà-ÿ])[¡-¿×÷](?=[a-zà-ÿ])|(?<=[a-zà-ÿ])[¢£¥¦³¹¼½¾¶¿±](?![^\\W\\d_])")


@dataclass(frozen=True, slots=True)
class Alphabet:
    """An encoding, the share of the text's letters beyond ASCII that are the language's under it, and the language."""

    encoding: str
    share: float
    language: str


def other_alphabet(data: bytes) -> Alphabet | None:
    """The encoding of a text that is neither Russian nor Western; None where none makes it a known language."""
    sample = data[:SAMPLE]
    return _greek(sample) or _latin(sample)


def looks_misread(text: str) -> bool:
    """Whether a text read as Western has signs within its words that no Western word has ("z³y", "mi³oœæ")."""
    words = len(_HIGH.findall(text[:SAMPLE]))
    return words > 0 and len(_SIGN_IN_WORD.findall(text[:SAMPLE])) > 0.05 * words


def _greek(sample: bytes) -> Alphabet | None:
    found = []
    for encoding in _GREEK:
        text = sample.decode(encoding, "replace")
        high = [letter for letter in _HIGH.findall(text) if letter not in _PRINTED]
        share = sum(1 for letter in high if _GREEK_LETTERS.match(letter)) / len(high) if high else 0.0
        if share > 0.9 and language_of([text]) == "el":
            found.append(Alphabet(encoding, share, "el"))
    return max(found, key=lambda alphabet: alphabet.share, default=None)


def _latin(sample: bytes) -> Alphabet | None:
    """A language by words of which most are read alike in all Latin encodings, then the encoding by its letters."""
    found: list[Alphabet] = []
    for encoding in ("cp1250", "cp1254", "cp1252"):
        language = language_of([sample.decode(encoding, "replace")])
        known = of_every_language("recognising").get(language, {})
        for candidate in known.get("encodings", ()):
            share = _own_share(sample.decode(candidate, "replace"), known["letters"])
            found.append(Alphabet(candidate, share, language))
    best = max(found, key=lambda alphabet: alphabet.share, default=None)
    if best is None:
        return None
    letters = of_every_language("recognising")[best.language]["letters"]
    if best.share <= _own_share(sample.decode("cp1252", "replace"), letters):
        return None
    return best if best.share > 0.7 else None


def _own_share(text: str, letters: str) -> float:
    high = [letter.lower() for letter in _HIGH.findall(text) if letter not in _PRINTED]
    return sum(1 for letter in high if letter in letters) / len(high) if high else 0.0
