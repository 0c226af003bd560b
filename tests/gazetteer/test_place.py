from __future__ import annotations

from casus.gazetteer.place import Place
from casus.values.where import Level, Where


def test_a_place_as_a_value_claims_no_more_than_a_metre_and_a_tenth_of_a_km():
    vesk = Place(7, "Vesk", "NO", "Skar", "04", "Orm", 61.1234567, -8.7654321, 900, "P", 3.14159)
    assert vesk.where == Where(
        name="Vesk",
        level=Level.TOWN,
        geonameid=7,
        admin1="Skar",
        admin2="Orm",
        country="NO",
        latitude=61.12346,
        longitude=-8.76543,
        radius_km=3.1,
    )
