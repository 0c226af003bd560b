"""What speaks for and against an option for a happening's place, as numbers around 0 to 3, by name."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from math import log

from casus.coding.dateline import in_dateline
from casus.coding.hinted import chance
from casus.coding.nearness import steps
from casus.coding.place_options import Option, Sort, within
from casus.coding.place_report import Report
from casus.coding.scene import Scene
from casus.coding.sources import words as telling_words
from casus.coding.syntax import words
from casus.coding.tree import Tree
from casus.values.where import Level

CASES = {
    **dict.fromkeys(("in", "at", "inside", "within", "throughout", "across"), "in"),
    **dict.fromkeys(
        ("near", "outside", "around", "close to", "on", "along", "off", "between", "outside of", "over"), "near"
    ),
    **dict.fromkeys(("into", "to", "toward", "towards", "through"), "to"),
    "from": "from",
    "of": "of",
    "against": "against",
    "with": "with",
}
FARTHEST = 12.0  # steps; farther ones are alike
POINTING = {
    Level.TOWN: frozenset({"city", "town", "village", "there", "area", "suburb"}),
    Level.ADMIN1: frozenset({"province", "state", "region", "governorate", "there", "department", "area"}),
    Level.DISTRICT: frozenset({"district", "county", "region", "area", "there", "valley"}),
    Level.COUNTRY: frozenset({"country", "nation", "there"}),
    Level.POINT: frozenset({"base", "camp", "prison", "airport", "facility", "there", "area", "site"}),
    Level.AREA: frozenset({"region", "territory", "area", "there", "enclave", "island", "peninsula"}),
    Level.SEA: frozenset({"sea", "waters", "there"}),
}


class PlaceScene(Scene[Option]):
    """A frame with the places that may be its own."""

    @cached_property
    def report(self) -> Report:
        """The frame in its report."""
        return Report(self.frame, self.annotated, self.roles)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each place is named."""
        return Counter(m.where.name for m in self.annotated.places)

    @cached_property
    def family(self) -> str:
        """What sort of happening it is, by its likeliest kind."""
        path = self.frame.guesses[0].kind.split("/") if self.frame.guesses else ["other"]
        return "/".join(path[:2]) if path[0] in ("violence", "strategic") else path[0]

    def gap(self, option: Option) -> int:
        """Sentences from the trigger's to the option's; 0 for a side."""
        return 0 if option.head is None else self.annotated.tokens[option.head].sentence - self.frame.sentence

    @cached_property
    def lands(self) -> frozenset[str]:
        """The countries that the trigger's sentence tells: of its places, demonyms and sides."""
        here = {o.where.country for o in self.options if self.gap(o) == 0 and not self.datelined(o)}
        return frozenset(c for c in here if c)

    @cached_property
    def rivals(self) -> tuple[int, ...]:
        """The heads of the other happenings that the reading model sees in the trigger's sentence."""
        found = {t.index for h in self.annotated.hints if (t := self.annotated.head_of(h.trigger)) is not None}
        own = {t.index for t in self.annotated.words(self.frame.trigger)} | {self.frame.head, self.roles.carrier}
        return tuple(i for i in sorted(found - own) if self.annotated.tokens[i].sentence == self.frame.sentence)

    @cached_property
    def pointed(self) -> dict[int, str]:
        """Tokens of the sentence that may point back to a place, with their word: "there", "the city"."""
        s = self.annotated.sentences[self.frame.sentence]
        found = {}
        for t in self.annotated.tokens[s.first : s.last]:
            before = self.annotated.tokens[t.index - 1].text.casefold() if t.index > s.first else ""
            if t.text.casefold() == "there" and t.relation != "expl":
                found[t.index] = "there"
            elif before in ("the", "that", "this") and t.tag == "NN":
                found[t.index] = t.lemma.casefold()
        return found

    @cached_property
    def antecedents(self) -> frozenset[int]:
        """The heads of the names that the pointing words mean: the last one before them of a sort that suits."""
        found = set()
        for at, word in self.pointed.items():
            if self._named(at):
                continue
            before = [
                o
                for o in self.options
                if o.sort is Sort.NAME
                and o.head is not None
                and o.head < at
                and word in POINTING[o.where.level]
                and not self.datelined(o)
            ]
            if before:
                found.add(max(o.head for o in before if o.head is not None))
        return frozenset(found)

    def _named(self, at: int) -> bool:
        """Whether the name itself stands with a pointing word: "the city of Vesk", "the town, Orm"."""
        return any(
            t.pos == "PROPN" and t.relation in ("nmod", "appos", "compound", "flat")
            for t in self.tree.children(at, "nmod", "appos", "compound", "flat")
        )

    @cached_property
    def last(self) -> Option | None:
        """The named place, no country, that was told last before the trigger's sentence."""
        before = [
            o
            for o in self.options
            if o.sort is Sort.NAME and self.gap(o) < 0 and o.where.level is not Level.COUNTRY and not self.datelined(o)
        ]
        return max(before, key=lambda o: o.head or 0, default=None)

    @cached_property
    def echoes(self) -> dict[int, tuple[int, ...]]:
        """Sentence to the tokens in it that may tell the same happening again: of the same word or kind."""
        frame, annotated = self.frame, self.annotated
        lemma = self.tree.lemma(frame.head)
        kind = frame.hint.kinds[0][0] if frame.hint and frame.hint.kinds else None
        found: dict[int, tuple[int, ...]] = {}
        same = [t.index for t in annotated.tokens if t.lemma.casefold() == lemma and t.pos in ("NOUN", "VERB")]
        for hint in annotated.hints:
            token = annotated.head_of(hint.trigger)
            if token is not None and kind is not None and hint.kinds and hint.kinds[0][0] == kind:
                same.append(token.index)
        for index in sorted(set(same)):
            sentence = annotated.tokens[index].sentence
            if sentence != frame.sentence:
                found[sentence] = (*found.get(sentence, ()), index)
        return found

    def datelined(self, option: Option) -> bool:
        """Whether an option stands in the line that tells where the report was filed."""
        return in_dateline(self.annotated, option.spans[0])


