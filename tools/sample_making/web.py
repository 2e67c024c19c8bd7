"""HTML, EPUB 2 and 3, FB2 and TEI."""

from __future__ import annotations

from xml.sax.saxutils import escape

from sample_making.master import Block, Master, pieces
from sample_making.zipping import stored_zip

_XHTML = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"{extra}>'
_CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def html(master: Master) -> bytes:
    """A web page; the encyclopedia's is in Windows-1251, as its site was."""
    encoding = "windows-1251" if master.key == "enc1976" else "utf-8"
    body = "\n".join(_tag(block, "h2" if i else "h1") for i, block in enumerate(master.blocks))
    page = (
        f'<!DOCTYPE html>\n<html lang="{master.fields["language"]}">\n<head>\n<meta charset="{encoding}">\n'
        f"<title>{escape(master.fields['title'])}</title>\n"
        + (f'<meta name="author" content="{master.fields["author"]}">\n' if "author" in master.fields else "")
        + f"</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
    return page.encode("cp1251" if encoding == "windows-1251" else "utf-8")


def epub2(master: Master) -> bytes:
    """EPUB 2: a file per chapter and an NCX."""
    chapters = _chapters(master)
    names = [f"chapter{i}.xhtml" for i in range(1, len(chapters) + 1)]
    points = "".join(
        f'<navPoint id="n{i}" playOrder="{i}"><navLabel><text>{escape(chapter[0].text)}</text></navLabel>'
        f'<content src="{name}"/></navPoint>'
        for i, (name, chapter) in enumerate(zip(names, chapters, strict=True), 1)
    )
    ncx = (
        '<?xml version="1.0" encoding="UTF-8"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">'
        f'<head><meta name="dtb:uid" content="{master.key}"/></head>'
        f"<docTitle><text>{escape(master.fields['title'])}</text></docTitle><navMap>{points}</navMap></ncx>"
    )
    items = "".join(f'<item id="c{i}" href="{n}" media-type="application/xhtml+xml"/>' for i, n in enumerate(names, 1))
    spine = "".join(f'<itemref idref="c{i}"/>' for i in range(1, len(names) + 1))
    opf = _package(
        master,
        "2.0",
        items + '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
        f'<spine toc="ncx">{spine}</spine>',
    )
    files: list[tuple[str, str | bytes]] = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", _CONTAINER),
    ]
    files += [("OPS/package.opf", opf), ("OPS/toc.ncx", ncx)]
    files += [
        ("OPS/" + name, _xhtml(master, "\n".join(_tag(b, "h1") for b in chapter)))
        for name, chapter in zip(names, chapters, strict=True)
    ]
    return stored_zip(files)


def epub3(master: Master) -> bytes:
    """EPUB 3 with a list of the printed pages, each marked where it begins."""
    body, listed = [], []
    for label, blocks in master.pages:
        body.append(f'<span id="p{label}" epub:type="pagebreak" role="doc-pagebreak" aria-label="{label}"></span>')
        body.extend(_tag(block, "h1") for block in blocks)
        listed.append(f'<li><a href="text.xhtml#p{label}">{label}</a></li>')
    nav = (
        '<nav epub:type="toc"><ol><li><a href="text.xhtml">'
        + escape(master.fields["title"])
        + f'</a></li></ol></nav><nav epub:type="page-list"><ol>{"".join(listed)}</ol></nav>'
    )
    opf = _package(
        master,
        "3.0",
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        '<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>',
        '<spine><itemref idref="text"/></spine>',
    )
    return stored_zip(
        [
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", _CONTAINER),
            ("OPS/package.opf", opf),
            ("OPS/nav.xhtml", _xhtml(master, nav)),
            ("OPS/text.xhtml", _xhtml(master, "\n".join(body))),
        ]
    )


