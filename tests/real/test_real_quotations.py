"""The quotations that An Anarchist FAQ makes from the books, through `quote --batch` as a user would ask it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

import making_the_review_archive as making
import pytest

from variorum.archive.folder import Archive, open_archive
from variorum.pipeline import Built
from variorum.pipeline.lookup import desk

pytestmark = pytest.mark.real

# A quotation that the list gives to a book where only its first words stand, which are anybody's: it is Luigi Fabbri's,
# as its own citation says, and Fabbri is not held.
NOT_OF_THAT_BOOK = "the essence of the state . . . [is] centralised power"


@dataclass(frozen=True, slots=True)
class Asked:
    """One quotation of the list, the source that the list says it is from, and the answer."""

    quotation: str
    citation: str
    source: str
    whole: bool  # the list's own match found every piece word for word
    answer: Mapping[str, object]

    @property
    def verdict(self) -> str:
        return str(self.answer["verdict"])


def _asked(archive: Archive, data: Path, *, every: int = 1, **more: str) -> list[Asked]:
    listed = json.loads((data / "quotations" / "afaq-dev.json").read_text(encoding="utf-8"))[::every]
    keys = {Path(file).stem: key for file, key in making.keys_by_file(archive, data).items()}
    lines = [json.dumps({"quotation": one["quotation"], **more}, ensure_ascii=False) for one in listed]
    command = [sys.executable, "-m", "variorum", "quote", "-C", str(archive.root), "--batch", "-"]
    done = subprocess.run(command, input="\n".join(lines).encode(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [answer["quotation"] for answer in answers] == [one["quotation"] for one in listed]
    return [
        Asked(
            one["quotation"],
            one["citation"],
            keys[one["source"]],
            one["segments"] == one["segments_verbatim"],
            answer,
        )
        for one, answer in zip(listed, answers, strict=True)
    ]


@pytest.fixture(scope="module")
def asked(built: Built, data: Path) -> list[Asked]:
    """Every quotation asked of the whole archive, no source given."""
    return _asked(open_archive(built.front_page.parents[1]), data)


@pytest.fixture(scope="module")
def books(built: Built, data: Path) -> Mapping[str, str]:
    """The letters and digits of each book, as the test folds them, by key."""
    import variorum.catalogue.store as store

    with store.open_catalogue(built.front_page.parents[1] / ".catalogue", read_only=True) as catalogue:
        return {key: _letters(" ".join(page.text for page in catalogue.pages(key))) for key in catalogue.sources()}


def test_there_are_as_many_answers_as_questions(asked: Sequence[Asked]) -> None:
    assert len(asked) == 74
    assert sum(one.whole for one in asked) == 62


def test_what_stands_word_for_word_is_verbatim_or_marked(asked: Sequence[Asked]) -> None:
    """Unless what differs is case or punctuation, which the list's match folded and a historian may not."""
    for one in asked:
        if one.whole and one.verdict not in ("verbatim", "marked"):
            assert one.verdict == "altered", one
            unmarked = [pair for pair in _differences(one) if not pair[0].startswith("[")]
            assert unmarked, one
            for quoted, found in unmarked:
                assert _letters(quoted) == _letters(found), (one.quotation, quoted, found)


def test_what_is_changed_is_found_all_the_same(asked: Sequence[Asked]) -> None:
    for one in asked:
        if not one.whole and not one.quotation.startswith(NOT_OF_THAT_BOOK):
            assert one.verdict in ("altered", "stitched", "marked"), one


def test_what_no_book_says_is_absent(asked: Sequence[Asked]) -> None:
    foreign = [one for one in asked if one.quotation.startswith(NOT_OF_THAT_BOOK)]
    assert [one.verdict for one in foreign] == ["absent"]
    assert "Fabbri" in foreign[0].citation


def test_each_is_found_in_the_book_that_it_is_from(asked: Sequence[Asked]) -> None:
    for one in asked:
        if one.verdict != "absent":
            assert one.answer["source"] == one.source, one


def test_no_verdict_says_more_than_the_book_does(asked: Sequence[Asked], books: Mapping[str, str]) -> None:
    """Held against a plain search, letter for letter: each stretch between the quoter's marks stands in the book."""
    for one in asked:
        if one.verdict == "verbatim":
            assert _letters(one.quotation, case=True) in _cased(one, books), one
        if one.verdict == "marked":
            for piece in re.split(r"\[[^\]]*\]|\. ?\. ?\.|…", one.quotation):
                assert _letters(piece) in books[one.source], (piece, one)


def test_what_was_found_is_given_from_the_page(asked: Sequence[Asked], books: Mapping[str, str]) -> None:
    for one in asked:
        if one.verdict == "verbatim":
            assert _letters(str(one.answer["found"])) in books[one.source]
            assert one.answer["differences"] == []


def test_a_page_of_another_edition_is_not_said_to_be_right(built: Built, data: Path) -> None:
    """The FAQ cites printed pages; none of the files here has any, and a verdict must not pretend that it looked."""
    for one in _asked(open_archive(built.front_page.parents[1]), data, every=6, page="61"):
        assert one.answer["place"] != "as cited", one


def _differences(one: Asked) -> list[tuple[str, str]]:
    differences = one.answer["differences"]
    assert isinstance(differences, list)
    return [(str(difference["quoted"]), str(difference["found"])) for difference in differences]


def _cased(one: Asked, books: Mapping[str, str]) -> str:
    return _letters(str(one.answer["found"]), case=True)


def _letters(text: str, *, case: bool = False) -> str:
    """Letters and digits alone; `case` keeps capital letters apart, but for the first."""
    kept = "".join(letter for letter in normalize("NFKC", text) if letter.isalnum())
    return kept[:1].casefold() + kept[1:] if case else kept.casefold()


@pytest.mark.parametrize("change", ["not", "letter", "swap"])
def test_a_word_changed_in_a_quotation_is_never_let_pass(built: Built, change: str) -> None:
    """The one unforgivable error, tried on what the dossiers quote: a word more, a letter other, two words turned."""
    quotations = sorted({one.verification.quotation for one in built.record.quotations})
    long = [quotation for quotation in quotations if len(quotation.split()) >= 6][::5]
    assert len(long) > 25
    with desk(open_archive(built.front_page.parents[1])) as at:
        for quotation in long:
            changed = _changed(quotation, change)
            found = at.verify(changed, source="peters2019")
            assert found.verdict not in ("verbatim", "marked"), (changed, found)


def _changed(quotation: str, change: str) -> str:
    words = quotation.split()
    middle = next(i for i in range(len(words) // 2, len(words)) if words[i].isalpha() and words[i] != words[i - 1])
    word = words[middle]
    if change == "not":
        words[middle:middle] = ["not"]
    elif change == "letter":
        words[middle] = word[:-1] + ("x" if word[-1] != "x" else "y")
    else:
        words[middle - 1 : middle + 1] = [word, words[middle - 1]]
    return " ".join(words)
