"""A small archive with something for every step to do, and the edits that a historian makes in one.

A memoir in English with its second edition and a copyist, a protocol in Russian, a book that is not open; people,
a group, an event; a thesis and a chapter.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from os import utime
from pathlib import Path
from types import MappingProxyType
from unicodedata import normalize

from PIL import Image

from variorum.archive.folder import create_archive, open_archive
from variorum.archive.ledgers import append_judgement
from variorum.pipeline import take_in
from variorum.record import Judgement

MEMOIR = """[p. 7]

The winter was long, and the stove smoked. Vera Orlova came to us from Kostroma in the autumn of that year.

[p. 8]

Orlova came every Thursday with a book under her coat, and Pavel Lesnov read it aloud until the lamp went out.

[p. 9]

Nobody asked Lesnov what he read at home. The proofs were burnt in the yard on the fourth of March, all of them.
"""
SECOND = """[p. 7]

The winter was long, and the stove smoked. A teacher came to us from Kostroma in the autumn of that year.

[p. 8]

She came every Thursday with a book under her coat, and somebody read it aloud until the lamp went out.

[p. 9]

Nobody asked him what he read at home. The proofs were burnt in the yard on the fourth of March, nearly all of them.
"""
HISTORY = """[p. 41]

Of the circle little is known. She came every Thursday with a book under her coat, and somebody read it aloud until the
lamp went out. That is all that the police ever learned of Vera Orlova.
"""
PROTOCOL = """[p. 1]

Протокол собрания кружка. Присутствовали: Вера Орлова, Павел Леснов и шестеро рабочих фабрики.

[p. 2]

Орлова сказала, что книги надо читать вслух. Леснов возразил ей: книги надо прятать, а не читать вслух.
"""
SECRET = """[p. 5]

The informer Gleb Ryazanov wrote down everything that Orlova said, and was paid forty roubles.
"""
ORIGINALS: Mapping[str, str] = MappingProxyType({
    "memoir": MEMOIR, "second": SECOND, "history": HISTORY, "protocol": PROTOCOL, "secret": SECRET,
})  # fmt: skip
SAID: Mapping[str, str] = MappingProxyType({
    "memoir": "kind: memoir\nauthor: [Anna Belova]\nlanguage: en\ncomposed: 1931\nstanding: eyewitness",
    "second": "kind: memoir\nauthor: [Anna Belova]\nlanguage: en\npublished: 1938\nedition-of: [memoir]",
    "history": "kind: history\nlanguage: en\npublished: 1998\nstanding: secondary",
    "protocol": "kind: minutes\nlanguage: ru\ncomposed: 1929-03-02\nstanding: participant",
    "secret": "kind: police-report\nlanguage: en\ncomposed: 1930\naccess: restricted",
})  # fmt: skip
DOSSIERS: Mapping[str, str] = MappingProxyType({
    "people/orlova.md": """---
id: orlova
name: Vera Orlova
names: [Вера Орлова]
---

She is remembered for her books [@memoir, p. 8].

## Statements

- 1929: member of [[circle]] ^member
  > Orlova came every Thursday with a book [@memoir, p. 8]
  > She came every Thursday with a book under her coat [@history, p. 41]
- 1929-03-02: attended [[meeting]] ^attended
  > Орлова сказала, что книги надо читать вслух [@protocol, p. 2]
- 1930: member of [[circle]] ^paid
  > wrote down everything that Orlova said [@secret, p. 5]
""",
    "people/lesnov.md": """---
id: lesnov
name: Pavel Lesnov
names: [Павел Леснов]
---

## Statements

- 1929: member of [[circle]] ^member
  > Pavel Lesnov read it aloud until the lamp went out [@memoir, p. 8]
  > The proofs were burnt on the fourth of March [@memoir, p. 9]
- 1929-03-02: attended [[meeting]] ^attended
  > Леснов возразил ей: книги надо прятать [@protocol, p. 2]
