"""A manuscript held against a folder: verdicts, places, second hand, contradictions, and nobody accused wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.finding import Severity
from variorum.manuscript.audit import Audit, Recalled, audit, summary_of
from variorum.manuscript.findings import TITLES, findings_of
from variorum.manuscript.manual import manual
from variorum.manuscript.one_text import one_text_among
from variorum.manuscript.reading import manuscript_of
from variorum.manuscript.report import as_html, witnesses_in_words
from variorum.manuscript.verdicts import AuditedQuotation
from variorum.manuscript.works import Work
from variorum.quotation import verification
from variorum.quotation.asking import ExactPlace, QuotationQuestion
from variorum.quotation.texts import Body, MemoryTexts
from variorum.record import Page

DIARY = (
    "The winter was hard. On 12 March 1921 the mill stood still, and 800,000 workers went home without bread or wages.",
    "The council met in the old hall and resolved that the grain be shared among all who had worked for it. Nobody "
    "spoke against the motion, and the chairman closed the meeting before dusk fell over the river and the town.",
    "In spring the barges came again, and what was left of the harvest was carried to the station by night.",
)
STUDY = (
    "The study of the mill has a long history in which many hands were at work before the present author came to it.",
    "As the diary has it, “the council met in the old hall and resolved . . . before dusk fell over the river and the "
    "town.” No other source says so much.",
)
WORKS = (
    Work("orlova-diary", "folder", "A Diary of the Mill", ("Anna Orlova",), "1922", file="orlova-diary.txt"),
    Work("veber-study", "folder", "The Mill and Its Historians", ("Karl Veber",), "1990", file="veber-study.txt"),
)
FIRST = "Anna Orlova, *A Diary of the Mill* (Riga: Lot, 1922)"


def texts() -> MemoryTexts:
    held = {"orlova-diary": DIARY, "veber-study": STUDY}
    return MemoryTexts({
        key: tuple(Page(key, number, str(number), text) for number, text in enumerate(pages, start=1))
        for key, pages in held.items()
    })  # fmt: skip


def audited(body: str, *notes: str) -> Audit:
    written = "\n\n".join([body, *(f"[^{number}]: {note}" for number, note in enumerate(notes, start=1))])
    return audit(manuscript_of(written.encode(), "a.md"), texts(), WORKS)


def only(made: Audit) -> AuditedQuotation:
    held = [one for one in made.quotations if one.quoted.kind in ("quotation", "fragment")]
    assert len(held) == 1
    return held[0]


def codes(made: Audit) -> set[str]:
    return {finding.code for finding in findings_of(made)}


def test_a_true_quotation_is_as_cited_and_wants_nothing() -> None:
    made = audited("She wrote that “the grain be shared among all who had worked for it”.[^1]", f"{FIRST}, 2.")
    assert (only(made).verification.verdict, only(made).verification.place) == ("verbatim", "as cited")
    assert not codes(made)


def test_ibid_carries_work_and_page() -> None:
    made = audited(
        "“The winter was hard.”[^1] And “the mill stood still”.[^2] Later “the barges came again”.[^3]",
        f"{FIRST}, 1.", "Ibid.", "Ibid., 3.",
    )  # fmt: skip
    assert [(one.verification.verdict, one.verification.place) for one in made.quotations] == [
        ("verbatim", "as cited")
    ] * 3


def test_another_word_another_page_and_another_source_are_told_apart() -> None:
    wrong_word = audited("“the grain be sold among all who had worked for it”[^1]", f"{FIRST}, 2.")
    wrong_page = audited("“the grain be shared among all who had worked for it”[^1]", f"{FIRST}, 3.")
    wrong_source = audited(
        "“the barges came again, and what was left of the harvest”[^1]", "Veber, *The Mill and Its Historians*, 2."
    )
    assert (codes(wrong_word), codes(wrong_page), codes(wrong_source)) == ({"M101"}, {"M105"}, {"M106"})


def test_what_is_not_held_is_not_accused() -> None:
    made = audited(
        "“the rope was counted by lantern light that night”[^1]", "Ilya Sokol, *The Harbour* (Riga, 1930), 12."
    )
    assert only(made).verification.verdict == "unchecked"
    assert codes(made) == {"M108"}
    assert [one.state for one in made.references] == ["not held"]


def test_where_one_of_two_works_is_not_held_the_words_may_stand_there() -> None:
    made = audited(
        "“the rope was counted by lantern light that night”[^1]", f"{FIRST}, 2; Ilya Sokol, *The Harbour* (1930), 12."
    )
    assert only(made).verification.verdict == "unchecked"
    assert "M103" not in codes(made)


def test_a_note_at_the_end_of_a_paragraph_is_not_held_against_a_quotation_that_need_not_be_its() -> None:
    body = "He wrote “No other source says so much”. The meeting was short. She wrote “the winter was hard”.[^1]"
    made = audited(body, f"{FIRST}, 1.")
    assert not {finding.code for finding in findings_of(made)} & {"M101", "M103", "M105", "M106"}


def test_a_number_in_the_sentence_that_the_page_contradicts_is_shown() -> None:
    made = audited("Of 900,000 workers she says that they “went home without bread or wages”.[^1]", f"{FIRST}, 1.")
    assert [(one.kind, one.in_sentence, one.on_page) for one in made.contradicted] == [
        ("number", "900,000 workers", "800,000 workers")
    ]


def test_another_day_of_the_month_is_shown_and_the_right_one_is_not() -> None:
    wrong = audited("On 21 March 1921, she says, “the mill stood still”.[^1]", f"{FIRST}, 1.")
    right = audited("On 12 March 1921, she says, “the mill stood still”.[^1]", f"{FIRST}, 1.")
    assert [one.kind for one in wrong.contradicted] == ["date"]
    assert not right.contradicted


def test_a_number_of_something_else_contradicts_nothing() -> None:
    made = audited("In a town of 40,000 souls they “went home without bread or wages”.[^1]", f"{FIRST}, 1.")
    assert not made.contradicted


def test_the_same_omission_as_a_secondary_work_gives_second_hand_away() -> None:
    quotation = "“the council met in the old hall and resolved . . . before dusk fell over the river and the town.”"
    made = audited(f"The diary says: {quotation}[^1]", f"{FIRST}, 2.")
    assert [(one.source, "down to the omission" in one.because) for one in made.second_hand] == [("veber-study", True)]
    named = audited(
        f"The diary says: {quotation}[^1]", f"{FIRST}, 2, quoted in Veber, *The Mill and Its Historians*, 2."
    )
    assert not named.second_hand


def test_a_page_beyond_the_last_cannot_be() -> None:
    many = MemoryTexts(
        {"orlova-diary": tuple(Page("orlova-diary", n, str(n), f"Page {n} of the diary.") for n in range(1, 13))}
    )
    made = audit(manuscript_of(f"Text.[^1]\n\n[^1]: {FIRST}, 90.".encode(), "a.md"), many, WORKS[:1])
    assert [(one.state, "ends with p. 12" in one.because) for one in made.references] == [("impossible", True)]


def test_a_day_that_never_was_cannot_be() -> None:
    made = audited("Text.[^1]", "Правда. 1927. 31 апреля. С. 2.")
    assert [one.state for one in made.references] == ["impossible"]


def test_an_ibid_in_front_of_everything_is_declined() -> None:
    made = audited("“The winter was hard.”[^1]", "Ibid., 5.")
    assert [(one.source, one.sure) for one in made.notes["1"]] == [("", False)]
    assert "comes first" in made.notes["1"][0].because
    assert codes(made) == {"M110"}
    assert "Not in the folder" not in as_html(made, findings_of(made), texts())


def test_a_work_about_a_work_is_not_taken_for_it() -> None:
    title = "On Orlova's “A Diary of the Mill”"
    review = Work("lapin2001", "folder", title, ("Pavel Lapin",), "2001", file="lapin2001.txt",
                  opening=("On Orlova's “A Diary of the Mill”", "Pavel Lapin"))  # fmt: skip
    held = MemoryTexts({"lapin2001": (Page("lapin2001", 1, "1", "A fine diary."),)})
    made = audit(manuscript_of(f"Text.[^1]\n\n[^1]: {FIRST}, 1.".encode(), "a.md"), held, [review])
    assert made.notes["1"][0].source == ""


def test_a_title_page_may_name_the_author_first() -> None:
    lines = ("Anna Orlova", "A Diary of the Mill", "Leeds, 1931", "Contents", "Letters Home", "A Diary of the Quay")
    book = Work("a", "folder", "Anna Orlova", (), "1931", file="a.txt", opening=lines)
    other = Work(
        "b", "folder", "Anna Orlova", (), "1935", file="b.txt", opening=("Anna Orlova", "Ropes", "Leeds, 1935")
    )
    held = MemoryTexts({key: (Page(key, 1, "1", DIARY[0]),) for key in "ab"})
    cited = (
        "Anna Orlova, *A Diary of the Mill* (Leeds, 1931), 1.",
        "Orlova, *Diary*, 1.",
        "Orlova, *Diary of the Quay*.",
        "*Letters Home*, 1.",
    )
    notes = "\n\n".join(f"[^{number}]: {note}" for number, note in enumerate(cited, start=1))
    made = audit(
        manuscript_of(f"Text.[^1] Text.[^2] Text.[^3] Text.[^4]\n\n{notes}".encode(), "a.md"), held, [book, other]
    )
    assert [made.notes[label][0].source for label in "1234"] == ["a", "a", "", ""]


def test_an_answer_given_before_decides() -> None:
    twins = [
        Work(f"orlova{n}", "folder", f"A Diary of the Mill, part {n}", ("Anna Orlova",), file=f"orlova{n}.txt")
        for n in (1, 2)
    ]
    held = MemoryTexts({work.key: (Page(work.key, 1, "1", DIARY[0]),) for work in twins})
    manuscript = manuscript_of(b"Text.[^1]\n\n[^1]: Orlova, *Diary of the Mill*, 1.", "a.md")
    open_one = audit(manuscript, held, twins).notes["1"][0]
    assert not open_one.sure
    assert {one.key for one in open_one.candidates} == {"orlova1", "orlova2"}
    answered = audit(manuscript, held, twins, recalled=Recalled({"orlova diary mill": "orlova2"})).notes["1"][0]
    assert (answered.source, answered.how, answered.sure) == ("orlova2", "answer", True)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VARIORUM_CACHE", str(tmp_path / "cache"))
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "orlova-diary.txt").write_text("A DIARY OF THE MILL\n\nBy Anna Orlova\n\n" + "\n\n".join(DIARY), "utf-8")
    return tmp_path


def test_a_folder_is_read_once_and_never_written_to(folder: Path) -> None:
    from variorum.manuscript.auditing import audit_file
    from variorum.manuscript.shelf import cache_size, empty_cache

    draft = folder / "draft.md"
    draft.write_text(f"“the grain be shared among all who had worked for it”[^1]\n\n[^1]: {FIRST}, 2.\n", "utf-8")
    steps: list[tuple[str, int, int]] = []
    made, _ = audit_file(draft, sources=[folder / "sources"], progress=lambda *step: steps.append(step))
    again, _ = audit_file(
        draft, sources=[folder / "sources"], progress=lambda *step: steps.append(("again", *step[1:]))
    )
    assert made.summary == again.summary
    assert made.summary["verbatim"] == 1
    assert [step for step in steps if step[0] == "Reading sources"]
    assert sorted(path.name for path in (folder / "sources").iterdir()) == ["orlova-diary.txt"]
    assert cache_size() > 0
    assert empty_cache() > 0
    assert cache_size() == 0


def test_a_folder_with_nothing_readable_is_said_and_nothing_is_accused(folder: Path) -> None:
    from variorum.manuscript.auditing import audit_file

    (folder / "sources" / "orlova-diary.txt").write_bytes(b"")
    draft = folder / "draft.md"
    draft.write_text("“the grain be shared among all who had worked for it”[^1]\n\n[^1]: Orlova, 2.\n", "utf-8")
    made, _ = audit_file(draft, sources=[folder / "sources"])
    assert any("no source that could be read" in remark for remark in made.remarks)
    assert {one.verification.verdict for one in made.quotations} == {"unchecked"}


def test_another_draft_in_the_folder_is_no_source(folder: Path) -> None:
    from variorum.manuscript.auditing import audit_file

    running = [
        f"The {word} chapter goes on about the mill and its people at some length, and says what nobody had said, "
        f"namely that the {word} wheel was turned by hand."
        for word in ("first", "second", "third", "fourth")
    ]
    quoted = "She wrote that “the rope was counted by lantern light”.[^1]\n\n[^1]: Sokol, *The Harbour* (1930), 2."
    draft, older = folder / "draft.md", folder / "sources" / "older-draft.md"
    for path in (draft, older):
        path.write_text("\n\n".join([*running, quoted]), "utf-8")
    made, shelf = audit_file(draft, sources=[folder / "sources"])
    assert "older-draft" not in shelf.sources()
    assert any("older-draft" in remark for remark in made.remarks)
    assert [(one.verification.verdict, one.elsewhere) for one in made.quotations] == [("unchecked", ())]


def test_a_live_item_of_zotero_leads_to_the_file_and_gives_the_page() -> None:
    from making_docx import call, docx, paragraph, text, zotero

    shown = zotero(
        "Orlova, Diary, 2.",
        id="orlova",
        title="A Diary of the Mill",
        author=[{"family": "Orlova", "given": "Anna"}],
        locator="2",
    )
    data = docx(
        paragraph(text("She wrote: “the grain be shared among all who had worked for it”"), call(1)),
        notes=(paragraph(shown),),
    )  # fmt: skip
    made = audit(manuscript_of(data, "a.docx"), texts(), WORKS)
    assert [(one.source, one.how, one.locator) for one in made.notes["1"]] == [("orlova-diary", "live", "2")]
    assert (only(made).verification.verdict, only(made).verification.place) == ("verbatim", "as cited")


def test_the_citation_at_the_end_of_a_block_is_not_part_of_the_quotation() -> None:
    made = audited("She wrote:\n\n> the grain be shared among all who had worked for it [@orlova-diary, p. 2]")
    assert only(made).quoted.text == "the grain be shared among all who had worked for it"
    assert (only(made).verification.verdict, only(made).verification.place) == ("verbatim", "as cited")


def test_author_and_date_in_brackets_stand_for_a_note() -> None:
    entries = "\n\n# References\n\nOrlova, A. (1922) A Diary of the Mill. Riga: Lot.\n"
    made = audited("As Orlova (1922, 2) has it, “the grain be shared among all” (Orlova 1922: 2)." + entries)
    assert (only(made).verification.place, only(made).works[0].how) == ("as cited", "bibliography")


def test_many_notes_and_a_ring_of_ibid_end_in_time() -> None:
    body = " ".join(f"Word.[^{number}]" for number in range(1, 2001))
    made = audited(body, *(["Ibid."] * 2000))
    assert {one.source for works in made.notes.values() for one in works} == {""}


@pytest.mark.parametrize("later", ["Orlova, op. cit., 2.", "Orlova, 2.", "Orlova, see n. 1, p. 2."])
def test_a_work_whose_file_names_no_author_is_known_by_whom_a_note_before_gave_it_to(later: str) -> None:
    works = tuple(Work(work.key, "folder", work.title, (), "", file=work.file) for work in WORKS)
    body = (
        "One “800,000 workers went home without bread”.[^1]\n\nTwo “the grain be shared among all who had worked”.[^2]"
    )
    written = f"{body}\n\n[^1]: {FIRST}, 1.\n\n[^2]: {later}\n"
    made = audit(manuscript_of(written.encode(), "a.md"), texts(), works)
    (cited,) = made.notes["2"] if "2" in made.notes else list(made.notes.values())[1]
    assert (cited.source, cited.sure, cited.locator) == ("orlova-diary", True, "2")


def test_every_finding_of_an_audit_has_its_page_in_the_manual() -> None:
    assert manual().keys() == TITLES.keys()
    assert all(page.title and page.why and page.what_to_do for page in manual().values())


def test_a_number_parted_otherwise_is_told_as_such_and_another_number_as_an_error() -> None:
    same = audited("“the mill stood still, and 800 000 workers went home without bread or wages”[^1]", f"{FIRST}, 1.")
    other = audited("“the mill stood still, and 80,000 workers went home without bread or wages”[^1]", f"{FIRST}, 1.")
    assert codes(same) == {"M119"}
    assert "M101" in codes(other)


def test_words_that_the_source_only_reports_are_told_as_somebody_elses() -> None:
    held = MemoryTexts(
        {"orlova-diary": (Page("orlova-diary", 1, "1", "They hoped that the barges would bring grain."),)}
    )
    written = f"She wrote that “the barges would bring grain”.[^1]\n\n[^1]: {FIRST}, 1."
    made = audit(manuscript_of(written.encode(), "a.md"), held, WORKS)
    assert only(made).verification.frame == "reported"
    assert codes(made) == {"M118"}


def test_years_told_in_a_title_are_not_the_year_of_the_work() -> None:
    work = Work("ten", "folder", "Ten Years of the Mill (1912–1922). A Sketch", ("A. Orlov (editor)",), file="ten.pdf")
    held = MemoryTexts({"ten": (Page("ten", 1, "5", "The grain was shared among all who had worked."),)})
    note = "[^1]: Десять лет фабрики (1912–1922): Краткий очерк. М., 1923. С. 5."
    body = "It says “the grain was shared among all who had worked”.[^1]"
    made = audit(manuscript_of(f"{body}\n\n{note}".encode(), "a.md"), held, (work,))
    assert made.notes["1"][0].reference.year == "1923"
    note = "[^1]: *Ten Years of the Mill (1912–1922): A Sketch*, ed. A. Orlov (Riga: Lot, 1923), 5."
    made = audit(manuscript_of(f"{body}\n\n{note}".encode(), "a.md"), held, (work,))
    assert (only(made).verification.verdict, only(made).verification.place) == ("marked", "as cited")


def test_a_note_in_which_nothing_is_understood_is_said_to_be_so_once() -> None:
    made = audited(
        "She wrote “the grain be shared among all” and “closed the meeting before dusk fell”.[^1]",
        "I owe this to a friend who knew the hall.",
    )
    told = [finding for finding in findings_of(made) if finding.code == "M110"]
    assert ["orlova-diary" in finding.message for finding in told] == [True]


MEMOIR = "They did not expect freedom to follow at once. If the grain is shared the children will live."


def _told_of(body: str) -> set[str]:
    held = MemoryTexts({"orlova-diary": (Page("orlova-diary", 1, "1", MEMOIR),)})
    return codes(audit(manuscript_of(f"{body}\n\n[^1]: {FIRST}, 1.".encode(), "a.md"), held, WORKS))


def test_a_negation_or_condition_that_the_own_sentence_has_is_no_fault() -> None:
    assert "M114" in _told_of("They could then “expect freedom to follow at once”.[^1]")
    assert _told_of("They did not “expect freedom to follow at once”.[^1]") == set()
    assert "M114" in _told_of("She promised that “the children will live”.[^1]")
    assert _told_of("Only if bread is shared, she says, “the children will live”.[^1]") == set()


def test_a_negation_elsewhere_in_the_sentence_answers_nothing() -> None:
    assert "M114" in _told_of(
        "Nobody came to the mill; she wrote nonetheless that they would “expect freedom to follow at once”.[^1]"
    )


def test_a_note_after_a_full_stop_is_not_that_of_the_next_sentence() -> None:
    made = audited(
        "So it was.[^1] Petrov says “that nobody has ever seen the sea in this town of ours”.", f"{FIRST}, 1."
    )
    assert only(made).note == ""


def test_words_like_some_source_that_nobody_cites_are_no_error() -> None:
    made = audited("He liked “the council met in the old barn and resolved that the flour be shared” so much.")
    severities = {finding.code: finding.severity.name for finding in findings_of(made)}
    assert severities["M101"] == "WARNING"


def test_a_few_words_before_a_quotation_that_has_the_note_are_scare_quotes_where_no_source_has_them() -> None:
    made = audited(
        "After “acts of force” we learn that “the grain be shared among all who had worked for it”.[^1]", f"{FIRST}, 2."
    )
    assert [one.quoted.kind for one in made.quotations] == ["scare", "quotation"]
    assert codes(made) == set()


def _paged(key: str, *pages: str) -> tuple[Page, ...]:
    return tuple(Page(key, number, str(number), text) for number, text in enumerate(pages, start=1))


LONG = " ".join(
    f"On the {number}th day the barge {name} came down with {number * 7} sacks of {grain}, and a clerk wrote it in."
    for number, (name, grain) in enumerate(
        zip(("Anna", "Vera", "Olga", "Nina") * 6, ("rye", "oats", "salt") * 8, strict=True), 1
    )
)
POLICE_PAPER = "The informer Slesar reports that nobody spoke of the strike at the mill on Thursday evening."


def test_files_that_hold_one_text_are_one_witness_and_what_rests_on_police_and_memoirs_is_told() -> None:
    held = {
        "book": _paged("book", LONG, DIARY[1]), "offprint": _paged("offprint", LONG.replace("clerk", "cleck", 2)),
        "report": _paged("report", POLICE_PAPER), "memoir": _paged("memoir", DIARY[2]),
    }  # fmt: skip
    works = (
        Work("book", "folder", "The Barges of the River", ("Anna Orlova",), "1930", file="book.txt"),
        Work("offprint", "folder", "Sacks and Clerks", ("Anna Orlova",), "1929", file="offprint.txt"),
        Work("report", "folder", "Report of an Informer to the Police", (), "1932", file="report.txt"),
        Work("memoir", "folder", "Memoirs of a Weaver", ("Vera Lind",), "1964", file="memoir.txt"),
    )
    notes = (
        "Anna Orlova, *The Barges of the River* (Riga: Lot, 1930), 1.",
        "Anna Orlova, *Sacks and Clerks* (Riga: Lot, 1929), 1.",
        "*Report of an Informer to the Police* (1932), 1.", "Vera Lind, *Memoirs of a Weaver* (Riga: Lot, 1964), 1.",
    )  # fmt: skip
    body = "# One\n\nFirst.[^1] Second.[^2]\n\n# Two\n\nThird.[^3] Fourth.[^4]"
    written = "\n\n".join([body, *(f"[^{n}]: {note}" for n, note in enumerate(notes, start=1))])
    made = audit(manuscript_of(written.encode(), "a.md"), MemoryTexts(held), works, memoirs_after=1950)
    witnesses = made.witnesses
    assert [(one.shorter, one.longer) for one in witnesses.one_text] == [("offprint", "book")]
    assert (witnesses.whole.references, witnesses.whole.witnesses) == (4, 3)
    assert (witnesses.whole.police, witnesses.whole.memoirs, witnesses.whole.late) == (0.25, 0.25, 0.25)
    assert [(one.chapter, one.witnesses, one.police) for one in witnesses.chapters] == [
        ("One", 1, 0.0),
        ("Two", 2, 0.5),
    ]
    assert "hold one text" in witnesses_in_words(made)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Report of an Informer to the Police", "police"),
        ("Police Reports on the Weavers", "police"),
        ("OGPU Information Summaries, 1929", "police"),
        ("Interrogation of V. Lind, 4 May 1932", "police"),
        ("Сводка областного управления ОГПУ о настроениях", "police"),
        ("Протокол допроса А. Сливы", "police"),
        ("Агентурное донесение от 3 мая", "police"),
        ("Vernehmungsprotokoll des Webers Lind", "police"),
        ("Inside the Gestapo: A Sociology", ""),
        ("Surveillance and Its Limits in a River Town", ""),
        ("The Stasi and the Taboos of a Small State", ""),
        ("КГБ вчера и сегодня", ""),
        ("Полицейские и воры", ""),
        ("Memoirs of a Weaver", "memoir"),
        ("Воспоминания ткачихи", "memoir"),
        ("Erinnerungen einer Weberin", "memoir"),
        ("The Autobiographical Pact Reconsidered", ""),
        ("Ученые записки кафедры", ""),
    ],
)
def test_a_book_about_the_police_is_none_of_its_papers(title: str, kind: str) -> None:
    works = (Work("w", "folder", title, ("Anna Orlova",), "1930", file="w.txt"),)
    written = f"First.[^1]\n\n[^1]: Anna Orlova, *{title}* (Riga: Lot, 1930), 1."
    made = audit(manuscript_of(written.encode(), "a.md"), MemoryTexts({"w": _paged("w", LONG)}), works)
    whole = made.witnesses.whole
    assert (whole.police, whole.memoirs) == (float(kind == "police"), float(kind == "memoir"))


def test_two_works_on_one_subject_that_quote_each_other_are_two_witnesses() -> None:
    held = {"book": _paged("book", LONG), "other": _paged("other", f"{DIARY[1]} {DIARY[2]} He quotes: {LONG[:300]}")}
    assert one_text_among(MemoryTexts(held), held) == ()


def test_a_line_alone_at_a_page_s_head_is_asked_about_and_no_error() -> None:
    pages = _paged(
        "orlova-diary", "It was late and the council resolved that all the", "Part Two\n\ngrain be shared there."
    )
    written = f"She wrote “the council resolved that all the grain be shared there”.[^1]\n\n[^1]: {FIRST}, 1-2."
    made = audit(manuscript_of(written.encode(), "a.md"), MemoryTexts({"orlova-diary": pages}), WORKS)
    assert {finding.code: finding.severity.name for finding in findings_of(made)} == {"M101": "WARNING"}


def test_a_number_that_a_marked_omission_leaves_out_is_noted_and_a_negation_is_a_warning() -> None:
    said = "The carts stood for 3 weeks at every ford, and the carriers did not go home before the thaw of that year."
    texts = MemoryTexts({"orlova-diary": (Page("orlova-diary", 1, "1", said),)})

    def graver(words: str) -> list[Severity]:
        made = audit(manuscript_of(f"She wrote “{words}”.[^1]\n\n[^1]: {FIRST}, 1.\n".encode(), "a.md"), texts, WORKS)
        return [finding.severity for finding in findings_of(made) if finding.code == "M114"]

    assert graver("The carts stood […] at every ford") == [Severity.NOTE]
    assert graver("the carriers did […] go home before the thaw of that year") == [Severity.WARNING]


def test_each_difference_is_told_once_and_a_first_capital_only_alone() -> None:
    from variorum.evidence import Difference
    from variorum.manuscript.findings import differences_in_words

    capital, word = Difference("replaced", "the", "The"), Difference("replaced", "bread", "grain")
    assert differences_in_words((capital, word, word)) == ("“bread” for “grain”",)
    assert differences_in_words((capital,)) == ("“the” for “The”",)


@pytest.mark.parametrize(("share", "told"), [(0.0, 0.0), (0.001, 0.01), (0.5, 0.5), (0.9967, 0.99), (1.0, 1.0)])
def test_a_share_is_told_as_all_or_none_only_where_it_is(share: float, told: float) -> None:
    from variorum.manuscript.report import told_share

    assert told_share(share) == told


def test_the_report_allows_its_own_style_alone_and_lets_scripts_run_their_way() -> None:
    import re
    from base64 import b64encode
    from hashlib import sha256

    from variorum.manuscript.report import as_html

    made = audited("She wrote “the council met <i>nowhere</i> and resolved nothing”.[^1]", f"{FIRST}, 2.")
    page = as_html(made, findings_of(made), texts(), language="de")
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    assert f"style-src 'sha256-{b64encode(sha256(style[1].encode()).digest()).decode()}'" in page
    assert "unsafe-inline" not in page
    assert "<i>" not in page
    assert ' style="' not in page
    assert 'dir="auto"' in page
    for target in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{target}"' in page


def test_words_quoted_in_hundreds_of_notes_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    wordings = ("the council sent bread to the carters", "sent bread to the carters of Brin")
    pages = tuple(
        Page("quay", n, str(n), f"In week {n} the council sent bread to the carters of Brin.") for n in range(1, 201)
    )
    notes = range(1, 401)
    body = [f"He wrote: “{wordings[n % 2]}”[^{n}], and so on." for n in notes]
    cited = [f"[^{n}]: Ada Vane, *The Long Quay* (London, 1920), {1 + n // 2 % 200}." for n in notes]
    looked: list[str] = []
    really = verification.exact_standings

    def counted(question: QuotationQuestion, body: Body) -> list[ExactPlace]:
        looked.append(question.quotation)
        return really(question, body)

    monkeypatch.setattr(verification, "exact_standings", counted)
    work = Work("quay", "folder", "The Long Quay", ("Ada Vane",), "1920", file="quay.pdf")
    made = audit(manuscript_of("\n\n".join([*body, *cited]).encode(), "a.md"), MemoryTexts({"quay": pages}), [work])
    assert len(looked) <= 3  # each wording, and once more where it runs over from one batch into the next
    assert [one.verification.place for one in made.quotations] == ["as cited"] * len(notes)
    assert [one.note for one in made.quotations] == [str(n) for n in notes]


NOVEL = (
    "О Боже, как это скверно было тогда на мельнице! Никто не видел баржи у старого причала до самой весны.",
    "Природа не храм, а мастерская, и человек в ней работник, сказал тогда мельник у старого причала.",
)
ENTRIES = (
    "# Bibliography\n\nVane, Ruth. 1931. *The Quay*. Leeds: Kiln.\n\n———. 1940. *The Barge*. Leeds: Kiln.\n\n"
    "Orlova, Anna. 1922. *A Diary of the Mill*. Riga: Lot."
)


def in_text(body: str) -> Audit:
    return audit(manuscript_of(f"{body}\n\n{ENTRIES}".encode(), "a.md"), texts(), WORKS)


@pytest.mark.parametrize(
    ("body", "work"),
    [
        ("As Vane has it, “nobody saw the river run by night” (1931, 12).", "The Quay"),
        ("So “nobody saw the river run by night” (1940, xii), says Vane.", "The Barge"),
        ("Later Orlova says that “the barges came again” (3).", "A Diary of the Mill"),
    ],
)
def test_a_year_or_a_page_behind_a_quotation_is_of_whom_the_sentence_names(body: str, work: str) -> None:
    one = only(in_text(body))
    assert [work in (resolved.work or "") for resolved in one.works] == [True]
    assert "M107" not in codes(in_text(body))


def test_a_page_alone_leads_to_the_work_that_has_the_words_and_else_is_left_open() -> None:
    stands = only(in_text("It is told that “the mill stood still” (1)."))
    assert (stands.verification.verdict, stands.verification.place) == ("verbatim", "as cited")
    left = in_text("It is told that “the rope was counted by lantern light” (1).")
    assert only(left).verification.verdict == "unchecked"
    assert codes(left) == {"M109"}


def test_a_year_behind_a_title_and_a_number_behind_a_word_cite_nothing() -> None:
    made = in_text("Her “Songs of the River” (1869) and the so-called “moderates” (1917) are forgotten.")
    assert not made.notes


def test_the_page_that_ends_a_block_is_none_of_its_words() -> None:
    made = in_text("She has it so:\n\n> On 12 March 1921 the mill stood still, and 800,000 workers went home. (1)")
    (one,) = [one for one in made.quotations if one.quoted.how == "block"]
    assert one.quoted.text.endswith("home.")


def test_few_words_that_cite_nothing_are_not_likened_to_any_source() -> None:
    made = audited("He spoke of “the old river” and “a hall in winter that nobody saw”.")
    assert not codes(made) & {"M101", "M103"}


def test_a_quotation_without_a_note_that_stands_nowhere_is_told_once() -> None:
    made = audited("He wrote that “the rope was counted twice by lantern light”.")
    assert [finding.code for finding in findings_of(made)] == ["M107"]


def test_the_authors_own_words_between_dashes_are_no_words_of_a_russian_quotation() -> None:
    held = MemoryTexts({"roman": tuple(Page("roman", n, str(n), text) for n, text in enumerate(NOVEL, start=1))})
    work = Work("roman", "folder", "Мельница", ("Вера Сизова",), "1922", file="roman.txt")
    body = "«Природа не храм, — говорит мельник у Сизовой, — а мастерская, и человек в ней работник»[^1]."
    bent = "«Природа не храм, — говорит мельник у Сизовой, — а темница, и человек в ней работник»[^1]."
    made, wrong = (
        audit(manuscript_of(f"{text}\n\n[^1]: Сизова В. Мельница. С. 2.".encode(), "a.md"), held, [work])
        for text in (body, bent)
    )
    assert (only(made).verification.verdict, only(made).verification.place) == ("marked", "as cited")
    assert codes(wrong) == {"M101"}


def test_what_the_sentence_quotes_apart_was_not_cut_away() -> None:
    said = "If the winter is hard, the mill will stand still."
    held = MemoryTexts({"orlova-diary": (Page("orlova-diary", 1, "1", said),)})
    body = "“If the winter is hard,” she wrote, “the mill will stand still.”[^1]"
    made = audit(manuscript_of(f"{body}\n\n[^1]: {FIRST}, 1.".encode(), "a.md"), held, WORKS[:1])
    assert not codes(made)


def test_an_omission_that_is_marked_is_not_said_to_be_unmarked() -> None:
    made = audited("So “The council […] before dusk”[^1] it was.", f"{FIRST}, 2.")
    assert not [finding for finding in findings_of(made) if "without a mark" in finding.message]


def test_the_number_of_a_part_that_opens_a_file_is_no_title(tmp_path: Path) -> None:
    from variorum.manuscript.shelf import open_shelf

    (tmp_path / "Sizova_MelnitsaIReka.txt").write_text(f"Часть первая\n\nI\n\n{NOVEL[0]}", encoding="utf-8")
    (work,) = [file.work for file in open_shelf([tmp_path]).files.values()]
    assert work.title == ""
    made = manuscript_of("«Никто не видел баржи»[^1]\n\n[^1]: Сизова В. Мельница и река. С. 2.".encode(), "a.md")
    assert audit(made, MemoryTexts({}), [work]).notes["1"][0].source == work.key


def test_the_words_of_a_page_that_a_note_quotes_are_held_against_it_and_are_no_title() -> None:
    noted = "Compare Veber, The Mill and Its Historians, 2: “No other source says so much.”"
    made = audited("“The winter was hard.”[^1]", f"{FIRST}, 1. {noted}")
    assert [(one.source, one.locator) for one in made.notes["1"]] == [("orlova-diary", "1"), ("veber-study", "2")]
    within = next(one for one in made.quotations if one.quoted.place.note)
    assert (within.verification.verdict, within.verification.place) == ("verbatim", "as cited")
    assert not codes(made)


def test_an_epigraph_whose_words_are_not_in_the_folder_is_a_note_and_no_reproach() -> None:
    made = audited("> The rope was counted twice.\n>\n> — Ilya Sokol\n\nText.")
    assert [(one.code, one.severity) for one in findings_of(made)] == [("M103", Severity.NOTE)]


def test_the_report_shows_no_passage_beside_words_that_stand_nowhere_and_breaks_no_heading() -> None:
    made = audited("He wrote that “the chairman was drowned before dusk in the river”.")
    page = as_html(made, findings_of(made), texts())
    assert "No passage to show." in page
    assert "nowhere in the folder" in page
    assert ">absent<" not in page


def test_a_lone_word_between_marks_is_no_quotation_where_the_source_lacks_it() -> None:
    made = audited("She left the “Anghiari” of the mill unfinished.[^1]", f"{FIRST}, 2.")
    assert not codes(made)


def test_words_that_nobody_cites_are_likened_to_a_passage_only_where_most_are_its_own() -> None:
    near = audited("He wrote: “the council met in the new hall and resolved that the grain be shared”.")
    far = audited("He wrote: “the council sat in a new house and decreed that all the grain be sold abroad”.")
    assert "M101" in codes(near)
    assert codes(far) == {"M107"}


def test_a_place_of_no_work_behind_a_quotation_is_no_missing_note() -> None:
    made = audited("She says “the council met in the old hall and resolved” (2.1.160), and so on.")
    (told,) = [finding for finding in findings_of(made) if finding.code in ("M107", "M110")]
    assert (told.code, told.severity, "“(2.1.160)” stands behind" in told.message) == ("M110", Severity.NOTE, True)
    assert summary_of(made)["without a note"] == 0


@pytest.mark.parametrize("bracket", ["(1905–1907)", "(3 times in all)", "(see note 3 above)"])
def test_a_year_or_a_remark_behind_a_quotation_is_no_place(bracket: str) -> None:
    made = audited(f"She says “the council met in the old hall and resolved” {bracket}, and so on.")
    assert "M107" in codes(made)


@pytest.mark.parametrize("bracket", ["(iv. i. 274)", "(p. 12)", "(Vane 12–13)", "(с. 12)", "(8–9)"])
def test_a_place_behind_a_quotation_is_one_however_it_is_written(bracket: str) -> None:
    made = audited(f"She says “the council met in the old hall and resolved” {bracket}, and so on.")
    assert "M107" not in codes(made)


def test_few_words_that_differ_in_their_stops_alone_stand_there() -> None:
    one = only(audited("They said “the mill, stood still and” then."))
    assert (one.verification.verdict, one.verification.warnings) == ("altered", ("Only punctuation differs.",))


def test_a_play_is_not_the_study_of_its_name() -> None:
    play = Work("marsh", "folder", "Marsh", (), file="marsh.txt")
    study = Work("vane_marsh", "library", "Marsh: A History of the Mill and Its Weavers", ("Ada Vane",), "1986")
    text = "Vane has it that “the council met in an old barn” [@vane_marsh, 12]."
    held = MemoryTexts({"marsh": tuple(Page("marsh", n, str(n), words) for n, words in enumerate(DIARY, start=1))})
    made = audit(manuscript_of(text.encode(), "a.md"), held, (play,), library=(study,))
    assert only(made).verification.verdict == "unchecked"
    assert "M103" not in codes(made)


def test_the_place_below_verse_that_is_set_apart_is_no_word_of_it() -> None:
    for ending in ("(2.1.3–7)", "\n(2.1.3–7)"):
        words = "In spring the barges came again, and what was left of the harvest was carried."
        body = f"He wrote:\n\n> {words} {ending}\n\nSo."
        assert only(audited(body)).quoted.text.endswith("was carried.")


def test_words_that_nobody_cites_are_not_put_together_from_pieces_of_a_book() -> None:
    joined = (
        "the barges came again, and what was left of the harvest, the mill stood still, and 800,000 workers went home"
    )
    assert only(audited(f"It was written: “{joined}”.")).verification.verdict == "absent"
    cited = only(audited(f"It was written: “{joined}”.[^1]", f"{FIRST}, 3."))
    assert cited.verification.verdict == "stitched"


def test_what_may_be_a_title_is_not_accused_where_its_note_has_nothing_like_it() -> None:
    title = audited("In “The rope was counted by lantern light” she tells of it.[^1]", f"{FIRST}, 2.")
    bent = audited("In “The grain be sold among all who had worked for it” she tells of it.[^1]", f"{FIRST}, 2.")
    assert (codes(title), codes(bent)) == (set(), {"M101"})


def test_two_words_far_from_their_note_are_held_to_it_and_not_accused() -> None:
    true = audited(
        "Of the “old hall” nothing was left in the town, where nobody lived by then any more.[^1]", f"{FIRST}, 2."
    )
    other = audited(
        "Of the “new hall” nothing was left in the town, where nobody lived by then any more.[^1]", f"{FIRST}, 2."
    )
    assert (only(true).verification.verdict, codes(true), codes(other)) == ("verbatim", set(), set())
