"""Notebooks: run every cell again on the plans and settings of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from analysis.settings import Settings


class NotebookError(RuntimeError):
    """A notebook could not be run to its end; the message names it and the error."""


def execute_notebook(path: Path, *, raw: Path, settings: Settings | None = None) -> bytes:
    """Run every cell of a notebook and return the notebook with its results.

    The cell tagged "parameters" is replaced by one with these plans and settings while the notebook
    runs; the returned notebook has the cell as it was written. No times are stored, so the same plans
    give the same notebook.

    Args:
        path: the notebook; it runs in its own folder.
        raw: the folder of the plans.
        settings: the settings of the run; None takes the defaults.

    Raises:
        NotebookError: a cell raised, or the kernel did not start.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    notebook = nbformat.read(path, as_version=4)
    sources = [cell.source for cell in notebook.cells]
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = "\n".join(
                [
                    "import analysis",
                    f"RAW = {str(raw.resolve())!r}",
                    f"SETTINGS = analysis.{settings or Settings()!r}",
                ]
            )
    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
        coalesce_streams=True,  # otherwise timing decides in how many parts printed text is stored
        extra_arguments=["--log-level=ERROR"],
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise NotebookError(
            f"The notebook {path.name} stopped with {error.ename}: {error.evalue}. Open it to see the cell."
        ) from error
    except (RuntimeError, TimeoutError) as error:
        raise NotebookError(f"The notebook {path.name} could not be run: {error}") from error
    for cell, source in zip(notebook.cells, sources, strict=True):
        cell.source = source
    return _to_bytes(notebook)


def _to_bytes(notebook: Any) -> bytes:
    """The notebook as a file, without what differs from run to run."""
    import nbformat

    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number:02d}"
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    text = nbformat.writes(notebook, version=4)
    return (text.rstrip("\n") + "\n").encode("utf-8")
