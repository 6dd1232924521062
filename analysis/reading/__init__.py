"""Reading: the only room that opens raw files. Bytes in, text out, or a sentence that says why not.

`folder` lists the files, `kinds` tells what each is from its content, `file` has that kind's reader
take the text out. Each reader is a module of its own with one function, `read(data, settings)`.
"""

from analysis.reading.extracted import Extracted, ReadingError
from analysis.reading.file import RawText, extract, read_text
from analysis.reading.folder import Found, list_files
from analysis.reading.manifest import ManifestError, decode_table, read_manifest, table_bytes

__all__ = [
    "Extracted",
    "Found",
    "ManifestError",
    "RawText",
    "ReadingError",
    "decode_table",
    "extract",
    "list_files",
    "read_manifest",
    "read_text",
    "table_bytes",
]
