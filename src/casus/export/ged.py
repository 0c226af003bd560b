"""Happenings as rows of UCDP GED's 49 columns. Ids are our own; what UCDP alone can give stays empty."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from casus.actors.numbers import ucdp
from casus.export.countries import codes
from casus.export.fields import AsideError, called, coded, columns, home, joined, placed
from casus.export.figures import counted, figure
from casus.export.grid import cell
from casus.export.happening import Counted, Happening
from casus.export.profile import Profile
from casus.export.rows import clean
from casus.values.party import STATE, UNARMED, Category, Party
from casus.values.toll import Of
from casus.values.when import Precision, When

COLUMNS = columns("ged")
ORGANISED = STATE | {Category.REBEL_GROUP, Category.POLITICAL_MILITIA, Category.IDENTITY_MILITIA}
DATE = "%Y-%m-%d 00:00:00.000"


class NoDeathError(AsideError):
    """An event of which no figure tells a death: GED does not hold it, the side file does."""


def rows(h: Happening, profile: Profile) -> Iterator[dict[str, object]]:
    """The row of a happening. Raises AsideError where GED codes none, NoDeathError with the row where nobody died."""
    row = _row(h, profile)
    if not row["best"] and not row["high"] and not row["low"]:
        raise NoDeathError("no death is told", row)
    yield row


def _row(h: Happening, profile: Profile) -> dict[str, object]:
    coded(h, profile)
    placed(h, profile)
    kind, a, b, turned = sides(h)
    when, place, country = h.when, h.place, codes(home(h))
    if when is None or when.start is None or when.end is None or place is None:
        raise AsideError("no day or place is known")
    names = side_name(a, h, profile), side_name(b, h, profile)
    out: dict[str, object] = dict.fromkeys(COLUMNS)
    return out | {
        "id": number(h.id),
        "relid": h.id,
        "year": when.start.year,
        "code_status": profile.code_status.get(h.status, h.status),
        "type_of_violence": kind,
        "conflict_name": " - ".join(names),
        "dyad_name": " - ".join(names),
        "side_a_new_id": a and ucdp(a),
        "side_a": names[0],
        "side_b_new_id": b and ucdp(b),
        "side_b": names[1],
        "number_of_sources": len(h.documents) or -1,
        **_sources(h),
        "where_prec": place.where_prec,
        "where_coordinates": place.name,
        "where_description": clean(h.said.get("place", "")) or None,
        "adm_1": place.admin1,
        "adm_2": place.admin2,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geom_wkt": f"POINT ({place.longitude} {place.latitude})",
        "priogrid_gid": cell(place.latitude or 0.0, place.longitude or 0.0),
        "country": country.name if country else place.country,
        "country_id": country and country.gw,
        "region": country and country.ucdp_region,
        "event_clarity": 1 if when.days == 1 else 2,
        "date_prec": precision(when),
        "date_start": when.start.strftime(DATE),
        "date_end": when.end.strftime(DATE),
        **deaths(h, profile, kind, turned=turned),
        "gwnoa": _gw(a),
        "gwnob": _gw(b),
    }


def sides(h: Happening) -> tuple[int, Party, Party | None, bool]:
    """Type of violence, side a, side b, and whether a is our target. AsideError: none of the three."""
    first, second = h.initiator, h.target
    if first is None or first.category not in ORGANISED:
        if second is not None and second.category in ORGANISED and first is not None:
            raise AsideError(f"{first.category.value} against {second.category.value}: none of the types of violence")
        raise AsideError("no organised side is told")
    if second is None:
        raise AsideError("only one side is told")
    if second.category in UNARMED:
        return 3, first, second, False
    if second.category not in ORGANISED:
        raise AsideError(f"{second.category.value} as a side: none of the types of violence")
    if first.category in STATE:
        return 1, first, second, False
    return (1, second, first, True) if second.category in STATE else (2, first, second, False)


def side_name(p: Party | None, h: Happening, profile: Profile) -> str:
    """A side as GED calls it: governments by country, those who bear no arms Civilians."""
    return called(p, h, profile) or "Civilians"


def deaths(h: Happening, profile: Profile, kind: int, *, turned: bool) -> dict[str, object]:
    """The dead by side and in all: best is the sum of the four."""
    by = {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0, "deaths_unknown": 0}
    low = high = 0
    for c in h.killed():
        best = counted(c, profile, disputed=h.disputed).number
        by[_side(c, h, kind, turned=turned)] += best
        low += min(best, figure(c, "low", profile))
        high += max(best, figure(c, "high", profile))
    return {**by, "best": sum(by.values()), "high": high, "low": low}


def _side(c: Counted, h: Happening, kind: int, *, turned: bool) -> str:
    of = c.toll.of
    if of is Of.CIVILIANS or (kind == 3 and of is Of.TARGET):
        return "deaths_civilians"
    if of is Of.STATE_FORCES:
        state = [p for p in (h.initiator, h.target) if p is not None and p.category in STATE]
        of = Of.UNKNOWN if len(state) != 1 else Of.INITIATOR if state[0] is h.initiator else Of.TARGET
    if of is Of.UNKNOWN:
        return "deaths_unknown"
    return "deaths_a" if (of is Of.INITIATOR) is not turned else "deaths_b"


def precision(w: When) -> int:
    """UCDP's date precision: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 a year."""
    length = w.days or 0
    if w.precision is Precision.WEEK or 6 < length <= 7:
        return 3
    return 1 if length == 1 else 2 if length <= 6 else 4 if length <= 31 else 5


def number(key: str) -> int:
    """An id as a number that a float holds exactly (below 2^53): from the SHA-256 of our own id."""
    return int.from_bytes(sha256(key.encode()).digest()[:8]) >> 11


def _gw(p: Party | None) -> int | None:
    found = codes(p.country) if p is not None and p.category in STATE else None
    return found.gw if found else None


def _sources(h: Happening) -> dict[str, object]:
    def part(text: str | None) -> str:
        return clean(text or "").replace('"', "'").replace(";", ",")

    articles = [f'"{part(d.source)},{part(d.published)},{part(d.title)}"' for d in h.sources]
    return {
        "source_article": ";".join(articles) or None,
        "source_office": joined(d.source for d in h.sources),
        "source_date": joined(d.published for d in h.sources),
        "source_headline": joined(d.title for d in h.sources),
        "source_original": h.attributed,
    }
