"""Rich text files (.rtf): bytes in the code pages of Chinese offices, tables, lists, notes.

The library striprtf was tried and dropped: it loses the numbers of old lists, fails on a Chinese
character whose second byte is written as a letter, and keeps hidden and deleted text.
"""

from __future__ import annotations

from analysis.notices import Field, Kind, Notice
from analysis.reading.errors import ReadingError, Reason, damage_error, safety_error
from analysis.reading.extracted import Extracted
from analysis.reading.rtf import control_words as words
from analysis.reading.rtf.fonts import Fonts, code_page
from analysis.reading.rtf.state import NO_TEXT, GroupKind, State, Text
from analysis.reading.rtf.tokens import BRACE, BYTES, WORD, read_tokens
from analysis.reading.word.lines import margin_lines, notes_warning
from analysis.settings import Settings

# Word processors nest a few tens of groups.
MAX_DEPTH = 1_000


def read(data: bytes, settings: Settings) -> Extracted:
    """Read a rich text file.

    `main` spans the body; behind it come notes, headers and footers, each once.

    Raises:
        ReadingError: the file is damaged, unsafe or too large.
    """
    reader = _Reader(settings.max_chars)
    start = data.find(b"{\\rtf")
    if start < 0:
        raise damage_error(Kind.NOT_RICH_TEXT)
    try:
        reader.read(data[start:])
    except MemoryError as error:
        raise damage_error(Kind.TOO_LARGE_TO_HOLD) from error
    text = "\n".join(reader.body.finish())
    margins = margin_lines(reader.margins)
    whole = "\n".join(part for part in (text, *reader.notes, *margins) if part)
    warnings = notes_warning(len(reader.notes))
    if not reader.is_complete:
        warnings += (Notice.of(Field.TEXT, Kind.END_MISSING),)
    return Extracted(whole, "rtf", reader.fonts.default_page, main=(0, len(text)), warnings=warnings)


