"""The archive as the room keeps it: worked out in the background, anew whenever a file changed, and told of.

Readers never wait for a build once there has been one: they get the state before until the new one is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from copy import copy
from datetime import UTC, datetime
from threading import Condition, Event, Thread
from time import monotonic

from variorum.archive.file_names import CHECKED_FILE
from variorum.archive.folder import Archive
from variorum.archive.writing import ABSENT
from variorum.catalogue.store import Catalogue
from variorum.finding import NotFound, Unreadable
from variorum.reading_room.auditing import Audits
from variorum.reading_room.brought import Incoming
from variorum.reading_room.catching_up import WorkedOut
from variorum.reading_room.hub import Hub
from variorum.reading_room.journal import LEDGERS, Journal, JournalEntry
from variorum.reading_room.publishing import Publishing
from variorum.reading_room.shelves import Shelves, Subject
from variorum.reading_room.stock import Stock, changed_between, is_text, state_of
from variorum.reading_room.viewing import Viewer
from variorum.reading_room.withholding import Withholding
from variorum.reading_room.workshop import (
    BrokenOff,
    BuildOrder,
    BuiltState,
    Trouble,
    Workshop,
    WorkshopHere,
    told_as_fault,
)
from variorum.saying import Sentence, in_language, say

_BREATH = 0.15  # seconds after a change before it is worked out, so that several are taken together
_CALM = 0.7  # seconds after a write of the room's own: whoever decides quickly need not wait for each consequence
_LONG = 8.0  # seconds after which a build is broken off, once, for what was written meanwhile
_MOST_REST = 20.0  # seconds between two builds, however long one takes
_MOST_DEAR = 60  # pages that are set beforehand
# pages that take long and with which many begin: set beforehand for the first state
_BEGUN_WITH = ("dependence.html", "network.html", "timeline.html", "findings/index.html", "names.html")
_LOOK = 1.0  # seconds between two looks at the files


class Rehearsed(Exception):
    """A write that was held against all that it must hold against, and not carried out."""

    def __init__(self, what: str, files: Sequence[str]) -> None:
        super().__init__(what)
        self.what, self.files = what, tuple(files)


class Room:
    """One archive being read and written in; `start` begins to work it out and to watch its files."""

    def __init__(
        self,
        archive: Archive,
        *,
        by: str,
        language: str = "",
        team: object = None,
        workshop: Workshop | None = None,
    ) -> None:
        self.archive = archive
        self.by = by
        self.viewer = Viewer(by)
        self.team = team  # what a team works with (`teamwork.Team`); None where nobody else comes in
        self.rehearsing = False
        self.begun: dict[str, tuple[str, str]] = {}  # dossiers that no state shows yet: kind and file of each
        self._whole: Room = self
        self.hub = Hub()
        self.journal = Journal(archive)
        self.audits = Audits()
        self.brought = Incoming(archive)
        self.publishing = Publishing(archive)
        self.trouble = ""  # why the newest state could not be worked out, as a sentence
        self.working = ""  # what is being done, empty when everything is up to date
        self.generation = 0
        self.lays_ready: Callable[[Shelves], None] = lambda _: None  # called with pages before anybody asks for one
        self.shown: Callable[[], None] = lambda: None  # called when a whole state is there
        self._language = language
        self._workshop = workshop or WorkshopHere(archive)
        self._shelves: Shelves | None = None
        self._public: Shelves | None = None  # what may leave of the same state; None until that was worked out
        self._withholding = Withholding(archive.root) if team is not None else None
        self._stock = Stock(archive.root, self._heard)
        self._behind: frozenset[str] = frozenset()  # files that changed since what is shown was worked out
        self._untold: set[str] = set()  # files that changed, of which the open pages were not told yet
        self._hidden_at = 0.0  # when a change last kept something back, by the monotonic clock
        self._dear: dict[str, float] = {}  # what setting a page took, by address, where it took long
        self._dear_to_others: dict[str, float] = {}
        self._arrived = Condition()
        self._wanted = Event()
        self._written = 0.0  # when the last write ended, by the monotonic clock
        self._begun = 0.0  # when the build under way began
        self._rest_until = 0.0  # as long as a build took, nothing is built anew: readers have the machine half the time
        self._gave_way = False  # whether the build before was broken off: this one goes on to its end
        self._closing = Event()
        self._threads: list[Thread] = []

    def start(self) -> None:
        """Work the archive out, and go on doing so whenever one of its files changes."""
        self._workshop.begin()
        self.journal.recover()
        self.take_stock()
        self._wanted.set()
        for task in (self._work, self._watch):
            thread = Thread(target=task, daemon=True)
            self._threads.append(thread)
            thread.start()

    def take_stock(self) -> None:
        """Look at the files as they are: what changes is told by what they were then."""
        self._stock.begin()
        if self._withholding is not None:
            self._withholding.begin(self._stock.seen)

    def close(self) -> None:
        """Stop watching; a build under way ends first, for a few seconds."""
        self._closing.set()
        self._wanted.set()
        self._workshop.close()
        for thread in self._threads:
            thread.join(timeout=5)
        self.hub.close()

    def seat(self, viewer: Viewer, *, rehearsing: bool = False) -> Room:
        """The room as somebody sees and writes in it: what is kept back is there for those alone who may see it.

        With `rehearsing`, a write goes as far as the files and ends there with `Rehearsed`.
        """
        seat = copy(self)
        seat.viewer, seat.by, seat.rehearsing = viewer, viewer.name, rehearsing
        return seat

    def ready(self, *, patience: float = 20.0) -> Shelves | None:
        """What can be shown, the newest that there is; None where nothing is ready after so many seconds."""
        whole, sees_all = self._whole, self.viewer.sees_all
        if not sees_all:
            whole._stock.look_for_others()

        def arrived() -> bool:
            return bool(whole.trouble) or (whole._shelves if sees_all else whole._public) is not None

        with whole._arrived:
            whole._arrived.wait_for(arrived, timeout=patience)
            return whole._shelves if sees_all else whole._public

    @staticmethod
    def today() -> str:
        """The day by which protections are held (ISO 8601)."""
        return datetime.now(UTC).date().isoformat()

    def reads(self, file: str, raw: bytes) -> bool:
        """Whether who looks may see a file of the archive as it is written: nothing in it is kept back from them."""
        if self.viewer.sees_all:
            return True
        from variorum.reading_room.checking import keeps_back

        shelves = self.needed()
        opened = shelves.state.site.opened
        text = raw.decode("utf-8", "replace")
        today = datetime.now(UTC).date().isoformat()
        return (
            file not in opened.files and not opened.betrays(text) and not keeps_back(shelves, file, text, today=today)
        )

    @property
    def keeps_back(self) -> bool:
        """Whether anything of the archive is kept back from who looks."""
        if self.viewer.sees_all:
            return False
        shown, whole = self.needed(), self._whole._shelves
        return whole is None or whole.state.record is not shown.state.record

    def as_it_is(self, source: str, page: int) -> str | None:
        """A page's text before anything in it was masked, to hold what is shown against; never to be shown."""
        whole = self._whole._shelves
        found = whole.state.catalogue.page(source, page) if whole is not None else None
        return found.text if found is not None else None

    def sees(self, entry: JournalEntry) -> bool:
        """Whether who looks may see that something was written: where, in which words, and what it put back or took.

        Of their own decisions the words suffice, though the ledger that these are in is not shown to them as a file.
        """
        if self.viewer.sees_all:
            return True
        opened = self.needed().state.site.opened
        if entry.by == self.by and set(entry.after) <= LEDGERS and not entry.undoes:
            return not opened.betrays(entry.what)
        return not opened.betrays(entry.what) and not any(
            file in opened.files
            or opened.betrays(file)
            or not self._open_now(file)
            or not all(self._was_open(file, held) for held in {entry.before.get(file, ABSENT), digest})
            for file, digest in entry.after.items()
        )

    def _was_open(self, file: str, digest: str) -> bool:
        """Whether who looks may see a file as a write found or left it: the words for the write may come from there."""

        def look() -> bool:
            try:
                return self.reads(file, self.journal.bytes_of(digest))
            except NotFound:
                return False

        return digest == ABSENT or self.needed().once(f"open {file} {digest}", look)

    def _open_now(self, file: str) -> bool:
        try:
            return self.reads(file, (self.archive.root / file).read_bytes())
        except OSError:
            return False

    @property
    def told_trouble(self) -> str:
        """Why the newest state could not be worked out, for who looks: files are named to those alone who see all."""
        if not self.trouble or self.viewer.sees_all:
            return self.trouble
        return say("The archive could not be worked out anew; its owner is told why.")

    def settled(self, *, patience: float) -> bool:
        """Wait until everything is worked out and nothing waits to be; whether it is after so many seconds."""
        whole = self._whole

        def is_done() -> bool:
            return whole._shelves is not None and not whole.working and not whole._wanted.is_set()

        with whole._arrived:
            return whole._arrived.wait_for(is_done, timeout=patience)

    def needed(self) -> Shelves:
        """The same for a question that cannot be answered without it."""
        shelves = self.ready()
        if shelves is None:
            raise Unreadable(self.told_trouble or say("The archive is still being read; ask again in a moment."))
        return shelves

    @property
    def language(self) -> str:
        """The language of the pages; English as long as nothing is worked out yet and none was asked for."""
        shelves = self._whole._shelves
        return shelves.state.site.words.language if shelves is not None else self._language or "en"

    def worked_out(self) -> WorkedOut:
        """The newest state of the archive."""
        return self.needed().state

    @property
    def whole_catalogue(self) -> Catalogue:
        """The archive's own catalogue, also where who looks sees less: for what they were found to see."""
        shelves = self._whole._shelves
        return shelves.state.catalogue if shelves is not None else self.worked_out().catalogue

    def changed(self) -> None:
        """Say that files changed, so that everything is worked out anew."""
        self._wanted.set()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """While something is written; nobody waits for a build, and the next one works out what was written."""
        try:
            yield
        finally:
            whole = self._whole
            whole._written = monotonic()
            if whole._withholding is not None:
                whole._stock.look_again()
            self.changed()

    def begins(self, dossier: str, kind: str, file: str) -> None:
        """Let who sees everything write in a dossier that they began, before the next state shows it."""
        shelves = self._whole._shelves
        if self.viewer.sees_all and shelves is not None:
            self.begun[dossier] = kind, file
            shelves.begin(dossier, kind, file)

    def may_show_others(self) -> bool:
        """Whether the newest build began after every change that may keep something back."""
        return self._begun > self._hidden_at

    def is_behind(self, shelves: Shelves, subject: Subject | None) -> bool:
        """Whether files changed since the verdicts of a page were worked out: its own, a text, or any for a list."""
        whole, seen = self._whole, shelves.seen
        if seen is None:
            return False
        if subject is None:
            return bool(whole._behind) or whole._wanted.is_set()
        return state_of(self.archive.root, subject.file) != seen.get(subject.file) or any(map(is_text, whole._behind))

    def _heard(self, files: Sequence[str]) -> None:
        """Take note of files that changed; others are shown nothing older than what may keep something back."""
        changed = frozenset(files) - {CHECKED_FILE}  # which a build itself writes to
        with self._arrived:
            if self._withholding is not None and self._withholding.may_hide(files):
                self._public, self._hidden_at = None, monotonic()
            self._behind |= changed
            self._untold |= changed

    # ── in the background ──

    def _work(self) -> None:
        while not self._closing.is_set():
            self._wanted.wait()
            if self._closing.wait(_BREATH):
                return
            since = monotonic()
            while monotonic() - self._written < _CALM and monotonic() - since < _LONG:
                if self._closing.wait(_BREATH):
                    return
            if self._closing.wait(min(_MOST_REST, max(0.0, self._rest_until - monotonic()))):
                return
            self._wanted.clear()
            try:
                self.trouble, made = self._attempt()
            except BrokenOff:
                self._gave_way = True
                self._wanted.set()
                continue
            self._gave_way = False
            self.working = ""
            self._rest_until = monotonic() + (monotonic() - self._begun)
            self._stock.look_again()
            with self._arrived:
                if made is not None:
                    whole, others = made
                    self._show(whole)
                    self._public = others if self.may_show_others() else None
                self._arrived.notify_all()
            trouble = in_language(self.trouble, self.language)
            said: Mapping[str, object] = {"generation": self.generation, "trouble": trouble}
            self.hub.tell("built", said, others={"generation": self.generation, "trouble": ""})
            if made is not None:
                with suppress(Exception):  # whoever asks for the page meets what is amiss with it
                    self.shown()

    def _attempt(self) -> tuple[str, tuple[Shelves, Shelves | None] | None]:
        """What is told where nothing could be worked out, and the pages where it could; never an error but BrokenOff.

        An error that ended the thread would leave a room that shows old verdicts and says nothing.
        """
        self.working, self._begun = "…", monotonic()
        order = BuildOrder(
            self._language,
            self.team is not None,
            self.today(),
            early=self._shelves is None,
            pages=_dearest(self._dear, self._shelves) if self._shelves is not None else _BEGUN_WITH,
            pages_of_others=_dearest(self._dear_to_others, self._public),
        )
        try:
            made = self._workshop.work_out(order, progress=self._progress, early=self._early)
            return "", self._laid_ready(made)
        except BrokenOff:
            raise
        except Trouble as trouble:
            return trouble.args[0], None
        except Exception as error:
            return told_as_fault(error), None

    def _laid_ready(self, made: BuiltState) -> tuple[Shelves, Shelves | None]:
        """The pages of a state, and of it for others; what every page needs is worked out before anybody asks."""
        whole = Shelves(made.state, made.seen, made.pages)
        others = Shelves(made.others, made.seen, made.pages_of_others) if made.others is not None else None
        for shelves in filter(None, (whole, others)):
            self.lays_ready(shelves)
        return whole, others

    def _show(self, shelves: Shelves) -> None:
        self.generation += 1
        for dossier, (kind, file) in list(self.begun.items()):
            if dossier in shelves.state.record.entities or not (self.archive.root / file).is_file():
                del self.begun[dossier]
            else:
                shelves.begin(dossier, kind, file)
        self._shelves = shelves
        self._behind = frozenset(changed_between(shelves.seen or {}, self._stock.seen)) - {CHECKED_FILE}

    def _early(self, made: BuiltState) -> None:
        """Show the first state as soon as verdicts are known; later states are shown when they are whole."""
        whole, _ = self._laid_ready(made)
        with self._arrived:
            self._show(whole)
            self._arrived.notify_all()
        self.hub.tell("built", {"generation": self.generation, "trouble": ""}, others=None)

    def _progress(self, step: str, done: int, total: int) -> None:
        now = monotonic()
        if not self._gave_way and self._begun < self._written < now - _CALM and now - self._begun > _LONG:
            self._workshop.break_off()
        said = Sentence("{step} {done}/{total}", {"step": step, "done": done, "total": total})
        if said != self.working:
            self.working = said
            if done % 10 == 0 or done == total:
                self.hub.tell("progress", {"step": step, "done": done, "total": total}, others=None)

    def _watch(self) -> None:
        while not self._closing.wait(_LOOK):
            self._stock.look_again()
            with self._arrived:
                files, self._untold = sorted(self._untold), set()
            if files:
                self.hub.tell("changed", {"files": files[:50]}, others={"files": []})
                self.changed()


def _dearest(known: dict[str, float], shelves: Shelves | None) -> tuple[str, ...]:
    """The addresses of pages that took longest to set, those of the newest state too; `known` is kept short."""
    known |= dict(shelves.dear) if shelves is not None else {}
    first = sorted(known, key=lambda address: (-known[address], address))[:_MOST_DEAR]
    for address in set(known) - set(first):
        del known[address]
    return tuple(first)
