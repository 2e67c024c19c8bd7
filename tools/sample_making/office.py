"""DOCX and ODT, written by hand so that nothing in them changes from day to day."""

from __future__ import annotations

from xml.sax.saxutils import escape

from sample_making.master import Block, Master, pieces
from sample_making.zipping import stored_zip

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/footnotes.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def docx(master: Master) -> bytes:
    """DOCX with page breaks where the master has them, and footnotes."""
    notes: list[str] = []
    body = []
    for number, (_, blocks) in enumerate(master.pages):
        for index, block in enumerate(blocks):
            new_page = '<w:r><w:br w:type="page"/></w:r>' if number and not index else ""
            body.append(_docx_paragraph(block, new_page, notes))
    footnotes = "".join(
        f'<w:footnote w:id="{i}"><w:p><w:r><w:footnoteRef/></w:r><w:r>'
        f'<w:t xml:space="preserve"> {escape(n)}</w:t></w:r></w:p></w:footnote>'
        for i, n in enumerate(notes, 1)
    )
    core = (
        f'{_XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>'
        f"{escape(master.fields['title'])}</dc:title><dc:language>{master.fields['language']}</dc:language>"
        "</cp:coreProperties>"
    )
    return stored_zip(
        [
            ("[Content_Types].xml", _TYPES),
            (
                "_rels/.rels",
                f'{_XML}<Relationships xmlns="{_PACKAGE_RELS}"><Relationship Id="r1" Type="{_RELS}/officeDocument" '
                'Target="word/document.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/'
                'relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
            ),
            ("word/document.xml", f"{_XML}<w:document {_W}><w:body>{''.join(body)}</w:body></w:document>"),
            ("word/footnotes.xml", f"{_XML}<w:footnotes {_W}>{footnotes}</w:footnotes>"),
            (
                "word/_rels/document.xml.rels",
                f'{_XML}<Relationships xmlns="{_PACKAGE_RELS}"><Relationship Id="r1" Type="{_RELS}/footnotes" '
                'Target="footnotes.xml"/></Relationships>',
            ),
            ("docProps/core.xml", core),
        ]
    )


def _docx_paragraph(block: Block, new_page: str, notes: list[str]) -> str:
    style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if block.kind == "heading" else ""
    runs = [new_page]
    for text, note in pieces(block):
        runs.append(f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else "")
        if note:
            notes.append(note)
            runs.append(f'<w:r><w:footnoteReference w:id="{len(notes)}"/></w:r>')
    return f"<w:p>{style}{''.join(runs)}</w:p>"


def odt(master: Master) -> bytes:
    """ODT, with tables where the master has rows."""
    body, rows = [], []
    for block in [*master.blocks, Block("end", "")]:
        if block.kind == "row":
            cells = "".join(f"<table:table-cell><text:p>{escape(c)}</text:p></table:table-cell>" for c in block.cells)
            rows.append(f"<table:table-row>{cells}</table:table-row>")
            continue
        if rows:
            body.append(f'<table:table table:name="T1">{"".join(rows)}</table:table>')
            rows = []
        if block.kind == "heading":
            body.append(f'<text:h text:outline-level="1">{escape(block.text)}</text:h>')
        elif block.kind == "para":
            body.append(f"<text:p>{escape(block.text)}</text:p>")
    names = " ".join(f'xmlns:{p}="{_ODF}{p}:1.0"' for p in ("office", "text", "table", "meta"))
    content = f"{_XML}<office:document-content {names}><office:body><office:text>"
    content += "".join(body) + "</office:text></office:body></office:document-content>"
    meta = (
        f'{_XML}<office:document-meta {names} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>'
        f"{escape(master.fields['title'])}</dc:title><dc:language>{master.fields['language']}</dc:language>"
        "</office:meta></office:document-meta>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        f'{_XML}<manifest:manifest xmlns:manifest="{_ODF}manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry '
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/><manifest:file-entry '
        'manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return stored_zip(
        [("mimetype", kind), ("content.xml", content), ("meta.xml", meta), ("META-INF/manifest.xml", manifest)]
    )
