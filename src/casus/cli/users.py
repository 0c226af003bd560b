"""casus users: who may log in to what is served, and tokens for programs."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casus.errors import UsageError

if TYPE_CHECKING:
    from casus.api.auth.audit import Log
    from casus.api.auth.users import Users

ROLES = ("reader", "analyst", "admin")
EXAMPLES = """
\b
Examples:
  casus users add store.db ana --role analyst         asks for the password
  casus users token store.db ana --scope reader --days 90
  casus users list store.db
\b
A reader reads; an analyst also decides and brings in reports; an admin also sees the audit log.
"""


@click.group(epilog=EXAMPLES)
def users() -> None:
    """Say who may log in to what is served, and give tokens to programs.

    Users and log lie beside the store, in STORE.users.json and STORE.audit.jsonl, or in the folder --auth. Passwords
    and tokens are kept only as what cannot be turned back.
    """


def _files(command: Any) -> Any:
    store = click.argument("store", metavar="STORE")
    auth = click.option("--auth", type=click.Path(path_type=Path), help="Folder of users and log.")
    return store(auth(command))


def _open(store: str, auth: Path | None) -> tuple[Users, Log]:
    from casus.api.serving import kept

    return kept(store, auth)


def _password(stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\n")
    asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return asked


@users.command()
@_files
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="reader", show_default=True)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.option("--no-password", is_flag=True, help="Only tokens, no log-in.")
def add(store: str, auth: Path | None, name: str, role: str, password_stdin: bool, no_password: bool) -> None:
    """Add a user."""
    from casus.api.auth.users import Role

    known, log = _open(store, auth)
    known.add(name, Role(role), None if no_password else _password(password_stdin))
    log.add("command line", "users.add", {"user": name, "role": role})
    click.echo(f"{name}: {role}")


@users.command()
@_files
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), help="Another role.")
@click.option("--password", "password", is_flag=True, help="Another password, asked for.")
@click.option("--password-stdin", is_flag=True, help="Another password, from standard input.")
def change(store: str, auth: Path | None, name: str, role: str | None, password: bool, password_stdin: bool) -> None:
    """Give a user another role or password; who is logged in under the old password is logged out."""
    from casus.api.auth.users import Role

    if role is None and not password and not password_stdin:
        raise UsageError("give --role, --password or both")
    known, log = _open(store, auth)
    new = _password(password_stdin) if password or password_stdin else None
    known.change(name, role=None if role is None else Role(role), password=new)
    log.add("command line", "users.change", {"user": name, "role": role, "password": new is not None})
    click.echo(f"{name}: changed")


@users.command()
@_files
@click.argument("name")
def remove(store: str, auth: Path | None, name: str) -> None:
    """Take a user out, with all tokens. What they decided stays."""
    known, log = _open(store, auth)
    known.remove(name)
    log.add("command line", "users.remove", {"user": name})
    click.echo(f"{name}: removed")


@users.command("list")
@_files
def listed(store: str, auth: Path | None) -> None:
    """Everybody, with role and tokens."""
    known, _ = _open(store, auth)
    everybody = known.all().values()
    if not everybody:
        click.echo("no users: only this machine's own address is served, to the one person at it")
    for user in everybody:
        click.echo(f"{user.name:20} {user.role.value:8} {'password' if user.password else 'tokens only'}")
        for t in user.tokens:
            ends = "for good" if t.expires is None else f"until {t.expires:%Y-%m-%d %H:%M} UTC"
            click.echo(f"    token {t.id}  {t.scope.value:8} {ends}  {t.label}")


@users.command()
@_files
@click.argument("name")
@click.option("--scope", type=click.Choice(ROLES), help="The most that it may do; default: as its owner.")
@click.option("--days", type=click.IntRange(1, 3650), help="Days until it runs out; default: never.")
@click.option("--label", default="", help="What it is for.")
@click.option("--revoke", is_flag=True, help="NAME is the id of a token: take it back.")
def token(
    store: str, auth: Path | None, name: str, scope: str | None, days: int | None, label: str, revoke: bool
) -> None:
    """Give a user's program a token (told once), or take one back."""
    from casus.api.auth.users import Role

    known, log = _open(store, auth)
    if revoke:
        owner = known.revoke(name)
        log.add("command line", "users.revoke", {"user": owner, "token": name})
        click.echo(f"{name}: taken back from {owner}")
        return
    ends = None if days is None else datetime.now(UTC).replace(microsecond=0) + timedelta(days=days)
    made = known.issue(name, scope=None if scope is None else Role(scope), label=label, expires=ends)
    log.add("command line", "users.token", {"user": name, "token": made.split("_")[1], "scope": scope})
    click.echo(made)
