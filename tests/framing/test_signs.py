"""Signs and their weights: what speaks for a happening raises the chance, what speaks against lowers it."""

from __future__ import annotations

from casus.framing.matches import matches, other_senses
from casus.framing.signs import chance, signs, weights
from casus.records.annotated import Annotated, Sentence, Token
from casus.records.document import Document


def _read(*words: tuple[str, str, str, str, int, str]) -> Annotated:
    """A sentence of (word, lemma, pos, tag, head, relation); head counts from 0."""
    text, tokens = "", []
    for index, (word, lemma, pos, tag, head, relation) in enumerate(words):
        start = len(text) + (1 if text else 0)
        text += (" " if text else "") + word
        tokens.append(
            Token(
                index=index, start=start, end=len(text), text=word, lemma=lemma, pos=pos, tag=tag, head=head,
                relation=relation, sentence=0,
            )
        )  # fmt: skip
    sentence = Sentence(index=0, start=0, end=len(text), first=0, last=len(tokens))
    return Annotated(document=Document.of(text, id="x"), sentences=(sentence,), tokens=tuple(tokens))


KIDNAP = _read(
    ("Rebels", "rebel", "NOUN", "NNS", 1, "nsubj"),
    ("kidnapped", "kidnap", "VERB", "VBD", 1, "root"),
    ("doctors", "doctor", "NOUN", "NNS", 1, "obj"),
)
HEART = _read(
    ("He", "he", "PRON", "PRP", 1, "nsubj"),
    ("had", "have", "VERB", "VBD", 1, "root"),
    ("a", "a", "DET", "DT", 4, "det"),
    ("heart", "heart", "NOUN", "NN", 4, "compound"),
    ("attack", "attack", "NOUN", "NN", 1, "obj"),
)


def test_a_word_in_another_sense_is_no_match_and_the_model_is_not_asked() -> None:
    assert matches(HEART) == []
    assert other_senses(HEART) == {4}


def test_a_plural_noun_tagged_as_a_participle_is_a_noun_and_a_participle_none() -> None:
    for word, found in (("airstrikes", ["airstrike"]), ("bombed", [])):
        read = _read(
            ("Norland", "norland", "PROPN", "NNP", 1, "nsubj"),
            (word, word, "VERB", "VBN", 2, "amod"),
            ("hills", "hill", "NOUN", "NNS", 2, "root"),
        )
        assert [m.entry.lemma for m in matches(read) if m.entry.pos == "NOUN"] == found


def test_a_match_carries_its_signs_by_name() -> None:
    (match,) = matches(KIDNAP)
    told = set(signs(KIDNAP, match))
    assert {"any", "act:abduct", "tag:VBD", "relation:root", "below:nsubj", "first", "words:armed_force"} <= told


def test_a_chance_is_a_chance_and_a_tag_that_the_tree_outvotes_does_not_decide() -> None:
    (match,) = matches(KIDNAP)
    assert 0 < chance(KIDNAP, match) < 1
    odd = _read(
        ("an", "a", "DET", "DT", 1, "det"),
        ("ambush", "ambush", "PRON", "VBD", 2, "obj"),
        ("followed", "follow", "VERB", "VBD", 2, "root"),
    )
    assert [m.entry.name for m in matches(odd)] == ["battle:ambush/NOUN"]


def test_possibility_speaks_against_and_the_past_for() -> None:
    known = weights()
    assert known["tag:VBD"] > known.get("tag:VB", 0.0)
    assert known["toll"] > 0
