"""Counts, timelines and points under a filter, as the API answers them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any, Literal, TypeVar

from casus.actors.tables import countries
from casus.api import shapes
from casus.api.filters import Paged
from casus.api.reading import Sight
from casus.errors import InputError
from casus.records.wire_incident import IncidentRecord
from casus.store.base import Filter, Status, Store, StoredIncident
from casus.values.toll import Harm

By = Literal["day", "week", "month", "year"]
OF = "incidents"
V = TypeVar("V")
LATEST = 5000  # incidents whose places are counted
ACTORS = 1000


def _buckets(counts: Mapping[str, tuple[tuple[str, int], ...]], word: str) -> tuple[shapes.Bucket, ...]:
    names = country_names() if word == "country" else {}
    return tuple(shapes.Bucket(value=v, label=names.get(v, _label(word, v)), count=n) for v, n in counts.get(word, ()))


def _label(word: str, value: str) -> str:
    return value.rsplit("/", 1)[-1].replace("_", " ") if word == "kind" else value


def country_names() -> Mapping[str, str]:
    """English names by ISO code."""
    return {code: c.name for code, c in countries().items()}


def facets(store: Store, asked: Filter, sight: Sight) -> shapes.Facets:
    """How many incidents have each value."""
    found = store.facets(sight.allowed(asked), of=OF)
    words = ("kind", "country", "admin1", "actor", "factuality", "source")
    status: tuple[shapes.Bucket, ...] = ()
    if sight.found is None:
        chosen = tuple(Status) if asked.status is None else (asked.status,)
        counted = ((s, store.totals(replace(asked, status=s), of=OF).count) for s in chosen)
        status = tuple(shapes.Bucket(value=s.value, label=s.value, count=n) for s, n in counted if n)
    return shapes.Facets(total=found.total, status=status, **{w: _buckets(found.by, w) for w in words})


def timeline(store: Store, asked: Filter, by: By, sight: Sight) -> shapes.Timeline:
    """Incidents over time."""
    bins = store.timeline(sight.allowed(asked), by=by, of=OF)
    total = store.totals(asked, of=OF).count
    return shapes.Timeline(
        by=by,
        items=tuple(shapes.Stretch(start=b.start, count=b.count, killed=b.killed) for b in bins),
        undated=max(0, total - sum(b.count for b in bins)),
    )


def actors(store: Store, asked: Filter, page: Paged) -> shapes.Actors:
    """Actors, most frequent first."""
    found = store.facets(asked, of=OF, most=ACTORS).by.get("actor", ())
    start, items = _stretch(found, page)
    return shapes.Actors(
        items=tuple(shapes.ActorItem(name=name, count=n) for name, n in items),
        next=str(start + page.limit) if start + page.limit < len(found) else None,
        total=len(found),
    )


def places(store: Store, asked: Filter, page: Paged) -> shapes.Places:
    """Places of the latest LATEST incidents, most frequent first."""
    counts: Counter[tuple[Any, ...]] = Counter()
    for i in islice(store.all_incidents(asked), LATEST):
        p = i.record.place
        if p is not None:
            counts[p.name, p.geonameid, p.admin1, p.country, p.latitude, p.longitude, p.level.value] += 1
    found = tuple(sorted(counts.items(), key=lambda item: (-item[1], str(item[0]))))
    start, items = _stretch(found, page)
    names = ("name", "geonameid", "admin1", "country", "latitude", "longitude", "level")
    return shapes.Places(
        items=tuple(shapes.PlaceItem(**dict(zip(names, key, strict=True)), count=n) for key, n in items),
        next=str(start + page.limit) if start + page.limit < len(found) else None,
        total=len(found),
    )


def _stretch(found: tuple[V, ...], page: Paged) -> tuple[int, tuple[V, ...]]:
    if page.after is not None and not (page.after.isascii() and page.after.isdigit() and len(page.after) < 10):
        raise InputError(f"after {page.after[:40]!r} is no cursor of this list")
    start = int(page.after or 0)
    return start, found[start : start + page.limit]


def geojson(store: Store, asked: Filter, limit: int, sight: Sight) -> shapes.GeoCollection:
    """Incidents with a point."""
    pointed = _pointed(store.all_incidents(sight.allowed(asked)), sight)
    features = tuple(islice(pointed, limit))
    return shapes.GeoCollection(type="FeatureCollection", features=features, truncated=next(pointed, None) is not None)


def _pointed(incidents: Iterator[StoredIncident], sight: Sight) -> Iterator[shapes.GeoFeature]:
    for i in incidents:
        record = i.record
        place = record.place
        if place is None or place.latitude is None or place.longitude is None:
            continue
        shut = any(map(sight.hides, record.events))
        yield shapes.GeoFeature(
            type="Feature",
            id=record.id,
            geometry=shapes.GeoPoint(type="Point", coordinates=(round(place.longitude, 6), round(place.latitude, 6))),
            properties=shapes.GeoProperties(
                id=record.id,
                kind=record.kind,
                killed=killed(record),
                start=None if record.when is None or record.when.start is None else record.when.start.isoformat(),
                end=None if record.when is None or record.when.end is None else record.when.end.isoformat(),
                place=place.name,
                country=place.country,
                level=place.level.value,
                radius_km=place.radius_km,
                status="unreviewed" if shut else i.status.value,
                reports=len(record.documents),
            ),
        )


def killed(record: IncidentRecord) -> int | None:
    """The best figure of people killed; None where no report gives one."""
    best = [t.best for t in record.tolls if t.harm is Harm.KILLED]
    return sum(best) if best else None


def search(store: Store, words: str, limit: int) -> shapes.Search:
    """Documents that hold the words."""
    items = tuple(
        shapes.Found(id=h.id, title=h.title, source=h.source, published=h.published, snippet=h.snippet, score=h.score)
        for h in store.search(words, limit=limit)
    )
    return shapes.Search(items=items, next=None, total=None)
