"""What columns state goes before what the text says; a contradiction is a notice, an agreement is none."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis import corpus_from_frame
from analysis.documents.corpus import Document
from analysis.notices import Field, Kind

BODY = "一、总体要求\n坚持立德树人，办好人民满意的教育，推动各项工作再上新台阶。\n二、主要任务\n严格落实三会一课制度。\n"
TEXT = (
    "西教委〔2022〕3号\n"
    "中共杭州市西湖区教育局委员会2022年党建工作要点\n"
    f"{BODY}"
    "中共杭州市西湖区教育局委员会\n2022年3月5日\n"
)


def read(text: str = TEXT, **cells: Any) -> Document:
    corpus = corpus_from_frame(pd.DataFrame([{"正文": text, **cells}]))
    assert not corpus.ledger_rows or corpus.ledger_rows[0].status == "kept", corpus.ledger_rows
    (document,) = corpus
    return document


def contradictions(document: Document) -> dict[str, tuple[object, object]]:
    return {
        str(notice.field): (notice["value"], notice["other"])
        for notice in document.metadata.warnings
        if notice.kind == Kind.TEXT_CONTRADICTS_COLUMN
    }


AGREEING: dict[str, list[Any]] = {
    "标题": [
        "中共杭州市西湖区教育局委员会 2022年党建工作要点",
        "２０２２年党建工作要点",
        "关于印发《中共杭州市西湖区教育局委员会2022年党建工作要点》的通知",
    ],
    "年份": [2022, 2022.0, "2022年", "2022-2024"],
    "地区": ["浙江省杭州市西湖区", "西湖区", "杭州西湖", "浙江", "杭州市", "全国"],
    "发文机关": ["杭州市西湖区教育局", "西湖区教育局", "中共杭州市西湖区教育局委员会", "西湖区教育局党委"],
    "文号": ["西教委〔2022〕3号", "西教委[2022]3号", "西教委（2022）3 号"],
    "成文日期": ["2022-03-05", "2022年3月", 44625],
    "发布日期": ["2022-03-05", "2022-03-28", "2022-04"],
}
CONTRADICTING: dict[str, list[Any]] = {
    "标题": ["某市2022年教育工作总结"],
    "年份": [2021, "2023-2025"],
    "地区": ["江苏省常州市金坛区", "江西省南昌市西湖区", "江苏"],
    "发文机关": ["常州市金坛区教育局"],
    "文号": ["坛教委字〔2022〕6号"],
    "成文日期": ["2022-03-06", "2021-03-05"],
    "发布日期": ["2023-05-01"],
}


@pytest.mark.parametrize(
    ("column", "cell"), [(column, cell) for column, cells in AGREEING.items() for cell in cells]
)
def test_columns_and_text_agree(column: str, cell: Any) -> None:
    assert contradictions(read(**{column: cell})) == {}


@pytest.mark.parametrize(
    ("column", "cell"), [(column, cell) for column, cells in CONTRADICTING.items() for cell in cells]
)
def test_a_contradiction_is_told_and_the_column_wins(column: str, cell: Any) -> None:
    document = read(**{column: cell})
    ((field, (value, _)),) = contradictions(document).items()
    shown = document.metadata.place if field == "place" else getattr(document.metadata, field)
    assert str(shown) == str(value)
    assert document.metadata.sources[Field(field)] == "column"
    assert document.metadata.confidence[Field(field)] == "high"


def test_without_a_column_the_text_is_read_as_in_a_file() -> None:
    meta = read().metadata
    assert (meta.district, meta.year, meta.issued, meta.number) == (
        "西湖区",
        2022,
        "2022-03-05",
        "西教委〔2022〕3号",
    )
    assert "column" not in meta.sources.values()


def test_a_title_that_the_text_does_not_repeat_gives_year_place_and_genre() -> None:
    meta = read(BODY, 标题="关于印发《杭州市西湖区2022年教育工作要点》的通知").metadata
    assert meta.title == "关于印发《杭州市西湖区2022年教育工作要点》的通知"
    assert (meta.genre, meta.year, meta.adcode) == ("工作要点", 2022, "330106")


def test_the_issuer_of_a_column_gives_the_place() -> None:
    assert read(BODY, 发文机关="杭州市西湖区教育局").metadata.adcode == "330106"


def test_an_issuer_without_its_place_leaves_the_place_of_the_text() -> None:
    meta = read(issuer="教育局", 地区=None).metadata
    assert (meta.issuer, meta.adcode) == ("教育局", "330106")


def test_a_period_has_both_its_years() -> None:
    meta = read(BODY, 年份="2021-2025").metadata
    assert (meta.year, meta.year_end) == (2021, 2025)


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ({"省": "浙江", "市": "杭州", "区县": "西湖"}, ("浙江省", "杭州市", "西湖区", "330106")),
        (
            {"province": "上海市", "city": "市辖区", "district": "宝山区"},
            ("上海市", "上海市", "宝山区", "310113"),
        ),
        ({"行政区划代码": 330106}, ("浙江省", "杭州市", "西湖区", "330106")),
        ({"地区": "浙江杭州"}, ("浙江省", "杭州市", "", "330100")),
        ({"省份": "浙江省", "城市": "", "区县": ""}, ("浙江省", "", "", "330000")),
        # Not in the gazetteer: as it stands, without a code.
        ({"省": "浙江省", "市": "杭州市", "区县": "未来科技城"}, ("浙江省", "杭州市", "未来科技城", "")),
    ],
)
def test_places_of_columns(cells: dict[str, Any], place: tuple[str, str, str, str]) -> None:
    meta = read(BODY, **cells).metadata
    assert (meta.province, meta.city, meta.district, meta.adcode) == place
    assert meta.sources["place"] == "column"


def test_a_namesake_of_a_column_is_settled_by_the_text_or_left_open() -> None:
    assert read(地区="西湖区").metadata.adcode == "330106"
    left_open = read(BODY, 地区="西湖区")
    assert (left_open.metadata.district, left_open.metadata.adcode) == ("西湖区", "")
    assert [notice.kind for notice in left_open.metadata.warnings if notice.field == Field.PLACE] == [
        Kind.SEVERAL_PLACES
    ]
    assert not left_open.is_located


def test_a_narrower_place_of_the_text_inside_that_of_the_column_is_kept() -> None:
    meta = read(地区="浙江省").metadata
    assert (meta.adcode, meta.sources["place"]) == ("330106", "issuer")


def test_cells_that_are_not_understood_are_told() -> None:
    document = read(BODY, 年份="2022", 发布日期="2022-03-05")
    assert [notice.kind for notice in document.metadata.warnings if notice.kind == Kind.CELL_NOT_READ] == []
    corpus = corpus_from_frame(
        pd.DataFrame(
            {
                "正文": [TEXT, TEXT + "又。", TEXT + "再。"],
                "年份": ["2022", "2022", "虎年"],
                "发布日期": [44625, "2022-03-05", "上周"],
            }
        )
    )
    kinds = [[(str(n.field), n.kind) for n in d.metadata.warnings] for d in corpus]
    assert kinds[0] == [("issued", Kind.DAY_AS_NUMBER)]
    assert kinds[2] == [("year", Kind.CELL_NOT_READ), ("issued", Kind.CELL_NOT_READ)]
    # What was not understood leaves the value of the text.
    assert (corpus.items[2].metadata.year, corpus.items[2].metadata.issued) == (2022, "2022-03-05")


PLAIN = BODY + "另有一项任务，要抓紧抓好，落到实处。"


@pytest.mark.parametrize(
    ("cells", "place", "code", "confidence"),
    [
        # A column of provinces or cities settles which of several districts of one name is meant.
        ({"省份": "浙江", "标题": "西湖区2022年工作要点"}, "西湖区", "330106", "high"),
        ({"省份": "北京", "标题": "朝阳区2022年工作要点"}, "朝阳区", "110105", "high"),
        ({"省份": "江苏省", "城市": "南京市", "标题": "鼓楼区2022年工作要点"}, "鼓楼区", "320106", "high"),
        # In 江苏省 two are called so.
        ({"省份": "江苏省", "标题": "鼓楼区2022年工作要点"}, "鼓楼区", "", "low"),
        # A town and a zone are not the district or city that the column states.
        ({"区县": "余杭区", "标题": "余杭区仓前街道2022年工作要点"}, "仓前街道", "", "high"),
        ({"城市": "杭州市", "标题": "余杭经济技术开发区2022年工作要点"}, "余杭经济技术开发区", "", "high"),
        # 朝阳 may be the city or one of the districts; the title speaks of a district.
        ({"地区": "朝阳", "标题": "朝阳区2022年工作要点"}, "朝阳市", "211300", "low"),
    ],
)
def test_a_column_settles_what_the_title_leaves_open(
    cells: dict[str, Any], place: str, code: str, confidence: str
) -> None:
    meta = read(PLAIN, **cells).metadata
    assert (meta.place, meta.adcode, meta.confidence["place"]) == (place, code, confidence)


@pytest.mark.parametrize(
    "cells",
    [
        {"城市": "苏州市", "标题": "南京市2022年工作要点"},
        {"省份": "浙江", "标题": "国务院关于支持浙江省2022年工作要点"},
        {"地区": "朝阳", "标题": "朝阳区2022年工作要点"},
    ],
)
def test_a_title_column_may_contradict_the_place_columns(cells: dict[str, Any]) -> None:
    assert set(contradictions(read(PLAIN, **cells))) == {"place"}
