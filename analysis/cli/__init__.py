"""The command line: a module for each command. No other package prints."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from analysis.cli import check, compare, kwic, run, slogans
from analysis.cli.printing import parse_positive
from analysis.settings import SettingsError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0 done, 1 not possible, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A Windows console or a pipe may have an encoding without hanzi.
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _create_parser().parse_args(arguments)
    try:
        status: int = options.execute(options)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Tables already written are complete.", file=sys.stderr)
        return 1
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        print(f"analysis: {error.strerror or error}{where}", file=sys.stderr)
        return 1
    except _list_expected_errors() as error:
        print(f"analysis: {error}", file=sys.stderr)
        return 1
    return status


def _list_expected_errors() -> tuple[type[Exception], ...]:
    from analysis.comparison.similarity import FrozenWeightsError
    from analysis.documents.corpus import UnknownDocumentError
    from analysis.output.folders import FolderError
    from analysis.output.notebooks import NotebookError
    from analysis.pipeline.run import EmptyCorpusError
    from analysis.reading import ManifestError
    from analysis.slogans.discovery import ReviewError
    from analysis.slogans.lexicon import LexiconError

    return (
        SettingsError,
        LexiconError,
        NotebookError,
        EmptyCorpusError,
        ManifestError,
        FolderError,
        ReviewError,
        FrozenWeightsError,
        UnknownDocumentError,
    )


def _create_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="analysis", description="Compare what Chinese districts plan.")
    commands = parser.add_subparsers(required=True, metavar="run | check | kwic | compare | slogans")
    for module in (run, check, kwic, compare, slogans):
        command = module.add_to(commands)
        command.add_argument(
            "--raw",
            type=Path,
            default=Path("data/raw"),
            metavar="DIR",
            help="folder of the plans, or one table of texts (data/raw)",
        )
        command.add_argument(
            "--settings", type=Path, metavar="FILE", help="your settings (analysis.toml, if it exists)"
        )
        command.add_argument("--jobs", type=parse_positive, default=1, metavar="N", help="processes (1)")
        command.set_defaults(execute=module.execute)
    return parser
