"""casus review: decide about coded events at the terminal, one key each."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from casus.errors import InputError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from casus.review.queue import Waiting
    from casus.store.base import Filter, Store

EXAMPLES = """
\b
Examples:
  casus review store.db
  casus review store.db --country IQ --since 2031-01-01 --kind violence/explosive
  casus review store.db --as ana --blind         double coding: nobody sees the other's decisions
  casus review store.db --keys accept=y,reject=x
  casus review store.db --agreement              how far those who decided agree
\b
Every decision is added to the store, none is overwritten; u takes back your last one, again and
again, also those of other days.
"""
KEYS = {
    "accept": "a",
    "reject": "r",
    "correct": "c",
    "merge": "m",
    "split": "s",
    "note": "n",
    "undo": "u",
    "later": "j",
    "back": "k",
    "quit": "q",
}


@click.command(epilog=EXAMPLES)
@click.argument("store", metavar="STORE")
@click.option("--as", "by", help="Your name; default: that of your login on this machine.")
@click.option("--blind", is_flag=True, help="Double coding: others' decisions are hidden until two have decided.")
@click.option("--keys", "mapped", default="", metavar="ACTION=KEY,...", help="Other keys than the usual ones.")
@click.option("--agreement", is_flag=True, help="Show how far people agree, and end.")
@click.option("--country", multiple=True)
@click.option("--admin1")
@click.option("--kind", multiple=True)
@click.option("--since", metavar="DATE")
@click.option("--until", metavar="DATE")
@click.option("--box", metavar="W,S,E,N")
@click.option("--actor")
@click.option("--operation")
@click.option("--factuality")
@click.option("--source")
@click.option("--killed", metavar="N")
@click.option("--status", help="accepted, rejected or unreviewed (the default).")
@click.option("--text")
def review(
    store: str, by: str | None, blind: bool, mapped: str, agreement: bool, **words: str | tuple[str, ...] | None
) -> None:
    """Decide about coded events, the most useful first: where reports disagree, where the reading was in doubt.

    Shown are the report with the words lit that bear each value, the values, and the keys. One key accepts or rejects
    and goes on; c asks for a field and its value, m for the event or incident that tells the same happening, s parts
    the event from its incident, n asks for a note, j leaves it for later, k goes back.
    """
    from rich.console import Console

    from casus.store.base import Filter, Store

    keys = keys_of(mapped)
    asked = Filter.parse({name: said for name, said in words.items() if said})
    if blind and asked.status is not None:
        raise UsageError("--blind shows what you have not decided, whatever others said: leave --status out")
    with Store.open(store) as opened:
        if agreement:
            show_agreement(opened)
            return
        Desk(
            store=opened, asked=asked, by=by or _name(), blind=blind, keys=keys, console=Console(highlight=False)
        ).run()


def keys_of(mapped: str) -> dict[str, str]:
    """The keys by action. Raises UsageError for an unknown action, a key of several characters, or one used twice."""
    keys = dict(KEYS)
    for pair in filter(None, mapped.split(",")):
        action, _, key = pair.partition("=")
        if action not in KEYS or len(key) != 1:
            raise UsageError(f"--keys {pair!r}: not ACTION=KEY with one of {', '.join(KEYS)}")
        keys[action] = key
    for key in keys.values():
        twice = [action for action, own in keys.items() if own == key]
        if len(twice) > 1:
            raise UsageError(f"--keys: {key!r} stands for {' and '.join(twice)}")
    return keys


def _name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return os.environ.get("USER", "somebody")


@dataclass(slots=True, kw_only=True)
class Desk:
    """One sitting: what waits, where one is, and what each key does."""

    store: Store
    asked: Filter
    by: str
    blind: bool
    keys: dict[str, str]
    console: Console
    waiting: list[Waiting] = field(default_factory=list)
    at: int = 0
    decided: int = 0
    passed: set[str] = field(default_factory=set)
    said: str = ""

    def run(self) -> None:
        """Until q, or until nothing waits."""
        from casus.cli.review_screen import draw, help_line

        self.fill()
        actions: dict[str, Callable[[], None]] = {
            self.keys[name]: getattr(self, name) for name in KEYS if name != "quit"
        }
        while True:
            if self.at >= len(self.waiting):
                self.fill()
            if not self.waiting:
                self.console.print(f"nothing waits for {self.by}; {self.decided} decided now")
                self.console.print(f"{self.keys['undo']} undo  {self.keys['quit']} quit")
            else:
                now = self.waiting[self.at]
                document = self.store.texts((now.event.record.document.id,)).get(now.event.record.document.id)
                head = f"{self.at + 1} of {len(self.waiting)} · {now.event.status.value} · event {now.event.id}"
                if self.console.is_terminal:
                    self.console.clear()
                draw(self.console, now, document, head=head, keys=help_line(self.keys))
            if self.said:
                self.console.print(self.said, markup=False)
                self.said = ""
            key = _key()
            if key in (self.keys["quit"], "\x03", "\x04", ""):
                self.console.print(f"{self.decided} decided")
                return
            if key not in actions or (not self.waiting and key != self.keys["undo"]):
                self.said = f"no action on {key!r}"
                continue
            try:
                actions[key]()
            except (InputError, UsageError) as wrong:
                self.said = str(wrong)

    def fill(self) -> None:
        """Ask anew what waits, without what was left for later."""
        from casus.review.queue import queue
        from casus.review.verdicts import verdicts

        found = verdicts(self.store.judgements(standing=True)) if self.blind else None
        listed = queue(self.store, self.asked, viewer=self.by if self.blind else None, found=found)
        self.waiting = [w for w in listed if w.event.id not in self.passed]
        self.at = 0

    @property
    def event(self) -> str:
        """The event on the desk."""
        return self.waiting[self.at].event.id

    def _next(self, said: str) -> None:
        self.said = said
        self.decided += 1
        self.at += 1

    def accept(self) -> None:
        """It is right."""
        from casus.review.decide import accept

        accept(self.store, self.event, by=self.by)
        self._next("accepted")

    def reject(self) -> None:
        """It does not count."""
        from casus.review.decide import reject

        reject(self.store, self.event, by=self.by)
        self._next("rejected")

    def correct(self) -> None:
        """A field has another value."""
        from casus.review.decide import correct
        from casus.review.values import FIELDS, typed

        name = _line(f"field ({', '.join(FIELDS)})")
        if not name:
            return
        name, value = typed(self.waiting[self.at].event.record, name, _line("value (empty: none)"))
        correct(self.store, self.event, name, value, by=self.by)
        self._next(f"corrected: {name}")

    def merge(self) -> None:
        """Another event or incident tells the same happening."""
        from casus.review.decide import merge

        other = _line("same happening as (id of an event or incident)")
        if other:
            merge(self.store, (self.event, other), by=self.by)
            self._next(f"joined with {other}")

    def split(self) -> None:
        """It tells another happening than the rest of its incident."""
        from casus.review.decide import split

        split(self.store, self.event, by=self.by)
        self._next("parted from its incident")

    def note(self) -> None:
        """A remark; the event stays on the desk."""
        from casus.review.decide import note

        words = _line("note")
        if words:
            note(self.store, self.event, words, by=self.by)
            self.said = "noted"

    def undo(self) -> None:
        """Take the last decision back, and return to its event."""
        from casus.review.decide import undo

        taken = undo(self.store, by=self.by)
        if not taken:
            self.said = "you have no decision left to take back"
            return
        subject = taken[0].subjects[0]
        self.decided = max(0, self.decided - 1)
        self.passed.discard(subject)
        self.fill()
        self.at = next((n for n, w in enumerate(self.waiting) if w.event.id == subject), 0)
        self.said = f"taken back: {taken[0].action.value} of {subject}"

    def later(self) -> None:
        """Leave it for another sitting."""
        self.passed.add(self.event)
        self.at += 1

    def back(self) -> None:
        """The one before."""
        if self.at == 0:
            self.said = "this is the first"
        self.at = max(0, self.at - 1)


def _key() -> str:
    try:
        return click.getchar()
    except (EOFError, KeyboardInterrupt):
        return ""


def _line(what: str) -> str:
    asked: str = click.prompt(what, default="", show_default=False)
    return asked.strip()


def show_agreement(store: Store) -> None:
    """How far people agree, one line a field."""
    from casus.review.agreement import agreement
    from casus.review.verdicts import verdicts

    rows = agreement(verdicts(store.judgements(standing=True)))
    click.echo(f"{'field':14} {'records':>7} {'percent':>8} {'kappa':>7} {'alpha':>7}  coders")
    for r in rows:
        figures = [f"{x:.{n}f}" if x is not None else "-" for x, n in ((r.percent, 1), (r.kappa, 3), (r.alpha, 3))]
        click.echo(f"{r.field:14} {r.units:7} {figures[0]:>8} {figures[1]:>7} {figures[2]:>7}  {', '.join(r.coders)}")
