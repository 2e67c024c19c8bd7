# ruff: noqa: E501 (markup stands on one line)
"""Small books made by code for the tests of accession: EPUB, FB2, TEI and zips, whole and broken."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
OPF = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:title id="t">The Lamp Workers</dc:title><dc:creator id="a">Olga Brandt</dc:creator>
<meta refines="#a" property="role">ill</meta><meta refines="#a" property="role">aut</meta>
<dc:contributor opf:role="trl">Paul Reyd</dc:contributor>
<dc:date>1931</dc:date><dc:language>en-gb</dc:language><dc:publisher>Quay Press</dc:publisher>
<dc:identifier id="id">urn:isbn:978-0-00-000000-2</dc:identifier></metadata>
<manifest>{manifest}</manifest><spine toc="ncx">{spine}</spine></package>"""
NAV = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>
<nav epub:type="toc"><ol><li><a href="one.xhtml">The first part</a></li></ol></nav>
<nav epub:type="page-list"><ol>{pages}</ol></nav></body></html>"""


def page(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head><body>{body}</body></html>'
    )


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def epub(parts: Mapping[str, str], *, pages: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """An EPUB 3 of these parts (name → body markup), with `pages` as entries of its page list and `more` members."""
    manifest = '<item id="nav" properties="nav" href="nav.xhtml" media-type="application/xhtml+xml"/>' + "".join(
        f'<item id="i{i}" href="{name}" media-type="application/xhtml+xml"/>' for i, name in enumerate(parts)
    )
    spine = "".join(f'<itemref idref="i{i}"/>' for i in range(len(parts)))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/book.opf": OPF.format(manifest=manifest, spine=spine),
            "OEBPS/nav.xhtml": NAV.format(pages=pages),
            **{f"OEBPS/{name}": page(body) for name, body in parts.items()},
            **(more or {}),
        }
    )


FB2 = """<?xml version="1.0" encoding="{encoding}"?>
<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" xmlns:l="http://www.w3.org/1999/xlink">
<description><title-info><genre>history</genre><author><first-name>Иван</first-name><middle-name>Ильич</middle-name>
<last-name>Ломов</last-name></author><book-title>Записки фонарщика</book-title><lang>ru</lang><date value="1931-01-01">1931</date>
<translator><nickname>П. Р.</nickname></translator></title-info>
<publish-info><publisher>Причал</publisher><city>Энск</city><year>1933</year><isbn>5-00-000000-1</isbn></publish-info></description>
<body><title><p>Записки фонарщика</p></title><section><title><p>Глава первая</p><p>Фонари</p></title>
<p>Вечером зажигали фонари<a l:href="#n1" type="note">[1]</a> на всей набережной.</p>
<poem><stanza><v>Горит огонь,</v><v>горит другой.</v></stanza></poem>
<section><title><p>Утро</p></title><p>Утром их гасили.</p></section></section></body>
<body name="notes"><section id="n1"><title><p>1</p></title><p>Газовые.</p></section></body>
<binary id="cover.jpg" content-type="image/jpeg">AAAA</binary></FictionBook>"""

TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Minutes of the lamp committee</title>
<author>Clerk of the committee</author></titleStmt><publicationStmt><publisher>Digital Quay</publisher><date when="2020">2020</date>
</publicationStmt><sourceDesc><bibl><publisher>Quay Press</publisher><date when="1931-05">May 1931</date></bibl></sourceDesc></fileDesc>
<profileDesc><langUsage><language ident="en">English</language></langUsage></profileDesc></teiHeader>
<text><body><pb n="58"/><div><head>First sitting</head><p>The <choice><sic>lampe</sic><corr>lamp</corr></choice> was
<del>dark</del><add>lit</add> when the mem<lb break="no"/>bers came in and the clerk be<pb n="59"/><fw type="header" place="top">LAMPS</fw>
<fw type="sig" place="bottom">B2</fw>gan to read.<note place="foot">He read badly.</note></p>
<lg><l>A lamp is lit,</l><l>a lamp is out.</l></lg></div></body></text></TEI>"""
