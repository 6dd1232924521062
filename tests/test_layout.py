"""The layout: imports go downhill without circles, and each dependency is imported in one place."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

# From the highest to the lowest; an import goes further down, never up or sideways.
LAYERS = (
    ("__main__",),
    ("cli",),
    ("pipeline",),
    ("output",),
    ("comparison",),
    ("tokens",),
    ("slogans",),
    ("documents",),
    ("reading",),
    ("chinese", "inference", "processes"),
    ("notices", "settings"),
)
# The only places that may import a dependency.
PLACES = {
    "jieba": {"chinese/segmentation"},
    "rjieba": {"chinese/segmentation"},
    "opencc": {"chinese/simplify"},
    "daachorse": {"slogans/lexicon"},
    "threadpoolctl": {"processes"},
    "matplotlib": {"output/figures"},
    "wordcloud": {"output/figures"},
    "fontTools": {"output/figures"},
    "PIL": {"output/figures", "reading"},
    "lxml": {"reading"},
    "pypdfium2": {"reading"},
    "trafilatura": {"reading"},
    "rapidocr": {"reading"},
    "olefile": {"reading"},
    "nbclient": {"output/notebooks"},
    "nbformat": {"output/notebooks"},
    "pyarrow": {"output/tables", "reading"},
    "python_calamine": {"reading"},
    "joblib": {"processes"},
    "tqdm": {"cli"},
}


def _modules(root: Path) -> list[Path]:
    return sorted((root / "analysis").rglob("*.py"))


def _dotted(root: Path, path: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _entry(root: Path, path: Path) -> str:
    """The package or module right below `analysis` that a file belongs to."""
    return path.relative_to(root / "analysis").with_suffix("").parts[0]


def _imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, those for types only too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_layers_name_every_entry_and_there_are_at_most_sixteen(root: Path) -> None:
    entries = {_entry(root, path) for path in _modules(root)}
    assert entries == {name for layer in LAYERS for name in layer} | {"__init__", "resources"}
    assert len(entries) <= 16


def test_imports_go_downhill(root: Path) -> None:
    depth = {name: depth for depth, names in enumerate(LAYERS) for name in names}
    uphill = []
    for path in _modules(root):
        entry = _entry(root, path)
        if entry in ("__init__", "resources"):
            continue
        for name in _imports(path):
            if not name.startswith("analysis."):
                continue
            target = name.split(".")[1]
            if target not in (entry, "resources") and depth[target] <= depth[entry]:
                uphill.append(f"{path.relative_to(root)} imports {name}")
    assert uphill == []


def test_chinese_imports_nothing_of_ours_but_settings(root: Path) -> None:
    for path in (root / "analysis" / "chinese").rglob("*.py"):
        ours = {name.split(".")[1] for name in _imports(path) if name.startswith("analysis.")}
        assert ours <= {"chinese", "settings", "resources"}, path


def test_modules_import_each_other_in_no_circle(root: Path) -> None:
    """`import a.b` runs `a/__init__` first: that counts too, but for the modules inside `a`."""
    modules = {_dotted(root, path): path for path in _modules(root)}
    graph = {
        name: {target for target in _imports(path) if target in modules and target != name}
        for name, path in modules.items()
        if name != "analysis"
    }
    packages = {name for name, path in modules.items() if path.name == "__init__.py"}
    for name, targets in graph.items():
        # `from analysis.slogans import trends` names the package only to reach the module.
        graph[name] = {t for t in targets if not (t in packages and name.startswith(f"{t}."))} - {"analysis"}
    order = list(TopologicalSorter(graph).static_order())  # raises CycleError where there is a circle
    assert set(graph) <= set(order)


def test_figures_import_no_other_package_of_ours(root: Path) -> None:
    for path in (root / "analysis" / "output" / "figures").glob("*.py"):
        for name in _imports(path):
            assert not name.startswith("analysis.") or name.startswith("analysis.output.figures"), path


def test_each_dependency_is_imported_in_one_place_only(root: Path) -> None:
    for path in _modules(root):
        place = path.relative_to(root / "analysis").with_suffix("").as_posix()
        for name in _imports(path):
            places = PLACES.get(name.split(".")[0])
            if places:
                assert any(f"{place}/".startswith(f"{allowed}/") for allowed in places), (
                    f"{place} imports {name}"
                )


def test_only_output_and_pipeline_write_files(root: Path) -> None:
    writing = {"write_bytes", "write_text", "unlink", "touch", "rmtree"}
    packages = set()
    for path in _modules(root):
        calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
        methods = {call.func.attr for call in calls if isinstance(call.func, ast.Attribute)}
        names = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
        if (methods | names) & writing:
            packages.add(_entry(root, path))
    assert packages == {"output", "pipeline"}


def test_library_code_prints_nothing(root: Path) -> None:
    for path in _modules(root):
        if _entry(root, path) == "cli":
            continue
        calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
        named = [call.func.id for call in calls if isinstance(call.func, ast.Name)]
        assert "print" not in named, path


def test_tests_mirror_the_packages(root: Path) -> None:
    packages = {path.name for path in (root / "analysis").iterdir() if path.is_dir()}
    folders = {path.parent.name for path in (root / "tests").glob("*/test_*.py")}
    assert folders == packages - {"resources", "__pycache__"}


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

    names = analysis.__all__  # type: ignore[attr-defined]  # made at run time
    assert len(names) >= 35 and set(names) <= set(dir(analysis))
    for name in names:
        assert getattr(analysis, name) is getattr(analysis, name)
    assert callable(analysis.kwic) and callable(analysis.limits)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = analysis.nonsense  # type: ignore[attr-defined]


def test_star_import_brings_every_public_name() -> None:
    import analysis

    names: dict[str, object] = {}
    exec("from analysis import *", names)
    assert names["figures"] is analysis.figures
    assert names["find_slogans"] is analysis.find_slogans
    assert "Path" not in names and "ast" not in names


def test_version_is_that_of_the_project_or_admits_that_it_is_unknown(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib.metadata
    import tomllib

    import analysis

    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert analysis.__version__ == project["version"]
    assert f"version: {project['version']}\n" in (root / "CITATION.cff").read_text("utf-8")

    def raise_not_found(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", raise_not_found)
    assert analysis.__version__ == "0+unknown"
