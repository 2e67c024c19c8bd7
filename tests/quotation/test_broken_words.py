"""Words that a line's end, a shy hyphen or a sign that nobody sees breaks weigh as much as whole ones."""

from __future__ import annotations

import pytest

from variorum.evidence import Verification
from variorum.quotation.verification import MemoryTexts, verify
from variorum.record import Page
from variorum.text.unseen_signs import HARMLESS


def held(quotation: str, *pages: str, language: str = "en") -> Verification:
    texts = tuple(Page("s", number, str(number), page) for number, page in enumerate(pages, start=1))
    return verify(quotation, MemoryTexts({"s": texts}, {"s": language}), source="s")


_OMITTED = (
    ("en", "He did never| vote for the motion.", "nev|er", "He did … vote for the motion."),
    ("en", "He was allegedly| shot in the yard.", "alleg|edly", "He was … shot in the yard."),
    ("de", "Er hat keine| Stimme für den Antrag gegeben.", "kei|ne", "Er hat … Stimme für den Antrag gegeben."),
    ("ru", "Было нельзя| голосовать за предложение.", "нель|зя", "Было […] голосовать за предложение."),
)
_BEFORE = (
    ("en", "They were without| any right called to vote there.", "with|out", "called to vote there."),
    ("en", "He denied| that the men were shot.", "de|nied", "the men were shot."),
    ("en", "Perhaps| the men were shot.", "Per|haps", "the men were shot."),
    ("de", "Angeblich| wurden die Männer erschossen.", "Angeb|lich", "die Männer erschossen."),
    ("ru", "Он отрицал|, что людей расстреляли во дворе.", "отри|цал", "людей расстреляли во дворе."),
    ("ru", "Якобы| людей расстреляли во дворе.", "Яко|бы", "людей расстреляли во дворе."),
)


@pytest.mark.parametrize("sign", ["-\n", "¬\n", "\u00ad\n", "\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])
@pytest.mark.parametrize(("language", "text", "broken", "quotation"), [*_OMITTED, *_BEFORE])
def test_a_broken_word_is_told_of_as_a_whole_one(
    language: str, text: str, broken: str, quotation: str, sign: str
) -> None:
    whole = held(quotation, text.replace("|", ""), language=language)
    assert whole.warnings
    found = held(quotation, text.replace(broken.replace("|", "") + "|", broken.replace("|", sign)), language=language)
    assert (found.verdict, list(map(str, found.warnings))) == (whole.verdict, list(map(str, whole.warnings)))


def test_a_negation_that_a_page_end_breaks_is_told_of() -> None:
    found = held("vote for the motion.", "We know it well now. He did nev-", "er vote for the motion.")
    assert any("never" in str(warning) for warning in found.warnings)


_TURNING = "\u200f\u061c\u202b\u202d\u202e\u2067"  # read by whoever sees the page in another order, in Latin letters
_ONE_OF_EACH_RUN = sorted(
    {*HARMLESS[::9], *"\u00ad\u180e\u200b\u200c\u200d\u200e\u2060\u2061\u2062\u2063\u2064\ufe0f\ufeff"} - {*_TURNING}
)


@pytest.mark.parametrize("sign", _ONE_OF_EACH_RUN)
def test_no_sign_that_nobody_sees_parts_a_word(sign: str) -> None:
    text = f"The com{sign}mittee was un{sign}faithful to the cause."
    assert held("faithful to the cause.", text).verdict == "altered"
    found = held("The committee was unfaithful to the cause.", text)
    assert (found.verdict, found.levelled) == ("verbatim", ("layout",))
    assert held(text, "The committee was unfaithful to the cause.").verdict == "verbatim"
    assert held(text, "The committee was faithful to the cause.").verdict == "altered"


@pytest.mark.parametrize("sign", sorted({*_ONE_OF_EACH_RUN, *_TURNING}))
def test_no_sign_that_nobody_sees_hides_a_word_that_weighs(sign: str) -> None:
    left_out = held("He did … vote for the motion.", f"He did ne{sign}ver vote for the motion.")
    assert any("never" in str(warning) for warning in left_out.warnings)
    altered = held("He did vote for the motion.", f"He did no{sign}t vote for the motion.")
    assert altered.verdict == "altered"
    assert any("negation" in str(warning) for warning in altered.warnings)


def test_where_signs_join_letters_in_writing_they_tell_words_apart() -> None:
    letter, names = "این نامه\u200cای برای دوستان ما است", "این نام\u200cهای برای دوستان ما است"
    assert held(letter, letter, language="fa").verdict == "verbatim"
    assert held(names, letter, language="fa").verdict == "altered"


@pytest.mark.parametrize(
    ("quotation", "verdict"),
    [
        ("He went home …?", "altered"),
        ("He went home … !", "altered"),
        ("He went home [to Paris]?", "altered"),
        ("Nobody knew […]?", "altered"),
        ("Why did he go …?", "marked"),
        ("Why did Mr. Venn [the elder]?", "altered"),
        ("Why did he go to Paris [in May]?", "marked"),
        ("The house stood …!", "marked"),
        ("He went home [!]", "marked"),
    ],
)
def test_a_question_that_the_source_does_not_ask_is_not_passed_behind_a_mark(quotation: str, verdict: str) -> None:
    text = "He went home. Why did he go to Paris? Nobody knew it then. The house stood empty! Why did Mr. Venn stay?"
    assert held(quotation, text).verdict == verdict


def test_a_vowel_set_apart_by_an_unseen_sign_is_another_word_in_mongolian() -> None:
    apart, together = "энэ бол ᠬᠠᠷ\u180eᠠ морь юм", "энэ бол ᠬᠠᠷᠠ морь юм"
    assert held(apart, apart, language="mn").verdict == "verbatim"
    assert held(together, apart, language="mn").verdict == "altered"
