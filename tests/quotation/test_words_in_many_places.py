"""Words that stand hundreds of times in one source, cited again and again: looked for once, answered as if alone."""

from __future__ import annotations

import pytest

from variorum.quotation import asking, cited_place, verification
from variorum.quotation.cited_place import locator_of
from variorum.quotation.texts import Body, MemoryTexts, memory_texts
from variorum.quotation.verification import verify, verify_many

WORDS = "the council sent bread to the carters"
PAGES = 60


def _texts() -> MemoryTexts:
    pages = [f"In week {n} it is told that {WORDS}, and so it was done." for n in range(1, PAGES + 1)]
    return memory_texts(
        {"quay": [*pages, "Nothing of the kind stands here."], "mill": ["It ground no corn that year."]}
    )


def _asked(source: str = "quay") -> list[dict[str, str | None]]:
    return [{"quotation": WORDS, "source": source, "page": str(page)} for page in range(1, PAGES + 2)]


@pytest.mark.parametrize("source", ["quay", "mill"])
def test_each_is_answered_as_if_it_were_asked_alone(source: str) -> None:
    texts, asked = _texts(), _asked(source)
    alone = [verify(WORDS, texts, source=source, locator=locator_of(str(one["page"]))) for one in asked]
    assert list(verify_many(asked, texts)) == alone


def test_other_words_between_them_change_no_answer() -> None:
    texts = _texts()
    asked = [
        one
        for pair in zip(_asked(), _asked(), strict=True)
        for one in ({**pair[0], "quotation": "so it was done"}, pair[1])
    ]
    alone = [verify(str(one["quotation"]), texts, source="quay", locator=locator_of(str(one["page"]))) for one in asked]
    assert list(verify_many(asked, texts)) == alone


def test_the_words_are_looked_for_once_however_often_they_are_cited(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    really = verification.exact_standings

    def counted(question: asking.QuotationQuestion, body: Body) -> list[asking.ExactPlace]:
        looked.append(body.source)
        return really(question, body)

    monkeypatch.setattr(verification, "exact_standings", counted)
    answers = list(verify_many(_asked(), _texts()))
    assert looked == ["quay"]
    assert [one.place for one in answers] == ["as cited"] * PAGES + ["several places"]


def test_a_locator_is_held_against_the_source_once_however_often_the_words_stand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held: list[str] = []
    really = cited_place.cited_place

    def counted(*given: object, **named: object) -> object:
        held.append("once")
        return really(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(asking, "cited_place", counted)
    verify(WORDS, _texts(), source="quay", locator=locator_of("7"))
    assert held == ["once"]


def test_a_source_that_has_every_word_is_told_before_one_that_has_other_words() -> None:
    texts = memory_texts({
        "other": ["Он сам считал, что письмо затерялось."],
        "minutes": [
            "Тов. Беляев Ф. С. поддержал предложение огласить, но не то, что в нём написано, потому что сам не читал."
        ],
    })  # fmt: skip
    found = verify("Беляев […] сам не читал", texts)
    assert (found.verdict, found.segments[0].source) == ("stitched", "minutes")


MEMOIR = (
    "Семена надо ссыпать к февралю. Знаю, что боитесь. Но семена будут лежать в вашем амбаре, под вашим "
    "замком, и ключ будет у вашего человека. – Где хлеб? – спросила она наконец, и пять тысяч вздохнули. В 1994 году; "
    "он лежит за котельной и поныне там. (Страница вымышлена.) Заметки в «Красную Вешню» он подписывал «Челнок»."
)


@pytest.mark.parametrize(
    "quotation",
    [
        "семена […] ключ будет у вашего",
        "– Где хлеб? – […] тысяч вздохнули",
        "1994 … (Страница вымышлена.)",
        "семена […] «Красную Вешню» он подписывал «Челнок».",
    ],
)
def test_pieces_that_all_stand_there_are_called_joined_and_never_altered(quotation: str) -> None:
    found = verify(quotation, memory_texts({"s": [MEMOIR]}))
    assert found.verdict in ("stitched", "marked"), found
    assert not found.differences


def test_one_word_that_differs_in_a_piece_is_told_as_before() -> None:
    found = verify("семена […] ключ будет у нашего человека", memory_texts({"s": [MEMOIR]}))
    assert [(one.quoted, one.found) for one in found.differences] == [("нашего", "вашего")]


def test_where_no_source_is_asked_no_place_is_given_and_the_others_are_named_all_the_same() -> None:
    texts = memory_texts({"a": ["The strike was over by noon."], "b": ["He wrote: the strike was over by noon."]})
    anywhere, asked = verify("strike was over by noon", texts), verify("strike was over by noon", texts, source="a")
    assert (anywhere.place, asked.place) == ("not given", "not given")
    assert len(anywhere.candidates) == 1
    assert "stand in 2 places" in anywhere.warnings[-1]
