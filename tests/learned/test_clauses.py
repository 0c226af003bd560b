"""What English clauses do not have is mended by the next best relation."""

from __future__ import annotations

import numpy as np

from casus.learned.clauses import whole

RELATIONS = ["root", "nsubj", "obj", "compound", "nmod:poss", "nmod"]
ROOT, SUBJECT, OBJECT, COMPOUND, OWNER, NMOD = range(6)


def mended(heads: list[int], rel: list[int], parts: list[str]) -> tuple[list[int], list[int]]:
    """Of rows whose next best relation is an object, then a noun's."""
    found = np.zeros((len(heads), len(RELATIONS)), np.float32)
    found[:, OBJECT], found[:, NMOD] = 0.5, 0.4
    found[np.arange(len(heads)), rel] = 1.0
    out = whole(np.array(heads), np.array(rel), found, parts, RELATIONS)
    return out[0].tolist(), out[1].tolist()


def test_of_two_subjects_the_later_is_an_object() -> None:
    """(root) rebels overran posts"""
    _, rel = mended([0, 2, 0, 2], [ROOT, SUBJECT, ROOT, SUBJECT], ["", "NOUN", "VERB", "NOUN"])
    assert rel[1:] == [SUBJECT, ROOT, OBJECT]


def test_two_subjects_before_a_verb_stay() -> None:
    """(root) they all fled"""
    told = [ROOT, SUBJECT, SUBJECT, ROOT]
    assert mended([0, 3, 3, 0], told, ["", "PRON", "DET", "VERB"])[1] == told


def test_a_compound_does_not_reach_over_its_verb() -> None:
    """(root) police shot protesters"""
    heads, rel = mended([0, 3, 0, 2], [ROOT, COMPOUND, ROOT, OBJECT], ["", "NOUN", "VERB", "NOUN"])
    assert (heads[1], rel[1]) == (2, SUBJECT)


def test_a_compound_within_its_noun_stays() -> None:
    """(root) soldiers shot police officers"""
    told = [ROOT, SUBJECT, ROOT, COMPOUND, OBJECT]
    assert mended([0, 2, 0, 4, 2], told, ["", "NOUN", "VERB", "NOUN", "NOUN"])[1] == told


def test_a_verb_has_no_owner_and_no_name_for_an_object_before_it() -> None:
    """(root) army retook towns; (root) Vesk destroys camps"""
    assert mended([0, 2, 0, 2], [ROOT, OWNER, ROOT, OBJECT], ["", "NOUN", "VERB", "NOUN"])[1][1] != OWNER
    assert mended([0, 2, 0, 2], [ROOT, OBJECT, ROOT, OBJECT], ["", "PROPN", "VERB", "NOUN"])[1][1] != OBJECT


def test_no_compound_comes_after_its_noun() -> None:
    """(root) forces strikes"""
    assert mended([0, 0, 1], [ROOT, ROOT, COMPOUND], ["", "NOUN", "NOUN"])[1][2] == OBJECT
