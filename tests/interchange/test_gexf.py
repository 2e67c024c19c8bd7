"""The network as GEXF: well formed whatever a name holds, with its statements and days."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from variorum.dates.edtf import parse_edtf
from variorum.examined import Examined
from variorum.interchange import format_named
from variorum.record import Entity, EntityLink, Statement

NS = {"g": "http://gexf.net/1.3"}


def record(name: str) -> Examined:
    entities = {"anna": Entity("anna", "person", name), "cell": Entity("cell", "group", "The cell")}
    joined = Statement("anna#^j", "anna", "joined", EntityLink("cell"), (), parse_edtf("1930-05"))
    return Examined(entities=entities, statements=(joined,))


def test_a_tie_carries_its_statements_and_its_days() -> None:
    root = etree.fromstring(format_named("gexf").write(record("Anna & “A”")).encode())
    (edge,) = root.iterfind(".//g:edge", NS)
    assert (edge.get("source"), edge.get("target")) == ("anna", "cell")
    assert (edge.get("start"), edge.get("end")) == ("1930-05-01", "1930-05-31")
    assert {one.get("for"): one.get("value") for one in edge.iterfind(".//g:attvalue", NS)} == {
        "statements": "anna#^j",
        "inferred": "false",
    }
    assert [node.get("label") for node in root.iterfind(".//g:node", NS)] == ["Anna & “A”", "The cell"]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=20))
def test_no_name_breaks_the_file(name: str) -> None:
    etree.fromstring(format_named("gexf").write(record(name)).encode("utf-8", "replace"))
