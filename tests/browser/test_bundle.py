"""The built app belongs to its sources, and holds no address of another machine's. Needs no Node."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
WEB, APP = ROOT / "web", ROOT / "src" / "casus" / "api" / "static" / "app"
# The same lists as in web/tools/digest.mjs.
FILES = ("index.html", "package-lock.json", "package.json", "svelte.config.js", "tsconfig.json", "vite.config.ts")
FOLDERS = ("public", "src", "tools")
LEFT = {"public/basemap.json"}


def names():
    found = {*FILES}
    for folder in FOLDERS:
        found |= {f.relative_to(WEB).as_posix() for f in (WEB / folder).rglob("*") if f.is_file()}
    return sorted(found - LEFT)


def test_the_app_is_built_from_these_sources():
    digest = sha256()
    for name in names():
        digest.update(name.encode() + b"\0" + (WEB / name).read_bytes() + b"\0")
    assert digest.hexdigest() == (APP / "sources.sha256").read_text("utf-8").strip(), "run `make web`"


def test_the_page_has_no_inline_script_or_style_and_no_outside_address():
    page = (APP / "index.html").read_text("utf-8")
    assert not re.search(r"<script(?![^>]*src=)|<style|style=|https?://", page)
    for name in re.findall(r'(?:src|href)="(/[^"]+)"', page):
        assert (APP / name.lstrip("/")).is_file(), name


def test_no_source_renders_html_of_articles():
    found = [f.name for f in (WEB / "src").rglob("*") if f.is_file() and re.search(r"@html|innerHTML", f.read_text())]
    assert found == []
