"""Statements: what a line means, and what is said when it means nothing."""

from __future__ import annotations

from math import inf

import pytest

from variorum.archive.vocabulary import default_vocabulary, wording_in
from variorum.dates.dating import Dating
from variorum.record import Complement, EntityLink, Quantity, Statement, StatementLink, Words


def only(person, line: str) -> Statement:
    record, findings = person(line + "\n")
    assert findings == (), findings
    return record.statements[0]


def codes(person, line: str) -> list[str]:
    return [finding.code for finding in person(line + "\n")[1]]


def test_a_full_line_gives_date_relation_object_complement_attributes_and_id(person):
    statement = only(person, '- 1932-03: founded [[union]] with [[petrov]] {certainty=high note="two words"} ^founded')
    assert statement.ref == "orlova#^founded"
    assert statement.subject == "orlova"
    assert statement.relation == "founded"
    assert statement.thing == EntityLink("union")
    assert statement.complements == (Complement("with", EntityLink("petrov")),)
    assert statement.when is not None
    assert statement.when.edtf == "1932-03"
    assert dict(statement.attributes) == {"certainty": "high", "note": "two words"}
    assert (statement.position.file, statement.position.line, statement.position.column) == ("people/orlova.md", 8, 3)


def test_the_longest_wording_of_a_relation_wins(person):
    assert only(person, "- member of [[union]]").relation == "member of"
    assert only(person, "- candidate member of [[union]]").relation == "candidate member of"
    assert only(person, "- published [[letter]]").relation == "published"


@pytest.mark.parametrize(
    ("line", "relation"),
    [
        ("- исключён из [[union]]", "expelled from"),
        ("- исключена из [[union]]", "expelled from"),
        ("- исключен из [[union]]", "expelled from"),
        ("- Expelled  from [[union]]", "expelled from"),
        ("- was expelled from [[union]]", "expelled from"),
    ],
)
def test_russian_labels_other_wordings_case_and_spacing_are_understood(person, line, relation):
    assert only(person, line).relation == relation


@pytest.mark.parametrize(
    ("written", "thing"),
    [
        ("[[union]]", EntityLink("union")),
        ("[[union|the Union]]", EntityLink("union")),
        ("[[groups/union.md]]", EntityLink("union")),
        ("[[petrov#^born]]", StatementLink("petrov", "born")),
        ("800000 people", Quantity(800000, 800000, "people", "800000 people")),
        ("600000..800000 people", Quantity(600000, 800000, "people", "600000..800000 people")),
        ("1,200 people", Quantity(1200, 1200, "people", "1,200 people")),
        ("12 %", Quantity(12, 12, "%", "12 %")),
        ("5 million roubles", Quantity(5e6, 5e6, "roubles", "5 million roubles")),
        ("1200", Quantity(1200, 1200, "", "1200")),
        ("800 000 people", Quantity(800000, 800000, "people", "800 000 people")),
        ("800\u202f000 people", Quantity(800000, 800000, "people", "800 000 people")),
        ("30–40 people", Quantity(30, 40, "people", "30–40 people")),
        ("about 800 000 people", Quantity(720000, 880000, "people", "about 800 000 people")),
        ("~40", Quantity(36, 44, "", "~40")),
        ("more than 100 workers", Quantity(100, inf, "workers", "more than 100 workers")),
        (">100 workers", Quantity(100, inf, "workers", ">100 workers")),
        ("up to 30 workers", Quantity(0, 30, "workers", "up to 30 workers")),
        ("свыше 100", Quantity(100, inf, "", "свыше 100")),
        ("около 5 тыс. человек", Quantity(4500, 5500, "человек", "около 5 тыс. человек")),
        ("1,5 млн рублей", Quantity(1.5e6, 1.5e6, "рублей", "1,5 млн рублей")),
        ("1.000.000 Menschen", Quantity(1e6, 1e6, "Menschen", "1.000.000 Menschen")),
        ("bis zu 5,5 Mio. Mark", Quantity(0, 5.5e6, "Mark", "bis zu 5,5 Mio. Mark")),
        ("0.125 t", Quantity(0.125, 0.125, "t", "0.125 t")),
        ('"millions of people"', Words("millions of people")),
        ('"the \\"old\\" guard"', Words('the "old" guard')),
        ("«старая гвардия»", Words("старая гвардия")),
    ],
)
def test_every_kind_of_thing_is_read(person, written, thing):
    assert only(person, f"- counted {written}").thing == thing


