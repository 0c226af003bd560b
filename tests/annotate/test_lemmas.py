import pytest

from casus.annotate.lemmas import lemma, regular
from casus.learned.reader import load_reader


@pytest.mark.parametrize(
    ("word", "tag", "base"),
    [
        ("bombed", "VBD", "bomb"),
        ("seized", "VBN", "seize"),
        ("seizing", "VBG", "seize"),
        ("stopped", "VBD", "stop"),
        ("killed", "VBN", "kill"),
        ("shelled", "VBN", "shell"),
        ("fled", "VBD", "flee"),
        ("besieged", "VBN", "besiege"),
        ("retreating", "VBG", "retreat"),
        ("destroyed", "VBN", "destroy"),
        ("injured", "VBN", "injure"),
        ("carries", "VBZ", "carry"),
        ("clashes", "VBZ", "clash"),
        ("advancing", "VBG", "advance"),
        ("captured", "VBN", "capture"),
        ("shot", "VBD", "shoot"),
        ("was", "VBD", "be"),
        ("patrolling", "VBG", "patrol"),
        ("dying", "VBG", "die"),
        ("beaten", "VBN", "beat"),
        ("flung", "VBD", "fling"),
        ("tore", "VBD", "tear"),
        ("besieging", "VBG", "besiege"),
        ("gassed", "VBN", "gas"),
    ],
)
def test_verbs(word: str, tag: str, base: str) -> None:
    table = load_reader().lemmas
    pos = "AUX" if base == "be" else "VERB"
    assert lemma(word, pos, tag, table) == base
    assert lemma(word.upper(), pos, tag, table, capitals=True) == base


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("militants", "militant"),
        ("gunmen", "gunman"),
        ("policewomen", "policewoman"),
        ("bodies", "body"),
        ("clashes", "clash"),
        ("knives", "knife"),
        ("children", "child"),
        ("bases", "base"),
        ("forces", "force"),
        ("crises", "crisis"),
        ("series", "series"),
        ("1990s", "1990s"),
    ],
)
def test_nouns(word: str, base: str) -> None:
    assert lemma(word, "NOUN", "NNS", load_reader().lemmas) == base


def test_names_keep_their_letters() -> None:
    assert lemma("Vesk", "PROPN", "NNP", {}) == "Vesk"
    assert lemma("TERRORISTS", "PROPN", "NNPS", {}, capitals=True) == "terrorist"


def test_pronouns_and_clitics() -> None:
    table = load_reader().lemmas
    assert lemma("them", "PRON", "PRP", table) == "they"
    assert lemma("n’t", "PART", "RB", table) == "not"
    assert lemma("I", "PRON", "PRP", table) == "I"


def test_rules_alone() -> None:
    assert regular("detonated", "VERB", "VBD") == "detonate"
    assert regular("larger", "ADJ", "JJR") == "large"
    assert regular("1,200", "NUM", "CD") == "1200"
