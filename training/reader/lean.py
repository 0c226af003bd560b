"""Rewrites the quantised graph so that it computes the same in less time: lean.py FROM.onnx TO.onnx.

The weights stay as they are, bit for bit. What changes, and why, is told in docs/decisions/0030-a-leaner-graph.md:

- a layer's mean and variance are taken by operations that are vectorised (onnxruntime 1.32 takes them one by one);
- query, key and value are one product, and so are all first layers of the heads: their input is quantised once;
- the last layer asks only for the first piece of each word, since nothing reads the others;
- there is no attention mask: a window has no padding;
- the constant 1 of a biaffine is a bias, not a row that is quantised with the others.

Only standard operators are written. What the two graphs tell of a sample is compared before the file is kept.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import data as d
import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[np.generic]
HEADS, EPSILON = 12, 1e-12
# Heads whose first layer is followed by a GELU, and those that are one layer.
BENT = ("arc_dep", "arc_head", "rel_dep", "rel_head", "role_trigger", "role_word", "names/names.0", "trigger/trigger.0")
PLAIN = ("upos", "xpos", "factuality", "sides")
DECIDE = ("upos", "xpos", "arc", "names", "trigger")
ENOUGH = (
    0.9  # of the words of SAMPLE; int8 scales differ where an input is cut or put together, and heads are near ties
)
SAMPLE = """\
Rebels shelled the town of Orm on Tuesday , killing 3 soldiers and wounding 12 others , officials in Vesk said .
The army answered with air strikes on two camps near the border , and a spokesman for the Orm Front denied any loss .
Talks between the two sides , which the Union of River States had called for in March , are to begin next week ."""


class Weights:
    """The tensors of a quantised graph, and which of them each of its products takes."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self.tensors = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
        self._products = {n.name: n.input[1] for n in graph.node if n.op_type == "MatMulInteger"}

    def product(self, part: str, without: str = "-") -> tuple[Array, Array]:
        """int8 weights [in, out] and their scales [out] of the one product whose name has `part`."""
        found = [w for name, w in self._products.items() if part in name and without not in name]
        if len(found) != 1:
            raise SystemExit(f"lean: {len(found)} products have {part!r} in their name, not one")
        return self.scaled(found[0].removesuffix("_quantized"))

    def scaled(self, base: str) -> tuple[Array, Array]:
        """int8 weights and their scales by their name in the quantised graph."""
        if self.tensors[f"{base}_zero_point"].any():
            raise SystemExit(f"lean: {base}: weights are expected to be symmetric")
        weights = self.tensors[f"{base}_quantized"]
        return weights, np.broadcast_to(self.tensors[f"{base}_scale"], weights.shape[1:]).astype(np.float32)

    def bias(self, name: str) -> Array:
        """A bias by its name in the trained model."""
        return self.tensors[f"joint.{name}.bias"]


