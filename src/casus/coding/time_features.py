"""What speaks for and against an expression of time as a happening's time, as numbers around 0 to 3, by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from math import log

from casus.coding.dateline import in_dateline
from casus.coding.hinted import chance
from casus.coding.nearness import steps
from casus.coding.place_report import Report
from casus.coding.scene import Scene
from casus.coding.sources import words
from casus.coding.tree import Tree
from casus.records.annotated import Annotated, TimeMention, TimeType
from casus.records.frame import Frame

BACK, ON = 8, 2  # sentences before and after the trigger's in which a time may stand
FARTHEST = 12.0  # steps; farther ones are alike
CASES = frozenset(
    {"on", "in", "at", "during", "since", "after", "before", "until", "for", "by", "from", "between", "within", "over"}
)
ANCHORS = frozenset({"last", "past", "recent", "previous"})
HOURS_LONG = re.compile(r"[\w.]+(?:-| - )hour")
REFERENCES = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An expression of time and the token that it hangs by."""

    mention: TimeMention
    head: int


def options(frame: Frame, annotated: Annotated) -> list[Option]:
    """The expressions that may tell a frame's time, in order."""
    out: list[Option] = []
    for mention in annotated.times:
        token = annotated.head_of(mention.span)
        if token is None:
            continue
        # The day of a dateline is the report's, and that of "said on Tuesday that" the speaker's: never the event's.
        if in_dateline(annotated, mention.span) or _announced(annotated, mention) or _lasting(annotated, mention):
            continue
        gap = token.sentence - frame.sentence
        if token.sentence <= 1 or -BACK <= gap <= ON:
            out.append(Option(mention=mention, head=token.index))
    return out


class TimeScene(Scene[Option]):
    """A frame with the times that may be its own."""

    @cached_property
    def report(self) -> Report:
        """The frame in its report."""
        return Report(self.frame, self.annotated, self.roles)

    @cached_property
    def last(self) -> int:
        """The head of the day told last before the trigger's sentence; -1 where there is none."""
        days = [o.head for o in self.options if self.gap(o) < 0 and _day(o.mention)]
        return max(days, default=-1)

    @cached_property
    def item(self) -> bool:
        """Whether the trigger is an item of a list: "Near Vesk, two strikes ..."."""
        s = self.annotated.sentences[self.frame.sentence]
        return (
            any(t.head == self.frame.head and t.pos == "NUM" for t in self.annotated.tokens[s.first : s.last])
            and len(self.listed) >= 3
        )

    @cached_property
    def listed(self) -> tuple[int, ...]:
        """The tokens that tell happenings in the trigger's own word, with a number."""
        lemma = self.tree.lemma(self.frame.head)
        tokens = self.annotated.tokens
        numbered = {t.head for t in tokens if t.pos == "NUM"}
        return tuple(i for i in sorted(numbered) if tokens[i].lemma.casefold() == lemma)

    def gap(self, option: Option) -> int:
        """Sentences from the trigger's to the option's."""
        return self.annotated.tokens[option.head].sentence - self.frame.sentence


def none(scene: TimeScene) -> dict[str, float]:
    """What speaks for no time at all."""
    head = scene.annotated.tokens[scene.frame.head]
    here = [o for o in scene.options if scene.gap(o) == 0]
    return {
        "none": 1.0,
        "none here": float(bool(here)),
        "none noun": float(head.pos in ("NOUN", "PROPN")),
        "none plural": float(head.tag == "NNS"),
        "none verb past": float(head.tag == "VBD"),
        "none further": float(scene.report.further),
        "none turned": float(scene.frame.sentence in scene.report.turns),
    }


