"""The checker tells every entry that its sentences belie, by file and line."""

from __future__ import annotations

from collections.abc import Sequence

from casus.lexicon.check import Told, faults
from casus.lexicon.triggers import triggers
from casus.lexicon.words import cues, lines


def test_a_silent_reader_belies_every_trigger() -> None:
    def silent(_: str) -> Sequence[Told]:
        return ()

    told = list(faults(silent))
    assert len([f for f in told if not f.startswith("cues.toml")]) == len(triggers())
    assert all(".toml:" in fault for fault in told)


def test_a_reader_that_finds_everything_is_told_by_the_sentences_that_must_not_match() -> None:
    every = [Told(entry=t.name, act=t.act, factuality="occurred") for t in triggers()]
    told = list(faults(lambda _: every))
    assert sum("finds" in fault for fault in told) == len(triggers())
    assert not any(": no " in fault for fault in told)


def test_lines_are_where_the_entries_start() -> None:
    assert lines("# head\n\n[[cue]]\nx = 1\n\n[[cue]]\n", "[[cue]]") == [3, 6]
    assert all(entry.line > 0 for entry in (*triggers(), *cues()))


def test_no_two_entries_are_one() -> None:
    keys = [(t.lemma, t.pos, t.act, t.then, t.before) for t in triggers()]
    assert len(keys) == len(set(keys))


def test_every_act_has_a_rule_of_kind() -> None:
    from casus.ontology.decisions import rules

    known = {act for rule in rules() for act in rule.acts}
    assert {t.act for t in triggers()} <= known
