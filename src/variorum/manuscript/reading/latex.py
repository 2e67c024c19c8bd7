"""LaTeX as a manuscript: footnotes, the citation commands of biblatex and natbib, the quotation commands of csquotes.

The text is scanned, not typeset: a command that is not known loses its name and keeps its argument, mathematics and
comments are left out, and nothing is run. Files of the manuscript's own folder that it includes are read in their
place. A place is a line of the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from variorum.manuscript.manuscript import Call, Live, LiveItem, Manuscript, Note, Paragraph
from variorum.manuscript.reading.blocks import decoded
from variorum.manuscript.reading.latex_environments import quoting_in
from variorum.manuscript.reading.latex_includes import INCLUDING, IncludedFiles, body_of
from variorum.manuscript.reading.roles import BIBLIOGRAPHY

_TOKEN = re.compile(
    r"\\([A-Za-z@]+)\*?[ \t]*|\\(.)|%[^\n]*(?:\n[ \t]*)?|([{}])|(\$\$?)|(\n[ \t]*\n\s*)|"
    r"(``|''|(?<![\w,]),,(?=[^\s,])|<<(?=\S)|(?<=\S)>>|\"(?:`(?=\S)|'|<(?=\S)|>|--?-|(?<=\w\")[=~|-](?=\w)|[aouAOUs])|"
    r"---?|~|&|\n)|[^\\%{}$`'\-~&\n,<>\"]+|.",
    re.DOTALL,
)
_MARKS = {
    "``": "“", "''": "”", ",,": "„", "<<": "«", ">>": "»", "--": "–", "---": "—", "~": "\u00a0", "&": " ", "\n": " ",
    '"`': "„", '"<': "«", '"---': "—", '"--': "–", '"=': "-", '"~': "-", '"-': "", '"|': "",
}  # fmt: skip
_CLOSING = {"\"'": ('"`', "“"), '">': ('"<', "»")}  # of babel, where what opens stands before
_UMLAUTS = dict(zip(('"a', '"o', '"u', '"A', '"O', '"U', '"s'), "äöüÄÖÜß", strict=True))
_GERMAN = re.compile(
    r"\\usepackage\[[^\]]*german[^\]]*\]\{babel\}|\\usepackage\{n?german\}|\\documentclass\[[^\]]*german"
)
_CITES = re.compile(
    r"(?:[Ff]oot|[Pp]aren|[Tt]ext|[Aa]uto|[Ss]mart|[Ss]uper|[Ff]ull|[Ff]ootfull|[Nn]o)?[Cc]ites?"
    r"(?:text|p|t|alp|alt|author|year|num|yearpar)?$"
)
_CITED = re.compile(r"\\(\w*cite\w*)\s*(?:\[([^\]]*)\])?\s*(?:\[([^\]]*)\])?\{([^{}]+)\}")
_NOTES = {"footnote", "endnote", "footnotetext"}
_QUOTES = {
    "enquote", "textquote", "textcquote", "say", "mkbibquote",
    *(f"{which}{quote}" for which in ("foreign", "hyphen") for quote in ("quote", "textquote", "textcquote")),
}  # fmt: skip
_BLOCK_QUOTES = {
    "blockquote", "blockcquote", "epigraph",
    *(f"{which}{quote}" for which in ("foreign", "hyphen") for quote in ("blockquote", "blockcquote")),
}  # fmt: skip
_PUT_IN = {"textelp": ("[…]", "[… {}]"), "textins": ("", "[{}]")}  # csquotes: without and with words
_NOT_READ = "equation align tabular figure table lstlisting verbatim tikzpicture math displaymath comment filecontents"
_SKIPPED_ENVIRONMENTS = frozenset(_NOT_READ.split())
_HEADINGS = {"part", "chapter", "section", "subsection", "subsubsection", "paragraph", "title"}
_WITHOUT_WORDS = (
    "label ref pageref usepackage documentclass bibliography bibliographystyle addbibresource hspace "
    "vspace index newcommand renewcommand setlength pagestyle includegraphics cref autoref setcounter "
    "printbibliography thispagestyle hyphenation providecommand DeclareMathOperator url nocite color bibitem"
)
_SILENT = frozenset(_WITHOUT_WORDS.split())
_ITALIC = {"emph", "textit", "textsl", "citetitle"}
_ACCENTS = dict(
    zip(
        "'`\"^~=.uvHckr",
        map(chr, (0x301, 0x300, 0x308, 0x302, 0x303, 0x304, 0x307, 0x306, 0x30C, 0x30B, 0x327, 0x328, 0x30A)),
        strict=True,
    )
)
_SIGN_NAMES = (
    "ldots=… dots=… textellipsis=… ss=ß ae=æ oe=œ o=ø l=ł L=Ł i=ı guillemotleft=« guillemotright=» textquotedblleft=“ "
    "textquotedblright=” S=§ textendash=– textemdash=— textbackslash=\\ lq=‘ rq=’ glqq=„ grqq=“ "
    "flqq=« frqq=» glq=‚ grq=‘ flq=‹ frq=› quotedblbase=„ quotesinglbase=‚ textquoteleft=‘ textquoteright=’ "
    'textquotedbl=" guilsinglleft=‹ guilsinglright=›'
)
_SIGNS = {
    **dict(pair.split("=", 1) for pair in _SIGN_NAMES.split()),
    "og": "« ", "fg": " »", "quad": " ", "qquad": " ", "newline": "\n", "par": "\n\n", "item": "\n\n",
}  # fmt: skip


@dataclass(slots=True)
class _Out:
    """A stretch of text being written: the body, or a note's."""

    text: str = ""
    role: str = "body"
    line: int = 1
    calls: list[Call] = field(default_factory=list)
    lives: list[Live] = field(default_factory=list)
    italics: list[tuple[int, int]] = field(default_factory=list)


