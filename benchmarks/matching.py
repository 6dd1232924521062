"""Speed of looking for 5,000 slogans in a text, against `str.count` for each.

    python benchmarks/matching.py [--rounds 3]

The patterns are the lexicon's wordings, filled up to 5,000 with stretches of the text; the text is
made of generated plans. Both count every pattern; this also tells where each stands, looks through
quotation marks and separators, and keeps what belongs together apart from what does not.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from analysis.slogans.lexicon import Entry, Lexicon, read_lexicon

HERE = Path(__file__).resolve().parent
PATTERNS, CHARACTERS = 5_000, 2_000_000


def patterns(text: str) -> list[str]:
    """Wordings of the lexicon and stretches of the text, 5,000 in all."""
    found = dict.fromkeys(
        wording for entry in read_lexicon().entries for wording in (entry.slogan, *entry.variants)
    )
    draw = random.Random(1)
    while len(found) < PATTERNS:
        start = draw.randrange(len(text) - 12)
        stretch = text[start : start + draw.randrange(4, 12)]
        if stretch.isalpha():
            found[stretch] = None
    return list(found)[:PATTERNS]


def main() -> None:
    """Print seconds and the ratio of each round."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--rounds", type=int, default=3)
    rounds = ask.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        make = [sys.executable, str(HERE / "make_corpus.py"), name, "--documents", "600"]
        subprocess.run(make, check=True, capture_output=True)
        text = "\n".join(p.read_text("utf-8") for p in sorted(Path(name).rglob("*.txt")))
    text = text[:CHARACTERS]
    wanted = patterns(text)
    lexicon = Lexicon(tuple(Entry(wording, (), "formula", "central") for wording in wanted))
    lexicon.find("三会一课")
    sample = text[: len(text) // 20]
    ratios = []
    for _ in range(rounds):
        started = time.process_time()
        for wording in wanted:
            sample.count(wording)
        counted = (time.process_time() - started) * len(text) / len(sample)
        started = time.process_time()
        hits = lexicon.find(text)
        found = time.process_time() - started
        ratios.append(counted / found)
        size = len(text.encode()) / 1e6
        print(
            f"str.count {size / counted:.2f} MB/s, this {size / found:.0f} MB/s with {len(hits):,} "
            f"hits: {counted / found:.0f} times"
        )
    print(f"median {statistics.median(ratios):.0f} times")


if __name__ == "__main__":
    main()
