"""Whether the verb that a time belongs to looks ahead: "will meet on Friday" is the next one."""

from __future__ import annotations

import re

from casus.annotate.timex_patterns import Match, cues
from casus.records.annotated import Annotated, Token
from casus.records.span import Span

WORDS = re.compile(
    r"\b(?:will|shall|scheduled|planned|planning|plans|expected|due|slated|upcoming|going to|set to|to be held)\b",
    re.IGNORECASE,
)


def ahead(core: Annotated, match: Match) -> bool:
    """Whether the governing verb is in the future, or one of planning: by the parse, or by the clause's words."""
    head = core.head_of(Span(start=match.start, end=match.end))
    if head is None:
        return False
    sentence = core.sentences[head.sentence] if head.sentence < len(core.sentences) else None
    if sentence is None or not head.tag or not head.relation:
        return by_words(core, match)
    verb = governor(core, head)
    if verb is None:
        return False
    children = [
        t for t in core.tokens[sentence.first : sentence.last] if t.head == verb.index and t.index != verb.index
    ]
    if any(t.text.lower() in cues("ahead") and t.index < verb.index for t in children):
        return True
    if verb.tag in ("VB", "VBN") and verb.lemma in cues("plans") and verb.tag != "VB":
        return verb.lemma not in ("go", "set")
    boss = core.tokens[verb.head]
    infinitive = any(t.text.lower() == "to" for t in children)
    return infinitive and boss.index != verb.index and boss.lemma in cues("plans")


def governor(core: Annotated, token: Token) -> Token | None:
    """The nearest verb above a token."""
    for _ in range(8):
        if token.pos in ("VERB", "AUX"):
            return token
        if token.head == token.index:
            return None
        token = core.tokens[token.head]
    return None


def by_words(core: Annotated, match: Match) -> bool:
    """Whether words that look ahead stand in the same clause, before the time."""
    sentence = core.sentence_at(match.start)
    text = core.document.text
    start = sentence.start if sentence else max(0, match.start - 80)
    clause = re.split(r"[,;:]|\bsaid\b|\bafter\b", text[start : match.start])[-1]
    return WORDS.search(clause) is not None
