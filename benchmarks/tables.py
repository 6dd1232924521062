"""Time and memory of a table of texts, against the same texts as files, in turns in one run.

    python benchmarks/tables.py [--documents 10000] [--rounds 1] [--kinds files csv xlsx jsonl]

`read_corpus` on generated plans of about 4,100 characters (`make_corpus.py`), each way in a process of its own.
Processor time, with that of the process that reads workbooks; the most memory of the process that holds the
corpus, and of that for workbooks.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from analysis.documents.ingest import read_corpus

HERE = Path(__file__).resolve().parent
KINDS = ("files", "csv", "xlsx", "jsonl")


def list_inputs(folder: Path, kinds: list[str]) -> dict[str, Path]:
    """Where the texts of each kind are."""
    return {kind: folder / "files" if kind == "files" else folder / f"table.{kind}" for kind in kinds}


def make_inputs(folder: Path, documents: int, kinds: list[str]) -> None:
    """Write the same texts as files and as tables."""
    import pandas as pd

    inputs = list_inputs(folder, [*kinds, "files"])
    make = [sys.executable, str(HERE / "make_corpus.py"), str(inputs["files"]), "--documents", str(documents)]
    subprocess.run(make, check=True, capture_output=True)
    texts = [path.read_text("utf-8") for path in sorted(inputs["files"].rglob("*.txt"))]
    frame = pd.DataFrame({"id": range(len(texts)), "正文": texts})
    if "csv" in kinds:
        frame.to_csv(inputs["csv"], index=False)
    if "xlsx" in kinds:
        frame.to_excel(inputs["xlsx"], index=False)
    if "jsonl" in kinds:
        frame.to_json(inputs["jsonl"], orient="records", lines=True, force_ascii=False)


def measure(path: Path) -> dict[str, float]:
    """Read a corpus in a process of its own: documents, milliseconds of each, megabytes."""
    code = [sys.executable, str(Path(__file__).resolve()), "--read", str(path)]
    result: dict[str, float] = json.loads(subprocess.run(code, check=True, capture_output=True).stdout)
    return result


def read_and_print(path: Path) -> None:
    """Read a corpus and print what it took."""
    started = time.process_time()
    corpus = read_corpus(path)
    own, child = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds = time.process_time() - started + child.ru_utime + child.ru_stime
    taken = {
        "documents": len(corpus),
        "milliseconds": 1000 * seconds / len(corpus),
        "megabytes": own.ru_maxrss / 1024,
        "workbook_megabytes": child.ru_maxrss / 1024,
    }
    print(json.dumps(taken))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--make", type=Path)
    parser.add_argument("--read", type=Path)
    arguments = parser.parse_args()
    if arguments.make:
        make_inputs(arguments.make, arguments.documents, arguments.kinds)
        return
    if arguments.read:
        read_and_print(arguments.read)
        return
    with tempfile.TemporaryDirectory() as name:
        # In a process of its own: the memory of a parent counts as that of its children.
        make = [sys.executable, str(Path(__file__).resolve()), "--make", name]
        subprocess.run(
            [*make, "--documents", str(arguments.documents), "--kinds", *arguments.kinds], check=True
        )
        inputs = list_inputs(Path(name), arguments.kinds)
        rounds = [{kind: measure(path) for kind, path in inputs.items()} for _ in range(arguments.rounds)]
    for kind in inputs:
        times = [of_kind[kind]["milliseconds"] for of_kind in rounds]
        largest = {name: max(one[kind][name] for one in rounds) for name in rounds[0][kind]}
        print(
            f"{kind}: {largest['documents']:,.0f} documents, {statistics.median(times):.2f} ms each, at most "
            f"{largest['megabytes']:.0f} MB, and {largest['workbook_megabytes']:.0f} MB for the workbook"
        )


if __name__ == "__main__":
    main()
