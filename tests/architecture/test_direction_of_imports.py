"""Each room imports only rooms above it; the test reads the imports and fails on an arrow that runs the other way."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import variorum

PACKAGE = Path(variorum.__file__).parent
ORDER = (
    "digest", "file_states", "remembering", "additions", "languages.registry", "saying", "code", "dates", "evidence",
    "record",
    "examined", "text", "finding", "archive", "accession",
    "languages", "names", "quotation", "reuse", "stemma", "collation", "chronology", "catalogue", "analysis",
    "argument", "criticism", "manuscript", "disclosure", "edition", "interchange", "sample", "pipeline",
    "reading_room", "notebook", "cli",
)  # fmt: skip
# what languages there are and what their tables say: data and a protocol, above every room that reads by them
REGISTRY = ("languages", "languages.registry", "languages.language", "languages.datings")
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(parts: tuple[str, ...]) -> str | None:
    if ".".join(parts).removesuffix(".py").removesuffix(".__init__") in REGISTRY:
        return "languages.registry"
    return parts[0].removesuffix(".py") if parts and parts[0] != "__init__.py" else None


def imported_rooms(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "variorum":
            within = node.module.split(".")[1:]
            for module in ([*within, alias.name] for alias in node.names):
                path = PACKAGE.joinpath(*module)
                named = module if path.is_dir() or path.with_suffix(".py").exists() else within or module
                yield room_of((*named, "__init__.py")) or "", node.lineno
        elif isinstance(node, ast.Import):
            for alias in node.names:
                parts = alias.name.split(".")
                if parts[0] == "variorum" and len(parts) > 1:
                    yield parts[1], node.lineno


def test_the_architecture_page_lists_the_rooms_in_this_order() -> None:
    page = PACKAGE.parents[1] / "ARCHITECTURE.md"
    cells = [line.split("|")[1] for line in page.read_text("utf-8").splitlines() if line.startswith("| `")]
    named = [
        room.removesuffix("/").removesuffix(".py").replace("/", ".")
        for cell in cells
        for room in re.findall(r"`([^`]+)`", cell)
    ]
    assert named == list(ORDER)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_room_imports_only_rooms_above_it(path: Path) -> None:
    room = room_of(path.relative_to(PACKAGE).parts)
    if room in (None, "__main__"):
        return
    assert room in ORDER, f"{room} has no place in the house: add it to the order and to ARCHITECTURE.md"
    wrong = [
        f"line {line}: {room} imports {other}"
        for other, line in imported_rooms(path)
        if other in ORDER and ORDER.index(other) > ORDER.index(room)
    ]
    assert not wrong


def test_no_module_imports_in_a_circle() -> None:
    graph = {dotted(path): set(imported_modules(path)) for path in MODULES}
    done: set[str] = set()

    def walk(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " → ".join([*trail[trail.index(module) :], module])
        if module in done:
            return
        for other in sorted(graph.get(module, ())):
            walk(other, (*trail, module))
        done.add(module)

    for module in sorted(graph):
        walk(module, ())


def dotted(path: Path) -> str:
    parts = ("variorum", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_modules(path: Path) -> Iterator[str]:
    """Modules of the package imported when this one is imported (imports inside functions come later)."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "variorum":
            for alias in node.names:
                deeper = f"{node.module}.{alias.name}"
                is_module = (PACKAGE.parent / Path(*deeper.split("."))).with_suffix(".py").exists()
                yield deeper if is_module else node.module
