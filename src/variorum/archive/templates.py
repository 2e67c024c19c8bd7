"""The files of an empty archive, each saying what it is for."""

from __future__ import annotations

import json
from collections.abc import Mapping

_README = """\
# {title}

This folder is an archive: everything in it is plain text that any editor opens, and will open in
twenty years without the program that made it. The program is called Variorum; it checks that
nothing is said here without its source, and that every quotation stands where it is said to stand.

| where | what |
| --- | --- |
| `originals/` | the files as they came in; never change them |
| `sources/` | a dossier for each source: what it is, who made it, when, from what |
| `people/` `groups/` `places/` `works/` `events/` | a dossier for each of them, with what sources say of it |
| `theses/` | rival interpretations, held against what the sources say |
| `patterns/` | sequences that may have come back |
| `chapters/` | your own account, with live citations |
| `transcripts/` | pages whose text you corrected by hand |
| `facsimiles/` | pictures of pages, in a folder with the source's key |
| `vocabulary.toml` | relations of your own |
| `variorum.toml` | title and settings |
| `*.jsonl` | what was decided, checked and looked for; only ever added to |

Everything under `.catalogue/` and `edition/` is made from the rest and can be deleted at any time.

A first hour:

    variorum add ~/my-sources       take files in
    variorum build                  read, compare, check, publish
    variorum check                  what is wrong or missing
    variorum explain W301           what a finding means and what to do
"""

_SETTINGS = """\
# The settings of this archive. Lines that begin with # explain and are not read.

title = {title}

# The languages of the sources and of the edition, the most important first.
languages = {languages}

# The calendar of dates whose source does not say otherwise: "gregorian", or "julian" for Russia before February 1918.
calendar = "gregorian"

# How far a quotation may differ from its source and still count as the same words:
#   layout      line breaks, hyphens at line ends, running heads
#   typography  the form of quotation marks, dashes, apostrophes
#   spelling    е for ё, letters abolished in 1918 (always reported)
levelling = ["layout", "typography", "spelling"]

# Checks of others that are installed and switched on, by name.
plugins = []

# Checks switched off (or on), by code or by letter of the family. To silence one finding, record a judgement.
[checks]
# W302 = false

# The questions that theses answer, in words: on the left the id that a thesis names in its line `question:`.
[questions]
# why-the-terror = "Why the terror?"

# What vague words about time mean in this archive, where it is not what the program's table says.
[policies]
# version = "ours-1"
# month.early = [1, 7]
# about.year = 365
"""

_VOCABULARY = """\
# Relations of your own, beside the ones that come with the program. Take away the # signs and change the example.
#
# [relations."corresponded in cipher with"]
# facet = "associates"                           # the heading in the subject's dossier
# inverse-facets = {{ person = "associates" }}     # … and in the object's
# en = "corresponded in cipher with"
# ru = "вёл шифрованную переписку с"
# inverse = {{ en = "corresponded in cipher with", ru = "вёл шифрованную переписку с" }}
# domain = ["person", "group"]                   # who may do it: person, group, place, work, event, source
# range = ["person", "group"]                    # to whom; also statement, quantity, date, words
# extent = "span"                                # "moment" or "span"
# life = "within"                                # as to the subject's life: birth, death, within, after, any
# object-life = "within"
#
# A relation that the program has already is changed by naming it and saying only what is to be otherwise:
#
# [relations."founded"]
# also = ["was among the founders of"]
#
# A heading of your own:
#
# [facets.person]
# finances = {{ en = "Finances", ru = "Деньги" }}
"""

_IGNORED = """\
# Derived files, which `variorum build` makes again.
.catalogue/
edition/
.variorum.lock
.variorum-plan.json
*.variorum-tmp
"""

_ATTRIBUTES = """\
# Originals stay byte for byte: git must not change their line ends, nor merge them.
originals/** -text -diff -merge
"""

_STATEMENTS = """\
Below the heading "## Statements" each line that begins with "- " says what sources say, and the
block quotes under it are the witnesses, in the source's own words, each closed by its citation:

    ## Statements

    - 1932-03: {relation} ^{block}
      > the words exactly as the source prints them [@sourcekey, p. 12]
      > the words of one who disputes it [denies @otherkey, fol. 3v]

The date is EDTF: 1932, 1932-03, 1932-03-14, 1930~ (about), 1928/1930 (from … to), 193X (in the
thirties). It may be missing. What you conclude yourself belongs into theses/ and chapters/.
"""


