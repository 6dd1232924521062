"""The documents of the project name files that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [
    "CONTRIBUTING.md",
    "docs/benchmarks.md",
    "docs/benchmarks-parts.md",
    *(f"docs/decisions/{path.name}" for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))),
]
# `documents/places`, `pipeline/steps.py`, `pytest tests/reading/test_hostile.py`: a word with a slash in it.
PATH = re.compile(r"^[\w.-]+(?:/[\w.-]+)+/?$")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_named_in_a_document_exist(root: Path, name: str) -> None:
    quoted = re.findall(r"`([^`\n]+)`", (root / name).read_text("utf-8"))
    paths = [word for text in quoted for word in text.split() if PATH.match(word)]
    bases = (root, root / "analysis")
    missing = [path for path in paths if not any((base / path).exists() for base in bases)]
    assert missing == []


def test_the_changelog_keeps_its_form(root: Path) -> None:
    text = (root / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert versions[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", version) for version in versions[1:])
    kinds = set(re.findall(r"^### (.+)$", text, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
