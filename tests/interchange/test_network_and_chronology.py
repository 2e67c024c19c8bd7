"""Network and chronology for other programs: GraphML and CSV that hold what the record says, whatever a name holds."""

from __future__ import annotations

import csv
from io import StringIO

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from variorum.dates.edtf import parse_edtf
from variorum.examined import Examined
from variorum.interchange import format_named
from variorum.record import Complement, Entity, EntityLink, Quantity, Statement, Words

NS = {"g": "http://graphml.graphdrawing.org/xmlns"}


def record(name: str) -> Examined:
    entities = {"anna": Entity("anna", "person", name), "cell": Entity("cell", "group", "The cell")}
    joined = Statement("anna#^j", "anna", "joined", EntityLink("cell"), (), parse_edtf("1930-05"))
    wrote = Statement("anna#^w", "anna", "said", Words("no"), (Complement("to", Quantity(6, 6, "men", "6 men")),))
    left = Statement("anna#^l", "anna", "left", EntityLink("cell"), (), parse_edtf("1917-10-25", calendar="julian"))
    return Examined(entities=entities, statements=(joined, wrote, left))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


def test_graphml_declares_what_it_uses_and_carries_statements_and_days() -> None:
    root = etree.fromstring(format_named("graphml").write(record("Anna & “A”")).encode())
    declared = {(one.get("for"), one.get("id")) for one in root.iterfind("g:key", NS)}
    used = {(etree.QName(data.getparent()).localname, data.get("key")) for data in root.iterfind(".//g:data", NS)}
    assert used <= declared
    (edge,) = root.iterfind(".//g:edge", NS)
    told = {one.get("key"): one.text for one in edge}
    assert told["statements"] == "anna#^j anna#^l"
    assert (told["start"], told["end"], told["inferred"]) == ("1917-11-07", "1930-05-31", "false")
    assert [one.text for one in root.iterfind(".//g:node/g:data[@key='label']", NS)] == ["Anna & “A”", "The cell"]


def test_the_network_as_a_table() -> None:
    (row,) = rows(format_named("network-csv").write(record("Anna")))
    assert (row["one's name"], row["other's name"], row["statements"]) == ("Anna", "The cell", "anna#^j anna#^l")
    assert (row["first day"], row["last day"], row["inferred"]) == ("1917-11-07", "1930-05-31", "")


def test_the_chronology_as_a_table_tells_the_calendar_and_all_bounds() -> None:
    told = {row["statement"]: row for row in rows(format_named("chronology-csv").write(record("Anna")))}
    assert (told["anna#^l"]["date"], told["anna#^l"]["calendar"]) == ("1917-10-25", "julian")
    assert told["anna#^l"]["earliest start"] == "1917-11-07"
    assert told["anna#^j"]["object"] == "The cell"


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=20))
def test_no_name_breaks_a_file(name: str) -> None:
    etree.fromstring(format_named("graphml").write(record(name)).encode("utf-8", "replace"))
    (row,) = rows(format_named("network-csv").write(record(name)))
    assert not row["one's name"].lstrip("\t\r\n ").startswith(("=", "+", "@"))
    assert row["other"] == "cell"
