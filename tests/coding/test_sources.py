"""To whom it is attributed. Refusals first."""

# ruff: noqa: E501 (trees by hand are long lines)

from __future__ import annotations

import pytest

from casus.coding.sources import source

CASES = [
    ("nobody", "raided", "Rebels=rebel/NNS/2/nsubj raided=raid/VBD/0/root Vesk/NNP/2/obj", None),
    ("a pronoun", "raided", "They=they/PRP/2/nsubj said=say/VBD/0/root rebels=rebel/NNS/4/nsubj raided=raid/VBD/2/ccomp Vesk/NNP/4/obj", None),
    ("who speaks of something else", "raided",
     "Rebels=rebel/NNS/2/nsubj raided=raid/VBD/0/root Vesk/NNP/2/obj and/CC/6/cc police/NNS/6/nsubj said=say/VBD/2/conj nothing/NN/6/obj", None),
    ("said", "raided",
     "Local/JJ/2/amod officials=official/NNS/3/nsubj said=say/VBD/0/root rebels=rebel/NNS/5/nsubj raided=raid/VBD/3/ccomp Vesk/NNP/5/obj",
     "Local officials"),
    ("at the end", "raided",
     "Rebels=rebel/NNS/2/nsubj raided=raid/VBD/0/root Vesk/NNP/2/obj ,/,/6/punct police/NNS/6/nsubj said=say/VBD/2/parataxis", "police"),
    ("according to", "raided",
     "According/VBG/4/case to/IN/1/fixed the/DT/4/det mayor/NN/7/obl ,/,/4/punct rebels=rebel/NNS/7/nsubj raided=raid/VBD/0/root Vesk/NNP/7/obj",
     "the mayor"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "trigger", "line", "voice"), CASES, ids=[c[0] for c in CASES])
def test_voice(make, what, trigger, line, voice):
    made = make(line)
    told = source(made.frame(trigger), made.done())
    assert (None if told is None else told.value.name) == voice
