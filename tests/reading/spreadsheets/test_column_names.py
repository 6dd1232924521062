"""Names of columns: what they say, in Chinese and English, and what they must not be taken for."""

from __future__ import annotations

import pytest

from analysis.reading.spreadsheets.column_names import is_no_name, read_name


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("text", ["正文", "正 文", "正文（必填）", "全文", "政策内容", "文件内容", "政策文本", "公告文本"]),
        (
            "text",
            ["Policy Content", "policy_content", "policyContent", "FULL TEXT", "full-text", "body", "Text"],
        ),
        ("title", ["标题", "政策标题", "文件名称", "Title", "doc_title", "Policy Title"]),
        ("province", ["省", "省份", "省（区、市）", "所在省份", "Province", "province_name"]),
        ("city", ["市", "城市", "地级市", "地级市(州)", "City", "prefecture"]),
        ("district", ["区县", "区/县", "县（市、区）", "所属区县", "County", "district name"]),
        ("place", ["地区", "所在地", "省/市", "省市区", "place", "Region"]),
        ("adcode", ["行政区划代码", "区划代码", "adcode", "county_code"]),
        ("year", ["年份", "年度", "计划年度", "Year"]),
        ("issued", ["成文日期", "发布日期", "发布时间", "Release Time", "publish_date", "date", "文件日期"]),
        ("issuer", ["发文机关", "发布机构", "发文单位名称", "issuer", "Issuing Department", "department"]),
        ("number", ["文号", "发文字号", "Document No."]),
        ("url", ["链接", "原文网址", "URL", "source_url", "详情页链接"]),
    ],
)
def test_names_are_recognised_in_every_spelling(field: str, names: list[str]) -> None:
    assert {name: named.field for name in names if (named := read_name(name))} == dict.fromkeys(names, field)


@pytest.mark.parametrize(
    "name",
    [
        "正文字数",
        "正文摘要",
        "内容类型",
        "标题情感",
        "抓取时间",
        "实施日期",
        "失效日期",
        "发布年份",
        "content_type",
        "text length",
        "update_time",
        "crawl date",
        "page id",
        "备注",
        "GDP",
        "人口（万人）",
        "坚持以习近平新时代中国特色社会主义思想为指导，把全部文本都读一遍，写成一句很长很长的正文",
    ],
)
def test_other_names_say_nothing_of_ours(name: str) -> None:
    assert read_name(name) is None


def test_of_two_names_of_one_field_one_is_plainer() -> None:
    ranks = [read_name(name) for name in ("成文日期", "发布日期", "日期")]
    assert [named.rank for named in ranks if named] == [0, 1, 2]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("", True), ("列3", True), ("Unnamed: 0", True), ("b", True), ("正文", False), ("GDP", False)],
)
def test_some_names_are_none(name: str, expected: bool) -> None:
    assert is_no_name(name) is expected
