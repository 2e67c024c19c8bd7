"""The index of candidate places: found again after saving, the same alone and in company, refused when damaged."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.quotation.verification import memory_texts, verify, verify_many
from variorum.record import Page
from variorum.text.lettering import fold, letters_of
from variorum.text.seeds import SeedIndex, Seeds

SYLLABLES = ["ka", "lo", "mi", "ре", "ту", "во", "sen", "dar", "пол", "ник"]


def prose(words: int, seed: int) -> str:
    rng = random.Random(seed)
    return " ".join("".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(words))


PAGES = {f"s{number}": [prose(200, 100 * number + page) for page in range(6)] for number in range(4)}


def index() -> SeedIndex:
    texts = memory_texts(PAGES)
    return SeedIndex(tuple(Seeds.of(key, texts.pages(key)) for key in texts.sources()))


@given(st.sampled_from(sorted(PAGES)), st.integers(0, 5), st.integers(0, 150), st.integers(12, 50))
def test_the_right_page_comes_first(source: str, page: int, start: int, length: int) -> None:
    quotation = " ".join(PAGES[source][page].split()[start : start + length])
    best = index().candidates(quotation)[0]
    assert best.source == source
    assert best.first <= page <= best.last


def test_many_at_once_find_what_each_finds_alone() -> None:
    quotations = [" ".join(PAGES["s1"][page].split()[10:40]) for page in range(6)]
    together = index().candidates_of([fold(letters_of(text).letters) for text in quotations])
    assert together == [index().candidates(text) for text in quotations]


def test_a_saved_segment_is_the_same_when_mapped(tmp_path: Path) -> None:
    texts = memory_texts(PAGES)
    made = Seeds.of("s2", texts.pages("s2"))
    made.save(tmp_path / "s2.seeds")
    mapped = Seeds.load(tmp_path / "s2.seeds")
    for name in ("letters", "pages", "hashes", "places"):
        assert (getattr(made, name) == getattr(mapped, name)).all()
    quotation = " ".join(PAGES["s2"][3].split()[20:40])
    assert SeedIndex((mapped,)).candidates(quotation) == SeedIndex((made,)).candidates(quotation)


@pytest.mark.parametrize("keep", [0, 7, 30, 500])
def test_a_damaged_segment_is_refused(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "s0.seeds"
    Seeds.of("s0", memory_texts(PAGES).pages("s0")).save(path)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(ValueError, match=r"seeds|short"):
        Seeds.load(path)


def test_an_empty_source_has_a_segment_too(tmp_path: Path) -> None:
    Seeds.of("empty", ()).save(tmp_path / "e.seeds")
    loaded = Seeds.load(tmp_path / "e.seeds")
    assert (loaded.source, len(loaded.letters)) == ("empty", 0)
    assert SeedIndex((loaded,)).candidates("anything that one may ask of it") == ()


def test_a_batch_answers_in_order_what_single_questions_answer() -> None:
    texts = memory_texts(PAGES)
    items = [
        {"quotation": " ".join(PAGES["s0"][1].split()[5:30])},
        {"quotation": " ".join(PAGES["s3"][2].split()[5:30]), "source": "s3", "page": "3"},
        {"quotation": "nothing of the kind was ever printed in any of these pages, not one word"},
        {"quotation": " ".join(PAGES["s3"][2].split()[5:30]), "source": "s3", "page": "5"},
    ]
    answers = list(verify_many(items, texts))
    assert [(a.verdict, a.place) for a in answers] == [
        ("verbatim", "not given"),
        ("verbatim", "as cited"),
        ("absent", "not given"),
        ("verbatim", "elsewhere"),
    ]
    assert answers[0] == verify(items[0]["quotation"], texts)


def test_a_quotation_of_ten_thousand_words_is_verified_whole() -> None:
    pages = [prose(400, number) for number in range(30)]
    words = " ".join(pages).split()
    texts = memory_texts({"long": pages})
    found = verify(" ".join(words[100:10_100]), texts, source="long")
    assert (found.verdict, len(found.segments)) == ("verbatim", 26)
    words[5000] = "zeppelin"
    changed = verify(" ".join(words[100:10_100]), texts, source="long")
    assert changed.verdict == "altered"
    assert [difference.quoted for difference in changed.differences] == ["zeppelin"]


def test_a_refrain_is_found_though_its_seeds_stand_everywhere() -> None:
    refrain = "And the mill by the river went round and round until the winter ended."
    pages = [Page("song", n, str(n), f"Verse {n} was sung. {refrain} Then came another.") for n in range(1, 140)]
    index = SeedIndex((Seeds.of("song", pages), Seeds.of("other", [Page("other", 1, "1", "Nothing of it is here.")])))
    found = index.candidates(refrain)
    assert found
    assert {candidate.source for candidate in found} == {"song"}
    assert not index.candidates("Nobody has ever written these words down on any page of any book whatever.")
