"""How the API answers: records as JSON with an ETag, faults with a code, and what the schema page says of both."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from hashlib import sha256
from typing import Any

import msgspec
from fastapi import HTTPException
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from casus.records.wire import Wire

_encoder = msgspec.json.Encoder()
JSON = "application/json"


def answer(shape: Wire, *, status: int = 200, media: str = JSON) -> Response:
    """The shape as JSON."""
    return Response(_encoder.encode(shape), status, media_type=media)


def fault(status: int, code: str, message: str) -> HTTPException:
    """An error for the caller: `{"error": {"code", "message"}}`."""
    return HTTPException(status, {"code": code, "message": message})


def told(shape: type[Wire], *others: int, status: int = 200, media: str = JSON) -> dict[int | str, dict[str, Any]]:
    """What the schema page says of an answer, and of the faults that may stand in its place."""
    faults: dict[int | str, dict[str, Any]] = {
        code: {"description": MEANING[code], "content": {JSON: {"schema": {"$ref": "#/components/schemas/Faulty"}}}}
        for code in (401, 403, 422, *others)
    }
    good = {
        "description": (shape.__doc__ or "").split("\n")[0],
        "content": {media: {"schema": {"$ref": f"#/components/schemas/{shape.__name__}"}}},
    }
    return {status: good, **faults}


MEANING = {
    400: "What was sent cannot be read.",
    401: "Log in, or give a token.",
    403: "Your role, the token's scope or a missing CSRF token does not allow this.",
    404: "There is none by this id.",
    409: "What is there already does not allow this.",
    413: "What was sent is too large.",
    422: "A value is not of its form.",
    429: "Too many attempts; wait.",
}


class Tagged(APIRoute):
    """A route whose answers carry an ETag of (the store's revision, who asks, what is asked): 304 where unchanged."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, asked only where the caller does not hold the answer already."""
        handle = super().get_route_handler()

        async def tagged(request: Request) -> Response:
            if request.method != "GET":
                return await handle(request)
            tag = _tag(request)
            if tag in (request.headers.get("if-none-match") or ""):
                # Whoever may not see it gets no 304 either: the guard ran before, in the middleware.
                return Response(status_code=304, headers={"ETag": tag, "Cache-Control": "private, no-cache"})
            answered = await handle(request)
            if answered.status_code == 200:
                answered.headers["ETag"] = tag
                answered.headers.setdefault("Cache-Control", "private, no-cache")
            return answered

        return tagged


def _tag(request: Request) -> str:
    asked = f"{request.app.state.house.revision()}|{request.state.caller.name}|{request.url.path}?{request.url.query}"
    return f'"{sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:24]}"'
