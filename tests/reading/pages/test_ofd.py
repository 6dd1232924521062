"""OFD files: paragraphs and tables from positions, templates, scans, and hostile drawings."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as checks
from hypothesis import strategies as st

from analysis.notices import Field, Kind, Notice, write_notice
from analysis.reading import Extracted, ReadingError, Reason
from analysis.reading.pages import ocr, ofd_page
from analysis.reading.pages.ofd import read
from analysis.settings import Settings
from tests.support.notices import english
from tests.support.office_files import OFD_SPACE, ofd, packed, rule, text_object

SETTINGS = Settings()
LEFT, SIZE, PITCH, WIDTH = 26.0, 5.6, 9.9, 28
SENTENCE = "坚持以政治建设为统领，全面贯彻党的教育方针，落实立德树人根本任务，办好人民满意的教育，"
PARAGRAPHS = [
    "一、加强党的政治建设",
    SENTENCE * 2 + "推动学习走深走实。",
    "（一）抓好理论学习",
    SENTENCE + "完善各项制度。",
    "二、加强基层组织建设",
    SENTENCE * 3 + "建强战斗堡垒。",
]


def make_page(lines: list[tuple[str, float]], number: int = 0) -> str:
    """A page of lines with their indents, with its number at the foot."""
    placed = [
        text_object(text, LEFT + indent * SIZE, 40 + PITCH * i, SIZE)
        for i, (text, indent) in enumerate(lines)
    ]
    return "".join(placed) + (text_object(f"— {number} —", 100, 285, 4.9) if number else "")


def break_lines(paragraphs: list[str]) -> list[tuple[str, float]]:
    """Paragraphs as lines of 28 characters; the first line of each is indented by two."""
    lines: list[tuple[str, float]] = []
    for text in paragraphs:
        lines.append((text[: WIDTH - 2], 2))
        rest = text[WIDTH - 2 :]
        lines += [(rest[i : i + WIDTH], 0) for i in range(0, len(rest), WIDTH)]
    return lines


def text_of(*pages: str) -> str:
    return read(ofd(*pages), SETTINGS).text


def test_lines_become_paragraphs_also_across_pages() -> None:
    lines = break_lines(PARAGRAPHS)
    pages = [make_page(lines[:4], 1), make_page(lines[4:], 2)]
    extracted = text_of(*pages)
    assert [line for line in extracted.replace("\f", "\n").split("\n") if line] == [
        *PARAGRAPHS[:2],
        "— 1 —",
        *PARAGRAPHS[2:],
        "— 2 —",
    ]
    assert extracted.count("\f") == 1


def test_a_table_drawn_with_rules_gives_rows_with_tabs() -> None:
    rows = [["序号", "任务", "责任单位"], ["1", "抓好理论学习", "党办"]]
    xs, ys = [26, 46, 130, 180], [100, 110, 120]
    objects = "".join(rule(26, y, 180, y) for y in ys) + "".join(rule(x, 100, x, 120) for x in xs)
    for y, row in zip(ys, rows, strict=False):
        objects += "".join(text_object(t, x + 2, y + 7, 4.2) for x, t in zip(xs, row, strict=False))
    assert text_of(objects).split("\n")[:2] == ["序号\t任务\t责任单位", "1\t抓好理论学习\t党办"]


def test_cells_drawn_as_boxes_make_a_table() -> None:
    objects = ""
    for row, y in enumerate((100, 110)):
        for column, x in enumerate((26, 60, 120)):
            objects += (
                f'<ofd:PathObject Boundary="{x} {y} 60 10"><ofd:AbbreviatedData>M 0 0 L '
                f"{(34, 60, 60)[column]} 0 L {(34, 60, 60)[column]} 10 L 0 10 C</ofd:AbbreviatedData>"
                "</ofd:PathObject>"
            ) + text_object(f"第{row}行{column}列", x + 2, y + 7, 4.2)
    assert text_of(objects).split("\n")[:2] == [
        "第0行0列\t第0行1列\t第0行2列",
        "第1行0列\t第1行1列\t第1行2列",
    ]


@pytest.mark.parametrize(
    "objects",
    [
        "".join(text_object(c, 26 + 5.6 * i, 50) for i, c in enumerate("加强党的领导")),
        '<ofd:TextObject Boundary="26 50 99 9" Size="5.6"><ofd:TextCode X="0" Y="5" DeltaX="g 5 5.6">加强党的领导</ofd:TextCode></ofd:TextObject>',
        '<ofd:TextObject Boundary="26 50 99 9" Size="1" CTM="5.6 0 0 5.6 0 0"><ofd:TextCode X="0" Y="1">加强党的领导</ofd:TextCode></ofd:TextObject>',
        '<ofd:TextObject Boundary="26 50 99 9" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="5.6">加强党的领导</ofd:TextCode></ofd:TextObject>',
        '<ofd:PageBlock><ofd:TextObject Boundary="26 50 99 9" Size="5.6"><ofd:TextCode X="0" Y="5">加强</ofd:TextCode><ofd:TextCode X="11.2">党的领导</ofd:TextCode></ofd:TextObject></ofd:PageBlock>',
    ],
)
def test_characters_are_placed_in_every_notation(objects: str) -> None:
    assert text_of(objects) == "加强党的领导\n"


def test_bold_that_is_printed_twice_is_read_once_and_unseen_objects_are_not() -> None:
    line = text_object("加强党的领导", 26, 50)
    hidden = line.replace("<ofd:TextObject", '<ofd:TextObject Visible="false"').replace("50", "90")
    assert text_of(line + line + hidden) == "加强党的领导\n"


def test_templates_and_drawings_are_part_of_their_page() -> None:
    template = f"<ofd:Page {OFD_SPACE}><ofd:Content><ofd:Layer>{text_object('来自模板', 26, 60)}</ofd:Layer></ofd:Content></ofd:Page>"
    resources = (
        f"<ofd:Res {OFD_SPACE}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID='9'>"
        f"<ofd:Content>{text_object('来自图元', 26, 50)}</ofd:Content></ofd:CompositeGraphicUnit>"
        "</ofd:CompositeGraphicUnits></ofd:Res>"
    )
    data = ofd(
        text_object("来自页面", 26, 40) + '<ofd:CompositeObject ResourceID="9" Boundary="0 30 200 90"/>',
        common='<ofd:TemplatePage ID="2" BaseLoc="Tpls/T.xml"/><ofd:PublicRes>Res.xml</ofd:PublicRes>',
        page_head='<ofd:Template TemplateID="2"/>',
        more={"Doc_0/Tpls/T.xml": template, "Doc_0/Res.xml": resources},
    )
    assert read(data, SETTINGS).text.split() == ["来自页面", "来自模板", "来自图元"]


def test_a_watermark_is_left_out_with_a_warning() -> None:
    leaning = '<ofd:TextObject Boundary="60 100 99 99" Size="20" CTM="0.7 0.7 -0.7 0.7 0 0"><ofd:TextCode X="0" Y="20">内部资料</ofd:TextCode></ofd:TextObject>'
    extracted = read(ofd(text_object("加强党的领导", 26, 50) + leaning), SETTINGS)
    assert extracted.text == "加强党的领导\n"
    assert english(extracted.warnings) == ("Left out as watermark: “内部资料”.",)


def test_radicals_are_folded_to_hanzi() -> None:
    assert text_of(text_object("⼯作要点", 26, 50)) == "工作要点\n"


def test_a_missing_page_gives_a_warning() -> None:
    data = ofd(text_object("第一页内容", 26, 50), text_object("第二页内容", 26, 50))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {n: archive.read(n) for n in archive.namelist() if "Page_0" not in n}
    extracted = read(packed(members), SETTINGS)
    assert extracted.text == "\f第二页内容\n"
    assert english(extracted.warnings) == ("Pages are missing from the file: 1.",)


def test_names_of_members_may_differ_in_case() -> None:
    data = ofd(text_object("加强党的领导", 26, 50))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {n.upper(): archive.read(n) for n in archive.namelist()}
    assert read(packed(members), SETTINGS).text == "加强党的领导\n"


def test_xml_that_declares_gb2312_may_hold_any_character_of_gb18030() -> None:
    data = ofd(text_object("朱镕基", 26, 50))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {n: archive.read(n) for n in archive.namelist()}
    name = "Doc_0/Pages/Page_0/Content.xml"
    head = b'<?xml version="1.0" encoding="GB2312"?>'
    members[name] = head + members[name].decode().encode("gb18030")
    assert read(packed(members), SETTINGS).text == "朱镕基\n"


# --- scans ----------------------------------------------------------------------------------

PICTURE = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="7"/>'
MEDIA = f'<ofd:Res {OFD_SPACE} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="7"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>'


def make_scan(*pages: str) -> bytes:
    return ofd(
        *pages,
        common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
        more={"Doc_0/DocumentRes.xml": MEDIA, "Doc_0/Res/a.png": b"picture"},
    )


def recognise(data: bytes, settings: Settings) -> Extracted:
    assert data == b"picture"
    return Extracted(
        "识别的文字\n", "ocr", warnings=(Notice.of(Field.TEXT, Kind.RECOGNISED, confidence=0.987),)
    )


def test_a_scan_is_refused_without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReadingError, match="ocr = true") as error:
        read(make_scan(PICTURE), replace(SETTINGS, ocr=False))
    assert error.value.reason == "no text layer"


def test_the_pictures_of_a_scan_are_read_by_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_obstacle", lambda settings: None)
    monkeypatch.setattr(ocr, "read", recognise)
    extracted = read(make_scan(PICTURE, PICTURE), SETTINGS)
    assert (extracted.text, extracted.format) == ("识别的文字\n\f识别的文字\n", "ocr")
    assert english(extracted.warnings) == tuple(
        f"Page {page}: recognised by machine (OCR), mean confidence 99%; check names and numbers."
        for page in (1, 2)
    )


def test_a_picture_that_ocr_cannot_read_gives_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(data: bytes, settings: Settings) -> Extracted:
        raise ReadingError.of(Reason.DAMAGED, Kind.PICTURE_DAMAGED)

    monkeypatch.setattr(ocr, "find_obstacle", lambda settings: None)
    monkeypatch.setattr(ocr, "read", fails)
    assert refusal_of(make_scan(PICTURE)) == "damaged"
    extracted = read(make_scan(text_object("第一页内容", 26, 50), PICTURE), SETTINGS)
    assert english(extracted.warnings) == (
        "Page 2 is a picture and was not read. The picture can't be opened; download or scan it again.",
    )
    assert [write_notice(notice, "zh") for notice in extracted.warnings] == [
        "第2页是图片，没有读取。无法打开图片；请重新下载或扫描。"
    ]


def test_a_scanned_page_among_pages_with_text_is_read_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    data = make_scan(text_object("第一页内容", 26, 50), PICTURE)
    extracted = read(data, replace(SETTINGS, ocr=False))
    assert extracted.text == "第一页内容\n\f"
    assert english(extracted.warnings)[0].startswith(
        "Page 2: pictures without text, not read. Set ocr = true"
    )
    monkeypatch.setattr(ocr, "find_obstacle", lambda settings: None)
    monkeypatch.setattr(ocr, "read", recognise)
    extracted = read(data, SETTINGS)
    assert (extracted.text, extracted.format) == ("第一页内容\n\f识别的文字\n", "ofd")


# --- damaged and hostile files --------------------------------------------------------------


def refusal_of(data: bytes, settings: Settings = SETTINGS) -> str:
    with pytest.raises(ReadingError) as error:
        read(data, settings)
    return error.value.reason


def test_a_file_without_its_parts_is_damaged() -> None:
    assert refusal_of(packed({"OFD.xml": "<OFD/>"})) == "damaged"
    assert (
        refusal_of(packed({"OFD.xml": "<OFD><DocBody><DocRoot>x.xml</DocRoot></DocBody></OFD>"})) == "damaged"
    )
    assert refusal_of(ofd(text_object("正文", 26, 50))[:-60]) == "damaged"


def test_more_pages_and_characters_than_the_limits_are_refused() -> None:
    line = text_object("加强党的领导", 26, 50)
    assert refusal_of(ofd(line, line, line), Settings(max_pages=2)) == "too large"
    assert refusal_of(ofd(line, line), Settings(max_chars=10)) == "too large"


def test_drawings_that_use_each_other_many_times_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ofd_page, "MAX_OBJECTS", 20_000)
    uses = "".join(f"<ofd:CompositeObject ResourceID='{{}}' Boundary='0 0 9 {i}'/>" for i in range(9))
    units = "".join(
        f"<ofd:CompositeGraphicUnit ID='{i}'><ofd:Content>{uses.replace('{}', str(i + 1))}</ofd:Content></ofd:CompositeGraphicUnit>"
        for i in range(40)
    )
    resources = (
        f"<ofd:Res {OFD_SPACE}><ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits></ofd:Res>"
    )
    data = ofd(
        "<ofd:CompositeObject ResourceID='0' Boundary='0 0 9 9'/>",
        common="<ofd:PublicRes>R.xml</ofd:PublicRes>",
        more={"Doc_0/R.xml": resources},
    )
    assert refusal_of(data) == "too large"


def test_a_drawing_that_uses_itself_is_read_once() -> None:
    unit = f"<ofd:CompositeGraphicUnit ID='0'><ofd:Content><ofd:CompositeObject ResourceID='0'/>{text_object('甲', 26, 50)}</ofd:Content></ofd:CompositeGraphicUnit>"
    data = ofd(
        "<ofd:CompositeObject ResourceID='0'/>",
        common="<ofd:PublicRes>R.xml</ofd:PublicRes>",
        more={
            "Doc_0/R.xml": f"<ofd:Res {OFD_SPACE}><ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits></ofd:Res>"
        },
    )
    assert read(data, SETTINGS).text == "甲\n"


def test_absurd_numbers_raise_no_error_and_other_text_is_kept() -> None:
    wild = '<ofd:TextObject Boundary="nan 0 9 9" Size="inf" CTM="1e308 1e308 1e308 1e308 0 0"><ofd:TextCode X="1e308" DeltaX="g 1e9 1e308 x g">字字字</ofd:TextCode></ofd:TextObject>'
    odd = '<ofd:PathObject Boundary="0 0 9 9"><ofd:AbbreviatedData>M 0 L x y C B 1 2</ofd:AbbreviatedData></ofd:PathObject><ofd:PathObject/><ofd:ImageObject Boundary="0 0 -1 nan"/>'
    assert "加强党的领导" in text_of(wild + odd + text_object("加强党的领导", 26, 50))


def test_entities_are_refused() -> None:
    assert refusal_of(packed({"OFD.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})) == "unsafe"


SOUND = ofd(
    make_page(break_lines(PARAGRAPHS[:2]), 1) + rule(26, 100, 180, 100),
    common='<ofd:TemplatePage ID="2" BaseLoc="T.xml"/><ofd:PublicRes>R.xml</ofd:PublicRes>',
    more={"Doc_0/T.xml": "<Page/>", "Doc_0/R.xml": "<Res/>"},
)
MEMBERS = {
    name: zipfile.ZipFile(io.BytesIO(SOUND)).read(name)
    for name in zipfile.ZipFile(io.BytesIO(SOUND)).namelist()
}


@checks(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_raises_a_reading_error(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, 20_000))
    inserted = data.draw(st.sampled_from((b"", b"0", b"-", b"e9", b"9" * 40, b"<", b"\xff", b"g ", b"ofd:")))
    if data.draw(st.booleans()):
        at = place % len(SOUND)
        damaged = SOUND[:at] + inserted + SOUND[at + data.draw(st.sampled_from((0, 1, 8, len(SOUND)))) :]
    else:
        name = data.draw(st.sampled_from(sorted(MEMBERS)))
        at = place % len(MEMBERS[name])
        content = MEMBERS[name][:at] + inserted + MEMBERS[name][at + len(inserted) :]
        damaged = packed(MEMBERS | {name: content})
    try:
        assert isinstance(read(damaged, SETTINGS).text, str)
    except ReadingError as error:
        assert error.reason and str(error).endswith(".")
