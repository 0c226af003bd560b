"""A spaCy pipeline behind the same interface: a blank one, one trained here on a few sentences, and what is refused."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from casus.annotate.annotator import Annotator
from casus.components import reader as reader_of
from casus.errors import ModelError
from casus.learned.spacy import NAMES, load_spacy, pipeline_manifest
from casus.records.annotated import NameType
from casus.records.document import Document
from casus.settings import Settings

ABSENT = importlib.util.find_spec("spacy") is None
needs = pytest.mark.skipif(
    ABSENT, reason="spaCy is not installed (pip install 'casus[spacy]'): its reader is not tested"
)
WORDS = ["The", "rebels", "shelled", "Vesk", "."]
SENTENCES = [WORDS, ["They", "left", "."], ["Norland"]]


def trained(labels: tuple[str, ...]) -> Any:
    """A small parser with tagger, trained on one sentence."""
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example

    nlp = spacy.blank("en")
    nlp.add_pipe("tagger")
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    gold = Doc(
        nlp.vocab,
        words=WORDS,
        tags=["DT", "NNS", "VBD", "NNP", "."],
        heads=[1, 2, 2, 2, 2],
        deps=[*labels],
    )
    examples = [Example(Doc(nlp.vocab, words=WORDS), gold)]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples, sgd=optimizer)
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "GPE", "pattern": "Vesk"}, {"label": "MONEY", "pattern": "rebels"}])
    return nlp


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pipeline")
    trained(("det", "nsubj", "ROOT", "obj", "punct")).to_disk(path)
    return path


@needs
def test_a_trained_pipeline_gives_tags_trees_and_names(folder: Path) -> None:
    first, *rest = load_spacy(str(folder)).read(SENTENCES)
    assert first.tags == ("DT", "NNS", "VBD", "NNP", ".")
    assert first.heads == (1, 2, 2, 2, 2)
    assert first.relations == ("det", "nsubj", "root", "obj", "punct")
    assert [(n.first, n.last, n.label) for n in first.names] == [(3, 4, "LOC")]
    for words, reading in zip(SENTENCES[1:], rest, strict=True):
        assert len(reading.pos) == len(reading.heads) == len(words)
        assert sum(h == i for i, h in enumerate(reading.heads)) == 1


@needs
def test_a_document_is_annotated_by_it(folder: Path) -> None:
    reader = reader_of(f"spacy:{folder}")
    annotated = Annotator.load(reader).annotate(Document.of("The rebels shelled Vesk.\n\nThey left."))
    assert [(n.type, annotated.document.text[n.span.start : n.span.end]) for n in annotated.names] == [
        (NameType.PLACE, "Vesk")
    ]
    assert len(annotated.sentences) == 2


@needs
def test_a_blank_pipeline_runs(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path)
    (reading, empty) = load_spacy(str(tmp_path)).read([WORDS, []])
    assert reading.heads == (0, 0, 0, 0, 0)
    assert reading.relations[0] == "root"
    assert reading.names == ()
    assert empty.pos == ()


@needs
def test_relations_of_another_scheme_are_refused(tmp_path: Path) -> None:
    trained(("det", "nsubj", "ROOT", "dobj", "punct")).to_disk(tmp_path)
    with pytest.raises(ModelError, match="dobj"):
        load_spacy(str(tmp_path))


def test_no_pipeline_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="neither an installed package nor a folder"):
        pipeline_manifest(str(tmp_path))


def test_what_a_pipeline_is(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]\n")
    before = pipeline_manifest(str(tmp_path))
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 'en'\n")
    assert before.name == f"spacy:{tmp_path}"
    assert before.digest != pipeline_manifest(str(tmp_path)).digest


@pytest.mark.skipif(not ABSENT, reason="spaCy is installed here")
def test_without_spacy_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]\n")
    with pytest.raises(ModelError, match=r"casus\[spacy\]"):
        load_spacy(str(tmp_path))


def test_the_model_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings.of(None).model == "casus-model-en"
    assert Settings.of("spacy:x").model == "spacy:x"
    monkeypatch.setenv("CASUS_MODEL", "spacy:y")
    assert Settings().model == "spacy:y"
    assert {*NAMES.values()} <= {"PER", "ORG", "LOC", "FAC", "NORP", "OPER", "WEAPON", "MISC"}
