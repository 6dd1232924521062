"""The data files of the package: the README beside them names each file and each of its columns."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest


def described_columns(readme: str, name: str) -> list[str]:
    """The columns that the README describes for a file, in order."""
    section = readme.split(f"### `{name}`")[1].split("\n### ")[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return [column for cell in cells for column in re.findall("`([a-z_]+)`", cell)]


@pytest.mark.parametrize("name", ["slogans.csv", "places.csv", "place_signs.csv"])
def test_readme_describes_every_column(root: Path, name: str) -> None:
    folder = root / "analysis" / "resources"
    with (folder / name).open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    assert described_columns((folder / "README.md").read_text("utf-8"), name) == columns


def test_readme_gives_source_and_licence_of_every_file(root: Path) -> None:
    folder = root / "analysis" / "resources"
    readme = (folder / "README.md").read_text("utf-8")
    files = {path.name for path in folder.iterdir() if path.suffix in (".csv", ".txt")}
    assert set(re.findall(r"^\| `([^`]+\.\w+)` \|", readme, re.M)) == files
