"""What other tools find of the slogans in the sample plans, scored on the same gold.

    pip install jionlp harvesttext "setuptools<81"     # in an environment of their own
    python benchmarks/rivals.py

Each rival is used as its guide shows, on the raw text of each plan: what it returns is taken for
the slogans of that plan. jieba, quotes and a regular expression need nothing further.
"""

from __future__ import annotations

import csv
import re
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
RAW = HERE.parent / "data" / "raw"
sys.path.insert(0, str(HERE / "gold"))
from score import score_slogans  # noqa: E402

NUMERAL = re.compile("[一二两三四五六七八九十双][一-鿿][一二两三四五六七八九十双][一-鿿]")
# As many phrases as a plan of this length has slogans.
TOP = 100
# What a rival returns: phrases, or slogans with the text of each place.
Find = Callable[[str], Iterable[str] | Iterable[tuple[str, str]]]


def quotes_and_regex(text: str) -> Iterable[str]:
    """What stands in quotation marks, and 三会一课."""
    return {*re.findall("“([^“”\n]{2,24})”", text), *NUMERAL.findall(text)}


def jieba_tfidf(text: str) -> Iterable[str]:
    """jieba.analyse.extract_tags."""
    import jieba.analyse

    return jieba.analyse.extract_tags(text, topK=TOP)


def jieba_textrank(text: str) -> Iterable[str]:
    """jieba.analyse.textrank."""
    import jieba.analyse

    return jieba.analyse.textrank(text, topK=TOP, allowPOS=("n", "nz", "v", "vn", "l", "i"))


def jionlp_keyphrases(text: str) -> Iterable[str]:
    """jionlp.keyphrase.extract_keyphrase."""
    import jionlp

    return jionlp.keyphrase.extract_keyphrase(text, top_k=TOP, max_phrase_len=25)


def harvesttext_words(text: str) -> Iterable[str]:
    """HarvestText.word_discover."""
    from harvesttext import HarvestText

    return list(HarvestText().word_discover(text).index)


def this_project(text: str) -> Iterable[tuple[str, str]]:
    """What `analysis` finds, slogan and the text of the place; lexicon and rules were tuned on these plans."""
    from analysis.documents.cleaning import clean
    from analysis.slogans.lexicon import read_lexicon
    from analysis.slogans.mentions import find_in_text

    body = clean(text).text
    mentions = find_in_text(body, read_lexicon())
    return [(mention.slogan.name, body[mention.start : mention.end]) for mention in mentions]


RIVALS: dict[str, Find] = {
    "quotation marks and a regular expression": quotes_and_regex,
    "jieba keywords (TF-IDF)": jieba_tfidf,
    "jieba keywords (TextRank)": jieba_textrank,
    "jionlp key phrases": jionlp_keyphrases,
    "HarvestText word discovery": harvesttext_words,
    "this, tuned on these plans": this_project,
}


def score_rival(find: Find) -> dict[str, float]:
    """F1, precision and recall of one rival, on all sample plans."""
    with tempfile.TemporaryDirectory() as name:
        with (Path(name) / "occurrences.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["doc_id", "slogan", "surface"])
            for path in sorted(RAW.glob("*.txt")):
                for phrase in find(path.read_text("utf-8")):
                    slogan, surface = (phrase, phrase) if isinstance(phrase, str) else phrase
                    table.writerow([path.name, slogan, surface])
        figures: dict[str, float] = score_slogans(HERE / "gold", Path(name))
    return figures


def main() -> None:
    """Print a table; a rival that can't run says why."""
    print("| | F1 | precision | recall A+B |\n|---|---|---|---|")
    for name, find in RIVALS.items():
        try:
            scores = score_rival(find)
        except Exception as error:  # whatever a rival fails with is its result
            print(f"| {name} | can't run: {type(error).__name__}: {error} | | |")
            continue
        cells = (scores["slogans.f1"], scores["slogans.precision"], scores["slogans.recall.AB"])
        print(f"| {name} | {' | '.join(f'{cell:.3f}' for cell in cells)} |")


if __name__ == "__main__":
    main()
