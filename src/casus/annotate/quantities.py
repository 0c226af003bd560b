"""Counts of people harmed, with the words that give them.

Each mention's `rule` tells how the count was found, and after a colon how the figure was read. Marks in it that
coding looks for: `and` (of people joined to others of the same verb: the counts add up), `another` (besides those told
before), `part` (some of those counted elsewhere), `total` (all so far), `to` and `modal` (wanted or possible only),
`doubtful` ("was shot": the words do not tell whether they lived), `open` ("was taken to hospital": alive at the time),
`died` (one of these two, and dead by other words), `bomber` (not counted if the bomb was worn),
`negated` and `denied` (an explicit zero).
"""

from __future__ import annotations

import re
from dataclasses import replace

from casus.annotate.quantity_again import again
from casus.annotate.quantity_beside import THEIRS, beside, coordinated, fatally, tolls
from casus.annotate.quantity_fate import fated
from casus.annotate.quantity_harm import JOINS, patients
from casus.annotate.quantity_lexicon import Entry, by_word, class_of, cues, not_people
from casus.annotate.quantity_phrases import YEARS, Figure, figure
from casus.annotate.quantity_revised import revised
from casus.annotate.quantity_seen import seen
from casus.annotate.quantity_tree import Patient, Tree
from casus.annotate.quantity_zero import denials
from casus.lexicon import numbers
from casus.records.annotated import Annotated, QuantityMention, Token
from casus.values.toll import Harm, Toll

SUFFERING = ("killed", "injured", "target")
SEEN = 0.5  # the model's chance from which a noun that no table knows is of those who suffer
HURT = frozenset({Harm.KILLED, Harm.INJURED})
LOOSE = ("shared", "right", "participle", "relative", "state", "passive: plural", "among")  # where the parse often errs
ADDING = ("passive", "subject")  # people who stand before their word of harm: what follows it is not joined to them
Told = dict[tuple[int, Harm], list[Patient]]


def quantities(core: Annotated) -> tuple[QuantityMention, ...]:
    """The counts of people harmed in a document, in order of position. Words that settle no number give none."""
    found: list[QuantityMention] = []
    for sentence in core.sentences:
        tree = Tree(core=core, sentence=sentence)
        words = {t.text.lower() for t in tree.tokens}
        if words.isdisjoint(by_word()) and words.isdisjoint(cues("denying")):
            continue
        kept = by_parse(tree, list(denials(tree)))
        kept = with_neighbours(tree, kept)
        for made in (*fatally(tree), *tolls(tree)):
            kept = [k for k in kept if not clashes(made, k)] + [made]
        found.extend(kept)
    found.extend(seen(core, found))
    known = fated(core, again(core, revised(core, found)))
    return tuple(sorted(known, key=lambda q: (q.span.start, q.span.end, q.toll.harm.value, q.head)))


def by_parse(tree: Tree, kept: list[QuantityMention]) -> list[QuantityMention]:
    """What is kept already, and the counts that the parse tells."""
    told = separable(tree)
    figured: set[tuple[int, Harm]] = set()
    for (_, harm), group in told.items():
        made = mention(tree, group[0])
        if made is None or any(clashes(made, k) for k in kept):
            continue
        joined = "; and" in group[0].how
        if not joined and not re.search(r"plural|one|named", made.rule):
            figured.add((group[0].verb, harm))
        if joined and elsewhere(tree, made):
            continue
        if joined and made.rule.endswith("plural") and (group[0].verb, harm) in figured:
            continue  # "18 women and children": one figure for both
        kept.append(made)
    return kept


def elsewhere(tree: Tree, made: QuantityMention) -> bool:
    """Whether people joined to others belong to another word of harm, or are the same person named again."""
    core = tree.core
    if made.head > made.verb and THEIRS.match(core.document.text, made.span.end):
        return True  # "killed five soldiers and two guards were wounded": the guards are the next verb's
    inside = core.words(made.span)
    before = core.tokens[max(tree.sentence.first, inside[0].index - 1) : inside[-1].index + 1]
    if any(e.harm in HURT and e.harm is not made.toll.harm for t in before for e in by_word().get(t.text.lower(), ())):
        return True  # "killed 22 people and wounded 72 others", with "wounded" taken for an adjective
    return made.rule.endswith(": one") and inside[0].tag.startswith(("NN", "JJ")) and inside[0].text.lower() != "one"


