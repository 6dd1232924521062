"""Word files: the text that Word shows is read, with automatic numbers, and no harmful part is opened."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from hypothesis import given
from hypothesis import settings as checks
from hypothesis import strategies as st

from analysis.notices import Field, Kind, Notice
from analysis.reading import Extracted, ReadingError
from analysis.reading.word.docx import read
from analysis.reading.word.numbering import Level, List, Numbering, join_number
from analysis.reading.word.numerals import write_number
from analysis.settings import Settings
from tests.support.notices import english
from tests.support.office_files import (
    cell,
    docx,
    field,
    level,
    list_kind,
    list_use,
    packed,
    paragraph,
    part,
    run,
    table,
)

SETTINGS = Settings()
OUTLINE = list_kind(
    1,
    level(0, "chineseCounting", "%1、", '<w:suff w:val="nothing"/>'),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "(%4)"),
    level(4, "decimalEnclosedCircle", "%5", '<w:suff w:val="nothing"/>'),
)
BREAK = '<w:r><w:br w:type="page"/></w:r>'
BOX = "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"


def read_docx(
    body: str, *, numbering: str = "", styles: str = "", more: dict[str, str] | None = None
) -> Extracted:
    return read(docx(body, numbering=numbering, styles=styles, more=more), SETTINGS)


def lines(body: str, numbering: str = "", styles: str = "") -> list[str]:
    return read_docx(body, numbering=numbering, styles=styles).text.split("\n")


# --- paragraphs -----------------------------------------------------------------------------


def test_paragraphs_come_in_order_without_indents_and_empty_paragraphs() -> None:
    body = paragraph("　　东岭区教育局工作要点 ") + paragraph() + paragraph("各学校：")
    assert lines(body) == ["东岭区教育局工作要点", "各学校："]


def test_runs_hyperlinks_controls_and_smart_tags_belong_to_their_paragraph() -> None:
    content = (
        f"<w:hyperlink>{run('按《意见》')}</w:hyperlink><w:smartTag>{run('二〇二二年')}</w:smartTag>"
        f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{run('抓实')}</w:sdtContent></w:sdt>"
        f"<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    )
    assert lines(paragraph("请", content=content)) == ["请按《意见》二〇二二年抓实x=1"]


def test_blocks_inside_content_controls_are_read() -> None:
    body = f"<w:sdt><w:sdtContent>{paragraph('甲')}{table([cell(paragraph('乙')), cell(paragraph('丙'))])}</w:sdtContent></w:sdt>"
    assert lines(body) == ["甲", "乙\t丙"]


def test_insertions_are_kept_and_deletions_moves_away_and_hidden_text_dropped() -> None:
    content = (
        f"<w:ins>{run('新增')}</w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('移走')}</w:moveFrom><w:moveTo>{run('移来')}</w:moveTo>"
        + run("隐藏", "<w:vanish/>")
        + run("不隐藏", '<w:vanish w:val="0"/>')
    )
    assert lines(paragraph("保留", content=content)) == ["保留新增移来不隐藏"]


def test_text_hidden_by_its_style_is_dropped() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="i"><w:basedOn w:val="h"/></w:style>'
    )
    assert lines(paragraph("看得见", content=run("看不见", '<w:rStyle w:val="i"/>')), styles=styles) == [
        "看得见"
    ]


def test_a_deleted_paragraph_end_joins_the_next_paragraph() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    assert lines(paragraph("前半句", properties=gone) + paragraph("后半句。")) == ["前半句后半句。"]
    assert lines(paragraph("只有一段", properties=gone)) == ["只有一段"]


def test_a_field_shows_its_result_and_not_its_instruction() -> None:
    assert lines(paragraph("见", content=field("HYPERLINK x", run("附件")) + run("。"))) == ["见附件。"]


def test_a_field_inside_the_instruction_of_a_field_is_not_shown() -> None:
    inner = field("PAGE", run("7"))
    content = (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{inner}'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("结果")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert lines(paragraph(content=content)) == ["结果"]


def test_a_field_that_never_ends_hides_no_text() -> None:
    start = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    assert lines(paragraph(content=start) + paragraph("正文还在。")) == ["正文还在。"]


def test_breaks_tabs_hyphens_and_symbols_become_characters() -> None:
    content = (
        "<w:r><w:br/><w:t>第二行</w:t><w:tab/><w:t>后</w:t><w:noBreakHyphen/><w:t>面</w:t><w:softHyphen/>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Webdings" w:char="F099"/></w:r>'
    )
    assert lines(paragraph("第一行", content=content)) == ["第一行", "第二行 后-面☑"]


def test_a_page_break_is_a_form_feed_and_a_number_comes_after_it() -> None:
    body = paragraph("前页") + paragraph(content=BREAK + run("后页"), level=0)
    assert lines(body, OUTLINE) == ["前页", "\f", "一、后页"]


def test_a_row_made_with_tabs_keeps_them_and_a_single_tab_becomes_a_blank() -> None:
    tab = "<w:r><w:tab/></w:r>"
    row = paragraph("姓名", content=f"{tab}{run('职务')}{tab}{tab}{run('电话')}")
    assert lines(row + paragraph("1.", content=tab + run("加强领导"))) == [
        "姓名\t职务\t电话",
        "1. 加强领导",
    ]


def test_a_line_of_a_table_of_contents_shows_its_dots() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    tab = "<w:r><w:tab/></w:r>"
    body = paragraph("一、", style="t", content=f"{tab}{run('总体要求')}{tab}{run('3')}")
    assert lines(body, styles=styles) == ["一、 总体要求……3"]
    leader = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8296"/></w:tabs>'
    assert lines(paragraph("总则", properties=leader, content=f"{tab}{run('1')}")) == ["总则……1"]


def test_a_text_box_is_read_once_before_or_after_its_paragraph() -> None:
    box = BOX.format(paragraph("中共东岭区委文件"))
    assert lines(paragraph(content=box + run("通知"))) == ["中共东岭区委文件", "通知"]
    assert lines(paragraph("通知", content=box)) == ["通知", "中共东岭区委文件"]


def test_a_text_box_of_only_the_old_edition_is_read() -> None:
    old = "<w:r><mc:AlternateContent><mc:Choice/><mc:Fallback><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    assert lines(paragraph("正文", content=old.format(paragraph("旧框")))) == ["正文", "旧框"]
    art = '<w:r><w:pict><v:shape><v:textpath string="东岭区教育局文件"/></v:shape></w:pict></w:r>'
    assert lines(paragraph("正文", content=art)) == ["东岭区教育局文件", "正文"]


def test_blocks_written_for_two_editions_are_read_once() -> None:
    both = "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    assert lines(both.format(paragraph("新"), paragraph("旧"))) == ["新"]
    assert lines(both.format("", paragraph("旧"))) == ["旧"]


def test_characters_of_symbol_fonts_are_read_as_the_signs_they_show() -> None:
    symbols = "".join(
        f'<w:sym w:font="{font}" w:char="{code}"/>'
        for font, code in (
            ("Symbol", "F0B7"),
            ("Arial", "2116"),
            ("Wingdings", "zz"),
            ("x", "D800"),
        )
    )
    assert lines(paragraph("甲\uf0fe", content=f"<w:r>{symbols}</w:r>")) == ["甲☑·№"]


# --- tables ---------------------------------------------------------------------------------


def test_a_row_is_a_line_with_tabs_and_a_cell_has_no_newline() -> None:
    body = table(
        [cell(paragraph("序号")), cell(paragraph("任务"))],
        [cell(paragraph("1")), cell(paragraph("抓学习"), paragraph("抓落实"))],
    )
    assert lines(paragraph("表") + body + paragraph("后")) == [
        "表",
        "序号\t任务",
        "1\t抓学习 抓落实",
        "后",
    ]


def test_merged_cells_are_read_once() -> None:
    merged = '<w:vMerge w:val="{}"/>'
    body = table(
        [cell(paragraph("党办"), properties=merged.format("restart")), cell(paragraph("一月"))],
        [cell(paragraph("党办"), properties="<w:vMerge/>"), cell(paragraph("二月"))],
        [
            cell(paragraph("合并"), properties='<w:hMerge w:val="restart"/>'),
            cell(paragraph("合并"), properties="<w:hMerge/>"),
        ],
    )
    assert lines(body) == ["党办\t一月", "\t二月", "合并"]


def test_a_frame_of_one_cell_gives_the_lines_in_it() -> None:
    body = table([cell(paragraph("第一段。"), paragraph("第二段。"))])
    assert lines(body) == ["第一段。", "第二段。"]
    beside = table([cell(paragraph()), cell(paragraph("第一段。"), paragraph("第二段。"))])
    assert lines(beside) == ["第一段。", "第二段。"]


def test_a_table_in_a_cell_is_part_of_the_cell() -> None:
    inner = table([cell(paragraph("内一")), cell(paragraph("内二"))])
    assert lines(table([cell(paragraph("外")), cell(inner, paragraph("尾"))])) == ["外\t内一 内二 尾"]
    assert lines(table([cell(paragraph("外"), inner)])) == ["外", "内一\t内二"]


def test_a_deleted_row_is_dropped() -> None:
    gone = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell(paragraph('删去的行'))}</w:tr></w:tbl>"
    assert lines(gone + paragraph("留下")) == ["留下"]


# --- numbering ------------------------------------------------------------------------------


def test_automatic_numbers_are_as_word_shows_them() -> None:
    levels = [
        (0, "甲"),
        (1, "乙"),
        (2, "丙"),
        (3, "丁"),
        (4, "戊"),
        (2, "己"),
        (1, "庚"),
        (2, "辛"),
        (0, "壬"),
        (1, "癸"),
    ]
    body = "".join(paragraph(text, level=depth) for depth, text in levels)
    assert lines(body, OUTLINE) == [
        "一、甲",
        "（一）乙",
        "1. 丙",
        "(1)丁",
        "①戊",
        "2. 己",
        "（二）庚",
        "1. 辛",
        "二、壬",
        "（一）癸",
    ]


def test_numbers_continue_across_text_and_tables() -> None:
    body = (
        paragraph("甲", level=0)
        + paragraph("一段正文。")
        + table([cell(paragraph("乙", level=0)), cell(paragraph("格"))])
        + paragraph("丙", level=0)
    )
    assert lines(body, OUTLINE) == ["一、甲", "一段正文。", "二、乙\t格", "三、丙"]


def test_a_style_numbers_its_paragraphs_and_those_of_styles_based_on_it() -> None:
    numbering = list_kind(
        2,
        level(0, "japaneseCounting", "第%1章", '<w:pStyle w:val="h1"/><w:suff w:val="space"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="h2"/><w:isLgl/>'),
    )
    listed = '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="h1">{listed}</w:style>'
        f'<w:style w:type="paragraph" w:styleId="h2">{listed}</w:style>'
        '<w:style w:type="paragraph" w:styleId="h3"><w:basedOn w:val="h2"/></w:style>'
    )
    body = (
        paragraph("总则", style="h1")
        + paragraph("目的", style="h2")
        + paragraph("依据", style="h3")
        + paragraph("任务", style="h1")
        + paragraph("重点", style="h2")
        + paragraph("不编号", style="h1", level=0, list_name=0)
    )
    expected = ["第一章 总则", "1.1 目的", "1.2 依据", "第二章 任务", "2.1 重点", "不编号"]
    assert lines(body, numbering, styles) == expected


def test_a_list_may_restart_and_share_its_counters() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = OUTLINE + list_use(7, 1) + list_use(8, 1, anew)
    body = "".join(
        paragraph(text, level=0, list_name=name)
        for name, text in ((1, "甲"), (7, "乙"), (8, "丙"), (8, "丁"), (1, "戊"))
    )
    assert lines(body, numbering) == ["一、甲", "二、乙", "一、丙", "二、丁", "三、戊"]


def test_a_list_may_change_a_level_and_take_its_levels_from_a_style() -> None:
    change = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1.", start=4)}</w:lvlOverride>'
    numbering = (
        OUTLINE
        + list_use(5, 1, change)
        + '<w:abstractNum w:abstractNumId="6"><w:numStyleLink w:val="L"/></w:abstractNum>'
        + list_use(6, 6)
    )
    styles = '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert lines(paragraph("甲", level=0, list_name=5), numbering, styles) == ["IV. 甲"]
    assert lines(paragraph("甲", level=0, list_name=6), numbering, styles) == ["一、甲"]


def test_levels_restart_as_stated() -> None:
    numbering = list_kind(
        3,
        level(0, "decimal", "%1、"),
        level(1, "decimal", "%2）"),
        level(2, "decimal", "（%3）", '<w:lvlRestart w:val="1"/>'),
        level(3, "lowerLetter", "%4)", '<w:lvlRestart w:val="0"/>'),
    )
    depths = [0, 1, 2, 3, 1, 2, 3, 0, 1, 2, 3]
    body = "".join(paragraph("文", level=depth, list_name=3) for depth in depths)
    numbers = ["1、", "1）", "（1）", "a)", "2）", "（2）", "b)", "2、", "1）", "（1）", "c)"]
    assert lines(body, numbering) == [number + "文" for number in numbers]


def test_a_numeral_of_later_editions_is_read_by_its_alternative() -> None:
    both = (
        '<w:lvl w:ilvl="0"><w:start w:val="3"/><mc:AlternateContent><mc:Choice><w:numFmt w:val="custom"/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="upperLetter"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="%1、"/></w:lvl>'
    )
    assert lines(paragraph("甲", level=0), list_kind(1, both)) == ["C、甲"]


def test_the_default_style_and_the_depth_of_a_style_count() -> None:
    properties = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = f'<w:style w:type="paragraph" w:default="1" w:styleId="n">{properties}</w:style>'
    assert lines(paragraph("甲") + paragraph("乙"), OUTLINE, styles) == ["（一）甲", "（二）乙"]


def test_a_hidden_number_sign_of_a_field_still_turns_the_field() -> None:
    begin = '<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="{}"/></w:r>'
    content = (
        begin.format("begin") + run("指令") + begin.format("separate") + run("结果") + begin.format("end")
    )
    assert lines(paragraph(content=content)) == ["结果"]


def test_bullets_hidden_numbers_and_unknown_lists_are_not_shown() -> None:
    numbering = list_kind(
        4,
        level(0, "bullet", "●"),
        level(1, "decimal", "%2.", "<w:rPr><w:vanish/></w:rPr>"),
        level(2, "none", ""),
    )
    body = "".join(paragraph("文", level=depth, list_name=4) for depth in (0, 1, 2, 8))
    assert lines(body + paragraph("文", level=0, list_name=99), numbering) == ["文"] * 5


def test_an_empty_numbered_paragraph_counts_and_is_not_printed() -> None:
    assert lines(paragraph("甲", level=0) + paragraph(level=0) + paragraph("乙", level=0), OUTLINE) == [
        "一、甲",
        "三、乙",
    ]


def test_a_number_is_separated_from_digits_and_never_followed_by_a_tab() -> None:
    assert join_number("一、", "tab", "加强") == "一、加强"
    assert join_number("1.", "tab", "加强") == "1. 加强"
    assert join_number("1.", "nothing", "加强") == "1.加强"
    assert join_number("1.", "nothing", "2023年") == "1. 2023年"
    assert join_number("第一章", "space", "总则") == "第一章 总则"


@pytest.mark.parametrize(
    ("numerals", "expected"),
    [
        ("decimal", "1 10 11 20 101"),
        ("chineseCounting", "一 十 十一 二十 一〇一"),
        ("chineseCountingThousand", "一 十 十一 二十 一百零一"),
        ("japaneseCounting", "一 十 十一 二十 一百零一"),
        ("ideographDigital", "一 一〇 一一 二〇 一〇一"),
        ("chineseLegalSimplified", "壹 壹拾 壹拾壹 贰拾 壹佰零壹"),
        ("ideographLegalTraditional", "壹 壹拾 壹拾壹 貳拾 壹佰零壹"),
        ("ideographTraditional", "甲 癸 11 20 101"),
        ("decimalEnclosedCircle", "① ⑩ ⑪ ⑳ 101"),
        ("decimalFullWidth", "１ １０ １１ ２０ １０１"),
        ("upperRoman", "I X XI XX CI"),
        ("lowerLetter", "a j k t wwww"),
        ("decimalZero", "01 10 11 20 101"),
        ("klingon", "1 10 11 20 101"),
    ],
)
def test_numerals_are_written_in_each_format(numerals: str, expected: str) -> None:
    assert " ".join(write_number(number, numerals) for number in (1, 10, 11, 20, 101)) == expected


def test_large_numbers_are_written_and_bounded() -> None:
    assert write_number(1_010, "chineseCountingThousand") == "一千零一十"
    assert write_number(2_345, "chineseLegalSimplified") == "贰仟叁佰肆拾伍"
    assert write_number(10**9, "lowerLetter") == "9999"
    assert write_number(-3, "chineseCounting") == "0"


def test_a_level_that_was_skipped_shows_its_start() -> None:
    numbered_list = List(1, {0: Level(2, "decimal", "%1."), 1: Level(1, "decimal", "%1.%2")})
    counted = Numbering({1: numbered_list})
    assert [counted.add_number(1, depth, "文") for depth in (1, 0, 1)] == ["2.1 文", "2. 文", "2.1 文"]


# --- other parts ----------------------------------------------------------------------------


def test_notes_headers_and_footers_come_after_the_body() -> None:
    notes = '<w:footnote w:type="separator"><w:p/></w:footnote><w:footnote>{}</w:footnote>'
    extracted = read_docx(
        paragraph("正文", content='<w:r><w:footnoteReference w:id="2"/></w:r>'),
        more={
            "footnotes": part("footnotes", notes.format(paragraph("脚注。"))),
            "header1": part("hdr", paragraph("东岭党建")),
            "header2": part("hdr", paragraph("东岭党建")),
            "footer1": part("ftr", paragraph("— ", content=field("PAGE", run("1")) + run(" —"))),
        },
    )
    assert extracted.text == "正文\n脚注。\n东岭党建"
    assert extracted.main == (0, 2)
    assert extracted.warnings == (Notice.of(Field.TEXT, Kind.NOTES_LEFT_OUT, n=1),)


def test_comments_are_not_read() -> None:
    comments = part("comments", f"<w:comment>{paragraph('批注')}</w:comment>")
    assert read_docx(paragraph("正文"), more={"comments": comments}).text == "正文"


def test_parts_that_cannot_be_read_are_in_the_warnings() -> None:
    assert english(read_docx(paragraph("正文") + "<w:altChunk/>").warnings) == (
        "Not read: a document of another format that was inserted.",
    )


def test_a_document_of_pictures_is_refused_with_advice() -> None:
    with pytest.raises(ReadingError, match="OCR") as error:
        read_docx(paragraph(content="<w:r><w:drawing><w:blip/></w:drawing></w:r>"))
    assert error.value.reason == "no text layer"


def test_the_strict_edition_and_a_body_by_another_name_are_read() -> None:
    strict = part("document", f"<w:body>{paragraph('严格版')}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    make_table = f'<Relationships><Relationship Type="{kind}" Target="/word/document2.xml"/></Relationships>'
    data = packed({"_rels/.rels": make_table, "word\\document2.xml": strict})
    assert read(data, SETTINGS).text == "严格版"


def test_a_file_without_relations_is_read_by_the_usual_names() -> None:
    data = packed({"word/document.xml": part("document", f"<w:body>{paragraph('正文')}</w:body>")})
    assert read(data, SETTINGS).text == "正文"


# --- hostile and damaged files --------------------------------------------------------------


def refusal_of(data: bytes, settings: Settings = SETTINGS) -> str:
    with pytest.raises(ReadingError) as error:
        read(data, settings)
    return error.value.reason


def with_body(document: str | bytes) -> bytes:
    return packed({"word/document.xml": document})


def test_a_file_that_unpacks_to_too_much_is_refused() -> None:
    noise = random.Random(1).randbytes(3000).hex()
    data = with_body(part("document", f"<w:body><!--{noise}-->{paragraph('正文')}</w:body>"))
    assert refusal_of(data, Settings(max_unpacked_bytes=5000)) == "too large"
    assert read(data, Settings(max_unpacked_bytes=50_000)).text == "正文"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    assert refusal_of(with_body(part("document", " " * 5_000_000))) == "unsafe"


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(with_body(part("document", f"<w:body>{paragraph('正文')}</w:body>")))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (60).to_bytes(4, "little")
    assert refusal_of(bytes(data)) == "damaged"


def test_more_members_than_an_office_file_has_are_refused() -> None:
    data = packed({f"word/{i}.xml": "" for i in range(20_001)})
    assert refusal_of(data) == "unsafe"


def test_encrypted_members_and_unusual_packing_are_refused() -> None:
    sound = with_body(part("document", "<w:body/>"))
    data = bytearray(sound)
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal_of(bytes(data)) == "encrypted"
    assert refusal_of(packed({"word/document.xml": "x"}, zipfile.ZIP_LZMA)) == "unsafe"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_entities_are_refused(encoding: str) -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        "<d><body><p><r><t>&a;</t></r></p></body></d>"
    )
    assert refusal_of(with_body(bomb.encode(encoding))) == "unsafe"


def test_a_hundred_thousand_levels_are_refused() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 100_000 + paragraph("深") + "</w:tc></w:tr></w:tbl>" * 100_000
    assert (
        refusal_of(
            packed(
                {"word/document.xml": part("document", f"<w:body>{deep}</w:body>")},
                zipfile.ZIP_STORED,
            )
        )
        == "unsafe"
    )


def test_too_many_elements_are_refused_before_they_are_parsed() -> None:
    many = part("document", "<w:p/>" * 3_000_001)
    assert refusal_of(packed({"word/document.xml": many}, zipfile.ZIP_STORED)) == "too large"


def test_styles_and_lists_that_refer_to_each_other_in_a_circle_are_read() -> None:
    styles = (
        '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        '<w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="6"/></w:numPr></w:pPr></w:style>'
    )
    numbering = '<w:abstractNum w:abstractNumId="6"><w:numStyleLink w:val="L"/></w:abstractNum>' + list_use(
        6, 6
    )
    body = paragraph("甲", style="a") + paragraph("乙", level=0, list_name=6)
    assert lines(body, numbering, styles) == ["甲", "乙"]


def test_links_out_of_the_file_are_not_followed() -> None:
    external = '<Relationship Type="x/header" Target="http://127.0.0.1:9/h.xml" TargetMode="External"/>'
    above = '<Relationship Type="x/footer" Target="../../../etc/passwd"/>'
    data = packed(
        {
            "word/document.xml": part("document", f"<w:body>{paragraph('正文')}</w:body>"),
            "word/_rels/document.xml.rels": f"<Relationships>{external}{above}</Relationships>",
        }
    )
    assert read(data, SETTINGS).text == "正文"


def test_files_that_are_cut_off_or_have_no_body_are_damaged() -> None:
    data = docx(paragraph("正文"))
    assert refusal_of(data[:-40]) == "damaged"
    assert refusal_of(packed({"word/other.xml": ""})) == "damaged"
    assert refusal_of(with_body("<document>")) == "damaged"
    assert refusal_of(with_body(part("document", ""))) == "damaged"


SOUND = docx(
    paragraph("甲", level=0, content=field("PAGE", run("1")))
    + table([cell(paragraph("乙", level=1)), cell(paragraph("丙"))])
    + paragraph(content=BOX.format(paragraph("框"))),
    numbering=OUTLINE,
    styles='<w:style w:type="paragraph" w:default="1" w:styleId="n"><w:name w:val="Normal"/></w:style>',
)
MEMBERS = {
    name: zipfile.ZipFile(io.BytesIO(SOUND)).read(name)
    for name in zipfile.ZipFile(io.BytesIO(SOUND)).namelist()
}


@checks(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_file_raises_only_a_reading_error(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(("container", "part", "words")))
    place = data.draw(st.integers(0, 10_000))
    if kind == "container":
        at = place % len(SOUND)
        cut = data.draw(st.sampled_from((0, 1, 8, len(SOUND))))
        damaged = SOUND[:at] + data.draw(st.binary(max_size=8)) + SOUND[at + cut :]
    else:
        name = data.draw(st.sampled_from(sorted(MEMBERS)))
        content = MEMBERS[name]
        if kind == "part":
            at = place % len(content)
            content = content[:at] + data.draw(st.binary(max_size=8)) + content[at + 3 :]
        else:
            # The XML stays well-formed: a word is replaced by a different one.
            words = (
                b"w:p",
                b"w:r",
                b"w:t",
                b"w:tbl",
                b"w:tc",
                b"w:numPr",
                b"w:val",
                b"begin",
                b"1",
            )
            content = content.replace(data.draw(st.sampled_from(words)), data.draw(st.sampled_from(words)))
        damaged = packed(MEMBERS | {name: content})
    try:
        assert isinstance(read(damaged, SETTINGS).text, str)
    except ReadingError as error:
        assert error.reason and str(error).endswith(".")
