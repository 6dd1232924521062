"""Reading: the only room that opens raw files. Bytes in, text out, or a sentence that says why not.

A file's kind is told from its content, never from its suffix.
"""

from analysis.reading.folder import Found, list_files
from analysis.reading.manifest import ManifestError, decode_table, read_manifest
from analysis.reading.plain import RawText, ReadingError, decode, read_text

__all__ = [
    "Found",
    "ManifestError",
    "RawText",
    "ReadingError",
    "decode",
    "decode_table",
    "list_files",
    "read_manifest",
    "read_text",
]
