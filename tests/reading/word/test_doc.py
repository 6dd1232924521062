"""Old Word files: text, tables, fields, automatic numbers, and every kind of damage."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as checks
from hypothesis import strategies as st

from analysis.notices import Field, Kind, Notice
from analysis.reading import ReadingError
from analysis.reading.word.doc import read
from analysis.reading.word.doc_file import FONTS, WordFile
from analysis.reading.word.doc_properties import read_fonts
from analysis.settings import Settings
from tests.support.doc_files import (
    DELETED,
    ENCRYPTED,
    HIDDEN,
    IN_TABLE,
    ROW_END,
    Doc,
    container,
    font_table,
    in_list,
    kinds,
    level,
    style_sheet,
    uses,
)

SETTINGS = Settings()
DECIMAL, JAPANESE_COUNTING, CIRCLE, BULLET, CHINESE_THOUSAND = 0, 11, 18, 23, 39
OUTLINE = (
    level(CHINESE_THOUSAND, "%1、")
    + level(JAPANESE_COUNTING, "（%2）")
    + level(DECIMAL, "%3.", follow=0)
    + level(DECIMAL, "(%4)")
    + level(CIRCLE, "%5")
    + level(BULLET, "\uf06c") * 4
)
FIXTURE = Path(__file__).parents[2] / "files" / "plan.doc.gz"


def lines(doc: Doc) -> list[str]:
    return read(doc.build(), SETTINGS).text.split("\n")


def make_outlined() -> Doc:
    return Doc(parts={73: kinds(False), 74: uses((1, None), (1, (0, 1)))}, lists=OUTLINE)


def test_paragraphs_are_lines_with_their_manual_breaks() -> None:
    doc = Doc().add("　　东岭区教育局工作要点").add("").add("第一行\x0b第二行\x1e尾\x1f，𠮷。")
    assert lines(doc) == ["东岭区教育局工作要点", "第一行", "第二行-尾，𠮷。"]


def test_western_text_takes_one_byte_a_character() -> None:
    assert lines(Doc(narrow=True).add("Plan “A” 2022")) == ["Plan “A” 2022"]


def test_a_field_shows_its_result_and_not_its_instruction() -> None:
    doc = Doc().add(
        '见\x13 HYPERLINK "x" \x14附件\x15，\x13 PAGE \x15共\x13 IF \x13 A \x14甲\x15\x14乙\x15。'
    )
    assert lines(doc) == ["见附件，共乙。"]
    assert lines(Doc().add("甲\x13乙").add("丙\x15\x15丁")) == ["甲丁"]
    assert lines(Doc().add("甲\x13乙").add("丙")) == ["甲乙", "丙"]


def test_hidden_and_deleted_text_is_dropped_and_a_deleted_end_joins_paragraphs() -> None:
    doc = Doc().add("看得见看不见的").mark("看不见", HIDDEN).add("前半句删去")
    doc.mark("删去\r", DELETED).add("后半句。")
    assert lines(doc) == ["看得见的", "前半句后半句。"]


def test_a_row_is_a_line_with_tabs() -> None:
    doc = Doc().add("任务表")
    doc.add("序号", IN_TABLE, end="\x07").add("任务", IN_TABLE, end="\x07").add(
        "", IN_TABLE + ROW_END, end="\x07"
    )
    doc.add("1", IN_TABLE, end="\x07").add("抓学习", IN_TABLE).add("抓落实", IN_TABLE, end="\x07")
    doc.add("", IN_TABLE + ROW_END, end="\x07").add("表后")
    assert lines(doc) == ["任务表", "序号\t任务", "1\t抓学习 抓落实", "表后"]


def test_a_row_whose_properties_are_too_long_for_a_page_ends() -> None:
    elsewhere = struct.pack("<HI", 0x6646, 6)
    doc = Doc(data=b"before" + struct.pack("<H", 6) + IN_TABLE + ROW_END)
    for text in ("甲", "乙"):
        doc.add(text, IN_TABLE, end="\x07").add("格", IN_TABLE, end="\x07").add("", elsewhere, end="\x07")
    assert lines(doc) == ["甲\t格", "乙\t格"]


def test_a_row_without_its_end_is_still_read() -> None:
    doc = Doc().add("甲", IN_TABLE, end="\x07").add("乙", IN_TABLE, end="\x07").add("表后")
    assert lines(doc) == ["甲\t乙", "表后"]


def test_automatic_numbers_are_as_word_shows_them() -> None:
    doc = make_outlined()
    for depth, text in [
        (0, "甲"),
        (1, "乙"),
        (2, "丙"),
        (2, "丁"),
        (3, "戊"),
        (4, "己"),
        (5, "庚"),
        (1, "辛"),
        (2, "壬"),
        (0, "癸"),
    ]:
        doc.add(text, in_list(1, depth))
    assert lines(doc.add("不编号", in_list(0, 0)).add("末")) == [
        "一、甲",
        "（一）乙",
        "1. 丙",
        "2. 丁",
        "(1)戊",
        "①己",
        "庚",
        "（二）辛",
        "1. 壬",
        "二、癸",
        "不编号",
        "末",
    ]


def test_a_list_may_restart_and_share_its_counters() -> None:
    doc = (
        make_outlined()
        .add("甲", in_list(1, 0))
        .add("乙", in_list(2, 0))
        .add("丙", in_list(2, 0))
        .add("丁", in_list(1, 0))
    )
    assert lines(doc) == ["一、甲", "一、乙", "二、丙", "三、丁"]


def test_levels_restart_as_stated() -> None:
    levels = level(DECIMAL, "%1、") + level(DECIMAL, "%2）", restart=0) + level(DECIMAL, "%3；") * 7
    doc = Doc(parts={73: kinds(False), 74: uses((1, None))}, lists=levels)
    for depth in (0, 1, 0, 1):
        doc.add("文", in_list(1, depth))
    assert lines(doc) == ["1、文", "1）文", "2、文", "2）文"]


def test_a_style_numbers_its_paragraphs_and_those_of_styles_based_on_it() -> None:
    doc = make_outlined()
    numbered = struct.pack("<HH", 0x460B, 1)
    doc.parts[73] = kinds(False, styles=(1, 2, *[0xFFF] * 7))
    doc.parts[1] = style_sheet((0, 0xFFF, b""), (1, 0xFFF, numbered), (2, 0xFFF, numbered), (3, 2, b""))
    doc.add("甲", style=1).add("乙", style=2).add("丙", style=3).add("丁", style=1).add("戊", style=0)
    assert lines(doc) == ["一、甲", "（一）乙", "（二）丙", "二、丁", "戊"]


def test_a_list_may_change_a_whole_level() -> None:
    doc = make_outlined()
    # A change of the whole level overrides a change of its start.
    flags_at = len(doc.parts[74]) - 4
    doc.parts[74] = doc.parts[74][:flags_at] + struct.pack("<I", 0x30)
    doc.parts[74] += level(DECIMAL, "第%1条", start=5, follow=1)
    assert lines(doc.add("甲", in_list(2, 0)).add("乙", in_list(2, 0))) == ["第5条 甲", "第6条 乙"]


def test_a_style_may_state_the_depth() -> None:
    doc = make_outlined()
    doc.parts[1] = style_sheet((0, 0xFFF, b""), (1, 0xFFF, in_list(1, 1)))
    assert lines(doc.add("甲", style=1).add("乙", struct.pack("<HB", 0x260A, 2), style=1)) == [
        "（一）甲",
        "1. 乙",
    ]


def test_modifiers_of_every_size_are_skipped() -> None:
    before = struct.pack("<HH", 0xD608, 6) + b"table" + struct.pack("<HB", 0xC60D, 0)
    before += (
        struct.pack("<HHI", 0x4845, 1, 0)[:4]
        + struct.pack("<HI", 0x6649, 1)
        + struct.pack("<H3s", 0xE000, b"abc")
    )
    assert lines(make_outlined().add("甲", before + in_list(1, 0)).add("乙")) == ["一、甲", "乙"]


def test_a_line_of_a_table_of_contents_shows_its_dots() -> None:
    doc = Doc(parts={1: style_sheet((0, 0xFFF, b""), (19, 0, b""))})
    leader = b"\x0d\xc6" + bytes([5, 0, 1]) + struct.pack("<H", 8296) + bytes([0x0A])
    doc.add("一、总则\t1", style=1).add("二、任务\t12", leader).add("姓名\t1")
    assert lines(doc) == ["一、总则……1", "二、任务……12", "姓名 1"]


def test_a_sign_of_a_symbol_font_is_read_by_its_font() -> None:
    doc = Doc(parts={15: font_table("宋体", "Wingdings", "Symbol", "Wingdings 2")})
    for font, code in ((1, 0xF0FE), (2, 0xF0A3), (3, 0xF0A3), (0, 0x2116)):
        doc.add("甲(乙").mark("(", struct.pack("<HHH", 0x6A09, font, code))
    doc.add("\uf0fc对\uf099")
    assert lines(doc) == ["甲☑乙", "甲≤乙", "甲□乙", "甲№乙", "√对"]


@pytest.mark.parametrize("table", [b"", b"\xff", font_table("Wingdings")[:9], font_table("宋体")])
def test_a_sign_whose_font_is_missing_from_the_table_is_not_shown(table: bytes) -> None:
    doc = Doc(parts={15: table}).add("甲(乙").mark("(", struct.pack("<HHH", 0x6A09, 1, 0xF0FE))
    assert lines(doc) == ["甲 乙"]


def test_notes_and_headers_come_after_the_body() -> None:
    doc = (
        Doc()
        .add("正文\x02")
        .story(0)
        .add("\x02脚注。")
        .story(1)
        .add("东岭党建")
        .add("- \x13PAGE\x141\x15 -")
        .story(2)
    )
    extracted = read(doc.build(), SETTINGS)
    assert extracted.text == "正文\n脚注。\n东岭党建"
    assert extracted.main == (0, 2)
    assert extracted.warnings == (Notice.of(Field.TEXT, Kind.NOTES_LEFT_OUT, n=1),)


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("\x08通知正文", 0, ["中共东岭区委文件", "通知正文"]),
        ("通知正文\x08", 4, ["通知正文", "中共东岭区委文件"]),
        ("通知正文", None, ["通知正文", "中共东岭区委文件"]),
    ],
)
def test_a_text_box_is_read_at_its_anchor(text: str, anchor: int | None, expected: list[str]) -> None:
    box = "中共东岭区委文件"
    doc = Doc().add(text).story(0).add(box).add("").story(6)
    doc.parts[56] = struct.pack("<3I", 0, len(box) + 1, len(box) + 2) + struct.pack("<14xI4x", 7) * 2
    if anchor is not None:
        doc.parts[40] = struct.pack("<2I", anchor, len(text) + 1) + struct.pack("<I22x", 7)
    assert lines(doc) == expected


def test_a_section_ends_a_paragraph_and_a_page_does_not() -> None:
    doc = (
        make_outlined()
        .add("甲\x0c乙", in_list(1, 0))
        .add("丙", in_list(1, 0), end="\x0c")
        .add("丁", in_list(1, 0))
    )
    assert lines(doc) == ["一、甲", "\f", "乙", "二、丙", "\f", "三、丁"]


def test_a_file_of_libreoffice_is_read() -> None:
    assert read(gzip.decompress(FIXTURE.read_bytes()), SETTINGS).text.split("\n") == [
        "东岭区教育局2022年党建工作要点",
        "一、加强政治建设",
        "（一）抓好理论学习",
        "1. 开展专题研讨。",
        "2. 建立学习台账。",
        "（二）压实主体责任",
        "1. 落实一岗双责。",
        "二、加强组织建设",
        "（一）规范组织生活",
        "序号\t任务\t责任单位",
        "1\t专题党课\t党办",
        "按照《意见》执行。",
    ]


def test_the_font_table_of_libreoffice_is_read() -> None:
    file = WordFile(gzip.decompress(FIXTURE.read_bytes()), SETTINGS.max_chars)
    assert read_fonts(file.part(FONTS))[:3] == ["Times New Roman", "Symbol", "Arial"]


# --- damaged and hostile files --------------------------------------------------------------


def refusal_of(data: bytes, settings: Settings = SETTINGS) -> str:
    with pytest.raises(ReadingError) as error:
        read(data, settings)
    return error.value.reason


def test_encrypted_files_and_files_of_older_editions_are_refused() -> None:
    assert refusal_of(Doc(flags=0x0200 | ENCRYPTED).add("密").build()) == "encrypted"
    assert refusal_of(Doc(identity=0xA5DC, edition=0x65).add("旧").build()) == "old edition"
    assert refusal_of(Doc(edition=0x68).add("旧").build()) == "old edition"
    assert refusal_of(Doc(identity=0x1234).add("乱").build()) == "damaged"


def test_the_other_table_is_read_where_the_flag_is_wrong() -> None:
    assert lines(Doc(flags=0).add("正文")) == ["正文"]


def test_a_file_whose_text_is_cut_off_is_damaged() -> None:
    data = Doc().add("正文").build()
    assert refusal_of(data[:1500]) == "damaged"
    assert refusal_of(container({"WordDocument": b"\xec\xa5\xc1\x00"})) == "damaged"
    assert refusal_of(container({"Workbook": b""})) == "damaged"
    assert refusal_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == "damaged"


def test_a_text_longer_than_the_limit_is_refused_before_it_is_decoded() -> None:
    assert refusal_of(Doc().add("字" * 100).build(), Settings(max_chars=50)) == "too large"


def test_a_file_whose_pieces_contradict_each_other_is_damaged() -> None:
    data = Doc().add("正文").build()
    at = data.index(struct.pack("<2I", 0, 3) + struct.pack("<HI", 0, 1024))
    assert refusal_of(data[:at] + struct.pack("<I", 9) + data[at + 4 :]) == "damaged"
    assert refusal_of(data[: at + 10] + struct.pack("<I", 10**6) + data[at + 14 :]) == "damaged"


def test_fields_and_boxes_inside_each_other_do_not_stop_the_reader() -> None:
    assert lines(Doc().add("\x13" * 10_000 + "\x15" * 10_000 + "完")) == ["完"]
    doc = Doc().add("正文").story(0).add("框").story(6)
    # A box that is anchored in itself.
    doc.parts[56] = struct.pack("<2I", 0, 2) + struct.pack("<14xI4x", 7)
    doc.parts[40] = struct.pack("<2I", 4, 9) + struct.pack("<I22x", 7)
    assert lines(doc) == ["正文", "框"]


SOUND = (
    make_outlined()
    .add("东岭区工作要点", in_list(1, 0))
    .mark("工作", HIDDEN)
    .add("甲", IN_TABLE, end="\x07")
    .add("", IN_TABLE + ROW_END, end="\x07")
    .add("见\x13 PAGE \x141\x15", in_list(2, 1))
    .build()
)


@checks(max_examples=300, deadline=None)
@given(st.integers(0, len(SOUND) - 1), st.binary(max_size=8), st.sampled_from((0, 1, 4, 8, 10**6)))
def test_a_damaged_file_raises_only_a_reading_error(place: int, inserted: bytes, removed: int) -> None:
    try:
        assert isinstance(read(SOUND[:place] + inserted + SOUND[place + removed :], SETTINGS).text, str)
    except ReadingError as error:
        assert error.reason and str(error).endswith(".")


@checks(max_examples=300, deadline=None)
@given(
    st.integers(0, 7000),
    st.sampled_from((b"\xff", b"\x00", b"\x7f", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f")),
)
def test_contradictory_structures_raise_only_a_reading_error(place: int, replacement: bytes) -> None:
    place = 512 + place % (len(SOUND) - 520)
    try:
        read(SOUND[:place] + replacement + SOUND[place + len(replacement) :], SETTINGS)
    except ReadingError as error:
        assert error.reason and str(error).endswith(".")
