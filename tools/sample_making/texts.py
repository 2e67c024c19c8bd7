"""Plain text in the encodings of its day, Markdown, RTF."""

from __future__ import annotations

from sample_making.master import Block, Master

ENCODINGS = {
    "txt-utf8": "utf-8",
    "txt-cp1251": "cp1251",
    "txt-koi8r": "koi8-r",
    "txt-cp866": "cp866",
    "txt-utf16": "utf-16-le",
}
_KOI8_LACKS = {"«": '"', "»": '"', "„": '"', "“": '"', "—": "-", "–": "-", "…": "...", "№": "N"}
_CP866_LACKS = {**_KOI8_LACKS, "№": "№"}


def plain_text(master: Master) -> bytes:
    """The text with a blank line between paragraphs and a form feed between pages.

    KOI8-R and CP866 have no guillemets or dashes; they are typed as people typed them then.
    """
    form = master.fields["format"]
    body = "\n\f\n".join(_page(label, blocks, master.fields) for label, blocks in master.pages) + "\n"
    lacks = {"txt-koi8r": _KOI8_LACKS, "txt-cp866": _CP866_LACKS}.get(form, {})
    body = "".join(lacks.get(letter, letter) for letter in body)
    if form == "txt-utf16":
        return b"\xff\xfe" + body.encode("utf-16-le")
    line_end = "\r\n" if form in ("txt-cp1251", "txt-cp866") else "\n"
    return body.replace("\n", line_end).encode(ENCODINGS[form])


def _page(label: str, blocks: list[Block], fields: dict[str, str]) -> str:
    """One page's text; a sheet whose archive stamped it ends with its number."""
    paragraphs = [block.text for block in blocks]
    return "\n\n".join([*paragraphs, f"- {label} -"] if fields.get("stamped") == "yes" else paragraphs)


def markdown(master: Master) -> bytes:
    """Markdown, with the emphasis that stands in the plain text."""
    marks = {"heading": "# ", "quote": "> "}
    return ("\n\n".join(marks.get(b.kind, "") + b.text for b in master.blocks) + "\n").encode()


def rtf(master: Master) -> bytes:
    """RTF as a word processor of the 1990s wrote it: one code page, escapes for all beyond ASCII."""
    page = "1251" if master.fields["language"] == "ru" else "1252"
    lines = [
        r"{\rtf1\ansi\ansicpg" + page + r"\deff0{\fonttbl{\f0\froman\fcharset" + ("204" if page == "1251" else "0"),
        r" Times New Roman;}}",
        r"{\info{\title " + _escaped(master.fields["title"], page) + "}}",
    ]
    lines += [_rtf_block(block, page) for block in master.blocks]
    return ("\n".join(lines) + "\n}\n").encode("ascii")


def _rtf_block(block: Block, page: str) -> str:
    text = _escaped(block.text, page)
    return rf"\pard\qc\b {text}\b0\par" if block.kind == "heading" else rf"\pard\fi567 {text}\par"


def _escaped(text: str, page: str) -> str:
    out = []
    for letter in text.replace("\n", " "):
        if letter in "\\{}":
            out.append("\\" + letter)
        elif ord(letter) < 128:
            out.append(letter)
        else:
            try:
                out.append(f"\\'{letter.encode('cp' + page)[0]:02x}")
            except UnicodeEncodeError:
                out.append(f"\\u{ord(letter)}?")
    return "".join(out)
