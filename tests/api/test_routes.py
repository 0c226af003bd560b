"""What is answered: records, views, decisions, work; and hostile texts as texts."""

from __future__ import annotations

import json
import time

import pytest

from casus.api import house
from casus.api.jobs import Kept

V = "/api/v1"


def items(got):
    assert got.status_code == 200, got.text
    return got.json()["items"]


def test_pages_follow_one_another(api):
    first = api.get(f"{V}/events?limit=2").json()
    assert (len(first["items"]), first["total"]) == (2, 3)
    second = api.get(f"{V}/events?limit=2&after={first['next']}").json()
    assert [e["id"] for e in first["items"] + second["items"]] == ["e1", "e2", "e3"]
    assert second["next"] is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("country=IQ", "e1 e2"),
        ("country=IQ&country=NE", "e1 e2 e3"),
        ("kind=violence/explosive", "e1 e2"),
        ("killed=4", "e2"),
        ("box=0,0,10,20", "e3"),
        ("since=2031-03-05", ""),
        ("until=2031-03-04", "e1 e2 e3"),
        ("factuality=alleged", "e3"),
        ("source=Courier", "e1 e2 e3"),
        ("actor=orm", "e1 e2 e3"),
        ("text=seized", "e3"),
        ("status=accepted", ""),
    ],
)
def test_the_words_of_the_filter_choose(api, words, found):
    assert {e["id"] for e in items(api.get(f"{V}/events?{words}"))} == set(found.split())


@pytest.mark.parametrize(
    "words",
    ["box=1,2,3", "box=a,b,c,d", "box=0,nan,1,1", "since=yesterday", "killed=-1", "limit=0", "status=maybe",
     "after=%00", "text=%00", "country=", "since=2031-02-01&until=2031-01-01", "after=nonsense"],
)  # fmt: skip
def test_what_is_not_of_its_form_is_told(api, words):
    got = api.get(f"{V}/events?{words}")
    assert got.status_code in (400, 422)
    assert got.json()["error"]["message"]


def test_an_incident_holds_its_reports_texts_and_their_disagreement(api):
    (many,) = [i for i in items(api.get(f"{V}/incidents")) if len(i["documents"]) == 2]
    page = api.get(f"{V}/incidents/{many['id']}").json()
    assert {m["id"] for m in page["members"]} == {"e1", "e2"}
    assert {t["id"]: t["text"][:5] for t in page["texts"]} == {"d1": "Three", "d2": "Three"}
    assert page["disagreements"]
    assert page["redirected_from"] is None


@pytest.mark.parametrize("path", ["documents/x", "events/x", "events/x/why", "incidents/x", "operations/x", "jobs/x"])
def test_what_is_not_there_is_told(api, path):
    got = api.get(f"{V}/{path}")
    assert (got.status_code, got.json()["error"]["code"]) == (404, "absent")


