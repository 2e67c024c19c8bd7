"""PDF: raised calls of notes, notes that are no running feet, lines in pieces, accents, turned text."""

from __future__ import annotations

import pytest
from making_pdfs import LEADING, PAGE, Canvas, Drawing, Words, column, cyrillic_font, drawn, pdf

from variorum.accession import Reading
from variorum.accession.pdf import read_pdf

BODY = [
    "The committee met in the hall of the mill before noon",
    "and voted for the strike by eleven voices to two, with",
    "nobody speaking against it but the owner of the shop.",
    "They then went home, each by another street, in silence.",
]


def read(data: bytes) -> Reading:
    return read_pdf(data, name="book.pdf", source="book")


def text(data: bytes) -> str:
    return "\f".join(page.text for page in read(data).pages)


def line(*parts: tuple[str, float, float], x: float = 50, y: float = 520, font: str = "Times-Roman") -> Drawing:
    """A line of pieces, each with its size and rise, one after another."""

    def draw(canvas: Canvas) -> None:
        written = canvas.beginText(x, y)
        for words, size, rise in parts:
            written.setFont(font, size)
            written.setRise(rise)
            written.textOut(words)
        canvas.drawText(written)

    return draw


@pytest.mark.parametrize(
    ("parts", "shown", "labels"),
    [
        ([("The town", 10, 0), ("12", 6, 4), (" was taken.", 10, 0)], "The town was taken.", ["12"]),
        ([("town", 10, 0), ("1", 6, 4), (", camp", 10, 0), ("2", 6, 4), (".", 10, 0)], "town, camp.", ["1", "2"]),
        ([("taken in 1917", 10, 0), ("3", 6, 4), (".", 10, 0)], "taken in 1917.", ["3"]),
        ([("the town ", 10, 0), ("1", 6, 4), (" was", 10, 0)], "the town was", ["1"]),
        ([("“the town.”", 10, 0), ("14", 6, 4), (" He", 10, 0)], "“the town.” He", ["14"]),
        ([("the 1", 10, 0), ("st", 6, 4), (" of 40 m", 10, 0), ("2", 6, 4), (".", 10, 0)], "the 1st of 40 m².", []),
        ([("some 10", 10, 0), ("6", 6, 4), (" people", 10, 0)], "some 10⁶ people", []),
        ([("in the year 1917, 12 men", 10, 0)], "in the year 1917, 12 men", []),
    ],
)  # fmt: skip
def test_a_raised_figure_is_the_call_of_a_note_and_no_text(
    parts: list[tuple[str, float, float]], shown: str, labels: list[str]
) -> None:
    reading = read(drawn(line(*parts)))
    assert reading.pages[0].text == shown
    assert [call.label for call in reading.calls] == labels
    for call in reading.calls:
        assert not shown[call.offset : call.offset + 1].isalpha()


def test_russian_with_raised_calls_can_be_found() -> None:
    font = cyrillic_font()
    parts = [
        ("Генерал прибыл в город", 10.0, 0.0),
        ("12", 6.0, 4.0),
        (" и отбыл в лагерь", 10.0, 0.0),
        ("13", 6.0, 4.0),
    ]
    assert text(drawn(line(*parts, (".", 10.0, 0.0), font=font))) == "Генерал прибыл в город и отбыл в лагерь."


def test_the_raised_number_of_a_note_stays_and_is_parted_from_its_first_word() -> None:
    assert text(drawn(line(("7", 6, 3), ("Ibid., p. 4.", 9, 0)))) == "7 Ibid., p. 4."


def noted(number: int, note: str, *, label: int, called: bool = True) -> Drawing:
    """A page whose text calls a note that stands at its foot, above the page's number."""

    def draw(canvas: Canvas) -> None:
        line((BODY[0], 10, 0), (str(label) if called else "", 6, 4))(canvas)
        canvas.setFont("Times-Roman", 10)
        for i, words in enumerate(BODY[1:], 1):
            canvas.drawString(50, 520 - i * LEADING, f"{words} {number * 7 % 13}")
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(50, 90, f"{label} {note}")
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(200, 40, str(number))

    return draw


@pytest.mark.parametrize("note", ["Ibid.", "Archive of the mill, file {}, sheet {}.", "See above"])
@pytest.mark.parametrize("called", [True, False])
def test_one_note_a_page_is_text_and_no_running_foot(note: str, called: bool) -> None:
    pages = [noted(n, note.format(n * 3, n * 5), label=n - 16, called=called) for n in range(17, 26)]
    reading = read(drawn(*pages))
    assert [page.label for page in reading.pages] == [str(n) for n in range(17, 26)]
    assert [page.foot for page in reading.pages] == [str(n) for n in range(17, 26)]
    for page, n in zip(reading.pages, range(17, 26), strict=True):
        assert page.text.endswith(f"{n - 16} {note.format(n * 3, n * 5)}")


