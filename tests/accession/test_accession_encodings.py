from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.accession import read
from variorum.accession.encodings import decode, is_binary, wide_encoding

RUSSIAN = (
    "Вечером фонарщики зажигали огни на набережной, и жители выходили смотреть на реку; её берега «тонули» в тумане."
)
FRENCH = (
    "L’été dernier, à l’heure où les lampes s’allumaient, les ouvriers étaient déjà partis; « où? » demanda-t-il, gêné."
)


@pytest.mark.parametrize(
    "encoding", ["cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic", "utf-16-le", "utf-16-be", "utf-8"]
)
def test_russian_is_told_in_every_encoding(encoding: str) -> None:
    text = RUSSIAN.encode(encoding, "ignore").decode(encoding)
    decoded = decode(text.encode(encoding), name="a.txt")
    assert decoded.text == text
    assert decoded.findings == ()


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "iso8859-5"])
@pytest.mark.parametrize("text", ["Фонари и лампы", "ПРОТОКОЛ СОБРАНИЯ ФОНАРЩИКОВ", "от города к реке"])
def test_a_few_words_are_enough(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), name="").text == text


def test_western_text_is_not_taken_for_russian() -> None:
    assert decode(FRENCH.encode("cp1252"), name="").text == FRENCH


def test_english_with_curly_quotation_marks_is_western() -> None:
    text = "He said “no” — and then “yes”, and it’s hard to know which he meant."
    decoded = decode(text.encode("cp1252"), name="")
    assert (decoded.text, decoded.encoding, decoded.findings) == (text, "cp1252", ())


@pytest.mark.parametrize("text", ["café", "müssen zusammenhalten", "Ya pasó aquí", "Schluß; die Tür", "he’s “out”"])
def test_a_few_western_words_are_read_without_a_doubt(text: str) -> None:
    decoded = decode(text.encode("cp1252"), name="")
    assert (decoded.text, decoded.findings) == (text, ())


@pytest.mark.parametrize("text", ["ньше хлеба. К вопросу", "Смета ремонта склада", "на складе. Кокотов"])
def test_a_capital_at_the_beginning_of_a_word_is_no_sign_of_a_macintosh(text: str) -> None:
    decoded = decode(text.encode("cp1251"), name="")
    assert (decoded.text, decoded.findings) == (text, ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed_and_left_out(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding), name="").text.lstrip("\ufeff") == RUSSIAN


def test_a_doubt_is_told_with_the_runners_up() -> None:
    decoded = decode(b"tr\xe8s", name="a.txt")
    assert [finding.code for finding in decoded.findings] == ["A008"]
    assert "runners-up" in decoded.findings[0].message
    assert any("très" in line for line in decoded.findings[0].evidence)


def test_damaged_utf8_keeps_the_rest_and_names_the_line() -> None:
    data = (RUSSIAN + "\n").encode() * 3
    broken = data[:-20] + b"\xff" + data[-19:]
    decoded = decode(broken, name="a.txt")
    assert decoded.text.count("фонарщики") == 3
    assert [(finding.code, finding.position.line) for finding in decoded.findings if finding.position] == [("A004", 3)]


def test_a_text_cut_off_inside_a_letter_is_read_to_there() -> None:
    decoded = decode(RUSSIAN.encode()[:-2], name="a.txt")
    assert decoded.text.startswith("Вечером")
    assert [finding.code for finding in decoded.findings] == ["A004"]


def test_lines_of_another_encoding_are_read_in_theirs() -> None:
    lines = [RUSSIAN.encode(), RUSSIAN.encode("cp1251"), RUSSIAN.encode(), RUSSIAN.encode()]
    decoded = decode(b"\n".join(lines), name="a.txt")
    assert decoded.text.split("\n") == [RUSSIAN] * 4
    assert decoded.findings[0].position is not None
    assert decoded.findings[0].position.line == 2


def test_a_false_declaration_is_heard_and_not_believed() -> None:
    markup = f'<html><head><meta charset="koi8-r"></head><body><p>{RUSSIAN}</p></body></html>'
    reading = read(markup.encode("cp1251", "ignore"), name="a.html", source="s")
    assert "фонарщики" in reading.pages[0].text
    assert [finding.code for finding in reading.findings] == ["A003"]


def test_a_true_declaration_of_a_rarer_encoding_is_used() -> None:
    markup = '<html><head><meta charset="iso-8859-2"></head><body><p>Łódź, gdzie wszyscy już śpią</p></body></html>'
    reading = read(markup.encode("iso-8859-2"), name="a.html", source="s")
    assert reading.pages[0].text == "Łódź, gdzie wszyscy już śpią"


def test_rubbish_is_told_from_text() -> None:
    assert is_binary(bytes(range(256)) * 4)
    assert not is_binary(RUSSIAN.encode("koi8-r", "ignore"))
    assert not is_binary(RUSSIAN.encode("utf-16-le"))
    assert wide_encoding("лампа горит".encode("utf-16-be")) == "utf-16-be"
    assert wide_encoding(b"plain words of text") == ""


@given(st.binary(max_size=400))
def test_decoding_never_fails(data: bytes) -> None:
    decode(data, name="a.txt").text.encode("utf-8", "surrogatepass")


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=300))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    data = text.encode()
    if not wide_encoding(data) and not text.startswith("\ufeff"):
        assert decode(data, name="").text == text


OTHERS = {
    "uk": "Робітники заводу не знали, що в місті вже немає хліба. Її брат і його ґазда вийшли на вулицю, як є.",
    "pl": "Robotnicy z fabryki nie wiedzieli, że w mieście nie było już chleba, więc wyszli na ulicę i żądali sądu.",
    "cs": "Dělníci z továrny nevěděli, že ve městě už není chléb, a když se o tom dozvěděli, vyšli do ulic.",
    "hu": "A gyár munkásai nem tudták, hogy a városban már nincs kenyér, és az őrök sem szóltak, csak űzték őket.",
    "el": "Οι εργάτες του εργοστασίου δεν ήξεραν ότι στην πόλη δεν υπήρχε ψωμί και βγήκαν από το σπίτι. Άλλοι όχι.",
    "tr": "Fabrikanın işçileri şehirde ekmek olmadığını bilmiyordu ve bunun için çok öfkeli bir şekilde sokağa çıktı.",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("uk", "koi8-u"), ("uk", "cp1251"), ("pl", "cp1250"), ("pl", "iso8859-2"), ("cs", "cp1250"),
        ("cs", "iso8859-2"),
        ("hu", "cp1250"), ("hu", "iso8859-2"), ("el", "cp1253"), ("el", "iso8859-7"), ("tr", "cp1254"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("times", [1, 20])
def test_other_alphabets_are_read_in_their_encodings(language: str, encoding: str, times: int) -> None:
    text = "\n".join([OTHERS[language]] * times)
    decoded = decode(text.encode(encoding), name="a.txt")
    assert decoded.text == text


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2"])
def test_words_that_cannot_be_western_are_never_misread_in_silence(encoding: str) -> None:
    decoded = decode("Miłość, żółć, gęślą jaźń, Łódź, śnieg, źdźbło.".encode(encoding), name="a.txt")
    assert decoded.text.startswith("Miłość") or [finding.code for finding in decoded.findings] == ["A008"]


def test_greek_names_without_small_words_are_not_misread_in_silence() -> None:
    decoded = decode("Θεσσαλονίκη, Αθήνα, Πειραιάς, Πάτρα, Ηράκλειο, Λάρισα, Βόλος".encode("cp1253"), name="a.txt")
    assert decoded.text.startswith("Θεσσαλονίκη") or "A008" in [finding.code for finding in decoded.findings]
