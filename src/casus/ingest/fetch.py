"""Fetches an address that somebody gave, and nothing that lies behind this machine's own doors.

The name is resolved once, every address that it has must be public, and the connection is made to that very address,
so that a name cannot say one thing when asked and another when called. Each redirect is checked as the first.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from casus.errors import InputError

HOPS = 5
LIMIT = 20 << 20  # bytes, also after unpacking
PATIENCE = 20.0  # seconds for each step
NAT64 = ipaddress.ip_network("64:ff9b::/96")
MOVED = {301, 302, 303, 307, 308}
Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave: where it was found in the end, its bytes, and what it says that they are."""

    url: str
    content: bytes
    type: str


def fetch(url: str, *, allow: Iterable[str] = (), resolve: Resolve | None = None, limit: int = LIMIT) -> Fetched:
    """What an http or https address gives. `allow`: names within one's own net that may be fetched all the same.

    Raises InputError for an address that may not be fetched, that gives an error, or too much.
    """
    allowed = frozenset(allow)
    for _ in range(HOPS + 1):
        answered = _once(url, allowed, resolve or _addresses, limit)
        if isinstance(answered, Fetched):
            return answered
        url = urljoin(url, answered)
    raise InputError(f"{url}: more than {HOPS} redirects")


def _once(url: str, allowed: frozenset[str], resolve: Resolve, limit: int) -> Fetched | str:
    """What the address gives, or where it redirects to."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as wrong:
        raise InputError(f"{url[:200]}: no address: {wrong}") from wrong
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
        raise InputError(f"{url[:200]}: only http and https addresses without a password are fetched")
    connection = _Pinned(host, port, address=checked(host, port, allowed, resolve), secure=parts.scheme == "https")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("GET", path, headers={"User-Agent": "casus", "Accept-Encoding": "gzip, identity"})
        got = connection.getresponse()
        if got.status in MOVED and got.getheader("Location"):
            return str(got.getheader("Location"))
        if got.status != 200:
            raise InputError(f"{url}: answered {got.status} {got.reason}")
        content = _read(got, limit, url)
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as fault:
        raise InputError(f"{url}: could not be fetched: {fault}") from fault
    finally:
        connection.close()
    return Fetched(url=url, content=content, type=got.getheader("Content-Type") or "")


def _read(got: http.client.HTTPResponse, limit: int, url: str) -> bytes:
    unpack = zlib.decompressobj(31) if got.getheader("Content-Encoding") == "gzip" else None
    made = bytearray()
    while block := got.read(1 << 16):
        made += unpack.decompress(block, limit + 1 - len(made)) if unpack else block
        if len(made) > limit:
            raise InputError(f"{url}: more than {limit} bytes")
    return bytes(made)


def checked(host: str, port: int, allowed: frozenset[str], resolve: Resolve) -> str:
    """The address to call. Raises InputError where the name has none, or any that is not public."""
    try:
        found = resolve(host, port)
    except (OSError, UnicodeError) as fault:
        raise InputError(f"{host}: no such name: {fault}") from fault
    if not found:
        raise InputError(f"{host}: no such name")
    for address in found:
        if host not in allowed and not public(address):
            raise InputError(f"{host} is {address}, which is not a public address; it is not fetched")
    return found[0]


def public(address: str) -> bool:
    """Whether an address lies in the open net: not this machine, its own net, a provider's, or a wrapping of these."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return public(str(ip.ipv4_mapped))
        if ip in NAT64:
            return public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        if ip.sixtofour is not None or ip.teredo is not None:
            return False
    return ip.is_global and not ip.is_multicast


def _addresses(host: str, port: int) -> list[str]:
    return list(dict.fromkeys(str(a[4][0]) for a in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


class _Pinned(http.client.HTTPConnection):
    """A connection to one address, whatever its name says by now."""

    def __init__(self, host: str, port: int, *, address: str, secure: bool) -> None:
        super().__init__(host, port, timeout=PATIENCE)
        self._address = address
        self._secure = secure

    def connect(self) -> None:
        """Call the address; over TLS, the certificate must be the name's."""
        self.sock = socket.create_connection((self._address, self.port), PATIENCE)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
