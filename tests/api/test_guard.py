"""Who may do what, role by role; and what the door refuses whoever asks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from casus.api.auth.guard import Limits
from casus.api.auth.users import Role, Users
from casus.api.serving import Door, checked
from casus.errors import UsageError

READ = [
    "/documents", "/documents/d1", "/events", "/events/e1", "/incidents", "/operations", "/actors", "/places",
    "/facets", "/timeline", "/incidents.geojson", "/search?q=Vesk", "/review/queue", "/review/agreement",
    "/tiles/0/0/0.mvt", "/jobs/none",
]  # fmt: skip
WRITE = [
    ("/review/judgements", {"verb": "note", "subjects": ["e1"], "note": "seen"}),
    ("/review/undo", None),
    ("/documents", {"reports": [{"text": "Three were killed."}]}),
]
ROLES = [None, "reader", "analyst", "admin"]


def fine(got):
    return got.status_code not in (401, 403)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_reads_writes_and_audits_as_it_may(open_house, role):
    client = open_house("reader", "analyst", "admin")(role)
    for path in READ:
        assert fine(client.get("/api/v1" + path)) is (role is not None), path
    for path, body in WRITE:
        assert fine(client.post("/api/v1" + path, json=body)) is (role in ("analyst", "admin")), path
    assert fine(client.get("/api/v1/audit")) is (role == "admin")
    assert client.get("/api/v1/me").json()["role"] == role


@pytest.mark.parametrize("scope", ["reader", "analyst", "admin"])
def test_each_scope_of_an_admins_token_does_no_more(open_house, scope):
    client = open_house("admin")
    token = client.users.issue("admin", scope=Role(scope), label="", expires=None)
    anyone = client()
    anyone.headers.pop("x-csrf-token")  # what no cookie speaks for needs none
    anyone.headers["authorization"] = f"Bearer {token}"
    assert all(fine(anyone.get("/api/v1" + path)) for path in READ)
    for path, body in WRITE:
        assert fine(anyone.post("/api/v1" + path, json=body)) is (scope != "reader")
    assert fine(anyone.get("/api/v1/audit")) is (scope == "admin")


def test_a_token_that_is_none_is_refused_even_where_nobody_logs_in(api):
    assert api.get("/api/v1/me", headers={"authorization": "Bearer casus_x"}).status_code == 401


def test_a_token_that_ran_out_is_refused(open_house):
    client = open_house("admin")
    past = datetime.now(UTC) - timedelta(days=1)
    token = client.users.issue("admin", scope=None, label="", expires=past)
    assert client().get("/api/v1/events", headers={"authorization": f"Bearer {token}"}).status_code == 401


def test_a_write_needs_the_csrf_token_of_its_own_session(open_house):
    client = open_house("analyst", "analyst2")
    one, two = client("analyst"), client("analyst2")
    for given in ("", "x", two.headers["x-csrf-token"]):
        got = one.post("/api/v1/review/undo", headers={"x-csrf-token": given})
        assert (got.status_code, got.json()["error"]["code"]) == (403, "csrf")


def test_the_one_person_at_the_machine_needs_it_too(api):
    assert api.post("/api/v1/review/undo", headers={"x-csrf-token": ""}).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
)
def test_a_write_from_another_sites_page_is_refused(api, headers):
    got = api.post("/api/v1/review/undo", headers=headers)
    assert (got.status_code, got.json()["error"]["code"]) == (403, "origin")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[::2]"])
def test_another_name_than_ours_is_refused(api, host):
    assert api.get("/api/v1/me", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost:8765", "127.0.0.1", "[::1]:8765", "LOCALHOST"])
def test_our_own_names_are_answered_to(api, host):
    assert api.get("/api/v1/me", headers={"host": host}).status_code == 200


def test_cookies_are_for_this_service_only(open_house):
    client = open_house("reader")()
    got = client.post("/api/v1/session", json={"name": "reader", "password": "correct horse"})
    cookie = got.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_logging_out_ends_the_session_on_the_server(open_house):
    client = open_house("reader")("reader")
    cookie = client.cookies["casus_session"]
    assert client.delete("/api/v1/session").status_code == 204
    client.cookies.set("casus_session", cookie)
    assert client.get("/api/v1/events").status_code == 401


def test_another_password_or_no_user_ends_sessions(open_house):
    client = open_house("reader", "admin")
    reader = client("reader")
    client.users.change("reader", password="another horse")
    assert reader.get("/api/v1/events").status_code == 401


def test_a_wrong_password_is_refused_logged_and_slowed(open_house):
    client = open_house("reader")
    anyone = client()
    codes = [
        anyone.post("/api/v1/session", json={"name": "reader", "password": "wrong"}).status_code for _ in range(10)
    ]
    assert codes[0] == 401
    assert codes[-1] == 429
    assert any(line["act"] == "session.refused" for line in client.house.log.lines())


def test_what_is_too_large_is_refused_whatever_its_header_says(open_house):
    client = open_house(limits=Limits(reports=2000, other=500))()
    big = {"reports": [{"text": "x" * 3000}]}
    assert client.post("/api/v1/documents", json=big).status_code == 413

    def pieces():
        for _ in range(100):
            yield b" " * 100

    assert client.post("/api/v1/review/judgements", content=pieces()).status_code == 413


def test_every_answer_carries_the_policy(api):
    for path in ("/", "/api/v1/me", "/api/v1/events/none", "/none.js"):
        headers = api.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_an_open_door_to_other_machines_is_refused_until_somebody_must_log_in(tmp_path):
    users = Users(tmp_path / "u.json")
    for host in ("0.0.0.0", "192.0.2.7", "::", "casus.example"):
        with pytest.raises(UsageError, match="nobody has to log in"):
            checked(Door(host=host), users)
    for host in ("127.0.0.1", "127.0.0.9", "::1", "localhost"):
        checked(Door(host=host), users)
    users.add("ana", Role.ADMIN, None)
    checked(Door(host="0.0.0.0"), users)


def test_the_log_tells_who_decided(open_house):
    client = open_house("analyst", "admin")
    analyst = client("analyst")
    analyst.post("/api/v1/review/judgements", json={"verb": "accept", "subjects": ["e1"]})
    audit = client("admin").get("/api/v1/audit").json()
    assert audit["whole"] is True
    assert ("analyst", "review.accept") in [(line["by"], line["act"]) for line in audit["items"]]
