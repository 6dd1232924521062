"""Several plans in one file: what proves it, what only makes it likely, and what is one plan after all."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.documents.ingest import read_corpus
from analysis.documents.splitting.boundaries import find_boundaries
from analysis.reading import ManifestError

TASKS = """一、夯实基层基础
（一）推行网格化管理，充实网格员队伍，及时上报和处置隐患。
（二）深化河湖治理，巩固断面水质，建设亲水步道和口袋公园。
二、推进作风建设
严格财经纪律，规范招投标和采购流程，主动接受审计监督。
"""
OTHER_TASKS = """一、办好每一所学校
新建两所幼儿园，改善农村小学食堂，做好学生体检和视力筛查。
二、建强教师队伍
开展名师送教下乡，落实教师轮岗，完善职称评聘办法。
"""
SIGNED = "{organ}\n{day}\n\n"


def starts_of(text: str) -> list[str]:
    """The first line of the second and of each further plan."""
    return [text[start:].split("\n", 1)[0] for start in find_boundaries(text)[0]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("金坛区教育局2021年党建工作要点", "金坛区教育局2022年党建工作要点"),  # two years
        ("金坛区教育局2022年工作要点", "宝山区教育局2022年工作要点"),  # two places
        ("金坛区教育局2022年工作要点", "金坛区水利局2022年工作要点"),  # two bodies
        ("2020年教育工作要点", "2021年教育工作要点"),
        ("二〇二〇年党建工作计划", "二〇二一年党建工作计划"),
        ("篇一：金坛区2022年工作要点", "篇二：宝山区2022年工作要点"),
        ("第1篇 金坛区2022年工作要点", "第2篇 宝山区2022年工作要点"),
        ("金坛区教育局\n2021年工作要点", "金坛区教育局\n2022年工作要点"),  # titles over two lines
        ("关于做好金坛区2021年教育工作的意见", "关于做好金坛区2022年教育工作的意见"),
    ],
)
@pytest.mark.parametrize("between", ["", "\n", SIGNED.format(organ="金坛区教育局", day="2021年3月1日")])
def test_titles_that_differ_above_numbering_that_starts_again_are_two_plans(
    first: str, second: str, between: str
) -> None:
    text = f"{first}\n{TASKS}{between}{second}\n{OTHER_TASKS}"
    assert starts_of(text) == [second.split("\n")[0]]


def test_number_and_red_header_belong_to_the_plan_below_them() -> None:
    text = (
        f"金坛区教育局2021年工作要点\n{TASKS}金坛区教育局\n2021年3月1日\n"
        f"金坛区教育局文件\n坛教〔2022〕3号\n金坛区教育局2022年工作要点\n{OTHER_TASKS}"
    )
    assert starts_of(text) == ["金坛区教育局文件"]


@pytest.mark.parametrize(
    "text",
    [
        # A notice with tasks of its own and the plan that it prints.
        f"关于印发《金坛区教育局2022年工作要点》的通知\n{TASKS}附件\n金坛区教育局2022年工作要点\n{OTHER_TASKS}",
        f"关于印发金坛区教育局2022年工作要点的通知\n{TASKS}金坛区教育局2022年工作要点\n{OTHER_TASKS}",
        # One report of the year past and the year ahead.
        f"金坛区2021年工作总结和2022年工作计划\n2021年工作总结\n{TASKS}2022年工作计划\n{OTHER_TASKS}",
        # Chapters and parts in which numbering starts again.
        f"金坛区2022年工作要点\n第一章 2021年工作\n{TASKS}第二章 2022年工作要点\n{OTHER_TASKS}",
        # The title again, above a table or as a running head.
        f"金坛区2022年工作要点\n{TASKS}金坛区2022年工作要点\n{OTHER_TASKS}",
        # Another plan is named, and nothing is numbered below it.
        f"金坛区2022年工作要点\n{TASKS}相关链接\n金坛区2021年工作要点\n金坛区2020年工作要点\n",
        # An annex.
        f"金坛区2022年工作要点\n{TASKS}附件1\n宝山区2022年工作方案\n{OTHER_TASKS}",
        # A narrower numbering under a heading of one plan.
        f"金坛区2022年工作要点\n{TASKS}2023年工作打算\n1.新建两所幼儿园。\n2.改善食堂。\n",
    ],
)
def test_one_plan_stays_whole(text: str) -> None:
    assert starts_of(text) == []


def test_what_is_only_likely_is_a_notice(tmp_path: Path) -> None:
    text = (
        f"金坛区教育局2021年工作总结\n{TASKS}2022年工作计划\n{OTHER_TASKS}"  # no title of its own, not closed
    )
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (document,) = read_corpus(tmp_path)
    assert document.doc_id == "a.txt"
    assert [n["titles"] for n in document.warnings if n.kind == "may hold several plans"] == [
        ("2022年工作计划",)
    ]


def write_two(folder: Path) -> str:
    text = (
        f"金坛区教育局2021年工作要点\n{TASKS}{SIGNED.format(organ='金坛区教育局', day='2021年3月1日')}"
        f"宝山区教育局2022年工作要点\n{OTHER_TASKS}宝山区教育局\n2022年3月2日\n"
    )
    (folder / "a.txt").write_text(text, "utf-8")
    return text


def test_each_plan_is_a_document_with_offsets_into_the_file(tmp_path: Path) -> None:
    raw = write_two(tmp_path)
    first, second = corpus = read_corpus(tmp_path)
    assert [(d.doc_id, d.metadata.district, d.metadata.year, d.metadata.issued) for d in corpus] == [
        ("a.txt#1", "金坛区", 2021, "2021-03-01"),
        ("a.txt#2", "宝山区", 2022, "2022-03-02"),
    ]
    assert first.text == TASKS.strip() and second.text == OTHER_TASKS.strip()
    assert first.sha256 != second.sha256
    for document in corpus:
        for i, character in enumerate(document.text):
            assert raw[document.cleaned.raw_position(i)] == character
        for line in document.cleaned.furniture:
            assert raw.startswith(line.text, line.start)
    assert [(row.path, row.status) for row in corpus.ledger_rows] == [
        ("a.txt#1", "kept"),
        ("a.txt#2", "kept"),
    ]


def test_the_manifest_speaks_of_the_file_and_of_each_plan(tmp_path: Path) -> None:
    write_two(tmp_path)
    manifest = tmp_path / "manifest.csv"
    manifest.write_text("path,issuer,year,wave\na.txt,某局,,first\na.txt#2,,2023,second\n", "utf-8")
    first, second = read_corpus(tmp_path)
    assert (first.metadata.issuer, first.metadata.year, first.variables["wave"]) == ("某局", 2021, "first")
    assert (second.metadata.issuer, second.metadata.year, second.variables["wave"]) == (
        "某局",
        2023,
        "second",
    )
    manifest.write_text("path,kind\na.txt,plan\n", "utf-8")
    assert [document.doc_id for document in read_corpus(tmp_path)] == ["a.txt"]


def test_a_manifest_row_for_a_plan_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    write_two(tmp_path)
    (tmp_path / "manifest.csv").write_text("path,year\na.txt#3,2022\n", "utf-8")
    with pytest.raises(ManifestError, match=r"a\.txt#3"):
        read_corpus(tmp_path)


def test_a_row_of_a_table_stays_whole(tmp_path: Path) -> None:
    text = write_two(tmp_path)
    (tmp_path / "a.txt").unlink()
    (tmp_path / "t.csv").write_text(f'正文\n"{text}"\n', "utf-8")
    (document,) = read_corpus(tmp_path)
    assert document.doc_id == "t.csv#2"
    assert [n["titles"] for n in document.warnings if n.kind == "may hold several plans"] == [
        ("宝山区教育局2022年工作要点",)
    ]
