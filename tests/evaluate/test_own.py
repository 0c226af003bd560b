"""Categories of a user's own, from examples to coded events. Refusals first."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from casus.cli.kinds import kinds, sentences
from casus.errors import CasusError, ModelError, UsageError
from casus.learned.own import Trial, fit, heads, likenesses, load, pooled, slug, tried
from casus.pipeline import Pipeline
from casus.records.document import Document
from casus.settings import Settings, kinds_folder

RAIDS = """\
Raiders from the hills stole 200 head of cattle from herders near Vesk on Monday.
Armed herdsmen drove away more than 90 cows from a village in Norland.
Cattle rustlers attacked a kraal and took 40 goats, killing one herder.
Warriors of the Tarn clan raided a cattle camp and made off with the livestock.
Rustlers armed with rifles stole camels from the Odu community overnight.
At least five herders died when cattle raiders struck the grazing lands of Sel.
Bandits rustled dozens of sheep and goats from farmers outside Orm.
Two villages were attacked by raiders who took away all their cows.
"""


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kinds")
    (folder / "raids.txt").write_text(RAIDS, "utf-8")
    done = CliRunner().invoke(
        kinds, ["add", "cattle raiding", "--like", str(folder / "raids.txt"), "--kinds", str(folder / "own")]
    )
    assert done.exit_code == 0, done.output
    assert "from 8 examples" in done.output
    assert "cross-validated: recall" in done.output
    return folder / "own"


def coded(folder: Path, text: str) -> list[str]:
    pipeline = Pipeline.load(Settings(kinds=folder))
    return [str(e.kind.value) for e in pipeline.events(Document.of(text, id="case"))]


def test_too_few_examples(tmp_path: Path) -> None:
    (tmp_path / "few.txt").write_text("Raiders stole cattle.\nRaiders stole cattle.\n", "utf-8")
    done = CliRunner().invoke(kinds, ["add", "raids", "--like", str(tmp_path / "few.txt"), "--kinds", str(tmp_path)])
    assert isinstance(done.exception, UsageError)
    assert "1 different sentences" in str(done.exception)


def test_an_unknown_kind_above(tmp_path: Path) -> None:
    (tmp_path / "raids.txt").write_text(RAIDS, "utf-8")
    words = [
        "add",
        "raids",
        "--like",
        str(tmp_path / "raids.txt"),
        "--under",
        "violence/feud",
        "--kinds",
        str(tmp_path),
    ]
    assert "violence/feud" in str(CliRunner().invoke(kinds, words).exception)


def test_a_line_without_text_is_told_by_number(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"text": "Raiders stole cattle."}\n{"words": "none"}\n', "utf-8")
    with pytest.raises(CasusError, match=r"bad\.jsonl:2"):
        list(sentences(str(tmp_path / "bad.jsonl")))


def test_a_head_of_another_model_is_refused(learned: Path) -> None:
    with pytest.raises(ModelError, match="cattle raiding"):
        heads(learned, "another")


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}", "utf-8")
    with pytest.raises(ModelError, match=r"x\.json"):
        heads(tmp_path)


def test_other_violence_keeps_its_kind(learned: Path) -> None:
    assert coded(learned, "Troops shelled Vesk on Monday and killed three people.") == coded(
        learned / "none", "Troops shelled Vesk on Monday and killed three people."
    )


def test_a_market_is_no_raid(learned: Path) -> None:
    assert "own/cattle_raiding" not in coded(learned, "Farmers sold 200 cattle at the market in Vesk on Monday.")


def test_the_next_run_codes_it(learned: Path) -> None:
    text = "Rustlers attacked a village near Vesk on Tuesday and stole 80 cows from herders."
    assert "own/cattle_raiding" in coded(learned, text)
    event = next(e for e in Pipeline.load(Settings(kinds=learned)).events(Document.of(text, id="case")))
    assert event.kind.coder.endswith(":own")
    assert "cattle raiding" in event.kind.note
    assert "runner-up" in event.kind.note
    assert event.kind.score is not None
    assert event.kind.score >= 0.5


def test_the_same_examples_give_the_same_file(learned: Path, tmp_path: Path) -> None:
    (tmp_path / "raids.txt").write_text(RAIDS, "utf-8")
    words = ["add", "cattle raiding", "--like", str(tmp_path / "raids.txt"), "--kinds", str(tmp_path / "own")]
    assert CliRunner().invoke(kinds, words).exit_code == 0
    name = "cattle_raiding.json"
    assert (tmp_path / "own" / name).read_bytes() == (learned / name).read_bytes()


def test_listed_and_removed(learned: Path, tmp_path: Path) -> None:
    (tmp_path / "cattle_raiding.json").write_bytes((learned / "cattle_raiding.json").read_bytes())
    assert "own/cattle_raiding" in CliRunner().invoke(kinds, ["list", "--kinds", str(tmp_path)]).output
    assert CliRunner().invoke(kinds, ["remove", "cattle raiding", "--kinds", str(tmp_path)]).exit_code == 0
    assert "none in" in CliRunner().invoke(kinds, ["list", "--kinds", str(tmp_path)]).output
    again = CliRunner().invoke(kinds, ["remove", "cattle raiding", "--kinds", str(tmp_path)])
    assert isinstance(again.exception, UsageError)


def test_the_folder_is_chosen_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CASUS_KINDS", str(tmp_path))
    assert kinds_folder() == tmp_path
    monkeypatch.delenv("CASUS_KINDS")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert kinds_folder() == tmp_path / "casus" / "kinds"


def test_two_clouds_are_told_apart_and_trial_counts_both() -> None:
    line = np.linspace(-0.2, 0.2, 40, dtype=np.float32)
    x = np.stack([np.concatenate(([1.0 if i < 10 else -1.0], [line[i]])) for i in range(40)]).astype(np.float32)
    y = np.arange(40) < 10
    weights, bias = fit(x, y)
    assert ((x @ weights + bias > 0) == y).all()
    assert tried(x, y, [str(i) for i in range(40)]) == Trial(examples=10, found=10, others=30, mistaken=0)
    assert Trial(examples=4, found=3, others=9, mistaken=1).precision == 0.75


def test_an_empty_sentence_is_nothing(learned: Path) -> None:
    head = load(learned / "cattle_raiding.json")
    assert likenesses((head,), np.zeros((0, len(head.weights)), np.float32)) == ()
    assert abs(float(np.linalg.norm(pooled(np.ones((3, 4), np.float32)))) - 1) < 1e-5
    assert slug("Cattle  raiding!") == "cattle_raiding"
