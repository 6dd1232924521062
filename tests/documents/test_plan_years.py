"""The year of a document beyond its title: periods, dates, openings, and what is said where it is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.documents.cleaning import clean
from analysis.documents.ingest import read_corpus
from analysis.documents.metadata import Metadata, read_metadata
from tests.documents.test_corpus import write
from tests.support.notices import english

BODY = "一、加强领导\n坚持以政治建设为统领，全面贯彻党的教育方针。\n"
SIGNED = "丰县教育局\n{}\n"


def read(raw: str, **names: str) -> Metadata:
    return read_metadata(clean(raw), file_stem=names.pop("stem", ""), manifest=names)


def year_of(meta: Metadata) -> tuple[int | None, int | None, str | None, str | None]:
    return meta.year, meta.year_end, meta.sources.get("year"), meta.confidence.get("year")


def notices_of(meta: Metadata) -> list[str]:
    return [text for text in english(meta.warnings) if text.startswith("year:")]


def test_a_plan_for_several_years_says_so() -> None:
    meta = read(f"丰县教育局2021—2025年党建工作规划\n{BODY}")
    assert year_of(meta) == (2021, 2025, "title", "high")
    assert notices_of(meta) == ["year: the plan is for 2021–2025; in results by year it counts in 2021 only."]


def test_a_date_or_a_year_of_the_period_contradicts_nothing() -> None:
    raw = f"丰县“十四五”教育规划\n2022年是实施规划的重要一年。\n{BODY}{SIGNED.format('2022年3月1日')}"
    meta = read(raw, stem="2023")
    assert year_of(meta) == (2021, 2025, "title", "high")
    assert len(notices_of(meta)) == 1
    assert "the file's name says 2019" in " ".join(notices_of(read(raw, stem="2019")))


@pytest.mark.parametrize(
    ("sentence", "end", "said"),
    [
        ("到2025年，公办园占比达到50%。", 2025, "2023–2025 is inferred"),
        ("到2026年底，公办园占比达到50%。", 2026, "2023–2026 is inferred"),
        ("用三年时间，公办园占比达到50%。", 2025, "2023–2025 is inferred"),
        ("力争3年左右，公办园占比达到50%。", 2025, "2023–2025 is inferred"),
        ("到2035年，教育现代化基本实现。", None, "its last year is not stated"),
        ("公办园占比达到50%，入园更加方便。", None, "its last year is not stated"),
    ],
)
def test_a_plan_for_three_years_without_years_is_dated_by_its_issue(
    sentence: str, end: int | None, said: str
) -> None:
    meta = read(f"丰县学前教育三年行动计划\n一、目标\n{sentence}\n{SIGNED.format('2023年3月1日')}")
    assert year_of(meta) == (2023, end, "date of issue", "low")
    assert said in notices_of(meta)[0]


@pytest.mark.parametrize(
    ("raw", "source", "sure"),
    [
        (f"丰县学前教育三年行动计划\n（2022—2024年）\n{BODY}", "title", "high"),
        (f"丰县学前教育三年行动计划\n2022—2024年，我县将新建园舍，扩大资源。\n{BODY}", "text", "medium"),
        (f"丰县学前教育提升计划\n{BODY}实施时间：2022年至2024年，分三步推进。\n", "text", "medium"),
        (f"丰县学前教育提升计划\n{BODY}规划期限为2022—2024年，分三步推进。\n", "text", "medium"),
    ],
)
def test_a_period_beside_the_title_is_read(raw: str, source: str, sure: str) -> None:
    assert year_of(read(raw)) == (2022, 2024, source, sure)


def test_the_text_says_when_a_plan_for_some_years_begins() -> None:
    text = "从2024年起，用三年时间，全面提升教育质量，群众满意。\n"
    meta = read(f"丰县基础教育提升三年行动方案\n{text}{BODY}{SIGNED.format('2023年11月1日')}")
    assert year_of(meta) == (2024, 2026, "text", "low")


def test_a_period_that_the_text_quotes_is_not_the_plans() -> None:
    text = "根据《丰县学前教育提升计划（2021—2025年）》，制定本方案。\n"
    meta = read(f"丰县学前教育实施方案\n{text}{BODY}{SIGNED.format('2022年3月1日')}")
    assert year_of(meta) == (2022, None, "date of issue", "medium")
    meta = read(f"丰县三年行动计划\n{text}{BODY}{SIGNED.format('2022年3月1日')}")
    assert year_of(meta) == (2022, None, "date of issue", "low")
    meta = read(f"丰县关于落实“十四五”教育规划的实施意见\n{BODY}{SIGNED.format('2022年3月1日')}")
    assert year_of(meta) == (2022, None, "date of issue", "medium")
    assert notices_of(meta) == [
        "year: the title names a plan for 2021–2025, but this is another document; it counts in 2022."
    ]


@pytest.mark.parametrize(
    ("title", "text", "date", "year", "sure"),
    [
        ("丰县教育局工作要点", BODY, "2021年12月30日", 2022, "low"),
        ("丰县教育局工作计划", BODY, "2008年12月1日", 2009, "low"),
        ("丰县教育局工作要点", BODY, "2021年11月30日", 2021, "medium"),
        ("丰县教育局工作总结", BODY, "2021年12月30日", 2021, "medium"),
        ("丰县教育局关于加强党建的意见", BODY, "2021年12月30日", 2021, "medium"),
        (
            "丰县教育局工作要点",
            f"{BODY}2021年底前完成整改，形成长效机制。\n",
            "2021年12月1日",
            2021,
            "medium",
        ),
    ],
)
def test_a_yearly_plan_of_december_is_for_the_next_year(
    title: str, text: str, date: str, year: int, sure: str
) -> None:
    meta = read(f"{title}\n{text}{SIGNED.format(date)}")
    assert year_of(meta) == (year, None, "date of issue", sure)
    assert any("usually for the next year" in notice for notice in notices_of(meta)) is (sure == "low")


@pytest.mark.parametrize(
    ("raw", "stem", "year", "sure"),
    [
        (f"22年工作要点\n{BODY}{SIGNED.format('2022年1月30日')}", "", 2022, "medium"),
        (f"22年工作要点\n{BODY}{SIGNED.format('2021年12月30日')}", "", 2022, "medium"),
        (f"22年工作要点\n{BODY}到2022年底，各项任务全面完成。\n", "", 2022, "medium"),
        (f"98年工作要点\n{BODY}", "要点1998", 1998, "medium"),
        (f"22年工作要点\n{BODY}{SIGNED.format('2019年1月30日')}", "", 2019, "medium"),
        (f"22年工作要点\n{BODY}", "", 2022, "low"),
    ],
)
def test_a_year_in_two_digits_needs_other_evidence(raw: str, stem: str, year: int, sure: str) -> None:
    meta = read(raw, stem=stem)
    assert (meta.year, meta.confidence["year"]) == (year, sure)


@pytest.mark.parametrize(
    ("opening", "year"),
    [
        ("2022年，我局将坚持稳中求进，扎实做好各项工作。", 2022),
        ("2010年，全县教育系统要以科学发展观为指导，推进改革。", 2010),
        ("二〇二二年，县教育局坚持党建引领，扎实做好各项工作。", 2022),
        ("为深入贯彻党的二十大精神，扎实做好2023年全县教育工作，制定本要点。", 2023),
        ("根据上级部署，结合我县实际，现就2016年教育工作提出如下意见。", 2016),
        ("根据上级部署，结合我县实际，制定2016年教育系统工作计划。", 2016),
        ("2022年是实施规划的重要一年，任务艰巨。", 2022),
        ("今年是2022年，是党的二十大召开之年，要扎实做好各项工作。", 2022),
        ("2021年，我局在县委领导下取得了新的成绩，圆满完成任务。", None),
        ("2012年以来，我县坚持教育优先发展，扎实推进改革。", None),
        ("在全面总结2021年工作的基础上，制定本要点，请贯彻执行。", None),
        ("2021年12月召开的会议要求，扎实推进各项工作，制定本要点。", None),
    ],
)
def test_the_first_sentences_name_the_year(opening: str, year: int | None) -> None:
    meta = read(f"丰县教育局党建工作要点\n{opening}\n{BODY}")
    assert meta.year == year
    assert meta.confidence.get("year") == ("medium" if year else None)


@pytest.mark.parametrize("heading", ["二、2022年工作安排", "二、二〇二二年重点工作", "（二）2022年工作设想"])
def test_headings_that_look_ahead_name_the_year(heading: str) -> None:
    raw = (
        f"丰县教育局工作报告\n一、2021年工作回顾\n{BODY[6:]}{heading}\n{BODY[6:]}到2035年主要目标\n{BODY[6:]}"
    )
    assert year_of(read(raw)) == (2022, None, "heading", "medium")


def test_where_no_year_is_recognised_the_years_of_the_file_are_told() -> None:
    text = "2021年完成建设，2022年投入使用，二〇二二年见效。\n"
    assert notices_of(read(f"丰县教育局意见\n{BODY}{text}")) == [
        "year: no year was recognised as the plan's; the file (or its name) mentions 2021 (1×), 2022 (2×)."
    ]
    assert notices_of(read(f"丰县教育局意见\n{BODY}", stem="2019-2020")) == [
        "year: no year was recognised as the plan's; the file (or its name) mentions 2019 (1×), 2020 (1×)."
    ]
    assert notices_of(read(f"丰县教育局意见\n{BODY}")) == [
        "year: no year was recognised; neither the file nor its name mentions one in four digits."
    ]


def test_the_name_of_a_file_may_give_a_period() -> None:
    assert year_of(read(BODY, stem="丰县教育规划2021-2025")) == (2021, 2025, "file name", "low")


@pytest.mark.parametrize(
    ("row", "year", "end", "said"),
    [
        ({"year": "2022"}, 2022, None, False),
        ({"year": "2021"}, 2021, 2025, False),
        ({"year": "2021", "year_end": "2023"}, 2021, 2023, False),
        ({"year_end": "2024"}, 2021, 2024, False),
        ({"title": "规划"}, 2021, 2025, True),
    ],
)
def test_the_manifest_decides_first_and_last_year(
    row: dict[str, str], year: int, end: int | None, said: bool
) -> None:
    meta = read(f"丰县教育局2021—2025年党建工作规划\n{BODY}", **row)
    assert (meta.year, meta.year_end) == (year, end)
    assert bool(notices_of(meta)) is said


def test_labels_show_the_period(tmp_path: Path) -> None:
    body = "一、加强领导\n坚持以政治建设为统领，全面贯彻党的教育方针，落实立德树人根本任务。\n"
    files = {
        "a.txt": f"丰县2021—2025年教育规划\n{body}",
        "b.txt": f"丰县2021年教育工作要点\n{body}二、抓好落实\n",
    }
    corpus = read_corpus(write(tmp_path, dict(files)))
    assert [document.label for document in corpus] == ["丰县 2021–2025", "丰县 2021"]
    assert corpus.documents["year_end"].tolist()[0] == 2025
    assert corpus.documents["year"].tolist() == [2021, 2021]