@pytest.mark.parametrize(
    ("written", "low", "high"), [("800.000 Menschen", 800, 800000), ("rund 1.250 t", 0.9 * 1.25, 1.1 * 1250)]
)
def test_a_number_that_may_be_two_is_doubted_and_agrees_with_both(person, written, low, high):
    record, findings = person(f"- counted {written}\n")
    assert [(finding.code, finding.severity.word) for finding in findings] == [("S028", "error")]
    thing = record.statements[0].thing
    assert (thing.low, thing.high) == pytest.approx((low, high))


def test_words_that_give_no_number_are_to_be_quoted(person):
    _, findings = person("- counted millions of people\n")
    assert [finding.code for finding in findings] == ["S004"]
    assert 'counted "millions of people"' in findings[0].remedy


def test_a_rough_number_after_a_preposition_keeps_its_own_word(person):
    statement = only(person, "- joined [[union]] with about 40 others")
    assert statement.complements == (Complement("with", Quantity(36, 44, "others", "about 40 others")),)


def test_a_preposition_before_a_year_stays_a_preposition(person):
    statement = only(person, "- wrote [[letter]] before 1932")
    assert [c.preposition for c in statement.complements] == ["before"]


@pytest.mark.parametrize(
    ("date", "severity", "years"),
    [("1928-29", "warning", "1928/1929"), ("1932-33", "warning", "1932/1933"), ("1920-21", "note", "1920/1921")],
)
def test_two_years_that_edtf_reads_as_a_part_of_one_are_doubted(person, date, severity, years):
    record, findings = person(f"- {date}: joined [[union]]\n- predicted {date}\n")
    assert [(finding.code, finding.severity.word) for finding in findings] == [("S011", severity)] * 2
    assert all(years in finding.remedy for finding in findings)
    assert record.statements[0].when.edtf == date


@pytest.mark.parametrize("date", ["1928-21", "1945-33", "1917-21", "1928-11"])
def test_a_season_or_quarter_that_cannot_be_a_second_year_is_not_doubted(person, date):
    assert codes(person, f"- {date}: joined [[union]]") == []


def test_a_bare_year_is_a_date_where_the_relation_does_not_count(person):
    thing = only(person, "- predicted 1932").thing
    assert isinstance(thing, Dating)
    assert thing.edtf == "1932"


def test_the_unit_of_a_quantity_ends_at_a_preposition(person):
    statement = only(person, "- counted 1200 paying members in [[zarechye]]")
    assert statement.thing == Quantity(1200, 1200, "paying members", "1200 paying members")
    assert statement.complements == (Complement("in", EntityLink("zarechye")),)


def test_a_relation_may_stand_alone_or_with_complements_only(person):
    assert only(person, "- 1937: arrested").thing is None
    statement = only(person, "- 1937-06~: executed by order of [[union]] in [[zarechye]]")
    assert statement.relation == "executed in"
    assert statement.thing == EntityLink("zarechye")
    assert statement.complements == (Complement("by order of", EntityLink("union")),)


def test_a_link_without_a_dossier_means_the_dossier_itself(person):
    record, findings = person('- predicted "rain" ^p\n- came about as [[#^p]]\n')
    assert findings == ()
    assert record.statements[1].thing == StatementLink("orlova", "p")


@pytest.mark.parametrize(
    "date", ["1930-09~/1930-10~", "[1667,1668]", "{1960,1961-12}", "193X", "../1932", "1932?", "-0099"]
)
def test_edtf_of_every_level_stands_before_the_colon(person, date):
    statement = only(person, f"- {date}: joined [[union]]")
    assert statement.when is not None
    assert statement.when.written == date
    assert statement.when.edtf


@pytest.mark.parametrize(
    ("date", "proposal"),
    [
        ("14 March 1932", "1932-03-14"),
        ("14.03.1932", "1932-03-14"),
        ("March 1932", "1932-03"),
        ("in 1932", "1932"),
        ("c. 1932", "1932~"),
        ("1930s", "193X"),
        ("1928–29", "1928/1929"),
        ("12 мая 1927 г.", "1927-05-12"),
        ("1932-3", "1932-03"),
        ("..1928", "../1928."),
        ("1928..", "1928/..."),
        ("1928..1930", "1928/1930"),
        ("before 1928", "[..1927-12-31]"),
        ("by 1930", "[..1930]"),
        ("spring of 1932", "1932-21"),
        ("весной 1932 г.", "1932-21"),
        ("Ende Mai 1932", "[1932-05-21..1932-05-31]"),
        ("vor 1928", "[..1927-12-31]"),
        ("1928 г.", "1928."),
    ],
)
def test_a_date_that_is_not_edtf_is_kept_as_written_and_a_proposal_made(person, date, proposal):
    record, findings = person(f"- {date}: joined [[union]]\n")
    assert [finding.code for finding in findings] == ["S011"]
    assert proposal in findings[0].remedy
    assert record.statements[0].when is not None
    assert (record.statements[0].when.written, record.statements[0].when.edtf) == (date, "")


