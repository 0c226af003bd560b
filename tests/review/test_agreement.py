"""Agreement figures, against worked examples of the literature and by hand."""

from __future__ import annotations

import pytest

from casus.review.agreement import agreement, alpha, kappa, percent
from casus.review.verdicts import Verdict


def test_kappa_of_a_table_worked_by_hand():
    # 20 both yes, 15 both no, 5 and 10 apart: p_o .70, p_e .50, kappa .40
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)


def test_alpha_of_krippendorffs_own_example_of_two_coders_and_binary_data():
    # Krippendorff (2011), section A: ten articles, alpha = 0.095
    one = "0100000000"
    two = "1110010100"
    units = [{"a": a, "b": b} for a, b in zip(one, two, strict=True)]
    assert alpha(units) == pytest.approx(0.095, abs=0.001)
    assert percent(units) == 60


def test_alpha_of_krippendorffs_own_example_of_four_coders_with_gaps():
    # Krippendorff (2011), section C: nominal data, four observers, missing values, alpha = 0.743
    rows = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    units = [{str(n): r[i] for n, r in enumerate(rows) if r[i] != "."} for i in range(12)]
    units = [u for u in units if len(u) > 1]
    assert alpha(units) == pytest.approx(0.743, abs=0.001)


@pytest.mark.parametrize("pairs", [[], [("y", "y")] * 5])
def test_kappa_is_not_defined_without_variation(pairs):
    assert kappa(pairs) is None


def test_fields_are_compared_where_both_let_the_record_count():
    found = {
        "e1": {"ana": Verdict(values={"kind": "a"}), "ben": Verdict()},
        "e2": {"ana": Verdict(values={"kind": "b"}), "ben": Verdict(values={"kind": "b"})},
        "e3": {"ana": Verdict(), "ben": Verdict(counts=False)},
        "e4": {"ana": Verdict()},
    }
    verdict, kind = agreement(found)
    assert (verdict.field, verdict.units, verdict.coders) == ("verdict", 3, ("ana", "ben"))
    assert verdict.percent == pytest.approx(200 / 3)
    assert (kind.field, kind.units, kind.percent) == ("kind", 2, 50)
