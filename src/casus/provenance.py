"""What codes: versions and digests, by which a store knows what need not be coded again."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from casus import __version__
from casus.learned.manifest import manifest
from casus.learned.spacy import pipeline_manifest
from casus.settings import Settings
from casus.store.rows import Provenance


def provenance(settings: Settings) -> Provenance:
    """The provenance of what these settings code. Raises ModelError where the model is not there."""
    _, colon, pipeline = settings.model.partition(":")
    found = pipeline_manifest(pipeline) if colon else manifest(settings.model)
    model = "\n".join(f"{name} {digest}" for name, digest in sorted(found.digests))
    return Provenance(
        coder=f"casus@{__version__}",
        model=settings.model,
        model_digest=sha256(model.encode()).hexdigest(),
        data_digest=data_digest(),
        settings="" if settings.min_score is None else f"min_score={settings.min_score:g}",
    )


@cache
def data_digest() -> str:
    """SHA-256 over casus's own data files, with their names, in order."""
    made = sha256()
    for name, content in sorted(_files(files("casus").joinpath("data"), "")):
        made.update(f"{name} {sha256(content).hexdigest()}\n".encode())
    return made.hexdigest()


def _files(folder: Traversable, within: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in folder.iterdir():
        name = f"{within}/{entry.name}"
        if entry.is_dir():
            found += _files(entry, name)
        elif not entry.name.endswith(".pyc"):
            found.append((name, entry.read_bytes()))
    return found
