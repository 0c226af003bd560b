"""Reads sentences of words with the trained model: tags, trees, names, happenings. numpy and onnxruntime only."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casus.errors import ModelError
from casus.learned.clauses import whole
from casus.learned.easing import EASED, SHORT, alone, eased, unsure
from casus.learned.ends import Ends, ends_for
from casus.learned.frames import Bounds, Frames, happenings
from casus.learned.lemmas import Table, table
from casus.learned.manifest import Manifest, manifest
from casus.learned.own import Head, likenesses
from casus.learned.reading import Reading, joined
from casus.learned.runtime import runtime
from casus.learned.spans import spans
from casus.learned.subject import about, subject
from casus.learned.tags import agreed, carrying, fitting, spelt
from casus.learned.trees import NEVER, tree
from casus.learned.windows import Window, windows
from casus.learned.wordpiece import WordPiece

Array = NDArray[np.float32]
Ints = NDArray[np.int64]
STAND_IN, JOINT = 1, 2
_OLD_NAMES = {"u": "upos", "x": "xpos", "ner": "names", "R": "rel_dep", "H": "rel_head"}


class Reader:
    """A loaded model. Reading is a pure function of the sentences given; `threads` changes speed, not results."""

    def __init__(self, model: Manifest, *, threads: int = 1) -> None:
        if model.format not in (STAND_IN, JOINT):
            raise ModelError(f"{model.folder}: format {model.format}; this casus reads {STAND_IN} and {JOINT}")
        self.manifest = model
        self.labels: dict[str, list[str]] = json.loads(model.path("labels.json").read_text("utf-8"))
        self.lemmas: Table = table(model.path("lemmas.tsv")) if model.has("lemmas.tsv") else {}
        self._pieces = WordPiece(model.path("wordpiece.txt").read_text("utf-8").splitlines())
        engine = runtime()
        options = engine.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        path = str(model.path("reader.int8.onnx"))
        try:
            self._session = engine.InferenceSession(path, options, providers=["CPUExecutionProvider"])
            with np.load(model.path("heads.npz")) as heads:
                rel = heads["rel"].astype(np.float32) if "rel" in heads else None
                roles = heads["roles"].astype(np.float32) if model.format == JOINT else None
        except Exception as error:  # onnxruntime has no common base class for its errors
            raise ModelError(f"{path} cannot be loaded: {error}") from error
        self._outputs = [_OLD_NAMES.get(o.name, o.name) for o in self._session.get_outputs()]
        self._frames = (
            roles
            if roles is None
            else Frames(
                kinds=self.labels["kinds"],
                roles=self.labels["roles"],
                factuality=self.labels["factuality"],
                weights=roles,
            )
        )
        self._subject = subject() if "words" in self._outputs and subject().model == model.digest else None
        self._rel = None if rel is None else np.ascontiguousarray(rel.transpose(1, 0, 2).reshape(rel.shape[1], -1))

    def read(self, sentences: Sequence[Sequence[str]], own: Sequence[Head] = ()) -> list[Reading]:
        """One reading for each sentence of a document; sentences of one call are read in each other's context.

        `own` are a user's own categories: each sentence is told how likely it is one.
        """
        return self._read(sentences, own, None)

    def parted(self, sentences: Sequence[Sequence[str]], own: Sequence[Head] = ()) -> list[Reading]:
        """The same for sentences of which none is empty; two or more for one in which the model sees another begin."""
        return self._read(sentences, own, ends_for(self.manifest))

    def _read(self, sentences: Sequence[Sequence[str]], own: Sequence[Head], ends: Ends | None) -> list[Reading]:
        out: list[Reading] = []
        sums: list[Array] = []  # of the words' vectors of each
        done = 0  # sentences of which something has been read
        for window in windows(sentences, self._pieces, self.manifest.window, self.manifest.format == JOINT):
            scores = self._run(window)
            bounds = _bounds(window)
            words = ["", *window.words(sentences)]
            if ends:
                bounds = ends.found(scores["words"], words, bounds)
            found = self._decode(scores, bounds, words)
            if own:
                found = [
                    replace(r, own=likenesses(own, scores["words"][a:b]))
                    for r, (a, b) in zip(found, bounds, strict=True)
                ]
            first = window.parts[0]
            vectors = [scores["words"][a:b].sum(0) for a, b in bounds] if self._subject else []
            sums += [np.zeros_like(vectors[0])] * (first.sentence - done) if vectors else []
            sums += [sums.pop() + vectors[0], *vectors[1:]] if vectors and first.first else vectors
            out += [Reading.empty()] * (first.sentence - done)
            found = [reading.moved(len(out) - (first.first > 0)) for reading in found]
            out += [joined(out.pop(), found[0]), *found[1:]] if first.first else found
            done = window.parts[-1].sentence + 1
        if self._subject and out:
            sure = about(sums, [len(r.pos) for r in out], self._subject)
            out = [replace(r, about=z) for r, z in zip(out, sure, strict=True)]
        return out + [Reading.empty()] * (len(sentences) - done)

    def vectors(self, sentences: Sequence[Sequence[str]]) -> Iterator[Array]:
        """Word vectors [words, width] of each window of a document, in order. Raises ModelError if it gives none."""
        if "words" not in self._outputs:
            raise ModelError(f"{self.manifest.folder}: this model gives no word vectors")
        for window in windows(sentences, self._pieces, self.manifest.window, joint=True):
            yield self._run(window)["words"][1:]

    def _decode(self, scores: dict[str, Array], bounds: Bounds, words: Sequence[str]) -> list[Reading]:
        heads = _heads(scores["arc"], bounds)
        heads, rel = self._relations(scores, heads)
        upos, relations = self.labels["upos"], self.labels["rel"]
        stand = fitting(tuple(relations), tuple(upos))[rel] + carrying(heads, rel, relations, upos)
        spelling = spelt(words, self.labels["xpos"])
        pos, tags = agreed(scores["upos"], scores["xpos"] + spelling, stand, upos, self.labels["xpos"])
        names = spans(scores["names"], bounds, self.labels["names"])
        events = happenings(scores, bounds, self._frames) if self._frames else [()] * len(bounds)
        return [
            Reading(
                pos=tuple(upos[i] for i in pos[a:b]),
                tags=tuple(self.labels["xpos"][i] for i in tags[a:b]),
                heads=tuple(h - a if h else i for i, h in enumerate(heads[a:b].tolist())),
                relations=tuple(relations[i] for i in rel[a:b].tolist()),
                names=some,
                happenings=told,
            )
            for (a, b), some, told in zip(bounds, names, events, strict=True)
        ]

    def _run(self, window: Window) -> dict[str, Array]:
        scores = self._scores(window)
        if self.manifest.format == STAND_IN or len(window.ids) >= SHORT or not unsure(scores, len(window.parts)):
            return scores
        company, extra = eased(window, self._pieces)
        told = alone(self._scores(company), extra)
        return scores | {name: told[name] for name in EASED if name in told}

    def _scores(self, window: Window) -> dict[str, Array]:
        ids = np.array([window.ids], np.int64)
        feed: dict[str, Any] = {"ids": ids, "first": np.array([window.first], np.int64)}
        case = np.array([window.case], np.int64)
        if self.manifest.format == STAND_IN:
            feed |= {"cs": case, "att": np.ones_like(ids)}
        else:
            feed["case"] = case
        return {name: found[0] for name, found in zip(self._outputs, self._session.run(None, feed), strict=True)}

    def _relations(self, scores: dict[str, Array], heads: Ints) -> tuple[Ints, Ints]:
        """Heads and relations, mended, by biaffine scores of the arcs chosen.

        New models multiply the larger half in their graph, in int8.
        """
        governors = scores["rel_head"][heads]
        left = scores["rel_dep"] @ self._rel if self._rel is not None else scores["rel_left"]
        found = np.matmul(left.reshape(len(heads), -1, governors.shape[1]), governors[:, :, None])[:, :, 0]
        root = self.labels["rel"].index("root")
        hangs = heads == 0
        found[~hangs, root] = NEVER
        best: Ints = found.argmax(1)
        best[hangs] = root
        parts = [self.labels["upos"][i] for i in scores["upos"].argmax(1)]
        return whole(heads, best, found, parts, self.labels["rel"])


def _heads(arc: Array, bounds: Bounds) -> NDArray[np.int64]:
    """Heads as word numbers of the window, 0 for roots; words look for heads in their own sentence only."""
    heads = np.zeros(len(arc), np.int64)
    for a, b in bounds:
        found = tree(np.concatenate((arc[a:b, :1], arc[a:b, a:b]), 1))
        heads[a:b] = np.where(found == 0, 0, found + a - 1)
    return heads


def _bounds(window: Window) -> Bounds:
    """Rows of each part of a window; row 0 is the root."""
    out: Bounds = []
    for part in window.parts:
        start = out[-1][1] if out else 1
        out.append((start, start + part.last - part.first))
    return out


@cache
def load_reader(name: str = "casus-model-en", *, threads: int = 1) -> Reader:
    """The reader of an installed model package, or of a folder with a manifest. Raises ModelError."""
    return Reader(manifest(name), threads=threads)
