"""Every entry of the lexicons of coding matches its sentence, and not the other."""

# ruff: noqa: E501 (trees by hand are long lines)

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from casus.coding.things import Entry, entries, found

THINGS = [("objects", "object"), ("weapons", "weapon")]
LISTS = ["syntax", "sources", "operations"]
FORMS = ("", "s", "es", "d", "ed", "ing", "led", "ned", "ting", "ted", "ged")
IRREGULAR = {
    "blown": "blow", "stolen": "steal", "found": "find", "lost": "lose", "drew": "draw", "withdrew": "withdraw", "sent": "send",
    "told": "tell", "said": "say", "fired": "fire", "took": "take", "led": "lead", "left": "leave", "killed": "kill",
    "trying": "try", "tried": "try", "talks": "talk", "destroyed": "destroy", "admired": "admire", "manoeuvres": "manoeuvre",
}  # fmt: skip


def things() -> list[tuple[str, str, Entry]]:
    return [(file, table, entry) for file, table in THINGS for entry in entries(file, table)]


@pytest.mark.parametrize(("file", "table", "entry"), things(), ids=[f"{f}:{e.what}" for f, _, e in things()])
def test_things(file, table, entry):
    assert entry.what in {what for _, what in found(file, table, entry.match)}
    assert entry.what not in {what for _, what in found(file, table, entry.refuse)}


def lists() -> list[tuple[str, str, dict]]:
    out = []
    for file in LISTS:
        raw = tomllib.loads(files("casus").joinpath(f"data/lexicons/en/{file}.toml").read_text("utf-8"))
        out += [(f"{file}:{row.get('name') or row['what']}", table, row) for table, rows in raw.items() for row in rows]
    raw = tomllib.loads(files("casus").joinpath("data/lexicons/en/objects.toml").read_text("utf-8"))
    return out + [(f"effect:{row['what']}", "effect", row) for row in raw["effect"]]


def stands(words: list[str], sentence: str) -> bool:
    plain = sentence.lower().strip(".")
    if any(" " in w and w in plain for w in words):
        return True
    for word in plain.replace("'s", "").replace(",", "").split():
        base = IRREGULAR.get(word, word)
        if any(base == w + end or base == w[:-1] + end or base == w[:-1] + "i" + end for w in words for end in FORMS):
            return True
    return False


@pytest.mark.parametrize(("name", "table", "row"), lists(), ids=[n for n, _, _ in lists()])
def test_word_lists(name, table, row):
    assert stands(row["words"], row["match"])
    assert not stands(row["words"], row["not"])


def test_longest_words_win():
    text = "Troops found two car bombs and a network of tunnels."
    assert [what for _, what in found("objects", "object", text)] == ["car bomb", "tunnel"]
