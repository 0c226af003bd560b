"""The API under made-up requests: whatever is sent, no answer is an error of ours."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error

from casus.api.app import application
from casus.api.auth.audit import Log
from casus.api.auth.users import Users
from casus.api.jobs import Kept
from casus.api.serving import house
from told import stocked

FOLDER = Path(mkdtemp(prefix="casus-fuzz-"))
HOUSE = house(stocked(), Users(FOLDER / "users.json"), Log(FOLDER / "audit.jsonl"))
HOUSE.jobs._keep = lambda document, by: Kept(document=document.id)
HOUSE.callers.check_csrf = lambda caller, given: None  # test_guard has the guard; here all comes through
APP = application(HOUSE, hosts=("testserver", "localhost", "127.0.0.1"))

page = schemathesis.openapi.from_asgi("/api/v1/openapi.json", APP)
page.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])


@page.parametrize()
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_breaks_it(case):
    case.call_and_validate(checks=[not_a_server_error])
