"""What `make demo` shows: the sample reports coded into a store, what they tell together, and the app that shows it.

At a terminal the app is served until Ctrl-C; elsewhere (CI, a pipe) it is asked once whether it answers.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

from casus.api.demo import made, samples
from casus.export.table import write
from casus.ingest.files import read
from casus.records.codec import encode
from casus.records.issue import Issue
from casus.store.base import Store

CASUS = Path(sys.executable).with_name("casus")
PORT = 8765
SOON = 60.0  # seconds in which the app must answer


def main() -> int:
    """Code the samples, show what they tell, and serve them. Returns the exit status."""
    print("casus reads the sample reports in samples/reports ...\n", flush=True)
    store = made(lambda line: print(f"  {line}", file=sys.stderr, flush=True))
    print(flush=True)
    arrivals = [a for a in read((os.path.relpath(samples()),)) if not isinstance(a, Issue)]
    with Store.open(store) as kept:
        events = [e.record for e in kept.of_documents(a.document.id for a in arrivals)]
    write(events, sys.stdout.buffer, where={a.document.id: a.where for a in arrivals})
    with TemporaryDirectory() as folder:
        lines = Path(folder) / "events.jsonl"
        lines.write_bytes(b"".join(encode(e) + b"\n" for e in events))
        head("Happenings that several reports tell, and where these differ  (casus merge)")
        ran = [subprocess.run([CASUS, "merge", lines, "--reports", "2", "--format", "table"], check=False)]
        head("Named operations  (casus operations)")
        ran.append(subprocess.run([CASUS, "operations", lines, "--format", "table"], check=False))
    print(
        "\nYour own report, a saved page, a folder or a JSONL file:\n"
        "    .venv/bin/casus code my-report.txt\n"
        "    .venv/bin/casus code folder/ --format jsonl > events.jsonl\n"
        "    .venv/bin/casus merge events.jsonl\n"
        "Why does a record say what it says?\n"
        "    .venv/bin/casus explain EVENT-ID samples/reports\n"
        "All commands:\n"
        "    .venv/bin/casus --help\n"
    )
    head("The same on a map, with the words lit that carry each value  (casus serve)")
    status = served(store) if watched() else answered(store)
    return max(status, *(r.returncode for r in ran))


def watched() -> bool:
    """Whether somebody sits at a terminal who can end the server."""
    return sys.stdin.isatty() and sys.stdout.isatty() and not os.environ.get("CI")


def served(store: Path) -> int:
    """Serve until Ctrl-C, at the usual port or, where that is taken, at another."""
    with subprocess.Popen([CASUS, "serve", store, "--port", str(PORT if free(PORT) else 0)]) as app:
        while True:
            try:
                return 0 if app.wait() in (0, -2, 130) else 1
            except KeyboardInterrupt:
                continue  # the server got it too, and ends


def answered(store: Path) -> int:
    """Start the app, ask for its page and its incidents, and end it. Returns 1 where it does not answer."""
    with subprocess.Popen([CASUS, "serve", store, "--port", "0"], stdout=subprocess.PIPE, text=True) as app:
        try:
            assert app.stdout is not None
            port = int(app.stdout.readline().rsplit(":", 1)[-1].split("/")[0])
            told = [asked(port, path) for path in ("/", "/api/v1/incidents")]
        except (OSError, ValueError) as fault:
            print(f"the app does not answer: {fault}", file=sys.stderr)
            return 1
        finally:
            app.terminate()
    if told != [200, 200]:
        print(f"the app answers {told}, not 200", file=sys.stderr)
        return 1
    print(f"The app was started, answered, and was ended. Serve it with\n    make serve\nat http://127.0.0.1:{PORT}/")
    return 0


def asked(port: int, path: str) -> int:
    """The status with which the app answers."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=SOON)) as connection:
        connection.request("GET", path)
        return connection.getresponse().status


def free(port: int) -> bool:
    """Whether nobody listens there."""
    with closing(socket.socket()) as tried:
        tried.settimeout(1)
        return tried.connect_ex(("127.0.0.1", port)) != 0


def head(title: str) -> None:
    """Print a heading."""
    print(f"{title}\n{'=' * len(title)}\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
