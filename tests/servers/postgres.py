"""A PostgreSQL of the tests' own: a throw-away cluster on a free port of this machine, from the system's packages.

`python tests/servers/postgres.py install` installs them where that can be done (Debian, as root, packages in reach).
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WAIT = 120  # seconds that one step may take


def programs() -> Path | None:
    """The folder of initdb and pg_ctl; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda p: int(p.parent.parent.name))
    if found:
        return found[-1].parent
    on_path = shutil.which("pg_ctl")
    return Path(on_path).resolve().parent if on_path and shutil.which("initdb") else None


def install() -> str | None:
    """Install the packages where they are missing; returns why that cannot be done, or None."""
    if programs():
        return None
    if not shutil.which("apt-get"):
        return "no apt-get here; install PostgreSQL by hand"
    if os.geteuid() != 0:
        return "installing packages needs root; install PostgreSQL by hand"
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "postgresql"]):
        done = subprocess.run(["apt-get", *step], env=quiet, capture_output=True, text=True, timeout=600)
        if done.returncode:
            return f"apt-get {step[0]} failed: {done.stderr.strip().splitlines()[-1:] or done.returncode}"
    return None if programs() else "the packages hold no pg_ctl"


def _owner() -> str | None:
    """Who runs the server: not root, who may not."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise RuntimeError("no user but root, and the server refuses to run as root")


def _free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@contextmanager
def server() -> Iterator[str]:
    """The URL of a running server (without a database's name). RuntimeError tells why there is none."""
    where = programs()
    if where is None:
        raise RuntimeError("no PostgreSQL on this machine; `python tests/servers/postgres.py install`")
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="casus-postgres-"))
    try:
        if owner:
            shutil.chown(folder, owner)
        data = str(folder / "data")
        _run(owner, str(where / "initdb"), "-D", data, "-U", "casus", "-A", "trust", "-E", "UTF8", "--no-sync")
        port = _free_port()
        # Nothing of this cluster is to last: it need not reach the disk.
        settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
        _run(owner, str(where / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log"), "-o", settings, "start")
        try:
            yield f"postgresql://casus@127.0.0.1:{port}"
        finally:
            _run(owner, str(where / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(owner: str | None, *command: str) -> None:
    done = subprocess.run(
        command, user=owner, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=WAIT
    )
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name}: {done.stderr.strip()[-300:]}")


if __name__ == "__main__":
    if sys.argv[1:] != ["install"]:
        sys.exit("usage: postgres.py install")
    why = install()
    print(f"PostgreSQL: not installed ({why}); its tests will be skipped" if why else "PostgreSQL: installed")
