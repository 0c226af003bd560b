"""Passwords, tokens, sessions and the log."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from casus.api.auth import secrets
from casus.api.auth.audit import Log
from casus.api.auth.sessions import IDLE, TRIES, WINDOW, Sessions
from casus.api.auth.users import Role, Users
from casus.errors import InputError, UsageError


@pytest.fixture(autouse=True)
def _cheap(monkeypatch):
    monkeypatch.setattr(secrets.hashed, "__kwdefaults__", {"n": 1 << 4})


@pytest.fixture
def users(tmp_path):
    return Users(tmp_path / "users.json")


def test_a_password_is_kept_as_what_cannot_be_turned_back(users):
    users.add("ana", Role.ANALYST, "correct horse")
    assert "correct horse" not in users.path.read_text()
    assert users.path.stat().st_mode & 0o077 == 0
    assert users.login("ana", "correct horse").role is Role.ANALYST
    assert users.login("ana", "correct horse ") is None
    assert users.login("ben", "correct horse") is None


def test_two_equal_passwords_are_kept_apart():
    assert secrets.hashed("correct horse") != secrets.hashed("correct horse")


def test_scrypt_costs_enough():
    assert secrets.N >= 1 << 15


@pytest.mark.parametrize("name", ["", "Ana", "a b", "../x", "a" * 65])
def test_names_have_a_form(users, name):
    with pytest.raises(UsageError):
        users.add(name, Role.READER, "correct horse")


def test_short_passwords_are_refused(users):
    with pytest.raises(UsageError, match="at least"):
        users.add("ana", Role.READER, "short")


def test_a_token_does_no_more_than_its_scope_and_its_owner(users):
    users.add("ana", Role.ANALYST, "correct horse")
    token = users.issue("ana", scope=Role.READER, label="map", expires=None)
    assert token not in users.path.read_text()
    assert users.bearer(token)[1] is Role.READER
    own = users.issue("ana", scope=None, label="", expires=None)
    users.change("ana", role=Role.READER)
    assert users.bearer(own)[1] is Role.READER
    with pytest.raises(UsageError, match="may not do more"):
        users.issue("ana", scope=Role.ADMIN, label="", expires=None)


def test_a_token_ends_by_day_by_word_and_with_its_owner(users):
    users.add("ana", Role.READER, None)
    gone = users.issue("ana", scope=None, label="", expires=datetime.now(UTC) - timedelta(seconds=1))
    assert users.bearer(gone) is None
    token = users.issue("ana", scope=None, label="", expires=None)
    assert users.bearer(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    users.revoke(token.split("_")[1])
    assert users.bearer(token) is None
    other = users.issue("ana", scope=None, label="", expires=None)
    users.remove("ana")
    assert users.bearer(other) is None


def test_a_file_that_is_none_of_ours_stops(users):
    users.path.write_text("[]")
    with pytest.raises(InputError, match="not a file of users"):
        users.all()


def test_a_session_runs_out():
    now = [0.0]
    sessions = Sessions(clock=lambda: now[0])
    cookie = sessions.open("ana", "hash")
    now[0] += IDLE - 1
    assert sessions.of(cookie).user == "ana"
    now[0] += IDLE + 1
    assert sessions.of(cookie) is None
    assert sessions.of("other") is None


def test_failures_make_wait():
    now = [0.0]
    sessions = Sessions(clock=lambda: now[0])
    for _ in range(TRIES):
        assert sessions.may_try("ana")
        sessions.failed("ana")
    assert not sessions.may_try("ana")
    assert sessions.may_try("ben")
    now[0] += WINDOW + 1
    assert sessions.may_try("ana")


def test_a_line_taken_out_of_the_log_or_changed_shows(tmp_path):
    log = Log(tmp_path / "audit.jsonl")
    for n in range(5):
        log.add("ana", "review.accept", {"n": n, "long": "x" * 3000})
    assert log.whole()
    assert [line["what"]["n"] for line in log.last(2)] == [4, 3]
    lines = log.path.read_text().splitlines(keepends=True)
    log.path.write_text("".join(lines[:2] + lines[3:]))
    assert not log.whole()
    log.path.write_text("".join(lines).replace('"n":2', '"n":9'))
    assert not log.whole()
