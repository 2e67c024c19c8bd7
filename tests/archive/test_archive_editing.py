"""Edits change the bytes of the edited item and no others; what is written reads back as the same values."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from unicodedata import normalize

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from variorum.archive.citations import parse_citation
from variorum.archive.dossiers import read_entity
from variorum.archive.editing import (
    edit,
    statement_added,
    witness_added,
)
from variorum.archive.editing_fields import field_set, name_added
from variorum.archive.file_lines import FileLines
from variorum.archive.front_matter import yaml_value
from variorum.archive.layout import STATEMENTS, lay_out
from variorum.archive.relation_wordings import wordings
from variorum.archive.statement_reader import Grammar
from variorum.archive.statements import parse_line, write_line
from variorum.archive.text import decode
from variorum.archive.vocabulary import default_vocabulary
from variorum.archive.witnesses import quoted_pieces, write_witness
from variorum.archive.writing import digest_of_bytes
from variorum.dates.dating import Dating
from variorum.dates.edtf import parse_edtf
from variorum.finding import ChangedOnDisk, NotFound, Refused
from variorum.record import (
    STANCES,
    Complement,
    EntityLink,
    NameForm,
    Position,
    Quantity,
    Statement,
    StatementLink,
    Witness,
    Words,
)

GRAMMAR = Grammar(default_vocabulary(), wordings(default_vocabulary()))

DOSSIER = """\
---
id: orlova     # her id
name: "Anna Orlova"
# a comment
names: [Анна Орлова]
tags:
- one
# among the tags
- two
---

Prose with  odd   spacing\t

## Statements

- 1932: joined [[union]] ^joined
  > first words [@a, p. 1]
  <!-- between -->
  > second words
  > go on [denies @b]

* исключена из [[union]] {a=b}


+   arrested
    > [He] took her [@c, fol. 3v, in @d, § 2]
    > left without a citation

## Notes

