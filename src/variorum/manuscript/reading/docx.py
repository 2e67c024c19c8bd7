"""DOCX as a manuscript: every paragraph with its calls of notes, its fields, and the bytes at which its words stand.

Read straight from the XML (ECMA-376 part 1, WordprocessingML), transitional and strict alike. Tracked changes are taken
as accepted and said so; hidden text is left out and said so. Word's own numbers of lists are not in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from variorum.accession.xml import local, parse_xml
from variorum.accession.zips import Package, open_package
from variorum.finding import Unreadable
from variorum.manuscript.manuscript import LiveItem, Manuscript, Note
from variorum.manuscript.reading.docx_story import Story, tell
from variorum.manuscript.reading.fields import word_sources
from variorum.manuscript.reading.roles import Styles, dressed, styles_of
from variorum.manuscript.reading.typed_notes import remark_on_typed, take_typed_notes
from variorum.saying import say

_RELATIONS = re.compile(r"/officeDocument$")
_COMMENT = re.compile(rb"<(?:\w+:)?comment\s")


def read_docx(data: bytes, name: str) -> Manuscript:
    """A DOCX or DOCM as a manuscript."""
    package = open_package(data, name=name)
    stories, styles = stories_of(package, name)
    body = stories["document"]
    remarks = (
        *(finding.message for finding in package.findings),
        *_remarks([*stories.values()]),
        *_of_comments(package),
        *remark_on_typed(body.notes),
    )
    notes = _notes(stories, styles)
    paragraphs, found = dressed(body, styles, notes)
    return Manuscript(name, "docx", paragraphs, found, _sources(package), (*remarks, *_of_lost_notes(body, notes)))


def _of_lost_notes(body: Story, notes: Mapping[str, Note]) -> tuple[str, ...]:
    """A remark on calls that lead to no note of the file; none where all do."""
    count = sum(1 for draft in body.drafts for key, _ in draft.calls if key not in notes)
    said = say(
        "{count} {count:mark in the text calls a note|marks in the text call notes} that the file does not have: what "
        "stands before is without a note.",
        count=count,
    )
    return (said,) if count else ()


def _of_comments(package: Package) -> tuple[str, ...]:
    """A remark on the comments in the margin, which are no part of the text; none where there are none."""
    part = beside(package, main_part(package), "comments")
    count = len(_COMMENT.findall((package.read(part) if part else None) or b""))
    if not count:
        return ()
    return (
        say(
            "{count} {count:comment|comments} in the margin {count:was|were} left as {count:it is|they are}: what is "
            "quoted there was not held against anything.",
            count=count,
        ),
    )


def stories_of(package: Package, name: str) -> tuple[dict[str, Story], Styles]:
    """The stories of a package ("document", "footnotes", "endnotes"), each with its bytes, and its styles.

    Raises:
        Unreadable: the part that holds the text is missing or damaged.
    """
    main = main_part(package)
    data = package.read(main)
    if not data:
        raise Unreadable(say("{name} is damaged: the part of the file that holds its text is missing.", name=name))
    stories = {"document": tell(data, part=main, name=name)}
    folder = main.rpartition("/")[0]
    styles = styles_of(package.read(f"{folder}/styles.xml") or b"", name)
    take_typed_notes(stories["document"], styles.heads)
    for kind in ("footnotes", "endnotes"):
        part = beside(package, main, kind) or f"{folder}/{kind}.xml"
        if (beside_text := package.read(part)) is not None:
            stories[kind] = tell(beside_text, part=part, name=name)
    return stories, styles


def main_part(package: Package) -> str:
    """The member that holds the text, as the package's own relations name it."""
    root, _ = parse_xml(package.read("_rels/.rels") or b"<none/>", name="")
    for relation in root.iter("*") if root is not None else ():
        target = str(relation.get("Target", "")).lstrip("/")
        if _RELATIONS.search(str(relation.get("Type", ""))) and target in package:
            return target
    return "word/document.xml"


def relations_part(main: str) -> str:
    """The member that holds the relations of another."""
    folder, _, file = main.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def beside(package: Package, main: str, kind: str) -> str:
    """The member that the text's relations name as its footnotes, endnotes or comments; empty where there is none."""
    root, _ = parse_xml(package.read(relations_part(main)) or b"<none/>", name="")
    folder = main.rpartition("/")[0]
    for relation in root.iter("*") if root is not None else ():
        if str(relation.get("Type", "")).endswith(f"/{kind}"):
            target = str(relation.get("Target", ""))
            return target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
    return ""


def _notes(stories: dict[str, Story], styles: Styles) -> dict[str, Note]:
    """The notes by the id by which the text calls them ("footnotes 3"), unnumbered as yet."""
    found: dict[str, Note] = {}
    for kind in ("footnotes", "endnotes"):
        story = stories.get(kind)
        for key, drafts in story.notes.items() if story else ():
            paragraphs = tuple(draft.as_note(styles, number) for number, draft in enumerate(drafts, start=1))
            found[f"{kind} {key}"] = Note("", kind.removesuffix("s"), paragraphs)
    for key, drafts in stories["document"].notes.items():
        found[key] = Note("", "endnote", tuple(d.as_note(styles, n) for n, d in enumerate(drafts, start=1)))
    return found


def _sources(package: Package) -> tuple[LiveItem, ...]:
    found: list[LiveItem] = []
    for member in package.names:
        if (
            re.fullmatch(r"customXml/item\d+\.xml", member)
            and (data := package.read(member))
            and b"ources" in data[:2000]
        ):
            root, _ = parse_xml(data, name="")
            if root is not None and local(root) == "sources":
                found += word_sources(root)
    return tuple(found)


def _remarks(stories: list[Story]) -> tuple[str, ...]:
    tally = sum((story.tally for story in stories), Counter[str]())
    said = []
    if tally["deletions"] or tally["insertions"]:
        said.append(
            say(
                "Tracked changes were taken as accepted: {insertions} {insertions:insertion is|insertions are} part of "
                "the text, {deletions} {deletions:deletion is|deletions are} not.",
                insertions=tally["insertions"],
                deletions=tally["deletions"],
            )
        )
    if tally["hidden"]:
        said.append(say("{passages} hidden {passages:passage was|passages were} left out.", passages=tally["hidden"]))
    if tally["boxes"]:
        boxes = say(
            "{boxes} {boxes:text box was|text boxes were} read after the paragraph on which it hangs.",
            boxes=tally["boxes"],
        )
        said.append(boxes)
    return tuple(said)
