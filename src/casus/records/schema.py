"""JSON Schema of the written records, made from their types: what machines may rely on."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from casus.records import wire, wire_incident

DIALECT = "https://json-schema.org/draft/2020-12/schema"
RECORDS: dict[str, type[wire.Wire]] = {
    "event": wire.EventRecord,
    "annotated": wire.AnnotatedRecord,
    "incident": wire_incident.IncidentRecord,
    "operation": wire_incident.OperationRecord,
}


def schema(name: str) -> dict[str, Any]:
    """The schema of a record by its short name (`event`, `annotated`); KeyError for another."""
    record = RECORDS[name]
    (whole,), parts = msgspec.json.schema_components([record], ref_template="#/$defs/{name}")
    top = parts.pop(whole["$ref"].rsplit("/", 1)[-1])
    return {"$schema": DIALECT, "$id": f"casus.{name}/1", **top, "$defs": dict(sorted(parts.items()))}


def page(name: str) -> str:
    """The schema as the text of docs/reference/<name>.schema.json."""
    return json.dumps(schema(name), ensure_ascii=False, indent=1) + "\n"
