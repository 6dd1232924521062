"""The tree of headings: marks of each kind, levels by context, headings that run in, list items."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.documents.corpus import Corpus
from analysis.documents.structure import Section, find_sections, numbering_gaps, sections_at
from analysis.documents.structure.marks import read_mark, read_mark_number, renumber_mark
from tests.support.notices import english

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
        ("第三条 总则", "第三条", "总则"),
        ("第三条 本办法适用于全区公办中小学校和幼儿园。", "第三条", ""),
        ("㈠组织领导", "㈠", "组织领导"),
        ("⑴推进减负。减轻负担。", "⑴", "推进减负"),
        ("⒈提高认识。各校要重视。", "⒈", "提高认识"),
        ("四、五育并举促成长", "四、", "五育并举促成长"),
        ("二、三会一课制度", "二、", "三会一课制度"),
        ("一、一线规则意识", "一、", "一线规则意识"),
        ("1、2022年工作目标", "1、", "2022年工作目标"),
    ],
)
def test_mark_and_heading_of_a_paragraph(paragraph: str, marker: str, heading: str) -> None:
    section = find_sections(paragraph)[0]
    assert (section.marker, section.heading) == (marker, heading)


@pytest.mark.parametrize(
    "paragraph",
    [
        "3.5%的增长来自投资。",
        "2022年是开局之年。",
        "第一名获得表彰。",
        "一是加强领导。",
        "1月\t走访慰问",
        "",
        "1.5亿元用于校舍维修。",
        "2.0版智慧教育平台。",
        "3.15活动。",
        "3.15",
        "一、二年级不留书面作业。",
        "七、八月份开展培训。",
        "一、二等奖各三名。",
        "十、百、千工程全面推进。",
        "1、2月份走访慰问。",
        "第一节课前组织晨读。",
        "1.1",
        "1.2倍",
        "12",
        "第一线教师",
    ],
)
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
        (1, "总则"),
        (2, "目的"),
        (1, "附则"),
        (2, "施行"),
    ]


def test_numbers_that_run_through_the_parts_keep_their_level() -> None:
    text = "一、甲\n1.子。细。\n2.丑。细。\n二、乙\n3.寅。细。\n"
    assert [level for level, _, _ in outline(text)] == [1, 2, 2, 1, 2]


def test_ten_comes_behind_nine_on_the_same_level() -> None:
    text = "\n".join(f"{n}.抓实工作。落到实处。" for n in range(1, 13))
    sections = find_sections(text)
    assert {section.level for section in sections} == {1}
    assert [section.marker for section in sections] == [f"{n}." for n in range(1, 13)]


def test_articles_stand_between_chapters_and_items() -> None:
    text = (
        "第一章 总则\n第一条 为加强党的领导，制定本办法。\n（一）坚持原则；\n（二）坚持标准；\n"
        "第二条 本办法适用于公办学校。\n第二章 附则\n第三条 本办法自发布之日起施行。\n"
    )
    assert [(level, marker) for level, marker, _ in outline(text)] == [
        (1, "第一章"),
        (2, "第一条"),
        (3, "（一）"),
        (3, "（二）"),
        (2, "第二条"),
        (1, "第二章"),
        (2, "第三条"),
    ]
    assert [heading for *_, heading in outline(text) if heading] == ["总则", "附则"]


def test_decimal_numbers_are_marks_where_they_follow_each_other() -> None:
    text = "1总则\n1.1编制目的\n提高能力。\n1.2编制依据\n依据法律。\n1.2.1国家法律\n1.2.2地方法规\n2.1职责\n"
    assert outline(text) == [
        (1, "1", "总则"),
        (2, "1.1", "编制目的"),
        (2, "1.2", "编制依据"),
        (3, "1.2.1", "国家法律"),
        (3, "1.2.2", "地方法规"),
        (2, "2.1", "职责"),
    ]
    assert outline("3.1节约用水。\n7.8台设备投入使用。") == []


PROSE = "坚持立德树人，办好人民满意的教育，推动各项任务全面完成，取得新的成效。"


def test_headings_without_number_that_every_reader_knows() -> None:
    text = f"总体要求\n{PROSE}\n一、加强领导\n{PROSE}\n组织保障\n{PROSE}\n"
    assert outline(text) == [(1, "", "总体要求"), (1, "一、", "加强领导"), (1, "", "组织保障")]


def test_headings_without_number_stand_above_parts_that_start_anew() -> None:
    years = [
        f"{year}年工作{what}\n{PROSE}\n一、党建\n{PROSE}\n二、教学\n{PROSE}\n"
        for year, what in ((2022, "回顾"), (2023, "安排"))
    ]
    assert [level for level, *_ in outline("".join(years))] == [1, 2, 2, 1, 2, 2]
    years = [text.replace("\n" + PROSE + "\n一", "\n一") for text in years]
    assert outline("".join(years))[3] == (1, "", "2023年工作安排")


def test_short_lines_over_prose_are_headings_where_nothing_is_numbered() -> None:
    titles = ["凝心铸魂，筑牢思想根基", "守正创新，壮大主流舆论", "压实责任，守牢阵地防线"]
    text = "".join(f"{title}\n{PROSE}\n" for title in titles)
    assert outline(text) == [(1, "", title) for title in titles]
    assert outline("".join(text.splitlines(keepends=True)[:4])) == []  # two are too few
    assert [h for _, m, h in outline("一、任务\n" + text) if not m] == []


@pytest.mark.parametrize(
    "text",
    [
        f"经济社会发展的\n主要目标\n是：增长5%。\n{PROSE}",  # a line lost inside a sentence
        f"名单如下：\n主要任务\n{PROSE}",
        "主要任务\n教学\n科研",
        f"姓名\t单位\n主要任务\n{PROSE}",
    ],
)
def test_short_line_that_heads_no_prose_is_no_heading(text: str) -> None:
    assert outline(text) == []


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


def gaps(*marks: str) -> list[str]:
    sections = find_sections("".join(f"{mark}抓实工作\n{PROSE}\n" for mark in marks))
    return list(english(numbering_gaps(sections)))


@pytest.mark.parametrize(
    ("marks", "sentences"),
    [
        ("一、 二、 三、", []),
        ("一、 二、 四、", ["三、 is missing between 二、 and 四、"]),
        ("一、 四、", ["二、, 三、 are missing between 一、 and 四、"]),
        ("一、 十二、", ["二、 to 十一、 are missing between 一、 and 十二、"]),
        ("二、 三、", ["一、 is missing before 二、"]),
        ("一、 二、 二、", ["二、 appears twice"]),
        ("一、 一、 二、", ["一、 appears twice"]),
        ("一、 二、 三、 二、", ["二、 comes after 三、"]),
        ("第一章 第三章", ["第二章 is missing between 第一章 and 第三章"]),
        ("（一） （三）", ["（二） is missing between （一） and （三）"]),
        ("1. 3.", ["2. is missing between 1. and 3"]),
        ("一、 1. 2. 二、 1. 3.", ["2. is missing between 1. and 3"]),
        # In order: numbers again from 1 under each heading, running on through all, a list again from 1.
        ("一、 1. 2. 二、 1. 2.", []),
        ("一、 1. 2. 二、 3. 4.", []),
        ("一、 1. 2. 1. 2.", []),
        ("一、 1. 2. 二、 4.", ["3. is missing between 2. and 4"]),
        ("一、 （1） （3）", []),  # （2） may stand inside a paragraph
        ("", []),
    ],
)
def test_gaps_and_repeats_of_numbers_are_reported(marks: str, sentences: list[str]) -> None:
    assert gaps(*marks.split()) == [f"headings: {sentence}." for sentence in sentences]


def test_of_many_gaps_the_first_are_reported_and_the_rest_counted() -> None:
    sentences = gaps(*(f"{n}." for n in range(1, 21, 2)))
    assert len(sentences) == 7
    assert sentences[-1] == "headings: 3 more such faults."


def test_samples_have_no_gaps(samples: Corpus) -> None:
    assert [numbering_gaps(document.sections) for document in samples] == [[]] * 5


@pytest.mark.parametrize(
    ("marker", "number"),
    [
        ("一、", (1,)),
        ("十、", (10,)),
        ("十二、", (12,)),
        ("二十三、", (23,)),
        ("第一百二十条", (120,)),
        ("（三）", (3,)),
        ("12.", (12,)),
        ("（2）", (2,)),
        ("③", (3,)),
        ("㈣", (4,)),
        ("⒌", (5,)),
        ("2.1", (2, 1)),
        ("", ()),
        ("——", ()),
    ],
)
def test_number_that_a_mark_stands_for(marker: str, number: tuple[int, ...]) -> None:
    assert read_mark_number(marker) == number


@pytest.mark.parametrize(
    ("marker", "number", "other"),
    [
        ("（二）", 3, "（三）"),
        ("一、", 20, "二十、"),
        ("十、", 21, "二十一、"),
        ("第2章", 3, "第3章"),
        ("①", 4, "④"),
    ],
)
def test_mark_of_the_same_form_for_another_number(marker: str, number: int, other: str) -> None:
    assert renumber_mark(marker, number) == other


@given(st.text(alphabet="第一二十百章条（）()1.、.①㈠⑴⒈节课", max_size=8))
def test_any_mark_has_a_number_of_its_own_form(text: str) -> None:
    mark = read_mark(text)
    if mark:
        numbers = read_mark_number(mark[1])
        assert numbers
        assert renumber_mark(mark[1], numbers[0])


@pytest.mark.parametrize("marker", ["㈠、", "（一）、", "1）、", "（1）、", "①、"])
def test_a_comma_after_a_mark_belongs_to_it(marker: str) -> None:
    mark = read_mark(f"{marker}加强领导")
    assert mark is not None and mark[1] == marker
