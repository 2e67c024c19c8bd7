"""XML parsed with care: no entity is fetched, none expands without bound, nothing leaves the machine, and damage is
survived.

The document type declaration is taken off before parsing. Entities that it declares as a few plain characters are put
in their places, as are HTML's named ones (an EPUB 2 page says `&nbsp;`); every other declared entity is left out and
said so (finding A009). So libxml2 never sees a declaration, and neither the "billion laughs" nor an external entity has
anything to hold on to.
"""

from __future__ import annotations

import re
from html.entities import name2codepoint
from typing import TYPE_CHECKING

from variorum.accession import limits, remarks
from variorum.finding import Finding, Severity
from variorum.saying import say

if TYPE_CHECKING:
    from lxml.etree import _Element, _ListErrorLog

_XML_OWN = {"amp", "lt", "gt", "quot", "apos"}
_DEAD_REFERENCE = re.compile(  # to what XML has no character for, and lxml takes none; browsers ask for no semicolon
    r"&#(?:[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF]|[fF][dD][dDeE][0-9a-fA-F]|[dD][89a-fA-F][0-9a-fA-F]{2})"
    r"(?![0-9a-fA-F])"
    r"|0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45]|649(?:7[6-9]|[89]\d)|650[0-3]\d|5(?:5[3-9]|6|7[0-2])\d{2}|573[0-3]\d|5734[0-3])"
    r"(?!\d));?"
)
_NAMED = re.compile(r"&([A-Za-z_][\w.\-]{0,60});")
_DECLARATION = re.compile(r"\A(?:\s*<\?xml[^>]{0,400}\?>)+")
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_ENTITY = re.compile(r"""<!ENTITY\s+(%\s+)?([\w.\-:]+)\s+(?:"([^"]*)"|'([^']*)'|(SYSTEM|PUBLIC)\b)""", re.IGNORECASE)
_HARMLESS = re.compile(r"(?:[^<&%]|&#x?[0-9A-Fa-f]{1,6};){0,64}")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_NAME = re.compile(r"[a-z_][\w.\-]*", re.ASCII)
_CHARACTER = re.compile(r"&#(x?)([0-9A-Fa-f]{1,6});")


def parse_xml(text: str | bytes, *, name: str) -> tuple[_Element | None, tuple[Finding, ...]]:
    """The root element, or None where there is no element at all, and what was wrong.

    Bytes are taken as UTF-8 or UTF-16 by their mark, or as their XML declaration says; decode them yourself where they
    may lie (`encodings.decode`). Comments and processing instructions stay in the tree.
    """
    from lxml import etree

    if isinstance(text, bytes):
        text = _decode(text)
    if len(text) > limits.LARGEST_TEXT:
        message = say(
            "A part of the file holds {count} characters of markup; more than {largest_text} are not read.",
            count=len(text),
            largest_text=limits.LARGEST_TEXT,
        )
        return None, (remarks.too_large(name, message),)
    if (tags := text.count("<")) > limits.MOST_TAGS:
        return None, (remarks.too_many_tags(name, tags),)
    text, findings = _without_doctype(_DECLARATION.sub("", text.lstrip("\ufeff"), count=1), name)
    text = without_dead_references(_NOT_XML.sub("", text))
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    return root, (*findings, *_damage(parser.error_log, root, name))


def local(element: _Element) -> str:
    """The name of an element without its namespace, lower case; empty for comments, and for what is no name (broken
    markup).
    """
    tag = element.tag
    name = tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""
    return name if _NAME.fullmatch(name) else ""


def text_of(element: _Element | None) -> str:
    """All the text inside an element, white space collapsed; empty for None, and for a comment or an instruction."""
    if element is None or not isinstance(element.tag, str):
        return ""
    return " ".join("".join(map(str, element.itertext("*"))).split())


