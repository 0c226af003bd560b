"""Another reader behind the same interface: a spaCy pipeline of the user's own (`casus[spacy]`), called spacy:PIPELINE.

It gives tags, trees and names, but none of our model's happenings: what it reads is coded by casus's rules alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import file_digest
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from casus.errors import ModelError
from casus.learned.lemmas import Table
from casus.learned.manifest import Manifest
from casus.learned.own import Head
from casus.learned.reading import Labelled, Reading

STRANGE = frozenset({"dobj", "nsubjpass", "pobj", "auxpass"})  # relations of ClearNLP, not of Universal Dependencies
# Names by the labels that spaCy's pipelines give; a label not listed is no name for casus.
NAMES = {
    **{n: n for n in ("PER", "ORG", "LOC", "FAC", "NORP", "OPER", "WEAPON", "MISC")},
    "PERSON": "PER",
    "GPE": "LOC",
    "EVENT": "MISC",
    "PRODUCT": "MISC",
    "WORK_OF_ART": "MISC",
    "LAW": "MISC",
}


class SpacyReader:
    """A spaCy pipeline read one document at a time. Our own tokens and sentences are kept."""

    def __init__(self, nlp: Any, model: Manifest) -> None:
        labels = {label for name in nlp.pipe_names if name == "parser" for label in nlp.get_pipe(name).labels}
        if labels & STRANGE:
            raise ModelError(
                f"{model.name}: its parser gives {', '.join(sorted(labels & STRANGE))}; casus reads "
                "Universal Dependencies (train the pipeline on an UD treebank)"
            )
        self.manifest = model
        self.lemmas: Table = {}
        self._nlp = nlp

    def read(self, sentences: Sequence[Sequence[str]], own: Sequence[Head] = ()) -> list[Reading]:
        """One reading for each sentence of a document. Raises ModelError for categories, which need our own vectors."""
        if own:
            raise ModelError(f"{self.manifest.name}: categories of your own need casus's own model")
        from spacy.tokens import Doc

        words = [w for s in sentences for w in s]
        if not words:
            return [Reading.empty() for _ in sentences]
        doc = Doc(self._nlp.vocab, words=words, sent_starts=[not i for s in sentences for i in range(len(s))])
        for _, pipe in self._nlp.pipeline:
            doc = pipe(doc)
        out: list[Reading] = []
        first = 0
        for s in sentences:
            out.append(_reading(doc, first, first + len(s)))
            first += len(s)
        return out

    def parted(self, sentences: Sequence[Sequence[str]], own: Sequence[Head] = ()) -> list[Reading]:
        """The same: our rules' sentences are kept."""
        return self.read(sentences, own)


def _reading(doc: Any, a: int, b: int) -> Reading:
    """The words a to b of a parsed document. Every further root hangs on the first; without a parser all words do."""
    if a == b:
        return Reading.empty()
    tokens = [doc[i] for i in range(a, b)]
    parsed = doc.has_annotation("DEP")
    heads = [t.head.i - a if parsed and a <= t.head.i < b else i for i, t in enumerate(tokens)]
    relations = [t.dep_.lower() or "dep" for t in tokens]
    top = next(i for i, h in enumerate(heads) if h == i)
    for i, h in enumerate(heads):
        if h == i:
            heads[i] = top
            relations[i] = "root" if i == top else "parataxis" if parsed else "dep"
    return Reading(
        pos=tuple(t.pos_ or "X" for t in tokens),
        tags=tuple(t.tag_ or "XX" for t in tokens),
        heads=tuple(heads),
        relations=tuple(relations),
        names=tuple(
            Labelled(first=max(e.start, a) - a, last=min(e.end, b) - a, label=NAMES[e.label_], score=1.0)
            for e in doc.ents
            if e.label_ in NAMES and e.start < b and e.end > a
        ),
    )


def pipeline_manifest(name: str) -> Manifest:
    """What a pipeline is: its folder, and the digests of all its files. Raises ModelError where there is none."""
    folder = Path(name)
    if not (folder / "config.cfg").is_file():
        spec = find_spec(name) if name.isidentifier() else None
        inside = [Path(p) for p in (spec.submodule_search_locations or ())] if spec else []
        found = sorted(c.parent for p in inside for c in p.glob("*/config.cfg"))
        if not found:
            raise ModelError(f"spaCy pipeline {name!r} is neither an installed package nor a folder with a config.cfg")
        folder = found[-1]
    digests = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        with path.open("rb") as file:
            digests.append((path.relative_to(folder).as_posix(), file_digest(file, "sha256").hexdigest()))
    return Manifest(folder=folder, name=f"spacy:{name}", version="", format=0, window=0, digests=tuple(digests))


@cache
def load_spacy(name: str, *, threads: int = 1) -> SpacyReader:
    """The reader of a pipeline by package or folder. Raises ModelError, also where spaCy is not installed."""
    del threads  # spaCy reads on one
    model = pipeline_manifest(name)
    try:
        import spacy
    except ImportError as fault:
        raise ModelError("spaCy is not installed; try: pip install 'casus[spacy]'") from fault
    try:
        return SpacyReader(spacy.load(model.folder), model)
    except (OSError, ValueError) as fault:
        raise ModelError(f"{model.folder} cannot be loaded as a spaCy pipeline: {fault}") from fault
