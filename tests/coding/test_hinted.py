from __future__ import annotations

import pytest

from casus.coding.hinted import _claim, _whole
from casus.framing.frames import frames
from casus.pipeline import Pipeline
from casus.records.annotated import RoleHint
from casus.records.document import Document
from casus.records.frame import Frame
from casus.records.span import Span

TEXT = "Tens of thousands marched in Vesk."


@pytest.mark.parametrize(
    ("seen", "whole"),
    [("of thousands", "Tens of thousands"), ("Tens of thousands", "Tens of thousands"), ("marched", "marched")],
)
def test_a_count_that_the_model_cut_off_is_put_back(seen: str, whole: str) -> None:
    read = Pipeline.load().annotate(Document.of(TEXT, id="march"))
    start = TEXT.index(seen)
    found = _whole(read, Span(start=start, end=start + len(seen)))
    assert TEXT[found.start : found.end] == whole


@pytest.mark.parametrize(("words", "found"), [("State", False), ("traders", True)])
def test_a_part_of_a_places_name_is_nobody(words: str, found: bool) -> None:
    text = "Gunmen attacked traders in Plateau State on Monday."
    read = Pipeline.load().annotate(Document.of(text, id="raid"))
    assert any(text[p.span.start : p.span.end] == "Plateau State" for p in read.places)
    frame = next(f for f in frames(read) if isinstance(f, Frame))
    start = text.index(words)
    hint = RoleHint(role="target", span=Span(start=start, end=start + len(words)), score=0.9)
    assert (_claim(frame, read, hint)[0] is not None) == found
