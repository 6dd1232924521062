"""The command line: analysis run | check | kwic."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from analysis.settings import Settings, SettingsError, read_settings

if TYPE_CHECKING:
    from analysis.corpus import Corpus
    from analysis.parallel import Progress
    from analysis.pipeline import Outcome, Run

STEPS = {
    "read": "reading and cleaning",
    "slogans": "finding slogans",
    "tokens": "cutting into words",
    "similarity": "comparing",
    "write": "writing tables",
    "figures": "drawing figures",
    "notebooks": "running notebooks",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status: 0 done, 1 could not be done, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A Windows console or a pipe may have an encoding without hanzi.
            stream.reconfigure(encoding="utf-8", errors="replace")
    told = _parser().parse_args(arguments)
    try:
        status: int = told.do(told)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Tables that were complete stay as they are.", file=sys.stderr)
        return 1
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        print(f"analysis: {error.strerror or error}{where}", file=sys.stderr)
        return 1
    except _expected_errors() as error:
        message = error.args[0] if isinstance(error, KeyError) and error.args else error
        print(f"analysis: {message}", file=sys.stderr)
        return 1
    return status


def _expected_errors() -> tuple[type[Exception], ...]:
    from analysis.lexicon import LexiconError
    from analysis.notebooks import NotebookError
    from analysis.output import FolderError
    from analysis.pipeline import EmptyCorpusError
    from analysis.reading import ManifestError

    return (
        SettingsError, LexiconError, NotebookError, EmptyCorpusError, ManifestError, FolderError,
        KeyError,
    )  # fmt: skip


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="analysis", description="Compare what Chinese districts plan."
    )
    commands = parser.add_subparsers(required=True, metavar="run | check | kwic")
    run = commands.add_parser("run", help="read the plans, write tables, figures and notebooks")
    run.add_argument("--processed", type=Path, default=Path("data/processed"), metavar="DIR")
    run.add_argument("--figures", type=Path, default=Path("figures"), metavar="DIR")
    run.add_argument("--no-figures", action="store_true", help="draw no figures")
    run.add_argument("--no-notebooks", action="store_true", help="leave the notebooks as they are")
    run.add_argument("--fresh", action="store_true", help="first delete the tables of earlier runs")
    run.set_defaults(do=_run)
    check = commands.add_parser("check", help="show the inventory and what needs a person")
    check.set_defaults(do=_check)
    kwic = commands.add_parser("kwic", help="show every place where a word or slogan stands")
    kwic.add_argument("query", help="for example 三会一课")
    kwic.add_argument("--width", type=_whole, default=18, help="hanzi on each side (18)")
    kwic.set_defaults(do=_kwic)
    for command in (run, check, kwic):
        command.add_argument("--raw", type=Path, default=Path("data/raw"), metavar="DIR")
        command.add_argument("--settings", type=Path, default=Path("analysis.toml"), metavar="FILE")
        command.add_argument("--jobs", type=_whole, default=1, metavar="N", help="processes (1)")
    return parser


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no whole number; write 1 or more")
    return int(text)


def _run(told: argparse.Namespace) -> int:
    from analysis import output, pipeline

    settings = read_settings(told.settings)
    if told.fresh:
        output.clear(told.processed)
    notebooks = Path("notebooks")
    plan = pipeline.Run(
        raw=told.raw,
        processed=told.processed,
        figures=None if told.no_figures else told.figures,
        notebooks=None if told.no_notebooks or not notebooks.is_dir() else notebooks,
        jobs=told.jobs,
        settings=settings,
        step=_bar,
    )
    # Millions of small objects and hardly a cycle among them: looking for cycles only costs time.
    gc.disable()
    try:
        outcome = pipeline.run(plan)
    finally:
        gc.enable()
    _tell(outcome, plan)
    return 0


def _bar(name: str) -> Progress:
    """A progress bar that shows itself when a step takes longer than a second.

    A step that can't be counted shows its name from the start.
    """
    counted = name not in ("similarity", "write")
    bar = tqdm(
        desc=f"{STEPS[name]:<22}", delay=1 if counted else 0, leave=False, file=sys.stderr,
        disable=None, bar_format=None if counted else "{desc}{elapsed}",
    )  # fmt: skip

    def progress(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)
        if done >= total:
            bar.close()

    return progress


def _tell(outcome: Outcome, plan: Run) -> None:
    from analysis.pipeline import notebooks_of

    corpus = outcome.corpus
    counts = Counter(row.status for row in corpus.ledger_rows)
    years = sorted({d.metadata.year for d in corpus if d.metadata.year})
    known = {
        place for place, document in zip(corpus.places, corpus, strict=True) if document.is_located
    }
    unknown = sum(not document.is_located for document in corpus)
    print(
        f"Kept {counts['kept']} of {len(corpus.ledger_rows)} files: {len(known)} districts"
        f"{f' and {unknown} of unknown place' if unknown else ''}, "
        f"{f'{years[0]}–{years[-1]}' if years else 'no year known'}."
    )
    for status in ("rejected", "duplicate", "ignored"):
        rows = [row for row in corpus.ledger_rows if row.status == status]
        for row in rows[:20]:
            print(f"  {status}: {row.path} — {row.detail}")
        if len(rows) > 20:
            print(f"  {status}: and {len(rows) - 20} more; see ledger.csv")
    slogans = outcome.tables["slogans"]
    recurring = int((slogans["n_districts"] >= 2).sum())
    print(f"Slogans: {len(slogans)}, of which {recurring} stand in two known districts or more.")
    print(f"Tables:  {plan.processed}")
    if plan.figures is not None:
        print(f"Figures: {plan.figures} ({len(outcome.figures)}, each as PNG, SVG and PDF)")
    if plan.notebooks is not None:
        print(f"Notebooks run again: {notebooks_of(plan)}")
    unsure = [document.label for document in corpus if document.metadata.warnings]
    if unsure:
        print(f"Needs a person: {'、'.join(unsure[:10])}. `analysis check` says why.")


def _read(told: argparse.Namespace) -> Corpus:
    from analysis.corpus import read_corpus

    settings: Settings = read_settings(told.settings)
    return read_corpus(told.raw, settings=settings, jobs=told.jobs, progress=_bar("read"))


def _check(told: argparse.Namespace) -> int:
    corpus = _read(told)
    rows = [("file", "place", "year", "issuer", "title")]
    for document in corpus:
        meta = document.metadata
        rows.append(
            (document.doc_id, meta.province + meta.city * (meta.city != meta.province) + meta.district
             or "—", str(meta.year or "—"), meta.issuer or "—", meta.title or "—")
        )  # fmt: skip
    _print_table(rows)
    for row in corpus.ledger_rows:
        if row.status != "kept":
            print(f"{row.status}: {row.path} — {row.detail}")
    unsure = [document for document in corpus if document.metadata.warnings]
    if not unsure:
        print("\nNothing needs a person.")
        return 0
    print("\nNeeds a person:")
    for document in unsure:
        for warning in document.metadata.warnings:
            print(f"  {document.doc_id} — {warning}")
    manifest = told.raw / "manifest.csv"
    print(f"\nFill in what you know and add to {manifest}{_heading(manifest)}:\n")
    if not manifest.exists():
        print("path,province,city,district,year")
    for document in unsure:
        meta = document.metadata
        cells = (document.doc_id, meta.province, meta.city, meta.district, str(meta.year or ""))
        print(",".join(_csv_cell(cell) for cell in cells))
    return 0


def _heading(manifest: Path) -> str:
    if not manifest.exists():
        return " (a new file; its first line is the heading)"
    first = manifest.read_text("utf-8-sig", errors="replace").split("\n", 1)[0].strip()
    return f" (its heading is {first}; the cells below are path, province, city, district, year)"


def _csv_cell(text: str) -> str:
    return (
        '"' + text.replace('"', '""') + '"'
        if any(c in text for c in ',"\n\r') or text != text.strip()
        else text
    )


def _kwic(told: argparse.Namespace) -> int:
    from analysis.concordance import kwic

    try:
        corpus = _read(told)
        lines = kwic(corpus, told.query, width=told.width)
    except ValueError as error:
        print(f"analysis: {error}", file=sys.stderr)
        return 1
    if lines.empty:
        print(f"{told.query} stands nowhere in {told.raw}.")
        return 0
    label_width = max(map(_width, lines["label"]))
    for line in lines.itertuples():
        left = _padded(str(line.left), 2 * told.width, right=True)
        right = _padded(str(line.right), 2 * told.width)
        label = _padded(str(line.label), label_width)
        print(f"{label}  {left} 【{line.match}】 {right}  {line.section}".rstrip())
    found_in = lines["doc_id"].nunique()
    print(f"\n{len(lines)} times in {found_in} of {len(corpus)} documents.")
    return 0


def _width(text: str) -> int:
    """Columns that a terminal gives a text: two for a hanzi."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _padded(text: str, width: int, *, right: bool = False) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if right else text + blanks


def _one_line(text: str) -> str:
    """A cell of a printed table; a line end in a file's name would break the table."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _print_table(rows: Sequence[tuple[str, ...]]) -> None:
    shown = [
        tuple(_one_line(cell) if len(cell) <= 32 else _one_line(cell[:31]) + "…" for cell in row)
        for row in rows
    ]
    widths = [max(map(_width, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        print(
            "  ".join(
                _padded(cell, width) for cell, width in zip(row, widths, strict=True)
            ).rstrip()
        )