def separable(tree: Tree) -> Told:
    """The people harmed by phrase and harm, without those of whom only "killed or wounded" is told."""
    told: Told = {}
    for patient in patients(tree):
        told.setdefault((patient.head, patient.entry.harm), []).append(patient)
    for head, harm in [k for k, v in told.items() if all(p.entry.doubtful or p.entry.open for p in v)]:
        if (head, Harm.KILLED) in told:
            del told[head, harm]
    for head in {h for h, harm in told if harm is Harm.KILLED} & {h for h, harm in told if harm is Harm.INJURED}:
        killed, injured = told[head, Harm.KILLED][0], told[head, Harm.INJURED][0]
        between = tree.core.tokens[min(killed.verb, injured.verb) + 1 : max(killed.verb, injured.verb)]
        if all(t.text.lower() in JOINS for t in between):
            del told[head, Harm.KILLED], told[head, Harm.INJURED]
    return told


def with_neighbours(tree: Tree, kept: list[QuantityMention]) -> list[QuantityMention]:
    """The counts kept so far, with those right beside words of harm where the parse has none, or a loose one."""
    kept = [k for k in kept if not anothers(tree, k)]
    for made in beside(tree):
        same = [k for k in kept if k.toll.harm is made.toll.harm and k.verb == made.verb]
        if any(k.toll.high == 0 for k in same) or (same and not all(k.rule.startswith(LOOSE) for k in same)):
            continue
        if any(k.span.overlaps(made.span) and (k.toll.harm is made.toll.harm or k.verb != made.verb) for k in kept):
            continue  # told already, or the figure belongs to another word of harm
        kept = [k for k in kept if k not in same] + [made]
    for first in [k for k in kept if k.toll.high != 0 and not k.rule.startswith(ADDING)]:
        kept.extend(m for m in coordinated(tree, first) if not any(k.span.overlaps(m.span) for k in kept))
    return kept


def anothers(tree: Tree, told: QuantityMention) -> bool:
    """Whether a count stands right beside another word of harm: "45 were killed and 17 surrendered" counts 45 dead."""
    inside, tokens = tree.core.words(told.span), tree.core.tokens
    after, passive = inside[-1].index + 1, False
    while after < tree.sentence.last and tokens[after].pos == "AUX":
        passive = passive or tokens[after].lemma == "be"
        after += 1
    sides = [(after, "object" if passive else "subject")]
    before = inside[0].index - 1
    if not all(t.text.lower() in JOINS for t in tokens[told.verb + 1 : before]):  # "kidnapped and killed 11" tells both
        sides.append((before, "object"))
    return any(
        tree.sentence.first <= at < tree.sentence.last and at != told.verb and others_word(tokens[at], take, told)
        for at, take in sides
    )


def others_word(token: Token, take: str, told: QuantityMention) -> bool:
    """Whether a word tells plainly another harm than a count, of people who stand where the count does."""
    own = [e for e in by_word().get(token.text.lower(), ()) if e.take == take and not e.companions and not e.doubtful]
    return bool(own) and all(e.harm is not told.toll.harm for e in own)


def clashes(made: QuantityMention, other: QuantityMention) -> bool:
    """Whether a mention tells again what another tells: the same harm of the same words."""
    return made.toll.harm is other.toll.harm and made.span.overlaps(other.span)


