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

# A document of the generated corpus has about so many bytes.
BYTES = 12_960
SEED = 20220218
HANZI = re.compile("[一-鿿]+")


def naive(texts: list[str], min_docs: int) -> int:
    """Count the documents of every character n-gram of 2 to 10; how many are frequent."""
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


def ours(texts: list[str], min_docs: int) -> int:
    """Find the recurring phrases; how many there are."""
    from analysis.chinese.phrases import recurring_phrases

    districts = [text.split("委教育", 1)[0] for text in texts]
    return len(recurring_phrases(texts, min_docs, districts))


def peak_memory() -> float:
    """The most memory that this process has used so far, in MB; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0.0
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def run_one(which: str, folder: Path) -> None:
    """One run in this process: prints seconds, MB beyond the texts themselves, and how many."""
    import pandas  # noqa: F401 - imported before the clock starts

    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    before, start = peak_memory(), time.perf_counter()
    n_phrases = (naive if which == "naive" else ours)(texts, max(2, len(texts) // 100))
    print(time.perf_counter() - start, peak_memory() - before, n_phrases)


def measure(folder: Path, rounds: int) -> list[dict[str, tuple[float, float, int]]]:
    """Runs in turn, each in a fresh process."""
    done = []
    for _ in range(rounds):
        this = {}
        for which in ("naive", "ours"):
            command = [sys.executable, __file__, "--one", which, "--folder", str(folder)]
            output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            seconds, megabytes, n_phrases = output.split()
            this[which] = float(seconds), float(megabytes), int(n_phrases)
        done.append(this)
    return done


def main(megabytes: float, rounds: int) -> None:
    """Make the corpus, run both, print ratios."""
    from make_corpus import make_corpus

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_corpus(folder, max(10, int(megabytes * 1e6 / BYTES)), SEED)
        size = sum(path.stat().st_size for path in folder.glob("*.txt")) / 1e6
        done = measure(folder, rounds)
    ratios = sorted(this["naive"][0] / this["ours"][0] for this in done)
    memory = statistics.median(this["ours"][1] / max(1.0, this["naive"][1]) for this in done)
    print(f"{size:.1f} MB, {rounds} rounds in turn")
    for which in ("naive", "ours"):
        seconds = statistics.median(this[which][0] for this in done)
        extra = statistics.median(this[which][1] for this in done)
        print(f"{which:6} {seconds:6.2f} s  {extra:6.0f} MB  {done[0][which][2]} phrases")
    print(f"speed  {statistics.median(ratios):.1f} x ({ratios[0]:.1f}–{ratios[-1]:.1f})")
    print(f"memory {memory:.2f} of the Counter's")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", choices=("naive", "ours"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        run_one(arguments.one, arguments.folder)
    else:
        main(arguments.megabytes, arguments.rounds)
