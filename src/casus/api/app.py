"""The application: routes, faults in one form, the web app's files, and the guard around all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from casus import __version__
from casus.api import schema
from casus.api.auth.guard import PREFIX, Guard, Limits
from casus.api.house import House
from casus.api.pages import pages
from casus.api.refusal import RefusedError, refusal
from casus.api.routes import records, review, session, views, work
from casus.errors import CasusError, InputError, UsageError

HOSTS = ("localhost", "127.0.0.1", "[::1]")


def application(house: House, *, hosts: Sequence[str] = HOSTS, limits: Limits | None = None) -> FastAPI:
    """The service of a house, answering to these names."""
    app = routed()
    app.state.house = house
    app.mount("/", pages())
    app.add_middleware(
        Guard, callers=house.callers, hosts=hosts, limits=limits or Limits(), secure=house.callers.secure
    )
    return app


def routed() -> FastAPI:
    """The routes without a house: enough for the API's description."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.house.jobs.close()
        app.state.house.coder.close()

    app = FastAPI(
        title="casus", version=__version__, openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan
    )
    for part in (records, views, review, session, work):
        app.include_router(part.router, prefix=PREFIX)

    @app.get(f"{PREFIX}/openapi.json", include_in_schema=False)
    def openapi() -> JSONResponse:
        return JSONResponse(schema.page(app))

    app.add_exception_handler(HTTPException, _told)
    app.add_exception_handler(RequestValidationError, _misformed)
    app.add_exception_handler(CasusError, _wrong)
    return app


async def _told(_: Request, wrong: Exception) -> Response:
    assert isinstance(wrong, HTTPException)
    if isinstance(wrong, RefusedError):
        return refusal(wrong.status, wrong.code, wrong.message)
    detail: Any = wrong.detail
    if isinstance(detail, dict):
        return refusal(wrong.status_code, str(detail["code"]), str(detail["message"]))
    return refusal(wrong.status_code, "http", str(detail))


async def _misformed(_: Request, wrong: Exception) -> Response:
    assert isinstance(wrong, RequestValidationError)
    told = "; ".join(f"{'.'.join(str(p) for p in e['loc'][1:]) or e['loc'][0]}: {e['msg']}" for e in wrong.errors()[:5])
    return refusal(422, "form", told)


async def _wrong(request: Request, wrong: Exception) -> Response:
    lost = isinstance(wrong, UsageError)
    status = 400 if isinstance(wrong, InputError) or (lost and request.method == "GET") else 409 if lost else 500
    return refusal(status, "input" if status == 400 else "usage" if status == 409 else "casus", str(wrong))
