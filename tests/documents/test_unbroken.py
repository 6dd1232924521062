"""Texts scraped into one line: parts found by their running numbers, every character traceable."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.chinese.folding import fold
from analysis.documents.cleaning import clean
from analysis.documents.cleaning.unbroken import find_breaks
from analysis.documents.corpus import Corpus
from analysis.documents.structure import find_sections
from tests.documents.test_cleaning import same

# A sentence of 62 characters, as plans write it.
PROSE = (
    "深入学习贯彻上级党委的部署要求，健全工作机制，压实各方责任，组织党员干部到基层一线走访群众，"
    "梳理问题清单，逐项研究解决办法，做到件件有着落。"
)


def outline(raw: str) -> list[str]:
    """The headings of a raw text, each with its level and mark."""
    cleaned = clean(raw)
    sections = find_sections(cleaned.text, cleaned.annex_start)
    return [f"{s.level} {s.marker}{s.heading}" for s in sections if s.heading]


def paragraph_starts(raw: str, length: int = 6) -> list[str]:
    return [paragraph[:length] for paragraph in clean(raw).text.split("\n")]


# Each: what is before the text of a part, and the headings that a reader sees.
FORMS = {
    "parts with full stops": (
        ("一、加强组织领导。", "二、狠抓任务落实。", "三、强化督查考核。"),
        ["1 一、加强组织领导", "1 二、狠抓任务落实", "1 三、强化督查考核"],
    ),
    "parts in brackets": (
        ("（一）加强组织领导。", "（二）狠抓任务落实。", "（三）强化督查考核。"),
        ["1 （一）加强组织领导", "1 （二）狠抓任务落实", "1 （三）强化督查考核"],
    ),
    "half-width brackets": (
        ("(一)加强组织领导。", "(二)狠抓任务落实。"),
        ["1 （一）加强组织领导", "1 （二）狠抓任务落实"],
    ),
    "digits with a point": (
        ("1.加强组织领导。", "2.狠抓任务落实。", "3.强化督查考核。"),
        ["1 1.加强组织领导", "1 2.狠抓任务落实", "1 3.强化督查考核"],
    ),
    "digits with 、": (
        ("1、加强组织领导。", "2、狠抓任务落实。"),
        ["1 1、加强组织领导", "1 2、狠抓任务落实"],
    ),
    "chapters": (
        ("第一章 总则。", "第二章 主要任务。", "第三章 附则。"),
        ["1 第一章总则", "1 第二章主要任务", "1 第三章附则"],
    ),
    "articles": (
        ("第一条 目的。", "第二条 范围。", "第三条 职责。"),
        ["1 第一条目的", "1 第二条范围", "1 第三条职责"],
    ),
    "spoken numbers under a part": (
        ("一、加强组织领导", "一是健全工作机制。", "二是压实各方责任。", "二、狠抓任务落实。"),
        ["1 一、加强组织领导", "2 一是健全工作机制", "2 二是压实各方责任", "1 二、狠抓任务落实"],
    ),
    "three levels, the second starts again": (
        (
            "一、总体要求",
            "（一）指导思想。",
            "（二）基本原则。",
            "二、主要任务",
            "（一）筑牢根基。",
            "（二）服务群众。",
        ),
        [
            "1 一、总体要求",
            "2 （一）指导思想",
            "2 （二）基本原则",
            "1 二、主要任务",
            "2 （一）筑牢根基",
            "2 （二）服务群众",
        ],
    ),
    "digits that run through the parts": (
        ("一、政治建设。", "1.抓学习。", "2.抓教育。", "二、组织建设。", "3.抓支部。", "4.抓队伍。"),
        ["1 一、政治建设", "2 1.抓学习", "2 2.抓教育", "1 二、组织建设", "2 3.抓支部", "2 4.抓队伍"],
    ),
    "sentences of one build without numbers": (
        (
            "坚持党建引领，强根基、聚合力，全方位提升组织功能。",
            "坚持项目为王，扩投资、优结构，全过程做好要素保障。",
            "坚持生态优先，治污染、护山水，全领域推进绿色转型。",
        ),
        [
            "1 坚持党建引领，强根基、聚合力，全方位提升组织功能",
            "1 坚持项目为王，扩投资、优结构，全过程做好要素保障",
            "1 坚持生态优先，治污染、护山水，全领域推进绿色转型",
        ],
    ),
    "a heading that every reader knows runs into its text": (
        ("一、总体要求", "二、2023年工作思路", "三、保障措施"),
        ["1 一、总体要求", "1 二、2023年工作思路", "1 三、保障措施"],
    ),
}


def one_line(headings: tuple[str, ...]) -> str:
    """A text in one line: each heading with two sentences, but none after a heading without a full stop."""
    known = ("要求", "思路", "措施")
    return "".join(heading + (2 * PROSE if heading.endswith(("。", *known)) else "") for heading in headings)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("opening", ["", f"2023年是关键之年。{PROSE}"])
def test_headings_in_one_line_are_found_by_their_numbers(form: str, opening: str) -> None:
    headings, expected = FORMS[form]
    assert outline(opening + one_line(headings)) == expected


@pytest.mark.parametrize("form", FORMS)
def test_a_break_at_the_wrong_places_changes_nothing(form: str) -> None:
    # The crawler left one break: the first part is in a line of its own.
    headings, expected = FORMS[form]
    raw = one_line(headings)
    second = raw.index(headings[-1])
    if "、聚" not in raw:  # sentences of one build need each other
        assert outline(f"{raw[:second]}\n{raw[second:]}") == expected


@pytest.mark.parametrize(
    "words",
    [
        "推动一、二、三产业融合发展。",
        "完成投资1.5亿元，升级2.0版平台，增长3.5%。",
        "第1、2季度集中攻坚，3、4月份全面推开。",
        "一是学习，二是宣传，三是落实，四是督查。",
        "一是学习不够深入；二是宣传不够到位；三是落实不够有力。",
        "严格执行《关于一、加强领导二、改进作风的若干规定》。",
        "落实第（一）项、第（二）项规定的措施。",
        "要做到：（1）学深悟透；（2）真抓实干；（3）务求实效。",
        "党的十八大、十九大、二十大精神深入人心。",
        "截至2022.1.5、2022.2.6，三个项目完工。",
        "统一是前提，唯一是标准，之一是方法，二是关键。",
        "“一、统一思想。二、凝聚力量。”的要求深入人心。",
    ],
)
def test_numbers_inside_a_sentence_start_no_part(words: str) -> None:
    raw = f"{PROSE}{words}{3 * PROSE}{words}{3 * PROSE}"
    assert clean(raw).text == fold(raw)
    assert outline(raw) == []


def test_a_text_with_its_lines_is_not_cut(samples: Corpus) -> None:
    for document in samples:
        lines = [line for line in document.extracted.text.splitlines() if line.strip()]
        assert find_breaks([line.strip() for line in lines]) == {}, document.doc_id


def test_narrow_marks_are_looked_for_in_unbroken_texts_only() -> None:
    # A paragraph of 600 characters with a list in it, in a text with lines.
    listed = f"要做好三件事。1.健全机制。{3 * PROSE}2.压实责任。{3 * PROSE}3.强化督查。{3 * PROSE}"
    lines = [PROSE] * 12
    assert find_breaks([*lines, listed]) == {}
    assert len(find_breaks([listed])[0]) == 3


def test_the_samples_in_one_line_keep_their_headings(samples: Corpus) -> None:
    wanted = hit = claimed = 0
    for document in samples:
        expected = {s.heading for s in document.sections if s.heading}
        cleaned = clean("".join(line.strip(" \u3000") for line in document.extracted.text.splitlines()))
        found = {s.heading for s in find_sections(cleaned.text, cleaned.annex_start) if s.heading}
        wanted, claimed, hit = wanted + len(expected), claimed + len(found), hit + len(expected & found)
    assert hit >= 0.95 * wanted
    assert hit >= 0.95 * claimed


PAGE = (
    "当前位置： 首页政务公开规划信息年度计划 某片区管理局2022工作计划 时间：2022-11-16 08:22 微信 微博 QQ空间 "
    f"（一）加强组织领导。{2 * PROSE}（二）狠抓任务落实。{2 * PROSE} 来源：某实验区某片区管理局 附件下载"
)


def test_what_the_page_says_in_the_line_of_the_text_is_furniture() -> None:
    cleaned = clean(PAGE)
    assert cleaned.text.startswith("（一）加强组织领导。")
    assert cleaned.text.endswith("做到件件有着落。")
    assert [(line.role.value, line.text) for line in cleaned.furniture] == [
        ("site", "当前位置： 首页政务公开规划信息年度计划"),
        ("title", "某片区管理局2022工作计划"),
        ("page information", "时间：2022-11-16 08:22"),
        ("site", "微信"),
        ("site", "微博"),
        ("site", "QQ空间"),
        ("page information", "来源：某实验区某片区管理局"),
        ("related links", "附件下载"),
    ]


def test_the_page_is_cut_off_where_the_text_has_no_marks() -> None:
    cleaned = clean(
        f"首页 > 政务公开 > 计划 某局2022年工作计划 发布时间：2022-01-06 字体：大 中 小 {8 * PROSE}"
    )
    assert cleaned.text == 8 * PROSE


NOTICE = (
    "关于印发《东河区2023年教育工作要点》的通知 各学校、幼儿园： 现将《东河区2023年教育工作要点》印发给你们，"
    "请认真贯彻执行。 东河区教育局 2023年3月1日 东河区2023年教育工作要点 2023年全区教育工作的总体要求是：健全机制。"
    f" 一、坚持立德树人 1.加强思政课建设。{PROSE} 2.强化体育美育。{PROSE}"
    f" 二、推进教育公平 3.优化资源布局。{PROSE} 4.规范招生入学。{PROSE} 扫一扫在手机打开当前页 打印 关闭"
)


def test_a_notice_in_one_line_is_read_as_one_with_lines() -> None:
    cleaned = clean(NOTICE)
    lines = clean(NOTICE.replace(" ", "\n"))
    assert cleaned.text == lines.text
    assert cleaned.furniture == lines.furniture
    assert cleaned.text.startswith(
        "2023年全区教育工作的总体要求是：健全机制。\n一、坚持立德树人\n1.加强思政课"
    )


PARTS = f"一、抓学习促提升。{PROSE}二、抓队伍强根基。{PROSE}三、抓服务惠民生。{PROSE}"
SPACED_PARTS = f" 一、抓学习促提升 一是抓班子。{PROSE}二是抓骨干。{PROSE} 二、抓队伍强根基 {PROSE}"


@pytest.mark.parametrize("parts", [PARTS, SPACED_PARTS])
@pytest.mark.parametrize(
    ("head", "furniture", "opening"),
    [
        (
            "东河区教育局2023年工作要点发布时间：2023-02-01 10:20来源：东河区教育局字号：[大 中 小]2023年是关键之年，任务繁重。",
            ["东河区教育局2023年工作要点", "发布时间：2023-02-01 10:20", "来源：东河区教育局"],
            "2023年是关键之年，任务繁重。",
        ),
        (
            "东河县人民政府工作报告——2023年1月5日在东河县第十八届人民代表大会第二次会议上各位代表：现在，我代表县人民政府向大会报告工作，请予审议。",
            [
                "东河县人民政府工作报告",
                "——2023年1月5日在东河县第十八届人民代表大会第二次会议上",
                "各位代表：",
            ],
            "现在，我代表县人民政府向大会报告工作，请予审议。",
        ),
        (
            "政 府 工 作 报 告 （2021年2月1日在东河区第五届人民代表大会第六次会议上） 区长 王 明 各位代表： 现在，我代表县人民政府向大会报告工作，请予审议。",
            ["政 府 工 作 报 告", "（2021年2月1日在东河区第五届人民代表大会第六次会议上）", "区长 王 明"],
            "现在，我代表县人民政府向大会报告工作，请予审议。",
        ),
        (
            "关于印发东河区2022年党建工作要点的通知各党支部：现将《东河区2022年党建工作要点》印发给你们，请认真落实。",
            ["关于印发东河区2022年党建工作要点的通知"],
            "一、抓学习促提升",
        ),
    ],
)
def test_what_is_before_the_text_in_its_line(
    head: str, furniture: list[str], opening: str, parts: str
) -> None:
    cleaned = clean(head + parts)
    assert [line.text for line in cleaned.furniture][: len(furniture)] == furniture
    assert cleaned.text.startswith(opening)
    assert "\n二、抓队伍强根基" in cleaned.text


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("中共东河区委教育工委2023年党建工作要点", "2023年是全面贯彻党的二十大精神的开局之年。"),
        ("东河街道2024年工作计划", "为深入贯彻落实区委全会精神，制定本计划。"),
        ("关于加强社区治理的实施意见（试行）", "根据上级部署，提出如下意见。"),
        ("东河区教育局2022年工作总结和2023年工作打算", "一、2022年工作回顾"),
    ],
)
def test_a_title_that_runs_into_the_text_is_taken_off(title: str, text: str) -> None:
    marks = ("一、抓学习。", "二、抓服务。") if text[0] != "一" else ("", "二、2023年工作打算")
    cleaned = clean(f"{title}{text}{marks[0]}{2 * PROSE}{marks[1]}{2 * PROSE}")
    assert [line.text for line in cleaned.furniture] == [title]
    assert cleaned.text.startswith(text)


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("2023年工作思路", "认真学习宣传贯彻上级部署，"),
        ("“十三五”发展成就和2021年主要工作", "过去的五年，是极不平凡的五年，"),
        ("“十四五”时期主要目标任务", "今后五年政府工作的总体要求是抓好落实，"),
        ("存在的问题和不足", "一年来，我们取得了一定成绩，但还有差距，"),
        ("下一步工作打算", "坚持以人民为中心，"),
        ("指导思想", "以习近平新时代中国特色社会主义思想为指导，"),
        ("加强党的建设 ", "推动全面从严治党向基层延伸，"),
        ("着力保障民生，不断提高生活品质", "全力做好就业工作，"),
        ("巩固实体经济根基，推进产业强区建设", "做大做强特色产业，"),
        ("强化党建引领，筑牢“红色堡垒”", "坚持把党的领导贯穿全过程，"),
        ("推动经济稳中向好", "扩大有效投资，"),
        ("优化产业，经济工作再上新水平", "今年以来，全镇因地制宜，"),
        ("2024年发展总体要求和政策取向", "今年是关键一年，"),
        ("理论学习方面", "一是制定学习计划；二是开展研讨；"),
    ],
)
def test_where_a_heading_ends_that_runs_into_its_text(heading: str, text: str) -> None:
    raw = f"一、{heading}{text}{3 * PROSE}二、抓好工作落实。{3 * PROSE}"
    assert outline(raw) == [f"1 一、{heading.strip()}", "1 二、抓好工作落实"]


@pytest.mark.parametrize(
    "heading",
    [
        "加强队伍建设，服务能力全面提升",
        "推动经济发展持续向好",
        "深化改革扩大开放",
        "推进“双减”工作落地见效",
        "促进农业稳定发展和农民持续增收",
        "实施素质能力提升工程",
        "坚持问题导向，发展质量不断提高",
        "完善以改善民生为重点的公共服务体系",
        "统一是前提，落实是关键",
    ],
)
def test_a_heading_with_a_full_stop_is_whole(heading: str) -> None:
    raw = f"一、{heading}。{3 * PROSE}二、抓好工作落实。{3 * PROSE}"
    assert outline(raw) == [f"1 一、{heading}", "1 二、抓好工作落实"]


def test_headings_beside_each_other_show_where_they_end() -> None:
    raw = (
        f"一、加强政治建设坚持把党的政治建设摆在首位，{3 * PROSE}二、建强基层组织深入实施质量提升行动，{3 * PROSE}"
        f"三、锤炼过硬作风持续落实中央八项规定精神，{3 * PROSE}"
    )
    assert outline(raw) == ["1 一、加强政治建设", "1 二、建强基层组织", "1 三、锤炼过硬作风"]


def test_a_part_that_is_one_long_sentence_has_no_heading() -> None:
    raw = (
        f"一、组织党员干部到村到户走访，{3 * PROSE}二、推动各项惠民政策落地见效，{3 * PROSE}"
        f"三、完善网格管理服务体系，{3 * PROSE}"
    )
    assert outline(raw) == []
    assert len(clean(raw).text.split("\n")) == 3


def test_blanks_that_stand_for_breaks_end_headings_and_paragraphs() -> None:
    raw = (
        f"一、抓学习促提升 {PROSE} {2 * PROSE} 二、抓队伍强根基 {PROSE} {PROSE} 三、抓服务惠民生 {2 * PROSE}"
    )
    assert outline(raw) == ["1 一、抓学习促提升", "1 二、抓队伍强根基", "1 三、抓服务惠民生"]
    assert paragraph_starts(raw, 4) == [
        "一、抓学",
        "深入学习",
        "深入学习",
        "二、抓队",
        "深入学习",
        "深入学习",
        "三、抓服",
        "深入学习",
    ]


RUN_IN = (
    f"一、工作回顾\n过去的一年，全区上下团结拼搏。\n经济实力明显增强。{PROSE}\n"
    f"城市面貌显著改善。{PROSE}\n社会事业全面进步。{PROSE}\n成绩来之不易。\n二、工作安排\n{PROSE}"
)


def test_short_sentences_that_head_paragraphs_are_headings() -> None:
    assert outline(RUN_IN) == [
        "1 一、工作回顾",
        "2 经济实力明显增强",
        "2 城市面貌显著改善",
        "2 社会事业全面进步",
        "1 二、工作安排",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"社会事业全面进步。{PROSE}", "社会事业全面进步。"),  # two are no family
        ("社会事业全面进步。", "过去的一年成绩显著。"),  # speaks of the time
        ("社会事业全面进步。", "全年完成投资3亿元。"),  # speaks of the year
        ("社会事业全面进步。", ""),
        ("\n成绩来之不易。", f"\n{PROSE}" * 4),  # most paragraphs of the part have none
    ],
)
def test_sentences_that_only_begin_paragraphs_are_no_headings(old: str, new: str) -> None:
    assert outline(RUN_IN.replace(old, new)) == ["1 一、工作回顾", "1 二、工作安排"]


SPOKEN = f"一、政府自身建设\n一要转变作风。{PROSE}\n二要依法行政。{PROSE}\n三要廉洁从政。{PROSE}\n二、保障措施\n{PROSE}"


def test_spoken_numbers_that_head_paragraphs_are_marks() -> None:
    assert outline(SPOKEN) == [
        "1 一、政府自身建设",
        "2 一要转变作风",
        "2 二要依法行政",
        "2 三要廉洁从政",
        "1 二、保障措施",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (PROSE, "成立专班，定期会商。"),  # items of a list, not parts
        ("一要", "要"),  # nothing before 二要
        ("三要", "五要"),
        ("。深入", "，深入"),  # no heading but a long sentence
    ],
)
def test_spoken_numbers_in_a_list_are_no_marks(old: str, new: str) -> None:
    assert outline(SPOKEN.replace(old, new))[:2] == ["1 一、政府自身建设", "1 二、保障措施"]


HEADING = st.text(alphabet="加强组织领导落实党建责任", min_size=4, max_size=12)
PART = st.tuples(HEADING, st.sampled_from(["。", " "]), st.integers(2, 5))
PIECES = [
    "一、",
    "（一）",
    "(1)",
    "1.",
    "一是",
    "二、",
    "2.",
    " ",
    "\u3000",
    "，",
    "。",
    "时间：",
    "《",
    "》",
    "１",
]
NOISE = st.lists(st.sampled_from(PIECES) | HEADING, min_size=1, max_size=40).map("".join)


@given(st.lists(PART, min_size=2, max_size=9), st.sampled_from(["一、", "（一）", "1."]))
@settings(max_examples=100)
def test_every_part_of_a_numbered_line_is_a_section(parts: list[tuple[str, str, int]], first: str) -> None:
    numerals = "一二三四五六七八九"
    marks = [first.replace("一", numerals[i]).replace("1", str(i + 1)) for i in range(len(parts))]
    raw = "".join(
        f"{mark}{heading}{end}{n * PROSE}" for mark, (heading, end, n) in zip(marks, parts, strict=True)
    )
    cleaned = clean(raw)
    assert [section.marker for section in find_sections(cleaned.text)] == marks


@given(st.lists(NOISE, min_size=1, max_size=3), st.integers(0, 20))
@settings(max_examples=200)
def test_every_character_of_a_long_line_leads_back_to_the_raw_text(noise: list[str], n: int) -> None:
    raw = f"{n * PROSE}{noise[0]}{PROSE}" + "\n".join(noise[1:]) + n * PROSE
    cleaned = clean(raw)
    # A paragraph break that was put in stands for no character, and leads to the one after it.
    positions = [cleaned.raw_position(i) for i in range(len(cleaned.text))]
    pairs = zip(positions, cleaned.text, strict=True)
    assert [pair for pair in pairs if pair[1] != "\n" and not same(raw[pair[0]], pair[1])] == []
    if cleaned.annex_start == len(cleaned.text):
        assert positions == sorted(positions)
    shown = cleaned.text + "".join(line.text for line in cleaned.furniture)
    assert sum(not c.isspace() for c in shown) == sum(not c.isspace() for c in raw)
    for line in cleaned.furniture:
        assert raw[line.start : line.start + len(line.text)] == line.text
