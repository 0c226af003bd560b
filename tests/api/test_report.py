"""The situation report over the API, on the samples in a real store: its links lead into the app, its words are lit."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from casus.api.app import application
from casus.api.auth.audit import Log
from casus.api.auth.guard import Limits
from casus.api.auth.users import Users
from casus.api.demo import made
from casus.api.serving import house
from casus.store.base import Store

DAYS = {"since": "2016-10-01", "until": "2016-10-31"}


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    with Store.open(made(lambda line: None, folder=folder)) as store:
        service = house(store, Users(folder / "users.json"), Log(folder / "audit.jsonl"), blind=False)
        with TestClient(application(service, limits=Limits()), base_url="http://localhost") as client:
            yield client


def test_a_report_on_the_samples_links_to_incidents_that_are_there(api):
    page = api.get("/api/v1/report", params=DAYS)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "script-src" not in page.headers["content-security-policy"]
    ids = set(re.findall(r'href="/incidents/([^"]+)"', page.text))
    assert ids
    for one in ids:
        assert api.get(f"/api/v1/incidents/{one}").status_code == 200


@pytest.mark.parametrize("days", [{}, {"since": "2016-10-01"}, {"since": "2016-10-31", "until": "2016-10-01"}])
def test_a_report_without_its_days_is_refused(api, days):
    assert api.get("/api/v1/report", params=days).status_code in (400, 422)


def test_every_list_of_a_real_store_answers(api):
    for name in ("documents", "events", "incidents", "operations", "actors", "places", "facets", "timeline"):
        assert api.get(f"/api/v1/{name}").status_code == 200, name
    every = api.get("/api/v1/incidents").json()["items"]
    assert every
    pages, after = [], None
    while True:
        page = api.get("/api/v1/incidents", params={"limit": 7} | ({"after": after} if after else {})).json()
        pages += [i["id"] for i in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert len(pages) == len(set(pages)) >= len(every)
    assert api.get("/api/v1/tiles/0/0/0.mvt").content
    assert api.get("/api/v1/search", params={"q": "Mosul"}).json()["items"]
