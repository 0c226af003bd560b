"""What a whole report holds: names and numbers, not the capitals that open sentences."""

from __future__ import annotations

from casus.coding.gist import gist
from casus.records.annotated import Annotated
from casus.records.document import Document


def test_names_and_numbers_are_counted_and_openings_are_not() -> None:
    text = "Gunmen met Orla Tarn at Vesk. Later 14 men left Vesk’s gate. “They fled,” said Tarn."
    words = dict(gist(Annotated(document=Document.of(text))).words)
    assert words == {"orla": 1, "tarn": 2, "vesk": 2, "14": 1}
