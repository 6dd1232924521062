"""A sentence in both languages."""

from __future__ import annotations

from typing import NamedTuple


class Sentence(NamedTuple):
    """A sentence in both languages, with the names of the values it takes.

    Beside those of Python there are three formats: `{pages:pages}` gives Pages 1, 4–6;
    `{texts:quoted}` gives each text in quotation marks; `{damage:line}` gives a text of any length on
    one short line.
    """

    zh: str
    en: str

    def of(self, language: str) -> str:
        """The sentence in one language, "zh" or "en"."""
        return self.zh if language == "zh" else self.en
