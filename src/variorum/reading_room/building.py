"""An order carried out: the archive worked out for its owner and for others, as its files were when looked at."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from time import process_time

from variorum.archive.file_names import SETTINGS_FILE
from variorum.archive.folder import Archive
from variorum.archive.locking import Busy
from variorum.finding import VariorumError
from variorum.pipeline.progress import Progress
from variorum.reading_room.catching_up import WorkedOut, work_out
from variorum.reading_room.public import public_state
from variorum.reading_room.shelves import Shelves
from variorum.reading_room.stock import look
from variorum.reading_room.workshop import BrokenOff, BuildOrder, BuiltState, Early, Trouble, told_as_fault
from variorum.saying import say, template

MOVED = say(
    "The archive is no longer where it was when the room was opened. Put it back there, or start `variorum serve` "
    "where it is now; nothing is written meanwhile."
)
_WAITING = template("Another Variorum is working this archive out")
_WHILE = 2.0  # seconds of the processor for setting pages that nobody has asked for yet


def carry_out(archive: Archive, order: BuildOrder, *, progress: Progress, early: Early) -> BuiltState:
    """The state of an archive by an order; raises Trouble with a sentence, whatever happens.

    Where another program works the archive out just now, it is waited for: a room that gave up would show what it had
    until the next file changes.
    """
    while True:
        try:
            return _carried_out(archive, order, progress=progress, early=early)
        except (BrokenOff, Trouble):
            raise
        except Busy:
            progress(_WAITING, 0, 1)  # which leaves the order where the room closes
        except VariorumError as error:
            raise Trouble(error.args[0] if error.args else str(error)) from error  # still said in every language
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise Trouble(say("The archive cannot be read ({why}).", why=why)) from error
        except Exception as error:  # the room stays open whatever a build meets
            raise Trouble(told_as_fault(error)) from error


def _carried_out(archive: Archive, order: BuildOrder, *, progress: Progress, early: Early) -> BuiltState:
    seen = look(archive.root)
    if SETTINGS_FILE not in seen:
        raise Trouble(MOVED)

    def meanwhile(state: WorkedOut) -> None:
        early(BuiltState(state, None, seen))

    state = work_out(archive, language=order.language, progress=progress, early=meanwhile if order.early else None)
    others = public_state(state, archive.catalogue_dir, today=order.today) if order.others else None
    pages = _set_beforehand(state, order.pages)
    pages_of_others = _set_beforehand(others, order.pages_of_others) if others else {}
    return BuiltState(state, others, seen, pages, pages_of_others)


def _set_beforehand(state: WorkedOut, addresses: Sequence[str]) -> dict[str, str]:
    """The pages at these addresses, as many as can be set in a while."""
    shelves, until = Shelves(state), process_time() + _WHILE
    found: dict[str, str] = {}
    for address in addresses:
        if process_time() > until:
            break
        with suppress(Exception):  # whoever asks for it meets what is amiss with it
            if (page := shelves.page(address)) is not None:
                found[address] = page
    return found
