"""Notes that send back by a number, handbooks and volumes by their editors, journals by their volume, two surnames."""

from __future__ import annotations

import pytest

from variorum.manuscript.citations.parsing import references_in
from variorum.manuscript.known import known_works
from variorum.manuscript.manuscript import Call, Manuscript, Note, Paragraph
from variorum.manuscript.resolved import Resolved
from variorum.manuscript.resolving import resolve
from variorum.manuscript.works import Work, compatible_names


def _read(library: list[Work], *texts: str) -> list[tuple[Resolved, ...]]:
    notes = {str(n): Note(str(n), "footnote", (Paragraph(1, text, "note", str(n)),)) for n, text in enumerate(texts, 1)}
    calls = tuple(Call(label, at) for at, label in enumerate(notes))
    manuscript = Manuscript("a piece", "text", (Paragraph(1, "." * (len(notes) + 1), calls=calls),), notes)
    return list(resolve(manuscript, known_works(manuscript, [], library)).values())


def _work(key: str, author: str, title: str, year: str = "") -> Work:
    return Work(key, "library", title, tuple(author.split("; ")) if author else (), year, ids=frozenset({key}))


def test_a_note_named_wrongly_gives_no_other_authors_work() -> None:
    library = [
        _work("ropes", "Vane, Ruth", "Die Seile der Täler", "1971"),
        _work("quay", "Moss, Ada", "Der Kai", "1972"),
    ]
    first, _, back, nobody = _read(
        library, "Vane, Die Seile der Täler (1971) 5.", "Moss, Der Kai (1972) 9 f.", "Vane (oben N. 2) 15, 25 f..",
        "Tern (oben N. 1) 3 ff.",
    )  # fmt: skip
    assert [(one.source, one.locator) for one in (*first, *back)] == [("ropes", "5"), ("ropes", "15, 25 f")]
    assert [(one.source, one.locator) for one in nobody] == [("", "3 ff")]


@pytest.mark.parametrize(
    ("text", "authors", "title", "pages"),
    [
        ("Vane, Die Seile der Täler, in: Moss/Tern 171 ff.", ("Vane",), "Die Seile der Täler", "171 ff"),
        ("Näher dazu Vane, Vergleich der Häfen, in: Moss 267 (270 ff.).", ("Vane",), "Vergleich der Häfen", "270 ff"),
        ("Vane, Die Seile, ZfH 8 (1979) 362 ff.", ("Vane",), "Die Seile", "362 ff"),
        ("R. Vane, Ropes and Barges, Am. J. Quay. L. 26 (1978) 219 (224 ff.).", ("R. Vane",), "Ropes and Barges",
         "224 ff"),
        ("Siehe näher Vane/Moss I 12 ff.", ("Vane", "Moss"), "", "12 ff"),
        ("Dafür Vane, Die Seile der Täler (1971) 33.", ("Vane",), "Die Seile der Täler", "33"),
        ("Zur Abgrenzung näher Vane, Die Seile der Täler (1971) 33.", ("Vane",), "Die Seile der Täler", "33"),
        ("Vane, ‘What happened to rope?’ 201.", ("Vane",), "What happened to rope", "201"),
        ("Vane, ‘Der Kaibrand’, 362, 385 and n. 143.", ("Vane",), "Der Kaibrand", "362, 385"),
        ("R. Vane (éd.), Lettres du quai, Paris 1902, p. 325.", ("R. Vane",), "Lettres du quai", "325"),
        ("R. Vane, Le quai, «Annales du quai», 1989, pp. 455-475, quote 469.", ("R. Vane",), "Le quai",
         "469"),
    ],
)  # fmt: skip
def test_hosts_journals_and_handbooks_leave_authors_title_and_pages(
    text: str, authors: tuple[str, ...], title: str, pages: str
) -> None:
    (one,) = references_in(text)
    assert (one.authors, one.title, one.locator) == (authors, title, pages)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Vane, Ropes, Quay J. 24 (1973) 13 (15 ff.). Ähnlich auch Moss, Der Kai (1972) 421 (423).", ["15 ff", "423"]),
        ("Vgl. Vane/Moss, 1972. Die Folgen entwickle ich ausführlich in dem Beitrag von Tern 1976, S. 5.", ["", "5"]),
        ("Vane 1979, S. 96 ff, vgl. auch Moss/Tern/Hale 1972, S. 89.", ["96 ff", "89"]),
        ("Größere Chancen haben sie, wie man sieht. Das zeigt Vane 1976, S. 339-375.", ["339-375"]),
        ("R. Vane, Les quais – 1790, Libr. Moss et Tern, Paris 1911, p. 92.", ["92"]),
    ],
)
def test_sentences_are_parted_where_a_reference_ends(text: str, read: list[str]) -> None:
    assert [one.locator for one in references_in(text)] == read


