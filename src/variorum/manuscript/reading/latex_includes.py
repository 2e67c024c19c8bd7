"""The files that a LaTeX manuscript includes, found in its own folder and nowhere else.

`\\input`, `\\include` and `\\subfile` are followed; a path that leads out of the folder, by `..` or by a link, is not.
What is not read is said, with its reason. Nothing is run.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from variorum.accession import limits
from variorum.finding import Unreadable
from variorum.manuscript.reading.blocks import decoded
from variorum.saying import say

INCLUDING = frozenset({"input", "include", "subfile", "subfileinclude"})
_MOST = 1_000  # files
_DEEPEST = 40


@dataclass(slots=True)
class IncludedFiles:
    """What was included so far: `read` by name within the folder, `left` with the sentences that say why not.

    `folder` is the manuscript's own; None where only its bytes are known, and then nothing is read.
    """

    folder: Path | None
    read: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    _open: list[Path] = field(default_factory=list)

    def opened(self, named: str) -> tuple[str, str] | None:
        """The name and source of a file that the manuscript includes; None where it is not read. Has to be `closed`."""
        if self.folder is None:
            self.left.append(say("{file} is included and was not read: only this file was given.", file=named))
            return None
        path = _within(self.folder, named)
        if path is None:
            self.left.append(say("{file} is included, but is not to be found in this folder.", file=named))
            return None
        name = path.relative_to(self.folder.resolve()).as_posix()
        if path in self._open or len(self._open) >= _DEEPEST or len(self.read) >= _MOST:
            said = say("{file} was not read once more: files that include it include one another.", file=name)
            self.left.append(said)
            return None
        try:
            if path.stat().st_size > limits.LARGEST_FILE:
                raise Unreadable(
                    say(
                        "{name} weighs more than {largest_file:,.0f} MB and is not read.",
                        name=name,
                        largest_file=limits.LARGEST_FILE / 1000000.0,
                    )
                )
            source = decoded(path.read_bytes(), name)
        except (OSError, Unreadable) as trouble:
            said = say("{file} is included and could not be read: {trouble}", file=name, trouble=str(trouble))
            self.left.append(said)
            return None
        self._open.append(path)
        self.read.append(name)
        return name, source

    def closed(self) -> None:
        """The file opened last is read to its end."""
        self._open.pop()

    def told(self) -> tuple[str, ...]:
        """What the manuscript's remarks say of the files that it includes."""
        read = (
            (say("{read} included {read:file was|files were} read with it.", read=len(self.read)),) if self.read else ()
        )
        return (*read, *dict.fromkeys(self.left))


def body_of(source: str) -> tuple[int, int]:
    """Where the text of a file begins and ends: between the document's marks, or all of it."""
    begin = source.find("\\begin{document}")
    start = begin + len("\\begin{document}") if begin >= 0 else 0
    end = source.find("\\end{document}", start)
    return start, end if end >= 0 else len(source)


def _within(folder: Path, named: str) -> Path | None:
    """The file of this name in the folder, with “.tex” added where it is left out; None where it lies elsewhere."""
    root = folder.resolve()
    for name in (f"{named.strip()}.tex", named.strip()):
        try:
            path = (root / name).resolve()
            if path.is_relative_to(root) and path.is_file():
                return path
        except (OSError, ValueError):  # a name too long, or with a null character
            continue
    return None
