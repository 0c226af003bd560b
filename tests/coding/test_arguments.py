"""Who stands where: constructions by hand-made trees. Refusals first."""

# ruff: noqa: E501 (trees by hand are long lines)

from __future__ import annotations

import pytest

from casus.coding.arguments import Construction, arguments
from casus.coding.tree import Tree

REFUSED = [
    ("a bomb has no side", "bomb", "A/DT/2/det bomb/NN/3/nsubj killed=kill/VBD/0/root guards=guard/NNS/3/obj", [], ["guards"]),
    ("passive without a doer", "shelled", "Vesk/NNP/3/nsubj:pass was/VBD/3/aux:pass shelled=shell/VBN/0/root", [], ["Vesk"]),
    ("killed in the valley: no doer", "killed",
     "Two/CD/2/nummod guards=guard/NNS/4/nsubj:pass were/VBD/4/aux:pass killed=kill/VBN/0/root in/IN/7/case the/DT/7/det valley/NN/4/obl",
     [], ["guards"]),
    ("troops sent are no target", "sent",
     "Norland/NNP/2/nsubj sent=send/VBD/0/root troops=troop/NNS/2/obj to/IN/5/case Vesk/NNP/2/obl", ["Norland", "troops"], []),
]  # fmt: skip
FOUND = [
    ("active", "shelled", "Rebels=rebel/NNS/2/nsubj shelled=shell/VBD/0/root Vesk/NNP/2/obj", ["Rebels"], ["Vesk"]),
    ("passive with doer", "raided",
     "The/DT/2/det post/NN/4/nsubj:pass was/VBD/4/aux:pass raided=raid/VBN/0/root by/IN/6/case rebels=rebel/NNS/4/obl:agent",
     ["rebels"], ["post"]),
    ("nominal", "shelling",
     "The/DT/2/det shelling/NN/7/nsubj of/IN/4/case Vesk/NNP/2/nmod by/IN/6/case rebels=rebel/NNS/2/nmod stopped=stop/VBD/0/root",
     ["rebels"], ["Vesk"]),
    ("possessive", "attack",
     "The/DT/2/det front/NN/4/nmod:poss 's/POS/2/case attack/NN/8/nsubj on/IN/7/case the/DT/7/det post/NN/4/nmod failed=fail/VBD/0/root",
     ["front"], ["post"]),
    ("the murdered one possesses the murder", "murder",
     "The/DT/2/det mayor/NN/4/nmod:poss 's/POS/2/case murder/NN/5/nsubj shocked=shock/VBD/0/root Vesk/NNP/5/obj", [], ["mayor"]),
    ("light verb", "offensive",
     "The/DT/2/det army/NN/3/nsubj launched=launch/VBD/0/root an/DT/5/det offensive/NN/3/obj against/IN/7/case rebels=rebel/NNS/5/nmod",
     ["army"], ["rebels"]),
    ("tried to storm", "tried",
     "Gunmen=gunman/NNS/2/nsubj tried=try/VBD/0/root to/TO/4/mark storm/VB/2/xcomp a/DT/6/det post/NN/4/obj",
     ["Gunmen"], ["post"]),
    ("participle", "killing",
     "Gunmen=gunman/NNS/2/nsubj raided=raid/VBD/0/root Vesk/NNP/2/obj ,/,/5/punct killing=kill/VBG/2/advcl guards=guard/NNS/5/obj",
     ["Gunmen"], ["guards"]),
    ("relative clause", "raided",
     "The/DT/2/det rebels=rebel/NNS/7/nsubj who/WP/4/nsubj raided=raid/VBD/2/acl:relcl the/DT/6/det post/NN/4/obj fled=flee/VBD/0/root",
     ["rebels"], ["post"]),
    ("loser suffers", "lost",
     "The/DT/2/det militia/NN/4/nsubj has/VBZ/4/aux lost=lose/VBN/0/root two/CD/6/nummod tanks=tank/NNS/4/obj", [], ["militia"]),
    ("who speaks, behind a pronoun", "attacked",
     "The/DT/2/det army/NN/3/nsubj said=say/VBD/0/root it/PRP/5/nsubj attacked=attack/VBD/3/ccomp the/DT/7/det camp/NN/5/obj",
     ["it", "army"], ["camp"]),
    ("carried out by", "attack",
     "An/DT/2/det attack/NN/7/nsubj carried=carry/VBN/2/acl out/RP/3/compound:prt by/IN/6/case rebels=rebel/NNS/3/obl:agent failed=fail/VBD/0/root",
     ["rebels"], []),
    ("victims of a blast", "blast",
     "A/DT/2/det blast/NN/3/nsubj wounded=wound/VBD/0/root five/CD/5/nummod pupils=pupil/NNS/3/obj", [], ["pupils"]),
    ("accused of", "killing",
     "The/DT/2/det court/NN/3/nsubj accused=accuse/VBD/0/root two/CD/5/nummod men=man/NNS/3/obj of/IN/7/mark killing=kill/VBG/3/advcl a/DT/9/det judge/NN/7/obj",
     ["men"], ["judge"]),
    ("have makes it active", "arrested",
     "Guards=guard/NNS/3/nsubj:pass have/VBP/3/aux arrested=arrest/VBN/0/root two/CD/5/nummod men=man/NNS/3/obj", ["Guards"], ["men"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "trigger", "line", "agents", "patients"), REFUSED + FOUND, ids=[c[0] for c in REFUSED + FOUND]
)
def test_arguments(make, what, trigger, line, agents, patients):
    made = make(line)
    tree = Tree(annotated=made.done())
    got = arguments(tree, made.head(trigger))
    assert [tree.token(i).text for i in got.agents] == agents
    assert [tree.token(i).text for i in got.patients] == patients


def test_clashes_have_two_sides(make):
    made = make(
        "Clashes=clash/NNS/7/nsubj between/IN/3/case rebels=rebel/NNS/1/nmod and/CC/6/cc the/DT/6/det army/NN/3/conj"
        " continued=continue/VBD/0/root"
    )
    tree = Tree(annotated=made.done())
    got = arguments(tree, made.head("Clashes"))
    assert got.construction is Construction.MUTUAL
    assert [tree.token(i).text for i in (*got.agents, *got.patients)] == ["rebels", "army"]
