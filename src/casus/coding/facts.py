"""What is known about a happening when its kind is decided: its sides, its objects, the words around it."""

from __future__ import annotations

from collections.abc import Iterator

from casus.coding.parties import gunmen
from casus.coding.roles import Roles
from casus.lexicon.words import classes
from casus.records.annotated import Annotated, Token
from casus.records.frame import Frame
from casus.values.party import STATE, Category, Party
from casus.values.toll import Harm

CROWD = {Category.PROTESTERS, Category.RIOTERS}
NONSTATE = {Category.REBEL_GROUP, Category.POLITICAL_MILITIA, Category.IDENTITY_MILITIA}


def facts(frame: Frame, annotated: Annotated, roles: Roles) -> frozenset[str]:
    """Facts in the vocabulary of data/ontologies/decisions.toml."""
    return frozenset(
        [
            *_side("initiator", roles.initiator.value if roles.initiator else None),
            *_side("target", roles.target.value if roles.target else None),
            *_acting(annotated, roles),
            *_objects(annotated, roles),
            *_words(frame, annotated, roles),
            *_tolls(frame, annotated),
        ]
    )


def _side(role: str, party: Party | None) -> Iterator[str]:
    if party is None:
        yield f"{role}:nobody"
        return
    if party.category in STATE:
        yield f"{role}:state"
    if party.category is Category.EXTERNAL_FORCES:
        yield f"{role}:abroad"
    if party.category in NONSTATE:
        yield f"{role}:nonstate"
    if party.category in STATE or party.category in NONSTATE:
        yield f"{role}:armed"
        yield f"{role}:fighters"
    if party.category is Category.CIVILIANS:
        yield f"{role}:civilians"
    if party.category in CROWD:
        yield f"{role}:crowd"
    if gunmen(party) or (party.category is Category.UNKNOWN and role == "initiator"):
        yield f"{role}:armed"
        yield f"{role}:nonstate"


def _acting(annotated: Annotated, roles: Roles) -> Iterator[str]:
    own = [t.index for t in annotated.tokens if t.head == roles.carrier and t.relation == "nsubj"]
    for i in (*roles.agents[:1], *own):  # of "Ukrainian drones" it is Ukraine that acts, by its drones
        lemma = annotated.tokens[i].lemma.casefold()
        man = any(m.head == i and m.party.category is Category.UNKNOWN for m in annotated.parties)  # "a bomber"
        if lemma in classes()["aircraft"] and not man and not _bomber(annotated.tokens[i]):
            yield "initiator:aircraft"
        if lemma in classes()["crowd"]:
            yield "initiator:crowd"


def _objects(annotated: Annotated, roles: Roles) -> Iterator[str]:
    for index in roles.patients[:1]:
        token = annotated.tokens[index]
        low = token.lemma.casefold()
        at_place = any(p.span.start <= token.start < p.span.end for p in annotated.places)
        at_party = any(p.span.start <= token.start < p.span.end for p in annotated.parties)
        # "An army post" tells whose it is, as a party would, and yet is ground; parties by name may end in such a word.
        if at_place or (low in classes()["ground"] and (not at_party or token.pos == "NOUN")):
            yield "object:place"
        elif at_party:
            yield "object:people"
        if low in classes()["hideouts"]:
            yield "object:hideout"
        if low in classes()["arms"]:
            yield "object:weapons"
        if low in classes()["unmanned"]:
            yield "object:unmanned"


def _words(frame: Frame, annotated: Annotated, roles: Roles) -> Iterator[str]:
    inside = {t.index for t in annotated.words(frame.trigger)} | set(roles.clause)
    if not roles.clause:
        s = annotated.sentences[frame.sentence]
        inside |= set(range(s.first, s.last))
    s = annotated.sentences[frame.sentence]
    without = {t.head for t in annotated.tokens[s.first : s.last] if t.text.casefold() == "without"}
    lemmas = {annotated.tokens[i].lemma.casefold() for i in inside - without if not _bomber(annotated.tokens[i])}
    lemmas -= {annotated.tokens[i].lemma.casefold() for i in inside if _of_people(annotated, i)} & classes()["air_raid"]
    lemmas |= {lemma[:-1] for lemma in lemmas if lemma.endswith("s")}  # "Warplanes" at the head of a sentence
    around = {t.lemma.casefold() for t in annotated.tokens[s.first : s.last]}
    around |= {t.text.casefold() for t in annotated.tokens[s.first : s.last] if t.tag in ("JJ", "VBN")}  # "deserted"
    around |= {f"without {annotated.tokens[i].lemma.casefold()}" for i in without}
    for name, members in classes().items():
        if lemmas & members:
            yield f"words:{name}"
        if around & members:
            yield f"sentence:{name}"


def _bomber(token: Token) -> bool:
    """Whether a word is one bomber: a man with a bomb; aircraft come as bombers."""
    return token.lemma.casefold() == "bomber" and token.tag == "NN"


def _of_people(annotated: Annotated, index: int) -> bool:
    """Whether a word only tells what people do: a helicopter pilot shot dead was not shot from the air."""
    token = annotated.tokens[index]
    return token.relation == "compound" and any(m.head == token.head for m in annotated.parties)


def _tolls(frame: Frame, annotated: Annotated) -> Iterator[str]:
    first = frame.scope[0]
    for q in annotated.quantities:
        if q.toll.harm is Harm.KILLED and q.span.overlaps(first) and q.toll.best > 0 and q.told:
            yield "tolls:killed"
