"""Why a file can't be read, and the error that says so."""

from __future__ import annotations

from enum import StrEnum


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
    TOO_LARGE = "too large"
    UNSAFE = "unsafe"
    WRONG_ENCODING = "wrong encoding"
    # It was read and is no plan, or another file stands for it.
    ERROR_PAGE = "error page"
    FAILED = "failed"
    NAME_TAKEN = "name taken"
    NO_BODY = "no body"
    SAME_BYTES = "same bytes"
    # It was never opened.
    BY_ITS_NAME = "by its name"
    A_LINK = "a link"
    # It was kept.
    NEAR_DUPLICATE = "near duplicate"


class ReadingError(ValueError):
    """A file that can't be read.

    Attributes:
        reason: why, as the ledger shows it.
        detail: an English sentence: what happened, and what to do.
    """

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type[ReadingError], tuple[Reason, str]]:
        return type(self), (self.reason, self.detail)


def damage_error(what: str) -> ReadingError:
    """Make the error for a damaged file; `what` completes the sentence “The file is damaged: …”."""
    return ReadingError(
        Reason.DAMAGED,
        f"The file is damaged: {_shorten(what)}. Download it again, or open it in Word or WPS and "
        "save it anew.",
    )


def safety_error(what: str) -> ReadingError:
    """Make the error for a file that is built to do harm; `what` completes the sentence “The file holds …”."""
    return ReadingError(
        Reason.UNSAFE,
        f"The file holds {_shorten(what)}, which no word processor writes; do not open it unless "
        "you know where it is from.",
    )


def _shorten(what: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in what).split())
    return line if len(line) <= 160 else line[:159] + "…"
