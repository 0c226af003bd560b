"""Averages the weights of two runs, the second begun from the first: average.py --first A --second B --share S --out C.

A second stage that moves one task forward moves others back a little; between the two lies a model better than both
(Wortsman et al. 2022, "Model soups"). `share` is the second's part.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Write the averaged run."""
    ap = argparse.ArgumentParser(description=__doc__)
    for name in ("first", "second", "out"):
        ap.add_argument(f"--{name}", type=Path, required=True)
    ap.add_argument("--share", type=float, required=True)
    a = ap.parse_args()
    one, two = (torch.load(f / "model.pt", map_location="cpu", weights_only=True) for f in (a.first, a.second))
    mixed = {k: torch.lerp(one[k], two[k], a.share) if one[k].is_floating_point() else two[k] for k in two}
    a.out.mkdir(parents=True, exist_ok=True)
    torch.save(mixed, a.out / "model.pt")
    (a.out / "labels.json").write_bytes((a.second / "labels.json").read_bytes())
    recipe = (a.second / "recipe.txt").read_text("utf-8").strip()
    (a.out / "recipe.txt").write_text(f"{recipe}; averaged with its first stage, {a.share:g} of the second\n", "utf-8")


if __name__ == "__main__":
    main()
