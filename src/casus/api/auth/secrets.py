"""Passwords and tokens as they are kept: never themselves, only what cannot be turned back."""

from __future__ import annotations

import hmac
import secrets
from base64 import b64decode, b64encode
from hashlib import scrypt, sha256

N, R, P = 1 << 15, 8, 1  # 32 MiB and about a tenth of a second; kept with each hash, so that it may rise
MEMORY = 256 << 20
LEAST = 10  # characters of a password


def hashed(password: str, *, n: int = N) -> str:
    """A password as it is kept: scrypt with its own salt and cost."""
    salt = secrets.token_bytes(16)
    return f"scrypt${n}${R}${P}${b64encode(salt).decode()}${b64encode(_scrypt(password, salt, n, R, P)).decode()}"


def fits(password: str, kept: str) -> bool:
    """Whether this is the password, in a time that does not depend on where it differs."""
    try:
        name, n, r, p, salt, known = kept.split("$")
        if name != "scrypt":
            return False
        made = _scrypt(password, b64decode(salt), int(n), int(r), int(p))
        return hmac.compare_digest(made, b64decode(known))
    except ValueError:
        return False


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return scrypt(password.encode("utf-8", "surrogatepass"), salt=salt, n=n, r=r, p=p, maxmem=MEMORY)


def token() -> str:
    """A new secret of 256 bits."""
    return secrets.token_urlsafe(32)


def print_of(secret: str) -> str:
    """A token as it is kept. No salt and no cost: it is random, and cannot be guessed."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def sealed(key: bytes, *parts: str) -> str:
    """What only the holder of the key can make of the parts: for CSRF tokens."""
    return hmac.new(key, "\0".join(parts).encode("utf-8", "surrogatepass"), "sha256").hexdigest()


def equal(one: str, other: str) -> bool:
    """Whether two secrets are equal, in a time that does not depend on where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))
