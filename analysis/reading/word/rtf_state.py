"""What a reader of rich text keeps while it reads: the texts, and what holds in each group."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.reading import lines as lay


class Text(lay.Story):
    """A text of its own: body, note, margin or box, with the paragraph that is being read."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.mark: list[str] = []
        self.before: list[str] = []
        self.after: list[str] = []
        self.in_table = self.leader = self.has_text = False

    def end(self, *, cell: bool = False, joins: bool = False) -> None:
        """End the paragraph, or the cell, that is being read."""
        text = "".join(self.pieces)
        if self.mark and self.has_text and not self.goes_on:
            # A page that ends before the text ends before its number.
            start = len(text) - len(text.lstrip())
            text = text[:start] + lay.numbered("".join(self.mark), text[start:])
        in_table = self.in_table or cell
        self.add(self.before, in_table=in_table)
        if joins and not cell:
            self.carry(text)
        elif cell:
            self.cell(text)
        else:
            self.paragraph(text, leader=self.leader, in_table=in_table)
        self.add(self.after, in_table=in_table)
        self.pieces, self.mark, self.before, self.after = [], [], [], []
        self.has_text = False


@dataclass(slots=True)
class State:
    """What holds inside a group; the group around it takes over again at its end.

    Attributes:
        text: the text that characters belong to.
        kind: what the group is: seen, note, margin, mark, skipped, fonts or styles.
        font: number of the font.
        skip: how many characters stand in for a Unicode one, for old programs.
        hidden, deleted: whether the characters are.
    """

    text: Text
    kind: str = "seen"
    font: int = -1
    skip: int = 1
    hidden: bool = False
    deleted: bool = False

    def copy(self) -> State:
        """The state that a group inside starts with."""
        return State(self.text, self.kind, self.font, self.skip, self.hidden, self.deleted)
