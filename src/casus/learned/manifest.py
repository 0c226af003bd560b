"""A model package as its manifest describes it: which files, of which digest, in which format."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import file_digest, sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from casus.errors import ModelError

MANIFEST = "manifest.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A model package: its folder, name, version, format number, the window in word pieces, and its files' digests."""

    folder: Path
    name: str
    version: str
    format: int
    window: int
    digests: tuple[tuple[str, str], ...]

    def path(self, name: str) -> Path:
        """The path of a file that the manifest lists. Raises ModelError for any other."""
        if name not in dict(self.digests):
            raise ModelError(f"{self.folder / MANIFEST}: no file {name!r}; it lists {sorted(dict(self.digests))}")
        return self.folder / name

    @property
    def digest(self) -> str:
        """SHA-256 over the digests of all files: which model this is."""
        return sha256("\n".join(f"{name} {digest}" for name, digest in sorted(self.digests)).encode()).hexdigest()

    def has(self, name: str) -> bool:
        """Whether the manifest lists a file."""
        return name in dict(self.digests)


@cache
def manifest(name: str) -> Manifest:
    """The checked manifest of an installed model package, or of a folder given by its path; once per process.

    Raises ModelError where the package is absent, or a file is missing or not the one that the manifest describes.
    """
    folder = _folder(name)
    try:
        table: dict[str, Any] = tomllib.loads((folder / MANIFEST).read_text("utf-8"))
        found = Manifest(
            folder=folder,
            name=table["name"],
            version=table["version"],
            format=table["format"],
            window=table["window"],
            digests=tuple((f["name"], f["sha256"]) for f in table["files"]),
        )
    except (OSError, KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"{folder / MANIFEST} cannot be read as a model manifest: {error!r}") from error
    for file, digest in found.digests:
        _check(folder / file, digest)
    return found


def _folder(name: str) -> Path:
    if (Path(name) / MANIFEST).is_file():
        return Path(name)
    package = name.replace("-", "_")
    spec = find_spec(package) if package.isidentifier() else None
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"model {name!r} is neither an installed package nor a folder with a {MANIFEST}")
    return Path(next(iter(spec.submodule_search_locations)))


def _check(path: Path, digest: str) -> None:
    try:
        with path.open("rb") as file:
            found = file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"{path}: the manifest lists it, but it cannot be read: {error}") from error
    if found != digest:
        raise ModelError(f"{path} is not the file that the manifest describes: SHA-256 is {found}, looked for {digest}")
