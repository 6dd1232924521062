"""The rules of the house: imports go downhill, and each dependency has one home."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

# Rooms from the highest to the lowest; an import goes to a room further down, never up or sideways.
ROOMS = (
    ("__main__",),
    ("cli",),
    ("pipeline",),
    ("figures", "notebooks", "tables", "output"),
    ("clustering", "variance", "comparison"),
    (
        "similarity",
        "keyness",
        "robustness",
        "concordance",
        "limitations",
        "inventory",
        "trends",
        "dating",
    ),
    ("tokens", "discovery"),
    ("slogans", "segmentation"),
    ("mentions", "groups", "incidence"),
    ("lexicon", "inference"),
    ("ingest",),
    ("corpus",),
    ("metadata", "structure", "reading", "parallel", "duplicates"),
    ("places", "cleaning", "settings", "phrases", "characters"),
)
HOMES = {
    "jieba": {"segmentation"},
    "rjieba": {"segmentation"},
    "daachorse": {"lexicon"},
    "threadpoolctl": {"similarity", "parallel"},
    "matplotlib": {"figures"},
    "wordcloud": {"figures"},
    "PIL": {"figures", "reading"},
    "lxml": {"reading"},
    "pypdfium2": {"reading"},
    "trafilatura": {"reading"},
    "rapidocr": {"reading"},
    "olefile": {"reading"},
    "opencc": {"cleaning"},
    "fontTools": {"figures"},
    "nbclient": {"notebooks"},
    "nbformat": {"notebooks"},
    "joblib": {"parallel"},
    "tqdm": {"cli"},
    "pyarrow": {"tables"},
}


def _modules(root: Path) -> list[Path]:
    return sorted((root / "analysis").rglob("*.py"))


def _room(root: Path, path: Path) -> str:
    parts = path.relative_to(root / "analysis").with_suffix("").parts
    return parts[0]


def _imports(path: Path) -> list[str]:
    tree = ast.parse(path.read_text("utf-8"))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "analysis":
                found += [f"analysis.{alias.name}" for alias in node.names]
            else:
                found.append(node.module)
    return found


def test_every_module_has_a_room(root: Path) -> None:
    known = {room for floor in ROOMS for room in floor} | {"__init__", "resources"}
    assert {_room(root, path) for path in _modules(root)} == known


def test_imports_go_downhill(root: Path) -> None:
    floor = {room: number for number, rooms in enumerate(ROOMS) for room in rooms}
    uphill = []
    for path in _modules(root):
        room = _room(root, path)
        if room in ("__init__", "resources"):
            continue
        for name in _imports(path):
            if not name.startswith("analysis."):
                continue
            target = name.split(".")[1]
            if target not in (room, "resources") and floor[target] <= floor[room]:
                uphill.append(f"{room} imports {target}")
    assert uphill == []


def test_figures_import_no_analysis(root: Path) -> None:
    for path in (root / "analysis" / "figures").glob("*.py"):
        for name in _imports(path):
            assert not name.startswith("analysis.") or name.startswith("analysis.figures"), path


def test_each_dependency_has_one_home(root: Path) -> None:
    for path in _modules(root):
        for name in _imports(path):
            top = name.split(".")[0]
            if top in HOMES:
                assert _room(root, path) in HOMES[top], f"{path.name} imports {top}"


def test_library_code_prints_nothing(root: Path) -> None:
    for path in _modules(root):
        if _room(root, path) == "cli":
            continue
        calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
        named = [call.func.id for call in calls if isinstance(call.func, ast.Name)]
        assert "print" not in named, path


def test_import_takes_under_half_a_second_and_does_no_work() -> None:
    code = (
        "import time; t = time.perf_counter(); import analysis; "
        "print(time.perf_counter() - t); import sys; "
        "print(sorted({'pandas', 'numpy', 'sklearn', 'matplotlib', 'jieba'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    seconds, loaded = done.stdout.split("\n")[:2]
    assert float(seconds) < 0.5
    assert loaded == "[]"


def test_public_names_exist_and_stay_callable() -> None:
    import analysis

    for name in analysis.__all__:
        assert getattr(analysis, name) is getattr(analysis, name)
    assert callable(analysis.kwic) and callable(analysis.limits)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = analysis.nonsense
