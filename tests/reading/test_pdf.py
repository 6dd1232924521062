"""PDF: from positioned characters to paragraphs, on files that are made here."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from analysis.reading import ReadingError
from analysis.reading.pages import font_codes, ocr, pdf
from analysis.reading.pages.geometry import Glyph
from analysis.reading.pages.line_breaks import join_lines, measure_first_unit
from analysis.reading.pages.paragraphs import join_paragraphs
from analysis.reading.pages.pieces import Piece, make_pieces
from analysis.reading.pages.reading_order import order_lines
from analysis.settings import Settings
from tests.support.notices import english

WIDTH, HEIGHT = A4
EM = 16.0
# A page like that of an official document: 22 lines of 28 hanzi.
LEFT, TOP, PITCH, FULL = 74.0, HEIGHT - 105, 28.0, 28
T = "坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻新时代党的建设总要求和组织路线，认真落实各项任务。"
U = "认真组织党员学习党章党规，严格落实“三会一课”、组织生活会、谈心谈话等制度，推动支部工作规范化。"
Draw = Callable[[Canvas], None]


@pytest.fixture(scope="session", autouse=True)
def font() -> None:
    spec = find_spec("zhplot")
    assert spec and spec.origin
    path = Path(spec.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"
    pdfmetrics.registerFont(TTFont("Noto", str(path)))


def document(*pages: Draw, size: tuple[float, float] = A4, **options: Any) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1, **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def put(canvas: Canvas, text: str, x: float, y: float, size: float = EM) -> None:
    canvas.setFont("Noto", size)
    canvas.drawString(x, y, text)


def put_centred(canvas: Canvas, text: str, y: float, size: float = EM) -> None:
    canvas.setFont("Noto", size)
    canvas.drawCentredString(LEFT + FULL * EM / 2, y, text)


def wrap_lines(paragraphs: list[str], width: int = FULL, indent: str = "　　") -> list[str]:
    """Break paragraphs into lines of `width` hanzi; a mark that must not start a line goes into the margin."""
    lines = []
    for text in paragraphs:
        text = indent + text
        while len(text) > width:
            end = width + (text[width] in "，。、；：”）")
            lines.append(text[:end])
            text = text[end:]
        lines.append(text)
    return [line for line in lines if line]


def typeset(canvas: Canvas, lines: list[str], top: float = TOP, left: float = LEFT) -> None:
    for n, line in enumerate(lines):
        indent = len(line) - len(line.lstrip("　"))
        put(canvas, line.lstrip("　"), left + indent * EM, top - n * PITCH)


def typeset_small(canvas: Canvas, lines: list[str], left: float, size: float) -> None:
    for n, line in enumerate(lines):
        indent = len(line) - len(line.lstrip("　"))
        put(canvas, line.lstrip("　"), left + indent * size, HEIGHT - 160 - n * 1.5 * size, size)


def grid(canvas: Canvas, xs: list[float], ys: list[float]) -> None:
    canvas.grid(xs, ys)


def text_of(*pages: Draw, **options: Any) -> str:
    return pdf.read(document(*pages, **options), Settings()).text


def refusal_of(data: bytes, settings: Settings | None = None) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        pdf.read(data, settings or Settings())
    assert caught.value.detail.endswith((".", "”", ")", '"', "]"))
    return caught.value


# --- lines and paragraphs -------------------------------------------------------------------


def test_wrapped_lines_become_paragraphs_and_headings_stay_lines() -> None:
    paragraphs = ["一、加强政治建设", f"（一）学习。{T}", f"{U}{T}", "二、加强组织建设", U]

    def draw(canvas: Canvas) -> None:
        put_centred(canvas, "某某区2022年党建工作要点", TOP + 60, 22)
        typeset(canvas, wrap_lines(paragraphs))

    assert text_of(draw) == "\n".join(["某某区2022年党建工作要点", *paragraphs]) + "\n"


def test_a_paragraph_that_ends_at_the_margin_is_recognised_by_the_next_indent() -> None:
    first = (T + U)[: 2 * FULL - 3] + "。"
    lines = wrap_lines([first])
    assert len(lines[-1]) == FULL
    assert text_of(lambda c: typeset(c, wrap_lines([first, U, T]))) == f"{first}\n{U}\n{T}\n"


def test_without_indents_the_distance_separates_paragraphs() -> None:
    texts = [(T + U)[: 2 * FULL - 1] + "。", U + T, T]

    def draw(canvas: Canvas) -> None:
        y = TOP
        for text in texts:
            for line in wrap_lines([text], indent=""):
                put(canvas, line, LEFT, y)
                y -= PITCH
            y -= 10

    assert text_of(draw) == "\n".join(texts) + "\n"


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
    assert text_of(lambda c: typeset(c, lines)) == "\n".join(texts) + "\n"


def test_lines_of_a_list_that_are_indented_under_their_text_are_joined() -> None:
    items = [f"1.{T}", f"2.{U}", f"3.{T}"]

    def draw(canvas: Canvas) -> None:
        y = TOP
        for item in items:
            lines = wrap_lines([item[2:]], width=FULL - 2, indent="")
            put(canvas, item[:2], LEFT, y)
            for line in lines:
                put(canvas, line, LEFT + 2 * EM, y)
                y -= PITCH
            y -= 6

    assert text_of(draw) == "".join(f"{item[:2]} {item[2:]}\n" for item in items)


def test_two_full_centred_lines_are_joined_and_two_short_ones_are_not() -> None:
    title = "中共某某市某某区委员会教育工作委员会关于印发二〇二二年全区教育系统党建工作要点的通知"

    def full(canvas: Canvas) -> None:
        put_centred(canvas, title[:27], TOP + 60)
        put_centred(canvas, title[27:], TOP + 60 - PITCH)
        typeset(canvas, wrap_lines([T, U, T]), TOP - PITCH)

    def short(canvas: Canvas) -> None:
        put_centred(canvas, title[:12], TOP + 60, 22)
        put_centred(canvas, title[12:24], TOP + 20, 22)
        typeset(canvas, wrap_lines([T, U, T]), TOP - PITCH)

    assert text_of(full).split("\n")[0] == title
    assert text_of(short).split("\n")[:2] == [title[:12], title[12:24]]


def test_title_number_and_date_stay_lines_even_if_the_title_is_long() -> None:
    title = "某某区委办公室关于印发二〇二二年度基层党建工作要点的通知"
    assert len(title) == FULL

    def draw(canvas: Canvas) -> None:
        for n, line in enumerate([title, "某委办发〔2022〕6号", "（2022年3月1日）"]):
            put_centred(canvas, line, TOP + 90 - n * PITCH)
        typeset(canvas, wrap_lines([T, U, T]), TOP - PITCH)

    lines = text_of(draw).split("\n")
    assert lines[:4] == [title, "某委办发〔2022〕6号", "（2022年3月1日）", T]


def test_a_signature_and_its_date_at_the_right_are_two_lines() -> None:
    def draw(canvas: Canvas) -> None:
        typeset(canvas, wrap_lines([T, U, T]))
        canvas.setFont("Noto", EM)
        for n, line in enumerate(["中共某某区委办公室", "2022年12月20日"]):
            canvas.drawRightString(LEFT + FULL * EM, 300 - n * PITCH, line)

    assert text_of(draw).endswith(f"{T}\n中共某某区委办公室\n2022年12月20日\n")


def test_a_line_with_only_a_number_is_joined_to_the_text_below() -> None:
    def draw(canvas: Canvas) -> None:
        typeset(canvas, ["　　1.", *wrap_lines([T, U], indent="")])

    assert text_of(draw).startswith(f"1.{T}")


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
        put(canvas, "减少CO", LEFT, TOP)
        put(canvas, "2", LEFT + 3 * EM + 7, TOP - 3, 10)
        put(canvas, "排放", LEFT + 3 * EM + 13, TOP)
        put(canvas, "open data for all", LEFT, TOP - PITCH)

    assert text_of(draw) == "减少CO2排放\nopen data for all\n"


# --- pages ----------------------------------------------------------------------------------

NUMBERS = {
    "dashes": "— {} —",
    "hyphens": "- {} -",
    "words": "第 {} 页 共 3 页",
    "fraction": "{}/3",
    "bare": "{}",
    "dots": "·{}·",
    "page": "Page {} of 3",
}


def three_pages(mark: str, head: str = "", foot: str = "") -> bytes:
    lines = wrap_lines([T + U, U + T + U + T, T + U, U + T + U] * 3)

    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            if head:
                put_centred(canvas, head, HEIGHT - 40, 9)
            typeset(canvas, lines[number * 23 : number * 23 + 23])
            if foot:
                put(canvas, foot, LEFT, 40, 9)
            put(canvas, mark.format(number + 1), WIDTH / 2 - 20, 40, 12)

        return draw

    assert 46 < len(lines) <= 69
    return document(page(0), page(1), page(2))


@pytest.mark.parametrize("mark", NUMBERS.values(), ids=NUMBERS)
def test_page_numbers_are_separate_lines_and_break_no_paragraph(mark: str) -> None:
    text = pdf.read(three_pages(mark), Settings()).text
    pages = text.split("\f")
    numbers = [page.rstrip("\n").split("\n")[-1] for page in pages]
    body = [line for page in pages for line in page.rstrip("\n").split("\n")[:-1]]
    assert numbers == [mark.format(n) for n in (1, 2, 3)]
    assert body == [T + U, U + T + U + T, T + U, U + T + U] * 3


def test_running_heads_and_feet_beside_the_page_number_are_furniture() -> None:
    data = three_pages("— {} —", "某某区党建工作资料汇编", "区委组织部编")
    pages = pdf.read(data, Settings()).text.split("\f")
    ends = [page.rstrip("\n").split("\n")[-3:] for page in pages]
    assert ends == [["某某区党建工作资料汇编", f"— {n} —", "区委组织部编"] for n in (1, 2, 3)]
    assert pages[0].startswith(T + U)


def test_lines_that_a_browser_prints_around_a_page_are_furniture() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, "2022/3/1 下午3:05", 24, HEIGHT - 24, 8)
        put(canvas, "某某区工作要点", 240, HEIGHT - 24, 8)
        typeset(canvas, wrap_lines([T + U, U]))
        put(canvas, "https://www.example.gov.cn/art/2022.html", 24, 24, 8)
        put(canvas, "1/1", WIDTH - 40, 24, 8)

    lines = text_of(draw).split("\n")
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
        typeset(canvas, lines[:20])
        put(canvas, "①本要点所称两新组织，指新经济组织和新社会组织。", LEFT, 100, 10)
        put(canvas, "— 1 —", WIDTH / 2, 50, 12)

    def second(canvas: Canvas) -> None:
        typeset(canvas, lines[20:])
        put(canvas, "— 2 —", WIDTH / 2, 50, 12)

    pages = text_of(first, second).split("\f")
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
        typeset(canvas, lines)
        put(canvas, f"— {canvas.getPageNumber()} —", WIDTH / 2, 50, 12)

    body = f"{T + U}\n{U + T}\n"
    assert text_of(draw, draw) == f"{body}— 1 —\n\f{body}— 2 —\n"


def test_two_columns_are_read_one_after_the_other_below_their_title() -> None:
    size, width = 10.0, 21
    paragraphs = [T, U + T, T + U, U] * 3
    lines = wrap_lines(paragraphs, width)
    half = len(lines) // 2

    def draw(canvas: Canvas) -> None:
        put_centred(canvas, "某某区2022年党建工作要点", HEIGHT - 100, 20)
        put(canvas, "2022年3月1日", WIDTH - 150, HEIGHT - 130, 10)
        typeset_small(canvas, lines[:half], LEFT, size)
        typeset_small(canvas, lines[half:], LEFT + (width + 3) * size, size)

    expected = ["某某区2022年党建工作要点", "2022年3月1日", *paragraphs]
    assert text_of(draw) == "\n".join(expected) + "\n"


def test_three_columns_are_read_from_the_left() -> None:
    paragraphs = [T, U + T, T + U, U] * 4
    lines = wrap_lines(paragraphs, 14)
    third = -(-len(lines) // 3)

    def draw(canvas: Canvas) -> None:
        for n in range(3):
            typeset_small(canvas, lines[n * third : (n + 1) * third], 40 + n * 170, 10)

    assert text_of(draw) == "\n".join(paragraphs) + "\n"


# --- tables ---------------------------------------------------------------------------------

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
                put(canvas, cell[n : n + width], left + 5, top - 18 - n // width * 20)
    if ruled:
        canvas.grid(xs, ys)


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "aligned"])
def test_a_row_of_a_table_is_a_line_with_tabs_and_its_cells_are_whole(ruled: bool) -> None:
    ys = [TOP - 100, TOP - 126, TOP - 180, TOP - 234]

    def draw(canvas: Canvas) -> None:
        typeset(canvas, wrap_lines([T]))
        draw_table(canvas, TASKS, ys, ruled=ruled)
        typeset(canvas, wrap_lines([U]), TOP - 290)

    expected = [T, *("\t".join(row) for row in TASKS), U]
    assert text_of(draw) == "\n".join(expected) + "\n"


def test_a_cell_in_the_middle_of_its_height_belongs_to_its_row() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([LEFT, LEFT + 50, LEFT + 250], [TOP, TOP - 70, TOP - 100])
        put(canvas, "1", LEFT + 20, TOP - 40)
        for n, line in enumerate(["推进基层党建工作规范化", "标准化信息化建设，推动", "各项任务落实。"]):
            put(canvas, line, LEFT + 55, TOP - 18 - 20 * n)
        put(canvas, "2", LEFT + 20, TOP - 90)
        put(canvas, "开展主题教育。", LEFT + 55, TOP - 90)

    assert text_of(draw) == (
        "1\t推进基层党建工作规范化标准化信息化建设，推动各项任务落实。\n2\t开展主题教育。\n"
    )


def test_a_row_that_the_page_break_cuts_is_joined() -> None:
    xs = [LEFT, LEFT + 50, LEFT + 250]

    def first(canvas: Canvas) -> None:
        canvas.grid(xs, [150, 120, 80])
        put(canvas, "1", LEFT + 5, 125)
        put(canvas, "开展主题教育。", LEFT + 55, 125)
        put(canvas, "2", LEFT + 5, 95)
        put(canvas, "推进基层党建工作规范化", LEFT + 55, 95)

    def second(canvas: Canvas) -> None:
        canvas.grid(xs, [TOP, TOP - 30, TOP - 60])
        put(canvas, "标准化建设。", LEFT + 55, TOP - 20)
        put(canvas, "3", LEFT + 5, TOP - 50)
        put(canvas, "加强督查。", LEFT + 55, TOP - 50)

    assert text_of(first, second) == (
        "1\t开展主题教育。\n2\t推进基层党建工作规范化标准化建设。\n\f3\t加强督查。\n"
    )


def test_a_table_whose_cells_are_drawn_one_by_one_is_one_table() -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(20):
            for column in range(5):
                canvas.rect(LEFT + 80 * column, TOP - 30 * row, 80, 30)
                put(canvas, f"第{column}列{row}行", LEFT + 80 * column + 4, TOP - 30 * row + 10, 12)

    rows = ["\t".join(f"第{column}列{row}行" for column in range(5)) for row in range(20)]
    assert text_of(draw) == "\n".join(rows) + "\n"


def test_a_page_of_scattered_words_and_lines_is_read_quickly() -> None:
    def draw(canvas: Canvas) -> None:
        for n in range(4_000):
            put(canvas, "党", n * 37 % 590, n * 91 % 840, 3)
            canvas.line(n % 590, 0, n % 590, 800)
            canvas.line(0, n % 840, 590, n % 840)

    assert text_of(draw).count("党") > 3_900


def test_a_frame_around_prose_is_not_a_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(LEFT - 20, 60, FULL * EM + 60, HEIGHT - 120)
        typeset(canvas, wrap_lines([T + U, U]))

    assert text_of(draw) == f"{T + U}\n{U}\n"


def test_names_side_by_side_in_a_line_are_not_a_table() -> None:
    def draw(canvas: Canvas) -> None:
        typeset(canvas, wrap_lines([T]))
        put(canvas, "某某区委办公室", LEFT, 200)
        put(canvas, "2022年3月1日印发", LEFT + 300, 200)

    assert text_of(draw) == f"{T}\n某某区委办公室 2022年3月1日印发\n"


# --- characters -----------------------------------------------------------------------------


def test_radicals_and_compatibility_forms_become_the_hanzi_they_look_like() -> None:
    assert font_codes.replace_look_alikes("⼯作⼈⺠⻓车⾧豈（：）１①") == "工作人民长车長豈（：）１①".replace(
        "豈", "\u8c48"
    )


def test_radicals_in_a_file_are_folded() -> None:
    def draw(canvas: Canvas) -> None:
        typeset(canvas, [T, "党的⼯作"])

    assert text_of(draw).endswith("党的工作\n")


def test_signs_of_symbol_fonts_are_read_and_unknown_ones_marked() -> None:
    assert font_codes.replace_look_alikes("\uf06c学习\uf0fc\ue123") == "●学习√\ufffd"


def test_bold_that_is_printed_twice_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0, 0.4):
            put(canvas, "一、加强党的领导11人人", LEFT + shift, TOP)
        for character, x in zip("党建党建", (0, EM, 0.3, EM + 0.3), strict=True):
            put(canvas, character, LEFT + x, TOP - PITCH)
        typeset(canvas, wrap_lines([T]), TOP - 2 * PITCH)

    assert text_of(draw) == f"一、加强党的领导11人人\n党建\n{T}\n"


def without_unicode(data: bytes) -> bytes:
    return re.sub(rb"/ToUnicode \d+ 0 R", lambda m: b" " * len(m[0]), data)


def test_fonts_without_character_codes_are_refused() -> None:
    data = document(lambda c: typeset(c, wrap_lines([T + U] * 3)))
    error = refusal_of(without_unicode(data), Settings(ocr=False))
    assert error.reason == "garbled"
    assert "Word file" in error.detail


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


# --- turned, hidden and stamped text --------------------------------------------------------


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        typeset(canvas, wrap_lines([T + U, U]), top=480)

    # The library that makes these files turns the sheet together with the page.
    size = landscape(A4) if turn % 180 else A4
    assert text_of(draw, size=size) == f"{T + U}\n{U}\n"


def test_text_written_upwards_over_the_whole_sheet_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.translate(0, -HEIGHT)
        typeset(canvas, wrap_lines([T + U, U], 24))

    assert text_of(draw, size=landscape(A4)) == f"{T + U}\n{U}\n"


def test_a_watermark_and_a_note_at_the_side_are_left_out_with_a_warning() -> None:
    def draw(canvas: Canvas) -> None:
        typeset(canvas, wrap_lines([T + U, U]))
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(45)
        put(canvas, "内部资料", 0, 0, 60)
        canvas.restoreState()
        canvas.rotate(90)
        put(canvas, "装订线", 300, -20, 10)

    extracted = pdf.read(document(draw), Settings())
    assert extracted.text == f"{T + U}\n{U}\n"
    assert english(extracted.warnings) == (
        "Left out as watermark or note at the side: “内部资料”, “装订线”.",
    )


def test_a_turned_table_among_upright_text_is_kept() -> None:
    def draw(canvas: Canvas) -> None:
        typeset(canvas, wrap_lines([T + U, U, T]))
        canvas.rotate(90)
        typeset(canvas, wrap_lines([U], 18), top=-300, left=40)

    assert text_of(draw) == f"{T + U}\n{U}\n{T}\n{U}\n"


def picture(canvas: Canvas, width: float = WIDTH, height: float = HEIGHT) -> None:
    image = Image.new("L", (60, 80), 240)
    canvas.drawImage(ImageReader(image), 0, 0, width, height)


def invisible(canvas: Canvas, text: str, y: float) -> None:
    line = canvas.beginText(LEFT, y)
    line.setFont("Noto", EM)
    line.setTextRenderMode(3)
    line.textOut(text)
    canvas.drawText(line)


def test_the_invisible_text_of_a_scan_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        picture(canvas)
        for n, line in enumerate(wrap_lines([T + U], indent="")):
            invisible(canvas, line, TOP - n * PITCH)

    extracted = pdf.read(document(draw), Settings(ocr=False))
    assert extracted.text == f"{T + U}\n"
    assert extracted.format == "pdf"
    assert english(extracted.warnings)[0].startswith("Page 1: the text is the invisible layer")


def test_invisible_text_and_text_off_the_sheet_are_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        typeset(canvas, [T[:20]])
        invisible(canvas, "看不见的字", 300)
        put(canvas, "纸外的字", WIDTH + 50, 300)

    assert text_of(draw) == f"{T[:20]}\n"


# --- refusals --------------------------------------------------------------------------------

SAMPLE_TEXT = wrap_lines([T + U, U])


@pytest.fixture(scope="session")
def sample(font: None) -> bytes:
    return document(lambda c: typeset(c, SAMPLE_TEXT), lambda c: typeset(c, SAMPLE_TEXT))


def test_a_file_is_refused_only_if_it_needs_a_password() -> None:
    locked = StandardEncryption("open", ownerPassword="own", canPrint=0)
    free = StandardEncryption("", ownerPassword="own", canCopy=0)
    error = refusal_of(document(lambda c: typeset(c, SAMPLE_TEXT), encrypt=locked))
    assert error.reason == "encrypted"
    assert text_of(lambda c: typeset(c, SAMPLE_TEXT), encrypt=free) == f"{T + U}\n{U}\n"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF", b"", b"x"])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    assert refusal_of(data).reason == "damaged"


def test_a_file_that_is_cut_off_is_refused_or_gives_a_warning(sample: bytes) -> None:
    try:
        extracted = pdf.read(sample[: sample.rindex(b"xref")], Settings(ocr=False))
    except ReadingError as error:
        assert error.reason in ("damaged", "empty")
    else:
        assert any("end is missing" in warning for warning in english(extracted.warnings))


def test_pages_and_characters_beyond_the_limits_are_refused(sample: bytes) -> None:
    error = refusal_of(sample, Settings(max_pages=1))
    assert error.reason == "too large" and "max_pages" in error.detail
    error = refusal_of(sample, Settings(max_chars=20))
    assert error.reason == "too large" and "max_chars" in error.detail


def test_blank_pages_are_refused() -> None:
    assert refusal_of(document(lambda c: None)).reason == "empty"


def test_a_scan_is_refused_where_ocr_is_off_or_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    data = document(picture, picture)
    error = refusal_of(data, Settings(ocr=False))
    assert error.reason == "no text layer" and "ocr = true" in error.detail
    monkeypatch.setattr(ocr, "find_spec", lambda name: None)
    error = refusal_of(data)
    assert error.reason == "no text layer"
    assert 'pip install "district-analysis[ocr]"' in error.detail


def test_pages_that_are_pictures_among_pages_with_text_give_a_warning() -> None:
    def draw_stamped(canvas: Canvas) -> None:
        picture(canvas)
        put(canvas, "扫描全能王 创建", WIDTH - 150, 30, 9)

    data = document(lambda c: typeset(c, SAMPLE_TEXT), picture, draw_stamped)
    extracted = pdf.read(data, Settings(ocr=False))
    assert extracted.text.startswith(f"{T + U}\n{U}\n")
    assert english(extracted.warnings) == (
        "Pages 2–3: pictures without text, not read. Set ocr = true in analysis.toml to have "
        "pictures read by OCR.",
    )


def test_the_title_property_is_read_only_if_the_pages_show_it() -> None:
    def draw(title: str) -> Draw:
        def page(canvas: Canvas) -> None:
            canvas.setTitle(title)
            put_centred(canvas, "某某区2022年工作要点", TOP + 60, 22)
            typeset(canvas, SAMPLE_TEXT)

        return page

    def read_title(title: str) -> dict[str, str]:
        return dict(pdf.read(document(draw(title)), Settings()).embedded)

    assert read_title("某某区2022年工作要点") == {"title": "某某区2022年工作要点"}
    assert read_title("另一个文件的模板") == {}
    assert read_title("Microsoft Word - 工作要点.doc") == {}


# --- hostile files --------------------------------------------------------------------------


def assemble_pdf(*objects: bytes) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(out))
    )


def stream(content: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    head = b"<<%b/Filter/FlateDecode/Length %d>>stream\n" % (entries, len(packed))
    return head + packed + b"\nendstream"


def one_page(contents: bytes, *objects: bytes, resources: bytes = b"") -> bytes:
    return assemble_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<%b>>>>" % resources,
        contents,
        *objects,
    )


HELVETICA = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"


def test_a_stream_that_unpacks_without_end_is_refused_before_it_is_read() -> None:
    bomb = stream(b"BT /F1 9 Tf 9 9 Td " + b"(a)Tj " * 6_000_000 + b"ET")
    assert len(bomb) < 100_000
    error = refusal_of(one_page(bomb, resources=HELVETICA))
    assert error.reason == "too large" and "draws" in error.detail


def test_a_stream_beyond_the_limit_is_refused_before_it_is_read() -> None:
    data = one_page(stream(b" " * 3_000_000), resources=HELVETICA)
    error = refusal_of(data, Settings(max_unpacked_bytes=1_000_000))
    assert error.reason == "too large" and "max_unpacked_bytes" in error.detail


def test_forms_that_draw_forms_without_end_are_refused_before_they_are_read() -> None:
    forms = [
        stream(
            b"/F Do " * 10,
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>" % (6 + n),
        )
        for n in range(12)
    ]
    last = stream(b"BT /F1 9 Tf (x) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    data = one_page(stream(b"/F Do"), *forms, last, resources=b"/XObject<</F 5 0 R>>")
    error = refusal_of(data)
    assert error.reason == "too large"


def test_a_form_that_draws_itself_is_read_once() -> None:
    form = stream(
        b"BT /F1 9 Tf (x) Tj ET /F Do",
        b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<%b/XObject<</F 5 0 R>>>>" % HELVETICA,
    )
    data = one_page(stream(b"/F Do"), form, resources=b"/XObject<</F 5 0 R>>")
    assert pdf.read(data, Settings(ocr=False)).text == "x\n"


@pytest.mark.parametrize("size", [b"nan", b"1e38", b"-1", b"0", b"99999999999999999999"])
def test_absurd_numbers_in_a_page_do_not_stop_the_reader(size: bytes) -> None:
    text = b"BT /F1 %b Tf %b 9 Td (x) Tj ET BT /F1 9 Tf 9 %b Td (y) Tj ET" % (size, size, size)
    lines = b"%b 0 m 9 %b l S 0 0 %b 9 re S" % (size, size, size)
    data = one_page(stream(text + b" " + lines), resources=HELVETICA)
    try:
        assert isinstance(pdf.read(data, Settings(ocr=False)).text, str)
    except ReadingError as error:
        assert error.reason in ("damaged", "empty")


@pytest.mark.slow
@given(data=st.data())
@hypothesis_settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_mutations_of_a_file_are_read_or_refused(sample: bytes, data: st.DataObject) -> None:
    damaged = bytearray(sample)
    for _ in range(data.draw(st.integers(1, 8))):
        if len(damaged) < 2:
            break
        place = data.draw(st.integers(0, len(damaged) - 1))
        how = data.draw(st.sampled_from(["cut", "flip", "insert", "drop"]))
        if how == "cut":
            del damaged[place + 1 :]
        elif how == "flip":
            damaged[place] ^= data.draw(st.integers(1, 255))
        elif how == "insert":
            damaged[place:place] = data.draw(st.binary(max_size=20))
        else:
            del damaged[place : place + data.draw(st.integers(1, min(200, len(damaged) - 1)))]
    try:
        extracted = pdf.read(bytes(damaged), Settings(ocr=False))
    except ReadingError as error:
        assert error.reason and error.detail
    else:
        assert extracted.text


@pytest.mark.slow
@given(content=st.binary(max_size=300))
@hypothesis_settings(max_examples=150, deadline=None)
def test_any_drawing_is_read_or_refused(content: bytes) -> None:
    try:
        extracted = pdf.read(one_page(stream(content), resources=HELVETICA), Settings(ocr=False))
    except ReadingError as error:
        assert error.reason in ("damaged", "empty", "garbled", "no text layer")
    else:
        assert extracted.text


# --- pure geometry --------------------------------------------------------------------------


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
