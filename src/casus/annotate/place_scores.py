"""The chance that a resolved place is right: a logistic curve over what speaks for it, fitted on development data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from math import exp, log, log10

from casus.annotate.place_company import Company
from casus.gazetteer import Match
from casus.gazetteer.forms import whole
from casus.gazetteer.keys import folded, plain, stripped
from casus.gazetteer.place import Place
from casus.gazetteer.resolve import Named, Resolved
from casus.gazetteer.tables import aliases


@cache
def weights() -> dict[str, float]:
    """The fitted weights of data/gazetteer/scores.toml by feature."""
    table = tomllib.loads(files("casus").joinpath("data/gazetteer/scores.toml").read_text("utf-8"))
    return {k: float(v) for k, v in table["weights"].items()}


def features(answer: Resolved, name: Named) -> dict[str, float]:
    """What speaks for and against an answer, as numbers around 0 to 5."""
    p = answer.place
    share = min(0.999, max(0.001, answer.share))
    return {
        "one": 1.0,
        "share": log(share / (1 - share)),
        "support": log10(answer.support + 0.01) if p.country and answer.support is not None else 0.0,
        "silent": float(answer.support is None),
        "contained": float(answer.contained),
        "alone": float(answer.rivals == 1),
        "people": log10(p.population + 100) if p.kind == "P" else 5.0,
        "uncounted": float(p.kind == "P" and not p.population),
        "country": float(p.kind == "C"),
        "division": float(p.kind == "1"),
        "district": float(p.kind == "2"),
        "area": float(p.kind in "AS"),
        "demonym": float(answer.match is Match.DEMONYM),
        "part": float(answer.match is Match.PART),
        "spelling": float(answer.match is Match.FOLD),
        "host": float(answer.match is Match.HOST),
        "level": float(name.level is not None and name.level == p.kind),
        "otherlevel": float(name.level is not None and name.level != p.kind),
        "rivals": log(answer.rivals),
        "against": answer.against,
        "country against": answer.against if p.kind == "C" else 0.0,  # "Lebanon" in a report of Pennsylvania
        "otherwise": float(p.kind in "P2" and answer.match is Match.NAME and _otherwise(p, name.words)),
        "wide": float(p.kind in "AS" and p.country is None),
        "spelling alone": log10((answer.support or 0.0) + 0.01) if answer.match is Match.FOLD else 0.0,
        **_local(answer),
    }


def _local(answer: Resolved) -> dict[str, float]:
    """Whether the other names lie in the same division, and near: which of many Springfields."""
    if answer.place.kind not in "P21":
        return {}
    local = 0.0 if answer.local is None else log10(answer.local + 0.01)
    return {
        "abroad": float(answer.second is not None and answer.second.country != answer.place.country),
        "local": local,
        "nolocal": float(answer.local is None),
        "near": log10(answer.near + 0.1),
    }


def _otherwise(place: Place, words: str) -> bool:
    """Whether a place is called otherwise than by some words, beyond article, sort and spelling, and these are no name
    that casus's own table gives to it."""
    return not _forms(place.name) & _forms(words) and (place.country, plain(words)) not in aliases()


def _forms(name: str) -> set[str]:
    return {folded(stripped(form)) for form in whole(plain(name))}


def chance(answer: Resolved, name: Named) -> float:
    """The calibrated chance (0 to 1) that an answer lies within 161 km of the right place."""
    return _curve(features(answer, name))


def company(told: Company) -> dict[str, float]:
    """What speaks for a name without candidates lying where its company lies."""
    return {"company": 1.0, "company beside": float(told.beside), "company focus": told.focus}


def chance_in_company(told: Company) -> float:
    """The calibrated chance (0 to 1) that a name without candidates lies within 161 km of its company."""
    return _curve(company(told))


def _curve(told: dict[str, float]) -> float:
    table = weights()
    z = sum(table.get(k, 0.0) * v for k, v in told.items())
    return round(1 / (1 + exp(-max(-30.0, min(30.0, z)))), 4)