def read_latex(data: bytes, name: str, folder: Path | None = None) -> Manuscript:
    """A LaTeX file as a manuscript, with the files that it includes from its own folder."""
    source = decoded(data, name)
    scanner = _Scanner(source, *body_of(source), IncludedFiles(folder))
    scanner.run()
    scanner.flush()
    return Manuscript(name, "latex", tuple(scanner.paragraphs), scanner.notes, remarks=scanner.includes.told())


class _Scanner:
    """One way through the source, writing paragraphs and notes."""

    def __init__(self, source: str, at: int, end: int, includes: IncludedFiles) -> None:
        self.source, self.at, self.end = source, at, end
        self.includes, self.file = includes, ""
        self.out = _Out(line=source.count("\n", 0, at) + 1)
        self.paragraphs: list[Paragraph] = []
        self.notes: dict[str, Note] = {}
        self.chapter, self.listing = "", False
        self.roles = ["body"]
        self.quotes = 0
        self.quoting = quoting_in(source)
        self.german = _GERMAN.search(source) is not None

    def run(self, closing: str = "") -> None:
        """Scan up to the end, or to the brace that closes an argument."""
        while self.at < self.end:
            match = _TOKEN.match(self.source, self.at)
            if match is None:
                return
            self.at = match.end()
            command, sign, brace, dollar, gap, mark = match.groups()
            if brace == "}" and closing:
                return
            if command:
                self._command(command)
            elif sign:
                self._sign(sign)
            elif brace == "{":
                self.run("}")
            elif dollar:
                stop = self.source.find(dollar, self.at)
                self.at = stop + len(dollar) if stop >= 0 else self.end
            elif gap:
                self.flush()
            elif mark:
                self.write(self._mark(mark))
            elif brace != "}" and not match.group().startswith("%"):
                self.write(match.group())

    def _mark(self, mark: str) -> str:
        """What a sign made of several stands for; babel's closing marks and umlauts only where they can be meant."""
        if mark in _CLOSING:
            opening, sign = _CLOSING[mark]
            return sign if opening in self.source[: self.at - len(mark)] else mark
        if mark in _UMLAUTS:
            return _UMLAUTS[mark] if self.german else mark
        return _MARKS[mark]

    def write(self, text: str) -> None:
        """Add text; a paragraph begins in the line of its first letter."""
        if text.isspace() and (not self.out.text or self.out.text[-1:].isspace()) and "\n\n" not in text:
            return
        if "\n\n" in text:
            self.flush()
            return
        if not self.out.text.strip():
            self.out.line = self.source.count("\n", 0, min(self.at, self.end)) + 1
        self.out.text += text

    def flush(self) -> None:
        """End a paragraph; within a note a line end is enough."""
        if len(self.roles) and self.out.role == "note":
            self.out.text += "\n"
            return
        out, self.out = self.out, _Out(role=self.roles[-1])
        if not out.text.strip():
            return
        bare = " ".join(out.text.split())
        role = "bibliography" if self.listing and out.role == "body" else out.role
        chapter = self.chapter if role != "heading" else bare
        number = len(self.paragraphs) + 1
        self.paragraphs.append(
            Paragraph(
                number,
                out.text.rstrip(),
                role,
                "",
                chapter,
                tuple(out.calls),
                tuple(out.lives),
                tuple(out.italics),
                out.line,
                self.file,
            )
        )

    # ── commands ──

    def _command(self, name: str) -> None:
        if name in ("begin", "end"):
            self._environment(name, self._raw())
        elif name in _NOTES:
            self._options()
            self._note()
        elif _CITES.fullmatch(name):
            self._cite(name)
        elif name in _BLOCK_QUOTES:
            self._block(name)
        elif name in _QUOTES:
            self._quote(name)
        elif name in _PUT_IN:
            self._put_in(name)
        elif name in _HEADINGS:
            self._heading()
        elif name in INCLUDING:
            self._include(self._raw() or self._word())
        elif name in _SILENT:
            self._options()
            while self.at < self.end and self.source[self.at] in "{[":
                self._raw() if self.source[self.at] == "{" else self._options()
        elif name in _ITALIC:
            start = len(self.out.text)
            self._argument()
            self.out.italics.append((start, len(self.out.text)))
        elif name in _SIGNS:
            self.write(_SIGNS[name])
        elif name in _ACCENTS:
            self._accent(name)

    def _include(self, named: str) -> None:
        """Another file's text in this place; its paragraphs keep its name and lines."""
        opened = self.includes.opened(named)
        if opened is None:
            return
        self.flush()
        held = self.source, self.at, self.end, self.file
        self.file, self.source = opened
        self.quoting = quoting_in(self.source, self.quoting)
        self.at, self.end = body_of(self.source)
        self.run()
        self.flush()
        self.includes.closed()
        self.source, self.at, self.end, self.file = held

    def _sign(self, sign: str) -> None:
        if sign in _ACCENTS and sign not in "=.":
            self._accent(sign)
        elif sign in "%&$#_{} ":
            self.write(sign)
        elif sign == "\\":
            self._options()
            self.write("\n")
        elif sign in "([":
            stop = self.source.find("\\)" if sign == "(" else "\\]", self.at)
            self.at = stop + 2 if stop >= 0 else self.end

    def _accent(self, name: str) -> None:
        import unicodedata

        match = re.compile(r"\s*(?:\{\s*\\?([A-Za-zА-яЁё])\s*\}|\\?([A-Za-zА-яЁё]))").match(self.source, self.at)
        if match:
            self.at = match.end()
            letter = match[1] or match[2]
            self.write(unicodedata.normalize("NFC", letter + _ACCENTS[name]))

    def _environment(self, which: str, name: str) -> None:
        name = name.rstrip("*")
        if which == "begin" and name in _SKIPPED_ENVIRONMENTS:
            stop = re.compile(rf"\\end\{{{re.escape(name)}\*?\}}").search(self.source, self.at, self.end)
            self.at = stop.end() if stop else self.end
            return
        self.flush()
        if name in self.quoting:
            if which == "begin":
                self.roles.append("quote")
                self.out.role = "quote"
                options = self._options()
                if name == "displaycquote":
                    self._pending = (self._raw(), options[-1] if options else "")
                elif options and (cited := _CITED.search(options[0])):
                    self._pending = (cited[4], _plain(cited[3] if cited[3] is not None else cited[2] or ""))
            elif len(self.roles) > 1:
                self.roles.pop()
                self._cite_block()
                self.out.role = self.roles[-1]
        elif name == "thebibliography":
            self.listing = which == "begin"
            if which == "begin":
                self._raw()

    _pending: tuple[str, str] | None = None

    def _cite_block(self) -> None:
        """The key that a display quotation was given belongs to the end of its last paragraph."""
        if self._pending is None or not self.paragraphs:
            return
        from dataclasses import replace

        key, page = self._pending
        self._pending = None
        last = self.paragraphs[-1]
        live = Live(len(last.text), len(last.text), "latex", (LiveItem(key, {}, page),))
        self.paragraphs[-1] = replace(last, lives=(*last.lives, live))

    def _note(self) -> None:
        label = str(len(self.notes) + 1)
        self.notes[label] = Note(label, "footnote")
        held, self.out = self.out, _Out(role="note")
        self._argument()
        made, self.out = self.out, held
        inside = Paragraph(
            1,
            made.text.strip(),
            "note",
            label,
            self.chapter,
            lives=tuple(made.lives),
            italics=tuple(made.italics),
            line=made.line,
        )
        self.notes[label] = Note(label, "footnote", (inside,))
        self.out.calls.append(Call(label, len(self.out.text)))

    def _cite(self, name: str) -> None:
        """One citation command, with any number of works: `\\autocite[see][12]{key}`, `\\cites[12]{a}[13]{b}`."""
        items: list[LiveItem] = []
        while True:
            options = self._options()
            if not (self.at < self.end and self.source[self.at] == "{"):
                break
            keys = [key.strip() for key in self._raw().split(",") if key.strip()]
            prefix, page = (options[0], options[1]) if len(options) > 1 else ("", options[0] if options else "")
            items += [LiveItem(key, {}, _plain(page) if key == keys[-1] else "", prefix=_plain(prefix)) for key in keys]
            if not name.lower().endswith("cites"):
                break
        if not items or name.lower().startswith("nocite"):
            return
        shown = "; ".join(f"{item.key}{', ' + item.locator if item.locator else ''}" for item in items)
        if "foot" in name.lower():
            label = str(len(self.notes) + 1)
            live = Live(0, len(shown), "latex", tuple(items))
            self.notes[label] = Note(
                label, "footnote", (Paragraph(1, shown, "note", label, self.chapter, lives=(live,)),)
            )
            self.out.calls.append(Call(label, len(self.out.text)))
            return
        start = len(self.out.text)
        self.out.text += f"({shown})"
        self.out.lives.append(Live(start, len(self.out.text), "latex", tuple(items)))

    def _quote(self, name: str) -> None:
        key, options = self._source_of_quote(name)
        self.quotes += 1
        self.write("“" if self.quotes % 2 else "‘")
        self._argument()
        self.write("”" if self.quotes % 2 else "’")
        self.quotes -= 1
        self._cited(key, options)

    def _block(self, name: str) -> None:
        key, options = self._source_of_quote(name)
        self.flush()
        self.out.role = "epigraph" if name == "epigraph" else "quote"
        self._argument()
        self._cited(key, options)
        self.flush()
        if name == "epigraph":
            self._raw()

    def _source_of_quote(self, name: str) -> tuple[str, list[str]]:
        """What csquotes has before the words: a language, the options of a citation, a key, a stop to be set behind."""
        if name.startswith(("foreign", "hyphen")):
            self._raw()
        options = self._options()
        key = self._raw() if name.endswith("cquote") else ""
        if key:
            self._options()
        return key, options

    def _put_in(self, name: str) -> None:
        """An omission or words put in, as csquotes marks them within a quotation."""
        alone, filled = _PUT_IN[name]
        words = " ".join(_plain(self._raw()).split())
        self.write(filled.format(words) if words else alone)

    def _cited(self, key: str, options: list[str]) -> None:
        """The source of a quoting command: its key, or whatever stands in its option."""
        if key:
            start = len(self.out.text)
            shown = f" ({key}{', ' + options[-1] if options else ''})"
            self.out.text += shown
            self.out.lives.append(
                Live(
                    start + 1, len(self.out.text), "latex", (LiveItem(key, {}, _plain(options[-1]) if options else ""),)
                )
            )
        elif options and (match := _CITED.search(options[0])) is not None:
            start = len(self.out.text)
            page = match[3] if match[3] is not None else match[2] or ""
            self.out.text += f" ({match[4]}{', ' + page if page else ''})"
            self.out.lives.append(Live(start + 1, len(self.out.text), "latex", (LiveItem(match[4], {}, _plain(page)),)))

    def _heading(self) -> None:
        self.flush()
        self._options()
        self.out.role = "heading"
        self._argument()
        title = " ".join(self.out.text.split())
        self.flush()
        self.chapter = title or self.chapter
        self.listing = BIBLIOGRAPHY.match(title) is not None

    def _options(self) -> list[str]:
        """The optional arguments that stand here, in order."""
        found = []
        while (match := re.compile(r"\s*\[").match(self.source, self.at, self.end)) is not None:
            depth, at = 0, match.end()
            while at < self.end and (self.source[at] != "]" or depth):
                depth += {"{": 1, "}": -1}.get(self.source[at], 0)
                at += 1
            found.append(self.source[match.end() : at])
            self.at = min(at + 1, self.end)
        return found

    def _argument(self) -> None:
        """The argument that stands here, scanned into the text."""
        if (match := re.compile(r"\s*\{").match(self.source, self.at, self.end)) is not None:
            self.at = match.end()
            self.run("}")

    def _word(self) -> str:
        """The word that stands here without braces, as plain TeX has it: `\\input chapter`."""
        word = re.split(r"[\s{}\\%]", self.source[self.at : self.at + 300], maxsplit=1)[0]
        self.at += len(word)
        return word

    def _raw(self) -> str:
        """The argument that stands here, as it is written."""
        match = re.compile(r"\s*\{").match(self.source, self.at, self.end)
        if match is None:
            return ""
        depth, at = 1, match.end()
        while at < self.end and depth:
            depth += {"{": 1, "}": -1}.get(self.source[at], 0)
            at += 1
        self.at = at
        return self.source[match.end() : at - 1]


def _plain(text: str) -> str:
    return re.sub(r"[{}]|\\\w+\s*", "", text.replace("--", "-").replace("~", " ")).strip()
