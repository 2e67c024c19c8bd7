"""Sentences keep what they were made of, and say it in every language."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum import saying
from variorum.accession.wire import packed, unpacked
from variorum.catalogue.stored_json import findings_from, written_findings
from variorum.evidence import Verification
from variorum.finding import Finding, Severity
from variorum.pipeline.codec import codec_of
from variorum.saying import Sentence, Value, as_plain, entries, from_plain, in_language, in_turn, is_said_in, say

RUSSIAN = {
    "{n} {n:page is|pages are} missing.": "{n:Не хватает|Не хватает|Не хватает} {n} {n:страницы|страниц|страниц}.",
    "It stands in {place}.": "Это стоит {place}.",
    "the margin": "на полях",
    "and": "и",
    "One of {kinds}.": "Одно из: {kinds}.",
    "The {kind}.": "{kind:person=Лицо|=Нечто}.",
    "There.": "Там.",
}


@pytest.fixture
def russian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saying, "catalogue", lambda language: RUSSIAN if language == "ru" else {})


def test_a_sentence_is_the_english_string_and_knows_what_it_was_made_of() -> None:
    said = say("The pages of {source} end at {last}.", source="Marsh1998", last="59")
    assert said == "The pages of Marsh1998 end at 59."
    assert hash(said) == hash("The pages of Marsh1998 end at 59.")
    assert (said.template, dict(said.values)) == (
        "The pages of {source} end at {last}.",
        {"source": "Marsh1998", "last": "59"},
    )


@pytest.mark.usefixtures("russian")
def test_a_number_takes_its_word_in_every_form_of_the_language() -> None:
    template = "{n} {n:page is|pages are} missing."
    assert say(template, n=1) == "1 page is missing."
    assert say(template, n=5) == "5 pages are missing."
    assert in_language(say(template, n=21), "ru") == "Не хватает 21 страницы."
    assert in_language(say(template, n=11), "ru") == "Не хватает 11 страниц."


@pytest.mark.usefixtures("russian")
def test_sentences_within_sentences_and_lists_are_said_in_the_same_language() -> None:
    assert in_language(say("It stands in {place}.", place=say("the margin")), "ru") == "Это стоит на полях."
    assert in_language(say("One of {kinds}.", kinds=("a", "b", "c")), "ru") == "Одно из: a, b и c."
    assert say("One of {kinds:or}.", kinds=("a", "b", "c")) == "One of a, b or c."


@pytest.mark.usefixtures("russian")
def test_a_word_is_chosen_by_the_value() -> None:
    assert in_language(say("The {kind}.", kind="person"), "ru") == "Лицо."
    assert in_language(say("The {kind}.", kind="comet"), "ru") == "Нечто."


@pytest.mark.usefixtures("russian")
def test_what_a_catalogue_lacks_is_said_in_english_and_known_to_be() -> None:
    lacking = say("Nobody knows {name}.", name="Иванов")
    assert in_language(lacking, "ru") == "Nobody knows Иванов."
    assert not is_said_in(lacking, "ru")
    assert is_said_in(say("There."), "ru")
    assert in_language(say("There."), "ru") == "Там."
    assert in_language(say("There."), "xx") == "There."


@pytest.mark.usefixtures("russian")
def test_a_word_of_the_users_is_never_taken_for_one_of_the_programs() -> None:
    assert in_language("There.", "ru") == "There."
    assert in_language(say("It stands in {place}.", place="the margin"), "ru") == "Это стоит the margin."
    assert in_language(say("One of {kinds}.", kinds=("the margin", say("the margin"))), "ru") == (
        "Одно из: the margin и на полях."
    )


@pytest.mark.usefixtures("russian")
def test_sentences_follow_one_another_and_each_is_said_in_the_language() -> None:
    both = in_turn(say("There."), "", say("It stands in {place}.", place=say("the margin")))
    assert both == "There. It stands in the margin."
    assert in_language(both, "ru") == "Там. Это стоит на полях."
    assert in_turn("", "") == ""


def test_figures_are_written_as_the_language_writes_them() -> None:
    said = say("{size:,} letters, {share:.1f} of {kept:.0%}", size=1234567, share=0.5, kept=0.25)
    assert said == "1,234,567 letters, 0.5 of 25%"
    assert in_language(Sentence("{size:,}", {"size": 1234567}), "de") == "1.234.567"


@pytest.mark.parametrize(
    "template",
    [
        "{x.__class__}",
        "{x[0]}",
        "{x!r}",
        "{x:>99999999999}",
        "{x:.999999999f}",
        "{",
        "}{",
        "{missing}",
        "{lat: 56.84, lon: 60.61}",
        "{x:|}",
        "{}",
    ],
)
def test_a_template_from_elsewhere_reaches_nothing_and_costs_nothing(template: str) -> None:
    assert len(Sentence(template, {"x": 1})) < 60
    assert Sentence(template, {}) == template


values = st.recursive(
    st.text() | st.integers() | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(st.text(), max_size=3).map(tuple)
        | st.tuples(st.sampled_from(["a {x} b", "{x:one|two}", "{x:.2f}", "{y}"]), inner).map(
            lambda pair: Sentence(pair[0], {"x": pair[1]})
        )
    ),
    max_leaves=4,
)


@given(st.sampled_from(["{x}", "It is {x:,}.", "{x:a|b|c}", "{x:or} {x:^}"]), values)
def test_whatever_keeps_a_sentence_gives_back_its_template_and_values(template: str, value: Value) -> None:
    said = Sentence(template, {"x": value})
    finding = Finding("Q201", Severity.ERROR, said, evidence=(said, "as it is"), remedy=say("Look."))
    codec, wired = codec_of(Verification), unpacked(packed(finding), Finding)
    checked = Verification("words", "altered", "", warnings=(said,), reason=said)
    for again in (
        from_plain(as_plain(said)),
        pickle.loads(pickle.dumps(said)),
        copy.deepcopy(said),
        findings_from(written_findings((finding,)))[0].message,
        wired.message,
        wired.evidence[0],
        codec.decode(codec.encode(checked)).warnings[0],
        codec.decode(codec.encode(checked)).reason,
    ):
        assert isinstance(again, Sentence)
        assert (again, again.template, dict(again.values)) == (said, template, {"x": value})
    assert type(wired.evidence[1]) is str


def test_only_what_is_translated_and_certain_is_taken_from_a_catalogue() -> None:
    written = """# Russian
msgid ""
msgstr "Language: ru\\n"

#. Q201
msgid "One “{words}”."
msgstr "Раз «{words}»."

msgid ""
"Long "
"one."
msgstr ""
"Длинное "
"одно."

#, fuzzy
msgid "Doubtful."
msgstr "Сомнительно."

msgid "Not yet."
msgstr ""
"""
    assert dict(entries(written)) == {"One “{words}”.": "Раз «{words}».", "Long one.": "Длинное одно."}


def test_a_date_is_put_in_the_words_of_the_language_and_in_the_case_that_a_preposition_asks_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = {"ru": "Не раньше {when:date of}, {when:date}.", "de": "Frühestens {when:date}."}
    monkeypatch.setattr(saying, "catalogue", lambda language: {"Not before {when}.": said[language]})
    sentence = say("Not before {when}.", when="1933-05")
    assert sentence == "Not before 1933-05."
    assert in_language(sentence, "ru") == "Не раньше мая 1933, май 1933."
    assert in_language(sentence, "de") == "Frühestens Mai 1933."
    assert in_language(say("Not before {when}.", when="no date"), "de") == "Frühestens no date."
