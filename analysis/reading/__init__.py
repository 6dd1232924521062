"""Reading: the only package that opens raw files. Bytes become text, or an error that says why not.

The way of a file: `folder` lists it, `file` opens it, `formats` detects what it is from its content, and the
reader of that format extracts the text (an `Extracted`). Each reader is a module with one function,
`read(data, settings)`:
- `plain_text`: text files
- `web`: saved web pages and web archives
- `word`: docx and old doc
- `rtf`: rich text
- `pages`: PDF, OFD and pictures

Several readers share `encodings` (bytes to characters), `archive` (zip containers) and `xml_parts` (the XML in
them). `extracted` is what each reader returns, `errors` what it raises. `mojibake` repairs garbled text of any
format. `manifest` reads what the user states about files.
"""

from analysis.reading.errors import ReadingError, Reason
from analysis.reading.extracted import Extracted
from analysis.reading.file import RawText, extract, read_text
from analysis.reading.folder import RawFile, list_files
from analysis.reading.manifest import (
    FORMULA_STARTS,
    ManifestError,
    StatedValues,
    decode_table,
    read_manifest,
    strip_apostrophe,
    table_bytes,
)

__all__ = [
    "FORMULA_STARTS",
    "Extracted",
    "ManifestError",
    "RawFile",
    "RawText",
    "ReadingError",
    "Reason",
    "StatedValues",
    "decode_table",
    "extract",
    "list_files",
    "read_manifest",
    "read_text",
    "strip_apostrophe",
    "table_bytes",
]
