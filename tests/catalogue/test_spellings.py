"""A name is found in both scripts, in every transliteration and case; a word that is no name is left alone."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from variorum.catalogue.query import parse_query, understood
from variorum.catalogue.searching import Hits, SearchOptions, search
from variorum.catalogue.store import Catalogue
from variorum.finding import NotFound, Refused
from variorum.languages.transliteration import schemes, to_latin
from variorum.record import Entity, NameForm

Hold = Callable[..., None]

RUSSIAN = "Вчера Рютин был арестован. О Рютине молчали, Рютину не писали, с Рютиным не говорили, Рютина забыли."
LATIN = "Yesterday Riutin was arrested. Of Ryutin nobody spoke; they blamed Rjutin, and Rioutine, and Rûtin too."
OLD = "Говорилъ Рютинъ, и съ Рютинымъ спорили."
MARSH = "The march went through a marsh. March was cold. Марш шёл к реке, и марш был долог."


def words_of(hits: Hits) -> set[str]:
    return {hit.text[start:end] for hit in hits.hits for start, end in hit.marks}


def marked(catalogue: Catalogue, query: str, **asking: object) -> set[str]:
    return words_of(search(catalogue, query, asking=SearchOptions(**asking), limit=50))  # type: ignore[arg-type]


@pytest.fixture
def riutin(hold: Hold) -> None:
    for key, text in (("ru", RUSSIAN), ("en", LATIN), ("old", OLD), ("marsh", MARSH)):
        hold(key, text)


EVERY_FORM = {
    "Рютин", "Рютине", "Рютину", "Рютиным", "Рютина", "Riutin", "Ryutin", "Rjutin", "Rioutine", "Rûtin", "Рютинъ",
    "Рютинымъ",
}  # fmt: skip


@pytest.mark.parametrize("query", ["Riutin", "Ryutin", "Rjutin", "Рютин", "Рютиным", "Рютинъ", "Rûtin", "Riutin’s"])
def test_a_name_in_any_spelling_finds_it_in_every_other(catalogue: Catalogue, riutin: None, query: str) -> None:
    assert marked(catalogue, query) == EVERY_FORM


def test_a_name_typed_in_small_letters_is_a_name_where_the_texts_or_a_dossier_say_so(
    catalogue: Catalogue, riutin: None
) -> None:
    assert marked(catalogue, "riutin") == EVERY_FORM  # as the texts write it
    assert marked(catalogue, "riutine") == {"Riutin"}  # the English stem is the same
    dossier = Entity("riutin", "person", "M. Riutine")
    assert marked(catalogue, "riutine", dossiers={"riutin": dossier}) == EVERY_FORM


def test_a_word_that_is_no_name_is_looked_for_as_it_is_written(catalogue: Catalogue, riutin: None) -> None:
    for query in ("marsh", "Marsh"):
        assert marked(catalogue, query) == {"marsh"}
    assert marked(catalogue, "марш") == {"Марш", "марш"}
    assert marked(catalogue, "Марш") == {"Марш", "марш"}
    assert "марш" in marked(catalogue, "marsh script:any")


def test_the_switch_turns_it_off_in_the_query_and_beside_it(catalogue: Catalogue, riutin: None) -> None:
    assert marked(catalogue, "Riutin script:exact") == {"Riutin"}
    assert marked(catalogue, "Riutin", script="exact") == {"Riutin"}
    assert marked(catalogue, "Riutin script:names", script="exact") == EVERY_FORM
    assert marked(catalogue, "=Riutin") == {"Riutin"}
    assert marked(catalogue, '"Riutin was"') == {"Riutin was"}
    assert search(catalogue, "Riutin script:exact").understood == "Riutin script:exact"
    with pytest.raises(Refused, match="names in every spelling"):
        search(catalogue, "Riutin script:latin")


def test_the_answer_says_what_else_was_looked_for(catalogue: Catalogue, riutin: None) -> None:
    also = search(catalogue, "Riutin").also
    assert set(also) == {"Riutin"}
    assert {"ryutin", "рютин", "рютиным"} <= set(also["Riutin"])
    assert search(catalogue, "march").also == {}


def test_transliterated_words_are_found_when_asked_for(catalogue: Catalogue, hold: Hold) -> None:
    hold("a", "В колхозах выпускали стенгазеты.", "The kolkhoz was poor.")
    assert marked(catalogue, "kolkhoz") == {"kolkhoz"}
    assert marked(catalogue, "kolkhoz script:any") == {"kolkhoz", "колхозах"}
    assert marked(catalogue, "колхоз script:any") == {"kolkhoz", "колхозах"}


def test_names_in_phrases_are_found_in_both_scripts(catalogue: Catalogue, riutin: None) -> None:
    hits = search(catalogue, '~"с Riutin"')
    assert words_of(hits) == {"с Рютиным", "съ Рютинымъ"}
    assert words_of(search(catalogue, '"Riutin арестовать"~1')) == {"Рютин был арестован"}


def test_a_name_across_a_line_is_marked_whole(catalogue: Catalogue, hold: Hold) -> None:
    hold("a", "О том же писали Рю-\nтину и другим; Рютину отвечали.")
    assert marked(catalogue, "Riutin") == {"Рю-\nтину", "Рютину"}


def test_hyphened_names_and_diacritics(catalogue: Catalogue, hold: Hold) -> None:
    hold("a", "Приехал Антонов-Овсеенко с Чичериным.", "They met Antonov-Ovseenko and Čičerin there.")
    both = {"Антонов-Овсеенко", "Antonov-Ovseenko"}
    assert marked(catalogue, '~"Antonov-Ovseyenko"') == both
    assert marked(catalogue, "Chicherin") == marked(catalogue, "Čičerin") == {"Чичериным", "Čičerin"}


def test_soft_signs_written_as_apostrophes(catalogue: Catalogue, hold: Hold) -> None:
    hold("a", "They met Zinov'ev and Emel’ianov; Zinovʹev spoke. Don't ask.", "Писали Зиновьеву и Емельянову.")
    every = {"Zinov'ev", "Zinovʹev", "Зиновьеву"}
    for query in ("Zinoviev", "Zinov'ev", "Zinov’ev", "Зиновьев", "Zinovʹev"):
        assert marked(catalogue, query) == every, query
    assert marked(catalogue, "Yemelyanov") == marked(catalogue, "Емельянова") == {"Emel’ianov", "Емельянову"}
    assert marked(catalogue, '~"met Zinoviev"') == {"met Zinov'ev"}
    assert marked(catalogue, "Zinov'ev script:exact") == {"Zinov'ev"}
    assert marked(catalogue, "Don't") == {"Don't"}


def test_what_a_source_took_with_it_is_looked_for_no_more(catalogue: Catalogue, hold: Hold) -> None:
    hold("a", "Они видели Рютина.")
    hold("b", "They saw Riutin.")
    assert marked(catalogue, "Riutin") == {"Riutin", "Рютина"}
    hold("a", "Они никого не видели.")
    assert marked(catalogue, "Riutin") == {"Riutin"}
    assert search(catalogue, "Riutin").also == {}


SURNAMES = {
    "Троцкий": "Троцкого Троцкому Троцким", "Бухарин": "Бухарина Бухариным", "Каменев": "Каменева Каменеву",
    "Пятаков": "Пятакова Пятаковым", "Щербаков": "Щербакова Щербакову", "Хрущёв": "Хрущёва Хрущёвым",
    "Ягода": "Ягоды Ягоде Ягодой", "Радек": "Радека Радеком", "Орджоникидзе": "", "Эйсмонт": "Эйсмонта Эйсмонту",
    "Преображенский": "Преображенского Преображенским", "Жданов": "Жданова Ждановым", "Крупская": "Крупской Крупскую",
}  # fmt: skip


@pytest.mark.parametrize("surname", SURNAMES)
def test_every_scheme_finds_every_case(catalogue: Catalogue, hold: Hold, surname: str) -> None:
    forms = [surname, *SURNAMES[surname].split()]
    hold("a", " ".join(f"Это было при {form} вчера." for form in forms))
    for scheme in schemes():
        assert marked(catalogue, to_latin(surname, scheme)) == set(forms), scheme


def test_other_people_are_not_found_with_a_name(catalogue: Catalogue, hold: Hold) -> None:
    names = [
        "Рютин", "Радин", "Рудин", "Бухарин", "Бочарин", "Каменев", "Каменский", "Каюров", "Кауров", "Троцкий",
        "Троицкий", "Marx", "March", "Marsh", "Lowell", "Lovell",
    ]  # fmt: skip
    hold("a", " ".join(f"Это было при {name} вчера." for name in names))
    for name, other in pairwise(names):
        query = to_latin(name, "popular")
        assert other not in marked(catalogue, query), query


def a_person(key: str, *names: str) -> Entity:
    return Entity(key, "person", names[0], tuple(NameForm(name) for name in names[1:]))


PEOPLE = {
    "trotsky": a_person("trotsky", "Lev Davidovich Trotsky", "Лев Давидович Бронштейн", "Перо"),
    "kaiurov-v": a_person("kaiurov-v", "Vasilii Nikolaevich Kaiurov"),
    "kaiurov-a": a_person("kaiurov-a", "Aleksandr Vasilievich Kaiurov"),
}


def test_the_names_of_a_dossier_are_found_together(catalogue: Catalogue, hold: Hold) -> None:
    hold("a", "Здесь Троцкий и Бронштейн.", "Then Bronstein came.", "Писал он как Перо.", "Nobody came.")
    found = marked(catalogue, "name:trotsky", dossiers=PEOPLE)
    assert found == {"Троцкий", "Бронштейн", "Bronstein", "Перо"}
    for query in ("name:Троцким", 'name:"Lev Trotsky"', "person:Bronstein"):
        assert marked(catalogue, query, dossiers=PEOPLE) == found, query


def test_people_of_one_surname_are_told_apart(catalogue: Catalogue, hold: Hold) -> None:
    hold("a", "Пришёл В. Н. Каюров.", "Пришёл А. В. Каюров.", "Пришёл Каюров.", "Then Vasilii Kaiurov left.")
    assert marked(catalogue, "name:kaiurov-v", dossiers=PEOPLE) == {"В. Н. Каюров", "Vasilii Kaiurov"}
    assert marked(catalogue, "name:kaiurov-a", dossiers=PEOPLE) == {"А. В. Каюров"}


def test_a_name_that_no_dossier_bears_is_refused_in_a_sentence(catalogue: Catalogue, hold: Hold) -> None:
    hold("a", "слово")
    with pytest.raises(NotFound, match="No dossier is called “nobody”"):
        search(catalogue, "name:nobody", asking=SearchOptions(dossiers=PEOPLE))


def test_names_and_scripts_are_read_within_a_query() -> None:
    query = parse_query('name:"Lev Trotsky" -письмо script:any')
    assert (understood(query.root), query.script) == ('(name:"Lev Trotsky" AND NOT письмо)', "any")
