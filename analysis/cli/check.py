"""`analysis check`: what was read from each file and what needs your attention.

It speaks the language of the settings.
"""

from __future__ import annotations

import argparse
import re
from itertools import islice
from pathlib import Path

from analysis.cli.printing import print_table, read_documents
from analysis.documents.corpus import Corpus, Document, Status
from analysis.documents.effects import EFFECT_NAMES, Effect
from analysis.documents.problems import NOT_FOR_MANIFEST, find_problems
from analysis.notices import FIELD_NAMES, Confidence, Field, Sentence
from analysis.output.tables import write_csv
from analysis.reading import decode_table

# What the inventory shows of each file.
SHOWN = (Field.PLACE, Field.YEAR, Field.ISSUER, Field.TITLE)
WEAK = Sentence("取自不太可靠的位置，或有矛盾；见下文。", "from a weak source or contradicted; see below.")
STATUS_NAMES = {
    Status.DUPLICATE: Sentence("重复：", "duplicate: "),
    Status.IGNORED: Sentence("跳过：", "ignored: "),
}
NOTHING_LEFT = Sentence("没有需要您处理的问题。", "Nothing needs your attention.")
NEEDS_ATTENTION = Sentence("需要您处理：", "Needs your attention:")
AND_MORE = Sentence("……另有{n}项；--save FILE 写出全部。", "… and {n} more; --save FILE writes all.")
MORE_IN_LEDGER = Sentence("另有{n}项；运行后见ledger.csv。", "and {n} more; after a run see ledger.csv.")
MORE_FILES = Sentence(
    "……另有{n}份；运行后见documents.csv。", "… and {n} more; after a run see documents.csv."
)
MOST_LISTED = 200
# So many files or matters of one kind are printed; the rest are counted.
MOST_SHOWN = 40
FILL_IN = Sentence("请补充您知道的内容，加到{manifest}：", "Fill in what you know and add to {manifest}:")


def add_to(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Add the command with its own arguments."""
    command = commands.add_parser(
        "check", help="show what was read from each file and what needs your attention"
    )
    command.add_argument(
        "--save", type=Path, metavar="FILE", help="also write what needs your attention as CSV"
    )
    return command


def execute(arguments: argparse.Namespace) -> int:
    """Print what was read from each file and what is doubtful, then what you can fix, and how."""
    corpus = read_documents(arguments)
    if not corpus.ledger_rows:
        print(f"There is no file in {arguments.raw}. Put the plans there.")
        return 1
    language = corpus.settings.language
    header = ("文件" if language == "zh" else "file", *(FIELD_NAMES[field].of(language) for field in SHOWN))
    print_table([header, *map(_inventory_row, islice(corpus, MOST_LISTED))])
    if len(corpus) > MOST_LISTED:
        print(MORE_FILES.of(language).format(n=len(corpus) - MOST_LISTED))
    print(f"\n? {WEAK.of(language)}")
    for status, name in STATUS_NAMES.items():
        rows = [row for row in corpus.ledger_rows if row.status == status]
        for row in rows[:MOST_SHOWN]:
            print(f"{name.of(language)}{row.path} — {row.write_detail(language)}")
        if len(rows) > MOST_SHOWN:
            print(f"{name.of(language)}{MORE_IN_LEDGER.of(language).format(n=len(rows) - MOST_SHOWN)}")
    problems = find_problems(corpus)
    if arguments.save:
        write_csv(arguments.save, problems)
    if problems.empty:
        print(f"\n{NOTHING_LEFT.of(language)}")
        return 0
    print(f"\n{NEEDS_ATTENTION.of(language)}")
    for effect, matters in problems.groupby("effect", sort=False):
        print(f"\n{EFFECT_NAMES[Effect(effect)].of(language)} ({len(matters)})")
        for action, same in matters.groupby("action", sort=False):
            for row in same.head(MOST_SHOWN).itertuples():
                print(f"  {row.path} — {row.problem}")
            if len(same) > MOST_SHOWN:
                print(f"  {AND_MORE.of(language).format(n=len(same) - MOST_SHOWN)}")
            print(f"    → {action}")
    paths = set(problems.loc[~problems["field"].isin(NOT_FOR_MANIFEST), "path"])
    if paths:
        _print_manifest_rows(corpus, paths, corpus.root / "manifest.csv")
    return 0


def _inventory_row(document: Document) -> tuple[str, ...]:
    """File, place, year, issuer and title; a doubtful value is followed by ?."""
    meta = document.metadata
    place = "".join(meta.place_names)
    values = (place, str(meta.year or ""), meta.issuer, meta.title)
    shown = [
        (value or "—") + "?" * (meta.confidence.get(field) == Confidence.LOW)
        for field, value in zip(SHOWN, values, strict=True)
    ]
    return (document.doc_id, *shown)


def _print_manifest_rows(corpus: Corpus, paths: set[str], manifest: Path) -> None:
    """Print rows for the manifest, ready to paste: with the columns of the manifest, if there is one."""
    columns = ["path", "province", "city", "district", "year"]
    if manifest.exists():
        header = decode_table(manifest.read_bytes()).split("\n", 1)[0]
        columns = [name.strip().casefold() for name in re.split("[,;\t]", header)]
    print(f"\n{FILL_IN.of(corpus.settings.language).format(manifest=manifest)}\n")
    if not manifest.exists():
        print(",".join(columns))
    doubtful = [document for document in corpus if document.doc_id in paths]
    for document in doubtful[:MOST_LISTED]:
        print(",".join(_quote_cell(_read_value(document, column)) for column in columns))


def _read_value(document: Document, column: str) -> str:
    """The value for a column of the manifest; empty if unknown."""
    if column == "path":
        return document.doc_id
    return str(getattr(document.metadata, column, "") or "")


def _quote_cell(text: str) -> str:
    """Write a cell of a CSV file, in quotation marks if it needs them."""
    if text == text.strip() and not any(c in text for c in ',"\n\r'):
        return text
    return '"' + text.replace('"', '""') + '"'