def mention(tree: Tree, patient: Patient) -> QuantityMention | None:
    """The record of people harmed; None where the phrase names no people, or counts none."""
    core, entry = tree.core, patient.entry
    head, verb = core.tokens[patient.head], core.tokens[patient.verb]
    made = figure(core, head) if patient.how not in ("counted_noun", "counted_state") else counted(core, head)
    if made is None and stands_for_one(tree, patient):
        made = unlisted(core, head)
    if made is None or (entry.weak and not re.match(r"figure|vague|at_least|up_to|range", made.how)):
        return None
    if patient.negated:
        if entry.harm is not Harm.INJURED or made.count.best == 0:
            return None
        return record(replace(made, count=replace(made.count, low=0, best=0, high=0)), entry, verb, "negated")
    made = replace(made, how=made.how + entry.marks)
    return record(made, entry, verb, patient.how + unreal(tree, verb))


def unreal(tree: Tree, verb: Token) -> str:
    """A mark where the harm is wanted, tried or possible only ("to kill", "could kill"), not told as done."""
    below = [t.text.lower() for t in tree.of(verb) if t.index < verb.index]
    if verb.tag == "VB" and "to" in below:
        return "; to"
    return "; modal" if not cues("modals").isdisjoint(below) else ""


def counted(core: Annotated, head: Token) -> Figure | None:
    """The count of a noun or participle that stands for its people: "seven deaths", "12 wounded"."""
    people = replace(head, text="people", tag="NNS", pos="NOUN")
    tokens = (*core.tokens[: head.index], people, *core.tokens[head.index + 1 :])
    made = figure(replace(core, tokens=tokens), people)
    year = made is not None and made.count.best in YEARS and head.tag == "NN"  # "a December 2015 murder"
    if made is None or year or (made.how in ("plural", "one") and head.tag != "NNS"):
        return None
    return replace(made, people=None)


def unlisted(core: Annotated, head: Token) -> Figure | None:
    """The count of a noun that no table knows for people, where its place tells that it is one."""
    person = replace(head, text="people" if head.tag == "NNS" else "person", pos="NOUN")
    return figure(replace(core, tokens=(*core.tokens[: head.index], person, *core.tokens[head.index + 1 :])), person)


def stands_for_one(tree: Tree, patient: Patient) -> bool:
    """Whether a noun unknown to the tables must be of people: the one whom "a", or a figure, says was murdered or
    wounded, or one joined to known people ("a soothsayer and her niece died")."""
    head = tree.core.tokens[patient.head]
    if head.tag not in ("NN", "NNS") or head.text.lower() in not_people() or patient.entry.harm not in HURT:
        return False
    if numbers.whole(head.text.lower()) is not None or head.text.lower() in {"dozen", "score", "number"} | cues("body"):
        return False  # "more than a dozen others"
    below = tree.of(head)
    figured = any(t.relation == "nummod" for t in below)
    one = head.tag == "NN" and any(t.text.lower() in ("a", "an") for t in below)
    owned = head.tag == "NN" and any(t.relation in ("det", "nmod:poss") for t in below)
    if tree.core.tokens[patient.verb].lemma in cues("of_people") and (one or figured) and human(tree.core, head):
        return True
    root = next(iter(tree.path_up(head)), head)
    fellows = [t for t in tree.together(root) if t.index != head.index]
    return (owned or figured) and any(class_of([t.text]) is not None and t.pos == "NOUN" for t in fellows)


def human(core: Annotated, noun: Token) -> bool:
    """Whether a noun sounds like one for people ("soothsayer"), or the reading model takes it for those who suffer."""
    if noun.lemma.casefold().endswith(tuple(cues("human_endings"))):
        return True
    roles = (r for h in core.hints for r in h.roles if r.role in SUFFERING)
    return any(r.score >= SEEN and r.span.overlaps(noun.span) for r in roles)


def record(made: Figure, entry: Entry, verb: Token, how: str) -> QuantityMention:
    """The mention of a figure."""
    toll = Toll(harm=entry.harm, low=made.count.low, best=made.count.best, high=made.count.high, of=made.of)
    return QuantityMention(
        span=made.span, toll=toll, head=made.head, verb=verb.index, people=made.people, rule=f"{how}: {made.how}"
    )
