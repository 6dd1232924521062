"""Near duplicates: the same plan saved from two sites, with another header, footer or line breaks.

Two texts are compared by the sets of their runs of five characters, without punctuation and spaces.
The similarity is the share of the runs that both have (Jaccard): 1 for the same words, about .99 if
one sentence in a hundred differs. To avoid comparing every pair, each text gets a sketch: the
smallest hash of its runs in each of 512 classes (one-permutation hashing: Li, Owen and Zhang 2012,
empty classes filled after Shrivastava and Li 2014). Only texts whose sketches agree on a band of
neighbouring classes are candidates; the share of each candidate is then computed exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from analysis.chinese.characters import letter_table
from analysis.chinese.ngrams import GOLDEN, code_points, hash_fives

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Hashes = npt.NDArray[np.uint64]
    Sketches = npt.NDArray[np.uint32]
    Numbers = npt.NDArray[np.int64]

RUN = 5
CLASS_BITS = 9
CLASSES = 1 << CLASS_BITS
# A pair right at the threshold may be missed this often.
MISSED = 1e-6
# Each of many copies is compared with this many before it in a band.
NEIGHBOURS = 16
# The agreement of two sketches may be this much below the true share: over six standard errors.
SLACK = 0.15
# Characters sketched at a time, so few that they stay in the processor's cache.
BATCH = 1 << 16
# Pairs of sketches compared at a time: 32 MiB.
CHUNK = 16384
# A text has a hash as large as this only by a chance of one in 2⁶⁴.
NO_HASH = 2**64 - 1


class NearDuplicate(NamedTuple):
    """Two texts that are nearly the same.

    Attributes:
        first, second: their positions in the sequence, the earlier first.
        share: share of their runs of characters that both have, 0 to 1.
    """

    first: int
    second: int
    share: float


def near_duplicates(texts: Sequence[str], threshold: float) -> list[NearDuplicate]:
    """Pairs of texts that have nearly all their words in common.

    The time grows with the number of texts, not of pairs. If a text has very many copies, each is
    reported as a duplicate of at least sixteen others.

    Args:
        texts: clean texts. One shorter than five characters is not a duplicate of any.
        threshold: the smallest share of runs in common, .5 to 1.

    Returns:
        The pairs, ordered by their second and then their first text.

    Raises:
        ValueError: the threshold is not between .5 and 1.
    """
    if not 0.5 <= threshold <= 1:
        raise ValueError(f"The threshold is {threshold}; it must lie between .5 and 1.")
    if len(texts) < 2:
        return []
    import numpy as np

    @lru_cache(256)
    def hashes(i: int) -> Hashes:
        return np.unique(_hash_runs([texts[i]])[0])

    sketches = np.concatenate([_sketch_texts(batch) for batch in _split_into_batches(texts)])
    pairs = []
    for second, first in _find_candidates(sketches, threshold):
        share = _share_of_both(hashes(first), hashes(second))
        if share >= threshold:
            pairs.append(NearDuplicate(first, second, share))
    return pairs


def _split_into_batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """The texts some at a time, so that many short ones need few calls and stay in the cache."""
    batch: list[str] = []
    length = 0
    for text in texts:
        batch.append(text)
        length += len(text)
        if length >= BATCH:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def _hash_runs(texts: Sequence[str]) -> list[Hashes]:
    """For each text the hashes of its runs of five letters."""
    import numpy as np

    points = code_points("".join(texts))
    letters = np.flatnonzero(letter_table().take(points, mode="clip"))
    ends = np.searchsorted(letters, np.cumsum([len(text) for text in texts])).tolist()
    hashes = hash_fives(points[letters])
    # A run that starts in one text and ends in the next belongs to neither.
    return [hashes[a : max(a, b - RUN + 1)] for a, b in pairwise([0, *ends])]


def _sketch_texts(texts: Sequence[str]) -> Sketches:
    """For each text the smallest hash in each class; an empty class takes that of the next full one.

    The first class follows the last one. A text without runs has zeros.
    """
    import numpy as np

    hashes = _hash_runs(texts)
    joined = np.concatenate(hashes)
    classes = (joined >> np.uint64(64 - CLASS_BITS)).astype(np.intp)
    classes += np.repeat(np.arange(len(texts)) * CLASSES, [len(own) for own in hashes])
    least = np.full(len(texts) * CLASSES, NO_HASH, np.uint64)
    np.minimum.at(least, classes, joined)
    by_text = least.reshape(-1, CLASSES)
    filled = np.where(by_text == np.uint64(NO_HASH), CLASSES, np.arange(CLASSES))
    following = np.minimum.accumulate(filled[:, ::-1], axis=1)[:, ::-1]
    following = np.where(following < CLASSES, following, following[:, :1])
    no_run = following[:, :1] == CLASSES
    sketches = np.take_along_axis(by_text, np.where(no_run, 0, following), axis=1)
    return np.where(no_run, 0, sketches).astype(np.uint32)


def _find_candidates(sketches: Sketches, threshold: float) -> list[tuple[int, int]]:
    """(second, first) of the pairs whose sketches agree on a band and nearly everywhere."""
    import numpy as np

    texts = np.flatnonzero(sketches.any(axis=1))
    pairs = _pair_by_band(_hash_bands(sketches[texts], _choose_width(threshold)))
    candidates = []
    for start in range(0, len(pairs), CHUNK):
        second, first = texts[pairs[start : start + CHUNK].T]
        agreement = (sketches[second] == sketches[first]).mean(axis=1)
        likely = agreement >= threshold - SLACK
        candidates += list(zip(second[likely].tolist(), first[likely].tolist(), strict=True))
    return candidates


def _choose_width(threshold: float) -> int:
    """The widest band with which a pair at the threshold is almost never missed."""
    for width in range(16, 1, -1):
        if (1 - threshold**width) ** (CLASSES // width) <= MISSED:
            return width
    return 1


def _hash_bands(sketches: Sketches, width: int) -> Hashes:
    """One number for each band of each sketch."""
    import numpy as np

    n_bands = CLASSES // width
    bands = sketches[:, : n_bands * width].reshape(len(sketches), n_bands, width)
    numbers = np.zeros(bands.shape[:2], np.uint64)
    for i in range(width):
        numbers = (numbers ^ bands[:, :, i]) * np.uint64(GOLDEN)
    return numbers


def _pair_by_band(bands: Hashes) -> Numbers:
    """The pairs (second, first) that agree on a band, each once, in order."""
    import numpy as np

    n_texts = len(bands)
    codes = [np.empty(0, np.int64)]
    for band in bands.T:
        order = np.argsort(band, kind="stable")
        numbers = band[order]
        for step in range(1, NEIGHBOURS + 1):
            same = numbers[step:] == numbers[:-step]
            if not same.any():
                break
            codes.append(order[step:][same] * n_texts + order[:-step][same])
    pairs = np.unique(np.concatenate(codes))
    return np.stack(np.divmod(pairs, max(n_texts, 1)), axis=1)


def _share_of_both(first: Hashes, second: Hashes) -> float:
    """The share of hashes that both have, of those that either has."""
    import numpy as np

    both = np.concatenate((first, second))
    both.sort()
    common = int((both[1:] == both[:-1]).sum())
    return common / (len(both) - common)