def none(scene: PlaceScene) -> dict[str, float]:
    """What speaks for no place at all."""
    here = [o for o in scene.options if o.sort is Sort.NAME and scene.gap(o) == 0]
    head = scene.annotated.tokens[scene.frame.head]
    return {
        "none": 1.0,
        "none here": float(bool(here)),
        f"none {scene.family}": 1.0,
        "none plural": float(head.tag == "NNS"),
        "none noun": float(head.pos in ("NOUN", "PROPN")),
        "none lonely": float(not scene.options),
        "none further": float(scene.report.further),
        "none turned": float(scene.frame.sentence in scene.report.turns),
        "none lands": log(1 + len(scene.report.lands)),
    }


def features(scene: PlaceScene, option: Option) -> dict[str, float]:
    """What speaks for and against an option."""
    out: dict[str, float] = {f"sort {option.sort.value}": 1.0, f"level {option.where.level.value}": 1.0}
    if option.sort is not Sort.SIDE:
        out["seen"] = max(chance(scene.frame, "place", s) for s in option.spans)
    sentence = None if option.head is None else scene.annotated.tokens[option.head].sentence
    out |= dict(scene.report.features(option.where, sentence))
    if option.head is None:
        return out | _side(scene, option)
    out |= _tree(scene, option, option.head) if scene.gap(option) == 0 else _apart(scene, option)
    out |= _name(scene, option)
    if option.sort is Sort.POINTER:
        word = scene.annotated.tokens[option.head]
        out["pointer noun"] = float(word.pos == "NOUN")
        for role, index in (("agent", scene.roles.agent), ("patient", scene.roles.patient)):
            if index is not None and scene.annotated.parties[index].span.overlaps(option.spans[0]):
                out[f"pointer {role}"] = 1.0
    return out


def _side(scene: PlaceScene, option: Option) -> dict[str, float]:
    same = [o for o in scene.options if o.sort is Sort.SIDE and o is not option]
    told = any(o.where.country == option.where.country for o in scene.options if o.sort is not Sort.SIDE)
    return {
        f"side {option.side}": 1.0,
        "side agreed": float(any(o.where.country == option.where.country for o in same)),
        "side told": float(told),
        f"side {scene.family}": 1.0,
        "side noplace": float(not any(scene.gap(o) == 0 for o in scene.options if o.sort is Sort.NAME)),
    }