class Graph:
    """Nodes and constants as they are added. Values are named by number."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, Array] = {}

    def constant(self, name: str, value: Array) -> str:
        """A constant; one of a name already given stays."""
        self.constants.setdefault(name, np.ascontiguousarray(value))
        return name

    def numbers(self, *values: int) -> str:
        """A constant of whole numbers."""
        return self.constant("n" + "_".join(map(str, values)).replace("-", "m"), np.array(values, np.int64))

    def some(self, operator: str, inputs: list[str], outputs: int, **attributes: object) -> list[str]:
        """The outputs of a new node."""
        made = [f"{operator}_{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(operator, inputs, made, name=f"{operator}_{len(self.nodes)}", **attributes))
        return made

    def add(self, operator: str, *inputs: str, **attributes: object) -> str:
        """The one output of a new node."""
        return self.some(operator, list(inputs), 1, **attributes)[0]

    def split(self, x: str, *sizes: int) -> list[str]:
        """The last axis in parts."""
        return self.some("Split", [x, self.numbers(*sizes)], len(sizes), axis=-1)

    def dense(self, x: str, name: str, weights: tuple[Array, Array], bias: Array) -> str:
        """x @ weights + bias, with x quantised as it comes. onnxruntime makes one operation of these."""
        whole, scale, zero = self.some("DynamicQuantizeLinear", [x], 3)
        product = self.add("MatMulInteger", whole, self.constant(f"{name}.w", weights[0]), zero)
        scales = self.add("Mul", scale, self.constant(f"{name}.s", weights[1]))
        real = self.add("Mul", self.add("Cast", product, to=TensorProto.FLOAT), scales)
        return self.add("Add", real, self.constant(f"{name}.b", bias))

    def looked_up(self, w: Weights, name: str, index: str) -> str:
        """Rows of an int8 table, as numbers."""
        rows = self.add("Gather", self.constant(name, w.tensors[f"joint.{name}_quantized"]), index)
        return self.real(w, name, rows)

    def real(self, w: Weights, name: str, rows: str) -> str:
        """int8 rows of a table as numbers."""
        scale = self.constant(f"{name}.s", w.tensors[f"joint.{name}_scale"])
        return self.add(
            "DequantizeLinear", rows, scale, self.constant(f"{name}.z", w.tensors[f"joint.{name}_zero_point"])
        )

    def normal(self, w: Weights, x: str, name: str) -> str:
        """Layer normalisation, step by step."""
        last = self.numbers(-1)
        centred = self.add("Sub", x, self.add("ReduceMean", x, last))
        variance = self.add("ReduceMean", self.add("Mul", centred, centred), last)
        deviation = self.add("Sqrt", self.add("Add", variance, self.constant("epsilon", np.array(EPSILON, np.float32))))
        scaled = self.add("Mul", centred, self.add("Reciprocal", deviation))
        scaled = self.add("Mul", scaled, self.constant(f"{name}.weight", w.tensors[f"joint.{name}.weight"]))
        return self.add("Add", scaled, self.constant(f"{name}.bias", w.bias(name)))

    def give(self, x: str, name: str) -> None:
        """Name an output."""
        self.nodes.append(helper.make_node("Identity", [x], [name], name=f"give_{name}"))


def beside(*some: tuple[Array, Array]) -> tuple[Array, Array]:
    """Weights side by side."""
    return np.concatenate([w for w, _ in some], 1), np.concatenate([s for _, s in some])


def embedded(g: Graph, w: Weights) -> str:
    """Vectors [1, pieces, width] of pieces, how they are written, and where they stand."""
    at = "bert.embeddings"
    x = g.add("Add", g.looked_up(w, f"{at}.word_embeddings.weight", "ids"), g.looked_up(w, "case.weight", "case"))
    kinds = f"joint.{at}.token_type_embeddings.weight"
    zero, scale = w.tensors[f"{kinds}_zero_point"].astype(np.float32), w.tensors[f"{kinds}_scale"]
    first = (w.tensors[f"{kinds}_quantized"][0].astype(np.float32) - zero) * scale
    x = g.add("Add", x, g.constant("kind", first.astype(np.float32)))
    name = f"{at}.position_embeddings.weight"
    table = g.constant(name, w.tensors[f"joint.{name}_quantized"])
    rows = g.add("Slice", table, g.numbers(0), g.add("Shape", "ids", start=1, end=2), g.numbers(0))
    scale = g.constant(f"{at}.LayerNorm.weight", w.tensors[f"joint.{at}.LayerNorm.weight"])
    bias = g.constant(f"{at}.LayerNorm.bias", w.bias(f"{at}.LayerNorm"))
    x = g.add("Add", x, g.real(w, name, rows))
    return g.add("LayerNormalization", x, scale, bias, axis=-1, epsilon=EPSILON)  # once a window: its time is no matter


def attended(g: Graph, w: Weights, x: str, layer: int, first: str | None) -> tuple[str, str]:
    """What a layer's attention gives, and the rows that it is added to: all, or those of `first`."""
    at, width = f"bert.encoder.layer.{layer}.attention.self", w.tensors["joint.bert.embeddings.LayerNorm.weight"].size
    weights = [w.product(f"layer.{layer}/attention/self/{part}/") for part in ("query", "key", "value")]
    biases = [w.bias(f"{at}.{part}") for part in ("query", "key", "value")]
    shrunk = np.float32(1 / np.sqrt(width / HEADS))
    weights[0], biases[0] = (weights[0][0], weights[0][1] * shrunk), biases[0] * shrunk
    if first is None:
        every = g.dense(x, f"{at}.all", beside(*weights), np.concatenate(biases))
        query, key, value = g.split(every, width, width, width)
    else:
        both = g.dense(x, f"{at}.both", beside(*weights[1:]), np.concatenate(biases[1:]))
        key, value = g.split(both, width, width)
        x = g.add("Gather", x, first, axis=1)
        query = g.dense(x, f"{at}.query", weights[0], biases[0])

    def heads(y: str, order: list[int]) -> str:
        return g.add("Transpose", g.add("Reshape", y, g.numbers(1, -1, HEADS, width // HEADS)), perm=order)

    scores = g.add("MatMul", heads(query, [0, 2, 1, 3]), heads(key, [0, 2, 3, 1]))
    told = g.add("MatMul", g.add("Softmax", scores, axis=-1), heads(value, [0, 2, 1, 3]))
    return g.add("Reshape", g.add("Transpose", told, perm=[0, 2, 1, 3]), g.numbers(1, -1, width)), x


def encoded(g: Graph, w: Weights) -> str:
    """Vectors [1, words, width] of the words' first pieces."""
    x = embedded(g, w)
    first = g.add("Reshape", "first", g.numbers(-1))
    layers = 1 + max(int(n.split(".")[4]) for n in w.tensors if n.startswith("joint.bert.encoder.layer."))
    for layer in range(layers):
        name, there = f"bert.encoder.layer.{layer}", f"layer.{layer}/"
        told, x = attended(g, w, x, layer, first if layer == layers - 1 else None)
        weights, bias = w.product(f"{there}attention/output/dense/"), w.bias(f"{name}.attention.output.dense")
        told = g.dense(told, f"{name}.attention.output", weights, bias)
        x = g.normal(w, g.add("Add", told, x), f"{name}.attention.output.LayerNorm")
        weights, bias = w.product(f"{there}intermediate/dense/"), w.bias(f"{name}.intermediate.dense")
        wide = g.add("Gelu", g.dense(x, f"{name}.wide", weights, bias))
        weights, bias = w.product(f"{there}output/dense/", "attention"), w.bias(f"{name}.output.dense")
        x = g.normal(w, g.add("Add", g.dense(wide, f"{name}.output", weights, bias), x), f"{name}.output.LayerNorm")
    return x


def with_one(g: Graph, x: str) -> str:
    """A constant 1 after the last axis."""
    return g.add("Pad", x, g.numbers(0, 0, 0, 0, 0, 1), g.constant("one", np.array(1, np.float32)))


def biaffine(g: Graph, x: str, name: str, weights: tuple[Array, Array]) -> str:
    """[x, 1] @ weights, whose last row is taken as a bias."""
    rows, scale = weights
    return g.dense(x, name, (rows[:-1], scale), (rows[-1].astype(np.float32) * scale).astype(np.float32))


def lean(graph: onnx.GraphProto) -> onnx.ModelProto:
    """The leaner model of the graph that export.py quantises."""
    g, w = Graph(), Weights(graph)
    words = encoded(g, w)
    g.give(words, "words")
    weights = [w.product(f"/{name}/MatMul") for name in BENT + PLAIN]
    biases = [w.bias(name.split("/")[-1]) for name in BENT + PLAIN]
    sizes = [b.size for b in biases]
    bent, *plain = g.split(
        g.dense(words, "heads", beside(*weights), np.concatenate(biases)),
        sum(sizes[: len(BENT)]),
        *sizes[len(BENT) :],
    )
    for x, name in zip(plain, PLAIN, strict=True):
        g.give(x, name)
    dep, head, rel_dep, rel_head, trigger, word, names, kinds = g.split(g.add("Gelu", bent), *sizes[: len(BENT)])
    for x, name in ((names, "names"), (kinds, "trigger")):
        g.give(g.dense(x, f"{name}.last", w.product(f"{name}.3/MatMul"), w.bias(f"{name}.3")), name)
    for x, name in ((rel_head, "rel_head"), (trigger, "role_trigger"), (word, "role_word")):
        g.give(with_one(g, x), name)
    g.give(biaffine(g, rel_dep, "rel", w.scaled("rel")), "rel_left")
    told = biaffine(g, dep, "arc", w.scaled("joint.U"))
    g.give(g.add("MatMul", told, g.add("Transpose", head, perm=[0, 2, 1])), "arc")
    made = helper.make_graph(
        g.nodes,
        "reader",
        list(graph.input),
        list(graph.output),
        [numpy_helper.from_array(value, name) for name, value in g.constants.items()],
    )
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)


def alike(one: Path, other: Path) -> dict[str, float]:
    """How many of the words of SAMPLE have the same likeliest label or head in both graphs, as shares, by output."""
    import onnxruntime

    window = d.Window([d.Sentence(words=line.split()) for line in SAMPLE.splitlines()])
    feed = dict(zip(("ids", "case", "first"), (np.array([x]) for x in d.encode(window)), strict=True))
    told = []
    for path in (one, other):
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        told.append(dict(zip([o.name for o in session.get_outputs()], session.run(None, feed), strict=True)))
    shape = {k for k, v in told[0].items() if v.shape != told[1][k].shape}
    if shape:
        raise SystemExit(f"lean: other shapes of {sorted(shape)}")
    return {k: float((told[0][k].argmax(-1) == told[1][k].argmax(-1)).mean()) for k in DECIDE}


def write(source: Path, target: Path) -> None:
    """Write the leaner graph of `source`. Raises SystemExit where its outputs are others."""
    made = lean(onnx.load(source).graph)
    onnx.checker.check_model(made)
    onnx.save(made, target)
    found = alike(source, target)
    told = ", ".join(f"{name} {share:.3f}" for name, share in found.items())
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB; words read alike: {told}")
    if min(found.values()) < ENOUGH:
        target.unlink()
        raise SystemExit(f"lean: the two graphs read {SAMPLE.count(' ')} words differently; {target} is not kept")


def main() -> None:
    """Rewrite a file."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("source", type=Path)
    ap.add_argument("target", type=Path)
    a = ap.parse_args()
    write(a.source, a.target)


if __name__ == "__main__":
    main()