def put_in_place(element: _Element, text: str) -> None:
    """Puts a text where an element stood; what follows it stays. Of the element a bare `span` is left to hold the text,
    or nothing where there is none.

    To join the text to what stands before would copy that once more for every element of a long run.
    """
    tail, parent, before = element.tail, element.getparent(), element.getprevious()
    if not text and parent is not None:
        if before is not None:
            before.tail = (before.tail or "") + (tail or "")
        else:
            parent.text = (parent.text or "") + (tail or "")
        parent.remove(element)
        return
    element.clear()
    element.tag, element.text, element.tail = "span", text, tail


def without_dead_references(text: str) -> str:
    """Markup without references to what is no character (`&#1;`, `&#xD800;`): parsers pass them on and trees choke on
    them.
    """
    return _DEAD_REFERENCE.sub("", text) if _DEAD_REFERENCE.search(text) else text


def _decode(data: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    declared = re.match(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.\-]{1,40})", data)
    try:
        return data.decode(declared.group(1).decode("ascii") if declared else "utf-8", "replace")
    except (LookupError, UnicodeError):
        return data.decode("utf-8", "replace")


def _without_doctype(text: str, name: str) -> tuple[str, tuple[Finding, ...]]:
    """The text without its document type declaration and with plain entities put in, and what was left out."""
    start = _DOCTYPE.search(text, 0, 20_000)
    if not start:
        return _with_entities(text, {}), ()
    end = _end_of_doctype(text, start.end())
    declared: dict[str, str] = {}
    refused: list[str] = []
    for parameter, entity, double, single, outside in _ENTITY.findall(text, start.end(), end):
        value = double or single
        if parameter or outside or not _HARMLESS.fullmatch(value):
            refused.append(entity)
        else:
            declared.setdefault(entity, _CHARACTER.sub(_character, value))
    lines = text.count("\n", start.start(), end)
    line = text.count("\n", 0, start.start()) + 1
    text = text[: start.start()] + "\n" * lines + text[end:]
    findings: tuple[Finding, ...] = ()
    if refused:
        named = ", ".join(f"&{entity};" for entity in refused[:5]) + (" …" if len(refused) > 5 else "")
        message = say(
            "The file declares entities that expand or point outside it ({named}); they were left out.",
            named=named,
        )
        findings = (remarks.hostile(name, message, line=line),)
    return _with_entities(text, {**declared, **dict.fromkeys(refused, "")}), findings


def _end_of_doctype(text: str, at: int) -> int:
    """Where the declaration that begins before `at` is over: after the first `>` outside its brackets and quotation
    marks.
    """
    inside = False
    for match in re.finditer(r"""<!--.*?-->|"[^"]*"|'[^']*'|[\[\]>]""", text[at:], re.DOTALL):
        mark = match.group()
        if mark == "[":
            inside = True
        elif mark == "]":
            inside = False
        elif mark == ">" and not inside:
            return at + match.end()
    return len(text)


def _with_entities(text: str, declared: dict[str, str]) -> str:
    if "&" not in text:
        return text

    def put(match: re.Match[str]) -> str:
        entity = match.group(1)
        if entity in declared:
            return declared[entity].replace("&", "&amp;").replace("<", "&lt;")
        if entity in _XML_OWN or entity not in name2codepoint:
            return match.group()
        return chr(name2codepoint[entity])

    return _NAMED.sub(put, text)


def _character(match: re.Match[str]) -> str:
    number = int(match.group(2), 16 if match.group(1) else 10) if match.group(1) or match.group(2).isdigit() else 0
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else ""


def _damage(log: _ListErrorLog, root: _Element | None, name: str) -> tuple[Finding, ...]:
    """One finding for the first fault of the markup, with the number of the others."""
    faults = [entry for entry in log if entry.level_name in ("ERROR", "FATAL")]
    if not faults and root is not None:
        return ()
    if root is None:
        return (
            remarks.damaged(
                name, say("The markup is damaged beyond reading; no text was found in it."), severity=Severity.ERROR
            ),
        )
    more = f" ({len(faults) - 1} more faults follow)" if len(faults) > 1 else ""
    message = say(
        "The markup is faulty at line {line}: {message}{more}. What could be read was.",
        line=faults[0].line,
        message=faults[0].message.strip(),
        more=more,
    )
    return (remarks.damaged(name, message, line=faults[0].line),)