def fb2(master: Master) -> bytes:
    """FB2; the memoir is in Windows-1251, which the format allows and old files use."""
    encoding = "windows-1251" if master.key == "chizhov1967" else "utf-8"
    first, _, last = master.fields["author"].partition(" ")
    sections = []
    for chapter in _chapters(master):
        paragraphs = "".join(f"<p>{escape(b.text)}</p>" for b in chapter[1:])
        sections.append(f"<section><title><p>{escape(chapter[0].text)}</p></title>{paragraphs}</section>")
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0">'
        f"<description><title-info><genre>prose_history</genre><author><first-name>{first}</first-name>"
        f"<last-name>{last}</last-name></author><book-title>{escape(master.fields['title'])}</book-title>"
        f"<date>{master.fields['date']}</date><lang>ru</lang></title-info><document-info><id>{master.key}</id>"
        f"<version>1.0</version></document-info></description><body>{''.join(sections)}</body></FictionBook>\n"
    )
    return text.encode("cp1251" if encoding == "windows-1251" else "utf-8")


def tei(master: Master) -> bytes:
    """TEI P5 with page breaks and the printed notes."""
    body = []
    for label, blocks in master.pages:
        body.append(f'<pb n="{label}"/>')
        for block in blocks:
            inner = "".join(
                escape(text) + (f'<note place="bottom">{escape(note)}</note>' if note else "")
                for text, note in pieces(block)
            )
            body.append(f"<head>{inner}</head>" if block.kind == "heading" else f"<p>{inner}</p>")
    text = "\n".join(body).replace("<head>", "</div>\n<div>\n<head>")
    text = text.replace("</div>\n", "", 1) + "\n</div>"
    if text.startswith("<pb"):
        page, rest = text.split("\n", 1)
        text = rest.replace("<div>", "<div>\n" + page, 1)
    header = (
        f"<teiHeader><fileDesc><titleStmt><title>{escape(master.fields['title'])}</title>"
        f"<author>{escape(master.fields['author'])}</author></titleStmt><publicationStmt><p>Invented for the sample "
        "archive of Variorum.</p></publicationStmt><sourceDesc><bibl><date when="
        f'"{master.fields["date"]}"/></bibl></sourceDesc></fileDesc><profileDesc><langUsage>'
        '<language ident="ru">русский</language></langUsage></profileDesc></teiHeader>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="ru">\n'
        f"{header}\n<text><body>\n{text}\n</body></text>\n</TEI>\n"
    ).encode()


def _chapters(master: Master) -> list[list[Block]]:
    chapters: list[list[Block]] = []
    for block in master.blocks:
        if block.kind == "heading" or not chapters:
            chapters.append([])
        chapters[-1].append(block)
    return chapters


def _tag(block: Block, heading: str) -> str:
    if block.kind == "heading":
        return f"<{heading}>{escape(block.text)}</{heading}>"
    text = f"<p>{escape(block.text)}</p>"
    return f"<blockquote>{text}</blockquote>" if block.kind == "quote" else text


def _xhtml(master: Master, body: str) -> str:
    extra = f' xmlns:epub="http://www.idpf.org/2007/ops" lang="{master.fields["language"]}"'
    title = escape(master.fields["title"])
    return f"{_XHTML.format(extra=extra)}\n<head><title>{title}</title></head>\n<body>\n{body}\n</body>\n</html>\n"


def _package(master: Master, version: str, items: str, spine: str) -> str:
    modified = '<meta property="dcterms:modified">1980-01-01T00:00:00Z</meta>' if version == "3.0" else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="{version}" '
        'unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:variorum:sample:{master.key}</dc:identifier>'
        f"<dc:title>{escape(master.fields['title'])}</dc:title><dc:creator>{escape(master.fields['author'])}</dc:creator>"
        f"<dc:language>{master.fields['language']}</dc:language><dc:date>{master.fields['date']}</dc:date>{modified}"
        f"</metadata><manifest>{items}</manifest>{spine}</package>\n"
    )