def test_records_in_a_row_are_each_read() -> None:
    text = "NARA, RG 226/A1-210/35, Report in Leeds, 1945, RG 59/12-6750, Letter, 17 July 1947, and RG 65/A1-136/124."
    found = references_in(text)
    assert [one.fonds.get("class") or one.fonds.get("record group") for one in found] == [
        "RG 226/A1-210/35", "RG 59/12-6750", "RG 65/A1-136/124",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("J. J. Vane Moss", "Vane Moss, Juan José", True),
        ("Vane Moss", "Vane Moss, Juan José", True),
        ("A. Vane Moss", "Vane Moss, Juan José", False),
        ("R. Moss", "Vane Moss, Ruth", False),
        ("Kurt von Tern", "von Tern, Kurt", True),
    ],
)
def test_a_surname_of_two_words_is_known_in_a_name_written_straight(name: str, other: str, *, same: bool) -> None:
    assert compatible_names(name, other) is same
    assert compatible_names(other, name) is same


def test_a_work_by_two_is_not_the_work_of_one_of_them() -> None:
    library = [
        _work("ropes", "Vane, Ruth", "Die Seile", "1977"),
        _work("quay", "Vane, Ruth; Moss, Ada", "Der Kai", "1971"),
    ]
    _, found = _read(library, "Vane, Die Seile (1977) 5.", "Vane/Moss I 70.")
    assert [(one.source, one.locator) for one in found] == [("quay", "70")]
    _, alone = _read(library[:1], "Vane, Die Seile (1977) 5.", "Vane/Moss, S. 70.")
    assert [one.source for one in alone] == [""]


@pytest.mark.parametrize(
    ("text", "title", "pages"),
    [
        ("«Жатва в долине», изд. РСП, стр. 54.", "Жатва в долине", "54"),
        ("«Причалы в 1921 году», стр. 13, 81.", "Причалы в 1921 году", "13, 81"),
        ("Вейнов А. А. Заглавия и первые строки двух старших причальных книг: Опись и рассказ. С. 417–418.",
         "Заглавия и первые строки двух старших причальных книг: Опись и рассказ", "417-418"),
        ("О причалах X–XI вв. см.: Вейнов Н. М. Борьба за причал. М., 1916. С. 5.", "Борьба за причал", "5"),
        ("Вейнов А. П. Об управлении причалом. М., 1991. С. 45, 51.", "Об управлении причалом", "45, 51"),
    ],
)  # fmt: skip
def test_russian_titles_are_read_whole(text: str, title: str, pages: str) -> None:
    (one,) = references_in(text)
    assert (one.title, one.year in ("", "1916", "1991"), one.locator) == (title, True, pages)


def test_an_author_by_name_and_byname_is_borne_out_by_a_record() -> None:
    library = [_work("lev", "Лев Причальник", "История", "1988")]
    first, ibid = _read(library, "Лев Причальник. История. М., 1988. С. 123.", "Там же. С. 122.")
    assert [(one.source, one.locator) for one in (*first, *ibid)] == [("lev", "123"), ("lev", "122")]


def test_a_newspapers_next_issue_is_of_the_same() -> None:
    first, second = references_in("Наш причал. Киев, № 1, 19 ноября 1918 г.; № 3, 21 ноября 1918 г.")
    assert [(one.kind, one.title, one.date[:9]) for one in (first, second)] == [
        ("newspaper", "Наш причал. Киев", "19 ноября"), ("newspaper", "Наш причал. Киев", "21 ноября"),
    ]  # fmt: skip


def test_further_volumes_and_sheets_are_of_the_work_and_shelf_before() -> None:
    library = [_work("quay", "Вейнов, Н. М.", "Борьба за причал", "1916")]
    (found,) = _read(library, "Вейнов Н. М. Борьба за причал, т. I, Харьков, 1916; т. 2, М., 1913.")
    assert [one.source for one in found] == ["quay", "quay"]
    sheets = references_in("ГА РФ. Ф. 5881. Оп. 2. Д. 789. Лл. 8–9. Д. 790. Л. 43.")
    assert [(one.fonds["delo"], one.locator) for one in sheets] == [("789", "8-9"), ("790", "43")]
    (army,) = references_in("ЦАМО, ф. 56А, оп. 10282, д. 2, с. 14.")
    assert (army.fonds["fond"], army.locator) == ("56А", "14")
