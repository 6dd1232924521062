"""Paragraphs of a page: which printed lines are joined, and how."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from analysis.reading.pages.geometry import Glyph
from analysis.reading.pages.line_breaks import join_lines, measure_first_unit
from analysis.reading.pages.paragraphs import join_paragraphs
from analysis.reading.pages.pieces import Piece, make_pieces
from analysis.reading.pages.reading_order import order_lines
from tests.support.pdf_files import (
    EM,
    FULL,
    LEFT,
    PITCH,
    TOP,
    T,
    U,
    draw_centred,
    draw_lines,
    draw_text,
    read_text,
    wrap_lines,
)


def test_wrapped_lines_become_paragraphs_and_headings_stay_lines() -> None:
    paragraphs = ["一、加强政治建设", f"（一）学习。{T}", f"{U}{T}", "二、加强组织建设", U]

    def draw(canvas: Canvas) -> None:
        draw_centred(canvas, "某某区2022年党建工作要点", TOP + 60, 22)
        draw_lines(canvas, wrap_lines(paragraphs))

    assert read_text(draw) == "\n".join(["某某区2022年党建工作要点", *paragraphs]) + "\n"


def test_a_paragraph_that_ends_at_the_margin_is_recognised_by_the_next_indent() -> None:
    first = (T + U)[: 2 * FULL - 3] + "。"
    lines = wrap_lines([first])
    assert len(lines[-1]) == FULL
    assert read_text(lambda c: draw_lines(c, wrap_lines([first, U, T]))) == f"{first}\n{U}\n{T}\n"


def test_without_indents_the_distance_separates_paragraphs() -> None:
    texts = [(T + U)[: 2 * FULL - 1] + "。", U + T, T]

    def draw(canvas: Canvas) -> None:
        y = TOP
        for text in texts:
            for line in wrap_lines([text], indent=""):
                draw_text(canvas, line, LEFT, y)
                y -= PITCH
            y -= 10

    assert read_text(draw) == "\n".join(texts) + "\n"


def test_a_number_of_a_sentence_at_the_start_of_a_line_starts_no_paragraph() -> None:
    texts = [
        "一、" + T,
        "二、" + U,
        "三、" + T,
        "四、" + (T + U)[: FULL - 7] + "要抓第",
        "五、" + U,
    ]
    texts[3] += "一、第二支部。"
    lines = wrap_lines(texts)
    assert any(line.startswith("一、第二") for line in lines)
    assert read_text(lambda c: draw_lines(c, lines)) == "\n".join(texts) + "\n"


def test_lines_of_a_list_that_are_indented_under_their_text_are_joined() -> None:
    items = [f"1.{T}", f"2.{U}", f"3.{T}"]

    def draw(canvas: Canvas) -> None:
        y = TOP
        for item in items:
            lines = wrap_lines([item[2:]], width=FULL - 2, indent="")
            draw_text(canvas, item[:2], LEFT, y)
            for line in lines:
                draw_text(canvas, line, LEFT + 2 * EM, y)
                y -= PITCH
            y -= 6

    assert read_text(draw) == "".join(f"{item[:2]} {item[2:]}\n" for item in items)


def test_two_full_centred_lines_are_joined_and_two_short_ones_are_not() -> None:
    title = "中共某某市某某区委员会教育工作委员会关于印发二〇二二年全区教育系统党建工作要点的通知"

    def full(canvas: Canvas) -> None:
        draw_centred(canvas, title[:27], TOP + 60)
        draw_centred(canvas, title[27:], TOP + 60 - PITCH)
        draw_lines(canvas, wrap_lines([T, U, T]), TOP - PITCH)

    def short(canvas: Canvas) -> None:
        draw_centred(canvas, title[:12], TOP + 60, 22)
        draw_centred(canvas, title[12:24], TOP + 20, 22)
        draw_lines(canvas, wrap_lines([T, U, T]), TOP - PITCH)

    assert read_text(full).split("\n")[0] == title
    assert read_text(short).split("\n")[:2] == [title[:12], title[12:24]]


def test_title_number_and_date_stay_lines_even_if_the_title_is_long() -> None:
    title = "某某区委办公室关于印发二〇二二年度基层党建工作要点的通知"
    assert len(title) == FULL

    def draw(canvas: Canvas) -> None:
        for n, line in enumerate([title, "某委办发〔2022〕6号", "（2022年3月1日）"]):
            draw_centred(canvas, line, TOP + 90 - n * PITCH)
        draw_lines(canvas, wrap_lines([T, U, T]), TOP - PITCH)

    lines = read_text(draw).split("\n")
    assert lines[:4] == [title, "某委办发〔2022〕6号", "（2022年3月1日）", T]


def test_a_signature_and_its_date_at_the_right_are_two_lines() -> None:
    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, wrap_lines([T, U, T]))
        canvas.setFont("Noto", EM)
        for n, line in enumerate(["中共某某区委办公室", "2022年12月20日"]):
            canvas.drawRightString(LEFT + FULL * EM, 300 - n * PITCH, line)

    assert read_text(draw).endswith(f"{T}\n中共某某区委办公室\n2022年12月20日\n")


def test_a_line_with_only_a_number_is_joined_to_the_text_below() -> None:
    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, ["　　1.", *wrap_lines([T, U], indent="")])

    assert read_text(draw).startswith(f"1.{T}")


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("推进develop", "ment工作", "推进develop ment工作"),
        ("推进co-", "operation", "推进cooperation"),
        ("达到20", "22年", "达到2022年"),
        ("贯彻", "落实", "贯彻落实"),
        ("共建ABC", "项目", "共建ABC项目"),
        ("A类-", "B类", "A类- B类"),
    ],
)
def test_joined_lines_have_a_blank_only_where_words_or_labels_need_it(
    first: str, second: str, joined: str
) -> None:
    assert join_lines(first, second) == joined


def test_the_first_unit_of_a_line_ends_where_it_may_be_broken() -> None:
    assert measure_first_unit("党建") == 1
    assert measure_first_unit("“两个确立”") == 2
    assert measure_first_unit("施“十百") == 3
    assert measure_first_unit("建，设") == 2
    assert measure_first_unit("2022年") == pytest.approx(2.4)
    assert measure_first_unit("") == 0


def test_latin_words_keep_their_blanks_and_raised_figures_stay_in_their_line() -> None:
    def draw(canvas: Canvas) -> None:
        draw_text(canvas, "减少CO", LEFT, TOP)
        draw_text(canvas, "2", LEFT + 3 * EM + 7, TOP - 3, 10)
        draw_text(canvas, "排放", LEFT + 3 * EM + 13, TOP)
        draw_text(canvas, "open data for all", LEFT, TOP - PITCH)

    assert read_text(draw) == "减少CO2排放\nopen data for all\n"


def test_pieces_end_at_wide_gaps() -> None:
    glyphs = [
        Glyph(100.0, x, x + 10, 10.0, c) for c, x in zip("党建工作", (0.0, 10.0, 40.0, 50.0), strict=True)
    ]
    pieces = make_pieces(glyphs)
    assert [(piece.text, piece.left, piece.right) for piece in pieces] == [
        ("党建", 0, 20),
        ("工作", 40, 60),
    ]


def test_no_line_is_lost_or_doubled_by_the_layout() -> None:
    @given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 800), st.integers(1, 20)), max_size=40))
    @hypothesis_settings(max_examples=200, deadline=None)
    def check(places: list[tuple[int, int, int]]) -> None:
        items = [Piece("党" * n, float(x), x + 10.0 * n, float(y), 10.0) for x, y, n in places]
        lines = order_lines(list(items), 0, [])
        text = "".join(paragraph.text for paragraph in join_paragraphs(lines))
        assert text.count("党") == sum(n for _, _, n in places)

    check()
