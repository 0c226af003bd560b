"""What every request shares: the store, who may ask, the log, and the work that goes on."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from casus.api.auth.audit import Log
from casus.api.auth.callers import Caller, Callers
from casus.api.auth.users import Role
from casus.api.coder import Coder
from casus.api.jobs import Jobs
from casus.api.reading import Sight
from casus.store.base import Store

LAG = 2.0  # seconds for which the answers of a store without a file may be held


@dataclass(slots=True, kw_only=True)
class House:
    """One running service. `file` is that of the store, where it has one."""

    store: Store
    callers: Callers
    log: Log
    jobs: Jobs
    coder: Coder
    file: Path | None = None
    blind: bool = False
    fetches: bool = False
    changes: int = field(default=0)

    def changed(self) -> None:
        """Something was written here."""
        self.changes += 1

    def revision(self) -> str:
        """Another word after every change to the store, by this process or another."""
        if self.file is None:
            return f"{self.changes}.{int(monotonic() / LAG)}"
        return f"{self.changes}." + ".".join(_mark(self.file.with_name(self.file.name + e)) for e in ("", "-wal"))

    def sight(self, caller: Caller) -> Sight:
        """What a caller may see: admins all; others, while coding is blind, not what one other person decided."""
        if caller.role is Role.ADMIN:
            return Sight()
        return Sight.of(self.store, caller.name, blind=self.blind)


def _mark(path: Path) -> str:
    try:
        stat = path.stat()
    except OSError:
        return "-"
    return f"{stat.st_mtime_ns:x}-{stat.st_size:x}"


def house_of(request: Request) -> House:
    """The house of a request."""
    house: House = request.app.state.house
    return house


def store_of(request: Request) -> Store:
    """The store of a request."""
    return house_of(request).store


def caller_of(request: Request) -> Caller:
    """Who asks."""
    caller: Caller = request.state.caller
    return caller


def sight_of(request: Request) -> Sight:
    """What they may see."""
    return house_of(request).sight(caller_of(request))


Here = Annotated[House, Depends(house_of)]
Shelf = Annotated[Store, Depends(store_of)]
Asker = Annotated[Caller, Depends(caller_of)]
Sees = Annotated[Sight, Depends(sight_of)]
