"""What the reader of rich text keeps while it reads: the texts, and what holds in each group."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from analysis.reading.word.lines import Story, join_saved_number


class GroupKind(Enum):
    """What the characters of a group are."""

    VISIBLE = auto()
    NOTE = auto()
    MARGIN = auto()
    NUMBER = auto()
    SKIPPED = auto()
    FONT_TABLE = auto()
    STYLE_TABLE = auto()


# Kinds of groups whose characters are no text.
NO_TEXT = (GroupKind.SKIPPED, GroupKind.FONT_TABLE, GroupKind.STYLE_TABLE)


class Text(Story):
    """A text of its own (body, note, margin or box) with its current paragraph.

    Attributes:
        pieces: the characters of the paragraph, in pieces.
        number: its list number, in pieces, as the file stores it.
        before, after: lines of text boxes that hang on it, before and behind its text.
        in_table, leader: whether it stands in a table, and whether dots lead to a page number.
        has_text: whether any of its characters is visible.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.number: list[str] = []
        self.before: list[str] = []
        self.after: list[str] = []
        self.in_table = self.leader = self.has_text = False

    def end_paragraph(self, *, ends_cell: bool = False, joins: bool = False) -> None:
        """End the current paragraph.

        Args:
            ends_cell: whether a cell ends with it.
            joins: whether its end is hidden or deleted, so that the next paragraph continues it.
        """
        text = "".join(self.pieces)
        if self.number and self.has_text and not self.is_carrying:
            # A page break before the text stays before the number.
            start = len(text) - len(text.lstrip())
            text = text[:start] + join_saved_number("".join(self.number), text[start:])
        in_table = self.in_table or ends_cell
        self.add_lines(self.before, in_table=in_table)
        if joins and not ends_cell:
            self.carry(text)
        elif ends_cell:
            self.end_cell(text)
        else:
            self.add_paragraph(text, leader=self.leader, in_table=in_table)
        self.add_lines(self.after, in_table=in_table)
        self.pieces, self.number, self.before, self.after = [], [], [], []
        self.has_text = False


@dataclass(slots=True)
class State:
    """What holds inside a group; at its end, the state of the group around it holds again.

    Attributes:
        text: the text that characters belong to.
        kind: what the characters are.
        font: number of the font.
        n_substitutes: how many characters follow a Unicode character to stand in for it in old programs.
        hidden, deleted: whether the characters are.
    """

    text: Text
    kind: GroupKind = GroupKind.VISIBLE
    font: int = -1
    n_substitutes: int = 1
    hidden: bool = False
    deleted: bool = False

    def copy(self) -> State:
        """Return the state that a group inside starts with."""
        return replace(self)
