"""Layout of pages: page numbers, running heads, footnotes, columns and tables."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from analysis.reading.pages import pdf
from analysis.settings import Settings
from tests.support.pdf_files import (
    EM,
    FULL,
    HEIGHT,
    LEFT,
    TOP,
    WIDTH,
    Draw,
    T,
    U,
    draw_centred,
    draw_lines,
    draw_small_lines,
    draw_text,
    make_pdf,
    read_text,
    wrap_lines,
)

NUMBERS = {
    "dashes": "— {} —",
    "hyphens": "- {} -",
    "words": "第 {} 页 共 3 页",
    "fraction": "{}/3",
    "bare": "{}",
    "dots": "·{}·",
    "page": "Page {} of 3",
}


def make_three_pages(mark: str, head: str = "", foot: str = "") -> bytes:
    lines = wrap_lines([T + U, U + T + U + T, T + U, U + T + U] * 3)

    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            if head:
                draw_centred(canvas, head, HEIGHT - 40, 9)
            draw_lines(canvas, lines[number * 23 : number * 23 + 23])
            if foot:
                draw_text(canvas, foot, LEFT, 40, 9)
            draw_text(canvas, mark.format(number + 1), WIDTH / 2 - 20, 40, 12)

        return draw

    assert 46 < len(lines) <= 69
    return make_pdf(page(0), page(1), page(2))


@pytest.mark.parametrize("mark", NUMBERS.values(), ids=NUMBERS)
def test_page_numbers_are_separate_lines_and_break_no_paragraph(mark: str) -> None:
    text = pdf.read(make_three_pages(mark), Settings()).text
    pages = text.split("\f")
    numbers = [page.rstrip("\n").split("\n")[-1] for page in pages]
    body = [line for page in pages for line in page.rstrip("\n").split("\n")[:-1]]
    assert numbers == [mark.format(n) for n in (1, 2, 3)]
    assert body == [T + U, U + T + U + T, T + U, U + T + U] * 3


def test_running_heads_and_feet_beside_the_page_number_are_furniture() -> None:
    data = make_three_pages("— {} —", "某某区党建工作资料汇编", "区委组织部编")
    pages = pdf.read(data, Settings()).text.split("\f")
    ends = [page.rstrip("\n").split("\n")[-3:] for page in pages]
    assert ends == [["某某区党建工作资料汇编", f"— {n} —", "区委组织部编"] for n in (1, 2, 3)]
    assert pages[0].startswith(T + U)


def test_lines_that_a_browser_prints_around_a_page_are_furniture() -> None:
    def draw(canvas: Canvas) -> None:
        draw_text(canvas, "2022/3/1 下午3:05", 24, HEIGHT - 24, 8)
        draw_text(canvas, "某某区工作要点", 240, HEIGHT - 24, 8)
        draw_lines(canvas, wrap_lines([T + U, U]))
        draw_text(canvas, "https://www.example.gov.cn/art/2022.html", 24, 24, 8)
        draw_text(canvas, "1/1", WIDTH - 40, 24, 8)

    lines = read_text(draw).split("\n")
    assert lines[:2] == [T + U, U]
    assert set(lines[2:]) == {
        "2022/3/1 下午3:05",
        "某某区工作要点",
        "1/1",
        "https://www.example.gov.cn/art/2022.html",
        "",
    }


def test_footnotes_come_after_the_paragraph_that_their_page_breaks() -> None:
    lines = wrap_lines([T + U] * 8)

    def first(canvas: Canvas) -> None:
        draw_lines(canvas, lines[:20])
        draw_text(canvas, "①本要点所称两新组织，指新经济组织和新社会组织。", LEFT, 100, 10)
        draw_text(canvas, "— 1 —", WIDTH / 2, 50, 12)

    def second(canvas: Canvas) -> None:
        draw_lines(canvas, lines[20:])
        draw_text(canvas, "— 2 —", WIDTH / 2, 50, 12)

    pages = read_text(first, second).split("\f")
    assert pages[0].split("\n")[-4:] == [
        T + U,
        "①本要点所称两新组织，指新经济组织和新社会组织。",
        "— 1 —",
        "",
    ]
    assert pages[1] == f"{T + U}\n" * (8 - pages[0].count(T + U)) + "— 2 —\n"


def test_a_line_of_the_body_at_the_top_of_two_pages_is_not_a_running_head() -> None:
    lines = wrap_lines([T + U, U + T])

    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, lines)
        draw_text(canvas, f"— {canvas.getPageNumber()} —", WIDTH / 2, 50, 12)

    body = f"{T + U}\n{U + T}\n"
    assert read_text(draw, draw) == f"{body}— 1 —\n\f{body}— 2 —\n"


def test_two_columns_are_read_one_after_the_other_below_their_title() -> None:
    size, width = 10.0, 21
    paragraphs = [T, U + T, T + U, U] * 3
    lines = wrap_lines(paragraphs, width)
    half = len(lines) // 2

    def draw(canvas: Canvas) -> None:
        draw_centred(canvas, "某某区2022年党建工作要点", HEIGHT - 100, 20)
        draw_text(canvas, "2022年3月1日", WIDTH - 150, HEIGHT - 130, 10)
        draw_small_lines(canvas, lines[:half], LEFT, size)
        draw_small_lines(canvas, lines[half:], LEFT + (width + 3) * size, size)

    expected = ["某某区2022年党建工作要点", "2022年3月1日", *paragraphs]
    assert read_text(draw) == "\n".join(expected) + "\n"


def test_three_columns_are_read_from_the_left() -> None:
    paragraphs = [T, U + T, T + U, U] * 4
    lines = wrap_lines(paragraphs, 14)
    third = -(-len(lines) // 3)

    def draw(canvas: Canvas) -> None:
        for n in range(3):
            draw_small_lines(canvas, lines[n * third : (n + 1) * third], 40 + n * 170, 10)

    assert read_text(draw) == "\n".join(paragraphs) + "\n"


TASKS = [
    ["序号", "工作任务", "责任单位"],
    ["1", "推进基层党建工作规范化标准化信息化建设", "区委组织部"],
    ["2", "开展主题教育", "区委宣传部、区委组织部"],
]


def draw_table(canvas: Canvas, rows: list[list[str]], ys: list[float], *, ruled: bool) -> None:
    xs = [LEFT, LEFT + 50, LEFT + 50 + 13 * EM, LEFT + 50 + 21 * EM]
    for row, top in zip(rows, ys, strict=False):
        for cell, left, width in zip(row, xs, (3, 12, 7), strict=False):
            for n in range(0, len(cell), width):
                draw_text(canvas, cell[n : n + width], left + 5, top - 18 - n // width * 20)
    if ruled:
        canvas.grid(xs, ys)


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "aligned"])
def test_a_row_of_a_table_is_a_line_with_tabs_and_its_cells_are_whole(ruled: bool) -> None:
    ys = [TOP - 100, TOP - 126, TOP - 180, TOP - 234]

    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, wrap_lines([T]))
        draw_table(canvas, TASKS, ys, ruled=ruled)
        draw_lines(canvas, wrap_lines([U]), TOP - 290)

    expected = [T, *("\t".join(row) for row in TASKS), U]
    assert read_text(draw) == "\n".join(expected) + "\n"


def test_a_cell_in_the_middle_of_its_height_belongs_to_its_row() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([LEFT, LEFT + 50, LEFT + 250], [TOP, TOP - 70, TOP - 100])
        draw_text(canvas, "1", LEFT + 20, TOP - 40)
        for n, line in enumerate(["推进基层党建工作规范化", "标准化信息化建设，推动", "各项任务落实。"]):
            draw_text(canvas, line, LEFT + 55, TOP - 18 - 20 * n)
        draw_text(canvas, "2", LEFT + 20, TOP - 90)
        draw_text(canvas, "开展主题教育。", LEFT + 55, TOP - 90)

    assert read_text(draw) == (
        "1\t推进基层党建工作规范化标准化信息化建设，推动各项任务落实。\n2\t开展主题教育。\n"
    )


def test_a_row_that_the_page_break_cuts_is_joined() -> None:
    xs = [LEFT, LEFT + 50, LEFT + 250]

    def first(canvas: Canvas) -> None:
        canvas.grid(xs, [150, 120, 80])
        draw_text(canvas, "1", LEFT + 5, 125)
        draw_text(canvas, "开展主题教育。", LEFT + 55, 125)
        draw_text(canvas, "2", LEFT + 5, 95)
        draw_text(canvas, "推进基层党建工作规范化", LEFT + 55, 95)

    def second(canvas: Canvas) -> None:
        canvas.grid(xs, [TOP, TOP - 30, TOP - 60])
        draw_text(canvas, "标准化建设。", LEFT + 55, TOP - 20)
        draw_text(canvas, "3", LEFT + 5, TOP - 50)
        draw_text(canvas, "加强督查。", LEFT + 55, TOP - 50)

    assert read_text(first, second) == (
        "1\t开展主题教育。\n2\t推进基层党建工作规范化标准化建设。\n\f3\t加强督查。\n"
    )


def test_a_table_whose_cells_are_drawn_one_by_one_is_one_table() -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(20):
            for column in range(5):
                canvas.rect(LEFT + 80 * column, TOP - 30 * row, 80, 30)
                draw_text(canvas, f"第{column}列{row}行", LEFT + 80 * column + 4, TOP - 30 * row + 10, 12)

    rows = ["\t".join(f"第{column}列{row}行" for column in range(5)) for row in range(20)]
    assert read_text(draw) == "\n".join(rows) + "\n"


def test_a_page_of_scattered_words_and_lines_is_read_quickly() -> None:
    def draw(canvas: Canvas) -> None:
        for n in range(4_000):
            draw_text(canvas, "党", n * 37 % 590, n * 91 % 840, 3)
            canvas.line(n % 590, 0, n % 590, 800)
            canvas.line(0, n % 840, 590, n % 840)

    assert read_text(draw).count("党") > 3_900


def test_a_frame_around_prose_is_not_a_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(LEFT - 20, 60, FULL * EM + 60, HEIGHT - 120)
        draw_lines(canvas, wrap_lines([T + U, U]))

    assert read_text(draw) == f"{T + U}\n{U}\n"


def test_names_side_by_side_in_a_line_are_not_a_table() -> None:
    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, wrap_lines([T]))
        draw_text(canvas, "某某区委办公室", LEFT, 200)
        draw_text(canvas, "2022年3月1日印发", LEFT + 300, 200)

    assert read_text(draw) == f"{T}\n某某区委办公室 2022年3月1日印发\n"
