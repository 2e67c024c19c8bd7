"""In a real review people are found by every spelling of their names, and nobody else with them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from variorum.archive.folder import Archive
from variorum.pipeline.lookup import Desk, desk

pytestmark = pytest.mark.real

SPELLINGS = {
    "Riutin": "Ryutin Rjutin Рютин Рютиным Рютинъ",
    "Trotsky": "Trotskii Trotzki Trockij Троцкий Троцкого",
    "Bukharin": "Bucharin Boukharine Buxarin Бухарину",
    "Zinoviev": "Zinov'ev Sinowjew Зиновьева",
    "Kamenev": "Kamenew Каменевым",
    "Rogovin": "Rogowin Роговина",
    "Syrtsov": "Syrcov Сырцова",
    "Kaiurov": "Kajurow Каюрову",
}


@pytest.fixture(scope="module")
def at(archive: Archive) -> Iterator[Desk]:
    with desk(archive) as opened:
        yield opened


def found(at: Desk, query: str) -> tuple[int, set[str]]:
    hits = at.search(query, limit=200)
    return hits.total, {hit.text[start:end] for hit in hits.hits for start, end in hit.marks}


@pytest.mark.parametrize("name", SPELLINGS)
def test_every_spelling_finds_what_the_one_in_the_review_finds(at: Desk, name: str) -> None:
    exact = found(at, f"{name} source:peters2019 script:exact")
    assert exact[0], name
    for spelling in SPELLINGS[name].split():
        total, words = found(at, f"{spelling} source:peters2019")
        assert total == exact[0], spelling
        assert words == exact[1], spelling


def test_words_in_small_letters_are_taken_for_no_names(at: Desk) -> None:
    for word in ("march", "party", "plan", "union", "left", "bloc", "лист", "план"):
        assert at.search(f"{word} source:peters2019", limit=1).also == {}, word
