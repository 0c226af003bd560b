"""The columns of current rows in memory: which of them a filter chooses, and what these sum to, without a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casus.ontology.kinds import kinds
from casus.store.columns import ordinal
from casus.store.conditions import code, paths
from casus.store.filter import Box, Filter
from casus.store.rows import Cell

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Texts = NDArray[np.object_]
NONE = -1
FAR = 1 << 40  # above any number of a row
WORDS = ("status", "kind", "country", "admin1", "factuality")
NUMBERS = ("number", "first_day", "last_day", "killed_low", "killed", "killed_high")
COLUMNS = ("id", *WORDS, *NUMBERS, "latitude", "longitude")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A column of words as numbers: `codes` point into `names`; NONE where there is no word."""

    codes: Ints
    names: tuple[str, ...]

    @classmethod
    def of(cls, words: Sequence[str | None]) -> Words:
        """The column of words."""
        names: dict[str, int] = {}
        codes = np.fromiter(
            (NONE if w is None else names.setdefault(w, len(names)) for w in words), dtype=np.int64, count=len(words)
        )
        return cls(codes=codes, names=tuple(names))

    def renewed(self, stays: Bools, at: Ints, fresh: Words) -> Words:
        """Those that stay, and fresh ones before so many of these each; names that no row bears any more are gone."""
        names = dict(zip(self.names, range(len(self.names)), strict=True))
        known = np.array([names.setdefault(name, len(names)) for name in fresh.names], dtype=np.int64)
        codes = np.insert(self.codes[stays], at, np.append(known, NONE)[fresh.codes])
        borne = np.zeros(len(names) + 1, dtype=np.bool_)
        borne[codes] = True  # NONE is the last of them
        if borne[:-1].all():
            return Words(codes=codes, names=tuple(names))
        left = np.where(borne, np.cumsum(borne) - 1, NONE)
        left[NONE] = NONE
        return Words(codes=left[codes], names=tuple(name for name, n in names.items() if borne[n]))

    def among(self, wanted: Iterable[str]) -> Bools:
        """Where one of the words stands."""
        chosen = set(wanted)
        return np.isin(self.codes, [n for n, name in enumerate(self.names) if name in chosen])

    def counted(self, codes: Ints, most: int) -> tuple[tuple[str, int], ...]:
        """How often each word is among these codes of it, most first."""
        many = np.bincount(codes[codes >= 0], minlength=len(self.names))
        found = [(self.names[n], int(many[n])) for n in np.flatnonzero(many)]
        return tuple(sorted(found, key=lambda f: (-f[1], f[0]))[:most])


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Words of which a row may have several: `rows` point to rows, `words.codes` stand beside them; no pair twice."""

    rows: Ints
    words: Words

    def renewed(self, moved: Ints, fresh: Pairs) -> Pairs:
        """Those of rows that stay, where these stand now, and fresh ones."""
        at = moved[self.rows]
        stays = at >= 0
        end = np.full(len(fresh.rows), np.count_nonzero(stays))
        words = self.words.renewed(stays, end, fresh.words)
        return Pairs(rows=np.concatenate((at[stays], fresh.rows)), words=words)

    def counted(self, chosen: Bools, most: int) -> tuple[tuple[str, int], ...]:
        """How many of the chosen rows have each word, most first."""
        return self.words.counted(self.words.codes[chosen[self.rows]], most)

    def among(self, word: str, size: int) -> Bools:
        """Which of so many rows have a word."""
        made = np.zeros(size, dtype=np.bool_)
        made[self.rows[self.words.among((word,))]] = True
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """Numbers of documents beside rows: of all that tell what a row holds."""

    rows: Ints
    numbers: Ints

    def renewed(self, moved: Ints, fresh: Reports) -> Reports:
        """Those of rows that stay, where these stand now, and fresh ones."""
        at = moved[self.rows]
        stays = at >= 0
        numbers = np.concatenate((self.numbers[stays], fresh.numbers))
        return Reports(rows=np.concatenate((at[stays], fresh.rows)), numbers=numbers)

    def of(self, documents: Ints, size: int) -> Bools:
        """Which of so many rows one of the documents tells."""
        flags = np.zeros(max(self.numbers.max(initial=0), documents.max(initial=0)) + 1, dtype=np.bool_)
        flags[documents] = True
        made = np.zeros(size, dtype=np.bool_)
        made[self.rows[flags[self.numbers]]] = True
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Current rows, in the order of pages: latest first."""

    ids: Texts
    words: dict[str, Words]
    numbers: dict[str, Ints]
    latitude: Floats
    longitude: Floats

    @classmethod
    def of(cls, rows: Sequence[Sequence[Any]]) -> Held:
        """Rows of COLUMNS."""
        columns = dict(zip(COLUMNS, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(COLUMNS, ())
        numbers = {n: np.array([NONE if v is None else v for v in columns[n]], dtype=np.int64) for n in NUMBERS}
        order = np.lexsort((-numbers["number"], -numbers["first_day"]))
        words = {n: Words.of(columns[n]) for n in WORDS}
        ids = np.array(columns["id"], dtype=np.object_)
        return cls(
            ids=ids[order],
            words={n: Words(codes=w.codes[order], names=w.names) for n, w in words.items()},
            numbers={n: v[order] for n, v in numbers.items()},
            latitude=np.array(columns["latitude"], dtype=np.float64)[order],
            longitude=np.array(columns["longitude"], dtype=np.float64)[order],
        )

    def renewed(self, numbers: Sequence[int], rows: Sequence[Sequence[Any]]) -> tuple[Held, Ints]:
        """With the rows of some numbers as they are now (who is not among `rows` is gone), and where each row that was
        held stands now; NONE for those of the numbers.
        """
        fresh = Held.of(rows)
        stays = ~np.isin(self.numbers["number"], numbers)
        at = np.searchsorted(self._places()[stays], fresh._places())
        made = Held(
            ids=np.insert(self.ids[stays], at, fresh.ids),
            words={n: w.renewed(stays, at, fresh.words[n]) for n, w in self.words.items()},
            numbers={n: np.insert(v[stays], at, fresh.numbers[n]) for n, v in self.numbers.items()},
            latitude=np.insert(self.latitude[stays], at, fresh.latitude),
            longitude=np.insert(self.longitude[stays], at, fresh.longitude),
        )
        moved = np.full(len(self.ids), NONE, dtype=np.int64)
        left = np.arange(np.count_nonzero(stays))
        moved[stays] = left + np.searchsorted(at, left, side="right")
        return made, moved

    def _places(self) -> Ints:
        """A number for each row that rises in the order of pages."""
        return -(self.numbers["first_day"] * FAR + self.numbers["number"])

    def paired(self, rows: Sequence[tuple[int, str]]) -> Pairs:
        """Words beside rows, which are named by their numbers."""
        at, here = self._at(np.array([r[0] for r in rows], dtype=np.int64))
        words = Words.of([r[1] for r in rows])
        return Pairs(rows=at, words=Words(codes=words.codes[here], names=words.names))

    def reported(self, rows: Sequence[Any]) -> Reports:
        """Numbers of documents beside rows, which are named by their numbers."""
        both = np.array([tuple(r) for r in rows], dtype=np.int64).reshape(-1, 2)
        at, here = self._at(both[:, 0])
        return Reports(rows=at, numbers=both[here, 1])

    def _at(self, numbers: Ints) -> tuple[Ints, Bools]:
        """Where rows of numbers stand, and which of these are here: what was written meanwhile is not held yet."""
        mine = np.flatnonzero(np.isin(self.numbers["number"], numbers))
        known = self.numbers["number"][mine]
        order = np.argsort(known)
        here = np.isin(numbers, known)
        return mine[order[np.searchsorted(known[order], numbers[here])]], here

    def beyond(self, first: int, number: int) -> Bools:
        """Which rows come after a place in the order of pages."""
        days = self.numbers["first_day"]
        made: Bools = (days < first) | ((days == first) & (self.numbers["number"] < number))
        return made

    def chosen(self, f: Filter) -> Bools:
        """Which rows hold the words of a filter that rows themselves can answer."""
        n, made = self.numbers, np.ones(len(self.ids), dtype=np.bool_)
        if f.country:
            made &= self.words["country"].among(code(c) for c in f.country)
        if f.admin1 is not None:
            asked, names = f.admin1.lower(), self.words["admin1"].names
            made &= self.words["admin1"].among(name for name in names if name.lower() == asked)
        if f.kind:
            every = {p for k in f.kind for p in paths(k)}
            made &= self.words["kind"].among(p for p in kinds() if any(p == e or p.startswith(e + "/") for e in every))
        if f.since is not None or f.until is not None:
            made &= n["last_day"] >= (ordinal(f.since) or 1)
        if f.until is not None:
            made &= n["first_day"] <= ordinal(f.until)
        if f.box is not None:
            made &= self.inside(f.box)
        if f.factuality is not None:
            made &= self.words["factuality"].among((f.factuality,))
        if f.killed is not None:
            made &= n["killed"] >= f.killed
        if f.status is not None:
            made &= self.words["status"].among((f.status.value,))
        return made

    def inside(self, box: Box) -> Bools:
        """Which rows have a point in a box; its west may be greater than its east."""
        west, south, east, north = box
        up = (self.latitude >= south) & (self.latitude <= north)
        if west <= east:
            return up & (self.longitude >= west) & (self.longitude <= east)
        return up & ((self.longitude >= west) | (self.longitude <= east))

    def summed(self, name: str, chosen: Bools) -> int:
        """The sum of a column over the chosen rows, empty ones as nothing."""
        values = self.numbers[name][chosen]
        return int(values[values > 0].sum())

    def days(self, chosen: Bools) -> Iterator[tuple[int, int, int]]:
        """Each day on which chosen rows begin, how many, and how many people are killed in them."""
        dated = chosen & (self.numbers["first_day"] > 0)
        days, at = np.unique(self.numbers["first_day"][dated], return_inverse=True)
        many = np.bincount(at, minlength=len(days))
        dead = np.bincount(at, weights=np.maximum(self.numbers["killed"][dated], 0), minlength=len(days))
        return zip(days.tolist(), many.tolist(), dead.astype(np.int64).tolist(), strict=True)

    def cells(self, chosen: Bools, box: Box, columns: int, rows: int) -> tuple[Cell, ...]:
        """The chosen rows counted by the cells of a box, in order of rows."""
        west, south, east, north = box
        at = np.flatnonzero(chosen & self.inside(box))
        across = ((self.longitude[at] - west) / ((east - west) / columns)).astype(np.int64)
        down = ((self.latitude[at] - south) / ((north - south) / rows)).astype(np.int64)
        _, first, cell = np.unique(down * (columns + 1) + across, return_index=True, return_inverse=True)
        many = np.bincount(cell, minlength=len(first))
        sums = [
            np.bincount(cell, weights=values, minlength=len(first))
            for values in (self.longitude[at], self.latitude[at], np.maximum(self.numbers["killed"][at], 0))
        ]
        kind = self.words["kind"]
        return tuple(
            Cell(
                count=int(many[c]),
                longitude=float(sums[0][c] / many[c]),
                latitude=float(sums[1][c] / many[c]),
                killed=int(sums[2][c]),
                id=self.ids[at[first[c]]] if many[c] == 1 else None,
                kind=kind.names[kind.codes[at[first[c]]]] if many[c] == 1 else None,
            )
            for c in range(len(first))
        )
