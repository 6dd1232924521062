"""The names of the units that a task is given to: where they are, and that comparison leaves them out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis
from analysis.comparison.similarity import compare_documents
from analysis.documents.structure import find_responsible_units
from analysis.settings import Settings
from analysis.tokens import tokenize
from tests.support.corpora import corpus_of

UNITS = "（牵头单位：县政府办公室；责任单位：县发展改革局、县财政局，各镇（街道））"


def find(text: str) -> list[str]:
    return [text[start:end] for start, end in find_responsible_units(text)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (f"形成氛围。{UNITS}", [UNITS]),
        (
            "形成氛围（责任单位：党建科）；建立档案（责任科室：人事科）。",
            ["（责任单位：党建科）", "（责任科室：人事科）"],
        ),
        ("形成氛围。【责任部门：办公室】", ["【责任部门：办公室】"]),
        ("形成氛围。[责任领导：张三；责任人：李四]", ["[责任领导：张三；责任人：李四]"]),
        ("形成氛围。（牵头：县教育局；配合：各镇）", ["（牵头：县教育局；配合：各镇）"]),
        ("形成氛围。——责任单位：县教育局", ["责任单位：县教育局"]),
        ("形成氛围。[责任分工：县教育局牵头，各镇配合]", ["[责任分工：县教育局牵头，各镇配合]"]),
        ("形成氛围。（完成时限：6月；责任单位：县教育局）", ["（完成时限：6月；责任单位：县教育局）"]),
        ("形成氛围。（市级牵头部门：市教育局、各党（工）委）", ["（市级牵头部门：市教育局、各党（工）委）"]),
        ("形成氛围。（责任单位：县教育局\n二、改善", ["（责任单位：县教育局"]),
        ("形成氛围。责任单位：县发展改革局、县财政局", ["责任单位：县发展改革局、县财政局"]),
        ("形成氛围。\n责任单位：县教育局。完成时限：6月。", ["责任单位：县教育局。"]),
        ("（三）牵头领导：李四。责任单位：县局。", ["牵头领导：李四。责任单位：县局。"]),
        ("责任单位：\n县教育局、县财政局\n二、改善", ["责任单位：\n县教育局、县财政局"]),
        ("责任单位及责任人：县教育局张三", ["责任单位及责任人：县教育局张三"]),
        (
            "形成氛围。（县教育局牵头，县财政局、各镇（街道）配合）",
            ["（县教育局牵头，县财政局、各镇（街道）配合）"],
        ),
        (
            "形成氛围。（国家发展改革委、财政部等按职责分工负责）",
            ["（国家发展改革委、财政部等按职责分工负责）"],
        ),
        ("序号\t任务\t责任单位\n1\t读书会\t县教育局\n2\t讲座\t\n3\t走访\t县文旅局", ["县教育局", "县文旅局"]),
    ],
)
def test_where_units_are_named(text: str, spans: list[str]) -> None:
    assert find(text) == spans


@pytest.mark.parametrize(
    "text",
    [
        "压实责任单位主体责任，明确责任人：各部门都要落实。",
        "（社会各界广泛参与）",
        "（加强组织领导，抓好落实）",
        "参加人员：全体党员",
        "时间：每月第一个周五",
        "责任单位要切实负起责任。",
        "落实责任：一是加强领导，二是强化督查。",
        "（一）明确责任",
        "实行党委领导下的校长负责制（试行）",
    ],
)
def test_where_none_are(text: str) -> None:
    assert find(text) == []


@given(st.text(alphabet="责任单位牵头县教育局各镇负责：:（）()【】。；\n\t、，一1", max_size=60))
def test_spans_are_in_order_and_inside_the_text(text: str) -> None:
    spans = find_responsible_units(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in spans)


A = "一、完善学习制度，办好读书分享会。{}\n二、修缮老旧管网，改善背街小巷照明。{}\n三、关爱独居老人，开展助餐助浴活动。{}"
B = "一、推行网格管理，上报处置隐患。{}\n二、深化河湖治理，巩固断面水质。{}\n三、严格财经纪律，主动接受审计。{}"


def test_units_are_left_out_of_comparison_unless_set(tmp_path: Path) -> None:
    bare = corpus_of(tmp_path / "bare", {"a": A.replace("{}", ""), "b": B.replace("{}", "")})
    named = corpus_of(tmp_path / "named", {"a": A.replace("{}", UNITS), "b": B.replace("{}", UNITS)})
    compared = replace(named, settings=replace(named.settings, compare_responsible_units=True))
    rows = [compare_documents(tokenize(corpus)).iloc[0] for corpus in (bare, named, compared)]
    measures = ["score", "shingle", "containment_ab", "containment_ba"]
    assert rows[1][measures].tolist() == rows[0][measures].tolist()
    assert rows[2]["score"] > rows[1]["score"] + 0.3
    assert rows[2]["shingle"] > rows[1]["shingle"] + 0.3
    assert tokenize(named).n_tokens.tolist() == tokenize(bare).n_tokens.tolist()
    assert named.documents["n_unit_chars"].tolist() == [3 * len(UNITS)] * 2
    assert named.documents["n_chars"].tolist() == compared.documents["n_chars"].tolist()
    assert all(UNITS in document.text for document in named)


def test_tokens_beside_units_keep_their_offsets(tmp_path: Path) -> None:
    named = corpus_of(tmp_path, {"a": A.replace("{}", UNITS)})
    tokens = tokenize(named)
    text = named.items[0].text
    words = [text[a:b] for a, b in zip(tokens.starts[0], tokens.ends[0], strict=True)]
    assert words == [tokens.vocabulary[i] for i in tokens.ids[0]]
    assert "财政局" not in "".join(words) and "老旧" in "".join(words)
    assert named.items[0].text_without_units.replace("\n", "") == A.replace("{}", "").replace("\n", "")


def test_slogans_in_units_are_found_and_not_compared(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a": f"一、落实“三会一课”。（责任单位：三会一课办公室）\n{A}"})
    found = analysis.find_occurrences(corpus)
    assert (found["slogan"] == "三会一课").sum() == 2
    tokens = tokenize(corpus, found)
    assert [tokens.vocabulary[i] for i in tokens.ids[0]].count("三会一课") == 1


def test_the_setting_is_false_by_default() -> None:
    assert Settings().compare_responsible_units is False
