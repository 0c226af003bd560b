"""What a store answers and keeps. One class of calls over SQLite and PostgreSQL; callers know no SQL."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from casus.records.document import Document
from casus.records.issue import Issue
from casus.records.judgement import Action, Judgement
from casus.records.wire import EventRecord
from casus.records.wire_incident import IncidentRecord, OperationRecord
from casus.store.counted import counted
from casus.store.filter import Box, Filter
from casus.store.rows import (
    Bin,
    Cell,
    Facets,
    Hit,
    Links,
    Page,
    Provenance,
    Recoding,
    Stats,
    StoredDocument,
    StoredEvent,
    StoredIncident,
    Tombstone,
    Totals,
)
from casus.store.status import Status

__all__ = [
    "ALL",
    "Bin",
    "Cell",
    "Facets",
    "Filter",
    "Hit",
    "Links",
    "Page",
    "Provenance",
    "Recoding",
    "Stats",
    "Status",
    "Store",
    "StoredDocument",
    "StoredEvent",
    "StoredIncident",
    "Tombstone",
    "Totals",
]

ALL = Filter()


class Store(ABC):
    """A store of reports and of what they tell. Use it in a `with`, or `close` it.

    Every call is one transaction: it is done wholly or not at all, whatever ends the process, and several processes
    may read and write at once. A store object belongs to one thread at a time in SQLite's sense of the word only:
    it may be shared by threads. Lists come in pages; a page's `next` is given as `after` for the page that follows,
    and stays good while records are added. Raises StoreError where the file or server cannot be used, InputError for
    what cannot be kept, UsageError for an id, cursor or word that does not exist.
    """

    @staticmethod
    def open(where: str | Path, *, create: bool = False) -> Store:
        """The store in a file, or at a URL such as postgresql://user@host/name (or sqlite:///path).

        `create` makes it where there is none, and brings an older one up to date; without it both raise StoreError
        that says what to do.
        """
        # Imported now: the SQL layer would slow the start of every command.
        opened: Store = import_module("casus.store.sql").opened(where, create=create)
        return opened

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None:
        """Give up the connections."""

    def still(self) -> AbstractContextManager[None]:
        """While it is open, all that this thread reads is of one state of the store; it must not write meanwhile."""
        return nullcontext()

    # --- taking in -------------------------------------------------------------------------------------------------

    @abstractmethod
    def add_documents(self, documents: Iterable[Document]) -> int:
        """Keep documents; returns how many were new. One known by id and text counts once; a deleted one is not taken.

        Raises InputError for an id that another text has.
        """

    @abstractmethod
    def add_events(self, events: Iterable[EventRecord], *, provenance: Provenance | None = None) -> int:
        """Keep events of documents already kept (or of unknown ones: these are kept without text); returns how many.

        The events of a document must come in one call: they take the place of the document's former events, which
        are kept as superseded. Without `provenance` the coder that the records name counts.
        """

    @abstractmethod
    def keep(
        self,
        document: Document,
        events: Iterable[EventRecord],
        *,
        provenance: Provenance,
        issues: Iterable[Issue] = (),
    ) -> bool:
        """Keep a document with its events and issues, in one transaction, and that this version has coded it.

        Its former events are kept as superseded: each has as successor the new event of the same words, and what
        people said of it holds of its successor. One that people accepted or corrected and that no new event succeeds
        stays current. False where the document was deleted before, or this version was the last to code it.
        """

    def keep_all(self, reports: Iterable[tuple[Document, Sequence[EventRecord]]], *, provenance: Provenance) -> int:
        """Keep many documents with their events, as `keep` does but far quicker; returns how many it kept.

        What stands in the store at the end is as after a `keep` of each. They are written by the thousand, each
        thousand wholly or not at all: after an end in between, the same call does the rest.
        """
        return sum(self.keep(d, events, provenance=provenance) for d, events in reports)

    @abstractmethod
    def coded(self, document: str, provenance: Provenance) -> bool:
        """Whether this very version was the last to code the document, so that it need not be coded again."""

    # --- documents -------------------------------------------------------------------------------------------------

    @abstractmethod
    def document(self, id: str) -> Document:
        """The document. Raises UsageError for one unknown or deleted."""

    @abstractmethod
    def documents(
        self, filter: Filter = ALL, *, after: str | None = None, limit: int = 50, counted: bool = False
    ) -> Page[StoredDocument]:
        """Documents, latest published first. `since` and `until` are of publication; words of events choose those that
        tell such an event.
        """

    @abstractmethod
    def texts(self, ids: Iterable[str]) -> Mapping[str, Document]:
        """The documents of several ids at once; unknown ones are left out."""

    @abstractmethod
    def search(self, text: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Documents that hold the words, best first. "Words in quotes" stand together, -word is absent."""

    @abstractmethod
    def delete(self, ids: Iterable[str], *, by: str, reason: str | None = None) -> int:
        """Delete documents: text, words, events and claims go for good; the id remains, so that none comes back.

        Incidents lose what these told and must be merged anew. Judgements remain. Returns how many were deleted.
        """

    @abstractmethod
    def older(self, than: date) -> tuple[str, ...]:
        """Ids of the documents published before a day, or, where no date is known, taken in before it."""

    @abstractmethod
    def tombstones(self) -> tuple[Tombstone, ...]:
        """What was deleted, latest first."""

    # --- events ----------------------------------------------------------------------------------------------------

    @abstractmethod
    def event(self, id: str) -> StoredEvent:
        """The event, current or superseded. Raises UsageError for one unknown."""

    @abstractmethod
    def events(
        self, filter: Filter = ALL, *, after: str | None = None, limit: int = 50, counted: bool = False
    ) -> Page[StoredEvent]:
        """Current events, latest first by their first day, those without days last."""

    @abstractmethod
    def of_documents(self, ids: Iterable[str]) -> tuple[StoredEvent, ...]:
        """The current events of documents, in the order of the documents given, then of words."""

    @abstractmethod
    def beside(self, events: Iterable[str]) -> tuple[StoredEvent, ...]:
        """All current events of the documents of these events, document by document, then of words."""

    @abstractmethod
    def of_ids(self, ids: Iterable[str]) -> tuple[StoredEvent, ...]:
        """The events of several ids at once, in their order; unknown ones are left out."""

    @abstractmethod
    def all_events(self, filter: Filter = ALL) -> Iterator[StoredEvent]:
        """All current events of a filter, in the order of `events`, read in pages."""

    @abstractmethod
    def issues(self, document: str | None = None, *, limit: int = 100) -> tuple[Issue, ...]:
        """What went wrong in coding, latest first."""

    @abstractmethod
    def recodings(self, document: str | None = None) -> Iterator[Recoding]:
        """How the current events differ from the coding before, by document."""

    # --- incidents and operations ----------------------------------------------------------------------------------

    @abstractmethod
    def incident(self, id: str) -> StoredIncident:
        """The incident, by its id or by one that was redirected to it. Raises UsageError for one unknown."""

    @abstractmethod
    def incidents_by(self, ids: Iterable[str]) -> tuple[StoredIncident, ...]:
        """The incidents of several ids at once, in their order; unknown ones are left out."""

    @abstractmethod
    def incidents(
        self, filter: Filter = ALL, *, after: str | None = None, limit: int = 50, counted: bool = False
    ) -> Page[StoredIncident]:
        """Current incidents, latest first. `source` and `text` choose those of which a document fits; `actor` and
        `operation` those of which an event fits.
        """

    @abstractmethod
    def all_incidents(self, filter: Filter = ALL) -> Iterator[StoredIncident]:
        """All current incidents of a filter, in the order of `incidents`, read in pages."""

    @abstractmethod
    def incidents_of(self, events: Iterable[str]) -> Mapping[str, str]:
        """The id of the incident of each event; events in none are left out."""

    @abstractmethod
    def fellows(self, events: Iterable[str]) -> Mapping[str, str]:
        """All events of the incidents of these events, themselves too, each with its incident."""

    @abstractmethod
    def redirects(self) -> Mapping[str, str]:
        """Ids of incidents that were joined to others: each with the id that now holds for it."""

    @abstractmethod
    def founded(self, ids: Iterable[str] | None = None) -> Mapping[str, int]:
        """When incidents (these, or all) were founded, as a rising number, redirected and emptied ones too.

        Of two that become one the older id is kept; ids unknown are left out.
        """

    @abstractmethod
    def near(self, events: Iterable[EventRecord], *, words: Iterable[str] = (), most: int = 40) -> tuple[str, ...]:
        """The documents with an event that may tell of the same happening as one of these, their own too.

        Those near in place and time, of one name, operation or day, or in whose text one of the (rare) words stands;
        of each sort the nearest in time, about `most` before and after.
        """

    @abstractmethod
    def linked(self, events: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """The events alike to each of these, by the last merging; one not compared since it changed is left out."""

    @abstractmethod
    def weighed(self, words: Iterable[str]) -> tuple[int, Mapping[str, int]]:
        """How many documents merging has read, and in how many of them these words stand; unknown ones left out."""

    @abstractmethod
    def unmerged(self, *, limit: int | None = None) -> tuple[StoredEvent, ...]:
        """Current events that are not rejected and are in no incident yet, oldest addition first."""

    @abstractmethod
    def revision(self) -> int:
        """A number that rises whenever incidents are written."""

    @abstractmethod
    def put_incidents(
        self,
        incidents: Iterable[IncidentRecord],
        *,
        redirects: Mapping[str, str] | None = None,
        whole: bool = False,
        revision: int | None = None,
        out: Iterable[str] = (),
        read: tuple[int, Mapping[str, int]] | None = None,
        links: Links | None = None,
    ) -> None:
        """Keep incidents under their ids, with their members, and redirects from old ids to new.

        `whole`: these are all there are; others hold no events any more, but keep their ids. Otherwise an incident
        that is not named stays, less the events that now belong to a named one, and less those that are `out` of all.
        An event is never in two. `revision`: what `revision` answered before the merging began; StaleError where
        another has written incidents since. `read`: so many documents more, and in how many of them each word stands
        (of all, where these are `whole`), for `weighed`. `links`: what was found alike, for `linked`.
        """

    @abstractmethod
    def operation(self, id: str) -> OperationRecord:
        """The operation. Raises UsageError for one unknown."""

    @abstractmethod
    def operations(self) -> tuple[OperationRecord, ...]:
        """All named operations, by name."""

    @abstractmethod
    def put_operations(self, operations: Iterable[OperationRecord]) -> None:
        """Keep these operations in place of those before."""

    # --- judgements ------------------------------------------------------------------------------------------------

    @abstractmethod
    def judge(
        self,
        action: Action,
        subjects: Iterable[str],
        *,
        by: str,
        field: str | None = None,
        value: Any = None,
        reason: str | None = None,
        at: datetime | None = None,
    ) -> Judgement:
        """Add a judgement and let it hold at once; returns it with its id. `at` is now unless told.

        Raises UsageError for a subject that does not exist, InputError for a correction that makes no record.
        """

    @abstractmethod
    def undo(self, id: str, *, by: str, reason: str | None = None, at: datetime | None = None) -> Judgement:
        """Take a judgement back by another one; undoing an undo brings it back. UsageError for one undone already."""

    @abstractmethod
    def judgements(
        self, *, subject: str | None = None, by: str | None = None, standing: bool = False
    ) -> tuple[Judgement, ...]:
        """Judgements in the order in which they came; `standing` leaves out what was undone."""

    @abstractmethod
    def pairs(self) -> Mapping[tuple[str, str], bool]:
        """Pairs of current events that people hold to be one happening (True) or two (False), for merging.

        A pair is in order of ids; where people differ the latest counts. What was said of incidents is told of their
        events at that time, and what was said of superseded events of their successors.
        """

    # --- counts ----------------------------------------------------------------------------------------------------

    @abstractmethod
    def facets(self, filter: Filter = ALL, *, of: str = "events", most: int = 50) -> Facets:
        """Counts by value of the `events` or `incidents` of a filter; at most so many values of each sort."""

    @abstractmethod
    def timeline(self, filter: Filter = ALL, *, by: str = "month", of: str = "events") -> tuple[Bin, ...]:
        """Counts over time by day, week, month or year, without empty bins; records without days are left out."""

    def cells(self, filter: Filter = ALL, *, box: Box, columns: int, rows: int) -> tuple[Cell, ...]:
        """Incidents of a filter with a point in a box, counted by its cells; empty cells are left out.

        `box` is west, south, east, north with west below east; it takes the place of the filter's own.
        """
        return counted(self.all_incidents(replace(filter, box=box)), box, columns, rows)

    @abstractmethod
    def totals(self, filter: Filter = ALL, *, of: str = "events") -> Totals:
        """How many records, people killed, first and last day."""

    @abstractmethod
    def sources(self) -> tuple[tuple[str, int], ...]:
        """The sources of documents with how many of each, most first."""

    # --- upkeep ----------------------------------------------------------------------------------------------------

    @abstractmethod
    def stats(self) -> Stats:
        """What the store holds."""

    @abstractmethod
    def check(self) -> tuple[str, ...]:
        """Every fault found in the file and between its tables; empty where all is well."""

    @abstractmethod
    def export(self, out: BinaryIO) -> int:
        """Write all that the store holds as JSON lines, from which `restore` makes it again; returns how many lines."""

    @abstractmethod
    def restore(self, lines: BinaryIO) -> int:
        """Take in what `export` wrote, in one transaction; the store must be empty. Returns how many lines."""

    @abstractmethod
    def vacuum(self) -> None:
        """Give back the space of what was deleted, and renew what the planner of queries knows."""
