"""Who is meant: what is linked by rule, what waits, and what judgements change."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from variorum.evidence import Mention, Span
from variorum.names.linking.clustering import tallied
from variorum.names.linking.judgements import Party, matter
from variorum.names.linking.known import Form, KnownDossier
from variorum.names.linking.linking import Identification, QuotedMention, identified
from variorum.names.linking.summing import summed_up
from variorum.record import Judgement

GIVEN = "the dossier gives this form"


def dossier(id_: str, *forms: str, kind: str = "person") -> KnownDossier:
    return KnownDossier(id_, kind, forms[0], tuple(Form(form, GIVEN) for form in forms))


RIUTIN = dossier("riutin", "Martemian Nikitich Riutin", "Мартемьян Никитич Рютин")
VASILY = dossier("kaiurov", "V. N. Kaiurov", "Василий Николаевич Каюров")
ANOTHER = dossier("kaiurov-av", "A. V. Kaiurov")
TROTSKY = dossier("trotsky", "Leon Trotsky", "Лев Давидович Троцкий", "Trotsky")


def text(*surfaces: str, source: str = "memoir", kind: str = "person") -> list[tuple[Mention, str]]:
    """Mentions one after another; "~" before a form stands for a preposition."""
    found = []
    for number, surface in enumerate(surfaces):
        cue, form = ("oblique", surface[1:]) if surface.startswith("~") else ("", surface)
        start = 100 * number
        found.append((Mention(source, 1, start, start + len(form), form, kind, form, "pattern"), cue))
    return found


def who(
    mentions: Iterable[tuple[Mention, str]],
    *known: KnownDossier,
    judgements: Iterable[Judgement] = (),
    **further: object,
) -> dict[str, str]:
    """What each form names, by its surface; "?" where candidates wait, empty where nobody is near."""
    found = identified(tallied(mentions), known, judgements, **further)  # type: ignore[arg-type]
    return {
        tally.surface: one.entity or "?" * bool(one.candidates)
        for tally, one in zip(found.tallies, found.settled, strict=True)
    }


def judged(a: Party, b: Party, verdict: str, *, why: str = "") -> Judgement:
    return Judgement(matter(a, b), verdict, "A", "2026-01-01", why)


# ── whole names ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_whole_name_or_a_surname_with_initials_is_linked_in_any_script_and_case() -> None:
    found = who(text("Martem'ian Ryutin", "М. Н. Рютиным", "Рютину М. Н.", "M. N. Rjutin", "M. Riutin"), RIUTIN)
    assert found == {
        "Martem'ian Ryutin": "riutin",
        "М. Н. Рютиным": "riutin",
        "Рютину М. Н.": "?",  # the dative of his name is the accusative of a woman's
        "M. N. Rjutin": "riutin",
        "M. Riutin": "riutin",
    }


def test_two_with_one_surname_and_other_initials_stay_two() -> None:
    found = who(text("V. N. Kaiurov", "А. В. Каюров", "V. Kaiurov", "Каюров", "Kaiurov"), VASILY, ANOTHER)
    assert found == {
        "V. N. Kaiurov": "kaiurov",
        "А. В. Каюров": "kaiurov-av",
        "V. Kaiurov": "kaiurov",
        "Каюров": "?",
        "Kaiurov": "?",
    }


def test_initials_that_fit_father_and_son_wait() -> None:
    father, son = dossier("petrov", "Иван Петров"), dossier("petrov-son", "Илья Петров")
    found = who(text("И. Петров", "Илья Петров"), father, son)
    assert found == {"И. Петров": "?", "Илья Петров": "petrov-son"}


def test_initials_that_fit_somebody_without_a_dossier_as_well_wait() -> None:
    assert who(text("М. Рютин"), RIUTIN) == {"М. Рютин": "riutin"}
    found = who(text("М. Рютин", "Михаил Рютин"), RIUTIN)
    assert found == {"М. Рютин": "?", "Михаил Рютин": ""}


def test_a_name_without_its_patronymic_waits_where_somebody_else_of_it_is_named() -> None:
    known = [dossier("pavlovich", "Пётр Павлович Чернов"), dossier("given", "Лев Ильич Чернов", "Лев Чернов")]
    mentions = text("Пётр Чернов", "Лев Чернов", "Пётр Павлович Чернов")
    assert who(mentions, *known)["Пётр Чернов"] == "pavlovich"
    found = who([*mentions, *text("Пётр Львович Чернов", "Лев Иванович Чернов", source="letter")], *known)
    assert found["Пётр Чернов"] == "?"
    assert found["Пётр Павлович Чернов"] == "pavlovich"
    assert found["Лев Чернов"] == "given"  # its dossier says so


def test_a_bare_surname_is_not_known_by_another_surname_where_others_bear_it() -> None:
    known = [dossier("volgin", "Евгений Павлович Волгин", "Евгений Кедров")]
    mentions = text("Евгений Павлович Волгин", "Кедров", "Волгин")
    elsewhere = text("Андрей Карлович Кедров", source="letter")
    found = who([*mentions, *elsewhere], *known)
    assert (found["Кедров"], found["Волгин"]) == ("?", "volgin")


def test_a_name_that_contradicts_one_of_the_dossiers_names_is_not_linked_by_a_shorter_one() -> None:
    known = dossier("riutin", "Martemian Nikitich Riutin", "M. Riutin")
    assert who(text("M. P. Riutin", "Riutin"), known)["M. P. Riutin"] == ""


def test_one_who_bore_two_given_names_is_known_by_both() -> None:
    known = dossier("lenin", "Vladimir Ilyich Lenin", "Nikolai Lenin")
    found = who(text("Nicholas Lenin", "N. Lenin", "V. I. Lenin", "Grigory Lenin"), known)
    assert found == {"Nicholas Lenin": "lenin", "N. Lenin": "lenin", "V. I. Lenin": "lenin", "Grigory Lenin": ""}


def test_what_only_looks_like_another_bearer_is_none() -> None:
    places = [(Mention("memoir", 1, 900, 909, "Kronstadt", "place", "Kronstadt", "model"), "")]
    found = who([*text("Trotsky", "Kronstadt Trotsky"), *places], TROTSKY)
    assert found["Trotsky"] == "trotsky"
    assert who(text("М. Н. Рютин", "Рютин", "Приписка Рютина"), RIUTIN)["Рютин"] == "riutin"


def test_a_name_in_another_order_of_initials_waits() -> None:
    assert who(text("Н. М. Рютин"), dossier("riutin", "М. Н. Рютин")) == {"Н. М. Рютин": "?"}


# ── bare surnames ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_bare_surname_waits_where_nothing_says_whose_it_is() -> None:
    assert who(text("Riutin"), RIUTIN) == {"Riutin": "?"}


def test_a_bare_surname_is_linked_where_its_source_gives_the_whole_name() -> None:
    found = who([*text("M. N. Riutin", "Riutin"), *text("Riutina", source="other")], RIUTIN)
    assert found["Riutin"] == "riutin"
    assert who([*text("M. N. Riutin"), *text("Riutin", source="other")], RIUTIN)["Riutin"] == "?"


def test_a_bare_surname_that_the_dossier_lists_is_linked_until_somebody_else_bears_it() -> None:
    assert who(text("Троцкому", "Trotsky"), TROTSKY) == {"Троцкому": "trotsky", "Trotsky": "trotsky"}
    perhaps = text("Bronstein-Trotsky", source="polemic")  # asked about by itself
    assert who([*text("Trotsky"), *perhaps], TROTSKY) == {"Trotsky": "trotsky", "Bronstein-Trotsky": "?"}
    elsewhere = text("Noi Trotsky", source="architects")
    assert who([*text("Trotsky"), *elsewhere], TROTSKY) == {"Trotsky": "?", "Noi Trotsky": ""}


def test_a_bare_surname_waits_where_its_source_names_another_bearer() -> None:
    found = who(text("M. N. Riutin", "Riutin", "P. Riutin"), RIUTIN)
    assert found == {"M. N. Riutin": "riutin", "Riutin": "?", "P. Riutin": ""}


def test_a_given_name_that_no_dossier_knows_is_never_linked_by_the_surname_alone() -> None:
    known = dossier("pryakhin", "Pryakhin", "Пряхин")
    assert who(text("Пряхин", "Иван Пряхин"), known) == {"Пряхин": "?", "Иван Пряхин": "?"}


def test_what_may_be_a_mans_genitive_or_his_wife_waits_unless_a_preposition_tells() -> None:
    found = who(text("М. Н. Рютин", "Рютина", "М. Н. Рютина", "Рютиной"), RIUTIN)
    assert found == {"М. Н. Рютин": "riutin", "Рютина": "?", "М. Н. Рютина": "?", "Рютиной": ""}
    assert who(text("М. Н. Рютин", "~Рютина"), RIUTIN)["Рютина"] == "riutin"
    assert who(text("М. Н. Рютин", "~Рютину"), RIUTIN)["Рютину"] == "?"  # «про Рютину»: hers is the accusative


def test_a_mans_form_in_russian_is_never_his_wifes_and_in_a_western_book_it_may_be() -> None:
    husband, wife = dossier("dronov", "Кузьма Дронов"), dossier("dronova", "Марфа Дронова")
    found = who(text("Кузьма Дронов", "Марфа Дронова", "Дронов", "Дроновой"), husband, wife)
    assert found["Дронов"] == "dronov"
    assert found["Дроновой"] == "dronova"
    assert who(text("Kuzma Dronov", "Marfa Dronova", "Dronov"), husband, wife)["Dronov"] == "?"


def test_several_bearers_of_a_surname_are_nobody_in_particular() -> None:
    assert who(text("Кузьма Дронов", "Дроновых"), dossier("dronov", "Кузьма Дронов"))["Дроновых"] == ""


def test_words_that_a_statement_cites_for_somebody_name_him_there() -> None:
    mentions = text("Riutin", "Riutin", "Riutin", source="minutes")
    cited = QuotedMention(mentions[1][0], "", frozenset({"riutin", "vkpb"}), "riutin#^expelled")
    found = identified(tallied(mentions), [RIUTIN], cited=[cited])
    assert [(one.start, settled.entity) for one, _, settled in found.singled] == [(100, "riutin")]
    assert [one.entity for one in found.settled] == ["riutin"]  # and the source names nobody else so


def test_words_that_two_statements_cite_are_counted_once_and_for_two_people_settle_nothing() -> None:
    mentions = text("Kaiurov", source="minutes")
    of_one = QuotedMention(mentions[0][0], "", frozenset({"kaiurov"}), "kaiurov#^left")
    of_other = QuotedMention(mentions[0][0], "", frozenset({"kaiurov-av"}), "kaiurov-av#^left")
    people = [VASILY, ANOTHER]
    twice = identified(tallied(mentions), people, cited=[of_one, replace(of_one, statement="kaiurov#^came")])
    assert [settled.entity for _, _, settled in twice.singled] == ["kaiurov"]
    assert summed_up(twice).attestations[0].mentions == 1
    assert not identified(tallied(mentions), people, cited=[of_one, of_other]).singled


def test_western_surnames_that_sound_alike_and_are_spelled_otherwise_are_two() -> None:
    rees = dossier("rees", "John Rees", "Rees")
    kamenev = dossier("kamenev", "Lev Kamenev", "Kamenev")
    assert who(text("John Rees", "Rees", "Rice"), rees) == {"John Rees": "rees", "Rees": "rees", "Rice": "?"}
    assert who(text("Kameniev"), kamenev) == {"Kameniev": "kamenev"}


def test_whoever_is_written_otherwise_in_this_script_is_not_asked_about_for_a_sound_in_the_other() -> None:
    lenin = dossier("lenin", "Vladimir Ilyich Lenin", "Lenin", "Ленин")
    names = ("Allan Engler", "Alan Carter", "Allen Lane", "Lyon", "John Lowen", "Laon")
    assert who(text(*names), lenin) == dict.fromkeys(names, "")
    assert who(text("Zinovioev"), dossier("zinoviev", "Grigory Zinoviev", "Зиновьев")) == {"Zinovioev": "?"}
    assert who(text("Cannon"), dossier("kennon", "Кэннон")) == {
        "Cannon": "?"
    }  # nothing says how he is written in Latin


# ── pseudonyms ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_pseudonym_is_known_only_where_a_dossier_or_a_witness_gives_it() -> None:
    assert who(text("Bronstein", "Лев Давидович Бронштейн"), TROTSKY) == {
        "Bronstein": "",
        "Лев Давидович Бронштейн": "?",
    }
    told = KnownDossier("trotsky", "person", "Leon Trotsky", (*TROTSKY.forms, Form("Lev Bronstein", "memoir says so")))
    assert who(text("Lev Bronstein", "Бронштейн"), told) == {"Lev Bronstein": "trotsky", "Бронштейн": "trotsky"}


def test_a_name_that_a_witness_denies_waits() -> None:
    told = KnownDossier(
        "belov", "person", "Ivan Belov", (Form("Ivan Belov", GIVEN), Form("Fitter", "x", contested=True))
    )
    assert who(text("Fitter"), told) == {"Fitter": "?"}


# ── groups, places and works ────────────────────────────────────────────────────────────────────────────────────────


def test_groups_places_and_works_are_linked_by_their_words() -> None:
    opposition = dossier("left", "Left Opposition", "левая оппозиция", kind="group")
    party = dossier("vkpb", "All-Union Communist Party (Bolsheviks)", "ВКП(б)", kind="group")
    found = who(
        text("левой оппозиции", "the Left Opposition", "ВКП(б)", "Trotskyists", kind="group"), opposition, party
    )
    assert found == {"левой оппозиции": "left", "the Left Opposition": "left", "ВКП(б)": "vkpb", "Trotskyists": ""}
    town, village = dossier("petrovsk", "Петровск", kind="place"), dossier("petrovskoe", "Петровское", kind="place")
    found = who(text("Петровске", "Петровского", "Петровском", kind="place"), town, village)
    assert found == {"Петровске": "petrovsk", "Петровского": "petrovskoe", "Петровском": "?"}


# ── judgements ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_abbreviation_is_no_other_that_has_fewer_letters_of_the_same() -> None:
    union = dossier("ussr", "СССР", kind="place")
    found = who(text("SR", "SSR", "SSSR", kind="place"), union)
    assert found == {"SR": "", "SSR": "", "SSSR": "ussr"}


def test_a_body_waits_where_its_source_names_one_of_its_kind_with_more_to_its_name() -> None:
    party = dossier("vkpb", "Communist Party", "Soviet Communist Party", kind="group")
    others = ("Communist Party of Italy", "Spanish Communist Party")
    for other in others:
        found = who(text("Communist Party", "Soviet Communist Party", other, kind="group"), party)
        assert (found["Communist Party"], found["Soviet Communist Party"]) == ("?", "vkpb")
        elsewhere = [*text("Communist Party", kind="group"), *text(other, source="other", kind="group")]
        assert who(elsewhere, party)["Communist Party"] == "vkpb"
    for own in ("Soviet Communist Party", "Manifesto of the Communist Party", "a communist party"):
        assert who(text("Communist Party", own, kind="group"), party)["Communist Party"] == "vkpb"
    odd = "A-Very-Left-Wing-Communist Party"  # more words than stand between spaces
    assert who(text("Communist Party", odd, kind="group"), party)["Communist Party"] == "?"
    committee = dossier("raikom", "райком", kind="group")
    assert who(text("райком", "Ольховский райком", kind="group"), committee)["райком"] == "?"


def test_initials_that_a_dossier_spells_out_itself_are_no_other_groups() -> None:
    known = [dossier("sep", "Socialist Equality Party", "SEP", kind="group")]
    assert who(text("South End Press", "SEP", kind="group"), *known) == {"South End Press": "", "SEP": "sep"}
    assert who(text("South End Press", kind="group"), dossier("sep", "SEP", kind="group")) == {"South End Press": "?"}


def test_the_narrower_judgement_goes_before_the_wider() -> None:
    mentions = [*text("Kaiurov", "Kaiurov"), *text("Kaiurov", source="diary")]
    everywhere = judged(Party(name="Kaiurov"), Party(dossier="kaiurov"), "same")
    there = judged(Party(name="Kaiurov", source="diary"), Party(dossier="kaiurov-av"), "same")
    here = judged(Party(name="Kaiurov", source="memoir", page=1, start=100), Party(dossier="kaiurov-av"), "same")
    found = identified(tallied(mentions), [VASILY, ANOTHER], [everywhere, there, here], places=mentions[1:2])
    assert {tally.source: one.entity for tally, one in zip(found.tallies, found.settled, strict=True)} == {
        "memoir": "kaiurov",
        "diary": "kaiurov-av",
    }
    assert [(one.start, settled.entity) for one, _, settled in found.singled] == [(100, "kaiurov-av")]
    counts = {(one.entity, one.source): one.mentions for one in summed_up(found).attestations}
    assert counts == {("kaiurov", "memoir"): 1, ("kaiurov-av", "memoir"): 1, ("kaiurov-av", "diary"): 1}


def test_one_excluded_by_a_judgement_leaves_the_other() -> None:
    apart = judged(Party(name="Kaiurov", source="memoir"), Party(dossier="kaiurov-av"), "different")
    found = who(text("V. N. Kaiurov", "Kaiurov"), VASILY, ANOTHER, judgements=[apart])
    assert found["Kaiurov"] == "kaiurov"


def test_two_dossiers_that_are_judged_one_are_no_longer_in_each_others_way() -> None:
    one = judged(Party(dossier="kaiurov"), Party(dossier="kaiurov-2"), "same")
    double = dossier("kaiurov-2", "Василий Каюров")
    assert who(text("В. Каюров"), VASILY, double) == {"В. Каюров": "?"}
    assert who(text("В. Каюров"), VASILY, double, judgements=[one])["В. Каюров"].startswith("kaiurov")


def test_a_judgement_on_a_form_of_either_sex_does_not_make_a_woman_a_man() -> None:
    his = judged(Party(name="Рютина"), Party(dossier="riutin"), "same")
    found = who(text("Рютина", "Рютину", "Рютиной"), RIUTIN, judgements=[his])
    assert found == {"Рютина": "riutin", "Рютину": "riutin", "Рютиной": ""}


def test_a_judgement_on_a_mans_name_does_not_reach_a_town_of_that_name() -> None:
    man = dossier("kalinin", "Михаил Иванович Калинин")
    his = judged(Party(name="Калинин"), Party(dossier="kalinin"), "same")
    town = text("Калинин", source="map", kind="place")
    found = identified(tallied([*text("Калинин"), *town]), [man], [his])
    assert {tally.kind: one.entity for tally, one in zip(found.tallies, found.settled, strict=True)} == {
        "person": "kalinin",
        "place": "",
    }


def test_judgements_at_odds_settle_nothing() -> None:
    both = [judged(Party(name="Kaiurov"), Party(dossier=one), "same") for one in ("kaiurov", "kaiurov-av")]
    assert who(text("Kaiurov"), VASILY, ANOTHER, judgements=both) == {"Kaiurov": "?"}


def test_an_unsure_judgement_leaves_the_matter_open() -> None:
    unsure = judged(Party(name="Рютина"), Party(dossier="riutin"), "unsure", why="He had a sister.")
    assert who(text("Рютина"), RIUTIN, judgements=[unsure]) == {"Рютина": "?"}


# ── what holds of everything ────────────────────────────────────────────────────────────────────────────────────────

SURFACES = (
    "М. Н. Рютин", "Рютин", "Рютина", "Riutin", "M. Riutin", "В. Н. Каюров", "Каюров", "A. V. Kaiurov", "Троцкий",
    "Лев Троцкий", "Каюровым", "В. Каюрова", "Михаил Рютин",
)  # fmt: skip
ALL = (RIUTIN, VASILY, ANOTHER, TROTSKY)
some_mentions = st.lists(
    st.builds(
        lambda source, page, start, surface, cue: (
            Mention(source, page, start * 40, start * 40 + len(surface), surface, "person", surface, "model"), cue
        ),
        st.sampled_from(["a", "b"]), st.integers(1, 3), st.integers(0, 30), st.sampled_from(SURFACES),
        st.sampled_from(["", "oblique"]),
    ),
    max_size=25, unique_by=lambda one: (one[0].source, one[0].page, one[0].start),
)  # fmt: skip
some_judgements = st.lists(
    st.builds(
        lambda name, source, dossier_, verdict: judged(
            Party(name=name, source=source), Party(dossier=dossier_), verdict
        ),
        st.sampled_from(SURFACES), st.sampled_from(["", "a"]), st.sampled_from([one.id for one in ALL]),
        st.sampled_from(["same", "different", "unsure"]),
    ),
    max_size=4,
)  # fmt: skip


@given(some_mentions, some_judgements, st.randoms(use_true_random=False))
def test_nothing_depends_on_the_order_of_mentions_and_dossiers(
    mentions: list[tuple[Mention, str]], judgements: list[Judgement], chance: random.Random
) -> None:
    first = summed_up(identified(tallied(mentions), ALL, judgements))
    known = list(ALL)
    chance.shuffle(mentions)
    chance.shuffle(known)
    assert summed_up(identified(tallied(mentions), known, judgements)) == first


@given(some_mentions, some_judgements)
def test_a_judgement_taken_back_restores_what_was_before(
    mentions: list[tuple[Mention, str]], judgements: list[Judgement]
) -> None:
    before = identified(tallied(mentions), ALL)
    withdrawn = [Judgement(one.about, "withdrawn", "A", "2026-02-01", "") for one in judgements]
    assert identified(tallied(mentions), ALL, [*judgements, *withdrawn]) == before


@given(some_mentions)
def test_every_mention_is_counted_once_or_waits(mentions: list[tuple[Mention, str]]) -> None:
    found: Identification = identified(tallied(mentions), ALL)
    naming = summed_up(found)
    linked = sum(t.mentions for t, one in zip(found.tallies, found.settled, strict=True) if one.entity)
    assert sum(one.mentions for one in naming.attestations) == linked
    assert all(sum(one.forms.values()) == one.mentions for one in naming.attestations)
    firsts = {t.first for t in found.tallies}
    assert all(isinstance(one.first, Span) and one.first in firsts for one in naming.attestations)
