"""People and their tokens, in one file beside the store that only its owner may read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from pathlib import Path

import msgspec

from casus.api.auth.secrets import LEAST, equal, fits, hashed, print_of, token
from casus.errors import InputError, UsageError

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
TOKEN = re.compile(r"casus_([a-z0-9]{8})_([\w-]{43})")


class Role(Enum):
    """What somebody may do: read; read and decide and upload; everything."""

    READER = "reader"
    ANALYST = "analyst"
    ADMIN = "admin"

    @property
    def rank(self) -> int:
        """Higher may do more."""
        return list(Role).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A key for programs: kept as its print, bound to a role no higher than its owner's, until a day or for good."""

    id: str
    print: str
    scope: Role
    label: str
    made: datetime
    expires: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who may log in."""

    name: str
    role: Role
    password: str | None
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    version: int = 1
    users: tuple[User, ...] = field(default=())


class Users:
    """The file of users. Changes are written whole and swapped in; a reader sees the old or the new, never half."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int, int] | None = None
        self._users: dict[str, User] = {}

    def all(self) -> dict[str, User]:
        """Everybody by name. Raises InputError where the file is not one of ours."""
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            self._seen, self._users = None, {}
            return self._users
        mark = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        if mark != self._seen:
            try:
                read = msgspec.json.decode(self.path.read_bytes(), type=_File)
            except (msgspec.DecodeError, OSError) as wrong:
                raise InputError(f"{self.path}: not a file of users: {wrong}") from wrong
            self._users, self._seen = {u.name: u for u in read.users}, mark
        return self._users

    def add(self, name: str, role: Role, password: str | None) -> User:
        """A new user. Raises UsageError where the name is taken or not of its form, or the password too short."""
        if not NAME.fullmatch(name):
            raise UsageError(f"{name!r} is no user name: small letters, digits, . _ - (64 at most)")
        with self._changing() as users:
            if name in users:
                raise UsageError(f"there is a user {name!r} already")
            users[name] = User(name=name, role=role, password=None if password is None else _kept(password))
            return users[name]

    def change(self, name: str, *, role: Role | None = None, password: str | None = None) -> User:
        """Give another role or password."""
        with self._changing() as users:
            user = _known(users, name)
            kept = user.password if password is None else _kept(password)
            users[name] = replace(user, role=role or user.role, password=kept)
            return users[name]

    def remove(self, name: str) -> None:
        """Take a user out, with all tokens."""
        with self._changing() as users:
            del users[_known(users, name).name]

    def issue(self, name: str, *, scope: Role | None, label: str, expires: datetime | None) -> str:
        """A new token for a user: told once, kept only as its print."""
        secret, name_of = token(), token().lower().replace("-", "0").replace("_", "1")[:8]
        with self._changing() as users:
            user = _known(users, name)
            if scope is not None and scope.rank > user.role.rank:
                raise UsageError(f"{name} is {user.role.value}; a token may not do more ({scope.value})")
            made = Token(
                id=name_of,
                print=print_of(secret),
                scope=scope or user.role,
                label=label,
                made=datetime.now(UTC).replace(microsecond=0),
                expires=expires,
            )
            users[name] = replace(user, tokens=(*user.tokens, made))
        return f"casus_{name_of}_{secret}"

    def revoke(self, id: str) -> str:
        """Take a token back; the name of its owner."""
        with self._changing() as users:
            for user in list(users.values()):
                if any(t.id == id for t in user.tokens):
                    users[user.name] = replace(user, tokens=tuple(t for t in user.tokens if t.id != id))
                    return user.name
        raise UsageError(f"no token {id!r}")

    def login(self, name: str, password: str) -> User | None:
        """The user of that name and password. Takes as long where there is no such user."""
        user = self.all().get(name)
        kept = user.password if user and user.password else _nobody()
        right = fits(password, kept)
        return user if right and user is not None and user.password else None

    def bearer(self, given: str) -> tuple[User, Role] | None:
        """Whose token this is and what it may do: the less of its scope and its owner's role."""
        form = TOKEN.fullmatch(given)
        if form is None:
            return None
        name_of, secret = form.groups()
        for user in self.all().values():
            for t in user.tokens:
                if t.id == name_of and equal(t.print, print_of(secret)):
                    if t.expires is not None and t.expires <= datetime.now(UTC):
                        return None
                    return user, min(t.scope, user.role, key=lambda role: role.rank)
        return None

    @contextmanager
    def _changing(self) -> Iterator[dict[str, User]]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lock = self.path.with_name(self.path.name + ".lock")
        with _held(lock):
            users = dict(self.all())
            yield users
            new = self.path.with_name(f"{self.path.name}.{os.getpid()}.new")
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
                out.write(msgspec.json.format(msgspec.json.encode(_File(users=tuple(users.values())))))
                out.flush()
                os.fsync(out.fileno())
            new.replace(self.path)


@contextmanager
def _held(lock: Path) -> Iterator[None]:
    try:
        handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError as held:
        raise InputError(f"{lock}: somebody else is changing the users; remove it if nobody is") from held
    try:
        yield
    finally:
        os.close(handle)
        lock.unlink()


def _known(users: dict[str, User], name: str) -> User:
    if name not in users:
        raise UsageError(f"no user {name!r}; there are: {', '.join(sorted(users)) or 'none'}")
    return users[name]


def _kept(password: str) -> str:
    if len(password) < LEAST:
        raise UsageError(f"a password needs at least {LEAST} characters")
    return hashed(password)


@cache
def _nobody() -> str:
    return hashed(token())
