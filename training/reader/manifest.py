"""Writes manifest.toml beside the weights: files with SHA-256, recipe, data, licences, scores."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from encoder import CREDIT, SHA256

FORMAT, WINDOW = 2, 180
DATA = (
    ("UD English-EWT, train", "CC BY-SA 4.0"),
    ("UD English-GUM, train, genres whose texts are CC BY, CC BY-SA or public domain", "CC BY-SA 4.0"),
    ("GMB, first 80 % of a public cut", "texts in the public domain; silver annotation"),
    ("UNER English-EWT, dev, sentences 1-1600", "CC BY-SA 4.0"),
    ("re3d, development documents", "public domain, OGL 3, CC BY-SA 3.0, CC BY 3.0 AU, EU reuse notice"),
    (
        "casus training frames over passages of GMB, MUC DEV, CASE 2021, re3d and WikiEvents",
        "annotation: Apache-2.0; texts: public domain, US government releases, news of others, none of it passed on",
    ),
    (
        "passages of nine development corpora read since (training/frames), and of our own words: happenings",
        "annotation and our own: Apache-2.0; texts: CC BY-SA, public domain, news of others, none of it passed on",
    ),
)


def write(folder: Path, version: str, *, recipe: str, quantised: str, scores: Path | None = None) -> None:
    """The manifest of a folder of weights."""
    lines = [
        'name = "casus-model-en"',
        f'version = "{version}"',
        'language = "en"',
        f"format = {FORMAT}",
        f"window = {WINDOW}",
        f'recipe = "{recipe}"',
        f'quantisation = "{quantised}"',
        f'encoder = "{CREDIT}; safetensors SHA-256 {SHA256}"',
        'licence = "CC-BY-SA-4.0"',
        "",
    ]
    for file in sorted(folder.iterdir()):
        if file.suffix in (".onnx", ".npz", ".json", ".txt", ".tsv"):
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            lines += [
                "[[files]]",
                f'name = "{file.name}"',
                f"bytes = {file.stat().st_size}",
                f'sha256 = "{digest}"',
                "",
            ]
    for what, licence in DATA:
        lines += ["[[data]]", f'what = "{what}"', f'licence = "{licence}"', ""]
    lines.append("[scores]  # development data, int8; training/reader/README.md says how each was measured")
    measured = json.loads(scores.read_text("utf-8")) if scores else {}
    lines += [f'"{name}" = {value}' for name, value in measured.items()]
    (folder / "manifest.toml").write_text("\n".join(lines) + "\n", "utf-8")
