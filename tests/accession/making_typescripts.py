"""DOCX, ODT and RTF files for the tests, as little of them as a reader needs."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
STYLES = (
    f'<w:styles {W}><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H1"/></w:style></w:styles>'
)
CORE = (
    '<p:coreProperties xmlns:p="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>The strike</dc:title><dc:creator>A. Petrova; B. Klein</dc:creator>"
    "<dcterms:created>2001-02-03T04:05:06Z</dcterms:created></p:coreProperties>"
)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip of these members."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, **parts: str | bytes) -> bytes:
    """A DOCX with this XML as its body; `parts` are further members of `word/`, `pages` how many it declares."""
    pages = parts.pop("pages", "")
    members: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "docProps/core.xml": CORE,
        "docProps/app.xml": f"<Properties><Pages>{pages!s}</Pages></Properties>",
    }
    for name, content in parts.items():
        members["word/" + name.replace("__", ".") if "__" in name else f"word/{name}.xml"] = content
    return zipped(members)


def p(*runs: str, style: str = "", more: str = "") -> str:
    """A paragraph of a DOCX; runs that are no XML are text."""
    inner = "".join(run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p><w:pPr>{f'<w:pStyle w:val={chr(34)}{style}{chr(34)}/>' if style else ''}{more}</w:pPr>{inner}</w:p>"


def odt(body: str, *, styles: str = "", meta: str = "", **parts: str) -> bytes:
    """An ODT with this XML as its text; `parts` are further members, "__" standing for a slash."""
    members: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {OFFICE}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "meta.xml": f"<office:document-meta {OFFICE}><office:meta>{meta}</office:meta></office:document-meta>",
    }
    members |= {name.replace("__", "/"): content for name, content in parts.items()}
    return zipped(members)


def fodt(body: str) -> bytes:
    """A flat ODT."""
    return (
        f'<?xml version="1.0"?><office:document {OFFICE} office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()
