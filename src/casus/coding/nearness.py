"""How far words stand from a trigger: steps in the tree, with a price for every clause that is left or entered."""

from __future__ import annotations

from casus.coding.tree import CLAUSES, Tree

WALL = 3.0  # what leaving or entering a clause costs, in steps


def steps(tree: Tree, anchors: tuple[int, ...], index: int) -> float:
    """The cost of the way from the nearest anchor to a word of the same sentence; infinite in another one."""
    return min((_way(tree, a, index) for a in anchors), default=float("inf"))


def _way(tree: Tree, start: int, goal: int) -> float:
    if tree.token(start).sentence != tree.token(goal).sentence:
        return float("inf")
    up = list(tree.path(start))
    down = list(tree.path(goal))
    shared = next((i for i in up if i in down), None)
    if shared is None:
        return float("inf")
    climb = up[: up.index(shared)]
    descent = down[: down.index(shared)]
    return sum(_price(tree, i) for i in climb) + sum(_price(tree, i) for i in descent)


def _price(tree: Tree, index: int) -> float:
    relation = tree.token(index).relation
    if relation in CLAUSES:
        return WALL
    if relation == "conj":
        return 2.0 if tree.verbal(index) else 0.5
    if relation in ("appos", "flat", "compound", "acl", "xcomp"):
        return 0.5
    return 1.0
