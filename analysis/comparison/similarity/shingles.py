"""Shingles: three hanzi in a row, a unit that needs neither a segmenter nor a lexicon.

Everything that is not a hanzi (punctuation, quotes, digits, blanks) is taken out first, so that 党的“二十大”
and 党的二十大 are the same; a shingle never reaches over the end of a line. (Broder 1997.)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from analysis.chinese.characters import hanzi_table
from analysis.chinese.ngrams import BITS, code_points, encode_ngrams

if TYPE_CHECKING:
    from scipy import sparse

# Hanzi in a shingle: character 3-grams tell issuers apart best on short official texts.
LENGTH = 3
# Texts that are counted together: a shingle and the index of its text fit into 63 bits.
TEXTS = 2 ** (63 - LENGTH * BITS)


def count_shingles(texts: Sequence[str]) -> tuple[np.ndarray, sparse.csr_matrix]:
    """How often each shingle occurs in each text.

    Returns:
        The distinct shingles as sorted numbers, and the counts: texts × shingles.
    """
    from scipy import sparse

    parts = [_count_part(part) for part in _split_texts(texts)]
    known = np.sort(np.concatenate([codes for codes, _ in parts]))
    known = known[np.diff(known, prepend=-1) > 0]
    for codes, counts in parts:
        counts.indices = np.searchsorted(known, codes).astype(np.int32)[counts.indices]
        counts.resize(counts.shape[0], len(known))
    return known, sparse.vstack([counts for _, counts in parts], format="csr")


def count_texts(texts: Sequence[str], shingles: np.ndarray) -> np.ndarray:
    """How many of the texts have each of the shingles.

    Args:
        texts: the texts.
        shingles: sorted, as `count_shingles` returns them.
    """
    n_texts = np.zeros(len(shingles), np.int64)
    for part in _split_texts(texts):
        code, _, _ = _tally(part)
        starts = np.flatnonzero(np.diff(code, prepend=-1))
        # A shingle beyond the last is compared with -1, which is not a shingle.
        known = np.append(code[starts], -1)
        counts = np.append(np.diff(starts, append=len(code)), 0)
        place = np.searchsorted(known[:-1], shingles)
        n_texts += np.where(known[place] == shingles, counts[place], 0)
    return n_texts


def _split_texts(texts: Sequence[str]) -> list[Sequence[str]]:
    return [texts[start : start + TEXTS] for start in range(0, max(1, len(texts)), TEXTS)]


def _count_part(texts: Sequence[str]) -> tuple[np.ndarray, sparse.csr_matrix]:
    """The distinct shingles of some texts as sorted numbers, and the counts: texts × shingles."""
    from scipy import sparse

    code, text, count = _tally(texts)
    starts = np.flatnonzero(np.diff(code, prepend=-1))
    ends = np.append(starts, len(code))
    shape = (len(texts), len(starts))
    return code[starts], sparse.csc_matrix((count, text, ends), shape=shape).tocsr()


def _tally(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Shingle, index of the text and count of each shingle in each text; by shingle, then text."""
    points = code_points("\n".join(texts))
    is_hanzi = hanzi_table().take(points, mode="clip")
    # The ends of lines are kept, so that no shingle crosses one.
    kept = np.flatnonzero(is_hanzi | (points == ord("\n")))
    ends = np.cumsum([len(text) + 1 for text in texts], dtype=np.int64)
    owner = np.repeat(np.arange(len(texts)), np.diff(np.searchsorted(kept, ends), prepend=0))
    starts, shingle = encode_ngrams(points[kept], is_hanzi[kept], LENGTH)
    key = np.sort(shingle * TEXTS + owner[starts])
    first = np.flatnonzero(np.diff(key, prepend=-1))
    count = np.diff(first, append=len(key)).astype(float)
    code, text = np.divmod(key[first], TEXTS)
    return code, text, count
