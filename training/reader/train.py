"""Trains the joint reader: train.py --out made/run. Parse, names and frames take turns.

A second stage goes on from the weights of a first: train.py --init made/run --out made/run2.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterator
from pathlib import Path

import data as d
import namesets
import passages
import torch
from encoder import find
from model import Joint
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F
from treebanks import treebank

HIDDEN = 0.1  # weight of types that a corpus does not label, where it says O
UNER = 1600  # sentences of UNER-EWT dev to learn from; the rest measures
TURN = "PFNPFP"  # what each step of a turn trains: parse, frames, names
ALONE = 0.3  # share of sentences that are also read alone: headlines and snippets come so


def headline(word: str) -> str:
    """A word as in a Headline Written So."""
    return word[:1].upper() + word[1:]


CASES = ((0.12, str.upper), (0.18, str.lower), (0.22, headline))  # old wires, careless headlines, formal headlines


def pad(rows: list[list[int]], value: int = 0) -> Tensor:
    """Rows of unequal length as one tensor."""
    longest = max(map(len, rows))
    return torch.tensor([r + [value] * (longest - len(r)) for r in rows])


def batches(items: list[d.Window], pieces: int, rng: random.Random) -> Iterator[list[d.Window]]:
    """Endless batches of about so many word pieces, of windows of like length."""
    sizes = {id(x): d.length(x.words) for x in items}
    while True:
        order = list(items)
        rng.shuffle(order)
        pools = [sorted(order[i : i + 200], key=lambda x: sizes[id(x)]) for i in range(0, len(order), 200)]
        made: list[list[d.Window]] = []
        for pool in pools:
            current: list[d.Window] = []
            for x in pool:
                if current and (len(current) + 1) * (sizes[id(x)] + 2) > pieces:
                    made.append(current)
                    current = []
                current.append(x)
            made.append(current)
        rng.shuffle(made)
        yield from made


def inputs(batch: list[d.Window], rng: random.Random) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """ids, case, attention, first pieces; some windows are read in another case than they were written."""
    coded = []
    for x in batch:
        draw = rng.random()
        case = next((c for share, c in CASES if draw < share), str)
        coded.append(d.encode(x, case))
    return (
        pad([c[0] for c in coded]),
        pad([c[1] for c in coded], 7),
        pad([[1] * len(c[0]) for c in coded]),
        pad([c[2] for c in coded]),
    )


def parse_loss(m: Joint, w: Tensor, batch: list[d.Window], index: dict[str, dict[str, int]]) -> Tensor:
    """Tags, arcs inside the sentence or to the root, relations."""
    up = pad([[-100] + [index["upos"][t] for s in x.sentences for t in s.upos or []] for x in batch], -100)
    xp = pad([[-100] + [index["xpos"].get(t, -100) for s in x.sentences for t in s.xpos or []] for x in batch], -100)
    heads, rels, owners = [], [], []
    for x in batch:
        h, r, o = [-100], [-100], [-1]
        for n, (s, (a, _)) in enumerate(zip(x.sentences, x.bounds, strict=True)):
            h += [0 if k == 0 else a + k for k in s.head or []]
            r += [index["rel"][t] for t in s.rel or []]
            o += [n] * len(s.words)
        heads.append(h)
        rels.append(r)
        owners.append(o)
    head, rel, owner = pad(heads, -100), pad(rels, -100), pad(owners, -2)
    allowed = owner.unsqueeze(2) == owner.unsqueeze(1)
    allowed[:, :, 0] = True
    arc = m.arcs(w).masked_fill(~allowed, -1e4)
    loss = F.cross_entropy(arc.flatten(0, 1), head.flatten())
    rd, rh = m.rel_sides(w)
    rh = torch.gather(rh, 1, head.clamp(min=0).unsqueeze(-1).expand(-1, -1, rh.size(-1)))
    scores = torch.einsum("bti,rij,btj->btr", rd, m.V, rh)
    loss = loss + F.cross_entropy(scores.flatten(0, 1), rel.flatten())
    dropped = m.drop(w)
    loss = loss + 0.3 * F.cross_entropy(m.upos(dropped).flatten(0, 1), up.flatten())
    return loss + 0.3 * F.cross_entropy(m.xpos(dropped).flatten(0, 1), xp.flatten())


def name_loss(m: Joint, w: Tensor, batch: list[d.Window], index: dict[str, dict[str, int]]) -> Tensor:
    """Cross entropy. Where a corpus does not label a type, its O may hide that type.

    Marginal likelihood with the hidden types weighted by HIDDEN: with the full weight, a type that few corpora label
    takes over the other corpora's O.
    """
    labels = index["names"]
    gold = pad(
        [[-100] + [labels[t] for s in x.sentences for t in s.names or ["O"] * len(s.words)] for x in batch], -100
    )
    weight = torch.full((len(batch), 1, len(labels)), -1e4)
    for b, x in enumerate(batch):
        weight[b, 0, [i for t, i in labels.items() if t[2:] in x.sentences[0].free]] = math.log(HIDDEN)
        weight[b, 0, labels["O"]] = 0.0
    chance = F.log_softmax(m.names(m.drop(w)), -1)
    exact = -chance.gather(-1, gold.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    loss = torch.where(gold == labels["O"], -torch.logsumexp(chance + weight, -1), exact)
    return loss[gold >= 0].mean()


def frame_loss(m: Joint, w: Tensor, batch: list[d.Window], index: dict[str, dict[str, int]]) -> Tensor:
    """Triggers with kinds, roles of given triggers, factuality, categories of the sides."""
    kinds = index["kinds"]
    rows = []
    for x in batch:
        row = [0] * (len(x.words) + 1)
        for f in x.frames or []:
            for i in f.trigger:
                row[i + 1] = kinds[f.kind] + 1
        row[0] = -100
        rows.append(row)
    gold = pad(rows, -100)
    weight = torch.ones(len(kinds) + 1)
    weight[0] = 0.8
    loss = F.cross_entropy(m.trigger(m.drop(w)).flatten(0, 1), gold.flatten(), weight=weight, label_smoothing=0.05)
    chosen = [(b, f) for b, x in enumerate(batch) for f in x.frames or []]
    if not chosen:
        return loss
    vectors = torch.stack([m.drop(w)[b, [i + 1 for i in f.trigger]].mean(0) for b, f in chosen])
    fact = torch.tensor([index["factuality"][f.factuality] for _, f in chosen])
    loss = loss + 0.3 * F.cross_entropy(m.factuality(vectors), fact)
    told = [n for n, (_, f) in enumerate(chosen) if f.roles is not None]
    if not told:
        return loss
    loss = loss + role_loss(m, w, batch, [chosen[n] for n in told], index)
    sides = torch.tensor([[index["category"][s] for s in chosen[n][1].sides or ()] for n in told])
    return loss + 0.2 * F.cross_entropy(m.sides(vectors[told]).view(len(told), 2, -1).flatten(0, 1), sides.flatten())


def role_loss(
    m: Joint, w: Tensor, batch: list[d.Window], chosen: list[tuple[int, d.Frame]], index: dict[str, dict[str, int]]
) -> Tensor:
    """Cross entropy of the role that each word plays for each of these frames."""
    rt, rw = m.role_sides(w)
    role_weight = torch.ones(len(index["roles"]) + 1)
    role_weight[0] = 0.4
    owners = torch.tensor([b for b, _ in chosen])
    heads = torch.stack([rt[b, [i + 1 for i in f.trigger]].mean(0) for b, f in chosen])
    scores = torch.einsum("fi,rij,fwj->fwr", heads, m.R, rw[owners])
    target = torch.full(scores.shape[:2], -100)
    for n, (b, f) in enumerate(chosen):
        target[n, 1 : len(batch[b].words) + 1] = 0
        for i, role in (f.roles or {}).items():
            target[n, i + 1] = index["roles"][role] + 1 if role else -100
    return F.cross_entropy(scores.flatten(0, 1), target.flatten(), weight=role_weight)


def alone(read: list[d.Window], rng: random.Random) -> list[d.Window]:
    """Some sentences of these windows, each as a window of its own."""
    return [d.Window([s]) for x in read if len(x.sentences) > 1 for s in x.sentences if rng.random() < ALONE]


def corpora(gold: str, more: list[str]) -> tuple[list[d.Window], list[d.Window], list[d.Window]]:
    """Windows for parse, names and frames. The small name corpora count several times."""
    if not d.SHARED.is_dir():
        raise SystemExit("the training data is absent: looked for ../shared beside the repository")
    trees = ("ud-ewt/en_ewt-ud-train.conllu", "ud-gum/en_gum-ud-train.free.conllu")
    parse = [x for t in trees for x in d.windows(treebank(t))]
    named = [
        *d.windows(namesets.gmb()),
        *[x for x in parse if all(s.names for s in x.sentences)] * 2,
        *list(d.windows(namesets.uner(slice(0, UNER)))) * 4,
        *list(d.windows(namesets.re3d())) * 2,
    ]
    framed = [x for f in [gold, *more] for _, x in passages.frames(f"{f}.docs.jsonl", f"{f}.events.jsonl")]
    return parse, named, framed


def label_lists(parse: list[d.Window], framed: list[d.Window]) -> dict[str, list[str]]:
    """All labels, in the order of the outputs."""
    sentences = [s for x in parse for s in x.sentences]
    return {
        "upos": sorted({t for s in sentences for t in s.upos or []}),
        "xpos": sorted({t for s in sentences for t in s.xpos or []}),
        "rel": sorted({t for s in sentences for t in s.rel or []}),
        "names": ["O"] + [b + n for n in d.NAMES for b in ("B-", "I-")],
        "kinds": sorted({f.kind for x in framed for f in x.frames or []}),
        "roles": list(d.ROLES),
        "factuality": list(d.FACTUALITY),
        "category": list(d.CATEGORY),
    }


def begin(labels: dict[str, list[str]], init: Path | None) -> Joint:
    """A model with the pretrained encoder, or with the weights of an earlier run that had the same labels."""
    m = Joint({k: len(v) for k, v in labels.items()}, find())
    if init is None:
        pretrained = load_file(find() / "model.safetensors")
        kept = {k: v for k, v in pretrained.items() if "position_ids" not in k and "pooler" not in k}
        m.bert.load_state_dict(kept)
        return m
    if json.loads((init / "labels.json").read_text("utf-8")) != labels:
        raise SystemExit(f"{init}: other labels than these corpora give")
    m.load_state_dict(torch.load(init / "model.pt", map_location="cpu", weights_only=True))
    return m


def main() -> None:
    """Train and write the weights and the labels."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--steps", type=int, default=2800)
    ap.add_argument("--pieces", type=int, default=1500, help="word pieces in a step")
    ap.add_argument("--turn", default=TURN)
    ap.add_argument("--rate", type=float, default=2e-4, help="peak learning rate of the encoder")
    ap.add_argument("--init", type=Path, help="go on from this run")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--gold", default="gold/train", help="the gold's training passages; again.py writes them with more")
    ap.add_argument(
        "--more", nargs="*", default=[], help="sets of passages with events, as training/frames/read.py writes them"
    )
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    rng = random.Random(a.seed)
    parse, named, framed = corpora(a.gold, a.more)
    labels = label_lists(parse, framed)
    parse, named = parse + alone(parse, rng), named + alone(named, rng)
    index = {k: {x: i for i, x in enumerate(v)} for k, v in labels.items()}
    print("windows", len(parse), len(named), len(framed), {k: len(v) for k, v in labels.items()}, flush=True)
    m = begin(labels, a.init).train()
    encoder = [p for n, p in m.named_parameters() if n.startswith("bert")]
    heads = [p for n, p in m.named_parameters() if not n.startswith("bert")]
    groups = [{"params": encoder, "lr": a.rate}, {"params": heads, "lr": 7.5 * a.rate}]
    opt = torch.optim.AdamW(groups, weight_decay=0.01)
    warm = 100 if a.init is None else 40
    sch = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda k: min((k + 1) / warm, max(0.01, (a.steps - k) / max(1, a.steps - warm)))
    )
    streams = {k: batches(x, a.pieces, rng) for k, x in (("P", parse), ("F", framed), ("N", named))}
    losses = {"P": parse_loss, "F": frame_loss, "N": name_loss}
    a.out.mkdir(parents=True, exist_ok=True)
    (a.out / "labels.json").write_text(json.dumps(labels), "utf-8")
    before = (a.init / "recipe.txt").read_text("utf-8").strip() + "; then " if a.init else "training/reader: "
    recipe = f"{a.steps} steps of {a.pieces} pieces, turn {a.turn}, rate {a.rate:g}, seed {a.seed}"
    (a.out / "recipe.txt").write_text(before + recipe + "\n", "utf-8")
    begun, running = time.time(), {}
    for step in range(a.steps):
        turn = a.turn[step % len(a.turn)]
        batch = next(streams[turn])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            w = m.words(*inputs(batch, rng))
        loss = losses[turn](m, w.float(), batch, index)
        opt.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(m.parameters(), 1.0)
        opt.step()
        sch.step()
        running[turn] = 0.95 * running.get(turn, loss.item()) + 0.05 * loss.item()
        if step % 25 == 24 or step < 6:
            pace = (time.time() - begun) / (step + 1)
            print(step + 1, {k: round(v, 3) for k, v in running.items()}, f"{pace:.2f} s/step", flush=True)
        if step % 300 == 299 or step + 1 == a.steps:
            torch.save(m.state_dict(), a.out / "model.pt")
    print("done", flush=True)


if __name__ == "__main__":
    main()
