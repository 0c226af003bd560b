"""Comparing with another list: clear rules, one to one, and a round trip that loses nothing."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import happened
from casus.cli.main import main
from casus.compare.matching import Rules, candidates, match
from casus.compare.point import Point
from casus.compare.reading import read
from casus.compare.result import compare, scores
from casus.errors import InputError
from casus.export.formats import export
from casus.export.happening import Happening, happenings
from casus.records.codec import encode

DAY = date(2024, 3, 4)


def point(
    id: str, day: int = 0, north: float = 52.0, kind: str = "Battles", killed: int | None = 0, **more: str
) -> Point:
    when = DAY + timedelta(days=day)
    return Point(
        id=id,
        start=when,
        end=when,
        latitude=north,
        longitude=5.0,
        country=more.get("country", "Norland"),
        kind=kind,
        sub=more.get("sub", kind),
        killed=killed,
        text="",
    )


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "events.jsonl"
    path.write_bytes(b"".join(encode(e) + b"\n" for e in happened.events()))
    return path


def through_pandas(form: str, path: Path, found: list[Happening]) -> None:
    out = io.BytesIO()
    export(found, form, out)
    pd.read_csv(io.BytesIO(out.getvalue())).to_csv(path, index=False)


@pytest.mark.parametrize("form", ["acled", "ged"])
def test_a_round_trip_through_pandas_is_whole(form: str, lines: Path, tmp_path: Path) -> None:
    through_pandas(form, tmp_path / "theirs.csv", happenings(happened.events()))
    run = CliRunner().invoke(main, ["compare", str(tmp_path / "theirs.csv"), str(lines), "--format", "json"])
    assert run.exit_code == 0, run.output
    every = json.loads(run.stdout)["all"]
    assert every["ours"] == every["theirs"] == every["both"] > 2
    assert every["precision"] == every["recall"] == every["f1"] == every["same_day"] == every["deaths_equal"] == 1.0
    assert every["km_mean"] < 0.01


def test_many_events_of_one_town_and_day_round_trip(tmp_path: Path) -> None:
    crowd = [happened.event(f"e{n:03}", tolls=[happened.toll(n % 3, n % 3, n % 3, "some")]) for n in range(120)]
    through_pandas("acled", tmp_path / "theirs.csv", happenings(crowd))
    theirs = read(tmp_path / "theirs.csv").points
    made = compare(theirs, tuple(reversed(theirs)), Rules())
    assert scores(made)["f1"] == 1.0
    assert scores(made)["deaths_equal"] == 1.0


def test_what_only_one_holds_is_listed(lines: Path, tmp_path: Path) -> None:
    through_pandas("acled", tmp_path / "theirs.csv", happenings(happened.events()))
    frame = pd.read_csv(tmp_path / "theirs.csv")
    frame.loc[0, "latitude"] = 40.0
    frame = frame.drop(index=1)
    frame.to_csv(tmp_path / "theirs.csv", index=False)
    out = tmp_path / "compared"
    run = CliRunner().invoke(main, ["compare", str(tmp_path / "theirs.csv"), str(lines), "-o", str(out)])
    assert run.exit_code == 0, run.output
    ids = {
        name: [r["id"] for r in csv.DictReader(io.StringIO((out / f"{name}.csv").read_text()))]
        for name in ("only-ours", "only-theirs")
    }
    assert ids == {"only-ours": ["c-strike", "b-clash"], "only-theirs": ["c-strike"]}
    assert "0.500" in run.output
    assert "0.667" in run.output


@pytest.mark.parametrize(
    ("other", "fits"),
    [
        (point("t", day=2), True),
        (point("t", day=3), False),
        (point("t", day=-3), False),
        (point("t", north=52.4), True),
        (point("t", north=52.5), False),
        (point("t", kind="Riots"), False),
        (point("t", country="Fenmark"), False),
        (point("t", killed=900), True),
        (point("t", sub="Armed clash"), True),
    ],
)
def test_rules(other: Point, fits: bool) -> None:
    assert bool(match([point("o")], [other], Rules())) is fits


def test_kind_may_be_finer_or_of_no_matter() -> None:
    assert not match([point("o")], [point("t", sub="Armed clash")], Rules(kind="sub-type"))
    assert match([point("o")], [point("t", kind="Riots")], Rules(kind="any"))


def test_the_nearest_is_taken() -> None:
    assert match([point("o", killed=5)], [point("far", day=1), point("near", killed=5)], Rules()) == [(0, 1)]


def test_others_move_where_that_makes_one_pair_more() -> None:
    ours = [point("a", north=52.0), point("b", north=52.4)]
    theirs = [point("x", north=52.1), point("y", north=51.7)]
    # a is nearest to x, but only a can take y: b gets x.
    assert match(ours, theirs, Rules()) == [(0, 1), (1, 0)]


points = st.lists(
    st.builds(
        point,
        id=st.text("ab", min_size=1, max_size=3),
        day=st.integers(0, 6),
        north=st.sampled_from([52.0, 52.2, 52.4, 52.6]),
        kind=st.sampled_from(["Battles", "Riots"]),
        killed=st.integers(0, 2),
    ),
    max_size=7,
)


@given(ours=points, theirs=points)
def test_no_event_twice_and_none_left_that_fits(ours: list[Point], theirs: list[Point]) -> None:
    pairs = match(ours, theirs, Rules())
    mine, other = [i for i, _ in pairs], [j for _, j in pairs]
    assert len(set(mine)) == len(mine)
    assert len(set(other)) == len(other)
    fits = set(candidates(ours, theirs, Rules()))
    assert set(pairs) <= fits
    assert fits == {(i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs) if Rules().fit(a, b)}
    assert len(pairs) == most(fits, len(ours))


def most(fits: set[tuple[int, int]], count: int, row: int = 0, used: frozenset[int] = frozenset()) -> int:
    """The size of the largest set of pairs, by trying all."""
    if row == count:
        return 0
    without = most(fits, count, row + 1, used)
    taken = [1 + most(fits, count, row + 1, used | {j}) for i, j in fits if i == row and j not in used]
    return max([without, *taken])


def test_files_of_others(tmp_path: Path) -> None:
    head = "event_id_cnty;event_date;event_type;sub_event_type;country;latitude;longitude;fatalities\n"
    good = "NOR1;06 March 2024;Battles;Armed clash;Norland;52.1;5.0;3\n"
    (tmp_path / "theirs.csv").write_text(
        head + good + "NOR2;soon;Battles;Armed clash;Norland;52.1;5.0;3\n", "utf-8-sig"
    )
    made = read(tmp_path / "theirs.csv")
    assert [(p.id, p.start, p.killed) for p in made.points] == [("NOR1", date(2024, 3, 6), 3)]
    assert "theirs.csv:3: no event: 'soon'" in made.lost[0]
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="Found: a, b"):
        read(tmp_path / "other.csv")
