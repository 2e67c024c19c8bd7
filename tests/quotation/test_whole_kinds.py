"""What is cut, passed over or put in is told, whole kinds of it; honest marks and cuts pass without a word."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.evidence import Verification
from variorum.quotation.differences import is_same_number
from variorum.quotation.verification import memory_texts, verify

KINDS: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "whole_kinds.toml").read_text(encoding="utf-8")
)
NO_REPROACH = ("The quotation is too short", "The quotation closes with", "Within the source", "Passed over")
TAKING_BACK = ("anything but", "far from", "by no means", "not", "never quite", "allegedly", "in no way", "no longer")
SPACES = (" ", "\u00a0", "\u2009", "\u202f", "\u2007")


def _cases(which: str) -> list[Any]:
    return [
        pytest.param(kind["pages"], words, id=f"{name}-{number}")
        for name, kind in KINDS.items()
        for number, words in enumerate(kind.get(which, ()), start=1)
    ]


def _found(pages: list[str], words: str) -> tuple[Verification, list[str]]:
    found = verify(words, memory_texts({"s": pages}), source="s")
    return found, [warning for warning in found.warnings if not warning.startswith(NO_REPROACH[:2])]


@pytest.mark.parametrize(("pages", "words"), _cases("told"))
def test_what_is_cut_or_put_in_is_told(pages: list[str], words: str) -> None:
    found, said = _found(pages, words)
    assert found.verdict not in ("verbatim", "marked") or said, found


@pytest.mark.parametrize(("pages", "words"), _cases("clean"))
def test_what_is_honest_passes_without_reproach(pages: list[str], words: str) -> None:
    found, said = _found(pages, words)
    assert found.verdict in ("verbatim", "marked"), found
    assert not [warning for warning in said if not warning.startswith(NO_REPROACH)], found


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(SPACES), st.booleans())
def test_a_number_cut_at_the_space_of_its_thousands_never_passes(
    thousands: int, rest: int, space: str, first: bool
) -> None:
    text = f"In that year the mill paid {thousands}{space}{rest:03} roubles to its weavers."
    words = f"{rest:03} roubles to its weavers" if first else f"the mill paid {thousands}"
    assert verify(words, memory_texts({"s": text}), source="s").verdict not in ("verbatim", "marked")


@given(st.sampled_from(TAKING_BACK), st.sampled_from(["mill", "river", "road"]), st.integers(2, 6))
def test_a_bracket_that_takes_back_is_never_a_mark(phrase: str, thing: str, at: int) -> None:
    words = f"They said then that the {thing} was quiet all night.".split()
    text = " ".join(words)
    quoted = " ".join([*words[:at], f"[{phrase}]", *words[at:]])
    assert verify(quoted, memory_texts({"s": text}), source="s").verdict not in ("verbatim", "marked")


@given(
    st.sampled_from(["un", "dis", "mis", "in"]),
    st.sampled_from("-\u00ad\u2010¬"),
    st.sampled_from(["", "\n12", "\n— 12 —"]),
    st.sampled_from(["", "THE RISING\n\n", "13\n\n"]),
)
def test_half_a_word_broken_over_a_page_is_no_word(prefix: str, hyphen: str, foot: str, head: str) -> None:
    pages = [f"It was the work of a man {prefix}{hyphen}{foot}", f"{head}formed by all that he had seen."]
    assert verify("formed by all that he had seen", memory_texts({"s": pages}), source="s").verdict == "altered"


def test_a_head_that_was_passed_over_is_named() -> None:
    pages = [
        f"THE RISING OF THE WEST\n\n{text}" for text in ("He came with ten", "men of the north and left in", "May.")
    ]
    found = verify("He came with ten men of the north and left in May.", memory_texts({"s": pages}), source="s")
    assert (found.verdict, found.passed_over) == ("verbatim", ("THE RISING OF THE WEST",))


@pytest.mark.parametrize(
    ("text", "words", "frame", "voice"),
    [
        ("It was false that the tsar had fled.", "the tsar had fled", "denied", ""),
        ("The envoy claims that the army was beaten.", "the army was beaten", "reported", "The envoy claims that"),
        ("He allegedly stole the bread.", "stole the bread", "supposed", ""),
        ("“We demand bread!” cried the women.", "We demand bread", "reported", "cried the women"),
        ("Петров утверждает, что город сдан без боя.", "город сдан без боя", "reported", "Петров утверждает, что"),
        ("«Мы требуем хлеба!» – кричали женщины.", "Мы требуем хлеба", "reported", "кричали женщины"),
        ("The mill stood still in May.", "The mill stood still", "stated", ""),
    ],
)
def test_a_verdict_says_how_the_source_puts_the_words(text: str, words: str, frame: str, voice: str) -> None:
    found = verify(words, memory_texts({"s": text}), source="s")
    assert (found.frame, found.voice) == (frame, voice)


def test_the_differences_shown_are_the_real_ones() -> None:
    texts = memory_texts(
        {"s": "The guild—one may say—was like the clan. The rights of children/\nadolescents were few."}
    )
    invisible = verify("The guild\u2060—one must say\u2060—was like the clan.", texts, source="s")
    assert [(one.quoted, one.found) for one in invisible.differences] == [("must", "may")]
    spaced = verify("The rights of children/adolescents were few.", texts, source="s")
    assert [(one.quoted, one.found) for one in spaced.differences] == [
        ("children/adolescents were", "children/ adolescents were")
    ]


@pytest.mark.parametrize("gloss", ["partisan", "party", "particular", "partner", "peasant", "armed", "партийном"])
def test_a_gloss_between_brackets_is_the_quoter_s_own_and_marked(gloss: str) -> None:
    text = "He would address them on the purposes of the povstantsi movement, and distribute his literature."
    found, said = _found([text], f"address them on the purposes of the povstantsi [{gloss}] movement")
    assert found.verdict == "marked"
    assert said


@pytest.mark.parametrize(
    "word", ["A council met at the mill", "В мае мельница стояла пустой", "I saw the barges go by"]
)
def test_a_first_word_of_one_letter_made_small_in_a_bracket_is_marked_and_nothing_is_said(word: str) -> None:
    found, said = _found([f"The year was hard. {word} and nobody came."], f"[{word[0].lower()}]{word[1:]}")
    assert (found.verdict, said) == ("marked", [])


@given(
    st.integers(1_000, 9_999_999), st.sampled_from([*SPACES[:4], ",", "’", ""]), st.sampled_from([" ", ",", "'", ""])
)
def test_a_number_whose_thousands_are_parted_otherwise_is_the_same_number_and_never_verbatim(
    number: int, ours: str, theirs: str
) -> None:
    written = [f"{number:,}".replace(",", sign) for sign in (ours, theirs)]
    assert is_same_number(*written)
    if written[0].replace("’", "'") != written[1] and not {ours, theirs} <= set(SPACES):
        found = verify(f"they paid {written[0]} roubles", memory_texts({"s": f"Then they paid {written[1]} roubles."}))
        assert found.verdict == "altered", found


@pytest.mark.parametrize("other", ["125,00", "1 250", "12.500", "1,2500", "12,5000", "125 00", "12,500.5", "-12,500"])
def test_the_same_figures_in_another_number_are_not_the_same_number(other: str) -> None:
    assert not is_same_number("12,500", other)
    found = verify(f"they paid {other} roubles", memory_texts({"s": "Then they paid 12,500 roubles."}))
    assert found.verdict == "altered"
    assert not any("writes a number otherwise" in warning for warning in found.warnings)


def test_a_heading_at_a_page_s_head_with_a_sentence_over_it_stays_altered_and_is_said_to_stand_alone_there() -> None:
    pages = ["It was late and the council resolved that all the", "Part Two\n\ngrain be shared among the weavers."]
    found = verify("the council resolved that all the grain be shared among", memory_texts({"s": pages}), source="s")
    assert (found.verdict, [difference.found for difference in found.differences]) == ("altered", ["Part Two"])
    assert any("stands alone at the edge of a page" in warning for warning in found.warnings)


@pytest.mark.parametrize("line", ["shall not\n", "Part Two\ngrain"])
def test_a_line_that_runs_on_at_a_page_s_head_is_never_said_to_be_a_heading(line: str) -> None:
    pages = ["It was late and the council resolved that all the", f"{line} be shared among the weavers of the town."]
    found = verify(
        "the council resolved that all the be shared among the weavers", memory_texts({"s": pages}), source="s"
    )
    assert found.verdict == "altered"
    assert not any("alone at the edge" in warning for warning in found.warnings)


@pytest.mark.parametrize("dash", ["--", "—", " – ", "…", "/"])
@pytest.mark.parametrize("word", ["Ponce", "Once", "Willows", "Мельник"])
def test_a_capital_in_a_bracket_is_marked_whatever_dash_follows_its_word(word: str, dash: str) -> None:
    found, said = _found(
        [f"So it was. {word}{dash}and nobody else had seen it."], f"[{word[0].lower()}]{word[1:]}{dash}and nobody"
    )
    assert (found.verdict, said) == ("marked", [])


@pytest.mark.parametrize("dash", ["--", "—", "/"])
def test_a_bracket_in_a_word_before_a_dash_still_makes_no_other_word_of_it(dash: str) -> None:
    found, _ = _found(
        [f"The goods were imported{dash}and nobody saw it."], f"The goods were [ex]ported{dash}and nobody saw it"
    )
    assert found.verdict == "altered"


@pytest.mark.parametrize("rest", ["’d like to know", "’m sure of it now", "’ve seen the barges"])
def test_a_letter_in_a_bracket_before_an_apostrophe_is_a_word_s_first(rest: str) -> None:
    found, said = _found([f"So it was. I{rest} when the barges come."], f"[i]{rest} when the barges come")
    assert (found.verdict, said) == ("marked", [])


def test_a_negation_that_opens_the_next_speech_is_not_the_quotation_s() -> None:
    found, said = _found(
        ["“He sat in the president’s chair. ‘No,’ he said, ‘not yet.’”"], "He sat in the president’s chair."
    )
    assert found.verdict == "verbatim"
    assert not any("negation" in warning for warning in said)
