"""What must hold for every quotation: slices are verbatim, and no unmarked change of a word ever is."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from variorum.quotation.verification import MemoryTexts, as_json, memory_texts, verify
from variorum.record import Page

ENGLISH = re.findall(
    r"\S+",
    "the party did not agree that any of its members should vote for 1931 or against Halloran and nobody said never "
    "again until all were gone from well-known Ostby where café stood he could not have been able unable two twelve",
)
RUSSIAN = re.findall(
    r"\S+",
    "партия не согласилась что никто из её членов не должен был голосовать за Рютина или против съезда в 1932 году "
    "где-то ещё мой моих всё никогда без двенадцать подъезд ёлка чтобы было нельзя сказать",
)
STOPS = ("", "", "", "", ",", ".", ";", ":", " —", "!", "?")
SEPARATORS = (" ", " ", " ", " ", "\n", "  ", "\n\n")


@st.composite
def texts(draw: st.DrawFn, least: int = 12, most: int = 60) -> str:
    words = draw(st.sampled_from((ENGLISH, RUSSIAN)))
    count = draw(st.integers(least, most))
    pieces = []
    for _ in range(count):
        pieces.append(draw(st.sampled_from(words)) + draw(st.sampled_from(STOPS)) + draw(st.sampled_from(SEPARATORS)))
    return "".join(pieces).strip()


def words_of(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\w+(?:-\w+)*", text)]


def letters(text: str) -> str:
    return " ".join(re.findall(r"\w+(?:-\w+)*", text))


@st.composite
def sliced(draw: st.DrawFn, least: int = 1) -> tuple[str, str]:
    text = draw(texts(least=max(12, least)))
    spans = words_of(text)
    first = draw(st.integers(0, len(spans) - least))
    last = draw(st.integers(first + least - 1, len(spans) - 1))
    return text, text[spans[first][0] : spans[last][1]]


@settings(max_examples=60)
@given(sliced())
def test_a_slice_of_whole_words_is_verbatim_letter_for_letter(given_text: tuple[str, str]) -> None:
    text, quotation = given_text
    found = verify(quotation, memory_texts({"s": text}), source="s")
    assert (found.verdict, found.levelled) == ("verbatim", ())
    assert found.found == quotation


@settings(max_examples=60)
@given(sliced(), st.integers(1, 6))
def test_a_slice_over_pages_is_verbatim_and_its_segments_are_its_words(given_text: tuple[str, str], parts: int) -> None:
    text, quotation = given_text
    spans = words_of(text)
    cuts = sorted({spans[len(spans) * part // parts][0] for part in range(1, parts)} - {0})
    pages = [text[a:b].strip() for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    store = memory_texts({"s": [page for page in pages if page]})
    found = verify(quotation, store, source="s")
    assert found.verdict == "verbatim"
    joined = " ".join(store.pages("s")[s.page - 1].text[s.start : s.end] for s in found.segments)
    assert letters(joined) == letters(quotation)


@settings(max_examples=60)
@given(sliced(least=3), st.data())
def test_changing_any_word_is_never_verbatim_or_marked(given_text: tuple[str, str], data: st.DataObject) -> None:
    text, quotation = given_text
    spans = words_of(quotation)
    start, end = data.draw(st.sampled_from(spans))
    word = data.draw(st.sampled_from((*ENGLISH, *RUSSIAN, "zeppelin", "не", "not", "7")))
    change = data.draw(st.sampled_from(("replace", "drop", "add", "swap")))
    if change == "replace":
        changed = quotation[:start] + word + quotation[end:]
    elif change == "drop":
        changed = quotation[:start] + quotation[end:].lstrip()
    elif change == "add":
        changed = quotation[:start] + word + " " + quotation[start:]
    else:
        (a, b), (c, d) = sorted((spans[0], spans[-1]))
        changed = quotation[:a] + quotation[c:d] + quotation[b:c] + quotation[a:b] + quotation[d:]
    assume(not _stands(letters(changed), letters(text)))
    found = verify(changed, memory_texts({"s": text}), source="s")
    assert found.verdict not in ("verbatim", "marked"), (changed, found)
    if found.verdict == "altered":
        assert found.differences


@settings(max_examples=60)
@given(sliced(least=2), st.data())
def test_changing_one_letter_is_never_verbatim(given_text: tuple[str, str], data: st.DataObject) -> None:
    text, quotation = given_text
    places = [index for index, character in enumerate(quotation) if character.isalnum()]
    index = data.draw(st.sampled_from(places))
    letter = data.draw(st.sampled_from("aeiouxnаеиойняь19Ж"))
    changed = quotation[:index] + letter + quotation[index + 1 :]
    assume(unicodedata.normalize("NFC", changed) != quotation and {letter, quotation[index]} != {"е", "ё"})
    assume(not _stands(letters(changed), letters(text)) and not _stands(_yo(letters(changed)), _yo(letters(text))))
    found = verify(changed, memory_texts({"s": text}), source="s")
    assert found.verdict != "verbatim", (changed, found)


@settings(max_examples=60)
@given(texts(least=16, most=60), st.data())
def test_an_ellipsis_for_a_bounded_middle_is_marked_and_shows_what_it_hides(text: str, data: st.DataObject) -> None:
    text = text.replace("\n\n", " ")
    spans = words_of(text)
    first = data.draw(st.integers(0, len(spans) - 10))
    hidden = data.draw(st.integers(1, len(spans) - first - 8))
    ellipsis = data.draw(st.sampled_from(("[…]", "…", "...", ". . .", "[...]", "<…>")))
    left = text[spans[first][0] : spans[first + 3][1]]
    right = text[spans[first + 4 + hidden][0] : spans[first + 7 + hidden][1]]
    found = verify(f"{left} {ellipsis} {right}", memory_texts({"s": text}), source="s")
    assert found.verdict == "marked", (left, right, found)
    if letters(text).count(letters(left)) == letters(text).count(letters(right)) == 1:
        assert letters(" ".join(found.omitted)) == letters(text[spans[first + 4][0] : spans[first + 3 + hidden][1]])


@settings(max_examples=60)
@given(st.text(max_size=60), st.text(max_size=200))
def test_anything_may_be_asked_of_anything(quotation: str, text: str) -> None:
    store = MemoryTexts({"s": (Page("s", 1, "1", unicodedata.normalize("NFC", text)),)})
    for source in ("s", None):
        found = verify(quotation, store, source=source)
        told = as_json(found, store)
        if found.verdict in ("verbatim", "marked", "altered") and len({s.page for s in found.segments}) == 1:
            start, end = told["start"], told["end"]
            assert isinstance(start, int)
            assert isinstance(end, int)
            assert store.pages("s")[0].text[start:end].strip() == found.found.strip()


def _stands(words: str, text: str) -> bool:
    return f" {words} ".lower() in f" {text} ".lower()


def _yo(text: str) -> str:
    return text.replace("ё", "е")
