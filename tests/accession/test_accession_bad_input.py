# ruff: noqa: E501 (markup stands on one line)
from __future__ import annotations

import os
import random
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_books import FB2, TEI, epub, zipped

from variorum.accession import Reading, limits, read, read_file
from variorum.accession.paragraphs import Block, PageBlocks, paginate
from variorum.accession.xml import parse_xml, text_of
from variorum.accession.zips import open_package

WHOLE = {
    "a.txt": "Title\n\n[p. 1]\n\nВечером зажигали огни.\n\n[p. 2]\n\nУтром гасили.\n\n[p. 3]\n\nКонец.\n".encode(),
    "b.txt": "Вечером зажигали огни на набережной.\n\nУтром гасили.\n".encode("utf-16"),
    "a.md": b"---\ntitle: x\n---\n# One\n\n*text* [l](u) `c`\n\n- a\n- b\n\n> q[^1]\n\n[^1]: n\n",
    "a.html": b'<html><head><title>t</title></head><body><h1>A</h1><p id="p1">b<br>c<table><tr><td>d</table><sup><a href="#x">1</a></sup>'
    b'<span class="pagenum">[2]</span></body></html>',
    "a.epub": epub({"one.xhtml": '<h1>A</h1><p id="p1">b</p>'}, pages='<li><a href="one.xhtml#p1">1</a></li>'),
    "a.fb2": FB2.format(encoding="utf-8").encode(),
    "a.fb2.zip": zipped({"a.fb2": FB2.format(encoding="utf-8")}),
    "a.xml": TEI.encode(),
}


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def holds_together(reading: Reading) -> None:
    """What every reading must be, however bad the file: pages in order, numbers that go on, findings where there is nothing."""
    assert [page.sequence for page in reading.pages] == list(range(1, len(reading.pages) + 1))
    number = 1
    for page in reading.pages:
        assert page.first_paragraph in (number, number - 1)
        assert all(0 <= offset < len(page.text) for offset in page.paragraphs)
        assert not any("\ufdd0" <= sign <= "\ufdef" or "\ud800" <= sign <= "\udfff" for sign in page.text + page.label)
        number = page.first_paragraph + len(page.paragraphs)
    assert reading.pages or reading.findings
    assert (reading.paging == "none") == (not reading.pages)
    assert not any("gave up" in finding.message for finding in reading.findings), reading.findings
    assert all(finding.message and finding.remedy and finding.position for finding in reading.findings)


@pytest.mark.parametrize("name", WHOLE)
def test_whole_files_read_without_a_finding(name: str) -> None:
    reading = read(WHOLE[name], name=name, source="s")
    assert codes(reading) == []
    holds_together(reading)


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_cut_off_anywhere_is_read_as_far_as_it_goes(name: str) -> None:
    data = WHOLE[name]
    for end in range(0, len(data), max(len(data) // 60, 1)):
        holds_together(read(data[:end], name=name, source="s"))


@pytest.mark.parametrize("name", WHOLE)
def test_flipped_bits_never_stop_a_reader(name: str) -> None:
    generator = random.Random(name)
    for _ in range(60):
        data = bytearray(WHOLE[name])
        for _ in range(generator.randrange(1, 12)):
            data[generator.randrange(len(data))] ^= 1 << generator.randrange(8)
        holds_together(read(bytes(data), name=name, source="s"))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=600), st.sampled_from([*WHOLE, "a", "a.xhtml"]))
def test_random_bytes_never_stop_a_reader(data: bytes, name: str) -> None:
    holds_together(read(data, name=name, source="s"))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<div>", "<pb n='3'/>", "<![CDATA[", "]]>", "<!--", "-->", "&x;", "&#0;", "&#xD800;", "<?x", "\x00", "\ufdd0", "\ufdd2",
             "<!DOCTYPE a [", "<h1>", "<TEI>", "<text>", "<title>", "<pre>", "<td>", "<br>", "б", "\f", "[p. 3]", "\n\n", "---\n", "`", "[^1]"]
        ),
        max_size=40,
    ),
    st.sampled_from(["a.html", "a.xml", "a.fb2", "a.md", "a.txt"]),
)  # fmt: skip
def test_scraps_of_markup_never_stop_a_reader(scraps: list[str], name: str) -> None:
    holds_together(read("".join(["<html>" if name == "a.html" else "", *scraps]).encode(), name=name, source="s"))


