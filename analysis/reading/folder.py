"""Which files lie under the raw folder, and which of them are passed over by name."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

# Files that belong to the folder, not to the corpus.
FOLDER_FILES = frozenset({"readme.md", "readme.txt", "readme", "thumbs.db"})
# Files of the user's own at the top of the folder: what is known of the plans, and slogans to add.
TOP_FILES = frozenset({"manifest.csv", "slogans.csv"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file under the raw folder.

    Attributes:
        doc_id: its path under the raw folder, with forward slashes.
        path: where to open it.
        ignored: why it is passed over by its name alone; empty when it should be read.
    """

    doc_id: str
    path: Path
    ignored: str


def list_files(root: Path) -> list[Found]:
    """Every file under `root`, sorted by doc_id, so that no order of the disk shows in a result.

    Folders behind symbolic links are not entered.

    Raises:
        FileNotFoundError: `root` is no folder.
    """
    if not root.is_dir():
        raise FileNotFoundError(
            f"There is no folder {root}. Create it and put the plans there, or name another "
            "with --raw."
        )
    found = []
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in names:
            path = Path(folder, name)
            doc_id = path.relative_to(root).as_posix()
            why = _why_ignored(doc_id, path, root)
            found.append(Found(printable(doc_id), path, why))
    return sorted(found, key=lambda file: file.doc_id)


def printable(name: str) -> str:
    """A file's name as text that can be written: bytes that are no UTF-8 are spelled out."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _why_ignored(doc_id: str, path: Path, root: Path) -> str:
    name = path.name
    if printable(doc_id) != doc_id:
        return "The file's name is not valid UTF-8; rename the file to have it read."
    if any(part.startswith(".") for part in doc_id.split("/")):
        return "A hidden file, not a plan."
    if name.startswith("~$"):
        return "A lock file that an office program left behind."
    if name.lower() in FOLDER_FILES or doc_id in TOP_FILES:
        return "A file about the folder, not a plan."
    if path.is_symlink() and not path.resolve().is_relative_to(root.resolve()):
        return "A link that leads out of the raw folder; copy the file here if it is wanted."
    return ""