class _Reader:
    """Reads one file token by token.

    Attributes:
        body: the text of the body.
        notes, margins: the lines of notes, and of headers and footers.
        fonts: the fonts of the document.
        is_complete: whether the end of the outermost group was reached.
    """

    def __init__(self, max_chars: int) -> None:
        self.body = Text()
        self.notes: list[str] = []
        self.margins: list[str] = []
        self.fonts = Fonts()
        self.is_complete = False
        self._max_chars = max_chars
        self._n_chars = 0
        self._state = State(self.body)
        self._stack: list[State] = []
        # Bytes of text that are not decoded yet.
        self._pending = bytearray()
        self._default_font = -1
        # The styles of tables of contents, and the one whose name comes next.
        self._contents_styles: set[int | None] = set()
        self._style: int | None = None
        # How many bytes to skip, because they repeat a Unicode character for old programs.
        self._to_skip = 0
        # Whether the last token was \*.
        self._is_starred = False

    def read(self, data: bytes) -> None:
        """Read the tokens up to the end of the outermost group."""
        for kind, content, number in read_tokens(data):
            if kind == BYTES:
                self._take_bytes(content)
                continue
            self._decode_pending()
            if kind == WORD:
                self._take_word(content, number)
            elif kind == BRACE:
                self._to_skip = 0
                if content == b"{":
                    self._open_group()
                elif not self._close_group():
                    self.is_complete = True
                    break
            else:
                self._take_symbol(content)
        self._decode_pending()
        while self._stack:
            self._close_group()
        self.body.end_paragraph()

    def _open_group(self) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise safety_error(Kind.GROUPS_TOO_DEEP, most=MAX_DEPTH)
        self._stack.append(self._state)
        self._state = self._state.copy()

    def _close_group(self) -> bool:
        """End a group; return whether it was inside another."""
        if not self._stack:
            return False
        ended, self._state = self._state, self._stack.pop()
        self._is_starred = False
        if ended.text is not self._state.text:
            self._place_lines(ended)
        return bool(self._stack)

    def _place_lines(self, ended: State) -> None:
        """Put the lines of a note, margin or box where they belong."""
        ended.text.end_paragraph()
        lines = ended.text.finish()
        if ended.kind is GroupKind.NOTE:
            self.notes.extend(lines)
        elif ended.kind is GroupKind.MARGIN:
            self.margins.extend(lines)
        else:
            host = self._state.text
            (host.after if host.has_text else host.before).extend(lines)

    def _take_bytes(self, raw: bytes) -> None:
        if self._to_skip:
            n_skipped = min(self._to_skip, len(raw))
            self._to_skip -= n_skipped
            raw = raw[n_skipped:]
        if self._state.kind is GroupKind.FONT_TABLE:
            self.fonts.set_name(self._state.font, raw)
        elif self._state.kind is GroupKind.STYLE_TABLE:
            if words.CONTENTS_STYLE.match(raw):
                self._contents_styles.add(self._style)
        elif self._state.kind is not GroupKind.SKIPPED:
            self._pending += raw

    def _decode_pending(self) -> None:
        """Decode the bytes so far; one character may be spread over several tokens."""
        if self._pending:
            raw = bytes(self._pending)
            self._pending.clear()
            self._add_text(self.fonts.decode(self._state.font, raw))

    def _add_text(self, text: str) -> None:
        state = self._state
        if state.kind in NO_TEXT or state.hidden or state.deleted:
            return
        self._n_chars += len(text)
        if self._n_chars > self._max_chars:
            raise ReadingError.of(Reason.TOO_LARGE, Kind.RICH_TEXT_TOO_LONG, most=self._max_chars)
        if state.kind is GroupKind.NUMBER:
            state.text.number.append(text)
        else:
            state.text.pieces.append(text)
            state.text.has_text = state.text.has_text or not text.isspace()

    def _take_symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._is_starred = True
        elif symbol in (b"\r", b"\n"):
            self._end_paragraph()
        elif symbol in words.SYMBOLS:
            self._add_text(words.SYMBOLS[symbol])

    def _take_word(self, word: bytes, number: int | None) -> None:
        is_starred, self._is_starred = self._is_starred, False
        if word == b"u" and number is not None:
            self._add_text(chr(number & 0xFFFF))
            self._to_skip = self._state.n_substitutes
            return
        self._to_skip = 0
        if self._set_kind(word, is_starred=is_starred):
            return
        if self._state.kind is GroupKind.FONT_TABLE:
            if word == b"f":
                self._state.font = number or 0
            else:
                self.fonts.set_encoding(self._state.font, word, number or 0)
        elif self._state.kind is GroupKind.STYLE_TABLE:
            self._style = number if word == b"s" else self._style
        elif word in words.CHARACTERS:
            self._add_text(words.CHARACTERS[word])
        elif self._state.kind is not GroupKind.SKIPPED:
            self._format_text(word, number)

    def _set_kind(self, word: bytes, *, is_starred: bool) -> bool:
        """Set the kind of the current group, if the word states it; return whether the word is done with."""
        state = self._state
        if word == words.UNICODE_ALTERNATIVE and state.kind is GroupKind.SKIPPED and self._is_in_skipped():
            state.kind = self._stack[-2].kind
        elif state.kind is GroupKind.SKIPPED:
            return True
        elif word in words.NOTES:
            state.text, state.kind = Text(), GroupKind.NOTE
        elif word in words.MARGINS:
            state.text, state.kind = Text(), GroupKind.MARGIN
        elif word in words.BOXES:
            state.text, state.kind = Text(), GroupKind.VISIBLE
        elif word in words.NUMBERS:
            # A number may be stored twice, for new programs and for old ones: the first is enough.
            state.kind = GroupKind.SKIPPED if state.text.number else GroupKind.NUMBER
        elif word == words.FONT_TABLE:
            state.kind = GroupKind.FONT_TABLE
        elif word == words.STYLE_TABLE:
            state.kind = GroupKind.STYLE_TABLE
        elif word in words.SKIPPED or (is_starred and word not in words.KEPT):
            state.kind = GroupKind.SKIPPED
        else:
            return False
        return True

    def _is_in_skipped(self) -> bool:
        return len(self._stack) >= 2 and self._stack[-1].kind is GroupKind.SKIPPED

    def _format_text(self, word: bytes, number: int | None) -> None:
        """Apply a word that ends a paragraph, cell or row, or sets properties of what follows."""
        text, state = self._state.text, self._state
        if word in (b"par", b"sect"):
            self._end_paragraph()
        elif word == b"cell":
            text.end_paragraph(ends_cell=True)
        elif word == b"row":
            text.end_row()
        elif word in (b"nestcell", b"nestrow"):
            text.end_paragraph()
        elif word == b"pard":
            text.in_table = text.leader = False
        elif word in (b"intbl", b"itap"):
            text.in_table = number != 0
        elif word in words.LEADERS or (word == b"s" and number in self._contents_styles):
            text.leader = True
        elif word == b"f":
            state.font = number or 0
        elif word == b"v":
            state.hidden = number != 0
        elif word == b"deleted":
            state.deleted = number != 0
        elif word == b"plain":
            state.hidden = state.deleted = False
            state.font = self._default_font
        else:
            self._set_default(word, number)

    def _set_default(self, word: bytes, number: int | None) -> None:
        """Apply a word that states the encoding or the default font of the document."""
        if word == b"uc":
            self._state.n_substitutes = max(0, number or 0)
        elif word == b"ansicpg":
            self.fonts.default_page = code_page(number or 0)
        elif word in words.ENCODINGS:
            self.fonts.default_page = words.ENCODINGS[word]
        elif word == b"deff":
            self._default_font = self._state.font = number or 0

    def _end_paragraph(self) -> None:
        if self._state.kind not in NO_TEXT and self._state.kind is not GroupKind.NUMBER:
            self._state.text.end_paragraph(joins=self._state.hidden or self._state.deleted)
