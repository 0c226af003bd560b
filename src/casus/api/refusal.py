"""An answer that says what went wrong, in the one form that all faults have."""

from __future__ import annotations

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import Response

from casus.api.shapes import Fault, Faulty


class RefusedError(HTTPException):
    """A request that is not let through: status, short code, sentence."""

    def __init__(self, status: int, code: str, message: str) -> None:
        self.status, self.code, self.message = status, code, message
        super().__init__(status, message)


def refusal(status: int, code: str, message: str) -> Response:
    """`{"error": {"code", "message"}}`. Not kept by anybody: a login may change it."""
    body = msgspec.json.encode(Faulty(error=Fault(code=code, message=clean(message))))
    headers = {"Cache-Control": "no-store"}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(body, status, headers, "application/json")


def clean(text: str) -> str:
    """A text that JSON can carry: no half of a surrogate pair."""
    return text.encode("utf-8", "replace").decode()
