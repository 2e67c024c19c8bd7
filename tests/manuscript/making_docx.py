"""Word and OpenDocument files made for tests: paragraphs with notes, fields, tracked changes, styles."""

from __future__ import annotations

import json
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
PARTS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" '
    'Target="footnotes.xml"/></Relationships>'
)


def text(words: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>'


def italic(words: str) -> str:
    return text(words, "<w:rPr><w:i/></w:rPr>")


def call(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(inside)}</w:p>"


def field(instruction: str, shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{text(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def zotero(shown: str, **item: object) -> str:
    locator = {"locator": item.pop("locator"), "label": "page"} if "locator" in item else {}
    citation = {"citationItems": [{"id": 1, "uris": ["local/items/ABCD"], "itemData": item, **locator}]}
    return field(f"ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(citation)}", shown)


def docx(*paragraphs: str, notes: tuple[str, ...] = (), styles: str = "", **members: str) -> bytes:
    inside = "".join(paragraphs)
    body = f'{HEAD}<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'
    written = "".join(
        f'<w:footnote w:id="{number}">{note if note.startswith("<w:p>") else paragraph(text(note))}</w:footnote>'
        for number, note in enumerate(notes, start=1)
    )
    parts = {
        "[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": body,
        "word/_rels/document.xml.rels": PARTS,
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}">{written}</w:footnotes>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>', **members,
    }  # fmt: skip
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def odt(content: str, styles: str = "") -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = (
        f'xmlns:office="{space}:office:1.0" xmlns:text="{space}:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:style="{space}:style:1.0"'
    )
    styles = f"<office:automatic-styles>{styles}</office:automatic-styles>" if styles else ""
    body = f"<office:body><office:text>{content}</office:text></office:body>"
    whole = f"{HEAD}<office:document-content {names}>{styles}{body}</office:document-content>"
    made = BytesIO()
    with ZipFile(made, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", whole)
    return made.getvalue()


def odt_note(number: int, words: str) -> str:
    return (
        f'<text:note text:id="ftn{number}" text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
        f"<text:note-body><text:p>{escape(words, quote=False)}</text:p></text:note-body></text:note>"
    )
