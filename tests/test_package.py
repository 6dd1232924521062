"""pyproject.toml, environment.yml and requirements.lock say the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

NAME = re.compile(r"^([A-Za-z0-9_.-]+)\s*(.*)$")


def _split(requirement: str) -> tuple[str, str]:
    match = NAME.match(requirement)
    assert match
    return match[1].lower().replace("_", "-"), match[2].replace(" ", "")


def _project(root: Path) -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    return project


LOCKS = {
    "requirements.lock": ("test", "build"),
    "requirements-ocr.lock": ("test", "build", "ocr"),
}


def _locked(root: Path, lock: str) -> dict[str, list[str]]:
    pinned: dict[str, list[str]] = {}
    for line in (root / lock).read_text("utf-8").splitlines():
        match = re.match(r"^([a-z0-9.-]+)==([^ ;\\]+)", line)
        if match:
            pinned.setdefault(match[1], []).append(match[2])
    return pinned


def test_conda_environment_has_the_packages_of_the_project(root: Path) -> None:
    dependencies = yaml.safe_load((root / "environment.yml").read_text("utf-8"))["dependencies"]
    pip_items = next(item["pip"] for item in dependencies if isinstance(item, dict))
    items = [item for item in dependencies if isinstance(item, str)] + pip_items
    conda = dict(_split(item) for item in items if item not in ("pip", "-e ."))
    assert conda.pop("python") == _project(root)["requires-python"]
    assert conda == dict(map(_split, _project(root)["dependencies"]))
    assert "-e ." in pip_items


@pytest.mark.parametrize(("lock", "named"), LOCKS.items())
def test_lock_pins_every_package_of_the_project(root: Path, lock: str, named: tuple[str, ...]) -> None:
    project, locked = _project(root), _locked(root, lock)
    extras = [item for extra in named for item in project["optional-dependencies"][extra]]
    for requirement in [*project["dependencies"], *extras]:
        name, wanted = _split(requirement)
        assert name in locked, f"{name} is not in {lock}; compile it again"
        for version in locked[name]:
            for bound in wanted.split(","):
                sign, limit = bound[:2], bound[2:]
                have, want = _numbers(version), _numbers(limit)
                assert have == want if sign == "==" else have >= want, f"{name} {version} {bound}"


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in re.findall(r"\d+", version)]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_hashes_and_no_addresses(root: Path, lock: str) -> None:
    text = (root / lock).read_text("utf-8")
    assert text.count("--hash=sha256:") > len(_locked(root, lock))
    assert "://" not in text and "--index-url" not in text


def test_user_packages_are_all_there(root: Path) -> None:
    names = {_split(item)[0] for item in _project(root)["dependencies"]}
    assert {"jieba", "pandas", "scikit-learn", "matplotlib", "jupyterlab", "wordcloud"} <= names
