"""docs/tables.md and the docstrings: every table of a run has the columns that they list."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from analysis.documents.corpus import IDENTITY
from analysis.output.figures import SHEETS
from analysis.pipeline.steps import STEPS, Step
from tests.conftest import SampleRun
from tests.support.table_docs import columns_of, read_returned, write_page

TABLE_STEPS = [step for step in STEPS if step.table]


@pytest.mark.xdist_group("run")
@pytest.mark.parametrize("step", TABLE_STEPS, ids=[step.name for step in TABLE_STEPS])
def test_a_table_has_the_columns_of_its_docstrings(step: Step, sample_run: SampleRun) -> None:
    table = sample_run.outcome.tables[step.name]
    assert list(table.columns) == columns_of(step)
    if "doc_id" in table.columns:
        assert set(IDENTITY) <= set(table.columns)


def test_docs_of_the_tables_are_current(root: Path) -> None:
    page = (root / "docs" / "tables.md").read_text("utf-8")
    assert page == write_page(), "run: python -m tests.support.table_docs"
    headings = re.findall(r"(?m)^## (\S+)", page)
    assert sorted(headings) == sorted([*(step.name for step in TABLE_STEPS), "slogans-review", "run.json"])


def test_the_folders_of_results_name_what_a_run_writes(root: Path) -> None:
    tables = (root / "data" / "processed" / "README.md").read_text("utf-8")
    assert sorted(re.findall(r"(?m)^\| `(\w+)` \|", tables)) == sorted(step.name for step in TABLE_STEPS)
    figures = (root / "figures" / "README.md").read_text("utf-8")
    named = re.findall(r"(?m)^- `(\w+?)(?:_<place>)?`: ", figures)
    assert sorted(named) == sorted(sheet.name for sheet in SHEETS)


# They return rows of a table that they are given, or tables one below the other.
ROWS_OF_A_TABLE = {"select_pairs", "select_terms", "stack", "make_groups"}


def test_every_public_function_that_returns_a_table_lists_its_columns(root: Path) -> None:
    without = []
    for path in sorted((root / "analysis").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                not isinstance(node, ast.FunctionDef)
                or node.name.startswith("_")
                or node.name in ROWS_OF_A_TABLE
            ):
                continue
            if node.returns is not None and ast.unparse(node.returns) in ("pd.DataFrame", "DataFrame"):
                described = SimpleNamespace(__doc__=ast.get_docstring(node))
                if "Returns:" not in str(described.__doc__) or not read_returned(described).columns:
                    without.append(f"{path.name}: {node.name}")
    assert without == []


def test_columns_are_read_one_per_line() -> None:
    def made() -> None:
        """A table.

        Returns:
            A row for each thing: in order.

            name: of the thing.
            size: in
                characters.

        Raises:
            KeyError: never.
        """

    assert read_returned(made) == (
        "A row for each thing: in order.",
        [("name", "of the thing."), ("size", "in characters.")],
    )


def test_a_docstring_without_columns_is_refused() -> None:
    def made() -> None:
        """A table."""

    with pytest.raises(ValueError, match="has no section Returns"):
        read_returned(made)
