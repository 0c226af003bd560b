"""What is remembered of a document is that document's."""

from __future__ import annotations

from casus.coding.remembered import per_document
from casus.records.annotated import Annotated
from casus.records.document import Document


def test_the_last_document_is_asked_once_and_another_anew():
    asked = []

    @per_document
    def length(annotated: Annotated) -> int:
        asked.append(annotated.document.id)
        return len(annotated.document.text)

    one, other = (Annotated(document=Document.of(text, id="d")) for text in ("Vesk.", "Orm and Vesk."))
    assert [length(one), length(one), length(other), length(one)] == [5, 5, 13, 5]
    assert len(asked) == 3


def test_a_copy_of_a_document_is_another():
    asked = []

    @per_document
    def seen(annotated: Annotated) -> None:
        asked.append(annotated)

    for _ in range(2):
        seen(Annotated(document=Document.of("Vesk.", id="d")))
    assert len(asked) == 2
