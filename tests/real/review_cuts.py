"""Cuts: where in the review a quotation stands, told by paragraph and by the few words at its two ends.

The review is its publisher's and no sentence of it may stand in this repository; a cut names a place instead, and the
words are taken from the file when the archive is made. A cut is written on one line:

    § 31: lengthy document                                   these very words
    § 31: organized by … V.N. Kaiurov | 1f2e3d4c             from the first words to the last ones
    §§ 30-31: a leading … state official                     over a break between paragraphs
    rogovin1993 p. 59 in § 27: [He] … after the other        a voice within the review
    denies § 15: …                                           with a stance
    omits § 7                                                a silence, which has no words

Paragraphs are counted here by blank lines, apart from the program's own reader, so that each is a check on the other;
the motto above the first paragraph is § 0. The eight digits are the beginning of the SHA-256 of the words cut out, so
that a changed file or a changed end of a cut is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

_FIRST_PARAGRAPH = "The publication in English"
_CUT = re.compile(
    r"(?:(?P<stance>affirms|denies|doubts|reports|omits) )?"
    r"(?:(?P<voice>\w+)(?: (?P<page>pp?\. [\d-]+))? in )?"
    r"§§? (?P<first>\d+)(?:-(?P<last>\d+))?(?:: (?P<start>.+?)(?: … (?P<end>.+?))?(?: \| (?P<digest>[0-9a-f]{8}))?)?"
)


class CutError(Exception):
    """A cut does not fit the text: the file changed, or the cut was written wrongly."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place in the review and how it is cited."""

    written: str
    stance: str
    voice: str  # key of the source that the review quotes there, if any
    voice_page: str
    first: int
    last: int
    start: str
    end: str
    digest: str

    def citation(self, key: str) -> str:
        """The citation in brackets, as a dossier has it; the motto stands above every paragraph and has no locator."""
        sign = f", §§ {self.first}-{self.last}" if self.last > self.first else f", § {self.first}" if self.first else ""
        within = f"@{key}{sign}"
        if self.voice:
            page = f", {self.voice_page}" if self.voice_page else ""
            within = f"@{self.voice}{page}, in {within}"
        stance = f"{self.stance} " if self.stance else ""
        return f"[{stance}{within}]"


def parse_cut(written: str) -> Cut:
    """Read a cut; CutError where it is none."""
    match = _CUT.fullmatch(written.strip())
    if match is None or (match["start"] is None) != (match["stance"] == "omits"):
        raise CutError(f"not a cut: {written}")
    first = int(match["first"])
    return Cut(
        written,
        match["stance"] or "",
        match["voice"] or "",
        match["page"] or "",
        first,
        int(match["last"] or first),
        match["start"] or "",
        match["end"] or "",
        match["digest"] or "",
    )


def paragraphs_of(path: Path) -> Mapping[int, str]:
    """The review's paragraphs by number; 0 is what stands above the first, its last paragraph only (the motto)."""
    text = normalize("NFC", path.read_text(encoding="utf-8"))
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]
    begins = next(i for i, block in enumerate(blocks) if block.startswith(_FIRST_PARAGRAPH))
    return dict(enumerate(blocks[begins - 1 :]))


def cut_out(cut: Cut, paragraphs: Mapping[int, str]) -> str:
    """The words at a cut's place; CutError where its ends do not stand there once, or the digest differs."""
    words = words_at(cut, paragraphs)
    if digest_of(words) != cut.digest:
        raise CutError(f"the words at “{cut.written}” are not those that were meant ({digest_of(words)})")
    return words


def words_at(cut: Cut, paragraphs: Mapping[int, str]) -> str:
    """The words at a cut's place, whatever its digest; the space between paragraphs becomes one blank."""
    try:
        text = " ".join(" ".join(paragraphs[n].split()) for n in range(cut.first, cut.last + 1))
    except KeyError as missing:
        raise CutError(f"there is no § {missing} for “{cut.written}”") from None
    if text.count(cut.start) != 1:
        raise CutError(f"“{cut.start}” stands {text.count(cut.start)} times in § {cut.first}: “{cut.written}”")
    start = text.index(cut.start)
    if not cut.end:
        return cut.start
    end = text.find(cut.end, start)
    if end < 0:
        raise CutError(f"“{cut.end}” does not follow in § {cut.first}: “{cut.written}”")
    return text[start : end + len(cut.end)]


def digest_of(words: str) -> str:
    """The eight digits by which a cut knows its words."""
    return sha256(words.encode()).hexdigest()[:8]


CUT_LINE = re.compile(r"(?P<margin> *> )(?P<cut>(?:[\w. -]+ )?§§? \d.*?)(?: \| [0-9a-f]{8})?")


def stamped(text: str, paragraphs: Mapping[int, str]) -> str:
    """A file of dossiers with the digest of every cut's words written behind it anew."""
    return "\n".join(_stamped_line(line, paragraphs) for line in text.split("\n"))


def _stamped_line(line: str, paragraphs: Mapping[int, str]) -> str:
    match = CUT_LINE.fullmatch(line)
    if match is None:
        return line
    cut = parse_cut(match["cut"])
    if not cut.start:
        return line
    return f"{match['margin']}{match['cut']} | {digest_of(words_at(cut, paragraphs))}"


def filled(text: str, paragraphs: Mapping[int, str], key: str) -> str:
    """The same file with the words in place of every cut, followed by their citation."""
    return "\n".join(_filled_line(line, paragraphs, key) for line in text.split("\n"))


def _filled_line(line: str, paragraphs: Mapping[int, str], key: str) -> str:
    match = CUT_LINE.fullmatch(line)
    if match is None:
        return line
    cut = parse_cut(line[match.end("margin") :])
    words = f"{cut_out(cut, paragraphs)} " if cut.start else ""
    return f"{match['margin']}{words}{cut.citation(key)}"
