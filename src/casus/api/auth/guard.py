"""The guard at the door: host, origin, size, who asks, what they may do; and the headers that every answer carries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from casus.api.auth.callers import LOCAL, NOBODY, Caller, Callers
from casus.api.auth.users import Role
from casus.api.refusal import RefusedError, refusal

PREFIX = "/api/v1"
SAFE = {"GET", "HEAD"}
OPEN = {("GET", "/me"), ("GET", "/openapi.json"), ("POST", "/session"), ("DELETE", "/session")}
ADMIN = {"/audit"}  # whatever else is there: reading needs a reader, writing an analyst
LARGE = {"/documents"}
POLICY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
        "img-src 'self' data: blob:; worker-src 'self' blob:; manifest-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most bytes of a request's body: of reports that are brought in, and of everything else."""

    reports: int = 64 << 20
    other: int = 1 << 20


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(
        self, app: ASGIApp, *, callers: Callers, hosts: Iterable[str], limits: Limits, secure: bool = False
    ) -> None:
        self.app = app
        self.callers = callers
        self.hosts = frozenset(h.lower() for h in hosts)
        self.limits = limits
        self.secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        started = False

        async def sealed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in POLICY.items():
                    headers.setdefault(name, value)
                if self.secure:
                    headers.setdefault("Strict-Transport-Security", "max-age=31536000")
                if scope["path"].startswith(PREFIX):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        limit = self.limits.reports if scope["path"].removeprefix(PREFIX) in LARGE else self.limits.other
        try:
            scope.setdefault("state", {})["caller"] = self._admitted(scope)
            _small(scope, limit)
            await self.app(scope, _measured(receive, limit), sealed)
        except RefusedError as refused:
            if not started:
                await _answer(refused)(scope, receive, sealed)

    def _admitted(self, scope: Scope) -> Caller:
        """Who asks, if they may. Raises RefusedError."""
        request = HTTPConnection(scope)
        host = hostname(request.headers.get("host", ""))
        if host not in self.hosts:
            raise RefusedError(400, "host", f"this service is not called {host[:80]!r}; see --allow-host")
        method, path = scope["method"], scope["path"]
        if not path.startswith(PREFIX + "/"):
            if method not in SAFE:
                raise RefusedError(405, "method", "only the API takes writes")
            return NOBODY
        own = path.removeprefix(PREFIX)
        caller = self.callers.of(request)
        if (method, own) not in OPEN:
            self._may(caller, method, own)
        if method not in SAFE:
            _same_origin(request.headers, host)
            if caller.name is not None and caller.csrf is not None and (method, own) != ("POST", "/session"):
                self.callers.check_csrf(caller, request.headers.get("x-csrf-token", ""))
        return caller

    def _may(self, caller: Caller, method: str, path: str) -> None:
        needed = Role.ADMIN if path in ADMIN else Role.READER if method in SAFE else Role.ANALYST
        if caller.role is None:
            raise RefusedError(401, "login", "log in, or give a token: Authorization: Bearer casus_...")
        if caller.role.rank < needed.rank:
            raise RefusedError(403, "role", f"this needs the role {needed.value}; yours is {caller.role.value}")


def hostname(header: str) -> str:
    """The name in a Host header, without its port, in small letters."""
    header = header.strip().lower()
    if header.startswith("["):
        return header[: header.find("]") + 1]
    return header.rsplit(":", 1)[0] if header.count(":") == 1 else header


def _same_origin(headers: Headers, host: str) -> None:
    """Refuse a write that another site's page makes its visitor's browser send."""
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        raise RefusedError(403, "origin", "writes are taken from this service's own pages only")
    origin = headers.get("origin")
    if origin is not None and hostname(origin.partition("://")[2]) != host:
        raise RefusedError(403, "origin", "writes are taken from this service's own pages only")


def _small(scope: Scope, limit: int) -> None:
    length = Headers(scope=scope).get("content-length", "0")
    if not length.isdigit() or int(length) > limit:
        raise RefusedError(413, "size", f"at most {limit} bytes are taken here")


def _measured(receive: Receive, limit: int) -> Receive:
    """The body as it comes, refused once it is too large, whatever its header said."""
    seen = 0

    async def measured() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise RefusedError(413, "size", f"at most {limit} bytes are taken here")
        return message

    return measured


def _answer(refused: RefusedError) -> Response:
    return refusal(refused.status, refused.code, refused.message)


__all__ = ["LOCAL", "Guard", "Limits", "hostname"]