def test_an_impossible_day_stays_text_and_is_a_finding(person):
    record, findings = person("- 1929-02-30: joined [[union]]\n")
    assert [finding.code for finding in findings] == ["S011"]
    assert record.statements[0].when.written == "1929-02-30"


def test_an_unknown_relation_keeps_the_statement_and_names_the_likeliest(person):
    record, findings = person("- 1930: expeled from [[union]] ^x\n  > words [@k, p. 1]\n")
    assert [finding.code for finding in findings] == ["S004"]
    assert "expelled from" in findings[0].remedy
    assert findings[0].position.column == len("- 1930: ") + 1
    assert findings[0].excerpt == "- 1930: expeled from [[union]] ^x"
    statement = record.statements[0]
    assert statement.relation in record.vocabulary.relations
    assert statement.witnesses[0].quotation == "words"


def test_words_between_relation_and_object_make_another_relation(person):
    assert codes(person, "- founded the [[union]]") == ["S004"]


@pytest.mark.parametrize(
    "line",
    [
        "- 1932:",
        "-",
        "- [[union]] founded",
        "- founded [[union",
        "- founded [union]",
        '- predicted "the end',
        "- founded [[union]] very secretly indeed",
        "- founded [[union]] {a=b} [[petrov]]",
        "- founded [[union]] ^bad/id",
    ],
)
def test_what_is_not_understood_is_s003_and_never_an_exception(person, line):
    assert "S003" in codes(person, line)


def test_a_broken_line_costs_that_line_only(person):
    record, findings = person("- founded [[union\n- joined [[union]]\n")
    assert [statement.relation for statement in record.statements if statement.subject == "orlova"] == ["joined"]
    assert [finding.code for finding in findings] == ["S003"]


def test_broken_attributes_cost_themselves(person):
    record, findings = person("- joined [[union]] {a=b ??? c=d a=e}\n")
    assert [finding.code for finding in findings] == ["S010", "S010"]
    assert dict(record.statements[0].attributes) == {"a": "b", "c": "d"}


def test_an_id_given_twice_is_a_finding_and_the_refs_stay_apart(person):
    record, findings = person("- joined [[union]] ^x\n- left [[union]] ^x\n- arrested\n- arrested\n")
    assert [finding.code for finding in findings] == ["S008"]
    refs = [statement.ref for statement in record.statements]
    assert refs[0] == "orlova#^x"
    assert len(set(refs)) == len(refs)


def test_a_statement_without_an_id_keeps_its_ref_when_the_order_changes(person):
    first, _ = person("- arrested\n- joined [[union]]\n")
    second, _ = person("- joined [[union]]\n- arrested\n")
    assert {s.ref for s in first.statements} == {s.ref for s in second.statements}


def test_lists_outside_the_heading_and_in_code_are_prose(wrote):
    record, findings = wrote(
        {
            "people/a.md": """\
            ---
            id: a
            name: A
            ---
            - a list, not a statement

            ```
            ## Statements
            - neither is this
            ```

            ## Statements

            - arrested ^x

            ### A heading below

            - died

            ## Notes

            - nor this
            """
        }
    )
    assert findings == ()
    assert [statement.relation for statement in record.statements] == ["arrested by", "died in"]
    assert "nor this" in record.entities["a"].prose.text
    assert "arrested" not in record.entities["a"].prose.text


def test_a_line_may_go_on_on_the_next(person):
    statement = only(person, "- 1932: founded [[union]]\n  with [[petrov]]\n  ^x")
    assert statement.ref == "orlova#^x"
    assert statement.complements == (Complement("with", EntityLink("petrov")),)


def test_stray_lines_among_statements_are_noted_and_comments_are_not(person):
    record, findings = person("<!-- a comment\n- over lines -->\n- arrested\n\nA stray paragraph.\n")
    assert [(finding.code, finding.severity.word) for finding in findings] == [("S003", "warning")]
    assert [statement.written for statement in record.statements] == ["arrested", "born in [[zarechye]] ^born"]


def test_a_calendar_of_its_own_may_stand_among_the_attributes(person):
    julian = only(person, "- 1917-10-25: arrested {calendar=julian}").when
    gregorian = only(person, "- 1917-11-07: arrested").when
    assert julian.earliest_start == gregorian.earliest_start


def test_a_german_reader_is_never_shown_an_english_wording():
    vocabulary = default_vocabulary()
    for relation in vocabulary.relations.values():
        for wording in (relation.labels["en"], *relation.also):
            statement = Statement("a#^b", "a", relation.name, EntityLink("c"), wording=wording)
            assert wording_in(relation, statement, "de") == relation.labels["de"], wording
