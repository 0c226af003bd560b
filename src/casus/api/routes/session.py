"""Logging in and out, who you are, and the log of what was done."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from casus import __version__
from casus.api import shapes
from casus.api.answer import answer, fault, told
from casus.api.auth.callers import COOKIE, Caller
from casus.api.bodies import Login
from casus.api.house import Asker, Here, House

router = APIRouter(tags=["session"])


def _me(house: House, caller: Caller, csrf: str) -> shapes.Me:
    login = house.callers.login
    return shapes.Me(name=caller.name, role=caller.role, login=login, csrf=csrf, version=__version__, blind=house.blind)


@router.get("/me", responses=told(shapes.Me))
def me(house: Here, asker: Asker) -> Response:
    """Who asks, what they may do, and the CSRF token that goes with every write."""
    return answer(_me(house, asker, asker.csrf or ""))


@router.post("/session", responses=told(shapes.Me, 429))
def log_in(house: Here, login: Login) -> Response:
    """Log in: sets the session's cookie. Where nobody has to log in, 409."""
    if not house.callers.login:
        raise fault(409, "open", "nobody has to log in here")
    found = house.callers.log_in(login.name, login.password)
    if found is None:
        house.log.add(login.name[:64], "session.refused")
        raise fault(401, "login", "name or password is wrong")
    user, cookie = found
    house.log.add(user.name, "session.open")
    caller = Caller(name=user.name, role=user.role)
    made = answer(_me(house, caller, house.callers.csrf_of(cookie)))
    made.set_cookie(COOKIE, cookie, httponly=True, samesite="strict", secure=house.callers.secure, path="/")
    return made


@router.delete("/session", status_code=204, responses={204: {"description": "Logged out."}})
def log_out(house: Here, asker: Asker, request: Request) -> Response:
    """Log out: ends the session, here and on the server."""
    cookie = request.cookies.get(COOKIE)
    if cookie and asker.name is not None:
        house.callers.sessions.close(cookie)
        house.log.add(asker.name, "session.close")
    made = Response(status_code=204)
    made.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict", secure=house.callers.secure)
    return made


@router.get("/audit", responses=told(shapes.Audit))
def audit(house: Here, limit: Annotated[int, Query(ge=1, le=1000)] = 100) -> Response:
    """The last lines of the audit log, newest first (admins only)."""
    return answer(
        shapes.Audit(items=tuple(shapes.AuditItem(**line) for line in house.log.last(limit)), whole=house.log.whole())
    )
