"""Speed and memory of all pairs of 10,000 documents, against scikit-learn's dense cosine.

    python benchmarks/pairs.py [--rounds 3] [--corpora remix reports zipf] [--whole] [--folder F]

Both look at every pair of TF-IDF vectors and keep the 20 nearest of each document. scikit-learn:
`cosine_similarity` of the sparse vectors, then `argpartition`; with --whole also of
`vectors.toarray()`, which takes 17 GB, once. This: `nearest_rows`. Each run is a process of its
own, in turn; the clock runs from the vectors to the 20 nearest, and memory is the most that the
process ever had less the most of one that imports and loads the same and stops. The neighbours
and scores of every run are held against the whole matrix of cosines in double precision, of equal
ones the earlier document first.

Three corpora of 10,000 documents:

- remix: the sample plans' sentences remixed (make_corpus.py), read and cut into words as always.
  The documents are as long as real plans, but their words are those of five plans (about 2,100
  words make 98 of 100 entries, each in every tenth document or more) and 85,000 that are in one
  document each: the kindest case.
- reports: words drawn from 100,000 by a Zipf-Mandelbrot law whose exponent, 1.4, gives the share
  of rare words that government work reports have.
- zipf: the same with exponent 1, Zipf's own. More than half of all entries are words of fewer
  than 6 in 100 documents, twice the share of real reports: the hardest case.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy import sparse

Nearest = tuple[np.ndarray, np.ndarray]
Engine = Callable[[sparse.csr_matrix], Nearest]

DOCUMENTS, NEAREST = 10_000, 20
SEED = 20220218
# Words there are, words in a document, and the law's exponent and shift for each corpus.
WORDS, LENGTH = 100_000, 1_300
LAWS = {"reports": (1.4, 100.0), "zipf": (1.0, 2.7)}
CORPORA = ("remix", *LAWS)
ENGINES = ("this", "scikit-learn", "whole")


def main() -> None:
    """Make the corpora, run the engines in turn, print ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--corpora", nargs="+", choices=CORPORA, default=CORPORA)
    parser.add_argument("--whole", action="store_true", help="also vectors.toarray(); takes 17 GB")
    parser.add_argument("--folder", type=Path, help="keep the vectors here, or find them here")
    parser.add_argument("--one", choices=ENGINES, help=argparse.SUPPRESS)
    parser.add_argument("--load-only", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        measure_here(arguments.one, arguments.folder, load_only=arguments.load_only)
        return
    with tempfile.TemporaryDirectory() as name:
        for corpus in arguments.corpora:
            folder = (arguments.folder or Path(name)) / corpus
            prepare_vectors(corpus, folder)
            measure_engines(corpus, folder, arguments.rounds, whole=arguments.whole)


def prepare_vectors(corpus: str, folder: Path) -> None:
    """Save the vectors of a corpus and its true neighbours, where they are not there yet."""
    if (folder / "truth.npz").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    vectors = weigh_counts(draw_counts(*LAWS[corpus])) if corpus in LAWS else make_remixed_vectors()
    sparse.save_npz(folder / "vectors.npz", vectors, compressed=False)
    others, scores = find_true_neighbours(vectors)
    np.savez(folder / "truth.npz", others=others, scores=scores)


def make_remixed_vectors() -> sparse.csr_matrix:
    """TF-IDF vectors of plans that are remixed from the samples."""
    from make_corpus import make_corpus

    from analysis.comparison.similarity import tfidf
    from analysis.documents.ingest import read_corpus
    from analysis.tokens import tokenize

    with tempfile.TemporaryDirectory() as name:
        make_corpus(Path(name), DOCUMENTS, SEED)
        return tfidf(tokenize(read_corpus(Path(name), jobs=2), jobs=2))


def draw_counts(exponent: float, shift: float) -> sparse.csr_matrix:
    """Counts of documents whose words are drawn by a Zipf-Mandelbrot law."""
    draw = np.random.default_rng(SEED)
    law = np.cumsum((np.arange(1, WORDS + 1) + shift) ** -exponent)
    lengths = draw.lognormal(np.log(LENGTH), 0.3, DOCUMENTS).astype(np.int64)
    word = np.searchsorted(law / law[-1], draw.random(lengths.sum()))
    row = np.repeat(np.arange(DOCUMENTS), lengths)
    counts = sparse.csr_matrix((np.ones(len(word)), (row, word)), shape=(DOCUMENTS, WORDS))
    counts.sum_duplicates()
    return counts


def weigh_counts(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Counts as unit TF-IDF vectors."""
    from analysis.comparison.similarity.vectors import inverse_document_frequency, unit, weigh

    return unit(weigh(counts, inverse_document_frequency(counts), sublinear=True))


def find_true_neighbours(vectors: sparse.csr_matrix) -> tuple[np.ndarray, np.ndarray]:
    """The nearest of each document by the whole matrix in double precision: others, scores."""
    turned = vectors.T.tocsr()
    others, scores = [], []
    for start in range(0, vectors.shape[0], 500):
        block = (vectors[start : start + 500] @ turned).toarray()
        block[np.arange(len(block)), start + np.arange(len(block))] = -1
        # A stable sort leaves equal ones in the order of the documents.
        best = np.argsort(-block, axis=1, kind="stable")[:, :NEAREST]
        others.append(best)
        scores.append(np.take_along_axis(block, best, axis=1))
    return np.concatenate(others), np.concatenate(scores)


def measure_here(engine: str, folder: Path, *, load_only: bool) -> None:
    """Run an engine in this process; print seconds, seconds of all processors, and the peak in MB.

    The neighbours are saved in the folder.
    """
    nearest = import_this() if engine == "this" else import_rival(whole=engine == "whole")
    vectors = sparse.load_npz(folder / "vectors.npz")
    if load_only:
        print(0.0, 0.0, peak_memory())
        return
    wall, cpu = time.perf_counter(), time.process_time()
    others, scores = nearest(vectors)
    print(time.perf_counter() - wall, time.process_time() - cpu, peak_memory())
    np.savez(folder / f"{engine}.npz", others=others, scores=scores)


def import_this() -> Engine:
    """This package, imported."""
    from analysis.comparison.similarity.nearest import nearest_rows

    def nearest(vectors: sparse.csr_matrix) -> Nearest:
        _, other, score = nearest_rows(vectors, NEAREST)
        return other.reshape(-1, NEAREST), score.reshape(-1, NEAREST)

    return nearest


def import_rival(*, whole: bool) -> Engine:
    """scikit-learn, imported."""
    from sklearn.metrics.pairwise import cosine_similarity

    def nearest(vectors: sparse.csr_matrix) -> Nearest:
        cosines = cosine_similarity(vectors.toarray() if whole else vectors)
        np.fill_diagonal(cosines, -1)
        others, scores = [], []
        # Some rows at a time, or the places alone take as much memory again.
        for start in range(0, len(cosines), 500):
            block = cosines[start : start + 500]
            best = np.sort(np.argpartition(-block, NEAREST, axis=1)[:, :NEAREST], axis=1)
            score = np.take_along_axis(block, best, axis=1)
            order = np.argsort(-score, axis=1, kind="stable")
            others.append(np.take_along_axis(best, order, axis=1))
            scores.append(np.take_along_axis(score, order, axis=1))
        return np.concatenate(others), np.concatenate(scores)

    return nearest


def peak_memory() -> float:
    """The most memory that this process has had so far, in MB; 0 where the system does not say.

    Not `getrusage` on Linux: a child's figure there starts with its parent's.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 2**10
    try:
        import resource
    except ImportError:
        return 0.0
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def measure_engines(corpus: str, folder: Path, rounds: int, *, whole: bool) -> None:
    """Run the engines in turn and print what came out."""
    vectors = sparse.load_npz(folder / "vectors.npz")
    present = np.bincount(vectors.indices, minlength=vectors.shape[1])
    print(
        f"{corpus}: {vectors.shape[0]:,} documents, {(present > 0).sum():,} words "
        f"({(present == 1).sum():,} in one document), {vectors.nnz / vectors.shape[0]:.0f} a "
        f"document, {present[present <= 0.06 * vectors.shape[0]].sum() / vectors.nnz:.0%} of entries rare"
    )
    runs: dict[str, list[tuple[float, float, float]]] = {"this": [], "scikit-learn": []}
    for _ in range(rounds):
        for engine, done in runs.items():
            done.append(run_engine(engine, folder))
    if whole:
        runs["whole"] = [run_engine("whole", folder)]
    own = runs["this"]
    for engine, done in runs.items():
        loaded = run_engine(engine, folder, "--load-only")[2]
        wall, cpu, most = (statistics.median(column) for column in zip(*done, strict=True))
        print(
            f"  {engine:12} {wall:6.1f} s, processors {cpu:6.1f} s, peak {most:6.0f} MB, beyond "
            f"the vectors {most - loaded:6.0f} MB; {compare_with_truth(vectors, folder, engine)}"
        )
        if engine == "this":
            least = most - loaded
            continue
        pairs = list(zip(done, own, strict=False))
        walls, cpus = ([a[at] / b[at] for a, b in pairs] for at in (0, 1))
        print(
            f"    this is {format_spread(walls)} times as fast, by processor time {format_spread(cpus)}; memory "
            f"{least / (most - loaded):.2f} of it beyond the vectors, "
            f"{statistics.median(run[2] for run in own) / most:.2f} in all"
        )


def run_engine(engine: str, folder: Path, *more: str) -> tuple[float, float, float]:
    """Run an engine in a fresh process: seconds, processor seconds, peak."""
    command = [sys.executable, __file__, "--one", engine, "--folder", str(folder), *more]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    wall, cpu, most = map(float, output.split())
    return wall, cpu, most


def compare_with_truth(vectors: sparse.csr_matrix, folder: Path, engine: str) -> str:
    """The greatest error of an engine's scores, and how many documents' neighbours are right."""
    with np.load(folder / "truth.npz") as truth, np.load(folder / f"{engine}.npz") as run:
        right = int((truth["others"] == run["others"]).all(axis=1).sum())
        error = 0.0
        for row, (others, scores) in enumerate(zip(run["others"], run["scores"], strict=True)):
            exact = vectors[others].multiply(vectors[row]).sum(axis=1)
            error = max(error, float(np.abs(np.asarray(exact).ravel() - scores).max()))
    return f"error at most {error:.0e}, neighbours right of {right:,}"


def format_spread(ratios: list[float]) -> str:
    """The median of some ratios, the least and the most."""
    middle, least, most = statistics.median(ratios), min(ratios), max(ratios)
    return f"{middle:.1f} ({least:.1f}-{most:.1f})"


if __name__ == "__main__":
    main()
