"""Files that are one thing over and over, as long as one likes: they show whether work grows faster than a file."""

from __future__ import annotations

from collections.abc import Mapping

_PLAIN = (
    "a", "ё", " ", "\n", "\t", "a ", "a-\n", "\n \n", "[", "]", "(", "{", "*", "_", "`", "#", "> ", "- ", "=", "|",
    "“", "«", "1", "1\n", "- 1 -\n", "[Pg 1]", "\x0c", "I", "I. ", "A. ", "a.", "A ", "CHAPTER I\n", "1/", "\r", "’",
    "*a", "_a_", "**", "[^1]", "[^1]: a\n", "![", "[a](", "](", "<", "<!--", "<a ", "&", "&#", "&a;", "\\", "~", "$",
    "Title: ", "#title ", "\u0301", "\u00ad", "a\u00ad\n", "\u2028", "*** ", "\n\n\n", "x\n\n", "— ", "…", "1.1.", "|-",
    "%", "a:", "@", "#a", ":::", "<script", "Глава ", "page ", "стр. ",
)  # fmt: skip
_MARKUP = (
    "<p>", "</p>", "<div>", "<br>", "<a>", "<a href='#'>", "<sup>1</sup>", "<b>", "<!-- c -->", "<!--", "-->", "<?",
    "<?x?>", "<![CDATA[", "<table>", "<tr>", "<td>", "<ul><li>", "<h1>", "<h1>a</h1>", "<pre>\n", "<q>",
    "<span class='pagenum'>",
    "<span id='p1'>", "<a id='page1'></a>", "<pb n='1'/>", "<note>", "<title>", "<section>", "<v>", "<meta name='a'>",
    "<script>", "<style>", "<svg>", "<select>", "<p a=''>", "<", ">", "&", "&amp;", "&#0;", "&#1", "&a;", "<a", "<p ",
    "<choice><sic>", "<app><rdg>", "<lb break='no'/>", "<!DOCTYPE a>", "<!ENTITY a 'b'>", "<!DOCTYPE [", "x", " ",
    "<sup>", "<a name='n1'>", "<frame>", "<i/>", "</", "<head>", "<body>", "<fw>", "<del>", "<note place='foot'>",
)  # fmt: skip
_RTF = (
    "{", "}", "\\", "\\par ", "{\\*\\x ", "\\'e0", "\\u1078?", "\\uc2 ", "{\\footnote ", "\\row ", "\\cell ", "\\f1 ",
    "{\\fonttbl ", "{\\f1 A;}", "\\page ", "\\sect ", "\\field ", "{\\upr{", "\\bin9 ", "\\b", "a", "\\pard", "\\tab ",
    "{\\shp ", "{\\pict ", "\\super 1", "{\\info ", "\\loch", "\\'", "\\-", "\\~", "\\*",
)  # fmt: skip
_PDF = (
    "1 0 obj\n", "endobj\n", "<<", ">>", "[", "]", "(", ")", "stream\n", "/Type/Page ", "1 0 R ", "/Kids[", "xref\n",
    "trailer\n", "/MediaBox [", "\n1 0 obj<</Type/Page>>endobj", "%%EOF\n", "startxref\n0\n", "/A", "<x:xmpmeta",
    "%PDF-1.4\n",
)  # fmt: skip


def files(size: int) -> Mapping[str, bytes]:
    """Under its name each file, of about this many bytes."""
    found: dict[str, bytes] = {}
    attributes = "".join(f" a{number}='1'" for number in range(size // 10))

    def put(ending: str, words: tuple[str, ...], before: str = "", after: str = "") -> None:
        for number, word in enumerate(words):
            text = before + word * (size // len(word.encode())) + after
            found[f"{number}.{ending}"] = text.encode("utf-8", "replace")

    put("txt", _PLAIN, "Title\n\n")
    put("cp1251.txt", _PLAIN[:6])
    put("md", _PLAIN, "# Title\n\n")
    put("html", _MARKUP, "<html><body><p>a")
    put("fb2", _MARKUP, '<?xml version="1.0"?><FictionBook><body><section><p>a')
    put("xml", _MARKUP, '<?xml version="1.0"?><TEI><text><body><p>a')
    put("rtf", _RTF, "{\\rtf1\\ansi a ")
    put("pdf", _PDF, "%PDF-1.4\n")
    found |= {
        "head.html": b"<!-- c -->" * (size // 10),
        "head.xml": b'<?xml version="1.0"?>' * (size // 21),
        "open.html": b"<!--" + b"<!doctype html" * (size // 14),
        "attributes.html": f"<html><body{attributes}><p{attributes}>a</p>".encode(),
        "attributes.xml": f"<TEI><text{attributes}><p{attributes}>a</p></text></TEI>".encode(),
        "word.txt": "Привет ".encode("cp1251") + b"a" * size,
        "cyrillic.txt": "я".encode("cp1251") * size,
        "class.html": f"<p class='{'a-' * (size // 2)}'>a</p><p id='{'1' * size}'>b</p>".encode(),
        "title.html": f"<title>{' |' * (size // 2)}</title><h1> </h1><p>a</p>".encode(),
        "dashes.html": f"<title>a{' – a' * (size // 6)}</title><h1>a</h1><p>a</p>".encode(),
        "id.xml": f"<TEI><text><pb xml:id='{'1' * (size // 2)}a'/><pb id='{'1a' * (size // 2)}'/><p>a</p>".encode(),
        "entity.xml": f"<!DOCTYPE TEI [<!ENTITY a '{'&#65;' * (size // 5)}'>]><TEI><text><p>&a;</p></text>".encode(),
        "quote.xml": b"<!DOCTYPE TEI [" + b"<!ENTITY a " * (size // 11),
    }  # fmt: skip
    return found
