"""The OpenAPI page: whole, and the same as what is answered."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casus.api.serving import description


def _refs(part):
    if isinstance(part, dict):
        if "$ref" in part:
            yield part["$ref"]
        for value in part.values():
            yield from _refs(value)
    elif isinstance(part, list):
        for value in part:
            yield from _refs(value)


def test_every_reference_leads_somewhere():
    page = description()
    known = {f"#/components/schemas/{name}" for name in page["components"]["schemas"]}
    assert set(_refs(page)) <= known
    assert all(name.replace("_", "").isalnum() for name in page["components"]["schemas"])


def test_each_operation_has_a_name_of_its_own_and_tells_its_answer():
    page = description()
    operations = [o for path in page["paths"].values() for o in path.values()]
    names = [o["operationId"] for o in operations]
    assert len(set(names)) == len(names)
    for o in operations:
        good = [r for code, r in o["responses"].items() if code.startswith("2")]
        assert len(good) == 1
        assert "content" in good[0] or "204" in o["responses"], o["operationId"]
        assert o["description"]


def test_the_command_writes_the_page():
    made = subprocess.run([sys.executable, "-m", "casus", "serve", "--openapi"], capture_output=True, check=True)
    assert json.loads(made.stdout) == description()


def test_a_generator_of_clients_takes_it(tmp_path):
    """openapi-python-client, where it is installed (requirements/ci.txt)."""
    made = description()
    assert "false" not in re.findall(r'"items": (\w+)', json.dumps(made))
    generator = shutil.which(
        "openapi-python-client", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    )
    if generator is None:
        pytest.skip("openapi-python-client is not installed")
    (tmp_path / "openapi.json").write_text(json.dumps(made))
    command = [generator, "generate", "--path", "openapi.json", "--meta", "none", "--output-path", "client"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    left_out = set(re.findall(r"WARNING parsing (\S+ \S+)", ran.stdout + ran.stderr))
    assert left_out <= {"GET /api/v1/tiles/{z}/{x}/{y}.mvt"}  # no generator knows what a tile holds
    assert (tmp_path / "client" / "api").is_dir()
