"""The web app's files: names with a hash in them may be kept for ever; every other address is the app's one page."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

HERE = Path(__file__).resolve().parent / "static" / "app"
FOREVER = "public, max-age=31536000, immutable"
TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm", ".woff2": "font/woff2"}
UNBUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>casus</title>
<h1>The web app is not built</h1>
<p>The API answers under <code>/api/v1</code>. To build the app, run <code>make web</code> in a checkout of casus.</p>
</html>"""

for ending, kind in TYPES.items():
    mimetypes.add_type(kind, ending)


class Pages(StaticFiles):
    """Files of the app; addresses without a file and without an ending are the app's own and get its page."""

    async def check_config(self) -> None:
        """Nothing to check: without the app, its page says how to build it."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, the app's page, or 404."""
        if "\0" in path:
            return Response(status_code=404)
        full, stat = self.lookup_path(path)
        if stat is not None and Path(full).is_file():
            answered = await super().get_response(path, scope)
            kept = path.startswith("assets/")
            answered.headers["Cache-Control"] = FOREVER if kept else "no-cache"
            return answered
        if path.startswith("api/") or (path != "." and "." in path.rsplit("/", 1)[-1]):
            return Response("not found", 404, media_type="text/plain")
        index = Path(str(self.directory)) / "index.html"
        if index.is_file():
            return FileResponse(index, headers={"Cache-Control": "no-cache"}, media_type="text/html")
        return HTMLResponse(UNBUILT, 200, {"Cache-Control": "no-store"})


def pages(folder: Path | None = None) -> Pages:
    """The app's files, from the package's own folder."""
    return Pages(directory=folder or HERE, check_dir=False)
