"""A document as the readers of its metadata see it: its furniture by role, its page's table of facts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from analysis.chinese.folding import INNER_BLANKS, fold, unify_widths
from analysis.chinese.line_roles import LineRole
from analysis.chinese.page_fields import read_fields
from analysis.chinese.years import join_spaced_digits
from analysis.documents.cleaning import Cleaned, Line
from analysis.documents.places import mentions, read_organ


class Page:
    """A document's furniture and text in the form that the readers of the fields need.

    Attributes:
        lines: the furniture.
        text: the clean text.
        start: where the text starts in the raw file.
        facts: the page's table of facts, by kind.
        embedded: embedded metadata: what the file says about itself beside its text.
        file_stem: the file's name without suffix.
        folders: the names of the folders above the file, the nearest first.
    """

    def __init__(
        self,
        cleaned: Cleaned,
        embedded: Mapping[str, str],
        file_stem: str,
        folders: tuple[str, ...] = (),
    ) -> None:
        self.lines: tuple[Line, ...] = cleaned.furniture
        self.text = cleaned.text
        self.start = cleaned.steps[0][1] if cleaned.steps else 0
        self.embedded = embedded
        self.file_stem = file_stem
        self.folders = folders
        self._by_role: dict[str, list[str]] = {}
        for line in self.lines:
            self._by_role.setdefault(line.role, []).append(line.text)
        info = self._by_role.get(LineRole.PAGE_INFO)
        self.facts = read_fields([unify_widths(text) for text in info]) if info else {}

    def texts(self, *roles: str) -> list[str]:
        """The lines of some roles, role after role."""
        return [text for wanted in roles for text in self._by_role.get(wanted, ())]

    def join_lines(self, *roles: str) -> str:
        """The lines of some roles in one string, without blanks inside Chinese."""
        return "；".join(tidy(text) for text in self.texts(*roles))

    def fact(self, *kinds: str) -> str:
        """The first fact of some kinds; empty if the page has none."""
        values = [value for kind in kinds for value in self.facts.get(kind, ())]
        return tidy(values[0]) if values else ""


@lru_cache(4096)
def tidy(text: str) -> str:
    """A line without blanks inside Chinese or a letter-spaced year, widths folded."""
    return join_spaced_digits(fold(INNER_BLANKS.sub("", text)).strip())


def names_place(text: str) -> bool:
    """Whether a text names a province, a city or a district in full."""
    return bool(mentions(text))


def names_author(text: str) -> bool:
    """Whether the name of a body shows whose it is: of a place, a zone or a town, or of the centre."""
    return read_organ(text, None).says_whose
