"""Character n-grams: runs of n characters of a text, as numbers that are counted with arrays.

Up to three characters fit into one integer, which is then the number of the n-gram. Longer n-grams are
hashed. Phrases of any length (`chinese.phrases`) are not n-grams: they are sorted and grow by one
character a round, on the same code points and hanzi.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.chinese.characters import HANZI_RANGES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Hashes = NDArray[np.uint64]

# Bits that hold the code point of any hanzi, and how many of these an integer of 63 bits holds.
BITS = HANZI_RANGES[-1][1].bit_length()
LONGEST = 63 // BITS
# Multipliers of the hash (the golden ratio, and those of splitmix64).
GOLDEN, MIX_1, MIX_2 = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


def code_points(text: str) -> NDArray[np.uint32]:
    """The code point of each character of a text."""
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def encode_ngrams(
    points: Sequence[int] | NDArray[np.uint32], kept: NDArray[np.bool_], size: int
) -> tuple[Integers, Integers]:
    """The n-grams of neighbouring characters that are all kept.

    Args:
        points: the code points of a text.
        kept: for each whether it may be part of an n-gram; code points beyond the last hanzi may not.
        size: characters of an n-gram, 1 to 3.

    Returns:
        Where each n-gram starts, in order, and its number: the same for the same characters, and
        in the order of their code points.
    """
    import numpy as np

    if not 1 <= size <= LONGEST:
        raise ValueError(f"An n-gram has 1 to {LONGEST} characters here, not {size}.")
    wide = np.asarray(points).astype(np.int64)
    count = max(0, len(wide) - size + 1)
    number, whole = np.zeros(count, np.int64), np.ones(count, dtype=bool)
    for at in range(size):
        number = number << BITS | wide[at : at + count]
        whole &= kept[at : at + count]
    starts = np.flatnonzero(whole)
    return starts, number[starts]


def hash_fives(points: NDArray[np.uint32]) -> Hashes:
    """A hash of 64 bits for each run of five characters.

    Five code points do not fit into one integer, so they are mixed: c₁g⁴ + c₂g³ + c₃g² + c₄g + c₅,
    scattered over all bits (splitmix64: Steele, Lea and Flood 2014).
    """
    import numpy as np

    codes = points.astype(np.uint64)
    pairs = codes[:-1] * np.uint64(GOLDEN)
    pairs += codes[1:]
    fours = pairs[:-2] * np.uint64(GOLDEN**2 % 2**64)
    fours += pairs[2:]
    hashes = fours[:-1]
    hashes *= np.uint64(GOLDEN)
    hashes += codes[4:]
    for shift, multiplier in ((30, MIX_1), (27, MIX_2)):
        hashes ^= hashes >> np.uint64(shift)
        hashes *= np.uint64(multiplier)
    hashes ^= hashes >> np.uint64(31)
    return hashes


def bigrams(text: str) -> set[str]:
    """The different pairs of neighbouring characters; a text of one character gives that character."""
    return {text[at : at + 2] for at in range(max(1, len(text) - 1))}