def beginnings(title: str, language: str) -> Mapping[str, str]:
    """The files of an empty archive by their path; the settings come last, since they make the folder an archive."""
    plain, languages = " ".join(title.split()), json.dumps(list(dict.fromkeys((language, "en", "ru"))))
    quoted = json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007f")
    return {
        "README.md": _README.format(title=plain),
        ".gitignore": _IGNORED,
        ".gitattributes": _ATTRIBUTES,
        "originals/README.md": _note("Originals", _ORIGINALS),
        "transcripts/README.md": _note("Transcripts", _TRANSCRIPTS),
        "sources/README.md": _note("Sources", _SOURCES),
        **{f"{folder}/README.md": _note(name, text) for folder, name, text in _DOSSIERS},
        "theses/README.md": _note("Theses", _THESES),
        "patterns/README.md": _note("Patterns", _PATTERNS),
        "chapters/README.md": _note("Chapters", _CHAPTERS),
        "vocabulary.toml": _VOCABULARY.format(),
        "judgements.jsonl": "",
        "checked.jsonl": "",
        "searches.jsonl": "",
        "variorum.toml": _SETTINGS.format(title=quoted, languages=languages),
    }


def _note(title: str, text: str) -> str:
    return f"# {title}\n\n{text}"


def _dossier(kind: str, example: str, name: str, relation: str) -> str:
    return (
        f"One file for each {kind}, named by its id: small letters without accents, digits and hyphens. "
        f"For example {example}.md:\n\n"
        f"    ---\n    id: {example}\n    name: {name}\n"
        "    names: []          # every other form, in any script\n    ---\n\n"
        "    Whatever you have to say, with citations [@sourcekey, p. 7] and links [[another-id]].\n\n"
        + _STATEMENTS.format(relation=relation, block="first")
    )


_DOSSIERS = (
    (
        "people",
        "People",
        _dossier("person", "ivan-petrov", "Ivan Petrov", "joined [[printers-union]] with [[anna-orlova]]"),
    ),
    (
        "groups",
        "Groups",
        _dossier("organisation, party or tendency", "printers-union", "Union of Printers", "counted 1200 people"),
    ),
    ("places", "Places", _dossier("place", "zarechye", "Zarechye", 'renamed "Novorechensk"')),
    (
        "works",
        "Works",
        _dossier("document, book or platform", "letter-of-the-nine", "Letter of the Nine", "composed in [[zarechye]]"),
    ),
    ("events", "Events", _dossier("event", "spring-strike", "The spring strike", "took place in [[zarechye]]")),
)

_ORIGINALS = """\
The files as they came in, named by the key of their source. Their checksums stand in the sources'
dossiers: a changed original is a finding. Take files in with `variorum add`, and never edit them
here; corrections of the text belong into transcripts/.
"""

_TRANSCRIPTS = """\
Where the text of a page was read wrongly, put the right one into KEY/PAGE.txt: the source's key,
and the page as the source prints it (KEY/59.txt, KEY/12v.txt). It then stands before what the
program read. A character that no file name may have is written as % and its hexadecimal number:
page 3/4 is 3%2F4.txt.
"""

_SOURCES = """\
One file for each source, named by its key; `variorum add` writes them. For example petrov1931.md:

    ---
    key: petrov1931
    kind: letter             # speech, article, letter, report, decree, minutes, police-report, memoir, diary,
                             # newspaper, history, novel, encyclopedia, review, image, other
    title: Letter to the printers
    author: ["[[ivan-petrov]]"]
    language: ru
    composed: 1931-05        # when it was written, which is not when it came out
    published: 1989
    standing: participant    # participant, eyewitness, hearsay, official, investigator, secondary, tertiary, fiction
    derived-from: []         # keys of sources; also edition-of, translation-of, reply-to, part-of
    access: open             # open, restricted (never leaves this machine), redacted
    ---

    What you have to say about it: who wanted it written, what its author could know, what it is silent about.
"""

_THESES = """\
One file for each interpretation, rivals beside one another. For example wages.md:

    ---
    id: wages
    name: The strike was about wages
    question: why-the-strike
    held-by: ["[[ivan-petrov]]"]
    rivals: [politics]
    ---

    Why one would think so.

    ## Claims

    - The men asked for bread before they asked for rights. ^bread-first
      - because [[spring-strike#^demands]]
      - assumes "people ask first for what they need most"

    ## Evidence

    - expects strongly [[spring-strike#^demands]]
    - forbids [[printers-union#^offer]]
    - is silent on [[zarechye#^garrison]]
"""

_PATTERNS = """\
One file for each sequence that may have come back. For example hunger-and-arrests.md:

    ---
    id: hunger-and-arrests
    name: Hunger, a strike, arrests
    per: place
    ---

    ## Sequence

    - hunger = [[ration-cut]], famine
    - within 2 months strike = strike
    - within 12 months arrests = arrested by {at-least=3}

A step names events, relations, or kinds of event (the line type: in an event's dossier). Then: variorum patterns
"""

_CHAPTERS = """\
Your account, in the order of the files' numbers: 01-beginnings.md, 02-the-strike.md. Cite sources
as [@petrov1931, p. 3] and link dossiers and statements as [[spring-strike]] and
[[spring-strike#^demands]]. A block quote that ends with a citation is checked against its source.
"""
