"""What changed since a former report, by the snapshot that it left: what is new, gone, revised or judged."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from casus.errors import InputError
from casus.report.gather import Gathered
from casus.report.model import Sentence
from casus.report.said import title

SCHEMA = "casus.report-snapshot/1"


def snapshot(g: Gathered, area: str) -> bytes:
    """What a later report compares with: each incident of the period as it now stands."""
    made = {
        "schema": SCHEMA,
        "period": str(g.period),
        "area": area,
        "revision": g.revision,
        "incidents": {h.id: {**title(h), "status": h.status} for h in g.now},
    }
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def former(path: Path) -> dict[str, Any]:
    """The snapshot of a former report. Raises InputError where the file is none."""
    try:
        made = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as fault:
        raise InputError(f"{path}: no snapshot of a report: {fault}") from fault
    if not isinstance(made, dict) or made.get("schema") != SCHEMA or not isinstance(made.get("incidents"), dict):
        raise InputError(f"{path}: no snapshot of a report: its schema is not {SCHEMA}")
    return made


def changes(g: Gathered, before: Mapping[str, Any], words: dict[str, Any]) -> tuple[Sentence, ...]:
    """A sentence on each change, those of new incidents first."""
    return tuple(_changes({h.id: {**title(h), "status": h.status} for h in g.now}, before["incidents"], words["said"]))


def _changes(
    now: Mapping[str, dict[str, str]], then: Mapping[str, dict[str, str]], said: Mapping[str, str]
) -> Iterator[Sentence]:
    for key in sorted(set(now) - set(then), key=lambda i: (now[i]["date"], i)):
        yield Sentence(text=said["new"].format(**now[key]), cites=(key,))
    for key in sorted(set(then) - set(now), key=lambda i: (then[i]["date"], i)):
        yield Sentence(text=said["gone"].format(**then[key]), cites=(key,))
    for key in sorted(set(now) & set(then), key=lambda i: (now[i]["date"], i)):
        if now[key]["dead"] != then[key]["dead"]:
            text = said["revised"].format(**now[key], before=then[key]["dead"], after=now[key]["dead"])
            yield Sentence(text=text, cites=(key,))
        if now[key]["status"] != then[key]["status"]:
            yield Sentence(text=said["judged"].format(**now[key]), cites=(key,))
