"""The forms under which a name is looked up when it is not known as written: without its sort, without its compass."""

from __future__ import annotations

from collections.abc import Iterator

from casus.gazetteer.tables import words as listed


def whole(key: str) -> Iterator[str]:
    """Forms that name the same thing: "the Anbar", "Anbar province", "state of Borno", "St Louis"."""
    words = key.split()
    yield key
    if words and words[0] == "the":
        words = words[1:]
        yield " ".join(words)
    if len(words) > 1 and words[-1] in listed("division_sorts"):
        yield " ".join(words[:-1])
    if len(words) > 1 and words[-1] in ("co", "cty"):
        yield " ".join([*words[:-1], "county"])
    if len(words) > 2 and (words[0] in listed("division_sorts") or words[0] in listed("heads")) and words[1] == "of":
        yield " ".join(words[2:])
    for style in ("republic of ", "kingdom of "):  # "Islamic Republic of ...": the style of a state, not its name
        _, styled, rest = key.partition(style)
        if styled and rest:
            yield rest
    short = {"st": "saint", "ft": "fort", "mt": "mount", "saint": "st", "fort": "ft", "mount": "mt"}
    if len(words) > 1 and words[0] in short:
        yield " ".join([short[words[0]], *words[1:]])


def parts(key: str) -> Iterator[str]:
    """What a part is part of: "northern Mali" -> "mali"."""
    words = key.removeprefix("the ").split()
    if len(words) > 1 and words[0] in listed("compass"):
        yield " ".join(words[1:])
        if words[1] == "of" and len(words) > 2:
            yield " ".join(words[2:])
        if len(words) > 2 and words[-1] in listed("division_sorts"):
            yield " ".join(words[1:-1])


def hosts(key: str) -> Iterator[str]:
    """The place after which a facility is named, longest first: "kandahar international airport" -> "kandahar"."""
    words = key.removeprefix("the ").split()
    if len(words) < 2 or not any(w in listed("facilities") for w in words):
        return
    if words[0] in ("university", "port", "college", "bank") and len(words) > 2 and words[1] == "of":
        yield " ".join(words[2:])
    while len(words) > 1 and words[-1] in listed("facilities"):
        words = words[:-1]
        yield " ".join(words)
