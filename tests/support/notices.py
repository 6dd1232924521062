"""The sentences of notices, for tests of what a person reads."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.notices import Notice, write_notice


def english(notices: Iterable[Notice]) -> tuple[str, ...]:
    """The English sentences of notices."""
    return tuple(write_notice(notice, "en") for notice in notices)
