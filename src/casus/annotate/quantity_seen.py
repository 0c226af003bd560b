"""People whom the reading model sees as killed where the tree leads from no word of harm to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus.annotate.quantity_harm import anchors, shares_count
from casus.annotate.quantity_lexicon import by_word, cues
from casus.annotate.quantity_phrases import Figure, exactly, figure
from casus.annotate.quantity_tree import Tree
from casus.records.annotated import Annotated, QuantityMention, RoleHint, Token
from casus.records.span import Span
from casus.values.toll import Harm, Of, Toll

SURE = 0.6  # the model's chance from which its word counts alone


def seen(core: Annotated, told: Sequence[QuantityMention]) -> Iterator[QuantityMention]:
    """The counts that only the model sees, one for each phrase that no count told already overlaps."""
    kept = [m.span for m in told]
    figured = {m.verb for m in told if m.toll.harm is Harm.KILLED and m.rule.startswith("object: figure")}
    for hint in core.hints:
        trigger = core.head_of(hint.trigger)
        for role in hint.roles:
            head = core.head_of(role.span)
            if role.role != "killed" or role.score < SURE or trigger is None or head is None:
                continue
            if trigger.index in figured:
                continue  # "rescued 100 women and killed 50 rebels": the tree leads from "killed" to the 50
            if head.relation == "obj" and core.tokens[head.head].lemma.casefold() in cues("sparing"):
                continue  # the 18 hostages whom soldiers "rescued after a battle in which four died" live
            if any(s.overlaps(role.span) for s in kept) or head.sentence != trigger.sentence or not _tells(core, head):
                continue
            made = _figure(core, head, role)
            if made is not None and not core.document.text[made.span.start :].startswith("0"):  # "0815" is an hour
                kept.append(made.span)
                low, best, high = made.count.low, made.count.best, made.count.high
                toll = Toll(harm=Harm.KILLED, low=low, best=best, high=high, of=made.of)
                yield QuantityMention(
                    span=made.span,
                    toll=toll,
                    head=made.head,
                    verb=trigger.index,
                    people=made.people,
                    rule=f"model: {made.how}",
                )


def _tells(core: Annotated, head: Token) -> bool:
    """Whether a sentence has a word for killing, and does not count the killed and the hurt in one."""
    tree = Tree(core=core, sentence=core.sentences[head.sentence])
    killing = any(e.harm is Harm.KILLED for _, e in anchors(tree))
    return killing and not any(t.text.lower() in by_word() and shares_count(tree, t) for t in tree.tokens)


def _figure(core: Annotated, head: Token, role: RoleHint) -> Figure | None:
    """How many the words count; one for a name or a noun in the singular that no table knows."""
    made = figure(core, head)
    if made is not None or head.tag not in ("NN", "NNP") or head.pos not in ("NOUN", "PROPN"):
        return made
    if head.text.lower() in cues("counting_heads"):
        return None  # "the number of people killed is not known"
    span = Span(start=role.span.start, end=role.span.end)
    return Figure(count=exactly(1), span=span, head=head.index, people=span, of=Of.UNKNOWN, how="one")
