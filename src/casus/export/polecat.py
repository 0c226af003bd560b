"""Happenings as rows of POLECAT's 40 columns, and as PLOVER records."""

from __future__ import annotations

from collections.abc import Iterator

from casus.export.countries import codes
from casus.export.fields import AsideError, coded, columns, home, joined, layout
from casus.export.happening import Happening
from casus.export.profile import Profile
from casus.export.rows import clean
from casus.values.party import Party
from casus.values.toll import Harm
from casus.values.where import Level

COLUMNS = columns("polecat")
QUADS = ("VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")


def rows(h: Happening, profile: Profile) -> Iterator[dict[str, object]]:
    """The row of a happening. Raises AsideError where PLOVER has no name for it."""
    if h.plover is None:
        raise AsideError(f"no PLOVER name for {h.kind}")
    coded(h, profile)
    place, country = h.place, codes(home(h))
    out: dict[str, object] = dict.fromkeys(COLUMNS)
    out |= {
        "Event ID": h.id,
        "Event Date": h.when and h.when.start,
        "Event Type": h.plover.event_type,
        "Event Mode": h.plover.mode,
        "Quad Code": QUADS[layout("polecat")["quad"][h.plover.event_type] - 1],
        "Contexts": joined(iter(h.plover.contexts)),
        "Source": joined(d.source for d in h.sources),
        "Publication Date": h.latest(),
        "Language": joined(d.language for d in h.sources),
        "Version": h.coder,
    }
    actors, recipients = sides(h)
    for side, parties in (("Actor", actors), ("Recipient", recipients)):
        out |= _party(side, parties, h, profile)
    if place is not None:
        out |= {
            "Placename": place.name,
            "City": place.name if place.level is Level.TOWN else None,
            "District": place.admin2,
            "Province": place.admin1,
            "Country": country and country.alpha3,
            "Latitude": place.latitude,
            "Longitude": place.longitude,
            "GeoNames ID": place.geonameid,
            "Raw Placename": h.said.get("place"),
            "Feature Type": place.level.value,
        }
    yield out


def sides(h: Happening) -> tuple[list[Party], list[Party]]:
    """Actors and recipients; of two-sided violence both are actors and nobody is the recipient."""
    first, second = [h.initiator] if h.initiator else [], [h.target] if h.target else []
    return ([*first, *second], []) if h.kind.startswith("battle/") else (first, second)


def _party(side: str, parties: list[Party], h: Happening, profile: Profile) -> dict[str, object]:
    countries = [codes(p.country) for p in parties]
    sectors = joined(profile.sectors.get(p.category.value) for p in parties)
    raw = h.said.get("initiator" if side == "Actor" else "target")
    return {
        f"{side} Name": joined(p.name for p in parties),
        f"{side} Country": joined(c.alpha3 for c in countries if c),
        f"{side} COW": joined(str(c.cow) for c in countries if c and c.cow),
        f"Primary {side} Sector": sectors.split("; ")[0] if sectors else None,
        f"{side} Sectors": sectors,
        f"{side} Name Raw": clean(raw) if raw and parties else None,
    }


def record(h: Happening, profile: Profile) -> dict[str, object]:
    """The PLOVER record of a happening. Raises AsideError where PLOVER has no name for it, or no day is known."""
    if h.plover is None:
        raise AsideError(f"no PLOVER name for {h.kind}")
    coded(h, profile)
    if h.when is None or h.when.start is None:
        raise AsideError("no day is known")
    actors, recipients = sides(h)
    mode = [h.plover.mode] if h.plover.mode else []
    auxiliary = profile.auxiliary.get(h.factuality.value)
    killed = [c.toll for c in h.tolls if c.toll.harm is Harm.KILLED]
    place = h.place
    return {
        "id": h.id,
        "has_event": True,
        "date": h.when.start.isoformat(),
        "enddate": h.when.end.isoformat() if h.when.end and h.when.end != h.when.start else None,
        "actor": [_entity(p, h, "initiator", profile) for p in actors],
        "recipient": [_entity(p, h, "target", profile) for p in recipients],
        "event": [h.plover.event_type],
        "event_loc": place
        and {
            "text": h.said.get("place"),
            "name": place.name,
            "country": getattr(codes(place.country), "alpha3", None),
            "latitude": place.latitude,
            "longitude": place.longitude,
            "geonameid": place.geonameid,
        },
        "event_text": " | ".join(h.words),
        "quad_code": layout("polecat")["quad"][h.plover.event_type],
        "mode": [*mode, *([auxiliary] if auxiliary else [])],
        "context": list(h.plover.contexts),
        "link": next((d.url for d in h.sources if d.url), None),
        "cite_info": [{"id": d.id, "source": d.source, "published": d.published, "title": d.title} for d in h.sources],
        "killed": sum(t.best for t in killed) if killed else None,
        "coder": h.coder,
    }


def _entity(p: Party, h: Happening, role: str, profile: Profile) -> dict[str, object]:
    found = codes(p.country)
    return {
        "code": found.alpha3 if found else None,
        "sector": profile.sectors.get(p.category.value),
        "entity_text": h.said.get(role),
        "identifier_id": None,
        "identifier_text": p.name,
    }
