"""`audit` on real books: faults planted in true quotations, and as many left true.

    python benchmarks/audit_faults.py FOLDER [FAULTS [SEED]] [--show]

FOLDER holds books in any format that is read; where one has no page numbers of its own, its pages are counted. Kinds of
fault: a word (another, put in, left out, two exchanged, a negation dropped), a number, a page, a source, an edge (cut
so that a "not", an "unless" or an "it is said that" falls away), and second hand (taken with its omission or its slip
from a secondary work, which is made here, while the note cites the book). True ones stand with marks as quoters set
them: omissions, a capital in brackets, a word put in, a last comma changed. Needs no archive; writes nothing.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from variorum.finding import Severity
from variorum.manuscript.audit import Audit, audit
from variorum.manuscript.findings import findings_of
from variorum.manuscript.reading import manuscript_of
from variorum.manuscript.shelf import open_shelf
from variorum.manuscript.works import Work
from variorum.quotation.critical_words import critical_in
from variorum.quotation.phrases import first_of
from variorum.quotation.reading_language import read_as
from variorum.quotation.texts import MemoryTexts
from variorum.record import Page

KINDS = ("word", "number", "page", "source", "edge", "second hand")
AFTER_A_STOP = r"(?<=[.!?]\s)(?<!\b[A-ZА-ЯЁ]\.\s)(?<!\b(?:Mr|Dr|St|Mt|Hr|им|гр)\.\s)(?<!\bMrs\.\s)"  # no abbreviation's
SENTENCE = re.compile(rf"{AFTER_A_STOP}[A-ZА-ЯЁÄÖÜ][^.!?“”«»\"\[\]…&]{{40,260}}[.!?](?=\s+[^\sa-zа-яёäöüß.…–—-])")
NOT_SAME = re.compile(
    r"\b(?:not|never|no|nor|neither|не|ни|никогда|нет|nicht|nie|niemals|kein\w*|weder)\b", re.IGNORECASE
)
OPENS = re.compile(
    r"^(?:It is (?:not true|said|claimed|doubtful|false|impossible) that|"
    r"(?:They|He|She|Some|We) (?:say|said|think|thought|pretend"
    r"|believed?|supposed?|claim(?:ed)?|deny|denied|feared?|hoped?) that|If|Unless|Говорят, что|Неверно, что|Если|"
    r"(?:Man (?:sagt|glaubt|behauptet)|Es (?:heißt|scheint|ist nicht wahr)), da(?:ß|ss)|Wenn|Falls)\s+",
)
CLOSES = re.compile(
    r",\s+(?:unless|except|if|but not|provided(?!\s+(?:with|as)\b)|если|кроме|но не|"
    r"falls|wenn nicht|ausgenommen|es sei denn|aber nicht)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+|(?<![\w.,])\d+(?![\w.,]?\d)")
FIGURES = "two three four five six seven eight nine ten twelve fifteen twenty thirty forty fifty sixty hundred thousand"
GERMAN = "zwei drei vier fünf sechs sieben acht neun zehn zwölf fünfzehn zwanzig dreißig vierzig hundert tausend"
RUSSIAN = "два три четыре пять шесть семь восемь девять десять двадцать тридцать сто тысяч"
SPELLED = {word: words.split() for words in (FIGURES, GERMAN, RUSSIAN) for word in words.split()}
BEARING = ("hedge", "denial", "condition", "exception", "unreal", "distancing")  # that the sense hangs on
TITLES = ("Harvest", "Ropes", "Barges", "Quays", "Mills", "Salt", "Crews")  # the words that end them
AUTHORS = ("Tomas", "Ulrik", "Vessel", "Wagner", "Young", "Zander", "Quist")
TURNS = {
    "en": ("As the author puts it, ", "One reads that ", "The book has: ", "It was said then: "),
    "de": ("Wie der Verfasser sagt: ", "Man liest, ", "Im Buch steht: "),
    "ru": ("В книге сказано: ", "По словам автора, ", "Тогда писали: "),
}
SET = {"en": "“{}”", "de": "„{}“", "ru": "«{}»"}
NOTED = {"en": "{}, *{}* (London, {}), {}.", "de": "{}: {}. Berlin {}, S. {}.", "ru": "{} {}. Л., {}. С. {}."}


@dataclass(frozen=True)
class Planted:
    """A quotation as the manuscript has it, with the book and page that its note cites, and the kind of fault."""

    kind: str
    words: str
    source: str
    page: str
    how: str = ""


class Books:
    """The books, their sentences, and the secondary work made of some of them."""

    def __init__(self, folder: Path, rnd: random.Random) -> None:
        shelf = open_shelf([folder])
        self.rnd = rnd
        contents = {}
        for key in shelf.sources():
            pages = shelf.pages(key)
            numbered = any(page.label for page in pages)
            contents[key] = tuple(pages if numbered else (replace(p, label=str(p.sequence)) for p in pages))
        self.works = [
            Work(key, "folder", f"{' '.join(re.findall('[a-z]+', key)).title()} {told}", (f"A. {name}",), "1920",
                 file=f"{key}.pdf")
            for key, name, told in zip(contents, AUTHORS, TITLES, strict=False)
        ]  # fmt: skip
        self.contents = {key: contents[key] for key in (work.key for work in self.works)}
        self.languages = {key: shelf.language(key) for key in self.contents}
        self.sentences = [
            (key, page.label, match.group())
            for key, pages in self.contents.items()
            for page in pages[1:]
            if re.fullmatch(r"[ivxlc\d]+", page.label)
            for match in SENTENCE.finditer(page.text)
            if "\n\n" not in match.group() and not match.group().isupper() and len(match.group().split()) > 7
        ]
        whole = Counter(" ".join(words.split()) for _, _, words in self.sentences)
        self.sentences = [one for one in self.sentences if whole[" ".join(one[2].split())] == 1]
        self.secondary: list[str] = []

    def pick(self, wanted: re.Pattern[str] | None = None) -> tuple[str, str, str]:
        """A sentence that has what is wanted: its source, page and words in one line."""
        while True:
            key, label, words = self.rnd.choice(self.sentences)
            plain = " ".join(
                re.sub(r"(?<=\w)[-\u00ad]\n(?=[a-zа-яё])", "", re.sub(r"(?<=\w)-\n(?=[A-ZА-ЯЁ])", "-", words)).split()
            )
            if wanted is None or wanted.search(plain):
                return key, label, plain

    def texts(self) -> MemoryTexts:
        """All, the secondary work among them."""
        pages = tuple(
            Page("secondary", n, str(n), "\n\n".join(self.secondary[at : at + 4]))
            for n, at in enumerate(range(0, len(self.secondary), 4), start=1)
        )
        return MemoryTexts({**self.contents, **({"secondary": pages} if pages else {})}, self.languages)


def true(books: Books) -> Planted:
    """A quotation as a careful quoter would have it."""
    key, label, words = books.pick()
    how = books.rnd.choice(("plain", "plain", "plain", "capital", "omission", "stop"))
    parts = words.split()
    if how == "capital":
        words = f"[{words[0].lower()}]{words[1:]}"
    elif how == "omission" and len(parts) > 14 and not NOT_SAME.search(words):
        left = " ".join(parts[5:8])
        with read_as(books.languages[key]):
            bears = critical_in(left) or any(first_of(one, left) for one in BEARING)
        if left == left.lower() and not bears:
            words = " ".join([*parts[:5], "[…]", *parts[8:]])
    elif how == "stop":
        words = words.rstrip(".")
    return Planted("true", words, key, label, how)


def word(books: Books) -> Planted:
    """A word exchanged, put in, left out, moved; or a negation dropped."""
    how = books.rnd.choice(("other", "put in", "left out", "exchanged", "negation"))
    key, label, words = books.pick(NOT_SAME if how == "negation" else None)
    parts = words.split()
    at = books.rnd.randrange(2, len(parts) - 2)
    if how == "negation":
        words = " ".join(re.sub(r"\s+", " ", NOT_SAME.sub("", words, count=1)).split())
    elif how == "exchanged":
        at = next((n for n in range(at, len(parts) - 2) if parts[n].lower() != parts[n + 1].lower()), 1)
        parts[at], parts[at + 1] = parts[at + 1], parts[at]
        words = " ".join(parts)
    else:
        fresh = re.sub(r"\W", "", books.rnd.choice(books.pick()[2].split()[1:])) or "velvet"
        bare = re.sub(r"\W", "", parts[at])
        if fresh.lower() == bare.lower():
            fresh = "velvet"
        changed = {
            "other": [fresh],
            "put in": [parts[at], fresh],
            "left out": [],
        }[how]
        words = " ".join([*parts[:at], *changed, *parts[at + 1 :]])
    return Planted("word", words, key, label, how)


def number(books: Books) -> Planted:
    """A figure or a number in words changed."""
    key, label, words = books.pick(re.compile(rf"{NUMBER.pattern}|\b(?:{'|'.join(SPELLED)})\b", re.IGNORECASE))
    found = NUMBER.search(words)
    if found:
        digits = found.group()
        how = books.rnd.choice(("digit", "zero"))
        if how == "zero" and not digits.startswith("1") and len(digits) > 1:
            fresh = f"{digits}0" if "," not in digits else digits.replace(",", "0,", 1)
        else:
            at = books.rnd.choice([n for n, letter in enumerate(digits) if letter.isdigit()])
            fresh = digits[:at] + str((int(digits[at]) + books.rnd.randint(1, 8)) % 9 + 1) + digits[at + 1 :]
            if fresh == digits:
                fresh = digits[:at] + ("7" if digits[at] != "7" else "4") + digits[at + 1 :]
        return Planted(
            "number", words[: found.start()] + fresh + words[found.end() :], key, label, f"{digits} to {fresh}"
        )
    spelled = re.search(rf"\b(?:{'|'.join(SPELLED)})\b", words, re.IGNORECASE)
    assert spelled is not None
    was = spelled.group().lower()
    fresh = books.rnd.choice([word for word in SPELLED[was] if word != was])
    return Planted("number", words[: spelled.start()] + fresh + words[spelled.end() :], key, label, spelled.group())


def page(books: Books) -> Planted:
    """Another page of the same book."""
    key, label, words = books.pick()
    labels = [page.label for page in books.contents[key]]
    at = labels.index(label)
    off = books.rnd.choice((-9, -3, -2, 2, 3, 10, 40))
    other = labels[(at + off) % len(labels)]
    if not re.fullmatch(r"[ivxlc\d]+", other) or abs(labels.index(other) - at) < 2:
        return page(books)
    return Planted("page", words, key, other)


def source(books: Books) -> Planted:
    """Another book."""
    key, label, words = books.pick()
    other = books.rnd.choice([work.key for work in books.works if work.key != key])
    return Planted("source", words, other, label)


def edge(books: Books) -> Planted:
    """A cut right after a word that governs what follows, or right before one that takes back."""
    how = books.rnd.choice(("opens", "closes", "negation"))
    wanted = {
        "opens": OPENS,
        "closes": CLOSES,
        "negation": re.compile(r"\b(?:not|never|не|nicht|nie)\s+\w+(?:\s+\S+){5,}"),
    }[how]
    key, label, words = books.pick(wanted)
    match = wanted.search(words)
    assert match is not None
    if how == "opens":
        return Planted("edge", words[match.end() :], key, label, how)
    if how == "closes" and len(words[: match.start()].split()) >= 5:
        return Planted("edge", words[: match.start()], key, label, how)
    cut = re.search(r"\b(?:not|never|не|nicht|nie)\s+", words)
    if cut is None or len(words[cut.end() :].split()) < 5:
        return edge(books)
    return Planted("edge", words[cut.end() :], key, label, "negation")


def second_hand(books: Books) -> Planted:
    """A quotation taken, down to its omission or slip, from the secondary work."""
    key, label, words = books.pick()
    parts = words.split()
    if len(parts) < 16:
        return second_hand(books)
    how = books.rnd.choice(("omission", "slip"))
    if how == "omission" and not NOT_SAME.search(words):
        words = " ".join([*parts[:6], ". . .", *parts[9:]])
    else:
        at = next((n for n in range(4, len(parts)) if parts[n].isalpha() and len(parts[n]) > 4), 4)
        words = " ".join([*parts[:at], parts[at][:-1] + ("n" if parts[at][-1] != "n" else "m"), *parts[at + 1 :]])
    books.secondary.append(f"Nobody has told it better. “{words}” So it was written then, and later repeated.")
    return Planted("second hand", words, key, label, how)


MAKERS = {"word": word, "number": number, "page": page, "source": source, "edge": edge, "second hand": second_hand}


def audited(planted: list[Planted], books: Books) -> tuple[Audit, dict[str, list[str]]]:
    """The audit of a manuscript made of these, and what was found of each quotation beyond notes."""
    works = {work.key: work for work in books.works}
    body, notes = [], []
    for n, one in enumerate(planted, start=1):
        work = works[one.source]
        said = books.languages[one.source][:2]
        said = said if said in SET else "en"
        body.append(f"{books.rnd.choice(TURNS[said])}{SET[said].format(one.words)}[^{n}]")
        notes.append(f"[^{n}]: {NOTED[said].format(work.authors[0], work.title, work.year, one.page)}")
    manuscript = manuscript_of("\n\n".join([*body, *notes]).encode(), "planted.md")
    secondary = Work("secondary", "folder", "Told Again", ("B. Later",), "1990", file="secondary.txt")
    made = audit(manuscript, books.texts(), [*books.works, secondary])
    told: dict[str, list[str]] = {}
    for finding in findings_of(made):
        if finding.severity > Severity.NOTE or finding.code == "M118":
            told.setdefault(str(finding.about[0]), []).append(f"{finding.code} {finding.message}")
    return made, told


def main(folder: Path, faults: int, seed: int, *, show: bool) -> None:
    """Plant, audit, count."""
    rnd = random.Random(seed)
    books = Books(folder, rnd)
    planted = [MAKERS[KINDS[n % len(KINDS)]](books) for n in range(faults)] + [true(books) for _ in range(faults)]
    rnd.shuffle(planted)
    began = time.process_time()
    made, told = audited(planted, books)
    by_note = {one.note: one for one in made.quotations if one.note}
    counted: Counter[tuple[str, bool]] = Counter()
    for n, one in enumerate(planted, start=1):
        checked = by_note.get(str(n))
        said = told.get(checked.id, []) if checked else []
        if one.kind != "edge":  # whose words they are is told of true quotations too, and is no reproach
            said = [line for line in said if not line.startswith("M118")]
        counted[one.kind, bool(said)] += 1
        if show and bool(said) == (one.kind == "true"):
            v = checked.verification if checked else None
            sys.stdout.write(
                f"[{one.kind}, {one.how}] {one.source} {one.page}: {one.words}\n"
                f"    {v and (v.verdict, v.place)} {said}\n"
            )
            for warning in v.warnings if v else ():
                sys.stdout.write(f"      warning: {warning}\n")
    caught = sum(counted[kind, True] for kind in KINDS)
    sys.stdout.write(
        f"{len(planted)} quotations of {len(books.works)} books, {time.process_time() - began:.1f} s of processor\n"
    )
    for kind in KINDS:
        sys.stdout.write(f"  {kind:12} caught {counted[kind, True]} of {counted[kind, True] + counted[kind, False]}\n")
    sys.stdout.write(f"  all          caught {caught} of {faults} ({caught / faults:.3f})\n")
    sys.stdout.write(
        f"  true         accused {counted['true', True]} of {counted['true', True] + counted['true', False]}\n"
    )


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if not word.startswith("--")]
    main(
        Path(given[0]), int(given[1]) if len(given) > 1 else 1000, int(given[2]) if len(given) > 2 else 7,
        show="--show" in sys.argv,
    )  # fmt: skip
