"""Frozen weights: a vocabulary with its idf, so that scores of different days can be compared.

The idf of a corpus changes with every document that is added, and so does every score. With frozen
weights the score of two documents depends on these two alone.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from analysis.settings import Settings

# Raise it when the weighting of terms changes, so that older frozen weights are not used.
FORMAT = 2


class FrozenWeightsError(ValueError):
    """The frozen weights can't be used; the message says why and what to do."""


@dataclass(frozen=True)
class FrozenWeights:
    """The vocabulary of a corpus with the idf of each term, as they were when frozen.

    Attributes:
        terms: sorted, no term twice.
        idf: ln((1 + corpus_docs) / (1 + df)) + 1 of each term.
        corpus_docs: documents of the corpus they were made from.
        sublinear_tf, min_word_length, compare_responsible_units: the settings that terms and weights depend on.
    """

    terms: tuple[str, ...]
    idf: tuple[float, ...]
    corpus_docs: int
    sublinear_tf: bool
    min_word_length: int
    compare_responsible_units: bool

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the content in hexadecimal, the same on every machine."""
        return hashlib.sha256(_content(self).encode("utf-8", "surrogatepass")).hexdigest()

    def idf_for(self, terms: np.ndarray) -> np.ndarray:
        """The idf of some terms. An unknown term gets that of a term in no document.

        That is ln(1 + corpus_docs) + 1, more than any of theirs.
        """
        unknown = float(np.log(1 + self.corpus_docs) + 1)
        known = dict(zip(self.terms, self.idf, strict=True))
        return np.array([known.get(term, unknown) for term in terms], dtype=float)

    def to_json(self) -> str:
        """The weights as JSON text with their fingerprint; `from_json` gives them back exactly."""
        content = {"fingerprint": self.fingerprint, "format": FORMAT, **_as_json(self)}
        return json.dumps(content, ensure_ascii=False) + "\n"

    @classmethod
    def read(cls, path: Path) -> FrozenWeights:
        """The frozen weights of a file that `to_json` gave the text of.

        Raises:
            FrozenWeightsError: the file holds none, or was changed by hand; the message names the file.
        """
        try:
            return cls.from_json(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, FrozenWeightsError) as error:
            raise FrozenWeightsError(f"{path} can't be used: {error}") from error

    @classmethod
    def from_json(cls, text: str) -> FrozenWeights:
        """The frozen weights of a text by `to_json`.

        Raises:
            FrozenWeightsError: the text holds no frozen weights, is of another format, or was changed by hand.
        """
        try:
            content = json.loads(text)
            version, fingerprint = content.pop("format"), content.pop("fingerprint")
            # Files of another format may have other fields.
            frozen_weights = _from_json(content) if version == FORMAT else None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise FrozenWeightsError(
                f"This is not a frozen-weights file: {error}. Make them again (--fresh)."
            ) from error
        if frozen_weights is None:
            raise FrozenWeightsError(
                f"The frozen weights have format {version}, and now it is {FORMAT}. Make them again (--fresh)."
            )
        if frozen_weights.fingerprint != fingerprint or len(frozen_weights.terms) != len(frozen_weights.idf):
            raise FrozenWeightsError(
                "The frozen weights do not fit their fingerprint: they were changed. Make them again (--fresh)."
            )
        return frozen_weights

    def check(self, settings: Settings) -> None:
        """Make sure that a corpus read with some settings can be weighed by them.

        Raises:
            FrozenWeightsError: a setting differs.
        """
        for name in ("sublinear_tf", "min_word_length", "compare_responsible_units"):
            frozen, current = getattr(self, name), getattr(settings, name)
            if frozen != current:
                raise FrozenWeightsError(
                    f"The frozen weights were made with {name} = {frozen}, and now it is {current}. "
                    "Make them again (--fresh) or set it back."
                )


def _as_json(frozen_weights: FrozenWeights) -> dict[str, Any]:
    """The parts of frozen weights under the names that they have in a file.

    `corpus_docs` stays "n_docs" there, so that files of earlier versions keep their fingerprint.
    """
    return {
        "n_docs" if part.name == "corpus_docs" else part.name: getattr(frozen_weights, part.name)
        for part in fields(frozen_weights)
    }


def _from_json(content: dict[str, Any]) -> FrozenWeights:
    """The frozen weights of the parts that a file has."""
    parts = content | {"terms": tuple(content["terms"]), "idf": tuple(content["idf"])}
    return FrozenWeights(corpus_docs=parts.pop("n_docs"), **parts)


def _content(frozen_weights: FrozenWeights) -> str:
    return json.dumps({"format": FORMAT, **_as_json(frozen_weights)}, sort_keys=True)