def features(scene: TimeScene, option: Option) -> dict[str, float]:
    """What speaks for and against an option."""
    mention, tree = option.mention, scene.tree
    gap = scene.gap(option)
    value = mention.value or ""
    text = scene.annotated.document.text[mention.span.start : mention.span.end].casefold()
    out = {
        f"type {mention.type.value}": 1.0,
        "reference": float(value in REFERENCES),
        f"reference {value}": float(value in REFERENCES),
        "dated": float(mention.when is not None),
        "ago": float(text.endswith(("ago", "earlier", "later"))),
        "past span": float("last" in text or "past" in text),
        "day": float(_day(mention)),
        "year": float(len(value) == 4 and value.isdigit()),
        "seen": chance(scene.frame, "when", mention.span),
        "floating": float(not _anchored(scene.annotated, mention)),
    }
    if gap == 0:
        out |= _here(scene, option)
    else:
        out |= {
            "apart": 1.0,
            "back": float(gap < 0),
            "gap back": log(-gap) if gap < 0 else 0.0,
            "one back": float(gap == -1),
            "next": float(gap == 1),
            "apart here": float(any(scene.gap(o) == 0 and not _day(o.mention) for o in scene.options)),
            "apart day here": float(any(scene.gap(o) == 0 and _day(o.mention) for o in scene.options)),
            "last day": float(option.head == scene.last),
            "list item": float(gap < 0 and scene.item),
            "list day": float(gap < 0 and scene.item and option.head == scene.last),
            "apart telling": float(_telling(tree, (), option)),
            "headline": float(tree.token(option.head).sentence == 0),
            "apart floating": float(not _anchored(scene.annotated, mention)),
        }
        out |= dict(scene.report.between(tree.token(option.head).sentence))
    return out


def _here(scene: TimeScene, option: Option) -> dict[str, float]:
    tree, frame = scene.tree, scene.frame
    anchors = (frame.head, scene.roles.carrier)
    far = min(FARTHEST, steps(tree, anchors, option.head))
    case = tree.case(option.head)
    rivals = [o for o in scene.options if scene.gap(o) == 0 and o is not option]
    nearer = any(steps(tree, anchors, o.head) < far for o in rivals)
    return {
        "here": 1.0,
        "steps": far / 4,
        "near steps": float(far <= 2.5),
        "direct": float(tree.head(option.head) in anchors),
        "holds": float(option.head in list(tree.path(frame.head))[1:3]),
        f"case {case if case in CASES else 'other' if case else 'none'}": 1.0,
        "before": float(option.head < frame.head),
        "words": log(1 + abs(option.head - frame.head)) / 2,
        "telling": float(_telling(tree, anchors, option)),
        "said": float(_said(scene, option)),
        "alone": float(not rivals),
        "nearer": float(nearer),
        f"as {tree.token(option.head).relation.partition(':')[0]}": 1.0,
    }


def _lasting(annotated: Annotated, mention: TimeMention) -> bool:
    """Whether it only tells how long something took: "a 48-hour strike", "took eleven minutes"."""
    text = annotated.document.text[mention.span.start : mention.span.end].casefold()
    minutes = mention.type is TimeType.DURATION and (mention.value or "").startswith("PT") and text.endswith("minutes")
    return minutes or HOURS_LONG.fullmatch(text) is not None


def _announced(annotated: Annotated, mention: TimeMention) -> bool:
    """Whether an expression stands between a verb of saying and its "that"."""
    inside = annotated.words(mention.span)
    tokens = annotated.tokens
    first, last = inside[0].index - 1, inside[-1].index + 1
    if first >= 0 and tokens[first].pos == "ADP":
        first -= 1
    if first < 0 or last >= len(tokens):
        return False
    return tokens[first].lemma.casefold() in words("saying") and tokens[last].text.casefold() == "that"


def _anchored(annotated: Annotated, mention: TimeMention) -> bool:
    """Whether an expression stands on the line of time: "the last three days" does, "for three days" does not."""
    told = annotated.document.text[mention.span.start : mention.span.end].casefold().split()
    return mention.type is not TimeType.DURATION or bool(ANCHORS & set(told))


def _day(mention: TimeMention) -> bool:
    return mention.type is TimeType.TIME or len(mention.value or "") == 10 or (mention.value or "").startswith("XXXX")


def _telling(tree: Tree, anchors: tuple[int, ...], option: Option) -> bool:
    """Whether a time tells when it was said, not when it happened, by the tree."""
    for step in list(tree.path(option.head))[1:]:
        if tree.verbal(step):
            return step not in anchors and tree.lemma(step) in words("saying")
    return False


def _said(scene: TimeScene, option: Option) -> bool:
    """Whether it stands right beside a verb of saying: "said on Tuesday that", whatever the tree made of it."""
    inside = scene.annotated.words(option.mention.span)
    tokens = scene.annotated.tokens
    first, last = inside[0].index, inside[-1].index
    if first and tokens[first - 1].pos == "ADP":
        first -= 1
    beside = [tokens[i] for i in (first - 1, last + 1) if 0 <= i < len(tokens)]
    return any(
        t.lemma.casefold() in words("saying")
        and t.sentence == tokens[option.head].sentence
        and t.index not in (scene.frame.head, scene.roles.carrier)
        for t in beside
    )
