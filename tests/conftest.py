"""What several tests need: the sample plans, read once, and the main job on them, run once.

`python start.py test` shares the tests between processes with `--dist loadgroup`: every process makes the
fixtures that its tests ask for. Tests that share a costly fixture are marked
`@pytest.mark.xdist_group("NAME")`, so that one process makes it and runs them all.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings as hypothesis_settings

from analysis.documents.corpus import Corpus
from analysis.documents.ingest import read_corpus
from analysis.pipeline.run import Outcome, Run, run

# Tests share the processors with other tests: how long one example takes says nothing.
hypothesis_settings.register_profile("shared processors", deadline=None)
hypothesis_settings.load_profile("shared processors")

ROOT = Path(__file__).resolve().parents[1]


class SampleRun(NamedTuple):
    """The main job on the sample plans, and the folder of its tables. Tests only read there."""

    outcome: Outcome
    processed: Path


class DrawnRun(NamedTuple):
    """The main job on the sample plans with figures. Tests copy the folders before they change them."""

    outcome: Outcome
    processed: Path
    figures: Path


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def raw(root: Path) -> Path:
    return root / "data" / "raw"


@pytest.fixture(scope="session")
def samples(raw: Path) -> Corpus:
    return read_corpus(raw)


@pytest.fixture(scope="session")
def sample_run(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> SampleRun:
    folder = tmp_path_factory.mktemp("sample-run")
    return SampleRun(run(Run(raw=raw, processed=folder)), folder)


@pytest.fixture(scope="session")
def drawn_run(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> DrawnRun:
    """Takes some ten seconds: mark what uses it `slow` and `xdist_group("drawn_run")`."""
    folder = tmp_path_factory.mktemp("drawn-run")
    processed, figures = folder / "processed", folder / "figures"
    return DrawnRun(run(Run(raw=raw, processed=processed, figures=figures)), processed, figures)
