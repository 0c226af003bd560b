from __future__ import annotations

import re

from casus.gazetteer.tables import pattern


def test_a_list_as_a_pattern_takes_its_words_over_any_spaces_and_where_told_with_capitals():
    assert re.match(pattern("own_town"), "city\n of")
    assert not re.match(pattern("own_town"), "City of")
    assert re.match(pattern("town_forces", capitals=True), "Fire  Department")
    assert not re.match(pattern("town_forces", capitals=True), "pd")


def test_the_full_stop_of_a_listed_word_is_no_wildcard():
    assert re.fullmatch(pattern("streets"), "st.")
    assert not re.fullmatch(pattern("streets"), "sty")
