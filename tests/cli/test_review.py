"""casus review, by the keys that somebody presses."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from casus.cli.main import main
from casus.cli.review import keys_of
from casus.errors import UsageError
from casus.records.judgement import Action
from casus.review.regroup import regroup
from casus.store.base import Store
from shelf import Shelf
from told import SAID, event, text

SEVEN = [{"harm": "killed", "low": 7, "best": 7, "high": 7, "of": "unknown", **SAID}]


@pytest.fixture
def store(monkeypatch):
    made = Shelf()
    made.add_documents([text("d1"), text("d2", "Three died at Vesk, others say seven.", source="Meridian"), text("d3")])
    far = {**FAR, **SAID}
    made.add_events(
        [
            event("e1", "d1"),
            event("e2", "d2", tolls=SEVEN),
            event("e3", "d3", kind="violence/abduction", tolls=[], place=far),
        ]
    )
    regroup(made, ("e1", "e2", "e3"))
    monkeypatch.setattr(Store, "open", staticmethod(lambda where, create=False: made))
    return made


FAR = {
    "name": "Dorn", "geonameid": 8, "admin1": None, "admin2": None, "country": "NE", "latitude": 10.0,
    "longitude": 5.0, "radius_km": None, "level": "town", "relation": None, "geo_precision": 1, "where_prec": 1,
}  # fmt: skip


def press(keys, *options):
    made = CliRunner().invoke(main, ["review", "x.db", "--as", "ana", *options], input=keys, catch_exceptions=False)
    assert made.exit_code == 0, made.output
    return made.output


def test_one_key_decides_and_goes_on(store):
    shown = press("arq")
    assert [(j.action, j.subjects) for j in store.judgements()] == [
        (Action.ACCEPT, ("e1",)),
        (Action.REJECT, ("e2",)),
    ]
    assert "2 decided" in shown
    assert "a accept" in shown.replace("accept a", "a accept")
    assert "reports disagree" in shown


def test_undo_goes_back_to_the_first_and_no_further(store):
    press("aaauuuuq")
    assert store.judgements(standing=True) == ()
    assert len(store.judgements()) == 6
    assert store.event("e1").status.value == "unreviewed"


def test_undo_reaches_other_sittings(store):
    press("aq")
    press("uq")
    assert store.judgements(standing=True) == ()


def test_a_correction_asks_for_field_and_value(store):
    press("ckilled\n4-6\nq")
    record = store.event("e1").record
    assert [(t.low, t.best, t.high) for t in record.tolls] == [(4, 5, 6)]
    assert store.event("e1").corrected == ("tolls",)


def test_a_wrong_value_is_told_and_nothing_is_written(store):
    assert "no day such as" in press("cwhen\nyesterday\nq")
    assert store.judgements() == ()


def test_split_and_merge_show_at_once(store):
    together = store.incidents_of(("e1",))["e1"]
    assert store.incident(together).record.events == ("e1", "e2")
    press("sq")
    assert store.incidents_of(("e1",)) != store.incidents_of(("e2",))
    press("uq")
    assert store.incident(store.incidents_of(("e1",))["e1"]).record.events == ("e1", "e2")
    press("me3\nq")
    assert store.incident(store.incidents_of(("e3",))["e3"]).record.events == ("e1", "e2", "e3")


def test_later_and_back_and_note(store):
    press("jknseen\nq")
    (note,) = store.judgements()
    assert (note.action, note.reason) == (Action.NOTE, "seen")


def test_blind_coders_do_not_meet(store):
    press("cplace\nOld Vesk\nq", "--blind")
    shown = CliRunner().invoke(main, ["review", "x.db", "--as", "ben", "--blind"], input="q").output
    assert "event e1" in shown
    assert "Old Vesk" not in shown
    assert "unreviewed" in shown


def test_agreement_is_shown(store):
    press("aq")
    CliRunner().invoke(main, ["review", "x.db", "--as", "ben", "--blind"], input="rq")
    shown = press("", "--agreement")
    assert "verdict" in shown
    assert "ana, ben" in shown


def test_nothing_waits(store):
    assert "nothing waits for ana" in press("q", "--country", "DE")


def test_keys_may_be_others_but_not_twice():
    assert keys_of("accept=y,reject=x")["accept"] == "y"
    for wrong in ("accept=r", "accept=yy", "shout=x"):
        with pytest.raises(UsageError):
            keys_of(wrong)


def test_a_hostile_report_cannot_command_the_terminal(store):
    store.add_documents([text("d1", "Three\x1b[2J\x1b]0;owned\x07 were killed [bold]at[/bold] Vesk.")])
    assert "\x1b[2J" not in press("q")
    assert "[bold]at[/bold]" in press("q")
