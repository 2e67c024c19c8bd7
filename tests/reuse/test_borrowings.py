"""Passages that stand in more than one source are found, tight to the word, wherever and however disturbed."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from variorum.evidence import Borrowing, Side
from variorum.finding import Refused
from variorum.record import Page
from variorum.reuse import Terms, find_borrowings

COMMON = ["of", "in", "the", "and", "to", "that", "by", "for", "with", "from", "upon", "under"]
ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "pr",
    "qu",
    "r",
    "s",
    "sh",
    "st",
    "t",
    "tr",
    "v",
    "w",
]
RUSSIAN_ONSETS = [
    "б",
    "в",
    "г",
    "гр",
    "д",
    "ж",
    "з",
    "к",
    "кл",
    "л",
    "м",
    "н",
    "п",
    "пр",
    "р",
    "с",
    "ст",
    "т",
    "тр",
    "ф",
    "х",
    "ч",
    "ш",
]
USUAL = Terms()
PASSAGE = (
    "The delegates of the lower town came to the bridge before it was light, carrying the banner that their mothers "
    "had sewn, and nobody among the guards would afterwards admit that he had let them pass."
)
RUSSIAN_PASSAGE = (
    "Делегаты нижнего города пришли к мосту до рассвета и принесли знамя, которое сшили их матери, и никто из "
    "караульных потом не признавался, что пропустил их на другой берег."
)


def made_up(words: int, *, seed: int, onsets: Sequence[str] = ONSETS, vowels: str = "aeiou") -> str:
    """Words that mean nothing and that no other seed makes in the same order."""
    dice = random.Random(seed)
    text = []
    for _ in range(words):
        syllables = "".join(dice.choice(onsets) + dice.choice(vowels) for _ in range(dice.randint(1, 4)))
        text.append(dice.choice(COMMON) if vowels == "aeiou" and dice.random() < 0.3 else syllables)
    return " ".join(text)


def cyrillic(words: int, *, seed: int) -> str:
    return made_up(words, seed=seed, onsets=RUSSIAN_ONSETS, vowels="аеиоуыя")


def source(key: str, *pages: str) -> tuple[str, list[Page]]:
    return key, [Page(key, number, str(number), text) for number, text in enumerate(pages, start=1)]


def found(*sources: tuple[str, list[Page]], terms: Terms = USUAL) -> list[Borrowing]:
    borrowings = list(find_borrowings(sources, terms=terms))
    pages = {key: {page.sequence: page.text for page in those} for key, those in sources}
    for one in borrowings:
        for side in (one.a, one.b):
            assert side.text == "\n".join(pages[s.source][s.page][s.start : s.end] for s in side.stretches)
    return borrowings


def place(side: Side) -> list[tuple[str, int, int, int]]:
    return [(s.source, s.page, s.start, s.end) for s in side.stretches]


def test_a_copied_passage_is_found_to_the_letter() -> None:
    before, after = made_up(200, seed=1), made_up(200, seed=2)
    (one,) = found(
        source("memoir", f"{before} {PASSAGE} {after}"),
        source("report", f"{made_up(150, seed=3)} {PASSAGE} {made_up(90, seed=4)}"),
    )
    assert (one.a.text, one.b.text, one.identity) == (PASSAGE[:-1], PASSAGE[:-1], 1.0)
    assert one.words == len(PASSAGE.split())


def test_a_passage_in_cyrillic_is_found_in_other_case_and_spelling() -> None:
    old = RUSSIAN_PASSAGE.replace("до рассвета", "до разсвѣта").upper()
    (one,) = found(
        source("a", f"{cyrillic(200, seed=1)} {RUSSIAN_PASSAGE} {cyrillic(200, seed=2)}"),
        source("b", f"{cyrillic(99, seed=3)} {old} {cyrillic(150, seed=4)}"),
    )
    assert (one.a.text, one.b.text) == (RUSSIAN_PASSAGE[:-1], old[:-1])


def test_a_passage_in_chinese_is_found() -> None:
    dice = random.Random(5)
    characters = [chr(0x4E00 + n) for n in range(0, 9000, 3)]
    text = ["".join(dice.choice(characters) for _ in range(400)) for _ in range(3)]
    shared = " ".join(text[2][at : at + 4] for at in range(0, 60, 4))
    (one,) = found(source("a", f"{text[0]} {shared} {text[0][::-1]}"), source("b", f"{text[1]} {shared}"))
    assert one.a.text == one.b.text == shared


@pytest.mark.parametrize("at", ["start", "end"])
def test_a_passage_at_the_edge_of_a_page_is_found(at: str) -> None:
    pages = (f"{PASSAGE} {made_up(250, seed=1)}", f"{made_up(250, seed=1)} {PASSAGE}")
    (one,) = found(source("a", pages[at == "end"]), source("b", f"{made_up(120, seed=2)}\n\n{PASSAGE}"))
    assert one.a.text == PASSAGE[:-1]


def test_a_passage_across_page_breaks_is_one_borrowing() -> None:
    words = PASSAGE.split()
    (one,) = found(
        source("a", f"{made_up(200, seed=1)} {' '.join(words[:12])}", f"{' '.join(words[12:])} {made_up(200, seed=2)}"),
        source("b", f"{made_up(100, seed=3)} {PASSAGE} {made_up(100, seed=4)}"),
    )
    assert [stretch.page for stretch in one.a.stretches] == [1, 2]
    assert one.a.text.split() == one.b.text.split()


def test_parts_in_another_order_are_each_found() -> None:
    first, second = f"{made_up(45, seed=7)}.", f"{made_up(60, seed=8)}."
    both = found(
        source("a", f"{made_up(100, seed=1)} {first} {second} {made_up(100, seed=2)}"),
        source("b", f"{made_up(80, seed=3)} {second} {first} {made_up(80, seed=4)}"),
    )
    assert [one.a.text for one in both] == [first[:-1], second[:-1]]


def test_a_few_words_left_out_or_put_in_do_not_part_a_passage() -> None:
    words = made_up(60, seed=9).split()
    shortened = " ".join([*words[:25], *words[29:40], "as", "everybody", "there", "knew", *words[40:]])
    (one,) = found(
        source("a", f"{made_up(100, seed=1)} {' '.join(words)} {made_up(100, seed=2)}"),
        source("b", f"{made_up(80, seed=3)} {shortened} {made_up(80, seed=4)}"),
    )
    assert (one.a.text, one.b.text) == (" ".join(words), shortened)


@pytest.mark.parametrize("seed", range(8))
def test_a_passage_is_found_through_the_noise_of_recognition(seed: int) -> None:
    dice = random.Random(seed)
    passage = made_up(40, seed=100 + seed)
    noisy = "".join(dice.choice("etaoinshr") if c != " " and dice.random() < 0.15 else c for c in passage)
    (one,) = found(
        source("a", f"{made_up(300, seed=1)} {passage} {made_up(300, seed=2)}"),
        source("b", f"{made_up(200, seed=3)} {noisy} {made_up(200, seed=4)}"),
    )
    assert abs(one.a.stretches[0].start - len(made_up(300, seed=1)) - 1) < 20
    assert len(one.a.text) > 0.8 * len(passage)


def test_unrelated_texts_have_nothing_in_common() -> None:
    texts = [source(f"en{n}", made_up(2000, seed=n), made_up(1000, seed=50 + n)) for n in range(6)]
    texts += [source(f"ru{n}", cyrillic(2000, seed=n)) for n in range(4)]
    assert found(*texts) == []


def test_the_order_in_which_sources_are_given_changes_nothing() -> None:
    sources = [source(f"s{n}", f"{made_up(300, seed=n)} {PASSAGE} {made_up(100, seed=30 + n)}") for n in range(4)]
    assert found(*sources) == found(*reversed(sources))
    assert len(found(*sources)) == 6


def test_sides_change_places_with_the_keys() -> None:
    texts = [f"{made_up(300, seed=n)} {PASSAGE.replace('nobody', word)} x" for n, word in enumerate(("none", "no one"))]
    (one,) = found(source("a", texts[0]), source("b", texts[1]))
    (other,) = found(source("a", texts[1]), source("b", texts[0]))
    assert (one.a.text, one.b.text, one.identity) == (other.b.text, other.a.text, other.identity)


def test_two_sources_of_one_key_are_refused_with_a_sentence() -> None:
    with pytest.raises(Refused, match="“a”"):
        found(source("a", PASSAGE), source("a", PASSAGE))


def test_a_repetition_within_one_source_is_found_only_where_asked_for() -> None:
    repeating = source("a", f"{made_up(100, seed=1)} {PASSAGE} {made_up(100, seed=2)}", f"{PASSAGE} And so on.")
    other = source("b", made_up(400, seed=3))
    assert found(repeating, other) == []
    (one,) = found(repeating, other, terms=Terms(within=True))
    assert [place(side)[0][1] for side in (one.a, one.b)] == [1, 2]


def test_what_is_new_compared_with_the_rest_gives_what_all_compared_at_once_gives() -> None:
    sources = [source(f"s{n}", f"{made_up(300, seed=n)} {PASSAGE[n:]} {made_up(200, seed=20 + n)}") for n in range(5)]
    whole = found(*sources)
    before = found(*sources[:3])
    new = list(find_borrowings(sources, fresh={"s3", "s4"}))
    assert sorted(map(repr, [*before, *new])) == sorted(map(repr, whole))


def test_shorter_passages_count_where_asked_for() -> None:
    phrase = "seven lanterns burned along the frozen harbour wall"
    sources = [source(key, f"{made_up(99, seed=n)} {phrase} {made_up(99, seed=9 + n)}") for n, key in enumerate("ab")]
    assert found(*sources) == []
    (one,) = found(*sources, terms=Terms(least_words=8))
    assert one.a.text == phrase


@pytest.mark.parametrize("sources", [[], [source("a")], [source("a", ""), source("b", " ", "")], [source("a", "x")]])
def test_little_or_nothing_gives_nothing(sources: list[tuple[str, list[Page]]]) -> None:
    assert found(*sources) == []


def test_sorting_in_many_rounds_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from variorum.reuse import sorting

    sources = [source(f"s{n}", f"{made_up(300, seed=n)} {PASSAGE[n:]} {made_up(200, seed=20 + n)}") for n in range(5)]
    at_once = found(*sources)
    monkeypatch.setattr(sorting, "_ROUND", 1000)
    monkeypatch.setattr(sorting, "_BUCKET", 64)
    assert found(*sources) == at_once
    assert len(at_once) == 10


def test_one_thread_finds_what_several_find() -> None:
    sources = [source(f"s{n}", f"{made_up(300, seed=n)} {PASSAGE} {made_up(200, seed=20 + n)}") for n in range(4)]
    assert found(*sources, terms=Terms(workers=1)) == found(*sources, terms=Terms(workers=3))
