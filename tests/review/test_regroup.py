"""Putting together anew: ids are kept, people's pairs hold, the rest is left alone."""

from __future__ import annotations

from casus.errors import StaleError
from casus.records.judgement import Action
from casus.review.campaigns import regather
from casus.review.queue import queue
from casus.review.regroup import regroup
from shelf import Shelf
from told import SAID, event, killed, stocked, text


def groups(store):
    return sorted(sorted(i.record.events) for i in store.all_incidents())


def test_a_new_report_joins_the_incident_that_is_there_and_its_id_stays():
    store = stocked()
    before = store.incidents_of(("e1", "e3"))
    store.add_documents([text("d4", "Three people were killed at Vesk, a third paper says.", source="Dispatch")])
    store.add_events([event("e4", "d4")])
    assert regroup(store, ("e4",)) == (before["e1"],)
    assert groups(store) == [["e1", "e2", "e4"], ["e3"]]
    assert store.incidents_of(("e3",))["e3"] == before["e3"]


def test_a_report_of_another_happening_founds_its_own():
    store = stocked()
    when = {"start": "2031-06-01", "end": "2031-06-01", "precision": "day", "text": "1 June", **SAID}
    store.add_documents([text("d4")])
    store.add_events([event("e4", "d4", when=when)])
    (founded,) = regroup(store, ("e4",))
    assert founded not in {i for e, i in store.incidents_of(("e1", "e2", "e3")).items()}


def test_what_people_said_of_pairs_outlives_new_reports():
    store = stocked()
    store.judge(Action.DIFFERENT, ("e1", "e2"), by="ana")
    store.judge(Action.SAME, ("e1", "e3"), by="ana")
    regroup(store, ("e1", "e2", "e3"))
    assert groups(store) == [["e1", "e3"], ["e2"]]
    store.add_documents([text("d4")])
    store.add_events([event("e4", "d4", tolls=killed(5))])
    regroup(store, ("e4",))
    assert any({"e1", "e3"} <= set(g) and "e2" not in g for g in groups(store))


def test_a_rejected_event_is_not_joined():
    store = stocked()
    store.judge(Action.REJECT, ("e2",), by="ana")
    store.add_events([event("e4", "d1", tolls=killed(5))])
    regroup(store, ("e4",))
    assert not any({"e2", "e4"} <= set(g) for g in groups(store))


def test_it_begins_anew_where_another_wrote_meanwhile():
    class Busy(Shelf):
        tries = 0

        def put_incidents(self, incidents, **options):
            type(self).tries += 1
            if type(self).tries == 1:
                raise StaleError("meanwhile")
            super().put_incidents(incidents, **options)

    store = Busy()
    store.add_documents([text("d1")])
    store.add_events([event("e1", "d1")])
    assert len(regroup(store, ("e1",))) == 1
    assert Busy.tries == 2


def test_operations_are_gathered_anew_where_a_report_tells_of_them():
    store = stocked()
    named = {"name": "Iron Tide", "phase": None, "objective": None, **SAID}
    store.add_events([event("e4", "d1", operation=named)])
    assert len(regather(store, ("e4",))) == 1
    store.add_documents([text("d5")])
    store.add_events([event("e5", "d5", operation={**named, "name": "Operation Iron Tide"})])
    regather(store, ("e5",))
    (operation,) = store.operations()
    assert set(operation.events) == {"e4", "e5"}
    assert regather(store, ("e1",)) == ()


def test_the_queue_puts_the_disputed_first_and_the_plain_last():
    store = stocked()
    store.add_documents([text("d6")])
    place = {"name": "Orm", "country": "UA", "geonameid": 9, "admin1": None, "admin2": None, "latitude": 50.0,
             "longitude": 30.0, "radius_km": None, "level": "town", "relation": None, "geo_precision": 1,
             "where_prec": 1, **SAID}  # fmt: skip
    store.add_events([event("e6", "d6", place=place, kind="battle/clash")])
    waiting = queue(store)
    assert [w.event.id for w in waiting][-1] == "e6"
    assert waiting[-1].reasons == ()
    assert waiting[0].weight > waiting[-1].weight
    store.judge(Action.ACCEPT, ("e6",), by="ana")
    assert "e6" not in {w.event.id for w in queue(store)}
