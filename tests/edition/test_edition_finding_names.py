"""Findings name sources, statements and people in the edition; what one is to write keeps its ids."""

from __future__ import annotations

from variorum import chronology
from variorum.archive.reading import read_record
from variorum.criticism.families.dates import document_out_of_order
from variorum.disclosure.openness import Opened
from variorum.edition.citing.item import item_of
from variorum.edition.finding_names import by_name
from variorum.edition.wording import words_of
from variorum.examined import not_looked_through
from variorum.finding import Finding, Severity
from variorum.sample import sample_folder
from variorum.saying import in_language, say


def named(*findings: Finding, language: str) -> tuple[Finding, ...]:
    record = not_looked_through(read_record(sample_folder())[0])
    items = {key: item_of(source, record.entities) for key, source in record.sources.items()}
    opened = Opened(record, findings, frozenset())
    return by_name(opened, items, words_of(language), chronology.of(record)).findings


def test_a_finding_speaks_of_sources_and_people_by_their_names_and_of_places_as_the_language_does() -> None:
    finding = Finding(
        "Q206",
        Severity.ERROR,
        say(
            "These words stand in {source}, {locator}, not {cited}.",
            source="ryabinina1989",
            locator="p. 26",
            cited="p. 27",
        ),
        evidence=(say("{name}, twice", name="Vera Semyonovna Ryabinina"), say("{one}", one="berg#^born"), "as it is"),
        remedy=say("Write derived-from: [{other}].", other="ryabinina1989"),
    )
    (russian,) = named(finding, language="ru")
    assert russian.message == "These words stand in Рябинина, «Четыре станка», с. 26, not с. 27."
    assert russian.evidence == ("Вера Семёновна Рябинина, twice", "«Эмма Карловна Берг родилась»", "as it is")
    assert in_language(russian.remedy, "en") == "Write derived-from: [ryabinina1989]."
    (english,) = named(finding, language="en")
    assert english.message == "These words stand in Рябинина, “Четыре станка”, p. 26, not p. 27."


def test_a_finding_without_ids_is_the_very_same() -> None:
    finding = Finding("A001", Severity.ERROR, say("The file is empty."), about=("x",))
    assert named(finding, language="ru")[0] is finding


def test_english_readers_are_told_dates_in_words_while_the_finding_that_is_kept_stays_as_it_was() -> None:
    record = not_looked_through(read_record(sample_folder())[0])
    kept = next(one for one in document_out_of_order(record) if "zayavlenie1956" in one.about)
    assert "and zayavlenie1956 (1956-09-02) cannot both be as they are dated" in kept.message
    (shown,) = named(kept, language="en")
    assert "(December 1956) and “Заявление Э. К. Берг о пересмотре дела” (2 September 1956)" in shown.message
    assert "(December 1956)" in shown.remedy
    (russian,) = named(kept, language="ru")
    assert "«Заявление Э. К. Берг о пересмотре дела» (2 сентября 1956)" in in_language(russian.message, "ru")
