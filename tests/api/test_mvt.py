"""Tiles, read back by an own small reader of protobuf: what a map would see."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import pytest

from casus.api.mvt import EXTENT, Dot, at, edges, tile


def _varint(data: bytes, at_: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at_]
        value |= (byte & 0x7F) << shift
        at_ += 1
        shift += 7
        if byte < 0x80:
            return value, at_


def _parts(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    at_ = 0
    while at_ < len(data):
        key, at_ = _varint(data, at_)
        if key & 7 == 0:
            value, at_ = _varint(data, at_)
            yield key >> 3, value
        elif key & 7 == 1:
            yield key >> 3, data[at_ : at_ + 8]
            at_ += 8
        else:
            size, at_ = _varint(data, at_)
            yield key >> 3, data[at_ : at_ + size]
            at_ += size


def _numbers(data: bytes) -> list[int]:
    found, at_ = [], 0
    while at_ < len(data):
        value, at_ = _varint(data, at_)
        found.append(value)
    return found


def _back(n: int) -> int:
    return (n >> 1) ^ -(n & 1)


def _value(data: bytes) -> object:
    ((number, value),) = _parts(data)
    if number == 1:
        return value.decode()
    if number == 3:
        return struct.unpack("<d", value)[0]
    if number == 6:
        return _back(value)
    return bool(value)


def read(data: bytes) -> tuple[str, list[tuple[int, tuple[int, int], dict[str, object]]]]:
    ((_, layer),) = _parts(data)
    parts = list(_parts(layer))
    (name,) = (v.decode() for n, v in parts if n == 1)
    keys = [v.decode() for n, v in parts if n == 3]
    values = [_value(v) for n, v in parts if n == 4]
    features = []
    for _, feature in ((n, v) for n, v in parts if n == 2):
        own = dict(_parts(feature))
        tags = _numbers(own[2])
        command, x, y = _numbers(own[4])
        assert (command, own[3]) == (9, 1)
        features.append(
            (own[1], (_back(x), _back(y)), {keys[k]: values[v] for k, v in zip(tags[::2], tags[1::2], strict=True)})
        )
    assert dict(parts)[15] == 2
    assert dict(parts)[5] == EXTENT
    return name, features


def test_a_tile_gives_back_its_points_and_what_is_known_of_them():
    known = {"id": "i1", "killed": 3, "radius_km": 2.5, "first": True, "place": "Vésk", "level": None, "less": -7}
    made = tile("incidents", 1, 1, 0, [Dot(id=7, longitude=90.0, latitude=0.0, properties=known)])
    name, ((number, place, told),) = read(made)
    assert (name, number, place) == ("incidents", 7, (EXTENT // 2, EXTENT))
    assert told == {k: v for k, v in known.items() if v is not None}


def test_values_that_python_holds_equal_stay_apart():
    made = tile("x", 0, 0, 0, [Dot(id=1, longitude=0, latitude=0, properties={"a": 1, "b": 1.0, "c": True, "d": "1"})])
    told = read(made)[1][0][2]
    assert [type(told[k]) for k in "abcd"] == [int, float, bool, str]


def test_no_point_no_bytes():
    assert tile("incidents", 3, 1, 1, []) == b""


@pytest.mark.parametrize("z", [0, 3, 9, 22])
def test_the_corners_of_a_tile_lie_on_its_edges(z):
    n = 1 << z
    x, y = n // 3, n // 2
    west, south, east, north = edges(z, x, y)
    assert at(z, x, y, west, north) == (0, 0)
    assert at(z, x, y, east, south) == (EXTENT, EXTENT)


def test_the_poles_are_drawn_at_the_edge_of_the_world():
    assert at(0, 0, 0, 0, 90)[1] == 0
    assert at(0, 0, 0, 0, -90)[1] == EXTENT
