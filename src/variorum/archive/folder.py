"""The archive as a folder: finding it, opening it, beginning a new one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from variorum.archive.file_names import SETTINGS_FILE
from variorum.finding import NotFound, Refused, Unreadable, words_of_system
from variorum.saying import say


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive on disk: its root, and the folders in it."""

    root: Path

    @property
    def originals(self) -> Path:
        """The files as they came in."""
        return self.root / "originals"

    @property
    def sources(self) -> Path:
        """The dossiers of sources."""
        return self.root / "sources"

    @property
    def transcripts(self) -> Path:
        """Pages as a person corrected them."""
        return self.root / "transcripts"

    @property
    def catalogue_dir(self) -> Path:
        """What is derived and can be deleted: pages, index."""
        return self.root / ".catalogue"

    @property
    def edition_dir(self) -> Path:
        """The published site and books; derived too."""
        return self.root / "edition"


def find_archive(start: Path) -> Path:
    """The nearest folder, from `start` upwards, that holds an archive; NotFound where there is none."""
    try:
        here = start.resolve()
        for folder in (here, *here.parents):
            if (folder / SETTINGS_FILE).is_file():
                return folder
    except OSError as error:
        raise Unreadable(
            say("The folder {start} cannot be read ({why}).", start=str(start), why=words_of_system(error))
        ) from error
    raise NotFound(
        say(
            "There is no archive in {start} or above it (a folder with the file {settings_file}); "
            "begin one with `variorum new DIR`.",
            start=str(start),
            settings_file=SETTINGS_FILE,
        )
    )


def open_archive(root: Path) -> Archive:
    """The archive in this very folder; NotFound where there is none."""
    if not (root / SETTINGS_FILE).is_file():
        raise NotFound(
            say(
                "{root} is no archive: it has no file {settings_file}. Begin one with `variorum new {root}`.",
                root=str(root),
                settings_file=SETTINGS_FILE,
            )
        )
    return Archive(root.resolve())


def create_archive(root: Path, *, title: str, language: str = "en") -> Archive:
    """Begin an empty archive whose files explain themselves; Refused where the folder already holds something.

    `language` is that of its edition. Hidden entries (such as `.git`) may be there already. The settings are written
    last, so that a folder is an archive only once it is whole.
    """
    from variorum.archive.templates import beginnings
    from variorum.archive.writing import write_atomically

    try:
        root.mkdir(parents=True, exist_ok=True)
        taken = sorted(entry.name for entry in root.iterdir() if not entry.name.startswith("."))
    except FileExistsError:
        raise Refused(say("{root} is a file, not a folder; choose another name.", root=str(root))) from None
    except OSError as error:
        raise Refused(
            say("The folder {root} cannot be made ({why}).", root=str(root), why=words_of_system(error))
        ) from error
    if SETTINGS_FILE in taken:
        raise Refused(say("{root} holds an archive already.", root=str(root)))
    if taken:
        raise Refused(
            say("{root} is not empty (it holds {taken}); choose a new folder.", root=str(root), taken=taken[0])
        )
    for name, text in beginnings(title, language).items():
        path = root / name
        if path.exists():
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(
                say("The folder {parent} cannot be made ({why}).", parent=str(path.parent), why=words_of_system(error))
            ) from error
        write_atomically(path, text.encode("utf-8"))
    return Archive(root.resolve())
