"""The frozen weights from run to run: scores that do not change when documents are added."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.cli import main
from analysis.comparison.similarity import FrozenWeightsError
from analysis.pipeline.run import Run, run
from analysis.settings import Settings

FIRST = ["hangzhou-xihu-2022.txt", "changzhou-jintan-2022.txt", "shanghai-baoshan-2020.txt"]


@pytest.fixture
def plans(raw: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in FIRST:
        shutil.copy(raw / name, folder)
    return folder


def _pairs(processed: Path) -> pd.DataFrame:
    return pd.read_parquet(processed / "pairs.parquet").set_index(["a", "b"]).sort_index()


def test_scores_by_frozen_weights_stay_when_a_document_is_added(
    raw: Path, plans: Path, tmp_path: Path
) -> None:
    processed = tmp_path / "processed"
    run(Run(raw=plans, processed=processed))
    before = _pairs(processed)
    np.testing.assert_allclose(before["score_frozen"], before["score"], atol=1e-12)
    fingerprint = json.loads((processed / "run.json").read_text("utf-8"))["frozen_weights"]
    assert fingerprint["documents"] == 3
    shutil.copy(raw / "tonghua-dongchang-2017.txt", plans)
    run(Run(raw=plans, processed=processed))
    after = _pairs(processed).loc[before.index]
    np.testing.assert_allclose(after["score_frozen"], before["score_frozen"], atol=1e-12)
    assert (abs(after["score"] - before["score"]) > 1e-6).all()
    again = json.loads((processed / "run.json").read_text("utf-8"))["frozen_weights"]
    assert again == fingerprint


def test_a_fresh_run_makes_the_frozen_weights_again(raw: Path, plans: Path, tmp_path: Path) -> None:
    processed = tmp_path / "processed"
    command = ["run", "--raw", str(plans), "--processed", str(processed), "--no-figures", "--no-notebooks"]
    assert main(command) == 0
    shutil.copy(raw / "tonghua-dongchang-2017.txt", plans)
    assert main([*command, "--fresh"]) == 0
    pairs = _pairs(processed)
    np.testing.assert_allclose(pairs["score_frozen"], pairs["score"], atol=1e-12)
    assert json.loads((processed / "run.json").read_text("utf-8"))["frozen_weights"]["documents"] == 4


def test_frozen_weights_of_other_settings_stop_the_run_with_a_sentence(plans: Path, tmp_path: Path) -> None:
    processed = tmp_path / "processed"
    run(Run(raw=plans, processed=processed))
    kept = (processed / "pairs.parquet").read_bytes()
    with pytest.raises(FrozenWeightsError, match="sublinear_tf = True, and now it is False"):
        run(Run(raw=plans, processed=processed, settings=Settings(sublinear_tf=False)))
    assert (processed / "pairs.parquet").read_bytes() == kept


def test_frozen_weights_changed_by_hand_stop_the_command(
    plans: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    processed = tmp_path / "processed"
    run(Run(raw=plans, processed=processed))
    path = processed / "frozen-weights.json"
    content = json.loads(path.read_text("utf-8"))
    content["idf"][0] += 1
    path.write_text(json.dumps(content), "utf-8")
    command = ["run", "--raw", str(plans), "--processed", str(processed), "--no-figures", "--no-notebooks"]
    assert main(command) == 1
    message = capsys.readouterr().err
    assert "do not fit their fingerprint" in message and "--fresh" in message


def test_weights_under_their_name_of_older_versions_are_read(raw: Path, plans: Path, tmp_path: Path) -> None:
    processed = tmp_path / "processed"
    run(Run(raw=plans, processed=processed))
    kept = (processed / "frozen-weights.json").read_bytes()
    (processed / "frozen-weights.json").rename(processed / "reference.json")
    added = next(path for path in sorted(raw.glob("*.txt")) if not (plans / path.name).exists())
    (plans / added.name).write_bytes(added.read_bytes())
    run(Run(raw=plans, processed=processed))
    assert (processed / "frozen-weights.json").read_bytes() == kept
    assert not (processed / "reference.json").exists()
