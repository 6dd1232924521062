"""Reference: a vocabulary with its idf, frozen, so that scores of different days compare.

The idf of a corpus changes with every document that is added, and every score with it. Weighed by
a frozen reference the score of two documents depends on these two alone.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np

from analysis.settings import Settings
from analysis.similarity.vectors import inverse_document_frequency
from analysis.tokens import Tokens

# Changed when the way a term is weighed changes, so that older references are made again.
FORMAT = 1


class ReferenceError(ValueError):
    """A reference can't be used; the message says why and what to do."""


@dataclass(frozen=True)
class Reference:
    """The vocabulary of a corpus with the idf of each term, at the time it was made.

    Attributes:
        terms: sorted, no term twice.
        idf: ln((1 + n_docs) / (1 + df)) + 1 of each term.
        n_docs: documents it was made from.
        sublinear_tf, min_word_length: the settings that terms and weights depend on.
    """

    terms: tuple[str, ...]
    idf: tuple[float, ...]
    n_docs: int
    sublinear_tf: bool
    min_word_length: int

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of all of it in hexadecimal; the same content has the same on any machine."""
        return hashlib.sha256(_content(self).encode("utf-8", "surrogatepass")).hexdigest()

    def idf_for(self, terms: np.ndarray) -> np.ndarray:
        """The idf of some terms; one that the reference lacks gets that of a term in no document.

        That is ln(1 + n_docs) + 1, more than any term of the reference has.
        """
        unknown = float(np.log(1 + self.n_docs) + 1)
        known = dict(zip(self.terms, self.idf, strict=True))
        return np.array([known.get(term, unknown) for term in terms], dtype=float)

    def to_json(self) -> str:
        """The reference as JSON text with its fingerprint; `from_json` gives it back exactly."""
        content = {"fingerprint": self.fingerprint, "format": FORMAT, **asdict(self)}
        return json.dumps(content, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Reference:
        """The reference of a text by `to_json`.

        Raises:
            ReferenceError: the text is no reference, of another format, or was changed by hand.
        """
        try:
            content = json.loads(text)
            version, fingerprint = content.pop("format"), content.pop("fingerprint")
            # One of another format may have other parts.
            reference = cls(**_as_tuples(content)) if version == FORMAT else None
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ReferenceError(
                f"This is no reference: {error}. Make it again (--fresh)."
            ) from error
        if reference is None:
            raise ReferenceError(
                f"The reference has format {version}, and now it is {FORMAT}. "
                "Make it again (--fresh)."
            )
        if reference.fingerprint != fingerprint or len(reference.terms) != len(reference.idf):
            raise ReferenceError(
                "The reference does not fit its fingerprint: it was changed. "
                "Make it again (--fresh)."
            )
        return reference

    def check(self, settings: Settings) -> None:
        """Make sure that a corpus read with some settings can be weighed by it.

        Raises:
            ReferenceError: a setting differs.
        """
        for name in ("sublinear_tf", "min_word_length"):
            own, wanted = getattr(self, name), getattr(settings, name)
            if own != wanted:
                raise ReferenceError(
                    f"The reference was made with {name} = {own}, and now it is {wanted}. "
                    "Make the reference again (--fresh) or set it back."
                )


def make_reference(tokens: Tokens) -> Reference:
    """Freeze the vocabulary and the idf of a corpus."""
    settings = tokens.corpus.settings
    return Reference(
        terms=tuple(tokens.terms),
        idf=tuple(inverse_document_frequency(tokens.counts).tolist()),
        n_docs=len(tokens.corpus),
        sublinear_tf=settings.sublinear_tf,
        min_word_length=settings.min_word_length,
    )


def _as_tuples(content: dict[str, Any]) -> dict[str, Any]:
    """The parts of a reference as JSON has them, with tuples for lists."""
    return content | {"terms": tuple(content["terms"]), "idf": tuple(content["idf"])}


def _content(reference: Reference) -> str:
    return json.dumps({"format": FORMAT, **asdict(reference)}, sort_keys=True)
