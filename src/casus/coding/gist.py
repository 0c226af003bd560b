"""The gist of a report: names and numbers in its own order, the towns and days that it names, a sketch of its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from casus.records.annotated import Annotated
from casus.records.gist import Gist, Spot
from casus.values.sketch import Sketch
from casus.values.where import Level

WORD = re.compile(r"[^\W_][\w'’-]+")
# A capital after these opens a sentence or a quotation and need not be a name's.
OPENING = re.compile(r"(?:^|[.!?:\n\"“‘])\s*$")
FINE = frozenset({Level.POINT, Level.TOWN, Level.DISTRICT})
MOST = 120  # words; a report of that many names is a list


def gist(annotated: Annotated) -> Gist:
    """What the report holds on the whole."""
    text = annotated.document.text
    counts = Counter(_words(text))
    places = {
        Spot(name=p.where.name, geonameid=p.where.geonameid): None for p in annotated.places if p.where.level in FINE
    }
    return Gist(
        words=tuple(counts.items())[:MOST],
        places=tuple(places),
        days=tuple(sorted(set(_days(annotated)))),
        sketch=Sketch.of(text),
    )


def _words(text: str) -> Iterator[str]:
    for m in WORD.finditer(text):
        word = m.group()
        if word[0].isdigit() or (word[0].isupper() and not OPENING.search(text, max(0, m.start() - 3), m.start())):
            yield word.replace("’", "'").removesuffix("'s").strip("'-").casefold()


def _days(annotated: Annotated) -> Iterator[date]:
    for t in annotated.times:
        if t.when is not None and t.when.start is not None and t.when.days == 1:
            yield t.when.start
