from __future__ import annotations

import pytest

from casus.coding.hinted import _whole
from casus.pipeline import Pipeline
from casus.records.document import Document
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
