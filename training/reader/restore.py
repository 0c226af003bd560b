"""Writes the weights of a finished model as a run to go on training from: restore.py --model FOLDER --out made/run.

The shipped file holds int8 weights; they are written as the numbers that they stand for. A stage begun here starts
where the shipped model stands, which is as good as where its last stage ended but for rounding (.1 LAS).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from encoder import find
from lean import BENT, HEADS, PLAIN, Array
from model import ARC, REL, WIDTH, Joint
from onnx import numpy_helper

PACKAGE = Path(__file__).resolve().parents[2] / "models/casus-model-en/src/casus_model_en"


class Constants:
    """The constants of a lean graph, as numbers."""

    def __init__(self, file: Path) -> None:
        self.known = {t.name: numpy_helper.to_array(t) for t in onnx.load(file).graph.initializer}

    def table(self, name: str) -> Array:
        """An int8 table of rows."""
        zero = self.known[f"{name}.z"].astype(np.float32)
        made: Array = (self.known[name].astype(np.float32) - zero) * self.known[f"{name}.s"]
        return made

    def dense(self, name: str) -> tuple[Array, Array]:
        """The weights [in, out] and the bias of a product."""
        return self.known[f"{name}.w"].astype(np.float32) * self.known[f"{name}.s"], self.known[f"{name}.b"]


def attention(told: Constants, layer: int, last: bool) -> dict[str, Array]:
    """Query, key and value of a layer, by their names in the encoder."""
    at = f"bert.encoder.layer.{layer}.attention.self"
    if last:
        weights, bias = (
            np.concatenate(x, -1) for x in zip(told.dense(f"{at}.query"), told.dense(f"{at}.both"), strict=True)
        )
    else:
        weights, bias = told.dense(f"{at}.all")
    out: dict[str, Array] = {}
    for part, w, b in zip(("query", "key", "value"), np.split(weights, 3, 1), np.split(bias, 3), strict=True):
        grown = np.float32(np.sqrt(WIDTH / HEADS)) if part == "query" else np.float32(1)
        out |= {f"{at}.{part}.weight": w.T * grown, f"{at}.{part}.bias": b * grown}
    return out


def state(told: Constants, labels: dict[str, list[str]], roles: Array) -> dict[str, Array]:
    """All weights of the model by name."""
    at = "bert.embeddings"
    out: dict[str, Array] = {
        f"{at}.{n}.weight": told.table(f"{at}.{n}.weight") for n in ("word_embeddings", "position_embeddings")
    }
    kind = told.known["kind"]
    out[f"{at}.token_type_embeddings.weight"] = np.stack([kind, np.zeros_like(kind)])
    out["case.weight"] = told.table("case.weight")
    norms = [n for n in told.known if n.endswith(("LayerNorm.weight", "LayerNorm.bias"))]
    out |= {n: told.known[n] for n in norms}
    layers = 1 + max(int(n.split(".")[3]) for n in told.known if n.startswith("bert.encoder.layer."))
    for layer in range(layers):
        out |= attention(told, layer, layer == layers - 1)
        base = f"bert.encoder.layer.{layer}"
        names = (("attention.output", "attention.output"), ("wide", "intermediate"), ("output", "output"))
        for ours, theirs in names:
            weights, bias = told.dense(f"{base}.{ours}")
            out |= {f"{base}.{theirs}.dense.weight": weights.T, f"{base}.{theirs}.dense.bias": bias}
    out |= heads(told, labels)
    out["R"] = roles.astype(np.float32)
    return out


def heads(told: Constants, labels: dict[str, list[str]]) -> dict[str, Array]:
    """The heads' weights: the first layers lie side by side, the constant 1 of a biaffine is its bias."""
    sizes = {"names/names.0": 256, "trigger/trigger.0": 256, "arc_dep": ARC, "arc_head": ARC}
    sizes |= {"upos": len(labels["upos"]), "xpos": len(labels["xpos"]), "factuality": len(labels["factuality"])}
    sizes |= {"sides": 2 * len(labels["category"]), "rel_dep": REL, "rel_head": REL}
    weights, bias = told.dense("heads")
    rest = (weights.shape[1] - sum(sizes.values())) // 2  # the two sides of the role biaffine
    ends = np.cumsum([sizes.get(n, rest) for n in BENT + PLAIN])[:-1]
    out: dict[str, Array] = {}
    for name, w, b in zip(BENT + PLAIN, np.split(weights, ends, 1), np.split(bias, ends), strict=True):
        short = name.split("/")[-1]
        out |= {f"{short}.weight": w.T, f"{short}.bias": b}
    for name in ("names", "trigger"):
        w, b = told.dense(f"{name}.last")
        out |= {f"{name}.3.weight": w.T, f"{name}.3.bias": b}
    w, b = told.dense("arc")
    out["U"] = np.concatenate([w, b[None]])
    w, b = told.dense("rel")
    out["V"] = np.concatenate([w, b[None]]).reshape(REL + 1, len(labels["rel"]), REL + 1).transpose(1, 0, 2)
    return out


def main() -> None:
    """Write the run."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--model", type=Path, default=PACKAGE, help="folder of a finished model; default: the shipped one")
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    labels = json.loads((a.model / "labels.json").read_text("utf-8"))
    joint = Joint({k: len(v) for k, v in labels.items()}, find())
    made = state(Constants(a.model / "reader.int8.onnx"), labels, np.load(a.model / "heads.npz")["roles"])
    joint.load_state_dict({k: torch.from_numpy(np.ascontiguousarray(v)) for k, v in made.items()})
    a.out.mkdir(parents=True, exist_ok=True)
    torch.save(joint.state_dict(), a.out / "model.pt")
    (a.out / "labels.json").write_text(json.dumps(labels), "utf-8")
    recipe = next(
        line for line in (a.model / "manifest.toml").read_text("utf-8").splitlines() if line.startswith("recipe")
    )
    (a.out / "recipe.txt").write_text(recipe.partition("=")[2].strip().strip('"') + "; restored from int8\n", "utf-8")
    print(f"{a.out}: {sum(v.size for v in made.values()):,} numbers")


if __name__ == "__main__":
    main()
