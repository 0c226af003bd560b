"""Who is logged in, for how long: in memory, by the print of the cookie. A restart logs everybody out."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from casus.api.auth.secrets import print_of, token

IDLE, LONGEST = 8 * 3600.0, 7 * 24 * 3600.0
TRIES, WINDOW = 8, 300.0  # failed logins for one name in five minutes


@dataclass(slots=True, kw_only=True)
class Session:
    """One login. The password's hash is kept with it: another password or role ends it."""

    user: str
    password: str
    made: float
    used: float


class Sessions:
    """The logins of this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._by_print: dict[str, Session] = {}
        self._failed: dict[str, deque[float]] = {}

    def open(self, user: str, password: str) -> str:
        """A new login; the value of its cookie."""
        value, now = token(), self._clock()
        with self._lock:
            self._by_print = {p: s for p, s in self._by_print.items() if not self._over(s, now)}
            self._by_print[print_of(value)] = Session(user=user, password=password, made=now, used=now)
        return value

    def of(self, value: str) -> Session | None:
        """The login of a cookie, if it has not run out."""
        now = self._clock()
        with self._lock:
            session = self._by_print.get(print_of(value))
            if session is None or self._over(session, now):
                return None
            session.used = now
            return session

    def close(self, value: str) -> None:
        """End a login."""
        with self._lock:
            self._by_print.pop(print_of(value), None)

    def may_try(self, name: str) -> bool:
        """Whether another attempt to log in under this name is let through; too many failures wait."""
        now = self._clock()
        with self._lock:
            failed = self._failed.get(name)
            while failed and failed[0] < now - WINDOW:
                failed.popleft()
            return len(failed or ()) < TRIES

    def failed(self, name: str) -> None:
        """An attempt that failed."""
        with self._lock:
            if len(self._failed) > 10_000:
                self._failed.clear()
            self._failed.setdefault(name, deque(maxlen=TRIES)).append(self._clock())

    @staticmethod
    def _over(session: Session, now: float) -> bool:
        return now - session.used > IDLE or now - session.made > LONGEST
