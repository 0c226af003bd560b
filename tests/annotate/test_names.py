"""From labels to names: cut, typed, joined."""

from casus.annotate.core import read
from casus.annotate.names import names
from casus.learned.reader import load_reader
from casus.learned.reading import Labelled, Reading
from casus.records.annotated import Annotated, NameType, Sentence, Token
from casus.records.document import Document


def labelled(text: str, *spans: tuple[int, int, str]) -> list[tuple[str, NameType]]:
    """Names of one sentence of blank-separated words, given word spans with labels."""
    tokens: list[Token] = []
    at = 0
    for i, word in enumerate(text.split(" ")):
        tokens.append(
            Token(index=i, start=at, end=at + len(word), text=word, lemma=word, pos="PROPN", tag="NNP", head=0,
                  relation="dep", sentence=0)
        )  # fmt: skip
        at += len(word) + 1
    n = len(tokens)
    core = Annotated(
        document=Document.of(text),
        sentences=(Sentence(index=0, start=0, end=len(text), first=0, last=n),),
        tokens=tuple(tokens),
    )
    found = tuple(Labelled(first=a, last=b, label=label, score=0.9) for a, b, label in spans)
    reading = Reading(pos=("PROPN",) * n, tags=("NNP",) * n, heads=(0,) * n, relations=("dep",) * n, names=found)
    return [(text[x.span.start : x.span.end], x.type) for x in names(core, [reading])]


def test_articles_titles_and_possessives_fall() -> None:
    assert labelled("the Orm Front 's men", (0, 4, "ORG")) == [("Orm Front", NameType.ORGANISATION)]
    assert labelled("President Anna Lund spoke", (0, 3, "PER")) == [("Anna Lund", NameType.PERSON)]


def test_a_time_is_no_name() -> None:
    assert labelled("on Tuesday", (1, 2, "TIM")) == []


def test_facilities_by_their_last_word() -> None:
    assert labelled("Vesk Airport burned", (0, 2, "LOC")) == [("Vesk Airport", NameType.FACILITY)]


def test_operations_by_the_word_beside_them() -> None:
    assert labelled("Operation Iron Harvest began") == [("Iron Harvest", NameType.OPERATION)] or labelled(
        "Operation Iron Harvest began"
    ) == [("Operation Iron Harvest", NameType.OPERATION)]
    assert labelled("the operation room") == []


def test_weapons() -> None:
    assert labelled("Zarya-4 missiles fell", (0, 2, "MISC")) == [("Zarya-4 missiles", NameType.WEAPON)]


def test_the_model_finds_well_known_names() -> None:
    text = "Angela Merkel met officials of the United Nations in Paris on Monday."
    core = read(Document.of(text), load_reader())
    found = {text[n.span.start : n.span.end]: n.type for n in core.names}
    assert found["Angela Merkel"] is NameType.PERSON
    assert found["United Nations"] is NameType.ORGANISATION
    assert found["Paris"] is NameType.PLACE
