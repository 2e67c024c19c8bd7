"""What the commands share: the archive they work on, the form of their answer, progress, and batches."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from variorum.archive.file_names import SETTINGS_FILE
from variorum.cli.speaking import said, tell
from variorum.saying import say

if TYPE_CHECKING:
    from variorum.archive.folder import Archive
    from variorum.finding import Finding
    from variorum.pipeline import Progress

Command = TypeVar("Command", bound=Callable[..., Any])


# a file or folder; whether it is there and may be read is found out, and said, where it is opened
PATH = click.Path(path_type=Path, readable=False)


def gathered(name: str, kind: type) -> Callable[[Command], Command]:
    """Hand the options that are fields of a dataclass to the command together, as one value of it called `name`.

    Stands last, right above the command, since it takes from what the options above it hand over.
    """
    names = [field.name for field in fields(kind)]

    def gather(command: Command) -> Command:
        @wraps(command)
        def told(*args: Any, **options: Any) -> Any:
            value = kind(**{each: options.pop(each) for each in names})
            return command(*args, **options, **{name: value})

        return cast("Command", told)

    return gather


def in_archive(command: Command) -> Command:
    """Add `-C DIR`: the archive to work on, by default the folder one stands in or the nearest above it."""
    told = "The archive to work on; by default the folder you stand in, or the nearest above it."
    return click.option("-C", "folder", default=".", metavar="DIR", type=PATH, help=told)(command)


def with_format(*formats: str) -> Callable[[Command], Command]:
    """Add `--format`, the first being what people read."""
    return click.option("--format", "form", type=click.Choice(formats), default=formats[0], help="Form of the answer.")


def with_fail_on(command: Command) -> Command:
    """Add `--fail-on`: from which severity on findings make the exit status 1."""
    return click.option(
        "--fail-on",
        type=click.Choice(["error", "warning", "note", "never"]),
        default="error",
        help="Exit with status 1 if there are findings of this severity or above.",
    )(command)


def with_batch(command: Command) -> Command:
    """Add `--batch FILE`: many questions at once, JSON Lines in and out, in order."""
    told = "Ask many at once: a line of JSON each in FILE (- for standard input)."
    return click.option("--batch", type=PATH, metavar="FILE", help=told)(command)


def opened(folder: Path) -> Archive:
    """The archive at or above a folder; what of its settings cannot be read is told on standard error."""
    from variorum.archive.folder import find_archive, open_archive
    from variorum.archive.settings import broken_settings

    archive = open_archive(find_archive(folder))
    for fault in broken_settings(archive.root):
        line = fault.position.line if fault.position else 1
        tell(say("! {file}, line {line}: {message}", file=SETTINGS_FILE, line=line, message=fault.message), err=True)
    return archive


def status_of(findings: Iterable[Finding], fail_on: str) -> int:
    """1 where a finding reaches the severity named, else 0."""
    from variorum.finding import Severity, worst

    found = worst(findings)
    return int(fail_on != "never" and found is not None and found >= Severity[fail_on.upper()])


def write_json(value: object) -> None:
    """One value as indented JSON, letters as they are."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def write_line(value: object) -> None:
    """One value as a line of JSON, for batches."""
    click.echo(json.dumps(value, ensure_ascii=False))


def refuse_both(batch: Path | None, *, asked: bool) -> None:
    """A question beside a batch would be passed over, so that both together are refused."""
    if batch and asked:
        raise click.UsageError(say("Give one question, or --batch FILE, and not both."))


def batch_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The questions of a batch, one JSON object a line; what is no JSON object comes as {"error": sentence}."""
    from variorum.finding import NotFound

    if str(path) != "-" and not path.is_file():
        raise NotFound(say("There is no file {path} to read a batch from.", path=str(path)))
    with click.open_file(str(path), "rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                value = json.loads(line.decode("utf-8-sig"))
            except UnicodeDecodeError:
                yield {"error": f"Line {number} is not UTF-8: save the file in that encoding."}
            except (ValueError, RecursionError) as error:
                yield {"error": f"Line {number} is not JSON: {error}."}
            else:
                yield value if isinstance(value, dict) else {"error": f"Line {number} is not a JSON object."}


def text_of(file: Path) -> str:
    """The text of a file of plain text (`-` is standard input), in whatever encoding, its line ends as they are."""
    from variorum.accession.encodings import decode, is_binary
    from variorum.finding import NotFound, Unreadable

    if str(file) != "-" and not file.is_file():
        raise NotFound(say("There is no file {file} to read.", file=str(file)))
    data = click.open_file("-", "rb").read() if str(file) == "-" else file.read_bytes()
    if is_binary(data):
        raise Unreadable(
            say(
                "{file} is no plain text; `variorum add` takes such files into an archive and reads them.",
                file=str(file),
            )
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return decode(data, name=str(file)).text


@contextmanager
def progress(*, form: str = "text") -> Iterator[Progress]:
    """Bars with the time left on a terminal's standard error; nothing where nobody watches."""
    if form != "text" or not sys.stderr.isatty():
        yield lambda _step, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(said(step), total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield show
