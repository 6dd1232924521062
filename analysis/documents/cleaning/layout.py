"""The lines of a document, and the roles that show from the layout of its pages.

Page numbers rise, and running heads repeat on every page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from analysis.chinese import line_roles
from analysis.chinese.line_roles import LineRole
from analysis.chinese.patterns import MARKED_LINE, SENTENCE_MARK
from analysis.documents.cleaning.joining import cuts_word

# A running head is within so many lines of a page number, on this share of the pages.
BESIDE, RUNNING_SHARE = 3, 0.6
# A longer line is not part of a document's head.
HEAD_LINE = 120


class DocumentLines:
    """The lines of a document with what is known of each; a role is empty until it is given."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.marked = [MARKED_LINE.match(text) is not None for text in texts]
        self.roles = [line_roles.role_alone(text) for text in texts]
        for i in self.with_role(LineRole.SUBTITLE):
            if self.marked[i]:
                self.roles[i] = ""

    def is_open(self, i: int) -> bool:
        """Whether a line has no role yet."""
        return not self.roles[i]

    def with_role(self, line_role: LineRole) -> list[int]:
        """The lines that have a role."""
        return [i for i, given in enumerate(self.roles) if given is line_role]

    def head_length(self) -> int:
        """How many lines are above the first numbered or long line."""
        return next(
            (i for i, t in enumerate(self.texts) if self.marked[i] or len(t) > HEAD_LINE),
            len(self.texts),
        )

    def set_role(self, lines: Iterable[int], line_role: LineRole) -> None:
        """Set the role of some lines."""
        for i in lines:
            self.roles[i] = line_role

    def prose_lines(self, lines: Iterable[int]) -> Iterator[int]:
        """Those of some lines that are sentences of the plan, as far as their roles are known."""
        for i in lines:
            if not self.roles[i] and (self.marked[i] or _is_prose(self.texts[i])):
                yield i


def _is_prose(text: str) -> bool:
    """Whether a line without a mark is a sentence or a table's row."""
    if "\t" in text:
        return True
    if line_roles.is_address(text):
        return False
    if SENTENCE_MARK.search(text):
        return len(text) >= 12
    if "，" in text and line_roles.ANNOUNCED.search(text):
        return True
    commas = text.count("，") + text.count(",")
    return len(text) >= 20 and commas > bool(line_roles.TITLE_END.search(text))


def name_page_numbers(document: DocumentLines, page_starts: Sequence[int] = ()) -> None:
    """Bare numbers that rise from line to line are page numbers; lines beside them may be running heads.

    A single bare number may be something else, such as the 2 of a CO2 that was broken; it is a page number
    where it cuts a word in two.

    Args:
        document: the lines.
        page_starts: which lines come first after a form feed.
    """
    bare = [i for i, t in enumerate(document.texts) if len(t) <= 3 and t.isdecimal() and document.is_open(i)]
    values = [int(document.texts[i]) for i in bare]
    rise = len(values) >= 2 and all(a < b for a, b in pairwise(values))
    for i in bare:
        if rise or (0 < i < len(document.texts) - 1 and cuts_word(*document.texts[i - 1 : i + 2 : 2])):
            document.roles[i] = LineRole.PAGE
    _name_running_heads(document, page_starts)


def _name_running_heads(document: DocumentLines, page_starts: Sequence[int]) -> None:
    """Short lines beside the page number, or beside the edge of the page, on nearly every page."""
    numbers = document.with_role(LineRole.PAGE)
    pages = numbers if len(numbers) >= len(page_starts) else page_starts
    if len(pages) < 2:
        return
    near = {j for i in pages for j in range(max(0, i - BESIDE), min(len(document.texts), i + BESIDE + 1))}
    heads = Counter(document.texts[i] for i in near if _is_head(document, i))
    top = document.head_length()
    for i in sorted(near):
        text = document.texts[i]
        often = heads[text] >= max(2, RUNNING_SHARE * len(pages))
        # If the title is repeated on each page, the first is the title itself.
        is_title = i < top and line_roles.TITLE_END.search(text) and text not in document.texts[:i]
        if often and _is_head(document, i) and not is_title:
            document.roles[i] = LineRole.RUNNING


def _is_head(document: DocumentLines, i: int) -> bool:
    """Whether a line may run at the head or foot of each page."""
    text = document.texts[i]
    short = 4 <= len(text) <= 40 and not SENTENCE_MARK.search(text)
    return short and document.is_open(i) and not document.marked[i]
