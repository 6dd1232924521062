"""`analysis kwic`: every place where a word or slogan stands."""

from __future__ import annotations

import argparse
import sys

from analysis.cli.printing import padded, read, whole, width_of


def add_to(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """The command's own arguments."""
    command = commands.add_parser("kwic", help="show every place where a word or slogan stands")
    command.add_argument("query", help="for example 三会一课")
    command.add_argument("--width", type=whole, default=18, help="hanzi on each side (18)")
    command.add_argument(
        "--sort",
        choices=("text", "left", "right"),
        default="text",
        help="order of the lines: as in the corpus, or by what stands left or right",
    )
    return command


def do(told: argparse.Namespace) -> int:
    """Print a concordance."""
    from analysis.documents.concordance import kwic

    try:
        corpus = read(told)
        lines = kwic(corpus, told.query, width=told.width, sort=told.sort)
    except ValueError as error:
        print(f"analysis: {error}", file=sys.stderr)
        return 1
    if lines.empty:
        print(f"{told.query} stands nowhere in {told.raw}.")
        return 0
    label_width = max(map(width_of, lines["label"]))
    for line in lines.itertuples():
        left = padded(str(line.left), 2 * told.width, right=True)
        right = padded(str(line.right), 2 * told.width)
        label = padded(str(line.label), label_width)
        print(f"{label}  {left} 【{line.match}】 {right}  {line.heading}".rstrip())
    found_in = lines["doc_id"].nunique()
    print(f"\n{len(lines)} times in {found_in} of {len(corpus)} documents.")
    return 0
