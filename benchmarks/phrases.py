"""Speed and memory of recurring phrases against a Counter of character n-grams.

    python benchmarks/phrases.py [--megabytes 10] [--rounds 3]

Both find, in a generated corpus, what at least 1 of 100 documents has: the Counter counts the
documents of every n-gram of 2 to 10 characters, as a researcher would write it; the other gives
the maximal phrases of 2 to 30 with places, documents, districts, cohesion and branching entropy.
Each run is a process of its own, in turn; the ratio of each round is taken, then the median.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

# Bytes of a document of the generated corpus, about.
BYTES = 12_960
SEED = 20220218
HANZI = re.compile("[一-鿿]+")


def count_with_counter(texts: list[str], min_docs: int) -> int:
    """The number of character n-grams of 2 to 10 that at least `min_docs` texts have, by a Counter."""
    counts: Counter[str] = Counter()
    for text in texts:
        seen = {
            stretch[i : i + n]
            for stretch in HANZI.findall(text)
            for n in range(2, 11)
            for i in range(len(stretch) - n + 1)
        }
        counts.update(seen)
    return sum(count >= min_docs for count in counts.values())


def count_with_analysis(texts: list[str], min_docs: int) -> int:
    """The number of recurring phrases, by this project."""
    from analysis.chinese.phrases import recurring_phrases

    districts = [text.split("委教育", 1)[0] for text in texts]
    return len(recurring_phrases(texts, min_docs, districts))


ENGINES = {"counter": count_with_counter, "analysis": count_with_analysis}


def peak_memory() -> float:
    """The most memory that this process has used so far, in MB; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0.0
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def measure_here(engine: str, folder: Path) -> None:
    """Run an engine in this process; print seconds, MB beyond the texts themselves, and phrases."""
    import pandas  # noqa: F401 - imported before the clock starts

    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    before, start = peak_memory(), time.perf_counter()
    n_phrases = ENGINES[engine](texts, max(2, len(texts) // 100))
    print(time.perf_counter() - start, peak_memory() - before, n_phrases)


def measure(folder: Path, rounds: int) -> list[dict[str, tuple[float, float, int]]]:
    """Run the engines in turn, each in a fresh process: seconds, MB and phrases of each round."""
    results = []
    for _ in range(rounds):
        result = {}
        for engine in ENGINES:
            command = [sys.executable, __file__, "--engine", engine, "--folder", str(folder)]
            output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            seconds, megabytes, n_phrases = output.split()
            result[engine] = float(seconds), float(megabytes), int(n_phrases)
        results.append(result)
    return results


def main(megabytes: float, rounds: int) -> None:
    """Make the corpus, run both, print ratios."""
    from make_corpus import make_corpus

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_corpus(folder, max(10, int(megabytes * 1e6 / BYTES)), SEED)
        size = sum(path.stat().st_size for path in folder.glob("*.txt")) / 1e6
        results = measure(folder, rounds)
    ratios = sorted(result["counter"][0] / result["analysis"][0] for result in results)
    memory = statistics.median(result["analysis"][1] / max(1.0, result["counter"][1]) for result in results)
    print(f"{size:.1f} MB, {rounds} rounds in turn")
    for engine in ENGINES:
        seconds = statistics.median(result[engine][0] for result in results)
        extra = statistics.median(result[engine][1] for result in results)
        print(f"{engine:8} {seconds:6.2f} s  {extra:6.0f} MB  {results[0][engine][2]} phrases")
    print(f"speed  {statistics.median(ratios):.1f} x ({ratios[0]:.1f}–{ratios[-1]:.1f})")
    print(f"memory {memory:.2f} of the Counter's")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine", choices=tuple(ENGINES), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.engine:
        measure_here(arguments.engine, arguments.folder)
    else:
        main(arguments.megabytes, arguments.rounds)
