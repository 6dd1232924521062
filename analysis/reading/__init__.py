"""Reading: the only package that opens raw files. Bytes become text, or an error that says why not.

The way of a file: `folder` lists it, `file` opens it, `formats` detects what it is from its content, and the
reader of that format extracts the text (an `Extracted`). Each reader is a module with one function,
`read(data, settings)`:
- `plain_text`: text files
- `web`: saved web pages and web archives
- `word`: docx and old doc
- `rtf`: rich text
- `pages`: PDF, OFD and pictures
- `spreadsheets`: tables of many texts, whose rows are documents of their own

Several readers share `encodings` (bytes to characters), `archive` (zip containers) and `xml_parts` (the XML in
them). `extracted` is what each reader returns, `errors` what it raises. `mojibake` repairs garbled text of any
format. `manifest` reads what the user states about files.
"""

from analysis.reading.errors import ReadingError, Reason
from analysis.reading.extracted import Extracted
from analysis.reading.file import RawText, extract, read_row, read_text
from analysis.reading.folder import RawFile, list_files, to_raw_file
from analysis.reading.manifest import (
    FORMULA_STARTS,
    ManifestError,
    StatedValues,
    decode_table,
    read_manifest,
    strip_apostrophe,
    table_bytes,
)
from analysis.reading.spreadsheets import Cell, Sheet, is_table, read_sheets
from analysis.reading.spreadsheets.rows import NoText, Remark, TableItem, TextRow, read_rows
from analysis.reading.spreadsheets.stated import StatedCells, is_signed_date, read_stated

__all__ = [
    "FORMULA_STARTS",
    "Cell",
    "Extracted",
    "ManifestError",
    "NoText",
    "RawFile",
    "RawText",
    "ReadingError",
    "Reason",
    "Remark",
    "Sheet",
    "StatedCells",
    "StatedValues",
    "TableItem",
    "TextRow",
    "decode_table",
    "extract",
    "is_signed_date",
    "is_table",
    "list_files",
    "read_manifest",
    "read_row",
    "read_rows",
    "read_sheets",
    "read_stated",
    "read_text",
    "strip_apostrophe",
    "table_bytes",
    "to_raw_file",
]