def test_what_is_no_text_is_said_to_be_none() -> None:
    generator = random.Random(1)
    assert codes(read(b"", name="a.txt", source="s")) == ["A001"]
    assert codes(read(b"\n \n\xff\xfe", name="a.txt", source="s")) == ["A001"]
    assert codes(read(generator.randbytes(5000), name="a.txt", source="s")) == ["A002"]
    assert codes(read(b"\x89PNG\r\n\x1a\n" + generator.randbytes(500), name="a.png", source="s")) == ["A004"]
    assert codes(read(zipped({"a.xyz": "x"}), name="a.zip", source="s")) == ["A002"]
    assert "gzip" in read(b"\x1f\x8b" + generator.randbytes(500), name="a.gz", source="s").findings[0].message


@pytest.mark.parametrize(
    ("content", "name", "reader"),
    [
        ("a.epub", "a.txt", "epub"),
        ("a.fb2", "a.html", "fb2"),
        ("a.html", "a.txt", "html"),
        ("a.txt", "a.epub", "text"),
    ],
)
def test_the_content_is_believed_and_not_the_name(content: str, name: str, reader: str) -> None:
    reading = read(WHOLE[content], name=name, source="s")
    assert (reading.reader, codes(reading)) == (reader, ["A003"])


def test_entities_that_expand_or_point_outside_are_left_out(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    levels = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 9))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY e0 "ha"><!ENTITY nd "–">{levels}<!ENTITY out SYSTEM "{secret.as_uri()}">'
        '<!ENTITY % p SYSTEM "http://127.0.0.1/x">%p;]><TEI><text><body><p n="&e8;">1931&nd;1933 &e8;&out;&mdash; end</p></body></text></TEI>'
    )
    tracemalloc.start()
    reading = read(bomb.encode(), name="a.xml", source="s")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [page.text for page in reading.pages] == ["1931–1933 — end"]
    assert codes(reading) == ["A009"]
    assert peak < 20_000_000


def test_a_zip_that_unpacks_to_far_more_than_it_weighs_is_left_packed() -> None:
    bomb = epub({"one.xhtml": "<p>here</p>", "two.xhtml": "<p>" + "\x20" * 30_000_000 + "</p>"})
    assert len(bomb) < 100_000
    reading = read(bomb, name="a.epub", source="s")
    assert set(codes(reading)) == {"A006", "A004"}
    assert reading.pages[0].text == "here"


def test_many_members_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_UNPACKED", 10_000)
    package = open_package(zipped({f"m{i}": "x" * 3_000 for i in range(10)}), name="a.zip")
    assert sum(len(package.read(member) or b"") for member in package.names) <= 10_000
    assert [finding.code for finding in package.findings] == ["A006"]


