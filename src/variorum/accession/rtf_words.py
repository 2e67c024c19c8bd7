"""The control words of RTF that mean a place, a sign or a style of numbers.

After Microsoft's "Rich Text Format (RTF) Specification", version 1.9.1.
"""

from __future__ import annotations

SKIPPED = {
    "colortbl", "pict", "objdata", "fldinst", "themedata", "datastore", "listtable", "listoverridetable", "rsidtbl",
    "generator", "xmlnstbl", "mmathPr", "latentstyles", "annotation", "atnid", "atnauthor", "atntime", "atnref",
    "atndate", "nonshppict", "filetbl", "revtbl", "private", "bkmkstart", "bkmkend", "tc", "tcn", "xe", "rxe", "txe",
    "template", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "pgdsctbl", "fchars", "lchars", "upr",
    "formfield", "datafield", "sp", "background", "macpict", "password", "passwordhash", "docvar", "userprops",
    "shprslt",
}  # fmt: skip
"""Destinations whose content is no text of the document."""

KEPT_THOUGH_STARRED = {"ud", "shptxt", "footnote", "shpinst", "do"}
"""Destinations that are marked as ignorable and yet hold text."""

SHEETS = {
    "footnote": "note", "shptxt": "box", "dptxbxtext": "box",
    "header": "head", "headerl": "head", "headerr": "head", "headerf": "first",
    "footer": "foot", "footerl": "foot", "footerr": "foot", "footerf": "first",
}  # fmt: skip
"""Destinations whose text stands apart from the running text, and as what."""

TABLES = {"fonttbl": "fonts", "stylesheet": "styles", "info": "info", "do": "drawing"}

INFORMATION = {"title", "subject", "author", "company", "keywords", "doccomm", "creatim", "revtim"}

SIGNS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip

SYMBOLS = {"~": "\u00a0", "-": "\u00ad", "_": "-", "{": "{", "}": "}", "\\": "\\", "\t": "\t"}

NUMBER_STYLES = {"pgndec": "decimal", "pgnlcrm": "i", "pgnucrm": "I", "pgnlcltr": "a", "pgnucltr": "A"}
