"""The command line: one verb a command, each a few lines over the rooms.

Exit status: 0 done; 1 done, and there are findings at or above `--fail-on`; 2 the request could not be carried out,
with one sentence on standard error. Nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

import gc
import os
import sys

import click

from variorum import __version__
from variorum.cli import (
    arguing,
    auditing,
    borrowing,
    collating,
    criticising,
    dating,
    exporting,
    importing,
    looking,
    mending,
    naming,
    recognising,
    relating,
    renaming,
    serving,
    showing,
    speaking,
    taking_in,
    watching,
)
from variorum.saying import say


class _InOrder(click.Group):
    """A group that lists its commands in the order in which one meets them, not by the alphabet."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=_InOrder,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Most commands take -C DIR (the archive) and --format text|json. `variorum COMMAND --help` says the rest. "
    "Answers come in the language of your system; VARIORUM_LANGUAGE=en, ru or de chooses another.",
)
@click.version_option(__version__, prog_name="variorum", message="%(prog)s %(version)s")
def variorum() -> None:
    """Double-entry bookkeeping for history: nothing is said without its source, and every source is checked."""


for _command in (
    taking_in.demo,
    auditing.audit,
    taking_in.new,
    taking_in.add,
    taking_in.build,
    watching.watch,
    importing.import_,
    exporting.export,
    criticising.check,
    criticising.explain,
    mending.mend,
    renaming.rename,
    looking.search,
    looking.quote,
    borrowing.borrowings,
    collating.collate,
    naming.names,
    showing.show,
    dating.date,
    dating.chronology,
    arguing.theses,
    arguing.predictions,
    arguing.options,
    arguing.patterns,
    arguing.figures,
    relating.relations,
    serving.serve,
    showing.publish,
    showing.status,
):
    variorum.add_command(_command)


naming.names.add_command(recognising.recognise)


def main() -> None:
    """Run the command line; whatever goes wrong ends in one sentence and a status, never in a traceback."""
    from variorum.finding import VariorumError

    if unspoken := speaking.not_spoken():
        _say(unspoken)
    if speaking.language() != "en":
        from variorum.cli.helping import HelpInWords

        click.Context.formatter_class = HelpInWords
    # values are made to be kept: to look for garbage among them at Python's own pace costs a fifth of the time on names
    gc.set_threshold(50_000, 20, 100)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = variorum.main(standalone_mode=False)
    except click.exceptions.Exit as leaving:
        status = leaving.exit_code
    except click.exceptions.NoArgsIsHelpError as help_:
        click.echo(help_.format_message(), err=True)
        status = 2
    except click.ClickException as error:
        _say(speaking.of_usage(error), hint=_usage(error))
        status = 2
    except VariorumError as error:
        _say(error.sentence)
        status = 2
    except (click.Abort, KeyboardInterrupt):
        _say(say("Stopped. What was done so far is kept; the same command goes on from there."))
        status = 130
    except BrokenPipeError:
        _close_quietly()
        status = 0
    except OSError as error:
        _say(_of_the_system(error))
        status = 2
    except Exception as error:  # the last wall: a fault of the program's is said in a sentence too
        if os.environ.get("VARIORUM_DEBUG"):
            raise
        _say(
            say(
                "This is a fault of the program, not of yours ({fault}). Nothing of your archive was lost. "
                "Please report it; VARIORUM_DEBUG=1 shows where it happened.",
                fault=f"{type(error).__name__}: {error}",
            )
        )
        status = 2
    gc.freeze()  # at its end Python would look through all that was kept for garbage: a second after a large build
    sys.exit(status if isinstance(status, int) else 0)


def _say(sentence: str, *, hint: str = "") -> None:
    click.echo(f"variorum: {speaking.said(sentence)}" + (f"\n{speaking.said(hint)}" if hint else ""), err=True)


def _usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return say("See `{command} --help`.", command=context.command_path) if context else ""


def _of_the_system(error: OSError) -> str:
    import errno

    from variorum.finding import words_of_system

    place = f" ({error.filename})" if error.filename else ""
    match error.errno:
        case errno.ENOSPC:
            return say("The disk is full{place}. Nothing was lost; make room and call the command again.", place=place)
        case errno.EROFS:
            return say("The disk can only be read{place}; nothing was written.", place=place)
        case errno.EACCES:
            return say(
                "The system does not let this program read or write here{place}. Give yourself the right to it, or "
                "work with a copy in a folder of your own.",
                place=place,
            )
        case errno.ENOENT:
            return say("There is no such file or folder{place}.", place=place)
    return say("The system refused: {why}{place}.", why=words_of_system(error), place=place)


def _close_quietly() -> None:
    """Keep Python from complaining at exit when the reader of a pipe (`| head`) has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