def test_an_answer_that_is_held_already_is_not_sent_again(api, store, monkeypatch):
    monkeypatch.setattr(house, "LAG", 1e9)  # however slow the machine
    got = api.get(f"{V}/facets")
    again = api.get(f"{V}/facets", headers={"if-none-match": got.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert api.get(f"{V}/facets?killed=1", headers={"if-none-match": got.headers["etag"]}).status_code == 200
    api.post(f"{V}/review/judgements", json={"verb": "accept", "subjects": ["e1"]})
    assert api.get(f"{V}/facets", headers={"if-none-match": got.headers["etag"]}).status_code == 200


def test_counts_timeline_and_map(api):
    facets = api.get(f"{V}/facets").json()
    assert facets["total"] == 2
    assert {(b["value"], b["label"]) for b in facets["country"]} == {("IQ", "Iraq"), ("NE", "Niger")}
    timeline = api.get(f"{V}/timeline?by=day").json()
    assert sum(s["count"] for s in timeline["items"]) == 2
    features = api.get(f"{V}/incidents.geojson").json()["features"]
    assert {tuple(f["geometry"]["coordinates"]) for f in features} == {(44.0, 33.0), (5.0, 10.0)}
    tile = api.get(f"{V}/tiles/0/0/0.mvt")
    assert tile.headers["content-type"] == "application/vnd.mapbox-vector-tile"
    assert b"incidents" in tile.content
    assert api.get(f"{V}/tiles/3/0/0.mvt").content == b""
    assert api.get(f"{V}/tiles/1/2/0.mvt").status_code == 404


def test_a_decision_shows_and_undo_takes_it_back(api):
    got = api.post(f"{V}/review/judgements", json={"verb": "reject", "subjects": ["e1"], "note": "a drill"})
    assert got.status_code == 201
    assert api.get(f"{V}/events/e1").json()["status"] == "rejected"
    place = {"verb": "correct", "subjects": ["e1"], "field": "place", "value": {"name": "Old Vesk"}}
    assert api.post(f"{V}/review/judgements", json=place).status_code == 201
    page = api.get(f"{V}/events/e1").json()
    assert (page["status"], page["corrected"], page["place"]["name"]) == ("accepted", ["place"], "Old Vesk")
    assert [j["verb"] for j in page["judgements"]] == ["reject", "correct"]
    assert api.post(f"{V}/review/undo").status_code == 200
    assert api.get(f"{V}/events/e1").json()["status"] == "rejected"
    assert api.post(f"{V}/review/undo").status_code == 200
    page = api.get(f"{V}/events/e1").json()
    assert (page["status"], [j["undone"] for j in page["judgements"]]) == ("unreviewed", [True, True])
    assert api.post(f"{V}/review/undo").status_code == 409


@pytest.mark.parametrize(
    "body",
    [
        {"verb": "same", "subjects": ["e1"]},
        {"verb": "accept", "subjects": ["none"]},
        {"verb": "correct", "subjects": ["e1"]},
        {"verb": "accept", "subjects": ["e1", "e2"]},
        {"verb": "correct", "subjects": ["e1"], "field": "nonsense", "value": 1},
        {"verb": "shout", "subjects": ["e1"]},
        {"verb": "accept", "subjects": []},
        {"verb": "accept", "subjects": ["e1"], "who": 1},
    ],
)
def test_a_decision_that_cannot_be_is_refused(api, body):
    got = api.post(f"{V}/review/judgements", json=body)
    assert got.status_code in (400, 409, 422)
    assert api.get(f"{V}/events/e1").json()["judgements"] == []


def test_the_queue_begins_where_reports_disagree_and_says_why(api):
    queue = api.get(f"{V}/review/queue").json()
    assert {q["event"]["id"] for q in queue["items"][:2]} == {"e1", "e2"}
    assert "disagree" in queue["items"][0]["reasons"][0]
    assert queue["items"][0]["document"]["text"].startswith("Three")
    assert (queue["left"], queue["done"]) == (3, 0)


def test_blind_coders_see_nothing_of_each_other_until_both_decided(open_house):
    client = open_house("analyst1", "analyst2", "admin", blind=True)
    one, two = client("analyst1"), client("analyst2")
    battle = {"verb": "correct", "subjects": ["e1"], "field": "kind", "value": "violence/battle"}
    one.post(f"{V}/review/judgements", json=battle)
    assert one.get(f"{V}/events/e1").json()["status"] == "accepted"
    seen = two.get(f"{V}/events/e1").json()
    assert (seen["status"], seen["kind"], seen["judgements"]) == ("unreviewed", "violence/explosive/air_strike", [])
    assert "e1" in {q["event"]["id"] for q in two.get(f"{V}/review/queue").json()["items"]}
    assert "e1" not in {q["event"]["id"] for q in one.get(f"{V}/review/queue").json()["items"]}
    assert two.get(f"{V}/events?status=accepted").status_code == 400
    two.post(f"{V}/review/judgements", json={"verb": "reject", "subjects": ["e1"]})
    assert [j["by"] for j in two.get(f"{V}/events/e1").json()["judgements"]] == ["analyst1", "analyst2"]
    (verdict, kind) = client("admin").get(f"{V}/review/agreement").json()["items"]
    assert (verdict["units"], verdict["percent"], kind["units"]) == (1, 0.0, 0)


def test_joined_by_a_person_and_parted_by_a_person(api):
    before = {i["id"]: set(i["events"]) for i in items(api.get(f"{V}/incidents"))}
    both = next(i for i, e in before.items() if e == {"e1", "e2"})
    api.post(f"{V}/review/judgements", json={"verb": "different", "subjects": ["e2"]})
    assert sorted(sorted(i["events"]) for i in items(api.get(f"{V}/incidents"))) == [["e1"], ["e2"], ["e3"]]
    api.post(f"{V}/review/undo")
    api.post(f"{V}/review/judgements", json={"verb": "same", "subjects": ["e1", "e3"]})
    after = items(api.get(f"{V}/incidents"))
    assert [set(i["events"]) for i in after] == [{"e1", "e2", "e3"}]
    old = next(i for i in before if i not in {a["id"] for a in after})
    assert api.get(f"{V}/incidents/{old}").json()["redirected_from"] == old
    assert both in before


def test_reports_that_are_sent_are_coded_while_one_watches(api):
    got = api.post(f"{V}/documents", json={"reports": [{"text": "One.", "source": "Courier"}, {"text": "Two."}]})
    assert got.status_code == 202
    job = got.json()["id"]
    with api.stream("GET", f"{V}/jobs/{job}/events") as stream:
        told = [line for line in stream.iter_lines() if line.startswith("data:")]
    assert '"state":"done"' in told[-1]
    job = api.get(f"{V}/jobs/{job}").json()
    assert (job["state"], job["total"], job["done"], len(job["documents"])) == ("done", 2, 2, 2)


def test_a_job_that_fails_says_why_and_the_next_goes_on(open_house):
    def keep(document, by):
        if document.text == "Bad.":
            raise RuntimeError("broken")
        return Kept(document=document.id)

    client = open_house(keep=keep)()
    ids = [client.post(f"{V}/documents", json={"reports": [{"text": t}]}).json()["id"] for t in ("Bad.", "Good.")]
    for _ in range(100):
        states = [client.get(f"{V}/jobs/{i}").json() for i in ids]
        if all(s["state"] in ("done", "failed") for s in states):
            break
        time.sleep(0.05)
    assert [s["state"] for s in states] == ["failed", "done"]
    assert "broken" in states[0]["message"]


def test_files_are_told_apart_by_what_they_hold(open_house):
    seen = []

    def keep(document, by):
        seen.append(document)
        return Kept(document=document.id)

    made = open_house(keep=keep)
    client, house = made(), made.house
    told = b"Three people were killed at Vesk on Monday, officials said. The town lies in the north of the country."
    page = b"<html><title>Strike at Vesk</title><body><article><p>" + told * 3 + b"</p></article></body></html>"
    lines = b'{"id": "l1", "text": "Three people were killed at Dorn on Monday, officials of the district said."}\n'
    sent = [
        ("files", ("../../etc/page.html", page)),
        ("files", ("a.jsonl", lines)),
        ("files", ("b.bin", b"\x00\x01\x02\xff" * 50)),
    ]
    got = client.post(f"{V}/documents/files", files=sent)
    assert got.status_code == 202, got.text
    house.jobs.wait(got.json()["id"], 10)
    assert {d.id for d in seen} >= {"l1"}
    assert len(seen) == 2
    assert got.json()["issues"]


HOSTILE = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "left \u202eright-to-left override\u202c and \u2066isolates\u2069",
    "a null \x00 character",
    "=cmd|' /C calc'!A0",
    "x" * 10_000_000,
]


def test_half_a_surrogate_pair_is_refused(api):
    body = '{"reports": [{"text": "half a pair \\ud800 alone"}]}'
    got = api.post(f"{V}/documents", content=body, headers={"content-type": "application/json"})
    assert got.status_code == 422


@pytest.mark.parametrize("hostile", HOSTILE, ids=["script", "bidi", "null", "formula", "10MB"])
def test_hostile_texts_come_back_as_text(open_house, store, hostile):
    def keep(document, by):
        store.add_documents([document])
        return Kept(document=document.id)

    opened = open_house(keep=keep)
    client, house = opened(), opened.house
    body = json.dumps({"reports": [{"text": hostile, "title": hostile[:500]}]})
    got = client.post(f"{V}/documents", content=body, headers={"content-type": "application/json"})
    assert got.status_code == 202, got.text
    house.jobs.wait(got.json()["id"], 20)
    made = client.get(f"{V}/jobs/{got.json()['id']}").json()["documents"][0]
    back = client.get(f"{V}/documents/{made}")
    assert back.headers["content-type"] == "application/json"
    expected = hostile.replace("\x00", " ").encode("utf-8", "replace").decode()
    assert back.json()["text"] == expected


def test_the_app_answers_its_own_addresses_and_no_other(open_house, tmp_path, monkeypatch):
    from casus.api import pages

    folder = tmp_path / "app"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html>the app")
    (folder / "assets" / "x-1a2b.mjs").write_text("1")
    (tmp_path / "secret.txt").write_text("secret")
    monkeypatch.setattr(pages, "HERE", folder)
    client = open_house()()
    assert "the app" in client.get("/incidents/i1?country=IQ").text
    asset = client.get("/assets/x-1a2b.mjs")
    assert asset.headers["content-type"].startswith("text/javascript")
    assert "immutable" in asset.headers["cache-control"]
    assert client.get("/").headers["cache-control"] == "no-cache"
    assert client.get("/assets/none.js").status_code == 404
    assert client.get("/api/v2/x").status_code == 404
    for path in ("/..%2fsecret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt"):
        assert "secret" not in client.get(path).text


def test_without_the_app_its_page_says_how_to_build_it(open_house, tmp_path, monkeypatch):
    from casus.api import pages

    monkeypatch.setattr(pages, "HERE", tmp_path / "none")
    assert "not built" in open_house()().get("/").text


def test_why_tells_the_records_own_words_where_the_text_is_gone(open_house, store):
    store._documents.clear()
    why = open_house()().get(f"{V}/events/e1/why").json()
    assert why["read_again"] is False
    assert {f["field"]: f["basis"] for f in why["fields"]}["place"] == "stated"


def test_addresses_are_fetched_only_where_that_is_allowed_and_never_inner_ones(open_house):
    client = open_house()
    sent = {"addresses": ["http://127.0.0.1:9/x", "http://169.254.169.254/latest/meta-data"]}
    assert client().post(f"{V}/documents/addresses", json=sent).status_code == 403
    client.house.fetches = True
    got = client().post(f"{V}/documents/addresses", json=sent)
    assert got.status_code == 422
    assert got.json()["error"]["message"].count("not a public address") == 2


def test_a_tile_of_many_shows_cells(open_house, store, monkeypatch):
    from casus.api import tiles

    monkeypatch.setattr(tiles, "FEW", 1)
    content = open_house()().get(f"{V}/tiles/0/0/0.mvt").content
    assert b"count" in content
    assert b"killed" in content
    one = open_house()().get(f"{V}/tiles/0/0/0.mvt?box=0,0,10,20").content
    assert b"count" not in one
    assert b"Dorn" in one
    assert open_house()().get(f"{V}/tiles/0/0/0.mvt?box=-50,-50,-40,-40").content == b""
