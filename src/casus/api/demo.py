"""The sample reports, coded into a store of their own, which is made anew when what codes them changes."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from casus.api.coder import Coder
from casus.errors import CasusError
from casus.ingest.arrival import Arrival
from casus.ingest.files import read
from casus.provenance import provenance
from casus.records.issue import Issue
from casus.settings import Settings, cache_folder
from casus.store.base import Store

UNREAD = ("api", "cli", "evaluate", "export", "report")  # rooms that say nothing about how a report is coded


def made(tell: Callable[[str], Any], *, folder: Path | None = None) -> Path:
    """The store of the samples, coded now where it is not there yet; what was decided in it stays."""
    reports = [a for a in read((str(samples()),)) if not isinstance(a, Issue)]
    where = (folder or cache_folder()) / f"demo-{key(reports)}.db"
    where.parent.mkdir(parents=True, exist_ok=True)
    coder = Coder(within=True)
    with Store.open(where, create=True) as store:
        for n, arrival in enumerate(reports, 1):
            kept = coder.keep(store, arrival.document)
            tell(f"{n} of {len(reports)}  {Path(arrival.where).name}: {len(kept.events)} events")
    return where


def key(reports: list[Arrival]) -> str:
    """What the store is called after: a digest of the samples, and of the code, model and data that read them."""
    made = sha256(repr(provenance(Settings())).encode())
    for arrival in reports:
        made.update(arrival.document.id.encode())
    here = Path(str(files("casus")))
    for file in sorted(here.rglob("*.py")):
        name = file.relative_to(here)
        if name.parts[0] not in UNREAD:
            made.update(f"{name} {sha256(file.read_bytes()).hexdigest()}\n".encode())
    return made.hexdigest()[:12]


def samples() -> Path:
    """The folder of the sample reports: of the package, else of the checkout. Raises CasusError where there is none."""
    here = Path(str(files("casus")))
    for folder in (here / "data" / "samples", here.parent.parent / "samples" / "reports"):
        if folder.is_dir():
            return folder
    raise CasusError("the sample reports are not installed with casus; they lie in samples/reports of its source")
