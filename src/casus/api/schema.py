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
    return {_plain(name): part for name, part in parts.items()}


def _plain(name: str) -> str:
    return name.rsplit(".", 1)[-1]
