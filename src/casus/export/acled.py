"""Happenings as rows of ACLED's 31 columns. Ids are our own; what is lost stands in data/exports/formats.toml."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from casus.export.countries import codes
from casus.export.fields import (
    AsideError,
    Day,
    called,
    coded,
    columns,
    days,
    home,
    joined,
    layout,
    placed,
    ranged,
    share,
)
from casus.export.figures import Figure, fatalities
from casus.export.happening import Happening
from casus.export.profile import Profile
from casus.export.rows import clean
from casus.values.factuality import Factuality
from casus.values.party import Category, Party
from casus.values.toll import Harm
from casus.values.when import When

COLUMNS = columns("acled")
AGAINST = {"Violence against civilians", "Explosions/Remote violence", "Riots"}
SIDED = {"ally", "supporter", "intervener"}


def rows(h: Happening, profile: Profile, *, numeric: bool = False) -> Iterator[dict[str, object]]:
    """The rows of a happening: one, or one a day where the profile says so. Raises AsideError where ACLED codes none.

    `numeric`: inter1, inter2 and interaction as numbers, as acledR wants them.
    """
    if h.acled is None:
        raise AsideError(f"no ACLED name for {h.kind}")
    coded(h, profile)
    placed(h, profile)
    if h.initiator is None and h.target is None:
        raise AsideError("nobody is told")
    first, second = (h.initiator, h.target) if h.initiator else (h.target, None)
    dead = fatalities(h, profile)
    for day in days(h.when, profile) if h.when else ():
        yield _row(h, profile, day, first, second, dead, numeric=numeric)


def _row(
    h: Happening, profile: Profile, day: Day, first: Party | None, second: Party | None, dead: Figure, *, numeric: bool
) -> dict[str, object]:
    place, country, names = h.place, codes(home(h)), h.acled
    if place is None or names is None or place.latitude is None or place.longitude is None or h.when is None:
        raise AsideError("no place is known")
    inter1, inter2 = inter(first, h, profile), inter(second, h, profile)
    against = second is not None and second.category is Category.CIVILIANS and names.event_type in AGAINST
    against = against or names.sub_event_type == "Excessive force against protesters"
    out: dict[str, object] = dict.fromkeys(COLUMNS)
    return out | {
        "event_id_cnty": h.id if day.of == 1 else f"{h.id}/{day.number}",
        "event_date": day.date.isoformat(),
        "year": day.date.year,
        "time_precision": precision(h.when),
        "disorder_type": names.disorder_type,
        "event_type": names.event_type,
        "sub_event_type": names.sub_event_type,
        "actor1": called(first, h, profile),
        "assoc_actor_1": joined(called(p, h, profile) for role, p in h.participants if role in SIDED),
        "inter1": (inter1 or 0) if numeric else _text(inter1),
        "actor2": called(second, h, profile),
        "assoc_actor_2": joined(called(p, h, profile) for role, p in h.participants if role not in SIDED),
        "inter2": (inter2 or 0) if numeric else _text(inter2),
        "interaction": interaction(inter1, inter2) if numeric else interaction_text(inter1, inter2),
        "civilian_targeting": "Civilians targeted" if against else None,
        "iso": country and country.numeric,
        "region": country and country.acled_region,
        "country": country.name if country else place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "location": place.name,
        "latitude": round(place.latitude, 4),
        "longitude": round(place.longitude, 4),
        "geo_precision": place.geo_precision or 3,
        "source": joined(d.source for d in h.sources),
        "notes": notes(h, profile, day, first, second),
        "fatalities": share(dead.number, day),
        "tags": tags(h, day, dead),
        "timestamp": _stamp(h.latest()),
    }


def precision(w: When) -> int:
    """ACLED's time precision: 1 the day, 2 within a week, 3 within a month."""
    length = w.days or 0
    return 1 if length == 1 else 2 if length <= 7 else 3


def inter(p: Party | None, h: Happening, profile: Profile) -> int | None:
    """The sort of an actor, 1 to 8: state forces abroad are external. None where nobody, or no sort, is told."""
    if p is None:
        return None
    if p.category is Category.UNKNOWN or (p.name in profile.unnamed and p.category is not Category.CIVILIANS):
        return profile.unknown_inter
    if p.category is Category.STATE_FORCES and None not in (p.country, home(h)) and p.country != home(h):
        return 8
    return int(layout("acled")["inter"][p.category.value][0])


def interaction(a: int | None, b: int | None) -> int:
    """Both sorts as ACLED's number, the lower first; 0 where there is none."""
    known = sorted(x for x in (a, b) if x)
    code = known[0] * 10 + known[1] if len(known) == 2 else known[0] * 10 if known else 0
    return code if code in layout("acled")["interaction"]["codes"] else 0


def interaction_text(a: int | None, b: int | None) -> str | None:
    """Both sorts in ACLED's words: "State forces-Rebel group", "Rebel group only"; None where there is none."""
    code = interaction(a, b)
    if not code:
        return None
    low, high = divmod(code, 10)
    if not high:
        return f"{_text(low)} only"
    pair = (high, low) if code in layout("acled")["interaction"]["turned"] else (low, high)
    return f"{_text(pair[0])}-{_text(pair[1])}"


def _text(number: int | None) -> str | None:
    return next((str(text) for n, text in layout("acled")["inter"].values() if n == number), None)


def notes(h: Happening, profile: Profile, day: Day, first: Party | None, second: Party | None) -> str:
    """The profile's sentence about the event, with the report's words."""
    low, best, high = ranged(h, Harm.KILLED)
    told = "" if best is None else f"{best} killed. " if low == high else f"{low} to {high} killed. "
    told = told if high is not None or best is None else f"At least {low} killed. "
    place = h.place
    where = (
        ", ".join(x for x in (place.name, place.admin1 if place.admin1 != place.name else None) if x) if place else "?"
    )
    target = called(second, h, profile)
    return clean(
        profile.notes.format(
            date=day.date.isoformat(),
            place=where,
            initiator=called(first, h, profile) or "?",
            target=f" against {target}" if target else "",
            what=h.acled.sub_event_type if h.acled else h.kind,
            toll=told,
            sources=joined(d.source or d.id for d in h.sources) or ", ".join(h.documents),
            words=" | ".join(h.words),
        )
    )


def tags(h: Happening, day: Day, dead: Figure) -> str:
    """What has no column, as key=value joined by ;."""
    out = {"kind": h.kind, "record": h.record, "factuality": h.factuality.value}
    if h.factuality is Factuality.OCCURRED:
        del out["factuality"]
    low, best, high = ranged(h, Harm.KILLED)
    if best is not None:
        out["killed"] = f"{low}/{best}/{'' if high is None else high}"
        out["fatalities rule"] = ", ".join(dead.rules)
    if day.of > 1:
        out["split"] = f"{dead.number} over {day.of} days"
    if h.operation:
        out["operation"] = h.operation.name
    if h.record == "incident":
        out["reports"], out["voices"] = str(len(h.documents)), str(h.voices)
    return "; ".join(f"{k}={clean(v).replace(';', ',')}" for k, v in out.items())


def _stamp(day: str | None) -> int | None:
    return None if day is None else int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
