"""Bytes become the text that was meant, or a word of what they are instead."""

from __future__ import annotations

import pytest

from casus.errors import InputError
from casus.ingest.decoding import decode

SAID = "Troops shelled Vésk – “three” were killed, and the mayor’s café burned. " * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_its_mark(encoding: str) -> None:
    found = decode(SAID.encode(encoding))
    assert found.text == SAID
    assert found.note == ""


def test_western_bytes_are_windows_1252_and_that_is_told() -> None:
    found = decode(SAID.encode("cp1252"))
    assert (found.text, found.encoding) == (SAID, "cp1252")
    assert found.note == "byte 0xe9 at 16 is not UTF-8; read as cp1252, a guess"


def test_what_the_page_declares_is_believed_where_it_is_not_utf_8() -> None:
    said = "Стрелба у Веску. Troops shelled Vesk."
    found = decode(said.encode("cp1251"), "windows-1251")
    assert (found.text, found.note) == (said, "")


def test_a_false_declaration_is_told() -> None:
    assert decode(SAID.encode(), "latin-1").text == SAID
    found = decode(SAID.encode("cp1252"), "utf-8")
    assert found.text == SAID
    assert "is not UTF-8 as the page says" in found.note
    assert "nor is the text ascii as it says" in decode(SAID.encode("cp1252"), "ascii").note
    assert "nor is the text klingon as it says" in decode(SAID.encode("cp1252"), "klingon").note


def test_a_text_cut_inside_a_letter_keeps_the_rest() -> None:
    raw = SAID.encode() + "é".encode()[:1]
    found = decode(raw)
    assert found.text == SAID + "\ufffd"
    assert "1 broken characters became U+FFFD" in found.note


def test_cyrillic_without_a_declaration_is_guessed() -> None:
    said = "Вчера на рынке города произошёл взрыв, погибли три человека, сообщили власти. " * 5
    found = decode(said.encode("cp1251"))
    assert found.text == said
    assert "a guess" in found.note


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"ok\x00\x01\x02\x03", "binary data"),
    ],
)
def test_binary_files_are_named(raw: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        decode(raw)
