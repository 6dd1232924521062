"""Why a file can't be read, and the error that says so."""

from __future__ import annotations

from enum import StrEnum

from analysis.notices import Field, Kind, Notice, Value, write_notice


class Reason(StrEnum):
    """Why a file was not kept, or why a kept one needs a look."""

    # A reader could not read it.
    BINARY = "binary"
    CANNOT_BE_OPENED = "cannot be opened"
    DAMAGED = "damaged"
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    GARBLED = "garbled"
    NO_FILE = "no file"
    NO_TEXT_LAYER = "no text layer"
    OLD_EDITION = "old edition"
    OTHER_FORMAT = "other format"
    NO_SUCH_COLUMN = "no such column"
    NO_SUCH_SHEET = "no such sheet"
    NO_TEXT_COLUMN = "no text column"
    TOO_LARGE = "too large"
    UNSAFE = "unsafe"
    WRONG_ENCODING = "wrong encoding"
    # It was read and is no plan, or another file stands for it.
    ERROR_PAGE = "error page"
    FAILED = "failed"
    NAME_TAKEN = "name taken"
    NO_BODY = "no body"
    SAME_BYTES = "same bytes"
    SAME_ROW = "same row"
    # It was read, and is set aside as no plan.
    CALL_FOR_OPINIONS = "call for opinions"
    EXPLANATION = "explanation"
    LIST_PAGE = "list page"
    MODEL_TEXTS = "model texts"
    NEWS_REPORT = "news report"
    NOTICE_WITHOUT_ANNEX = "notice without its annex"
    REPLY = "reply"
    # It was never opened.
    BY_ITS_NAME = "by its name"
    A_LINK = "a link"
    BY_SETTING = "by setting"
    # It was kept.
    NEAR_DUPLICATE = "near duplicate"


class ReadingError(ValueError):
    """A file that can't be read; as text, the English sentence of its notice.

    Attributes:
        reason: why, as the ledger shows it.
        notice: what happened, and with which values; its sentence also says what to do.
        title: the title that the file states apart from its text, where only the text was too short.
    """

    def __init__(self, reason: Reason, notice: Notice) -> None:
        super().__init__(reason, notice)
        self.reason = reason
        self.notice = notice
        self.title = ""

    @classmethod
    def of(cls, reason: Reason, kind: Kind, **values: Value) -> ReadingError:
        """An error on a file, with the values of its notice by name."""
        return cls(reason, Notice.of(Field.FILE, kind, **values))

    def __str__(self) -> str:
        return write_notice(self.notice, "en")


def damage_error(cause: Kind, **values: Value) -> ReadingError:
    """Make the error for a damaged file; the cause completes the sentence “The file is damaged: …”."""
    return ReadingError.of(Reason.DAMAGED, Kind.DAMAGED, cause=Notice.of(Field.FILE, cause, **values))


def safety_error(cause: Kind, **values: Value) -> ReadingError:
    """Make the error for a file that is built to do harm; the cause completes “The file holds …”."""
    return ReadingError.of(Reason.UNSAFE, Kind.UNSAFE, cause=Notice.of(Field.FILE, cause, **values))