def test_a_refrain_and_rising_votes_at_the_edge_of_pages_are_text() -> None:
    refrain = "We resolved that the prisoners be shot,"
    pages = [column([refrain, *(f"{words} {n}" for words in BODY)]) for n in range(1, 6)]
    assert all(page.text.startswith(refrain) and not page.head for page in read(pdf(pages)).pages)
    votes = [column([f"For the motion {n} votes", *(f"{words} {n}" for words in BODY)]) for n in range(11, 17)]
    assert all(page.text.startswith("For the motion") for page in read(pdf(votes)).pages)


def test_a_sentence_that_runs_through_a_line_keeps_it_in_the_text() -> None:
    pages = [
        [Words(50, 540, "not be shot before the court has spoken"), *column([f"{w} {n}" for w in BODY], y=510)]
        for n in range(1, 7)
    ]
    assert all(page.text.startswith("not be shot") for page in read(pdf(pages)).pages)


def test_a_real_head_and_foot_still_leave_the_text() -> None:
    pages = [
        [
            Words(50, 560, f"{n} The History of a Mill" if n % 2 else f"The Strike of the Spinners {n}"),
            *column([f"{words} {n * 7 % 11}" for words in BODY]),
            Words(180, 40, "Quay Press"),
        ]
        for n in range(20, 30)
    ]
    for page in read(pdf(pages)).pages:
        assert page.head.replace(page.label, "").strip() in ("The History of a Mill", "The Strike of the Spinners")
        assert page.foot == "Quay Press"
        assert page.text.startswith(BODY[0])


def test_lines_that_a_scan_stores_in_pieces_are_put_together() -> None:
    parted = [(words[:27].rstrip(), words[27:].strip()) for words in BODY]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        for side in (0, 1):
            for i, pair in enumerate(parted):
                left = 50 + (canvas.stringWidth(pair[0] + " ", "Times-Roman", 10) if side else 0)
                canvas.drawString(left, 520 - i * LEADING, pair[side])

    assert " ".join(text(drawn(draw)).split()) == " ".join(" ".join(pair) for pair in parted)


def test_accents_that_are_set_on_their_own_come_onto_their_letters() -> None:
    def draw(canvas: Canvas) -> None:
        x = 50.0
        canvas.setFont("Times-Roman", 10)
        for word in ("M¨uller", "le", "g´en´eral", "r´egime", "no¨el"):
            for letter in word:
                canvas.drawString(x, 520, letter)
                x += 0 if letter in "¨´" else canvas.stringWidth(letter, "Times-Roman", 10)
            x += 4

    assert text(drawn(draw)) == "Müller le général régime noël"


def test_an_accent_that_serves_as_an_apostrophe_stays() -> None:
    assert text(pdf([[Words(50, 520, "he don´t know l´eau")]])) == "he don´t know l´eau"


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_drawn_upside_down_or_on_its_side_is_read_from_its_first_line(angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        moved = {90: (PAGE[0], 0), 180: PAGE, 270: (0, PAGE[1])}[angle]
        canvas.translate(*moved)
        canvas.rotate(angle)
        canvas.setFont("Times-Roman", 10)
        for i, words in enumerate(BODY):
            canvas.drawString(50, 350 - i * LEADING, words)

    assert text(drawn(draw)).split("\n") == BODY


def test_pages_on_their_side_keep_the_numbers_that_stand_upright() -> None:
    def table(number: int) -> Drawing:
        def draw(canvas: Canvas) -> None:
            canvas.setFont("Times-Roman", 10)
            canvas.drawString(200, 30, str(number))
            canvas.translate(PAGE[0], 0)
            canvas.rotate(90)
            for i, words in enumerate(BODY):
                canvas.drawString(60, 380 - i * LEADING, f"{words} {number}")

        return draw

    reading = read(drawn(*[table(n) for n in range(5, 12)]))
    assert [page.label for page in reading.pages] == [str(n) for n in range(5, 12)]
    assert reading.pages[0].text.split("\n") == [f"{words} 5" for words in BODY]


def test_a_stamp_along_the_margin_is_kept_beside_the_text() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        for i, words in enumerate(BODY):
            canvas.drawString(50, 520 - i * LEADING, words)
        canvas.translate(20, 100)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Stamped by the archive")

    reading = read(drawn(draw))
    assert reading.pages[0].text.split("\n") == BODY
    assert [(aside.page, aside.kind, aside.text) for aside in reading.asides] == [
        (1, "turned", "Stamped by the archive")
    ]


def spread(left: str, right: str, n: int) -> Drawing:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 9)
        for side, (x, number) in enumerate(((50, left), (450, right))):
            for i, words in enumerate(BODY * 4):
                canvas.drawString(x, 500 - i * 12, f"{words} {n * 2 + side}")
            canvas.drawString(x + 120, 30, number)

    return draw