def test_a_zip_whose_header_lies_about_size_is_counted_as_it_unpacks() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a", "x" * 50_000)
    data = stream.getvalue().replace((50_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    opened = open_package(data, name="a.zip")
    assert len(opened.read("a") or b"") <= 50_000


def test_a_file_too_large_is_refused_before_it_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "endless.txt"
    with path.open("wb") as stream:
        stream.seek(1_000_000_000)
        stream.write(b"x")
    tracemalloc.start()
    path_head = path.open("r+b")
    path_head.write(b"word " * 20_000)
    path_head.close()
    reading = read_file(path, source="s")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert codes(reading) == ["A006"]
    assert "1,000 MB" in reading.findings[0].message
    assert peak < 10_000_000


def test_a_file_that_is_not_there_or_is_a_folder_is_a_finding(tmp_path: Path) -> None:
    assert codes(read_file(tmp_path / "none.txt", source="s")) == ["A013"]
    assert codes(read_file(tmp_path, source="s")) == ["A013"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert codes(read_file(tmp_path / "a.txt", source="s")) == ["A013"]


def test_names_with_every_odd_character_are_only_names() -> None:
    for name in ("../../a.txt", "a\x00b", "", "<script>.html", "лампа?.md", "a" * 5000 + ".txt", "..", "a.fb2.zip.txt"):
        holds_together(read("Текст здесь стоит.".encode(), name=name, source="s"))


def test_a_reader_that_fails_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    import variorum.accession.text as text

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr(text, "read_text", fail)
    reading = read(b"words", name="a.txt", source="s")
    assert (codes(reading), reading.paging) == (["A004"], "none")


def test_markup_may_be_faulty_deep_or_empty() -> None:
    root, findings = parse_xml("<a>" * 3_000 + "x", name="a.xml")
    assert [finding.code for finding in findings] == ["A004"]
    assert root is not None
    assert parse_xml(b"nothing", name="a.xml")[0] is None
    assert text_of(parse_xml("<a>\x0bone <b>two</b><!-- no --></a>", name="a")[0]) == "one two"


@given(
    st.lists(st.tuples(st.text(max_size=80), st.booleans()), max_size=30),
    st.integers(min_value=5, max_value=60),
)
def test_pages_hold_every_word_and_number_every_paragraph_once(blocks: list[tuple[str, bool]], longest: int) -> None:
    sheets = [PageBlocks(tuple(Block(text, numbered) for text, numbered in blocks))]
    whole = paginate(sheets, source="s", longest=None).pages
    cut = paginate(sheets, source="s", longest=longest).pages
    assert "".join("".join(page.text.split()) for page in cut) == "".join("".join(page.text.split()) for page in whole)
    assert all(len(page.text) <= longest for page in cut)
    counted = sum(len(page.paragraphs) for page in whole)
    last = [page.first_paragraph + len(page.paragraphs) - 1 for page in cut]
    assert (last[-1] if last else 0) == counted


@pytest.mark.parametrize("name", ["a.html", "a.xml", "a.fb2", "a.md"])
def test_the_signs_that_readers_use_inside_do_no_harm_in_a_file(name: str) -> None:
    signs = "".join(f"&#x{code:X};{chr(code)}" for code in range(0xFDD0, 0xFDF0))
    start = "<html>" if name == "a.html" else "" if name == "a.md" else "<TEI>"
    reading = read(f"{start}<p>one {signs} two</p>".encode(), name=name, source="s")
    holds_together(reading)
    assert "one" in reading.pages[0].text


def test_markup_of_too_many_tags_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_TAGS", 50)
    for name, start in (("a.html", "<html>"), ("a.xml", "<TEI>"), ("a.fb2", "<FictionBook>")):
        assert codes(read((start + "<p>a</p>" * 60).encode(), name=name, source="s")) == ["A006"]
    assert "A006" in codes(read(epub({"one.xhtml": "<p>a</p>" * 60}), name="a.epub", source="s"))


def test_lines_and_paragraphs_beyond_the_bound_are_left_out_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_LINES", 50)
    reading = read(b"line.\n\n" * 60, name="a.txt", source="s")
    assert codes(reading) == ["A006"]
    assert sum(page.text.count("line") for page in reading.pages) == 25


@pytest.mark.parametrize("ending", ["docx", "odt", "epub"])
def test_a_package_cut_off_at_its_very_beginning_is_called_damaged_and_not_a_zip(ending: str) -> None:
    data = zipped({"first.xml": "x" * 50, "second.xml": "y" * 5000})[:90]
    reading = read(data, name=f"a.{ending}", source="s")
    assert "A004" in codes(reading)
    assert "A002" not in codes(reading)


@pytest.mark.parametrize(
    "page", ["<html><body><p>The lamp", "<html><body><p>The lamp</p></body></html><p cla", "<p>The <a href='x"]
)
def test_a_page_that_breaks_off_is_said_to(page: str) -> None:
    assert codes(read(page.encode(), name="a.html", source="s")) == ["A004"]
    assert codes(read(b"<p>The lamp<p>burns", name="a.html", source="s")) == []


@pytest.mark.parametrize("scrap", ["#", "*a", "[", "a``", "> "])
def test_marks_without_end_in_markdown_cost_no_more_than_text(scrap: str) -> None:
    reading = read(scrap.encode() * 200_000 + b"x", name="a.md", source="s")
    assert reading.reader == "text"


def test_a_line_without_end_is_not_taken_apart_word_by_word() -> None:
    tracemalloc.start()
    read(b"word " * 2_000_000, name="a.txt", source="s")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000_000
