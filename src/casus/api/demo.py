"""The sample reports, coded into a store of their own: made once for each version, and served as any other."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from casus import __version__
from casus.api.coder import Coder
from casus.errors import CasusError
from casus.ingest.files import read
from casus.records.issue import Issue
from casus.settings import cache_folder
from casus.store.base import Store


def made(tell: Callable[[str], Any], *, folder: Path | None = None) -> Path:
    """The store of the samples, coded now where it is not there yet; what was decided in it stays."""
    where = (folder or cache_folder()) / f"demo-{__version__}.db"
    where.parent.mkdir(parents=True, exist_ok=True)
    reports = [a for a in read((str(samples()),)) if not isinstance(a, Issue)]
    coder = Coder(within=True)
    with Store.open(where, create=True) as store:
        for n, arrival in enumerate(reports, 1):
            kept = coder.keep(store, arrival.document)
            tell(f"{n} of {len(reports)}  {Path(arrival.where).name}: {len(kept.events)} events")
    return where


def samples() -> Path:
    """The folder of the sample reports: of the package, else of the checkout. Raises CasusError where there is none."""
    here = Path(str(files("casus")))
    for folder in (here / "data" / "samples", here.parent.parent / "samples" / "reports"):
        if folder.is_dir():
            return folder
    raise CasusError("the sample reports are not installed with casus; they lie in samples/reports of its source")
