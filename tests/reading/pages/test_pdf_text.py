"""Characters of a PDF: radicals, symbols, lost codes; turned, hidden and stamped text."""

from __future__ import annotations

import re

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from analysis.reading import ReadingError
from analysis.reading.pages import font_codes, pdf
from analysis.settings import Settings
from tests.support.notices import english
from tests.support.pdf_files import (
    EM,
    HEIGHT,
    LEFT,
    PITCH,
    TOP,
    WIDTH,
    T,
    U,
    draw_invisible,
    draw_lines,
    draw_picture,
    draw_text,
    make_pdf,
    read_text,
    refusal_of,
    wrap_lines,
)


def test_radicals_and_compatibility_forms_become_the_hanzi_they_look_like() -> None:
    assert font_codes.replace_look_alikes("⼯作⼈⺠⻓车⾧豈（：）１①") == "工作人民长车長豈（：）１①".replace(
        "豈", "\u8c48"
    )


def test_radicals_in_a_file_are_folded() -> None:
    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, [T, "党的⼯作"])

    assert read_text(draw).endswith("党的工作\n")


def test_signs_of_symbol_fonts_are_read_and_unknown_ones_marked() -> None:
    assert font_codes.replace_look_alikes("\uf06c学习\uf0fc\ue123") == "●学习√\ufffd"


def test_bold_that_is_printed_twice_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0, 0.4):
            draw_text(canvas, "一、加强党的领导11人人", LEFT + shift, TOP)
        for character, x in zip("党建党建", (0, EM, 0.3, EM + 0.3), strict=True):
            draw_text(canvas, character, LEFT + x, TOP - PITCH)
        draw_lines(canvas, wrap_lines([T]), TOP - 2 * PITCH)

    assert read_text(draw) == f"一、加强党的领导11人人\n党建\n{T}\n"


def remove_unicode(data: bytes) -> bytes:
    return re.sub(rb"/ToUnicode \d+ 0 R", lambda m: b" " * len(m[0]), data)


def test_fonts_without_character_codes_are_refused() -> None:
    data = make_pdf(lambda c: draw_lines(c, wrap_lines([T + U] * 3)))
    error = refusal_of(remove_unicode(data), Settings(ocr=False))
    assert error.reason == "garbled"
    assert "Word file" in str(error)


def test_characters_that_are_chinese_but_nonsense_are_refused() -> None:
    shifted = "".join(chr(0x4E00 + ord(c) * 7919 % 20000) for c in T + U)
    with pytest.raises(ReadingError, match="only") as caught:
        font_codes.refuse_garbled(shifted)
    assert caught.value.reason == "garbled"


@pytest.mark.parametrize("lost", ["\ufffd", "(cid:127)", "\x01"])
def test_a_lost_character_is_counted_and_many_are_refused(lost: str) -> None:
    assert font_codes.refuse_garbled(T * 3 + lost) == 1
    with pytest.raises(ReadingError):
        font_codes.refuse_garbled(T + lost * 10)


def test_traditional_characters_are_not_taken_for_nonsense() -> None:
    text = "為貫徹教育方針，發展優質學校，關懷學習困難的學生，鼓勵教師進修，實現均衡發展。" * 3
    assert font_codes.refuse_garbled(text) == 0


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        draw_lines(canvas, wrap_lines([T + U, U]), top=480)

    # The library that makes these files turns the sheet together with the page.
    size = landscape(A4) if turn % 180 else A4
    assert read_text(draw, size=size) == f"{T + U}\n{U}\n"


def test_text_written_upwards_over_the_whole_sheet_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.translate(0, -HEIGHT)
        draw_lines(canvas, wrap_lines([T + U, U], 24))

    assert read_text(draw, size=landscape(A4)) == f"{T + U}\n{U}\n"


def test_a_watermark_and_a_note_at_the_side_are_left_out_with_a_warning() -> None:
    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, wrap_lines([T + U, U]))
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(45)
        draw_text(canvas, "内部资料", 0, 0, 60)
        canvas.restoreState()
        canvas.rotate(90)
        draw_text(canvas, "装订线", 300, -20, 10)

    extracted = pdf.read(make_pdf(draw), Settings())
    assert extracted.text == f"{T + U}\n{U}\n"
    assert english(extracted.warnings) == (
        "Left out as watermark or note at the side: “内部资料”, “装订线”.",
    )


def test_a_turned_table_among_upright_text_is_kept() -> None:
    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, wrap_lines([T + U, U, T]))
        canvas.rotate(90)
        draw_lines(canvas, wrap_lines([U], 18), top=-300, left=40)

    assert read_text(draw) == f"{T + U}\n{U}\n{T}\n{U}\n"


def test_the_invisible_text_of_a_scan_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        draw_picture(canvas)
        for n, line in enumerate(wrap_lines([T + U], indent="")):
            draw_invisible(canvas, line, TOP - n * PITCH)

    extracted = pdf.read(make_pdf(draw), Settings(ocr=False))
    assert extracted.text == f"{T + U}\n"
    assert extracted.format == "pdf"
    assert english(extracted.warnings)[0].startswith("Page 1: the text is the invisible layer")


def test_invisible_text_and_text_off_the_sheet_are_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, [T[:20]])
        draw_invisible(canvas, "看不见的字", 300)
        draw_text(canvas, "纸外的字", WIDTH + 50, 300)

    assert read_text(draw) == f"{T[:20]}\n"
