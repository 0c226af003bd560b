"""casus serve: the web app and the API over a store."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from casus.errors import UsageError

EXAMPLES = """
\b
Examples:
  casus serve store.db                    the web app and the API, for you alone, on this machine
  casus serve --demo                      the same over the coded sample reports
  casus serve --openapi > openapi.json    the API's description, for generators of clients
  casus users add store.db ana --role admin && casus serve store.db --host 0.0.0.0 \\
      --allow-host casus.example.org --tls-in-front
\b
Without users, only this machine's own address is served, to the one person at it. With users
(`casus users`), everybody logs in or gives a token, and --host may be another address.
"""


@click.command(epilog=EXAMPLES)
@click.argument("store", required=False, metavar="[STORE]")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0: any free one.")
@click.option("--allow-host", multiple=True, metavar="NAME", help="A name by which the service may be called.")
@click.option("--auth", type=click.Path(path_type=Path), help="Folder of users and log; default: beside the store.")
@click.option("--tls-in-front", is_flag=True, help="A proxy speaks HTTPS for it: cookies are for HTTPS only.")
@click.option("--blind", is_flag=True, help="Double coding: nobody sees another's decision before two have decided.")
@click.option("--allow-fetch", is_flag=True, help="Let analysts have public addresses fetched and coded.")
@click.option("--demo", is_flag=True, help="Code the sample reports into a store of their own, and serve that.")
@click.option("--openapi", is_flag=True, help="Write the API's description (OpenAPI 3.1, JSON) and end.")
def serve(
    store: str | None,
    host: str,
    port: int,
    allow_host: tuple[str, ...],
    auth: Path | None,
    tls_in_front: bool,
    blind: bool,
    allow_fetch: bool,
    demo: bool,
    openapi: bool,
) -> None:
    """Serve the web app and the API over a store: a file, or the URL of a server (postgresql://...).

    Nothing is asked of other machines (unless --allow-fetch): maps, fonts and code come from here.
    """
    if openapi:
        from casus.api.serving import description

        click.echo(json.dumps(description(), ensure_ascii=False, indent=1))
        return
    if demo == (store is not None):
        raise UsageError("give a STORE, or --demo (see casus serve --help)")
    from casus.api.serving import Door, run

    if demo:
        from casus.api.demo import made

        store = str(made(lambda line: click.echo(line, err=True)))
    door = Door(host=host, port=port, names=allow_host, tls=tls_in_front)
    run(store or "", door, auth=auth, blind=blind, fetches=allow_fetch, tell=click.echo)
    sys.stdout.flush()
