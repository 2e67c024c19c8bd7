"""Who and what is named in running text: offsets exact, titles outside, initials inside, dossiers heard."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.evidence import Mention
from variorum.names.recognition.gazetteer import NameGazetteer, gazetteer_of
from variorum.names.recognition.recognition import recognise, recognise_pages
from variorum.names.recognition.scripts import written_in
from variorum.record import Entity, NameForm, Page


def dossier(kind: str, name: str, *names: str) -> Entity:
    return Entity(name.lower().replace(" ", "-"), kind, name, tuple(NameForm(form) for form in names))


@pytest.fixture(scope="module")
def known() -> NameGazetteer:
    return gazetteer_of(
        [
            dossier("person", "Martemian Nikitich Riutin", "Мартемьян Никитич Рютин"),
            dossier("person", "Leon Trotsky", "Лев Троцкий"),
            dossier("person", "Manfred Stern"),
            dossier("person", "Sergei Kirov", "Сергей Киров"),
            dossier("place", "Kirov", "Киров"),
            dossier("place", "Zvenigorod", "Звенигород"),
            dossier("group", "Left Opposition", "левая оппозиция"),
            dossier("group", "Победа"),
            dossier("work", "Stalin and the Crisis of the Proletarian Dictatorship"),
        ]
    )


def found(text: str, language: str, known: NameGazetteer | None = None, *, kind: str = "") -> list[tuple[str, str]]:
    mentions = recognise(text, language=language, known=known)
    for mention in mentions:
        assert mention.surface == text[mention.start : mention.end]
    return [(one.kind, one.surface) for one in mentions if not kind or one.kind == kind]


def names(text: str, language: str, known: NameGazetteer | None = None) -> dict[str, str]:
    return {one.surface: one.name for one in recognise(text, language=language, known=known)}


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Письмо т. Рютину осталось без ответа.", "Рютину"),
        ("Слово имеет тов. Каюров.", "Каюров"),
        ("Допрошен гр. Иванов, рабочий.", "Иванов"),
        ("Об этом писал М. Н. Рютин в письме.", "М. Н. Рютин"),
        ("Рютин М. Н. исключён из партии.", "Рютин М. Н."),
        ("Вчера говорил Ю. О. Мартовъ.", "Ю. О. Мартовъ"),
        ("Там был Мартемьян Никитич Рютин с сыном.", "Мартемьян Никитич Рютин"),
        ("Слова В.\nИ. Ленина помнили.", "В.\nИ. Ленина"),
    ],
)
def test_titles_are_outside_and_initials_inside_a_russian_name(text: str, surface: str) -> None:
    assert found(text, "ru", kind="person") == [("person", surface)]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The platform was written by M. N. Riutin in 1932.", "M. N. Riutin"),
        ("It was Comrade Ryutin’s own idea.", "Ryutin"),
        ("He met Gen. Kornilov’s envoy.", "Kornilov"),
        ("They wrote to Iu. L. Piatakov about it.", "Iu. L. Piatakov"),
        ("Captain A. B. von Krusenstern sailed.", "A. B. von Krusenstern"),
    ],
)
def test_titles_are_outside_and_initials_inside_an_english_name(text: str, surface: str) -> None:
    assert ("person", surface) in found(text, "en")


def test_several_comrades_after_one_title_are_each_found() -> None:
    text = "Присутствовали тт. Каюров, Слепков и Марецкий."
    assert [surface for _, surface in found(text, "ru", kind="person")] == ["Каюров", "Слепков", "Марецкий"]


def test_a_stop_after_an_initial_that_ends_a_sentence_joins_nothing() -> None:
    assert found("They spoke of vitamin C. The end came soon.", "en", kind="person") == []


# ── dossiers ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_how_notes_refer_back_is_nobody_s_name() -> None:
    text = 'It was raised again. [Rothbard, Op. Cit., p. 9] A list ["A View", Op. Cit., p. 4] was made. [Ibid., p. 3]'
    assert "Rothbard" in names(text, "en")
    assert not {"Op", "Cit", "Op. Cit", "Ibid"} & set(names(text, "en"))


@pytest.mark.parametrize("form", ["Riutin", "Ryutin", "Rjutin", "Riutin’s"])
def test_a_dossier_finds_its_surname_in_every_transliteration(known: NameGazetteer, form: str) -> None:
    assert ("person", form.removesuffix("’s")) in found(f"Later {form} letter was found.", "en", known)


@pytest.mark.parametrize("form", ["Рютина", "Рютиным", "Рютину", "Рютине", "Рютинъ"])
def test_a_dossier_finds_its_surname_in_every_case_and_old_spelling(known: NameGazetteer, form: str) -> None:
    assert ("person", form) in found(f"Тогда о {form} забыли все.", "ru", known)


def test_an_ordinary_word_is_no_surname_without_help(known: NameGazetteer) -> None:
    assert found("A stern man spoke. At the Stern stood a lamp.", "en", known, kind="person") == []
    assert ("person", "Manfred Stern") in found("There Manfred Stern came.", "en", known)


def test_an_ordinary_word_is_no_group_without_help(known: NameGazetteer) -> None:
    assert found("Победа близка.", "ru", known, kind="group") == []
    assert found("Наша победа близка.", "ru", known, kind="group") == []


def test_the_kind_is_that_of_whom_a_dossier_has(known: NameGazetteer) -> None:
    assert ("person", "Trotsky") in found("The road from Trotsky led nowhere.", "en", known)
    assert ("place", "Кирове") in found("Он жил в Кирове.", "ru", known)


def test_a_group_of_several_words_is_found_in_any_case(known: NameGazetteer) -> None:
    assert ("group", "левой оппозицией") in found("Он порвал с левой оппозицией.", "ru", known)
    assert ("group", "Left Opposition") in found("He left the Left Opposition then.", "en", known)


def test_a_work_is_found_across_a_line_end(known: NameGazetteer) -> None:
    text = "He read Stalin and the Crisis of the\nProletarian Dictatorship aloud."
    assert ("work", "Stalin and the Crisis of the\nProletarian Dictatorship") in found(text, "en", known)


def test_a_name_divided_at_a_line_end_is_found_whole(known: NameGazetteer) -> None:
    assert names("Письмо Рю-\nтину из Звени-\nгорода.", "ru", known) == {
        "Рю-\nтину": "Рютин",
        "Звени-\nгорода": "Звенигород",
    }


def test_a_language_without_a_model_is_served_by_dossiers_and_patterns(known: NameGazetteer) -> None:
    assert found("Nach Riutin schrieb M. Nowak an Trotsky.", "de", known) == [
        ("person", "Riutin"), ("person", "M. Nowak"), ("person", "Trotsky")
    ]  # fmt: skip


# ── what a source tells of its own people ───────────────────────────────────────────────────────────────────────────


def test_a_surname_after_the_full_name_is_a_person() -> None:
    text = "Vadim Rogovin wrote it. Rogovin was a sociologist. In it Rogovin quotes letters."
    assert [surface for _, surface in found(text, "en", kind="person")] == ["Vadim Rogovin", "Rogovin", "Rogovin"]


def test_what_one_page_tells_the_next_pages_of_the_same_source_know() -> None:
    pages = [
        Page("a", 1, "1", "This was told by Edith Quarmley in May."),
        Page("a", 2, "2", "Later it was denied by Quarmley."),
        Page("b", 1, "1", "Somewhere near quarmley nothing was."),
    ]
    mentions = list(recognise_pages(pages, language="en"))
    assert [(one.source, one.page, one.surface) for one in mentions if one.kind == "person"] == [
        ("a", 1, "Edith Quarmley"), ("a", 2, "Quarmley")
    ]  # fmt: skip


def test_of_two_nominatives_the_other_mentions_choose() -> None:
    text = "Говорили о Каюрове. Письмо Каюрова нашли. С Каюровым спорили."
    assert set(names(text, "ru").values()) == {"Каюров"}


@pytest.mark.parametrize(
    ("text", "surface", "nominative"),
    [
        ("Он вернулся из Москвы.", "Москвы", "Москва"),
        ("Он жил в Нижнем Новгороде.", "Нижнем Новгороде", "Нижний Новгород"),
        ("Так писали в статье «О нашей революции» тогда.", "О нашей революции", "О нашей революции"),
        ("Письмо М. Н. Рютину.", "М. Н. Рютину", "М. Н. Рютин"),
    ],
)
def test_a_name_is_brought_to_the_nominative(text: str, surface: str, nominative: str) -> None:
    assert names(text, "ru")[surface] == nominative


# ── texts as they come ──────────────────────────────────────────────────────────────────────────────────────────────


def test_offsets_hold_beyond_the_basic_plane_and_across_scripts(known: NameGazetteer) -> None:
    text = "𝔗𝔥𝔢 😀 note: Рютин met Trotsky in Звенигород 🚂."
    assert {"Рютин", "Trotsky", "Звенигород"} <= {surface for _, surface in found(text, "en", known)}


def test_offsets_are_those_of_the_text_as_it_is_where_letters_and_accents_stand_apart(known: NameGazetteer) -> None:
    text = "Сергеи\u0306 Киров и Лев Троцкии\u0306 говорили."
    surfaces = [surface for _, surface in found(text, "ru", known)]
    assert surfaces == ["Сергеи\u0306 Киров", "Лев Троцкии\u0306"]


def test_spelling_of_before_1918_does_not_hide_names() -> None:
    text = "Засѣданіе открылъ Ѳедоръ Ивановичъ Родичевъ, прибывшій изъ Москвы."
    assert ("person", "Ѳедоръ Ивановичъ Родичевъ") in found(text, "ru")
    assert ("place", "Москвы") in found(text, "ru")


@pytest.mark.parametrize("text", ["", " \n\t ", "…", "123 456", "\x00\x01\x02", "а" * 5000, "A. " * 3000, "«" * 2000])
@pytest.mark.parametrize("language", ["ru", "en", "xx", ""])
def test_garbage_gives_no_name_and_no_error(text: str, language: str, known: NameGazetteer) -> None:
    assert recognise(text, language=language, known=known) == ()


PIECES = st.sampled_from(
    [
        "Рютин",
        "Рютиным",
        "т. ",
        "М. Н. ",
        "Trotsky’s",
        "Comrade ",
        "Left Opposition",
        "левой оппозиции",
        " ",
        "\n",
        ". ",
        "«",
        "»",
        "(",
        ")",
        "–",
        "😀",
        "Stern",
        "и",
        "the ",
        "Kirov",
        "\n    *",
        "“",
        "”",
        "-\n",
        "Ѳедоръ ",
        "the Work of Two",
        ", ",
        "\r\n",
    ]
)


@given(parts=st.lists(PIECES, max_size=25), language=st.sampled_from(["ru", "en"]))
@settings(max_examples=60, deadline=None)
def test_surfaces_are_exact_and_names_of_a_kind_never_overlap(
    known: NameGazetteer, parts: list[str], language: str
) -> None:
    text = "".join(parts)
    mentions = recognise(text, language=language, known=known)
    assert mentions == recognise(text, language=language, known=known)
    last: dict[str, Mention] = {}
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.surface != ""
        assert mention.surface == mention.surface.strip()
        assert mention.name
        assert mention.kind not in last or last[mention.kind].end <= mention.start
        last[mention.kind] = mention


def test_the_letters_of_a_text_tell_its_language() -> None:
    assert written_in("Письмо Рютина к Trotsky") == "ru"
    assert written_in("A letter by Троцкий") == "en"


# ── bodies, roles, and what is no person ────────────────────────────────────────────────────────────────────────────


def test_bodies_are_groups_in_every_case() -> None:
    groups = found("Он служил в ОГПУ и Совнаркоме, потом в ЦК ВКП(б).", "ru", kind="group")
    assert [surface for _, surface in groups] == ["ОГПУ", "Совнаркоме", "ЦК ВКП(б)"]


@pytest.mark.parametrize(
    ("text", "language", "role"),
    [
        ("Бывший секретарь ЦК ВКП(б) Угланов молчал.", "ru", "Бывший секретарь ЦК ВКП(б)"),
        ("Пришёл председатель Московского Совета.", "ru", "председатель Московского Совета"),
        ("He was People's Commissar of War then.", "en", "People's Commissar of War"),
        ("the General Secretary of the Central Committee spoke", "en", "General Secretary of the Central Committee"),
    ],
)
def test_a_post_with_what_it_is_of_is_a_role(text: str, language: str, role: str) -> None:
    assert found(text, language, kind="role") == [("role", role)]


def test_a_bare_post_is_no_role() -> None:
    assert found("The secretary left. Секретарь ушёл.", "en", kind="role") == []


@pytest.mark.parametrize("text", ["Граждане России пришли.", "Он гражданин Германии.", "Товарищ секретаря пришёл."])
def test_a_country_after_a_citizen_is_nobody(text: str) -> None:
    assert found(text, "ru", kind="person") == []


def test_a_person_is_parted_from_the_group_that_stands_beside(known: NameGazetteer) -> None:
    surfaces = found("At that very Congress Trotsky spoke of Trotsky’s Army.", "en", known, kind="person")
    assert [surface for _, surface in surfaces] == ["Trotsky", "Trotsky"]


def test_a_given_name_and_the_initial_after_it_are_one_name() -> None:
    assert ("person", "Bertram D. Wolfe") in found("Among them Bertram D. Wolfe was the youngest.", "en")


def test_several_processes_find_what_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    from variorum.names.recognition import recognition

    pages = [Page("a", n, "", f"Page {n}. Edith Quarmley met Trotsky in Moscow. " * 4) for n in range(1, 9)]
    alone = list(recognise_pages(pages, language="en", workers=1))
    monkeypatch.setattr(recognition, "WORTH_A_CREW", 100)
    monkeypatch.setattr(recognition, "_AT_ONCE", 400)
    assert list(recognise_pages(pages, language="en", workers=2)) == alone
