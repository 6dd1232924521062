"""What several tests need: the sample plans, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.documents.corpus import Corpus
from analysis.documents.ingest import read_corpus

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def raw(root: Path) -> Path:
    return root / "data" / "raw"


@pytest.fixture(scope="session")
def samples(raw: Path) -> Corpus:
    return read_corpus(raw)
