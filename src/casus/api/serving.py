"""Opening the house and letting people in: where its files lie, which addresses are allowed, and running it."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casus.api import schema
from casus.api.app import HOSTS, application, routed
from casus.api.auth.audit import Log
from casus.api.auth.callers import Callers
from casus.api.auth.users import Users
from casus.api.coder import Coder
from casus.api.house import House
from casus.api.jobs import Jobs, Kept
from casus.errors import UsageError
from casus.records.document import Document
from casus.settings import Settings
from casus.store import held
from casus.store.base import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where the service listens, by which names it may be called, and whether HTTPS is spoken in front of it."""

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    tls: bool = False

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host.strip("[]")).is_loopback
        except ValueError:
            return False

    @property
    def hosts(self) -> tuple[str, ...]:
        """All names by which it answers."""
        own = f"[{self.host}]" if ":" in self.host and not self.host.startswith("[") else self.host
        return (*HOSTS, *(() if own in ("0.0.0.0", "[::]") else (own,)), *self.names)


def kept(store: str, auth: Path | None) -> tuple[Users, Log]:
    """The users and the log of a store. Raises UsageError for a store at a URL without a folder for them."""
    if auth is not None:
        return Users(auth / "users.json"), Log(auth / "audit.jsonl")
    file = file_of(store)
    if file is None:
        raise UsageError(f"{store.partition('://')[0]} stores keep users and log in a folder: give --auth FOLDER")
    return Users(file.with_name(file.name + ".users.json")), Log(file.with_name(file.name + ".audit.jsonl"))


def file_of(store: str) -> Path | None:
    """The file of a store; None for one at a server."""
    if store.startswith("sqlite:///"):
        return Path(store.removeprefix("sqlite:///"))
    return None if "://" in store else Path(store)


def house(
    store: Store,
    users: Users,
    log: Log,
    *,
    file: Path | None = None,
    tls: bool = False,
    blind: bool = False,
    fetches: bool = False,
    settings: Settings | None = None,
) -> House:
    """A house over an open store."""
    coder = Coder(settings)

    def keep(document: Document, _: str) -> Kept:
        done = coder.keep(store, document)
        made.changed()
        return done

    made = House(
        store=store,
        callers=Callers(users, secure=tls),
        log=log,
        jobs=Jobs(keep, log),
        coder=coder,
        file=file,
        blind=blind,
        fetches=fetches,
    )
    return made


def checked(door: Door, users: Users) -> None:
    """Raises UsageError where a door to other machines would stand open."""
    if not door.loopback and not users.all():
        raise UsageError(
            f"--host {door.host} can be reached from other machines, and nobody has to log in yet: "
            "add somebody first (casus users add STORE NAME --role admin), or serve at 127.0.0.1"
        )


def run(where: str, door: Door, *, auth: Path | None, blind: bool, fetches: bool, tell: Callable[[str], Any]) -> None:
    """Serve until stopped. Raises UsageError for an open door, StoreError where the store cannot be opened."""
    import uvicorn

    file = file_of(where)
    # A store at a server may go without users and log only where one person serves it to themselves.
    users, log = kept(where, auth or (None if file else Path.cwd() / "casus-auth"))
    checked(door, users)
    store = held.opened(where)
    with store, _socket(door) as listening:
        port = listening.getsockname()[1]
        shown = f"[{door.host}]" if ":" in door.host else door.host
        threading.Thread(target=store.warm, daemon=True).start()
        log.add("command line", "serve", {"host": door.host, "port": port, "login": bool(users.all())})
        tell(f"casus serves {where} at http://{shown}:{port}/  (Ctrl-C ends it)")
        app = application(
            house(store, users, log, file=file, tls=door.tls, blind=blind, fetches=fetches), hosts=door.hosts
        )
        settings = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=door.tls,
            timeout_graceful_shutdown=5,
        )
        uvicorn.Server(settings).run(sockets=[listening])


def _socket(door: Door) -> socket.socket:
    host = door.host.strip("[]")
    try:
        return socket.create_server((host, door.port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as fault:
        raise UsageError(f"cannot serve at {door.host}:{door.port}: {fault.strerror or fault}; try --port") from fault


def description() -> dict[str, Any]:
    """The OpenAPI page, without a store."""
    return schema.page(routed())