- a list
"""


def read(raw: bytes):
    text, _ = decode("people/orlova.md", raw)
    assert text is not None
    return read_entity(text, "person", GRAMMAR)


def statements(raw: bytes) -> list[Statement]:
    return read(raw)[1].statements


def placeless(statement: Statement) -> Statement:
    witnesses = tuple(replace(witness, position=Position("")) for witness in statement.witnesses)
    return replace(statement, witnesses=witnesses, written="", position=Position(""))


VARIANTS = [
    DOSSIER.encode(),
    DOSSIER.replace("\n", "\r\n").encode(),
    b"\xef\xbb\xbf" + DOSSIER.encode(),
    DOSSIER.split("\n## Notes")[0].rstrip("\n").encode(),
    normalize("NFD", DOSSIER).encode(),
]


@pytest.fixture(params=VARIANTS, ids=["LF", "CRLF", "BOM", "no-final-line-end", "NFD"])
def raw(request) -> bytes:
    return request.param


def without(raw: bytes, first: bytes, last: bytes) -> tuple[bytes, bytes]:
    """What stands before and after a stretch that is to change."""
    start = raw.index(first)
    return raw[:start], raw[raw.index(last, start) + len(last) :]


def test_a_statement_is_added_after_the_last_one(raw):
    citation = parse_citation("@e, p. 7")
    new = Statement("orlova#^new", "orlova", "wrote", EntityLink("letter"), witnesses=(Witness(citation, "a\n\nb"),))
    changed = statement_added(raw, new)
    assert placeless(statements(changed)[-1]) == placeless(new)
    assert [placeless(s) for s in statements(changed)[:-1]] == [placeless(s) for s in statements(raw)]
    assert changed.replace(b"\r\n", b"\n").count(b"\n") == len(raw.replace(b"\r\n", b"\n").splitlines()) + 4


@pytest.mark.parametrize("body", ["", "---\nid: a\nname: A\n---", "---\nid: a\n---\n\nProse\n", "x\n## Statements"])
def test_the_first_statement_finds_or_makes_the_heading(body):
    new = Statement("a#^x", "a", "arrested by", None)
    changed = statement_added(body.encode(), new)
    assert changed.startswith(body.encode())
    assert [s.relation for s in statements(changed)] == ["arrested by"]


def test_a_witness_is_added_after_the_last_one_of_its_statement(raw):
    witness = Witness(parse_citation("@z, § 4"), "new words", "reports")
    for statement in statements(raw):
        changed = witness_added(raw, statement, witness)
        again = next(s for s in statements(changed) if s.ref == statement.ref)
        assert replace(again.witnesses[-1], position=Position("")) == witness
        assert len(again.witnesses) == len(statement.witnesses) + 1


def test_what_cannot_be_done_is_refused_with_a_sentence(raw):
    first = statements(raw)[0]
    witness = Witness(parse_citation("@z, § 4"), "new words")
    with pytest.raises(ChangedOnDisk):
        witness_added(raw, replace(first, ref="orlova#^gone"), witness)
    with pytest.raises(ChangedOnDisk):
        witness_added(raw, replace(first, written="something else"), witness)
    with pytest.raises(Refused):
        field_set(b"---\nid: a\n", "name", "x")
    with pytest.raises(Refused):
        field_set(b"---\nname: [a\n---\n", "name", "x")
    with pytest.raises(Refused):
        statement_added(b"\xff\xfe", first)


def test_fields_are_set_and_comments_beside_them_stay(raw):
    assert field_set(raw, "id", "petrova") == raw.replace(b"id: orlova  ", b"id: petrova  ")
    assert field_set(raw, "name", 'A "B"') == raw.replace(b'"Anna Orlova"', b'"A \\"B\\""')
    assert field_set(raw, "names", ["x"]).count(b"names: [x]") == 1
    line_end = b"\r\n" if b"\r\n" in raw else b"\n"
    before, after = without(raw, b"tags:", b"- two")
    assert field_set(raw, "tags", "none") == before + b'tags: "none"' + after
    closing = raw.index(line_end + b"---" + line_end, 5) + len(line_end)
    assert field_set(raw, "born", "1899") == raw[:closing] + b"born: 1899" + line_end + raw[closing:]


def test_an_empty_field_is_filled_before_its_comment():
    assert field_set(b"---\nkind:     # letter, speech\n---\n", "kind", "letter") == (
        b"---\nkind: letter     # letter, speech\n---\n"
    )
    assert field_set(b"text", "a", "b") == b"---\na: b\n---\n\ntext"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("names: [a, b]   # c", "names: [a, b, new]   # c"),
        ("names: []", "names: [new]"),
        ("names:", "names: [new]"),
        ("names: a", "names: [a, new]"),
        ("names: Petrov, Ivan", 'names: ["Petrov, Ivan", new]'),
        ("names:\n- a\n# c\n- b  # d\n# e", "names:\n- a\n# c\n- b  # d\n- new\n# e"),
        ("names:\n  - a\n  - {form: b}", "names:\n  - a\n  - {form: b}\n  - new"),
        ("names: [new]", "names: [new]"),
        ("other: x", "other: x\nnames: [new]"),
    ],
)
def test_a_form_of_a_name_is_added_where_the_others_stand(before, after):
    changed = name_added(f"---\nid: a\n{before}\nz: 1\n---\n".encode(), NameForm("new"))
    if before == "other: x":
        assert changed == b"---\nid: a\nother: x\nz: 1\nnames: [new]\n---\n"
    else:
        assert changed.decode() == f"---\nid: a\n{after}\nz: 1\n---\n"


def test_a_form_with_its_particulars_reads_back(raw):
    form = NameForm("Анна О.", "Cyrl", "ru", "1920/1930", "memoir")
    assert read(name_added(raw, form))[0].names[-1] == form


def test_an_edit_is_refused_where_the_file_changed(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"---\nid: a\n---\n")
    digest = edit(tmp_path, "a.md", lambda raw: field_set(raw, "name", "A"))
    assert digest == digest_of_bytes(path.read_bytes())
    with pytest.raises(ChangedOnDisk):
        edit(tmp_path, "a.md", lambda raw: field_set(raw, "name", "B"), expected=digest_of_bytes(b"old"))
    assert b"name: A" in path.read_bytes()
    with pytest.raises(NotFound):
        edit(tmp_path, "b.md", lambda raw: raw)


# ── properties ──────────────────────────────────────────────────────────────────────────────────────────────────────

_WHOLE = (
    "---\n",
    "id: a\n",
    "## Statements\n",
    "- arrested\n",
    "  > q [@a]\n",
    ">\n",
    "\n",
    "\r\n",
    "  x\n",
    "```\n",
    "~~~\n",
)
_MORE = ("### b\n", "# c\n", "- [[x]]\n", "  - nested\n", "* born in [[y]] ^z\n", "> open\n")
PIECES = st.sampled_from((*_WHOLE, *_MORE, "<!--", "-->", "\t", "й", "\ufeff", "\r"))
MARKDOWN = st.lists(PIECES | st.text(max_size=6), max_size=25).map("".join)
WORD = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=30)
ID = st.from_regex(r"[a-zа-я][a-z0-9а-я-]{0,10}", fullmatch=True).map(lambda text: normalize("NFC", text))


@given(st.binary(max_size=200) | MARKDOWN.map(str.encode))
@settings(max_examples=1500, deadline=None)
def test_dividing_and_joining_gives_the_same_bytes(raw):
    try:
        sheet = FileLines.of(raw)
    except Refused:
        return
    assert sheet.mark + b"".join(sheet.lines) == raw
    assert len(sheet.texts) == len(decode("x", raw)[0].lines) if b"\0" not in raw and decode("x", raw)[0] else True


@given(MARKDOWN)
@settings(max_examples=1500, deadline=None)
def test_every_line_belongs_to_exactly_one_part(text):
    lines = decode("x", text.encode())[0]
    if lines is None:
        return
    layout = lay_out(lines.lines, STATEMENTS)
    parts = [*layout.prose, *((section.heading, section.end) for section in layout.sections)]
    covered = sorted(line for start, end in parts for line in range(start, end))
    front = 0 if layout.front is None else layout.front[1] + (1 if layout.closed else 0)
    assert covered == list(range(front, len(lines.lines)))


@given(MARKDOWN)
@example("- arrested\n-->  > q [@a]\n")
@example("* born in [[y]] ^z\n-->  > q [@a]\n* born in [[y]] ^z\n")
@settings(max_examples=1500, deadline=None)
def test_any_edit_leaves_the_rest_identical(text):
    raw = ("---\nid: a\nname: A\n---\n\n## Statements\n\n" + text).encode()
    if decode("x", raw)[0] is None:
        return
    found = statements(raw)
    for number, statement in enumerate(found):
        new = Witness(parse_citation("@new, p. 1"), "new words")
        changed = witness_added(raw, statement, new)
        assert [s.witnesses for s in map(placeless, statements(changed))][number][-1] == new
        start = len(_common_prefix(raw, changed))
        assert len(raw) - start <= len(_common_suffix(raw, changed))


def _common_prefix(a: bytes, b: bytes) -> bytes:
    for at, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return a[:at]
    return min(a, b, key=len)


def _common_suffix(a: bytes, b: bytes) -> bytes:
    return _common_prefix(a[::-1], b[::-1])


CITATIONS = st.builds(
    lambda key, locator, within: parse_citation(f"@{key}" + (f", {locator}" if locator else "") + within),
    ID,
    st.sampled_from(["", "p. 1", "pp. 3-5", "fol. 12v", "§ 31", "Ф. 1. Оп. 2. Д. 3. Л. 4", "p. [3]"]),
    st.sampled_from(["", ", in @other, § 2", ", in @b"]),
)
DATINGS = st.sampled_from(["1932", "1932-03~", "1930?/1931", "193X", "[1667,1668]", "../1932", "-0099"]).map(parse_edtf)
THINGS = st.one_of(
    ID.map(EntityLink),
    st.builds(StatementLink, ID, st.from_regex(r"[a-z0-9-]{1,8}", fullmatch=True)),
    st.builds(
        lambda n, unit: Quantity(n, n, unit, f"{n} {unit}"), st.integers(0, 10**9), st.sampled_from(["people", "роты"])
    ),
    st.sampled_from([Quantity(6, 8, "men", "6..8 men"), Quantity(5e6, 5e6, "roubles", "5 million roubles")]),
    st.sampled_from([Quantity(90, 110, "men", "about 100 men"), Quantity(100, inf, "men", "over 100 men")]),
    WORD.map(lambda text: Words(" ".join(normalize("NFC", text).split()))),
    DATINGS,
)
STATEMENTS_OF_ALL_KINDS = st.builds(
    Statement,
    ref=st.just("a#~0") | st.from_regex(r"a#\^[a-z0-9_-]{1,8}", fullmatch=True),
    subject=st.just("a"),
    relation=st.sampled_from(sorted(default_vocabulary().relations)),
    thing=st.none() | THINGS,
    complements=st.lists(
        st.builds(Complement, st.sampled_from(["with", "in", "according to", "and", "вместе с"]), THINGS), max_size=3
    ).map(tuple),
    when=st.none() | DATINGS,
    attributes=st.dictionaries(
        st.from_regex(r"[a-z][a-z-]{0,6}", fullmatch=True).filter(lambda name: name != "calendar"),
        WORD.map(lambda text: " ".join(normalize("NFC", text).split())),
        max_size=3,
    ),
)


@given(STATEMENTS_OF_ALL_KINDS)
@settings(max_examples=150, deadline=None)
def test_a_statement_written_reads_as_the_same_statement(statement):
    kinds = default_vocabulary().relations[statement.relation].range
    assume(not (isinstance(statement.thing, Dating) and "quantity" in kinds and "date" not in kinds))  # "counted 1932"
    written = write_line(replace(statement, when=None))
    said, _ = next(GRAMMAR.wordings.matches(written, 0))
    wording = write_line(replace(statement, ref="a#~0", when=None, thing=None, complements=(), attributes={}))
    led = [c for c in statement.complements if GRAMMAR.wordings.leads(wording, c.preposition)]
    assume(statement.thing is not None or not led)  # "died according to [[a]] in [[b]]": it died in b
    assume(said[0].relation == statement.relation)  # "joined in 6..8 men" is another relation's wording
    line, faults = parse_line(normalize("NFC", write_line(statement)), GRAMMAR)
    assert faults == [] or (
        statement.thing is None and [fault.code for fault in faults] == ["S003"]
    )  # "member of" whom?
    assert line is not None
    assert (line.relation, line.thing, line.complements) == (statement.relation, statement.thing, statement.complements)
    assert (line.when, dict(line.attributes)) == (statement.when, dict(statement.attributes))
    assert line.block == statement.ref.partition("#^")[2]


@given(
    CITATIONS,
    st.none()
    | st.lists(WORD | st.sampled_from(["[He]", "[…]", "[@a, p. 1]", "\\[denies @b]", "\\", ""]), min_size=1).map(
        "\n".join
    ),
    st.sampled_from(STANCES),
)
@settings(max_examples=150, deadline=None)
def test_a_witness_written_reads_as_the_same_witness(citation, quotation, stance):
    if quotation is not None:
        quotation = normalize("NFC", quotation).strip()
        if not quotation.strip(".;,").strip():
            return
    pieces = list(quoted_pieces(write_witness(Witness(citation, quotation, stance))))
    assert len(pieces) == 1
    assert pieces[0].quotation == quotation
    assert pieces[0].citations[0].citation == citation
    assert (pieces[0].citations[0].prefix or "affirms") == stance


YAML = st.recursive(
    st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


@given(YAML)
@settings(max_examples=80, deadline=None)
def test_a_field_written_reads_as_the_same_value(value):
    text, _ = decode("x", f"---\nfield: {yaml_value(value)}\n---\n".encode(errors="replace"))
    from variorum.archive.front_matter import parse_front_matter

    found = parse_front_matter(text, 1, 2)
    assert found.findings == ()
    assert _nfc(found.fields["field"].plain) == _nfc(value)


def _nfc(value: object) -> object:
    if isinstance(value, list):
        return [_nfc(entry) for entry in value]
    if isinstance(value, dict):
        return {normalize("NFC", key): _nfc(entry) for key, entry in value.items()}
    return normalize("NFC", str(value))
