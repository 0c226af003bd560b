"""The OpenAPI page: routes as FastAPI tells them, answers as the records' own types tell them."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from casus import __version__
from casus.api import shapes
from casus.records.wire import Wire

REF = "#/components/schemas/{name}"
SECURITY = {
    "token": {"type": "http", "scheme": "bearer", "description": "casus serve users token NAME"},
    "session": {"type": "apiKey", "in": "cookie", "name": "casus_session"},
}


def page(app: FastAPI) -> dict[str, Any]:
    """The page of an application. Equal software gives an equal page."""
    made = get_openapi(
        title="casus",
        version=__version__,
        description="Conflict reports coded: documents, events, incidents and operations, each value with its words.",
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        routes=app.routes,
    )
    parts = made.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        parts.pop(name, None)
    parts.update(_components())
    made["components"]["securitySchemes"] = SECURITY
    made["security"] = [{"token": []}, {"session": []}, {}]
    for path in made["paths"].values():
        for operation in path.values():
            operation["operationId"] = operation["operationId"].partition("_api_v1")[0]
    made["components"]["schemas"] = dict(sorted(parts.items()))
    return made


def _components() -> dict[str, Any]:
    """Every shape that the API answers with, and what these are made of."""
    own = [s for s in vars(shapes).values() if isinstance(s, type) and issubclass(s, Wire) and s is not Wire]
    _, parts = msgspec.json.schema_components(own, ref_template=REF)
    return {_plain(name): _told(part) for name, part in parts.items()}


def _told(part: Any) -> Any:
    """A schema without `items: false`, which generators of clients refuse: the list's length says the same."""
    if isinstance(part, list):
        return [_told(p) for p in part]
    if not isinstance(part, dict):
        return part
    made = {name: _told(value) for name, value in part.items()}
    if made.get("items") is False and (first := made.get("prefixItems")):
        distinct = [p for n, p in enumerate(first) if p not in first[:n]]
        made["items"] = distinct[0] if len(distinct) == 1 else {"anyOf": distinct}
    return made


def _plain(name: str) -> str:
    return name.rsplit(".", 1)[-1]
