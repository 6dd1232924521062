"""A notice: what it concerns, what happened, and with which values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from analysis.notices.kinds import Kind


class Field(StrEnum):
    """What a notice concerns."""

    PLACE = "place"
    YEAR = "year"
    ISSUED = "issued"
    ISSUER = "issuer"
    NUMBER = "number"
    TITLE = "title"
    GENRE = "genre"
    HEADINGS = "headings"
    SCRIPT = "script"
    NEAR_DUPLICATE = "near duplicate"
    TEXT = "text"
    FILE = "file"


class Source(StrEnum):
    """Where a value was read."""

    MANIFEST = "manifest"
    COLUMN = "column"
    SHEET_NAME = "sheet name"
    RED_HEADER = "red header"
    TITLE = "title"
    INNER_TITLE = "title inside the notice"
    NOTICE_TITLE = "notice title"
    PAGE_TITLE = "page title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    OPENING = "opening"
    TEXT = "text"
    BODY = "body"
    SIGNATURE = "signature"
    DATE_LINE = "date line"
    IMPRINT = "imprint"
    NUMBER_LINE = "number line"
    ISSUER = "issuer"
    NUMBER = "number"
    DATE_OF_ISSUE = "date of issue"
    PAGE_INFORMATION = "page information"
    PAGE_DATE = "page date"
    PAGE = "page"
    FOOTER = "footer"
    FILE_NAME = "file name"
    FOLDER_NAME = "folder name"


class Confidence(StrEnum):
    """How sure a value is; HIGH comes first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class FileType(StrEnum):
    """What a file is that can't be read as a plan, by the suffix of its name or by its content."""

    TABLE = "a spreadsheet or table"
    SLIDES = "a slide show"
    ARCHIVE = "an archive"
    PROGRAM = "a program"
    CODE = "program code or data"
    MEDIA = "sound or video"
    FONT = "a font"
    LINK = "a link or a message"
    # By its content.
    SPREADSHEET = "a spreadsheet"
    OLD_OFFICE = "an old office file that is no Word document"
    OPEN_DOCUMENT = "an OpenDocument file"
    CAJ = "a CAJ file"
    XML = "an XML file of no office program read here"
    POSTSCRIPT = "PostScript"
    DATABASE = "a database"


Value: TypeAlias = "str | int | float | tuple[str, ...] | tuple[int, ...] | Notice"


@dataclass(frozen=True, slots=True)
class Notice:
    """What a person should know, as data.

    Attributes:
        field: what it concerns.
        kind: what happened.
        values: (name, value) pairs in the order of their names; `notice["year"]` gives one.
    """

    field: Field
    kind: Kind
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, field: Field, kind: Kind, **values: Value) -> Notice:
        """A notice with its values by name."""
        return cls(field, kind, tuple(sorted(values.items())))

    def __getitem__(self, name: str) -> Value:
        """The value of a name.

        Raises:
            KeyError: the notice has no such value.
        """
        return dict(self.values)[name]

    def get(self, name: str) -> Value | None:
        """The value of a name; None where the notice has no such value."""
        return dict(self.values).get(name)
