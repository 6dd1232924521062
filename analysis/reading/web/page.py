"""A web page as a reader sees it: its lines, and the boxes that hold them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree


@dataclass(slots=True)
class Box:
    """A box of the page: an element that is a block or has a name.

    Attributes:
        names: its tag, id and classes, in lower case.
        parent: index of the box around it in `WebPage.boxes`; -1 for the outermost.
        start, end: the span of lines in it.
    """

    names: tuple[str, ...]
    parent: int
    start: int
    end: int = -1


@dataclass(frozen=True, slots=True)
class HiddenElement:
    """An element that the page hides.

    Attributes:
        element: the element.
        n_sentences: full stops in it.
        n_chars: characters of the lines with a full stop, without blanks.
    """

    element: etree._Element
    n_sentences: int
    n_chars: int


@dataclass(slots=True)
class WebPage:
    """A page as a reader sees it.

    Attributes:
        lines: the lines, none of them blank.
        linked: for each line, how many of its characters belong to links.
        boxes: the boxes, each after the one around it.
        hidden: what the page hides.
    """

    lines: list[str] = field(default_factory=list)
    linked: list[int] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    hidden: list[HiddenElement] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the lines from `start` to `end` stand in `text`."""
        starts = list(accumulate((len(line) + 1 for line in self.lines[:end]), initial=0))
        return starts[start], starts[end] - 1
