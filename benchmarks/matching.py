"""Speed of looking for 5,000 slogans in a text, against `str.count` for each.

    python benchmarks/matching.py [--rounds 3]

The patterns are the lexicon's phrases, filled up to 5,000 with stretches of the text; the text is
made of generated plans. Both count every pattern; this one also gives the place of each, reads across
quotation marks and separators, and keeps apart slogans that only touch.
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

from analysis.slogans.lexicon import Entry, Lexicon, SloganKind, SloganLevel, read_lexicon

HERE = Path(__file__).resolve().parent
PATTERNS, CHARACTERS = 5_000, 2_000_000


def choose_patterns(text: str) -> list[str]:
    """Phrases of the lexicon and stretches of the text, 5,000 in all."""
    chosen = dict.fromkeys(
        phrase for entry in read_lexicon().entries for phrase in (entry.slogan, *entry.variants)
    )
    draw = random.Random(1)
    while len(chosen) < PATTERNS:
        start = draw.randrange(len(text) - 12)
        stretch = text[start : start + draw.randrange(4, 12)]
        if stretch.isalpha():
            chosen[stretch] = None
    return list(chosen)[:PATTERNS]


def main() -> None:
    """Print seconds and the ratio of each round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        make = [sys.executable, str(HERE / "make_corpus.py"), name, "--documents", "600"]
        subprocess.run(make, check=True, capture_output=True)
        text = "\n".join(p.read_text("utf-8") for p in sorted(Path(name).rglob("*.txt")))
    text = text[:CHARACTERS]
    patterns = choose_patterns(text)
    lexicon = Lexicon(
        tuple(Entry(phrase, (), SloganKind.FORMULA, SloganLevel.CENTRAL) for phrase in patterns)
    )
    lexicon.find("三会一课")
    sample = text[: len(text) // 20]
    ratios = []
    for _ in range(rounds):
        started = time.process_time()
        for phrase in patterns:
            sample.count(phrase)
        seconds_counting = (time.process_time() - started) * len(text) / len(sample)
        started = time.process_time()
        hits = lexicon.find(text)
        seconds_matching = time.process_time() - started
        ratios.append(seconds_counting / seconds_matching)
        size = len(text.encode()) / 1e6
        print(
            f"str.count {size / seconds_counting:.2f} MB/s, this {size / seconds_matching:.0f} MB/s with "
            f"{len(hits):,} hits: {seconds_counting / seconds_matching:.0f} times"
        )
    print(f"median {statistics.median(ratios):.0f} times")


if __name__ == "__main__":
    main()
