"""A service over a small store: three reports, of which two tell one strike and disagree about its toll."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from casus.api.app import application
from casus.api.auth import secrets
from casus.api.auth.audit import Log
from casus.api.auth.guard import Limits
from casus.api.auth.users import Role, Users
from casus.api.jobs import Kept
from casus.api.serving import house
from told import stocked

PASSWORD = "correct horse"
BASE = "http://localhost"


@pytest.fixture
def store():
    return stocked()


@pytest.fixture
def open_house(tmp_path, monkeypatch, store):
    """Makes a service; `people` are names of users who are their own role."""
    monkeypatch.setattr(secrets.hashed, "__kwdefaults__", {"n": 1 << 4})
    clients = []

    def make(*people, blind=False, limits=None, keep=None):
        users = Users(tmp_path / "users.json")
        for name in people:
            users.add(name, Role(name.rstrip("0123456789")), PASSWORD)
        made = house(store, users, Log(tmp_path / "audit.jsonl"), blind=blind)
        if keep is not None:
            made.jobs._keep = keep
        app = application(made, limits=limits or Limits())
        app.state.users = users

        def client(name=None):
            opened = TestClient(app, base_url=BASE, raise_server_exceptions=True)
            if name is not None:
                got = opened.post("/api/v1/session", json={"name": name, "password": PASSWORD})
                assert got.status_code == 200, got.text
            opened.headers["x-csrf-token"] = opened.get("/api/v1/me").json()["csrf"]
            clients.append(opened)
            return opened

        client.app, client.users, client.house = app, users, made
        return client

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def api(open_house):
    """The service for the one person at this machine."""
    return open_house(keep=lambda document, by: Kept(document=document.id, events=("e1",), incidents=("i1",)))()
