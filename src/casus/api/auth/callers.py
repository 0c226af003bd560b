"""Who asks: a token's owner, somebody logged in, or the one person at this machine."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from starlette.requests import HTTPConnection

from casus.api.auth.secrets import equal, sealed
from casus.api.auth.sessions import Sessions
from casus.api.auth.users import Role, User, Users
from casus.api.refusal import RefusedError

COOKIE = "casus_session"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks and what they may do. `csrf` is None where no cookie speaks for them (a token in the header)."""

    name: str | None
    role: Role | None
    csrf: str | None = None


NOBODY = Caller(name=None, role=None, csrf=None)
LOCAL = "local"


class Callers:
    """Tells who asks. Without users, everybody who reaches this machine's own address is the one person, `local`."""

    def __init__(self, users: Users, *, sessions: Sessions | None = None, secure: bool = False) -> None:
        self.users = users
        self.sessions = sessions or Sessions()
        self.secure = secure
        self._key = secrets.token_bytes(32)

    @property
    def login(self) -> bool:
        """Whether people must log in: as soon as there is a user."""
        return bool(self.users.all())

    def of(self, request: HTTPConnection) -> Caller:
        """The caller. Raises RefusedError for a token that is none of ours: it is not taken for nobody."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            found = self.users.bearer(given.strip())
            if found is None:
                raise RefusedError(401, "token", "this token is unknown, taken back or run out")
            return Caller(name=found[0].name, role=found[1])
        if not self.login:
            return Caller(name=LOCAL, role=Role.ADMIN, csrf=sealed(self._key, LOCAL))
        value = request.cookies.get(COOKIE, "")
        session = self.sessions.of(value) if value else None
        user = None if session is None else self.users.all().get(session.user)
        if session is None or user is None or user.password != session.password:
            return Caller(name=None, role=None, csrf=sealed(self._key, "nobody"))
        return Caller(name=user.name, role=user.role, csrf=sealed(self._key, value))

    def log_in(self, name: str, password: str) -> tuple[User, str] | None:
        """The user and the cookie's value. Raises RefusedError after too many failures; None where it does not fit."""
        if not self.sessions.may_try(name):
            raise RefusedError(429, "wait", "too many failed attempts; wait five minutes")
        user = self.users.login(name, password)
        if user is None:
            self.sessions.failed(name)
            return None
        return user, self.sessions.open(user.name, user.password or "")

    def csrf_of(self, cookie: str) -> str:
        """The CSRF token that goes with a cookie."""
        return sealed(self._key, cookie)

    def check_csrf(self, caller: Caller, given: str) -> None:
        """Raises RefusedError where the header X-CSRF-Token is not this caller's."""
        if caller.csrf is not None and not equal(caller.csrf, given):
            raise RefusedError(403, "csrf", "give the header X-CSRF-Token, from GET /api/v1/me, with every write")
