"""Measure accuracy and speed, and write docs/benchmarks.md.

    python benchmarks/measure.py [--documents 2000] [--rounds 3]

Accuracy: the tables of the five sample plans against the hand-made truth in benchmarks/gold.
Speed: `analysis run` from files to tables, without figures and notebooks, against
benchmarks/naive.py, as whole processes in turn (naive, one process, two processes, naive, …) on
one generated corpus; the ratio of each round is taken, then the median.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
RAW = ROOT / "data" / "raw"
# Scores on the sample plans that must not be lost again; tests/pipeline/test_gold.py holds them.
TARGETS: dict[str, float] = json.loads((HERE / "gold" / "targets.json").read_text("utf-8"))
# Times as fast as the naive script.
RATIO_TARGETS = {"one process": 8, "two processes": 12}
TABLES_ONLY = ("--no-figures", "--no-notebooks")

# Named before any rule for such texts was written.
REAL_TEXTS = (
    "Six real texts of district bodies, most of them scraped into one line, were annotated in the same way. "
    "Two of them, 君山片区_2025 and 苏平片区_2022, are used for no rule and are scored apart; the other four "
    "(君山片区_2023, 海坛片区_2022, 海拉尔区_2013, 社会事业局_2023_思路节选) served to write the rules."
)


def measure_accuracy(folder: Path) -> dict[str, float]:
    """Score a fresh run on the sample plans."""
    out = folder / "samples"
    _run([sys.executable, "-m", "analysis", "run", "--raw", str(RAW), "--processed", str(out), *TABLES_ONLY])
    command = [sys.executable, str(HERE / "gold" / "score.py"), str(out), "--raw", str(RAW), "--json"]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    scores: dict[str, float] = json.loads(output)
    return scores


def measure_speed(folder: Path, documents: int, rounds: int) -> dict[str, list[float]]:
    """Seconds of each round of each contestant."""
    corpus = folder / "corpus"
    _run([sys.executable, str(HERE / "make_corpus.py"), str(corpus), "--documents", str(documents)])
    ours = [sys.executable, "-m", "analysis", "run", "--raw", str(corpus), *TABLES_ONLY]
    contestants = {
        "naive": [sys.executable, str(HERE / "naive.py"), str(corpus), str(folder / "naive")],
        "one process": [*ours, "--processed", str(folder / "one"), "--jobs", "1"],
        "two processes": [*ours, "--processed", str(folder / "two"), "--jobs", "2"],
    }
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, command in contestants.items():
            started = time.perf_counter()
            _run(command)
            seconds[name].append(time.perf_counter() - started)
    return seconds


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)


def make_page(scores: dict[str, float], seconds: dict[str, list[float]], documents: int) -> str:
    """The page docs/benchmarks.md."""
    lines = [
        "# Benchmarks",
        "",
        "Written by `python benchmarks/measure.py`. "
        f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.system()}.",
        "",
        "## Accuracy on the sample plans",
        "",
        "Against the hand-made truth in `benchmarks/gold`. The rules of reading and cleaning were "
        "written with these five plans at hand, and the lexicon and the matching were tuned on their "
        "truth: these figures guard against losses and say little about other plans. How plans of other "
        "districts fare is in [benchmarks-parts.md](benchmarks-parts.md).",
        "",
        "| measure | score | target |",
        "|---|---|---|",
    ]
    lines += [f"| {name} | {value:.3f} | {TARGETS.get(name, '')} |" for name, value in scores.items()]
    lines += [
        "",
        "Slogans: recall by tier of certainty (A undisputed, B set expression), precision, and the "
        "share of slogans whose count is exact.",
        "",
        "## Real texts of other genres",
        "",
        REAL_TEXTS,
        "",
        f"## Speed on {documents:,} documents",
        "",
        "From files to tables, without figures and notebooks, against `benchmarks/naive.py` "
        "(`jieba.lcut`, `TfidfVectorizer`, `cosine_similarity`, `Counter`), whole processes in turn "
        f"in one run, {len(seconds['naive'])} rounds, on a corpus generated with a fixed seed.",
        "",
        "| | times the naive script (median) | least and most | target |",
        "|---|---|---|---|",
    ]
    for name, target in RATIO_TARGETS.items():
        ratios = [n / s for n, s in zip(seconds["naive"], seconds[name], strict=True)]
        middle, spread = statistics.median(ratios), f"{min(ratios):.1f}–{max(ratios):.1f}"
        lines.append(f"| {name} | {middle:.1f} | {spread} | {target} |")
    missed = [
        name
        for name, target in RATIO_TARGETS.items()
        if statistics.median(n / s for n, s in zip(seconds["naive"], seconds[name], strict=True)) < target
    ]
    if missed:
        lines += ["", f"**Target not met: the speed on {' and on '.join(missed)}.**"]
    lines += [
        "",
        "The naive script knows words alone; `analysis run` also cleans, reads headings and "
        "metadata, matches slogans, dates texts, tests what is distinctive, explains scores, gives the "
        "most alike pairs intervals and writes its tables and every clean text.",
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scores = measure_accuracy(folder)
        seconds = measure_speed(folder, arguments.documents, arguments.rounds)
    page = make_page(scores, seconds, arguments.documents)
    (ROOT / "docs" / "benchmarks.md").write_text(page, "utf-8")
    print(page)


if __name__ == "__main__":
    main()
