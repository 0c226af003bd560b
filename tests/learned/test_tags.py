"""Parts of speech that suit a word's relation, what hangs on it, and its Penn tag."""

from __future__ import annotations

import numpy as np

from casus.learned.tags import NEVER, agreed, carrying, spelt

UPOS, XPOS = ["NOUN", "VERB", "AUX"], ["NN", "VBN", "VBD"]
RELATIONS = ["nsubj:pass", "aux:pass", "root"]


def test_what_is_passive_is_a_verb() -> None:
    """Of "(root) man was shot" the last word looks a little more like a noun."""
    heads, rel = np.array([0, 3, 3, 0]), np.array([2, 0, 1, 2])
    u = np.log(np.array([[0.4, 0.3, 0.3], [0.9, 0.05, 0.05], [0.1, 0.1, 0.8], [0.6, 0.35, 0.05]], np.float32))
    x = np.log(np.array([[0.4, 0.3, 0.3], [0.9, 0.05, 0.05], [0.1, 0.1, 0.8], [0.6, 0.35, 0.05]], np.float32))
    alone = agreed(u, x, np.zeros_like(u), UPOS, XPOS)
    known = agreed(u, x, carrying(heads, rel, RELATIONS, UPOS), UPOS, XPOS)
    assert [UPOS[i] for i in alone[0][1:]] == ["NOUN", "AUX", "NOUN"]
    assert [UPOS[i] for i in known[0][1:]] == ["NOUN", "AUX", "VERB"]
    assert XPOS[known[1][3]] == "VBN"


def test_nothing_hangs_on_the_root() -> None:
    """The row of the root is left as it is, whatever hangs on it."""
    assert not carrying(np.array([0, 0]), np.array([2, 1]), RELATIONS, UPOS).any()


def test_verbs_end_as_their_tags_do() -> None:
    """Past forms do not end in -ing, nor bare ones in -ed or -s, but "feed", "bed", "pass" and "focus" may be bare."""
    tags = ["VB", "VBD", "VBG", "VBZ", "NN"]
    told = dict.fromkeys(("recapturing", "threatened", "destroys", "feed", "bed", "pass", "focus", "fled"))
    barred = {
        w: {t for t, p in zip(tags, row, strict=True) if p == NEVER}
        for w, row in zip(told, spelt([*told], tags), strict=True)
    }
    assert barred["recapturing"] == {"VBD", "VBZ"}
    assert barred["threatened"] == {"VB", "VBG", "VBZ"}
    assert barred["destroys"] == {"VB", "VBG"}
    assert all("VB" not in barred[w] for w in ("feed", "bed", "pass", "focus", "fled"))
