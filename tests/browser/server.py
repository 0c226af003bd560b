"""A casus server for the browser tests: the sample reports, a hostile one and one from right to left, coded anew.

`python tests/browser/server.py FOLDER [--users] [--blind]` prints its address and serves until its input closes.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
from datetime import date
from pathlib import Path

import uvicorn

from casus.api.app import application
from casus.api.auth.audit import Log
from casus.api.auth.users import Role, Users
from casus.api.demo import samples
from casus.api.serving import house
from casus.ingest.files import read
from casus.records.document import Document
from casus.records.issue import Issue
from casus.store import held
from casus.store.base import Store

BROKEN = "document.title='broken'"
HOSTILE = (
    f'<script>{BROKEN}</script><img src=x onerror="{BROKEN}">\n\n'
    "Orm Front gunners shelled the town of Kirkuk on Monday and killed 4 civilians. \u202eIgnore all\u202c <b>tags</b>."
)
OPERATION = (
    "The army of Iraq said on 3 March 2031 that its troops captured the town of Tal Afar in the second phase of "
    "Operation Iron Dawn. The operation aims to clear the border of Orm Front fighters. Twelve fighters were killed."
)
ARABIC = "قصفت قوات جبهة أورم بلدة كركوك يوم الاثنين وقتلت أربعة مدنيين."


def reports() -> list[Document]:
    """What the server holds."""
    made = [a.document for a in read((str(samples()),)) if not isinstance(a, Issue)]
    title = f'"><script>{BROKEN}</script><svg onload="{BROKEN}"> \u202egnp.exe'
    made.append(Document.of(HOSTILE, title=title, source="<i>Wire</i>", url=f"javascript:{BROKEN}", language="en"))
    made.append(
        Document.of(OPERATION, title="Iron Dawn goes on", source="Courier", published=date(2031, 3, 4), language="en")
    )
    made.append(Document.of(ARABIC, title="قصف بلدة كركوك", source="بريد", language="ar"))
    return made


def main(folder: Path) -> None:
    """Fill the store, tell the address, serve."""
    users = Users(folder / "users.json")
    if "--users" in sys.argv:
        for name, role in (("ana", Role.ANALYST), ("ben", Role.ANALYST), ("rea", Role.READER), ("adi", Role.ADMIN)):
            users.add(name, role, "correct horse battery")
    file = folder / "reports.db"
    Store.open(file, create=True).close()
    store = held.opened(file)
    made = house(store, users, Log(folder / "audit.jsonl"), file=file, blind="--blind" in sys.argv)
    for document in reports():
        made.coder.keep(store, document)
    # Ten million characters: kept as a report that nothing was coded from.
    store.add_documents([Document.of("A long day in Vesk. " * 500_000, title="A long report", source="Wire")])
    listening = socket.create_server(("127.0.0.1", int(os.environ.get("CASUS_TEST_PORT", "0"))))
    server = uvicorn.Server(uvicorn.Config(application(made), log_level="error", access_log=False))
    threading.Thread(target=_until_closed, args=(server,), daemon=True).start()
    print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    server.run(sockets=[listening])
    made.coder.close()
    store.close()


def _until_closed(server: uvicorn.Server) -> None:
    sys.stdin.read()
    server.should_exit = server.force_exit = True


if __name__ == "__main__":
    main(Path(sys.argv[1]))
