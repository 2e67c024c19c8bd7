"""Bring a catalogue of sentences up to the code: what the program says now, with the translations that there are.

    python tools/sentences.py                      the catalogues of the program's own languages
    python tools/sentences.py PATH/sentences.po    that of a language package of your own (made where it is missing)
    python tools/sentences.py --check              only say whether anything is missing, and what

A sentence is found where `say` or `template` is called, in the manual of findings, and in the commands' help. Sentences
that the code no longer has are taken out; new ones are put in with an empty translation, and the program says them in
English.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from variorum.languages.registry import ENTRY_POINTS, SENTENCES
from variorum.saying import JOINTS, entries

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "variorum"
CALLS = ("say", "template")
_IN_A_TEMPLATE = re.compile(r'\bsay\("([^"]*)"')


def sentences() -> dict[str, tuple[str, ...]]:
    """Every sentence that the program may say, in the order of the files, with the places that say it."""
    found: dict[str, list[str]] = {}
    for path in sorted((*SOURCE.rglob("*.py"), *SOURCE.rglob("*.j2"))):
        place = path.relative_to(SOURCE).as_posix()
        written = path.read_text("utf-8")
        for said in said_in(written) if path.suffix == ".py" else _IN_A_TEMPLATE.findall(written):
            found.setdefault(said, []).append(place)
    for place, said in (*(("saying.py", joint) for joint in JOINTS), *of_the_manual(), *of_the_help()):
        found.setdefault(said, []).append(place)
    return {said: tuple(dict.fromkeys(places)) for said, places in found.items()}


def said_in(code: str) -> Iterator[str]:
    """The sentences of a module, in the order of its lines."""
    calls = [
        node
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS and node.args
    ]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        written = call.args[0]
        if (
            isinstance(written, ast.Constant)
            and isinstance(written.value, str)
            and any(map(str.isalpha, written.value))
        ):
            yield written.value


def of_the_manual() -> Iterator[tuple[str, str]]:
    """What the pages of the manual say of every code."""
    from variorum.criticism.manual import manual
    from variorum.manuscript.manual import manual as of_audits

    for code, page in (manual() | of_audits()).items():
        for said in (page.title, page.looks_for, page.why, page.what_to_do):
            if said:
                yield f"manual {code}", said


def of_the_help() -> Iterator[tuple[str, str]]:
    """What `--help` says of every command and option."""
    from variorum.cli import variorum
    from variorum.cli.helping import texts_of

    for said, command in texts_of(variorum):
        yield f"help {command}", said


def catalogue(language: str, said: Mapping[str, tuple[str, ...]], translated: Mapping[str, str]) -> str:
    """A catalogue as GNU gettext writes it."""
    parts = [f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n']
    for sentence, places in said.items():
        comment = "".join(f"#: {place}\n" for place in places)
        parts.append(f"{comment}msgid {quoted(sentence)}\nmsgstr {quoted(translated.get(sentence, ''))}\n")
    return "\n".join(parts)


def quoted(text: str) -> str:
    """A string as a PO file has it, on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def code_of(folder: Path) -> str:
    """The code of the language whose folder this is: as an installed package names it, else the folder's name."""
    for point in entry_points(group=ENTRY_POINTS):
        spec = find_spec(point.module)
        if spec and spec.origin and Path(spec.origin).parent == folder.resolve():
            return point.name
    return folder.name


def main(arguments: list[str]) -> int:
    """Write or check the catalogues named; 1 where a check finds that one lacks something."""
    check = "--check" in arguments
    paths = [Path(one) for one in arguments if not one.startswith("-")] or sorted(
        SOURCE.glob(f"languages/*/{SENTENCES}")
    )
    said, lacks = sentences(), False
    for path in paths:
        translated = dict(entries(path.read_text("utf-8"))) if path.exists() else {}
        missing = [sentence for sentence in said if sentence not in translated]
        print(f"{path}: {len(said)} sentences, {len(missing)} not translated")
        if check:
            print("".join(f"  {sentence}\n" for sentence in missing), end="")
            lacks = lacks or bool(missing)
        else:
            path.write_text(catalogue(code_of(path.parent), said, translated), "utf-8")
    return 1 if lacks else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
