"""Notices: what a person should know about a file or a value, kept as data.

A `Notice` says which field it concerns, what happened, and with which values. Its sentence is made
where it is shown, in the language of the settings; no code reads a sentence back.

- `kinds`: what happened
- `notice`: fields, sources and the notice itself
- `column_sentences`, `document_sentences`, `kind_sentences`, `reading_sentences`, `refusal_sentences`,
  `page_refusal_sentences`, `table_sentences`, `causes`: the sentences of each kind, in both languages
- `names`: the names of fields, sources and file types
- `write`: writes the sentence of a notice
"""

from analysis.notices.causes import CAUSES
from analysis.notices.kind_sentences import EVIDENCE
from analysis.notices.kinds import Kind
from analysis.notices.names import FIELD_NAMES, FILE_TYPE_NAMES, SOURCE_NAMES
from analysis.notices.notice import Confidence, Field, FileType, Notice, Source, Value
from analysis.notices.sentence import Sentence
from analysis.notices.write import SENTENCES, write_notice

__all__ = [
    "CAUSES",
    "EVIDENCE",
    "FIELD_NAMES",
    "FILE_TYPE_NAMES",
    "SENTENCES",
    "SOURCE_NAMES",
    "Confidence",
    "Field",
    "FileType",
    "Kind",
    "Notice",
    "Sentence",
    "Source",
    "Value",
    "write_notice",
]