""",
    "groups/circle.md": "---\nid: circle\nname: The circle\nnames: [кружок]\n---\n",
    "events/meeting.md": "---\nid: meeting\nname: The meeting of 2 March\n---\n",
    "theses/reading.md": """---
id: reading
name: It was a circle of readers
question: what-was-it
---

They read.

## Evidence

- expects [[orlova#^member]]
- forbids [[lesnov#^attended]]
""",
    "layers/town.geojson": """{"type": "FeatureCollection", "name": "The town", "source": "memoir", "features": [
{"type": "Feature", "properties": {"name": "The yard"}, "geometry": {"type": "Point", "coordinates": [40.9, 57.7]}}]}
""",
    "chapters/01-winter.md": """---
id: winter
title: The winter
---

It began in the [[circle]].

> The winter was long, and the stove smoked. [@memoir, p. 7]
""",
})  # fmt: skip
SETTINGS = """title = "The circle"
languages = ["en", "ru"]
calendar = "gregorian"
levelling = ["layout", "typography", "spelling"]
"""


def make(root: Path, incoming: Path) -> Path:
    """Make the small archive in a folder; its originals come by way of another."""
    archive = create_archive(root, title="The circle")
    incoming.mkdir()
    for key, text in ORIGINALS.items():
        (incoming / f"{key}.txt").write_text(text, "utf-8")
        take_in(archive, [incoming / f"{key}.txt"])
        say(root, key, SAID[key])
    (root / "variorum.toml").write_text(SETTINGS, "utf-8")
    (root / "layers").mkdir()
    for name, text in DOSSIERS.items():
        (root / name).write_text(text, "utf-8")
    return root


def say(root: Path, key: str, said: str) -> None:
    """Write a source's dossier anew, its original as it was taken in."""
    path = root / "sources" / f"{key}.md"
    (original,) = (line for line in path.read_text("utf-8").splitlines() if line.startswith("original:"))
    path.write_text(f"---\nkey: {key}\ntitle: The {key}\n{said}\n{original}\n---\n", "utf-8")


def also_say(root: Path, key: str, line: str) -> None:
    """Add a line to the front matter of a source's dossier, or take it out where it stands there."""
    path = root / "sources" / f"{key}.md"
    if not path.is_file():
        return
    head, rest = path.read_text("utf-8").split("\n---\n", 1)
    lines = head.splitlines()
    lines = [each for each in lines if each != line] if line in lines else [*lines, line]
    path.write_text("\n".join(lines) + "\n---\n" + rest, "utf-8")


def put(root: Path, file: str, before: str, after: str) -> None:
    """Put words in the place of others in a file; the other way where that was done already; nothing if gone."""
    path = root / file
    if path.is_file():
        text = path.read_text("utf-8")
        one, other = (before, after) if before in text else (after, before)
        path.write_text(text.replace(one, other, 1), "utf-8")


def toggle(root: Path, file: str, text: str | None = None) -> None:
    """Take a file out of the archive, or put it back (or in)."""
    path, aside = root / file, root / ".aside" / file
    if path.is_file():
        aside.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(path.read_bytes())
        path.unlink()
    elif aside.is_file() or text is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(aside.read_bytes() if aside.is_file() else (text or "").encode())


def scans(root: Path, key: str, shade: int) -> None:
    """Put a picture of each of three pages into the archive, take them out, or exchange them for others."""
    folder = root / "facsimiles" / key
    made = {}
    for number in (1, 2, 3):
        out = BytesIO()
        Image.new("L", (60, 80), shade + number).save(out, "PNG")
        made[folder / f"{number}.png"] = out.getvalue()
    same = all(path.is_file() and path.read_bytes() == content for path, content in made.items())
    for path, content in made.items():
        if same:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def rename(root: Path, file: str, other: str, *, old: str, new: str) -> None:
    """Give a dossier another file and another id, or the old ones again."""
    if not (root / file).is_file():
        file, other, old, new = other, file, new, old
    text = (root / file).read_text("utf-8")
    (root / other).write_text(text.replace(f"id: {old}\n", f"id: {new}\n"), "utf-8")
    (root / file).unlink()


def judge(root: Path, about: str, verdict: str) -> None:
    """Record a judgement; each a second after the one before."""
    path = root / "judgements.jsonl"
    count = sum(1 for line in path.read_text("utf-8").splitlines() if line) if path.is_file() else 0
    append_judgement(root, Judgement(about, verdict, "The editors", f"2026-02-01T10:00:{count % 60:02}Z", "We looked."))


def original(root: Path, key: str, before: str, after: str) -> None:
    """Change the bytes of an original, the dossier's digest with it, as `variorum add` would have written it."""
    from hashlib import sha256

    dossier = root / "sources" / f"{key}.md"
    if not dossier.is_file():
        return
    put(root, f"originals/{key}.txt", before, after)
    digest = sha256((root / "originals" / f"{key}.txt").read_bytes()).hexdigest()
    head, _, tail = dossier.read_text("utf-8").partition("sha256: ")
    dossier.write_text(f"{head}sha256: {digest}{tail[64:]}", "utf-8")


def rewrite(root: Path, files: Iterable[str], other: Callable[[bytes], bytes]) -> None:
    """Put other bytes in the place of those of files; of none that is gone."""
    for path in (root / file for file in files):
        if path.is_file():
            path.write_bytes(other(path.read_bytes()))


def marked(content: bytes) -> bytes:
    """With a byte order mark, or without the one that it has."""
    return content.removeprefix(BOM_UTF8) if content.startswith(BOM_UTF8) else BOM_UTF8 + content


def on_windows(content: bytes) -> bytes:
    """With the line ends of Windows, or without them."""
    return content.replace(b"\r\n", b"\n") if b"\r\n" in content else content.replace(b"\n", b"\r\n")


def decomposed(content: bytes) -> bytes:
    """With letters and their marks apart, or together again."""
    text = content.decode()
    apart = normalize("NFD", text)
    return (normalize("NFC", text) if apart == text else apart).encode()


def torn(content: bytes) -> bytes:
    """With a last line that breaks off, or without it."""
    rest = b'[[[ "breaks'
    return content.removesuffix(rest) if content.endswith(rest) else content + rest


def unseen(root: Path, file: str, before: str, after: str) -> None:
    """Put words in the place of others so that neither size nor time of change tell."""
    path = root / file
    if path.is_file():
        state = path.stat()
        put(root, file, before, after)
        utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def other_case(root: Path, file: str) -> None:
    """Rename a file by the case of its first letter alone."""
    path = root / file
    small, large = path, path.with_name(path.name.capitalize())
    for one, other in ((small, large), (large, small)):
        if one.name in {each.name for each in path.parent.iterdir()}:
            one.rename(other)
            return


def stood_in_for(root: Path, file: str, stand_in: Callable[[Path], None]) -> None:
    """Put something that is no file into a file's place, or the file back."""
    path, aside = root / file, root / ".aside" / "stood in for" / file
    if path.is_file() and not path.is_symlink():
        aside.parent.mkdir(parents=True, exist_ok=True)
        path.rename(aside)
        stand_in(path)
    elif aside.is_file():
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
        aside.rename(path)


def exchange(root: Path, one: str, other: str) -> None:
    """Let two files change places."""
    paths = root / one, root / other
    if all(path.is_file() for path in paths):
        contents = [path.read_bytes() for path in paths]
        for path, content in zip(paths, reversed(contents), strict=True):
            path.write_bytes(content)


def another_key(root: Path, key: str, other: str) -> None:
    """Give a source another key, and its citations with it, or the old one again."""
    if not (root / "sources" / f"{key}.md").is_file():
        key, other = other, key
    if not (root / "sources" / f"{key}.md").is_file():
        return
    for path in (
        path for folder in ("people", "groups", "chapters", "sources") for path in (root / folder).glob("*.md")
    ):
        if path.is_file():
            text = path.read_text("utf-8")
            path.write_text(text.replace(f"@{key},", f"@{other},").replace(f"key: {key}\n", f"key: {other}\n"), "utf-8")
    (root / "sources" / f"{key}.md").rename(root / "sources" / f"{other}.md")


def split(root: Path, file: str, at: str, other: str, head: str) -> None:
    """Part a dossier in two where a line begins so, or put it together again."""
    path, second = root / file, root / other
    if second.is_file() and path.is_file():
        path.write_text(path.read_text("utf-8") + second.read_text("utf-8").removeprefix(head), "utf-8")
        second.unlink()
    elif path.is_file() and at in (text := path.read_text("utf-8")):
        place = text.index(at)
        path.write_text(text[:place], "utf-8")
        second.write_text(head + text[place:], "utf-8")


def moved(root: Path, file: str, other: str) -> None:
    """Put a file into another folder, or back."""
    one, two = root / file, root / other
    if not one.is_file():
        one, two = two, one
    if one.is_file():
        two.parent.mkdir(parents=True, exist_ok=True)
        one.rename(two)


def altered_page(root: Path, page: str) -> None:
    """Alter a page of the edition by hand, so that neither size nor time of change tell."""
    unseen(root / "edition", page, "<main", "<nain")


def accept_first_finding(root: Path) -> None:
    """Accept a finding that stands, which a later acceptance of another leaves in place."""
    from variorum.pipeline import examine

    found = [one for one in examine(open_archive(root)).findings if not one.code.startswith("X")]
    if found:
        judge(root, f"finding {found[0].identity}", "accepted")


def withdraw_last(root: Path) -> None:
    """Withdraw the newest judgement."""
    path = root / "judgements.jsonl"
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    rows = [json.loads(line) for line in lines if line.endswith("}")]
    if rows:
        judge(root, rows[-1]["about"], "withdrawn")


_RELATION = """
[relations."read aloud with"]
facet = "associates"
en = "read aloud with"
ru = "читала вслух с"
inverse = { en = "read aloud with", ru = "читали вслух с" }
domain = ["person"]
range = ["person"]
extent = "moment"
"""
_READ = (
    '<alto><Layout><Page WIDTH="60" HEIGHT="80"><PrintSpace><TextBlock><TextLine>'
    '<String CONTENT="The" HPOS="1" VPOS="1" WIDTH="9" HEIGHT="4"/>'
    '<String CONTENT="winter" HPOS="11" VPOS="1" WIDTH="9" HEIGHT="4"/>'
    '<String CONTENT="was" HPOS="21" VPOS="1" WIDTH="9" HEIGHT="4"/>'
    "</TextLine></TextBlock></PrintSpace></Page></Layout></alto>"
)
_NEWCOMER = """---
id: ryazanov
name: Gleb Ryazanov
---

## Statements

- 1930: read aloud with [[orlova]] ^read
  > wrote down everything that Orlova said [@secret, p. 5]
- 1931: member of [[circle]]
  > Pavel Lesnov read it aloud [@second, p. 8]
"""

_WRITTEN = (
    "people/orlova.md", "sources/memoir.md", "originals/protocol.txt", "chapters/01-winter.md", "variorum.toml",
    "vocabulary.toml", "theses/reading.md",
)  # fmt: skip
EDITS: Mapping[str, Callable[[Path], None]] = MappingProxyType({
    "a source's bytes": lambda r: original(r, "memoir", "The winter was long", "The winter was short"),
    "a source's bytes where nothing is quoted": lambda r: original(r, "history", "little is known", "much is known"),
    "a name in a source": lambda r: original(r, "protocol", "Павел Леснов и шестеро", "Павел Орлов и шестеро"),
    "a source's paging": lambda r: also_say(r, "memoir", "pages: {1: 101}"),
    "a source without pages": lambda r: also_say(r, "history", "pages: none"),
    "a source's language": lambda r: put(r, "sources/protocol.md", "language: ru", "language: uk"),
    "a source's date": lambda r: put(r, "sources/second.md", "published: 1938", "published: 1927"),
    "a source's access": lambda r: put(r, "sources/secret.md", "access: restricted", "access: open"),
    "an open source closed": lambda r: also_say(r, "history", "access: restricted"),
    "a source's lineage": lambda r: also_say(r, "history", "derived-from: [second]"),
    "a source's title": lambda r: put(r, "sources/memoir.md", "title: The memoir", "title: The winter of the circle"),
    "a source's author": lambda r: put(r, "sources/memoir.md", "[Anna Belova]", '["[[orlova]]"]'),
    "a transcript": lambda r: toggle(
        r, "transcripts/memoir/8.txt", "She came every Friday with a book under her coat.\n"),
    "a form of a name": lambda r: put(r, "people/orlova.md", "names: [Вера Орлова]", "names: [Вера Орлова, teacher]"),
    "a name": lambda r: put(r, "people/lesnov.md", "name: Pavel Lesnov", "name: Pyotr Ivanov"),
    "a quotation": lambda r: put(r, "people/orlova.md", "every Thursday with a book [", "every Tuesday with a book ["),
    "a cited page": lambda r: put(r, "people/lesnov.md", "[@memoir, p. 9]", "[@memoir, p. 8]"),
    "a cited source": lambda r: put(r, "people/lesnov.md", "[@memoir, p. 8]", "[@second, p. 8]"),
    "a statement's date": lambda r: put(r, "people/orlova.md", "- 1929: member", "- 1928-05: member"),
    "a statement's object": lambda r: put(r, "people/lesnov.md", "member of [[circle]]", "member of [[orlova]]"),
    "prose": lambda r: put(r, "chapters/01-winter.md", "It began in", "It ended in"),
    "a block quotation": lambda r: put(r, "chapters/01-winter.md", "the stove smoked.", "the stove glowed."),
    "names judged one": lambda r: judge(r, "names “Belova” = orlova", "same"),
    "names judged two": lambda r: judge(r, "names “Орлова” in protocol = orlova", "different"),
    "descent judged": lambda r: judge(r, "descent history = second", "from"),
    "a finding accepted": accept_first_finding,
    "a judgement withdrawn": withdraw_last,
    "levelling": lambda r: put(r, "variorum.toml", '"typography", "spelling"]', '"typography"]'),
    "the calendar": lambda r: put(r, "variorum.toml", '"gregorian"', '"julian"'),
    "checks": lambda r: put(r, "variorum.toml", "calendar =", "checks = { Q = false }\ncalendar ="),
    "the interface's language": lambda r: put(r, "variorum.toml", '["en", "ru"]', '["ru", "en"]'),
    "the title": lambda r: put(r, "variorum.toml", '"The circle"', '"The circle of Kostroma"'),
    "a relation": lambda r: put(r, "vocabulary.toml", "", _RELATION) if _RELATION not in (
        r / "vocabulary.toml").read_text("utf-8") else put(r, "vocabulary.toml", _RELATION, ""),
    "names without a dossier shown": lambda r: put(
        r, "variorum.toml", "calendar =", "edition = { names-without-dossier = true }\ncalendar ="),
    "how dates are meant": lambda r: put(
        r, "variorum.toml", "calendar =", "policies = { month = { early = [1, 9] } }\ncalendar ="),
    "checks of others": lambda r: put(r, "variorum.toml", "calendar =", 'plugins = ["nobody"]\ncalendar ='),
    "a dossier added": lambda r: toggle(r, "people/ryazanov.md", _NEWCOMER),
    "a dossier removed": lambda r: toggle(r, "people/lesnov.md"),
    "a dossier renamed": lambda r: rename(
        r, "people/lesnov.md", "people/lesnov-p.md", old="lesnov", new="lesnov-p")
        if (r / "people/lesnov.md").is_file() or (r / "people/lesnov-p.md").is_file() else None,
    "a source removed": lambda r: toggle(r, "sources/second.md"),
    "another source removed": lambda r: toggle(r, "sources/history.md"),
    "scans": lambda r: scans(r, "second", 200),
    "other scans": lambda r: scans(r, "second", 100),
    "what a program read in a scan": lambda r: toggle(r, "facsimiles/second/1.xml", _READ),
    "scans published": lambda r: also_say(r, "second", "facsimile: {publish: yes}"),
    "which scan is which page": lambda r: also_say(r, "second", "facsimile: {pages: {1: 2.png}}"),
    "a layer": lambda r: put(r, "layers/town.geojson", "40.9, 57.7", "41.9, 57.7"),
    "a layer's period": lambda r: put(r, "layers/town.geojson", '"source"', '"period": "1927/1929", "source"'),
    "a layer closed": lambda r: put(r, "layers/town.geojson", '"source"', '"access": "restricted", "source"'),
    "a layer broken": lambda r: put(r, "layers/town.geojson", '"features"', '"features'),
    "a layer removed": lambda r: toggle(r, "layers/town.geojson"),
    "a chapter removed": lambda r: toggle(r, "chapters/01-winter.md"),
    "a thesis removed": lambda r: toggle(r, "theses/reading.md"),
    "a dossier's name by its case": lambda r: other_case(r, "people/lesnov.md"),
    "an original's name by its case": lambda r: other_case(r, "originals/history.txt"),
    "a byte order mark": lambda r: rewrite(r, _WRITTEN, marked),
    "the line ends of Windows": lambda r: rewrite(r, _WRITTEN, on_windows),
    "letters apart from their marks": lambda r: rewrite(r, _WRITTEN, decomposed),
    "an original, unseen": lambda r: unseen(r, "originals/memoir.txt", "Thursday", "Saturday"),
    "a dossier, unseen": lambda r: unseen(r, "people/orlova.md", "- 1929: member", "- 1928: member"),
    "settings torn": lambda r: rewrite(r, ["variorum.toml"], torn),
    "a vocabulary torn": lambda r: rewrite(r, ["vocabulary.toml"], torn),
    "judgements torn": lambda r: rewrite(r, ["judgements.jsonl"], torn),
    "a folder for a dossier": lambda r: stood_in_for(r, "people/lesnov.md", Path.mkdir),
    "a folder for an original": lambda r: stood_in_for(r, "originals/second.txt", Path.mkdir),
    "a link for an original": lambda r: stood_in_for(
        r, "originals/second.txt", lambda path: path.symlink_to("memoir.txt")),
    "a link that leads nowhere": lambda r: stood_in_for(
        r, "people/lesnov.md", lambda path: path.symlink_to("nobody.md")),
    "two originals exchanged": lambda r: exchange(r, "originals/memoir.txt", "originals/history.txt"),
    "an id taken twice": lambda r: toggle(r, "groups/aaa.md", "---\nid: orlova\nname: The Orlovs\n---\n"),
    "a key taken twice": lambda r: toggle(r, "sources/aaa.md", "---\nkey: memoir\ntitle: Another\n---\n"),
    "a source's key and its citations": lambda r: another_key(r, "memoir", "recollections"),
    "a dossier split": lambda r: split(
        r, "people/orlova.md", "- 1929-03-02", "people/orlova-second.md",
        "---\nid: orlova-second\nname: Vera Orlova\n---\n\n## Statements\n\n"),
    "a dossier in a folder of its own": lambda r: moved(r, "people/lesnov.md", "people/circle/lesnov.md"),
    "a page of the edition, unseen": lambda r: altered_page(r, "index.html"),
    "an original gone": lambda r: toggle(r, "originals/secret.txt"),
})  # fmt: skip
