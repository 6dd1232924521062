"""The tree of headings: marks of each kind, levels by context, headings that run in, list items."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import Corpus
from analysis.structure import Section, find_sections, sections_at

# What a careful reader counts in the samples: (file, headings by level, list items).
COUNTS = [
    ("hangzhou-xihu-2022.txt", {1: 4, 2: 14}, 0),
    ("changzhou-jintan-2022.txt", {1: 5, 2: 13}, 0),
    ("masked-district-2023.txt", {1: 4, 2: 12}, 0),
    ("shanghai-baoshan-2020.txt", {1: 6, 2: 19}, 0),
    ("tonghua-dongchang-2017.txt", {1: 3, 2: 8, 3: 18}, 8),
]


def outline(text: str) -> list[tuple[int, str, str]]:
    return [(s.level, s.marker, s.heading) for s in find_sections(text)]


@pytest.mark.parametrize(("doc_id", "levels", "items"), COUNTS)
def test_headings_of_the_samples_are_those_a_reader_counts(
    samples: Corpus, doc_id: str, levels: dict[int, int], items: int
) -> None:
    sections = samples[doc_id].sections
    headed = [section.level for section in sections if section.heading]
    assert {level: headed.count(level) for level in sorted(set(headed))} == levels
    assert sum(not section.heading for section in sections) == items


@pytest.mark.parametrize(
    ("paragraph", "marker", "heading"),
    [
        ("第一部分 总体要求", "第一部分", "总体要求"),
        ("第二章教育质量", "第二章", "教育质量"),
        ("第三节 队伍", "第三节", "队伍"),
        ("一、指导思想", "一、", "指导思想"),
        ("十二、保障措施", "十二、", "保障措施"),
        ("（一）加强领导", "（一）", "加强领导"),
        ("1.强化政治领导。深刻认识意义。", "1.", "强化政治领导"),
        ("1、提高认识。各校要重视。", "1、", "提高认识"),
        ("（1）推进减负。减轻负担，提高质量。", "（1）", "推进减负"),
        ("①推进改革。建设基地。", "①", "推进改革"),
        ("一、活动时间：2024年4月", "一、", "活动时间"),
        ("三、主要任务：", "三、", "主要任务"),
    ],
)
def test_mark_and_heading_of_a_paragraph(paragraph: str, marker: str, heading: str) -> None:
    section = find_sections(paragraph)[0]
    assert (section.marker, section.heading) == (marker, heading)


@pytest.mark.parametrize(
    "paragraph",
    ["3.5%的增长来自投资。", "2022年是开局之年。", "第一名获得表彰。", "一是加强领导。", "1月\t走访慰问", ""],
)  # fmt: skip
def test_paragraph_without_a_mark_is_no_section(paragraph: str) -> None:
    assert find_sections(paragraph) == ()


def test_level_depends_on_what_stands_above() -> None:
    text = (
        "二、任务\n（一）组织\n1.健全制度。完善机制。\n2.建强队伍。选优配强。\n"
        "三、保障\n1.明确责任。层层落实。\n2.强化考核。严格奖惩。\n"
    )
    assert outline(text) == [
        (1, "二、", "任务"),
        (2, "（一）", "组织"),
        (3, "1.", "健全制度"),
        (3, "2.", "建强队伍"),
        (1, "三、", "保障"),
        (2, "1.", "明确责任"),
        (2, "2.", "强化考核"),
    ]


def test_chapters_stand_above_numbered_parts() -> None:
    text = "第一章 总则\n一、目的\n促进公平。\n第二章 附则\n一、施行\n自发布之日起施行。"
    assert [(level, heading) for level, _, heading in outline(text)] == [
        (1, "总则"), (2, "目的"), (1, "附则"), (2, "施行"),
    ]  # fmt: skip


def test_numbers_that_run_through_the_parts_keep_their_level() -> None:
    text = "一、甲\n1.子。细。\n2.丑。细。\n二、乙\n3.寅。细。\n"
    assert [level for level, _, _ in outline(text)] == [1, 2, 2, 1, 2]


def test_ten_comes_behind_nine_on_the_same_level() -> None:
    text = "\n".join(f"{n}.抓实工作。落到实处。" for n in range(1, 13))
    sections = find_sections(text)
    assert {section.level for section in sections} == {1}
    assert [section.marker for section in sections] == [f"{n}." for n in range(1, 13)]


def test_items_that_are_whole_sentences_have_no_heading() -> None:
    text = (
        "1.主要职责。\n"
        "（1）全面贯彻执行党的理论和路线方针政策，引导监督学校遵守国家法律法规，支持校长依法行使职权，"
        "促进学校科学发展。\n（2）参与讨论决定重要事项。\n（3）完成上级党组织交办的其他任务。\n"
    )
    assert [(s.marker, s.heading, s.parent) for s in find_sections(text)] == [
        ("1.", "主要职责", 0),
        ("（1）", "", 1),
        ("（2）", "", 1),
        ("（3）", "", 1),
    ]


def test_short_sentence_is_a_heading_where_text_follows_it() -> None:
    text = "一、坚定信念。\n开展教育，推进学习。\n二、提升能力。\n实施工程，打造品牌。\n"
    assert [heading for _, _, heading in outline(text)] == ["坚定信念", "提升能力"]


@pytest.mark.parametrize(("n", "heading"), [(45, True), (46, False)])
def test_longest_sentence_that_heads_a_paragraph(n: int, heading: bool) -> None:
    section = find_sections("1." + "党" * n + "。各校落实。")[0]
    assert bool(section.heading) is heading


def test_numbered_rows_of_the_annex_are_no_headings() -> None:
    body, annex = "一、任务\n落实责任。\n", "1.走访慰问困难党员。\n2.召开座谈会。\n"
    assert [s.marker for s in find_sections(body + annex, len(body))] == ["一、"]
    assert find_sections(body + annex, len(body))[-1].end == len(body)
    assert len(find_sections(body + annex)) == 3


def test_whole_table_of_a_small_text() -> None:
    #       0         1           (offsets of 一、0 （一）6 1.13 二、25)
    text = "一、甲乙\n\n（一）丙丁\n1.戊。己庚辛壬癸。\n二、子\n"
    assert [text.index(mark) for mark in ("一、", "（一）", "1.", "二、")] == [0, 6, 12, 23]
    assert find_sections(text) == (
        Section(1, 0, 1, "一、", "甲乙", 0, 23),
        Section(2, 1, 2, "（一）", "丙丁", 6, 23),
        Section(3, 2, 3, "1.", "戊", 12, 23),
        Section(4, 0, 1, "二、", "子", 23, 27),
    )


def test_innermost_section_of_a_position() -> None:
    text = "前言。\n一、甲\n（一）乙\n二、丙"
    sections = find_sections(text)
    assert sections_at(sections, [0, 3, 4, 7, 8, 12, 13, 15]) == [0, 0, 1, 1, 2, 2, 3, 3]
    assert sections_at(sections, [len(text)]) == [0]
    assert sections_at((), [0, 5]) == [0, 0]


PARAGRAPH = st.builds(
    "{}{}".format,
    st.sampled_from(["", "一、", "二、", "（一）", "1.", "（1）", "①", "第一章"]),
    st.sampled_from(["加强领导", "加强领导。", "加强领导。落实责任。", "党" * 70, ""]),
)


@given(st.lists(PARAGRAPH, max_size=15))
def test_sections_form_a_tree_over_the_text(paragraphs: list[str]) -> None:
    text = "\n".join(paragraphs)
    sections = find_sections(text)
    for i, section in enumerate(sections):
        assert section.number == i + 1
        assert text.startswith(section.marker, section.start)
        assert section.start < section.end <= len(text)
        assert section.heading in text[section.start : section.end]
        if section.parent:
            above = sections[section.parent - 1]
            assert above.number < section.number
            assert above.level == section.level - 1
            assert above.start < section.start and section.end <= above.end
        else:
            assert section.level == 1
    positions = range(len(text) + 1)
    for position, found in zip(positions, sections_at(sections, positions), strict=True):
        holding = [s.number for s in sections if s.start <= position < s.end]
        assert found == (holding[-1] if holding else 0)
