"""Output folders: which files a run writes, and how to delete those and no others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

TEXT_FOLDERS = ("texts", "extracted")
# Kept from run to run, so that scores of different days can be compared; the second is its name before 0.1.
FROZEN_WEIGHTS, OLD_FROZEN_WEIGHTS = "frozen-weights.json", "reference.json"
FIGURE_KINDS = ("png", "svg", "pdf")


class FolderError(ValueError):
    """An output folder lies inside the input folder; the message says which."""


@dataclass(frozen=True, slots=True)
class EarlierRun:
    """What the previous run wrote, as its `run.json` says.

    Attributes:
        texts: doc_ids whose clean text was written.
        figures: names of the figures drawn.
    """

    texts: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


def read_earlier_run(processed: Path) -> EarlierRun:
    """What the previous run wrote; nothing if there was none or its record can't be read."""
    try:
        record = json.loads((processed / "run.json").read_text("utf-8"))
        return EarlierRun(tuple(record["files"]), tuple(record["figures"]))
    except (OSError, ValueError, KeyError, TypeError):
        return EarlierRun()


def check_folders(raw: Path, outputs: Iterable[Path]) -> None:
    """Make sure that no output is written among the plans.

    Raises:
        FolderError: an output folder is the raw folder or lies in it.
    """
    plans = raw.resolve()
    for output in outputs:
        if output.resolve().is_relative_to(plans):
            raise FolderError(
                f"The folder {output} lies in the folder of the plans, {raw}; name another, so that "
                "results are never read as plans."
            )


def find_frozen_weights(processed: Path) -> Path | None:
    """The file of the frozen weights of earlier runs, under its current or its older name."""
    paths = (processed / FROZEN_WEIGHTS, processed / OLD_FROZEN_WEIGHTS)
    return next((path for path in paths if path.exists()), None)


def write_texts(
    processed: Path, texts: Mapping[str, str], earlier: EarlierRun, *, folder: str = "texts"
) -> None:
    """Write a text for each document; delete the texts of documents that are no longer there.

    Args:
        processed: the folder of the tables.
        texts: doc_id → text.
        earlier: what the previous run wrote.
        folder: "texts" for the clean texts, "extracted" for what readers took out of files that are
            not plain text.
    """
    target = processed / folder
    if target.is_dir():
        for doc_id in earlier.texts:
            if doc_id not in texts:
                (target / f"{doc_id}.txt").unlink(missing_ok=True)
    for inner in {doc_id.rpartition("/")[0] for doc_id in texts}:
        (target / inner).mkdir(parents=True, exist_ok=True)
    for doc_id, text in texts.items():
        (target / f"{doc_id}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))


def remove_figures(folder: Path, names: Iterable[str]) -> None:
    """Delete figures by name; other files in the folder are not touched."""
    for name in names:
        for kind in FIGURE_KINDS:
            (folder / f"{name}.{kind}").unlink(missing_ok=True)


def remove_tables(processed: Path, names: Iterable[str]) -> None:
    """Delete tables by name; other files in the folder are not touched."""
    for name in names:
        for kind in ("parquet", "csv"):
            (processed / f"{name}.{kind}").unlink(missing_ok=True)


def remove_results(processed: Path, tables: Iterable[str], *, frozen_weights: bool = False) -> None:
    """Delete what the previous run wrote into a folder, and nothing else.

    Args:
        processed: the folder of the tables.
        tables: names of all tables that a run can write.
        frozen_weights: delete the frozen weights as well, so that the next run makes them again.
    """
    for folder in TEXT_FOLDERS:
        write_texts(processed, {}, read_earlier_run(processed), folder=folder)
    remove_tables(processed, tables)
    (processed / "run.json").unlink(missing_ok=True)
    if frozen_weights:
        for name in (FROZEN_WEIGHTS, OLD_FROZEN_WEIGHTS):
            (processed / name).unlink(missing_ok=True)