def _tree(scene: PlaceScene, option: Option, head: int) -> dict[str, float]:
    """How a place hangs in the trigger's own sentence."""
    tree, frame = scene.tree, scene.frame
    far = min(FARTHEST, steps(tree, (frame.head, scene.roles.carrier), head))
    top = _top(tree, head)
    case = CASES.get(tree.case(top) or tree.case(head), "")
    relation = tree.token(top).relation.partition(":")[0]
    direct = tree.head(top) in (frame.head, scene.roles.carrier)
    before = head < frame.head
    out = {
        "here": 1.0,
        "steps": far / 4,
        "near steps": float(far <= 2.5),
        "direct": float(direct),
        f"case {case or 'none'}": 1.0,
        f"as {relation}": 1.0,
        "before": float(before),
        "words": log(1 + abs(head - frame.head)) / 2,
        "telling": float(_telling(tree, scene, top)),
    }
    if case in ("in", "near") and direct:
        out["stands"] = 1.0
    others = min((steps(tree, (r,), head) for r in scene.rivals), default=FARTHEST)
    out["rival nearer"] = float(bool(scene.rivals) and others < far)
    out["rival"] = float(bool(scene.rivals))
    out["rival between"] = float(any(min(frame.head, head) < r < max(frame.head, head) for r in scene.rivals))
    out[f"here {option.where.level.value}"] = 1.0
    out[f"{scene.family} {case or 'none'}"] = 1.0
    out["antecedent here"] = float(option.head in scene.antecedents)
    out["under patient"] = float(_under(tree, head, scene.roles.patients))
    out["under agent"] = float(_under(tree, head, scene.roles.agents))
    rivals = [o for o in scene.options if o.sort is Sort.NAME and o.head is not None and o is not option]
    near = [o for o in rivals if scene.gap(o) == 0]
    out["container"] = float(any(within(o.where, option.where) and abs((o.head or 0) - head) <= 8 for o in near))
    out["contained"] = float(any(within(option.where, o.where) and abs((o.head or 0) - head) <= 8 for o in near))
    return out


def _apart(scene: PlaceScene, option: Option) -> dict[str, float]:
    """How a place in another sentence lies to the trigger's."""
    gap = scene.gap(option)
    head = option.head or 0
    level = option.where.level
    case = CASES.get(scene.tree.case(_top(scene.tree, head)), "")
    here = [o for o in scene.options if o.sort is Sort.NAME and scene.gap(o) == 0]
    told = scene.echoes.get(scene.annotated.tokens[head].sentence, ())
    return {
        "apart": 1.0,
        "gap back": log(-gap) if gap < 0 else 0.0,
        "back": float(gap < 0),
        "gap on": log(gap) if gap > 0 else 0.0,
        "next": float(gap == 1),
        "one back": float(gap == -1),
        "apart in": float(case in ("in", "near")),
        "pointed to": float(bool(set(scene.pointed.values()) & POINTING[level])),
        "last told": float(scene.last is not None and option.place == scene.last.place),
        "apart here": float(bool(here)),
        "apart finer": float(any(within(option.where, o.where) for o in here)),
        "apart same": float(any(option.place == o.place for o in here)),
        "echo": float(bool(told)),
        "echo near": float(bool(told) and steps(scene.tree, told, head) <= 3.0),
        f"apart {level.value}": 1.0,
        "antecedent": float(head in scene.antecedents),
        "kin": float(option.where.country in scene.lands),
        "alien": float(
            bool(scene.lands) and option.where.country is not None and option.where.country not in scene.lands
        ),
        "nowhere here": float(not scene.lands),
        "head line": float(scene.annotated.tokens[head].sentence == 0),
    }


def _name(scene: PlaceScene, option: Option) -> dict[str, float]:
    where = option.where
    inside = [p for p in scene.annotated.parties if p.span.covers(option.spans[0])]
    return {
        "dateline": float(scene.datelined(option)),
        "in party": float(bool(inside)),
        "unresolved": float(where.latitude is None),
        "times": log(max(1, scene.counts[where.name])),
        "relation": float(where.relation is not None),
    }


def _top(tree: Tree, index: int) -> int:
    """The word that carries a place's preposition: up over flat names, appositions and "Kunar province"."""
    at = index
    while True:
        relation = tree.token(at).relation.partition(":")[0]
        head = tree.head(at)
        if head is None:
            return at
        sort = tree.lemma(head) in words("geographic")
        proper = sort and (relation in ("compound", "amod") or (relation == "nmod" and tree.case(at) == "of"))
        if relation not in ("flat", "appos", "conj") and not proper:
            return at
        at = head


def _under(tree: Tree, index: int, tops: tuple[int, ...]) -> bool:
    """Whether a word stands in the phrase of one of some words."""
    return any(step in tops for step in tree.path(index))


def _telling(tree: Tree, scene: PlaceScene, index: int) -> bool:
    """Whether a place hangs on a verb of saying: where it was said."""
    for step in list(tree.path(index))[1:]:
        if tree.verbal(step):
            return step not in (scene.frame.head, scene.roles.carrier) and tree.lemma(step) in telling_words("saying")
    return False
