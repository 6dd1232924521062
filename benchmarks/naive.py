"""The script a researcher would write: jieba.lcut, TfidfVectorizer, cosine_similarity, Counter.

python benchmarks/naive.py RAW OUT
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import jieba
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity


def main(raw: Path, out: Path) -> None:
    """Read, cut, weigh, compare, count, and write two tables."""
    paths = sorted(raw.glob("*.txt"))
    texts = [path.read_text("utf-8") for path in paths]
    words = [[w for w in jieba.lcut(text) if len(w) > 1] for text in texts]
    counts = Counter(word for document in words for word in document)
    matrix = TfidfVectorizer(analyzer=lambda document: document).fit_transform(words)
    scores = cosine_similarity(matrix)
    out.mkdir(parents=True, exist_ok=True)
    names = [path.name for path in paths]
    pd.DataFrame(scores, index=names, columns=names).to_parquet(out / "similarity.parquet")
    table = pd.DataFrame(counts.most_common(), columns=["word", "n"])
    table.to_csv(out / "words.csv", index=False, encoding="utf-8-sig")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
