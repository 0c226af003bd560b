from hashlib import sha256
from pathlib import Path

import pytest

from casus.errors import ModelError
from casus.learned.manifest import manifest


def package(folder: Path, digest: str) -> Path:
    (folder / "labels.json").write_text("{}", "utf-8")
    (folder / "manifest.toml").write_text(
        f'name = "m"\nversion = "1"\nformat = 2\nwindow = 9\n[[files]]\nname = "labels.json"\nsha256 = "{digest}"\n',
        "utf-8",
    )
    return folder


def test_a_folder_is_checked_and_read(tmp_path: Path) -> None:
    found = manifest(str(package(tmp_path, sha256(b"{}").hexdigest())))
    assert (found.name, found.format, found.window) == ("m", 2, 9)
    assert found.path("labels.json") == tmp_path / "labels.json"
    with pytest.raises(ModelError, match="no file 'other'"):
        found.path("other")


def test_another_file_than_described_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not the file that the manifest describes"):
        manifest(str(package(tmp_path, "0" * 64)))


def test_absent_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no-such-model"):
        manifest("no-such-model")
    (tmp_path / "manifest.toml").write_text("name =", "utf-8")
    with pytest.raises(ModelError, match="cannot be read"):
        manifest(str(tmp_path))
