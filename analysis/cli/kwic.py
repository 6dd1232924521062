"""`analysis kwic`: every occurrence of a word or slogan in its context."""

from __future__ import annotations

import argparse
import sys

from analysis.cli.printing import measure_width, pad, parse_positive, read_documents


def add_to(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Add the command with its own arguments."""
    command = commands.add_parser("kwic", help="show every occurrence of a word or slogan in its context")
    command.add_argument("query", help="for example 三会一课")
    command.add_argument("--width", type=parse_positive, default=18, help="hanzi on each side (18)")
    command.add_argument(
        "--sort",
        choices=("text", "left", "right"),
        default="text",
        help="order of the lines: of the text, or by what is left or right of the match",
    )
    return command


def execute(arguments: argparse.Namespace) -> int:
    """Print a concordance."""
    from analysis.documents.concordance import kwic

    try:
        corpus = read_documents(arguments)
        lines = kwic(corpus, arguments.query, width=arguments.width, sort=arguments.sort)
    except ValueError as error:
        print(f"analysis: {error}", file=sys.stderr)
        return 1
    if lines.empty:
        print(f"{arguments.query} does not occur in {arguments.raw}.")
        return 0
    label_width = max(map(measure_width, lines["label"]))
    for line in lines.itertuples():
        left = pad(str(line.left), 2 * arguments.width, right=True)
        right = pad(str(line.right), 2 * arguments.width)
        label = pad(str(line.label), label_width)
        print(f"{label}  {left} 【{line.match}】 {right}  {line.heading}".rstrip())
    n_docs = lines["doc_id"].nunique()
    print(f"\n{len(lines)} times in {n_docs} of {len(corpus)} documents.")
    return 0
