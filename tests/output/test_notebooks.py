"""Notebooks: the same plans give the same file."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from analysis.output.notebooks import NotebookError, execute_notebook


def write_notebook(folder: Path, *sources: str) -> Path:
    """A notebook with one code cell for each source."""
    path = folder / "test.ipynb"
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


@pytest.mark.slow
def test_printed_text_is_stored_in_one_part_however_slowly_it_comes(raw: Path, tmp_path: Path) -> None:
    path = write_notebook(
        tmp_path, "import time", "print('西湖区', flush=True)\ntime.sleep(0.5)\nprint('金坛区')"
    )
    cell = json.loads(execute_notebook(path, raw=raw))["cells"][1]
    assert ["".join(output["text"]) for output in cell["outputs"]] == ["西湖区\n金坛区\n"]


@pytest.mark.slow
def test_an_error_names_the_notebook_and_what_happened(raw: Path, tmp_path: Path) -> None:
    path = write_notebook(tmp_path, "1 / 0")
    with pytest.raises(
        NotebookError, match=r"test\.ipynb stopped with ZeroDivisionError: division by zero\."
    ):
        execute_notebook(path, raw=raw)
