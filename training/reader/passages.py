"""Annotated passages as windows with frames: triggers, and the words that play their roles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data import Frame, Sentence, Window, jsonl, length

from casus.annotate.text import split

LONGEST = 220  # word pieces in a window of a passage


def frames(docs: str, events: str) -> Iterator[tuple[str, Window]]:
    """Annotated passages: (document id, window), roles as word indices of the window."""
    texts = {d["id"]: d["text"] for d in jsonl(docs)}
    for record in jsonl(events):
        text = texts[record["id"]]
        spans = split(text)
        at = 0
        while at < len(spans):
            used, end = 0, at
            while end < len(spans) and (end == at or used + length([text[a:b] for a, b in spans[end]]) <= LONGEST):
                used += length([text[a:b] for a, b in spans[end]])
                end += 1
            part = spans[at:end]
            flat = [t for s in part for t in s]
            lo, hi = flat[0][0], flat[-1][1]
            found = [f for e in record["events"] for f in _told(text, flat, e, spans, (lo, hi))]
            yield record["id"], Window([Sentence(words=[text[a:b] for a, b in s]) for s in part], frames=found)
            at = end


def _told(text: str, flat: list[tuple[int, int]], event: dict, spans: list, window: tuple[int, int]) -> Iterator[Frame]:
    """The frame of an event's trigger, and one of every other word that tells it, where they stand in the window.

    What a retelling says is what its own sentence says; roles told elsewhere are neither taught nor denied there.
    """
    first = event.get("at") or _found(text, event)
    if first is not None and (f := _frame(text, flat, event, first, window)):
        yield f
    for again in event.get("again_spans") or ():
        if event["kind"] and (f := _frame(text, flat, event, again, window)):
            inside = next(((s[0][0], s[-1][1]) for s in spans if s[0][0] <= again[0] < s[-1][1]), (0, 0))
            if f.roles is not None:
                f.roles = {i: r if inside[0] <= flat[i][0] < inside[1] else None for i, r in f.roles.items()}
            yield f


def _found(text: str, event: dict) -> list[int] | None:
    base = text.find(event["sentence"])
    inner = event["sentence"].find(event["trigger"])
    start = base + inner if base >= 0 and inner >= 0 else _near(text, event["trigger"], max(base, 0))
    return None if start is None else [start, start + len(event["trigger"])]


def _frame(text: str, flat: list[tuple[int, int]], event: dict, at: list[int], window: tuple[int, int]) -> Frame | None:
    start, stop = at
    if not window[0] <= start < window[1]:
        return None

    def covered(a: int, n: int) -> list[int]:
        return [i for i, (x, y) in enumerate(flat) if x < a + n and y > a]

    trigger = covered(start, stop - start)
    if not trigger:
        return None
    if "initiator" not in event:
        return Frame(trigger, event["kind"], None, event["factuality"], None)
    roles: dict[int, str | None] = {}

    def put(words: str | None, role: str) -> None:
        where = _near(text, words, start) if words else None
        if where is not None and words:
            for i in covered(where, len(words)):
                roles.setdefault(i, role)

    for role in ("killed", "injured", "when", "place", "initiator", "target"):
        put((event.get(role) or {}).get("text"), role)
    for o in event.get("objects") or []:
        put(o["text"], "object")
    put(event.get("source"), "source")
    put(event.get("operation"), "operation")
    sides = tuple((event.get(r) or {}).get("category") or "none" for r in ("initiator", "target"))
    return Frame(trigger, event["kind"], roles, event.get("factuality") or "occurred", sides)  # type: ignore[arg-type]


def _near(text: str, words: str, anchor: int) -> int | None:
    starts = [m.start() for m in re.finditer(re.escape(words), text)]
    return min(starts, key=lambda s: abs(s - anchor)) if starts else None
