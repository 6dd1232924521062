"""Rich text format (.rtf): bytes in the code pages of Chinese offices, tables, lists, notes.

The library striprtf was tried and left: it drops the numbers of old lists, fails on a Chinese
character whose second byte is written as a letter, and keeps hidden and deleted text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analysis.reading import lines as lay
from analysis.reading.archive import damaged, unsafe
from analysis.reading.extracted import Extracted, ReadingError
from analysis.reading.word import rtf_tokens
from analysis.reading.word.rtf_state import State, Text
from analysis.reading.word.rtf_tokens import BRACE, BYTES, WORD, Fonts
from analysis.settings import Settings

# Word processors nest groups some tens deep.
MAX_DEPTH = 1_000
# Groups whose text is not seen; so is every group marked \* that is not among the kept.
SKIPPED = {
    b"colortbl",
    b"info",
    b"pict",
    b"fldinst",
    b"annotation",
    b"xe",
    b"tc",
    b"rxe",
    b"filetbl",
    b"nonesttables",
    b"nonshppict",
    b"shprslt",
    b"sp",
    b"private",
    b"ftnsep",
    b"ftnsepc",
    b"ftncn",
    b"aftnsep",
    b"aftnsepc",
    b"aftncn",
    b"template",
    b"upr",
    b"objdata",
    b"mmathPict",
    b"listname",
    b"revtbl",
    b"txe",
    b"fchars",
    b"lchars",
    b"pn",
    b"pntxta",
    b"pntxtb",
}
KEPT = {b"shpinst", b"do", b"ud", b"moMath", b"moMathPara", b"shptxt", b"dptxbxtext"}
BOXES = {b"shptxt", b"dptxbxtext"}
NOTES = {b"footnote"}
MARGINS = {
    b"header",
    b"headerl",
    b"headerr",
    b"headerf",
    b"footer",
    b"footerl",
    b"footerr",
    b"footerf",
}
MARKS = {b"listtext", b"pntext"}
TABLES = {b"fonttbl": "fonts", b"stylesheet": "styles"}
SEEN_ALTERNATIVE = b"ud"
CONTENTS_STYLE = re.compile(rb"\s*(?:toc|contents)\s*\d", re.I)
CHARACTERS = {
    b"tab": "\t",
    b"line": "\n",
    b"lbr": "\n",
    b"column": "\n",
    b"page": "\n\f\n",
    b"emdash": "—",
    b"endash": "–",
    b"emspace": " ",
    b"enspace": " ",
    b"qmspace": " ",
    b"bullet": "·",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
}
SYMBOLS = {b"~": "\u00a0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}
# Kinds of groups whose characters are no text.
UNSEEN = ("skipped", "fonts", "styles")
LEADERS = {b"tldot", b"tlmdot", b"tlhyph"}
ENCODINGS = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}


@dataclass(slots=True)
class _Reader:
    """Reads one file token by token."""

    max_chars: int
    body: Text = field(default_factory=Text)
    notes: list[str] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    fonts: Fonts = field(default_factory=Fonts)
    default_font: int = -1
    stack: list[State] = field(default_factory=list)
    state: State = field(init=False)
    pending: bytearray = field(default_factory=bytearray)
    # The styles of tables of contents, and the one whose name is being read.
    contents: set[int | None] = field(default_factory=set)
    style: int | None = None
    to_skip: int = 0
    starred: bool = False
    length: int = 0
    complete: bool = False

    def __post_init__(self) -> None:
        self.state = State(self.body)

    def read(self, data: bytes) -> None:
        """Read the tokens up to the end of the outermost group."""
        for kind, what, number in rtf_tokens.tokens(data):
            if kind == BYTES:
                self._bytes(what)
                continue
            self._flush()
            if kind == WORD:
                self._word(what, number)
            elif kind == BRACE:
                self.to_skip = 0
                if what == b"{":
                    self._open()
                elif not self._close():
                    self.complete = True
                    break
            else:
                self._symbol(what)
        self._flush()
        while self.stack:
            self._close()
        self.body.end()

    def _open(self) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise unsafe(f"groups nested over {MAX_DEPTH:,} deep")
        self.stack.append(self.state)
        self.state = self.state.copy()

    def _close(self) -> bool:
        """End a group; tell whether it was inside another."""
        if not self.stack:
            return False
        ended, self.state = self.state, self.stack.pop()
        self.starred = False
        if ended.text is not self.state.text:
            self._deliver(ended)
        return bool(self.stack)

    def _deliver(self, ended: State) -> None:
        """Put the lines of a note, margin or box where they belong."""
        ended.text.end()
        lines = ended.text.finished()
        if ended.kind in ("note", "margin"):
            (self.notes if ended.kind == "note" else self.margins).extend(lines)
            return
        host = self.state.text
        (host.after if host.has_text else host.before).extend(lines)

    def _bytes(self, raw: bytes) -> None:
        if self.to_skip:
            skipped = min(self.to_skip, len(raw))
            self.to_skip -= skipped
            raw = raw[skipped:]
        if self.state.kind == "fonts":
            self.fonts.name(self.state.font, raw)
        elif self.state.kind == "styles":
            if CONTENTS_STYLE.match(raw):
                self.contents.add(self.style)
        elif self.state.kind != "skipped":
            self.pending += raw

    def _flush(self) -> None:
        """Decode the bytes read so far; a character may be spread over several tokens."""
        if self.pending:
            raw = bytes(self.pending)
            self.pending.clear()
            self._add(self.fonts.decode(self.state.font, raw))

    def _add(self, text: str) -> None:
        state = self.state
        if state.kind in UNSEEN or state.hidden or state.deleted:
            return
        self.length += len(text)
        if self.length > self.max_chars:
            raise ReadingError(
                "too large",
                f"The file's text is longer than the limit of {self.max_chars:,} characters; "
                "raise max_chars in analysis.toml if it really is one plan.",
            )
        if state.kind == "mark":
            state.text.mark.append(text)
        else:
            state.text.pieces.append(text)
            state.text.has_text = state.text.has_text or not text.isspace()

    def _symbol(self, what: bytes) -> None:
        if what == b"*":
            self.starred = True
        elif what in (b"\r", b"\n"):
            self._end_paragraph()
        elif what in SYMBOLS:
            self._add(SYMBOLS[what])

    def _word(self, word: bytes, number: int | None) -> None:
        starred, self.starred = self.starred, False
        if word == b"u" and number is not None:
            self._add(chr(number & 0xFFFF))
            self.to_skip = self.state.skip
            return
        self.to_skip = 0
        if self._begins_group(word, starred=starred):
            return
        if self.state.kind == "fonts":
            self._font_word(word, number or 0)
        elif self.state.kind == "styles":
            self.style = number if word == b"s" else self.style
        elif word in CHARACTERS:
            self._add(CHARACTERS[word])
        elif self.state.kind != "skipped":
            self._set(word, number)

    def _begins_group(self, word: bytes, *, starred: bool) -> bool:
        """Whether a word says what the group is that it stands at the start of."""
        state = self.state
        if word == SEEN_ALTERNATIVE and state.kind == "skipped" and self._in_alternative():
            state.kind = self.stack[-2].kind
        elif state.kind == "skipped":
            return True
        elif word in BOXES or word in NOTES or word in MARGINS:
            kind = "note" if word in NOTES else "margin" if word in MARGINS else "seen"
            state.text, state.kind = Text(), kind
        elif word in MARKS:
            # Lists may be written twice, for new programs and old: one number is enough.
            state.kind = "skipped" if state.text.mark else "mark"
        elif word in TABLES:
            state.kind = TABLES[word]
        elif word in SKIPPED or (starred and word not in KEPT):
            state.kind = "skipped"
        else:
            return False
        return True

    def _in_alternative(self) -> bool:
        return len(self.stack) >= 2 and self.stack[-1].kind == "skipped"

    def _font_word(self, word: bytes, number: int) -> None:
        if word == b"f":
            self.state.font = number
        else:
            self.fonts.state(self.state.font, word, number)

    def _set(self, word: bytes, number: int | None) -> None:
        text, state = self.state.text, self.state
        if word in (b"par", b"sect"):
            self._end_paragraph()
        elif word in (b"cell", b"row"):
            if word == b"cell":
                text.end(cell=True)
            else:
                text.end_row()
        elif word in (b"nestcell", b"nestrow"):
            text.end()
        elif word == b"pard":
            text.in_table = text.leader = False
        elif word in (b"intbl", b"itap"):
            text.in_table = number != 0
        elif word in LEADERS or (word == b"s" and number in self.contents):
            text.leader = True
        elif word == b"f":
            state.font = number or 0
        elif word in (b"v", b"deleted"):
            setattr(state, "hidden" if word == b"v" else "deleted", number != 0)
        elif word == b"plain":
            state.hidden = state.deleted = False
            state.font = self.default_font
        else:
            self._set_document(word, number)

    def _set_document(self, word: bytes, number: int | None) -> None:
        if word == b"uc":
            self.state.skip = max(0, number or 0)
        elif word == b"ansicpg":
            self.fonts.document = rtf_tokens.code_page(number or 0)
        elif word in ENCODINGS:
            self.fonts.document = ENCODINGS[word]
        elif word == b"deff":
            self.default_font = self.state.font = number or 0

    def _end_paragraph(self) -> None:
        if self.state.kind not in (*UNSEEN, "mark"):
            self.state.text.end(joins=self.state.hidden or self.state.deleted)


def read(data: bytes, settings: Settings) -> Extracted:
    """The text of a rich text file.

    `main` spans the body; behind it come notes, headers and footers, each once.

    Raises:
        ReadingError: the file is damaged, unsafe or too large.
    """
    reader = _Reader(settings.max_chars)
    start = data.find(b"{\\rtf")
    if start < 0:
        raise damaged("it does not begin as rich text")
    try:
        reader.read(data[start:])
    except MemoryError as error:
        raise damaged("it is too large to be held") from error
    text = "\n".join(reader.body.finished())
    margins = lay.furniture(reader.margins)
    whole = "\n".join(part for part in (text, *reader.notes, *margins) if part)
    told = lay.told_of_notes(len(reader.notes))
    if not reader.complete:
        told += ("The file's end is missing, and text may be missing with it; download it again.",)
    return Extracted(whole, "rtf", reader.fonts.document, main=(0, len(text)), warnings=told)
