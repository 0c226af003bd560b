"""The dictionary form of a word, by its tags: the model's table of exceptions, then irregular verbs, then spelling."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

Table = Mapping[tuple[str, str], str]

_DOUBLE = re.compile(r"([bdgkmnprt])\1$")
_LONG_LL = re.compile(r"[aeiou].*[^aeiou][aeiou]ll$")
# Stems that lost an e before -ed, -ing, -er or -est.
_LOST_E = re.compile(
    r"""(?x)
    (?: [cvu] | [^aeiou]?dg | rg | (?<!i)ng(?<=[aeu]ng)(?<=...ng) | [aeiou]g | [^aeiou]z | [aeiouy]z
      | [^s]s | [bcdfgkptz]l
      | (?<![aeo])at | [cvn]it | [lp]et | [rn]ven | (?<=..)(?<![aeio])ut | (?<![aeio])ot
      | (?<![aeo])ir | (?<![aeo])ur | (?<![aeiobhts])or | stor | (?<![eo])ar
      | (?<![aeou])in(?<!..gin) | (?<![aeo])un | (?<![aeo])id | (?<![eo])ad | (?<![aeo])[eo]d | (?<![aeo])ud
      | (?<![eaio])[aiouy]k | (?<![eaio])[aiouy]m | (?<![eaiou])[aiy]p | (?<![eaioul])op | (?<![aeiou])[iouy]b
      | (?<![aeo])[iu]l | [^aeiou]r(?<![rf]r)
    )$"""
)
_POSSESSIVE = {"’": "'", "ʼ": "'", "‘": "'", "`": "'"}
_UNCHANGED = frozenset(("series", "species", "means", "barracks", "headquarters", "news", "aircraft", "crossroads"))
_FVES = ("knives", "lives", "wives", "wolves", "thieves", "halves", "shelves", "leaves", "loaves", "calves", "selves")


def lemma(word: str, pos: str, tag: str, table: Table, *, capitals: bool = False) -> str:
    """The dictionary form. Proper names keep their letters, unless the whole sentence is in `capitals`."""
    if pos == "PROPN" and not capitals:
        return _singular(word) if tag == "NNPS" and not word.isupper() else word
    form = word.casefold()
    if pos == "PRON" and form in ("i", "me", "her"):
        return form if tag == "PRP$" else "she" if form == "her" else "I"
    for mark, plain in _POSSESSIVE.items():
        if mark in form:
            form = form.replace(mark, plain)
    known = table.get((form, pos))
    return known if known is not None else regular(form, pos, tag)


@cache
def irregular() -> Mapping[str, str]:
    """Past forms of verbs and their dictionary forms (data/reading/irregular.tsv)."""
    text = files("casus").joinpath("data/reading/irregular.tsv").read_text("utf-8")
    return dict(line.split("\t") for line in text.split("\n") if line and not line.startswith("#"))


def regular(form: str, pos: str, tag: str) -> str:
    """The dictionary form of a lower-case word by irregular verbs and rules of spelling."""
    if pos == "NUM":
        return form.replace(",", "")
    if tag in ("NNS", "NNPS"):
        return _singular(form)
    if pos in ("VERB", "AUX") or tag.startswith("VB"):
        return _verb(form, tag)
    if tag in ("JJR", "RBR") and form.endswith("er") and len(form) > 4:
        return _stem(form[:-2])
    if tag in ("JJS", "RBS") and form.endswith("est") and len(form) > 5:
        return _stem(form[:-3])
    return form


def _singular(form: str) -> str:
    if form in _UNCHANGED:
        return form
    if form.endswith("men"):
        return form[:-2] + "an"
    if not form.endswith("s") or form.endswith(("ss", "us", "is")) or len(form) < 3 or form[-2].isdigit():
        return form
    if form.endswith("'s"):
        return form[:-2]
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(_FVES):
        return form[:-3] + ("fe" if form.endswith(("ives",)) else "f")
    if form.endswith(("sses", "xes", "ches", "shes", "zzes")) or (form.endswith("oes") and len(form) > 5):
        return form[:-2]
    return form[:-1]


def _verb(form: str, tag: str) -> str:
    if tag == "VBZ":
        return _singular(form)
    if tag in ("VBD", "VBN", "VBG") and form in irregular():
        return irregular()[form]
    if tag in ("VBD", "VBN") and form.endswith("ed") and len(form) > 3:
        if form.endswith("ied"):
            return form[:-3] + "y" if len(form) > 4 else form[:-1]
        return _stem(form[:-2])
    if tag == "VBG" and form.endswith("ing") and len(form) > 4:
        return _stem(form[:-3])
    return form


def _stem(stem: str) -> str:
    """A stem whose ending was cut off, with its spelling mended: stopp, hop, carri."""
    if stem.endswith("i") and len(stem) > 2:
        return stem[:-1] + "y"
    if _DOUBLE.search(stem) and len(stem) > 3:
        return stem[:-1]
    if _LONG_LL.search(stem):
        return stem[:-1]
    if stem.endswith("re") and len(stem) > 2:  # agreed, freeing
        return stem + "e"
    if _LOST_E.search(stem):
        return stem + "e"
    return stem
