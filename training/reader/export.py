"""Writes a trained model as the files of a model package: export.py --run made/run --out made/out.

The graph is exported in fp32, its weights are quantised to int8 (dynamic, per channel), and what it computes is put
into fewer and faster operations (lean.py). The role biaffine does not go into the graph: numpy needs it only for the
triggers found.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import data as d
import lean
import manifest
import numpy as np
import torch
from encoder import find
from model import Export, Joint
from onnxruntime.quantization import QuantType, quantize_dynamic

PACKAGE = d.ROOT / "models/casus-model-en/src/casus_model_en"
SAMPLE = "Rebels shelled the town of Orm on Tuesday , killing 3 soldiers , officials said ."


def load(run: Path) -> tuple[Joint, dict[str, list[str]]]:
    """The trained model in evaluation mode, and its labels."""
    labels = json.loads((run / "labels.json").read_text("utf-8"))
    joint = Joint({k: len(v) for k, v in labels.items()}, find())
    joint.load_state_dict(torch.load(run / "model.pt", map_location="cpu", weights_only=True))
    return joint.eval(), labels


def graph(joint: Joint, file: Path) -> None:
    """The fp32 graph."""
    example = tuple(torch.tensor([x]) for x in d.encode(d.Window([d.Sentence(words=SAMPLE.split())])))
    axes = {"ids": {1: "pieces"}, "case": {1: "pieces"}, "first": {1: "words"}}
    axes |= {name: {1: "words"} for name in Export.OUTPUTS}
    axes["arc"] = {1: "words", 2: "words"}
    with torch.no_grad():
        torch.onnx.export(
            Export(joint),
            example,
            str(file),
            input_names=["ids", "case", "first"],
            output_names=list(Export.OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def write(joint: Joint, labels: dict[str, list[str]], out: Path, *, reduce_range: bool = False) -> None:
    """All files but the manifest."""
    out.mkdir(parents=True, exist_ok=True)
    full, small = (out.parent / f"{out.name}.{kind}.onnx" for kind in ("fp32", "int8"))
    graph(joint, full)
    quantize_dynamic(
        str(full),
        str(small),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=reduce_range,
    )
    lean.write(small, out / "reader.int8.onnx")
    tensors = {"roles": joint.R.detach().numpy()}
    np.savez_compressed(out / "heads.npz", **{k: v.astype(np.float16) for k, v in tensors.items()})
    (out / "labels.json").write_text(json.dumps(labels, ensure_ascii=False) + "\n", "utf-8")
    (out / "wordpiece.txt").write_bytes((find() / "vocab.txt").read_bytes())
    (out / "lemmas.tsv").write_bytes((PACKAGE / "lemmas.tsv").read_bytes())  # made by lemmas.py, not trained


def main() -> None:
    """Export a run."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--run", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--version", default="0.1.3")
    ap.add_argument("--recipe", help="one line for the manifest; default: recipe.txt of the run")
    ap.add_argument("--reduce-range", action="store_true", help="7-bit weights, for CPUs without VNNI")
    ap.add_argument("--scores", type=Path, help="scores.json of evaluate.py, to stand in the manifest")
    a = ap.parse_args()
    torch.set_num_threads(1)
    joint, labels = load(a.run)
    if not a.scores:
        write(joint, labels, a.out, reduce_range=a.reduce_range)
    recipe = a.recipe or (a.run / "recipe.txt").read_text("utf-8").strip()
    quantised = f"int8 dynamic, per channel, reduce_range {'on' if a.reduce_range else 'off'}; graph made leaner"
    manifest.write(a.out, a.version, recipe=recipe, quantised=quantised, scores=a.scores)
    total = sum(f.stat().st_size for f in a.out.iterdir())
    print(f"{a.out}: {total / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
