"""What all tests share: a small gazetteer from casus's own tables, and made-up cases without a clock."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from casus.gazetteer import Gazetteer, build, sources, store

settings.register_profile("casus", deadline=None)  # a busy machine is not a fault
settings.load_profile("casus")


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    path: Path = tmp_path_factory.mktemp("gazetteer") / "small.sqlite"
    patch = pytest.MonkeyPatch()
    for module in (sources, build):
        patch.setattr(module, "full", lambda: False)
    build.build(path)
    patch.undo()
    return store.open_gazetteer(path)
