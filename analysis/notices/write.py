"""Write the sentence of a notice in one language."""

from __future__ import annotations

from typing import Any

from analysis.notices.causes import CAUSES
from analysis.notices.character_sentences import CHARACTER_SENTENCES
from analysis.notices.column_sentences import COLUMN_SENTENCES
from analysis.notices.document_sentences import DOCUMENT_SENTENCES
from analysis.notices.kind_sentences import EVIDENCE, KIND_SENTENCES
from analysis.notices.names import FIELD_NAMES, FILE_TYPE_NAMES, SOURCE_NAMES
from analysis.notices.notice import FileType, Notice, Source
from analysis.notices.page_refusal_sentences import PAGE_REFUSALS
from analysis.notices.place_sentences import PLACE_SENTENCES
from analysis.notices.reading_sentences import READING_SENTENCES
from analysis.notices.refusal_sentences import REFUSALS
from analysis.notices.table_sentences import TABLE_SENTENCES
from analysis.notices.year_sentences import YEAR_SENTENCES

SENTENCES = (
    COLUMN_SENTENCES
    | DOCUMENT_SENTENCES
    | KIND_SENTENCES
    | EVIDENCE
    | PLACE_SENTENCES
    | YEAR_SENTENCES
    | READING_SENTENCES
    | CHARACTER_SENTENCES
    | REFUSALS
    | PAGE_REFUSALS
    | CAUSES
    | TABLE_SENTENCES
)
LONGEST_QUOTATION, LONGEST_LINE = 200, 160


def write_notice(notice: Notice, language: str) -> str:
    """The sentence of a notice.

    Args:
        notice: what happened.
        language: "zh" or "en".
    """
    values = {name: _Value(value, language) for name, value in notice.values}
    sentence = SENTENCES[notice.kind].of(language).format(**values)
    if language == "en" and sentence.endswith(".."):  # after a mark such as 3.
        sentence = sentence[:-1]
    name = FIELD_NAMES.get(notice.field)
    if name is None:
        return sentence
    return f"{name.zh}：{sentence}" if language == "zh" else f"{name.en}: {sentence}"


class _Value:
    """A value of a notice, which a sentence formats as its language writes it."""

    __slots__ = ("language", "value")

    def __init__(self, value: Any, language: str) -> None:
        self.value = value
        self.language = language

    def __format__(self, spec: str) -> str:
        if spec == "pages":
            return self._write_pages()
        if spec == "quoted":
            return f"“{self._separator('”', '“').join(self.value)[:LONGEST_QUOTATION]}”"
        if spec == "line":
            return _shorten(format(self))
        if isinstance(self.value, Notice):
            return write_notice(self.value, self.language)
        if isinstance(self.value, tuple):
            return self._separator().join(map(str, self.value))
        if isinstance(self.value, Source) and self.language == "zh":
            return SOURCE_NAMES[self.value]
        if isinstance(self.value, FileType) and self.language == "zh":
            return FILE_TYPE_NAMES[self.value]
        return format(self.value, spec)

    def _separator(self, before: str = "", after: str = "") -> str:
        return f"{before}、{after}" if self.language == "zh" else f"{before}, {after}"

    def _write_pages(self) -> str:
        """Pages as a person counts them: Page 3, or Pages 1, 4–6."""
        spans: list[list[int]] = []
        for page in sorted(self.value):
            if spans and page == spans[-1][1] + 1:
                spans[-1][1] = page
            else:
                spans.append([page, page])
        named = self._separator().join(f"{a}–{b}" if b > a else f"{a}" for a, b in spans)
        if self.language == "zh":
            return f"第{named}页"
        return f"Pages {named}" if len(self.value) > 1 else f"Page {named}"


def _shorten(text: str) -> str:
    """Put a text on one line, without control characters, and cut it short."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…"
