"""From raw text to body: furniture off, broken lines joined, every character traceable."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.chinese.characters import UNSEEN
from analysis.chinese.folding import fold, spans_without_blanks
from analysis.documents.cleaning import Cleaned, clean
from analysis.documents.cleaning.joining import continues, wrap_width
from analysis.documents.corpus import Corpus

BODY = "一、加强领导\n坚持以政治建设为统领，全面贯彻党的教育方针。\n"
HEAD = "某局2022年工作要点\n"
BLANKS = set(" \t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029\u00a0\u1680\u202f\u205f\u2060\u3000\ufeff") | {
    chr(code) for code in range(0x2000, 0x200E)
}
WIDE = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)}
SAME = {"“": '"', "”": '"', "•": "·", "・": "·", "‧": "·"}

# The 22 places where a line of the sample plans breaks inside a sentence: (file, before, after).
BREAKS = [
    ("hangzhou-xihu-2022.txt", "忠诚拥护者、", "“两个维护”"),
    ("hangzhou-xihu-2022.txt", "中国具体实际", "相结合、同"),
    ("hangzhou-xihu-2022.txt", "“百校红盟”活", "动，推动"),
    ("hangzhou-xihu-2022.txt", "第一种形态，抓早", "抓小，把"),
    ("hangzhou-xihu-2022.txt", "加强与知联会的", "联系，发挥好"),
    ("changzhou-jintan-2022.txt", "深入理解和", "掌握新时代"),
    ("changzhou-jintan-2022.txt", "榜样故事，引导", "和激励党员"),
    ("changzhou-jintan-2022.txt", "“红圩向党”教育", "党建基地，"),
    ("changzhou-jintan-2022.txt", "开展形式多样", "的学习教育"),
    ("changzhou-jintan-2022.txt", "决策制度。深化", "细化全面从严"),
    ("changzhou-jintan-2022.txt", "归属感。以党建重", "点课题和"),
    ("shanghai-baoshan-2020.txt", "往心里走、", "往实里走，"),
    ("shanghai-baoshan-2020.txt", "规范组织生活、", "换届选举、"),
    ("shanghai-baoshan-2020.txt", "科学化、制", "度化水平。"),
    ("shanghai-baoshan-2020.txt", "干部岗位履职要", "求，强化"),
    ("shanghai-baoshan-2020.txt", "新一轮创建申报，", "策划教师"),
    ("shanghai-baoshan-2020.txt", "激励机制，吸引符合", "区域教育"),
    ("shanghai-baoshan-2020.txt", "层层递进、", "步步设防"),
    ("shanghai-baoshan-2020.txt", "实践和志愿服", "务活动，"),
    ("tonghua-dongchang-2017.txt", "确保正确的办学", "方向，全面"),
    ("tonghua-dongchang-2017.txt", "校长负责制。推行", "党组织与"),
    ("tonghua-dongchang-2017.txt", "沟通协调机制，学", "校党组织要"),
]
# Furniture: a line of each kind, and its role where it stands in the head of a plan.
HEAD_LINES = [
    ("某某市教育局文件", "red header"),
    ("中共某县委教育工作领导小组 文件", "red header"),
    ("某教发〔2022〕3号", "number"),
    ("某教发[2022] 3 号", "number"),
    ("某教〔2022〕3号        签发人：李某", "number"),
    ("各基层党组织：", "addressee"),
    ("各乡镇（街道）中心校，市直各学校、幼儿园：", "addressee"),
    ("各位代表：", "addressee"),
    ("现将《某局2022年工作要点》印发给你们，请认真贯彻执行。", "transmittal"),
    ("《要点》已经局党组会议研究同意，现印发给你们，请认真组织实施。", "transmittal"),
    ("首页 > 政务公开 > 规划计划", "site"),
    ("您现在的位置：某教育信息网>>文件通知", "site"),
    ("发布者:管理员   发布时间:2017-08-29 14:57:00", "page information"),
    ("索 引 号：11320412/2023-00012", "page information"),
    ("以下是小编为大家整理的工作要点，供大家参考。", "site introduction"),
    ("字号：大 中 小", "site"),
    ("【打印本页】 【关闭窗口】", "site"),
    ("——2022年1月10日在某县第十七届人民代表大会第一次会议上", "subtitle"),
    ("（2021年12月28日在某市第十八届人民代表大会第一次会议上）", "subtitle"),
    ("某县人民政府县长　张　某", "subtitle"),
    ("目    录", "table of contents"),
    ("一、指导思想………………3", "table of contents"),
]
TAIL_LINES = [
    ("2022年2月18日", "date"),
    ("二〇二二年二月十八日", "date"),
    ("２０２２年２月１８日", "date"),
    ("二0二二年二月十八日", "date"),
    ("2022年2月", "date"),
    ("某区教育局", "signature"),
    ("某区教育局 2022年2月18日", "signature"),
    ("某区教育局办公室 2022年2月18日印发", "imprint"),
    ("抄送：区委办公室、区委组织部。", "imprint"),
    ("（共印30份）", "imprint"),
    ("（此件公开发布）", "disclosure"),
    ("公开方式：主动公开", "disclosure"),
    ("附件：2022年度党建工作行事历", "annex pointer"),
    ("— 3 —", "page number"),
    ("第 3 页 共 12 页", "page number"),
    ("3/12", "page number"),
    ("相关推荐", "related links"),
    ("上一篇：某区教育局2021年工作总结", "related links"),
    ("扫一扫在手机打开当前页", "related links"),
    ("版权归属：某区教育信息中心 某ICP备00000858号", "footer"),
    ("地 址：某省某市某区民主路51号 邮政编码：134001", "footer"),
    ("联系人：王老师", "footer"),
    ("分享到：", "site"),
]
# What a plan says itself though it looks like a page's own words.
KEPT_LINES = [
    "编写工作简报，为领导决策提供参考。",
    "推荐阅读经典书目，建设书香校园。",
    "规范信息发布时间和程序，严格执行请示报告制度。",
    "公开招聘教师10名，充实教师队伍。",
    "（一）学习贯彻习近平总书记重要讲话",
    "时间：每月第一个周五",
    "主办单位：区教育局",
    "各学校要做好以下工作：",
    "2022",
]


def roles(cleaned: Cleaned) -> dict[str, str]:
    return {line.text: line.role for line in cleaned.furniture}


@pytest.mark.parametrize(("doc_id", "before", "after"), BREAKS)
def test_line_break_inside_a_sentence_of_the_samples_is_joined(
    samples: Corpus, doc_id: str, before: str, after: str
) -> None:
    assert before + after in samples[doc_id].text


@pytest.mark.parametrize(("doc_id", "before", "after"), BREAKS)
def test_each_of_these_breaks_is_in_the_raw_file(raw: Path, doc_id: str, before: str, after: str) -> None:
    # Else the table above would pass on any text.
    text = raw.joinpath(doc_id).read_text("utf-8").translate({ord("，"): ","})
    at = text.index(before.replace("，", ",") + "\n")
    assert text[at:].split("\n", 1)[1].lstrip().startswith(after.replace("，", ","))


def test_there_are_as_many_breaks_as_were_counted_by_hand() -> None:
    counts = [sum(doc_id.startswith(name) for doc_id, _, _ in BREAKS) for name in "hcst"]
    assert counts == [5, 6, 8, 3]


@pytest.mark.parametrize(
    ("doc_id", "closed"),
    [
        ("hangzhou-xihu-2022.txt", "2022年西湖区教育局党委"),
        ("hangzhou-xihu-2022.txt", "严格落实党员发展25步要求"),
        ("hangzhou-xihu-2022.txt", "做好建团100周年庆祝活动"),
        ("hangzhou-xihu-2022.txt", "1.强化政治领导。"),
        ("hangzhou-xihu-2022.txt", "2.第38个教师节庆祝活动"),
        ("changzhou-jintan-2022.txt", "2022年是新时代新征程"),
        ("shanghai-baoshan-2020.txt", "10.抓实干部人才培训。"),
    ],
)
def test_blank_inside_a_token_of_the_samples_is_closed(samples: Corpus, doc_id: str, closed: str) -> None:
    assert closed in samples[doc_id].text


def test_no_blank_stands_beside_chinese_in_the_samples(samples: Corpus) -> None:
    for document in samples:
        for left, right in pairwise(document.text):
            assert not (left == " " and "一" <= right <= "鿿"), document.doc_id
            assert not (right == " " and "一" <= left <= "鿿"), document.doc_id


@pytest.mark.parametrize(("line", "role"), HEAD_LINES)
def test_line_in_the_head_gets_its_role(line: str, role: str) -> None:
    cleaned = clean(f"{line}\n{HEAD}{BODY}")
    assert roles(cleaned).get(line) == role
    assert cleaned.text == BODY.strip()


@pytest.mark.parametrize(("line", "role"), TAIL_LINES)
def test_line_in_the_tail_gets_its_role(line: str, role: str) -> None:
    cleaned = clean(f"{HEAD}{BODY}{line}\n")
    assert roles(cleaned).get(line) == role
    assert cleaned.text == BODY.strip()


@pytest.mark.parametrize("line", KEPT_LINES)
def test_line_that_only_looks_like_furniture_stays_in_the_body(line: str) -> None:
    cleaned = clean(f"{HEAD}{BODY}{line}\n二、加强保障\n健全工作机制，加大经费投入，确保落实到位。\n")
    assert line in cleaned.text
    assert line not in roles(cleaned)


def test_annex_follows_the_body_and_is_marked_off() -> None:
    cleaned = clean(f"{HEAD}{BODY}某区教育局\n2022年2月18日\n附件1\n行事历\n时间\t内容\n1月\t走访\n")
    assert cleaned.text[: cleaned.annex_start] == BODY
    assert cleaned.text[cleaned.annex_start :] == "行事历\n时间\t内容\n1月\t走访"
    assert roles(cleaned)["附件1"] == "annex mark"


def test_without_annex_its_start_is_the_end_of_the_text() -> None:
    cleaned = clean(HEAD + BODY)
    assert cleaned.annex_start == len(cleaned.text)


def test_a_plan_that_is_itself_the_annex_is_the_body() -> None:
    notice = "关于印发《某局2022年工作要点》的通知\n各学校：\n现将《要点》印发给你们，请认真贯彻执行。\n"
    cleaned = clean(f"{notice}某局\n2022年3月1日\n附件\n{HEAD}{BODY}")
    assert cleaned.text == BODY.strip()
    assert cleaned.annex_start == len(cleaned.text)


def test_list_of_annexes_goes_on_over_lines() -> None:
    cleaned = clean(f"{HEAD}{BODY}附件：1.任务分解表\n2.进度表\n3.联系表\n某区教育局\n")
    assert cleaned.text == BODY.strip()
    assert roles(cleaned)["3.联系表"] == "annex pointer"


def test_numbers_that_rise_are_pages_and_a_single_one_is_not() -> None:
    pages = "1\n某局2022年工作要点\n1.加强学习。全面贯\n2\n彻党的教育方针，落实任务。\n3\n"
    assert clean(pages).text == "1.加强学习。全面贯彻党的教育方针，落实任务。"
    single = "某局2022年工作要点\n一、降低排放，减少CO\n2\n的排放量，改善空气质量。\n"
    assert "2" in clean(single).text


def test_head_that_runs_on_each_page_is_taken_off() -> None:
    lines = "某区教育规划纲要\n{}\n坚持改革创新，办好人民满意的教育，促进公平。\n"
    cleaned = clean("某区教育规划纲要\n" + "".join(lines.format(f"— {n} —") for n in (1, 2, 3)))
    assert "规划纲要" not in cleaned.text
    assert "running head" in {line.role for line in cleaned.furniture}


@pytest.mark.parametrize(
    ("line", "following", "joined"),
    [
        ("坚持以政治建设为统领，全面加", "强党的领导。", False),  # short, nothing open
        ("坚持以政治建设为统领，", "全面加强党的领导。", True),
        ("坚持以政治建设为统领，全面加强党的领导。", "二是加强学习。", False),
        ("加强党的领导。坚持立", "德树人。", True),  # a sentence has begun
        ("一、加强党的全面领导", "坚持立德树人。", False),
        ("一、加强党的全面领导，", "把牢办学方向", True),
        ("深入学习贯彻习近平新时代中国特色社会主义思想", "一、加强领导", False),
        ("深入学习贯彻习近平新时代中国特色社会主义思想", "和党的二十大精神。", True),
        ("1月\t走访慰问困难党员教师并召开年度民主生活会", "2月\t春训", False),
        ("重点抓好以下工作：", "加强党的领导", False),
    ],
)
def test_whether_a_sentence_goes_on_in_the_next_line(line: str, following: str, joined: bool) -> None:
    assert continues(line, following) is joined


def test_heading_wrapped_at_the_margin_is_joined_where_a_text_is_hard_wrapped() -> None:
    # The margin is at 22 hanzi; 2022 counts 2.
    lines = [
        "为深入贯彻新时代党的建设总要求和2022年工作部署，",
        "推动全区教育系统党建工作高质量发展，特制定本要点。",
        "一、坚持用习近平新时代中国特色社会主义思想武装头",  # 24
        "脑",
        "深入学习贯彻党的十九届五中全会精神，开展党史学习",  # 24
        "教育，做到学史明理、学史增信、学史崇德、学史力行",  # 24
        "落实。",
    ]
    assert wrap_width(lines) == 25  # the second line: 24 hanzi and a full stop past the margin
    text = clean(HEAD + "\n".join(lines)).text.split("\n")
    assert text[1] == "一、坚持用习近平新时代中国特色社会主义思想武装头脑"
    assert len(text) == 3


def test_lines_of_all_lengths_are_no_hard_wrapped_text() -> None:
    assert wrap_width(["一、加强领导", "坚持立德树人，办好学校。" * 4, "二、抓实学习"]) == float("inf")
    assert wrap_width([]) == float("inf")


def test_latin_words_broken_over_lines_keep_a_blank() -> None:
    cleaned = clean(HEAD + "全面推进教育数字化，建设智慧校园平台，推广使用 Smart\nCampus 系统。\n")
    assert "使用Smart Campus系统。" in cleaned.text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("加强领导,落实责任;", "加强领导，落实责任；"),
        ("(一)指导思想", "（一）指导思想"),
        ("(1)全面贯彻", "（1）全面贯彻"),
        ("好!?", "好！？"),
        ("f(x), y", "f(x), y"),
        ("２０２２年，１００％", "2022年，100%"),
        ('实施"XX"战略和"一区"', "实施“XX”战略和“一区”"),
        ('一个"单引号', '一个"单引号'),
        ("悦•慧・生‧活·", "悦·慧·生·活·"),
        ("3.5%的增长", "3.5%的增长"),
        ("", ""),
    ],
)
def test_widths_and_quotation_marks_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(alphabet='党建工,;:?!()"“”１Ａａ％．•1a. \u3000，。', max_size=40))
def test_folding_moves_no_character(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="党建ab1,( )\u3000\u00a0\u200b，", min_size=1, max_size=30))
def test_closing_blanks_leaves_out_blanks_only(text: str) -> None:
    spans = spans_without_blanks(text)
    assert all(a < b for a, b in spans)
    assert all(left[1] < right[0] for left, right in pairwise(spans))
    kept = "".join(text[a:b] for a, b in spans)
    assert [c for c in kept if c not in BLANKS] == [c for c in text if c not in BLANKS]


def same(raw: str, shown: str) -> bool:
    """Whether a character of a clean text is the raw one but for its width."""
    if shown in " \n":
        return raw in BLANKS
    plain = WIDE.get(shown, SAME.get(shown, shown))
    return plain == WIDE.get(raw, SAME.get(raw, raw))


def traced(raw: str, cleaned: Cleaned) -> list[tuple[str, str]]:
    """Characters of the clean text that are not what stands in the raw text."""
    pairs = ((raw[cleaned.raw_position(i)], shown) for i, shown in enumerate(cleaned.text))
    return [pair for pair in pairs if not same(*pair)]


def test_every_character_of_the_samples_leads_back_to_the_file(samples: Corpus, raw: Path) -> None:
    for document in samples:
        text = raw.joinpath(document.doc_id).read_bytes().decode("utf-8")
        assert traced(text, document.cleaned) == [], document.doc_id


LINE = st.text(alphabet='党建工作教育，。；：、“”"(),1２a \u3000\u00a0\u200b\t', min_size=1, max_size=50)
MARKED = st.builds(
    str.__add__,
    st.sampled_from(["一、", "（一）", "1.", "(2)", "附件1", "2022年3月5日", "— 3 —"]),
    LINE,
)
TEXTS = st.lists(LINE | MARKED, min_size=1, max_size=12).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\n\n", "\u2028", "\x0b"]).map(
        lambda newline: newline.join(lines)
    )
)


@given(TEXTS)
@settings(max_examples=300)
def test_every_character_leads_back_to_the_raw_text(raw: str) -> None:
    cleaned = clean(raw)
    assert traced(raw, cleaned) == []
    positions = [cleaned.raw_position(i) for i in range(len(cleaned.text))]
    if cleaned.annex_start == len(cleaned.text):
        assert positions == sorted(positions)


@given(TEXTS)
@settings(max_examples=300)
def test_nothing_is_lost_but_blanks_and_furniture(raw: str) -> None:
    cleaned = clean(raw)
    shown = cleaned.text + "".join(line.text for line in cleaned.furniture)
    assert sum(c not in BLANKS for c in shown) == sum(c not in BLANKS for c in raw)
    for line in cleaned.furniture:
        assert raw[line.start : line.start + len(line.text)] == line.text


def test_cleaning_a_clean_sample_changes_nothing(samples: Corpus) -> None:
    for document in samples:
        assert clean(document.text).text == document.text, document.doc_id


SENTENCE = st.text(alphabet="坚持党建引领教育发展", min_size=12, max_size=40)


@given(st.lists(st.builds("{}，{}。".format, SENTENCE, SENTENCE), min_size=1, max_size=8))
def test_cleaning_twice_changes_nothing_in_sentences(lines: list[str]) -> None:
    once = clean("\n\n".join(lines))
    assert once.text == "\n".join(lines)
    assert clean(once.text).text == once.text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\n\n", " \n\u3000\n", "\u2028"])
def test_kind_of_line_end_does_not_matter(newline: str) -> None:
    text = newline.join((HEAD + BODY).split("\n"))
    assert clean(text).text == BODY.strip()


@pytest.mark.parametrize("raw", ["", "\n\n", " \u3000\n"])
def test_nothing_gives_an_empty_text(raw: str) -> None:
    cleaned = clean(raw)
    assert (cleaned.text, cleaned.annex_start, cleaned.furniture, cleaned.steps) == ("", 0, (), ())


def test_a_superscript_alone_in_a_line_is_no_page_number() -> None:
    # "²".isdigit() is true, yet it is no number that int() reads: m² broken over lines.
    body = clean("一、工作目标。\n新建校舍一千m\n²\n，改建两所学校，全部完成。\n³\n再建一所。").text
    assert "²" in body and "³" in body


@pytest.mark.parametrize("unseen", UNSEEN)
def test_characters_that_no_font_shows_are_taken_off_inside_and_at_the_ends_of_lines(unseen: str) -> None:
    text = f"{unseen}一、加强{unseen}领导{unseen}\n{unseen}\n坚持以政治建设为统领。{unseen}\n"
    assert clean(text).text == "一、加强领导\n坚持以政治建设为统领。"