def test_two_pages_on_a_sheet_are_read_as_two() -> None:
    sheets = [spread(str(n), str(n + 1), n) for n in range(12, 22, 2)]
    reading = read(drawn(*sheets, size=(842, 595)))
    assert [page.label for page in reading.pages] == [str(n) for n in range(12, 22)]
    assert all(page.text.count(BODY[0]) == 4 and page.foot == page.label for page in reading.pages)
    assert any("side by side" in finding.message for finding in reading.findings)


def test_a_wide_page_of_two_columns_stays_one() -> None:
    sheets = [spread("", str(n), n) for n in range(12, 22)]
    assert len(read(drawn(*sheets, size=(842, 595))).pages) == 10


def broken(text: str) -> bool:
    lines = [text[i : i + 60] for i in range(0, len(text), 60)]
    reading = read(pdf([[Words(40, 560 - i * 12, line, 9) for i, line in enumerate(lines)]]))
    return any(finding.code == "A012" for finding in reading.findings)


LATIN_SCAN = (
    "OTp5IA BbICTyn11JI Ha pacCBeTe H K Be4epy nepeweJI peKy. KoMaHAHP npHKa3aJI oTABHraTbC5I K CTaHL\\HH, rAe 6bIJI "
    "ocTaBJIeH o6o3. KpecTb5IHe cToJInHJIHCb y 3AaHH5I coBeTa H TpeGoBaJIH xJIe6a, a HM oTBeTHJIH, YTo xJIe6a HeT."
)


@pytest.mark.parametrize(
    "text",
    [
        LATIN_SCAN,
        " ".join(BODY * 3).translate(str.maketrans("abcdefghijklmnopqrstuvwxyz", "defghijklmnopqrstuvwxyzabc")),
        " ".join(BODY * 3).translate(str.maketrans("abcdefghijklmnopqrstuvwxyz", "!#$%&*+/<=>?@^{|}~;:()[]_`")),
    ],
    ids=["Russian recognised as English", "letters off by three", "signs for letters"],
)
def test_a_text_layer_that_is_not_what_the_page_shows_is_told(text: str) -> None:
    assert broken(text)


@pytest.mark.parametrize(
    "text",
    [
        " ".join(BODY * 3),
        "Die Arbeiter der Fabrik gingen auf die Strasse, weil es in der Stadt kein Brot mehr gab. " * 4,
        "Table 3. 1917 12,5 13,7 1918 14,2 15,9 1919 16,1 17,3 1920 18,8 19,4 1921 20,2 21,6 1922 22,1 23,5 " * 3,
        "Ivanov, Petrov, McDonald, O'Neill, Smith-Jones, van der Berg, DuBois, LeRoy, MacLeod, FitzGerald, Brown " * 3,
        "See http://example.org/a_b/c?d=e and run dh_make --copyright gpl3 in ~/src/hello-1.0 with DEBEMAIL set. " * 3,
        "Arma virumque cano, Troiae qui primus ab oris Italiam, fato profugus, Laviniaque venit litora, multum " * 3,
    ],
)
def test_a_sound_text_layer_is_not_called_broken(text: str) -> None:
    assert not broken(text)


def test_latin_letters_within_russian_words_are_told() -> None:
    from variorum.accession.pdf_soundness import soundness_of
    from variorum.record import Page

    russian = "Отряд выступил на рассвете и к вечеру перешёл реку. Командир приказал отступать к станции. " * 3
    assert not soundness_of([Page("s", 1, "", russian)]).pages
    alike = russian.translate(str.maketrans("аеос", "aeoc"))
    assert soundness_of([Page("s", 1, "", alike)]).pages == (1,)
    table = str.maketrans("абвгдежзийклмнопрстуфхцчшщъыьэюя", "ежзийклмнопрстуфхцчшщъыьэюяабвгд")
    assert soundness_of([Page("s", 1, "", russian.translate(table))]).pages == (1,)


@pytest.mark.parametrize("gap", [3, 30, 50])
def test_a_letter_of_another_font_that_is_drawn_behind_its_line_is_read_in_its_gap(gap: int) -> None:
    words = "The old mill of the lower town stood still in that year of the great flood and of the frost."
    letters = [at for at, letter in enumerate(words) if letter.isalpha() and words[at - 1].isalpha()]
    missing = letters[gap]

    def draw(canvas: Canvas) -> None:
        font, size, x = "Times-Roman", 10, 50
        before, after = words[:missing], words[missing + 1 :]
        width = canvas.stringWidth(words[missing], "Helvetica", size)
        canvas.setFont(font, size)
        canvas.drawString(x, 520, before)
        canvas.drawString(x + canvas.stringWidth(before, font, size) + width, 520, after)
        canvas.setFont("Helvetica", size)
        canvas.drawString(x + canvas.stringWidth(before, font, size), 520, words[missing])

    assert text(drawn(draw)) == words
